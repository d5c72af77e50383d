//! 5: dates, numbers and references.

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[];
