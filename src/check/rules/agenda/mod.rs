//! 2: the agenda, who presents its items, and what is said of it.

mod numbered_line;
mod numbering;
mod agenda_mismatch;
mod titles;
mod presenter_form;
mod unlisted_speaker;
mod undated_previous;
mod head_count;

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[
    Entry::new(&numbered_line::RULE, include_str!("numbered_line.md"), numbered_line::check),
    Entry::new(&numbering::RULE, include_str!("numbering.md"), numbering::check),
    Entry::new(
        &agenda_mismatch::RULE,
        include_str!("agenda_mismatch.md"),
        agenda_mismatch::check,
    ),
    Entry::new(&presenter_form::RULE, include_str!("presenter_form.md"), presenter_form::check),
    // Both look at those who present, who are found once.
    Entry::told(&unlisted_speaker::RULE, include_str!("unlisted_speaker.md")),
    Entry::new(
        &undated_previous::RULE,
        include_str!("undated_previous.md"),
        undated_previous::check,
    ),
    Entry::new(&head_count::RULE, include_str!("head_count.md"), head_count::check),
];
