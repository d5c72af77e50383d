//! The marks that list items open with, in all the forms that word processors and slides hand out.

use super::lines::{Kind, Line, Shape};

/// The mark of a list item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marker {
    /// As it is written, with the blanks after it.
    pub(super) typed: String,
    /// The number of a numbered item.
    pub(super) number: Option<u16>,
    /// How deep word processors use this mark, from zero; none where it says nothing.
    pub(super) depth: Option<u8>,
}

impl Marker {
    /// A bullet as the document format has it.
    pub(super) fn bullet() -> Self {
        Self { typed: "- ".to_owned(), number: None, depth: None }
    }
}

/// Marks that stand for a bullet, and how deep they are used.
const BULLETS: [(char, u8); 22] = [
    ('•', 0),
    ('●', 0),
    ('·', 0),
    ('∙', 0),
    ('⁃', 0),
    ('‣', 0),
    ('➢', 0),
    ('➤', 0),
    ('►', 0),
    ('✓', 0),
    ('✔', 0),
    ('❖', 0),
    // Symbol and Wingdings, as they come out where the typeface is lost.
    ('\u{f0b7}', 0),
    ('\u{f0a8}', 0),
    ('\u{f0d8}', 0),
    ('\u{f0fc}', 0),
    ('○', 1),
    ('◦', 1),
    ('▪', 2),
    ('■', 2),
    ('\u{f0a7}', 2),
    ('□', 2),
];

/// The mark that a line opens with, and what comes after it.
pub(super) fn marker<'a>(
    text: &'a str,
    indent: usize,
    previous: Option<&Line>,
    shape: Shape,
) -> Option<(Marker, &'a str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let is_spaced = rest.starts_with([' ', '\t']) && !rest.trim().is_empty();
    match first {
        '-' | '*' if is_spaced => Some(doubled(first, rest)),
        // "+ 3 procent" is a sum in plain text.
        '+' if is_spaced && shape != Shape::Plain => Some(doubled(first, rest)),
        '–' | '—' if is_spaced && follows_list(indent, previous) => {
            let depth = follows_symbol(previous).then_some(1);
            Some((Marker { depth, ..Marker::bullet() }, rest.trim_start()))
        }
        // The second bullet of word processors is a letter.
        'o' if rest.starts_with('\t')
            || (is_spaced
                && follows_item(previous)
                && (indent > 0
                    || follows_symbol(previous)
                    || rest.trim_start().starts_with(char::is_uppercase))) =>
        {
            let is_filled = !rest.trim().is_empty();
            is_filled
                .then(|| (Marker { depth: Some(1), ..Marker::bullet() }, rest.trim_start()))
        }
        _ if first.is_ascii_digit() => number(text),
        _ => {
            let (_, depth) = BULLETS.into_iter().find(|(bullet, _)| *bullet == first)?;
            // A mark that has no other meaning may stand right before its text.
            let sure = is_spaced || (!matches!(first, '·' | '✓' | '✔') && !rest.is_empty());
            let depth = Some(depth).filter(|_| !matches!(first, '✓' | '✔'));
            sure.then(|| (Marker { depth, ..Marker::bullet() }, rest.trim_start()))
        }
    }
}

/// `- ✓ Text` has one mark too many.
fn doubled(first: char, rest: &str) -> (Marker, &str) {
    let trimmed = rest.trim_start();
    let blanks = rest.len() - trimmed.len();
    let second =
        trimmed.chars().next().filter(|c| BULLETS.iter().any(|(bullet, _)| bullet == c));
    if let Some(second) = second
        && let Some(text) = trimmed.strip_prefix(second)
        && text.starts_with([' ', '\t'])
        && !text.trim().is_empty()
    {
        return (Marker::bullet(), text.trim_start());
    }
    let has_tab = rest[..blanks].contains('\t');
    // Five blanks or more would make the text code.
    let blanks = if has_tab || blanks > 4 { 1 } else { blanks };
    let typed = format!("{first}{}", " ".repeat(blanks));
    (Marker { typed, ..Marker::bullet() }, trimmed)
}

/// `4. Text` or `4) Text`.
fn number(text: &str) -> Option<(Marker, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit())?;
    let digits = text.get(..length).filter(|digits| digits.len() <= 3)?;
    let sign = text[length..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let rest = &text[length + 1..];
    let trimmed = rest.trim_start();
    if trimmed.len() == rest.len() || trimmed.is_empty() {
        return None;
    }
    let typed = format!("{digits}{sign} ");
    Some((Marker { typed, number: digits.parse().ok(), depth: None }, trimmed))
}

fn follows_item(previous: Option<&Line>) -> bool {
    previous.is_some_and(Line::is_item)
}

/// Below a bullet that is a symbol, a dash is one step in.
fn follows_symbol(previous: Option<&Line>) -> bool {
    matches!(previous.map(|line| &line.kind), Some(Kind::Item(marker)) if marker.depth.is_some())
}

/// A dash opens an item at the start of a block, in a list, or below a line that announces one. Within a
/// paragraph it is a dash.
fn follows_list(indent: usize, previous: Option<&Line>) -> bool {
    previous.is_none_or(|line| {
        line.is_gap()
            || line.is_item()
            || line.text.ends_with([':', ';'])
            || indent > line.indent
    })
}
