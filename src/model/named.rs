//! Persons wherever a document says who somebody is: in the front matter, in the lists, before what they present.

use std::ops::Range;

use super::names::{is_name, is_title, leading_name};
use super::text::{Run, RunKind};
use super::{Mark, Minutes, Person, Role};
use crate::organ::{Naming, Organ};
use crate::source::{Span, Spanned};

/// As what a document names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Ordförande.
    Chair,
    /// Sekreterare.
    Secretary,
    /// Justerare.
    Adjuster,
    /// In a list of attendance.
    Listed(Role),
    /// Föredragare.
    Presenter,
    /// Whose statement or dissent it is.
    Author,
    /// Ansvarig.
    Responsible,
}

/// A person, or an organisation that speaks for itself, as the document names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As what.
    pub standing: Standing,
    /// The member that the organisation is, by its index, and how it is written.
    pub member: Option<(usize, Naming)>,
    /// Does something that is no title stand between the name and what stands where the organisation belongs?
    /// Then that may be where it lies: "Eva Ek, Folktandvården, Nybro".
    pub follows_other: bool,
    opening: Option<Typed>,
    /// How many bytes of the opening are the name.
    name_length: usize,
    organisation: Option<Typed>,
}

/// A part as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    text: String,
    span: Span,
    is_editable: bool,
}

/// A part of it with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// Does the source have these very characters there, and may a fix replace them?
    pub is_editable: bool,
}

impl Named {
    /// What stands first, before a comma: the name as it is typed, whatever form it has.
    pub fn opening(&self) -> Option<Part<'_>> {
        self.opening.as_ref().map(Typed::part)
    }

    /// The name; none where an organisation or a group stands alone.
    pub fn name(&self) -> Option<Part<'_>> {
        let Part { text, span, is_editable } = self.opening()?;
        let name = text.get(..self.name_length).filter(|name| !name.is_empty())?;
        let end = if is_editable { span.start + name.len() } else { span.end };
        Some(Part { text: name, span: Span::new(span.start, end), is_editable })
    }

    /// What stands where an organisation belongs.
    pub fn organisation(&self) -> Option<Part<'_>> {
        self.organisation.as_ref().map(Typed::part)
    }
}

impl Typed {
    fn part(&self) -> Part<'_> {
        Part { text: &self.text, span: self.span, is_editable: self.is_editable }
    }

    /// A part of an entry: what is stressed or quoted there stays as it is.
    fn within(value: &Spanned<String>, run: Option<&Run>) -> Self {
        let is_shielded = run.is_some_and(|run| {
            run.shields.iter().any(|shield| {
                let shield = run.span_of(shield.clone());
                shield.start < value.span.end && value.span.start < shield.end
            })
        });
        let is_editable = is_verbatim(value) && !is_shielded;
        Self { text: value.value.clone(), span: value.span, is_editable }
    }
}

/// Does the source have these very characters? What was changed on its way has another length.
fn is_verbatim(value: &Spanned<String>) -> bool {
    value.span.end - value.span.start == value.value.len()
}

/// Everybody that a document names with what they are: officers first, then in the order of the text.
pub(super) fn find(minutes: &Minutes, runs: &[Run], organ: &Organ) -> Vec<Named> {
    let mut found = Vec::with_capacity(64);
    let mut value = |standing, value: &Spanned<String>| {
        let place = |range: Range<usize>| {
            if is_verbatim(value) {
                (Span::from(range).shift(value.span.start), true)
            } else {
                (value.span, false)
            }
        };
        people_in(&value.value, &place, standing, organ, &mut found);
    };
    let meeting = &minutes.meeting;
    meeting.chair.iter().for_each(|chair| value(Standing::Chair, chair));
    meeting.secretary.iter().for_each(|secretary| value(Standing::Secretary, secretary));
    meeting.adjusters.iter().for_each(|adjuster| value(Standing::Adjuster, adjuster));
    for (_, marked) in minutes.marked() {
        marked.about.iter().for_each(|about| value(Standing::Author, about));
        marked.responsible.iter().for_each(|who| value(Standing::Responsible, who));
    }
    for run in runs.iter().filter(|run| run.mark == Some(Mark::Presenter)) {
        let place = |range: Range<usize>| match run.editable(range.clone()) {
            Some(span) => (span, true),
            None => (run.span_of(range), false),
        };
        people_in(run.text(), &place, Standing::Presenter, organ, &mut found);
    }
    let mut runs = runs.iter().filter(|run| run.kind == RunKind::Person).peekable();
    for (role, person) in listed(minutes) {
        while runs.next_if(|run| run.span.start < person.span.start).is_some() {}
        let run = runs.peek().copied().filter(|run| run.span == person.span);
        found.push(listed_person(person, Standing::Listed(role), run, organ));
    }
    found
}

/// An entry of a list. One may name an organisation and nobody: "- Torsås kommun".
fn listed_person(
    person: &Person,
    standing: Standing,
    run: Option<&Run>,
    organ: &Organ,
) -> Named {
    let name = Typed::within(&person.name, run);
    let Some(typed) = &person.organisation else {
        let member = organ.member_named(&name.text);
        let is_member = member.is_some();
        return Named {
            standing,
            member,
            follows_other: false,
            name_length: if is_member { 0 } else { name.text.len() },
            opening: (!is_member).then(|| name.clone()),
            organisation: is_member.then_some(name),
        };
    };
    Named {
        standing,
        member: organ.member_named(&typed.value),
        follows_other: person.title.as_ref().is_some_and(|title| !is_title(&title.value)),
        name_length: name.text.len(),
        opening: Some(name),
        organisation: Some(Typed::within(typed, run)),
    }
}

/// Everybody in the lists of attendance in the order of the text, with the list.
pub fn listed(minutes: &Minutes) -> impl Iterator<Item = (Role, &Person)> {
    minutes
        .elements()
        .filter_map(|(section, element)| {
            let role = section?.role?;
            match element {
                super::Element::People(people) => Some(people.iter().map(move |p| (role, p))),
                _ => None,
            }
        })
        .flatten()
}

/// `Eva Ek, skolchef, Nybro kommun; Bo Bok, SKR`: the people of a line.
fn people_in(
    text: &str,
    place: &dyn Fn(Range<usize>) -> (Span, bool),
    standing: Standing,
    organ: &Organ,
    found: &mut Vec<Named>,
) {
    let typed = |text: &str, start: usize| {
        let (span, is_editable) = place(start..start + text.len());
        Typed { text: text.to_owned(), span, is_editable }
    };
    let mut open: Option<Named> = None;
    // Is the organisation one that the body knows, so that nothing more is to come?
    let mut is_closed = false;
    for segment in segments(text) {
        found.extend(open.take());
        for (start, piece) in pieces(text, segment) {
            let member = organ.member_named(piece);
            if open.is_none() || (is_closed && member.is_none() && is_name(piece)) {
                found.extend(open.take());
                let name = leading_name(piece).filter(|_| member.is_none());
                open = Some(Named {
                    standing,
                    member,
                    follows_other: false,
                    opening: member.is_none().then(|| typed(piece, start)),
                    name_length: name.map_or(0, str::len),
                    organisation: member.is_some().then(|| typed(piece, start)),
                });
                is_closed = member.is_some();
            } else if let Some(open) = &mut open
                && !is_closed
            {
                // The last part is the organisation, unless one that is known came before.
                let before = open.organisation.replace(typed(piece, start));
                open.follows_other |= before.is_some_and(|before| !is_title(&before.text));
                open.member = member;
                is_closed = member.is_some() || organ.is_role(piece);
            }
        }
    }
    found.extend(open);
}

/// The parts of a range between commas, with their starts, without what stands in parentheses after them.
fn pieces(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut start = range.start;
    text[range].split(',').filter_map(move |piece| {
        let at = start;
        start += piece.len() + 1;
        let bare = piece.split('(').next().unwrap_or(piece);
        let lead = bare.len() - bare.trim_start().len();
        let bare = bare.trim().trim_end_matches('.');
        (!bare.is_empty()).then_some((at + lead, bare))
    })
}

/// The ranges of a line that are about one person each, or about several that only commas divide.
fn segments(text: &str) -> Vec<Range<usize>> {
    let mut segments = Vec::with_capacity(2);
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if at < start {
            continue;
        }
        let rest = &text[at..];
        let length = match c {
            ';' => 1,
            // A sentence of its own: "Eva Ek, SKR. Bo Bok, SKR." An initial ends none.
            '.' if rest.starts_with(". ") && opens_person(&rest[2..]) => {
                let before = text[start..at].rsplit(' ').next().unwrap_or("");
                if before.chars().nth(1).is_some() { 2 } else { 0 }
            }
            ' ' if rest.starts_with(" och ") && opens_person(&rest[5..]) => 5,
            ' ' if rest.starts_with(" samt ") && opens_person(&rest[6..]) => 6,
            _ => 0,
        };
        if length > 0 {
            segments.push(start..at);
            start = at + length;
        }
    }
    segments.push(start.min(text.len())..text.len());
    segments
}

/// Does a text open with a name that ends at a mark or at the end?
fn opens_person(text: &str) -> bool {
    let text = text.split(" och ").next().unwrap_or(text);
    let head = text.split([',', ';', '(']).next().unwrap_or(text);
    is_name(head.trim().trim_end_matches('.')) || {
        // "Ola Ek skolchef Nybro kommun": a title right after the name.
        leading_name(head).is_some_and(|name| {
            let next = head[name.len()..].split_whitespace().next().unwrap_or("");
            super::names::is_title_word(next)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{self, Text};
    use crate::parse::parse;
    use crate::source::Source;

    fn shown(body: &str) -> Vec<String> {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let text = format!("---\ndatum: 2026-12-04\nordförande: Rut Ek (S)\n---\n\n{body}\n");
        let source = Source::new("a.md", text);
        let (minutes, _) = model::read(parse(&source).0, &organ);
        let text = Text::of(&minutes, &organ);
        let part = |part: Option<Part<'_>>| match part {
            Some(part) if part.is_editable => {
                assert_eq!(source.slice(part.span), part.text);
                part.text.to_owned()
            }
            Some(part) => format!("~{}", part.text),
            None => "-".to_owned(),
        };
        let each = text
            .named
            .iter()
            .map(|n| format!("{} @ {}", part(n.name()), part(n.organisation())));
        each.collect()
    }

    #[test]
    fn people_are_found_wherever_they_are_named() {
        let table: [(&str, &[&str]); 10] = [
            (
                "Föredragare: Eva Ek, chef, Nybro kommun; Bo Bok, SKR",
                &["Eva Ek @ Nybro kommun", "Bo Bok @ SKR"],
            ),
            (
                "Föredragare: Eva Ek, Nybro kommun och Bo Bok, SKR.",
                &["Eva Ek @ Nybro kommun", "Bo Bok @ SKR"],
            ),
            (
                "Föredragare: Eva Ek, chef vård och omsorg, Nybro kommun",
                &["Eva Ek @ Nybro kommun"],
            ),
            (
                "Föredragare: Ada Ek chef Nybro kommun. Ola Ek chef SKR",
                &["Ada Ek @ -", "Ola Ek @ -"],
            ),
            (
                "Föredragare: Eva Ek, Nybro kommun, Bo Bok, Torsås kommun",
                &["Eva Ek @ Nybro kommun", "Bo Bok @ Torsås kommun"],
            ),
            ("Yttrande (Eva Ek, Nybro): Ja.", &["Eva Ek @ Nybro"]),
            ("**Reservation (Nybro kommun):** Nej.", &["- @ Nybro kommun"]),
            (
                "Beslut: LGL beslutar att mötas.\nAnsvarig: Eva Ek, Nybro. Senast: 2026-12-05",
                &["Eva Ek @ Nybro"],
            ),
            ("## Frånvarande\n\n- Torsås kommun", &["- @ Torsås kommun"]),
            (
                "## Närvaro\n\n- *Eva Ek*, Nybro kommun\n- Bo Bok (SKR)",
                &["~Eva Ek @ Nybro kommun", "Bo Bok @ -"],
            ),
        ];
        for (body, expected) in table {
            let found = shown(body);
            assert_eq!(found[0], "Rut Ek @ -");
            assert_eq!(found[1..], *expected, "{body}");
        }
    }
}
