//! One document made into finished files, or left as they are where nothing that they are made of has changed.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::baseline::Baseline;
use super::build::{Request, is_publishable};
use super::cache::{Known, Making, Packed};
use super::examine::{Opened, Reading, look, open};
use super::manifest::{self, Inputs, Made, Sums};
use super::organs::Organs;
use super::output::Place;
use super::project::{Document, Project};
use super::trace::{Sum, Traced};
use super::why::Why;
use super::{Disk, Fault, Format, shown, surroundings};
use crate::check::{Archive, Examined, Facts, KeptFinding, conclude};
use crate::diagnostic::{Finding, sort};
use crate::model::{Parent, data};
use crate::parse::decode;
use crate::render::compose::compose;
use crate::render::{Failure, Job};
use crate::report::hexadecimal;
use crate::source::{MAX_BYTES, Source};

/// What all documents of a project are made with.
pub(super) struct Maker<'a> {
    pub(super) disk: &'a dyn Disk,
    pub(super) request: &'a Request<'a>,
    pub(super) project: &'a Project,
    pub(super) organs: &'a Organs<'a>,
    pub(super) archive: &'a Archive,
    pub(super) baseline: &'a Baseline,
    /// The folder of finished files.
    pub(super) output: &'a Path,
    /// The sums of settings and templates, and one for them all.
    pub(super) shared: &'a Sums,
    pub(super) shared_sum: String,
    /// The sums of the documents, by path in the project.
    pub(super) sources: &'a BTreeMap<&'a str, Option<Sum>>,
    /// Is what is remembered of another program?
    pub(super) is_of_another: bool,
}

/// What became of a document.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) end: End,
    /// The text, where anything is found in it.
    pub(super) source: Option<Source>,
    pub(super) findings: Vec<Finding>,
    pub(super) faults: Vec<Fault>,
    /// The finished files that are in place, by path in their folder.
    pub(super) files: Vec<(String, Made)>,
    /// Why it was made, where it was.
    pub(super) why: Option<Why>,
    /// What is known of it now.
    pub(super) packed: Option<Packed>,
}

/// What is known of a document now: all where it was saved while others were built, and what was made of it.
#[derive(Default)]
struct News {
    known: Option<Known>,
    making: Option<Making>,
}

/// How it ended for a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// Findings or faults stopped it.
    #[default]
    Stopped,
    /// Its files were written.
    Built,
    /// Its files are as they ought to be.
    Unchanged,
}

impl Maker<'_> {
    /// Makes what has to be made of a document. `opened` is its text where that was kept since it was looked at.
    pub(super) fn make(
        &self,
        document: &Document,
        packed: Packed,
        opened: Option<Box<Opened>>,
        place: &Place,
    ) -> Option<Outcome> {
        let known = packed.known(self.project, &document.name)?;
        let mut news = News::default();
        let mut outcome = self.ended(document, &known, opened, place, &mut news);
        outcome.packed = Some(packed);
        if news.known.is_some() || news.making.is_some() {
            let mut known = news.known.unwrap_or(known);
            if news.making.is_some() {
                known.making = news.making;
                known.changed = None;
            }
            outcome.packed = Some(known.pack(self.project));
        }
        Some(outcome)
    }

    fn ended(
        &self,
        document: &Document,
        known: &Known,
        opened: Option<Box<Opened>>,
        place: &Place,
        news: &mut News,
    ) -> Outcome {
        let source = opened.as_ref().map(|opened| opened.source.clone());
        let mut outcome = Outcome { source, ..Outcome::default() };
        self.judge(document, &known.examined, &mut outcome);
        if !may_be_made(known, &outcome) {
            return self.told(document, outcome);
        }
        if !place.faults.is_empty() {
            outcome.faults.extend(place.faults.iter().cloned());
            return self.told(document, outcome);
        }
        let (why, wanted) = self.wanted(known, place);
        let Some(why) = why else {
            let making = known.making.as_ref();
            let late = making.into_iter().flat_map(|making| &making.findings);
            outcome.findings.extend(late.filter_map(|kept| kept.clone().finding()));
            if making.is_some_and(|making| self.is_whole(making)) {
                outcome.end = End::Unchanged;
                self.companions(place, &mut outcome);
                self.note(document, known, making, place, &mut outcome);
            }
            return self.told(document, outcome);
        };
        let anew = match self.open(document, known, opened) {
            Ok(Open::Same(opened)) => (opened, None),
            Ok(Open::Other(opened, known)) => (opened, Some(known)),
            Err((source, findings, faults)) => {
                let outcome = Outcome { source, findings, faults, ..Outcome::default() };
                return self.told(document, outcome);
            }
        };
        let (opened, other) = anew;
        // Whoever saved the document since it was looked at gets what is wrong with what is built.
        let (known, wanted) = match &other {
            None => (known, wanted),
            Some(other) => {
                outcome = Outcome { source: Some(opened.source.clone()), ..Outcome::default() };
                self.judge(document, &other.examined, &mut outcome);
                (&**other, self.request.formats.clone())
            }
        };
        if may_be_made(known, &outcome) {
            outcome.why = Some(why);
            news.making = self.render(document, known, *opened, &wanted, place, &mut outcome);
        }
        news.known = other.map(|known| *known);
        self.told(document, outcome)
    }

    /// What is wrong with a document among the others, without what the project knows already.
    fn judge(&self, document: &Document, examined: &Examined, outcome: &mut Outcome) {
        let findings = conclude(examined, self.archive, &self.project.rules);
        outcome.findings = findings;
        if self.baseline.is_empty() || outcome.findings.is_empty() {
            return;
        }
        self.read_source(document, outcome);
        if let Some(source) = &outcome.source {
            let path = self.project.path_of(document);
            let findings = std::mem::take(&mut outcome.findings);
            (outcome.findings, _) = self.baseline.without_known(source, &path, findings);
        }
    }

    /// Which formats are to be made, and why.
    fn wanted(&self, known: &Known, place: &Place) -> (Option<Why>, Vec<&Format>) {
        let all = || self.request.formats.clone();
        let Some(making) = &known.making else {
            let why = if self.is_of_another { Why::Program } else { Why::New };
            return (Some(why), all());
        };
        if let Some(why) = self.difference(known, making) {
            return (Some(why), all());
        }
        if !self.is_whole(making) {
            // What stopped it then stops it now.
            return (None, Vec::new());
        }
        let mut first = None;
        let mut wanted = Vec::new();
        for (format, file) in self.request.formats.iter().zip(&place.files) {
            let why = match making.file(format.name) {
                None => Why::Format(format.name),
                Some(sum) if self.has(file, sum) => continue,
                Some(_) => Why::Output(self.shown(file)),
            };
            first.get_or_insert(why);
            wanted.push(*format);
        }
        (first, wanted)
    }

    /// Why what is remembered of a making no longer holds, if it does not.
    fn difference(&self, known: &Known, making: &Making) -> Option<Why> {
        if making.trace != known.trace.sum() {
            let path = known.changed.clone();
            Some(Why::Changed(path.unwrap_or_else(|| known.examined.record.path.clone())))
        } else if making.id != known.id {
            Some(Why::Organ(known.id.clone()))
        } else if making.body != manifest::sum_of_body(self.shared, &known.id) {
            Some(Why::Templates(known.id.clone()))
        } else if making.parent != self.sum_of_parent(known) {
            Some(Why::Parent)
        } else {
            None
        }
    }

    /// Did a making end with files, and not with findings?
    fn is_whole(&self, making: &Making) -> bool {
        !making.files.is_empty() || self.request.formats.is_empty()
    }

    /// Is a file in place, with bytes of this sum?
    fn has(&self, file: &Path, sum: &Sum) -> bool {
        let bytes = self.disk.read(file, u64::MAX - 1);
        bytes.is_ok_and(|bytes| *sum == Sum::from(Sha256::digest(bytes)))
    }

    /// The document as it is made. Another than the one that was looked at, where it was saved in between.
    fn open(&self, document: &Document, known: &Known, kept: Option<Box<Opened>>) -> Opening {
        if let Some(opened) = kept {
            return Ok(Open::Same(opened));
        }
        let traced = Traced::new(self.disk, &self.project.root);
        let opened = match open(&traced, self.project, self.organs, document) {
            Reading::Read(opened) => opened,
            Reading::Fault(fault) => return Err((None, Vec::new(), vec![fault])),
            Reading::Stopped { source, findings } => {
                return Err((Some(source), findings, Vec::new()));
            }
            // The body is told of once, by those that were of it from the beginning.
            Reading::NoOrgan { .. } => return Err((None, Vec::new(), Vec::new())),
        };
        let trace = traced.trace();
        if trace == known.trace {
            return Ok(Open::Same(opened));
        }
        let examined = look(&opened, self.project, self.organs, document);
        let making = known.making.clone();
        let known = Known::new(trace, &opened, examined, known.light, making, None);
        Ok(Open::Other(opened, Box::new(known)))
    }

    /// Renders a document, and puts its files in place. Gives what was made of it, where anything was.
    fn render(
        &self,
        document: &Document,
        known: &Known,
        opened: Opened,
        wanted: &[&Format],
        place: &Place,
        outcome: &mut Outcome,
    ) -> Option<Making> {
        let Opened { source, mut minutes, body: loaded, around, .. } = opened;
        let Ok(loaded) = &*loaded else { return None };
        minutes.parent = self.archive.parent(&known.examined.record);
        let mut beside = around.beside;
        if let Some(parent) = &minutes.parent {
            beside.insert(parent.link.clone(), self.project.beside(document, &parent.link));
        }
        let (pictures, mut late) = surroundings::pictures(&around.pictures, &minutes);
        let mut files = Vec::new();
        let mut has_fault = false;
        if known.is_draft || is_publishable(&late) {
            let facts = Facts { files: &around.files, beside: &beside, ..Facts::none() };
            let page = compose(&minutes, &loaded.organ, &facts);
            let data = if wanted.iter().any(|format| format.carries_data) {
                let data = data::document(&minutes, &loaded.organ, &page.heading);
                serde_json::to_string_pretty(&data).expect("text and numbers only") + "\n"
            } else {
                String::new()
            };
            let job = Job { page: &page, pictures: &pictures, source: &source, data: &data };
            for format in wanted {
                match (format.render)(&job) {
                    Ok(bytes) => files.push((*format, bytes)),
                    Err(Failure::Document(more)) => late.extend(more),
                    Err(Failure::Organ(message)) => {
                        has_fault = true;
                        outcome.faults.push(Fault::new(message));
                    }
                }
            }
        }
        let mut making = Making {
            trace: known.trace.sum(),
            id: known.id.clone(),
            body: manifest::sum_of_body(self.shared, &known.id),
            parent: self.sum_of_parent(known),
            findings: late.iter().map(KeptFinding::from).collect(),
            files: Vec::new(),
        };
        outcome.findings.extend(late);
        // All formats of a document, or none: a page and its PDF never tell different things.
        if files.len() < wanted.len() {
            // A fault of the body is tried again; what the document itself has is known.
            return (!has_fault).then_some(making);
        }
        if let Some(before) =
            known.making.as_ref().filter(|before| self.difference(known, before).is_none())
        {
            making.files.clone_from(&before.files);
        }
        let mut is_whole = true;
        for (format, bytes) in files {
            let at = self.request.formats.iter().position(|it| it.name == format.name);
            let Some(file) = at.and_then(|at| place.files.get(at)) else { continue };
            match self.disk.write(file, &bytes) {
                Ok(()) => {
                    making.put(format.name, Sha256::digest(&bytes).into());
                }
                Err(error) => {
                    is_whole = false;
                    outcome.faults.push(Fault::io(
                        "skriva",
                        Path::new(&self.shown(file)),
                        &error,
                    ));
                }
            }
        }
        outcome.end = if is_whole { End::Built } else { End::Stopped };
        self.companions(place, outcome);
        self.note(document, known, Some(&making), place, outcome);
        // What could not be written is tried again.
        is_whole.then_some(making)
    }

    /// Puts what is published beside a document in place.
    fn companions(&self, place: &Place, outcome: &mut Outcome) {
        for (source, file) in &place.companions {
            let copied = self
                .disk
                .read(source, u64::MAX - 1)
                .map_err(|error| Fault::io("läsa", source, &error))
                .and_then(|bytes| {
                    let written = self.disk.write(file, &bytes);
                    written.map_err(|error| {
                        Fault::io("skriva", Path::new(&self.shown(file)), &error)
                    })?;
                    Ok(manifest::sha256(&bytes))
                });
            match copied {
                Ok(sha256) => {
                    let name = shown(source.strip_prefix(&self.project.root).unwrap_or(source));
                    let inputs = Sums::from([(name.clone(), sha256.clone())]);
                    let made =
                        Made { sha256, source: name, inputs: inputs.into(), shared: None };
                    outcome.files.push((self.below(file), made));
                }
                Err(fault) => {
                    outcome.end = End::Stopped;
                    outcome.faults.push(fault);
                }
            }
        }
    }

    /// Notes what the finished files of a document were made of.
    fn note(
        &self,
        document: &Document,
        known: &Known,
        making: Option<&Making>,
        place: &Place,
        outcome: &mut Outcome,
    ) {
        let mut inputs = known.trace.sums();
        if let Some(parent) = self.archive.parent(&known.examined.record) {
            // What is said of the minutes that an annex belongs to is made of their text.
            let folder = document.path.parent().unwrap_or(&self.project.root);
            let path = super::normalised(&folder.join(&parent.link));
            let path = shown(path.strip_prefix(&self.project.root).unwrap_or(&path));
            if let Some(sum) = self.sources.get(path.as_str()) {
                let sum = sum.as_ref().map(|sum| hexadecimal(sum)).unwrap_or_default();
                inputs.insert(path, sum);
            }
        }
        let inputs = Inputs::from(inputs);
        for (format, file) in self.request.formats.iter().zip(&place.files) {
            let Some(sum) = making.and_then(|making| making.file(format.name)) else {
                continue;
            };
            let made = Made {
                sha256: hexadecimal(sum),
                source: self.project.path_of(document),
                inputs: inputs.clone(),
                shared: Some(self.shared_sum.clone()),
            };
            outcome.files.push((self.below(file), made));
        }
    }

    fn sum_of_parent(&self, known: &Known) -> Sum {
        sum_of_parent(self.archive.parent(&known.examined.record).as_ref())
    }

    /// The same, ready to be told.
    fn told(&self, document: &Document, mut outcome: Outcome) -> Outcome {
        sort(&mut outcome.findings);
        if !outcome.findings.is_empty() {
            self.read_source(document, &mut outcome);
        }
        outcome
    }

    /// Reads the text that findings are shown in, unless it is had.
    fn read_source(&self, document: &Document, outcome: &mut Outcome) {
        if outcome.source.is_none() {
            match self.disk.read(&document.path, MAX_BYTES as u64) {
                Ok(bytes) => outcome.source = Some(decode(&document.name, bytes).0),
                Err(error) => {
                    let name = Path::new(&document.name);
                    outcome.faults.push(Fault::io("läsa", name, &error));
                }
            }
        }
    }

    /// A finished file as it is shown.
    fn shown(&self, file: &Path) -> String {
        shown(file.strip_prefix(&self.request.current).unwrap_or(file))
    }

    /// A finished file by its path in their folder.
    fn below(&self, file: &Path) -> String {
        shown(file.strip_prefix(self.output).unwrap_or(file))
    }
}

/// A document that is to be made.
enum Open {
    Same(Box<Opened>),
    /// It is no longer the one that was looked at.
    Other(Box<Opened>, Box<Known>),
}

/// Why it can no longer be made: its text where that can be had, with its findings, and faults.
type Opening = Result<Open, (Option<Source>, Vec<Finding>, Vec<Fault>)>;

fn may_be_made(known: &Known, outcome: &Outcome) -> bool {
    known.is_draft || is_publishable(&outcome.findings)
}

fn sum_of_parent(parent: Option<&Parent>) -> Sum {
    let bytes = postcard::to_extend(&parent, Vec::new()).unwrap_or_default();
    Sha256::digest(bytes).into()
}
