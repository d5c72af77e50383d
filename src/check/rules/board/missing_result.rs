//! LGL955: a proposal that nothing was decided about, or a vote that does not say how it went.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, RunKind};
use crate::model::{Element, Kind, Mark, Marked, Role, Section};

/// A proposal or a vote without result.
pub(crate) static RULE: Rule =
    Rule { code: "LGL955", name: "resultat-saknas", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.minutes.kind != Kind::Minutes {
        return;
    }
    for (index, section) in context.minutes.sections.iter().enumerate() {
        let marked: Vec<&Marked> = section
            .elements
            .iter()
            .filter_map(|element| match element {
                Element::Marked(marked) => Some(marked),
                _ => None,
            })
            .collect();
        if let Some(proposal) = marked.iter().find(|it| it.mark == Mark::Proposal)
            && !is_settled(context, index, proposal, &marked)
        {
            findings.push(undecided(section, proposal));
        }
        let votes: Vec<&Marked> =
            marked.iter().copied().filter(|it| it.mark == Mark::Vote).collect();
        for (at, vote) in votes.iter().enumerate() {
            let end = votes.get(at + 1).map_or(usize::MAX, |next| next.span.start);
            let mut runs = context
                .text
                .runs_of(index)
                .filter(|run| vote.span.start <= run.span.start && run.span.start < end);
            if !runs.any(tells_outcome) {
                findings.push(uncounted(vote));
            }
        }
    }
}

/// Is there a decision after the proposal, or do the minutes tell otherwise what became of it?
fn is_settled(
    context: &Context<'_>,
    index: usize,
    proposal: &Marked,
    marked: &[&Marked],
) -> bool {
    let is_decision = |it: &&&Marked| matches!(it.mark, Mark::Decision { .. });
    marked.iter().filter(is_decision).any(|it| it.span.start > proposal.span.start)
        // All decisions may stand together, in a section of their own.
        || context
            .minutes
            .decisions()
            .any(|(section, _)| section.is_some_and(|it| it.role == Some(Role::Decisions)))
        || context
            .text
            .runs_of(index)
            .filter(|run| run.span.start > proposal.span.start)
            .any(tells_what_became)
}

fn tells_what_became(run: &Run) -> bool {
    let is_proposal = run.mark == Some(Mark::Proposal);
    run.words.iter().any(|word| {
        let lower = run.lower(word);
        lower.starts_with("återta")
            || !is_proposal
                && ["avsl", "avstyrk", "bifall", "beslut", "bordl", "tillbaka", "återrem"]
                    .iter()
                    .any(|stem| lower.starts_with(stem))
    })
}

/// Does it tell how many or who voted for what, or that all agreed?
fn tells_outcome(run: &Run) -> bool {
    let is_vote = run.mark == Some(Mark::Vote);
    // Votes that are listed one by one are told, whatever the words.
    if is_vote && matches!(run.kind, RunKind::Item | RunKind::Cell) {
        return true;
    }
    let (mut counts, mut votes) = (false, is_vote);
    for (at, word) in run.words.iter().enumerate() {
        let lower = run.lower(word);
        counts |= word.has_digit || is_number(lower);
        match lower {
            "acklamation" | "enhällig" | "enhälligt" | "enhälliga" | "lottning" => {
                return true;
            }
            "ja" | "nej" => {
                votes = true;
                let next = run.words.get(at + 1).map_or(run.text().len(), |next| next.start);
                let after = run.text().get(word.end..next).unwrap_or("");
                // "Ja: Eva Ek, Bo Bok."
                counts |= is_vote && after.starts_with(':');
            }
            _ => {
                let is_of_vote = |stem: &&str| lower.starts_with(*stem);
                votes |= ["ja-", "nej-", "omröst", "röst"].iter().any(is_of_vote);
            }
        }
    }
    counts && votes
}

/// "en" and "ett" are mostly no numbers.
fn is_number(word: &str) -> bool {
    matches!(
        word,
        "två"
            | "tre"
            | "fyra"
            | "fem"
            | "sex"
            | "sju"
            | "åtta"
            | "nio"
            | "tio"
            | "elva"
            | "tolv"
            | "tretton"
            | "fjorton"
            | "femton"
            | "samtliga"
            | "alla"
    )
}

fn undecided(section: &Section, proposal: &Marked) -> Finding {
    let place = proposal.label.as_ref().map_or(proposal.span, |label| label.span);
    RULE.at(place, format!("Yrkandet i ”{}” följs inte av något beslut", section.title))
        .help("Skriv vad det ledde till i ett stycke som börjar med Beslut: efter yrkandet.")
}

fn uncounted(vote: &Marked) -> Finding {
    let place = vote.label.as_ref().map_or(vote.span, |label| label.span);
    RULE.at(place, "Omröstningen saknar resultat")
        .help("Skriv hur rösterna föll, till exempel 7 ja, 4 nej och 2 som avstod.")
}
