//! What a phrase is by its form: a name, a person with an organisation, a title, a numbered title.

use super::lines::{Kind, Line};
use crate::model::words;
use crate::organ::Organ;

/// Small words within names.
const PARTICLES: [&str; 9] = ["von", "af", "de", "van", "der", "den", "la", "di", "el"];

/// Is it a full name and nothing else: "Anna-Karin von Ek"?
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| is_part_of_name(word) || PARTICLES.contains(word))
        && words
            .first()
            .zip(words.last())
            .is_some_and(|(first, last)| is_part_of_name(first) && is_part_of_name(last))
}

fn is_part_of_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
        && !word.ends_with('.')
        || is_initial(word)
}

/// "G." in the middle of a name, and a surname such as "Ö".
fn is_initial(word: &str) -> bool {
    let letter = word.strip_suffix('.').unwrap_or(word);
    letter.chars().count() == 1 && letter.starts_with(char::is_uppercase)
}

/// The name that a sentence opens with, where it is clear where it ends.
pub(super) fn leading_name<'a>(text: &'a str, organ: &Organ) -> Option<&'a str> {
    let end = text.find([',', '(', ':', ';']).unwrap_or(text.len());
    let mut length = 0;
    let mut at = 0;
    for word in text[..end].split_inclusive(' ') {
        let trimmed = word.trim_end();
        let opens_member = organ
            .members
            .iter()
            .any(|member| member.name.split(' ').next() == Some(trimmed) && length > 0);
        if opens_member || !(is_part_of_name(trimmed) || PARTICLES.contains(&trimmed)) {
            break;
        }
        at += word.len();
        length = at - (word.len() - trimmed.len());
    }
    Some(text[..length].trim()).filter(|name| is_name(name))
}

/// Are these names and nothing else: "Eva Ek", "Eva Ek och Bo Bok", "Eva Ek, Bo Bok"?
pub(super) fn is_names(text: &str) -> bool {
    let mut parts = text.split(',').flat_map(|part| part.split(" och ")).map(str::trim);
    parts.all(is_name)
}

/// Is it a person as a list of attendance has one: a name, then perhaps where they come from?
pub(super) fn is_person(text: &str, organ: &Organ) -> bool {
    let text = without_remarks(text);
    let text = text.trim();
    let (name, rest) = match text.split_once(',') {
        Some((name, rest)) => (name.trim(), Some(rest.trim())),
        None => (text, None),
    };
    let is_known = |part: &str| {
        let part = part.trim().trim_end_matches('.');
        organ.member(part).is_some() || organ.is_role(part)
    };
    if text.split_whitespace().count() > 16 || text.contains(['?', '!', ':', ';']) {
        return false;
    }
    match rest {
        Some(rest) if rest.split(',').any(is_known) => {
            // "Eva Ek, Nybro kommun, öppnar mötet." is a sentence.
            let is_sentence =
                rest.ends_with('.') && !rest.rsplit(',').next().is_some_and(is_known);
            name.split_whitespace().count() <= 5 && !is_sentence
        }
        Some(rest) => is_name(name) && !rest.is_empty() && !rest.ends_with('.'),
        None => {
            let dashed = name.split_once(" – ").or_else(|| name.split_once(" - "));
            is_name(name)
                || dashed.is_some_and(|(name, rest)| is_name(name.trim()) && is_known(rest))
                || member_after_name(name, organ).is_some()
        }
    }
}

/// Where the member begins in "Eva Ek Nybro kommun", which has no comma.
pub(super) fn member_after_name(text: &str, organ: &Organ) -> Option<usize> {
    let known = |part: &str| {
        organ.members.iter().any(|member| member.name.to_lowercase() == part.to_lowercase())
            || organ.is_role(part)
    };
    text.match_indices(' ')
        .map(|(at, _)| at)
        .find(|at| is_name(&text[..*at]) && known(text[*at..].trim().trim_end_matches('.')))
        .map(|at| at + 1)
}

/// Is it a member of the body, or a role that stands where one stands, and nothing else but a remark?
pub(super) fn is_place(text: &str, organ: &Organ) -> bool {
    let text = without_remarks(text);
    let text = text.trim().trim_end_matches('.');
    organ.member(text).is_some() || organ.is_role(text)
}

/// The text without what stands in parentheses.
fn without_remarks(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// A title that a number stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) number: u16,
    /// The number below it, of `5.1`.
    pub(super) below: Option<u16>,
    pub(super) sign: Sign,
    /// As it was typed, with the sign.
    pub(super) typed: String,
    pub(super) title: String,
}

/// What makes a number a number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `4.` or `4)`
    Stop,
    /// `§ 4`
    Section,
    /// `4` and nothing more.
    None,
}

/// The number and the title of a line such as `4. Nära vård`, `**4. Nära vård**`, `§ 4 Nära vård`.
pub(super) fn numbered(line: &Line) -> Option<Numbered> {
    if let Kind::Item(marker) = &line.kind {
        let number = marker.number?;
        let title = unstressed(&line.text).to_owned();
        let typed = marker.typed.trim().to_owned();
        return Some(Numbered { number, below: None, sign: Sign::Stop, typed, title });
    }
    if line.kind != Kind::Text {
        return None;
    }
    let text = unstressed(&line.text);
    let (is_section, rest) = match text.strip_prefix('§') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let length = rest.find(|c: char| !c.is_ascii_digit())?;
    let number = rest.get(..length).filter(|digits| (1..=3).contains(&digits.len()))?;
    let mut after = &rest[length..];
    let mut below = None;
    if let Some(inner) = after.strip_prefix('.')
        && inner.starts_with(|c: char| c.is_ascii_digit() && c != '0')
    {
        let length = inner.find(|c: char| !c.is_ascii_digit())?;
        below = Some(inner.get(..length)?.parse().ok()?);
        after = &inner[length..];
    }
    let divided = after.strip_prefix(['.', ')']);
    let after = divided.unwrap_or(after);
    let title = after.trim_start();
    // Only a sign and a capital together do without the blank: "1.Inledning".
    let is_tight = title.len() == after.len();
    if title.is_empty()
        || is_tight && !(divided.is_some() && title.starts_with(char::is_uppercase))
    {
        return None;
    }
    let sign = match (is_section, divided) {
        (true, _) => Sign::Section,
        (false, Some(_)) => Sign::Stop,
        (false, None) if below.is_some() => Sign::Stop,
        (false, None) => Sign::None,
    };
    Some(Numbered {
        number: number.parse().ok()?,
        below,
        sign,
        typed: text[..text.len() - title.len()].trim().to_owned(),
        title: unstressed(title).to_owned(),
    })
}

/// The text of a line that is bold from end to end; the line itself where it is not.
pub(super) fn unstressed(text: &str) -> &str {
    stressed(text).unwrap_or(text)
}

/// The text of a line that is bold from end to end.
pub(super) fn stressed(text: &str) -> Option<&str> {
    ["**", "__"].into_iter().find_map(|mark| {
        let inner = text.strip_prefix(mark)?.strip_suffix(mark)?.trim();
        (!inner.is_empty() && !inner.contains(mark)).then_some(inner)
    })
}

/// Could it be the title of an item, by its form alone?
pub(super) fn is_title(text: &str) -> bool {
    /// A title fills a line and a half at most, in characters.
    const LONGEST: usize = 130;
    let ends = text.trim_end_matches(['*', '_', '”', '"', ')']);
    let is_abbreviated =
        ["m.m.", "m.fl.", "mm.", "etc.", "m. m."].iter().any(|a| text.ends_with(a));
    let opens = text.trim_start_matches(['”', '"', '“', '*', '_', '[', '’', '\'']);
    text.chars().count() <= LONGEST
        && opens.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && (is_abbreviated || !ends.ends_with(['.', ',', ';', ':']))
        && !text.contains(". ")
        && !text.contains('\t')
        && words::label(text).is_none()
        && !has_verb_of_decision(text)
}

/// "LGL beslutar att …" is a decision wherever it stands.
pub(super) fn has_verb_of_decision(text: &str) -> bool {
    [" beslutar", " beslutade"].into_iter().any(|verb| {
        text.match_indices(verb).any(|(at, _)| {
            let after = &text[at + verb.len()..];
            after.is_empty() || after.starts_with(' ')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_form_of_names() {
        for name in ["Eva Ek", "Anna-Karin von Ek", "Lena Sandgren-Swartz", "Bo G. Bok"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["Eva", "Nära vård", "Region Kalmar län", "LGL", "Eva Ek,", "EVA EK"] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn numbers_before_titles_are_read() {
        let read = |text: &str| {
            let line = Line::new(Kind::Text, text);
            numbered(&line).map(|n| (n.number, n.below, n.title))
        };
        let title = "Nära vård".to_owned();
        assert_eq!(read("§ 4 Nära vård"), Some((4, None, title.clone())));
        assert_eq!(read("**4. Nära vård**"), Some((4, None, title.clone())));
        assert_eq!(read("5.1 Nära vård"), Some((5, Some(1), title.clone())));
        assert_eq!(read("4 Nära vård"), Some((4, None, title.clone())));
        assert_eq!(read("4.Nära vård"), Some((4, None, title.clone())));
        assert_eq!(read("4)Nära vård"), Some((4, None, title)));
        assert_eq!(read("4.nära"), None);
        assert_eq!(read("2023 års budget"), None);
        assert_eq!(read("11.30 Lunch").map(|n| n.0), Some(11));
    }
}
