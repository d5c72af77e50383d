//! The text of one file and places in it. Offsets are bytes from zero; only display counts from one.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The largest file that is read, in bytes: Typst's spans have 23 bits for an offset.
pub const MAX_BYTES: usize = 8 * 1024 * 1024 - 1;

/// A limit in bytes as it is told: in megabytes.
pub(crate) const fn megabytes(limit: u64) -> u64 {
    limit.div_ceil(1024 * 1024)
}

/// A half-open range of bytes in a [`Source`], on character borders.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after.
    pub end: usize,
}

impl Span {
    /// The bytes `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty span: the place between two characters where something should stand.
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// The same bytes as a range, to index a `str` with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span, moved `by` bytes to the right.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl Spanned<String> {
    /// The place of the text, where as many bytes were read as it has; in quotation marks there were more.
    pub fn place(&self) -> Option<Span> {
        (self.span.end - self.span.start == self.value.len()).then_some(self.span)
    }
}

impl<T> Spanned<T> {
    /// A value read from `span`.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Another value from the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(f(self.value), self.span)
    }
}

/// A place for a person: line and column, both counted from one, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
}

/// The text of one file, byte for byte as it was read (byte order mark and line endings included).
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Offset of the first byte of each line.
    lines: Vec<usize>,
}

impl Source {
    /// A text and the name it is shown under (a path with forward slashes).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut lines = Vec::with_capacity(text.len() / 40 + 1);
        lines.push(0);
        lines.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { name: name.into(), text, lines }
    }

    /// The name it is shown under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The whole lines that a span stands on, without the line end of the last.
    pub fn lines_of(&self, span: Span) -> Span {
        let length = self.text.len();
        let first = self.line(span.start.min(length));
        // What ends with a line end does not stand on the line after it.
        let last = span.end.min(length);
        let last = if last > span.start { self.line(last - 1) } else { first };
        let end = self.lines.get(last + 1).map_or(length, |next| next - 1);
        let end = if self.text[..end].ends_with('\r') { end - 1 } else { end };
        Span::new(self.lines[first], end.max(self.lines[first]))
    }

    /// Line and column of a byte offset.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.line(offset);
        // A byte order mark is no character that anybody sees.
        let mark = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = if line == 0 { mark } else { self.lines[line] };
        let column = self.text.get(start..offset.max(start)).unwrap_or("").chars().count() + 1;
        Place { line: line + 1, column }
    }

    /// Number of the line that holds a byte offset, from zero.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.md", "åäö\r\nnärvaro");
        assert_eq!(source.place(4), Place { line: 1, column: 3 });
        assert_eq!(source.place(source.text().len()), Place { line: 2, column: 8 });
    }

    #[test]
    fn a_span_stands_on_whole_lines() {
        let source = Source::new("a.md", "ett\r\ntvå\n\nfyra");
        for (span, lines) in [
            (Span::new(1, 2), "ett"),
            (Span::new(1, 5), "ett"),
            (Span::new(2, 6), "ett\r\ntvå"),
            (Span::at(5), "två"),
            (Span::at(10), ""),
            (Span::new(13, 99), "fyra"),
            (Span::at(99), "fyra"),
            (Span::new(13, 2), "fyra"),
        ] {
            assert_eq!(source.slice(source.lines_of(span)), lines, "{span:?}");
        }
    }
}
