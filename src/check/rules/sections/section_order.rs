//! LGL109: a welcome that is not the first item, or minutes that never end.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Element, Kind, Role, Section};
use crate::prose::BlockKind;
use crate::source::Span;

/// Sections out of order.
pub(crate) static RULE: Rule =
    Rule { code: "LGL109", name: "avsnittsordning", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    if minutes.kind != Kind::Minutes || !minutes.has_front_matter {
        return;
    }
    // Lists of attendance may stand first or last.
    let items: Vec<&Section> =
        minutes.sections.iter().filter(|section| !is_list_of_people(section)).collect();
    let welcome = items.iter().position(|section| section.role == Some(Role::Welcome));
    // Minutes without a welcome have a graver fault.
    let Some(welcome) = welcome else { return };
    // A draft, or minutes that still lack their attendance, are not written to the end.
    let is_unwritten = minutes.is_draft() || minutes.section(Role::Attendance).is_none();
    let has_end = is_unwritten || ends(context, &items);
    let ahead: Vec<&Section> =
        items[..welcome].iter().copied().filter(|section| !is_overview(section)).collect();
    if let Some(before) = ahead.first() {
        let help = "Flytta avsnittet så att det står först bland punkterna.";
        let help = if has_end {
            help.to_owned()
        } else {
            format!("{help} Sluta med en punkt ## Avslut.")
        };
        findings.push(
            RULE.at(items[welcome].span, "”Välkomna” är inte den första punkten")
                .help(help)
                .related(before.span, "den här punkten står före"),
        );
    } else if !has_end {
        findings.push(
            RULE.at(end_of_items(context), "Protokollet har inget avslut")
                .help("Skriv sist bland punkterna en rubrik ## Avslut, och under den vem som avslutar mötet."),
        );
    }
}

fn is_list_of_people(section: &Section) -> bool {
    section.role.is_some_and(Role::is_attendance)
}

/// Is it the list of all items, which may stand above the first?
fn is_overview(section: &Section) -> bool {
    let is_list = |element: &Element| matches!(element, Element::Prose(block) if matches!(block.kind, BlockKind::List(_)));
    section.role == Some(Role::Agenda) && section.elements.iter().any(is_list)
}

/// Do the minutes say that the meeting ends: under a heading, or in the last item?
fn ends(context: &Context<'_>, items: &[&Section]) -> bool {
    let minutes = context.minutes;
    if minutes.section(Role::Closing).is_some() {
        return true;
    }
    let Some(last) = items.last() else { return false };
    let index = minutes.sections.iter().position(|section| section.span == last.span);
    let says_so = |word: &str| word.starts_with("avslut") || word == "förklaras";
    index.is_some_and(|index| {
        let text = context.text;
        let last_paragraph = text.runs_of(index).filter(|run| run.is_prose()).last();
        last_paragraph.is_some_and(|run| run.words.iter().any(|word| says_so(run.lower(word))))
    })
}

/// Where the item that ends the meeting should stand: before the lists of attendance that stand last.
fn end_of_items(context: &Context<'_>) -> Span {
    let minutes = context.minutes;
    let lists = minutes.sections.iter().rev();
    let first = lists.take_while(|section| is_list_of_people(section)).last();
    first.map_or(minutes.places.end, |section| Span::at(section.span.start))
}
