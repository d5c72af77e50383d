//! LGL403: a title or a role where the organisation belongs.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::named::{self, Named, Part, Standing};
use crate::model::names::{is_title, is_title_word};
use crate::organ::Organ;
use crate::source::Span;
use crate::spelling;

/// A role where the organisation belongs.
pub(crate) static RULE: Rule =
    Rule { code: "LGL403", name: "roll-som-organisation", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Context { text, organ, .. } = context;
    // What a presenter's line looks like is another rule's matter, and officers need no organisation.
    let is_own = |named: &&Named| {
        matches!(named.standing, Standing::Listed(_) | Standing::Author | Standing::Responsible)
    };
    // The cells of a table open with a capital.
    let cells: Vec<Span> = named::listed(context.minutes)
        .filter(|(_, person)| person.item.is_none())
        .filter_map(|(_, person)| person.organisation.as_ref().map(|typed| typed.span))
        .collect();
    for named in text.named.iter().filter(is_own).filter(|named| named.member.is_none()) {
        let Some(part) = named.organisation() else { continue };
        let is_cell = cells.contains(&part.span);
        let is_right = |role: &String| {
            role == part.text || is_cell && role.to_lowercase() == part.text.to_lowercase()
        };
        // A group is a name, and opens with a capital where a sentence or a row does.
        let is_group = |group: &String| {
            let parts = group.chars().next().zip(part.text.chars().next());
            let tail = |text: &str| text.chars().skip(1).collect::<String>();
            parts.is_some_and(|(a, b)| a.to_lowercase().eq(b.to_lowercase()))
                && tail(group) == tail(part.text)
        };
        if organ.roles.iter().any(is_right) || organ.groups.iter().any(is_group) {
            continue;
        }
        let found = role(part, organ)
            .or_else(|| title_with_organisation(part, organ))
            .or_else(|| title(named, part));
        findings.extend(found);
    }
}

/// "Brukarrepresentant" for "brukarrepresentant": the roles and groups that the body has are written in one way.
fn role(part: Part<'_>, organ: &Organ) -> Option<Finding> {
    let lower = part.text.to_lowercase();
    let is_meant = |role: &&String| {
        let letters = role.chars().count();
        let slips = if letters >= 8 { 2 } else { 0 };
        spelling::distance(&role.to_lowercase(), &lower, slips).is_some()
    };
    let (what, role) = match organ.roles.iter().find(is_meant) {
        Some(role) => ("Rollen", role),
        None => ("Gruppen", organ.groups.iter().find(is_meant)?),
    };
    let finding = RULE
        .at(part.span, format!("{what} heter ”{role}”, men skrivs ”{}”", part.text))
        .help(format!("Skriv ”{role}”."));
    Some(replaced(finding, part, role))
}

/// "skolchef Nybro kommun": the organisation is there, but cannot be told from the title.
fn title_with_organisation(part: Part<'_>, organ: &Organ) -> Option<Finding> {
    let words = part.text.split_whitespace();
    if !words.clone().next().is_some_and(|word| is_title_word(&word.to_lowercase())) {
        return None;
    }
    let blanks = part.text.match_indices(' ').map(|(at, _)| at);
    let (title, organisation) = blanks
        .map(|at| (part.text[..at].trim(), part.text[at..].trim()))
        .find(|(_, rest)| organ.member_named(rest).is_some())?;
    let title = title.strip_suffix(" i").or(title.strip_suffix(" vid")).unwrap_or(title);
    let right = format!("{title}, {organisation}");
    let finding = RULE
        .at(part.span, "Titeln och organisationen står ihop")
        .help(format!("Sätt ett kommatecken mellan dem: {right}."));
    Some(replaced(finding, part, &right))
}

/// "skolchef" alone.
fn title(named: &Named, part: Part<'_>) -> Option<Finding> {
    let name = named.name()?.text;
    is_title(part.text).then(|| {
        RULE.at(part.span, format!("”{}” är en titel och ingen organisation", part.text)).help(
            format!("Skriv organisationen efter titeln: {name}, {}, Organisation.", part.text),
        )
    })
}

fn replaced(finding: Finding, part: Part<'_>, text: &str) -> Finding {
    if part.is_editable {
        finding.fix(Fix::safe(vec![Edit::replace(part.span, text)]))
    } else {
        finding
    }
}
