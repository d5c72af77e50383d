//! What a project says about the rules: levels, people, spellings.

use std::collections::{BTreeMap, BTreeSet};

use super::Dictionary;
use crate::diagnostic::Level;

/// What a project says about the rules.
#[derive(Debug, Default)]
pub struct Settings {
    /// The level of a rule, by its code; none where it is switched off.
    pub levels: BTreeMap<&'static str, Option<Level>>,
    /// The people that the project knows, by their full names.
    pub people: Vec<String>,
    /// The project's own list of misspellings, in lower case, with what is meant.
    pub misspellings: BTreeMap<String, String>,
    /// Words that the project knows to be right, in lower case.
    pub own_words: BTreeSet<String>,
    /// The dictionary that words are looked up in.
    pub dictionary: Option<Dictionary>,
}
