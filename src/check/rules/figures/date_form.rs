//! LGL501: a day that is in no calendar, that has the wrong weekday, or that a reader cannot place.

use super::{follows_designation, sentence_of, tells_of_past, word_before};
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Date;
use crate::model::date::MONTHS;
use crate::model::text::dates::days_in;
use crate::model::text::{DateForm, DateMention, Run};

/// A day that cannot be, or cannot be placed.
pub(crate) static RULE: Rule = Rule { code: "LGL501", name: "datumform", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let meeting = context.minutes.meeting.date.as_ref().map(|date| date.value);
    for day in &context.text.dates {
        let run = &context.text.runs[day.run];
        if run.is_shielded(&day.range) {
            continue;
        }
        let finding = impossible(run, day)
            .or_else(|| wrong_weekday(run, day, meeting))
            .or_else(|| loose_iso(run, day))
            .or_else(|| compact(run, day, meeting))
            .or_else(|| without_year(context, run, day, meeting?));
        findings.extend(finding);
    }
}

/// "31 november".
fn impossible(run: &Run, day: &DateMention) -> Option<Finding> {
    let is_month = (1..=12).contains(&day.month);
    let days = days_in(day.month, day.year);
    if is_month && (1..=days).contains(&day.day) {
        return None;
    }
    if day.form == DateForm::Iso && follows_designation(run, day.range.start) {
        return None;
    }
    let typed = &run.text()[day.range.clone()];
    let help = match MONTHS.get(usize::from(day.month).wrapping_sub(1)) {
        Some(month) => {
            let year = day.year.filter(|_| day.month == 2).map(|year| format!(" {year}"));
            let year = year.unwrap_or_default();
            format!("Rätta dagen. I {month}{year} finns dagarna 1–{days}.")
        }
        None => "Rätta månaden. Den ska vara ett tal från 01 till 12.".to_owned(),
    };
    let message = format!("Dagen ”{typed}” finns inte i kalendern");
    Some(RULE.at(run.span_of(day.range.clone()), message).help(help))
}

/// "fredag den 24 november 2022", which was a Thursday.
fn wrong_weekday(run: &Run, day: &DateMention, meeting: Option<Date>) -> Option<Finding> {
    let weekday = day.weekday?;
    let span = run.span_of(day.range.clone());
    if let Some(date) = day.date {
        let right = date.weekday();
        let message = format!("Den {} är en {right}, inte en {weekday}", date.long());
        let finding = RULE.at(span, message).help("Rätta veckodagen eller datumet.");
        return (right != weekday).then_some(finding);
    }
    // Without year it may be the meeting's, the one before or the one after.
    let year = meeting?.year();
    let (day_number, month) = (day.day, day.month);
    let may_be = (year - 1..=year + 1).any(|year| {
        Date::new(year, month, day_number).is_some_and(|date| date.weekday() == weekday)
    });
    if may_be || day.year.is_some() {
        return None;
    }
    let name = MONTHS[usize::from(month) - 1];
    let message = format!(
        "Den {day_number} {name} är ingen {weekday}, vare sig {year} eller åren intill"
    );
    Some(RULE.at(span, message).help("Rätta veckodagen eller datumet.").level(Level::Warning))
}

/// `2022-1-5`, `2022–11–25`: almost a date as data has it.
fn loose_iso(run: &Run, day: &DateMention) -> Option<Finding> {
    let date = day.date.filter(|_| day.form == DateForm::Iso)?;
    let length = date.to_string().len();
    let typed = &run.text()[day.range.clone()];
    let right = date.to_string();
    if typed.ends_with(&right) && typed.len() >= length {
        return None;
    }
    let start = day.range.end - typed.len() + typed.find(|c: char| c.is_ascii_digit())?;
    let range = start..day.range.end;
    let message =
        format!("Datumet ”{}” är inte skrivet på vanligt sätt", &run.text()[range.clone()]);
    let finding = RULE
        .at(run.span_of(range.clone()), message)
        .help(format!("Skriv {right} eller {}.", date.long()))
        .level(Level::Warning);
    Some(match run.editable(range) {
        Some(place) => finding.fix(Fix::safe(vec![Edit::replace(place, right)])),
        None => finding,
    })
}

/// `250207`, which a reader outside the office takes for a number.
fn compact(run: &Run, day: &DateMention, meeting: Option<Date>) -> Option<Finding> {
    let date = day.date.filter(|_| day.form == DateForm::Compact)?;
    let is_near = meeting.is_none_or(|meeting| (meeting.year() - date.year()).abs() <= 10);
    let before = word_before(run, day.range.start).map(|word| run.lower(word));
    let is_called_date = before.is_some_and(|before| {
        matches!(
            before,
            "den"
                | "datum"
                | "senast"
                | "per"
                | "möte"
                | "mötet"
                | "protokoll"
                | "protokollet"
                | "från"
                | "till"
                | "daterad"
                | "daterat"
                | "daterade"
                | "minnesanteckningar"
                | "upprättad"
                | "upprättat"
                | "beslutad"
                | "fastställd"
                | "reviderad"
                | "uppdaterad"
                | "t.o.m"
                | "fr.o.m"
        )
    });
    if !is_near || !is_called_date {
        return None;
    }
    let range = day.range.clone();
    let typed = &run.text()[range.clone()];
    let right = if before == Some("den") { date.long() } else { date.to_string() };
    let finding = RULE
        .at(run.span_of(range.clone()), format!("Datumet ”{typed}” är svårt att läsa"))
        .help(format!("Skriv {right}."))
        .level(Level::Warning);
    Some(match run.editable(range) {
        Some(place) => finding.fix(Fix::risky(vec![Edit::replace(place, right)])),
        None => finding,
    })
}

/// A day of another year than the meeting's that does not say so: "senast den 1 mars" in minutes of November.
fn without_year(
    context: &Context<'_>,
    run: &Run,
    day: &DateMention,
    meeting: Date,
) -> Option<Finding> {
    if day.year.is_some() || !matches!(day.form, DateForm::Words | DateForm::Slash) {
        return None;
    }
    let (own, met) = ((day.month, day.day), (meeting.month(), meeting.day()));
    if own == met || tells_of_year(context, run, day, meeting) {
        return None;
    }
    let sentence = sentence_of(run, &day.range);
    let lies_ahead = own < met && lies_ahead(run, day) && !tells_of_past(run, sentence);
    let lies_behind = own > met && lies_behind(run, day);
    let year = match (lies_ahead, lies_behind) {
        (true, _) => meeting.year() + 1,
        (_, true) => meeting.year() - 1,
        _ => return None,
    };
    let typed = &run.text()[day.range.clone()];
    let finding = RULE
        .at(
            run.span_of(day.range.clone()),
            format!("Datumet ”{typed}” saknar år, men ligger inte i samma år som mötet"),
        )
        .help(format!("Skriv ut året: {typed} {year}."))
        .level(Level::Warning);
    let end = day.range.end;
    Some(match run.editable(day.range.clone()) {
        Some(_) => {
            let place = run.span_of(end - 1..end).end;
            finding.fix(Fix::risky(vec![Edit::insert(place, format!(" {year}"))]))
        }
        None => finding,
    })
}

/// Does the text round a day tell which year it is in, or that it comes back every year?
fn tells_of_year(context: &Context<'_>, run: &Run, day: &DateMention, meeting: Date) -> bool {
    let other_year = |year: i32| year != meeting.year();
    context.text.dates_in(day.run).iter().filter_map(|other| other.year).any(other_year)
        || run.words.iter().any(|word| {
            let lower = run.lower(word);
            let is_year = word.has_digit
                && lower.len() == 4
                && lower.parse().is_ok_and(|year: i32| other_year(year) && year > 1900);
            is_year || lower.starts_with("år") || matches!(lower, "varje" | "vartannat")
        })
}

/// The words of the same sentence before a day, at most eight, the nearest first.
fn words_before<'a>(run: &'a Run, day: &DateMention) -> impl Iterator<Item = &'a str> {
    let start = day.range.start;
    sentence_of(run, &day.range)
        .iter()
        .rev()
        .skip_while(move |word| word.start >= start)
        .take(8)
        .map(|word| run.lower(word))
}

/// "senast den", "nästa möte".
fn lies_ahead(run: &Run, day: &DateMention) -> bool {
    words_before(run, day)
        .any(|word| matches!(word, "senast" | "nästa" | "deadline" | "nästkommande"))
}

/// "föregående protokoll", "förra mötet".
fn lies_behind(run: &Run, day: &DateMention) -> bool {
    words_before(run, day).any(|word| matches!(word, "föregående" | "förra" | "förgående"))
}
