//! Lines of a page that are stranded in running text: the footer of the body, page numbers, registry numbers.
//!
//! Text that was copied from a finished document carries them wherever a page ended.

use super::words;
use crate::organ::Organ;
use crate::spelling;

/// What a stranded line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranded<'a> {
    /// The name of the body and nothing else.
    Name,
    /// The line about what the body does, or a part of it where it was wrapped.
    Tagline,
    /// A row of members, divided by `|`.
    Members,
    /// `3 (7)` or `Sida 3 av 7`.
    Page,
    /// Digits alone: a page number, unless they answer what stands above.
    Number(u16),
    /// A registry number (diarienummer), such as `RS 2022/195`, without the word before it.
    Registry(&'a str),
}

/// What each line of a paragraph is; none where it belongs to the text.
///
/// A row of members or `Sida 3 av 7` is stranded wherever it stands. The name of the body or a bare number
/// is so only in a paragraph of such lines, or beside one that is certain: running text may be wrapped so
/// that a line holds nothing else.
pub fn in_paragraph<'a>(lines: &[&'a str], organ: &Organ) -> Vec<Option<Stranded<'a>>> {
    let mut found: Vec<_> = lines.iter().map(|line| of_line(line, organ)).collect();
    if found.iter().all(Option::is_some) {
        let only_parts = lines.len() == 1 && found[0] == Some(Stranded::Tagline);
        if !only_parts || is_near(lines[0].trim(), &organ.tagline) {
            return found;
        }
    }
    let mut certain: Vec<bool> =
        found.iter().map(|line| line.as_ref().is_some_and(Stranded::is_certain)).collect();
    for at in 1..found.len() {
        certain[at] |= found[at].is_some() && certain[at - 1];
    }
    for at in (1..found.len()).rev() {
        certain[at - 1] |= found[at - 1].is_some() && certain[at];
    }
    for (line, certain) in found.iter_mut().zip(certain) {
        if !certain {
            *line = None;
        }
    }
    found
}

impl Stranded<'_> {
    /// Does the line say by itself that it is no running text?
    fn is_certain(&self) -> bool {
        matches!(self, Self::Members | Self::Page | Self::Registry(_))
    }
}

/// What one line may be, whatever stands around it.
fn of_line<'a>(line: &'a str, organ: &Organ) -> Option<Stranded<'a>> {
    let line = line.trim();
    let first = line.chars().next()?;
    if line.contains(['|', '¦']) {
        return is_row_of_members(line, organ).then_some(Stranded::Members);
    }
    let may_be_page = first.is_ascii_digit() || matches!(first, '-' | '–' | 'S' | 's');
    if let Some(page) = page(line).filter(|_| may_be_page) {
        return Some(page);
    }
    if let Some(number) = registry_number(line) {
        return Some(Stranded::Registry(number));
    }
    // A footer opens with a capital; a line within a sentence mostly does not.
    if first.is_lowercase() && !is_end(line, &organ.tagline) {
        return None;
    }
    let names = organ.names().filter(|name| name.contains(' '));
    if names.into_iter().any(|name| is_near(line, name)) {
        return Some(Stranded::Name);
    }
    let is_tagline = is_near(line, &organ.tagline)
        || is_start(line, &organ.tagline)
        || is_end(line, &organ.tagline);
    is_tagline.then_some(Stranded::Tagline)
}

/// Members and nothing else, at least two, of whom one may be spelt past recognition.
fn is_row_of_members(line: &str, organ: &Organ) -> bool {
    let cells = line.split(['|', '¦']).map(str::trim).filter(|cell| !cell.is_empty());
    let (mut known, mut unknown) = (0, 0);
    for cell in cells {
        let is_member = organ.members.iter().any(|member| {
            is_near(cell, &member.name)
                || member.aliases.iter().any(|alias| is_near(cell, alias))
        });
        if is_member { known += 1 } else { unknown += 1 }
    }
    known >= 2 && unknown <= 1 && known > unknown
}

/// The same text but for case, blanks and two letters.
fn is_near(text: &str, known: &str) -> bool {
    // Two letters more or less are four bytes at most, and so are a few blanks too many.
    if known.is_empty() || text.len().abs_diff(known.len()) > 8 {
        return false;
    }
    let text = folded(text);
    let known = folded(known);
    let allowed = match known.chars().count() {
        0..=5 => 0,
        6..=8 => 1,
        _ => 2,
    };
    spelling::distance(&text, &known, allowed).is_some()
}

fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Is it how a longer text starts, three words or more?
fn is_start(text: &str, whole: &str) -> bool {
    text.len() < whole.len()
        && text.split_whitespace().count() >= 3
        && words::prefix(whole, text)
            .is_some_and(|length| whole[length..].starts_with(char::is_whitespace))
}

/// Is it how a longer text ends, three words or more?
fn is_end(text: &str, whole: &str) -> bool {
    text.len() < whole.len()
        && text.split_whitespace().count() >= 3
        && whole.strip_suffix(text).is_some_and(|rest| rest.ends_with(char::is_whitespace))
}

/// `3`, `3 (7)`, `– 3 –`, `3 av 7`, `Sida 3`, `Sid. 3 (7)`, `Sida 3 av 7`, `Sida 3/7`.
fn page(line: &str) -> Option<Stranded<'static>> {
    let (is_named, rest) = match ["sidan ", "sida ", "sid. ", "sid "]
        .into_iter()
        .find_map(|word| words::prefix(line, word))
    {
        Some(length) => (true, line[length..].trim_start()),
        None => (false, line),
    };
    let dashed = ['-', '–']
        .into_iter()
        .find_map(|dash| rest.strip_prefix(dash)?.strip_suffix(dash).map(str::trim));
    let rest = dashed.unwrap_or(rest);
    let (number, after) = leading_number(rest)?;
    let after = after.trim();
    if after.is_empty() {
        let is_certain = is_named || dashed.is_some();
        return Some(if is_certain { Stranded::Page } else { Stranded::Number(number) });
    }
    let last = if let Some(inner) = after.strip_prefix('(') {
        inner.strip_suffix(')')?.trim()
    } else if let Some(after) = after.strip_prefix("av ") {
        after.trim()
    } else if is_named && let Some(after) = after.strip_prefix('/') {
        after.trim()
    } else {
        return None;
    };
    let (last, rest) = leading_number(last)?;
    (rest.is_empty() && number >= 1 && number <= last).then_some(Stranded::Page)
}

/// A number of at most three digits that a text opens with, and what comes after.
fn leading_number(text: &str) -> Option<(u16, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let digits = text.get(..length).filter(|digits| (1..=3).contains(&digits.len()))?;
    Some((digits.parse().ok()?, &text[length..]))
}

/// The registry number that is all a line says: `RS 2022/195`, `Dnr KS-2022-17`, `Diarienummer: 2022/195`.
///
/// Laws and government reports have a colon (`SFS 2017:725`) and are none.
pub fn registry_number(line: &str) -> Option<&str> {
    const WORDS: [&str; 5] = ["diarienummer", "diarienr", "dnr", "ärendenummer", "ärendenr"];
    let line = line.trim();
    let word = WORDS.into_iter().find_map(|word| words::prefix(line, word));
    let number = line[word.unwrap_or(0)..].trim_start_matches(['.', ':', ' ']).trim_end();
    let letters = number.find(|c: char| !c.is_uppercase()).unwrap_or(number.len());
    let has_letters = (1..=16).contains(&letters);
    if letters > 16 || !(has_letters || word.is_some()) {
        return None;
    }
    let rest = &number[letters..];
    let rest = if has_letters { rest.strip_prefix([' ', '-']).unwrap_or(rest) } else { rest };
    let year = rest.get(..4).filter(|year| year.starts_with("19") || year.starts_with("20"))?;
    let serial = rest[4..].strip_prefix(['/', '-'])?;
    let is_serial = !serial.is_empty()
        && serial.len() <= 10
        && serial.starts_with(|c: char| c.is_ascii_digit())
        && serial.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (is_serial && year.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lgl() -> Organ {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        crate::organ::read("lgl", "organ.yaml", files).0
    }

    #[test]
    fn each_line_of_a_page_is_known() {
        let table = [
            ("Länsgemensam ledning i samverkan", Some(Stranded::Name)),
            ("Läns gemensam ledning i samverkan", Some(Stranded::Name)),
            (
                "Inom socialtjänst och angränsande område hälso- och sjukvård samt skolan i Kalmar län",
                Some(Stranded::Tagline),
            ),
            ("Oskarhamns kommun | Region Kalmar län | Torsås kommun", Some(Stranded::Members)),
            ("Vimmerby kommun | Västerviks kommun", Some(Stranded::Members)),
            ("3", Some(Stranded::Number(3))),
            ("3 (7)", Some(Stranded::Page)),
            ("3(7)", Some(Stranded::Page)),
            ("– 3 –", Some(Stranded::Page)),
            ("Sida 3 av 7", Some(Stranded::Page)),
            ("RS 2022/195", Some(Stranded::Registry("RS 2022/195"))),
            ("Dnr: RS 2022/195", Some(Stranded::Registry("RS 2022/195"))),
            ("Diarienummer 2022/195", Some(Stranded::Registry("2022/195"))),
        ];
        for (line, expected) in table {
            assert_eq!(in_paragraph(&[line], &lgl()), [expected], "{line}");
        }
    }

    #[test]
    fn text_that_only_looks_like_a_page_is_left() {
        let lines = [
            "7 (3)",
            "2022",
            "2022-11-25",
            "SFS 2017:725",
            "Ja | Nej",
            "Kalmar kommun",
            "LGL",
            "Sida vid sida",
            "samt skolan i Kalmar län",
            "3 personer",
            "",
        ];
        for line in lines {
            assert_eq!(in_paragraph(&[line], &lgl()), [None], "{line}");
        }
    }

    #[test]
    fn a_wrapped_sentence_keeps_the_name_of_the_body() {
        let sentence = [
            "Hon hälsar alla i",
            "Länsgemensam ledning i samverkan",
            "inom socialtjänst och angränsande område",
        ];
        assert_eq!(in_paragraph(&sentence, &lgl()), [None; 3]);
    }

    #[test]
    fn a_footer_without_blank_lines_is_known_by_its_members() {
        let lines = [
            "Länsgemensam ledning i samverkan",
            "Inom socialtjänst och angränsande område hälso- och sjukvård",
            "samt skolan i Kalmar län",
            "Borgholms kommun | Emmaboda kommun | Hultsfreds kommun",
            "4",
            "Nästa punkt tar vid.",
        ];
        let found = in_paragraph(&lines, &lgl());
        assert_eq!(found.iter().filter(|line| line.is_some()).count(), 5);
        assert_eq!(found[5], None);
    }
}
