//! What is wrong with the documents of a project: read on all cores, told in the order of their paths.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::build::is_publishable;
use super::examine::{Reading, archive_of, in_parallel, read_document};
use super::organs::{Organs, Shared};
use super::project::{Document, Project};
use super::{Disk, Fault, selection, shown};
use crate::check::{Archive, Examined, Record, conclude};
use crate::diagnostic::Finding;
use crate::source::Source;

/// What is to be looked at.
#[derive(Clone, Debug)]
pub struct LintRequest {
    /// Files and folders, absolute; all of the project where there are none.
    pub paths: Vec<PathBuf>,
    /// The current folder, absolute and without symbolic links.
    pub current: PathBuf,
}

/// What is wrong.
#[derive(Debug, Default)]
pub struct Linted {
    /// Every text that was looked at, in the order of the paths: settings and bodies first, where they have
    /// findings, then the documents.
    pub texts: Vec<LintedText>,
    /// What kept lgl from doing its work.
    pub faults: Vec<Fault>,
}

/// One text with what is wrong with it.
#[derive(Debug)]
pub struct LintedText {
    /// The text, named as a person in the current folder would write it.
    pub source: Source,
    /// Its path from the project's folder, with forward slashes: the same wherever lgl is run.
    pub path: String,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
}

/// Looks at what is asked for.
pub fn lint(disk: &dyn Disk, request: &LintRequest) -> Linted {
    let (selected, faults) = selection::select(disk, &request.paths, &request.current);
    let mut linted = Linted { texts: Vec::new(), faults };
    let organs = Organs::default();
    for (project, documents) in &selected {
        if linted.settings(project) {
            linted.project(disk, project, &organs, documents);
        }
    }
    linted
}

/// A document after it was looked at by itself.
enum Looked {
    Fault(Fault),
    NoOrgan(Shared),
    /// Nothing more can be said of it.
    Done(LintedText),
    /// What it has among the others is still to come.
    Examined(Box<(Source, Examined)>),
}

impl Linted {
    /// Takes what is wrong with the settings. False where they cannot be used: they say which body it is.
    fn settings(&mut self, project: &Project) -> bool {
        let Some((source, findings)) = &project.settings else { return true };
        let usable = is_publishable(findings);
        if !findings.is_empty() {
            self.texts.push(LintedText {
                source: source.clone(),
                path: source.name().to_owned(),
                findings: findings.clone(),
            });
        }
        usable
    }

    fn project(
        &mut self,
        disk: &dyn Disk,
        project: &Project,
        organs: &Organs,
        documents: &[Document],
    ) {
        let looked = in_parallel(documents, |document| {
            let path = project.path_of(document);
            match read_document(disk, project, organs, document) {
                Reading::Fault(fault) => Looked::Fault(fault),
                Reading::NoOrgan { body, .. } => Looked::NoOrgan(body),
                Reading::Stopped { source, findings } => {
                    Looked::Done(LintedText { source, path, findings })
                }
                Reading::Read(read) => Looked::Examined(Box::new((read.source, read.examined))),
            }
        });
        let records: Vec<Record> = looked
            .iter()
            .filter_map(|looked| match looked {
                Looked::Examined(examined) => Some(examined.1.record.clone()),
                _ => None,
            })
            .collect();
        let archive: Archive = archive_of(disk, project, organs, documents, records);
        let mut told = BTreeSet::new();
        for (document, looked) in documents.iter().zip(looked) {
            match looked {
                Looked::Fault(fault) => self.faults.push(fault),
                Looked::NoOrgan(body) => self.no_organ(&body, &mut told),
                Looked::Done(text) => self.texts.push(text),
                Looked::Examined(examined) => {
                    let (source, examined) = *examined;
                    let findings = conclude(&examined, &archive, &project.rules);
                    let path = project.path_of(document);
                    self.texts.push(LintedText { source, path, findings });
                }
            }
        }
    }

    /// Tells once of a body that cannot be used.
    fn no_organ(&mut self, body: &Shared, told: &mut BTreeSet<String>) {
        match &**body {
            Err(fault) => {
                if told.insert(fault.message.clone()) {
                    self.faults.push(fault.clone());
                }
            }
            Ok(loaded) => {
                if told.insert(loaded.source.name().to_owned()) {
                    self.texts.push(LintedText {
                        source: loaded.source.clone(),
                        path: loaded.source.name().to_owned(),
                        findings: loaded.findings.clone(),
                    });
                }
            }
        }
    }
}

impl Project {
    /// The path of a document from the project's folder, with forward slashes.
    pub fn path_of(&self, document: &Document) -> String {
        shown(document.path.strip_prefix(&self.root).unwrap_or(&document.path))
    }
}
