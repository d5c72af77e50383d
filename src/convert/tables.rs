//! Columns divided by tabs, outside attendance, as a table.

use super::lines::{Kind, Line, Shape};
use super::{names, titles, write};
use crate::model::{Role, words};
use crate::organ::Organ;

/// Draws rows with the same number of cells as a table whose first row is the head.
pub(super) fn draw(all: &mut Vec<Line>, shape: Shape, organ: &Organ) {
    let mut in_attendance = false;
    let mut at = 0;
    while at < all.len() {
        if all[at].kind == Kind::Heading(2) {
            in_attendance = words::role(&all[at].text, organ).is_some_and(Role::is_attendance);
        }
        let width = if in_attendance { 0 } else { cells(&all[at]).len() };
        if width < 2 {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(near) =
            next_row(all, end).filter(|near| cells(&all[*near]).len() == width)
        {
            end = near + 1;
        }
        // A row of another width means that the columns are not understood.
        let is_torn = next_row(all, end).is_some_and(|near| !cells(&all[near]).is_empty());
        let rows: Vec<Vec<&str>> =
            all[at..end].iter().map(cells).filter(|cells| !cells.is_empty()).collect();
        if is_torn || !is_table(&rows, organ) {
            at = end;
            continue;
        }
        let table = table(&rows, shape);
        let length = table.len();
        all.splice(at..end, table);
        at += length;
    }
}

/// The next row below, where no blank line that was typed stands between.
fn next_row(all: &[Line], from: usize) -> Option<usize> {
    let put_in = all[from..].iter().take_while(|line| line.is_put_in()).count();
    (from + put_in < all.len()).then_some(from + put_in)
}

/// The cells of a row; none where the line has no tabs.
fn cells(line: &Line) -> Vec<&str> {
    if !line.is_text() || !line.text.contains('\t') {
        return Vec::new();
    }
    line.text.split('\t').map(str::trim).collect()
}

fn is_table(rows: &[Vec<&str>], organ: &Organ) -> bool {
    let Some((head, rest)) = rows.split_first() else { return false };
    let names_column = |cell: &&str| {
        cell.chars().any(char::is_alphabetic)
            && !cell.ends_with(':')
            && !names::is_person(cell, organ)
            && !titles::is_signature(cell)
    };
    !rest.is_empty()
        && head.iter().all(names_column)
        && rows.iter().all(|row| names::numbered(&Line::new(Kind::Text, row[0])).is_none())
}

fn table(rows: &[Vec<&str>], shape: Shape) -> Vec<Line> {
    let mut lines = vec![Line::new(Kind::Blank, "")];
    for (place, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            row.iter().map(|cell| write::characters(cell, shape).replace('|', "\\|")).collect();
        lines.push(Line::new(Kind::Kept, format!("| {} |", cells.join(" | "))));
        if place == 0 {
            lines.push(Line::new(Kind::Kept, format!("|{}", "---|".repeat(row.len()))));
        }
    }
    lines.push(Line::new(Kind::Blank, ""));
    lines
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn rows_of_one_width_are_a_table() {
        let text = "Kostnaderna följer här.\nKommun\tBelopp\nNybro kommun\t1 200\nTorsås | Högsby\t*900*\nAllt är klart.";
        assert_snapshot!(converted(text), @r#"
        Kostnaderna följer här.

        | Kommun | Belopp |
        |---|---|
        | Nybro kommun | 1 200 |
        | Torsås \| Högsby | *900* |

        Allt är klart.
        "#);
    }

    #[test]
    fn other_columns_keep_their_tabs() {
        let text = "Kommun\t2024\nNybro\t7\n\nEtt\tTvå\nTre\tFyra\tFem";
        assert_snapshot!(converted(text), @"
        Kommun\t2024
        Nybro\t7

        Ett\tTvå
        Tre\tFyra\tFem
        ");
    }
}
