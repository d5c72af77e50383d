//! 1: the sections and headings of a document.

mod missing_section;

use crate::check::entry::Entry;
use crate::model::read;

pub(super) static RULES: &[Entry] = &[
    Entry::new(
        &missing_section::WELCOME,
        include_str!("missing_welcome.md"),
        missing_section::check,
    ),
    Entry::told(&missing_section::AGENDA, include_str!("missing_agenda.md")),
    Entry::told(&missing_section::DECISIONS, include_str!("missing_decisions.md")),
    Entry::told(&missing_section::ATTENDANCE, include_str!("missing_attendance.md")),
    Entry::told(&read::HEADING_LEVEL, include_str!("heading_level.md")),
];
