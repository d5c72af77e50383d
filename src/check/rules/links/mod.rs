//! 6: links, files and pictures.

mod dead_link;
mod homeless_annex;
pub(crate) mod missing_file;
mod picture_without_text;

use crate::check::entry::Entry;
use crate::parse;

pub(super) static RULES: &[Entry] = &[
    Entry::new(&dead_link::RULE, include_str!("dead_link.md"), dead_link::check),
    Entry::new(&missing_file::RULE, include_str!("missing_file.md"), missing_file::check),
    Entry::told(&missing_file::NO_PICTURE, include_str!("unreadable_picture.md"))
        .indispensable(),
    Entry::new(&homeless_annex::RULE, include_str!("homeless_annex.md"), homeless_annex::check),
    Entry::new(
        &picture_without_text::RULE,
        include_str!("picture_without_text.md"),
        picture_without_text::check,
    )
    .indispensable(),
    Entry::told(&parse::RAW_HTML, include_str!("raw_html.md")),
];
