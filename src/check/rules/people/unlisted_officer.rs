//! LGL411: a chair, secretary or adjuster who is in no list of attendance.

use crate::check::Context;
use crate::check::likeness::pairs;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::named;
use crate::model::names::leading_name;
use crate::source::Spanned;
use crate::spelling::distance;

/// An officer in no list.
pub(crate) static RULE: Rule =
    Rule { code: "LGL411", name: "funktionär-ej-närvarande", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let mut listed: Vec<&str> =
        named::listed(minutes).map(|(_, person)| person.name.value.as_str()).collect();
    // Without a list nobody is missing in it.
    if listed.is_empty() {
        return;
    }
    let plain = minutes.rosters.iter().flat_map(|roster| &roster.entries);
    listed.extend(plain.filter_map(|entry| leading_name(entry)));

    let meeting = &minutes.meeting;
    let chair = meeting.chair.iter().map(|chair| ("Ordföranden", chair));
    let secretary = meeting.secretary.iter().map(|secretary| ("Sekreteraren", secretary));
    let adjusters = meeting.adjusters.iter().map(|adjuster| ("Justeraren", adjuster));
    for (what, officer) in chair.chain(secretary).chain(adjusters) {
        let Some(name) = name_of(officer) else { continue };
        if listed.contains(&name) {
            continue;
        }
        let own = words(name);
        let is_same = |other: &&str| is_part(&own, &words(other)) || is_alike(name, other);
        if !listed.iter().any(is_same) {
            let help = near(name, &listed).map_or_else(
                || {
                    format!(
                        "Lägg till en rad i närvaron: - {name}, Organisation. Rätta annars namnet."
                    )
                },
                |known| format!("Menade du {known}?"),
            );
            findings.push(
                RULE.at(officer.span, format!("{what} {name} finns inte i någon närvarolista"))
                    .help(help),
            );
        }
    }
}

/// The name alone: without a title before it, an organisation after it.
fn name_of(officer: &Spanned<String>) -> Option<&str> {
    let text = officer.value.trim();
    leading_name(text).or_else(|| {
        // "vice ordförande Eva Ek"
        let start = text.find(char::is_uppercase)?;
        leading_name(&text[start..])
    })
}

/// The words of a name in lower case; a hyphen divides.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| c.is_whitespace() || c == '-');
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

/// Is it the same name in another spelling? That is another rule's matter.
fn is_alike(one: &str, other: &str) -> bool {
    !pairs(&[one, other]).is_empty()
}

/// The listed name that differs in a letter or two.
fn near<'a>(name: &str, listed: &[&'a str]) -> Option<&'a str> {
    let others = listed.iter().filter_map(|known| Some((distance(name, known, 2)?, *known)));
    others.min_by_key(|(slips, _)| *slips).map(|(_, known)| known)
}

/// The same first name, and the surnames of the one among those of the other?
fn is_part(one: &[String], other: &[String]) -> bool {
    let (Some((first, surnames)), Some((second, others))) =
        (one.split_first(), other.split_first())
    else {
        return false;
    };
    let (few, many) =
        if surnames.len() <= others.len() { (surnames, others) } else { (others, surnames) };
    first == second && !few.is_empty() && few.iter().all(|word| many.contains(word))
}
