//! LGL507: a decimal point where Swedish has a comma.

use super::{follows_designation, sentence_of};
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, Word};

/// A decimal point.
pub(crate) static RULE: Rule =
    Rule { code: "LGL507", name: "decimaltecken", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for run in &context.text.runs {
        for (at, word) in run.words.iter().enumerate() {
            if !word.has_digit || word.is_shielded || !is_decimal(run.word(word)) {
                continue;
            }
            if is_figure(run, at) {
                findings.push(finding(run, word));
            }
        }
    }
}

fn finding(run: &Run, word: &Word) -> Finding {
    let typed = run.word(word);
    let right = typed.replace('.', ",");
    let finding = RULE
        .at(run.span_of(word.range()), format!("Talet ”{typed}” har punkt som decimaltecken"))
        .help(format!("Skriv {right}."));
    match run.editable(word.range()) {
        Some(place) => finding.fix(Fix::safe(vec![Edit::replace(place, right)])),
        None => finding,
    }
}

/// `7.4`, `7.4–8.2`. Three digits after a point are thousands.
fn is_decimal(typed: &str) -> bool {
    let is_digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    typed.contains('.')
        && typed.split(['–', '-']).count() <= 2
        && typed.split(['–', '-']).all(|number| match number.split_once('.') {
            Some((whole, part)) => is_digits(whole, 4) && is_digits(part, 2),
            None => is_digits(number, 4),
        })
}

/// Do the words round a number say that it is a figure, and not a time, a section or a version?
fn is_figure(run: &Run, at: usize) -> bool {
    let word = &run.words[at];
    if follows_designation(run, word.start) || follows_clock(run, at) {
        return false;
    }
    // "från 12.5 till 14.5 procent": both are what the second one is.
    let [next, second] = [1, 2].map(|step| run.words.get(at + step));
    if let (Some(next), Some(second)) = (next, second)
        && matches!(run.lower(next), "till" | "och" | "eller" | "respektive")
        && run.text().get(word.end..second.start).is_some_and(|gap| !gap.contains([',', '.']))
        && is_decimal(run.word(second))
    {
        return is_figure(run, at + 2);
    }
    let rest = &run.text()[word.end..];
    if rest.trim_start().starts_with(['%', '‰', '€']) {
        return true;
    }
    let unit = run.words.get(at + 1).filter(|next| run.between(word, next).trim().is_empty());
    match unit.map_or("", |unit| run.lower(unit)) {
        "procent" | "procentenhet" | "procentenheter" | "promille" | "miljon" | "miljoner"
        | "miljard" | "miljarder" | "mkr" | "tkr" | "mnkr" | "mdkr" | "milj" | "mdr"
        | "kronor" | "kr" | "sek" | "euro" | "poäng" | "grader" | "km" | "kilometer"
        | "mil" | "meter" | "kvadratmeter" | "m²" | "kg" | "kilo" | "ton" | "liter" | "kwh"
        | "mwh" | "årsarbetare" | "årsarbeten" | "heltidstjänster" | "tjänster" | "tjänst"
        | "enheter" => true,
        // "9.30 timmar" is as odd as "9,30 timmar": whether it is a time nobody knows.
        "timmar" | "timme" | "minuter" | "dagar" | "veckor" | "månader" | "år" | "gånger"
        | "personer" => run.word(word).split('.').nth(1).is_some_and(|part| part.len() == 1),
        _ => follows_measure(run, at),
    }
}

fn follows_clock(run: &Run, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| run.lower(&run.words[before]));
    matches!(
        before,
        "kl" | "klockan"
            | "punkt"
            | "avsnitt"
            | "kapitel"
            | "kap"
            | "version"
            | "bilaga"
            | "tabell"
            | "figur"
            | "nivå"
            | "steg"
            | "mål"
            | "delmål"
            | "sid"
            | "sida"
            | "sidan"
    )
}

/// "Medelvärdet är 7.4", "snittbetyget blev 7.4": at most three words before.
fn follows_measure(run: &Run, at: usize) -> bool {
    let sentence = sentence_of(run, &run.words[at].range());
    let until = sentence.partition_point(|word| word.start < run.words[at].start);
    sentence[..until].iter().rev().take(3).any(|word| {
        let lower = run.lower(word);
        lower.starts_with("medelvärde")
            || lower.starts_with("genomsnitt")
            || lower.starts_with("snitt")
            || lower.starts_with("median")
            || lower.ends_with("betyg")
            || lower.ends_with("betyget")
    })
}
