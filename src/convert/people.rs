//! People in sections of attendance as a list: one on a line, on two, or in columns.

use super::columns::{self, Columns, is_row};
use super::lines::{self, Kind, Line, Shape};
use super::markers::Marker;
use super::names;
use super::titles::is_signature;
use crate::model::{Role, words};
use crate::organ::Organ;

/// Turns the people of every section of attendance into list items.
pub(super) fn list(lines: &mut Vec<Line>, shape: Shape, organ: &Organ) {
    let mut at = 0;
    while at < lines.len() {
        let is_attendance = lines[at].kind == Kind::Heading(2)
            && words::role(&lines[at].text, organ).is_some_and(Role::is_attendance);
        at += 1;
        if !is_attendance {
            continue;
        }
        let mut end = at;
        while end < lines.len()
            && lines[end].kind != Kind::Heading(2)
            && !(lines[end].is_text() && is_signature(&lines[end].text))
        {
            end += 1;
        }
        let section = section(lines.drain(at..end).collect(), shape, organ);
        let length = section.len();
        lines.splice(at..at, section);
        at += length;
    }
}

fn section(lines: Vec<Line>, shape: Shape, organ: &Organ) -> Vec<Line> {
    let mut rows = joined(lines);
    with_places(&mut rows, organ);
    // A list that was typed as one keeps its blank lines.
    let was_typed = shape == Shape::Format
        && !rows.iter().any(|line| is_row(line) || makes_item(line, organ));
    let mut out: Vec<Line> = Vec::new();
    let mut rest = rows.into_iter().peekable();
    while let Some(line) = rest.next() {
        if !is_row(&line) {
            out.extend(entry(line, organ));
            continue;
        }
        // Blank lines between the rows do not divide the columns.
        let mut rows = vec![line];
        let mut gaps = Vec::new();
        while let Some(next) = rest.next_if(|line| {
            // The last rows may have nothing but a first column.
            let is_place_of_last = line.is_text()
                && names::is_place(&line.text, organ)
                && rows.last().is_some_and(|last| names::is_name(&last.text));
            let is_short = gaps.is_empty() && (makes_item(line, organ) || is_place_of_last);
            is_row(line) || line.is_gap() || is_short
        }) {
            if next.is_gap() {
                gaps.push(next);
            } else {
                gaps.clear();
                rows.push(next);
            }
        }
        match columns::read(rows, organ) {
            Columns::People(people) => {
                out.extend(people.iter().map(|person| item(person, organ)));
            }
            Columns::Table(lines) | Columns::Unread(lines) => out.extend(lines),
        }
        out.append(&mut gaps);
    }
    if was_typed { out } else { tight(out) }
}

/// A line that ends with a comma goes on below.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last)
                if line.is_text()
                    && (last.is_text() || last.is_item())
                    && last.text.ends_with(',')
                    && !is_row(last)
                    && !is_row(&line) =>
            {
                last.text.push(' ');
                last.text.push_str(&line.text);
            }
            _ => out.push(line),
        }
    }
    out
}

/// An organisation or a role below a name that has none belongs to that person. Where one stands first, it is the
/// heading of those below it.
fn with_places(all: &mut Vec<Line>, organ: &Organ) {
    let is_place = |line: &Line| line.is_text() && names::is_place(&line.text, organ);
    let first = all.iter().find(|line| !line.is_gap());
    if first.is_some_and(|line| is_place(line) || matches!(line.kind, Kind::Heading(_))) {
        return;
    }
    let mut at = 0;
    while let Some(near) = lines::after(all, at) {
        let opens_group =
            near > at + 1 && all.get(near + 1).is_some_and(|next| makes_item(next, organ));
        // "ordförande" between a name and an organisation is no sentence.
        let is_title = near == at + 1
            && all[near].is_text()
            && all[near].text.starts_with(char::is_lowercase)
            && all[near].text.split_whitespace().count() <= 3
            && all.get(near + 1).is_some_and(is_place);
        let is_own = (is_place(&all[near]) || is_title)
            && makes_item(&all[at], organ)
            && !is_row(&all[at])
            && !has_member(&all[at].text, organ)
            && !all[near].text.ends_with(':');
        if is_own && !opens_group {
            let place = all[near].text.clone();
            let person = &mut all[at];
            person.text = format!("{}, {place}", person.text.trim_end_matches(','));
            all.drain(at + 1..=near);
        } else {
            at = near;
        }
    }
}

/// Does a person's line name a member of the body?
fn has_member(text: &str, organ: &Organ) -> bool {
    text.split(',').skip(1).any(|part| {
        let part = part.split('(').next().unwrap_or(part);
        organ.member(part.trim()).is_some()
    }) || names::member_after_name(text, organ).is_some()
}

fn makes_item(line: &Line, organ: &Organ) -> bool {
    line.is_text() && names::is_person(&line.text, organ)
}

/// One line that is no row of columns.
fn entry(line: Line, organ: &Organ) -> Vec<Line> {
    if !line.is_text() {
        return vec![line];
    }
    let text = line.text.trim();
    if organ.member(text.trim_end_matches(':')).is_some() {
        return vec![Line::heading(3, text.trim_end_matches(':'))];
    }
    if makes_item(&line, organ) { vec![item(text, organ)] } else { vec![line] }
}

fn item(text: &str, organ: &Organ) -> Line {
    let text = text.trim();
    let mut text = match names::member_after_name(text, organ) {
        Some(at) => format!("{}, {}", text[..at].trim_end(), &text[at..]),
        None => text.to_owned(),
    };
    // A stop after an organisation ends no sentence.
    let bare = text.trim_end_matches('.');
    let last = bare.rsplit(',').next().unwrap_or("").trim();
    if organ.member(last).is_some() || organ.is_role(last) {
        text.truncate(bare.len());
    }
    Line::new(Kind::Item(Marker::bullet()), text)
}

/// People below each other are one list, without blank lines between.
fn tight(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut gap: Vec<Line> = Vec::new();
    for line in lines {
        if line.is_gap() {
            gap.push(line);
            continue;
        }
        let joins = line.is_item() && out.last().is_some_and(Line::is_item);
        if joins {
            gap.clear();
        } else if line.is_text() && gap.is_empty() && out.last().is_some_and(Line::is_item) {
            // Markdown would take the line for the end of the item.
            gap.push(Line::new(Kind::Blank, ""));
        }
        out.append(&mut gap);
        out.push(line);
    }
    out.append(&mut gap);
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn one_on_a_line() {
        let text = "Närvarande\n\nEva Ek, Nybro kommun\n\nBo Bok, Kalmar kommun (via länk)\nIda Ö Torsås kommun.\n\nDessutom kom tre elever från gymnasiet.";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Eva Ek, Nybro kommun
        - Bo Bok, Kalmar kommun (via länk)
        - Ida Ö, Torsås kommun

        Dessutom kom tre elever från gymnasiet.
        "#);
    }

    #[test]
    fn an_organisation_may_stand_below_its_person() {
        let text = "Närvarande\nRut Regnholm\nordförande\nRegion Kalmar län\n\nKaj Lindhaga\n\nKalmar kommun\n\nEva Ek, SKR\nBo Bok\nNybro kommun (via länk)\n\nAlla var med hela dagen.";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Rut Regnholm, ordförande, Region Kalmar län
        - Kaj Lindhaga, Kalmar kommun
        - Eva Ek, SKR
        - Bo Bok, Nybro kommun (via länk)

        Alla var med hela dagen.
        "#);
    }

    #[test]
    fn prose_below_the_people_is_nobody() {
        let text = "Närvarande\nEva Ek, Nybro kommun\nBo Bok, SKR\n\nEva Ek, Nybro kommun, hälsar alla välkomna.";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Eva Ek, Nybro kommun
        - Bo Bok, SKR

        Eva Ek, Nybro kommun, hälsar alla välkomna.
        "#);
    }

    #[test]
    fn an_organisation_that_stands_first_is_a_heading() {
        let text = "Närvarande\nRegion Kalmar län\nRut Regnholm\nKaj Lindhaga\n\nKalmar kommun\nEva Ek";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        ### Region Kalmar län

        - Rut Regnholm
        - Kaj Lindhaga

        ### Kalmar kommun

        - Eva Ek
        "#);
    }

    #[test]
    fn people_may_stand_on_one_line() {
        let text =
            "Närvarande: Eva Ek, Nybro kommun; Bo Bok, SKR\n\nFrånvarande: Ida Alm, Per Ö";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Eva Ek, Nybro kommun
        - Bo Bok, SKR

        ## Frånvarande

        - Ida Alm
        - Per Ö
        "#);
    }

    #[test]
    fn those_who_sign_are_no_attendance() {
        let text = "Närvarande\nEva Ek, SKR\n\nVid protokollet\n\nBo Bok";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Eva Ek, SKR

        Vid protokollet

        Bo Bok
        "#);
    }
}
