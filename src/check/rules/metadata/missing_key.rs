//! LGL002: a key that this kind of document requires.

use crate::check::Context;
use crate::diagnostic::Finding;
use crate::model::Kind;
use crate::parse::MISSING_KEY;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    // An annex has its date from the minutes that it belongs to. A date that is there but faulty, or front
    // matter that cannot be read at all, is a fault of its own.
    let inherits = minutes.kind == Kind::Annex;
    let is_there = minutes.meeting.date.is_some() || minutes.meeting.has_faulty_date;
    if minutes.has_front_matter && !is_there && !inherits {
        findings.push(
            MISSING_KEY
                .at(minutes.places.keys, "Dokumentet saknar datum")
                .help("Skriv en rad datum: 2026-12-04 bland metadata."),
        );
    }
}
