//! The lines of a text that a finding shows, each cut to a window round the place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::visible;
use crate::source::{Source, Span};

/// The longest piece of a line that is shown, in characters: with a line number it fits in 90
/// columns.
const WINDOW: usize = 80;

/// The longest piece of a line that is marked, in characters: it leaves a few words on each side.
const MARK: usize = 48;

/// How far from its first line an excerpt reaches, in lines. What is further away is told in words.
const REACH: usize = 200;

/// How far a cut may move to fall between two words, in characters.
const SLACK: usize = 12;

/// A few lines of a text, ready to be shown.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// Number of the first line, from one.
    pub(super) first_line: usize,
    /// The lines. Those between the ones of interest are empty.
    pub(super) text: String,
    /// Where each place of interest is in `text`; none where it does not fit in the excerpt.
    pub(super) marks: Vec<Option<Range<usize>>>,
    /// A line above that shows where an empty line is.
    pub(super) context: Option<Range<usize>>,
}

/// One line of the text and the part of it that is shown.
struct Line {
    /// Bytes of the line in the text, without its line ending.
    bytes: Range<usize>,
    /// Bytes that are shown, within `bytes`.
    shown: Range<usize>,
}

/// The lines round `main` and, where they are near, round `others`. The first mark is that of `main`.
pub(super) fn excerpt(source: &Source, main: Span, others: &[Span]) -> Excerpt {
    let text = source.text();
    let spans: Vec<Range<usize>> =
        std::iter::once(&main).chain(others).map(|&span| on_one_line(text, span)).collect();
    let main_line = source.place(spans[0].start).line;

    let mut lines = BTreeMap::new();
    let mut numbers = Vec::new();
    for span in &spans {
        let number = source.place(span.start).line;
        let fits = if number.abs_diff(main_line) > REACH {
            false
        } else {
            let line = lines.entry(number).or_insert_with(|| Line::round(text, span));
            line.shown.start <= span.start && span.start <= line.shown.end
        };
        numbers.push(fits.then_some(number));
    }
    let above = if lines.len() == 1 { line_above(text, main_line, &spans[0]) } else { None };
    let context = above.map(|(number, line)| {
        lines.insert(number, line);
        number
    });

    fill_gaps(text, &mut lines);

    let first_line = *lines.keys().next().expect("the line of the finding is there");
    let last_line = *lines.keys().next_back().expect("the line of the finding is there");
    let mut out = String::new();
    let mut starts = BTreeMap::new();
    for number in first_line..=last_line {
        if let Some(line) = lines.get(&number) {
            starts.insert(number, out.len());
            out.push_str(&line.show(text));
        }
        out.push('\n');
    }
    let offset = |number, at| starts[&number] + lines[&number].offset(text, at);
    let marks = spans
        .iter()
        .zip(numbers)
        .map(|(span, number)| number.map(|n| offset(n, span.start)..offset(n, span.end)))
        .collect();
    let context = context.map(|number| starts[&number]..starts[&number]);
    Excerpt { first_line, text: out, marks, context }
}

/// Adds the line between two that are shown: one line left out is as long as the dots for it.
fn fill_gaps(text: &str, lines: &mut BTreeMap<usize, Line>) {
    let gaps: BTreeMap<usize, Line> = lines
        .iter()
        .filter(|(number, _)| lines.contains_key(&(**number + 2)))
        .filter(|(number, _)| !lines.contains_key(&(**number + 1)))
        .filter_map(|(number, line)| {
            let start = line.bytes.end + text[line.bytes.end..].find('\n')? + 1;
            Some((number + 1, Line::round(text, &(start..start))))
        })
        .collect();
    lines.extend(gaps);
}

impl Line {
    /// The line of a span, cut to a window round it.
    fn round(text: &str, span: &Range<usize>) -> Self {
        let bytes = line_bytes(text, span.start);
        let before = &text[bytes.start..span.start];
        let after = &text[span.end..bytes.end];
        let room = WINDOW - text[span.clone()].chars().count().min(WINDOW);
        let (left, right) =
            (before.chars().rev().take(room).count(), after.chars().take(room).count());
        let left = left.min((room / 3).max(room - right));
        let right = right.min(room - left);
        let start =
            before.char_indices().rev().take(left).last().map_or(before.len(), |(i, _)| i);
        let end = after.char_indices().nth(right).map_or(after.len(), |(i, _)| i);
        let shown = bytes.start + word_start(before, start)..span.end + word_end(after, end);
        Self { bytes, shown }
    }

    fn show(&self, text: &str) -> String {
        let cut = |is_cut| if is_cut { "…" } else { "" };
        format!(
            "{}{}{}",
            cut(self.shown.start > self.bytes.start),
            self.visible(text, self.shown.end),
            cut(self.shown.end < self.bytes.end),
        )
    }

    /// Where a byte of the text is in the line as it is shown.
    fn offset(&self, text: &str, at: usize) -> usize {
        let cut = if self.shown.start > self.bytes.start { "…".len() } else { 0 };
        cut + self.visible(text, at.min(self.shown.end)).len()
    }

    fn visible(&self, text: &str, end: usize) -> String {
        let shown = &text[self.shown.start..end];
        // A byte order mark is no part of what the writer wrote.
        visible(if self.shown.start == 0 {
            shown.trim_start_matches('\u{feff}')
        } else {
            shown
        })
    }
}

/// A span cut to what can be marked: within its first line, of a moderate length.
fn on_one_line(text: &str, span: Span) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let line = line_bytes(text, start);
    let start = start.min(line.end);
    let end = text.floor_char_boundary(span.end).clamp(start, line.end);
    let marked = &text[start..end];
    let end = marked.char_indices().nth(MARK).map_or(end, |(i, _)| start + i);
    start..end
}

/// Bytes of the line that holds an offset, without its line ending.
fn line_bytes(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end
}

/// The nearest line above that is not blank, at most two lines up, where the line itself is blank.
fn line_above(text: &str, number: usize, span: &Range<usize>) -> Option<(usize, Line)> {
    let line = line_bytes(text, span.start);
    if !text[line.clone()].trim().is_empty() {
        return None;
    }
    let mut start = line.start;
    for up in 1..=2 {
        let above = line_bytes(text, start.checked_sub(1)?);
        if !text[above.clone()].trim().is_empty() {
            let line = Line::round(text, &(above.start..above.start));
            return Some((number - up, line));
        }
        start = above.start;
    }
    None
}

/// The first start of a word at or shortly after `cut`.
fn word_start(text: &str, cut: usize) -> usize {
    if cut == 0 {
        return 0;
    }
    let near = text[cut..].char_indices().take(SLACK);
    near.filter(|(_, c)| *c == ' ').map(|(i, _)| cut + i + 1).next().unwrap_or(cut)
}

/// The last end of a word at or shortly before `cut`.
fn word_end(text: &str, cut: usize) -> usize {
    if cut == text.len() {
        return cut;
    }
    let near = text[..cut].char_indices().rev().take(SLACK);
    near.filter(|(_, c)| *c == ' ').map(|(i, _)| i).next().unwrap_or(cut)
}
