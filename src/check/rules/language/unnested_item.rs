//! LGL711: items of a list that are indented too little to lie under the item above.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};

/// An item that does not nest.
pub(crate) static RULE: Rule =
    Rule { code: "LGL711", name: "listindrag", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unnested in &context.minutes.unnested {
        let message = match unnested.items {
            1 => "En punkt är för lite indragen för att höra till punkten ovanför".to_owned(),
            items => {
                format!(
                    "{items} punkter är för lite indragna för att höra till punkten ovanför"
                )
            }
        };
        let blanks = unnested.indents.first().map_or(0, |(_, blanks)| *blanks);
        let edits = unnested
            .indents
            .iter()
            .map(|(at, blanks)| Edit::insert(*at, " ".repeat(*blanks)))
            .collect();
        let fix = if unnested.is_certain { Fix::safe(edits) } else { Fix::risky(edits) };
        findings.push(
            RULE.at(unnested.span, message)
                .related(unnested.parent, "punkten ovanför")
                .help(format!("Skriv {blanks} blanksteg till före listtecknet."))
                .fix(fix),
        );
    }
}
