//! What is wrong with the documents of a project, and what of it can be mended: read on all cores, told in the
//! order of their paths.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::Baseline;
use super::build::is_publishable;
use super::examine::{Reading, archive_of, read_bytes, read_document, records};
use super::kin::Gathered;
use super::organs::{Organs, Shared};
use super::parallel::in_parallel;
use super::project::{Document, Project, SETTINGS_FILE};
use super::selection::{self, Selection};
use super::{Disk, Fault, kin, shown};
use crate::check::{Archive, Examined, Record, conclude};
use crate::diagnostic::{Finding, Safety};
use crate::mend;
use crate::source::Source;

/// How often a text is looked at again after it was mended. Each round makes room for the fixes that touched
/// another's place; more than a few are only needed by text that is wrong all over.
const ROUNDS: usize = 12;

/// What is to be looked at.
#[derive(Clone, Debug, Default)]
pub struct LintRequest {
    /// Files and folders, absolute; all of the project where there are none.
    pub paths: Vec<PathBuf>,
    /// A text that is not read from a file, such as standard input; nothing else is looked at.
    pub input: Option<Input>,
    /// The current folder, absolute and without symbolic links.
    pub current: PathBuf,
    /// Which faults are mended, if any.
    pub mend: Option<Safety>,
    /// Are findings told that the project's baseline knows?
    pub ignores_baseline: bool,
}

/// A text that comes from elsewhere, looked at as if it were a file.
#[derive(Clone, Debug)]
pub struct Input {
    /// The file that it stands for, absolute. It need not be there.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What is wrong.
#[derive(Debug, Default)]
pub struct Linted {
    /// Every text that was looked at, in the order of the paths: settings and bodies first, where they have
    /// findings, then the documents.
    pub texts: Vec<LintedText>,
    /// What kept lgl from doing its work.
    pub faults: Vec<Fault>,
    /// Settings or bodies that cannot be used.
    pub unusable: usize,
    /// Findings that the baseline knows, and that are not told.
    pub known: usize,
    /// Faults that were mended.
    pub mended: usize,
}

/// One text with what is wrong with it.
#[derive(Debug)]
pub struct LintedText {
    /// The text, named as a person in the current folder would write it; mended where that was asked for.
    pub source: Source,
    /// Its path from the project's folder, with forward slashes: the same wherever lgl is run.
    pub path: String,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
    /// The file, and what it held before it was mended; none where nothing was.
    pub before: Option<(PathBuf, String)>,
    /// Is it a document, and not the settings or a body?
    pub is_document: bool,
}

/// Looks at what is asked for. Nothing is written: [`write_mended`] does that.
pub fn lint(disk: &dyn Disk, request: &LintRequest) -> Linted {
    let (selected, faults) = match &request.input {
        Some(input) => input_alone(disk, input, &request.current),
        None => selection::select(disk, &request.paths, &request.current),
    };
    let mut linted = Linted { faults, ..Linted::default() };
    let organs = Organs::new(disk);
    for (project, asked_for) in &selected {
        if !linted.settings(project) {
            continue;
        }
        let known = if request.ignores_baseline {
            Ok(Baseline::default())
        } else {
            Baseline::read(disk, project)
        };
        let baseline = match known {
            Ok(baseline) => baseline,
            Err(fault) => {
                linted.faults.push(fault);
                continue;
            }
        };
        let input = request.input.as_ref().map(|input| input.bytes.as_slice());
        let Gathered { documents, others } =
            kin::gather(disk, project, asked_for, &request.current, input);
        let mut batch = Batch {
            disk,
            project,
            organs: &organs,
            documents: &documents,
            may_mend: if request.paths.is_empty() { documents.len() } else { asked_for.len() },
            others: records(disk, project, &organs, &others),
            texts: BTreeMap::new(),
            originals: BTreeMap::new(),
        };
        if let Some(input) = &request.input {
            batch.texts.insert(input.path.clone(), input.bytes.clone());
        }
        linted.batch(batch, &baseline, request.mend);
    }
    linted
}

/// Puts every mended text in the place of its file, unless the file was changed in the meantime. Gives how many.
///
/// A text that cannot be written is told as it lies on the disk.
pub fn write_mended(disk: &dyn Disk, request: &LintRequest, linted: &mut Linted) -> usize {
    let mut written = 0;
    let mut unwritten: Vec<PathBuf> = Vec::new();
    for text in &linted.texts {
        let Some((path, before)) = &text.before else { continue };
        let name = Path::new(text.source.name());
        let is_same =
            disk.read(path, before.len() as u64).is_ok_and(|bytes| bytes == before.as_bytes());
        if !is_same {
            linted.faults.push(
                Fault::new(format!(
                    "{} ändrades medan den rättades, och lämnas som den är",
                    shown(name)
                ))
                .help("Kör kommandot en gång till."),
            );
            unwritten.push(path.clone());
            continue;
        }
        match disk.replace(path, text.source.text().as_bytes()) {
            Ok(()) => written += 1,
            Err(error) => {
                linted.faults.push(Fault::io("skriva", name, &error));
                unwritten.push(path.clone());
            }
        }
    }
    if !unwritten.is_empty() {
        let request = LintRequest { paths: unwritten, mend: None, ..request.clone() };
        for old in lint(disk, &request).texts {
            if let Some(text) = linted.texts.iter_mut().find(|text| text.path == old.path) {
                *text = old;
            }
        }
    }
    written
}

/// A text from elsewhere as the one document of the project that its name leads to.
fn input_alone(disk: &dyn Disk, input: &Input, current: &Path) -> (Selection, Vec<Fault>) {
    let folder = input.path.parent().unwrap_or(current);
    match Project::find(disk, folder, current) {
        Err(fault) => (Vec::new(), vec![fault]),
        Ok(found) => {
            let project = found.unwrap_or_else(|| Project::lone(folder, current));
            let document = project.document(&input.path, current);
            (vec![(project, vec![document])], Vec::new())
        }
    }
}

/// The documents of one project that are looked at together.
struct Batch<'a> {
    disk: &'a dyn Disk,
    project: &'a Project,
    organs: &'a Organs<'a>,
    documents: &'a [Document],
    /// How many of them may be mended: nobody asked for the annexes of a named file.
    may_mend: usize,
    /// What the project's other documents tell of themselves.
    others: Vec<Arc<Record>>,
    /// What a file holds for this run, where that is not what lies on the disk.
    texts: BTreeMap<PathBuf, Vec<u8>>,
    /// What was read of a file before it was mended.
    originals: BTreeMap<PathBuf, String>,
}

/// A document after it was looked at by itself.
enum Looked {
    Fault(Fault),
    NoOrgan(Shared),
    /// Nothing more can be said of it.
    Done(Source, Vec<Finding>),
    /// What it has among the others is still to come.
    Examined(Box<(Source, Examined)>),
}

/// What is known of one document in the end.
enum Told {
    Fault(Fault),
    NoOrgan(Shared),
    Findings(Source, Vec<Finding>),
}

impl Batch<'_> {
    /// What is wrong with each document, among the others.
    fn look(&self) -> Vec<Told> {
        let Self { disk, project, organs, documents, texts, .. } = self;
        let looked = in_parallel(documents, |document| {
            let reading = match texts.get(&document.path) {
                Some(bytes) => read_bytes(*disk, project, organs, document, bytes.clone()),
                None => read_document(*disk, project, organs, document),
            };
            match reading {
                Reading::Fault(fault) => Looked::Fault(fault),
                Reading::NoOrgan { body, .. } => Looked::NoOrgan(body),
                Reading::Stopped { source, findings } => Looked::Done(source, findings),
                Reading::Read(read) => {
                    Looked::Examined(Box::new((read.opened.source, read.examined)))
                }
            }
        });
        let records: Vec<Arc<Record>> = looked
            .iter()
            .filter_map(|looked| match looked {
                Looked::Examined(examined) => Some(Arc::clone(&examined.1.record)),
                Looked::Fault(_) | Looked::NoOrgan(_) | Looked::Done(..) => None,
            })
            .collect();
        let known = records.into_iter().chain(self.others.iter().cloned());
        let archive = archive_of(project, Archive::new(known.collect()));
        let told = looked.into_iter().map(|looked| match looked {
            Looked::Fault(fault) => Told::Fault(fault),
            Looked::NoOrgan(body) => Told::NoOrgan(body),
            Looked::Done(source, findings) => Told::Findings(source, findings),
            Looked::Examined(examined) => {
                let (source, examined) = *examined;
                let findings = conclude(&examined, &archive, &project.rules);
                Told::Findings(source, findings)
            }
        });
        told.collect()
    }

    /// The same after everything is mended that can be, and how much that was.
    fn mend(&mut self, safety: Safety) -> (Vec<Told>, usize) {
        let mut count = 0;
        let mut told = self.look();
        for _ in 0..ROUNDS {
            let mut has_changed = false;
            for (document, told) in self.documents.iter().zip(&told).take(self.may_mend) {
                let Told::Findings(source, findings) = told else { continue };
                let (text, mended) = mend::apply(source, findings, safety);
                if mended > 0 && text != source.text() {
                    has_changed = true;
                    count += mended;
                    let original = self.originals.entry(document.path.clone());
                    original.or_insert_with(|| source.text().to_owned());
                    self.texts.insert(document.path.clone(), text.into_bytes());
                }
            }
            if !has_changed {
                break;
            }
            told = self.look();
        }
        (told, count)
    }
}

impl Linted {
    /// Takes what is wrong with the settings. False where they cannot be used: they say which body it is.
    fn settings(&mut self, project: &Project) -> bool {
        let Some((source, findings)) = &project.settings else { return true };
        let usable = is_publishable(findings);
        self.unusable += usize::from(!usable);
        if !findings.is_empty() {
            self.other_text(source, SETTINGS_FILE, findings);
        }
        usable
    }

    /// Takes the findings of a text that is no document.
    fn other_text(&mut self, source: &Source, path: &str, findings: &[Finding]) {
        self.texts.push(LintedText {
            source: source.clone(),
            path: path.to_owned(),
            findings: findings.to_vec(),
            before: None,
            is_document: false,
        });
    }

    fn batch(&mut self, mut batch: Batch<'_>, baseline: &Baseline, mend: Option<Safety>) {
        let told = match mend {
            None => batch.look(),
            Some(safety) => {
                let (told, mended) = batch.mend(safety);
                self.mended += mended;
                told
            }
        };
        let mut bodies = BTreeSet::new();
        for (document, told) in batch.documents.iter().zip(told) {
            let (source, findings) = match told {
                Told::Fault(fault) => {
                    self.faults.push(fault);
                    continue;
                }
                Told::NoOrgan(body) => {
                    self.body(&body, &mut bodies);
                    continue;
                }
                Told::Findings(source, findings) => (source, findings),
            };
            let path = batch.project.path_of(document);
            let (findings, known) = baseline.without_known(&source, &path, findings);
            self.known += known;
            // What was read, and not what lies there by now, which somebody may have changed meanwhile.
            let original = batch.originals.remove(&document.path);
            let before = original
                .filter(|text| text != source.text())
                .map(|text| (document.path.clone(), text));
            self.texts.push(LintedText { source, path, findings, before, is_document: true });
        }
    }

    /// Tells once of a body that cannot be used.
    fn body(&mut self, body: &Shared, told: &mut BTreeSet<String>) {
        match &**body {
            Err(fault) if told.insert(fault.message.clone()) => self.faults.push(fault.clone()),
            Ok(loaded) if told.insert(loaded.source.name().to_owned()) => {
                self.unusable += 1;
                let name = loaded.source.name();
                self.other_text(&loaded.source, name, &loaded.findings);
            }
            Err(_) | Ok(_) => {}
        }
    }
}

impl Project {
    /// The path of a document from the project's folder, with forward slashes.
    pub fn path_of(&self, document: &Document) -> String {
        shown(document.path.strip_prefix(&self.root).unwrap_or(&document.path))
    }
}
