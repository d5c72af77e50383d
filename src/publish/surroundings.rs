//! The files that a document refers to: which are there, which are pictures, and which go along with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::project::is_document;
use super::{Disk, Project, normalised};
use crate::check::{Beside, FileFact, no_picture};
use crate::diagnostic::Finding;
use crate::model::Minutes;
use crate::model::references::ReferenceKind;
use crate::model::target::relative;
use crate::render::Picture;
use crate::render::picture::{self, PictureFile};

/// The largest picture, in bytes.
const MAX_PICTURE: u64 = 64 * 1024 * 1024;

/// What lies around a document.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Every file that is linked to, by its path as the document names it, decoded.
    pub(super) files: BTreeMap<String, FileFact>,
    /// Where those that are there will lie when they are published, likewise.
    pub(super) beside: BTreeMap<String, Beside>,
    /// Every file that is shown as a picture, likewise.
    pub(super) pictures_found: BTreeMap<String, FileFact>,
    /// The pictures, by their addresses as typed.
    pub(super) pictures: BTreeMap<String, PictureFile>,
    /// Files that are published beside the document: path from the finished document, and where the file is.
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
        let known = if is_picture { &mut around.pictures_found } else { &mut around.files };
        if known.contains_key(&path)
            && (!is_picture || around.pictures.contains_key(reference.address))
        {
            continue;
        }
        let fact = match locate(disk, project, folder, &path) {
            Err(fact) => fact,
            Ok(file) if is_picture => match disk.read(&file, MAX_PICTURE) {
                Err(_) => FileFact::Unreadable,
                Ok(bytes) if bytes.len() as u64 > MAX_PICTURE => {
                    FileFact::TooLarge { limit: MAX_PICTURE }
                }
                Ok(bytes) => match picture::read(bytes) {
                    None => FileFact::NoPicture,
                    Some(file) => {
                        around.pictures.insert(reference.address.to_owned(), file);
                        FileFact::Present
                    }
                },
            },
            Ok(file) => {
                let place = relative(&project.place_of(document), &project.place_of(&file));
                let mut size = None;
                if !is_document(&file) {
                    if reference.kind == ReferenceKind::Annex {
                        size = disk.size(&file).ok();
                    }
                    around.companions.insert(place.clone(), file);
                }
                around.beside.insert(path.clone(), Beside { place, size });
                FileFact::Present
            }
        };
        known.insert(path, fact);
    }
    if let Some(path) = minutes.home_file() {
        let fact = locate(disk, project, folder, &path)
            .map_or_else(|fact| fact, |_| FileFact::Present);
        around.files.entry(path).or_insert(fact);
    }
    around
}

/// The pictures as they are shown, and what is wrong with those that cannot be. It takes time, which only
/// what is published is worth.
pub(super) fn pictures(
    files: &BTreeMap<String, PictureFile>,
    minutes: &Minutes,
) -> (BTreeMap<String, Picture>, Vec<Finding>) {
    let mut pictures = BTreeMap::new();
    for (address, file) in files {
        if let Some(picture) = file.picture() {
            pictures.insert(address.clone(), picture);
        }
    }
    let is_broken =
        |address: &str| files.contains_key(address) && !pictures.contains_key(address);
    let references = minutes.references().into_iter();
    let broken = references
        .filter(|it| it.kind == ReferenceKind::Picture && is_broken(it.address))
        .map(|it| no_picture(it.span, &it.file().unwrap_or_default()))
        .collect();
    (pictures, broken)
}

/// The file that a path names, if it is there and inside the project.
pub(super) fn locate(
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
    // Some systems store names decomposed; the document's names are composed.
    let decomposed = || normalised(&folder.join(path.nfd().collect::<String>()));
    let wanted = if disk.is_file(&wanted) { wanted } else { decomposed() };
    let Ok(real) = disk.canonical(&wanted) else { return Err(FileFact::Missing) };
    if !real.starts_with(&project.root) {
        return Err(FileFact::Outside);
    }
    if !disk.is_file(&real) {
        return Err(FileFact::Unreadable);
    }
    Ok(wanted)
}
