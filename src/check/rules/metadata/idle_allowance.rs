//! LGL012: an exception that no longer does anything.

use crate::check::entry::{Entry, find, nearest};
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Allowance;

/// An exception without effect.
pub(crate) static RULE: Rule =
    Rule { code: "LGL012", name: "undantag-verkningslöst", level: Level::Warning };

/// What is wrong with an exception that stopped no finding.
pub(in crate::check) fn finding(allowance: &Allowance) -> Finding {
    let typed = &allowance.rule.value;
    let place = allowance.rule.span;
    match find(typed) {
        None => {
            RULE.at(place, format!("Regeln ”{typed}” finns inte")).help(match nearest(typed) {
                Some(near) => format!("Menade du {} {}?", near.rule.code, near.rule.name),
                None => "Kör lgl rules för att se reglernas koder.".to_owned(),
            })
        }
        Some(Entry { is_indispensable: true, rule, .. }) => RULE
            .at(place, format!("{} går inte att undanta", rule.code))
            .help("Rätta felet i stället: utan det går inget dokument att bygga."),
        Some(Entry { rule, .. }) => RULE
            .at(place, format!("Undantaget för {} {} behövs inte", rule.code, rule.name))
            .help("Ta bort undantaget: regeln hittar inget här."),
    }
}
