//! 0: front matter and characters.

pub(in crate::check) mod idle_allowance;
mod conflicting_date;
mod missing_key;
mod odd_character;
mod placeholder;
pub(crate) mod unshown_character;

use crate::check::TYPESETTING;
use crate::check::entry::Entry;
use crate::parse;

pub(super) static RULES: &[Entry] = &[
    Entry::told(&parse::METADATA, include_str!("invalid_metadata.md")).indispensable(),
    Entry::new(&parse::MISSING_KEY, include_str!("missing_key.md"), missing_key::check),
    Entry::told(&parse::UNKNOWN_KEY, include_str!("unknown_key.md")),
    Entry::told(&parse::INVALID_VALUE, include_str!("invalid_value.md")),
    Entry::new(
        &conflicting_date::RULE,
        include_str!("conflicting_date.md"),
        conflicting_date::check,
    ),
    Entry::new(&odd_character::RULE, include_str!("odd_character.md"), odd_character::check),
    Entry::new(&placeholder::RULE, include_str!("placeholder.md"), placeholder::check),
    Entry::told(&parse::ENCODING, include_str!("encoding.md")).indispensable(),
    Entry::told(&parse::TOO_LARGE, include_str!("too_large.md")).indispensable(),
    Entry::new(
        &unshown_character::RULE,
        include_str!("unshown_character.md"),
        unshown_character::check,
    )
    .indispensable(),
    Entry::told(&TYPESETTING, include_str!("typesetting.md")).indispensable(),
    Entry::told(&idle_allowance::RULE, include_str!("idle_allowance.md")),
    Entry::told(&parse::FENCE, include_str!("fence.md")),
];
