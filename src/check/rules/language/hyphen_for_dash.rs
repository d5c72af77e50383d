//! LGL704: a hyphen between blanks where a dash belongs.

use super::places;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, RunKind};
use crate::source::Span;

/// A hyphen in the place of a dash.
pub(crate) static RULE: Rule = Rule { code: "LGL704", name: "tankstreck", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut places_found: Vec<Span> = Vec::new();
    for run in &context.text.runs {
        // In a cell it may be a score or a gap, in a list of people it parts a name from what comes after.
        if !matches!(run.kind, RunKind::Cell | RunKind::Person | RunKind::Quote) {
            hyphens(run, &mut places_found);
        }
    }
    places_found.retain(|place| !context.allows(&RULE, *place));
    let Some(first) = places_found.first() else { return };
    let edits = places_found.iter().map(|place| Edit::replace(*place, "–")).collect();
    let message =
        format!("Bindestreck står i stället för tankstreck{}", places(places_found.len()));
    findings.push(
        RULE.at(*first, message)
            .help("Skriv tankstreck (–) mellan blanksteg.")
            .fix(Fix::safe(edits)),
    );
}

fn hyphens(run: &Run, found: &mut Vec<Span>) {
    let text = run.text();
    let mut next = 0;
    while let Some(at) = text[next..].find('-').map(|found| next + found) {
        let length = text[at..].bytes().take_while(|byte| *byte == b'-').count();
        next = at + length;
        let (before, after) = (&text[..at], &text[next..]);
        // A blank on both sides; three hyphens or more are a line.
        let is_spaced = length < 3 && before.ends_with(' ') && after.starts_with(' ');
        if !is_spaced || before.trim_end().is_empty() {
            continue;
        }
        if length == 1 && is_suspended(before, after) {
            continue;
        }
        // "5 - 3" is a sum, a score or a range, and a range is another rule's.
        let is_between_digits = before.trim_end().ends_with(|c: char| c.is_ascii_digit())
            && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
        if !is_between_digits && !is_span_of_days(&run.lower[..at], &run.lower[next..]) {
            found.extend(run.editable(at..next));
        }
    }
}

/// "barn - och ungdom": a hyphen that stands for the rest of a word, with a blank too many before it.
fn is_suspended(before: &str, after: &str) -> bool {
    let next = after.trim_start().split(char::is_whitespace).next().unwrap_or("");
    before.trim_end().ends_with(char::is_alphabetic)
        && matches!(next, "och" | "eller" | "samt" | "respektive")
}

/// "måndag - fredag", "maj - juni": a range, which has no blanks at all.
fn is_span_of_days(before: &str, after: &str) -> bool {
    let before = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let after = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let is_day = |word: &str| super::letter_case::is_calendar_word(word);
    is_day(before) && is_day(after)
}
