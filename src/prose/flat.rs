//! Running text as one string in which every piece knows where it stands in the source.

use std::ops::Range;

use super::{Inline, InlineKind, Link};
use crate::source::Span;

/// The characters of running text, as [`super::plain`] gives them, with the place of each piece.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flat {
    /// The characters, in NFC. A break reads as a blank.
    pub text: String,
    /// The pieces in order; together they are the whole text.
    pieces: Vec<Piece>,
    /// Ranges of `text` that are stressed, struck out, code, a link's words, a picture's or HTML.
    pub marked: Vec<Range<usize>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Piece {
    /// Where it starts in the text, in bytes.
    start: usize,
    span: Span,
    /// Does it stand in the source as it stands in the text, or is it a break?
    is_verbatim: bool,
}

impl Flat {
    /// Running text in one string.
    pub fn of(content: &[Inline]) -> Self {
        let mut flat = Self::default();
        flat.push(content);
        flat
    }

    fn push(&mut self, content: &[Inline]) {
        for inline in content {
            let start = self.text.len();
            match &inline.kind {
                InlineKind::Text(text) => {
                    // Text whose length differs was changed on its way from the source.
                    let is_verbatim = inline.span.end - inline.span.start == text.len();
                    self.piece(text, inline.span, is_verbatim);
                }
                InlineKind::SoftBreak | InlineKind::HardBreak => {
                    self.piece(" ", inline.span, true);
                }
                InlineKind::Code(text) | InlineKind::Html(text) => {
                    self.piece(text, inline.span, false);
                    self.mark(start);
                }
                InlineKind::Image(image) => {
                    self.piece(&image.alt, inline.span, false);
                    self.mark(start);
                }
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Link(Link { content: inner, .. }) => {
                    self.push(inner);
                    self.mark(start);
                }
                InlineKind::Footnote(_) => {}
            }
        }
    }

    fn piece(&mut self, text: &str, span: Span, is_verbatim: bool) {
        if !text.is_empty() {
            self.pieces.push(Piece { start: self.text.len(), span, is_verbatim });
            self.text.push_str(text);
        }
    }

    /// Everything from `start` on is marked; a mark within a mark is part of it.
    fn mark(&mut self, start: usize) {
        let end = self.text.len();
        if start == end {
            return;
        }
        while self.marked.pop_if(|range| range.start >= start).is_some() {}
        self.marked.push(start..end);
    }

    /// The piece that holds a byte of the text.
    fn piece_at(&self, at: usize) -> Option<(usize, &Piece)> {
        let index = self.pieces.partition_point(|piece| piece.start <= at).checked_sub(1)?;
        Some((index, self.pieces.get(index)?))
    }

    /// Where a range of the text, in bytes, stands in the source: as near as is known.
    pub fn span(&self, range: Range<usize>) -> Span {
        let (Some((_, first)), Some((_, last))) = (
            self.piece_at(range.start.min(self.text.len().saturating_sub(1))),
            self.piece_at(
                range.end.max(range.start + 1).min(self.text.len()).saturating_sub(1),
            ),
        ) else {
            return Span::default();
        };
        let within = |piece: &Piece, at: usize| {
            (piece.span.start + (at - piece.start)).min(piece.span.end)
        };
        let start =
            if first.is_verbatim { within(first, range.start) } else { first.span.start };
        let end = if last.is_verbatim { within(last, range.end) } else { last.span.end };
        Span::new(start, end.max(start))
    }

    /// The same where the source has these very characters in one piece, so that they can be replaced.
    pub fn editable(&self, range: Range<usize>) -> Option<Span> {
        let (first, _) = self.piece_at(range.start)?;
        let (last, _) = self.piece_at(range.end.max(range.start + 1) - 1)?;
        let pieces = self.pieces.get(first..=last)?;
        let is_one = pieces.windows(2).all(|pair| pair[0].span.end == pair[1].span.start);
        (is_one && pieces.iter().all(|piece| piece.is_verbatim)).then(|| self.span(range))
    }

    /// Is any of a range marked?
    pub fn is_marked(&self, range: &Range<usize>) -> bool {
        overlaps(&self.marked, range)
    }
}

/// Does any of the ranges, sorted and apart, share a byte with another?
pub fn overlaps(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = ranges.partition_point(|known| known.end <= range.start);
    ranges.get(after).is_some_and(|known| known.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::Flat;
    use crate::parse::parse;
    use crate::prose::BlockKind;
    use crate::source::Source;

    /// The source behind a word of a paragraph, and whether it can be replaced.
    fn behind(text: &str, word: &str) -> (String, bool) {
        let source = Source::new("a.md", text);
        let (parsed, _) = parse(&source);
        let BlockKind::Paragraph(content) = &parsed.blocks[0].kind else { panic!("{text}") };
        let flat = Flat::of(content);
        let start = flat.text.find(word).expect("the word is there");
        let range = start..start + word.len();
        let span = flat.span(range.clone());
        (source.slice(span).to_owned(), flat.editable(range).is_some())
    }

    #[test]
    fn every_word_knows_its_place() {
        let table = [
            ("Möte i Kalmar.", "Kalmar", "Kalmar", true),
            ("Möte *i* Kalmar.", "Kalmar", "Kalmar", true),
            ("Möte *i* Kalmar.", "i Kal", "i* Kal", false),
            ("Möte i\nKalmar.", "i Kalmar", "i\nKalmar", true),
            ("A &amp; B", "& B", "&amp; B", false),
            ("Ka\u{308}vlinge", "Kävlinge", "Ka\u{308}vlinge", false),
            ("`kod` och", "kod", "`kod`", false),
        ];
        for (text, word, expected, editable) in table {
            assert_eq!(behind(text, word), (expected.to_owned(), editable), "{text}");
        }
    }
}
