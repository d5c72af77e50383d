//! Who presents an item (föredragare): people with name, title and organisation, with a label before them or without.
//!
//! Secretaries write them in many ways: "Namn, titel, Organisation; Namn, Organisation", "Namn och Namn",
//! "Namn titel Organisation. Namn titel Organisation", each on a line of its own.

use std::ops::Range;

use super::{Element, Mark, Marked, Minutes, Role, names, words};
use crate::organ::Organ;
use crate::organ::phrases::Meaning;
use crate::prose::{Block, BlockKind, Flat, Inline, InlineKind, plain};
use crate::source::{Span, Spanned};

/// The people who present an item, as one paragraph or list names them.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// The people, in the order of the text.
    pub people: Vec<Presenter>,
    /// Is the label Föredragare before them?
    pub is_labelled: bool,
    /// May a fix change the names? Not where all of it is stressed.
    pub is_plain: bool,
    /// Where it stands, label included.
    pub span: Span,
}

/// Somebody who presents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presenter {
    /// Given name and surname; or what stands in the place of a name.
    pub name: Spanned<String>,
    /// Is that a full name?
    pub is_named: bool,
    /// What they do.
    pub title: Option<Spanned<String>>,
    /// Where they come from: a member, a role, or something that looks like an organisation.
    pub organisation: Option<Spanned<String>>,
    /// Is the organisation a member of the body, or a role that it knows?
    pub is_known: bool,
    /// The word or mark that parts them from the one before in the same paragraph.
    pub joint: Option<Spanned<String>>,
}

impl Minutes {
    /// Everybody who presents an item, paragraph by paragraph.
    pub fn presentations(&self, organ: &Organ) -> Vec<Presentation> {
        let mut found = Vec::new();
        for section in &self.sections {
            if section.role.is_some_and(Role::is_attendance) {
                continue;
            }
            // The heading that the next paragraph stands right below.
            let mut heading = Some(section.heading.as_slice());
            for element in &section.elements {
                match element {
                    Element::Marked(marked) if marked.mark == Mark::Presenter => {
                        found.push(labelled(marked, self, organ));
                        heading = None;
                    }
                    Element::Marked(Marked { mark: Mark::Annex | Mark::Basis, .. }) => {}
                    Element::Subheading(own) => heading = Some(&own.content),
                    Element::Prose(Block { kind: BlockKind::Paragraph(content), span })
                        if heading.is_some() =>
                    {
                        let people = bare(content, *span, self, organ);
                        found.extend(people.filter(|_| heading.is_some_and(introduces)));
                        heading = heading.filter(|_| is_pointer(content, *span));
                    }
                    Element::Prose(_)
                    | Element::Marked(_)
                    | Element::People(_)
                    | Element::Scale(_)
                    | Element::Chart(_) => {
                        heading = None;
                    }
                }
            }
        }
        found
    }

    /// Everybody in a list of attendance.
    pub fn everybody(&self) -> impl Iterator<Item = &super::Person> {
        [Role::Attendance, Role::Others, Role::Absent]
            .into_iter()
            .flat_map(|role| self.people(role))
    }

    /// The names of all who are known to be at the meeting or to lead it.
    fn known_names(&self) -> impl Iterator<Item = &str> {
        let leaders = self.meeting.chair.iter().chain(&self.meeting.secretary);
        let leaders = leaders.chain(&self.meeting.adjusters);
        self.everybody()
            .map(|person| person.name.value.as_str())
            .chain(leaders.map(|name| name.value.as_str()))
    }
}

/// Is a heading one of an item that somebody may present? Names below "Val av justerare" are those elected.
fn introduces(heading: &[Inline]) -> bool {
    const OTHERS: [&str; 11] = [
        "juster",
        "val av",
        "sekreterare",
        "ordförande",
        "ledam",
        "ledamöter",
        "deltag",
        "medverkande",
        "representant",
        "underskrift",
        "kontakt",
    ];
    let heading = plain(heading).to_lowercase();
    !OTHERS.iter().any(|word| heading.contains(word))
}

/// Is a paragraph only a link or the number of an annex, so that the presenter may still follow?
fn is_pointer(content: &[Inline], span: Span) -> bool {
    /// "Bilaga 12 och 13, bildspel", in bytes.
    const LONGEST: usize = 40;
    matches!(content, [Inline { kind: InlineKind::Link(_), .. }])
        || (span.end - span.start < LONGEST
            && words::prefix(plain(content).trim_start(), "bilaga ").is_some())
}

fn labelled(marked: &Marked, minutes: &Minutes, organ: &Organ) -> Presentation {
    let mut people = Vec::new();
    for content in marked.blocks.iter().flat_map(paragraphs) {
        people.extend(Line::of(content, minutes, organ).people());
    }
    let is_plain = !marked.is_stressed();
    Presentation { people, is_labelled: true, is_plain, span: marked.span }
}

/// The paragraphs of a block: its own, or those of the items of a list.
fn paragraphs(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(content) => vec![content],
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).flat_map(paragraphs).collect()
        }
        _ => Vec::new(),
    }
}

/// A paragraph that is nothing but people, one of whom at least is known.
fn bare(
    content: &[Inline],
    span: Span,
    minutes: &Minutes,
    organ: &Organ,
) -> Option<Presentation> {
    let (content, is_stressed) = match content {
        [Inline { kind: InlineKind::Emphasis(inner), .. }] => (inner.as_slice(), true),
        _ => (content, false),
    };
    if !may_be_people(content, span) {
        return None;
    }
    let line = Line::of(content, minutes, organ);
    let text = line.flat.text.trim();
    let is_sentence = text.ends_with(['!', '?', ':']) || (text.ends_with('.') && !is_stressed);
    if is_sentence || names::leading_name(text).is_none() {
        return None;
    }
    let people = line.people();
    let is_listed = |person: &Presenter| {
        minutes.known_names().any(|name| names::is_same_person(name, &person.name.value))
    };
    let is_clean = line.segments().iter().all(|(_, own)| line.is_clean(own));
    let holds = is_clean
        && people.iter().all(|person| person.is_named)
        && people.iter().any(|person| person.is_known || is_listed(person));
    holds.then_some(Presentation { people, is_labelled: false, is_plain: !is_stressed, span })
}

/// A look at how a paragraph opens and how long it is, before its people are searched for.
fn may_be_people(content: &[Inline], span: Span) -> bool {
    /// Three people with title and organisation, in bytes.
    const LONGEST: usize = 300;
    let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first() else {
        return false;
    };
    span.end - span.start <= LONGEST && names::leading_name(text.trim_start()).is_some()
}

/// The people of one text.
struct Line<'a> {
    flat: Flat,
    /// Where its lines break, in bytes of its text.
    breaks: Vec<usize>,
    minutes: &'a Minutes,
    organ: &'a Organ,
    /// Its characters in lower case, byte for byte at the same places.
    lower: String,
    /// Its words without the marks round them, in bytes of its text.
    words: Vec<Range<usize>>,
}

impl<'a> Line<'a> {
    fn of(content: &[Inline], minutes: &'a Minutes, organ: &'a Organ) -> Self {
        let mut at = 0;
        let mut breaks = Vec::new();
        for inline in content {
            if matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak) {
                breaks.push(at);
            }
            at += plain(std::slice::from_ref(inline)).len();
        }
        let flat = Flat::of(content);
        let lower = super::text::words::lower(&flat.text);
        let start_of = |part: &str| part.as_ptr() as usize - lower.as_ptr() as usize;
        let words = lower
            .split(|c: char| c.is_whitespace() || "(),;/".contains(c))
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(|word| start_of(word)..start_of(word) + word.len())
            .collect();
        Self { flat, breaks, minutes, organ, lower, words }
    }

    /// The name of a member, a role or the body that begins at a place: where it ends and what it names.
    fn known(&self, at: usize) -> Option<(usize, Meaning)> {
        let first = self.words.partition_point(|word| word.start < at);
        let word = |index: usize| self.words.get(index).map(|range| &self.lower[range.clone()]);
        let hit = self.organ.phrases.at(first, &word).filter(|hit| hit.ending == 0)?;
        let last = self.words.get(first + hit.words - 1)?;
        Some((last.end, hit.meaning))
    }

    fn people(&self) -> Vec<Presenter> {
        self.segments().into_iter().filter_map(|(joint, own)| self.person(joint, own)).collect()
    }

    /// The text of each person, with what parts them from the one before.
    fn segments(&self) -> Vec<(Option<Range<usize>>, Range<usize>)> {
        let text = &self.flat.text;
        let mut segments = Vec::new();
        let (mut joint, mut start) = (None, 0);
        for (at, byte) in text.bytes().enumerate() {
            // Every sign that may part two people is a byte long.
            if at < start || !matches!(byte, b' ' | b',' | b'.' | b';' | b'/') {
                continue;
            }
            // What comes on the next line, and is no person, is the text of the item.
            if self.breaks.contains(&at)
                && self.is_complete(start..at)
                && !self.opens_person(at)
            {
                segments.push((joint, trimmed(text, start..at)));
                return segments;
            }
            if let Some(end) = self.joint(at, byte) {
                let own = trimmed(text, start..at);
                if !own.is_empty() {
                    segments.push((joint.take(), own));
                }
                joint = Some(at..end);
                start = end;
            }
        }
        let own = trimmed(text, start..text.len());
        if !own.is_empty() {
            segments.push((joint, own));
        }
        segments
    }

    /// Does a person's text end with an organisation that is known?
    fn is_complete(&self, own: Range<usize>) -> bool {
        let own = trimmed(&self.flat.text, own);
        self.organisation(&own, false).is_some()
    }

    /// Where what parts two people ends, if it begins here.
    fn joint(&self, at: usize, sign: u8) -> Option<usize> {
        let text = &self.flat.text;
        let after = at + 1;
        let rest = &text[after..];
        match sign {
            b';' => Some(after),
            b'/' => self.opens_person(after).then_some(after),
            b'.' => {
                let before = text[..at].rsplit(' ').next().unwrap_or("");
                let is_initial = before.chars().nth(1).is_none();
                (!is_initial && rest.starts_with(' ') && self.opens_person(after + 1))
                    .then_some(after)
            }
            b',' => {
                let name = rest.strip_prefix(' ')?;
                let length = names::leading_name(name)?.len();
                let closes = name[length..].is_empty()
                    || name[length..].starts_with([',', ';'])
                    || name[length..].starts_with(" och ");
                let name = &name[..length];
                let is_known =
                    self.minutes.known_names().any(|known| names::is_same_person(known, name));
                (closes && is_known).then_some(after)
            }
            b' ' => {
                let words = ["och ", "samt ", "& "];
                let word = words.into_iter().find(|word| rest.starts_with(word));
                if let Some(word) = word {
                    let end = after + word.len();
                    return self.opens_person(end).then_some(end);
                }
                let is_break = self.breaks.contains(&at) && !text[..at].ends_with(',');
                (is_break && self.opens_person(after)).then_some(after)
            }
            _ => None,
        }
    }

    /// Does a person's name begin here, and no organisation's?
    fn opens_person(&self, at: usize) -> bool {
        let rest = &self.flat.text[at..];
        let at = at + (rest.len() - rest.trim_start().len());
        let at = at + title_before(&self.lower[at..]);
        names::leading_name(&self.flat.text[at..]).is_some() && !self.opens_organisation(at)
    }

    fn opens_organisation(&self, at: usize) -> bool {
        matches!(self.known(at), Some((_, Meaning::Member(_) | Meaning::Body)))
    }

    /// The parts of a person's text that commas and parentheses part, the name first.
    fn parts(&self, own: &Range<usize>) -> Vec<Range<usize>> {
        let text = &self.flat.text;
        let mut parts = Vec::new();
        let mut start = own.start;
        let ends = text[own.clone()]
            .match_indices([',', '(', ')'])
            .map(|(at, _)| own.start + at)
            .chain(std::iter::once(own.end));
        for end in ends {
            let part = trimmed(text, start..end);
            if !part.is_empty() && !is_remark(&text[part.clone()]) {
                parts.push(part);
            }
            start = (end + 1).min(own.end);
        }
        parts
    }

    fn is_clean(&self, own: &Range<usize>) -> bool {
        let parts = self.parts(own);
        let text = |part: &Range<usize>| &self.flat.text[part.clone()];
        let Some((name, rest)) = parts.split_first() else { return true };
        let is_short = rest.iter().all(|part| text(part).split(' ').count() <= 8);
        let ends_well = rest.len() < 2
            || rest.last().is_some_and(|last| self.organisation(last, true).is_some());
        names::is_name(text(name)) && is_short && ends_well
    }

    fn person(&self, joint: Option<Range<usize>>, own: Range<usize>) -> Option<Presenter> {
        let text = &self.flat.text;
        let mut parts = self.parts(&own);
        if parts.is_empty() {
            return None;
        }
        let first = parts.remove(0);
        let before = title_before(&self.lower[first.clone()]);
        let start = first.start + before;
        let length = names::leading_name(&text[start..first.end])
            .filter(|_| !self.opens_organisation(start));
        let name = length.map_or(first.clone(), |name| start..start + name.len());
        let mut title = (before > 0 && length.is_some()).then_some(first.start..start);
        if length.is_some() && name.end < first.end {
            parts.insert(0, trimmed(text, name.end..first.end));
        }
        let mut organisation = None;
        for (index, part) in parts.iter().enumerate().rev() {
            if organisation.is_some() {
                title.get_or_insert(part.clone());
            } else if let Some(found) = self.organisation(part, index + 1 == parts.len()) {
                let before = trimmed(text, part.start..found.start);
                if !before.is_empty() {
                    title = Some(before);
                }
                organisation = Some(found);
            } else {
                title.get_or_insert(part.clone());
            }
        }
        let spanned = |range: Range<usize>| {
            let range = trimmed(text, range);
            Spanned::new(text[range.clone()].to_owned(), self.flat.span(range))
        };
        let is_known = organisation.as_ref().is_some_and(|range| self.is_known(range));
        Some(Presenter {
            is_named: length.is_some(),
            name: spanned(name),
            title: title.map(spanned),
            organisation: organisation.map(spanned),
            is_known,
            joint: joint.map(|joint| {
                Spanned::new(text[joint.clone()].to_owned(), self.flat.span(joint))
            }),
        })
    }

    /// Is it, from end to end, the name of a member or a role?
    fn is_known(&self, range: &Range<usize>) -> bool {
        self.known(range.start).is_some_and(|(end, meaning)| {
            end == range.end && matches!(meaning, Meaning::Member(_) | Meaning::Role(_))
        })
    }

    /// The part of a text that names an organisation: the member or role that it ends with; or, where the text
    /// is the last of its person's, all of it if it looks like one.
    fn organisation(&self, part: &Range<usize>, is_last: bool) -> Option<Range<usize>> {
        let text = &self.flat.text[part.clone()];
        let starts = self.words.iter().map(|word| word.start);
        let mut starts = starts.filter(|start| part.contains(start));
        if let Some(start) = starts.find(|start| self.is_known(&(*start..part.end))) {
            return Some(start..part.end);
        }
        (is_last && looks_like_organisation(text)).then(|| part.clone())
    }
}

/// The bytes of a title that stands before a name: "ordföranden Rut Regnholm". In lower case.
fn title_before(lower: &str) -> usize {
    const ENDINGS: [&str; 10] = [
        "chef",
        "direktör",
        "handläggare",
        "ledare",
        "ordförande",
        "ordnare",
        "sekreterare",
        "strateg",
        "utvecklare",
        "rektor",
    ];
    let mut end = 0;
    for word in lower.split_inclusive(' ') {
        let title = word.trim_end();
        let is_title = title == "vice"
            || ["", "n", "en"].into_iter().any(|definite| {
                let stem = title.strip_suffix(definite);
                stem.is_some_and(|stem| ENDINGS.iter().any(|ending| stem.ends_with(ending)))
            });
        if !is_title {
            break;
        }
        end += word.len();
    }
    end
}

/// How somebody took part is no title: "via länk".
fn is_remark(part: &str) -> bool {
    ["via ", "digital", "på distans", "online", "på länk"]
        .iter()
        .any(|remark| words::prefix(part, remark).is_some())
}

/// A capital, an ending of organisations, or a preposition before a capital: "jurist vid Länsstyrelsen".
fn looks_like_organisation(text: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "kommun",
        "kommunen",
        "region",
        "regionen",
        "län",
        "styrelsen",
        "förbundet",
        "föreningen",
        "myndigheten",
        "universitetet",
        "högskolan",
        "förvaltningen",
    ];
    let is_capital = |text: &str| text.starts_with(char::is_uppercase);
    is_capital(text)
        || ENDINGS.iter().any(|ending| text.ends_with(ending))
        || [" vid ", " på ", " hos ", " från "]
            .iter()
            .any(|word| text.split(word).skip(1).any(is_capital))
}

/// A range without the blanks at its ends and without a last full stop.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().trim_end_matches('.').trim_end().len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use crate::model;
    use crate::parse::parse;
    use crate::source::Source;

    /// What is found in an item whose only text is this: `name / title / organisation`, `?` before what is no name.
    fn people(body: &str) -> Vec<String> {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let list = "## Närvarande\n\n- Rut Ask, Nybro kommun\n- Bo Ek Dal, SKR\n";
        let source = Source::new("a.md", format!("## Nära vård\n\n{body}\n\n{list}"));
        let (minutes, _) = model::read(parse(&source).0, &organ);
        let mut shown = Vec::new();
        for presentation in minutes.presentations(&organ) {
            for person in presentation.people {
                let part = |part: Option<crate::source::Spanned<String>>| {
                    part.map_or("–".to_owned(), |part| {
                        assert_eq!(source.slice(part.span), part.value);
                        part.value
                    })
                };
                let sign = if person.is_named { "" } else { "?" };
                let (title, organisation) = (part(person.title), part(person.organisation));
                shown.push(format!("{sign}{} / {title} / {organisation}", person.name.value));
            }
        }
        shown
    }

    #[test]
    fn presenters_are_told_apart_however_they_are_written() {
        let table: [(&str, &[&str]); 15] = [
            (
                "Föredragare: Rut Ask, chef, Nybro kommun; Bo Ek, SKR",
                &["Rut Ask / chef / Nybro kommun", "Bo Ek / – / SKR"],
            ),
            ("Föredragare: Rut Ask och Bo Ek", &["Rut Ask / – / –", "Bo Ek / – / –"]),
            (
                "Föredragare: Rut Ask skolchef Nybro kommun. Bo Ek skolchef Torsås kommun",
                &["Rut Ask / skolchef / Nybro kommun", "Bo Ek / skolchef / Torsås kommun"],
            ),
            (
                "*Föredragare: Rut Ask, samordnare Nära vård, kommunförbundet i Kalmar län.\nBo Ek, Region Kalmar län.*",
                &[
                    "Rut Ask / samordnare Nära vård / kommunförbundet i Kalmar län",
                    "Bo Ek / – / Region Kalmar län",
                ],
            ),
            (
                "Föredragare: Maj Dal Lind, kommunförbundet Kalmar län och Bo Ek, Region Kalmar län.",
                &[
                    "Maj Dal Lind / – / kommunförbundet Kalmar län",
                    "Bo Ek / – / Region Kalmar län",
                ],
            ),
            (
                "Föredragare: Rut Ask, Handläggare, Avdelning Ekonomi och styrning, SKR",
                &["Rut Ask / Avdelning Ekonomi och styrning / SKR"],
            ),
            (
                "Föredragare: Rut Ask, Bo Ek och Maj Dal",
                &["Rut Ask / – / –", "Bo Ek / – / –", "Maj Dal / – / –"],
            ),
            ("Föredragare: Rut Ask/Bo Ek", &["Rut Ask / – / –", "Bo Ek / – / –"]),
            ("Föredragare: ordföranden Rut Ask (via länk)", &["Rut Ask / ordföranden / –"]),
            (
                "Föredragare: Ekonomichef Rut Ask, utvecklare Region Kalmar län\nGrupperna får två frågor;",
                &["Rut Ask / utvecklare / Region Kalmar län"],
            ),
            ("Föredragare: Region Kalmar län", &["?Region Kalmar län / – / –"]),
            ("Föredragare: verksamhetschefen", &["?verksamhetschefen / – / –"]),
            (
                "Föredragare:\n\n- Rut Ask, SKR\n- Bo Ek, SKR",
                &["Rut Ask / – / SKR", "Bo Ek / – / SKR"],
            ),
            ("Rut Ask och Bo Dal Ek", &["Rut Ask / – / –", "Bo Dal Ek / – / –"]),
            ("*Kaj Alm, jurist, Torsås kommun*", &["Kaj Alm / jurist / Torsås kommun"]),
        ];
        for (body, expected) in table {
            assert_eq!(people(body), expected, "{body}");
        }
    }

    #[test]
    fn a_sentence_about_people_is_no_presentation() {
        for body in [
            "Rut Ask hälsar alla välkomna",
            "Rut Ask, Nybro kommun, hälsar alla välkomna",
            "Rut Ask och Bo Ek.",
            "Kaj Alm och Ulf Ö Berg",
            "Nybro kommun, Torsås kommun",
            "Nära vård, Rut Ask",
        ] {
            assert_eq!(people(body), Vec::<String>::new(), "{body}");
        }
    }
}
