//! References to decisions by their anchors: `2022-11-25/4`, in running text and in links.

use super::target::{Target, classify};
use super::text::Run;
use super::{Date, Minutes, Text};
use crate::prose::{Inline, InlineKind};
use crate::source::Spanned;

/// Every decision that a document refers to by its anchor, in the order of the text.
///
/// An anchor in the document itself is left out where it is a link's: a link to a place that is not there is
/// another fault.
pub fn of(minutes: &Minutes, text: &Text) -> Vec<Spanned<String>> {
    let mut found: Vec<Spanned<String>> = Vec::new();
    minutes.each_inline(&mut |inline: &Inline| {
        let InlineKind::Link(link) = &inline.kind else { return };
        let Target::File { anchor: Some(anchor), .. } = classify(&link.target) else { return };
        if is_anchor(anchor) {
            found.push(Spanned::new(anchor.to_owned(), inline.span));
        }
    });
    let links = found.len();
    for run in text.runs.iter().filter(|run| run.text().contains('/')) {
        for sentence in run.sentences() {
            let is_about_decisions =
                || sentence.iter().any(|word| run.lower(word).starts_with("beslut"));
            for word in sentence.iter().filter(|word| word.has_digit) {
                let typed = run.word(word);
                if is_anchor(typed)
                    && !is_quoted(run, word.start)
                    && (!may_be_days(typed) || is_about_decisions())
                {
                    let span = run.span_of(word.range());
                    found.push(Spanned::new(typed.to_owned(), span));
                }
            }
        }
    }
    // What a link says as well as leads to is one reference.
    let (linked, typed) = found.split_at(links);
    let is_linked = |reference: &Spanned<String>| {
        linked.iter().any(|link| {
            link.span.start <= reference.span.start && reference.span.end <= link.span.end
        })
    };
    let typed: Vec<_> = typed.iter().filter(|typed| !is_linked(typed)).cloned().collect();
    found.truncate(links);
    found.extend(typed);
    found.sort_by_key(|reference| reference.span);
    found
}

fn is_quoted(run: &Run, at: usize) -> bool {
    run.quotes.iter().any(|quote| quote.contains(&at))
}

/// The day and the number of an anchor: `2022-11-25/4`.
pub fn parts(anchor: &str) -> Option<(Date, usize)> {
    let (day, number) = anchor.split_once('/')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_number { number.parse().ok()? } else { return None };
    Some((Date::parse(day).ok()?, number))
}

fn is_anchor(text: &str) -> bool {
    parts(text).is_some()
}

/// "2022-11-25/26" may be a meeting of two days.
fn may_be_days(anchor: &str) -> bool {
    parts(anchor).is_some_and(|(date, number)| number > usize::from(date.day()) && number <= 31)
}
