//! LGL002: a key that this kind of document requires.

use crate::check::Context;
use crate::diagnostic::Finding;
use crate::model::Kind;
use crate::model::read::MISSING_KEY;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    // An annex has its date from the minutes that it belongs to. Where reading found the front matter
    // or the date itself at fault, that is said already.
    let inherits = minutes.kind == Kind::Annex && minutes.belongs_to.is_some();
    let reported = findings
        .iter()
        .any(|f| f.span.start < minutes.places.keys.start && f.rule.code == "LGL004")
        || findings.iter().any(|f| f.rule.code == "LGL001");
    if minutes.meeting.date.is_none() && !inherits && !reported {
        findings.push(
            MISSING_KEY
                .at(minutes.places.keys, "Dokumentet saknar datum")
                .help("Skriv en rad datum: 2026-12-04 bland metadata."),
        );
    }
}
