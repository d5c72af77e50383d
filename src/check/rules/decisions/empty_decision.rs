//! LGL304: a label or heading Beslut with no decision below, or a decision that says nothing of what is to be.

use super::lookalike::is_decisions;
use super::{lookalike, runs_of};
use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, Word};
use crate::model::{Element, Kind, Marked, Role, Section};

/// A decision that is none.
pub(crate) static RULE: Rule =
    Rule { code: "LGL304", name: "beslut-tomt", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    for (_, decision) in minutes.decisions() {
        if decision.blocks.is_empty() {
            findings.push(
                RULE.at(decision.span, "Etiketten Beslut har inget beslut efter sig")
                    .help("Skriv beslutet efter etiketten, eller ta bort etiketten."),
            );
        } else if decision.label.is_some() && !says_what(context, decision) {
            findings.push(
                RULE.at(decision.span, "Beslutet säger inte vad som ska hända")
                    .help("Skriv beslutet som en hel mening: … beslutar att …"),
            );
        }
    }
    if matches!(minutes.kind, Kind::Annex | Kind::Slides) {
        return;
    }
    for (index, section) in minutes.sections.iter().enumerate() {
        subheadings(section, findings);
        if section.role == Some(Role::Decisions) {
            headings(context, index, section, findings);
        }
    }
}

fn headings(
    context: &Context<'_>,
    index: usize,
    section: &Section,
    findings: &mut Vec<Finding>,
) {
    let minutes = context.minutes;
    let has_decision = minutes.decisions().next().is_some();
    let says_none = minutes.no_decisions.is_some()
        || context.text.runs_of(index).any(|run| !run.is_heading() && says_none(run));
    if has_decision || says_none {
        return;
    }
    // What looks like a decision is told of as one.
    let mut lookalikes = Vec::new();
    lookalike::check(context, &mut lookalikes);
    if lookalikes.is_empty() {
        findings.push(
            RULE.at(section.span, format!("Under rubriken ”{}” finns inget beslut", section.title))
                .help("Börja varje beslut med Beslut: på en egen rad, eller skriv meningen Inga beslut fattades."),
        );
    }
}

/// A heading Beslut within an item with nothing below.
fn subheadings(section: &Section, findings: &mut Vec<Finding>) {
    for (index, element) in section.elements.iter().enumerate() {
        let Element::Subheading(heading) = element else { continue };
        let is_last =
            matches!(section.elements.get(index + 1), None | Some(Element::Subheading(_)));
        if is_last && is_decisions(&heading.content) {
            findings.push(
                RULE.at(heading.span, "Under rubriken ”Beslut” finns inget beslut")
                    .help("Skriv beslutet under rubriken, eller ta bort den."),
            );
        }
    }
}

/// "Inga formella beslut togs i dag."
fn says_none(run: &Run) -> bool {
    run.words.iter().enumerate().any(|(at, word)| {
        let next = run.words.iter().skip(at + 1).take(2);
        matches!(run.lower(word), "inga" | "inget" | "något" | "några")
            && next.into_iter().any(|word| run.lower(word).starts_with("beslut"))
    })
}

/// Is there a verb, or a word that stands for one, outside quotations?
fn says_what(context: &Context<'_>, decision: &Marked) -> bool {
    runs_of(context.text, &decision.mark).any(|(_, run)| {
        run.words.iter().any(|word| !word.is_shielded && may_be_verb(run, word))
    })
}

/// May a word be a verb, by its ending? Many nouns may too: then nothing is said.
fn may_be_verb(run: &Run, word: &Word) -> bool {
    let lower = run.lower(word);
    let is_one = matches!(
        lower,
        "att"
            | "ska"
            | "skall"
            | "bör"
            | "får"
            | "ges"
            | "ger"
            | "har"
            | "är"
            | "blir"
            | "kan"
            | "går"
            | "sker"
            | "gör"
            | "bifall"
            | "avslag"
            | "bordlagt"
            | "godkänt"
            | "antaget"
            | "fastställt"
            | "återremiss"
            | "bordläggning"
            | "handlingarna"
            | "utgår"
            | "ställs"
    );
    is_one
        || [
            "ar", "er", "as", "es", "ns", "rs", "ts", "ls", "ps", "gs", "ds", "ade", "dde",
            "tas",
        ]
        .iter()
        .any(|ending| lower.len() > ending.len() + 1 && lower.ends_with(ending))
}
