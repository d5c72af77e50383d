//! 9: personal data and secrecy.

mod personal_number;
mod private_contact;
mod secrecy_mark;

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[
    Entry::new(
        &personal_number::RULE,
        include_str!("personal_number.md"),
        personal_number::check,
    ),
    Entry::told(&personal_number::RESEMBLING, include_str!("resembling_number.md")),
    Entry::new(
        &private_contact::RULE,
        include_str!("private_contact.md"),
        private_contact::check,
    ),
    Entry::new(&secrecy_mark::RULE, include_str!("secrecy_mark.md"), secrecy_mark::check),
];
