//! Which minutes an annex belongs to, found among the documents of its project.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::archive::{Archive, Record};
use super::{Context, FileFact};
use crate::model::date::DateFault;
use crate::model::parent::bare_number;
use crate::model::target::{Target, beside, classify, relative};
use crate::model::{Date, Kind, Parent};
use crate::source::{Span, Spanned};

/// What an annex says of where it belongs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Belonging {
    /// What `hör_till` says, as typed.
    pub typed: Option<Spanned<String>>,
    /// The file that it names: how the annex names it, and its path from the project's folder, which it has
    /// where it lies inside.
    pub file: Option<(String, Option<String>)>,
    /// What is known of that file.
    pub fact: FileFact,
    /// The day that it names, or else the annex's own.
    pub day: Option<Date>,
    /// The number of the annex.
    pub number: Option<Spanned<String>>,
}

/// An annex that minutes declare, and that is a Markdown file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Declared {
    /// Its path from the project's folder.
    pub path: String,
    /// Its place in the list, from one.
    pub number: usize,
    /// What it is called there.
    pub title: String,
    /// Where its file is named.
    pub span: Span,
}

/// Where a document belongs. Documents are told by their places among the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Home {
    /// It does not say, or belongs nowhere.
    #[default]
    Unsaid,
    /// In these minutes.
    At(usize),
    /// The file that it names is no document that can be had.
    NoFile,
    /// No minutes have the day that it names.
    NoDay(Date),
    /// There is no such day.
    NotInCalendar,
    /// These all have the day that it names.
    Several(Vec<usize>),
    /// What it names is an annex or slides itself.
    NoMinutes(usize),
    /// It names itself.
    Itself,
}

impl Belonging {
    /// What a document says of where it belongs, where it is of a kind that does.
    pub(super) fn of(context: &Context<'_>) -> Option<Self> {
        let minutes = context.minutes;
        if !minutes.can_belong()
            || (minutes.kind == Kind::Slides && minutes.belongs_to.is_none())
        {
            return None;
        }
        let named = minutes.home_file();
        let fact = named.as_ref().and_then(|named| context.facts.files.get(named)).copied();
        let file = named.map(|named| {
            let path = beside(context.facts.path, &named);
            (named, path)
        });
        Some(Self {
            typed: minutes.belongs_to.clone(),
            file,
            fact: fact.unwrap_or(FileFact::Missing),
            day: match &minutes.belongs_to {
                Some(_) => minutes.home_day(),
                None => minutes.meeting.date.as_ref().map(|date| date.value),
            },
            number: minutes.number.clone(),
        })
    }
}

/// The annexes of a document that are Markdown files.
pub(super) fn declared(context: &Context<'_>) -> Vec<Declared> {
    let annexes = context.minutes.annexes.iter().filter_map(|annex| {
        let Target::File { path, .. } = classify(&annex.target.value) else { return None };
        let is_document = path.to_ascii_lowercase().ends_with(".md");
        let path = beside(context.facts.path, &path).filter(|_| is_document)?;
        let title = annex.title.value.clone();
        Some(Declared { path, number: annex.number, title, span: annex.target.span })
    });
    annexes.collect()
}

/// A path as it is compared: some systems store names decomposed.
pub(super) fn composed(path: &str) -> String {
    path.nfc().collect()
}

/// Where each document belongs.
#[derive(Clone, Debug, Default)]
pub struct Homes {
    /// By the document's place among the records.
    of: Vec<Home>,
    /// What belongs to each, likewise.
    below: BTreeMap<usize, Vec<usize>>,
}

impl Homes {
    pub(super) fn new(archive: &Archive) -> Self {
        let mut declared: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let records = archive.records.iter().map(AsRef::as_ref).enumerate();
        for (at, record) in records.clone().filter(|(_, record)| record.is_meeting) {
            for annex in &record.declared {
                declared.entry(&annex.path).or_default().push(at);
            }
        }
        let find = |(at, record): (usize, &Record)| match &record.belonging {
            Some(belonging) => home(archive, &declared, at, record, belonging),
            None => Home::Unsaid,
        };
        let of: Vec<Home> = records.map(find).collect();
        let mut below: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, home) in of.iter().enumerate() {
            if let Home::At(parent) = home {
                below.entry(*parent).or_default().push(at);
            }
        }
        Self { of, below }
    }
}

fn home(
    archive: &Archive,
    declared: &BTreeMap<&str, Vec<usize>>,
    at: usize,
    record: &Record,
    belonging: &Belonging,
) -> Home {
    let path = composed(&record.path);
    let listing = declared.get(path.as_str()).map_or(&[][..], Vec::as_slice);
    // An annex that does not say where it belongs may be older than the meeting.
    if let (None, [only]) = (&belonging.typed, listing) {
        return Home::At(*only);
    }
    let file = belonging.file.as_ref().and_then(|(_, path)| path.as_deref());
    let file = file.and_then(|path| archive.paths.get(&composed(path))).copied();
    if let Some(day) = belonging.day {
        let mut found: Vec<usize> = archive
            .places_of_day(day)
            .filter(|other| {
                let other = &archive.records[*other];
                other.is_meeting && other.organ == record.organ
            })
            .collect();
        narrow(&mut found, |other| listing.contains(other));
        narrow(&mut found, |other| archive.records[*other].language == record.language);
        narrow(&mut found, |other| file == Some(*other));
        match (found.as_slice(), &belonging.typed, file) {
            ([only], ..) => return Home::At(*only),
            ([], Some(_), Some(_)) => {}
            ([], Some(_), None) => return Home::NoDay(day),
            (_, None, _) => return Home::Unsaid,
            _ => return Home::Several(found),
        }
    }
    let Some(typed) = &belonging.typed else { return Home::Unsaid };
    match file {
        Some(file) if file == at => Home::Itself,
        Some(file) if archive.records[file].is_meeting => Home::At(file),
        Some(file) => Home::NoMinutes(file),
        None if Date::parse(&typed.value) == Err(DateFault::Impossible) => Home::NotInCalendar,
        None => Home::NoFile,
    }
}

/// Leaves those that something holds for, where it holds for any.
fn narrow(found: &mut Vec<usize>, holds: impl Fn(&usize) -> bool) {
    if found.len() > 1 && found.iter().any(&holds) {
        found.retain(holds);
    }
}

impl Archive {
    /// Where a document belongs.
    pub fn home(&self, record: &Record) -> &Home {
        let at = self.paths.get(&composed(&record.path));
        at.and_then(|at| self.homes.of.get(*at)).unwrap_or(&Home::Unsaid)
    }

    /// The documents that belong to these minutes.
    pub fn annexes_of(&self, record: &Record) -> impl Iterator<Item = &Record> {
        let at = self.paths.get(&composed(&record.path));
        let below = at.and_then(|at| self.homes.below.get(at)).into_iter().flatten();
        below
            .filter_map(|at| self.records.get(*at).map(AsRef::as_ref))
            .filter(|record| record.kind == Some(Kind::Annex))
    }

    /// The minutes that a document belongs to, as it needs them.
    pub fn parent(&self, record: &Record) -> Option<Parent> {
        let Home::At(at) = self.home(record) else { return None };
        let home = self.records.get(*at)?;
        let path = composed(&record.path);
        let listed = home.declared.iter().find(|annex| annex.path == path);
        Some(Parent {
            kind: home.kind?,
            heading: home.heading.clone(),
            date: home.date,
            registry_number: home.registry_number.clone(),
            listed: listed.map(|annex| (annex.number, annex.title.clone())),
            link: relative(&record.path, &home.path),
        })
    }
}

/// Are two numbers of an annex the same?
pub(super) fn is_same_number(typed: &str, number: usize) -> bool {
    bare_number(typed.trim()).trim_start_matches('0') == number.to_string()
}
