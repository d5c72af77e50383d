//! LGL206: the minutes of the previous meeting, of which nobody can tell which meeting that was.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Role;
use crate::model::text::{Run, Word};
use crate::prose::InlineKind;

/// The minutes of the previous meeting without its date.
pub(crate) static RULE: Rule =
    Rule { code: "LGL206", name: "föregående-odaterat", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    if minutes.meeting.previous.is_some() {
        return;
    }
    let mut undated = None;
    for (index, run) in context.text.runs.iter().enumerate() {
        let is_agenda = run
            .section
            .and_then(|section| minutes.sections.get(section))
            .is_some_and(|section| section.role == Some(Role::Agenda));
        if is_agenda || !(run.is_prose() || run.is_heading()) {
            continue;
        }
        let Some(words) = mention(run) else { continue };
        let in_section = |other: &Run| other.section == run.section;
        let is_dated = !context.text.dates_in(index).is_empty()
            || context.text.dates.iter().any(|date| in_section(&context.text.runs[date.run]));
        if is_dated || is_linked(context, run) {
            return;
        }
        undated = undated.or_else(|| {
            let range = words.first()?.start..words.last()?.end;
            Some(run.span_of(range))
        });
    }
    if let Some(span) = undated {
        findings.push(RULE.at(span, "Det framgår inte vilket möte protokollet är från").help(
            "Skriv mötets datum i texten, eller som föregående: i metadata överst i filen.",
        ));
    }
}

/// The words that name the minutes of the previous meeting: "föregående protokoll", "förra mötets protokoll",
/// "protokollet från det förra mötet".
fn mention(run: &Run) -> Option<&[Word]> {
    run.sentences().find_map(|sentence| {
        let at = sentence.iter().position(|word| {
            matches!(run.lower(word), "föregående" | "förra" | "föregånde") && !word.is_shielded
        })?;
        let next = run.lower(sentence.get(at + 1)?);
        if next.contains("protokoll") {
            return sentence.get(at..at + 2);
        }
        if !["möte", "sammanträde"].iter().any(|word| next.starts_with(word)) {
            return None;
        }
        let is_minutes = |word: &Word| run.lower(word).starts_with("protokoll");
        // "Protokollet från det förra mötet" and "förra mötets protokoll" are as far apart as it gets.
        let first = at.saturating_sub(4);
        let before = sentence[first..at].iter().position(is_minutes);
        if let Some(before) = before {
            return sentence.get(first + before..at + 2);
        }
        let after = sentence.iter().skip(at + 2).take(2).position(is_minutes)?;
        sentence.get(at..at + 3 + after)
    })
}

/// Does the section link to a file or page? The minutes are there to be looked at.
fn is_linked(context: &Context<'_>, run: &Run) -> bool {
    let Some(section) = run.section.and_then(|index| context.minutes.sections.get(index))
    else {
        return false;
    };
    let mut is_linked = false;
    for element in &section.elements {
        if let crate::model::Element::Prose(block) = element {
            crate::prose::walk(block, &mut |inline| {
                if let InlineKind::Link(link) = &inline.kind {
                    is_linked |= link.target.len() > 1;
                }
            });
        }
    }
    is_linked
}
