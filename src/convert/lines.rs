//! The lines of a pasted text and what each of them is by its own look, before anything is made of them.

use unicode_normalization::UnicodeNormalization;

use super::markers::{self, Marker};

/// One line of the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) kind: Kind,
    /// Columns before the text.
    pub(super) indent: usize,
    /// What it says, without indentation, marker and trailing blanks; a [`Kind::Kept`] line is whole.
    pub(super) text: String,
    /// It needs a blank line on both sides, because it was made into something that had none. A blank line that
    /// is apart was put in, where the writer had none.
    pub(super) apart: bool,
    /// The writer asked for a line break after it, with two blanks.
    pub(super) breaks: bool,
    /// It was underlined with a row of dashes, as a heading is in plain text.
    pub(super) underlined: bool,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Nothing.
    Blank,
    /// The place of a page break, or of something stranded that was taken out.
    Cut,
    /// Code, a table, a comment, a note, a quotation or a rule: as it was typed.
    Kept,
    /// A heading of a level.
    Heading(u8),
    /// The first line of a list item.
    Item(Marker),
    /// Running text.
    Text,
}

/// What kind of text it is as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It is in the document format, at least partly: it has front matter or headings.
    Format,
    /// It has marks of Markdown, such as links and emphasis, as text has that came by way of a converter.
    Mixed,
    /// Not one mark: what looks like one is a character.
    Plain,
}

impl Line {
    pub(super) fn new(kind: Kind, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { kind, indent: 0, text, apart: false, breaks: false, underlined: false }
    }

    pub(super) fn heading(level: u8, text: impl Into<String>) -> Self {
        Self { apart: true, ..Self::new(Kind::Heading(level), text) }
    }

    /// Does it hold nothing that is read?
    pub(super) fn is_gap(&self) -> bool {
        matches!(self.kind, Kind::Blank | Kind::Cut)
    }

    /// Is it a blank line that the writer did not type?
    pub(super) fn is_put_in(&self) -> bool {
        self.kind == Kind::Blank && self.apart
    }

    pub(super) fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    pub(super) fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item(_))
    }

    /// Marker and text.
    pub(super) fn whole(&self) -> String {
        match &self.kind {
            Kind::Item(marker) => format!("{}{}", marker.typed, self.text),
            _ => self.text.clone(),
        }
    }
}

/// The nearest line before `at` that says something.
pub(super) fn before(lines: &[Line], at: usize) -> Option<usize> {
    (0..at).rev().find(|&near| !lines[near].is_gap())
}

/// The nearest line after `at` that says something.
pub(super) fn after(lines: &[Line], at: usize) -> Option<usize> {
    (at + 1..lines.len()).find(|&near| !lines[near].is_gap())
}

/// Does a line of running text stand alone between blank lines?
pub(super) fn is_alone(lines: &[Line], at: usize) -> bool {
    let open = |line: Option<&Line>| {
        line.is_none_or(|line| {
            line.is_gap() || matches!(line.kind, Kind::Heading(_)) || line.apart
        })
    };
    open(at.checked_sub(1).and_then(|near| lines.get(near))) && open(lines.get(at + 1))
}

/// The kind of a text as a whole.
pub(super) fn shape(body: &str, has_front_matter: bool) -> Shape {
    let lines = || body.lines().map(|line| line.trim_matches(['\u{c}', '\u{feff}', '\r']));
    let is_section = |line: &str| {
        let level = line.bytes().take_while(|b| *b == b'#').count();
        (2..=6).contains(&level) && line[level..].starts_with([' ', '\t'])
    };
    if has_front_matter || lines().any(is_section) {
        return Shape::Format;
    }
    let first = lines().find(|line| !line.trim().is_empty());
    let is_marked = first.is_some_and(|line| line.starts_with("# "))
        || lines().any(|line| has_marks(line) || is_table_rule(line));
    if is_marked { Shape::Mixed } else { Shape::Plain }
}

/// Links, emphasis, code or an escaped character.
fn has_marks(line: &str) -> bool {
    let escapes = line
        .split('\\')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_punctuation()));
    escapes
        || line.contains("](")
        || line.contains("<!--")
        || line.trim_start().starts_with("```")
        || is_paired(line, "**")
        || is_paired(line, "`")
        || ['*', '_'].into_iter().any(|mark| opens_emphasis(line, mark))
}

fn is_paired(line: &str, mark: &str) -> bool {
    line.split(mark).nth(2).is_some()
}

/// `*ett ord*`, and `*Föredragare: …` whose end stands on a later line.
fn opens_emphasis(line: &str, mark: char) -> bool {
    let opens = |at: usize| {
        let before = line[..at].chars().next_back();
        let after = line[at + mark.len_utf8()..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric() && c != mark)
            && after.is_some_and(char::is_alphanumeric)
    };
    let closes = |at: usize| {
        let before = line[..at].chars().next_back();
        let after = line[at + mark.len_utf8()..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != mark)
            && after.is_none_or(|c| !c.is_alphanumeric() && c != mark)
    };
    let mut places = line.match_indices(mark).map(|(at, _)| at);
    let Some(open) = places.by_ref().find(|at| opens(*at)) else { return false };
    let lone_label =
        open == 0 && crate::model::words::label(&line[mark.len_utf8()..]).is_some();
    lone_label || places.any(closes)
}

/// `|---|:--|`: the line below the head of a table.
fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains('-')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// Reads the lines of a body.
pub(super) fn read(body: &str, shape: Shape) -> Vec<Line> {
    let raw: Vec<&str> =
        body.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut lines = Vec::new();
    let mut at = 0;
    while at < raw.len() {
        let length = kept_length(&raw[at..], shape);
        if length > 0 {
            let kept = raw[at..at + length].iter();
            lines.extend(kept.map(|line| Line::new(Kind::Kept, line.trim_end())));
            at += length;
            continue;
        }
        // A page break ends a line, as does the line break within a paragraph that word processors have.
        for (number, page) in raw[at].split('\u{c}').enumerate() {
            if number > 0 {
                lines.push(Line::new(Kind::Cut, ""));
            }
            for piece in page.split(['\u{b}', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
                let line = line(piece, lines.last(), shape);
                lines.push(line);
            }
        }
        at += 1;
    }
    if shape != Shape::Format {
        underline(&mut lines);
        if has_a_paragraph_on_each_line(&lines) {
            set_apart(&mut lines);
        }
    }
    lines
}

/// How many lines from here are kept as they were typed: code, a table, a comment, a note, a quotation.
fn kept_length(raw: &[&str], shape: Shape) -> usize {
    let first = raw[0].trim_start();
    let indent = raw[0].len() - first.len();
    let fence = ["```", "~~~"].into_iter().find(|fence| first.starts_with(fence));
    if let Some(fence) = fence.filter(|_| indent < 4) {
        let mark = &fence[..1];
        let width = first.len() - first.trim_start_matches(mark).len();
        let closes = |line: &&str| {
            let line = line.trim();
            line.len() >= width && line.trim_start_matches(mark).is_empty()
        };
        match raw[1..].iter().position(closes) {
            Some(length) => return length + 2,
            None if shape == Shape::Format => return raw.len(),
            None => {}
        }
    }
    if first.starts_with("<!--") {
        return raw.iter().position(|line| line.contains("-->")).map_or(0, |last| last + 1);
    }
    if raw[0].contains('|') && raw.get(1).is_some_and(|line| is_table_rule(line)) {
        return raw.iter().position(|line| line.trim().is_empty()).unwrap_or(raw.len());
    }
    if shape == Shape::Plain {
        return 0;
    }
    if first.starts_with("[^") && first.contains("]:") {
        let belongs = |line: &&str| line.starts_with([' ', '\t']) && !line.trim().is_empty();
        return 1 + raw[1..].iter().take_while(|line| belongs(line)).count();
    }
    usize::from(first.starts_with('>') && indent < 4)
}

fn line(raw: &str, previous: Option<&Line>, shape: Shape) -> Line {
    let cleaned = cleaned(raw);
    let text = cleaned.trim();
    if text.is_empty() {
        return Line::new(Kind::Blank, "");
    }
    let lead = &cleaned[..cleaned.len() - cleaned.trim_start().len()];
    let indent = lead
        .chars()
        .fold(0, |columns, c| if c == '\t' { columns / 4 * 4 + 4 } else { columns + 1 });
    // Columns of people may begin with an empty one.
    let opens_empty = lead.contains('\t') && text.contains('\t');
    let breaks = shape != Shape::Plain && cleaned.ends_with("  ");
    let base = Line { indent, breaks, ..Line::new(Kind::Text, "") };
    if is_rule(text) && !(shape == Shape::Plain && text.contains('_')) {
        let text = cleaned.trim_end().to_owned();
        return Line {
            kind: Kind::Kept,
            text,
            indent: 0,
            apart: shape != Shape::Format,
            ..base
        };
    }
    let level = text.bytes().take_while(|b| *b == b'#').count();
    let is_heading =
        (1..=6).contains(&level) && indent < 4 && text[level..].starts_with([' ', '\t']);
    if is_heading && shape != Shape::Plain {
        let kind = Kind::Heading(u8::try_from(level).unwrap_or(6));
        return Line { kind, indent: 0, text: text[level..].trim().to_owned(), ..base };
    }
    if let Some((marker, rest)) = markers::marker(text, indent, previous, shape) {
        return Line { kind: Kind::Item(marker), text: rest.to_owned(), ..base };
    }
    let text = if opens_empty { format!("\t{text}") } else { text.to_owned() };
    Line { text, ..base }
}

/// The characters of a line as they are meant: composed letters, plain blanks, nothing that nobody sees.
fn cleaned(raw: &str) -> String {
    raw.nfc()
        .filter_map(|c| match c {
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{3000}' => Some(' '),
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => None,
            '\t' => Some(c),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// A row of dashes, stars or underscores, which Markdown takes for a rule.
fn is_rule(text: &str) -> bool {
    ['-', '*', '_'].into_iter().any(|mark| {
        text.chars().filter(|c| *c == mark).count() >= 3
            && text.chars().all(|c| c == mark || c == ' ' || c == '\t')
    })
}

/// Takes the row of dashes or equal signs under a line away and marks the line as a heading.
fn underline(lines: &mut Vec<Line>) {
    let is_row =
        |line: &Line, mark: char| line.text.len() >= 3 && line.text.chars().all(|c| c == mark);
    let mut at = 1;
    while at < lines.len() {
        let is_double = lines[at].is_text() && is_row(&lines[at], '=');
        let is_single = lines[at].kind == Kind::Kept && is_row(&lines[at], '-');
        let names = lines[at - 1].is_text() && lines[at - 1].text.chars().count() <= 100;
        let opens = at < 2 || lines[at - 2].is_gap();
        if (is_double || is_single) && names && opens {
            lines[at - 1].underlined = true;
            lines[at - 1].apart = true;
            lines.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Word processors hand out one line for each paragraph, without blank lines between.
fn has_a_paragraph_on_each_line(lines: &[Line]) -> bool {
    /// Longer than any line of a page that was wrapped, in characters.
    const UNWRAPPED: usize = 120;
    let blank = lines.iter().filter(|line| line.is_gap()).count();
    let filled = lines.len() - blank;
    filled >= 4
        && blank * 8 < filled
        && lines.iter().any(|line| line.text.chars().count() > UNWRAPPED)
}

fn set_apart(lines: &mut Vec<Line>) {
    let mut spaced: Vec<Line> = Vec::with_capacity(lines.len() * 2);
    for line in lines.drain(..) {
        let follows = spaced.last().is_some_and(|last| {
            // Emphasis that goes on holds its lines together.
            let is_open = last.text.starts_with('*') && last.text.matches('*').count() % 2 == 1;
            (last.is_text() || last.is_item()) && !is_open
        });
        if follows && line.is_text() {
            spaced.push(Line { apart: true, ..Line::new(Kind::Blank, "") });
        }
        spaced.push(line);
    }
    *lines = spaced;
}
