//! LGL306: somebody's statement after the decision, which reads as if it were a part of it.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::names;
use crate::model::text::Run;
use crate::model::{Element, Mark, Marked, Minutes};
use crate::organ::phrases::Meaning;
use crate::prose::{Block, BlockKind};
use crate::source::Span;

/// A statement after the decision.
pub(crate) static RULE: Rule =
    Rule { code: "LGL306", name: "text-efter-beslut", level: Level::Info };

/// How many words may stand before the verb: "Sofia Hartz, Region Kalmar län, lyfter".
const LONGEST_SUBJECT: usize = 9;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (decision, span) in paragraphs_after(context.minutes) {
        let Some((index, run)) = context.text.run_at(span) else { continue };
        if !states(context, index, run) {
            continue;
        }
        findings.push(
            RULE.at(span, "Stycket efter beslutet ser ut att vara någons yttrande")
                .help(
                    "Börja stycket med Yttrande (Namn, Organisation): eller \
                     Protokollsanteckning:, eller flytta det före beslutet.",
                )
                .related(decision, "beslutet"),
        );
    }
}

/// Every paragraph that comes after a decision under the same heading, with the place of the decision.
fn paragraphs_after(minutes: &Minutes) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    for section in &minutes.sections {
        let mut decision = None;
        for element in &section.elements {
            match element {
                Element::Subheading(_) => decision = None,
                Element::Marked(Marked { mark: Mark::Decision { .. }, span, .. }) => {
                    decision = Some(*span);
                }
                Element::Prose(Block { kind: BlockKind::Paragraph(_), span }) => {
                    found.extend(decision.map(|decision| (decision, *span)));
                }
                Element::Prose(_)
                | Element::Marked(_)
                | Element::People(_)
                | Element::Scale(_)
                | Element::Chart(_) => {}
            }
        }
    }
    found
}

/// Does a paragraph open with a person, a member or a role that says something?
fn states(context: &Context<'_>, index: usize, run: &Run) -> bool {
    let Some(sentence) = run.sentences().next() else { return false };
    let verb = sentence.iter().take(LONGEST_SUBJECT).enumerate().find(|(_, word)| {
        matches!(
            run.lower(word),
            "anser"
                | "betonar"
                | "framför"
                | "framhåller"
                | "invänder"
                | "lyfter"
                | "menar"
                | "påpekar"
                | "påtalar"
                | "tycker"
                | "understryker"
                | "uttrycker"
                | "inkommit"
                | "yttrar"
                | "motsätter"
        ) && !word.is_shielded
    });
    let Some((at, verb)) = verb.filter(|(at, _)| *at > 0) else { return false };
    let has = |words: &[&str]| sentence.iter().any(|word| words.contains(&run.lower(word)));
    if run.lower(verb) == "inkommit" {
        // Whoever has sent something in, it is theirs.
        let is_writing =
            |start: &str| sentence[at..].iter().any(|word| run.lower(word).starts_with(start));
        return ["skrivelse", "yttrande", "synpunkt"].into_iter().any(is_writing);
    }
    let opening = &run.text()[sentence[0].start..verb.start];
    let is_person = names::leading_name(opening.trim_end()).is_some();
    let is_party = context.text.mentions_in(index).iter().any(|mention| {
        mention.range.start == sentence[0].start
            && matches!(mention.meaning, Meaning::Member(_) | Meaning::Role(_))
            && !mention.is_genitive
    });
    (is_person || is_party) && has(&["att", "sig"])
}
