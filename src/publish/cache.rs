//! What earlier builds found and made, kept in the project's folder, so that only what has changed is done anew.
//!
//! Nothing in it is trusted further than its own sum goes, and everything in it can be thrown away: that costs time.
//! It is kept in parts, so that a document that changes does not make all of it be written anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::examine::Opened;
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
}

/// The same in as few bytes as it is kept in: all documents of a project lie in memory until the last one is done.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    bytes: Box<[u8]>,
    /// Does it differ from what is kept?
    is_new: bool,
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
        }
    }

    /// Packs it.
    pub(super) fn pack(self, project: &Project) -> Packed {
        let bytes = postcard::to_extend(&Entry::of(self, &project.root), Vec::new());
        Packed { bytes: bytes.unwrap_or_default().into_boxed_slice(), is_new: true }
    }
}

impl Packed {
    /// What was packed, of a document that is shown under a name. None where nobody packed that.
    pub(super) fn known(&self, project: &Project, name: &str) -> Option<Known> {
        let entry: Entry = postcard::from_bytes(&self.bytes).ok()?;
        entry.known(&project.root, name)
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Part<'a> {
    program: &'a str,
    /// The documents by their paths in the project.
    #[serde(borrow)]
    documents: Vec<(&'a str, Bytes<'a>)>,
}

/// Read and written in one piece.
#[derive(Debug)]
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Bytes<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(Self)
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
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
    documents: BTreeMap<String, Packed>,
    /// How many there are in each part, as it lies on the disk.
    parts: BTreeMap<usize, usize>,
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
        for part in 0..PARTS {
            let Ok(bytes) = disk.read(&folder.join(name(part)), MAX_PART) else { continue };
            let Some((sum, bytes)) = bytes.split_at_checked(32) else { continue };
            if sum != Sha256::digest(bytes).as_slice() {
                continue;
            }
            let Ok(read) = postcard::from_bytes::<Part<'_>>(bytes) else { continue };
            if read.program != PROGRAM {
                cache.is_of_another = true;
                continue;
            }
            cache.parts.insert(part, read.documents.len());
            let documents = read.documents.into_iter();
            cache.documents.extend(documents.map(|(path, Bytes(bytes))| {
                (path.to_owned(), Packed { bytes: bytes.into(), is_new: false })
            }));
        }
        cache
    }

    /// Takes what is remembered of a document out of it.
    pub(super) fn take(&mut self, path: &str) -> Option<Packed> {
        self.documents.remove(path)
    }

    /// Remembers these documents and no others. That it cannot be written costs nobody anything but time.
    pub(super) fn save<'a>(
        &self,
        disk: &dyn Disk,
        project: &Project,
        documents: impl Iterator<Item = (&'a str, Packed)>,
    ) {
        let mut parts: BTreeMap<usize, BTreeMap<&str, Packed>> = BTreeMap::new();
        for (path, packed) in documents {
            parts.entry(part_of(path)).or_default().insert(path, packed);
        }
        let folder = project.root.join(CACHE_FOLDER);
        let mut is_begun = false;
        for part in 0..PARTS {
            let documents = parts.remove(&part).unwrap_or_default();
            // Those that are not new have come from it, so as many are the same.
            let before = self.parts.get(&part).copied().unwrap_or_default();
            if documents.len() == before && documents.values().all(|packed| !packed.is_new) {
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
            let documents = documents.iter();
            let documents = documents.map(|(path, packed)| (*path, Bytes(&packed.bytes)));
            let part_now = Part { program: PROGRAM, documents: documents.collect() };
            // The sum has its place before what it is of.
            let Ok(mut file) = postcard::to_extend(&part_now, vec![0; 32]) else { return };
            let sum = Sha256::digest(&file[32..]);
            file[..32].copy_from_slice(&sum);
            if disk.write(&folder.join(name(part)), &file).is_err() {
                return;
            }
        }
    }
}

impl Entry {
    fn of(known: Known, root: &Path) -> Self {
        let Known { trace, id, light, is_draft, companions, examined, making, changed } = known;
        let below = |path: PathBuf| shown(path.strip_prefix(root).unwrap_or(&path));
        let companions = companions.into_iter().map(|(place, file)| (place, below(file)));
        let companions = companions.collect();
        let kept = Kept::from(examined);
        Self { trace, id, light, is_draft, companions, kept, making, changed }
    }

    fn known(self, root: &Path, name: &str) -> Option<Known> {
        let Self { trace, id, light, is_draft, companions, kept, making, changed } = self;
        let companions = companions.into_iter().map(|(place, file)| (place, root.join(file)));
        let companions = companions.collect();
        let mut examined = kept.examined()?;
        examined.rename(name);
        Some(Known { trace, id, light, is_draft, companions, examined, making, changed })
    }
}

fn part_of(path: &str) -> usize {
    usize::from(Sha256::digest(path)[0]) % PARTS
}

fn name(part: usize) -> String {
    hexadecimal(&[u8::try_from(part).unwrap_or(u8::MAX)])
}
