//! LGL101–104: a section that this kind of document must have.

use super::pseudo_heading;
use crate::check::Context;
use crate::check::rules::decisions::has_unlabelled;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Kind, Minutes, Role};
use crate::source::Span;

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
    let mut lines = None;
    for (role, level) in context.organ.required_sections(minutes.kind) {
        let Some(rule) = of(*role) else { continue };
        let present = minutes.section(*role).is_some()
            || (*role == Role::Decisions
                && (minutes.no_decisions.is_some()
                    || minutes.decisions().any(|(_, decision)| !decision.blocks.is_empty())));
        if present {
            unread_attendance(context, *role, *level, rule, findings);
            continue;
        }
        // One that lacks its label is told of as that.
        if *role == Role::Decisions && has_unlabelled(context) {
            continue;
        }
        let message = format!("{} saknar {}", name(minutes.kind), what(*role));
        // The heading may be there as a line that is not marked as one.
        let lines = lines.get_or_insert_with(|| pseudo_heading::lines(context));
        let finding = match lines.iter().find(|line| line.role == Some(*role)) {
            Some(line) => rule
                .at(line.span, message)
                .help("Skriv ## framför raden, om det är avsnittets rubrik.")
                .fix(line.fix()),
            None => rule.at(place(minutes, *role), message).help(advice(*role)),
        };
        findings.push(finding.level(*level));
    }
}

/// Where a section should stand: the welcome first, the agenda after it, the decisions before the meeting ends,
/// attendance before the other lists of people.
fn place(minutes: &Minutes, role: Role) -> Span {
    let sections = &minutes.sections;
    let before = match role {
        Role::Welcome => sections.first(),
        Role::Agenda => {
            let welcome = sections.iter().position(|s| s.role == Some(Role::Welcome));
            sections.get(welcome.map_or(0, |welcome| welcome + 1))
        }
        Role::Decisions => {
            sections.iter().find(|s| s.role == Some(Role::Closing)).or_else(|| {
                sections
                    .iter()
                    .rev()
                    .take_while(|s| s.role.is_some_and(Role::is_attendance))
                    .last()
            })
        }
        Role::Attendance | Role::Others | Role::Absent => {
            sections.iter().rev().take_while(|s| s.role.is_some_and(Role::is_attendance)).last()
        }
        Role::Closing => None,
    };
    let opens = matches!(role, Role::Welcome | Role::Agenda) && sections.is_empty();
    let otherwise = if opens { minutes.places.body } else { minutes.places.end };
    before.map_or(otherwise, |section| Span::at(section.span.start))
}

/// A list that is empty, or that cannot be read as people: it is shown as it stands, but nobody is found in it.
fn unread_attendance(
    context: &Context<'_>,
    role: Role,
    level: Level,
    missing: &'static Rule,
    findings: &mut Vec<Finding>,
) {
    let minutes = context.minutes;
    let Some(section) = minutes.section(role).filter(|_| role == Role::Attendance) else {
        return;
    };
    if minutes.people(role).next().is_some() {
        return;
    }
    let is_empty = minutes.sections_of(role).all(|section| section.elements.is_empty());
    // People on plain lines are told of by the rule that can put them in a list.
    if !is_empty && !minutes.rosters.is_empty() {
        return;
    }
    let (message, level) = if is_empty {
        ("Närvaron är tom", level)
    } else {
        ("Närvaron går inte att läsa som en lista av personer", Level::Warning)
    };
    findings.push(
        missing
            .at(section.span, message)
            .help("Skriv en rad för var och en: - Namn, Organisation.")
            .level(level),
    );
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
