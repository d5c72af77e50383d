//! LGL601: a link that leads nowhere.

use super::suspect_address::of_reference;
use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::references::ReferenceKind;
use crate::model::target::{Target, classify};

/// A link that leads nowhere.
pub(crate) static RULE: Rule = Rule { code: "LGL601", name: "länk-död", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for reference in context.minutes.references() {
        let what = match reference.kind {
            ReferenceKind::Link => "Länken",
            ReferenceKind::Annex => "Bilagan",
            ReferenceKind::Picture => "Bilden",
        };
        match classify(reference.address) {
            Target::Nothing => findings.push(
                RULE.at(reference.span, format!("{what} leder ingenstans"))
                    .help("Skriv adressen mellan parenteserna, eller ta bort länken."),
            ),
            // A slip of the pen is told of as one.
            Target::Refused(_) if of_reference(context, &reference).is_some() => {}
            Target::Refused(scheme) => findings.push(
                RULE.at(reference.span, format!("{what} har en adress som inte går att följa: {scheme}"))
                    .help("Använd en adress som börjar med https: eller mailto:, eller en fil i projektet."),
            ),
            Target::File { path, .. } if is_placeholder(&path) => findings.push(
                RULE.at(reference.span, format!("{what} har en tillfällig adress: {path}"))
                    .help("Skriv den riktiga adressen, eller ta bort länken."),
            ),
            Target::Anchor(_) if reference.kind == ReferenceKind::Picture => findings.push(
                RULE.at(reference.span, "Bilden leder till en plats i texten, inte till en fil")
                    .help("Skriv namnet på en bildfil i projektet."),
            ),
            Target::Web(_) if reference.kind == ReferenceKind::Picture => findings.push(
                RULE.at(reference.span, "Bilden ligger på nätet och hämtas inte")
                    .help("Spara bilden i projektet, och skriv filens namn."),
            ),
            Target::Anchor(_) | Target::Web(_) | Target::File { .. } => {}
        }
    }
}

/// Words that are left where an address should come.
pub(super) fn is_placeholder(path: &str) -> bool {
    matches!(path.to_lowercase().as_str(), "todo" | "xx" | "xxx" | "länk" | "url" | "tbd")
}
