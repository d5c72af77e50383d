//! People in sections of attendance: one on a line, or in columns, as a list.

use std::collections::BTreeMap;

use super::lines::{Kind, Line, Shape};
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
    let rows = joined(lines);
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
            let is_short = gaps.is_empty() && makes_item(line, organ);
            is_row(line) || line.is_gap() || is_short
        }) {
            if next.is_gap() {
                gaps.push(next);
            } else {
                gaps.clear();
                rows.push(next);
            }
        }
        out.extend(columns(rows, organ));
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

/// Is it a row of columns, divided by tabs or by three blanks or more?
fn is_row(line: &Line) -> bool {
    line.is_text() && (line.text.contains('\t') || line.text.contains("   "))
}

/// A cell of a row and the column of characters where it begins.
struct Cell {
    text: String,
    start: usize,
}

fn cells(line: &Line) -> (Vec<Cell>, bool) {
    let has_tabs = line.text.contains('\t');
    let opens_empty = line.text.starts_with('\t');
    let mut cells = Vec::new();
    let mut start = line.indent;
    let divider = if has_tabs { "\t" } else { "   " };
    for part in line.text.split(divider) {
        let lead = part.chars().take_while(|c| c.is_whitespace()).count();
        if !part.trim().is_empty() {
            cells.push(Cell { text: part.trim().to_owned(), start: start + lead });
        }
        start += part.chars().count() + divider.chars().count();
    }
    (cells, opens_empty)
}

/// Rows of columns: either each row is a person, or people are read down, then across.
fn columns(rows: Vec<Line>, organ: &Organ) -> Vec<Line> {
    let read: Vec<(Vec<Cell>, bool)> = rows.iter().map(cells).collect();
    let width = read.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0);
    if let Some(table) = table(&read, width) {
        return table;
    }
    if is_person_for_each_row(&read, organ) {
        let people = read.iter().map(|(cells, _)| {
            let texts: Vec<&str> =
                cells.iter().map(|cell| cell.text.trim_matches(',')).collect();
            item(&texts.join(", "), organ)
        });
        return people.collect();
    }
    let people = read.iter().flat_map(|(cells, _)| cells);
    if !people.into_iter().all(|cell| names::is_person(&cell.text, organ)) {
        return rows;
    }
    let mut down: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let has_tabs = rows.iter().any(|row| row.text.contains('\t'));
    let starts: Vec<usize> = read
        .iter()
        .find(|(cells, _)| cells.len() == width)
        .map(|(cells, _)| cells.iter().map(|cell| cell.start).collect())
        .unwrap_or_default();
    for (cells, opens_empty) in read {
        let missing = width - cells.len();
        for (place, cell) in cells.into_iter().enumerate() {
            let column = if has_tabs {
                // A row that opens with a tab has nothing in its first columns.
                place + if opens_empty { missing } else { 0 }
            } else {
                nearest(&starts, cell.start)
            };
            down.entry(column).or_default().push(cell.text);
        }
    }
    down.into_values().flatten().map(|text| item(&text, organ)).collect()
}

fn nearest(starts: &[usize], start: usize) -> usize {
    (0..starts.len()).min_by_key(|column| starts[*column].abs_diff(start)).unwrap_or(0)
}

/// Name in the first column, and an organisation or a role in the last one.
fn is_person_for_each_row(rows: &[(Vec<Cell>, bool)], organ: &Organ) -> bool {
    let is_place = |text: &str| {
        let text = text.split('(').next().unwrap_or(text).trim();
        organ.member(text).is_some() || organ.is_role(text) || !names::is_person(text, organ)
    };
    let is_own = |(cells, _): &(Vec<Cell>, bool)| match cells.as_slice() {
        [name, rest @ ..] => {
            let is_known = rest.iter().any(|cell| {
                let text = cell.text.split('(').next().unwrap_or("").trim();
                organ.member(text).is_some() || organ.is_role(text)
            });
            let name = name.text.trim_end_matches(',');
            !name.contains(',')
                && names::is_name(name)
                && !rest.is_empty()
                && (is_known || rest.iter().all(|cell| is_place(&cell.text)))
        }
        [] => false,
    };
    // A row without its organisation is no column of people.
    let own = rows.iter().filter(|row| is_own(row)).count();
    let bare = rows
        .iter()
        .filter(|(cells, _)| cells.len() == 1 && names::is_person(&cells[0].text, organ))
        .count();
    own > 0 && own + bare == rows.len() && own > bare
}

/// Rows below a row of headers are a table.
fn table(rows: &[(Vec<Cell>, bool)], width: usize) -> Option<Vec<Line>> {
    const HEADERS: [&str; 4] = ["namn", "ledamot", "deltagare", "person"];
    let ((head, _), rest) = rows.split_first()?;
    let is_head = head.len() == width
        && width >= 2
        && head
            .first()
            .is_some_and(|cell| HEADERS.contains(&cell.text.to_lowercase().as_str()))
        && !rest.is_empty()
        && rows.iter().all(|(cells, opens_empty)| !opens_empty && cells.len() >= 2.min(width));
    if !is_head {
        return None;
    }
    let row = |cells: &[Cell]| {
        let mut texts: Vec<String> =
            cells.iter().map(|cell| cell.text.replace('|', "\\|")).collect();
        texts.resize(width, String::new());
        Line { apart: false, ..Line::new(Kind::Kept, format!("| {} |", texts.join(" | "))) }
    };
    let mut table =
        vec![row(head), Line::new(Kind::Kept, format!("|{}", "---|".repeat(width)))];
    table.extend(rest.iter().map(|(cells, _)| row(cells)));
    let last = table.len() - 1;
    table.insert(0, Line::new(Kind::Blank, ""));
    table.insert(last + 2, Line::new(Kind::Blank, ""));
    Some(table)
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
    fn columns_are_read_down_then_across() {
        let text = "Deltagare\n\nEva Ek, Nybro kommun\tIda Ö, Torsås kommun\nBo Bok, SKR\tPer Alm, Högsby kommun\nKim Kall, SKR";
        assert_snapshot!(converted(text), @r#"
        ## Deltagare

        - Eva Ek, Nybro kommun
        - Bo Bok, SKR
        - Kim Kall, SKR
        - Ida Ö, Torsås kommun
        - Per Alm, Högsby kommun
        "#);
    }

    #[test]
    fn columns_of_blanks_keep_their_places() {
        let text = "Deltagare\n\nEva Ek, SKR      Bo Bok, SKR      Ida Alm, SKR\n                 Per Ö, SKR";
        assert_snapshot!(converted(text), @r#"
        ## Deltagare

        - Eva Ek, SKR
        - Bo Bok, SKR
        - Per Ö, SKR
        - Ida Alm, SKR
        "#);
    }

    #[test]
    fn a_row_may_be_a_person() {
        let text =
            "Närvaro\n\nEva Ek\tNybro kommun\nBo Bok\tskolchef\tKalmar kommun (via länk)";
        assert_snapshot!(converted(text), @r#"
        ## Närvaro

        - Eva Ek, Nybro kommun
        - Bo Bok, skolchef, Kalmar kommun (via länk)
        "#);
    }

    #[test]
    fn a_row_of_headers_makes_a_table() {
        let text = "Närvaro\n\nNamn\tKommun\nEva Ek\tNybro kommun\nBo Bok\tKalmar kommun";
        assert_snapshot!(converted(text), @r#"
        ## Närvaro

        | Namn | Kommun |
        |---|---|
        | Eva Ek | Nybro kommun |
        | Bo Bok | Kalmar kommun |
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
