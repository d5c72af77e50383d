//! LGL301: a decision that opens its paragraph without the label that makes it easy to find.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};

/// A decision without label.
pub(crate) static RULE: Rule =
    Rule { code: "LGL301", name: "beslut-utan-etikett", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, decision) in
        context.minutes.decisions().filter(|(_, marked)| marked.label.is_none())
    {
        findings.push(
            RULE.at(decision.span, "Beslutet saknar etikett")
                .help("Börja stycket med Beslut: så att beslutet går att hitta."),
        );
    }
}
