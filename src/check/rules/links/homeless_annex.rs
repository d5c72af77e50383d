//! LGL605: an annex that does not say what it belongs to, or which number it has.

use crate::check::Context;
use crate::check::archive::ArchiveContext;
use crate::check::homes::Home;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;
use crate::model::target::relative;

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

/// An annex whose home is not to be found, or not to be told from others.
pub(crate) fn check_among(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    let (record, archive) = (context.record, context.archive);
    let Some(typed) = record.belonging.as_ref().and_then(|it| it.typed.as_ref()) else {
        return;
    };
    let name = |at: &usize| archive.records.get(*at).map_or("", |record| record.name.as_str());
    let way = |at: &usize| {
        let path = archive.records.get(*at).map_or("", |record| record.path.as_str());
        relative(&record.path, path)
    };
    let fault = |message: String| RULE.at(typed.span, message);
    findings.push(match archive.home(record) {
        // What is no file is told of as a file that is missing.
        Home::Unsaid | Home::At(_) | Home::NoFile => return,
        Home::NoDay(day) => fault(format!("Det finns inget protokoll från {day}")).help(
            "Rätta dagen, eller skriv protokollets fil i stället, som hör_till: 2026-12-04.md.",
        ),
        Home::NotInCalendar => fault(format!("Dagen {} finns inte i kalendern", typed.value))
            .help("Rätta datumet."),
        Home::Several(several) => {
            let names: Vec<&str> = several.iter().map(name).collect();
            let first = several.first().map(way).unwrap_or_default();
            fault(format!("Flera dokument är från den dagen: {}", names.join(", ")))
                .help(format!("Skriv vilket: hör_till: {first}."))
        }
        Home::NoMinutes(other) => fault(format!("{} är inget protokoll", name(other)))
            .help("Skriv protokollet som bilagan hör till: dess datum eller fil."),
        Home::Itself => fault("Bilagan hör till sig själv".to_owned())
            .help("Skriv protokollet som bilagan hör till: dess datum eller fil."),
    });
}
