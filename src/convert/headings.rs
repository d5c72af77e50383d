//! Finds the headings of a text, and the level of each.

use super::lines::{Kind, Line, Shape};
use super::{names, numbered, titles};
use crate::model::{Role, words};
use crate::organ::Organ;

/// Turns the lines that act as headings into headings.
pub(super) fn mark(lines: &mut Vec<Line>, shape: Shape, organ: &Organ) {
    if shape != Shape::Format {
        numbered::join_wrapped(lines);
        decisions(lines, organ);
    }
    let has_items = numbered::mark(lines, shape, organ);
    attendance_on_one_line(lines, organ);
    known(lines, organ);
    titles::mark_bold(lines, has_items, organ);
    titles::mark_plain(lines, has_items, organ);
    drop_numbers(lines, organ);
}

/// A decision right below its title, or below another sentence, opens a paragraph, and so does the title.
fn decisions(lines: &mut Vec<Line>, organ: &Organ) {
    /// A title fills most of a line, in characters.
    const TITLE: usize = 70;
    let mut apart: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let above = apart.last().filter(|above| above.is_text());
        let decides = line.is_text() && words::opens_with_decision(&line.text, organ);
        if let Some(above) = above.filter(|_| decides) {
            let before = apart.len().checked_sub(2).map(|at| &apart[at]);
            let is_closed = before.is_none_or(|before| !before.is_text() || ends(&before.text));
            let is_title = (is_closed || names::numbered(above).is_some())
                && above.text.chars().count() <= TITLE
                && names::is_title(&above.text);
            if is_title && before.is_some_and(|before| !before.is_gap()) {
                apart.insert(apart.len() - 1, Line::new(Kind::Blank, ""));
                apart.push(Line::new(Kind::Blank, ""));
            } else if is_title || ends(&above.text) {
                apart.push(Line::new(Kind::Blank, ""));
            }
        }
        apart.push(line);
    }
    *lines = apart;
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(['*', '_', '”', '"', ')']).ends_with(['.', '?', '!'])
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
    if people.starts_with('\t') {
        // The heading stands in the first column, beside the first row of people.
        let first = people.split('\t').map(str::trim).find(|cell| !cell.is_empty())?;
        let name = first.split(',').next().unwrap_or(first);
        let row = Line::new(Kind::Text, format!("\t{}", people.trim()));
        return names::is_name(name).then(|| vec![Line::heading(2, title), row]);
    }
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
    // Items that were numbered: a heading between them would put their numbers out.
    let is_item = |line: &Line| line.kind == Kind::Heading(2) && line.apart;
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
            && (recurs || (is_between && (is_short || *role != Role::Decisions)));
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

/// The role of a line that may be a heading.
pub(super) fn role_of(line: &Line, organ: &Organ) -> Option<Role> {
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
