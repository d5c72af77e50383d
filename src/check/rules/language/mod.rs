//! 7: language and typography.

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[];
