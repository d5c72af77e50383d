//! What earlier builds found and made, kept in the project's folder, so that only what has changed is done anew.
//!
//! Nothing in it is trusted further than its own sum goes, and everything in it can be thrown away: that costs time.
//! It is kept in parts, so that a document that changes does not make all of it be written anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::examine::Opened;
use super::parallel::in_parallel;
use super::project::Project;
use super::trace::{Sum, Trace};
use super::{Disk, shown};
use crate::check::{Examined, Kept, KeptFinding};
use crate::report::hexadecimal;

/// The folder, in the project's.
pub const CACHE_FOLDER: &str = ".lgl-cache";

/// How many files it is kept in.
const PARTS: usize = 64;

/// The largest of them that is read, in bytes: more than ten thousand long protocols need in each.
const MAX_PART: u64 = 64 * 1024 * 1024;

/// What the program is made of (see `build.rs`): another one finds other things and makes other files.
const PROGRAM: &str = env!("LGL_PROGRAM");

/// Beside the parts: version control and backups leave the folder alone (Cache Directory Tagging Specification).
const BESIDE: [(&str, &str); 2] =
    [(".gitignore", "*\n"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n")];

/// What is remembered of a document: what it was when it was last looked at, and what was last made of it.
#[derive(Debug)]
pub(super) struct Known {
    /// What was read to look at it.
    pub(super) trace: Trace,
    /// The name of its body.
    pub(super) id: String,
    /// The sum of what it was looked at in the light of: settings and bodies.
    pub(super) light: Sum,
    /// Is it a draft, which is built in spite of findings?
    pub(super) is_draft: bool,
    /// Files that are published beside it: path from the finished document, and where the file is.
    pub(super) companions: BTreeMap<String, PathBuf>,
    /// What was found in it.
    pub(super) examined: Examined,
    /// What was last made of it.
    pub(super) making: Option<Making>,
    /// The file that has changed since then, the first one that was noticed.
    pub(super) changed: Option<String>,
    /// Does it differ from what is kept?
    pub(super) is_new: bool,
}

/// What finished files were made of, and what they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Making {
    /// The sum of what was read to make them.
    pub(super) trace: Sum,
    /// The name of the body.
    pub(super) id: String,
    /// The sum of its files.
    pub(super) body: Sum,
    /// The sum of what is said of the minutes that it belongs to.
    pub(super) parent: Sum,
    /// What was found while they were made.
    pub(super) findings: Vec<KeptFinding>,
    /// The sums of the finished files by format; of fewer than were asked for where the findings stopped it.
    pub(super) files: Vec<(String, Sum)>,
}

impl Making {
    /// The sum of the finished file in a format.
    pub(super) fn file(&self, format: &str) -> Option<&Sum> {
        self.files.iter().find(|(name, _)| name == format).map(|(_, sum)| sum)
    }

    /// Notes the sum of a finished file.
    pub(super) fn put(&mut self, format: &str, sum: Sum) {
        self.files.retain(|(name, _)| name != format);
        self.files.push((format.to_owned(), sum));
    }
}

impl Known {
    /// What is known of a document that has just been looked at.
    pub(super) fn new(
        trace: Trace,
        opened: &Opened,
        examined: Examined,
        light: Sum,
        making: Option<Making>,
        changed: Option<String>,
    ) -> Self {
        Self {
            trace,
            id: opened.id.clone(),
            light,
            is_draft: opened.minutes.is_draft(),
            companions: opened.around.companions.clone(),
            examined,
            making,
            changed,
            is_new: true,
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    program: String,
    documents: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    path: String,
    trace: Trace,
    id: String,
    light: Sum,
    is_draft: bool,
    companions: BTreeMap<String, String>,
    kept: Kept,
    making: Option<Making>,
    changed: Option<String>,
}

/// What is remembered of a project.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// The documents by their paths in the project.
    documents: BTreeMap<String, Known>,
    /// The paths in each part, as it lies on the disk.
    parts: BTreeMap<usize, BTreeSet<String>>,
    /// Is it of another program?
    pub(super) is_of_another: bool,
}

impl Cache {
    /// What is remembered of a project. What cannot be read is forgotten.
    pub(super) fn open(disk: &dyn Disk, project: &Project) -> Self {
        let mut cache = Self::default();
        let folder = project.root.join(CACHE_FOLDER);
        if !project.is_project || !disk.is_folder(&folder) {
            return cache;
        }
        let parts: Vec<usize> = (0..PARTS).collect();
        let read = in_parallel(&parts, |part| {
            let bytes = disk.read(&folder.join(name(*part)), MAX_PART).ok()?;
            let (sum, bytes) = bytes.split_at_checked(32)?;
            if sum != Sha256::digest(bytes).as_slice() {
                return None;
            }
            let read: Part = postcard::from_bytes(bytes).ok()?;
            if read.program != PROGRAM {
                return Some(None);
            }
            let known = |entry: Entry| entry.known(&project.root);
            Some(Some(read.documents.into_iter().map(known).collect::<Option<Vec<_>>>()?))
        });
        for (part, documents) in parts.into_iter().zip(read) {
            match documents {
                Some(Some(documents)) => {
                    let paths = documents.iter().map(|(path, _)| path.clone());
                    cache.parts.insert(part, paths.collect());
                    cache.documents.extend(documents);
                }
                Some(None) => cache.is_of_another = true,
                None => {}
            }
        }
        cache
    }

    /// Takes what is remembered of a document out of it.
    pub(super) fn take(&mut self, path: &str) -> Option<Known> {
        self.documents.remove(path)
    }

    /// Remembers these documents and no others. That it cannot be written costs nobody anything but time.
    pub(super) fn save<'a>(
        &self,
        disk: &dyn Disk,
        project: &Project,
        documents: impl Iterator<Item = (String, &'a Known)>,
    ) {
        let mut parts: BTreeMap<usize, BTreeMap<String, &Known>> = BTreeMap::new();
        for (path, known) in documents {
            parts.entry(part_of(&path)).or_default().insert(path, known);
        }
        let none = BTreeMap::new();
        let folder = project.root.join(CACHE_FOLDER);
        let mut is_begun = false;
        for part in 0..PARTS {
            let documents = parts.get(&part).unwrap_or(&none);
            let is_same = match self.parts.get(&part) {
                Some(paths) => paths.iter().eq(documents.keys()),
                None => documents.is_empty(),
            };
            if is_same && documents.values().all(|known| !known.is_new) {
                continue;
            }
            if !is_begun {
                is_begun = true;
                for (name, text) in BESIDE {
                    if disk.write(&folder.join(name), text.as_bytes()).is_err() {
                        return;
                    }
                }
            }
            let entries = documents.iter();
            let entries = entries.map(|(path, known)| Entry::of(path, known, &project.root));
            let part_now = Part { program: PROGRAM.to_owned(), documents: entries.collect() };
            let Ok(bytes) = postcard::to_extend(&part_now, Vec::new()) else { return };
            let mut file = Sha256::digest(&bytes).to_vec();
            file.extend(bytes);
            if disk.write(&folder.join(name(part)), &file).is_err() {
                return;
            }
        }
    }
}

impl Entry {
    fn of(path: &str, known: &Known, root: &Path) -> Self {
        let Known { trace, id, light, is_draft, companions, .. } = known;
        let below = |path: &PathBuf| shown(path.strip_prefix(root).unwrap_or(path));
        let companions = companions.iter().map(|(place, file)| (place.clone(), below(file)));
        Self {
            path: path.to_owned(),
            trace: trace.clone(),
            id: id.clone(),
            light: *light,
            is_draft: *is_draft,
            companions: companions.collect(),
            kept: Kept::from(&known.examined),
            making: known.making.clone(),
            changed: known.changed.clone(),
        }
    }

    fn known(self, root: &Path) -> Option<(String, Known)> {
        let Self { path, trace, id, light, is_draft, companions, kept, making, changed } = self;
        let companions = companions.into_iter().map(|(place, file)| (place, root.join(file)));
        let companions = companions.collect();
        let examined = kept.examined()?;
        let is_new = false;
        let known =
            Known { trace, id, light, is_draft, companions, examined, making, changed, is_new };
        Some((path, known))
    }
}

fn part_of(path: &str) -> usize {
    usize::from(Sha256::digest(path)[0]) % PARTS
}

fn name(part: usize) -> String {
    hexadecimal(&[u8::try_from(part).unwrap_or(u8::MAX)])
}
