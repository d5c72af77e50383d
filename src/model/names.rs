//! What a phrase is by its form: a person's name, a title. And when two names are the same person's.

use crate::spelling;

/// Small words within names.
const PARTICLES: [&str; 14] =
    ["af", "av", "bin", "da", "de", "den", "der", "di", "dos", "el", "la", "le", "van", "von"];

/// Endings of words that say what somebody does. "socialchef", "skolchefen".
const TITLES: [&str; 36] = [
    "adjunkt",
    "administratör",
    "ansvarig",
    "arkivarie",
    "assistent",
    "chef",
    "chefen",
    "controller",
    "direktör",
    "ersättare",
    "handläggare",
    "inspektör",
    "jurist",
    "kommunalråd",
    "kommunikatör",
    "konsult",
    "koordinator",
    "kurator",
    "ledamot",
    "ledare",
    "lärare",
    "läkare",
    "ordförande",
    "pedagog",
    "politiker",
    "psykolog",
    "regionråd",
    "rektor",
    "rådgivare",
    "samordnare",
    "sekreterare",
    "sköterska",
    "specialist",
    "strateg",
    "utredare",
    "utvecklare",
];

/// Words before a title that are part of it.
const BEFORE_TITLES: [&str; 8] =
    ["tf", "tf.", "t.f.", "vice", "bitr", "bitr.", "biträdande", "politisk"];

/// Words of a name, at most.
const LONGEST: usize = 5;

/// Is it a small word within names, such as "von"?
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Is it a full name and nothing else: "Anna-Karin von Ek"?
pub fn is_name(text: &str) -> bool {
    let mut count = 0;
    let (mut opens, mut closes) = (false, false);
    for word in text.split_whitespace() {
        let is_part = is_part_of_name(word);
        if count == LONGEST || !is_part && !is_particle(word) {
            return false;
        }
        opens |= count == 0 && is_part;
        closes = is_part;
        count += 1;
    }
    count >= 2 && opens && closes
}

/// The full name that a text opens with, before a comma, a parenthesis or a word that is no name.
pub fn leading_name(text: &str) -> Option<&str> {
    let text = text.split([',', '(', ')', ':', ';']).next().unwrap_or(text);
    let (mut at, mut length) = (0, 0);
    // One word more than a name has tells that it is none.
    for word in text.split_inclusive(char::is_whitespace).take(LONGEST + 1) {
        let typed = word.trim_end();
        let trimmed = typed.strip_suffix('.').filter(|name| name.len() > 2).unwrap_or(typed);
        if is_part_of_name(trimmed) {
            length = at + trimmed.len();
            // A full stop after more than an initial ends the sentence, and with it the name.
            if trimmed.len() < typed.len() {
                break;
            }
        } else if !is_particle(trimmed) {
            break;
        }
        at += word.len();
    }
    text.get(..length).filter(|name| is_name(name))
}

/// Is it a title and nothing else: "socialchef", "tf. skolchef", "samordnare för nära vård"?
pub fn is_title(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return false };
    let first = first.to_lowercase();
    let head = if BEFORE_TITLES.contains(&first.as_str()) {
        words.next().unwrap_or("").to_lowercase()
    } else {
        first
    };
    is_title_word(&head) && !words.any(|word| word.starts_with(char::is_uppercase))
}

/// Is it a word that says what somebody does? In lower case.
pub fn is_title_word(word: &str) -> bool {
    TITLES.iter().any(|ending| word.ends_with(ending))
}

fn is_part_of_name(word: &str) -> bool {
    let mut letters = word.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let rest = letters.as_str();
    let is_initial = rest == "." || rest.is_empty();
    is_initial
        || rest.chars().any(char::is_lowercase)
            && rest.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
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
            && spelling::distance(&one.to_lowercase(), &other.to_lowercase(), 1).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_form_of_names() {
        for name in ["Eva Ek", "Anna-Karin von Ek", "Lena Sandgren-Swartz", "Bo G. Bok"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["Eva", "Nära vård", "Region Kalmar län", "LGL", "Eva Ek,", "EVA EK", ""]
        {
            assert!(!is_name(other), "{other}");
        }
        assert_eq!(leading_name("Lotta Lind skolchef Nybro kommun"), Some("Lotta Lind"));
        assert_eq!(leading_name("Ebba von Ek (S), Nybro kommun"), Some("Ebba von Ek"));
        assert_eq!(leading_name("arbetsgruppen"), None);
    }

    #[test]
    fn titles_have_the_form_of_titles() {
        for title in ["socialchef", "tf. skolchef", "Samordnare", "samordnare för nära vård"]
        {
            assert!(is_title(title), "{title}");
        }
        for other in ["SKR", "Nybro kommun", "chef SKR", "tf", "", "patientnämnden"] {
            assert!(!is_title(other), "{other}");
        }
    }

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
            assert_eq!(leading_name(text), expected, "{text}");
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
