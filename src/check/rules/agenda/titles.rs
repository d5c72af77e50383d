//! The titles of items, compared as a person would: numbers, case, quotation marks and small differences do not matter.

use crate::spelling;

/// A title as it is compared.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Its words in lower case that carry meaning.
    words: Vec<String>,
}

/// Words that carry no meaning of their own.
const SMALL: [&str; 16] = [
    "att", "av", "de", "den", "det", "en", "ett", "från", "för", "i", "inom", "med", "och",
    "om", "på", "till",
];

/// What a secretary puts after a title to say what is to be done with the item.
const KINDS: [&str; 9] = [
    "beslut",
    "beslutspunkt",
    "dialog",
    "diskussion",
    "fråga",
    "förslag",
    "information",
    "info",
    "rapport",
];

impl Title {
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        let lower = without_kind(text.trim_start_matches(is_numbering)).to_lowercase();
        let words: Vec<String> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && SMALL.binary_search(word).is_err())
            .map(str::to_owned)
            .collect();
        Self { words }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How alike two titles are, 0 to 100; none where they are different titles.
    pub(super) fn likeness(&self, other: &Self) -> Option<usize> {
        if self == other {
            return Some(100);
        }
        let (short, long) = if self.words.len() <= other.words.len() {
            (&self.words, &other.words)
        } else {
            (&other.words, &self.words)
        };
        let shared =
            short.iter().filter(|word| long.iter().any(|known| is_alike(word, known))).count();
        let is_part = !short.is_empty() && shared == short.len();
        let opens =
            is_part && long.first().zip(short.first()).is_some_and(|(a, b)| is_alike(a, b));
        if is_part && (short.len() > 1 || opens) {
            return Some(90);
        }
        let share = 200 * shared / (short.len() + long.len()).max(1);
        (share >= 60).then_some(share.min(89))
    }
}

/// A title without what is to be done with it: "Nära vård – beslut", "Budget (information, dialog)".
fn without_kind(title: &str) -> &str {
    let parted = [" – ", " - ", " (", ", ", ": "];
    let cut = parted.iter().filter_map(|mark| title.rfind(mark)).max();
    let Some(at) = cut.filter(|at| *at > 0) else { return title };
    let rest = title[at..].to_lowercase();
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if words.all(|word| word == "och" || KINDS.contains(&word)) {
        without_kind(&title[..at])
    } else {
        title
    }
}

/// Numbers, times and signs that stand before a title.
fn is_numbering(c: char) -> bool {
    c.is_ascii_digit() || " .):–-§".contains(c)
}

/// The same word, another form of it, or one misspelt by a letter.
fn is_alike(one: &str, other: &str) -> bool {
    /// The shortest beginning, in letters, that two forms of a word share.
    const STEM: usize = 5;
    if one == other {
        return true;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.chars().nth(STEM - 1).is_none() || short.bytes().any(|byte| byte.is_ascii_digit())
    {
        return false;
    }
    long.starts_with(short)
        || long.ends_with(short)
        || spelling::distance(short, long, 2).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_differences_make_no_other_title() {
        let table = [
            ("3. Nära vård – beslut", "Nära vård", true),
            ("Nära vård – Målbild och strategi", "Målbild och strategi för nära vård", true),
            ("Föregående protokoll", "Föregående mötesprotokoll", true),
            ("9.30 Budget för 2027 (information)", "Budget 2027", true),
            ("Budget 2026", "Budget 2027", false),
            ("Nära vård", "Barn och unga", false),
            ("Rapport från gruppen, Sam Berg", "Gruppens rapport", true),
            ("Skolans uppdrag", "Elevhälsans uppdrag", false),
            ("Mentifråga", "Mentifråga om styrning", true),
        ];
        assert!(SMALL.is_sorted());
        for (one, other, expected) in table {
            let likeness = Title::of(one).likeness(&Title::of(other));
            assert_eq!(likeness.is_some(), expected, "{one} / {other}: {likeness:?}");
        }
    }
}
