//! Numbered lines as headings: items on the agenda, and headings within them.

use super::headings::role_of;
use super::lines::{self, Kind, Line, Shape};
use super::names::{self, Numbered, Sign};
use super::outline::{self, Candidate, Part, UNEXPLAINED};
use crate::model::{Mark, words};
use crate::organ::Organ;

/// A numbered title that goes on, in lower case, on a second line.
pub(super) fn join_wrapped(lines: &mut Vec<Line>) {
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

/// Numbered lines become items and headings within items. Says whether the text has items.
pub(super) fn mark(all: &mut [Line], shape: Shape, organ: &Organ) -> bool {
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

/// Lines such as `4 Nära vård`, where they count from one, among themselves or with lines that have a sign, and
/// so are no sums.
fn counts_without_stop(all: &[Line]) -> Vec<usize> {
    let mut counted = Vec::new();
    let (mut count, mut signed) = (0, 0);
    for at in 0..all.len() {
        let Some(number) = names::numbered(&all[at]).filter(|n| n.below.is_none()) else {
            continue;
        };
        let is_next = usize::from(number.number) == count + 1;
        let opens = number.title.starts_with(char::is_uppercase);
        if !is_next || !opens || !names::is_title(&number.title) {
            continue;
        }
        if number.sign != Sign::None {
            signed += 1;
            count += 1;
        } else if lines::is_alone(all, at) || (signed >= 2 && divides_sentences(all, at)) {
            counted.push(at);
            count += 1;
        }
    }
    if count < 3 { Vec::new() } else { counted }
}

/// Does no sentence run through a line?
fn divides_sentences(all: &[Line], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|near| all.get(near));
    let ends = above.is_none_or(|line| {
        !line.is_text() || line.text.trim_end_matches(['*', '_']).ends_with(['.', '!', '?'])
    });
    let below = all.get(at + 1);
    ends && below
        .is_none_or(|line| !line.is_text() || !line.text.starts_with(char::is_lowercase))
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
    fn numbers_may_be_typed_in_any_way() {
        let text = "1.Inledning\nEva hälsar alla.\n2)Laget runt\nAlla berättar.\n3)Övrigt\nInget.\n4 Nästa möte\nVi ses i maj.";
        assert_snapshot!(converted(text), @r#"
        ## Inledning

        Eva hälsar alla.

        ## Laget runt

        Alla berättar.

        ## Övrigt

        Inget.

        ## Nästa möte

        Vi ses i maj.
        "#);
    }

    #[test]
    fn numbered_items_below_the_attendance_are_items() {
        let text = "Närvarande\nEva Ek, SKR\nBo Bok, Nybro kommun\n1.Inledning\nEva hälsar alla.\n2.Laget runt\nAlla berättar.";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Eva Ek, SKR
        - Bo Bok, Nybro kommun

        ## Inledning

        Eva hälsar alla.

        ## Laget runt

        Alla berättar.
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
}
