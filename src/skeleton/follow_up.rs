//! What earlier meetings asked somebody to do, and that may still be open.

use super::Plan;
use super::write::{inline, list, opening};
use crate::model::{Mark, Marked};
use crate::prose::{each_run, plain};

/// How long an assignment is remembered, in days.
const MEMORY: i64 = 365;

/// The item of what is to be followed up.
pub(super) fn body(plan: &Plan<'_>) -> String {
    let open = open(plan);
    if open.is_empty() {
        return "Det finns inga uppdrag att följa upp.".to_owned();
    }
    format!("Mötet går igenom uppdragen från tidigare möten:\n\n{}", list(open))
}

/// Every assignment that may be open, and every decision that somebody is to carry out, the oldest first: those of
/// the last year that were to be done on the day of the meeting before or later, and of the meeting before also
/// those that have no day. As Markdown.
pub(super) fn open(plan: &Plan<'_>) -> Vec<String> {
    let Some(previous) = plan.previous() else { return Vec::new() };
    let first = plan.date.plus(-MEMORY);
    let mut open = Vec::new();
    for earlier in plan.earlier.iter().filter(|earlier| earlier.date >= first) {
        let is_last = earlier.date == previous.date;
        for (_, marked) in earlier.minutes.marked() {
            let is_asked_for = match marked.mark {
                Mark::Assignment => true,
                Mark::Decision { .. } => {
                    marked.responsible.is_some() || marked.due_text.is_some()
                }
                _ => false,
            };
            let may_be_open = match &marked.due {
                Some(due) => due.value >= previous.date,
                None => is_last,
            };
            if is_asked_for && may_be_open {
                open.extend(line(marked, &earlier.date.to_string()));
            }
        }
    }
    open
}

/// "Ta fram en plan (Beslut 2026-09-18/3). Ansvarig: Eva Ek. Senast: 2026-12-01."
fn line(marked: &Marked, date: &str) -> Option<String> {
    let what = what(marked)?;
    let origin = match marked.anchor() {
        Some(anchor) => format!("Beslut {anchor}"),
        None => format!("Uppdrag {date}"),
    };
    let mut line = format!("{} ({origin}).", opening(&what));
    if let Some(responsible) = &marked.responsible {
        let responsible = responsible.value.trim_end_matches('.');
        line.push_str(&format!(" Ansvarig: {}.", inline(responsible)));
    }
    if let Some(due) = &marked.due_text {
        line.push_str(&format!(" Senast: {}.", inline(due.value.trim_end_matches('.'))));
    }
    Some(line)
}

/// What is to be done, as a phrase: of "Nämnden beslutar att anta planen." it is "Anta planen".
fn what(marked: &Marked) -> Option<String> {
    let mut texts: Vec<String> = Vec::new();
    for block in &marked.blocks {
        each_run(block, &mut |content| texts.push(plain(content).trim().to_owned()));
    }
    let (first, clauses) = texts.split_first()?;
    let clauses: Vec<&str> =
        clauses.iter().map(|clause| clause.trim_end_matches(['.', ';', ','])).collect();
    let text = match clauses.as_slice() {
        [] => first.clone(),
        clauses => format!("{first} {}", clauses.join("; ")),
    };
    let text = text.trim().trim_end_matches('.');
    let text = without_actor(text).unwrap_or(text).trim();
    let mut letters = text.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// What stands after "<body> beslutar att": as a sentence of its own it would be a decision once more.
fn without_actor(text: &str) -> Option<&str> {
    let (actor, rest) = text.split_once(" beslutar ")?;
    let is_actor = !actor.contains('.') && actor.split_whitespace().count() <= 10;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("att").unwrap_or(rest);
    let rest = rest.trim_start_matches([':', ' ']);
    Some(rest).filter(|rest| is_actor && !rest.is_empty())
}
