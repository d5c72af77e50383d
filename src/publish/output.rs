//! The folder of finished files: who may have which place in it, settled before anything is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::build::Request;
use super::manifest::{MANIFEST_FILE, SUMS_FILE};
use super::project::{DOCUMENTS, Document, Project, TEMPLATES};
use super::{Disk, Fault, normalised, real, shown};

/// Where the finished files of a document go.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// One for each format that is asked for, in their order.
    pub(super) files: Vec<PathBuf>,
    /// Files that are published beside it: where each is, and where it goes.
    pub(super) companions: Vec<(PathBuf, PathBuf)>,
    /// Why it cannot have its place.
    pub(super) faults: Vec<Fault>,
}

/// The names that are taken, as file systems compare them that do not tell A from a, or å from å; and by whom.
pub(super) type Taken = BTreeMap<String, String>;

/// Where finished files of a project go. Never among the sources, whose place they could take, and outside
/// the project only where the command line says so: a project that came from elsewhere is no authority.
pub(super) fn folder(
    disk: &dyn Disk,
    request: &Request<'_>,
    project: &Project,
) -> Result<PathBuf, Fault> {
    let output = request.output.as_ref().unwrap_or(&project.output);
    let output = normalised(output);
    let place = real(disk, &output);
    let name = shown(output.strip_prefix(&request.current).unwrap_or(&output));
    let sources = [DOCUMENTS, TEMPLATES].map(|folder| project.root.join(folder));
    if project.is_project && sources.iter().any(|folder| place.starts_with(folder)) {
        return Err(Fault::new(format!("Kan inte skriva i {name}: där ligger källorna"))
            .help("Välj en annan mapp, till exempel public."));
    }
    let asked_for = request.output.is_some() || !project.is_project;
    if !asked_for && !place.starts_with(&project.root) {
        return Err(Fault::new(format!(
            "Kan inte skriva i {name}: den ligger utanför projektet"
        ))
        .help("Ändra utmapp i lgl.yaml, eller skriv mappen med flaggan --out."));
    }
    Ok(output)
}

/// Gives each document its places. Who comes first has a name; what a killed build left lying is taken away.
pub(super) struct Allotment<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) request: &'a Request<'a>,
    pub(super) project: &'a Project,
    /// The folder of finished files.
    pub(super) output: &'a Path,
    pub(super) taken: &'a mut Taken,
    /// The folders that have been seen, and whether they lie where they seem to.
    folders: BTreeMap<PathBuf, bool>,
}

impl<'a> Allotment<'a> {
    pub(super) fn new(
        disk: &'a dyn Disk,
        request: &'a Request<'a>,
        project: &'a Project,
        output: &'a Path,
        taken: &'a mut Taken,
    ) -> Self {
        Self { disk, request, project, output, taken, folders: BTreeMap::new() }
    }

    /// The places of a document and of what goes along with it.
    pub(super) fn place(
        &mut self,
        document: &Document,
        companions: &BTreeMap<String, PathBuf>,
    ) -> Place {
        let mut place = Place::default();
        let base = self.output.join(&document.stem);
        for format in &self.request.formats {
            let mut name = base.clone().into_os_string();
            name.push(".");
            name.push(format.name);
            let file = PathBuf::from(name);
            place.faults.extend(self.take(&file, &document.name));
            place.files.push(file);
        }
        for (named, source) in companions {
            let folder = base.parent().unwrap_or(self.output);
            let file = normalised(&folder.join(named));
            if !file.starts_with(self.output) {
                place.faults.push(Fault::new(format!(
                    "{} kan inte publiceras: den skulle hamna utanför {}",
                    shown(source),
                    shown(self.output)
                )));
                continue;
            }
            let is_itself = self.disk.canonical(&file).is_ok_and(|real| {
                self.disk.canonical(source).is_ok_and(|source| source == real)
            });
            if !is_itself {
                place.faults.extend(self.take(&file, &shown(source)));
                place.companions.push((source.clone(), file));
            }
        }
        place
    }

    /// Why a file cannot have its place, if it cannot.
    fn take(&mut self, path: &Path, origin: &str) -> Option<Fault> {
        let name = shown(path.strip_prefix(&self.request.current).unwrap_or(path));
        let folder = path.parent().unwrap_or(self.output);
        if !self.is_inside(folder) {
            return Some(Fault::new(format!(
                "Kan inte skriva {name}: en länk leder ut ur mappen"
            )));
        }
        let own = [MANIFEST_FILE, SUMS_FILE].map(|own| self.output.join(own));
        if self.project.is_project && own.iter().any(|own| path == own) {
            let fault = format!("{origin} skulle bli {name}, där lgl skriver vad som byggdes");
            return Some(Fault::new(fault).help("Byt namn på filen."));
        }
        let key: String = shown(path).to_lowercase().nfc().collect();
        let other = self.taken.entry(key).or_insert_with(|| origin.to_owned());
        (other != origin).then(|| {
            Fault::new(format!("{origin} och {other} skulle båda bli {name}"))
                .help("Byt namn på den ena.")
        })
    }

    fn is_inside(&mut self, folder: &Path) -> bool {
        if let Some(is_inside) = self.folders.get(folder) {
            return *is_inside;
        }
        let is_inside = real(self.disk, folder).starts_with(real(self.disk, self.output));
        if is_inside && self.project.is_project {
            // What cannot be taken away hinders nobody.
            let _ = self.disk.sweep(folder);
        }
        self.folders.insert(folder.to_owned(), is_inside);
        is_inside
    }
}
