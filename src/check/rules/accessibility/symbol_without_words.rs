//! LGL802: a symbol that says something which no word says.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, RunKind};
use crate::source::Span;

/// A symbol without words.
pub(crate) static RULE: Rule =
    Rule { code: "LGL802", name: "symbol-utan-ord", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut seen: Vec<Seen> = Vec::new();
    for run in &context.text.runs {
        if run.kind != RunKind::Quote {
            in_run(run, &mut seen);
        }
    }
    for symbol in &mut seen {
        symbol.all.retain(|place| !context.allows(&RULE, *place));
        symbol.alone.retain(|place| !context.allows(&RULE, *place));
    }
    // Where a tick here stands against a cross there, the difference is told by the symbols alone.
    let has = |sense| seen.iter().any(|symbol| symbol.sense == sense);
    let are_opposed = has(Sense::Yes) && has(Sense::No);
    for symbol in &seen {
        let places = match symbol.sense {
            Sense::Arrow => &symbol.all,
            Sense::Yes | Sense::No if are_opposed => &symbol.all,
            _ => &symbol.alone,
        };
        let Some(first) = places.first() else { continue };
        let character = symbol.character;
        let message = match (symbol.sense, places.len()) {
            (Sense::Arrow, 1) => format!("Pilen ”{character}” står där det behövs ett ord"),
            (Sense::Arrow, count) => {
                format!("Pilen ”{character}” står på {count} ställen där det behövs ett ord")
            }
            (_, 1) => format!("Symbolen ”{character}” säger något som inget ord säger"),
            (_, count) => format!(
                "Symbolen ”{character}” säger på {count} ställen något som inget ord säger"
            ),
        };
        let help = match symbol.sense {
            Sense::Arrow => "Skriv vad pilen betyder, till exempel ”till” eller ”leder till”.",
            Sense::Yes => "Skriv vad symbolen betyder, till exempel ”Ja” eller ”Klart”.",
            Sense::No => "Skriv vad symbolen betyder, till exempel ”Nej” eller ”Inte klart”.",
            Sense::Other => "Skriv med ord vad symbolen betyder.",
        };
        findings.push(RULE.at(*first, message).help(help));
    }
}

/// What a symbol is mostly used to say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// From one thing to another.
    Arrow,
    /// A tick.
    Yes,
    /// A cross.
    No,
    /// A star, a warning sign, an emoji.
    Other,
}

/// A symbol with the places where it stands.
struct Seen {
    character: char,
    sense: Sense,
    /// Everywhere outside quotations and stressed text.
    all: Vec<Span>,
    /// Where no word stands beside it.
    alone: Vec<Span>,
}

impl Sense {
    fn of(c: char) -> Option<Self> {
        match c {
            '\u{2190}'..='\u{21ff}'
            | '\u{2794}'
            | '\u{2798}'..='\u{27af}'
            | '\u{27f0}'..='\u{27ff}'
            | '\u{2b05}'..='\u{2b07}' => Some(Self::Arrow),
            '✓' | '✔' | '✅' | '☑' => Some(Self::Yes),
            '✗' | '✘' | '✕' | '✖' | '❌' | '☒' | '❎' => Some(Self::No),
            '\u{2600}'..='\u{26ff}'
            | '\u{2705}'..='\u{2757}'
            | '\u{2b50}'..='\u{2b55}'
            | '\u{25a0}'..='\u{25ff}'
            | '\u{1f300}'..='\u{1faff}' => Some(Self::Other),
            _ => None,
        }
    }
}

/// Symbols are no letters: they stand between the words, or within one that has a digit ("2022→2023").
fn in_run(run: &Run, seen: &mut Vec<Seen>) {
    let mut at = 0;
    for word in &run.words {
        gap(run, at, word.start, seen);
        if word.has_digit {
            gap(run, word.start, word.end, seen);
        }
        at = word.end;
    }
    gap(run, at, run.text().len(), seen);
}

fn gap(run: &Run, start: usize, end: usize, seen: &mut Vec<Seen>) {
    // Every symbol has three bytes at least.
    if end < start + 3 {
        return;
    }
    let Some(text) = run.text().get(start..end).filter(|text| !text.is_ascii()) else { return };
    for (offset, c) in text.char_indices() {
        let Some(sense) = Sense::of(c) else { continue };
        let range = start + offset..start + offset + c.len_utf8();
        let is_alone = run.words.is_empty();
        // An arrow without words beside it is an ornament, or stands for "see the next cell".
        if (sense == Sense::Arrow && is_alone) || run.is_shielded(&range) {
            continue;
        }
        // Stars that are filled and stars that are not are one rating.
        let c = if c == '☆' { '★' } else { c };
        let known = seen.iter().position(|symbol| symbol.character == c);
        let index = known.unwrap_or_else(|| {
            seen.push(Seen { character: c, sense, all: Vec::new(), alone: Vec::new() });
            seen.len() - 1
        });
        let span = run.span_of(range);
        add(&mut seen[index].all, span);
        if is_alone {
            add(&mut seen[index].alone, span);
        }
    }
}

/// Symbols right beside each other are one place.
fn add(places: &mut Vec<Span>, span: Span) {
    match places.last_mut() {
        Some(last) if last.end == span.start => last.end = span.end,
        _ => places.push(span),
    }
}
