//! People in the lists of attendance (närvaro): who, from where, and how.

use crate::organ::Organ;
use std::collections::BTreeMap;

use super::words::parenthesised;
use crate::prose::{Block, BlockKind, Cell, Flat, Inline, InlineKind, List, Table, plain};
use crate::source::{Span, Spanned};

/// One person in a list of attendance.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Full name.
    pub name: Spanned<String>,
    /// What they do ("skolchef"), where the list says so beside the organisation.
    pub title: Option<Spanned<String>>,
    /// Organisation or role, as typed.
    pub organisation: Option<Spanned<String>>,
    /// The member of the body that the organisation is, by its canonical name.
    pub member: Option<String>,
    /// Remarks in parentheses ("via länk").
    pub remarks: Vec<Spanned<String>>,
    /// The whole entry as running text.
    pub entry: Vec<Inline>,
    /// Where the whole entry stands.
    pub span: Span,
    /// The same with the mark of its item in a list; none in a table.
    pub item: Option<Span>,
}

impl Person {
    /// Whom they stand for: the member's canonical name, or what was typed.
    pub fn affiliation(&self) -> Option<&str> {
        let typed = self.organisation.as_ref().map(|organisation| organisation.value.as_str());
        self.member.as_deref().or(typed)
    }
}

/// The people of a list. None where an item holds more than one line of text, so that nothing is lost.
pub(super) fn from_list(list: &List, organ: &Organ) -> Option<Vec<Person>> {
    list.items
        .iter()
        .map(|item| match item.blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(content), span }]
                if item.checked.is_none() && is_simple(content) =>
            {
                let person = person(content, *span, organ);
                Some(Person { item: Some(item.span), ..person })
            }
            _ => None,
        })
        .collect()
}

/// Names may be stressed; what is struck out, linked or noted says more than a name can carry.
fn is_simple(content: &[Inline]) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(_) | InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => is_simple(inner),
        InlineKind::Strike(_)
        | InlineKind::Code(_)
        | InlineKind::Link(_)
        | InlineKind::Image(_)
        | InlineKind::Footnote(_)
        | InlineKind::Html(_) => false,
    })
}

/// What a column of a table of people holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Organisation,
    Title,
    Remark,
}

impl Column {
    fn of(header: &str) -> Option<Self> {
        match header.trim().to_lowercase().as_str() {
            "namn" | "ledamot" | "deltagare" | "person" => Some(Self::Name),
            "organisation"
            | "kommun"
            | "organisation eller roll"
            | "roll"
            | "representerar" => Some(Self::Organisation),
            "befattning" | "titel" | "funktion" => Some(Self::Title),
            "anmärkning" | "anmärkningar" | "kommentar" | "notering" | "" => {
                Some(Self::Remark)
            }
            _ => None,
        }
    }
}

/// The people of a table with a column for names. None where a column or a row says something else, so
/// that nothing is lost.
pub(super) fn from_table(table: &Table, organ: &Organ) -> Option<Vec<Person>> {
    let columns: Option<Vec<Column>> =
        table.head.iter().map(|cell| Column::of(&plain(&cell.content))).collect();
    let columns = columns?;
    let has = |column| columns.iter().filter(|known| **known == column).count();
    if has(Column::Name) != 1 || has(Column::Organisation) > 1 || has(Column::Title) > 1 {
        return None;
    }
    let mut people = Vec::new();
    for row in &table.rows {
        if !row.iter().all(|cell| is_simple(&cell.content)) {
            return None;
        }
        let cells = |column| {
            let own = columns.iter().zip(row).filter(move |(known, _)| **known == column);
            own.map(|(_, cell)| {
                let text = plain(&cell.content).trim().to_owned();
                let flat = Flat::of(&cell.content);
                Places { flat: &flat, whole: cell.span, next: 0 }.of(text)
            })
            .filter(|text| !text.value.is_empty())
        };
        let names = columns.iter().zip(row).find(|(known, _)| **known == Column::Name);
        let name = names.map(|(_, cell)| cell).filter(|cell| !cell.content.is_empty())?;
        let mut entry = if has(Column::Organisation) == 1 {
            let flat = Flat::of(&name.content);
            let (text, remarks) = without_remarks(&flat.text);
            let mut places = Places { flat: &flat, whole: name.span, next: 0 };
            Person {
                name: places.of(text),
                title: None,
                organisation: None,
                member: None,
                remarks: remarks.into_iter().map(|remark| places.of(remark)).collect(),
                entry: Vec::new(),
                span: name.span,
                item: None,
            }
        } else {
            person(&name.content, name.span, organ)
        };
        if let Some(typed) = cells(Column::Organisation).next() {
            entry.member = organ.member(&typed.value).map(str::to_owned);
            entry.organisation = Some(typed);
        }
        if let Some(typed) = cells(Column::Title).next() {
            entry.title = Some(typed);
        }
        entry.remarks.extend(cells(Column::Remark));
        entry.span = row.iter().map(|cell| cell.span).reduce(Span::cover).unwrap_or(entry.span);
        entry.entry = joined(row);
        people.push(entry);
    }
    Some(people)
}

/// `Anna Andersson, Borgholms kommun (via länk)`: name, then organisation or role, remarks in parentheses.
/// A member or role is known as well after a dash or in parentheses.
fn person(content: &[Inline], span: Span, organ: &Organ) -> Person {
    let flat = Flat::of(content);
    let (text, mut remarks) = without_remarks(&flat.text);
    let is_known = |part: &str| organ.member(part).is_some() || organ.is_role(part);
    let mut parts: Vec<&str> =
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if let [only] = parts[..]
        && let Some((name, rest)) = only.split_once(" – ").or_else(|| only.split_once(" - "))
        && is_known(rest.trim())
    {
        parts = vec![name.trim(), rest.trim()];
    }
    let name = if parts.is_empty() { String::new() } else { parts.remove(0).to_owned() };
    // The organisation is the part that is a member or a known role, else the last one.
    let known = parts.iter().rposition(|part| is_known(part));
    // What comes after an organisation that is known is a remark like those in parentheses.
    if let Some(index) = known {
        remarks.extend(parts.split_off(index + 1).into_iter().map(str::to_owned));
    }
    let mut organisation = parts.pop().map(str::to_owned);
    if organisation.is_none() {
        let index = remarks.iter().position(|remark| is_known(remark));
        organisation = index.map(|index| remarks.remove(index));
    }
    let mut places = Places { flat: &flat, whole: span, next: 0 };
    let name = places.of(name);
    Person {
        name,
        title: (!parts.is_empty()).then(|| places.of(parts.join(", "))),
        member: organisation.as_deref().and_then(|o| organ.member(o)).map(str::to_owned),
        organisation: organisation.map(|organisation| places.of(organisation)),
        remarks: remarks.into_iter().map(|remark| places.of(remark)).collect(),
        entry: content.to_vec(),
        span,
        item: None,
    }
}

/// Finds the places of the parts of an entry, which stand in it one after the other.
struct Places<'a> {
    flat: &'a Flat,
    /// Where the whole entry stands, for a part that was put together.
    whole: Span,
    /// Where the next part is looked for first.
    next: usize,
}

impl Places<'_> {
    fn of(&mut self, part: String) -> Spanned<String> {
        let text = &self.flat.text;
        let after = text.get(self.next..).and_then(|rest| Some(self.next + rest.find(&part)?));
        let found = after.or_else(|| text.find(&part)).filter(|_| !part.is_empty());
        let span = found.map_or(self.whole, |start| {
            self.next = start + part.len();
            self.flat.span(start..start + part.len())
        });
        Spanned::new(part, span)
    }
}

/// The cells of a row as running text, a line for each.
fn joined(row: &[Cell]) -> Vec<Inline> {
    let mut content: Vec<Inline> = Vec::new();
    for cell in row.iter().filter(|cell| !cell.content.is_empty()) {
        if let Some(last) = content.last() {
            let between = Span::new(last.span.end, cell.span.start.max(last.span.end));
            content.push(Inline { kind: InlineKind::HardBreak, span: between });
        }
        content.extend_from_slice(&cell.content);
    }
    content
}

/// The text without its parentheses, and what stood in them.
fn without_remarks(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut remarks) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find('(') {
        let Some((inside, tail)) = parenthesised(&rest[at..]) else { break };
        kept.push_str(rest[..at].trim_end());
        if !inside.trim().is_empty() {
            remarks.push(inside.trim().to_owned());
        }
        rest = tail;
    }
    kept.push_str(rest);
    (kept.trim().to_owned(), remarks)
}

/// The people of one organisation or role.
#[derive(Debug)]
pub struct Group<'a> {
    /// Organisation or role; none where nothing is known.
    pub name: Option<&'a str>,
    /// Is it a member of the body?
    pub is_member: bool,
    /// Its people, in the order of the list.
    pub people: Vec<&'a Person>,
}

/// People grouped by whom they stand for: the members in the order of the body, then the others in the
/// order of the list.
pub fn grouped<'a>(people: impl Iterator<Item = &'a Person>, organ: &Organ) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for person in people {
        let name = person.affiliation();
        let place = *places.entry(name.map(str::to_lowercase)).or_insert(groups.len());
        if place == groups.len() {
            let is_member = person.member.is_some();
            groups.push(Group { name, is_member, people: Vec::new() });
        }
        groups[place].people.push(person);
    }
    let place = |group: &Group<'_>| {
        organ
            .members
            .iter()
            .position(|member| group.is_member && Some(member.name.as_str()) == group.name)
            .unwrap_or(organ.members.len())
    };
    groups.sort_by_key(place);
    groups
}
