//! A day in the calendar.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Month, Weekday};

/// A day in the calendar (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "i32", try_from = "i32")]
pub struct Date(time::Date);

/// The number of the day (Julian).
impl From<Date> for i32 {
    fn from(date: Date) -> Self {
        date.0.to_julian_day()
    }
}

impl TryFrom<i32> for Date {
    type Error = time::error::ComponentRange;

    fn try_from(day: i32) -> Result<Self, Self::Error> {
        time::Date::from_julian_day(day).map(Self)
    }
}

/// The months by name, January first.
pub(crate) const MONTHS: [&str; 12] = [
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

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Not written as `2026-12-04`.
    Form,
    /// Written so, but not in the calendar.
    Impossible,
}

impl Date {
    /// Reads `2026-12-04`.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let mut parts = text.split('-');
        let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(DateFault::Form);
        };
        let number = |part: &str, length: usize| -> Option<u16> {
            let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        };
        let (Some(year), Some(month), Some(day)) =
            (number(year, 4), number(month, 2), number(day, 2))
        else {
            return Err(DateFault::Form);
        };
        let month = u8::try_from(month).ok().and_then(|m| Month::try_from(m).ok());
        let day = u8::try_from(day).unwrap_or(0);
        month
            .and_then(|month| time::Date::from_calendar_date(i32::from(year), month, day).ok())
            .map(Self)
            .ok_or(DateFault::Impossible)
    }

    /// The day that a file name without extension names: `2026-12-04`, `protokoll_20261204`, `LGL 261204`.
    /// None where it names none, or more than one.
    pub fn in_file_name(stem: &str) -> Option<Self> {
        let pieces = stem.split(|c: char| !c.is_ascii_digit() && c != '-');
        let mut days = pieces.filter_map(|piece| Self::in_digits(piece.trim_matches('-')));
        let day = days.next()?;
        days.all(|other| other == day).then_some(day)
    }

    /// The day that a piece of digits and hyphens opens with.
    fn in_digits(piece: &str) -> Option<Self> {
        if let Some(day) = piece.get(..10).and_then(|iso| Self::parse(iso).ok()) {
            let is_whole = piece[10..].chars().next().is_none_or(|c| c == '-');
            return Some(day).filter(|_| is_whole);
        }
        let digits = piece.split('-').next()?;
        let century = match digits.len() {
            6 => "20",
            8 => "",
            _ => return None,
        };
        let (year, rest) = digits.split_at(digits.len() - 4);
        let (month, day) = rest.split_at(2);
        Self::parse(&format!("{century}{year}-{month}-{day}")).ok()
    }

    /// So many days later, or earlier where they are negative; at most the last day of the calendar.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(time::Duration::days(days)))
    }

    /// The day of this number; none where the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// Year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// "25 november 2022".
    pub fn long(self) -> String {
        let month = MONTHS[usize::from(self.month()) - 1];
        format!("{} {month} {}", self.day(), self.year())
    }

    /// "fredag".
    pub fn weekday(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Monday => "måndag",
            Weekday::Tuesday => "tisdag",
            Weekday::Wednesday => "onsdag",
            Weekday::Thursday => "torsdag",
            Weekday::Friday => "fredag",
            Weekday::Saturday => "lördag",
            Weekday::Sunday => "söndag",
        }
    }
}

impl fmt::Display for Date {
    /// `2022-11-25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_shown_as_people_write_it() {
        let date = Date::parse("2022-11-25").expect("a date");
        assert_eq!(format!("{} {}", date.weekday(), date.long()), "fredag 25 november 2022");
    }

    #[test]
    fn a_file_name_names_a_day() {
        let table = [
            ("2022-11-25", Some("2022-11-25")),
            ("2022-11-25-bilaga-1", Some("2022-11-25")),
            ("protokoll_2022-11-25", Some("2022-11-25")),
            ("LGL 221125", Some("2022-11-25")),
            ("20221125 protokoll", Some("2022-11-25")),
            ("2022-11-25 (20221125)", Some("2022-11-25")),
            ("2022-11-25_2022-11-26", None),
            ("2022-11-251", None),
            ("2022-13-25", None),
            ("RS 2022-195", None),
            ("protokoll-12", None),
            ("åäö", None),
            ("", None),
        ];
        for (stem, expected) in table {
            let day = Date::in_file_name(stem).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{stem}");
        }
    }

    #[test]
    fn form_and_calendar_are_two_faults() {
        for form in ["25/11 2022", "2022-11", "22-11-25", "2022-11-25T09", "2022-1-5", ""] {
            assert_eq!(Date::parse(form), Err(DateFault::Form), "{form}");
        }
        for impossible in ["2022-02-30", "2022-13-01", "2022-00-10", "2023-02-29"] {
            assert_eq!(Date::parse(impossible), Err(DateFault::Impossible), "{impossible}");
        }
    }
}
