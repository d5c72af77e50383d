//! 8: what shuts people out.

mod headless_table;
mod symbol_without_words;
mod all_capitals;

use crate::check::entry::Entry;
use crate::organ;

pub(super) static RULES: &[Entry] = &[
    Entry::new(&headless_table::RULE, include_str!("headless_table.md"), headless_table::check),
    Entry::new(
        &symbol_without_words::RULE,
        include_str!("symbol_without_words.md"),
        symbol_without_words::check,
    ),
    Entry::new(&all_capitals::RULE, include_str!("all_capitals.md"), all_capitals::check),
    Entry::told(&organ::CONTRAST, include_str!("contrast.md")),
];
