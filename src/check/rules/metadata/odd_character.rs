//! LGL006: characters that cannot be told from others by the eye.

use std::ops::Range;

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Role;
use crate::parse::{Oddity, OddityKind};
use crate::prose::flat::overlaps;
use crate::prose::{BlockKind, InlineKind, each_block};
use crate::source::Span;

/// An odd character.
pub(crate) static RULE: Rule = Rule { code: "LGL006", name: "tecken", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let oddities = &context.minutes.oddities;
    if oddities.is_empty() {
        return;
    }
    let shields = merged(shields(context));
    let columns = merged(columns(context));
    let is_told = |odd: &Oddity| match odd.kind {
        // The letter is the same however it is written, so it may be mended wherever it stands.
        OddityKind::Decomposed => true,
        OddityKind::Tab => {
            !overlaps(&shields, &odd.span.range()) && !overlaps(&columns, &odd.span.range())
        }
        _ => !overlaps(&shields, &odd.span.range()),
    };
    for kind in [
        OddityKind::Decomposed,
        OddityKind::NoBreakSpace,
        OddityKind::ZeroWidth,
        OddityKind::Tab,
        OddityKind::BlankLine,
    ] {
        let own = oddities
            .iter()
            .filter(|odd| odd.kind == kind && is_told(odd) && !context.allows(&RULE, odd.span));
        let (opening, inside): (Vec<&Oddity>, Vec<&Oddity>) =
            own.partition(|odd| odd.opens_line && kind != OddityKind::Decomposed);
        if let Some(first) = inside.first() {
            let fault = RULE.at(first.span, message(first, inside.len()));
            findings.push(fault.help(help(kind)).fix(Fix::safe(edits(&inside))));
        }
        if let Some(first) = opening.first() {
            findings.push(
                RULE.at(first.span, message_of_opening(kind))
                    .help("Skriv om radens början, och läs raden igen: den kan vara menad som rubrik, punkt eller etikett.")
                    .fix(Fix::risky(edits(&opening))),
            );
        }
    }
}

fn edits(oddities: &[&Oddity]) -> Vec<Edit> {
    oddities.iter().map(|odd| Edit::replace(odd.span, odd.instead.clone())).collect()
}

/// What is wrong, with the number of places where there are several.
fn message(first: &Oddity, count: usize) -> String {
    match (first.kind, count) {
        (OddityKind::Decomposed, 1) => {
            format!("Bokstaven ”{}” är skriven med två tecken", first.instead)
        }
        (OddityKind::Decomposed, _) => {
            format!(
                "{count} bokstäver, bland dem ”{}”, är skrivna med två tecken",
                first.instead
            )
        }
        (OddityKind::NoBreakSpace, 1) => {
            "Ett hårt blanksteg står där det ska vara ett vanligt".to_owned()
        }
        (OddityKind::NoBreakSpace, _) => {
            format!("Hårda blanksteg står på {count} ställen där det ska vara vanliga")
        }
        (OddityKind::ZeroWidth, 1) => "Ett osynligt tecken står i texten".to_owned(),
        (OddityKind::ZeroWidth, _) => format!("Osynliga tecken står på {count} ställen"),
        (OddityKind::Tab, 1) => "Ett tabbtecken står mitt i texten".to_owned(),
        (OddityKind::Tab, _) => format!("Tabbtecken står på {count} ställen i texten"),
        (OddityKind::BlankLine, 1) => "En tom rad innehåller blanksteg".to_owned(),
        (OddityKind::BlankLine, _) => format!("{count} tomma rader innehåller blanksteg"),
    }
}

fn message_of_opening(kind: OddityKind) -> &'static str {
    match kind {
        OddityKind::ZeroWidth => "Ett osynligt tecken står först på en rad",
        OddityKind::Tab => "Ett tabbtecken står först på en rad",
        _ => "Ett hårt blanksteg står först på en rad",
    }
}

fn help(kind: OddityKind) -> &'static str {
    match kind {
        OddityKind::Decomposed => {
            "Skriv bokstaven på nytt, så blir den ett tecken och går att söka efter."
        }
        OddityKind::NoBreakSpace => "Skriv ett vanligt blanksteg, så kan raden brytas där.",
        OddityKind::ZeroWidth => "Ta bort tecknet: det syns inte men stör den som söker.",
        OddityKind::Tab => "Skriv ett blanksteg i stället.",
        OddityKind::BlankLine => "Ta bort blankstegen, så att raden är helt tom.",
    }
}

/// Places as ranges, sorted and apart.
fn merged(mut places: Vec<Span>) -> Vec<Range<usize>> {
    places.sort_unstable();
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place.range()),
        }
    }
    merged
}

/// The places where a character is to stay as it is: quotations, stressed text, links, code, HTML.
fn shields(context: &Context<'_>) -> Vec<Span> {
    let mut shields = Vec::new();
    for run in &context.text.runs {
        shields.extend(run.shields.iter().map(|range| run.span_of(range.clone())));
    }
    let minutes = context.minutes;
    minutes.each_inline(&mut |inline| {
        let is_shield = matches!(
            inline.kind,
            InlineKind::Link(_)
                | InlineKind::Image(_)
                | InlineKind::Code(_)
                | InlineKind::Html(_)
        );
        if is_shield {
            shields.push(inline.span);
        }
    });
    for block in minutes.blocks() {
        each_block(block, &mut |block| {
            let is_shield = matches!(
                block.kind,
                BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Quote(_)
            );
            if is_shield {
                shields.push(block.span);
            }
        });
    }
    shields
}

/// Where tabs are a fault of another kind: in front matter that cannot be read, which says why, and in lists of
/// people, whose columns they divide.
fn columns(context: &Context<'_>) -> Vec<Span> {
    let minutes = context.minutes;
    let ends = minutes.sections.iter().skip(1).map(|next| next.span.start);
    let ends = ends.chain(std::iter::once(minutes.places.end.end));
    let of_people = minutes
        .sections
        .iter()
        .zip(ends)
        .filter(|(section, _)| section.role.is_some_and(Role::is_attendance))
        .map(|(section, end)| Span::new(section.span.start, end.max(section.span.end)));
    let unread = (!minutes.has_front_matter).then(|| Span::new(0, minutes.places.keys.end));
    unread.into_iter().chain(of_people).collect()
}
