//! Fixes made: a text with the faults of its findings mended, everything else left to the byte.

use std::collections::BTreeMap;

use crate::diagnostic::{Edit, Finding, Safety};
use crate::source::{Source, Span};

/// The text with every fix made that is at least this safe, and how many were. Where two touch the same
/// place the first is made; the other is found again in the new text.
pub fn apply(source: &Source, findings: &[Finding], safety: Safety) -> (String, usize) {
    let mut fixes: Vec<Vec<Edit>> = findings
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .filter(|fix| fix.safety <= safety && !fix.edits.is_empty())
        .map(|fix| fix.edits_in(source))
        .collect();
    fixes.sort_by_key(|edits| edits.first().map(|edit| edit.span));
    // By their places; the number keeps two at one place apart, in the order in which they were chosen.
    let mut chosen: BTreeMap<(Span, usize), String> = BTreeMap::new();
    let mut count = 0;
    for edits in fixes {
        // Chosen places lie apart, so the last that starts no later than an edit ends is the one it may touch.
        let touches = |edit: &Edit| {
            let upto = (Span::new(edit.span.end, usize::MAX), usize::MAX);
            let last = chosen.range(..=upto).next_back();
            last.is_some_and(|((known, _), _)| edit.span.start <= known.end)
        };
        if edits.iter().any(touches) {
            continue;
        }
        count += 1;
        for edit in edits {
            chosen.insert((edit.span, chosen.len()), edit.text);
        }
    }
    let text = source.text();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for ((span, _), new) in chosen {
        out.push_str(text.get(at..span.start).unwrap_or(""));
        if line_end == "\n" || !new.contains('\n') {
            out.push_str(&new);
        } else {
            out.push_str(&new.replace("\r\n", "\n").replace('\n', line_end));
        }
        at = span.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    (out, count)
}
