//! The members of a body by the names that people write: right, in another form, or misspelt.

use std::collections::BTreeMap;

use crate::spelling;

use super::municipalities::is_municipality;
use super::{Member, Organ};

/// How a text names a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Letter for letter as the member is called.
    Canonical,
    /// Another form of the name: an alias, or other capitals.
    Alias,
    /// The place alone: "Mörbylånga".
    Place,
    /// A misspelling: "Oskarshamn kommun", "Oskarhamns kommun".
    Misspelt,
}

/// Words of a member's name that say what kind of organisation it is, and not which.
const KINDS: [&str; 10] = [
    "kommun",
    "kommunen",
    "stad",
    "region",
    "regionen",
    "kommunförbundet",
    "kommunalförbundet",
    "län",
    "läns",
    "i",
];

/// The names of the members, ready to be looked up. In lower case.
#[derive(Clone, Debug, Default)]
pub struct MemberNames {
    /// The canonical names as they are written: what most texts have.
    canonical: BTreeMap<String, usize>,
    /// Names and aliases.
    by_name: BTreeMap<String, usize>,
    /// The place of each member: "oskarshamn". Several may share one: Kalmar.
    by_place: BTreeMap<String, Vec<usize>>,
    /// The canonical names as words.
    words: Vec<Vec<String>>,
    /// Every word of them, sorted: what has none of these is no misspelling of any.
    known_words: Vec<String>,
}

impl MemberNames {
    /// The names of these members.
    pub(super) fn of(members: &[Member]) -> Self {
        let mut names = Self::default();
        for (index, member) in members.iter().enumerate() {
            names.canonical.entry(member.name.clone()).or_insert(index);
            for name in std::iter::once(&member.name).chain(&member.aliases) {
                names.by_name.entry(normal(name)).or_insert(index);
            }
            let words: Vec<String> =
                normal(&member.name).split(' ').map(str::to_owned).collect();
            let which: Vec<&str> =
                words.iter().map(String::as_str).filter(|word| !KINDS.contains(word)).collect();
            if which.len() < words.len() && !which.is_empty() {
                let place = place_of(&which.join(" ")).to_owned();
                names.by_place.entry(place).or_default().push(index);
            }
            names.words.push(words);
        }
        names.known_words = names.words.concat();
        names.known_words.sort_unstable();
        names.known_words.dedup();
        names
    }

    /// The member that is misspelt, where it can be only one.
    fn near(&self, text: &str) -> Option<usize> {
        let is_known = |word: &str| {
            self.known_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
        };
        if !text.contains(' ') || !text.split(' ').any(is_known) {
            return None;
        }
        let typed: Vec<&str> = text.split(' ').collect();
        let mut hits = (0..self.words.len()).filter(|index| {
            let words = &self.words[*index];
            if words.len() != typed.len() {
                // A blank too many or too few.
                let length: usize = words.iter().map(String::len).sum();
                return length >= 12
                    && text.len().abs_diff(length + words.len() - 1) <= 1
                    && spelling::distance(text, &words.join(" "), 1) == Some(1);
            }
            let pairs = || words.iter().map(String::as_str).zip(typed.iter().copied());
            pairs().any(|(right, typed)| right == typed)
                && pairs().all(|(right, typed)| right == typed || is_misspelt(right, typed))
        });
        hits.next().filter(|_| hits.next().is_none())
    }
}

/// A name as it is compared: one blank between words, in lower case, without a final stop.
fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    normal.truncate(normal.trim_end_matches('.').len());
    normal
}

/// The place that a municipality's name has: "borgholms" is of "borgholm", "torsås" of "torsås".
fn place_of(word: &str) -> &str {
    word.strip_suffix('s').filter(|place| is_municipality(place)).unwrap_or(word)
}

/// Is a word a misspelling of a word of a name, and not the place of another municipality? In lower case.
fn is_misspelt(right: &str, typed: &str) -> bool {
    let allowed = match right.chars().count() {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    };
    let is_another = || {
        let place = place_of(typed);
        is_municipality(place) && place != place_of(right)
    };
    typed.len().abs_diff(right.len()) <= 4
        && typed.chars().all(char::is_alphabetic)
        && spelling::distance(right, typed, allowed).is_some_and(|slips| slips > 0)
        && !is_another()
}

impl Organ {
    /// The member that a text names, and how: by its index.
    pub fn member_named(&self, text: &str) -> Option<(usize, Naming)> {
        let names = &self.member_names;
        if let Some(index) = names.canonical.get(text.trim()) {
            return Some((*index, Naming::Canonical));
        }
        let typed = normal(text);
        if let Some(index) = names.by_name.get(&typed) {
            return Some((*index, Naming::Alias));
        }
        match names.by_place.get(place_of(&typed)).map(Vec::as_slice) {
            Some([only]) => return Some((*only, Naming::Place)),
            Some(_) => return None,
            None => {}
        }
        names.near(&typed).map(|index| (index, Naming::Misspelt))
    }

    /// The members that are named after a place, by their indices.
    pub fn members_at(&self, place: &str) -> &[usize] {
        let known = &self.member_names.by_place;
        let place = normal(place);
        known.get(place_of(&place)).map_or(&[], Vec::as_slice)
    }

    /// The member whose name in running text ends with "kommun" and has this word before: misspelt, but clear.
    /// `word` is in lower case.
    pub fn municipality_meant(&self, word: &str) -> Option<&Member> {
        let mut hits = self.member_names.words.iter().enumerate().filter(|(_, words)| {
            matches!(words.as_slice(), [place, kind] if kind == "kommun" && is_misspelt(place, word))
        });
        let (index, _) = hits.next().filter(|_| hits.next().is_none())?;
        Some(&self.members[index])
    }

    /// The same for a region and the word after "Region".
    pub fn region_meant(&self, word: &str) -> Option<&str> {
        let mut places = self.member_names.words.iter().enumerate().filter(|(_, words)| {
            words.first().is_some_and(|first| first == "region")
                && words.get(1).is_some_and(|place| {
                    is_misspelt(place, word) && word.strip_suffix('s') != Some(place)
                })
        });
        let (index, _) = places.next().filter(|_| places.next().is_none())?;
        self.members[index].name.split_whitespace().nth(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Option<(String, Naming)> {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let (index, naming) = organ.member_named(text)?;
        Some((organ.members[index].name.clone(), naming))
    }

    #[test]
    fn members_are_known_however_they_are_written() {
        use Naming::{Alias, Canonical, Misspelt, Place};
        for (text, name, naming) in [
            ("Oskarshamns kommun", "Oskarshamns kommun", Canonical),
            ("oskarshamns kommun", "Oskarshamns kommun", Alias),
            ("Oskarshamn kommun", "Oskarshamns kommun", Misspelt),
            ("Oskarhamns kommun", "Oskarshamns kommun", Misspelt),
            ("Kalmars kommun", "Kalmar kommun", Misspelt),
            ("Nybro komun", "Nybro kommun", Misspelt),
            ("Region Kalmr län", "Region Kalmar län", Misspelt),
            ("Kommunförbundet Kalmarlän", "Kommunförbundet Kalmar län", Misspelt),
            ("Mörbylånga", "Mörbylånga kommun", Place),
            ("Borgholm", "Borgholms kommun", Place),
            ("Kommunförbundet", "Kommunförbundet Kalmar län", Alias),
            ("Region Kalmar", "Region Kalmar län", Alias),
            ("region Kalmar län", "Region Kalmar län", Alias),
        ] {
            assert_eq!(named(text), Some((name.to_owned(), naming)), "{text}");
        }
    }

    #[test]
    fn others_are_no_members() {
        for text in [
            "Växjö kommun",
            "Karlskrona kommun",
            "Karlshamns kommun",
            "Kungsbacka kommun",
            "Tibro kommun",
            "Torsby kommun",
            "Tranås kommun",
            "Region Halland",
            "Kalmar",
            "SKR",
            "Länsstyrelsen Kalmar län",
            "via länk",
            "skolchef",
            "brukarrepresentant",
            "",
            "Varje kommun",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
