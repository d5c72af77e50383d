//! LGL101–104: a section that this kind of document must have.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Kind, Role};

/// No welcome (välkomna).
pub(crate) static WELCOME: Rule = rule("LGL101", "välkomna-saknas");
/// No agenda (dagordning).
pub(crate) static AGENDA: Rule = rule("LGL102", "dagordning-saknas");
/// No decisions (beslut).
pub(crate) static DECISIONS: Rule = rule("LGL103", "beslut-saknas");
/// No attendance (närvaro).
pub(crate) static ATTENDANCE: Rule = rule("LGL104", "närvaro-saknas");

/// The rule of a role that can be required.
fn of(role: Role) -> Option<&'static Rule> {
    match role {
        Role::Welcome => Some(&WELCOME),
        Role::Agenda => Some(&AGENDA),
        Role::Decisions => Some(&DECISIONS),
        Role::Attendance => Some(&ATTENDANCE),
        Role::Others | Role::Absent | Role::Closing => None,
    }
}

const fn rule(code: &'static str, name: &'static str) -> Rule {
    Rule { code, name, level: Level::Error }
}

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    // Without metadata nobody knows what kind of document it is.
    if !minutes.has_front_matter {
        return;
    }
    for (role, level) in context.organ.required_sections(minutes.kind) {
        let Some(rule) = of(*role) else { continue };
        let present = minutes.section(*role).is_some()
            || (*role == Role::Decisions
                && (minutes.no_decisions.is_some()
                    || minutes.decisions().any(|(_, decision)| !decision.blocks.is_empty())));
        if present {
            unread_attendance(context, *role, rule, findings);
            continue;
        }
        // The opening sections should stand first, the others last.
        let place = match role {
            Role::Welcome | Role::Agenda => minutes.places.body,
            _ => minutes.places.end,
        };
        findings.push(
            rule.at(place, format!("{} saknar {}", name(minutes.kind), what(*role)))
                .help(advice(*role))
                .level(*level),
        );
    }
}

/// A list that cannot be read as people is shown as it stands, but nobody is found in it.
fn unread_attendance(
    context: &Context<'_>,
    role: Role,
    missing: &'static Rule,
    findings: &mut Vec<Finding>,
) {
    let minutes = context.minutes;
    let Some(section) = minutes.section(role).filter(|_| role == Role::Attendance) else {
        return;
    };
    // People on plain lines are told of by the rule that can put them in a list.
    if minutes.people(role).next().is_none() && minutes.rosters.is_empty() {
        findings.push(
            missing
                .at(section.span, "Närvaron går inte att läsa som en lista av personer")
                .help("Skriv en rad för var och en: - Namn, Organisation.")
                .level(Level::Warning),
        );
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Minutes => "Protokollet",
        Kind::Notes => "Minnesanteckningarna",
        Kind::Conference => "Konferensdokumentet",
        Kind::Annex => "Bilagan",
        Kind::Slides => "Bildspelet",
    }
}

fn what(role: Role) -> &'static str {
    match role {
        Role::Welcome => "avsnittet Välkomna",
        Role::Agenda => "avsnittet Dagordning",
        Role::Decisions => "beslut",
        Role::Attendance => "avsnittet Närvarande",
        Role::Others => "avsnittet Övriga medverkande",
        Role::Absent => "avsnittet Frånvarande",
        Role::Closing => "avsnittet Avslut",
    }
}

fn advice(role: Role) -> &'static str {
    match role {
        Role::Welcome => "Skriv en rubrik ## Välkomna, och under den vem som öppnar mötet.",
        Role::Agenda => "Skriv en rubrik ## Dagordning, och under den punkterna i en lista.",
        Role::Decisions => {
            "Börja varje beslut med Beslut: på en egen rad, eller skriv meningen Inga beslut fattades."
        }
        _ => {
            "Skriv en rubrik ## Närvarande, och under den en rad för var och en: - Namn, Organisation."
        }
    }
}
