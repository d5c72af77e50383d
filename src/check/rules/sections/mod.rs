//! 1: the sections and headings of a document.

mod missing_section;
mod misspelt_heading;
mod empty_section;
mod pseudo_heading;
mod section_order;
mod repeated_heading;
mod heading_typography;
mod stranded_footer;
mod broken_sentence;
mod other_body;

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
    Entry::new(
        &misspelt_heading::RULE,
        include_str!("misspelt_heading.md"),
        misspelt_heading::check,
    ),
    Entry::new(&empty_section::RULE, include_str!("empty_section.md"), empty_section::check),
    Entry::new(&pseudo_heading::RULE, include_str!("pseudo_heading.md"), pseudo_heading::check),
    Entry::told(&read::HEADING_LEVEL, include_str!("heading_level.md")),
    Entry::new(&section_order::RULE, include_str!("section_order.md"), section_order::check),
    Entry::new(
        &repeated_heading::RULE,
        include_str!("repeated_heading.md"),
        repeated_heading::check,
    ),
    Entry::new(
        &heading_typography::RULE,
        include_str!("heading_typography.md"),
        heading_typography::check,
    ),
    Entry::new(
        &stranded_footer::RULE,
        include_str!("stranded_footer.md"),
        stranded_footer::check,
    ),
    Entry::new(
        &broken_sentence::RULE,
        include_str!("broken_sentence.md"),
        broken_sentence::check,
    ),
    Entry::new(&other_body::RULE, include_str!("other_body.md"), other_body::check),
];
