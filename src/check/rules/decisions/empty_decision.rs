//! LGL304: a label or heading Beslut with no decision below, or a decision that says nothing of what is to be.

use super::lookalike::is_decisions;
use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Element, Kind, Mark, Marked, Role, Section};
use crate::prose::{BlockKind, InlineKind};

/// A decision that is none.
pub(crate) static RULE: Rule =
    Rule { code: "LGL304", name: "beslut-tomt", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let own = findings.len();
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
    if !matches!(minutes.kind, Kind::Annex | Kind::Slides) {
        let has_decision =
            minutes.no_decisions.is_some() || minutes.decisions().next().is_some();
        for section in &minutes.sections {
            subheadings(section, findings);
            if section.role == Some(Role::Decisions) && !has_decision && says_nothing(section) {
                findings.push(under_heading(section));
            }
        }
    }
    // Only minutes must hold decisions.
    if minutes.kind != Kind::Minutes {
        for finding in &mut findings[own..] {
            finding.level = finding.level.min(Level::Warning);
        }
    }
}

fn under_heading(section: &Section) -> Finding {
    RULE.at(section.span, format!("Under rubriken ”{}” finns inget beslut", section.title)).help(
        "Börja varje beslut med Beslut: på en egen rad, eller skriv meningen Inga beslut fattades.",
    )
}

/// Is there nothing below a heading but headings, presenters and links? Whether a sentence decides is for a reader
/// to say.
fn says_nothing(section: &Section) -> bool {
    section.elements.iter().all(|element| match element {
        Element::Subheading(_) => true,
        Element::Marked(marked) => {
            matches!(marked.mark, Mark::Presenter | Mark::Annex | Mark::Basis)
        }
        Element::Prose(block) => match &block.kind {
            BlockKind::Rule => true,
            BlockKind::Paragraph(content) => content.iter().all(|inline| match &inline.kind {
                InlineKind::Link(_) => true,
                InlineKind::Text(text) => text.trim_matches([' ', ',', '.', ';']).is_empty(),
                InlineKind::SoftBreak | InlineKind::HardBreak => true,
                _ => false,
            }),
            _ => false,
        },
        Element::People(_) | Element::Scale(_) | Element::Chart(_) => false,
    })
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

/// Is there a verb, or a word that stands for one, outside quotations?
fn says_what(context: &Context<'_>, decision: &Marked) -> bool {
    context.text.runs_with(&decision.mark).any(|(_, run)| {
        run.words.iter().enumerate().any(|(at, word)| {
            let lower = run.lower(word);
            !word.is_shielded && (stands_for_verb(lower) || may_be_verb(lower, at > 0))
        })
    })
}

/// Verbs whose ending tells nothing, and words that are a decision by themselves: "Bifall till yrkandet".
fn stands_for_verb(lower: &str) -> bool {
    matches!(
        lower,
        "antaget"
            | "att"
            | "avslag"
            | "beslöt"
            | "bifall"
            | "blev"
            | "bordlagt"
            | "bordläggning"
            | "drog"
            | "enligt"
            | "fann"
            | "fastställt"
            | "fick"
            | "fortsatt"
            | "gav"
            | "gick"
            | "godkänt"
            | "handlingarna"
            | "höll"
            | "inga"
            | "ingen"
            | "inget"
            | "ja"
            | "kunde"
            | "lade"
            | "må"
            | "måste"
            | "nej"
            | "oförändrat"
            | "sköt"
            | "skulle"
            | "stod"
            | "tog"
            | "valde"
            | "vill"
            | "ville"
            | "återremiss"
    )
}

/// May a word be a verb, by its ending? Many nouns may too: then nothing is said. A word that opens the decision has
/// to be more like one, since nobody stands before it who could do something.
fn may_be_verb(lower: &str, has_subject: bool) -> bool {
    const NEVER: [&str; 10] =
        ["efter", "eller", "för", "hos", "inför", "per", "under", "vår", "år", "över"];
    if NEVER.contains(&lower) {
        return false;
    }
    let ends = |endings: &[&str]| {
        endings.iter().any(|ending| lower.len() > ending.len() + 1 && lower.ends_with(ending))
    };
    ends(&[
        "ar", "er", "as", "ås", "es", "ns", "rs", "ts", "ls", "ps", "gs", "ds", "ade", "dde",
        "tas",
    ]) || has_subject && (ends(&["s", "r"]) || lower == "är")
}
