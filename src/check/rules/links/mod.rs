//! 6: links, files and pictures.

mod dead_link;
pub(crate) mod missing_file;
mod link_text;
pub(in crate::check) mod undeclared_annex;
mod homeless_annex;
mod suspect_address;
mod picture_without_text;
mod blank_lines;

use crate::check::entry::Entry;
use crate::parse;

pub(super) static RULES: &[Entry] = &[
    Entry::new(&dead_link::RULE, include_str!("dead_link.md"), dead_link::check),
    Entry::new(&missing_file::RULE, include_str!("missing_file.md"), missing_file::check)
        .and_across(missing_file::check_among),
    Entry::new(&link_text::RULE, include_str!("link_text.md"), link_text::check),
    Entry::new(
        &undeclared_annex::RULE,
        include_str!("undeclared_annex.md"),
        undeclared_annex::check,
    )
    .and_across(undeclared_annex::check_among),
    Entry::new(&homeless_annex::RULE, include_str!("homeless_annex.md"), homeless_annex::check)
        .and_across(homeless_annex::check_among),
    Entry::new(
        &suspect_address::RULE,
        include_str!("suspect_address.md"),
        suspect_address::check,
    ),
    Entry::new(
        &picture_without_text::RULE,
        include_str!("picture_without_text.md"),
        picture_without_text::check,
    )
    .indispensable(),
    Entry::new(&blank_lines::RULE, include_str!("blank_lines.md"), blank_lines::check),
    Entry::told(&parse::RAW_HTML, include_str!("raw_html.md")),
    Entry::told(&missing_file::NO_PICTURE, include_str!("unreadable_picture.md"))
        .indispensable(),
    Entry::told(&parse::LINK_TITLE, include_str!("link_title.md")),
];
