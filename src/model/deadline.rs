//! When a time that the law sets runs out: never on a day off, but on the next working day.

use super::Date;

/// The last day for what must be done within so many days after a day. Where that falls on a day off, it moves to the
/// next working day (lag 1930:173, 2 §).
pub fn deadline(after: Date, days: u8) -> Date {
    let mut last = after.plus(i64::from(days));
    while is_day_off(last) {
        let next = last.plus(1);
        if next == last {
            break;
        }
        last = next;
    }
    last
}

/// Is it a Saturday, a Sunday, another public holiday, or an eve that the law treats as one?
fn is_day_off(day: Date) -> bool {
    matches!(day.weekday(), "lördag" | "söndag")
        || matches!(
            (day.month(), day.day()),
            (1, 1 | 6) | (5, 1) | (6, 6) | (12, 24 | 25 | 26 | 31)
        )
        // Midsummer Eve.
        || matches!((day.month(), day.day(), day.weekday()), (6, 19..=25, "fredag"))
        // Good Friday, Easter Monday and Ascension Day. The other movable feasts are Saturdays and Sundays.
        || easter(day.year())
            .is_some_and(|easter| [-2, 1, 39].iter().any(|days| easter.plus(*days) == day))
}

/// Easter Day after Gauss, in the years where his short form holds.
fn easter(year: i32) -> Option<Date> {
    if !(1900..2100).contains(&year) {
        return None;
    }
    // Days from 21 March to the full moon, and from there to the Sunday.
    let moon = (19 * (year % 19) + 24) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    let late = sunday == 6 && (moon == 29 || moon == 28 && year % 19 > 10);
    let days = moon + sunday - if late { 7 } else { 0 };
    Some(Date::parse(&format!("{year}-03-22")).ok()?.plus(i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for day in
            ["1954-04-18", "1981-04-19", "2008-03-23", "2019-04-21", "2024-03-31", "2026-04-05"]
        {
            assert_eq!(easter(date(day).year()), Some(date(day)));
        }
        assert_eq!(easter(2150), None);
    }

    #[test]
    fn a_time_never_runs_out_on_a_day_off() {
        let table = [
            ("2026-12-01", 14, "2026-12-15"),
            // A Saturday.
            ("2026-10-03", 14, "2026-10-19"),
            // Christmas Eve, Christmas, Boxing Day, and the Sunday after.
            ("2026-12-10", 14, "2026-12-28"),
            // Good Friday to Easter Monday.
            ("2026-04-01", 2, "2026-04-07"),
            // Midsummer Eve and the weekend.
            ("2026-06-17", 2, "2026-06-22"),
            // Ascension Day.
            ("2026-05-12", 2, "2026-05-15"),
            // Twelfth Night.
            ("2026-01-04", 2, "2026-01-07"),
        ];
        for (after, days, last) in table {
            assert_eq!(deadline(date(after), days), date(last), "{after}");
        }
        assert_eq!(deadline(date("9999-12-30"), 14), date("9999-12-31"));
    }
}
