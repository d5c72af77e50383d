//! What was asked of a disk and what it answered, so that it can be asked again whether all is still so.
//!
//! A document is made of whatever was read to make it, and of what was not there as well. So nobody keeps a list of
//! what it depends on: the questions are the list.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{Entry, Held};
use super::manifest::Sums;
use super::{Disk, shown};
use crate::report::hexadecimal;

/// SHA-256 of something.
pub(super) type Sum = [u8; 32];

/// The questions and their answers, in the order of the questions. Most documents ask one, and ten thousand are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Trace(Box<[(Question, Answer)]>);

/// What was asked of a path: from the project's folder, with forward slashes, where it is below that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Question {
    path: String,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum What {
    /// Its bytes, up to a limit and one more.
    Bytes(u64),
    Size,
    Canonical,
    IsFile,
    IsFolder,
    IsTaken,
    List,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Answer {
    Bytes(Sum),
    Size(u64),
    Path(String),
    Yes,
    No,
    List(Sum),
    /// It could not be had, for whatever reason.
    Nothing,
}

impl Trace {
    /// The path of the first thing that is not as it was; none where all is.
    pub(super) fn first_change(&self, disk: &dyn Disk, root: &Path) -> Option<&str> {
        let differs = |(question, answer): &&(Question, Answer)| {
            question.what.ask(disk, root, &root.join(&question.path)) != *answer
        };
        self.0.iter().find(differs).map(|(question, _)| question.path.as_str())
    }

    /// One sum for all of it.
    pub(super) fn sum(&self) -> Sum {
        let bytes = postcard::to_extend(self, Vec::new()).unwrap_or_default();
        Sha256::digest(bytes).into()
    }

    /// The sum of a file that was read, by its path in the project.
    pub(super) fn sum_of(&self, path: &str) -> Option<Sum> {
        self.0.iter().find_map(|(question, answer)| match answer {
            Answer::Bytes(sum) if question.path == path => Some(*sum),
            _ => None,
        })
    }

    /// The sums of the files that were read, by path in the project.
    pub(super) fn sums(&self) -> Sums {
        let read = |(question, answer): &(Question, Answer)| match answer {
            Answer::Bytes(sum) if Path::new(&question.path).is_relative() => {
                Some((question.path.clone(), hexadecimal(sum)))
            }
            _ => None,
        };
        self.0.iter().filter_map(read).collect()
    }
}

impl What {
    fn ask(self, disk: &dyn Disk, root: &Path, path: &Path) -> Answer {
        let yes = |is| if is { Answer::Yes } else { Answer::No };
        match self {
            Self::Bytes(limit) => of_bytes(&disk.read(path, limit)),
            Self::Size => of_size(&disk.size(path)),
            Self::Canonical => of_path(root, &disk.canonical(path)),
            Self::IsFile => yes(disk.is_file(path)),
            Self::IsFolder => yes(disk.is_folder(path)),
            Self::IsTaken => yes(disk.is_taken(path)),
            Self::List => of_list(root, &disk.list(path)),
        }
    }
}

fn of_bytes(bytes: &io::Result<Vec<u8>>) -> Answer {
    bytes.as_ref().map_or(Answer::Nothing, |bytes| Answer::Bytes(Sha256::digest(bytes).into()))
}

fn of_size(size: &io::Result<u64>) -> Answer {
    size.as_ref().map_or(Answer::Nothing, |size| Answer::Size(*size))
}

fn of_path(root: &Path, path: &io::Result<PathBuf>) -> Answer {
    path.as_ref().map_or(Answer::Nothing, |path| Answer::Path(below(root, path)))
}

fn of_list(root: &Path, entries: &io::Result<Vec<Entry>>) -> Answer {
    let Ok(entries) = entries else { return Answer::Nothing };
    let mut hash = Sha256::new();
    for entry in entries {
        hash.update(below(root, &entry.path));
        hash.update([0, u8::from(entry.is_link)]);
    }
    Answer::List(hash.finalize().into())
}

/// A path as it is the same wherever the project lies.
fn below(root: &Path, path: &Path) -> String {
    shown(path.strip_prefix(root).unwrap_or(path))
}

/// A disk that remembers what was asked of it.
pub(super) struct Traced<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    answers: Mutex<BTreeMap<Question, Answer>>,
}

impl<'a> Traced<'a> {
    /// What is asked from now on, with paths as they are from a folder.
    pub(super) fn new(disk: &'a dyn Disk, root: &'a Path) -> Self {
        Self { disk, root, answers: Mutex::default() }
    }

    /// What was asked until now.
    pub(super) fn trace(&self) -> Trace {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        Trace(answers.clone().into_iter().collect())
    }

    fn note(&self, what: What, path: &Path, answer: Answer) {
        let question = Question { path: below(self.root, path), what };
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(question, answer);
    }
}

impl Disk for Traced<'_> {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let bytes = self.disk.read(path, limit);
        self.note(What::Bytes(limit), path, of_bytes(&bytes));
        bytes
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        let size = self.disk.size(path);
        self.note(What::Size, path, of_size(&size));
        size
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let real = self.disk.canonical(path);
        self.note(What::Canonical, path, of_path(self.root, &real));
        real
    }

    fn is_file(&self, path: &Path) -> bool {
        let is = self.disk.is_file(path);
        self.note(What::IsFile, path, if is { Answer::Yes } else { Answer::No });
        is
    }

    fn is_folder(&self, path: &Path) -> bool {
        let is = self.disk.is_folder(path);
        self.note(What::IsFolder, path, if is { Answer::Yes } else { Answer::No });
        is
    }

    fn is_taken(&self, path: &Path) -> bool {
        let is = self.disk.is_taken(path);
        self.note(What::IsTaken, path, if is { Answer::Yes } else { Answer::No });
        is
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entries = self.disk.list(folder);
        self.note(What::List, folder, of_list(self.root, &entries));
        entries
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.disk.write(path, bytes)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.disk.create(path, bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.disk.replace(path, bytes)
    }

    fn sweep(&self, folder: &Path) -> io::Result<()> {
        self.disk.sweep(folder)
    }

    fn hold(&self, folder: &Path, wait: &mut dyn FnMut()) -> io::Result<Held> {
        self.disk.hold(folder, wait)
    }
}
