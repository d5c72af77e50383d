//! LGL301: a decision that opens its paragraph without the label that makes it easy to find.

use super::lookalike;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};

/// A decision without label.
pub(crate) static RULE: Rule =
    Rule { code: "LGL301", name: "beslut-utan-etikett", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let decisions = context.minutes.decisions();
    for (_, decision) in decisions.filter(|(_, marked)| marked.label.is_none()) {
        findings.push(
            RULE.at(decision.span, "Beslutet saknar etikett")
                .help("Börja stycket med Beslut: så att beslutet går att hitta.")
                .fix(Fix::safe(vec![Edit::insert(decision.span.start, "Beslut: ")])),
        );
    }
    lookalike::check(context, findings);
}

/// Is there what looks like a decision and lacks its label? Then none is missing: it only cannot be found.
pub(crate) fn has_unlabelled(context: &Context<'_>) -> bool {
    let mut findings = Vec::new();
    check(context, &mut findings);
    !findings.is_empty()
}
