//! LGL956: a dissent that does not say whose it is.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::Run;
use crate::model::{Kind, Mark, Marked, Role};

/// A dissent without name.
pub(crate) static RULE: Rule =
    Rule { code: "LGL956", name: "reservation-utan-namn", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.minutes.kind != Kind::Minutes {
        return;
    }
    let dissents = context.minutes.marked().filter(|(_, it)| it.mark == Mark::Dissent);
    for (_, dissent) in dissents.filter(|(_, it)| !is_named(context, it)) {
        let place = dissent.label.as_ref().map_or(dissent.span, |label| label.span);
        findings.push(
            RULE.at(place, "Reservationen saknar namn").help(
                "Skriv vem den gäller efter etiketten: Reservation (Förnamn Efternamn): …",
            ),
        );
    }
}

fn is_named(context: &Context<'_>, dissent: &Marked) -> bool {
    if !dissent.people().is_empty() {
        return true;
    }
    let about = dissent.about.as_ref().map_or("", |about| about.value.as_str());
    let mut runs =
        context.text.runs.iter().filter(|run| {
            dissent.span.start <= run.span.start && run.span.end <= dissent.span.end
        });
    is_surname(context, about.split(|c: char| !is_of_word(c)))
        || runs.any(|run| has_full_name(run) || is_surname(context, words(run)))
}

fn words(run: &Run) -> impl Iterator<Item = &str> {
    run.words.iter().map(|word| run.word(word))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Two words with a capital, side by side: "Mot beslutet reserverar sig Eva Ek".
fn has_full_name(run: &Run) -> bool {
    run.words.windows(2).any(|pair| {
        pair[0].is_capital
            && pair[1].is_capital
            && !pair[1].opens
            && run.between(&pair[0], &pair[1]).trim().is_empty()
    })
}

/// Is one of the words the surname of somebody in a list of attendance?
fn is_surname<'a>(context: &Context<'_>, words: impl Iterator<Item = &'a str>) -> bool {
    let people = || context.minutes.people(Role::Attendance);
    words.filter(|word| word.starts_with(char::is_uppercase)).any(|word| {
        people().any(|it| it.name.value.split_whitespace().next_back() == Some(word))
    })
}
