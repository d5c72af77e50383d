//! Names that are nearly the same: one person whose name is spelt in two ways, more likely than two.

use crate::spelling;

/// In what two names differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They sound the same: "Cecilia Frid", "Cecilia Fridh".
    Spelling,
    /// The same surnames in another order.
    Order,
    /// One letter of a long surname: "Gollungberg", "Gollunberg".
    Slip,
}

/// How many names of one group are compared with each: more are alike only in a text that is made to be slow.
const WIDEST: usize = 40;

/// Letters of a surname, at least, of which one may have slipped.
const LONG: usize = 6;

/// Bytes of a word, at most, that is compared letter by letter: no surname is longer.
const LONGEST: usize = 60;

/// A name as it sounds.
#[derive(Debug)]
struct Shape {
    /// First name.
    first: String,
    /// The words after it, with a blank between.
    rest: String,
    /// The same in the order of the alphabet, where they are several.
    sorted: Option<String>,
}

impl Shape {
    /// None of a name that is one word, which tells too little.
    fn of(name: &str) -> Option<Self> {
        let mut words =
            name.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty());
        let first = sound(words.next()?);
        let mut rest = sound(words.next()?);
        let mut sorted = None;
        for word in words {
            rest.push(' ');
            rest.push_str(&sound(word));
            sorted = Some(String::new());
        }
        if let Some(sorted) = &mut sorted {
            let mut words: Vec<&str> = rest.split(' ').collect();
            words.sort_unstable();
            *sorted = words.join(" ");
        }
        Some(Self { first, rest, sorted })
    }
}

/// A word as it sounds, roughly: "Fridh" and "Frid", "Christina" and "Kristina" are the same.
fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    let mut letters = word.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let heard = match c {
            'é' | 'è' | 'ä' | 'æ' => 'e',
            'ø' => 'ö',
            'ü' => 'y',
            'z' => 's',
            'c' if matches!(next, Some('e' | 'i' | 'y' | 'é')) => 's',
            'c' | 'q' => 'k',
            'u' if sound.ends_with('k') && word.contains(['q', 'Q']) => 'v',
            'p' if next == Some('h') => 'f',
            'w' | 'v' | 'f' if next.is_none_or(|next| !is_vowel(next)) => 'f',
            'w' => 'v',
            'j' if !sound.is_empty() => 'i',
            'h' if !sound.is_empty()
                && (next.is_none_or(|next| !is_vowel(next)) || is_mute(&sound)) =>
            {
                continue;
            }
            'e' if next.is_none() && sound.ends_with('i') => continue,
            _ => c,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    sound
}

/// Is an h after these letters a part of them: "Thomas", "Christer", "Sophie"?
fn is_mute(sound: &str) -> bool {
    sound.ends_with(['t', 'k', 'f'])
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é' | 'è' | 'ü' | 'ø' | 'æ'
    )
}

/// How a first name and a last name begin, roughly: names that are nearly the same begin alike.
pub(super) fn initials(name: &str) -> (char, char) {
    let fold = |word: Option<&str>| {
        let first = word.and_then(|word| word.chars().next()).unwrap_or(' ');
        match first.to_lowercase().next().unwrap_or(first) {
            'c' | 'q' | 's' | 'z' => 'k',
            'w' | 'f' | 'p' => 'v',
            'é' | 'è' | 'ä' | 'æ' => 'e',
            'ø' => 'ö',
            'ü' => 'y',
            other => other,
        }
    };
    let mut words = name.split(|c: char| c.is_whitespace() || c == '-');
    let first = fold(words.next());
    (first, fold(words.next_back()))
}

/// Pairs of names that are nearly the same, each with the lower index first. The names are all different.
pub(super) fn pairs(names: &[&str]) -> Vec<(usize, usize, Likeness)> {
    let is_candidate = candidates(names);
    let shape = |(name, is_one): (&&str, bool)| if is_one { Shape::of(name) } else { None };
    let shapes: Vec<Option<Shape>> = names.iter().zip(is_candidate).map(shape).collect();
    // Only names that share a key are compared, so that many names cost little more than few: names of the
    // same first name whose last begins alike, and names with the same surnames in any order.
    let mut keys: Vec<(bool, &str, &str, usize)> = Vec::with_capacity(names.len() * 2);
    for (index, shape) in shapes.iter().enumerate() {
        let Some(shape) = shape else { continue };
        let last = shape.rest.rsplit(' ').next().unwrap_or("");
        let initial = last.chars().next().map_or("", |c| &last[..c.len_utf8()]);
        keys.push((false, &shape.first, initial, index));
        if let Some(sorted) = &shape.sorted {
            keys.push((true, &shape.first, sorted, index));
        }
    }
    keys.sort_unstable();
    let mut found = Vec::new();
    for group in keys.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        for (place, (.., one)) in group.iter().enumerate() {
            for (.., other) in group[place + 1..].iter().take(WIDEST) {
                let (Some(a), Some(b)) = (&shapes[*one], &shapes[*other]) else { continue };
                if let Some(likeness) = alike(a, b, names[*one], names[*other]) {
                    found.push((*one.min(other), *one.max(other), likeness));
                }
            }
        }
    }
    found.sort_unstable_by_key(|(one, other, _)| (*one, *other));
    found.dedup_by_key(|(one, other, _)| (*one, *other));
    found
}

/// Which names begin like another, so that it is worth the while to hear how they sound. Those with several
/// surnames need only the first name in common, as the others may have changed places.
fn candidates(names: &[&str]) -> Vec<bool> {
    let mut keys: Vec<(char, char, usize)> = Vec::with_capacity(names.len() * 2);
    for (index, name) in names.iter().enumerate() {
        let (first, last) = initials(name);
        keys.push((first, last, index));
        if name.split(|c: char| c.is_whitespace() || c == '-').nth(2).is_some() {
            keys.push((first, ' ', index));
        }
    }
    keys.sort_unstable();
    let mut is_candidate = vec![false; names.len()];
    let groups = keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    for (.., index) in groups.filter(|group| group.len() > 1).flatten() {
        is_candidate[*index] = true;
    }
    is_candidate
}

fn alike(a: &Shape, b: &Shape, first: &str, second: &str) -> Option<Likeness> {
    if a.first != b.first {
        return None;
    }
    if a.rest == b.rest {
        // Other capitals are no other spelling.
        return (first.to_lowercase() != second.to_lowercase()).then_some(Likeness::Spelling);
    }
    if a.sorted.is_some() && a.sorted == b.sorted {
        return Some(Likeness::Order);
    }
    let mut words = a.rest.split(' ').zip(b.rest.split(' ')).filter(|(a, b)| a != b);
    let is_one = a.rest.split(' ').count() == b.rest.split(' ').count();
    let (one, other) = words.next().filter(|_| is_one && words.next().is_none())?;
    is_slip(one, other).then_some(Likeness::Slip)
}

/// Is one word the other with a letter too many, too few, wrong or out of its place? Two vowels make two names
/// ("Lindgren" and "Lundgren"), a final s is a genitive, and so is a first letter another name ("Hansson").
fn is_slip(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    if short.chars().count() < LONG
        || long.len() > LONGEST
        || long.chars().next() != short.chars().next()
        || long.strip_suffix('s') == Some(short)
        || long.len() - short.len() > 2
        || spelling::distance(one, other, 1) != Some(1)
    {
        return false;
    }
    let differs = long.chars().zip(short.chars()).find(|(a, b)| a != b);
    let same_length = long.chars().count() == short.chars().count();
    !(same_length && differs.is_some_and(|(a, b)| is_vowel(a) && is_vowel(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Option<Likeness> {
        pairs(&[one, other]).first().map(|(.., likeness)| *likeness)
    }

    #[test]
    fn one_person_in_two_spellings() {
        for (one, other, expected) in [
            ("Cecilia Frid", "Cecilia Fridh", Likeness::Spelling),
            ("Anna Lindqvist", "Anna Lindquist", Likeness::Spelling),
            ("Anna Lindkvist", "Anna Lindqvist", Likeness::Spelling),
            ("Kristina Dahlberg", "Christina Dalberg", Likeness::Spelling),
            ("Sven-Erik Karlsson", "Sven Erik Carlsson", Likeness::Spelling),
            ("Roger Gustavsson", "Roger Gustafsson", Likeness::Spelling),
            ("Helene Wendell", "Helene Wendel", Likeness::Spelling),
            ("Thomas Ek", "Tomas Ek", Likeness::Spelling),
            ("Annelie Hawlitzky", "Anneli Hawlitsky", Likeness::Spelling),
            ("Margit Johansson Lindholm", "Margit Lindholm Johansson", Likeness::Order),
            ("Annelie Gollungberg", "Annelie Gollunberg", Likeness::Slip),
            ("Cecilia Wahlström", "Cecilia Wahltsröm", Likeness::Slip),
        ] {
            assert_eq!(likeness(one, other), Some(expected), "{one} {other}");
            assert_eq!(likeness(other, one), Some(expected), "{one} {other}");
            if expected != Likeness::Order {
                assert_eq!(initials(one), initials(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn two_persons_with_names_alike() {
        for (one, other) in [
            ("Anna Berg", "Anna Bergman"),
            ("Maria Svensson", "Marie Svensson"),
            ("Anna Lindgren", "Anna Lundgren"),
            ("Bo Hansson", "Bo Jansson"),
            ("Bo Jansson", "Bo Jonsson"),
            ("Eva Karlsson", "Eva Larsson"),
            ("Johan Rosenqvist", "Ulrika Rosenqvist"),
            ("Johan Ek", "Johanna Ek"),
            ("Anna Trofast", "Anna Hasselbom Trofast"),
            ("Eva Ek", "EVA EK"),
            ("Bo Lindström", "Bo Lindströms"),
            ("Eva", "Ewa"),
        ] {
            assert_eq!(likeness(one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn many_names_take_little_time() {
        let names: Vec<String> = (0..20_000).map(|n| format!("Anna B{n:x}berg")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        // Each is compared with the next few, not with all.
        assert!(pairs(&names).len() < names.len() * WIDEST);
    }
}
