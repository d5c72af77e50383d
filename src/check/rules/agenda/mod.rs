//! 2: the agenda, its numbers and presenters.

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[];
