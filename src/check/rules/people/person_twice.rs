//! LGL408: one person twice in the lists of attendance.

use std::collections::BTreeMap;

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Person, Role, named};
use crate::source::Spanned;

/// One person twice.
pub(crate) static RULE: Rule =
    Rule { code: "LGL408", name: "person-dubblett", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut known: BTreeMap<String, Vec<(Role, &Person)>> = BTreeMap::new();
    for (role, person) in named::listed(context.minutes) {
        let name = &person.name.value;
        // One word is a first name or no name at all.
        if !name.contains(' ') {
            continue;
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let before = known.entry(words.join(" ").to_lowercase()).or_default();
        let first = before.iter().find(|(_, other)| may_be_same(other, person));
        match first {
            Some(first) => findings.push(finding(*first, (role, person))),
            None => before.push((role, person)),
        }
    }
}

/// Two of one name are two persons where they come from different organisations.
fn may_be_same(one: &Person, other: &Person) -> bool {
    match (one.affiliation(), other.affiliation()) {
        (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
        _ => true,
    }
}

fn finding(first: (Role, &Person), second: (Role, &Person)) -> Finding {
    let (name, span) = (&second.1.name.value, second.1.span);
    let is_contradiction = (first.0 == Role::Absent) != (second.0 == Role::Absent);
    let message = if is_contradiction {
        format!("{name} står både som närvarande och som frånvarande")
    } else {
        format!("{name} står två gånger i närvaron")
    };
    let finding = RULE.at(span, message).related(first.1.span, "första gången");
    if is_contradiction {
        return finding.help("Ta bort den rad som inte stämmer.");
    }
    let finding = finding.help("Ta bort den ena raden.");
    let (one, other) = (first.1, second.1);
    let needless = if says_no_more(other, one) {
        other.item
    } else if says_no_more(one, other) {
        one.item
    } else {
        None
    };
    match needless {
        Some(item) => finding.fix(Fix::risky(vec![Edit::delete_lines(item)])),
        None => finding,
    }
}

/// Does an entry say nothing that the other does not, so that nothing is lost with it?
fn says_no_more(entry: &Person, other: &Person) -> bool {
    let has = |own: &Option<Spanned<String>>, known: &Option<Spanned<String>>| {
        own.as_ref()
            .is_none_or(|own| known.as_ref().is_some_and(|known| known.value == own.value))
    };
    let is_known =
        |remark: &Spanned<String>| other.remarks.iter().any(|r| r.value == remark.value);
    (entry.organisation.is_none() || other.organisation.is_some())
        && has(&entry.title, &other.title)
        && entry.remarks.iter().all(is_known)
}
