//! Characters as words, sentences and quotations.

use std::ops::Range;

use crate::prose::flat::overlaps;

/// A word: everything between two blanks, without the marks round it. "LGL:s", "2022-11-25" and "9.00–12.00"
/// are one word each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
            continue;
        }
        let mut letters = c.to_lowercase();
        match (letters.next(), letters.next()) {
            (Some(small), None) if small.len_utf8() == c.len_utf8() => lower.push(small),
            _ => lower.push(c),
        }
    }
    lower
}

/// The words of a text. `lower` is the same text in lower case.
pub(super) fn words(text: &str, lower: &str, shields: &[Range<usize>]) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut opens = true;
    let mut start = 0;
    while let Some(found) = text[start..].find(|c: char| !c.is_whitespace()) {
        let from = start + found;
        let chunk = &text[from..];
        let length = chunk.find(char::is_whitespace).unwrap_or(chunk.len());
        start = from + length;
        let chunk = &chunk[..length];
        let Some(first) = chunk.find(char::is_alphanumeric) else {
            continue;
        };
        let core = chunk[first..].trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = from + first..from + first + core.len();
        words.push(Word {
            start: word.start,
            end: word.end,
            opens,
            is_capital: core.starts_with(char::is_uppercase),
            has_digit: core.bytes().any(|byte| byte.is_ascii_digit()),
            is_shielded: overlaps(shields, &word),
        });
        opens = closes_sentence(&text[word.end..start]) && !is_abbreviation(&lower[word]);
    }
    words
}

/// Is there a mark after a word that ends a sentence?
fn closes_sentence(marks: &str) -> bool {
    marks.contains(['.', '!', '?', '…'])
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
    // Most runs have no quotation: a look at the bytes of the marks, and no more.
    let mut bytes = text.bytes();
    if !bytes.any(|byte| byte == b'"' || byte == 0xE2 || byte == 0xC2) {
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
