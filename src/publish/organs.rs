//! The bodies of a project: the built-in files, and the project's own that take their place file by file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::project::TEMPLATES;
use super::{Disk, Fault, Project, shown};
use crate::diagnostic::Finding;
use crate::organ::{self, BASE, Files, ORGAN_FILE, Organ};
use crate::source::{Source, megabytes};

/// The largest file of a template folder, in bytes: a typeface with all of the world's scripts is 20 MB.
const MAX_FILE: u64 = 32 * 1024 * 1024;

/// A body that was looked for, once in a build.
#[derive(Debug)]
pub struct Loaded {
    /// The body.
    pub organ: Organ,
    /// The text of its `organ.yaml`.
    pub source: Source,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// The bodies of projects, each looked for once. Shared by the threads that read documents.
pub struct Organs<'a> {
    disk: &'a dyn Disk,
    loaded: Mutex<BTreeMap<(PathBuf, String), Shared>>,
    ids: Mutex<BTreeMap<PathBuf, Arc<Vec<String>>>>,
}

/// A body that was looked for, or why it cannot be had.
pub type Shared = Arc<Result<Loaded, Fault>>;

impl<'a> Organs<'a> {
    /// No body yet, of projects on a disk.
    pub fn new(disk: &'a dyn Disk) -> Self {
        Self { disk, loaded: Mutex::default(), ids: Mutex::default() }
    }

    /// A body by the name of its folder.
    pub fn get(&self, project: &Project, id: &str) -> Shared {
        let key = (project.root.clone(), id.to_owned());
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = loaded.entry(key).or_insert_with(|| Arc::new(load(self.disk, project, id)));
        Arc::clone(entry)
    }

    /// Every body that a project knows but one.
    pub fn others(&self, project: &Project, id: &str) -> Vec<Shared> {
        let ids = {
            let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
            let known = ids.entry(project.root.clone());
            Arc::clone(known.or_insert_with(|| Arc::new(ids_of(self.disk, project))))
        };
        let others = ids.iter().filter(|other| *other != id);
        others.map(|other| self.get(project, other)).collect()
    }
}

/// The names of a project's bodies, the built-in ones among them.
pub(super) fn ids_of(disk: &dyn Disk, project: &Project) -> Vec<String> {
    let mut ids = organ::built_in_names();
    let templates = project.root.join(TEMPLATES);
    if project.is_project && disk.is_folder(&templates) {
        let entries = disk.list(&templates).unwrap_or_default();
        let own = entries.iter().filter_map(|entry| {
            let below = entry.path.strip_prefix(&templates).ok()?;
            let is_body = below.ends_with(ORGAN_FILE) && below.components().count() == 2;
            is_body.then(|| below.parent().map(shown)).flatten()
        });
        ids.extend(own);
    }
    ids.sort();
    ids.dedup();
    ids
}

fn load(disk: &dyn Disk, project: &Project, id: &str) -> Result<Loaded, Fault> {
    // The name becomes a folder's; it must not lead anywhere else.
    let plain = !id.is_empty() && !id.starts_with('.') && !id.contains(['/', '\\', ':']);
    let built_in = organ::own(id).filter(|_| plain);
    let folder = project.root.join(TEMPLATES).join(id);
    let own = plain && id != BASE && project.is_project && disk.is_folder(&folder);
    if !own && built_in.is_none() {
        let names = organ::built_in_names().join(", ");
        return Err(Fault::new(format!(
            "Organet ”{id}” finns inte: mappen templates/{id} saknas"
        ))
        .help(format!(
            "Rätta organ: i dokumentet eller i lgl.yaml. Inbyggda organ: {names}."
        )));
    }
    // What all bodies share, then the body's own; each time what is built in, then the project's.
    let mut files = organ::base();
    let shared = project.root.join(TEMPLATES).join(BASE);
    if project.is_project && disk.is_folder(&shared) {
        overlay(disk, project, &shared, &mut files)?;
    }
    files.extend(built_in.unwrap_or_default());
    if own {
        overlay(disk, project, &folder, &mut files)?;
    }
    let name = format!("{TEMPLATES}/{id}/{ORGAN_FILE}");
    let (organ, source, findings) = organ::read(id, &name, files);
    Ok(Loaded { organ, source, findings })
}

fn overlay(
    disk: &dyn Disk,
    project: &Project,
    folder: &Path,
    files: &mut Files,
) -> Result<(), Fault> {
    let entries =
        disk.list(folder).map_err(|error| Fault::io("läsa mappen", folder, &error))?;
    for entry in entries {
        let name = entry.path.strip_prefix(&project.root).unwrap_or(&entry.path);
        let unreadable = |error| Fault::io("läsa", name, &error);
        let real = disk.canonical(&entry.path).map_err(unreadable)?;
        if !real.starts_with(&project.root) {
            let name = shown(name);
            return Err(Fault::new(format!("{name} leder utanför projektet och läses inte")));
        }
        let bytes = disk.read(&entry.path, MAX_FILE).map_err(unreadable)?;
        if bytes.len() as u64 > MAX_FILE {
            let (name, most) = (shown(name), megabytes(MAX_FILE));
            return Err(Fault::new(format!("{name} är för stor: gränsen är {most} MB"))
                .help("Gör filen mindre, eller lägg den utanför mallens mapp."));
        }
        if let Ok(below) = entry.path.strip_prefix(folder) {
            files.insert(shown(below), Cow::Owned(bytes));
        }
    }
    Ok(())
}
