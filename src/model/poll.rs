//! Answers to polls: one answer on a scale, or how many gave each answer.

use std::cmp::Ordering;

use crate::source::{Span, Spanned};

/// One answer between two ends (skala).
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// What was asked.
    pub question: Spanned<String>,
    /// What the value is (mått), such as "medelvärde".
    pub measure: Option<Spanned<String>>,
    /// The answer, which lies between the ends.
    pub value: Spanned<Decimal>,
    /// The end to the left.
    pub from: ScaleEnd,
    /// The end to the right, whose value is another.
    pub to: ScaleEnd,
    /// How many answered.
    pub respondents: Option<Spanned<Decimal>>,
    /// Where it stands, fences included.
    pub span: Span,
}

/// One end of a scale.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleEnd {
    /// Its number.
    pub value: Spanned<Decimal>,
    /// What it means, such as "Inte alls".
    pub text: Option<Spanned<String>>,
}

/// How many gave each answer (diagram).
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What was asked.
    pub question: Spanned<String>,
    /// The answers in the order of the writer; at least one.
    pub answers: Vec<Answer>,
    /// What is counted.
    pub unit: Option<Unit>,
    /// How many answered.
    pub respondents: Option<Spanned<Decimal>>,
    /// Where it stands, fences included.
    pub span: Span,
}

/// One answer of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was answered.
    pub text: Spanned<String>,
    /// By how many; never below zero.
    pub count: Spanned<Decimal>,
}

/// What the counts of a [`Chart`] are (enhet).
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// Parts of a hundred.
    Percent,
    /// So many of this: "kommuner".
    Word(Spanned<String>),
}

/// A number as it was typed, exact, with how it compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits without a point, below zero where there is a minus sign.
    units: i64,
    /// How many of the digits are decimals.
    decimals: u32,
    shown: String,
}

/// The most digits that a number may have: as many as fit exactly, whichever two are compared.
const MOST_DIGITS: usize = 15;

impl Decimal {
    /// Reads `7,4`, `7.4`, `−3` and `12 000`.
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (sign, rest) = match typed.chars().next()? {
            '-' | '−' | '–' => ("−", typed.trim_start_matches(['-', '−', '–'])),
            '+' => ("+", &typed[1..]),
            _ => ("", typed),
        };
        let is_one =
            typed.chars().count() == rest.chars().count() + usize::from(!sign.is_empty());
        let (whole, part) = match rest.split_once([',', '.']) {
            Some((whole, part)) => (whole, Some(part)),
            None => (rest, None),
        };
        let groups: Vec<&str> = whole.split(is_blank).collect();
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let are_thousands = groups[1..].iter().all(|group| group.len() == 3)
            && (groups.len() == 1 || groups[0].len() <= 3);
        if !is_one || !are_thousands || !groups.iter().all(|group| is_digits(group)) {
            return None;
        }
        if !part.is_none_or(is_digits) {
            return None;
        }
        let digits = groups.concat() + part.unwrap_or("");
        if digits.len() > MOST_DIGITS {
            return None;
        }
        let units: i64 = digits.parse().ok()?;
        // No line ends inside a number.
        let mut shown = format!("{sign}{}", groups.join("\u{a0}"));
        if let Some(part) = part {
            shown.push(',');
            shown.push_str(part);
        }
        Some(Self {
            units: if sign == "−" { -units } else { units },
            decimals: part.map_or(0, |part| u32::try_from(part.len()).unwrap_or(0)),
            shown,
        })
    }

    /// As it is printed: as it was typed, with a decimal comma.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Is it typed without decimals, and not below zero?
    pub fn is_count(&self) -> bool {
        self.decimals == 0 && self.units >= 0
    }

    /// Is it typed without decimals?
    pub fn is_whole(&self) -> bool {
        self.decimals == 0
    }

    /// Is it below zero?
    pub fn is_negative(&self) -> bool {
        self.units < 0
    }

    /// Is it nothing?
    pub fn is_zero(&self) -> bool {
        self.units == 0
    }

    /// Is it one?
    pub fn is_one(&self) -> bool {
        i128::from(self.units) == 10_i128.pow(self.decimals)
    }

    /// The nearest number that can be reckoned with, for drawing.
    pub fn to_f64(&self) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "fifteen digits fit")]
        let units = self.units as f64;
        units / 10_f64.powi(i32::try_from(self.decimals).unwrap_or(0))
    }

    /// The number as JSON has it.
    pub fn to_json(&self) -> serde_json::Number {
        let decimal = serde_json::Number::from_f64(self.to_f64());
        decimal.filter(|_| self.decimals > 0).unwrap_or_else(|| self.units.into())
    }

    fn scaled(&self, decimals: u32) -> i128 {
        i128::from(self.units) * 10_i128.pow(decimals.saturating_sub(self.decimals))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let decimals = self.decimals.max(other.decimals);
        self.scaled(decimals).cmp(&other.scaled(decimals))
    }
}

/// A blank that may stand between thousands.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

impl Scale {
    /// The words that it shows, in the order they are shown.
    pub fn words(&self) -> impl Iterator<Item = &Spanned<String>> {
        let ends = [&self.from, &self.to].into_iter().filter_map(|end| end.text.as_ref());
        std::iter::once(&self.question).chain(ends).chain(&self.measure)
    }
}

impl Chart {
    /// The words that it shows, in the order they are shown.
    pub fn words(&self) -> impl Iterator<Item = &Spanned<String>> {
        let unit = match &self.unit {
            Some(Unit::Word(word)) => Some(word),
            Some(Unit::Percent) | None => None,
        };
        let answers = self.answers.iter().map(|answer| &answer.text);
        std::iter::once(&self.question).chain(answers).chain(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn a_number_is_shown_as_it_was_typed() {
        let table = [
            ("7,4", Some("7,4")),
            ("7.40", Some("7,40")),
            ("-2,5", Some("−2,5")),
            ("– 3", None),
            ("12 000", Some("12\u{a0}000")),
            ("1 2", None),
            ("1234 567", None),
            ("1,2,3", None),
            ("1.000,5", None),
            ("--3", None),
            ("1e3", None),
            ("7,", None),
            ("", None),
            ("sju", None),
            ("1234567890123456", None),
        ];
        for (typed, shown) in table {
            assert_eq!(Decimal::parse(typed).as_ref().map(Decimal::shown), shown, "{typed}");
        }
    }

    #[test]
    fn numbers_compare_exactly() {
        let number = |typed| Decimal::parse(typed).expect(typed);
        assert!(number("0,1") < number("0,12"));
        assert!(number("-3") < number("-2,99"));
        assert!(number("10") >= number("10,0"));
        assert!(number("1,0").is_one());
    }
}
