//! LGL112: the footer, a page number or the registry number stranded in the text.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Leftover, LeftoverKind};

/// A line of the page in the text.
pub(crate) static RULE: Rule =
    Rule { code: "LGL112", name: "sidfot-i-text", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let mut has_number = minutes.meeting.registry_number.is_some();
    for leftover in &minutes.leftovers {
        let mut edits = Vec::new();
        let number = leftover.registry_number.as_deref();
        // The number must not be lost: it moves to where numbers live.
        let moves = number.filter(|_| !has_number && minutes.has_front_matter);
        if let Some(number) = moves {
            let line = format!("diarienummer: {number}\n");
            edits.push(Edit::insert(minutes.places.keys.start, line));
            has_number = true;
        }
        edits.extend(leftover.gone.iter().map(|gone| {
            if gone.whole_lines {
                Edit::delete_lines(gone.span)
            } else {
                Edit::delete(gone.span)
            }
        }));
        let is_kept = number.is_none() || has_number;
        let (message, help) = words(leftover, moves);
        let mut finding = RULE.at(leftover.span, message).help(help);
        if is_kept {
            finding = finding.fix(Fix::safe(edits));
        }
        findings.push(finding);
    }
}

fn words(leftover: &Leftover, moves: Option<&str>) -> (String, String) {
    let number = leftover.registry_number.as_deref().unwrap_or("");
    match leftover.kind {
        LeftoverKind::Footer => (
            "Sidfoten har hamnat i texten".to_owned(),
            "Ta bort raderna. Sidfoten sätts av sig själv på varje sida.".to_owned(),
        ),
        LeftoverKind::RegistryNumber => (
            format!("Diarienumret {number} har hamnat i texten"),
            match moves {
                Some(number) => {
                    format!("Flytta numret till metadata: diarienummer: {number}.")
                }
                None => "Ta bort raden. Diarienumret står redan i metadata.".to_owned(),
            },
        ),
        LeftoverKind::PageNumber => (
            "Ett sidnummer har hamnat i texten".to_owned(),
            "Ta bort raden. Sidorna numreras av sig själva.".to_owned(),
        ),
    }
}
