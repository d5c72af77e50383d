//! People in the lists of attendance (närvaro): who, from where, and how.

use crate::organ::Organ;
use crate::prose::{BlockKind, List, Table, plain};
use crate::source::{Span, Spanned};

/// One person in a list of attendance.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The whole entry.
    pub span: Span,
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
            [block] => match &block.kind {
                BlockKind::Paragraph(content) => {
                    Some(person(&plain(content), block.span, organ))
                }
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// The people of a table with a column for names.
pub(super) fn from_table(table: &Table, organ: &Organ) -> Option<Vec<Person>> {
    let headers: Vec<String> =
        table.head.iter().map(|cell| plain(&cell.content).to_lowercase()).collect();
    let column = |words: &[&str]| {
        headers.iter().position(|header| words.iter().any(|word| header.contains(word)))
    };
    let name = column(&["namn"])?;
    let organisation = column(&["organisation", "kommun", "roll", "representerar"]);
    let title = column(&["befattning", "titel", "funktion"]);
    let mut people = Vec::new();
    for row in &table.rows {
        let cell = |index: usize| {
            let cell = row.get(index)?;
            let text = plain(&cell.content).trim().to_owned();
            (!text.is_empty()).then(|| Spanned::new(text, cell.span))
        };
        let Some(cell_name) = cell(name) else { continue };
        let span = row.iter().map(|c| c.span).reduce(Span::cover).unwrap_or(cell_name.span);
        let mut entry = person(&cell_name.value, cell_name.span, organ);
        entry.span = span;
        if let Some(typed) = organisation.and_then(cell) {
            entry.member = organ.member(&typed.value).map(str::to_owned);
            entry.organisation = Some(typed);
        }
        if let Some(typed) = title.and_then(cell) {
            entry.title = Some(typed);
        }
        let known = [Some(name), organisation, title];
        entry.remarks.extend(
            (0..row.len()).filter(|index| !known.contains(&Some(*index))).filter_map(cell),
        );
        people.push(entry);
    }
    Some(people)
}

/// `Anna Andersson, Borgholms kommun (via länk)`: name, then organisation or role, remarks in parentheses.
/// A member or role is known as well after a dash or in parentheses.
fn person(text: &str, span: Span, organ: &Organ) -> Person {
    let (text, mut remarks) = without_remarks(text);
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
    let known = parts.iter().rposition(|part| is_known(part)).or(parts.len().checked_sub(1));
    let mut organisation = known.map(|index| parts.remove(index).to_owned());
    if organisation.is_none() {
        let index = remarks.iter().position(|remark| is_known(remark));
        organisation = index.map(|index| remarks.remove(index));
    }
    let spanned = |text: String| Spanned::new(text, span);
    Person {
        name: spanned(name),
        title: (!parts.is_empty()).then(|| spanned(parts.join(", "))),
        member: organisation.as_deref().and_then(|o| organ.member(o)).map(str::to_owned),
        organisation: organisation.map(spanned),
        remarks: remarks.into_iter().map(spanned).collect(),
        span,
    }
}

/// The text without its parentheses, and what stood in them.
fn without_remarks(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut remarks) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inside, tail)) = after.split_once(')') else { break };
        kept.push_str(before.trim_end());
        if !inside.trim().is_empty() {
            remarks.push(inside.trim().to_owned());
        }
        rest = tail;
    }
    kept.push_str(rest);
    (kept.trim().to_owned(), remarks)
}

impl Organ {
    /// The canonical name of the member that a text names, by name or alias.
    pub fn member(&self, text: &str) -> Option<&str> {
        let text = text.to_lowercase();
        let same = |name: &String| name.to_lowercase() == text;
        self.members
            .iter()
            .find(|member| same(&member.name) || member.aliases.iter().any(same))
            .map(|member| member.name.as_str())
    }

    /// Is it a role that stands where an organisation stands?
    pub fn is_role(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.roles.iter().any(|role| role.to_lowercase() == text)
    }
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
    for person in people {
        let name = person.affiliation();
        let key = name.map(str::to_lowercase);
        match groups.iter_mut().find(|group| group.name.map(str::to_lowercase) == key) {
            Some(group) => group.people.push(person),
            None => groups.push(Group {
                name,
                is_member: person.member.is_some(),
                people: vec![person],
            }),
        }
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
