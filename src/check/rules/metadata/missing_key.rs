//! LGL002: a key that this kind of document requires.

use super::conflicting_date::day_of_title;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix};
use crate::model::Kind;
use crate::parse::MISSING_KEY;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    // An annex has its date from the minutes that it belongs to. A date that is there but faulty, or front
    // matter that cannot be read at all, is a fault of its own.
    let inherits = minutes.kind == Kind::Annex;
    let is_there = minutes.meeting.date.is_some() || minutes.meeting.has_faulty_date;
    if !minutes.has_front_matter || is_there || inherits {
        return;
    }
    let place = minutes.places.keys;
    // The writer has told the day already, if only where lgl does not look for it.
    let day = context.facts.day_of_file().or_else(|| day_of_title(minutes));
    // A line that is there and empty is to be filled in: a second one would be one too many.
    if let Some(key) = minutes.keys.iter().find(|key| key.name.value == "datum") {
        let day = day.map_or_else(|| "2026-12-04".to_owned(), |day| day.to_string());
        let fault = MISSING_KEY.at(key.name.span, "Raden datum är tom");
        findings.push(fault.help(format!("Skriv dagen på raden: datum: {day}")));
        return;
    }
    let fault = MISSING_KEY.at(place, "Dokumentet saknar datum");
    findings.push(match day {
        Some(day) => fault
            .help(format!("Skriv en rad datum: {day} bland metadata, om det var den dagen."))
            .fix(Fix::risky(vec![Edit::insert(place.start, format!("datum: {day}\n"))])),
        None => fault.help("Skriv en rad datum: 2026-12-04 bland metadata."),
    });
}
