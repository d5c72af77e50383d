//! LGL205: somebody who presents or makes a statement and is in no list of attendance.

use crate::diagnostic::{Finding, Level, Rule};
use crate::model::names::{self, is_same_person};
use crate::model::presenters::Presentation;
use crate::model::{Mark, Minutes};
use crate::source::Spanned;

/// A speaker in no list of attendance.
pub(crate) static RULE: Rule =
    Rule { code: "LGL205", name: "medverkande-ej-i-listan", level: Level::Info };

pub(super) fn check(
    minutes: &Minutes,
    presentations: &[Presentation],
    findings: &mut Vec<Finding>,
) {
    // Where no list can be read, that is the fault.
    if minutes.everybody().next().is_none() {
        return;
    }
    let presenters = presentations
        .iter()
        .flat_map(|presentation| &presentation.people)
        .filter(|person| person.is_named)
        .map(|person| person.name.clone());
    let mut speakers: Vec<Spanned<String>> = presenters.chain(statements(minutes)).collect();
    speakers.sort_by_key(|name| name.span);
    let mut told: Vec<String> = Vec::new();
    for name in speakers {
        // As a rule the name is listed letter for letter.
        if minutes.everybody().any(|person| person.name.value == name.value) {
            continue;
        }
        let is_same = |known: &str| is_same_person(known, &name.value);
        if minutes.everybody().any(|person| is_same(&person.name.value))
            || leaders(minutes).any(is_same)
            || told.iter().any(|known| is_same(known))
        {
            continue;
        }
        findings.push(
            RULE.at(name.span, format!("{} finns inte i någon deltagarlista", name.value))
                .help("Lägg till en rad under Övriga medverkande, eller rätta namnet."),
        );
        told.push(name.value);
    }
}

/// The names of those who make a statement or dissent.
fn statements(minutes: &Minutes) -> impl Iterator<Item = Spanned<String>> {
    minutes
        .marked()
        .filter(|(_, marked)| matches!(marked.mark, Mark::Statement | Mark::Dissent))
        .filter_map(|(_, marked)| {
            let about = marked.about.as_ref()?;
            let length = names::leading_name(&about.value)?.len();
            let closes = about.value[length..].is_empty()
                || about.value[length..].starts_with([',', ' ']);
            closes.then(|| Spanned::new(about.value[..length].to_owned(), about.span))
        })
}

/// Those who lead the meeting have a rule of their own.
fn leaders(minutes: &Minutes) -> impl Iterator<Item = &str> {
    let meeting = &minutes.meeting;
    let leaders = meeting.chair.iter().chain(&meeting.secretary).chain(&meeting.adjusters);
    leaders.map(|name| name.value.as_str())
}
