//! Lines without a number that act as headings: bold ones, and short ones above running text.

use super::headings::role_of;
use super::lines::{self, Kind, Line};
use super::names;
use crate::model::{Mark, Role, words};
use crate::organ::Organ;

/// Lines that are bold or underlined from end to end.
pub(super) fn mark_bold(all: &mut [Line], has_items: bool, organ: &Organ) {
    let level = if has_items || has_sections(all) { 3 } else { 2 };
    let mut is_inside = false;
    for at in 0..all.len() {
        if all[at].kind == Kind::Heading(2) {
            is_inside = !role_of(&all[at], organ).is_some_and(Role::is_attendance);
        }
        if !all[at].is_text() || !(lines::is_alone(all, at) || all[at].underlined) {
            continue;
        }
        let title = match names::stressed(&all[at].text) {
            Some(title) => title,
            None if all[at].underlined => &all[at].text,
            None => continue,
        };
        let is_heading =
            names::is_title(title) && !title.ends_with('?') && !names::is_names(title);
        let is_last = lines::after(all, at).is_none();
        if is_heading
            && !is_last
            && (is_inside || level == 2)
            && !names::is_person(title, organ)
        {
            all[at] = Line::heading(level, title);
        }
    }
}

/// Short lines that look like titles and have running text below.
pub(super) fn mark_plain(all: &mut [Line], has_items: bool, organ: &Organ) {
    let has_outline = has_items || has_sections(all);
    let mut section: Option<Option<Role>> = None;
    for at in 0..all.len() {
        if all[at].kind == Kind::Heading(2) {
            section = Some(role_of(&all[at], organ));
            continue;
        }
        let Some(role) = section else { continue };
        if role.is_some_and(Role::is_attendance) || !looks_like_title(all, at, organ) {
            continue;
        }
        let is_in_decisions = role == Some(Role::Decisions);
        if !is_title_of_what_follows(all, at, is_in_decisions) {
            continue;
        }
        let level = if has_outline || is_in_decisions { 3 } else { 2 };
        let title = all[at].text.clone();
        all[at] = Line::heading(level, title);
        if level == 2 {
            section = Some(None);
        }
    }
}

fn has_sections(all: &[Line]) -> bool {
    all.iter().any(|line| line.kind == Kind::Heading(2) && !line.apart)
}

/// Has it the form of a title, and nothing that says that it is something else?
fn looks_like_title(all: &[Line], at: usize, organ: &Organ) -> bool {
    /// Longer than this it is a sentence without its stop, in characters and words.
    const LONGEST: usize = 70;
    const MOST_WORDS: usize = 9;
    let line = &all[at];
    let text = line.text.as_str();
    line.is_text()
        && line.indent == 0
        && lines::is_alone(all, at)
        && text.chars().count() <= LONGEST
        && text.split_whitespace().count() <= MOST_WORDS
        && text.starts_with(char::is_uppercase)
        && names::is_title(text)
        && !text.ends_with(['?', '!', '…', ')', '"', '”', '-', '–'])
        && !text.contains(['@', '[', '*', '|', '<'])
        && !text.contains("://")
        && !text.contains(": ")
        && !names::is_names(text)
        && !names::is_person(text, organ)
        && annex(text).is_none()
        && !is_signature(text)
        && !announces(text)
}

/// Words that point at what comes below, as a sentence does and a title does not.
fn announces(text: &str) -> bool {
    const WORDS: [&str; 8] =
        ["följande", "nedan", "nedanstående", "dessa", "enligt", "detta", "vi", "är"];
    text.split_whitespace().any(|word| WORDS.contains(&word))
}

/// Is it a title of running text below, and not one of several short lines?
fn is_title_of_what_follows(all: &[Line], at: usize, is_in_decisions: bool) -> bool {
    let Some(previous) = lines::before(all, at).map(|near| &all[near]) else { return false };
    let stands_under = match previous.kind {
        Kind::Heading(_) | Kind::Kept | Kind::Item(_) => true,
        _ => {
            let text = previous.text.trim_end_matches(['*', '_', '"', '”', ')', ']']);
            text.ends_with(['.', '!', '?'])
                || words::label(&previous.text).is_some()
                || annex(&previous.text).is_some()
                || names::has_verb_of_decision(&previous.text)
                || previous.text.chars().count() > 100
        }
    };
    let Some(next) = lines::after(all, at).map(|near| &all[near]) else { return false };
    let has_text = match next.kind {
        // A list right below a title stands under it.
        Kind::Item(_) => next.indent <= 3,
        Kind::Text if words::label(unstarred(&next.text)).is_some() => {
            is_in_decisions || presents(&next.text)
        }
        Kind::Text => {
            let is_running = next.text.chars().count() > 60
                || (next.text.split_whitespace().count() >= 4
                    && next.text.ends_with(['.', ':']));
            is_running && !next.text.starts_with(char::is_lowercase)
        }
        _ => false,
    };
    stands_under && has_text
}

/// A line without the stars that open it.
fn unstarred(text: &str) -> &str {
    text.trim_start_matches(['*', '_'])
}

/// Does it open with the label of a presenter, stressed or not?
pub(super) fn presents(text: &str) -> bool {
    words::label(unstarred(text)).is_some_and(|label| label.mark == Mark::Presenter)
}

/// The number of an annex that is all a line says: "Bilaga 2".
pub(super) fn annex(text: &str) -> Option<&str> {
    let length = words::prefix(text, "bilaga ")?;
    let number = text[length..].trim().trim_end_matches('.');
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_number = (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && number.len() - digits.len() <= 1;
    is_number.then_some(number)
}

/// Words above the names of those who sign: no people of the meeting come after them.
pub(super) fn is_signature(text: &str) -> bool {
    const OPENINGS: [&str; 11] = [
        "vid protokollet",
        "protokollet justera",
        "protokolljustera",
        "vid pennan",
        "justera",
        "underskrift",
        "sekreterare",
        "ordförande",
        "protokollförare",
        "signatur",
        "med vänlig",
    ];
    let text = text.trim_start_matches(['*', '_']);
    // "ordförande" below a name says who somebody is.
    text.starts_with(char::is_uppercase)
        && OPENINGS.into_iter().any(|word| words::prefix(text, word).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn titles_within_an_item() {
        let text = "1. Beslutsärenden\n\nÖverenskommelse om mottagningar\n\nLGL beslutar att anta den.\n\n**Ny ledamot**\n\nLGL beslutar att utse Eva Ek.\n\n2. Frågor\n\nHur går det?\n\nDet går bra för alla.\n\nFrågor att ta med:\n\n- Varför?\n\nEva Ek och Bo Bok\n\nDe berättar om resan till Visby.";
        assert_snapshot!(converted(text), @r#"
        ---
        organ: lgl
        ---

        ## Beslutsärenden

        ### Överenskommelse om mottagningar

        LGL beslutar att anta den.

        ### Ny ledamot

        LGL beslutar att utse Eva Ek.

        ## Frågor

        Hur går det?

        Det går bra för alla.

        Frågor att ta med:

        - Varför?

        Eva Ek och Bo Bok

        De berättar om resan till Visby.
        "#);
    }
}
