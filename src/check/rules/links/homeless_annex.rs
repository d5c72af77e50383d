//! LGL605: an annex that does not say what it belongs to, or which number it has.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;

/// An annex without home.
pub(crate) static RULE: Rule =
    Rule { code: "LGL605", name: "bilaga-utan-tillhörighet", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    if minutes.kind != Kind::Annex {
        return;
    }
    if minutes.belongs_to.is_none() && minutes.meeting.date.is_none() {
        findings.push(
            RULE.at(minutes.places.keys, "Bilagan säger inte vilket protokoll den hör till")
                .help("Skriv en rad hör_till: 2026-12-04 bland metadata."),
        );
    }
    if minutes.number.is_none() {
        findings.push(
            RULE.at(minutes.places.keys, "Bilagan saknar nummer")
                .help("Skriv en rad nummer: 1 bland metadata."),
        );
    }
}
