//! People in a section of attendance who stand on plain lines or in columns, and not in a list.

use super::names::{is_name, leading_name};
use super::{Element, Section};
use crate::organ::Organ;
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// People who stand on plain lines or in columns, and are therefore not read as people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// An entry for each person, as it should stand in a list: read down, then across.
    pub entries: Vec<String>,
    /// Do they stand in columns, divided by tabs or wide blanks?
    pub has_columns: bool,
    /// From the first person to the last.
    pub span: Span,
}

/// The people on plain lines of a section of attendance.
pub(super) fn find(section: &Section, organ: &Organ) -> Vec<Roster> {
    let mut rosters = Vec::new();
    let mut open = Rows::default();
    for element in &section.elements {
        let rows = match element {
            Element::Prose(Block { kind: BlockKind::Paragraph(content), span }) => {
                rows(content, organ).map(|rows| (rows, *span))
            }
            _ => None,
        };
        match rows {
            Some((rows, span)) => open.add(rows, span),
            None => rosters.extend(std::mem::take(&mut open).roster(organ)),
        }
    }
    rosters.extend(open.roster(organ));
    rosters
}

/// Lines of people below each other, each with its cells.
#[derive(Default)]
struct Rows<'a> {
    rows: Vec<Vec<&'a str>>,
    span: Option<Span>,
}

impl<'a> Rows<'a> {
    fn add(&mut self, mut rows: Vec<Vec<&'a str>>, span: Span) {
        self.rows.append(&mut rows);
        self.span = Some(self.span.map_or(span, |known| known.cover(span)));
    }

    /// The people; none where they are too few to be told from other text.
    fn roster(self, organ: &Organ) -> Option<Roster> {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let column = |column: usize| self.rows.iter().filter_map(move |row| row.get(column));
        let entries: Vec<String> =
            (0..width).flat_map(column).map(|cell| entry(cell)).collect();
        let is_sure =
            |entry: &&String| entry.split(',').skip(1).any(|part| is_known(part, organ));
        let sure = entries.iter().filter(is_sure).count();
        // Names without organisations may be anything, unless most have one.
        if sure == 0 || sure * 2 < entries.len() {
            return None;
        }
        Some(Roster { entries, has_columns: width > 1, span: self.span? })
    }
}

/// The lines of a paragraph as rows of cells; none where anything in it is no person.
fn rows<'a>(content: &'a [Inline], organ: &Organ) -> Option<Vec<Vec<&'a str>>> {
    let mut rows = Vec::new();
    let mut lines = content
        .split(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak));
    lines.try_for_each(|line| {
        // Anything but characters as they were typed would be lost.
        let [Inline { kind: InlineKind::Text(text), span }] = line else { return None };
        (span.end - span.start == text.len()).then_some(())?;
        let cells = cells(text, organ);
        cells.iter().all(|cell| is_person(cell, organ)).then(|| rows.push(cells))
    })?;
    Some(rows)
}

/// The cells of a line, which tabs or three blanks divide. An organisation in a column of its own belongs
/// to the name before it.
fn cells<'a>(line: &'a str, organ: &Organ) -> Vec<&'a str> {
    let mut cells: Vec<(usize, &'a str)> = Vec::new();
    let mut rest = line;
    loop {
        let start = line.len() - rest.trim_start().len();
        let text = &line[start..];
        let end = gap(text).unwrap_or(text.len());
        let cell = text[..end].trim_end();
        match cells.last_mut() {
            Some((first, last)) if !last.contains(',') && is_known(cell, organ) => {
                *last = &line[*first..start + cell.len()];
            }
            _ if cell.is_empty() => {}
            _ => cells.push((start, cell)),
        }
        rest = &text[end..];
        if rest.trim_start().is_empty() {
            return cells.into_iter().map(|(_, cell)| cell).collect();
        }
    }
}

/// Where the first tab or wide blank begins.
fn gap(text: &str) -> Option<usize> {
    let tab = text.find('\t');
    let wide = text.find("   ");
    tab.into_iter().chain(wide).min()
}

/// Is it a person: a name, then perhaps an organisation or a role?
fn is_person(cell: &str, organ: &Organ) -> bool {
    if gap(cell).is_some() {
        // A name with its organisation in the next column.
        return leading_name(cell).is_some();
    }
    match cell.split_once(',') {
        Some((name, rest)) => {
            let rest = rest.trim();
            is_name(name.split('(').next().unwrap_or(name).trim())
                && (rest.split(',').any(|part| is_known(part, organ))
                    || !rest.is_empty()
                        && !rest.ends_with(['.', ':', '?', '!'])
                        && rest.split_whitespace().count() <= 6)
        }
        None => is_name(cell) || member_after(cell, organ).is_some(),
    }
}

fn is_known(part: &str, organ: &Organ) -> bool {
    let part = part.split('(').next().unwrap_or(part).trim();
    !part.is_empty() && (organ.member_named(part).is_some() || organ.is_role(part))
}

/// Where the member begins in "Eva Ek Nybro kommun", which has no comma.
fn member_after(cell: &str, organ: &Organ) -> Option<usize> {
    cell.match_indices(' ')
        .map(|(at, _)| at)
        .find(|at| is_name(&cell[..*at]) && is_known(&cell[*at..], organ))
}

/// A cell as an entry of a list.
fn entry(cell: &str) -> String {
    let columns: Vec<&str> = cell.split('\t').flat_map(|part| part.split("   ")).collect();
    let parts = columns.iter().map(|part| part.trim().trim_end_matches(','));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use crate::model;
    use crate::parse::parse;
    use crate::source::Source;

    fn rosters(body: &str) -> Vec<String> {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let text = format!("---\ndatum: 2026-12-04\n---\n\n## Närvaro\n\n{body}\n");
        let (minutes, _) = model::read(parse(&Source::new("a.md", text)).0, &organ);
        minutes.rosters.iter().map(|roster| roster.entries.join(" | ")).collect()
    }

    #[test]
    fn people_on_plain_lines_are_found() {
        let two = "Eva Ek, Nybro kommun | Bo Bok, SKR";
        assert_eq!(rosters("Eva Ek, Nybro kommun\nBo Bok, SKR"), [two]);
        assert_eq!(rosters("Eva Ek, Nybro kommun\n\nBo Bok, SKR"), [two]);
        assert_eq!(rosters("Eva Ek, Nybro kommun\t\tBo Bok, SKR"), [two]);
        assert_eq!(
            rosters("Eva Ek\tNybro kommun\nBo Bok\tTorsås kommun"),
            ["Eva Ek, Nybro kommun | Bo Bok, Torsås kommun"]
        );
        assert_eq!(
            rosters(
                "Ada Ek, Nybro kommun    Cia Ask, Torsås kommun\nBo Bok, SKR   Didi Dal, SKR"
            ),
            ["Ada Ek, Nybro kommun | Bo Bok, SKR | Cia Ask, Torsås kommun | Didi Dal, SKR"]
        );
    }

    #[test]
    fn other_text_is_left() {
        for text in [
            "Mötet hölls på distans.",
            "Ledamöterna, tolv till antalet, var på plats.",
            "- Eva Ek, Nybro kommun",
            "Ordförande\tSekreterare",
            "Eva Ek",
            "Eva Ek, *Nybro kommun*",
        ] {
            assert_eq!(rosters(text), Vec::<String>::new(), "{text}");
        }
    }
}
