//! 9: personal data and secrecy.

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[];
