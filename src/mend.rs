//! Fixes made: a text with the faults of its findings mended, everything else left to the byte.

use std::ops::Range;

use crate::diagnostic::{Finding, Safety};
use crate::source::Source;

/// The text with every fix made that is at least this safe, and how many were. Where two touch the same
/// place the first is made; the other is found again in the new text.
pub fn apply(source: &Source, findings: &[Finding], safety: Safety) -> (String, usize) {
    let mut fixes: Vec<Vec<(Range<usize>, String)>> = findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.safety <= safety && !fix.edits.is_empty())
        .map(|fix| fix.edits_in(source))
        .map(|edits| edits.into_iter().map(|edit| (edit.span.range(), edit.text)).collect())
        .collect();
    for edits in &mut fixes {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
    }
    fixes.sort_by_key(|edits| edits.first().map(|(range, _)| (range.start, range.end)));
    let mut chosen: Vec<(Range<usize>, String)> = Vec::new();
    let mut count = 0;
    for edits in fixes {
        let touches = |range: &Range<usize>| {
            chosen
                .iter()
                .rev()
                .any(|(known, _)| range.start <= known.end && known.start <= range.end)
        };
        if edits.iter().any(|(range, _)| touches(range)) {
            continue;
        }
        count += 1;
        chosen.extend(edits);
        chosen.sort_by_key(|(range, _)| range.start);
    }
    let text = source.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in chosen {
        out.push_str(text.get(at..range.start).unwrap_or(""));
        if line_end == "\n" || !new.contains('\n') {
            out.push_str(&new);
        } else {
            out.push_str(&new.replace("\r\n", "\n").replace('\n', line_end));
        }
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (out, count)
}
