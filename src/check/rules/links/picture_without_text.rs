//! LGL607: a picture that says nothing to who cannot see it (WCAG 2.2, 1.1.1).

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::prose::InlineKind;

/// A picture without alternative text.
pub(crate) static RULE: Rule =
    Rule { code: "LGL607", name: "bild-utan-text", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    context.minutes.each_inline(&mut |inline| {
        let InlineKind::Image(image) = &inline.kind else { return };
        if image.alt.is_empty() {
            findings.push(RULE.at(inline.span, "Bilden saknar alternativtext").help(
                "Skriv mellan hakparenteserna vad bilden visar, för den som inte ser den.",
            ));
        }
    });
}
