//! LGL604: an annex that the text names and nobody can find.

use crate::check::Context;
use crate::check::archive::ArchiveContext;
use crate::diagnostic::{Finding, Level, Rule};

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

/// An annex that is neither declared nor a document of its own.
pub(crate) fn check_among(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    let record = context.record;
    let date = record.date.map(|date| date.to_string());
    for annex in &record.undeclared_annexes {
        let is_annex_of =
            |home: &str| context.archive.annexes.contains(&(home.to_owned(), annex.value));
        if is_annex_of(&record.path) || date.as_deref().is_some_and(is_annex_of) {
            continue;
        }
        findings.push(
            RULE.at(annex.span, format!("Bilaga {} finns inte bland bilagorna", annex.value))
                .help(
                    "Lägg till den under bilagor bland metadata, med titel och fil eller länk.",
                ),
        );
    }
}
