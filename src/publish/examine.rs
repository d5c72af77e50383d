//! One document read and looked at by the rules: the same for building and for linting.

use std::path::Path;
use std::sync::Arc;

use super::build::is_publishable;
use super::organs::{Loaded, Organs, Shared};
use super::parallel::in_parallel;
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
pub(super) enum Reading<T> {
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
    Read(Box<T>),
}

/// A document that was read.
pub(super) struct Opened {
    pub(super) source: Source,
    pub(super) minutes: Minutes,
    /// The name of its body.
    pub(super) id: String,
    /// Its body, which can be used.
    pub(super) body: Shared,
    pub(super) around: Surroundings,
    /// What was found while it was read.
    findings: Vec<Finding>,
}

/// A document that was read and looked at by itself.
pub(super) struct Read {
    pub(super) opened: Opened,
    pub(super) examined: Examined,
}

/// Reads a document of a project, and looks at it by itself.
pub(super) fn read_document(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
) -> Reading<Read> {
    looked_at(open(disk, project, organs, document), project, organs, document)
}

/// The same for a text that is had already.
pub(super) fn read_bytes(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
    bytes: Vec<u8>,
) -> Reading<Read> {
    let opened = open_bytes(disk, project, organs, document, bytes);
    looked_at(opened, project, organs, document)
}

fn looked_at(
    reading: Reading<Opened>,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
) -> Reading<Read> {
    match reading {
        Reading::Fault(fault) => Reading::Fault(fault),
        Reading::Stopped { source, findings } => Reading::Stopped { source, findings },
        Reading::NoOrgan { id, body } => Reading::NoOrgan { id, body },
        Reading::Read(opened) => {
            let examined = look(&opened, project, organs, document);
            Reading::Read(Box::new(Read { opened: *opened, examined }))
        }
    }
}

/// Reads a document of a project.
pub(super) fn open(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
) -> Reading<Opened> {
    match disk.read(&document.path, MAX_BYTES as u64) {
        Ok(bytes) => open_bytes(disk, project, organs, document, bytes),
        Err(error) => Reading::Fault(Fault::io("läsa", Path::new(&document.name), &error)),
    }
}

fn open_bytes(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
    bytes: Vec<u8>,
) -> Reading<Opened> {
    let (source, fault) = decode(&document.name, bytes);
    if let Some(fault) = fault {
        return Reading::Stopped { source, findings: vec![fault] };
    }
    let (parsed, mut findings) = parse(&source);
    let named = model::read::organ_of(&parsed);
    let id = named.as_ref().map_or(project.organ.as_str(), |id| id.value.as_str()).to_owned();
    let body = organs.get(project, &id);
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
        _ => return Reading::NoOrgan { id, body },
    };
    let (minutes, reading) = model::read(parsed, &loaded.organ);
    findings.extend(reading);
    let around = surroundings::look(disk, project, &document.path, &minutes);
    Reading::Read(Box::new(Opened { source, minutes, id, body, around, findings }))
}

/// Looks at a document by itself.
pub(super) fn look(
    opened: &Opened,
    project: &Project,
    organs: &Organs<'_>,
    document: &Document,
) -> Examined {
    let Opened { minutes, around, findings, .. } = opened;
    let organ = opened.organ();
    let others = organs.others(project, &opened.id);
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
    let text = Text::of(minutes, organ);
    let settings = &project.rules;
    let used = Used::default();
    let context = Context { minutes, text: &text, organ, facts: &facts, settings, used };
    examine(&context, findings.clone(), &document.name)
}

impl Opened {
    /// Its body.
    pub(super) fn organ(&self) -> &Organ {
        match &*self.body {
            Ok(loaded) => &loaded.organ,
            Err(_) => unreachable!("a document is only read as one of a body that can be used"),
        }
    }
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
pub(super) fn archive_of(project: &Project, mut archive: Archive) -> Archive {
    archive.is_whole = project.is_project;
    archive
}

/// What the others need to know of these documents.
pub(super) fn records(
    disk: &dyn Disk,
    project: &Project,
    organs: &Organs<'_>,
    documents: &[Document],
) -> Vec<Arc<Record>> {
    let records = in_parallel(documents, |document| {
        match read_document(disk, project, organs, document) {
            Reading::Read(read) => Some(read.examined.record),
            Reading::Fault(_) | Reading::Stopped { .. } | Reading::NoOrgan { .. } => None,
        }
    });
    records.into_iter().flatten().collect()
}
