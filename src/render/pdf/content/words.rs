//! Words that may be wider than a line: addresses, file names, long compounds.

use typst::foundations::{Content, NativeElement};
use typst::layout::{Abs, HElem};
use typst::syntax::Span;
use typst::text::TextElem;

use crate::render::breaks::split;

/// Width of a place to break, in points: a gap is one, and unlike a zero-width space no character; but
/// Typst passes over a gap of nothing at all.
const GAP: f64 = 0.001;

/// Text whose long words can be broken, with nothing added to what is read or copied.
pub(super) fn content(text: &str, span: Span) -> Content {
    let mut parts = Vec::new();
    split(text, |part| parts.push(part.to_owned()));
    if parts.len() < 2 {
        return TextElem::packed(text).spanned(span);
    }
    let gap = HElem::new(Abs::pt(GAP).into()).pack();
    let parts = parts.into_iter().map(|part| TextElem::packed(part).spanned(span));
    let mut sequence = Vec::new();
    for part in parts {
        if !sequence.is_empty() {
            sequence.push(gap.clone());
        }
        sequence.push(part);
    }
    Content::sequence(sequence)
}

/// Preformatted text whose long words can be broken, by zero-width spaces.
pub(super) fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    split(text, |part| {
        if !out.is_empty() {
            out.push('\u{200b}');
        }
        out.push_str(part);
    });
    out
}
