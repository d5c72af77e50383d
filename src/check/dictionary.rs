//! A dictionary in Hunspell's form: which words there are, and which ones a misspelt word may be.

use std::fmt;

/// A dictionary that was read.
pub struct Dictionary(spellbook::Dictionary);

impl Dictionary {
    /// The dictionary of these two files: the rules for endings (`.aff`) and the words (`.dic`). Where they
    /// cannot be read, what is wrong with them, in the reader's own English words.
    pub fn new(endings: &str, words: &str) -> Result<Self, String> {
        spellbook::Dictionary::new(endings, words).map(Self).map_err(|fault| fault.to_string())
    }

    /// Is it a word, as it is written?
    pub fn knows(&self, word: &str) -> bool {
        self.0.check(word)
    }

    /// The words that a misspelt one is most like, the likeliest first. Slow: tens of milliseconds for
    /// each word of a large dictionary.
    pub fn suggestions(&self, word: &str, at_most: usize) -> Vec<String> {
        let mut suggestions = Vec::new();
        // Likeness by parts of words looks at every word there is, and seldom finds what was meant.
        self.0.suggester().with_ngram_suggestions(false).suggest(word, &mut suggestions);
        suggestions.truncate(at_most);
        suggestions
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;

    #[test]
    fn a_dictionary_knows_its_words_with_their_endings() {
        let endings = "SET UTF-8\nTRY aeioåäö\nSFX A Y 1\nSFX A 0 en .\n";
        let dictionary = Dictionary::new(endings, "2\nplan/A\nmöte\n").unwrap();
        assert!(["plan", "planen", "möte"].into_iter().all(|word| dictionary.knows(word)));
        assert!(!dictionary.knows("mote"));
        assert_eq!(dictionary.suggestions("möta", 3), ["möte"]);
    }
}
