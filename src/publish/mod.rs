//! A project built: which documents there are, what each becomes, and files that are whole or not there.

pub mod baseline;
pub mod build;
mod cache;
pub mod disk;
mod draft;
mod examine;
mod fix;
pub mod formats;
mod kin;
pub mod lint;
mod making;
mod manifest;
mod merge;
pub mod organs;
mod output;
mod parallel;
pub mod project;
pub mod schema;
mod selection;
pub mod serve;
pub mod settings;
mod start;
mod surroundings;
mod trace;
mod verify;
pub mod watch;
mod why;

pub use baseline::{BASELINE_FILE, write_baseline};
pub use build::{Event, Outcome, Request, Shard, build};
pub use cache::CACHE_FOLDER;
pub use disk::{Disk, LocalDisk};
pub use draft::{DraftRequest, Drafted, draft};
pub use fix::{Fixed, fix, write_fixed};
pub use formats::{FORMATS, Format};
pub use lint::{Input, LintRequest, Linted, LintedText, lint, write_mended};
pub use manifest::{MANIFEST_FILE, SUMS_FILE};
pub use merge::merge;
pub use project::{Project, SETTINGS_FILE};
pub use schema::{SCHEMAS, Schema};
pub use serve::{Phase, Round, Server, Serving, Site};
pub use start::{StartRequest, Started, start, start_organ};
pub use verify::{Difference, Verified, verify};
pub use watch::Watcher;
pub use why::Why;

use std::path::{Path, PathBuf};

/// Something outside the documents that keeps lgl from doing its work; a Swedish sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What lgl was doing, with which file, and what stopped it.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Fault {
    /// A fault in words.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// The same fault with words about what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What the system said while lgl was doing something with a file: "Kan inte läsa a.md: …".
    pub fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("Kan inte {doing} {}: {}", shown(path), reason(error)))
    }
}

/// A path as it is shown: with forward slashes.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The system's reason in Swedish, where it is a common one.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => "den finns inte".to_owned(),
        K::PermissionDenied => "du har inte rätt till det".to_owned(),
        K::AlreadyExists => "det finns redan något med det namnet".to_owned(),
        K::IsADirectory => "det är en mapp".to_owned(),
        K::NotADirectory => "en del av sökvägen är en fil och inte en mapp".to_owned(),
        K::StorageFull => "disken är full".to_owned(),
        K::InvalidFilename => {
            "namnet är för långt, eller har tecken som disken inte tar emot".to_owned()
        }
        K::ReadOnlyFilesystem => "disken går bara att läsa".to_owned(),
        _ => error.to_string(),
    }
}

/// A path without `.` and `..`, worked out on the text alone.
fn normalised(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    out.push("..");
                }
            }
            part => out.push(part),
        }
    }
    out
}

/// A path without symbolic links, as far as it is there.
fn real(disk: &dyn Disk, path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let (Ok(real), Ok(below)) = (disk.canonical(folder), path.strip_prefix(folder)) {
            return if below.as_os_str().is_empty() { real } else { real.join(below) };
        }
    }
    path.to_owned()
}

/// A path as a person in the current folder writes it.
fn named(path: &Path, current: &Path) -> String {
    shown(path.strip_prefix(current).unwrap_or(path))
}
