//! LGL951: minutes of a board without anybody who adjusts them.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;

/// No adjuster.
pub(crate) static RULE: Rule =
    Rule { code: "LGL951", name: "justerare-saknas", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    // Front matter that cannot be read is a fault of its own.
    let is_asked = minutes.kind == Kind::Minutes && minutes.has_front_matter;
    if is_asked && minutes.meeting.adjusters.is_empty() {
        findings.push(
            RULE.at(minutes.places.keys, "Protokollet saknar justerare").help(
                "Skriv en rad justerare: Förnamn Efternamn bland metadata, eller flera namn med kommatecken mellan.",
            ),
        );
    }
}
