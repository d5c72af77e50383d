//! Comments to lgl in the text: `<!-- lgl: tillåt LGL404 skälet -->` before a paragraph.

use unicode_normalization::UnicodeNormalization;

use super::INVALID_VALUE;
use crate::diagnostic::Finding;
use crate::source::{Span, Spanned};

/// A rule that a comment switches off for the block below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Code or name of the rule, as typed.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: String,
    /// The block that it speaks of; empty where none follows.
    pub scope: Span,
}

/// Reads a block of HTML as comments to lgl, one or more; none where it is something else.
pub(super) fn read(
    html: &str,
    span: Span,
    findings: &mut Vec<Finding>,
) -> Option<Vec<Allowance>> {
    let mut allowances = Vec::new();
    let mut rest = html;
    // A first look, so that other HTML leaves no findings of ours.
    html.trim_start().strip_prefix("<!--")?.trim_start().strip_prefix("lgl:")?;
    loop {
        let lead = rest.len() - rest.trim_start().len();
        if rest.trim().is_empty() {
            return Some(allowances);
        }
        let start = html.len() - rest.len() + lead;
        let (inside, after) = rest.trim_start().strip_prefix("<!--")?.split_once("-->")?;
        let words = inside.trim().strip_prefix("lgl:")?.trim();
        let whole = Span::new(start, html.len() - after.len()).shift(span.start);
        match words.strip_prefix("tillåt ").or(words.strip_prefix("tilla\u{30a}t ")) {
            Some(words) => {
                let words = words.trim();
                let (rule, reason) =
                    words.split_once(char::is_whitespace).unwrap_or((words, ""));
                let at = html.get(start..).and_then(|text| text.find(rule)).unwrap_or(0);
                let place = Span::new(start + at, start + at + rule.len()).shift(span.start);
                if reason.trim().is_empty() {
                    findings.push(without_reason(rule, place));
                } else {
                    allowances.push(Allowance {
                        rule: Spanned::new(rule.nfc().collect(), place),
                        reason: reason.trim().nfc().collect(),
                        scope: Span::at(whole.end),
                    });
                }
            }
            None => findings.push(
                INVALID_VALUE.at(whole, "Kommentaren till lgl går inte att förstå").help(
                    "Skriv <!-- lgl: tillåt LGL404 och skälet --> på en egen rad före stycket.",
                ),
            ),
        }
        rest = after;
    }
}

/// An exception that does not say why.
pub(crate) fn without_reason(rule: &str, place: Span) -> Finding {
    super::MISSING_KEY
        .at(place, format!("Undantaget för {rule} saknar skäl"))
        .help("Skriv efter koden varför regeln inte gäller här.")
}
