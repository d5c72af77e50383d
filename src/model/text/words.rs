//! Characters as words, sentences and quotations.

use std::ops::Range;

use crate::prose::flat::overlaps;

/// A word: everything between two blanks, without the marks round it. "LGL:s", "2022-11-25" and "9.00–12.00"
/// are one word each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Word {
    /// First byte in the run's text.
    pub start: usize,
    /// First byte after.
    pub end: usize,
    /// Does it open a sentence?
    pub opens: bool,
    /// Is its first letter a capital?
    pub is_capital: bool,
    /// Has it a digit?
    pub has_digit: bool,
    /// Does it stand in a quotation, a stressed text, a link, code?
    pub is_shielded: bool,
}

impl Word {
    /// Its bytes in the run's text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The same text in lower case with every letter at the same byte. The few letters whose lower case has
/// another length stay as they are.
pub(in crate::model) fn lower(text: &str) -> String {
    let mut lower = text.to_ascii_lowercase();
    if text.is_ascii() {
        return lower;
    }
    let mut at = 0;
    while let Some(found) = lower.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()) {
        at += found;
        let Some(letter) = lower[at..].chars().next() else { break };
        let length = letter.len_utf8();
        // Nearly every one is å, ä or ö already.
        if !matches!(letter, 'à'..='ÿ') {
            let mut small = letter.to_lowercase();
            if let (Some(small), None) = (small.next(), small.next())
                && small != letter
                && small.len_utf8() == length
            {
                lower.replace_range(at..at + length, small.encode_utf8(&mut [0; 4]));
            }
        }
        at += length;
    }
    lower
}

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    Letter,
    Digit,
    Mark,
}

/// What the character at a byte is, and its length in bytes.
fn class(text: &str, at: usize) -> (Class, usize) {
    match text.as_bytes()[at] {
        b'a'..=b'z' | b'A'..=b'Z' => (Class::Letter, 1),
        b' ' | b'\t'..=b'\r' => (Class::Blank, 1),
        b'0'..=b'9' => (Class::Digit, 1),
        0..=0x7f => (Class::Mark, 1),
        _ => {
            let c = text[at..].chars().next().unwrap_or(' ');
            let class = if matches!(c, 'å' | 'ä' | 'ö') || c.is_alphanumeric() {
                Class::Letter
            } else if c.is_whitespace() {
                Class::Blank
            } else {
                Class::Mark
            };
            (class, c.len_utf8())
        }
    }
}

/// The words of a text. `lower` is the same text in lower case.
pub(super) fn words(text: &str, lower: &str, shields: &[Range<usize>]) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut opens = true;
    let mut at = 0;
    while at < text.len() {
        // From the first letter or digit of a piece to the last, and the marks after it.
        let mut core: Option<Range<usize>> = None;
        let (mut has_digit, mut closes) = (false, false);
        while at < text.len() {
            let (class, length) = class(text, at);
            match class {
                Class::Blank => {
                    at += length;
                    break;
                }
                Class::Letter | Class::Digit => {
                    has_digit |= class == Class::Digit;
                    closes = false;
                    core.get_or_insert(at..at).end = at + length;
                }
                // Marks that end a sentence: the ellipsis is the one of three bytes that does.
                Class::Mark => {
                    closes |= matches!(text.as_bytes()[at], b'.' | b'!' | b'?')
                        || text[at..].starts_with('…');
                }
            }
            at += length;
        }
        let Some(core) = core else { continue };
        words.push(Word {
            start: core.start,
            end: core.end,
            opens,
            is_capital: text[core.start..].starts_with(char::is_uppercase),
            has_digit,
            is_shielded: overlaps(shields, &core),
        });
        opens = closes && !is_abbreviation(&lower[core]);
    }
    words
}

/// Words after which a full stop is no end. Without their last stop, in lower case.
const ABBREVIATIONS: [&str; 46] = [
    "adj", "ang", "bil", "bl.a", "ca", "d.v.s", "dnr", "dr", "dvs", "e.d", "e.dyl", "ev",
    "exkl", "f.d", "f.n", "fig", "forts", "fr.o.m", "inkl", "jfr", "kap", "kl", "kr", "m.a.o",
    "m.fl", "m.m", "max", "milj", "min", "mkr", "mån", "nr", "o.d", "o.dyl", "obs", "p.g.a",
    "prof", "resp", "s.k", "st", "t.ex", "t.o.m", "tel", "tf", "tkr", "vv",
];

/// Is it an abbreviation, an initial or a number, so that a stop after it ends no sentence?
fn is_abbreviation(word: &str) -> bool {
    let is_initial = word.chars().nth(1).is_none();
    let is_number = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_initial || is_number || ABBREVIATIONS.binary_search(&word).is_ok()
}

/// Ranges between quotation marks, without and with the marks. A quotation that never ends goes on to the
/// end; one within another is part of it.
pub(super) fn quotations(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut inner, mut outer) = (Vec::new(), Vec::new());
    // Most runs have no quotation: a look at the bytes that its marks start with, and no more.
    let starts = |byte: u8| byte == b'"' || byte == 0xE2 || byte == 0xC2;
    if !text.bytes().any(starts) {
        return (inner, outer);
    }
    let mut open: Option<(usize, usize)> = None;
    let mut depth = 0_usize;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if is_quotation_mark(c) {
            let after = text[at + c.len_utf8()..].chars().next();
            let may_open = after.is_some_and(|c| !c.is_whitespace() && !".,;:!?)".contains(c))
                && before.is_none_or(|c| {
                    c.is_whitespace() || "([/–—-".contains(c) || is_quotation_mark(c)
                });
            if may_open {
                if depth == 0 {
                    open = Some((at, at + c.len_utf8()));
                }
                depth += 1;
            } else if depth > 0 {
                depth -= 1;
                if let Some((start, from)) = open.filter(|_| depth == 0) {
                    inner.push(from..at);
                    outer.push(start..at + c.len_utf8());
                    open = None;
                }
            }
        }
        before = Some(c);
    }
    if let Some((start, from)) = open {
        inner.push(from..text.len());
        outer.push(start..text.len());
    }
    (inner, outer)
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, quotations};

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn quotations_are_found_however_they_are_marked() {
        let table: [(&str, &[&str]); 9] = [
            ("inget citat", &[]),
            ("”ett” och ”två”", &["ett", "två"]),
            ("\"ett\", (\"två\").", &["ett", "två"]),
            ("“ett” och «två» och »tre»", &["ett", "två", "tre"]),
            (
                "följande; \"Cheferna stöder \"Läns gemensam målbild\" med tillägg.\"",
                &["Cheferna stöder \"Läns gemensam målbild\" med tillägg."],
            ),
            ("”ett ”inre” citat” här", &["ett ”inre” citat"]),
            ("”öppet", &["öppet"]),
            ("Skärmen är 27\" bred och 14\" hög", &[]),
            ("”Handlingsplan 13–29”.", &["Handlingsplan 13–29"]),
        ];
        for (text, expected) in table {
            let found: Vec<&str> =
                quotations(text).0.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
