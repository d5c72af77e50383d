//! LGL604: an annex that the text names and nobody can find.

use crate::check::Context;
use crate::check::archive::{ArchiveContext, Record};
use crate::check::homes::{Declared, Home, composed, is_same_number};
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;
use crate::model::target::relative;

/// An annex that is not there.
pub(crate) static RULE: Rule =
    Rule { code: "LGL604", name: "bilaga-odeklarerad", level: Level::Warning };

/// A declared annex that calls itself by another number than the one it gets.
pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for annex in &context.minutes.annexes {
        let Some(typed) = own_number(&annex.title.value).filter(|typed| *typed != annex.number)
        else {
            continue;
        };
        let message =
            format!("”{}” står som nummer {} i listan", annex.title.value, annex.number);
        findings.push(
            RULE.at(annex.title.span, message).help(format!(
                "Flytta den till plats {typed}, eller ta bort numret ur titeln."
            )),
        );
    }
}

/// The number in a title such as "Bilaga 2: Svar på enkäten".
fn own_number(title: &str) -> Option<usize> {
    let mut words = title.split_whitespace();
    let is_annex = words.next()?.to_lowercase() == "bilaga";
    let number = words.next()?.trim_end_matches([':', '.', ',', '–', '-']);
    if is_annex { number.parse().ok() } else { None }
}

/// An annex that is neither declared nor a document of its own, and a document that the list does not know as it is.
pub(crate) fn check_among(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    let (record, archive) = (context.record, context.archive);
    let below: Vec<&Record> = archive.annexes_of(record).collect();
    for annex in &record.undeclared_annexes {
        if below
            .iter()
            .any(|below| number(below).is_some_and(|it| is_same_number(it, annex.value)))
        {
            continue;
        }
        findings.push(
            RULE.at(annex.span, format!("Bilaga {} finns inte bland bilagorna", annex.value))
                .help(
                    "Lägg till den under bilagor bland metadata, med titel och fil eller länk.",
                ),
        );
    }
    findings.extend(below.iter().filter_map(|annex| unlisted(record, annex)));
    findings.extend(record.declared.iter().filter_map(|annex| misplaced(context, annex)));
}

fn number(record: &Record) -> Option<&str> {
    Some(record.belonging.as_ref()?.number.as_ref()?.value.as_str())
}

/// An annex that belongs to the minutes and that they do not list.
fn unlisted(record: &Record, annex: &Record) -> Option<Finding> {
    if record.declared.iter().any(|declared| declared.path == composed(&annex.path)) {
        return None;
    }
    let file = relative(&record.path, &annex.path);
    Some(
        RULE.at(
            record.keys,
            format!("Bilagan {} hör hit, men står inte bland bilagorna", annex.name),
        )
        .help(format!(
            "Lägg till den under bilagor bland metadata, med titel: och fil: {file}."
        )),
    )
}

/// An annex in the list that calls itself by another number, or that says that it belongs elsewhere.
fn misplaced(context: &ArchiveContext<'_>, declared: &Declared) -> Option<Finding> {
    let archive = context.archive;
    let annex = archive.records.get(*archive.paths.get(&declared.path)?)?;
    let belonging = annex.belonging.as_ref().filter(|_| annex.kind == Some(Kind::Annex))?;
    if let (Home::At(home), Some(typed)) = (archive.home(annex), &belonging.typed)
        && let Some(home) = archive.records.get(*home)
        && home.path != context.record.path
    {
        return Some(
            RULE.at(declared.span, format!("Bilagan {} hör till {}", annex.name, home.name))
                .help(format!(
                    "Ändra hör_till: {} i bilagan, eller ta bort den ur listan.",
                    typed.value
                )),
        );
    }
    let typed = belonging.number.as_ref()?;
    if is_same_number(&typed.value, declared.number) {
        return None;
    }
    let message = format!(
        "Bilagan {} har nummer {}, men står som nummer {} i listan",
        annex.name, typed.value, declared.number
    );
    Some(RULE.at(declared.span, message).help(format!(
        "Skriv nummer: {} i bilagan, eller flytta den i listan.",
        declared.number
    )))
}
