//! Days that running text names, in whichever form.

use std::ops::Range;

use super::{Run, Word};
use crate::model::Date;
use crate::model::date::MONTHS;

/// A day named in a run of text. A span of days, such as "9–10 december 2022", is two.
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
    /// Year, where it is written: with the day, or with the last day of the span that it opens.
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

const WEEKDAYS: [&str; 7] =
    ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];

/// The years that a four-digit number is taken for one in. Minutes tell of no others.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The month that a word in lower case names, 1 to 12; also shortened to three letters, or to four with "sept".
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let is_short = word.len() == 3 || matches!(word, "sept" | "febr");
    let is_named = |month: &str| month == word || (is_short && month.starts_with(word));
    let index = MONTHS.iter().position(|month| is_named(month))?;
    u8::try_from(index + 1).ok()
}

/// The weekday that a word in lower case names, in either form: "fredag", "fredagen".
pub(crate) fn weekday(word: &str) -> Option<&'static str> {
    let word = word.strip_suffix("en").unwrap_or(word);
    WEEKDAYS.iter().find(|weekday| **weekday == word).copied()
}

/// The number of days in a month, of a leap year where the year is not known.
pub(crate) fn days_in(month: u8, year: Option<i32>) -> u8 {
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Finds the days of a run.
pub(super) fn find(index: usize, run: &Run, found: &mut Vec<DateMention>) {
    let first = found.len();
    let mut at = 0;
    while let Some(word) = run.words.get(at) {
        if !word.has_digit {
            at += 1;
            continue;
        }
        let Some(reading) = read(run, at) else {
            at += 1;
            continue;
        };
        for (place, day) in reading.days.into_iter().enumerate().filter_map(with_day) {
            let before = if place == 0 { weekday_before(run, at) } else { None };
            let start = before.map_or(day.range.start, |(start, _)| start);
            found.push(DateMention {
                run: index,
                range: start..day.range.end,
                form: reading.form,
                day: day.number,
                month: day.month,
                year: day.year,
                date: None,
                weekday: before.map(|(_, weekday)| weekday),
            });
        }
        at += reading.words;
    }
    inherit_years(run, &mut found[first..]);
    for day in &mut found[first..] {
        day.date = day.year.and_then(|year| Date::new(year, day.month, day.day));
    }
}

fn with_day((place, day): (usize, Option<Day>)) -> Option<(usize, Day)> {
    day.map(|day| (place, day))
}

/// A day without year that opens a span has the year of the day that ends it, or the one before.
fn inherit_years(run: &Run, days: &mut [DateMention]) {
    for at in (1..days.len()).rev() {
        let (before, after) = days.split_at_mut(at);
        let (Some(open), Some(close)) = (before.last_mut(), after.first()) else { continue };
        let between = run.lower.get(open.range.end..close.range.start).unwrap_or("");
        let is_span = matches!(
            between.trim(),
            "" | "–"
                | "-"
                | "—"
                | "till"
                | "till den"
                | "t.o.m."
                | "till och med"
                | "och"
                | "och den"
        );
        if let (true, None, Some(year)) = (is_span, open.year, close.year) {
            let wraps = (open.month, open.day) > (close.month, close.day);
            open.year = Some(year - i32::from(wraps));
        }
    }
}

/// One day, or the two ends of a span of days, in one form.
struct Reading {
    form: DateForm,
    days: [Option<Day>; 2],
    /// How many words it has.
    words: usize,
}

struct Day {
    range: Range<usize>,
    number: u8,
    month: u8,
    year: Option<i32>,
}

fn read(run: &Run, at: usize) -> Option<Reading> {
    let word = &run.words[at];
    iso(run, word)
        .or_else(|| in_words(run, at))
        .or_else(|| slash(run, at))
        .or_else(|| compact(run, at))
}

fn number<T: std::str::FromStr>(
    digits: &str,
    lengths: std::ops::RangeInclusive<usize>,
) -> Option<T> {
    let is_number =
        lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

/// `2022-11-25`, `2022-11-25T09:00` without its time, and `2022-11-25–2022-11-27`.
fn iso(run: &Run, word: &Word) -> Option<Reading> {
    let typed = run.word(word);
    let first = iso_day(typed, word.start)?;
    let rest = &typed[first.range.end - word.start..];
    let second = match rest.chars().next() {
        None | Some('T' | 't' | ':') => None,
        Some(mark @ ('-' | '–' | '/')) => {
            let start = first.range.end + mark.len_utf8();
            let second = iso_day(&typed[start - word.start..], start)?;
            if second.range.end != word.end {
                return None;
            }
            Some(second)
        }
        Some(_) => return None,
    };
    Some(Reading { form: DateForm::Iso, days: [Some(first), second], words: 1 })
}

/// The day that a text opens with; the text starts at a byte of its run.
fn iso_day(typed: &str, start: usize) -> Option<Day> {
    let mut parts = typed.splitn(3, ['-', '–']);
    let (year_typed, month_typed, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let year = number(year_typed, 4..=4).filter(|year| YEARS.contains(year))?;
    let month = number(month_typed, 1..=2)?;
    let day = number(&rest[..length], 1..=2)?;
    let end = start + (typed.len() - rest.len()) + length;
    Some(Day { range: start..end, number: day, month, year: Some(year) })
}

/// `25 november 2022`, `25 nov`, `25:e november`, `9–10 december 2022`, `30 mars–2 april`.
fn in_words(run: &Run, at: usize) -> Option<Reading> {
    let word = run.words[at];
    let next = run.words.get(at + 1)?;
    let named = run.lower(next);
    let gap = run.between(&word, next);
    if !is_blank(gap) && gap.trim() != "." {
        return None;
    }
    let typed = run.lower(&word);
    let reading = |days, words| Some(Reading { form: DateForm::Words, days, words });

    // The month of the first day and the second day are one word: "30 mars–2 april".
    if let Some((first_month, second_day)) = named.split_once(['–', '-', '—']) {
        let (month_after, day_after) = (month(first_month)?, day_of_month(second_day)?);
        let last = run.words.get(at + 2).filter(|last| is_blank(run.between(next, last)))?;
        let second = month_and_year(run, at + 2, month(run.lower(last))?);
        let first = Day {
            range: word.start..next.start + first_month.len(),
            number: day_of_month(typed)?,
            month: month_after,
            year: None,
        };
        let start = next.end - second_day.len();
        let second = Day { range: start..second.end, number: day_after, ..second.day };
        let words = 2 + second_words(run, at + 2, &second.range);
        return reading([Some(first), Some(second)], words);
    }

    let known = month(named)?;
    let tail = month_and_year(run, at + 1, known);
    let words = 1 + second_words(run, at + 1, &(word.start..tail.end));
    // Both days are one word: "9–10 december 2022".
    if let Some((first, second)) = typed.split_once(['–', '-', '—']) {
        let (first_day, second_day) = (day_of_month(first)?, day_of_month(second)?);
        if first_day >= second_day {
            return None;
        }
        let Day { month, year, .. } = tail.day;
        let range = word.start..word.start + first.len();
        let opens = Day { range, number: first_day, month, year };
        let range = word.end - second.len()..tail.end;
        let closes = Day { range, number: second_day, month, year };
        return reading([Some(opens), Some(closes)], words);
    }
    let day = number_of_day(typed)?;
    // More days than any month has: a mistyped date after "den", anything at all elsewhere.
    let follows_den = || at.checked_sub(1).is_some_and(|at| run.lower(&run.words[at]) == "den");
    if !(1..=31).contains(&day) && !follows_den() {
        return None;
    }
    reading([Some(Day { range: word.start..tail.end, number: day, ..tail.day }), None], words)
}

/// A month with the year after it.
struct Tail {
    day: Day,
    end: usize,
}

fn month_and_year(run: &Run, at: usize, month: u8) -> Tail {
    // Only a shortened month has a stop that ends no sentence: "25 nov. 2022".
    let is_short = run.lower(&run.words[at]).len() < MONTHS[usize::from(month) - 1].len();
    let year = year_after(run, at, is_short);
    let last = at + usize::from(year.is_some());
    let end = run.words[last].end;
    Tail { day: Day { range: 0..0, number: 0, month, year }, end }
}

/// How many words from `at` on a range goes over.
fn second_words(run: &Run, at: usize, range: &Range<usize>) -> usize {
    run.words[at..].iter().take_while(|word| word.start < range.end).count()
}

/// `25`, `25:e`.
fn number_of_day(typed: &str) -> Option<u8> {
    let digits = typed.strip_suffix(":e").or(typed.strip_suffix(":a")).unwrap_or(typed);
    number(digits, 1..=2)
}

fn day_of_month(typed: &str) -> Option<u8> {
    number_of_day(typed).filter(|day| (1..=31).contains(day))
}

/// `25/11 2022`, `25/11-22`, `25/11`. Both must look like a day and a month: `2022/195` is none. Without a year
/// the words before must say that it is a day: "24/7" and "9/10" mean other things.
fn slash(run: &Run, at: usize) -> Option<Reading> {
    let word = &run.words[at];
    let (day, rest) = run.word(word).split_once('/')?;
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
    let after = if attached.is_none() { year_after(run, at, false) } else { None };
    let year = attached.or(after);
    if year.is_none() && !is_called_day(run, at) {
        return None;
    }
    let words = 1 + usize::from(after.is_some());
    let range = word.start..run.words[at + words - 1].end;
    let day = Day { range, number: day, month, year };
    Some(Reading { form: DateForm::Slash, days: [Some(day), None], words })
}

/// Does the word before say that a number is a day?
fn is_called_day(run: &Run, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| run.lower(&run.words[before])) else {
        return false;
    };
    weekday(before).is_some()
        || matches!(
            before,
            "den"
                | "senast"
                | "datum"
                | "från"
                | "till"
                | "mötet"
                | "möte"
                | "fr.o.m"
                | "t.o.m"
                | "dagen"
        )
}

/// `20221125`, `221125`: six or eight digits that are a day in the calendar and no number of something else.
fn compact(run: &Run, at: usize) -> Option<Reading> {
    let word = &run.words[at];
    let digits = run.word(word);
    let (year, rest) = match digits.len() {
        8 => (number(digits.get(..4)?, 4..=4)?, digits.get(4..)?),
        6 => (2000 + number::<i32>(digits.get(..2)?, 2..=2)?, digits.get(2..)?),
        _ => return None,
    };
    if !(1990..=2099).contains(&year) || is_count(run, at) {
        return None;
    }
    let month = number(rest.get(..2)?, 2..=2).filter(|month| (1..=12).contains(month))?;
    let day = number(rest.get(2..)?, 2..=2)
        .filter(|day| (1..=days_in(month, Some(year))).contains(day))?;
    let day = Day { range: word.range(), number: day, month, year: Some(year) };
    Some(Reading { form: DateForm::Compact, days: [Some(day), None], words: 1 })
}

/// Do the words round a number say that it is a sum, a number of something or a part of a longer number?
fn is_count(run: &Run, at: usize) -> bool {
    let word = &run.words[at];
    let before = at.checked_sub(1).map(|before| &run.words[before]);
    let after = run.words.get(at + 1);
    let is_part = |a: &Word, b: &Word| is_blank(run.between(a, b));
    let is_digits = |word: &Word| run.word(word).bytes().all(|b| b.is_ascii_digit());
    let unit = after.filter(|after| is_part(word, after)).is_some_and(|after| {
        is_digits(after)
            || matches!(
                run.lower(after),
                "kr" | "kronor"
                    | "tkr"
                    | "mkr"
                    | "sek"
                    | "euro"
                    | "personer"
                    | "invånare"
                    | "kommuninvånare"
                    | "patienter"
                    | "besök"
                    | "elever"
                    | "barn"
                    | "timmar"
                    | "st"
                    | "stycken"
            )
    });
    let called = before.filter(|before| is_part(before, word)).is_some_and(|before| {
        is_digits(before)
            || matches!(
                run.lower(before),
                "nr" | "nummer"
                    | "dnr"
                    | "diarienummer"
                    | "ärende"
                    | "ärendenummer"
                    | "tel"
                    | "telefon"
                    | "kronor"
                    | "id"
                    | "kod"
            )
    });
    unit || called
}

/// The year that stands after a word; `stop` where a full stop may stand between.
fn year_after(run: &Run, at: usize, stop: bool) -> Option<i32> {
    let next = run.words.get(at + 1)?;
    let between = run.between(&run.words[at], next);
    let is_near = is_blank(between) || (stop && between.trim() == ".");
    number(run.word(next), 4..=4).filter(|year| is_near && YEARS.contains(year))
}

/// The weekday before a day, and where it starts: "fredagen den", "fredag".
fn weekday_before(run: &Run, at: usize) -> Option<(usize, &'static str)> {
    let is_near = |a: usize, b: usize| {
        matches!(run.between(&run.words[a], &run.words[b]).trim(), "" | ",")
    };
    let before = at.checked_sub(1).filter(|before| is_near(*before, at))?;
    let name = if run.lower(&run.words[before]) == "den" {
        before.checked_sub(1).filter(|name| is_near(*name, before))?
    } else {
        before
    };
    let weekday = weekday(run.lower(&run.words[name]))?;
    Some((run.words[name].start, weekday))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::{days_in, month};

    /// The days of a paragraph: what is written, what it means (`?` where there is no such day), its weekday.
    fn days(body: &str) -> Vec<String> {
        let text = text(body);
        let shown = |day: &super::DateMention| {
            let written = &text.runs[day.run].text()[day.range.clone()];
            let meant = match (day.date, day.year) {
                (Some(date), _) => date.to_string(),
                (None, Some(_)) => "?".to_owned(),
                (None, None) => format!("{:02}-{:02}", day.month, day.day),
            };
            let weekday = day.weekday.map(|weekday| format!(" {weekday}"));
            format!("{written} = {meant}{}", weekday.unwrap_or_default())
        };
        text.dates.iter().map(shown).collect()
    }

    #[test]
    fn days_are_found_however_they_are_written() {
        let table: [(&str, &[&str]); 29] = [
            ("Mötet den 25 november 2022.", &["25 november 2022 = 2022-11-25"]),
            ("Mötet fredagen den 25 november", &["fredagen den 25 november = 11-25 fredag"]),
            ("Mötet fredag 25 nov", &["fredag 25 nov = 11-25 fredag"]),
            ("Den 25 Nov. 2022 möts alla", &["25 Nov. 2022 = 2022-11-25"]),
            ("Möte den 25 november. 2023 blir bra.", &["25 november = 11-25"]),
            ("Den 17:e maj 2023 och den 3:e.", &["17:e maj 2023 = 2023-05-17"]),
            ("Den 2022-11-25.", &["2022-11-25 = 2022-11-25"]),
            ("Den 2022-11-25T09:00", &["2022-11-25 = 2022-11-25"]),
            ("Den 2022–11–25", &["2022–11–25 = 2022-11-25"]),
            ("Den 2022-1-5", &["2022-1-5 = 2022-01-05"]),
            ("Den 2022-02-30", &["2022-02-30 = ?"]),
            ("Den 31 november 2022", &["31 november 2022 = ?"]),
            ("Den 25/11 2022", &["25/11 2022 = 2022-11-25"]),
            ("Den 25/11-22", &["25/11-22 = 2022-11-25"]),
            ("Senast 25/11", &["25/11 = 11-25"]),
            ("Protokoll 250207", &["250207 = 2025-02-07"]),
            ("Protokoll 20221125", &["20221125 = 2022-11-25"]),
            ("Den 9–10 december 2022", &["9 = 2022-12-09", "10 december 2022 = 2022-12-10"]),
            ("1-3 mars", &["1 = 03-01", "3 mars = 03-03"]),
            (
                "Den 30 mars–2 april 2023 i Kalmar",
                &["30 mars = 2023-03-30", "2 april 2023 = 2023-04-02"],
            ),
            (
                "9 december – 11 januari 2023",
                &["9 december = 2022-12-09", "11 januari 2023 = 2023-01-11"],
            ),
            (
                "Den 9 december till den 11 december 2022",
                &["9 december = 2022-12-09", "11 december 2022 = 2022-12-11"],
            ),
            ("2022-11-25–2022-11-27", &["2022-11-25 = 2022-11-25", "2022-11-27 = 2022-11-27"]),
            (
                "Remiss 1 mars. Svar den 5 april 2023.",
                &["1 mars = 03-01", "5 april 2023 = 2023-04-05"],
            ),
            ("Den 52 november 2022", &["52 november 2022 = ?"]),
            (
                "Den 29 februari 2024 och 2023-02-29",
                &["29 februari 2024 = 2024-02-29", "2023-02-29 = ?"],
            ),
            ("25 november, 2022 års budget", &["25 november = 11-25"]),
            ("Ett, 5 maj och 6 juni", &["5 maj = 05-05", "6 juni = 06-06"]),
            ("(25 november 2022)", &["25 november 2022 = 2022-11-25"]),
        ];
        for (body, expected) in table {
            assert_eq!(days(body), expected, "{body}");
        }
    }

    #[test]
    fn other_numbers_are_no_days() {
        for body in [
            "RS 2022/195 och SKR 22/00123",
            "Ring 0480-84 01 23 eller 070-123 45 67",
            "Bidraget är 120000 kronor, eller 121130 kronor",
            "Det gäller 121130 patienter",
            "Ärende 221125 och dnr 20221125",
            "Slutrapport handlingsplan 13–29",
            "Mötet kl. 9.00–12.00 och 13.15",
            "Under 2023–2024 och 2023-2024",
            "Länets 17:e familjecentral",
            "Organisationsnummer 212000-0761",
            "Öppet 24/7, och 9/10 av kommunerna",
            "Läsåret 11/12 och 22/23",
            "Punkt 40 maj månad",
            "Handlingsplan 29–13 mars",
            "Se beslut 2022-11-25/4",
            "Perioden 2022-11 och 2022-11-25-3",
            "Kapitel 5:67 och 8:12",
            "Postadress 391 85 Kalmar",
            "Den 3 jular",
            "Telefon 010 221125 77",
            "Sidan 3, mars är sen",
        ] {
            assert_eq!(days(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn months_have_names_and_lengths() {
        let table = [
            ("mars", Some(3)),
            ("mar", Some(3)),
            ("sept.", Some(9)),
            ("ma", None),
            ("marsch", None),
        ];
        for (word, expected) in table {
            assert_eq!(month(word), expected, "{word}");
        }
        let lengths = [
            days_in(2, Some(2022)),
            days_in(2, Some(2024)),
            days_in(2, Some(1900)),
            days_in(2, None),
            days_in(11, None),
            days_in(12, None),
        ];
        assert_eq!(lengths, [28, 29, 28, 29, 30, 31]);
    }

    #[test]
    fn letters_beside_digits_make_no_day() {
        for body in ["20våren", "202åå", "2022å5", "20åå11"] {
            assert!(text(body).dates.is_empty(), "{body}");
        }
    }
}
