//! LGL901 and LGL902: a Swedish personal or coordination number, or what looks like one.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, Text};
use crate::prose::{BlockKind, each_block};
use crate::source::{Span, Spanned};

/// A personal number (personnummer) or coordination number (samordningsnummer).
pub(crate) static RULE: Rule =
    Rule { code: "LGL901", name: "personnummer", level: Level::Error };
/// What has the form of one but not its check digit.
pub(crate) static RESEMBLING: Rule =
    Rule { code: "LGL902", name: "personnummer-likt", level: Level::Warning };

/// A number is as secret in a quotation, a link or code as elsewhere, so nothing is shielded here.
pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let year = minutes.meeting.date.as_ref().map(|date| date.value.year());
    for key in minutes.keys.iter().filter(|key| key.name.value != "diarienummer") {
        key.value.iter().for_each(|value| in_text(value, year, findings));
    }
    for run in &context.text.runs {
        in_run(run, year, findings);
    }
    for block in minutes.blocks() {
        each_block(block, &mut |block| {
            if let BlockKind::Code { text, .. } | BlockKind::Html(text) = &block.kind {
                in_text(&Spanned::new(text.clone(), block.span), year, findings);
            }
        });
    }
}

fn in_run(run: &Run, year: Option<i32>, findings: &mut Vec<Finding>) {
    for (index, word) in run.words.iter().enumerate() {
        if !word.has_digit || word.end - word.start < LEAST_BYTES {
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| run.words.get(before));
        let before = before.map_or("", |before| run.lower(before));
        let verdict = look(run.word(word), before, year);
        findings.extend(verdict.map(|verdict| verdict.at(run.span_of(word.range()))));
    }
}

/// Text that is no run of the document's.
fn in_text(text: &Spanned<String>, year: Option<i32>, findings: &mut Vec<Finding>) {
    if text.value.bytes().filter(u8::is_ascii_digit).count() >= LEAST_BYTES {
        let alone = Text::alone(text);
        alone.runs.iter().for_each(|run| in_run(run, year, findings));
    }
}

/// Ten digits.
const LEAST_BYTES: usize = 10;

/// What is said of a number: its kind, and the date in it, which alone is shown.
struct Verdict {
    rule: &'static Rule,
    date: [u8; 6],
    is_coordination: bool,
}

impl Verdict {
    fn at(&self, span: Span) -> Finding {
        let date: String = self.date.iter().map(|digit| char::from(b'0' + digit)).collect();
        let kind = if self.is_coordination { "samordningsnummer" } else { "personnummer" };
        let fault = if std::ptr::eq(self.rule, &raw const RULE) {
            RULE.at(span, format!("”{date}-••••” är ett {kind}"))
                .help("Ta bort numret. Skriv namn och uppdrag om det behövs för att veta vem det gäller.")
        } else {
            RESEMBLING
                .at(span, format!("”{date}-••••” ser ut som ett {kind}"))
                .help("Ta bort numret om det hör till en person. Skriv annars framför det vad det är för nummer.")
        };
        fault.secret()
    }
}

/// What a word is that may be such a number. `before` is the word before it in lower case, `year` the year of
/// the meeting.
fn look(word: &str, before: &str, year: Option<i32>) -> Option<Verdict> {
    if OTHER_NUMBERS.binary_search(&before).is_ok() {
        return None;
    }
    let number = Number::read(word)?;
    let Number { digits, century, is_separated } = number;
    let named = matches!(before, "personnummer" | "personnr" | "pnr" | "samordningsnummer");
    // Ten digits that open with a nought are a telephone number as often as not.
    if !is_separated && century.is_none() && digits[0] == 0 && !named {
        return None;
    }
    let day = digits[4] * 10 + digits[5];
    let verdict = |rule| Verdict {
        rule,
        date: [digits[0], digits[1], digits[2], digits[3], digits[4], digits[5]],
        is_coordination: day > 60,
    };
    if number.is_checked() {
        return Some(verdict(&RULE));
    }
    let is_certain = (is_separated || named) && !number.is_period(year);
    is_certain.then(|| verdict(&RESEMBLING))
}

/// Words before a number that say that it is another kind of number, in lower case. Sorted.
const OTHER_NUMBERS: [&str; 23] = [
    "bankgiro",
    "bg",
    "diarienr",
    "diarienummer",
    "dnr",
    "faktura",
    "fakturanr",
    "fakturanummer",
    "id",
    "isbn",
    "mobil",
    "ocr",
    "ocr-nummer",
    "org.nr",
    "organisationsnummer",
    "orgnr",
    "pg",
    "plusgiro",
    "ref",
    "referens",
    "tel",
    "telefon",
    "ärendenummer",
];

/// Ten digits of the form of a personal number: a date, or one with sixty added to its day, and four more.
#[derive(Clone, Copy)]
struct Number {
    digits: [u8; 10],
    century: Option<u8>,
    /// Has it a hyphen, or a plus for those who are a hundred?
    is_separated: bool,
}

impl Number {
    fn read(word: &str) -> Option<Self> {
        let mut digits = [0_u8; 12];
        let mut length = 0;
        let mut separated_at = None;
        for c in word.chars() {
            match c {
                '0'..='9' if length < 12 => {
                    digits[length] =
                        c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())?;
                    length += 1;
                }
                '-' | '+' | '–' | '\u{2011}' | '\u{2212}' if separated_at.is_none() => {
                    separated_at = Some(length);
                }
                _ => return None,
            }
        }
        if separated_at.is_some_and(|at| at + 4 != length) {
            return None;
        }
        let century = match length {
            10 => None,
            12 => {
                Some(digits[0] * 10 + digits[1]).filter(|century| (18..=20).contains(century))
            }
            _ => return None,
        };
        if length == 12 && century.is_none() {
            return None;
        }
        let digits = <[u8; 10]>::try_from(&digits[length - 10..length]).ok()?;
        let number = Self { digits, century, is_separated: separated_at.is_some() };
        number.has_form().then_some(number)
    }

    /// A month, a day that the month has, and a serial number.
    fn has_form(&self) -> bool {
        const DAYS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let d = &self.digits;
        let month = d[2] * 10 + d[3];
        let day = d[4] * 10 + d[5];
        let day = if day > 60 { day - 60 } else { day };
        let longest = usize::from(month).checked_sub(1).and_then(|month| DAYS.get(month));
        let serial = [d[6], d[7], d[8]];
        longest.is_some_and(|longest| (1..=*longest).contains(&day)) && serial != [0, 0, 0]
    }

    /// Is its last digit the one that the others ask for (Luhn)?
    fn is_checked(&self) -> bool {
        let sum: u8 = self
            .digits
            .iter()
            .enumerate()
            .map(|(at, digit)| {
                let doubled = digit * (2 - u8::from(at % 2 == 1));
                doubled / 10 + doubled % 10
            })
            .sum();
        sum.is_multiple_of(10)
    }

    /// Is it a time from one day to another of a year near the meeting's: "220101-1231"?
    fn is_period(&self, meeting: Option<i32>) -> bool {
        let d = &self.digits;
        let pair = |at: usize| i32::from(d[at] * 10 + d[at + 1]);
        let year = i32::from(self.century.unwrap_or(20)) * 100 + pair(0);
        let is_near = meeting.is_none_or(|meeting| (meeting - year).abs() <= 15);
        let (from, to) = ((pair(2), pair(4)), (pair(6), pair(8)));
        is_near && (1..=12).contains(&to.0) && (1..=31).contains(&to.1) && from <= to
    }
}

#[cfg(test)]
mod tests {
    use super::{OTHER_NUMBERS, look};

    fn code(word: &str, before: &str) -> Option<&'static str> {
        look(word, before, Some(2026)).map(|verdict| verdict.rule.code)
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(OTHER_NUMBERS.is_sorted());
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        // Numbers that the Tax Agency uses as examples.
        for number in [
            "811228-9874",
            "8112289874",
            "19811228-9874",
            "198112289874",
            "811228+9874",
            "811228–9874",
            "701063-2391",
        ] {
            assert_eq!(code(number, ""), Some("LGL901"), "{number}");
        }
    }

    #[test]
    fn the_form_alone_is_told_apart() {
        assert_eq!(code("811228-9873", ""), Some("LGL902"));
        assert_eq!(code("19811228-9873", ""), Some("LGL902"));
        assert_eq!(code("8112289873", ""), None, "ten digits may be anything");
        assert_eq!(code("8112289873", "personnummer"), Some("LGL902"));
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for number in [
            "232100-0073",
            "212000-0704",
            "16232100-0073",
            "0701234567",
            "0480-450000",
            "2022-11-25",
            "220101-1231",
            "20220101-1231",
            "811228-0000",
            "811328-9874",
            "810229-98741",
            "202211250900",
            "811228-987",
            "81122-89874",
            "abc811228-9874",
            "5050-1055",
            "811228-XXXX",
        ] {
            assert_eq!(code(number, ""), None, "{number}");
        }
        assert_eq!(code("811228-9874", "dnr"), None);
        assert_eq!(code("8112289874", "ocr"), None);
    }
}
