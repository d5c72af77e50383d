//! LGL007: a placeholder that nobody has replaced.

use std::ops::Range;

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, Text};
use crate::source::Spanned;

/// A placeholder.
pub(crate) static RULE: Rule =
    Rule { code: "LGL007", name: "platshållare", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    in_front_matter(context, findings);
    for run in &context.text.runs {
        in_run(run, findings);
    }
}

/// Looks at the keys whose values are free text. The others say themselves that they hold no date or time.
fn in_front_matter(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let meeting = &minutes.meeting;
    let next = meeting.next.as_ref().and_then(|next| next.place.as_ref());
    let single = [
        &minutes.title,
        &meeting.place,
        &meeting.chair,
        &meeting.secretary,
        &meeting.registry_number,
        &minutes.number,
    ];
    let values = single.into_iter().flatten().chain(next).chain(&meeting.adjusters);
    for value in values.chain(minutes.annexes.iter().map(|annex| &annex.title)) {
        let typed = value.value.as_str();
        if matches!(typed, "?" | "??" | "???" | "…" | "...") {
            findings.push(finding(value, typed));
        } else if typed.contains(['[', 'X', 'x', 'T', 'Å', 'Y', 'D', 'K', 'L']) {
            for run in &Text::alone(value).runs {
                in_run(run, findings);
            }
        }
    }
}

fn finding(place: &Spanned<String>, written: &str) -> Finding {
    RULE.at(place.span, format!("Platshållaren ”{written}” är kvar")).help(HELP)
}

const HELP: &str = "Skriv det som ska stå här, eller ta bort platshållaren.";

fn in_run(run: &Run, findings: &mut Vec<Finding>) {
    let mut found: Option<Range<usize>> = None;
    let mut next = 0;
    for (index, word) in run.words.iter().enumerate() {
        if word.is_shielded || word.start < next {
            continue;
        }
        let Some(range) = placeholder(run, index).or_else(|| bracket(run, index)) else {
            continue;
        };
        next = range.end;
        // "070-XXX XX XX" is one.
        match &mut found {
            Some(last) if run.text()[last.end..range.start].trim().is_empty() => {
                last.end = range.end;
            }
            _ => {
                if let Some(done) = found.replace(range) {
                    tell(run, done, findings);
                }
            }
        }
    }
    if let Some(done) = found {
        tell(run, done, findings);
    }
}

fn tell(run: &Run, range: Range<usize>, findings: &mut Vec<Finding>) {
    let written = &run.text()[range.clone()];
    let message = format!("Platshållaren ”{written}” är kvar");
    findings.push(RULE.at(run.span_of(range), message).help(HELP));
}

/// Forms of a date or a time, in lower case. Sorted.
const FORMS: [&str; 14] = [
    "dd/mm",
    "hh.mm",
    "hh:mm",
    "tt.mm",
    "tt:mm",
    "yyyy",
    "yyyy-mm-dd",
    "yyyymmdd",
    "åå-mm-dd",
    "ååmmdd",
    "åååå",
    "åååå-mm",
    "åååå-mm-dd",
    "ååååmmdd",
];

/// The placeholder that a word is or opens. Nearly every word is none by its first letters.
fn placeholder(run: &Run, index: usize) -> Option<Range<usize>> {
    let word = run.words.get(index)?;
    let bytes = run.lower.as_bytes();
    let is_one = match (*bytes.get(word.start)?, *bytes.get(word.start + 1)?) {
        (b't', b'o' | b'b') | (b'f', b'i') => {
            matches!(run.word(word), "TODO" | "TBD" | "FIXME")
        }
        // "åå" has the same first two bytes as "å".
        (b'd', b'd') | (b'h', b'h') | (b't', b't') | (b'y', b'y') | (0xC3, 0xA5) => {
            FORMS.binary_search(&run.lower(word)).is_ok()
        }
        (b'x' | b'0'..=b'9', _) => is_crossed(run.lower(word)),
        (b'k', b'l') | (b'l', b'o') => return prompt(run, index),
        _ => false,
    };
    is_one.then(|| word.range())
}

/// Is it "XX", or a number with some of its digits crossed: "20XX", "2026/XX", "XX.XX"?
fn is_crossed(lower: &str) -> bool {
    let is_form = |byte: &u8| matches!(byte, b'x' | b'0'..=b'9' | b'-' | b'.' | b':' | b'/');
    let bytes = lower.as_bytes();
    if !bytes.contains(&b'x') || !bytes.windows(2).any(|pair| pair == b"xx") {
        return false;
    }
    if !bytes.iter().all(is_form) {
        return false;
    }
    // A personal number whose last digits are left out on purpose.
    let is_masked = lower.strip_suffix("-xxxx").is_some_and(|date| {
        matches!(date.len(), 6 | 8) && date.bytes().all(|byte| byte.is_ascii_digit())
    });
    !is_masked
}

/// What may open a placeholder in square brackets, in lower case. Sorted.
const WANTED: [&str; 36] = [
    "adress",
    "ange",
    "ansvarig",
    "antal",
    "belopp",
    "beskriv",
    "datum",
    "diarienummer",
    "dnr",
    "efternamn",
    "funktion",
    "fyll",
    "förnamn",
    "infoga",
    "klicka",
    "klockslag",
    "kommun",
    "komplettera",
    "lägg",
    "länk",
    "namn",
    "nummer",
    "ordförande",
    "organisation",
    "plats",
    "roll",
    "rubrik",
    "sekreterare",
    "skriv",
    "sätt",
    "tid",
    "titel",
    "todo",
    "välj",
    "ämne",
    "ärende",
];

/// The square brackets that a word opens, where they hold a wish and not an addition of the writer's.
fn bracket(run: &Run, index: usize) -> Option<Range<usize>> {
    let word = run.words.get(index)?;
    let text = run.text();
    let start = word.start.checked_sub(1)?;
    if text.as_bytes().get(start) != Some(&b'[')
        || WANTED.binary_search(&run.lower(word)).is_err()
    {
        return None;
    }
    // A wish is short; a bracket that never closes is not searched for through the whole text.
    let mut near = text[word.end..].char_indices().take(80);
    let end = near.find(|(_, c)| *c == ']').map(|(at, _)| word.end + at + 1)?;
    let words = run.words[index..].iter().take_while(|word| word.end < end).count();
    (words <= 6).then_some(start..end)
}

/// "Klicka här för att ange text", which a Word template leaves, and "lorem ipsum".
fn prompt(run: &Run, index: usize) -> Option<Range<usize>> {
    let word = run.words.get(index)?;
    let after = &run.words[index + 1..];
    match run.lower(word) {
        "lorem" => {
            let next = after.first().filter(|next| run.lower(next) == "ipsum")?;
            Some(word.start..next.end)
        }
        "klicka" if word.opens => {
            let sentence = after.iter().take_while(|next| !next.opens);
            let has = |wanted: &[&str]| {
                sentence.clone().any(|next| wanted.contains(&run.lower(next)))
            };
            let is_prompt = has(&["här"]) && has(&["ange", "skriva", "infoga", "välja"]);
            let last = sentence.clone().last()?;
            is_prompt.then_some(word.start..last.end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMS, WANTED, is_crossed};

    #[test]
    fn the_tables_are_sorted() {
        assert!(FORMS.is_sorted(), "{FORMS:?}");
        assert!(WANTED.is_sorted(), "{WANTED:?}");
    }

    #[test]
    fn crossed_digits_are_told_from_words() {
        for crossed in ["xx", "xxx", "20xx", "2026/xx", "xx.xx", "20xx-xx-xx", "070-xxx"] {
            assert!(is_crossed(crossed), "{crossed}");
        }
        for word in ["x", "x5", "xxl", "850412-xxxx", "19850412-xxxx", "2026-12-04", "4x4"] {
            assert!(!is_crossed(word), "{word}");
        }
    }
}
