//! The main job: documents in, finished files out. One document at fault does not stop the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::baseline::Baseline;
use super::cache::{Cache, Known, Packed};
use super::disk::Held;
use super::examine::{Opened, Read, Reading, archive_of, read_document};
use super::kin::Gathered;
use super::making::{self, End, Maker};
use super::manifest::{self, Made, Manifest, Sums};
use super::organs::{Organs, Shared};
use super::output::{self, Allotment, Place, Taken};
use super::parallel::{in_order, in_parallel};
use super::project::{Document, Project};
use super::trace::{Sum, Traced};
use super::why::Why;
use super::{Disk, Fault, Format, kin, selection};
use crate::check::{Archive, Census, Record};
use crate::diagnostic::{Finding, Level};
use crate::source::Source;

/// How much of the texts is kept between looking at them and building them, in bytes.
const ROOM: usize = 512 * 1024;

/// What is to be built.
#[derive(Debug, Default)]
pub struct Request<'a> {
    /// Files and folders, absolute; all of the project where there are none.
    pub paths: Vec<PathBuf>,
    /// As what.
    pub formats: Vec<&'a Format>,
    /// Where to, absolute; where the project says, if none.
    pub output: Option<PathBuf>,
    /// The current folder, absolute and without symbolic links.
    pub current: PathBuf,
    /// Only this part of the documents.
    pub shard: Option<Shard>,
}

/// One of several parts of a build, each of which is built by itself: `2/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from one.
    pub number: usize,
    /// Of how many.
    pub of: usize,
}

impl Shard {
    /// Reads `2/8`.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, of) = text.split_once('/')?;
        let shard = Self { number: number.parse().ok()?, of: of.parse().ok()? };
        (1 <= shard.number && shard.number <= shard.of).then_some(shard)
    }

    /// Is the document at a place, from zero, one of this part?
    fn has(self, place: usize) -> bool {
        place % self.of == self.number - 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
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
    /// The document of this name was built, for this reason.
    Rebuilt(&'a str, &'a Why),
    /// The document of this name is done with, whatever became of it.
    Done(&'a str),
}

/// What became of all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Documents whose files were written.
    pub built: usize,
    /// Documents whose files were as they ought to be.
    pub unchanged: usize,
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
    let (selected, faults) = selection::select(disk, &request.paths, &request.current);
    let _held = hold(disk, &selected, watch);
    let gathered = selected.into_iter().map(|(project, asked_for)| {
        let mut gathered = kin::gather(disk, &project, &asked_for, &request.current, None);
        if let Some(shard) = &request.shard {
            let documents = std::mem::take(&mut gathered.documents).into_iter().enumerate();
            let (own, others): (Vec<_>, Vec<_>) = documents.partition(|(at, _)| shard.has(*at));
            gathered.documents = own.into_iter().map(|(_, document)| document).collect();
            gathered.others.extend(others.into_iter().map(|(_, document)| document));
        }
        (project, gathered)
    });
    let selected: Vec<(Project, Gathered)> = gathered.collect();
    let organs = Organs::new(disk);
    let mut build = Build {
        disk,
        request,
        watch,
        organs: &organs,
        told: BTreeSet::new(),
        taken: Taken::new(),
        outcome: Outcome::default(),
    };
    for fault in &faults {
        build.fault(fault);
    }
    (build.watch)(Event::Start(
        selected.iter().map(|(_, gathered)| gathered.documents.len()).sum(),
    ));
    for (project, gathered) in &selected {
        if build.settings(project)
            && let Err(fault) = build.project(project, gathered)
        {
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
    organs: &'a Organs<'a>,
    /// The bodies whose faults have been told, by their project's folder and their name.
    told: BTreeSet<(PathBuf, String)>,
    /// The names of finished files that are taken.
    taken: Taken,
    outcome: Outcome,
}

/// A document after it was looked at by itself.
enum Looked {
    Fault(Fault),
    Stopped(Source, Vec<Finding>),
    NoOrgan(String, Shared),
    /// What is known of it, and its text where there was room to keep it.
    Known(Box<Outline>, Mutex<Option<Box<Opened>>>),
}

/// As much of what is known of a document as others need, and the rest of it packed.
struct Outline {
    /// Taken while it is built, and told with what became of it.
    packed: Mutex<Option<Packed>>,
    record: Arc<Record>,
    /// The name of its body.
    id: String,
    /// The sum of its text.
    sum: Option<Sum>,
    companions: BTreeMap<String, PathBuf>,
}

impl Looked {
    fn known(&self) -> Option<&Outline> {
        match self {
            Self::Known(known, _) => Some(known),
            Self::Fault(_) | Self::Stopped(..) | Self::NoOrgan(..) => None,
        }
    }
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

    /// Builds the documents of one project.
    fn project(&mut self, project: &Project, gathered: &Gathered) -> Result<(), Fault> {
        let (disk, request, organs) = (self.disk, self.request, self.organs);
        let output = output::folder(disk, request, project)?;
        manifest::check_place(disk, &output)?;
        let shared = manifest::shared(disk, project);
        let baseline = Baseline::read(disk, project)?;
        let mut cache = Cache::open(disk, project);
        let is_of_another = cache.is_of_another;
        let census = Mutex::new(Census::default());
        let mut look = |documents: &[Document]| {
            let light = Light {
                project,
                shared: &shared,
                organ_files: manifest::sum_of_organ_files(&shared),
                census: &census,
            };
            let remembered: Vec<(&Document, Mutex<Option<Packed>>)> = documents
                .iter()
                .map(|document| (document, Mutex::new(cache.take(&project.path_of(document)))))
                .collect();
            let room = AtomicUsize::new(ROOM);
            in_parallel(&remembered, |(document, known)| {
                let known = known.lock().unwrap_or_else(PoisonError::into_inner).take();
                look(disk, project, organs, document, known, &light, &room)
            })
        };
        let documents = look(&gathered.documents);
        let others = look(&gathered.others);
        let every = || documents.iter().chain(&others).filter_map(Looked::known);
        let records = every().map(|known| Arc::clone(&known.record)).collect();
        let census = census.into_inner().unwrap_or_else(PoisonError::into_inner);
        let archive = archive_of(project, Archive::counted(records, census));
        let sources = every().map(|known| (known.record.path.as_str(), known.sum)).collect();

        let mut allotment = Allotment::new(disk, request, project, &output, &mut self.taken);
        let work: Vec<(&Document, &Looked, Place)> = gathered
            .documents
            .iter()
            .zip(&documents)
            .map(|(document, looked)| {
                let place =
                    looked.known().map(|known| allotment.place(document, &known.companions));
                (document, looked, place.unwrap_or_default())
            })
            .collect();
        let maker = Maker {
            disk,
            request,
            project,
            organs,
            archive: &archive,
            baseline: &baseline,
            output: &output,
            shared: &shared,
            shared_sum: manifest::sum_of(&shared),
            sources: &sources,
            is_of_another,
        };
        let mut made = Vec::new();
        let mut packed = Vec::new();
        in_order(
            &work,
            |(document, looked, place)| {
                let Looked::Known(known, opened) = looked else { return None };
                let opened = opened.lock().unwrap_or_else(PoisonError::into_inner).take();
                let packed = known.packed.lock().unwrap_or_else(PoisonError::into_inner).take();
                maker.make(document, packed?, opened, place)
            },
            |(document, looked, _), ended| {
                packed.push(self.tell(project, document, looked, ended, &shared, &mut made));
                (self.watch)(Event::Done(&document.name));
            },
        );
        if project.is_project {
            let news = documents.iter().zip(packed).filter_map(|(looked, packed)| {
                Some((looked.known()?.record.path.as_str(), packed?))
            });
            let others = others.iter().filter_map(Looked::known).filter_map(|known| {
                let packed = known.packed.lock().unwrap_or_else(PoisonError::into_inner).take();
                Some((known.record.path.as_str(), packed?))
            });
            cache.save(disk, project, news.chain(others));
        }
        // The manifest is as long as all of this.
        drop(work);
        drop((documents, others, archive));
        self.manifest(project, &output, shared, made)
    }

    /// Tells what became of a document. Gives what is known of it now.
    fn tell(
        &mut self,
        project: &Project,
        document: &Document,
        looked: &Looked,
        ended: Option<making::Outcome>,
        shared: &Sums,
        made: &mut Vec<Box<[u8]>>,
    ) -> Option<Packed> {
        match looked {
            Looked::Fault(fault) => self.fault(fault),
            Looked::Stopped(source, findings) => self.findings(source, findings),
            Looked::NoOrgan(id, body) => self.organ(project, id, body),
            Looked::Known(known, _) if manifest::has_own_files(shared, &known.id) => {
                self.organ(project, &known.id, &self.organs.get(project, &known.id));
            }
            Looked::Known(..) => {}
        }
        let ended = ended.unwrap_or_default();
        if let Some(source) = &ended.source {
            self.findings(source, &ended.findings);
        }
        for fault in &ended.faults {
            self.fault(fault);
        }
        if let Some(why) = &ended.why {
            (self.watch)(Event::Rebuilt(&document.name, why));
        }
        match ended.end {
            End::Stopped => self.outcome.stopped += 1,
            End::Built => self.outcome.built += 1,
            End::Unchanged => self.outcome.unchanged += 1,
        }
        // What is kept is copied here: left where it was made, a little of it would hold much of what lay beside it.
        made.extend(serde_json::to_vec(&ended.files).map(Vec::into_boxed_slice));
        ended.packed.clone()
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

    /// Writes what the project's finished files were made of, last of all.
    fn manifest(
        &mut self,
        project: &Project,
        output: &Path,
        shared: Sums,
        made: Vec<Box<[u8]>>,
    ) -> Result<(), Fault> {
        let made = made.into_iter().flat_map(|made| {
            serde_json::from_slice::<Vec<(String, Made)>>(&made).unwrap_or_default()
        });
        let made: BTreeMap<String, Made> = made.collect();
        let part = self.request.shard.as_ref().map(ToString::to_string);
        if !project.is_project || (made.is_empty() && part.is_none()) {
            return Ok(());
        }
        let mut manifest = Manifest::new(shared, made, part);
        // Part of a build is only what it made; a whole one may have been of some documents.
        if self.request.shard.is_none() {
            manifest.keep(self.disk, project, output);
        }
        manifest.write(self.disk, output)
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

/// What the documents of a project are looked at in the light of.
struct Light<'a> {
    project: &'a Project,
    shared: &'a Sums,
    organ_files: Sum,
    /// The names in all of them.
    census: &'a Mutex<Census>,
}

impl Light<'_> {
    /// One sum for all that concerns the documents of a body.
    fn of(&self, id: &str) -> Sum {
        let mut hash = Sha256::new();
        hash.update(self.project.settings_sum);
        hash.update(self.organ_files);
        hash.update(manifest::sum_of_body(self.shared, id));
        hash.finalize().into()
    }

    /// What the others need to know of a document, and what is not packed already packed.
    fn outline(&self, known: Known, packed: Option<Packed>) -> Outline {
        let record = &known.examined.record;
        self.census.lock().unwrap_or_else(PoisonError::into_inner).add(record);
        let sum = known.trace.sum_of(&record.path);
        let record = Arc::new(record.outline());
        let (id, companions) = (known.id.clone(), known.companions.clone());
        let packed = packed.unwrap_or_else(|| known.pack(self.project));
        Outline { packed: Mutex::new(Some(packed)), record, id, sum, companions }
    }
}

/// Looks at a document by itself, unless all that it was looked at with is still as it was.
fn look(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
    remembered: Option<Packed>,
    light: &Light<'_>,
    room: &AtomicUsize,
) -> Looked {
    let (mut making, mut changed) = (None, None);
    let remembered =
        remembered.and_then(|packed| Some((packed.known(project, &document.name)?, packed)));
    if let Some((known, packed)) = remembered {
        let change = known.trace.first_change(disk, &project.root).map(str::to_owned);
        if change.is_none() && known.light == light.of(&known.id) {
            return Looked::Known(
                Box::new(light.outline(known, Some(packed))),
                Mutex::default(),
            );
        }
        making = known.making;
        changed = change.or(known.changed);
    }
    let traced = Traced::new(disk, &project.root);
    let Read { opened, examined } = match read_document(&traced, project, organs, document) {
        Reading::Fault(fault) => return Looked::Fault(fault),
        Reading::Stopped { source, findings } => return Looked::Stopped(source, findings),
        Reading::NoOrgan { id, body } => return Looked::NoOrgan(id, body),
        Reading::Read(read) => *read,
    };
    let sum = light.of(&opened.id);
    let known = Known::new(traced.trace(), &opened, examined, sum, making, changed);
    // What is kept of the text saves reading it twice, and takes some thirty times as much memory.
    let size = opened.source.text().len();
    let take = |left: usize| left.checked_sub(size);
    let has_room = opened.around.pictures.is_empty()
        && room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok();
    let opened = has_room.then(|| Box::new(opened));
    Looked::Known(Box::new(light.outline(known, None)), Mutex::new(opened))
}

/// Is nothing at error level among these?
pub(super) fn is_publishable(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.level != Level::Error)
}
