//! Rows of columns in a section of attendance: who stands in them, and in which order.

use std::collections::BTreeMap;

use super::lines::{Kind, Line};
use super::names;
use crate::organ::Organ;

/// Is it a row of columns, divided by tabs or by three blanks or more?
pub(super) fn is_row(line: &Line) -> bool {
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

/// What rows of columns hold.
pub(super) enum Columns {
    /// People, each with what stands beside the name.
    People(Vec<String>),
    /// A table, as lines.
    Table(Vec<Line>),
    /// Nobody can tell: the rows as they came.
    Unread(Vec<Line>),
}

/// Reads rows of columns: each row is a person, or people are read down, then across.
pub(super) fn read(rows: Vec<Line>, organ: &Organ) -> Columns {
    let read: Vec<(Vec<Cell>, bool)> = rows.iter().map(cells).collect();
    let width = read.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0);
    if let Some(table) = table(&read, width) {
        return Columns::Table(table);
    }
    let paired = pairs_beside(&read, organ).or_else(|| pairs_below(&read, organ));
    if let Some(people) = paired {
        return Columns::People(people);
    }
    if is_person_for_each_row(&read, organ) {
        let people = read.iter().map(|(cells, _)| {
            let texts: Vec<&str> =
                cells.iter().map(|cell| cell.text.trim_matches(',')).collect();
            texts.join(", ")
        });
        return Columns::People(people.collect());
    }
    let people = read.iter().flat_map(|(cells, _)| cells);
    if !people.into_iter().all(|cell| names::is_person(&cell.text, organ)) {
        return Columns::Unread(rows);
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
    Columns::People(down.into_values().flatten().collect())
}

/// Names and organisations in turn, `name, organisation, name, organisation`, where a row has more than one of
/// them. They are read down, then across.
fn pairs_beside(rows: &[(Vec<Cell>, bool)], organ: &Organ) -> Option<Vec<String>> {
    let is_pair = |pair: &[Cell]| match pair {
        [name, place] => {
            is_bare_name(&name.text, organ)
                && (names::is_place(&place.text, organ)
                    || !names::is_person(&place.text, organ))
        }
        _ => false,
    };
    // Some of them must be known, as nothing else tells columns of people from others.
    let knows_one = |cells: &[Cell]| {
        cells.iter().skip(1).step_by(2).any(|cell| names::is_place(&cell.text, organ))
    };
    let are_pairs = rows.iter().all(|(cells, _)| cells.chunks(2).all(is_pair))
        && rows.iter().any(|(cells, _)| knows_one(cells));
    let width = rows.iter().map(|(cells, _)| cells.len()).max()?;
    if !are_pairs || width < 4 {
        return None;
    }
    let mut down: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (cells, opens_empty) in rows {
        let missing = if *opens_empty { (width - cells.len()) / 2 } else { 0 };
        for (column, pair) in cells.chunks(2).enumerate() {
            let texts: Vec<&str> = pair.iter().map(|cell| cell.text.as_str()).collect();
            down.entry(column + missing).or_default().push(texts.join(", "));
        }
    }
    Some(down.into_values().flatten().collect())
}

/// A row of names above a row of their organisations, and perhaps more such pairs of rows.
fn pairs_below(rows: &[(Vec<Cell>, bool)], organ: &Organ) -> Option<Vec<String>> {
    let mut people = Vec::new();
    let mut rest = rows;
    while let [(persons, _), below @ ..] = rest {
        // The last rows may have nothing but a whole person.
        if let [cell] = persons.as_slice()
            && cell.text.contains(',')
            && !people.is_empty()
            && names::is_person(&cell.text, organ)
        {
            people.push(cell.text.clone());
            rest = below;
            continue;
        }
        let [(places, _), below @ ..] = below else { return None };
        if persons.len() != places.len() {
            return None;
        }
        for (name, place) in persons.iter().zip(places) {
            if !is_bare_name(&name.text, organ) || !names::is_place(&place.text, organ) {
                return None;
            }
            people.push(format!("{}, {}", name.text, place.text));
        }
        rest = below;
    }
    Some(people)
}

/// Is it a name without an organisation?
fn is_bare_name(text: &str, organ: &Organ) -> bool {
    names::is_name(text) && !names::is_place(text, organ)
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
            // "Eva Ek, rektor" may have the organisation in the next column.
            let name = name.text.trim_end_matches(',');
            let mut parts = name.split(',').map(str::trim);
            parts.next().is_some_and(names::is_name)
                && parts.all(|part| organ.member(part).is_none())
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

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

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
    fn names_and_organisations_may_take_turns() {
        let text = "Närvaro\n\nEva Ek\tNybro kommun\tBo Bok\tSKR\nIda Ö\tTorsås kommun\tPer Alm\tHögsby kommun\nKim Kall\tSKR";
        assert_snapshot!(converted(text), @r#"
        ## Närvaro

        - Eva Ek, Nybro kommun
        - Ida Ö, Torsås kommun
        - Kim Kall, SKR
        - Bo Bok, SKR
        - Per Alm, Högsby kommun
        "#);
    }

    #[test]
    fn organisations_may_stand_below_their_names() {
        let text =
            "Närvaro\n\nEva Ek\tBo Bok\nNybro kommun\tVästerviks kommun\nIda Ö\nTorsås kommun";
        assert_snapshot!(converted(text), @r#"
        ## Närvaro

        - Eva Ek, Nybro kommun
        - Bo Bok, Västerviks kommun
        - Ida Ö, Torsås kommun
        "#);
    }

    #[test]
    fn rows_may_begin_beside_their_heading() {
        let text = "Närvarande:\tEva Ek, ordförande\tRegion Kalmar län\n\tBo Bok\tKalmar kommun\n\tIda Ö\tSKR";
        assert_snapshot!(converted(text), @r#"
        ## Närvarande

        - Eva Ek, ordförande, Region Kalmar län
        - Bo Bok, Kalmar kommun
        - Ida Ö, SKR
        "#);
    }

    #[test]
    fn columns_that_nobody_can_read_keep_their_tabs() {
        let text = "Närvaro\n\nEva Ek\tvet ej?\tBo Bok\nNybro kommun\tSKR";
        assert_snapshot!(converted(text), @"
        ## Närvaro

        Eva Ek\tvet ej?\tBo Bok
        Nybro kommun\tSKR
        ");
    }
}
