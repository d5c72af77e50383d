//! LGL703: a word that stands twice, and a negation that stands on both sides of its verb.

use super::is_swedish;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, Word};

/// A doubled word.
pub(crate) static RULE: Rule = Rule { code: "LGL703", name: "dubbelord", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_swedish(context) {
        return;
    }
    for run in context.text.runs.iter().filter(|run| run.is_prose() || run.is_heading()) {
        for pair in run.words.windows(2) {
            let [first, second] = pair else { continue };
            if first.end - first.start == second.end - second.start
                && run.lower(first) == run.lower(second)
                && is_one_too_many(run, first, second)
            {
                doubled(run, first, second, findings);
            }
        }
        for three in run.words.windows(3) {
            let [first, verb, second] = three else { continue };
            if is_negation(run, first) && is_negation(run, second) {
                negated(run, first, verb, second, findings);
            }
        }
    }
}

/// Small words that are never right twice in a row. Many are: "det det", "den den", "så så", and every verb and
/// preposition that ends a clause, as in "det vi har har vi byggt".
const NEVER_TWICE: [&str; 27] = [
    "alla", "att", "denna", "deras", "dess", "dessa", "detta", "eftersom", "eller", "en",
    "ett", "hur", "inga", "ingen", "inte", "men", "mer", "när", "något", "några", "och",
    "samt", "sin", "sina", "sitt", "varje", "även",
];

/// Words that are doubled to make more of them.
const STRESSED: [&str; 5] = ["aldrig", "ganska", "långa", "många", "stora"];

fn is_one_too_many(run: &Run, first: &Word, second: &Word) -> bool {
    // Two blanks may have had a picture between them.
    let is_near = matches!(run.between(first, second), " " | "\u{a0}");
    // Names and numbers are doubled on purpose.
    let is_plain = !first.has_digit && !second.is_capital && (!first.is_capital || first.opens);
    if !is_near || !is_plain || second.is_shielded || first.is_shielded {
        return false;
    }
    let word = run.lower(first);
    if NEVER_TWICE.binary_search(&word).is_ok() {
        return true;
    }
    // A long word that is no verb: verbs meet where one clause ends and the next goes on.
    let is_verb_like = word.ends_with(['r', 's', 't', 'e']);
    word.chars().nth(4).is_some() && !is_verb_like && !STRESSED.contains(&word)
}

fn doubled(run: &Run, first: &Word, second: &Word, findings: &mut Vec<Finding>) {
    let written = run.word(second);
    let range = first.start..second.end;
    let mut finding = RULE
        .at(run.span_of(range.clone()), format!("”{written}” står två gånger i rad"))
        .help(format!("Stryk det ena ”{written}”."));
    if run.editable(range).is_some()
        && let Some(place) = run.editable(first.end..second.end)
    {
        finding = finding.fix(Fix::risky(vec![Edit::delete(place)]));
    }
    findings.push(finding);
}

fn is_negation(run: &Run, word: &Word) -> bool {
    !word.is_shielded && matches!(run.lower(word), "inte" | "ej")
}

fn negated(run: &Run, first: &Word, verb: &Word, second: &Word, findings: &mut Vec<Finding>) {
    let is_blank = |a, b| run.between(a, b).chars().all(char::is_whitespace);
    let joins = matches!(
        run.lower(verb),
        "bara" | "eller" | "ens" | "heller" | "inte" | "ej" | "men" | "och" | "om" | "utan"
    );
    if joins || verb.is_shielded || !is_blank(first, verb) || !is_blank(verb, second) {
        return;
    }
    let range = first.start..second.end;
    let shown = &run.text()[range.clone()];
    let word = run.word(second);
    let mut finding = RULE
        .at(run.span_of(range.clone()), format!("”{word}” står två gånger i ”{shown}”"))
        .help(format!("Stryk det ena ”{word}”."));
    if run.editable(range).is_some()
        && let Some(place) = run.editable(verb.end..second.end)
    {
        finding = finding.fix(Fix::risky(vec![Edit::delete(place)]));
    }
    findings.push(finding);
}

#[cfg(test)]
mod tests {
    use super::NEVER_TWICE;

    #[test]
    fn words_are_sorted() {
        assert!(NEVER_TWICE.is_sorted());
    }
}
