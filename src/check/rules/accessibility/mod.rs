//! 8: what shuts people out.

use crate::check::entry::Entry;
use crate::organ;

pub(super) static RULES: &[Entry] =
    &[Entry::told(&organ::CONTRAST, include_str!("contrast.md"))];
