//! The names of people as they stand in running text: where one begins and ends, and when two are the same person's.

/// Words within a name that have no capital.
const PARTICLES: [&str; 9] = ["af", "al", "da", "de", "den", "der", "la", "van", "von"];

/// The bytes of the full name that a text opens with: two to four words with a capital each.
pub fn leading(text: &str) -> Option<usize> {
    let (mut at, mut end, mut count) = (0, 0, 0);
    for chunk in text.split(' ') {
        let word = chunk.trim_end_matches([',', ';', ':', '.', ')']);
        let is_initial = chunk.ends_with('.') && word.chars().nth(1).is_none();
        let closes = word.len() < chunk.len() && !is_initial;
        if is_name_word(word) {
            count += 1;
            end = at + word.len();
        } else if count == 0 || closes || !PARTICLES.contains(&word) {
            break;
        }
        if closes {
            break;
        }
        at += chunk.len() + 1;
    }
    (2..=4).contains(&count).then_some(end)
}

/// Is the whole text a full name?
pub fn is_full(text: &str) -> bool {
    leading(text) == Some(text.len())
}

/// A capital and then letters. What is all in capitals is an abbreviation, such as SKR.
fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c))
        && (word.chars().nth(1).is_none() || letters.any(char::is_lowercase))
}

/// Can two names be the same person's? The first given name is the same, and all that the shorter one has is
/// in the longer, in any order: surnames may be swapped, one may be left out, and a letter may differ.
pub fn is_same_person(one: &str, other: &str) -> bool {
    if one == other {
        return !one.is_empty();
    }
    let (mut first, mut second) = (parts(one), parts(other));
    let (Some(given), Some(other_given)) = (first.next(), second.next()) else { return false };
    if !is_near(given, other_given) {
        return false;
    }
    let (short, long) = match (first.clone().count(), second.clone().count()) {
        (few, many) if few <= many => (first, second),
        _ => (second, first),
    };
    let mut short = short.peekable();
    short.peek().is_some() && short.all(|part| long.clone().any(|known| is_near(part, known)))
}

/// The parts of a name, those with a hyphen apart.
fn parts(name: &str) -> impl Iterator<Item = &str> + Clone {
    name.split([' ', '-']).filter(|part| !part.is_empty())
}

/// The same part of a name whatever the case, or one that differs in a letter after the first.
fn is_near(one: &str, other: &str) -> bool {
    let mut letters = one.chars().flat_map(char::to_lowercase);
    let mut others = other.chars().flat_map(char::to_lowercase);
    // As a rule the first letters are enough to tell two names apart.
    if letters.next() != others.next() {
        return false;
    }
    let is_long = |part: &str| part.chars().nth(3).is_some();
    letters.eq(others)
        || (is_long(one)
            && is_long(other)
            && one.len().abs_diff(other.len()) <= 2
            && strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase()) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_where_something_else_begins() {
        let table = [
            ("Eva Ek, Nybro kommun", Some("Eva Ek")),
            ("Eva Ek skolchef Nybro kommun", Some("Eva Ek")),
            ("Carl von Rosen berättar", Some("Carl von Rosen")),
            ("Lena Ask-Berg", Some("Lena Ask-Berg")),
            ("Per A. Dal", Some("Per A. Dal")),
            ("Eva", None),
            ("SKR Stockholm", None),
            ("samordnare Eva Ek", None),
            ("Barn och unga", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(leading(text).map(|end| &text[..end]), expected, "{text}");
        }
    }

    #[test]
    fn surnames_may_be_swapped_and_left_out() {
        let table = [
            ("Maj Dal Lind", "Maj Lind Dal", true),
            ("Maj Dal Lind", "Maj Lind", true),
            ("Maj Dal-Lind", "Maj Dal Lind", true),
            ("Cecilia Frid", "Cecilia Fridh", true),
            ("Maj Dal", "Moa Dal", false),
            ("Maj Ek", "Maj Eka", false),
            ("Maj", "Maj Ek", false),
        ];
        for (one, other, expected) in table {
            assert_eq!(is_same_person(one, other), expected, "{one} / {other}");
            assert_eq!(is_same_person(other, one), expected, "{other} / {one}");
        }
    }
}
