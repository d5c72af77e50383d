//! The files that a document refers to: which are there, which are pictures, and which go along with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Disk, Project, normalised};
use crate::check::FileFact;
use crate::model::Minutes;
use crate::model::references::ReferenceKind;
use crate::render::{Picture, picture};

/// The largest picture or annex, in bytes.
const MAX_FILE: u64 = 64 * 1024 * 1024;

/// What lies around a document.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Every file that is referred to, by its path as the document names it.
    pub(super) files: BTreeMap<String, FileFact>,
    /// The pictures, by the same paths.
    pub(super) pictures: BTreeMap<String, Picture>,
    /// Files that are published beside the document: path as named, and where the file is.
    pub(super) companions: BTreeMap<String, PathBuf>,
}

/// Looks at every file that a document refers to.
pub(super) fn look(
    disk: &dyn Disk,
    project: &Project,
    document: &Path,
    minutes: &Minutes,
) -> Surroundings {
    let mut around = Surroundings::default();
    let folder = document.parent().unwrap_or(Path::new("."));
    for reference in minutes.references() {
        let Some(path) = reference.file() else { continue };
        let is_picture = reference.kind == ReferenceKind::Picture;
        if around.files.contains_key(&path)
            && (!is_picture || around.pictures.contains_key(&path))
        {
            continue;
        }
        let fact = match locate(disk, project, folder, &path) {
            Err(fact) => fact,
            Ok(file) if is_picture => match disk.read(&file, MAX_FILE) {
                Err(_) => FileFact::Unreadable,
                Ok(bytes) => match picture::read(bytes) {
                    Some(picture) => {
                        around.pictures.insert(path.clone(), picture);
                        FileFact::Present
                    }
                    None => FileFact::NoPicture,
                },
            },
            Ok(file) => {
                let is_document =
                    file.extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
                if !is_document {
                    around.companions.insert(path.clone(), file);
                }
                FileFact::Present
            }
        };
        around.files.insert(path, fact);
    }
    around
}

/// The file that a path names, if it is there and inside the project.
fn locate(
    disk: &dyn Disk,
    project: &Project,
    folder: &Path,
    path: &str,
) -> Result<PathBuf, FileFact> {
    // A path from the root of the disk, or with a drive letter, is outside on every system.
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with(['/', '\\']) || drive || path.contains('\0') {
        return Err(FileFact::Outside);
    }
    let wanted = normalised(&folder.join(path));
    if !wanted.starts_with(&project.root) {
        return Err(FileFact::Outside);
    }
    let Ok(real) = disk.canonical(&wanted) else { return Err(FileFact::Missing) };
    if !real.starts_with(&project.root) {
        return Err(FileFact::Outside);
    }
    if !disk.is_file(&real) {
        return Err(FileFact::Unreadable);
    }
    Ok(wanted)
}
