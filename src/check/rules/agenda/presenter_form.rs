//! LGL204: a presenter without the label, without a name or without an organisation.

use super::unlisted_speaker;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::names::is_same_person;
use crate::model::presenters::{Presentation, Presenter};
use crate::model::{Mark, Minutes};

/// A presenter that is not written as one.
pub(crate) static RULE: Rule =
    Rule { code: "LGL204", name: "föredragare-form", level: Level::Warning };

const FORM: &str = "Föredragare: Namn, titel, Organisation.";

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let nobody = minutes
        .marked()
        .filter(|(_, marked)| marked.mark == Mark::Presenter && marked.blocks.is_empty());
    for (_, marked) in nobody {
        findings.push(
            RULE.at(marked.span, "Etiketten Föredragare har inget namn efter sig")
                .help(format!("Skriv raden så här: {FORM}")),
        );
    }
    let presentations = minutes.presentations(context.organ);
    unlisted_speaker::check(minutes, &presentations, findings);
    let mut introduced: Vec<String> = Vec::new();
    for presentation in presentations {
        if presentation.is_labelled {
            unnamed(&presentation, findings);
            from_nowhere(&presentation, &introduced, minutes, findings);
        } else {
            unlabelled(&presentation, &introduced, minutes, findings);
        }
        let with_organisation =
            presentation.people.into_iter().filter(|person| person.organisation.is_some());
        introduced.extend(with_organisation.map(|person| person.name.value));
    }
}

/// The label goes in, and in the same step what the lists of attendance know of those who come from nowhere.
fn unlabelled(
    presentation: &Presentation,
    introduced: &[String],
    minutes: &Minutes,
    findings: &mut Vec<Finding>,
) {
    let names: Vec<&str> =
        presentation.people.iter().map(|person| person.name.value.as_str()).collect();
    let who = names.join(" och ");
    let mut edits = vec![Edit::insert(presentation.span.start, "Föredragare: ")];
    if presentation.is_plain {
        let lacking = lacking(presentation, introduced, minutes);
        edits.extend(organisations(presentation, &lacking, minutes).into_iter().flatten());
    }
    findings.push(
        RULE.at(presentation.span, format!("{who} står utan etiketten Föredragare"))
            .help("Börja raden med Föredragare: så att det framgår vem som talar.")
            .fix(Fix::risky(edits)),
    );
}

fn unnamed(presentation: &Presentation, findings: &mut Vec<Finding>) {
    for person in presentation.people.iter().filter(|person| !person.is_named) {
        let name = &person.name;
        if is_office(&name.value) {
            continue;
        }
        findings.push(
            RULE.at(
                name.span,
                format!("Föredragaren ”{}” saknar för- och efternamn", name.value),
            )
            .help(format!("Skriv raden så här: {FORM}")),
        );
    }
}

/// "Ordföranden": the metadata tell who that is.
fn is_office(text: &str) -> bool {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or("");
    ["ordförande", "ordföranden", "sekreterare", "sekreteraren"]
        .iter()
        .any(|office| last.ends_with(office))
}

/// One finding for all in a paragraph who come from nowhere, with what the lists of attendance know.
fn from_nowhere(
    presentation: &Presentation,
    introduced: &[String],
    minutes: &Minutes,
    findings: &mut Vec<Finding>,
) {
    let mut lacking = lacking(presentation, introduced, minutes);
    // Whoever is listed with the very same name can be looked up.
    lacking.retain(|person| {
        minutes.everybody().all(|listed| listed.name.value != person.name.value)
    });
    let Some(first) = lacking.first() else { return };
    let names: Vec<&str> = lacking.iter().map(|person| person.name.value.as_str()).collect();
    let what = if names.len() == 1 { "Föredragaren" } else { "Föredragarna" };
    let mut finding = RULE
        .at(first.name.span, format!("{what} {} saknar organisation", names.join(" och ")))
        .help(format!("Skriv raden så här: {FORM}"));
    if presentation.is_plain
        && let Some(edits) = organisations(presentation, &lacking, minutes)
    {
        finding = finding.fix(Fix::risky(edits));
    }
    findings.push(finding);
}

/// Those of whom nothing tells where they come from.
fn lacking<'a>(
    presentation: &'a Presentation,
    introduced: &[String],
    minutes: &Minutes,
) -> Vec<&'a Presenter> {
    let is_introduced = |person: &Presenter| {
        introduced.iter().any(|name| is_same_person(name, &person.name.value))
    };
    let people = presentation.people.iter();
    people
        .filter(|person| {
            person.is_named
                && person.organisation.is_none()
                && !is_introduced(person)
                && !leads(person, minutes)
        })
        .collect()
}

/// Whoever leads or writes is introduced by that.
fn leads(person: &Presenter, minutes: &Minutes) -> bool {
    let meeting = &minutes.meeting;
    let has_office = person.title.as_ref().is_some_and(|title| {
        let title = title.value.to_lowercase();
        title.contains("ordförande") || title.contains("sekreterare")
    });
    has_office
        || meeting
            .chair
            .iter()
            .chain(&meeting.secretary)
            .any(|name| is_same_person(&name.value, &person.name.value))
}

/// What goes in after each who lacks it; where people are parted by a word, a semicolon parts them instead, so
/// that nobody takes one's organisation for the other's.
fn organisations(
    presentation: &Presentation,
    lacking: &[&Presenter],
    minutes: &Minutes,
) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    if lacking.is_empty() {
        return None;
    }
    for person in &presentation.people {
        if let Some(joint) = &person.joint
            && !joint.value.contains([';', '.'])
            && !joint.value.trim().is_empty()
        {
            edits.push(Edit::replace(joint.span, "; "));
        }
        if !lacking.contains(&person) {
            continue;
        }
        let listed = minutes
            .everybody()
            .find(|listed| is_same_person(&listed.name.value, &person.name.value))?;
        let name = person.name.span.end;
        let end = person.title.as_ref().map_or(name, |title| title.span.end.max(name));
        edits.push(Edit::insert(end, format!(", {}", listed.affiliation()?)));
    }
    Some(edits)
}
