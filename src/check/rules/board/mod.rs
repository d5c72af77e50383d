//! The profile nämnd: what the Local Government Act (Kommunallagen 2017:725) asks of a board.

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[];
