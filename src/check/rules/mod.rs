//! The rules, one file each, named by the fault.

pub(super) mod dead_link;
pub(super) mod homeless_annex;
pub(super) mod missing_file;
pub(super) mod missing_key;
pub(super) mod missing_section;
pub(super) mod picture_without_text;
pub(super) mod unlabelled_decision;
pub(super) mod unshown_character;
