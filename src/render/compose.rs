//! Minutes to a page: which words are printed, and in which order.

mod annexes;
mod poll;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::page::{
    Brief, BriefDecision, Contents, Entry, Fact, Footer, Group, MarkedPiece, Notes, Page,
    PageSection, People, Piece, RunIn, Shape, Signatures,
};
use crate::check::Facts;
use crate::model::attendance::grouped;
use crate::model::{
    Date, Element, Kind, Mark, Marked, Minutes, NextMeeting, Notice, Person, Role, Section,
    Status,
};
use crate::organ::Organ;
use crate::prose::{Block, BlockKind, Inline, InlineKind, each_run, plain};
use crate::source::Spanned;

/// Characters of a decision in short: what fits on one line of A4, or two of a telephone.
const BRIEF_LENGTH: usize = 110;

/// The words of a document, in reading order.
pub fn compose<'a>(minutes: &'a Minutes, organ: &'a Organ, facts: &Facts<'_>) -> Page<'a> {
    let date = minutes.date();
    let annex = annexes::kind(minutes);
    let heading = minutes.heading();
    let has_paragraphs = minutes.has_paragraphs();
    let files = facts.beside.iter();
    let files = files.map(|(named, file)| (named.clone(), file.place.clone())).collect();
    Page {
        organ,
        language: &minutes.language,
        document_title: annexes::document_title(&heading, annex.as_deref(), organ),
        date,
        day: date.filter(|_| minutes.parent.is_none() || annex.is_none()).map(Date::long),
        layout: minutes.kind,
        mark: annexes::mark(minutes),
        kind: annex.unwrap_or_else(|| minutes.kind.title().to_owned()),
        heading,
        draft: minutes.is_draft().then_some("Utkast – inte fastställt, kan komma att ändras"),
        facts: self::facts(minutes),
        contents: contents(minutes),
        brief: brief(minutes, organ),
        preamble: pieces(&minutes.preamble, None, minutes, organ),
        sections: minutes
            .sections
            .iter()
            .map(|it| page_section(it, minutes, organ, has_paragraphs))
            .collect(),
        annexes: annexes::list(minutes, facts),
        notes: (!minutes.footnotes.is_empty())
            .then_some(Notes { heading: "Noter", notes: &minutes.footnotes }),
        signatures: signatures(minutes),
        footer: footer(organ),
        anchors: minutes
            .anchors()
            .into_iter()
            .map(|(known, anchor)| (known.to_owned(), anchor.to_owned()))
            .rev()
            .collect::<BTreeMap<_, _>>(),
        files,
    }
}

fn facts(minutes: &Minutes) -> Vec<Fact> {
    let meeting = &minutes.meeting;
    let mut facts = annexes::facts(minutes);
    let mut fact = |label: &'static str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push(Fact { label, value, target: None });
        }
    };
    let text = |value: &Option<Spanned<String>>| value.as_ref().map(|it| it.value.clone());
    fact("Datum", minutes.date().map(|date| format!("{} {}", date.weekday(), date.long())));
    fact("Tid", text(&meeting.time));
    fact("Plats", text(&meeting.place));
    fact("Ordförande", text(&meeting.chair));
    fact("Sekreterare", text(&meeting.secretary));
    let adjusters: Vec<&str> = meeting.adjusters.iter().map(|a| a.value.as_str()).collect();
    fact("Justerare", Some(adjusters.join(", ")));
    fact("Diarienummer", minutes.registry_number().map(str::to_owned));
    let adjusted = meeting.adjusted.as_ref().map(|date| date.value.long());
    match (&meeting.status, adjusted) {
        (Some(Spanned { value: Status::Adjusted, .. }), Some(day)) => {
            fact("Status", Some(format!("{} {day}", status_name(Status::Adjusted))));
        }
        (status, day) => {
            fact("Status", status.as_ref().map(|it| status_name(it.value).to_owned()));
            fact("Justerat", day);
        }
    }
    if let Some(notice) = &meeting.notice {
        fact("Anslag", Some(notice_days(notice)));
        fact("Protokollet finns", text(&notice.place));
    }
    fact("Föregående möte", meeting.previous.as_ref().map(|date| date.value.long()));
    fact("Nästa möte", meeting.next.as_ref().map(next_meeting));
    facts
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "Utkast",
        Status::Adopted => "Fastställt",
        Status::Adjusted => "Justerat",
    }
}

/// "Uppsatt 11 december 2026, tas ned 4 januari 2027".
fn notice_days(notice: &Notice) -> String {
    let posted = notice.posted.as_ref().map(|date| format!("uppsatt {}", date.value.long()));
    let removed = notice.removed.as_ref().map(|date| format!("tas ned {}", date.value.long()));
    let days: Vec<String> = [posted, removed].into_iter().flatten().collect();
    capitalised(&days.join(", "))
}

fn next_meeting(next: &NextMeeting) -> String {
    let date = next.date.as_ref().map(|date| date.value.long());
    let time = next.time.as_ref().map(|time| time.value.clone());
    let place = next.place.as_ref().map(|place| place.value.clone());
    let parts: Vec<String> = [date, time, place].into_iter().flatten().collect();
    parts.join(", ")
}

/// Fewer sections than this are found without a list of them, where they are no items on an agenda.
const FEWEST_LISTED: usize = 7;

fn contents(minutes: &Minutes) -> Contents {
    let listed: Vec<&Section> = match minutes.kind {
        Kind::Minutes | Kind::Conference => minutes.sections.iter().collect(),
        // In slides the parts, as far as there are any.
        Kind::Slides => minutes.sections.iter().filter(|section| section.is_part).collect(),
        Kind::Notes | Kind::Annex if minutes.sections.len() < FEWEST_LISTED => Vec::new(),
        Kind::Notes | Kind::Annex => minutes.sections.iter().collect(),
    };
    let has_paragraphs = minutes.has_paragraphs();
    let entries = listed.into_iter().map(|section| Entry {
        number: item_number(section, has_paragraphs),
        text: section.title.clone(),
        anchor: section.anchor.clone(),
    });
    Contents { heading: "Innehåll", entries: entries.collect() }
}

fn brief(minutes: &Minutes, organ: &Organ) -> Brief {
    let mut decisions = Vec::new();
    for (_, marked) in minutes.decisions() {
        let Mark::Decision { number, anchor } = &marked.mark else { continue };
        let text = shortened(&decision_text(marked), organ);
        decisions.push(BriefDecision { number: *number, anchor: anchor.clone(), text });
    }
    // Only where the minutes say so: a decision that was not recognised is still one.
    let said = decisions.is_empty() && minutes.no_decisions.is_some();
    let none = said.then_some("Inga beslut fattades.");
    Brief { heading: "Beslut i korthet", decisions, none }
}

/// What was decided, with its clauses only where it is nothing without them.
fn decision_text(marked: &Marked) -> String {
    let mut text = String::new();
    for block in &marked.blocks {
        match &block.kind {
            BlockKind::Paragraph(content) if text.is_empty() => text = plain(content),
            BlockKind::List(list) if is_nothing_alone(&text) => {
                let mut clauses = Vec::new();
                for block in list.items.iter().flat_map(|item| &item.blocks) {
                    each_run(block, &mut |content| {
                        clauses.push(clause(&plain(content)).to_owned());
                    });
                }
                let blank = if text.is_empty() { "" } else { " " };
                text = format!("{}{blank}{}", text.trim_end(), clauses.join("; "));
            }
            _ => break,
        }
    }
    text
}

/// A clause without what ties it to the others: "att anta planen, och".
fn clause(text: &str) -> &str {
    let stops = [' ', '.', ';', ','];
    let text = text.trim().trim_end_matches(stops);
    let text = text.strip_prefix("att ").unwrap_or(text);
    let untied = [" och", " samt", " and"].iter().find_map(|tie| text.strip_suffix(tie));
    untied.map_or(text, |rest| rest.trim_end_matches(stops))
}

/// Does it say what was decided only with the list below: "LGL beslutar", "… att:"?
fn is_nothing_alone(text: &str) -> bool {
    let text = text.trim_end();
    let opening = text.trim_end_matches(':');
    text.is_empty()
        || [" att", " beslutar", " beslutade"].iter().any(|end| opening.ends_with(end))
        || (text.ends_with(':') && !opening.contains(" att "))
}

/// A decision without who decides, in one line: "Anta förslaget ”Målbild …”".
fn shortened(text: &str, organ: &Organ) -> String {
    let text = text.trim();
    let rest = organ.names().find_map(|name| {
        let head = text.get(..name.len())?;
        let same = head.to_lowercase() == name.to_lowercase();
        let rest = text[name.len()..].strip_prefix(" beslutar")?;
        same.then_some(rest)
    });
    let rest = rest.map_or(text, |rest| rest.trim_start());
    let rest = first_sentence(rest.strip_prefix("att ").unwrap_or(rest));
    let rest = rest.trim_end_matches(['.', ':', ';']);
    let mut letters = rest.chars();
    let opened: String = match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Beslut utan text".to_owned(),
    };
    if opened.chars().count() <= BRIEF_LENGTH {
        return opened;
    }
    let cut: String = opened.chars().take(BRIEF_LENGTH).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", words.trim_end_matches([',', ';', ':', '–', '”', '"']).trim_end())
}

/// The text up to the first stop that a capital follows. An initial or an abbreviation ends no sentence.
fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").find(|(at, _)| {
        let word = text[..*at].rsplit(char::is_whitespace).next().unwrap_or("");
        let is_word = word.chars().count() > 3 && !word.contains('.');
        is_word && text[at + 2..].trim_start().starts_with(char::is_uppercase)
    });
    ends.map_or(text, |(at, _)| &text[..at])
}

/// The number of an item as it is shown: `4`; or, where the minutes have them, its paragraph, `§ 12`.
fn item_number(section: &Section, has_paragraphs: bool) -> Option<String> {
    if has_paragraphs {
        let paragraph = section.paragraph.as_ref()?;
        // No line ends between the sign and its number.
        return Some(format!("§\u{a0}{}", paragraph.value));
    }
    section.number.map(|number| number.to_string())
}

fn page_section<'a>(
    section: &'a Section,
    minutes: &Minutes,
    organ: &Organ,
    has_paragraphs: bool,
) -> PageSection<'a> {
    PageSection {
        number: item_number(section, has_paragraphs),
        heading: &section.heading,
        anchor: &section.anchor,
        shape: shape(section),
        span: section.span,
        pieces: pieces(&section.elements, Some(section), minutes, organ),
    }
}

fn shape(section: &Section) -> Shape {
    if section.is_part {
        return Shape::Part;
    }
    if section.role == Some(Role::Agenda) {
        return Shape::Agenda;
    }
    let is_quote = |element: &Element| match element {
        Element::Prose(block) => matches!(block.kind, BlockKind::Quote(_)),
        _ => false,
    };
    match section.elements.as_slice() {
        [first] if is_quote(first) => Shape::Quote,
        [first, Element::Prose(Block { kind: BlockKind::Paragraph(_), .. })]
            if is_quote(first) =>
        {
            Shape::Quote
        }
        _ => Shape::Plain,
    }
}

fn pieces<'a>(
    elements: &'a [Element],
    section: Option<&Section>,
    minutes: &Minutes,
    organ: &Organ,
) -> Vec<Piece<'a>> {
    elements
        .iter()
        .map(|element| match element {
            Element::Prose(block) => prose(block, minutes.kind),
            Element::Subheading(sub) => Piece::Heading {
                level: sub.level,
                content: &sub.content,
                anchor: &sub.anchor,
                span: sub.span,
            },
            Element::Marked(marked) => Piece::Marked(marked_piece(marked)),
            Element::Scale(scale) => Piece::Scale(poll::scale(scale)),
            Element::Chart(chart) => Piece::Chart(poll::chart(chart)),
            Element::People(people) => {
                let title = section.map_or("", |section| section.title.as_str());
                Piece::People(self::people(title, people, minutes.kind, organ))
            }
        })
        .collect()
}

/// Running text, and what its first words in bold make of it.
fn prose(block: &Block, kind: Kind) -> Piece<'_> {
    let BlockKind::Paragraph(content) = &block.kind else { return Piece::Prose(block) };
    let Some((label, text)) = run_in(content) else { return Piece::Prose(block) };
    let words = plain(label);
    let span = block.span;
    if kind == Kind::Slides && is_key_figure(&words) {
        let text = Cow::Owned(without_lead(text));
        return Piece::KeyFigure(RunIn { label, text, span });
    }
    if words.trim_end().ends_with([':', '?']) || plain(text).starts_with(':') {
        return Piece::RunIn(RunIn { label, text: Cow::Borrowed(text), span });
    }
    Piece::Prose(block)
}

/// Running text without the blanks that it opens with.
fn without_lead(text: &[Inline]) -> Vec<Inline> {
    let mut text = text.to_vec();
    match text.first_mut().map(|first| &mut first.kind) {
        Some(InlineKind::Text(words)) => *words = words.trim_start().to_owned(),
        Some(InlineKind::SoftBreak | InlineKind::HardBreak) => {
            text.remove(0);
        }
        _ => {}
    }
    text
}

/// A paragraph that opens in bold and goes on without: the two parts.
fn run_in(content: &[Inline]) -> Option<(&[Inline], &[Inline])> {
    let (label, text) = content.split_at_checked(1)?;
    let InlineKind::Strong(_) = label[0].kind else { return None };
    (!plain(text).trim().is_empty()).then_some((label, text))
}

/// Letters of a number that is to be seen: "87 %", "1 250 kr", "4 av 10".
const KEY_FIGURE_LENGTH: usize = 14;

fn is_key_figure(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() <= KEY_FIGURE_LENGTH
        && words
            .trim_start_matches(['+', '-', '−', '±', '≈'])
            .starts_with(|c: char| c.is_ascii_digit())
        && !words.ends_with([':', '.'])
}

fn marked_piece(marked: &Marked) -> MarkedPiece<'_> {
    let (family, name) = match &marked.mark {
        Mark::Decision { .. } => ("decision", "Beslut"),
        Mark::Assignment => ("assignment", "Uppdrag"),
        Mark::Statement => ("statement", "Yttrande"),
        Mark::Dissent => ("dissent", "Reservation"),
        Mark::Note => ("note", "Protokollsanteckning"),
        Mark::Presenter => ("presenter", "Föredragare"),
        Mark::Annex => ("annex", "Bilaga"),
        Mark::Basis => ("basis", "Underlag"),
        Mark::Proposal => ("proposal", "Yrkande"),
        Mark::Vote => ("vote", "Omröstning"),
        Mark::Recusal => ("recusal", "Jäv"),
    };
    let anchor = match &marked.mark {
        Mark::Decision { anchor, .. } => Some(anchor.as_str()),
        _ => None,
    };
    let label = match (&marked.mark, &marked.about) {
        (Mark::Decision { anchor, number }, about) => {
            let about = about.as_ref().map(|about| format!(" ({})", about.value));
            let about = about.unwrap_or_default();
            match anchor.strip_prefix("beslut/") {
                Some(_) => format!("{name} {number}{about}"),
                None => format!("{name} {anchor}{about}"),
            }
        }
        (_, Some(about)) => format!("{name} ({})", about.value),
        (_, None) => name.to_owned(),
    };
    let responsible =
        marked.responsible.as_ref().map(|name| format!("Ansvarig: {}", name.value));
    let due = marked.due.as_ref().map(|date| date.value.long());
    let due = due.or_else(|| marked.due_text.as_ref().map(|typed| typed.value.clone()));
    let due = due.map(|due| format!("Senast: {due}"));
    let follow_up: Vec<String> = [responsible, due].into_iter().flatten().collect();
    MarkedPiece {
        family,
        label,
        anchor,
        blocks: &marked.blocks,
        follow_up: (!follow_up.is_empty()).then(|| follow_up.join(" · ")),
        span: marked.span,
    }
}

fn people(title: &str, people: &[Person], kind: Kind, organ: &Organ) -> People {
    let groups = grouped(people.iter(), organ);
    // Conferences have a hundred, and nobody's remark is worth a column of its own.
    let is_list = kind == Kind::Conference;
    let any_remark = people.iter().any(|person| !person.remarks.is_empty());
    let columns: &[&str] = match (is_list, any_remark) {
        (true, _) => &[],
        (false, true) => &["Organisation", "Namn", "Anmärkning"],
        (false, false) => &["Organisation", "Namn"],
    };
    let persons = match people.len() {
        1 => "1 person".to_owned(),
        number => format!("{number} personer"),
    };
    let unknown = if is_list && groups.len() == 1 { "" } else { "Ingen angiven" };
    let person = |person: &Person| {
        let (name, remark) = person_row(person);
        if is_list && !remark.is_empty() {
            return (format!("{name} ({remark})"), String::new());
        }
        (name, remark)
    };
    let groups = groups.into_iter().map(|group| Group {
        organisation: group.name.map_or_else(|| unknown.to_owned(), capitalised),
        people: group.people.into_iter().map(person).collect(),
    });
    People {
        summary: format!("{title}: {persons}"),
        columns: columns.to_vec(),
        groups: groups.collect(),
    }
}

fn person_row(person: &Person) -> (String, String) {
    let name = match &person.title {
        Some(title) => format!("{}, {}", person.name.value, title.value),
        None => person.name.value.clone(),
    };
    let remarks: Vec<&str> = person.remarks.iter().map(|r| r.value.as_str()).collect();
    (name, remarks.join(", "))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn signatures(minutes: &Minutes) -> Option<Signatures> {
    let meeting = &minutes.meeting;
    if meeting.adjusters.is_empty() {
        return None;
    }
    let secretary = meeting.secretary.iter().map(|name| (name.value.clone(), "Sekreterare"));
    let chair = meeting.chair.iter().map(|name| (name.value.clone(), "Ordförande"));
    let adjusters = meeting.adjusters.iter().map(|name| (name.value.clone(), "Justerare"));
    Some(Signatures {
        heading: "Underskrifter",
        signers: secretary.chain(chair).chain(adjusters).collect(),
    })
}

fn footer(organ: &Organ) -> Footer<'_> {
    let names: Vec<&str> = organ.members.iter().map(|member| member.name.as_str()).collect();
    Footer {
        name: &organ.name,
        tagline: &organ.tagline,
        rows: names.chunks(organ.look.footer_columns).map(<[&str]>::to_vec).collect(),
        separator: &organ.look.footer_separator,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_in_short_tells_its_clauses_where_it_says_nothing_without_them() {
        for text in
            ["", "LGL beslutar", "LGL beslutar:", "LGL beslutar att:", "LGL beslutar följande:"]
        {
            assert!(is_nothing_alone(text), "{text}");
        }
        for text in
            ["LGL beslutar att anta planen.", "LGL beslutar att hålla en kurs under 2027:"]
        {
            assert!(!is_nothing_alone(text), "{text}");
        }
        assert!(is_nothing_alone("LGL beslutar att uppmana kommunerna att:"));
    }

    #[test]
    fn a_clause_in_short_has_nothing_that_ties_it_to_the_next() {
        for (text, expected) in [
            ("att anta planen, och", "anta planen"),
            ("att anta planen samt", "anta planen"),
            ("att anta planen;", "anta planen"),
            ("att träffa barn och unga.", "träffa barn och unga"),
        ] {
            assert_eq!(clause(text), expected);
        }
    }

    #[test]
    fn a_decision_in_short_says_what_and_not_who() {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let table = [
            ("Länsgemensam ledning i samverkan beslutar att anta planen.", "Anta planen"),
            ("LGL beslutar att anta planen. Den gäller i två år.", "Anta planen"),
            (
                "LGL beslutar att utse Eva A. Ek till ordförande.",
                "Utse Eva A. Ek till ordförande",
            ),
            ("LGL beslutar att bjuda in bl.a. Kalmar kommun.", "Bjuda in bl.a. Kalmar kommun"),
            ("Att avslå förslaget", "Att avslå förslaget"),
            ("", "Beslut utan text"),
        ];
        for (text, expected) in table {
            assert_eq!(shortened(text, &organ), expected, "{text}");
        }
        let long = shortened(&"LGL beslutar att pröva saken, ".repeat(9), &organ);
        assert!(long.ends_with(" …") && long.chars().count() <= BRIEF_LENGTH + 2, "{long}");
    }
}
