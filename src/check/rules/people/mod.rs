//! 4: people and organisations.

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[];
