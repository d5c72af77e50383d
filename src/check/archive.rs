//! What the documents of a project know of each other: enough for the rules that compare them, and no more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::homes::{self, Belonging, Declared, Homes, composed};
use super::likeness::pairs;
use super::rules::UNDECLARED_ANNEX;
use super::{Context, Settings};
use crate::model::references::ReferenceKind;
use crate::model::target::{Target, beside, classify, decoded};
use crate::model::{Date, Kind, Minutes, Role, decision_references};
use crate::source::{Span, Spanned};

/// What the others need to know of one document. Small, so that ten thousand fit in memory.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// The name that it is shown under. It depends on the folder that lgl is run in, so it is not kept.
    #[serde(skip)]
    pub name: String,
    /// Its path from the project's folder, with forward slashes.
    pub path: String,
    /// Day of the meeting.
    pub date: Option<Date>,
    /// Everybody in its lists of attendance.
    pub people: Vec<PersonRecord>,
    /// What kind of document it is.
    pub kind: Option<Kind>,
    /// Its title, as it is shown.
    pub heading: String,
    /// Its registry number.
    pub registry_number: Option<String>,
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
    /// Every anchor that a link may lead to.
    pub anchors: Anchors,
    /// Its links to Markdown files that are there.
    pub links: Vec<LinkRecord>,
    /// What it says of where it belongs, where it is an annex.
    pub belonging: Option<Box<Belonging>>,
    /// The annexes that it declares and that are Markdown files.
    pub declared: Vec<Declared>,
    /// Where a key of its front matter would be added.
    pub keys: Span,
    /// The annexes that its text names and that it does not declare.
    pub undeclared_annexes: Vec<Spanned<usize>>,
}

/// The anchors of a document, in one text with one on each line: there are twenty in most.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Anchors(Box<str>);

/// A link to a Markdown file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkRecord {
    /// The file's path from the project's folder.
    pub path: String,
    /// The anchor in the file.
    pub anchor: Option<String>,
    /// Is it a declared annex, which is built wherever it lies?
    pub is_annex: bool,
    /// Where the link stands.
    pub span: Span,
}

/// A person in a list of attendance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonRecord {
    /// Name.
    pub name: Spanned<String>,
    /// Organisation or role.
    pub affiliation: Option<String>,
    /// In which list.
    pub role: Role,
}

impl Record {
    /// As much of it as the other documents are compared with. Who has counted its names needs no more.
    #[must_use]
    pub fn outline(&self) -> Self {
        Self {
            name: self.name.clone(),
            path: self.path.clone(),
            date: self.date,
            kind: self.kind,
            heading: self.heading.clone(),
            registry_number: self.registry_number.clone(),
            is_meeting: self.is_meeting,
            organ: self.organ.clone(),
            language: self.language.clone(),
            decisions: self.decisions.clone(),
            first_decision: self.first_decision,
            anchors: self.anchors.clone(),
            belonging: self.belonging.clone(),
            declared: self.declared.clone(),
            keys: self.keys,
            people: Vec::new(),
            references: Vec::new(),
            links: Vec::new(),
            undeclared_annexes: Vec::new(),
        }
    }

    /// What the others need to know of a document.
    pub(super) fn of(context: &Context<'_>, name: &str) -> Self {
        let minutes = context.minutes;
        let path = context.facts.path;
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
            path: path.to_owned(),
            date: minutes.meeting.date.as_ref().map(|date| date.value),
            people: people.collect(),
            kind: Some(minutes.kind),
            heading: minutes.heading(),
            registry_number: minutes.registry_number().map(str::to_owned),
            is_meeting: !matches!(minutes.kind, Kind::Annex | Kind::Slides),
            organ: minutes.organ.clone(),
            language: minutes.language.clone(),
            decisions: minutes
                .decisions()
                .filter_map(|(_, decision)| decision.anchor().map(str::to_owned))
                .collect(),
            first_decision: minutes.decisions().next().map(|(_, decision)| decision.span),
            references: decision_references::of(minutes, context.text),
            anchors: Anchors::of(minutes),
            links: links(context),
            belonging: Belonging::of(context).map(Box::new),
            declared: homes::declared(context),
            keys: minutes.places.keys,
            undeclared_annexes: undeclared_annexes(context),
        }
    }
}

impl Anchors {
    fn of(minutes: &Minutes) -> Self {
        let anchors = minutes.anchors();
        let mut anchors: Vec<&str> = anchors.iter().map(|(anchor, _)| *anchor).collect();
        anchors.sort_unstable();
        anchors.dedup();
        Self(anchors.join("\n").into_boxed_str())
    }

    /// Is an anchor one of them?
    pub fn has(&self, anchor: &str) -> bool {
        !self.0.is_empty() && self.0.split('\n').any(|own| own == anchor)
    }
}

fn links(context: &Context<'_>) -> Vec<LinkRecord> {
    let mut links = Vec::new();
    for reference in context.minutes.references() {
        let Target::File { path, anchor } = classify(reference.address) else { continue };
        let is_document = path.len() > 3 && path.to_ascii_lowercase().ends_with(".md");
        if !is_document
            || reference.kind == ReferenceKind::Picture
            || !context.facts.is_present(&path)
        {
            continue;
        }
        if let Some(path) = beside(context.facts.path, &path) {
            let anchor = anchor.map(|anchor| decoded(anchor).into_owned());
            let is_annex = reference.kind == ReferenceKind::Annex;
            links.push(LinkRecord { path, anchor, is_annex, span: reference.span });
        }
    }
    links
}

/// Each once, where it is named first.
fn undeclared_annexes(context: &Context<'_>) -> Vec<Spanned<usize>> {
    if context.minutes.kind == Kind::Annex {
        return Vec::new();
    }
    let mentions = context.text.annexes();
    let mut known: BTreeSet<usize> = (1..=context.minutes.annexes.len()).collect();
    known.extend(mentions.iter().filter(|annex| annex.is_here).map(|annex| annex.number));
    let mut undeclared = Vec::new();
    for mention in mentions {
        if !context.allows(&UNDECLARED_ANNEX, mention.span) && known.insert(mention.number) {
            undeclared.push(Spanned::new(mention.number, mention.span));
        }
    }
    undeclared
}

/// All documents of a project, as their records.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// The records, in the order of the documents' names.
    pub records: Vec<Arc<Record>>,
    /// In how many documents each name is listed.
    pub names: BTreeMap<String, usize>,
    /// The names that others are nearly the same as, where both may be of one person.
    pub variants: BTreeMap<String, Vec<Variant>>,
    /// The places of the records of each day, so that ten thousand are not searched for one.
    days: BTreeMap<Date, Vec<usize>>,
    /// The place of each path's record, the path in composed letters.
    pub paths: BTreeMap<String, usize>,
    /// Which minutes each annex belongs to.
    pub(super) homes: Homes,
    /// Are all documents of the project here, and not only those that are asked for?
    pub is_whole: bool,
}

/// Another spelling of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The name.
    pub name: String,
    /// The first document that lists it.
    pub first_document: String,
}

/// What the lists of all documents say of the names in them, in whichever order they are counted.
#[derive(Debug, Default)]
pub struct Census {
    names: BTreeMap<String, Listed>,
    /// Organisations and roles, each with its number.
    affiliations: BTreeMap<String, u32>,
    /// So many documents are counted.
    documents: usize,
}

/// What the lists of all documents say of a name.
#[derive(Debug, Default)]
struct Listed {
    documents: usize,
    first_document: String,
    /// The number of the last document that lists it.
    last_document: usize,
    /// The numbers of the organisations and roles that it is listed with.
    affiliations: Vec<u32>,
}

impl Census {
    /// Counts the names of a document.
    pub fn add(&mut self, record: &Record) {
        self.documents += 1;
        for person in &record.people {
            let name = &person.name.value;
            if !self.names.contains_key(name) {
                self.names.insert(name.clone(), Listed::default());
            }
            let affiliation = person.affiliation.as_deref().map(|it| self.number(it));
            if let Some(listed) = self.names.get_mut(name) {
                listed.add(self.documents, record, affiliation);
            }
        }
    }

    fn number(&mut self, affiliation: &str) -> u32 {
        if let Some(number) = self.affiliations.get(affiliation) {
            return *number;
        }
        let next = u32::try_from(self.affiliations.len()).unwrap_or(u32::MAX);
        self.affiliations.insert(affiliation.to_owned(), next);
        next
    }
}

impl Listed {
    fn add(&mut self, number: usize, record: &Record, affiliation: Option<u32>) {
        if self.documents == 0 || record.name < self.first_document {
            self.first_document.clone_from(&record.name);
        }
        if std::mem::replace(&mut self.last_document, number) != number {
            self.documents += 1;
        }
        self.affiliations.extend(affiliation.filter(|it| !self.affiliations.contains(it)));
    }

    /// Have two names a place in common, as far as is known?
    fn may_be_one(&self, other: &Self) -> bool {
        self.affiliations.is_empty()
            || other.affiliations.is_empty()
            || self.affiliations.iter().any(|one| other.affiliations.contains(one))
    }

    fn variant(&self, name: &str) -> Variant {
        Variant { name: name.to_owned(), first_document: self.first_document.clone() }
    }
}

impl Archive {
    /// The archive of these documents.
    pub fn new(records: Vec<Arc<Record>>) -> Self {
        let mut census = Census::default();
        for record in &records {
            census.add(record);
        }
        Self::counted(records, census)
    }

    /// The archive of documents whose names are counted already.
    pub fn counted(mut records: Vec<Arc<Record>>, census: Census) -> Self {
        records.sort_by(|a, b| a.name.cmp(&b.name));
        let known = census.names;
        let listed: Vec<&str> = known.keys().map(String::as_str).collect();
        let mut variants: BTreeMap<String, Vec<Variant>> = BTreeMap::new();
        for (one, other, _) in pairs(&listed) {
            let (one, other) = (listed[one], listed[other]);
            if known[one].may_be_one(&known[other]) {
                variants.entry(one.to_owned()).or_default().push(known[other].variant(other));
                variants.entry(other.to_owned()).or_default().push(known[one].variant(one));
            }
        }
        let names = known.into_iter().map(|(name, listed)| (name, listed.documents)).collect();
        let mut days: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            if let Some(date) = record.date {
                days.entry(date).or_default().push(index);
            }
        }
        let paths = records.iter().enumerate();
        let paths = paths.map(|(at, record)| (composed(&record.path), at)).collect();
        let homes = Homes::default();
        let mut archive =
            Self { records, names, variants, days, paths, homes, is_whole: false };
        archive.homes = Homes::new(&archive);
        archive
    }

    /// The records of a day, in the order of the documents' names.
    pub fn of_day(&self, date: Date) -> impl Iterator<Item = &Record> {
        self.places_of_day(date).filter_map(|index| self.records.get(index).map(AsRef::as_ref))
    }

    /// The same as their places among the records.
    pub(super) fn places_of_day(&self, date: Date) -> impl Iterator<Item = usize> {
        self.days.get(&date).into_iter().flatten().copied()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn record(name: &str, people: &[(&str, &str)]) -> Arc<Record> {
        let person = |(name, affiliation): &(&str, &str)| PersonRecord {
            name: Spanned::new((*name).to_owned(), Span::default()),
            affiliation: Some((*affiliation).to_owned()),
            role: Role::Attendance,
        };
        let people = people.iter().map(person).collect();
        Arc::new(Record { name: name.to_owned(), people, ..Record::default() })
    }

    #[test]
    fn names_alike_are_variants_where_they_may_be_one_person() {
        let archive = Archive::new(vec![
            record("b.md", &[("Cecilia Frid", "SKR"), ("Anna Lindh", "Nybro kommun")]),
            record("a.md", &[("Cecilia Fridh", "SKR"), ("Anna Lind", "Torsås kommun")]),
            record("c.md", &[("Cecilia Fridh", "SKR"), ("Cecilia Fridh", "SKR")]),
        ]);
        assert_eq!(archive.names["Cecilia Fridh"], 2);
        let right = Variant { name: "Cecilia Fridh".into(), first_document: "a.md".into() };
        assert_eq!(archive.variants["Cecilia Frid"], [right]);
        assert!(!archive.variants.contains_key("Anna Lind"));
    }
}
