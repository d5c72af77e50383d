//! The baseline: findings that a project knew when it began to lint, so that only new ones are told.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::lint::LintedText;
use super::project::Project;
use super::{Disk, Fault};
use crate::check::find;
use crate::diagnostic::Finding;
use crate::report::{Checked, fingerprints};
use crate::source::{MAX_BYTES, Source};

/// The file, in the project's folder.
pub const BASELINE_FILE: &str = "lgl-baseline.json";

/// The form of the file that this program writes and reads.
const VERSION: u32 = 1;

/// The findings that a project knows, by their fingerprints.
#[derive(Debug, Default)]
pub struct Baseline {
    known: BTreeSet<String>,
}

/// The file as it is written: a line for each finding, so that a person can read what goes and comes.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    path: String,
    code: String,
    message: String,
    fingerprint: String,
}

impl Baseline {
    /// The baseline of a project; empty where it has none.
    pub(super) fn read(disk: &dyn Disk, project: &Project) -> Result<Self, Fault> {
        let path = project.root.join(BASELINE_FILE);
        if !project.is_project || !disk.is_taken(&path) {
            return Ok(Self::default());
        }
        let bytes = disk
            .read(&path, MAX_BYTES as u64)
            .map_err(|error| Fault::io("läsa", &path, &error))?;
        let unreadable = || {
            Fault::new(format!("{BASELINE_FILE} går inte att läsa"))
                .help("Skriv filen på nytt med lgl baseline, eller ta bort den.")
        };
        let file: File = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
        if file.version != VERSION {
            return Err(unreadable());
        }
        Ok(Self { known: file.findings.into_iter().map(|entry| entry.fingerprint).collect() })
    }

    /// Does it know nothing?
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The findings of a text that are not known, and how many are. What no document can be built with is
    /// never taken for known.
    pub(super) fn without_known(
        &self,
        source: &Source,
        path: &str,
        findings: Vec<Finding>,
    ) -> (Vec<Finding>, usize) {
        if self.known.is_empty() {
            return (findings, 0);
        }
        let prints = fingerprints(&Checked { source, path, findings: &findings });
        let before = findings.len();
        let new: Vec<Finding> = findings
            .into_iter()
            .zip(prints)
            .filter(|(finding, print)| {
                let is_indispensable =
                    find(finding.rule.code).is_some_and(|entry| entry.is_indispensable);
                is_indispensable || !self.known.contains(print)
            })
            .map(|(finding, _)| finding)
            .collect();
        let known = before - new.len();
        (new, known)
    }
}

/// Writes down every finding of a project's documents. Gives the file, and how many they are.
pub fn write_baseline(
    disk: &dyn Disk,
    project: &Project,
    texts: &[LintedText],
) -> Result<(PathBuf, usize), Fault> {
    let mut findings: Vec<Entry> = texts
        .iter()
        .flat_map(|text| {
            let LintedText { source, path, findings, .. } = text;
            let prints = fingerprints(&Checked { source, path, findings });
            findings.iter().zip(prints).map(|(finding, fingerprint)| Entry {
                path: path.clone(),
                code: finding.rule.code.to_owned(),
                message: finding.message.clone(),
                fingerprint,
            })
        })
        .collect();
    findings.sort();
    let count = findings.len();
    let file = File { version: VERSION, findings };
    let json = serde_json::to_string_pretty(&file).expect("text and numbers only") + "\n";
    let path = project.root.join(BASELINE_FILE);
    disk.write(&path, json.as_bytes()).map_err(|error| Fault::io("skriva", &path, &error))?;
    Ok((path, count))
}
