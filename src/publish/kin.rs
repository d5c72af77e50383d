//! Documents that belong together: the annexes that minutes declare, and the minutes that an annex names.
//!
//! They are asked for before any document is read whole, so only the metadata are looked at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::examine::in_parallel;
use super::project::{Document, Project, is_document};
use super::{Disk, surroundings};
use crate::model::parent::document_file;
use crate::model::target::{Target, classify};
use crate::parse::fields::{Fields, text};
use crate::parse::parse;
use crate::parse::yaml::Value;
use crate::source::Source;

/// The longest metadata that are looked at, in bytes.
const MAX_METADATA: u64 = 64 * 1024;

/// What the metadata of a document say of other documents of the project. Only files that are there.
#[derive(Default)]
struct Kin {
    /// Its annexes that are Markdown files.
    annexes: Vec<PathBuf>,
    /// The minutes that it belongs to.
    home: Vec<PathBuf>,
}

/// The documents that are asked for, and after them the Markdown annexes that they declare, each once.
pub(super) fn with_annexes(
    disk: &dyn Disk,
    project: &Project,
    asked_for: &[Document],
    current: &Path,
) -> Vec<Document> {
    let look = |document: &Document| kin(disk, project, document, None);
    gathered(project, asked_for.to_vec(), current, look, |kin| kin.annexes)
}

/// The project's documents beside those that are asked for, and what belongs to any of them. Where there is no
/// project, only what belongs to those. `input` is a text that stands for the one document that is asked for.
pub(super) fn others(
    disk: &dyn Disk,
    project: &Project,
    asked_for: &[Document],
    input: Option<&[u8]>,
) -> Vec<Document> {
    let mut all = asked_for.to_vec();
    if project.is_project {
        let known: BTreeSet<&Path> = asked_for.iter().map(|it| it.path.as_path()).collect();
        let (documents, _) = project.documents(disk, &project.root);
        all.extend(documents.into_iter().filter(|it| !known.contains(it.path.as_path())));
    }
    let look = |document: &Document| {
        let is_input = asked_for.first().is_some_and(|first| first.path == document.path);
        kin(disk, project, document, input.filter(|_| is_input))
    };
    let related = |kin: Kin| kin.annexes.into_iter().chain(kin.home).collect();
    gathered(project, all, &project.root, look, related).split_off(asked_for.len())
}

/// Documents with those that they lead to, and those that these lead to.
fn gathered(
    project: &Project,
    mut documents: Vec<Document>,
    current: &Path,
    look: impl Fn(&Document) -> Kin + Sync,
    related: impl Fn(Kin) -> Vec<PathBuf>,
) -> Vec<Document> {
    let mut known: BTreeSet<PathBuf> = documents.iter().map(|it| it.path.clone()).collect();
    let mut looked_at = 0;
    while looked_at < documents.len() {
        let found = in_parallel(&documents[looked_at..], &look);
        looked_at = documents.len();
        for path in found.into_iter().flat_map(&related) {
            if known.insert(path.clone()) {
                documents.push(project.document(&path, current));
            }
        }
    }
    documents
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
        kin.home.extend(file(&document_file(&home.value)));
    }
    kin
}

/// The metadata of a document with the lines round them, where they may name another document.
fn metadata(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split_inclusive('\n');
    if lines.next()?.trim_start_matches('\u{feff}').trim_end() != "---" {
        return None;
    }
    let is_end = |line: &str| matches!(line.trim_end(), "---" | "...");
    let length: usize = lines.take_while(|line| !is_end(line)).map(str::len).sum();
    let opening = text.find('\n')? + 1;
    let inside = &text[opening..opening + length];
    let lower = inside.to_lowercase();
    // The ö of hör_till may be one letter or two.
    let names_any = lower.contains("bilagor") || lower.contains("r_till");
    names_any.then(|| format!("---\n{inside}---\n"))
}
