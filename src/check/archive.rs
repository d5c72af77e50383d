//! What the documents of a project know of each other: enough for the rules that compare them, and no more.

use std::collections::BTreeMap;

use super::Settings;
use crate::model::{Date, Kind, Minutes, Role, Text, decision_references};
use crate::source::{Span, Spanned};

/// What the others need to know of one document. Small, so that ten thousand fit in memory.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The name that it is shown under.
    pub name: String,
    /// Day of the meeting.
    pub date: Option<Date>,
    /// Everybody in its lists of attendance.
    pub people: Vec<PersonRecord>,
    /// Is it of a meeting, and no annex or slides?
    pub is_meeting: bool,
    /// The body that it is a document of.
    pub organ: String,
    /// Its language: a translation has the same decisions.
    pub language: String,
    /// The anchors of its decisions.
    pub decisions: Vec<String>,
    /// Where the first of them stands.
    pub first_decision: Option<Span>,
    /// The decisions that it refers to by their anchors.
    pub references: Vec<Spanned<String>>,
}

/// A person in a list of attendance.
#[derive(Clone, Debug)]
pub struct PersonRecord {
    /// Name.
    pub name: Spanned<String>,
    /// Organisation or role.
    pub affiliation: Option<String>,
    /// In which list.
    pub role: Role,
}

impl Record {
    /// What the others need to know of a document.
    pub(super) fn of(minutes: &Minutes, text: &Text, name: &str) -> Self {
        let lists = [Role::Attendance, Role::Others, Role::Absent];
        let people = lists.into_iter().flat_map(|role| {
            minutes.people(role).map(move |person| PersonRecord {
                name: person.name.clone(),
                affiliation: person.affiliation().map(str::to_owned),
                role,
            })
        });
        Self {
            name: name.to_owned(),
            date: minutes.meeting.date.as_ref().map(|date| date.value),
            people: people.collect(),
            is_meeting: !matches!(minutes.kind, Kind::Annex | Kind::Slides),
            organ: minutes.organ.clone(),
            language: minutes.language.clone(),
            decisions: minutes
                .decisions()
                .filter_map(|(_, decision)| decision.anchor().map(str::to_owned))
                .collect(),
            first_decision: minutes.decisions().next().map(|(_, decision)| decision.span),
            references: decision_references::of(minutes, text),
        }
    }
}

/// All documents of a project, as their records.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// The records, in the order of the documents' names.
    pub records: Vec<Record>,
    /// In how many documents each name is listed.
    pub names: BTreeMap<String, usize>,
}

impl Archive {
    /// The archive of these documents.
    pub fn new(mut records: Vec<Record>) -> Self {
        records.sort_by(|a, b| a.name.cmp(&b.name));
        let mut names = BTreeMap::new();
        for record in &records {
            let mut own: Vec<&str> =
                record.people.iter().map(|person| person.name.value.as_str()).collect();
            own.sort_unstable();
            own.dedup();
            for name in own {
                *names.entry(name.to_owned()).or_insert(0) += 1;
            }
        }
        Self { records, names }
    }
}

/// What a rule sees that compares a document with the others of its project.
#[derive(Debug)]
pub struct ArchiveContext<'a> {
    /// The document.
    pub record: &'a Record,
    /// All of the project's documents, this one among them.
    pub archive: &'a Archive,
    /// What the project says.
    pub settings: &'a Settings,
}
