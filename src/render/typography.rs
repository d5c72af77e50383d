//! How Swedish is set where it is typed on a keyboard: quotation marks, dashes, and blanks that no line may end at.
//!
//! For what is shown, and for that alone: neither the source, nor the data, nor code is ever touched.

use std::borrow::Cow;

use crate::model::date::MONTHS;

/// A blank that no line ends at.
const NO_BREAK: char = '\u{a0}';

/// The most bytes that are kept on one line in this way; more could be wider than a column.
const LONGEST: usize = 40;

/// What stands before its number: `kl. 9.00`, `s. 12`, `nr 3`.
const BEFORE_NUMBER: [&str; 10] =
    ["kl", "s", "sid", "nr", "kap", "art", "p", "ca", "dnr", "bil"];

/// What stands after its number, beside signs such as `%`.
const UNITS: [&str; 36] = [
    "kr",
    "tkr",
    "mkr",
    "mnkr",
    "mdkr",
    "öre",
    "km",
    "m",
    "dm",
    "cm",
    "mm",
    "m²",
    "m³",
    "kvm",
    "km²",
    "mil",
    "ha",
    "kg",
    "g",
    "ton",
    "l",
    "dl",
    "h",
    "tim",
    "min",
    "sek",
    "st",
    "GB",
    "MB",
    "kWh",
    "MWh",
    "GWh",
    "kap",
    "milj",
    "miljoner",
    "miljarder",
];

/// Neighbours in abbreviations that are written with blanks: `t ex`, `bl a`, `fr o m`.
const ABBREVIATIONS: [(&str, &str); 30] = [
    ("t", "ex"),
    ("bl", "a"),
    ("m", "fl"),
    ("m", "m"),
    ("d", "v"),
    ("v", "s"),
    ("o", "s"),
    ("s", "v"),
    ("s", "k"),
    ("t", "o"),
    ("o", "m"),
    ("fr", "o"),
    ("f", "d"),
    ("p", "g"),
    ("g", "a"),
    ("e", "d"),
    ("e", "dyl"),
    ("o", "d"),
    ("o", "dyl"),
    ("f", "n"),
    ("f", "ö"),
    ("m", "a"),
    ("a", "o"),
    ("i", "st"),
    ("st", "f"),
    ("t", "v"),
    ("s", "a"),
    ("a", "s"),
    ("å", "s"),
    ("o", "likn"),
];

/// The most bytes of the first of such neighbours, without its point.
const LONGEST_ABBREVIATED: usize = 2;

/// The rules of a document's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typography {
    /// Quotation marks and dashes as in Swedish, which Finnish shares.
    marks: bool,
    /// Swedish words and abbreviations.
    words: bool,
}

impl Typography {
    /// The rules of a language, by its tag (BCP 47). Of other languages only what is the same in all is set.
    pub(super) fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let is = |tag: &str| primary.eq_ignore_ascii_case(tag);
        Self { marks: is("sv") || is("fi"), words: is("sv") }
    }

    /// A piece of running text as it is set.
    pub(super) fn set(self, text: &str) -> Cow<'_, str> {
        let mut out = String::new();
        // How much of the text is in `out`; none as long as nothing has changed.
        let mut copied = 0;
        let mut change = |range: std::ops::Range<usize>, to: char| {
            out.push_str(&text[copied..range.start]);
            out.push(to);
            copied = range.end;
        };
        let bytes = text.as_bytes();
        let mut word = Word { start: 0, is_address: None };
        // Where that begins which no line may end within, so far.
        let mut bound = 0;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            at += 1;
            match byte {
                b' ' => {
                    let blank = Blank { text, at: start, word: word.start };
                    let next = bytes.get(at).copied();
                    let keeps = start - bound < LONGEST && self.keeps(&blank);
                    if keeps {
                        change(start..at, NO_BREAK);
                    } else {
                        bound = at;
                    }
                    if self.marks && next == Some(b'-') && blank.is_dash() {
                        change(at..at + 1, '–');
                        at += 1;
                    }
                    word = Word { start: at, is_address: None };
                }
                b'"' | b'\'' if self.marks && !word.is_address(text) => {
                    change(start..at, if byte == b'"' { '”' } else { '’' });
                }
                b'.' if self.marks && bytes[at..].starts_with(b"..") => {
                    let end = at + bytes[at..].iter().take_while(|b| **b == b'.').count();
                    if end == start + 3 && !word.is_address(text) {
                        change(start..end, '…');
                    }
                    at = end;
                }
                b'\n' | b'\t' => {
                    word = Word { start: at, is_address: None };
                    bound = at;
                }
                _ => {}
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[copied..]);
        Cow::Owned(out)
    }

    /// Does this blank keep the words beside it on one line?
    fn keeps(self, blank: &Blank<'_>) -> bool {
        if blank.is_common() {
            return false;
        }
        let (before, after) = (blank.before(), blank.after());
        let (Some(last), Some(first)) = (before.bytes().next_back(), after.bytes().next())
        else {
            return false;
        };
        if self.marks && (after == "–" || after == "-" && blank.is_dash()) {
            return true;
        }
        if first.is_ascii_digit() {
            if before == "§" || before == "§§" {
                return true;
            }
            if last.is_ascii_digit() {
                return is_group(before, after) || is_postal_code(before, after);
            }
            return self.words && among(&BEFORE_NUMBER, abbreviation(before));
        }
        if last.is_ascii_digit() && is_number(before) {
            let unit = abbreviation(after);
            return matches!(unit, "%" | "‰" | "§" | "§§" | "°C" | "€" | "km" | "kg")
                || self.words && (UNITS.contains(&unit) || MONTHS.contains(&unit));
        }
        if !self.words {
            return false;
        }
        is_initial(before) && after.starts_with(char::is_uppercase)
            || before.len() <= 4 && after.len() <= 12 && {
                let (before, after) = (abbreviation(before), abbreviation(after));
                ABBREVIATIONS.iter().any(|(one, other)| *other == after && is(one, before))
            }
    }
}

/// The word that is being read.
struct Word {
    start: usize,
    /// Looked up when it matters, and once.
    is_address: Option<bool>,
}

impl Word {
    /// Is it an address, in which every character counts?
    fn is_address(&mut self, text: &str) -> bool {
        *self.is_address.get_or_insert_with(|| {
            let word = text[self.start..].split([' ', '\n', '\t']).next().unwrap_or_default();
            word.contains("://") || word.contains('@') || word.contains("www.")
        })
    }
}

/// A blank between two words.
struct Blank<'a> {
    text: &'a str,
    at: usize,
    /// Where the word before it starts.
    word: usize,
}

impl<'a> Blank<'a> {
    /// Does it stand, as most do, after a word that is no abbreviation, with no number and no dash beside it?
    fn is_common(&self) -> bool {
        let bytes = self.text.as_bytes();
        let word = &bytes[self.word..self.at];
        // The first bytes of å, ä and ö, and those within a letter: those of no quotation mark and no dash among them.
        let is_letter =
            |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, 0x80..=0xBF | 0xC3);
        word.len() > LONGEST_ABBREVIATED
            && word[..=LONGEST_ABBREVIATED].iter().all(is_letter)
            && !word[word.len() - 1].is_ascii_digit()
            && bytes.get(self.at + 1).is_some_and(is_letter)
    }

    /// The word before, without what opens it.
    fn before(&self) -> &'a str {
        self.text[self.word..self.at]
            .trim_start_matches(['(', '[', '"', '”', '\'', '+', '−', '±'])
    }

    /// The word after, as far as it matters.
    fn after(&self) -> &'a str {
        let rest = &self.text[self.at + 1..];
        // No word that is looked for is longer; so that a text of one long word is not read anew at each blank.
        let end = rest.bytes().take(24).position(|byte| byte.is_ascii_whitespace());
        let end = end.unwrap_or_else(|| rest.floor_char_boundary(24));
        &rest[..end]
    }

    /// Is the hyphen after it a dash: between blanks, but not between two numbers to subtract?
    fn is_dash(&self) -> bool {
        let Some(rest) = self.text[self.at + 1..].strip_prefix("- ") else { return false };
        let before = self.text[self.word..self.at].trim_end_matches([')', ',']);
        if before.is_empty() && self.at != 0 {
            return false;
        }
        let end =
            rest.bytes().take(8).position(|b| !b.is_ascii_digit() && b != b'.' && b != b':');
        let after = &rest[..end.unwrap_or(rest.len().min(8))];
        let is_range = |one: &str, other: &str| {
            let is_year = |it: &str| it.len() == 4 && it.bytes().all(|b| b.is_ascii_digit());
            let is_time = |it: &str| matches!(it.find(['.', ':']), Some(1 | 2));
            is_year(one) && is_year(other) || is_time(one) && is_time(other)
        };
        let is_digit = |c: char| c.is_ascii_digit();
        !(before.ends_with(is_digit) && after.starts_with(is_digit)) || is_range(before, after)
    }
}

/// Does a group of thousands follow: `122 400`?
fn is_group(before: &str, after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
        && before.len() <= 3
        && before.bytes().all(|byte| byte.is_ascii_digit())
        && !after[3..].starts_with(['-', '/', ':'])
}

/// Do the last two digits of a postal code follow, as in `572 57`, or of a telephone number's first part?
fn is_postal_code(before: &str, after: &str) -> bool {
    let end = after.trim_end_matches(['.', ',', ';', ')']);
    let is_digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    before.len() == 3 && is_digits(before) && end.len() == 2 && is_digits(end)
}

/// Digits with what may stand between them.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '-' | '–'))
}

/// One capital letter and its point, or several: `A.`, `A.-L.`
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

/// A word without the points and commas after it.
fn abbreviation(word: &str) -> &str {
    word.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '"', '”'])
}

fn among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| is(known, word))
}

/// Is it this word, which may open a sentence?
fn is(known: &str, word: &str) -> bool {
    known.len() == word.len() && {
        let (mut one, mut other) = (known.chars(), word.chars());
        let same = match (one.next(), other.next()) {
            (Some(a), Some(b)) => a == b || b.to_lowercase().eq([a]),
            _ => false,
        };
        same && one.as_str() == other.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        Typography::of("sv").set(text).replace(NO_BREAK, "_")
    }

    #[test]
    fn swedish_is_set_as_swedish() {
        for (typed, expected) in [
            ("\"God vård\" sa hon.", "”God vård” sa hon."),
            ("Region Kalmars' och 'citat'", "Region Kalmars’ och ’citat’"),
            ("Mål - och medel", "Mål_– och medel"),
            ("Mål – och medel", "Mål_– och medel"),
            (" - efter fetstil", " – efter fetstil"),
            ("före fetstil - ", "före fetstil_– "),
            ("Kalmar (norra) - söder", "Kalmar (norra)_– söder"),
            ("2019 - 2021 och 9.00 - 12.00", "2019_– 2021 och 9.00_– 12.00"),
            ("punkt 3 - beslut", "punkt 3_– beslut"),
            ("och så vidare...", "och så vidare…"),
            ("10 % av 25 km, 3,5 mnkr.", "10_% av 25_km, 3,5_mnkr."),
            ("14 500 kr och 122 400", "14_500_kr och 122_400"),
            ("572 57 Oskarshamn, 391 26, och 12 34", "572_57 Oskarshamn, 391_26, och 12 34"),
            ("1 234 567 personer (12 000)", "1_234_567 personer (12_000)"),
            ("kl. 9.00 och Kl 10, 9.00 h", "kl._9.00 och Kl_10, 9.00_h"),
            ("§ 12 och 3 kap. 12 § samt §§ 3–5", "§_12 och 3_kap._12_§ samt §§_3–5"),
            ("den 4 december 2026", "den 4_december 2026"),
            ("s. 12, nr 3, ca 40", "s._12, nr_3, ca_40"),
            ("A. Ek och (B. Al)", "A._Ek och (B._Al)"),
            ("t ex, bl a. m fl", "t_ex, bl_a. m_fl"),
            ("fr o m mars, T.o.m. och (d v s)", "fr_o_m mars, T.o.m. och (d_v_s)"),
        ] {
            assert_eq!(set(typed), expected);
        }
    }

    #[test]
    fn what_means_something_as_it_is_stays() {
        for typed in [
            "",
            " ",
            "Lika",
            "5-6 personer",
            "RS 2022/195",
            "2022-11-25",
            "5 - 3 = 2",
            "12,5 - 2",
            "- början",
            "slut -",
            "a -- b",
            "a --- b",
            "....",
            "Västra Götaland-Halland",
            "hälso- och sjukvård",
            "på- och avstigning",
            "https://lgl.se/it's?q=\"a\"...",
            "o'hara@lgl.se",
            "ärende 2022 400",
            "0480-123 45 67",
            "12 personer och 3 ledamöter",
            "vitamin A finns",
            "å å ä ö 漢 字",
        ] {
            assert_eq!(set(typed), typed);
            assert!(matches!(Typography::of("sv").set(typed), Cow::Borrowed(_)), "{typed}");
        }
    }

    #[test]
    fn the_first_words_of_abbreviations_are_short() {
        for (first, _) in ABBREVIATIONS {
            assert!(first.len() <= LONGEST_ABBREVIATED, "{first}");
        }
    }

    #[test]
    fn other_languages_keep_their_own_signs() {
        let typed = "\"Yes\" - 10 % of 14 500, s. 12";
        let as_in = |tag| Typography::of(tag).set(typed).replace(NO_BREAK, "_");
        assert_eq!(as_in("en"), "\"Yes\" - 10_% of 14_500, s. 12");
        assert_eq!(as_in("fi"), "”Yes”_– 10_% of 14_500, s. 12");
        assert_eq!(as_in("sv-FI"), "”Yes”_– 10_% of 14_500, s._12");
    }

    #[test]
    fn setting_what_is_set_changes_nothing() {
        for text in ["\"A\" - b, kl. 9.00, 14 500 kr...", "10 000 000", "t ex 5 %"] {
            let once = Typography::of("sv").set(text).into_owned();
            assert_eq!(Typography::of("sv").set(&once), once);
        }
    }

    #[test]
    fn no_line_becomes_wider_than_a_column() {
        let set = Typography::of("sv").set(&"100 ".repeat(500)).into_owned();
        assert!(set.split(' ').all(|part| part.len() < 60), "{set}");
    }

    #[test]
    fn a_long_text_takes_no_longer_for_each_word() {
        for text in [
            "' ".repeat(200_000),
            "'".repeat(400_000),
            "a - ".repeat(100_000),
            ".".repeat(400_000),
        ] {
            Typography::of("sv").set(&text);
        }
    }
}
