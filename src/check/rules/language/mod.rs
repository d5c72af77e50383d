//! 7: language and typography.

mod body_name;
pub(crate) mod misspelling;
mod misspellings;
mod doubled_word;
mod hyphen_for_dash;
mod quotation_marks;
mod abbreviation;
mod semicolon_before_list;
mod missing_stop;
mod letter_case;
mod doubled_list_mark;
mod unnested_item;
mod long_sentence;
mod finite_verbs;

use crate::check::Context;
use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[
    Entry::new(&body_name::RULE, include_str!("body_name.md"), body_name::check),
    Entry::new(&misspelling::RULE, include_str!("misspelling.md"), misspelling::check),
    Entry::new(&doubled_word::RULE, include_str!("doubled_word.md"), doubled_word::check),
    Entry::new(
        &hyphen_for_dash::RULE,
        include_str!("hyphen_for_dash.md"),
        hyphen_for_dash::check,
    ),
    Entry::new(
        &quotation_marks::RULE,
        include_str!("quotation_marks.md"),
        quotation_marks::check,
    ),
    Entry::new(&abbreviation::RULE, include_str!("abbreviation.md"), abbreviation::check),
    Entry::new(
        &semicolon_before_list::RULE,
        include_str!("semicolon_before_list.md"),
        semicolon_before_list::check,
    ),
    Entry::new(&missing_stop::RULE, include_str!("missing_stop.md"), missing_stop::check),
    Entry::new(&letter_case::RULE, include_str!("letter_case.md"), letter_case::check),
    Entry::new(
        &doubled_list_mark::RULE,
        include_str!("doubled_list_mark.md"),
        doubled_list_mark::check,
    ),
    Entry::new(&unnested_item::RULE, include_str!("unnested_item.md"), unnested_item::check),
    Entry::new(&long_sentence::RULE, include_str!("long_sentence.md"), long_sentence::check),
];

/// Is the document in Swedish? The words and marks of other languages are not looked at.
fn is_swedish(context: &Context<'_>) -> bool {
    let language = context.minutes.language.as_bytes();
    language.first_chunk().is_none_or(|start: &[u8; 2]| start.eq_ignore_ascii_case(b"sv"))
}

/// " på 3 ställen", where there are several.
fn places(count: usize) -> String {
    if count > 1 { format!(" på {count} ställen") } else { String::new() }
}

/// A word in capitals, or with a capital first, as another word has it.
fn in_case_of(pattern: &str, word: &str) -> String {
    let is_all_capitals =
        pattern.chars().nth(1).is_some() && !pattern.chars().any(char::is_lowercase);
    if is_all_capitals {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if pattern.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}
