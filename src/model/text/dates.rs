//! Days that running text names, in whichever form.

use std::ops::Range;

use super::{Run, Word};
use crate::model::Date;

/// A day named in a run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Index of its run.
    pub run: usize,
    /// Bytes in the run's text: day, month and year, with the weekday before them.
    pub range: Range<usize>,
    /// How it is written.
    pub form: DateForm,
    /// Day of the month as written, 1 to 31 or not.
    pub day: u8,
    /// Month as written, 1 to 12 or not.
    pub month: u8,
    /// Year, where it is written.
    pub year: Option<i32>,
    /// The day in the calendar; none where the year is not written or there is no such day.
    pub date: Option<Date>,
    /// The weekday that is written before it, in lower case.
    pub weekday: Option<&'static str>,
}

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `2022-11-25`.
    Iso,
    /// `25 november 2022`, `25 nov`.
    Words,
    /// `25/11 2022`, `25/11`.
    Slash,
    /// `20221125`, `221125`.
    Compact,
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];

/// The month that a word in lower case names, 1 to 12; also shortened to at least three letters.
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let is_short = (3..=4).contains(&word.len());
    let index = MONTHS.iter().position(|month| {
        *month == word
            || (is_short && month.starts_with(word))
            || (word == "sept" && *month == "september")
    })?;
    u8::try_from(index + 1).ok()
}

/// Finds the days of a run.
pub(super) fn find(index: usize, run: &Run, found: &mut Vec<DateMention>) {
    let words = &run.words;
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        if !word.has_digit {
            at += 1;
            continue;
        }
        let Some(reading) = iso(run, &word)
            .or_else(|| in_words(run, at))
            .or_else(|| slash(run, at))
            .or_else(|| compact(run, &word))
        else {
            at += 1;
            continue;
        };
        let Reading { form, day, month, year, words: length } = reading;
        let last = words[at + length - 1];
        let before = at.checked_sub(1).and_then(|before| weekday(run, at, before));
        let start = before.map_or(word.start, |(start, _)| start);
        let date =
            year.and_then(|year| Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok());
        found.push(DateMention {
            run: index,
            range: start..last.end,
            form,
            day,
            month,
            year,
            date,
            weekday: before.map(|(_, weekday)| weekday),
        });
        at += length;
    }
}

struct Reading {
    form: DateForm,
    day: u8,
    month: u8,
    year: Option<i32>,
    /// How many words it has.
    words: usize,
}

fn number<T: std::str::FromStr>(
    digits: &str,
    lengths: std::ops::RangeInclusive<usize>,
) -> Option<T> {
    let is_number =
        lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// `2022-11-25`, and `2022-11-25T09:00` without its time.
fn iso(run: &Run, word: &Word) -> Option<Reading> {
    let mut parts = run.word(word).splitn(3, ['-', '–']);
    let year = number(parts.next()?, 4..=4)?;
    let month = number(parts.next()?, 1..=2)?;
    let day = number(parts.next()?, 1..=2)?;
    Some(Reading { form: DateForm::Iso, day, month, year: Some(year), words: 1 })
}

/// `25 november 2022`, `25 nov`, `25:e november`.
fn in_words(run: &Run, at: usize) -> Option<Reading> {
    let word = run.words[at];
    let typed = run.lower(&word);
    let typed = typed.strip_suffix(":e").or(typed.strip_suffix(":a")).unwrap_or(typed);
    let day = number(typed, 1..=2)?;
    let next = run.words.get(at + 1)?;
    let month = month(run.lower(next)).filter(|_| is_blank(run.between(&word, next)))?;
    let year = year_after(run, at + 1);
    let words = 2 + usize::from(year.is_some());
    Some(Reading { form: DateForm::Words, day, month, year, words })
}

/// `25/11 2022`, `25/11-22`, `25/11`. Both must look like a day and a month: `2022/195` is none.
fn slash(run: &Run, at: usize) -> Option<Reading> {
    let (day, rest) = run.word(&run.words[at]).split_once('/')?;
    let (month, year) = match rest.split_once(['-', '/']) {
        Some((month, year)) => (month, Some(year)),
        None => (rest, None),
    };
    let day = number(day, 1..=2).filter(|day| (1..=31).contains(day))?;
    let month = number(month, 1..=2).filter(|month| (1..=12).contains(month))?;
    let attached = match year {
        Some(year) => {
            Some(number(year, 4..=4).or_else(|| Some(2000 + number::<i32>(year, 2..=2)?))?)
        }
        None => None,
    };
    let after = if attached.is_none() { year_after(run, at) } else { None };
    let words = 1 + usize::from(after.is_some());
    Some(Reading { form: DateForm::Slash, day, month, year: attached.or(after), words })
}

/// `20221125`, `221125`: six or eight digits that are a day in the calendar.
fn compact(run: &Run, word: &Word) -> Option<Reading> {
    let digits = run.word(word);
    let (year, rest) = match digits.len() {
        8 => (number(digits.get(..4)?, 4..=4)?, digits.get(4..)?),
        6 => (2000 + number::<i32>(digits.get(..2)?, 2..=2)?, digits.get(2..)?),
        _ => return None,
    };
    if !(1990..=2099).contains(&year) {
        return None;
    }
    let month = number(rest.get(..2)?, 2..=2).filter(|month| (1..=12).contains(month))?;
    let day = number(rest.get(2..)?, 2..=2).filter(|day| (1..=31).contains(day))?;
    Some(Reading { form: DateForm::Compact, day, month, year: Some(year), words: 1 })
}

/// The year that stands after a word.
fn year_after(run: &Run, at: usize) -> Option<i32> {
    let next = run.words.get(at + 1)?;
    let is_near = is_blank(run.between(&run.words[at], next));
    number(run.word(next), 4..=4).filter(|year| is_near && (1900..=2100).contains(year))
}

/// The weekday before a day, and where it starts: "fredagen den", "fredag".
fn weekday(run: &Run, at: usize, before: usize) -> Option<(usize, &'static str)> {
    let is_near = |a: usize, b: usize| {
        matches!(run.between(&run.words[a], &run.words[b]).trim(), "" | ",")
    };
    let (name, start) = if run.lower(&run.words[before]) == "den" {
        let name = before.checked_sub(1).filter(|name| is_near(*name, before))?;
        (name, run.words[name].start)
    } else {
        (before, run.words[before].start)
    };
    if !is_near(before, at) {
        return None;
    }
    let word = run.lower(&run.words[name]);
    let word = word.strip_suffix("en").unwrap_or(word);
    WEEKDAYS.iter().find(|weekday| **weekday == word).map(|weekday| (start, *weekday))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace) || text.trim() == "."
}

#[cfg(test)]
mod tests {
    use crate::model::text::Text;
    use crate::parse::parse;
    use crate::source::Source;

    #[test]
    fn letters_beside_digits_make_no_day() {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        for body in ["20våren", "202åå", "2022å5", "20åå11"] {
            let source = Source::new("a.md", body);
            let (minutes, _) = crate::model::read(parse(&source).0, &organ);
            assert!(Text::of(&minutes, &organ).dates.is_empty(), "{body}");
        }
    }
}
