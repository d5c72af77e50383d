//! 3: decisions and assignments.

mod unlabelled_decision;

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[Entry::new(
    &unlabelled_decision::RULE,
    include_str!("unlabelled_decision.md"),
    unlabelled_decision::check,
)];
