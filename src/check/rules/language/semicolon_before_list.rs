//! LGL707: a semicolon before a list, where a colon belongs.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Figure, RunKind};

/// A semicolon before a list.
pub(crate) static RULE: Rule =
    Rule { code: "LGL707", name: "semikolon-före-lista", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for run in &context.text.runs {
        if run.leads_to != Some(Figure::List) || run.kind == RunKind::Quote {
            continue;
        }
        let text = run.text().trim_end();
        let Some(before) = text.strip_suffix(';') else { continue };
        let range = before.len()..text.len();
        if run.is_shielded(&range) {
            continue;
        }
        let mut finding = RULE
            .at(run.span_of(range.clone()), "Semikolon står före en lista")
            .help("Skriv kolon före listan.");
        if let Some(place) = run.editable(range) {
            finding = finding.fix(Fix::safe(vec![Edit::replace(place, ":")]));
        }
        findings.push(finding);
    }
}
