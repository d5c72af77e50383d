//! LGL952: minutes adjusted later than fourteen days after the meeting, or before it.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;
use crate::model::deadline::deadline;

/// Adjusted too late, or before there was anything to adjust.
pub(crate) static RULE: Rule =
    Rule { code: "LGL952", name: "justering-i-fel-tid", level: Level::Warning };

/// Days that the law gives after the meeting.
const DAYS: u8 = 14;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let meeting = &context.minutes.meeting;
    let (Some(date), Some(adjusted)) = (&meeting.date, &meeting.adjusted) else { return };
    if context.minutes.kind != Kind::Minutes {
        return;
    }
    let last = deadline(date.value, DAYS);
    let finding = if adjusted.value < date.value {
        RULE.at(adjusted.span, "Protokollet är justerat före mötet")
            .help("Rätta justeringsdatum eller datum.")
    } else if adjusted.value > last {
        RULE.at(adjusted.span, "Protokollet är justerat för sent")
            .help(format!("Kontrollera justeringsdatum. Sista dagen var {}.", last.long()))
    } else {
        return;
    };
    findings.push(finding.related(date.span, "mötet"));
}
