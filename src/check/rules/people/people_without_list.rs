//! LGL409: people in columns or on plain lines, where nobody finds them.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};

/// People who are in no list.
pub(crate) static RULE: Rule =
    Rule { code: "LGL409", name: "flikad-lista", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for roster in &context.minutes.rosters {
        let (message, help) = if roster.has_columns {
            (
                "Deltagarna står i kolumner och kan inte läsas som personer",
                "Skriv var och en på en egen rad: - Namn, Organisation.",
            )
        } else {
            (
                "Deltagarna står inte i en lista och kan inte läsas som personer",
                "Skriv - framför var och en: - Namn, Organisation.",
            )
        };
        let items: Vec<String> =
            roster.entries.iter().map(|entry| format!("- {entry}")).collect();
        let fix = Fix::safe(vec![Edit::replace(roster.span, items.join("\n"))]);
        findings.push(RULE.at(roster.span, message).help(help).fix(fix));
    }
}
