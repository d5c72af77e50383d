//! A project: its settings in `lgl.yaml`, and the documents in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::trace::{Sum, Traced};
use super::{Disk, Fault, normalised, settings, shown};
use crate::check::{Beside, Settings};
use crate::diagnostic::{Finding, sort};
use crate::model::target::relative;
use crate::parse::fields::Fields;
use crate::parse::{decode, yaml};
use crate::source::{MAX_BYTES, Source, Span};

/// The file that makes a folder a project.
pub const SETTINGS_FILE: &str = "lgl.yaml";
/// Where the documents lie.
pub const DOCUMENTS: &str = "protocols";
/// Where the bodies lie.
pub const TEMPLATES: &str = "templates";
/// Where finished files go, unless something else is said.
pub const OUTPUT: &str = "public";
/// The body of a project that names none.
pub const DEFAULT_ORGAN: &str = "lgl";

/// A project, or the one folder that stands in for it where there is none.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its folder, absolute and without symbolic links. Nothing outside it is read.
    pub root: PathBuf,
    /// The body of documents that name none.
    pub organ: String,
    /// Where finished files go, absolute.
    pub output: PathBuf,
    /// What it says about the rules.
    pub rules: Arc<Settings>,
    /// The settings' text and what is wrong with it; none where there is no such file.
    pub settings: Option<(Source, Vec<Finding>)>,
    /// The sum of everything that was read for its settings.
    pub(super) settings_sum: Sum,
    /// Was a project found, or only a lone document?
    pub is_project: bool,
}

/// A document that is to be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its file, absolute.
    pub path: PathBuf,
    /// The name it is shown under: as a person in the current folder would write it.
    pub name: String,
    /// Where its files go below the output folder, without extension.
    pub stem: PathBuf,
}

impl Project {
    /// The project that a folder is in: the nearest folder with `lgl.yaml` or `protocols`, upwards.
    ///
    /// Its settings are named as a person in the folder `current` would write it.
    pub fn find(disk: &dyn Disk, folder: &Path, current: &Path) -> Result<Option<Self>, Fault> {
        for candidate in folder.ancestors() {
            let settings = candidate.join(SETTINGS_FILE);
            if disk.is_file(&settings) {
                return Self::with_settings(disk, candidate, &settings, current).map(Some);
            }
            // It was meant as the settings, and without them everything would be otherwise.
            if disk.is_taken(&settings) {
                let name = shown(settings.strip_prefix(current).unwrap_or(&settings));
                return Err(Fault::new(format!("{name} är ingen fil som går att läsa")).help(
                    "Lägg projektets inställningar där som en vanlig fil, eller ta bort den.",
                ));
            }
        }
        let root = folder.ancestors().find(|candidate| {
            let documents = candidate.join(DOCUMENTS);
            (*candidate == folder || folder.starts_with(&documents))
                && disk.is_folder(&documents)
        });
        Ok(root.map(|root| Self { is_project: true, ..Self::lone(root, root) }))
    }

    /// No project: a folder whose documents are built as the built-in body's, into `public` in the current folder.
    pub fn lone(folder: &Path, current: &Path) -> Self {
        Self {
            root: folder.to_owned(),
            organ: DEFAULT_ORGAN.to_owned(),
            output: current.join(OUTPUT),
            rules: Arc::default(),
            settings: None,
            settings_sum: Sum::default(),
            is_project: false,
        }
    }

    fn with_settings(
        disk: &dyn Disk,
        root: &Path,
        file: &Path,
        current: &Path,
    ) -> Result<Self, Fault> {
        let traced = Traced::new(disk, root);
        let bytes = traced
            .read(file, MAX_BYTES as u64)
            .map_err(|error| Fault::io("läsa", file, &error))?;
        let name = shown(file.strip_prefix(current).unwrap_or(file));
        let (source, fault) = decode(&name, bytes);
        let mut findings: Vec<Finding> = fault.into_iter().collect();
        let mut project = Self { is_project: true, ..Self::lone(root, root) };
        let whole = Span::new(0, source.text().len());
        let node =
            if findings.is_empty() { yaml::read(&source, whole, &mut findings) } else { None };
        if let Some(node) = node {
            let mut fields = Fields::new(node, &mut findings);
            if let Some(organ) = fields.text("organ", &mut findings) {
                project.organ = organ.value;
            }
            if let Some(output) = fields.text("utmapp", &mut findings) {
                project.output = normalised(&root.join(output.value));
            }
            project.rules = Arc::new(settings::read(&traced, root, &mut fields, &mut findings));
            fields.finish(&mut findings);
        }
        sort(&mut findings);
        project.settings = Some((source, findings));
        project.settings_sum = traced.trace().sum();
        Ok(project)
    }

    /// Every document of the project, in the order of their paths, and what cannot be one.
    pub fn documents(&self, disk: &dyn Disk, current: &Path) -> (Vec<Document>, Vec<Fault>) {
        self.documents_in(disk, &self.root.join(DOCUMENTS), current)
    }

    /// Every document below a folder, in the order of their paths, and what cannot be one.
    pub fn documents_in(
        &self,
        disk: &dyn Disk,
        folder: &Path,
        current: &Path,
    ) -> (Vec<Document>, Vec<Fault>) {
        let entries = match disk.list(folder) {
            Ok(entries) => entries,
            Err(error) => return (Vec::new(), vec![Fault::io("läsa mappen", folder, &error)]),
        };
        let (mut documents, mut faults) = (Vec::new(), Vec::new());
        for entry in entries {
            if self.output != self.root && entry.path.starts_with(&self.output) {
                continue;
            }
            // Hidden files and a word processor's locks are nobody's minutes.
            let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') || name.starts_with("~$") {
                continue;
            }
            let is_document = is_document(&entry.path);
            if entry.is_link
                && (is_document || disk.is_folder(&entry.path))
                && let Some(fault) = self.link_fault(disk, &entry.path)
            {
                faults.push(fault);
                continue;
            }
            if is_document {
                documents.push(self.document(&entry.path, current));
            }
        }
        (documents, faults)
    }

    /// What is wrong with a symbolic link, if anything is.
    fn link_fault(&self, disk: &dyn Disk, path: &Path) -> Option<Fault> {
        let name = shown(path);
        match disk.canonical(path) {
            Err(error) => Some(Fault::io("följa länken", path, &error)),
            Ok(target) if !target.starts_with(&self.root) => Some(
                Fault::new(format!(
                    "{name} är en länk till något utanför projektet och läses inte"
                ))
                .help("Lägg filen själv i projektet."),
            ),
            Ok(target) if disk.is_folder(&target) => Some(
                Fault::new(format!("{name} är en länk till en mapp, och sådana följs inte"))
                    .help("Lägg mappen själv där, eller bygg den för sig."),
            ),
            Ok(_) => None,
        }
    }

    /// Where a file will lie below the output folder, with forward slashes; a document as its source.
    pub(super) fn place_of(&self, path: &Path) -> String {
        shown(self.below(path))
    }

    /// Where a document will lie that another names so.
    pub(super) fn beside(&self, document: &Document, named: &str) -> Beside {
        let folder = document.path.parent().unwrap_or(&self.root);
        let other = normalised(&folder.join(named));
        let place = relative(&self.place_of(&document.path), &self.place_of(&other));
        Beside { place, size: None }
    }

    /// A path below the folder of documents, or else below the project's.
    fn below<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(self.root.join(DOCUMENTS))
            .or_else(|_| path.strip_prefix(&self.root))
            .unwrap_or_else(|_| Path::new(path.file_name().unwrap_or_default()))
    }

    /// A document by its path.
    pub fn document(&self, path: &Path, current: &Path) -> Document {
        Document {
            path: path.to_owned(),
            name: shown(path.strip_prefix(current).unwrap_or(path)),
            stem: self.below(path).with_extension(""),
        }
    }
}

/// Is it a document, by its name?
pub(super) fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}
