//! LGL803: a paragraph in capitals, which is read letter by letter or as a shout.

use std::collections::BTreeSet;

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, RunKind, Text};
use crate::organ::Organ;
use crate::organ::phrases::Meaning;

/// A paragraph in capitals.
pub(crate) static RULE: Rule = Rule { code: "LGL803", name: "versalrad", level: Level::Info };

/// So many words, and at least two of them too long to be acronyms, are a sentence.
const LEAST_WORDS: usize = 4;
const LEAST_LONG_WORDS: usize = 2;
const LONG: usize = 6;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut acronyms = None;
    for (index, run) in context.text.runs.iter().enumerate() {
        if matches!(run.kind, RunKind::Person | RunKind::Quote) || !is_in_capitals(run) {
            continue;
        }
        let what = if run.is_heading() { "Rubriken" } else { "Stycket" };
        let fault = RULE
            .at(run.span, format!("{what} står helt i versaler"))
            .help("Skriv med gemener, och stor bokstav bara i namn och där en mening börjar.");
        let acronyms = acronyms.get_or_insert_with(|| acronyms_of(context.text));
        let edits = edits(index, run, context, acronyms);
        findings.push(if edits.is_empty() { fault } else { fault.fix(Fix::risky(edits)) });
    }
}

/// Are all its words in capitals, and enough of them words and not acronyms?
fn is_in_capitals(run: &Run) -> bool {
    let mut long = 0;
    for word in &run.words {
        let typed = run.word(word);
        if !(word.is_capital || word.has_digit)
            || word.is_shielded
            || typed.contains(char::is_lowercase)
        {
            return false;
        }
        let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
        long += usize::from(letters >= LONG);
    }
    run.words.len() >= LEAST_WORDS && long >= LEAST_LONG_WORDS
}

/// The short words that the document writes in capitals where not everything is in capitals.
fn acronyms_of(text: &Text) -> BTreeSet<&str> {
    let runs = text.runs.iter().filter(|run| !is_in_capitals(run));
    let words = runs.flat_map(|run| run.words.iter().map(|word| run.word(word)));
    words
        .filter(|word| word.chars().count() < LONG && !word.contains(char::is_lowercase))
        .collect()
}

/// What makes it sentence case: names as the body writes them, acronyms that the document has elsewhere as they are.
fn edits(
    index: usize,
    run: &Run,
    context: &Context<'_>,
    acronyms: &BTreeSet<&str>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done = 0;
    for mention in context.text.mentions_in(index) {
        let Some(name) =
            name(mention.meaning, &run.lower[mention.range.clone()], context.organ)
        else {
            continue;
        };
        words(run, done, mention.range.start, acronyms, &mut edits);
        done = mention.range.end;
        replace(run, mention.range.start, done, name, &mut edits);
        // The ending of a genitive is no part of the mention.
        let last = run.words.iter().find(|word| word.start < done && done < word.end);
        if let Some(word) = last {
            replace(run, done, word.end, &run.lower[done..word.end], &mut edits);
            done = word.end;
        }
    }
    words(run, done, run.text().len(), acronyms, &mut edits);
    edits
}

/// The name, as the body writes it, that a text in lower case is.
fn name<'a>(meaning: Meaning, lower: &str, organ: &'a Organ) -> Option<&'a str> {
    let is_same = |name: &&str| name.to_lowercase() == lower;
    match meaning {
        Meaning::Body => organ.right_names().find(is_same).or(Some(&organ.name)),
        Meaning::Member(index) => {
            let member = organ.members.get(index)?;
            let mut aliases = member.aliases.iter().map(String::as_str);
            aliases.find(is_same).or(Some(&member.name))
        }
        Meaning::Role(_) => None,
    }
}

/// The words of a part of the run.
fn words(
    run: &Run,
    start: usize,
    end: usize,
    acronyms: &BTreeSet<&str>,
    edits: &mut Vec<Edit>,
) {
    let own = run.words.iter().filter(|word| start <= word.start && word.end <= end);
    for word in own.filter(|word| !acronyms.contains(run.word(word))) {
        let lower = run.lower(word);
        let mut letters = lower.chars();
        let right = match letters.next() {
            Some(first) if word.opens => first.to_uppercase().chain(letters).collect(),
            _ => lower.to_owned(),
        };
        replace(run, word.start, word.end, &right, edits);
    }
}

fn replace(run: &Run, start: usize, end: usize, right: &str, edits: &mut Vec<Edit>) {
    if run.text().get(start..end).is_some_and(|typed| typed != right)
        && let Some(span) = run.editable(start..end)
    {
        edits.push(Edit::replace(span, right));
    }
}
