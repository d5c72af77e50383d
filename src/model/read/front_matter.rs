//! The keys of the front matter as facts of a document.

use super::super::{Allowance, Annex, Date, Key, Kind, Minutes, NextMeeting, Notice, Status};
use crate::diagnostic::Finding;
use crate::model::date::DateFault;
use crate::parse::fields::{Fields, nearest, text};
use crate::parse::yaml::{Entry, Node, Value};
use crate::parse::{INVALID_VALUE, MISSING_KEY, without_reason};
use crate::source::{Span, Spanned};

pub(super) fn read(node: Node, minutes: &mut Minutes, findings: &mut Vec<Finding>) {
    let mut fields = Fields::new(node, findings);
    if let Some(word) = fields.text("typ", findings) {
        let kinds = Kind::ALL.map(|kind| (kind, kind.word()));
        if let Some(kind) = choice(&word, &kinds, findings) {
            minutes.kind = kind.value;
        }
    }
    // Which body it is was needed before anything could be read.
    let _ = fields.text("organ", findings);
    minutes.title = fields.text("titel", findings);
    let meeting = &mut minutes.meeting;
    if let Some(typed) = fields.text("datum", findings) {
        meeting.date = date_of(&typed, findings);
        meeting.has_faulty_date = meeting.date.is_none();
    }
    meeting.time = time(&mut fields, "tid", findings);
    meeting.place = fields.text("plats", findings);
    meeting.chair = fields.text("ordförande", findings);
    meeting.secretary = fields.text("sekreterare", findings);
    meeting.adjusters = names(fields.texts("justerare", findings));
    meeting.registry_number = fields.text("diarienummer", findings);
    meeting.adjusted = date(&mut fields, "justeringsdatum", findings);
    meeting.notice = notice(&mut fields, findings);
    meeting.status =
        fields.text("status", findings).and_then(|word| choice(&word, &Status::ALL, findings));
    if let Some(language) = fields.language("språk", findings) {
        minutes.language = language;
    }
    minutes.belongs_to = fields.text("hör_till", findings);
    minutes.number = fields.text("nummer", findings);
    minutes.annexes = annexes(&mut fields, findings);
    let meeting = &mut minutes.meeting;
    meeting.previous = date(&mut fields, "föregående", findings);
    meeting.next = next_meeting(&mut fields, findings);
    minutes.allowances = allowances(&mut fields, findings);
    fields.finish(findings);
}

/// Every key with its value, as typed.
pub(super) fn keys(node: &Node) -> Vec<Key> {
    let Value::Map(entries) = &node.value else { return Vec::new() };
    let key = |entry: &Entry| Key {
        name: entry.key.clone(),
        value: match &entry.value.value {
            Value::Text(text) => Some(Spanned::new(text.clone(), entry.value.span)),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        },
    };
    entries.iter().map(key).collect()
}

/// Names, also where several stand on one line: `Eva Ek, Bo Bok och Kim Kall`.
fn names(texts: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let mut names = Vec::new();
    for text in texts {
        let parts = text.value.split(',').flat_map(|part| part.split(" och "));
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        names.extend(parts.map(|part| Spanned::new(part.to_owned(), text.span)));
    }
    names
}

/// One of a few words.
fn choice<T: Copy>(
    word: &Spanned<String>,
    choices: &[(T, &'static str)],
    findings: &mut Vec<Finding>,
) -> Option<Spanned<T>> {
    let lower = word.value.to_lowercase();
    if let Some((value, _)) = choices.iter().find(|(_, known)| *known == lower) {
        return Some(Spanned::new(*value, word.span));
    }
    let words: Vec<&str> = choices.iter().map(|(_, known)| *known).collect();
    findings.push(
        INVALID_VALUE.at(word.span, format!("”{}” går inte att använda här", word.value)).help(
            match nearest(&word.value, &words) {
                Some(known) => format!("Skriv ”{known}”, om det är vad som menas."),
                None => format!("Välj ett av orden {}.", words.join(", ")),
            },
        ),
    );
    None
}

fn date(
    fields: &mut Fields,
    key: &'static str,
    findings: &mut Vec<Finding>,
) -> Option<Spanned<Date>> {
    date_of(&fields.text(key, findings)?, findings)
}

fn date_of(text: &Spanned<String>, findings: &mut Vec<Finding>) -> Option<Spanned<Date>> {
    let finding = match Date::parse(&text.value) {
        Ok(date) => return Some(Spanned::new(date, text.span)),
        Err(DateFault::Impossible) => INVALID_VALUE
            .at(text.span, format!("Dagen {} finns inte i kalendern", text.value))
            .help("Rätta datumet."),
        Err(DateFault::Form) => INVALID_VALUE
            .at(text.span, format!("”{}” är inget datum", text.value))
            .help("Skriv år, månad och dag med siffror: 2026-12-04."),
    };
    findings.push(finding);
    None
}

fn time(
    fields: &mut Fields,
    key: &'static str,
    findings: &mut Vec<Finding>,
) -> Option<Spanned<String>> {
    let text = fields.text(key, findings)?;
    let Some(shown) = hours(&text.value) else {
        findings.push(
            INVALID_VALUE
                .at(text.span, format!("”{}” är inget klockslag", text.value))
                .help("Skriv tiden som 9.00–12.00."),
        );
        return None;
    };
    Some(Spanned::new(shown, text.span))
}

/// `09:00-12:00` as it is shown: `9.00–12.00`.
fn hours(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let text = text.trim().trim_start_matches("klockan").trim_start_matches("kl.");
    let text = text.trim_start_matches("kl").trim();
    let parts: Vec<&str> = text.splitn(2, ['-', '–', '—']).map(str::trim).collect();
    let parts: Option<Vec<String>> = parts.into_iter().map(hour).collect();
    Some(parts?.join("–"))
}

fn hour(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once(['.', ':']).unwrap_or((text, "00"));
    let number = |text: &str, most: u8| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u8>().ok()).flatten().filter(|n| *n <= most)
    };
    let hour = number(hour, 24)?;
    // YAML writers drop a last zero: 9.3 is half past nine.
    let minute = if minute.len() == 1 { format!("{minute}0") } else { minute.to_owned() };
    let minute = number(&minute, 59)?;
    Some(format!("{hour}.{minute:02}"))
}

fn annexes(fields: &mut Fields, findings: &mut Vec<Finding>) -> Vec<Annex> {
    let mut annexes = Vec::new();
    for node in fields.list("bilagor") {
        let span = node.span;
        // A bare file name is an annex that is called as its file.
        if let Value::Text(file) = &node.value {
            let file = Spanned::new(file.trim().to_owned(), span);
            let number = annexes.len() + 1;
            annexes.push(Annex { number, title: file.clone(), target: file });
            continue;
        }
        let mut entry = Fields::new(node, findings);
        let title = entry.text("titel", findings);
        let file = entry.text("fil", findings);
        let link = entry.text("länk", findings);
        entry.finish(findings);
        let Some(target) = file.or(link) else {
            findings.push(
                MISSING_KEY
                    .at(Span::at(span.end), "Bilagan har varken fil eller länk")
                    .help("Skriv fil: bilaga.pdf eller länk: https://…"),
            );
            continue;
        };
        if title.is_none() {
            findings.push(
                MISSING_KEY
                    .at(Span::at(span.end), "Bilagan saknar titel")
                    .help("Skriv titel: och vad bilagan heter."),
            );
        }
        let number = annexes.len() + 1;
        annexes.push(Annex { number, title: title.unwrap_or_else(|| target.clone()), target });
    }
    annexes
}

fn next_meeting(fields: &mut Fields, findings: &mut Vec<Finding>) -> Option<NextMeeting> {
    let node = fields.node("nästa_möte")?;
    if let Value::Text(_) = node.value {
        let date = text(node, findings).and_then(|text| date_of(&text, findings));
        return Some(NextMeeting { date, ..NextMeeting::default() });
    }
    let mut inner = Fields::new(node, findings);
    let next = NextMeeting {
        date: date(&mut inner, "datum", findings),
        time: time(&mut inner, "tid", findings),
        place: inner.text("plats", findings),
    };
    inner.finish(findings);
    Some(next)
}

/// `anslag: {uppsatt: 2026-12-11, tas_ned: 2027-01-04, plats: Stadshuset}`, or only the day when it was put up.
fn notice(fields: &mut Fields, findings: &mut Vec<Finding>) -> Option<Notice> {
    let node = fields.node("anslag")?;
    let span = node.span;
    let known = findings.len();
    let mut notice = Notice { span, ..Notice::default() };
    if let Value::Text(_) = node.value {
        notice.posted = text(node, findings).and_then(|text| date_of(&text, findings));
        notice.has_faulty_date = notice.posted.is_none();
    } else {
        let mut inner = Fields::new(node, findings);
        notice.posted = date(&mut inner, "uppsatt", findings);
        notice.removed = date(&mut inner, "tas_ned", findings);
        notice.has_faulty_date = findings.len() > known;
        notice.place = inner.text("plats", findings);
        inner.finish(findings);
    }
    Some(notice)
}

fn allowances(fields: &mut Fields, findings: &mut Vec<Finding>) -> Vec<Allowance> {
    let Some(map) = fields.fields("tillåt", findings) else { return Vec::new() };
    let mut allowances = Vec::new();
    for entry in map.rest() {
        let place = entry.key.span;
        match text(entry.value, findings).filter(|reason| !reason.value.is_empty()) {
            Some(reason) => allowances.push(Allowance {
                rule: entry.key,
                reason: reason.value,
                scope: None,
            }),
            None => {
                findings.push(without_reason(&entry.key.value, Span::at(place.end)));
            }
        }
    }
    allowances
}

#[cfg(test)]
mod tests {
    use super::hours;

    #[test]
    fn hours_are_shown_in_one_way() {
        let table = [
            ("09:00-12:00", Some("9.00–12.00")),
            ("9.00–12.00", Some("9.00–12.00")),
            ("kl. 13.15 - 16", Some("13.15–16.00")),
            ("9.0", Some("9.00")),
            ("9", Some("9.00")),
            ("25.00", None),
            ("9.61", None),
            ("förmiddagen", None),
        ];
        for (typed, shown) in table {
            assert_eq!(hours(typed).as_deref(), shown, "{typed}");
        }
    }
}
