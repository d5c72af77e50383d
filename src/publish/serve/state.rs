//! What the page shows: every document with its finished files, and what is wrong with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use super::files::address;
use crate::diagnostic::{Finding, Level};
use crate::publish::build::{Event, Outcome, Request};
use crate::publish::manifest::{Manifest, sha256};
use crate::publish::project::{Document, Project};
use crate::publish::{Disk, Fault, kin, normalised, real, selection, shown};
use crate::report::{discreet, level_name, visible};
use crate::source::{MAX_BYTES, Source};

/// The largest finished page that is looked into for its title, in bytes.
const MAX_PAGE: u64 = 64 * 1024 * 1024;
/// The longest line of a document that is shown beside a finding, in characters.
const MAX_LINE: usize = 200;

/// What a build is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// It goes on.
    Building,
    /// All is well.
    Built,
    /// Every document was built, but something ought to be mended.
    Warnings,
    /// Something was not built.
    Failed,
}

impl Phase {
    /// What became of a build.
    pub fn of(outcome: &Outcome) -> Self {
        if outcome.stopped + outcome.faults + outcome.unusable > 0 {
            Self::Failed
        } else if outcome.errors + outcome.warnings > 0 {
            // Errors: a draft is built in spite of them.
            Self::Warnings
        } else {
            Self::Built
        }
    }
}

/// What is shown, and who waits for something new.
#[derive(Debug)]
pub struct Site {
    shown: Mutex<Shown>,
    news: Condvar,
}

#[derive(Debug)]
struct Shown {
    state: State,
    /// Where the finished files lie.
    output: Option<PathBuf>,
    /// What finished pages say of themselves, by their paths and what they were then.
    faces: BTreeMap<PathBuf, (String, Face)>,
}

/// What a finished page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Face {
    title: Option<String>,
    is_draft: bool,
}

/// What the page is told.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct State {
    /// Grows with every change.
    number: u64,
    phase: Phase,
    /// When it became so: `14:03:12`.
    clock: String,
    /// The build in one line.
    summary: String,
    /// Does the page show a new version by itself?
    reloads: bool,
    documents: Vec<DocumentState>,
    /// Settings and bodies with findings.
    others: Vec<TextState>,
    faults: Vec<FaultState>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentState {
    /// Its file, as a person in the current folder writes it.
    name: String,
    title: Option<String>,
    /// The address of the finished page, where there is one.
    page: Option<String>,
    pdf: Option<String>,
    /// Another one when the page has changed.
    version: Option<String>,
    is_draft: bool,
    /// Is the finished page older than the text, which could not be built?
    is_stale: bool,
    findings: Vec<FindingState>,
}

#[derive(Clone, Debug, Serialize)]
struct TextState {
    name: String,
    findings: Vec<FindingState>,
}

#[derive(Clone, Debug, Serialize)]
struct FindingState {
    code: &'static str,
    name: &'static str,
    /// `fel`, `varning` or `upplysning`.
    level: &'static str,
    line: usize,
    column: usize,
    /// The line that it stands on.
    text: String,
    message: String,
    help: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct FaultState {
    message: String,
    help: Option<String>,
}

/// What one build says, collected for the page.
#[derive(Debug, Default)]
pub struct Round {
    texts: BTreeMap<String, Vec<FindingState>>,
    faults: Vec<FaultState>,
}

impl Round {
    /// Remembers what the page is to show of what happened.
    pub fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Findings(source, findings) => {
                let known = self.texts.entry(source.name().to_owned()).or_default();
                known.extend(told(source, findings));
            }
            Event::Fault(fault) => self.faults.push(FaultState::of(fault)),
            _ => {}
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self::new(true)
    }
}

impl Site {
    /// A page without anything yet. `reloads`: does it show a new version by itself?
    pub fn new(reloads: bool) -> Self {
        let state = State {
            number: 0,
            phase: Phase::Building,
            clock: String::new(),
            summary: String::new(),
            reloads,
            documents: Vec::new(),
            others: Vec::new(),
            faults: Vec::new(),
        };
        let shown = Shown { state, output: None, faces: BTreeMap::new() };
        Self { shown: Mutex::new(shown), news: Condvar::new() }
    }

    /// A build has begun. What is shown stays.
    pub fn begin(&self, clock: &str) {
        let mut shown = self.lock();
        shown.state.phase = Phase::Building;
        clock.clone_into(&mut shown.state.clock);
        self.tell(shown);
    }

    /// A build has ended.
    ///
    /// # Errors
    /// The documents have no folder of finished files of their own: then nothing of them is shown.
    pub fn end(
        &self,
        disk: &dyn Disk,
        request: &Request<'_>,
        round: Round,
        outcome: &Outcome,
        (clock, summary): (&str, &str),
    ) -> Result<(), Fault> {
        let (selected, _) = selection::select(disk, &request.paths, &request.current);
        let place = output(disk, request, selected.iter().map(|(project, _)| project));
        let Round { mut texts, mut faults } = round;
        let (mut output, fault) = match place {
            Ok(output) => (output, None),
            Err(fault) => (None, Some(fault)),
        };
        if outcome.unusable > 0 {
            // Settings at fault do not say where it lies.
            output = self.output().or(output);
        }
        faults.extend(fault.as_ref().map(FaultState::of));
        let mut documents = Vec::new();
        let mut faces = std::mem::take(&mut self.lock().faces);
        for (project, asked_for) in &selected {
            let Some(output) = &output else { break };
            let manifest = Manifest::read(disk, output).ok().flatten();
            let manifest = manifest.as_ref().filter(|_| project.is_project);
            let gathered = kin::gather(disk, project, asked_for, &request.current, None);
            for document in &gathered.documents {
                let finished = Finished { disk, project, output, manifest, document };
                let findings = texts.remove(&document.name).unwrap_or_default();
                let is_stopped = outcome.stopped > 0
                    && findings.iter().any(|it| it.level == level_name(Level::Error));
                let (version, face) = finished.face(&mut faces);
                documents.push(DocumentState {
                    name: document.name.clone(),
                    title: face.title,
                    page: finished.address("html"),
                    pdf: finished.address("pdf"),
                    version,
                    is_draft: face.is_draft,
                    is_stale: is_stopped && !finished.is_current(),
                    findings,
                });
            }
        }
        // The newest first: files are named by their days, and that is the one that is being written.
        documents.reverse();
        let others = texts.into_iter().map(|(name, findings)| TextState { name, findings });
        let mut shown = self.lock();
        let phase = if fault.is_some() { Phase::Failed } else { Phase::of(outcome) };
        shown.state = State {
            number: shown.state.number,
            phase,
            clock: clock.to_owned(),
            summary: summary.to_owned(),
            reloads: shown.state.reloads,
            // Settings that cannot be read for a moment do not take the list away.
            documents: if documents.is_empty() && phase == Phase::Failed {
                std::mem::take(&mut shown.state.documents)
            } else {
                documents
            },
            others: others.collect(),
            faults,
        };
        shown.faces = faces;
        shown.output = output.or_else(|| shown.output.take());
        self.tell(shown);
        fault.map_or(Ok(()), Err)
    }

    /// What is shown, as data.
    pub fn json(&self) -> String {
        serde_json::to_string(&self.lock().state).expect("every key is a string")
    }

    /// Where the finished files lie, once it is known.
    pub(super) fn output(&self) -> Option<PathBuf> {
        self.lock().output.clone()
    }

    /// The number of what is shown, as soon as it is another than the known one or the time is up.
    pub(super) fn wait(&self, known: Option<u64>, limit: Duration) -> u64 {
        let is_old = |shown: &mut Shown| known == Some(shown.state.number);
        let waited = self.news.wait_timeout_while(self.lock(), limit, is_old);
        waited.unwrap_or_else(PoisonError::into_inner).0.state.number
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, mut shown: MutexGuard<'_, Shown>) {
        shown.state.number += 1;
        drop(shown);
        self.news.notify_all();
    }
}

impl FaultState {
    fn of(fault: &Fault) -> Self {
        Self { message: visible(&fault.message), help: fault.help.as_deref().map(visible) }
    }
}

/// The one folder that is shown. It may hold nothing but finished files.
fn output<'a>(
    disk: &dyn Disk,
    request: &Request<'_>,
    projects: impl Iterator<Item = &'a Project>,
) -> Result<Option<PathBuf>, Fault> {
    let mut found: Option<PathBuf> = None;
    for project in projects {
        let output = request.output.as_ref().unwrap_or(&project.output);
        let output = real(disk, &normalised(output));
        if project.root.starts_with(&output) {
            return Err(Fault::new(
                "Det som är färdigt ligger bland källorna, och dem visar inte lgl serve",
            )
            .help("Välj en egen mapp för det med --out, eller med utmapp i lgl.yaml."));
        }
        if found.as_ref().is_some_and(|it| *it != output) {
            return Err(Fault::new("lgl serve visar ett projekt åt gången")
                .help("Starta det en gång för varje projekt."));
        }
        found = Some(output);
    }
    Ok(found)
}

/// The finished files of a document.
struct Finished<'a> {
    disk: &'a dyn Disk,
    project: &'a Project,
    output: &'a Path,
    manifest: Option<&'a Manifest>,
    document: &'a Document,
}

impl Finished<'_> {
    /// The path below the folder of finished files, with forward slashes.
    fn below(&self, format: &str) -> String {
        format!("{}.{format}", shown(&self.document.stem))
    }

    /// The address in one format, where it is there.
    fn address(&self, format: &str) -> Option<String> {
        let below = self.below(format);
        self.disk.is_file(&self.output.join(&below)).then(|| address(&below))
    }

    /// What the page is known by, and what it says of itself. A page that is the same is not read anew.
    fn face(&self, faces: &mut BTreeMap<PathBuf, (String, Face)>) -> (Option<String>, Face) {
        let below = self.below("html");
        let path = self.output.join(&below);
        let known = self.manifest.and_then(|it| it.files.get(&below));
        if let Some(made) = known.filter(|_| self.disk.is_file(&path))
            && let Some((version, face)) = faces.get(&path)
            && *version == made.sha256
        {
            return (Some(version.clone()), face.clone());
        }
        let Ok(bytes) = self.disk.read(&path, MAX_PAGE) else {
            return (None, Face::default());
        };
        let version = sha256(&bytes);
        let face = Face::of(&String::from_utf8_lossy(&bytes));
        faces.insert(path, (version.clone(), face.clone()));
        (Some(version), face)
    }

    /// Was the page made of the text as it now is? No where that is not known.
    fn is_current(&self) -> bool {
        let source = self.project.path_of(self.document);
        let made = self.manifest.and_then(|it| it.files.get(&self.below("html")));
        let now = || self.disk.read(&self.document.path, MAX_BYTES as u64).ok();
        made.and_then(|it| it.inputs.get(&source))
            .is_some_and(|then| now().is_some_and(|now| sha256(&now) == *then))
    }
}

impl Face {
    fn of(page: &str) -> Self {
        let between = |start: &str, end: &str| {
            let rest = &page[page.find(start)? + start.len()..];
            Some(&rest[..rest.find(end)?])
        };
        let title = between("<title>", "</title>").map(unescaped);
        let is_draft = between("<body", ">").is_some_and(|body| body.contains(" data-mark="));
        Self { title: title.filter(|it| !it.trim().is_empty()), is_draft }
    }
}

/// What our own writer escapes in text.
fn unescaped(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Findings as the page shows them: nothing secret, nothing hidden.
fn told(source: &Source, findings: &[Finding]) -> Vec<FindingState> {
    let (source, findings) = discreet(source, findings);
    let state = |finding: &Finding| {
        let place = source.place(finding.span.start);
        let line = source.slice(source.lines_of(finding.span)).lines().next().unwrap_or("");
        FindingState {
            code: finding.rule.code,
            name: finding.rule.name,
            level: level_name(finding.level),
            line: place.line,
            column: place.column,
            text: visible(&line.trim().chars().take(MAX_LINE).collect::<String>()),
            message: visible(&finding.message),
            help: finding.help.as_deref().map(visible),
        }
    };
    findings.iter().map(state).collect()
}
