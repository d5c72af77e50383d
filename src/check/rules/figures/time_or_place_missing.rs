//! LGL503: minutes that do not say at what hours or where the meeting was.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;

/// No hours, no place.
pub(crate) static RULE: Rule =
    Rule { code: "LGL503", name: "tid-eller-plats-saknas", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let is_meeting = matches!(minutes.kind, Kind::Minutes | Kind::Notes | Kind::Conference);
    if !is_meeting || !minutes.has_front_matter {
        return;
    }
    // A value that cannot be read is told of already.
    let is_typed = |name: &str| {
        minutes
            .keys
            .iter()
            .any(|key| key.name.value.to_lowercase() == name && key.value.is_some())
    };
    let no_time = minutes.meeting.time.is_none() && !is_typed("tid");
    let no_place = minutes.meeting.place.is_none() && !is_typed("plats");
    let (message, help) = match (no_time, no_place) {
        (true, true) => (
            "Mötets tid och plats saknas",
            "Skriv raderna tid: 9.00–12.00 och plats: Kalmar bland metadata.",
        ),
        (true, false) => {
            ("Mötets tid saknas", "Skriv en rad bland metadata, som tid: 9.00–12.00.")
        }
        (false, true) => {
            ("Mötets plats saknas", "Skriv en rad bland metadata, som plats: Kalmar.")
        }
        (false, false) => return,
    };
    findings.push(RULE.at(minutes.places.keys, message).help(help));
}
