//! LGL502: a range with a hyphen where Swedish has a dash.

use super::follows_designation;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::dates::{month, weekday};
use crate::model::text::{Run, Word};

/// A hyphen in a range.
pub(crate) static RULE: Rule = Rule { code: "LGL502", name: "intervall", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for run in &context.text.runs {
        if !run.text().contains('-') {
            continue;
        }
        for (at, word) in run.words.iter().enumerate().filter(|(_, word)| !word.is_shielded) {
            let Some((first, second)) = run.lower(word).split_once('-') else { continue };
            let Some(dash) = dash(run, at, first, second) else { continue };
            let typed = run.word(word);
            let right = format!("{}{dash}{}", &typed[..first.len()], &typed[first.len() + 1..]);
            let hyphen = word.start + first.len()..word.start + first.len() + 1;
            let finding = RULE
                .at(
                    run.span_of(word.range()),
                    format!("Intervallet ”{typed}” har bindestreck i stället för tankstreck"),
                )
                .help(format!("Skriv {right}."));
            findings.push(match run.editable(hyphen) {
                Some(place) => finding.fix(Fix::safe(vec![Edit::replace(place, dash)])),
                None => finding,
            });
        }
    }
}

/// The dash that belongs between the two ends of a range; none where it is no range.
fn dash(run: &Run, at: usize, first: &str, second: &str) -> Option<&'static str> {
    let word = &run.words[at];
    if first.is_empty() || second.contains('-') || is_part_of_more(run, word) {
        return None;
    }
    if !word.has_digit {
        let both = |names: fn(&str) -> bool| names(first) && names(second);
        let is_range =
            both(|name| month(name).is_some()) || both(|name| weekday(name).is_some());
        return is_range.then_some("–");
    }
    let is_range = is_span_of_times(first, second)
        || is_span_of_days(first, second)
        || ((is_span_of_numbers(first, second) || is_span_of_years(first, second))
            && !is_other_number(run, at));
    if is_range {
        return Some("–");
    }
    // Ends of several words have blanks round the dash: "september 2022 – mars 2023", "30 mars – 2 april".
    let next_is_month =
        || run.words.get(at + 1).is_some_and(|next| month(run.lower(next)).is_some());
    let is_long = (is_year(first) && month(second).is_some())
        || (month(first).is_some() && is_number(second) && next_is_month());
    is_long.then_some(" – ")
}

/// Does a mark beside a word say that it is a piece of something longer: "+46-8", "-2-3-", "a/1-2"?
fn is_part_of_more(run: &Run, word: &Word) -> bool {
    let before = run.text()[..word.start].chars().next_back();
    let after = run.text()[word.end..].chars().next();
    before.is_some_and(|c| matches!(c, '-' | '+' | '/' | '#' | '–'))
        || after.is_some_and(|c| matches!(c, '-' | '/' | '–'))
}

/// Do the words round a number say that it is a telephone number, a designation, a score?
fn is_other_number(run: &Run, at: usize) -> bool {
    let word = &run.words[at];
    let goes_on = run.words.get(at + 1).is_some_and(|next| {
        run.between(word, next).trim().is_empty()
            && run.word(next).bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_score = at.checked_sub(1).is_some_and(|before| {
        let lower = run.lower(&run.words[before]);
        lower.starts_with("match") || lower.starts_with("röst") || lower.starts_with("resultat")
    });
    goes_on || is_score || follows_designation(run, word.start)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'))
}

/// "13-29", "7,5-8,5": from less to more, so that "2-1" is a score.
fn is_span_of_numbers(first: &str, second: &str) -> bool {
    let value = |text: &str| -> Option<(u16, u16)> {
        let (whole, part) = text.split_once(',').unwrap_or((text, "0"));
        let is_part = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        // As many thousandths, so that parts of different lengths compare.
        let part = format!("{part:0<3}");
        (is_number(whole) && is_part)
            .then(|| Some((whole.parse().ok()?, part.parse().ok()?)))?
    };
    value(first).zip(value(second)).is_some_and(|(first, second)| first < second)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year))
}

fn is_span_of_years(first: &str, second: &str) -> bool {
    is_year(first) && is_year(second) && first < second
}

/// "9.00-12.00", "9-12.00".
fn is_span_of_times(first: &str, second: &str) -> bool {
    let hour = |text: &str| text.len() <= 2 && text.parse().is_ok_and(|hour: u8| hour <= 24);
    let time = |text: &str| {
        text.split_once(['.', ':']).is_some_and(|(hours, minutes)| {
            hour(hours) && minutes.len() == 2 && minutes.parse().is_ok_and(|m: u8| m <= 59)
        })
    };
    (time(first) && (time(second) || hour(second))) || (hour(first) && time(second))
}

/// "25/11-27/11".
fn is_span_of_days(first: &str, second: &str) -> bool {
    let day = |text: &str| {
        text.split_once('/').is_some_and(|(day, month)| {
            is_number(day)
                && is_number(month)
                && day.parse().is_ok_and(|day: u8| day <= 31)
                && month.parse().is_ok_and(|month: u8| month <= 12)
        })
    };
    day(first) && day(second)
}
