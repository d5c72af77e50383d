//! LGL506: a time that a reader in ten years has to work out.

use std::ops::Range;

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::dates::month;
use crate::model::text::{Run, RunKind};

/// A time that depends on when it was written.
pub(crate) static RULE: Rule = Rule { code: "LGL506", name: "relativ-tid", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for run in context.text.runs.iter().filter(|run| run.kind != RunKind::Person) {
        // Told once in a paragraph: who adds the year reads it all.
        let Some((range, wanted)) = (0..run.words.len()).find_map(|at| relative(run, at))
        else {
            continue;
        };
        let typed = &run.text()[range.clone()];
        let (message, help) = match wanted {
            Wanted::Date => ("visar inte vilken dag det är", "Skriv datumet."),
            Wanted::Time => {
                ("visar inte när det är", "Skriv datumet, eller veckan eller månaden och året.")
            }
            Wanted::Year => ("visar inte vilket år det är", "Skriv året efter månaden."),
        };
        findings.push(
            RULE.at(run.span_of(range.clone()), format!("”{typed}” {message}")).help(help),
        );
    }
}

/// What a reader misses.
#[derive(Clone, Copy)]
enum Wanted {
    Date,
    Time,
    Year,
}

/// Words that are a day, a week or a month seen from the day of writing.
fn relative(run: &Run, at: usize) -> Option<(Range<usize>, Wanted)> {
    let word = run.words.get(at).filter(|word| !word.is_shielded)?;
    // Nearly every word is none of these, and its neighbour need not be looked at.
    let opens = matches!(
        run.lower(word),
        "i" | "under"
            | "till"
            | "från"
            | "före"
            | "efter"
            | "sedan"
            | "av"
            | "inför"
            | "nästa"
            | "förra"
            | "idag"
            | "igår"
            | "imorgon"
            | "imorse"
    );
    if !opens {
        return None;
    }
    let next = run
        .words
        .get(at + 1)
        .filter(|next| run.between(word, next).trim().is_empty() && !next.is_shielded);
    let next_lower = next.map_or("", |next| run.lower(next));
    let pair = word.start..next.map_or(word.end, |next| next.end);
    match run.lower(word) {
        "igår" | "imorgon" | "imorse" => Some((word.range(), Wanted::Date)),
        "i" if matches!(next_lower, "går" | "morgon" | "morse" | "förrgår" | "övermorgon") => {
            Some((pair, Wanted::Date))
        }
        "idag" if is_start(run, at) => Some((word.range(), Wanted::Date)),
        "i" if next_lower == "dag" && is_start(run, at) => Some((pair, Wanted::Date)),
        "nästa" if matches!(next_lower, "vecka" | "månad") => Some((pair, Wanted::Time)),
        "förra" if matches!(next_lower, "veckan" | "månaden") => Some((pair, Wanted::Time)),
        "i" | "under" | "till" | "från" | "före" | "efter" | "sedan" | "av" | "inför" => {
            let next = next.filter(|next| !next.is_capital)?;
            // A shortened month is none in a sentence.
            let is_month = next.end - next.start > 3 || next_lower == "maj";
            let is_lost = is_month && month(next_lower).is_some() && !tells_of_year(run);
            is_lost.then_some((pair, Wanted::Year))
        }
        _ => None,
    }
}

/// Does something start, end or hold from today: "från och med i dag"? Else the word means "nowadays".
fn is_start(run: &Run, at: usize) -> bool {
    let before =
        |steps: usize| at.checked_sub(steps).map_or("", |at| run.lower(&run.words[at]));
    matches!(before(1), "från" | "fr.o.m" | "senast" | "start")
        || (before(1) == "med" && before(2) == "och" && matches!(before(3), "från" | "till"))
        || (before(1) == "start" && before(2) == "med")
        || (before(1) == "med" && before(2) == "start")
}

/// Does the paragraph name a year, or speak of what comes back every year?
fn tells_of_year(run: &Run) -> bool {
    run.words.iter().any(|word| {
        let lower = run.lower(word);
        let is_year = word.has_digit
            && lower.split(['-', '–', '/']).any(|part| {
                part.len() == 4 && part.parse().is_ok_and(|n: u16| (1900..=2100).contains(&n))
            });
        is_year || lower.starts_with("år") || lower == "varje"
    })
}
