//! Finds the headings: numbered lines, known words, bold lines, and short lines above running text.

use super::lines::{self, Kind, Line, Shape};
use super::names::{self, Numbered, Sign};
use super::outline::{self, Candidate, Part, UNEXPLAINED};
use crate::model::{Mark, Role, words};
use crate::organ::Organ;

/// Turns the lines that act as headings into headings.
pub(super) fn mark(lines: &mut Vec<Line>, shape: Shape, organ: &Organ) {
    if shape != Shape::Format {
        wrapped(lines);
        decisions(lines, organ);
    }
    let has_items = numbered(lines, shape, organ);
    attendance_on_one_line(lines, organ);
    known(lines, organ);
    bold(lines, has_items, organ);
    titles(lines, has_items, organ);
    drop_numbers(lines, organ);
}

/// A numbered title that goes on, in lower case, on a second line.
fn wrapped(lines: &mut Vec<Line>) {
    /// A title's second line is no longer than this, in characters.
    const SECOND: usize = 60;
    for at in 0..lines.len() {
        let Some(next) = lines.get(at + 1) else { break };
        let goes_on = next.is_text()
            && next.text.starts_with(char::is_lowercase)
            && next.text.chars().count() <= SECOND;
        let ends = lines
            .get(at + 2)
            .is_none_or(|line| !line.is_text() || line.text.starts_with(char::is_uppercase));
        if goes_on && ends && names::numbered(&lines[at]).is_some() {
            let whole = format!("{} {}", lines[at].text, next.text);
            if names::is_title(&whole) {
                lines[at].text = whole;
                lines.remove(at + 1);
            }
        }
    }
}

/// A decision right below its title, or below another sentence, opens a paragraph.
fn decisions(lines: &mut Vec<Line>, organ: &Organ) {
    let mut at = 1;
    while at < lines.len() {
        let above = &lines[at - 1];
        let opens = at == 1 || !lines[at - 2].is_text() || names::numbered(above).is_some();
        let is_title = opens && above.text.chars().count() <= 70;
        let ends =
            above.text.ends_with(['.', '?', '!']) || (is_title && names::is_title(&above.text));
        if above.is_text()
            && ends
            && lines[at].is_text()
            && words::opens_with_decision(&lines[at].text, organ)
        {
            lines.insert(at, Line::new(Kind::Blank, ""));
        }
        at += 1;
    }
}

/// Numbered lines become items and headings within items. Says whether the text has items.
fn numbered(all: &mut [Line], shape: Shape, organ: &Organ) -> bool {
    let mut places: Vec<(usize, Option<Numbered>)> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    let counted = counts_without_stop(all);
    let mut in_attendance = false;
    for at in 0..all.len() {
        let line = &all[at];
        if let Some(role) = role_of(line, organ) {
            in_attendance = role.is_attendance();
        }
        if line.kind == Kind::Heading(2) {
            let typed =
                words::typed_number(&line.text, usize::MAX).map(|end| &line.text[..end]);
            let digits = typed.map(|typed| typed.trim_matches(|c: char| !c.is_ascii_digit()));
            if !in_attendance {
                let number = digits.and_then(|digits| digits.parse().ok()).unwrap_or(0);
                candidates.push(fixed(number));
                places.push((at, None));
            }
            continue;
        }
        let Some(number) = names::numbered(line) else { continue };
        let is_person = in_attendance && names::is_person(&number.title, organ);
        if is_person
            || number.below.is_some()
            || (number.sign == Sign::None && !counted.contains(&at))
        {
            continue;
        }
        if let Some(costs) = costs(all, at, &number, shape, organ) {
            candidates.push(costs);
            places.push((at, Some(number)));
        }
    }
    let parts = outline::read(&candidates);
    let mut has_items = false;
    let mut item = None;
    for ((at, number), part) in places.iter().zip(&parts) {
        has_items |= *part == Part::Item;
        let Some(number) = number else { continue };
        match part {
            Part::Item => {
                item = Some(number.number);
                let is_known = words::role(&number.title, organ).is_some();
                let title = number.title.as_str();
                let title = if is_known { title.trim_end_matches(['.', ':']) } else { title };
                all[*at] = Line::heading(2, format!("{} {title}", number.typed));
            }
            Part::Within => all[*at] = Line::heading(3, number.title.clone()),
            Part::List => {}
        }
    }
    if item.is_some() {
        below(all, &places, &parts);
    }
    has_items
}

fn fixed(number: u16) -> Candidate {
    Candidate { number, as_list: 0, as_heading: 0, may_start_anywhere: true, is_fixed: true }
}

/// `5.1 Nära vård` within item 5.
fn below(all: &mut [Line], places: &[(usize, Option<Numbered>)], parts: &[Part]) {
    let mut items = places
        .iter()
        .zip(parts)
        .filter(|(_, part)| **part == Part::Item)
        .map(|((at, number), _)| (*at, number.as_ref().map(|number| number.number)));
    let mut next = items.next();
    let (mut item, mut last) = (None, 0);
    for at in 0..all.len() {
        if next.is_some_and(|(place, _)| place == at) {
            item = next.and_then(|(_, number)| number);
            last = 0;
            next = items.next();
            continue;
        }
        let Some(number) = names::numbered(&all[at]) else { continue };
        let Some(below) = number.below.filter(|_| Some(number.number) == item) else {
            continue;
        };
        if below == last + 1 && names::is_title(&number.title) && lines::is_alone(all, at) {
            last = below;
            all[at] = Line::heading(3, number.title);
        }
    }
}

/// Lines such as `4 Nära vård`, where they count from one and so are no sums.
fn counts_without_stop(all: &[Line]) -> Vec<usize> {
    let mut counted = Vec::new();
    for at in 0..all.len() {
        let Some(number) = names::numbered(&all[at]).filter(|n| n.sign == Sign::None) else {
            continue;
        };
        let is_next = usize::from(number.number) == counted.len() + 1;
        let opens = number.title.starts_with(char::is_uppercase);
        if is_next && opens && names::is_title(&number.title) && lines::is_alone(all, at) {
            counted.push(at);
        }
    }
    if counted.len() < 3 { Vec::new() } else { counted }
}

/// What it costs to read a numbered line in one way or the other; none where it is surely no heading.
fn costs(
    all: &[Line],
    at: usize,
    number: &Numbered,
    shape: Shape,
    organ: &Organ,
) -> Option<Candidate> {
    let line = &all[at];
    let is_known = words::role(&number.title, organ).is_some();
    if !names::is_title(&number.title) && !is_known {
        return None;
    }
    let before = lines::before(all, at);
    let touches_before = at > 0 && !all[at - 1].is_gap();
    let previous = before.map(|near| &all[near]);
    if goes_on_below(all, at, shape) {
        return None;
    }
    let hangs = line.indent > 0
        && previous.is_some_and(|previous| previous.is_item() && previous.indent < line.indent);
    let is_within_sentence = touches_before
        && previous.is_some_and(|previous| {
            previous.is_text()
                && !previous.text.ends_with(['.', '!', '?', ':', ')'])
                && previous.text.chars().count() > 60
        });
    if hangs || is_within_sentence {
        return None;
    }
    let run = Run::around(all, at);
    let is_announced = previous.is_some_and(|previous| {
        let mark = words::label(&previous.text).map(|label| label.mark);
        let decides = matches!(mark, Some(Mark::Decision { .. } | Mark::Assignment));
        (previous.is_text() && previous.text.ends_with([':', ';']))
            || (decides && !previous.text.ends_with('.'))
    });
    let run_is_announced = run
        .start
        .checked_sub(1)
        .and_then(|_| lines::before(all, run.start))
        .is_some_and(|near| all[near].is_text() && all[near].text.ends_with([':', ';']));
    let is_list = run.is_list() || is_announced || run_is_announced;
    let starts_at_one = run.first == 1;
    Some(Candidate {
        number: number.number,
        as_list: if is_list && (starts_at_one || run_is_announced) { 0 } else { UNEXPLAINED },
        as_heading: match (run.is_list(), run.is_tight) {
            _ if is_announced || run_is_announced => 4,
            (true, true) => 2,
            (true, false) => 1,
            _ => 0,
        },
        may_start_anywhere: number.sign == Sign::Section,
        is_fixed: false,
    })
}

/// What goes on below, set in or in lower case, makes it one item of a list.
fn goes_on_below(all: &[Line], at: usize, shape: Shape) -> bool {
    let Some(near) = lines::after(all, at).filter(|near| all[*near].is_text()) else {
        return false;
    };
    let next = &all[near];
    let is_set_in = next.indent > all[at].indent + 1;
    if near > at + 1 {
        return is_set_in && shape == Shape::Format;
    }
    // Pages are often set in below their headings.
    next.text.starts_with(char::is_lowercase) || (is_set_in && shape != Shape::Plain)
}

/// Numbered lines that follow each other with nothing between.
struct Run {
    start: usize,
    length: usize,
    /// The first number.
    first: u16,
    is_tight: bool,
}

impl Run {
    fn around(all: &[Line], at: usize) -> Self {
        let number = |place: usize| names::numbered(&all[place]).filter(|n| n.below.is_none());
        let mut run = Self { start: at, length: 1, first: 0, is_tight: true };
        let Some(mut first) = number(at) else { return run };
        let mut last = first.number;
        while let Some(near) = lines::before(all, run.start)
            && let Some(previous) = number(near).filter(|n| n.number + 1 == first.number)
            && run.length < 200
        {
            run.is_tight &= near + 1 == run.start;
            run.start = near;
            run.length += 1;
            first = previous;
        }
        let mut end = at;
        while let Some(near) = lines::after(all, end)
            && let Some(next) = number(near).filter(|n| n.number == last + 1)
            && run.length < 400
        {
            run.is_tight &= near == end + 1;
            end = near;
            run.length += 1;
            last = next.number;
        }
        run.first = first.number;
        run
    }

    /// A few titles may follow each other where nothing was said; more of them are a list.
    fn is_list(&self) -> bool {
        self.length >= if self.is_tight { 2 } else { 3 }
    }
}

/// The role of a line that may be a heading.
fn role_of(line: &Line, organ: &Organ) -> Option<Role> {
    /// No heading with a role is longer, in bytes, even with a number and stars.
    const LONGEST: usize = 80;
    let text = match line.kind {
        Kind::Heading(_) | Kind::Text if line.text.len() <= LONGEST => {
            names::unstressed(&line.text)
        }
        _ => return None,
    };
    let number = words::typed_number(text, usize::MAX).unwrap_or(0);
    let title = &text[number..];
    // "Mötet avslutas." is a sentence.
    let is_sentence = line.is_text() && title.ends_with('.');
    if is_sentence || !title.starts_with(char::is_uppercase) || line.text.contains('\t') {
        return None;
    }
    words::role(title, organ).filter(|_| words::label(title).is_none())
}

/// `Närvarande: Eva Ek, Nybro kommun; Bo Bok, SKR` as a heading and one line for each person.
fn attendance_on_one_line(all: &mut Vec<Line>, organ: &Organ) {
    let mut at = 0;
    while at < all.len() {
        if let Some(lines) = attendance_in(&all[at], organ) {
            let length = lines.len();
            all.splice(at..=at, lines);
            at += length;
        } else {
            at += 1;
        }
    }
}

fn attendance_in(line: &Line, organ: &Organ) -> Option<Vec<Line>> {
    let (title, people) = line.text.split_once(':').filter(|_| line.is_text())?;
    let title = title.trim_matches(['*', '_', ' ']);
    let people = people.trim_start_matches(['*', '_']);
    words::role(title, organ).filter(|role| role.is_attendance())?;
    let divider = if people.contains(';') { ';' } else { ',' };
    let people: Vec<&str> =
        people.trim().trim_end_matches('.').split(divider).map(str::trim).collect();
    let is_each = |person: &&str| match divider {
        ';' => names::is_person(person, organ),
        _ => names::is_name(person),
    };
    if !people.iter().all(is_each) {
        return None;
    }
    let people = people.into_iter().map(|person| Line::new(Kind::Text, person));
    Some(std::iter::once(Line::heading(2, title)).chain(people).collect())
}

/// Words that everybody knows as headings, alone on a line.
fn known(all: &mut [Line], organ: &Organ) {
    let places: Vec<(usize, Role)> = (0..all.len())
        .filter(|&at| all[at].is_text() && stands_as_heading(all, at))
        .filter_map(|at| Some((at, role_of(&all[at], organ)?)))
        .collect();
    let is_item = |line: &Line| {
        line.kind == Kind::Heading(2)
            && role_of(line, organ).is_none_or(|role| !role.is_attendance())
    };
    let first = all.iter().position(is_item);
    let last = all.iter().rposition(is_item);
    for (at, role) in &places {
        let is_between =
            first.is_some_and(|first| first < *at) && last.is_some_and(|last| *at < last);
        let recurs = places.iter().filter(|(_, other)| other == role).count() > 1;
        let title = names::unstressed(&all[*at].text).to_owned();
        let is_short = title.trim_end_matches(':').to_lowercase() == "beslut";
        let is_part = !role.is_attendance()
            && first.is_some_and(|first| first < *at)
            && (recurs || (is_between && is_short));
        all[*at] =
            Line::heading(if is_part { 3 } else { 2 }, title.trim_end_matches(':').trim_end());
    }
}

/// May a line be a heading where it stands? It need not have blank lines around it, but no sentence may run
/// through it.
fn stands_as_heading(all: &[Line], at: usize) -> bool {
    let is_end = |line: &Line| {
        !line.is_text()
            || line.apart
            || line.text.ends_with(['.', '!', '?', ':', ')', '*'])
            || line.text.chars().count() <= 60
    };
    let opens = at == 0 || all[at - 1].is_gap() || is_end(&all[at - 1]);
    let next = all.get(at + 1);
    opens
        && next.is_none_or(|next| !next.is_text() || !next.text.starts_with(char::is_lowercase))
}

/// Lines that are bold or underlined from end to end.
fn bold(all: &mut [Line], has_items: bool, organ: &Organ) {
    let level = if has_items || has_sections(all) { 3 } else { 2 };
    let mut is_inside = false;
    for at in 0..all.len() {
        if all[at].kind == Kind::Heading(2) {
            is_inside = !role_of(&all[at], organ).is_some_and(Role::is_attendance);
        }
        if !all[at].is_text() || !(lines::is_alone(all, at) || all[at].underlined) {
            continue;
        }
        let title = match names::stressed(&all[at].text) {
            Some(title) => title,
            None if all[at].underlined => &all[at].text,
            None => continue,
        };
        let is_heading =
            names::is_title(title) && !title.ends_with('?') && !names::is_names(title);
        let is_last = lines::after(all, at).is_none();
        if is_heading
            && !is_last
            && (is_inside || level == 2)
            && !names::is_person(title, organ)
        {
            all[at] = Line::heading(level, title);
        }
    }
}

fn has_sections(all: &[Line]) -> bool {
    all.iter().any(|line| line.kind == Kind::Heading(2) && !line.apart)
}

/// Short lines that look like titles and have running text below.
fn titles(all: &mut [Line], has_items: bool, organ: &Organ) {
    let has_outline = has_items || has_sections(all);
    let mut section: Option<Option<Role>> = None;
    for at in 0..all.len() {
        if all[at].kind == Kind::Heading(2) {
            section = Some(role_of(&all[at], organ));
            continue;
        }
        let Some(role) = section else { continue };
        if role.is_some_and(Role::is_attendance) || !looks_like_title(all, at, organ) {
            continue;
        }
        let is_in_decisions = role == Some(Role::Decisions);
        if !is_title_of_what_follows(all, at, is_in_decisions) {
            continue;
        }
        let level = if has_outline || is_in_decisions { 3 } else { 2 };
        let title = all[at].text.clone();
        all[at] = Line::heading(level, title);
        if level == 2 {
            section = Some(None);
        }
    }
}

/// Has it the form of a title, and nothing that says that it is something else?
fn looks_like_title(all: &[Line], at: usize, organ: &Organ) -> bool {
    /// Longer than this it is a sentence without its stop, in characters and words.
    const LONGEST: usize = 70;
    const MOST_WORDS: usize = 9;
    let line = &all[at];
    let text = line.text.as_str();
    line.is_text()
        && line.indent == 0
        && lines::is_alone(all, at)
        && text.chars().count() <= LONGEST
        && text.split_whitespace().count() <= MOST_WORDS
        && text.starts_with(char::is_uppercase)
        && names::is_title(text)
        && !text.ends_with(['?', '!', '…', ')', '"', '”', '-', '–'])
        && !text.contains(['@', '[', '*', '|', '<'])
        && !text.contains("://")
        && !text.contains(": ")
        && !names::is_names(text)
        && !names::is_person(text, organ)
        && annex(text).is_none()
        && !is_signature(text)
        && !announces(text)
}

/// Words that point at what comes below, as a sentence does and a title does not.
fn announces(text: &str) -> bool {
    const WORDS: [&str; 8] =
        ["följande", "nedan", "nedanstående", "dessa", "enligt", "detta", "vi", "är"];
    text.split_whitespace().any(|word| WORDS.contains(&word))
}

/// Is it a title of running text below, and not one of several short lines?
fn is_title_of_what_follows(all: &[Line], at: usize, is_in_decisions: bool) -> bool {
    let Some(previous) = lines::before(all, at).map(|near| &all[near]) else { return false };
    let stands_under = match previous.kind {
        Kind::Heading(_) | Kind::Kept | Kind::Item(_) => true,
        _ => {
            let text = previous.text.trim_end_matches(['*', '_', '"', '”', ')', ']']);
            text.ends_with(['.', '!', '?'])
                || words::label(&previous.text).is_some()
                || annex(&previous.text).is_some()
                || names::has_verb_of_decision(&previous.text)
                || previous.text.chars().count() > 100
        }
    };
    let Some(next) = lines::after(all, at).map(|near| &all[near]) else { return false };
    let has_text = match next.kind {
        // A list right below a title stands under it.
        Kind::Item(_) => next.indent <= 3,
        Kind::Text if words::label(unstarred(&next.text)).is_some() => {
            is_in_decisions || presents(&next.text)
        }
        Kind::Text => {
            let is_running = next.text.chars().count() > 60
                || (next.text.split_whitespace().count() >= 4
                    && next.text.ends_with(['.', ':']));
            is_running && !next.text.starts_with(char::is_lowercase)
        }
        _ => false,
    };
    stands_under && has_text
}

/// A line without the stars that open it.
fn unstarred(text: &str) -> &str {
    text.trim_start_matches(['*', '_'])
}

/// Does it open with the label of a presenter, stressed or not?
pub(super) fn presents(text: &str) -> bool {
    words::label(unstarred(text)).is_some_and(|label| label.mark == Mark::Presenter)
}

/// The number of an annex that is all a line says: "Bilaga 2".
pub(super) fn annex(text: &str) -> Option<&str> {
    let length = words::prefix(text, "bilaga ")?;
    let number = text[length..].trim().trim_end_matches('.');
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_number = (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && number.len() - digits.len() <= 1;
    is_number.then_some(number)
}

/// Words above the names of those who sign: no people of the meeting come after them.
pub(super) fn is_signature(text: &str) -> bool {
    const OPENINGS: [&str; 9] = [
        "vid protokollet",
        "vid pennan",
        "justera",
        "underskrift",
        "sekreterare",
        "ordförande",
        "protokollförare",
        "signatur",
        "med vänlig",
    ];
    OPENINGS
        .into_iter()
        .any(|word| words::prefix(text.trim_start_matches(['*', '_']), word).is_some())
}

/// Leaves out the numbers of items that the program prints by itself. Another number stays, as a finding.
fn drop_numbers(all: &mut [Line], organ: &Organ) {
    let mut count = 0;
    for line in all.iter_mut().filter(|line| line.kind == Kind::Heading(2)) {
        if role_of(line, organ).is_some_and(Role::is_attendance) {
            if line.apart {
                let number = words::typed_number(&line.text, usize::MAX).unwrap_or(0);
                line.text.drain(..number);
            }
            continue;
        }
        count += 1;
        if !line.apart {
            continue;
        }
        let Some(length) = words::typed_number(&line.text, count) else { continue };
        let digits = line.text[..length].trim_matches(|c: char| !c.is_ascii_digit());
        if digits.parse() == Ok(count) {
            line.text.drain(..length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn numbered_lines_are_items() {
        let text =
            "1. Välkomna\nEva hälsar alla.\n\n§ 2 Nära vård\n\nText.\n\n**3. Avslut**\n\nSlut.";
        assert_snapshot!(converted(text), @r#"
        ## Välkomna

        Eva hälsar alla.

        ## Nära vård

        Text.

        ## Avslut

        Slut.
        "#);
    }

    #[test]
    fn numbers_restart_within_an_item() {
        let text = "1. Välkomna\n\nHej.\n\n2. Nära vård\n\n1. Mål\n\nText.\n\n2. Samtal\n\nText.\n\n3. Avslut\n\nHej då.";
        assert_snapshot!(converted(text), @r#"
        ## Välkomna

        Hej.

        ## Nära vård

        ### Mål

        Text.

        ### Samtal

        Text.

        ## Avslut

        Hej då.
        "#);
    }

    #[test]
    fn a_list_stays_a_list() {
        let text = "1. Dagordning\n\nPunkterna är:\n1. Välkomna\n2. Ekonomi\n\n2. Ekonomi\n\nVi måste göra tre saker.\n\n1. Vi sparar pengar.\n2. Vi räknar dem.\n3. Vi sparar mer.";
        assert_snapshot!(converted(text), @r#"
        ## Dagordning

        Punkterna är:
        1. Välkomna
        2. Ekonomi

        ## Ekonomi

        Vi måste göra tre saker.

        1. Vi sparar pengar.
        2. Vi räknar dem.
        3. Vi sparar mer.
        "#);
    }

    #[test]
    fn a_number_out_of_order_is_kept_to_be_seen() {
        let text = "1. Välkomna\n\nHej.\n\n2. Ekonomi\n\nText.\n\n4. Avslut\n\nHej då.";
        assert_snapshot!(converted(text), @r#"
        ## Välkomna

        Hej.

        ## Ekonomi

        Text.

        ## 4. Avslut

        Hej då.
        "#);
    }

    #[test]
    fn titles_within_an_item() {
        let text = "1. Beslutsärenden\n\nÖverenskommelse om mottagningar\n\nLGL beslutar att anta den.\n\n**Ny ledamot**\n\nLGL beslutar att utse Eva Ek.\n\n2. Frågor\n\nHur går det?\n\nDet går bra för alla.\n\nFrågor att ta med:\n\n- Varför?\n\nEva Ek och Bo Bok\n\nDe berättar om resan till Visby.";
        assert_snapshot!(converted(text), @r#"
        ---
        organ: lgl
        ---

        ## Beslutsärenden

        ### Överenskommelse om mottagningar

        LGL beslutar att anta den.

        ### Ny ledamot

        LGL beslutar att utse Eva Ek.

        ## Frågor

        Hur går det?

        Det går bra för alla.

        Frågor att ta med:

        - Varför?

        Eva Ek och Bo Bok

        De berättar om resan till Visby.
        "#);
    }

    #[test]
    fn known_words_are_headings() {
        let text = "Välkomna\n\nHej.\n\nBeslut\n\nInga beslut fattades.\n\nNärvarade ledamöter:\nEva Ek, SKR";
        assert_snapshot!(converted(text), @r#"
        ## Välkomna

        Hej.

        ## Beslut

        Inga beslut fattades.

        ## Närvarade ledamöter

        - Eva Ek, SKR
        "#);
    }
}
