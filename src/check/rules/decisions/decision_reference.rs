//! LGL308: a reference to a decision that does not exist, and two documents whose decisions have the same numbers.

use crate::check::ArchiveContext;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::decision_references::parts;

/// A reference to a decision that does not exist.
pub(crate) static RULE: Rule =
    Rule { code: "LGL308", name: "beslutsreferens", level: Level::Error };

pub(crate) fn check(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    let record = context.record;
    for reference in &record.references {
        let Some((date, _)) = parts(&reference.value) else { continue };
        let of_that_day = || {
            let others = context.archive.of_day(date);
            others.filter(|other| other.is_meeting && other.organ == record.organ)
        };
        // A meeting whose minutes are not in the project may have decided anything.
        let Some(minutes) = of_that_day().next() else { continue };
        if of_that_day().any(|other| other.decisions.contains(&reference.value)) {
            continue;
        }
        let day = date.long();
        let which = match minutes.decisions.as_slice() {
            [] => "inga beslut".to_owned(),
            [only] => format!("beslutet {only}"),
            [first, .., last] => format!("besluten {first} till {last}"),
        };
        findings.push(
            RULE.at(reference.span, format!("Det finns inget beslut {}", reference.value))
                .help(format!("Rätta numret. Mötet den {day} har {which}.")),
        );
    }
    same_numbers(context, findings);
}

/// Told of the document that comes later in the order of the names, so that it is told once.
fn same_numbers(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    let record = context.record;
    // An annex may repeat what was decided.
    let Some(place) = record.first_decision.filter(|_| record.is_meeting) else { return };
    let Some(date) = record.date else { return };
    let earlier = context.archive.of_day(date).find(|other| {
        other.is_meeting
            && other.name < record.name
            && other.organ == record.organ
            && other.language == record.language
            && other.decisions.first() == record.decisions.first()
    });
    if let (Some(earlier), Some(anchor)) = (earlier, record.decisions.first()) {
        findings.push(
            RULE.at(place, format!("Beslutet {anchor} finns även i {}", earlier.name)).help(
                "Ge mötena var sitt datum, eller samla besluten från dagen i ett protokoll.",
            ),
        );
    }
}
