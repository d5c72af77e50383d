//! LGL708: a paragraph of whole sentences that ends without a stop.

use super::finite_verbs::is_finite_verb;
use super::is_swedish;
use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Mark;
use crate::model::text::{Run, RunKind};

/// A paragraph without its stop.
pub(crate) static RULE: Rule = Rule { code: "LGL708", name: "slutpunkt", level: Level::Info };

/// Fewer words are a label, a line of an address, a name.
const FEWEST_WORDS: usize = 6;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_swedish(context) {
        return;
    }
    for run in &context.text.runs {
        let is_sentence = matches!(run.kind, RunKind::Paragraph | RunKind::Note)
            && !is_closed(run.text())
            && run.leads_to.is_none()
            // A decision without its stop is another rule's; the others are lists of names.
            && matches!(run.mark, None | Some(Mark::Statement | Mark::Dissent | Mark::Note))
            && is_sentence(run, context);
        let Some(last) = run.words.last().filter(|_| is_sentence) else { continue };
        let word = run.word(last);
        if is_address(word) {
            continue;
        }
        findings.push(
            RULE.at(run.span_of(last.range()), "Stycket slutar utan punkt")
                .help(format!("Sätt punkt efter ”{word}”.")),
        );
    }
}

/// Does it end with a mark that ends a sentence, also inside a quotation or parentheses, or one that says that
/// more comes?
fn is_closed(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '”', '’', '»', '«', ')', ']']);
    text.ends_with(['.', '!', '?', '…', ':', ';', ',', '–', '-', '|'])
}

/// Does it look like running text: a capital first, words enough, a verb of its own, and no label before it?
fn is_sentence(run: &Run, context: &Context<'_>) -> bool {
    let words = &run.words;
    let Some(first) = words.first().filter(|_| words.len() >= FEWEST_WORDS) else {
        return false;
    };
    let is_labelled = words
        .windows(2)
        .take(4)
        .any(|pair| run.between(&pair[0], &pair[1]).contains([':', '|']));
    let is_among_people = run
        .section
        .and_then(|section| context.minutes.sections.get(section))
        .and_then(|section| section.role)
        .is_some_and(crate::model::Role::is_attendance);
    first.is_capital
        && !is_labelled
        && !is_among_people
        && words.iter().any(|word| !word.is_shielded && is_finite_verb(run.lower(word)))
}

/// A stop after an address may be taken for a part of it.
fn is_address(word: &str) -> bool {
    word.contains(['@', '/']) || word.starts_with("www.")
}
