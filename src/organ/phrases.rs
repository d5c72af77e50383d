//! The names that a body knows — its own, its members', its roles — as phrases to be found in running text.

use std::collections::BTreeMap;

use super::Organ;

/// What a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The body itself.
    Body,
    /// The member of this index.
    Member(usize),
    /// The role of this index.
    Role(usize),
}

/// Phrases by their first word.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    by_first: BTreeMap<String, Vec<Phrase>>,
    /// The first two bytes of every first word, folded into a set of 256, so that most words need no search.
    starts: [u64; 4],
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<String>,
    meaning: Meaning,
    canonical: String,
}

/// A phrase that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// How many words it has.
    pub words: usize,
    /// Bytes of its last word that are a genitive ending.
    pub ending: usize,
    /// What it names.
    pub meaning: Meaning,
    /// How it is written in full.
    pub canonical: &'a str,
}

impl Phrases {
    /// The phrases of a body.
    pub(super) fn of(organ: &Organ) -> Self {
        let mut phrases = Self::default();
        for name in organ.right_names() {
            phrases.add(name, Meaning::Body, name);
        }
        for (wrong, name) in &organ.misspelt {
            phrases.add(wrong, Meaning::Body, name);
        }
        for (index, member) in organ.members.iter().enumerate() {
            for name in std::iter::once(&member.name).chain(&member.aliases) {
                phrases.add(name, Meaning::Member(index), &member.name);
            }
        }
        for (index, role) in organ.roles.iter().enumerate() {
            phrases.add(role, Meaning::Role(index), role);
        }
        for known in phrases.by_first.values_mut() {
            known.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        for word in phrases.by_first.keys() {
            let (part, bit) = start(word);
            phrases.starts[part] |= bit;
        }
        phrases
    }

    fn add(&mut self, name: &str, meaning: Meaning, canonical: &str) {
        let lower = name.to_lowercase();
        let words: Vec<String> = lower.split_whitespace().map(str::to_owned).collect();
        let Some(first) = words.first().cloned() else { return };
        let canonical = canonical.to_owned();
        self.by_first.entry(first).or_default().push(Phrase { words, meaning, canonical });
    }

    /// The longest phrase that starts at a word. `word` gives the words of the text in lower case.
    pub fn at<'a>(
        &self,
        first: usize,
        word: &impl Fn(usize) -> Option<&'a str>,
    ) -> Option<Hit<'_>> {
        let opening = word(first)?;
        let (part, bit) = start(opening);
        if self.starts[part] & bit == 0 {
            return None;
        }
        let known = self.by_first.get(opening).or_else(|| {
            // The first word may be the last, and then have an ending.
            let (stem, _) = without_genitive(opening)?;
            self.by_first.get(stem)
        })?;
        known.iter().find_map(|phrase| {
            let last = phrase.words.len() - 1;
            let same = |n: usize| word(first + n) == Some(phrase.words[n].as_str());
            if !(0..last).all(same) {
                return None;
            }
            let ending = if same(last) {
                0
            } else {
                let (stem, ending) = without_genitive(word(first + last)?)?;
                (stem == phrase.words[last]).then_some(ending)?
            };
            let Phrase { words, meaning, canonical } = phrase;
            Some(Hit { words: words.len(), ending, meaning: *meaning, canonical })
        })
    }
}

/// Where the first two bytes of a word stand in the set: which part of it, and which bit.
fn start(word: &str) -> (usize, u64) {
    let mut bytes = word.bytes();
    let (first, second) = (bytes.next().unwrap_or(0), bytes.next().unwrap_or(0));
    let place = first.wrapping_mul(31) ^ second;
    (usize::from(place >> 6), 1 << (place & 63))
}

/// A word without its genitive ending, and the bytes of that: `kommuns`, `lgl:s`.
fn without_genitive(word: &str) -> Option<(&str, usize)> {
    let stem = word.strip_suffix('s')?;
    let stem = stem.strip_suffix(':').unwrap_or(stem);
    Some((stem, word.len() - stem.len()))
}
