//! Documents that belong together: the annexes that minutes declare, and the minutes that an annex names.
//!
//! They are asked for before any document is read whole, so only the metadata are looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::parallel::in_parallel;
use super::project::{Document, Project, is_document};
use super::{Disk, surroundings};
use crate::model::parent::document_file;
use crate::model::target::{Target, classify};
use crate::parse::fields::{Fields, text};
use crate::parse::parse;
use crate::parse::yaml::Value;
use crate::source::Source;

/// The longest metadata that are looked at, in bytes.
const MAX_METADATA: u64 = 16 * 1024;

/// What the metadata of a document say of other documents of the project. Only files that are there.
#[derive(Default)]
struct Kin {
    /// Its annexes that are Markdown files.
    annexes: Vec<PathBuf>,
    /// The minutes that it belongs to.
    home: Option<PathBuf>,
}

/// What is looked at together.
pub(super) struct Gathered {
    /// The documents that are asked for, and after them the Markdown annexes that they declare, each once.
    pub(super) documents: Vec<Document>,
    /// The project's other documents, and what belongs to any. Where there is no project, only what belongs to
    /// those that are asked for.
    pub(super) others: Vec<Document>,
}

/// Finds what belongs with the documents that are asked for. `input` is a text that stands for the one document
/// that is: then its annexes are among the others.
pub(super) fn gather(
    disk: &dyn Disk,
    project: &Project,
    asked_for: &[Document],
    current: &Path,
    input: Option<&[u8]>,
) -> Gathered {
    let mut all = All::default();
    for document in asked_for {
        all.add(document.clone());
    }
    let asked = all.documents.len();
    if project.is_project {
        for document in project.documents(disk, &project.root).0 {
            all.add(document);
        }
    }
    let mut annexes: Vec<Vec<usize>> = Vec::new();
    while annexes.len() < all.documents.len() {
        let found = in_parallel(&all.documents[annexes.len()..], |document| {
            let is_input = asked_for.first().is_some_and(|it| it.path == document.path);
            kin(disk, project, document, input.filter(|_| is_input))
        });
        for kin in found {
            let mut place = |path: &PathBuf| all.add(project.document(path, &project.root));
            annexes.push(kin.annexes.iter().map(&mut place).collect());
            if let Some(home) = &kin.home {
                place(home);
            }
        }
    }
    let mut is_built = vec![false; annexes.len()];
    let mut built: Vec<usize> = (0..asked).collect();
    is_built[..asked].fill(true);
    let mut next = 0;
    while let Some(at) = built.get(next).filter(|_| input.is_none()) {
        for annex in &annexes[*at] {
            if !std::mem::replace(&mut is_built[*annex], true) {
                built.push(*annex);
            }
        }
        next += 1;
    }
    let documents = built.iter().map(|at| project.document(&all.documents[*at].path, current));
    let documents = documents.collect();
    let mut is_built = is_built.into_iter();
    all.documents.retain(|_| !is_built.next().unwrap_or(false));
    Gathered { documents, others: all.documents }
}

/// Documents, each once.
#[derive(Default)]
struct All {
    documents: Vec<Document>,
    places: BTreeMap<PathBuf, usize>,
}

impl All {
    /// The place of a document, which is added unless it is there.
    fn add(&mut self, document: Document) -> usize {
        let next = self.documents.len();
        let place = *self.places.entry(document.path.clone()).or_insert(next);
        if place == next {
            self.documents.push(document);
        }
        place
    }
}

fn kin(disk: &dyn Disk, project: &Project, document: &Document, input: Option<&[u8]>) -> Kin {
    let mut kin = Kin::default();
    let read = || disk.read(&document.path, MAX_METADATA).ok();
    let Some(bytes) = input.map(<[u8]>::to_vec).or_else(read) else { return kin };
    let Some(metadata) = metadata(&bytes) else { return kin };
    let (parsed, mut findings) = parse(&Source::new("", metadata));
    let Some(node) = parsed.front_matter else { return kin };
    let mut fields = Fields::new(node, &mut findings);
    let folder = document.path.parent().unwrap_or(Path::new("."));
    let file = |named: &str| {
        let Target::File { path, .. } = classify(named) else { return None };
        let file = surroundings::locate(disk, project, folder, &path).ok()?;
        is_document(&file).then_some(file)
    };
    for node in fields.list("bilagor") {
        let named = match &node.value {
            Value::Text(named) => Some(named.trim().to_owned()),
            Value::Map(_) => {
                let mut entry = Fields::new(node, &mut findings);
                let named = entry.text("fil", &mut findings);
                named.or_else(|| entry.text("länk", &mut findings)).map(|named| named.value)
            }
            Value::Null | Value::List(_) => None,
        };
        kin.annexes.extend(named.and_then(|named| file(&named)));
    }
    if let Some(home) = fields.node("hör_till").and_then(|node| text(node, &mut findings)) {
        kin.home = file(&document_file(&home.value));
    }
    kin
}

/// The metadata of a document with the lines round them, where they may name another document.
fn metadata(bytes: &[u8]) -> Option<String> {
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').map(String::from_utf8_lossy);
    if lines.next()?.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let is_end = |line: &str| matches!(line.trim_end(), "---" | "...");
    let inside: String = lines.take_while(|line| !is_end(line)).collect();
    let lower = inside.to_lowercase();
    // The ö of hör_till may be one letter or two.
    let names_any = lower.contains("bilagor") || lower.contains("r_till");
    names_any.then(|| format!("---\n{inside}---\n"))
}
