//! LGL301: what a reader takes for a decision, while its label is written in a way that is no label.

use super::unlabelled_decision::RULE;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix};
use crate::model::{Element, Role, Section};
use crate::organ::Organ;
use crate::prose::{Block, BlockKind, Flat, Inline, InlineKind, List, plain};
use crate::source::Span;

const HELP: &str = "Börja stycket med Beslut: så att beslutet går att hitta.";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, element) in context.minutes.elements() {
        if let Element::Prose(Block { kind: BlockKind::Paragraph(content), .. }) = element {
            findings.extend(label(content));
        }
    }
    for section in &context.minutes.sections {
        findings.extend(below(section, context.organ));
    }
}

/// "**Beslut** att …", "Beslut § 3: …", "Beslut – att …": the word without the colon right after it.
fn label(content: &[Inline]) -> Option<Finding> {
    let flat = Flat::of(content);
    let text = flat.text.as_str();
    let word = text.get(..6).filter(|word| word.eq_ignore_ascii_case("beslut"))?;
    let rest = &text[word.len()..];
    let says_what = |rest: &str| {
        let rest = rest.trim_start();
        rest.starts_with("att ") || rest.starts_with(char::is_uppercase)
    };
    let first = content.first()?;
    let is_strong = matches!(&first.kind, InlineKind::Strong(inner) if plain(inner) == word);
    if is_strong && rest.starts_with(' ') && says_what(rest) {
        let edit = Edit::insert(first.span.end, ":");
        return Some(
            RULE.at(first.span, "Etiketten Beslut saknar kolon")
                .help("Skriv ett kolon efter Beslut så att beslutet går att hitta.")
                .fix(Fix::safe(vec![edit])),
        );
    }
    // "Beslutet: …" is how one says it, and no label.
    let form = rest.strip_prefix("et:").map(|after| rest.len() - after.len());
    let end = form.or_else(|| number(rest)).or_else(|| {
        let dash = rest.trim_start().strip_prefix(['–', '-', '—'])?;
        (rest.starts_with(' ') && says_what(dash)).then_some(rest.len() - dash.len())
    })?;
    says_what(&rest[end..]).then_some(())?;
    let range = 0..word.len() + end;
    let (message, help) = if form.is_some() {
        ("Etiketten heter Beslut, inte Beslutet", HELP)
    } else {
        (
            "Etiketten Beslut ska följas av ett kolon och inget annat",
            "Skriv Beslut: utan nummer. Programmet numrerar besluten.",
        )
    };
    let mut finding = RULE.at(flat.span(range.clone()), message).help(help);
    if let Some(place) = flat.editable(range.clone()).filter(|_| !flat.is_marked(&range)) {
        finding = finding.fix(Fix::risky(vec![Edit::replace(place, "Beslut:")]));
    }
    Some(finding)
}

/// The bytes of a number with its colon: " § 3:", " nr 3:", " 2026-12-04/3:".
fn number(rest: &str) -> Option<usize> {
    let colon = rest.find(':').filter(|at| *at <= 20)?;
    let number = rest[..colon].strip_prefix(' ')?;
    let number = number.strip_prefix("nr ").unwrap_or(number);
    let is_number = number.bytes().any(|byte| byte.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || " §./-".contains(c));
    is_number.then_some(colon + 1)
}

/// Decisions right under a heading Beslut that have no label of their own.
fn below(section: &Section, organ: &Organ) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut is_below = section.role == Some(Role::Decisions);
    for element in &section.elements {
        match element {
            Element::Subheading(heading) => is_below = is_decisions(&heading.content),
            Element::Prose(block) if is_below => match &block.kind {
                BlockKind::Paragraph(content) if decides(content) => findings.push(
                    RULE.at(block.span, "Stycket under rubriken Beslut saknar etikett")
                        .help(HELP)
                        .fix(Fix::risky(vec![Edit::insert(block.span.start, "Beslut: ")])),
                ),
                BlockKind::List(list) if is_clauses(list) => {
                    findings.push(clauses(block.span, organ));
                }
                _ => {}
            },
            _ => {}
        }
    }
    findings
}

/// Is a heading within an item the word Beslut and no more?
pub(super) fn is_decisions(heading: &[Inline]) -> bool {
    let text = plain(heading).to_lowercase();
    matches!(text.trim().trim_end_matches(':'), "beslut" | "besluten")
}

/// A list whose every item says what is decided: "Att anta planen".
fn is_clauses(list: &List) -> bool {
    let opens = |block: &Block| match &block.kind {
        BlockKind::Paragraph(content) => opens_clause(&plain(content)),
        _ => false,
    };
    list.items.iter().all(|item| item.blocks.first().is_some_and(opens))
}

fn opens_clause(text: &str) -> bool {
    text.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("att "))
}

fn clauses(span: Span, organ: &Organ) -> Finding {
    let opening = format!("Beslut: {} beslutar", organ.name);
    RULE.at(span, "Listan under rubriken Beslut räknas inte som beslut")
        .help(format!(
            "Skriv ”{opening}” ovanför listan, eller varje beslut i ett eget stycke som börjar med Beslut:."
        ))
        .fix(Fix::risky(vec![Edit::insert(span.start, format!("{opening}\n\n"))]))
}

/// Does a paragraph decide, in the present tense? What only tells of decisions does not.
fn decides(content: &[Inline]) -> bool {
    const VERBS: [&str; 17] = [
        "antar",
        "antas",
        "avslår",
        "avslås",
        "bordlägger",
        "bordläggs",
        "fastställer",
        "fastställs",
        "godkänner",
        "godkänns",
        "tillstyrker",
        "tillstyrks",
        "uppdrar",
        "utser",
        "utses",
        "återremitterar",
        "återremitteras",
    ];
    let text = plain(content);
    if opens_clause(&text) {
        return true;
    }
    let first = text.split(['.', '?', '!']).next().unwrap_or("");
    let mut words = first.split_whitespace();
    while let Some(word) = words.next() {
        // A clause within the sentence decides nothing: "planen som antas".
        if matches!(word, "som" | "när" | "om" | "innan" | "efter" | "inte" | "ej") {
            return false;
        }
        if VERBS.contains(&word) || word == "läggs" && first.contains("till handlingarna") {
            return true;
        }
        if matches!(word, "beslutar" | "beslutas") {
            return matches!(words.next(), Some("att" | "följande" | "dels" | "enligt"));
        }
    }
    false
}
