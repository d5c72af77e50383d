//! The main job: documents in, finished files out. One document at fault does not stop the others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::baseline::Baseline;
use super::disk::Held;
use super::examine::{Read, Reading, archive, read_document};
use super::kin::Gathered;
use super::manifest::{self, MANIFEST_FILE, Made, Manifest, Reads, SUMS_FILE, Sums};
use super::organs::{Loaded, Organs, Shared};
use super::project::{DOCUMENTS, Document, Project, TEMPLATES};
use super::{Disk, Fault, Format, kin, real, selection, shown, surroundings};
use crate::check::{Archive, Facts, conclude};
use crate::diagnostic::{Finding, Level};
use crate::model::data;
use crate::render::compose::compose;
use crate::render::{Failure, Job};
use crate::source::{MAX_BYTES, Source};

/// What is to be built.
#[derive(Debug)]
pub struct Request<'a> {
    /// Files and folders, absolute; all of the project where there are none.
    pub paths: Vec<PathBuf>,
    /// As what.
    pub formats: Vec<&'a Format>,
    /// Where to, absolute; where the project says, if none.
    pub output: Option<PathBuf>,
    /// The current folder, absolute and without symbolic links.
    pub current: PathBuf,
}

/// What happens during a build, for who watches.
#[derive(Debug)]
pub enum Event<'a> {
    /// Another build of the same project is waited for.
    Waiting,
    /// So many documents are to be built.
    Start(usize),
    /// A text has findings: a document, a body or the settings.
    Findings(&'a Source, &'a [Finding]),
    /// Something outside the documents went wrong.
    Fault(&'a Fault),
    /// The document of this name is done with, whatever became of it.
    Done(&'a str),
}

/// What became of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Documents whose files were written.
    pub built: usize,
    /// Documents that were stopped by a finding.
    pub stopped: usize,
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Faults outside the documents.
    pub faults: usize,
    /// Settings and bodies that could not be used; their findings are counted above.
    pub unusable: usize,
}

/// Builds what is asked for, and tells `watch` what happens as it happens.
pub fn build(
    disk: &dyn Disk,
    request: &Request<'_>,
    watch: &mut dyn FnMut(Event<'_>),
) -> Outcome {
    let mut build = Build {
        disk,
        request,
        watch,
        organs: Organs::default(),
        told: BTreeSet::new(),
        written: BTreeMap::new(),
        swept: BTreeSet::new(),
        made: BTreeMap::new(),
        shared: String::new(),
        is_project: false,
        outcome: Outcome::default(),
    };
    let (selected, faults) = selection::select(disk, &request.paths, &request.current);
    let _held = hold(disk, &selected, build.watch);
    let gathered = selected.into_iter().map(|(project, asked_for)| {
        let gathered = kin::gather(disk, &project, &asked_for, &request.current, None);
        (project, gathered)
    });
    let selected: Vec<(Project, Gathered)> = gathered.collect();
    for fault in &faults {
        build.fault(fault);
    }
    (build.watch)(Event::Start(
        selected.iter().map(|(_, gathered)| gathered.documents.len()).sum(),
    ));
    for (project, gathered) in &selected {
        if !build.settings(project) {
            continue;
        }
        build.is_project = project.is_project;
        if let Err(fault) =
            build.output(project).and_then(|it| manifest::check_place(disk, &it))
        {
            build.fault(&fault);
            continue;
        }
        let shared = manifest::shared(disk, project);
        build.shared = manifest::sum_of(&shared);
        let baseline = match Baseline::read(disk, project) {
            Ok(baseline) => baseline,
            Err(fault) => {
                build.fault(&fault);
                continue;
            }
        };
        let archive = archive(disk, project, &build.organs, gathered);
        for document in &gathered.documents {
            build.document(project, document, &archive, &baseline);
            (build.watch)(Event::Done(&document.name));
        }
        if let Err(fault) = build.manifest(project, shared) {
            build.fault(&fault);
        }
    }
    build.outcome
}

/// Keeps other builds of these projects away. Where a file system knows no such thing, they are on their own.
fn hold(
    disk: &dyn Disk,
    selected: &[(Project, Vec<Document>)],
    watch: &mut dyn FnMut(Event<'_>),
) -> Vec<Held> {
    let projects = selected.iter().filter(|(project, _)| project.is_project);
    // In one order, so that two builds of the same projects never wait for each other.
    let roots: BTreeSet<&Path> = projects.map(|(project, _)| project.root.as_path()).collect();
    let held = roots.into_iter().map(|root| disk.hold(root, &mut || watch(Event::Waiting)));
    held.filter_map(Result::ok).collect()
}

struct Build<'a> {
    disk: &'a dyn Disk,
    request: &'a Request<'a>,
    watch: &'a mut dyn FnMut(Event<'_>),
    organs: Organs,
    /// The bodies whose faults have been told, by their project's folder and their name.
    told: BTreeSet<(PathBuf, String)>,
    /// Every file that was written, by its folded path, with the document it belongs to.
    written: BTreeMap<String, String>,
    /// The folders that hold nothing any more of a build that was killed.
    swept: BTreeSet<PathBuf>,
    /// What was made of the project that is being built, by path in its output folder.
    made: BTreeMap<String, Made>,
    /// The sum of what all of its documents are made of.
    shared: String,
    /// Is it a project's documents that are being built? Only a project has a manifest and is held.
    is_project: bool,
    outcome: Outcome,
}

impl Build<'_> {
    /// Tells what is wrong with the settings. False where they cannot be used: they say which body it is.
    fn settings(&mut self, project: &Project) -> bool {
        let Some((source, findings)) = &project.settings else { return true };
        self.findings(source, findings);
        let usable = is_publishable(findings);
        self.outcome.unusable += usize::from(!usable);
        usable
    }

    fn document(
        &mut self,
        project: &Project,
        document: &Document,
        archive: &Archive,
        baseline: &Baseline,
    ) {
        let reads = Reads::new(self.disk);
        let reading = read_document(&reads, project, &self.organs, document);
        let Read { source, mut minutes, body, around, examined } = match reading {
            Reading::Fault(fault) => return self.fault(&fault),
            Reading::Stopped { source, findings } => {
                self.outcome.stopped += 1;
                return self.findings(&source, &findings);
            }
            Reading::NoOrgan { id, body } => {
                self.organ(project, &id, &body);
                self.outcome.stopped += 1;
                return;
            }
            Reading::Read(read) => *read,
        };
        self.organ(project, &minutes.organ, &body);
        let Ok(Loaded { organ, .. }) = &*body else { return };

        minutes.parent = archive.parent(&examined.record);
        let findings = conclude(&examined, archive, &project.rules);
        let path = project.path_of(document);
        let (mut findings, _) = baseline.without_known(&source, &path, findings);
        let is_draft = minutes.is_draft();
        let mut beside = around.beside;
        if let Some(parent) = &minutes.parent {
            beside.insert(parent.link.clone(), project.beside(document, &parent.link));
        }
        let mut rendered = Vec::new();
        let mut faults = Vec::new();
        let mut pictures = BTreeMap::new();
        if is_draft || is_publishable(&findings) {
            let (shown, broken) = surroundings::pictures(&around.pictures, &minutes);
            pictures = shown;
            findings.extend(broken);
        }
        if is_draft || is_publishable(&findings) {
            let facts = Facts { files: &around.files, beside: &beside, ..Facts::none() };
            let page = compose(&minutes, organ, &facts);
            let data = data::document(&minutes, organ, &page.heading);
            let data =
                serde_json::to_string_pretty(&data).expect("text and numbers only") + "\n";
            let job = Job { page: &page, pictures: &pictures, source: &source, data: &data };
            for format in &self.request.formats {
                match (format.render)(&job) {
                    Ok(bytes) => rendered.push((format.name, bytes)),
                    Err(Failure::Document(more)) => findings.extend(more),
                    Err(Failure::Organ(message)) => faults.push(Fault::new(message)),
                }
            }
        }
        crate::diagnostic::sort(&mut findings);
        self.findings(&source, &findings);
        for fault in &faults {
            self.fault(fault);
        }
        // All formats of a document, or none: a page and its PDF never tell different things.
        if rendered.len() < self.request.formats.len() {
            self.outcome.stopped += 1;
            return;
        }
        if let Some(parent) = &minutes.parent {
            // What is said of the minutes that an annex belongs to is made of their text.
            let folder = document.path.parent().unwrap_or(&project.root);
            let _ =
                reads.read(&super::normalised(&folder.join(&parent.link)), MAX_BYTES as u64);
        }
        self.write(project, document, rendered, &around.companions, &reads.sums(&project.root));
    }

    /// Where finished files of a project go. Never among the sources, whose place they could take, and outside
    /// the project only where the command line says so: a project that came from elsewhere is no authority.
    fn output(&self, project: &Project) -> Result<PathBuf, Fault> {
        let output = self.request.output.as_ref().unwrap_or(&project.output);
        let output = super::normalised(output);
        let place = real(self.disk, &output);
        let name = shown(output.strip_prefix(&self.request.current).unwrap_or(&output));
        let sources = [DOCUMENTS, TEMPLATES].map(|folder| project.root.join(folder));
        if project.is_project && sources.iter().any(|folder| place.starts_with(folder)) {
            return Err(Fault::new(format!("Kan inte skriva i {name}: där ligger källorna"))
                .help("Välj en annan mapp, till exempel public."));
        }
        let asked_for = self.request.output.is_some() || !project.is_project;
        if !asked_for && !place.starts_with(&project.root) {
            return Err(Fault::new(format!(
                "Kan inte skriva i {name}: den ligger utanför projektet"
            ))
            .help("Ändra utmapp i lgl.yaml, eller skriv mappen med flaggan --out."));
        }
        Ok(output)
    }

    /// Reports once what is wrong with a body.
    fn organ(&mut self, project: &Project, id: &str, body: &Shared) {
        if !self.told.insert((project.root.clone(), id.to_owned())) {
            return;
        }
        match &**body {
            Err(fault) => self.fault(fault),
            Ok(loaded) => {
                // A body at fault is nothing that a secretary can mend in her text.
                self.outcome.unusable += usize::from(!is_publishable(&loaded.findings));
                self.findings(&loaded.source, &loaded.findings);
            }
        }
    }

    fn write(
        &mut self,
        project: &Project,
        document: &Document,
        rendered: Vec<(&'static str, Vec<u8>)>,
        companions: &BTreeMap<String, PathBuf>,
        inputs: &Sums,
    ) {
        let Ok(output) = &self.output(project) else { return };
        let base = output.join(&document.stem);
        let mut failed = false;
        for (extension, bytes) in rendered {
            let mut name = base.clone().into_os_string();
            name.push(".");
            name.push(extension);
            let path = PathBuf::from(name);
            let made = Made {
                sha256: manifest::sha256(&bytes),
                source: project.path_of(document),
                inputs: inputs.clone(),
                shared: Some(self.shared.clone()),
            };
            match self.put(output, &path, &document.name, &bytes) {
                Ok(()) => self.note(output, &path, made),
                Err(fault) => {
                    failed = true;
                    self.fault(&fault);
                }
            }
        }
        for (named, source) in companions {
            let folder = base.parent().unwrap_or(output);
            let path = super::normalised(&folder.join(named));
            if let Err(fault) = self.copy(project, source, &path, output) {
                failed = true;
                self.fault(&fault);
            }
        }
        if failed {
            self.outcome.stopped += 1;
            return;
        }
        self.outcome.built += 1;
    }

    fn copy(
        &mut self,
        project: &Project,
        source: &Path,
        path: &Path,
        output: &Path,
    ) -> Result<(), Fault> {
        if !path.starts_with(output) {
            return Err(Fault::new(format!(
                "{} kan inte publiceras: den skulle hamna utanför {}",
                shown(source),
                shown(output)
            )));
        }
        if self
            .disk
            .canonical(path)
            .is_ok_and(|real| self.disk.canonical(source).is_ok_and(|s| s == real))
        {
            return Ok(());
        }
        let bytes = self
            .disk
            .read(source, u64::MAX - 1)
            .map_err(|error| Fault::io("läsa", source, &error))?;
        self.put(output, path, &shown(source), &bytes)?;
        let sum = manifest::sha256(&bytes);
        let name = shown(source.strip_prefix(&project.root).unwrap_or(source));
        let inputs = Sums::from([(name.clone(), sum.clone())]);
        self.note(output, path, Made { sha256: sum, source: name, inputs, shared: None });
        Ok(())
    }

    /// Remembers what a finished file was made of.
    fn note(&mut self, output: &Path, path: &Path, made: Made) {
        self.made.insert(shown(path.strip_prefix(output).unwrap_or(path)), made);
    }

    /// Writes what the project's finished files were made of, last of all.
    fn manifest(&mut self, project: &Project, shared: Sums) -> Result<(), Fault> {
        let made = std::mem::take(&mut self.made);
        if made.is_empty() || !project.is_project {
            return Ok(());
        }
        let output = self.output(project)?;
        let mut manifest = Manifest::new(shared, made);
        if let Ok(Some(old)) = Manifest::read(self.disk, &output) {
            manifest.keep(self.disk, project, &output, old);
        }
        manifest.write(self.disk, &output)
    }

    /// Writes one file, unless another of this build has its name.
    fn put(
        &mut self,
        output: &Path,
        path: &Path,
        origin: &str,
        bytes: &[u8],
    ) -> Result<(), Fault> {
        let name = shown(path.strip_prefix(&self.request.current).unwrap_or(path));
        let folder = path.parent().unwrap_or(output);
        if !real(self.disk, folder).starts_with(real(self.disk, output)) {
            return Err(Fault::new(format!(
                "Kan inte skriva {name}: en länk leder ut ur mappen"
            )));
        }
        let is_own = [MANIFEST_FILE, SUMS_FILE].into_iter().any(|own| path == output.join(own));
        if self.is_project && is_own {
            return Err(Fault::new(format!(
                "{origin} skulle bli {name}, där lgl skriver vad som byggdes"
            ))
            .help("Byt namn på filen."));
        }
        if self.is_project && self.swept.insert(folder.to_owned()) {
            // What cannot be taken away hinders nobody.
            let _ = self.disk.sweep(folder);
        }
        // Some file systems do not tell A from a, or å from å.
        let key: String = shown(path).to_lowercase().nfc().collect();
        if let Some(other) = self.written.get(&key).filter(|other| *other != origin) {
            return Err(Fault::new(format!("{origin} och {other} skulle båda bli {name}"))
                .help("Byt namn på den ena."));
        }
        self.disk
            .write(path, bytes)
            .map_err(|error| Fault::io("skriva", Path::new(&name), &error))?;
        self.written.insert(key, origin.to_owned());
        Ok(())
    }

    fn findings(&mut self, source: &Source, findings: &[Finding]) {
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        self.outcome.errors += count(Level::Error);
        self.outcome.warnings += count(Level::Warning);
        if !findings.is_empty() {
            (self.watch)(Event::Findings(source, findings));
        }
    }

    fn fault(&mut self, fault: &Fault) {
        self.outcome.faults += 1;
        (self.watch)(Event::Fault(fault));
    }
}

/// Is nothing at error level among these?
pub(super) fn is_publishable(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.level != Level::Error)
}
