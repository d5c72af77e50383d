//! What a project says about the rules: levels, people, spellings.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::Level;

/// What a project says about the rules.
#[derive(Default)]
pub struct Settings {
    /// The level of a rule, by its code; none where it is switched off.
    pub levels: BTreeMap<&'static str, Option<Level>>,
    /// The people that the project knows, by their full names.
    pub people: Vec<String>,
    /// The project's own list of misspellings, in lower case, with what is meant.
    pub misspellings: BTreeMap<String, String>,
    /// The dictionary that words are looked up in.
    pub dictionary: Option<Dictionary>,
}

/// Is a word, as it is written, in the dictionary?
pub type Dictionary = Box<dyn Fn(&str) -> bool + Send + Sync>;

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("levels", &self.levels)
            .field("people", &self.people)
            .field("misspellings", &self.misspellings)
            .field("dictionary", &self.dictionary.is_some())
            .finish()
    }
}
