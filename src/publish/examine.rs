//! One document read and looked at by the rules: the same for building and for linting.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::build::is_publishable;
use super::kin::Gathered;
use super::organs::{Loaded, Organs, Shared};
use super::project::{Document, Project};
use super::surroundings::{self, Surroundings};
use super::{Disk, Fault};
use crate::check::{Archive, Context, Examined, Facts, Record, Used, examine};
use crate::diagnostic::{Finding, sort};
use crate::model::{self, Minutes, Text};
use crate::organ::Organ;
use crate::parse::{INVALID_VALUE, decode, parse};
use crate::render::pdf;
use crate::source::{MAX_BYTES, Source};

/// What came of reading a document.
pub(super) enum Reading {
    /// The file cannot be had.
    Fault(Fault),
    /// It is no text, or it names a body that is not there: nothing more can be said of it.
    Stopped {
        /// The text, good to show the findings in.
        source: Source,
        /// What is wrong with it.
        findings: Vec<Finding>,
    },
    /// The body that it falls to cannot be used.
    NoOrgan {
        /// The body's name.
        id: String,
        /// What is wrong with the body.
        body: Shared,
    },
    /// It was read.
    Read(Box<Read>),
}

/// A document that was read and looked at by itself.
pub(super) struct Read {
    pub(super) source: Source,
    pub(super) minutes: Minutes,
    /// Its body, which can be used.
    pub(super) body: Shared,
    pub(super) around: Surroundings,
    pub(super) examined: Examined,
}

/// Reads a document of a project, and looks at it by itself.
pub(super) fn read_document(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs,
    document: &Document,
) -> Reading {
    match disk.read(&document.path, MAX_BYTES as u64) {
        Ok(bytes) => read_bytes(disk, project, organs, document, bytes),
        Err(error) => Reading::Fault(Fault::io("läsa", Path::new(&document.name), &error)),
    }
}

/// The same for a text that is had already.
pub(super) fn read_bytes(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs,
    document: &Document,
    bytes: Vec<u8>,
) -> Reading {
    let (source, fault) = decode(&document.name, bytes);
    if let Some(fault) = fault {
        return Reading::Stopped { source, findings: vec![fault] };
    }
    let (parsed, mut findings) = parse(&source);
    let named = model::read::organ_of(&parsed);
    let id = named.as_ref().map_or(project.organ.as_str(), |id| id.value.as_str());
    let body = organs.get(disk, project, id);
    let loaded = match &*body {
        Ok(loaded) if is_publishable(&loaded.findings) => loaded,
        Err(fault) if named.is_some() => {
            // The document asks for a body that is not there: a fault of the document, at its place.
            let span = named.as_ref().map_or(parsed.front_matter_end, |named| named.span);
            let finding = INVALID_VALUE.at(span, fault.message.clone());
            findings.push(finding.help(fault.help.clone().unwrap_or_default()));
            sort(&mut findings);
            return Reading::Stopped { source, findings };
        }
        _ => return Reading::NoOrgan { id: id.to_owned(), body },
    };
    let organ = &loaded.organ;
    let (minutes, reading) = model::read(parsed, organ);
    findings.extend(reading);
    let around = surroundings::look(disk, project, &document.path, &minutes);
    let others = organs.others(disk, project, id);
    let other_bodies: Vec<&Organ> = others
        .iter()
        .filter_map(|other| other.as_ref().as_ref().ok())
        .map(|Loaded { organ, .. }| organ)
        .collect();
    let stem = document.path.file_stem().unwrap_or_default().to_string_lossy();
    let path = project.path_of(document);
    let glyphs = pdf::Glyphs::of(organ);
    let facts = Facts {
        stem: &stem,
        path: &path,
        other_bodies: &other_bodies,
        files: &around.files,
        beside: &around.beside,
        pictures: &around.pictures_found,
        has_glyph: &|c| glyphs.has(c),
    };
    let text = Text::of(&minutes, organ);
    let settings = &project.rules;
    let context = Context {
        minutes: &minutes,
        text: &text,
        organ,
        facts: &facts,
        settings,
        used: Used::default(),
    };
    let examined = examine(&context, findings, &document.name);
    Reading::Read(Box::new(Read { source, minutes, body, around, examined }))
}

/// What a document says, where it is one of a certain body. None where it is not, or cannot be read.
pub(super) fn minutes_of(
    disk: &dyn Disk,
    project: &Project,
    organ: &Organ,
    document: &Document,
) -> Option<Minutes> {
    let bytes = disk.read(&document.path, MAX_BYTES as u64).ok()?;
    let (source, fault) = decode(&document.name, bytes);
    if fault.is_some() {
        return None;
    }
    let (parsed, _) = parse(&source);
    let named = model::read::organ_of(&parsed);
    let id = named.as_ref().map_or(project.organ.as_str(), |id| id.value.as_str());
    (id == organ.id).then(|| model::read(parsed, organ).0)
}

/// What the documents of a project know of each other. A lone document knows itself and what it belongs to.
pub(super) fn archive(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs,
    gathered: &Gathered,
) -> Archive {
    let mut known = records(disk, project, organs, &gathered.documents);
    known.extend(records(disk, project, organs, &gathered.others));
    archive_of(project, known)
}

/// The same where the records are had already.
pub(super) fn archive_of(project: &Project, known: Vec<Record>) -> Archive {
    let mut archive = Archive::new(known);
    archive.is_whole = project.is_project;
    archive
}

/// What the others need to know of these documents.
pub(super) fn records(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs,
    documents: &[Document],
) -> Vec<Record> {
    let records = in_parallel(documents, |document| {
        match read_document(disk, project, organs, document) {
            Reading::Read(read) => Some(read.examined.record),
            Reading::Fault(_) | Reading::Stopped { .. } | Reading::NoOrgan { .. } => None,
        }
    });
    records.into_iter().flatten().collect()
}

/// Does something with each of many things on all cores, and gives what came of it in their order.
pub(super) fn in_parallel<T: Sync, R: Send>(
    things: &[T],
    act: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(things.len()));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut own = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(index) else { break };
            own.push((index, act(thing)));
        }
        done.lock().unwrap_or_else(PoisonError::into_inner).append(&mut own);
    };
    std::thread::scope(|scope| {
        // A few documents are read before a thread has started.
        for _ in 1..cores.min(things.len().div_ceil(8)) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
