//! The rules, one folder for each family, named by the fault: `<fault>.rs` and `<fault>.md` beside it.

mod metadata;
mod sections;
mod agenda;
mod decisions;
mod people;
mod figures;
mod links;
mod language;
mod accessibility;
mod privacy;
mod board;

use super::entry::Entry;

pub use language::misspelling::RULE as MISSPELLING;
pub use links::missing_file::{NO_PICTURE, no_picture};
pub(super) use links::undeclared_annex::RULE as UNDECLARED_ANNEX;
pub(super) use metadata::idle_allowance;
pub use metadata::unshown_character::RULE as UNSHOWN_CHARACTER;

/// Every rule, family by family.
pub(super) static FAMILIES: [&[Entry]; 11] = [
    metadata::RULES,
    sections::RULES,
    agenda::RULES,
    decisions::RULES,
    people::RULES,
    figures::RULES,
    links::RULES,
    language::RULES,
    accessibility::RULES,
    privacy::RULES,
    board::RULES,
];
