//! Days and hours in the words of a text, and where they stand.

use std::ops::Range;

use crate::model::Date;
use crate::model::date::MONTHS;
use crate::model::words;

/// The first day that a text names in full: `2022-11-25`, `25 november 2022`, `den 25 nov. 2022`.
pub(super) fn day(text: &str) -> Option<(Range<usize>, Date)> {
    starts_of_numbers(text).find_map(|at| {
        let (length, date) = iso(&text[at..]).or_else(|| written(&text[at..]))?;
        Some((at..at + length, date))
    })
}

/// Every place where a number begins that is no part of a longer word.
fn starts_of_numbers(text: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let opens = c.is_ascii_digit() && !before.is_alphanumeric();
        before = c;
        opens.then_some(at)
    })
}

fn iso(text: &str) -> Option<(usize, Date)> {
    let date = Date::parse(text.get(..10)?).ok()?;
    let ends = text[10..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some((10, date))
}

fn written(text: &str) -> Option<(usize, Date)> {
    let (day, rest) = digits(text, 2)?;
    let rest = rest.strip_prefix(':').and_then(|rest| rest.strip_prefix('e')).unwrap_or(rest);
    let rest = rest.strip_prefix(' ')?.trim_start();
    let (month, rest) = MONTHS.iter().zip(1_u8..).find_map(|(name, month)| {
        let whole = words::prefix(rest, name);
        // "nov" and "nov.", but not "novell".
        let length = whole.or_else(|| words::prefix(rest, name.get(..3)?))?;
        let rest = &rest[length..];
        let rest = if whole.is_none() { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
        rest.starts_with(' ').then_some((month, rest.trim_start()))
    })?;
    let (year, rest) = digits(rest, 4)?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let date = Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()?;
    (ends && year >= 1000).then_some((text.len() - rest.len(), date))
}

/// A number of at most so many digits, and what comes after.
fn digits(text: &str, most: usize) -> Option<(u16, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text.get(..length).filter(|number| number.len() <= most)?;
    Some((number.parse().ok()?, &text[length..]))
}

/// The first hours that a text names, and the bytes they take up with the word before them: `kl. 9.00–12.00`,
/// `klockan 13`, `09:00 - 12:00`.
pub(super) fn hours(text: &str) -> Option<(Range<usize>, String)> {
    starts_of_numbers(text).find_map(|at| {
        let word = opening_word(&text[..at]);
        let (from, rest) = clock(&text[at..])?;
        let trimmed = rest.trim_start();
        let to = ['–', '-', '—']
            .into_iter()
            .find_map(|dash| clock(trimmed.strip_prefix(dash)?.trim_start()));
        let (value, rest) = match to {
            Some((to, rest)) if word.is_some() || (from.len() > 2 && to.len() > 2) => {
                (format!("{from}–{to}"), rest)
            }
            None if word.is_some() => (from.to_owned(), rest),
            _ => return None,
        };
        let is_end = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '–');
        is_end.then(|| (word.unwrap_or(at)..text.len() - rest.len(), value))
    })
}

/// Where the word that announces hours begins, if a text ends with it.
fn opening_word(text: &str) -> Option<usize> {
    let trimmed = text.trim_end();
    ["klockan", "kl.", "kl"].into_iter().find_map(|word| {
        let at = trimmed.len().checked_sub(word.len())?;
        let is_word = words::prefix(trimmed.get(at..)?, word).is_some()
            && trimmed[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        is_word.then_some(at)
    })
}

/// `9`, `9.00` or `09:30`, and what comes after.
fn clock(text: &str) -> Option<(&str, &str)> {
    let (hour, rest) = digits(text, 2).filter(|(hour, _)| *hour <= 24)?;
    let _ = hour;
    let minutes = rest.strip_prefix(['.', ':']).and_then(|rest| {
        let (minute, after) = digits(rest, 2)?;
        (rest.len() - after.len() == 2 && minute < 60).then_some(after)
    });
    let rest = minutes.unwrap_or(rest);
    Some(text.split_at(text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let table = [
            ("Protokoll LGL 2022-11-25", Some("2022-11-25")),
            ("fredagen den 25 november 2022", Some("2022-11-25")),
            ("25 nov. 2022", Some("2022-11-25")),
            ("RS 2022/195", None),
            ("30 februari 2022", None),
            ("den 9 december", None),
            ("12022-11-25", None),
            ("25 novell 2022", None),
        ];
        for (text, expected) in table {
            let found = day(text).map(|(_, date)| date.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn hours_need_a_word_or_both_ends() {
        let table = [
            ("Zoom, kl. 9.00–12.00", Some(("kl. 9.00–12.00", "9.00–12.00"))),
            ("klockan 13 i Kalmar", Some(("klockan 13", "13"))),
            ("09:00 - 12:00", Some(("09:00 - 12:00", "09:00–12:00"))),
            ("Sal 9-12", None),
            ("Handlingsplan 13–29", None),
            ("7.4 av 10", None),
        ];
        for (text, expected) in table {
            let found = hours(text);
            let found =
                found.as_ref().map(|(place, value)| (&text[place.clone()], value.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
