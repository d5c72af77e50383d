//! What a text says of itself before its first item: kind, body, day, hours, place, chair.

use std::ops::Range;

use super::front_matter::FrontMatter;
use super::lines::{Kind as LineKind, Line, Shape};
use super::{moments, names};
use crate::model::{Date, words};
use crate::organ::{Kind, Organ};

/// How many lines at the top may speak of the meeting, and how long they are, in characters.
const MOST_LINES: usize = 12;
const LONGEST_LINE: usize = 140;

/// Words that say nothing beside a kind, a body and a day.
const FILLERS: [&str; 30] = [
    "från",
    "för",
    "vid",
    "möte",
    "mötet",
    "med",
    "den",
    "i",
    "till",
    "av",
    "fört",
    "över",
    "kl",
    "klockan",
    "sammanträde",
    "sammanträdet",
    "tid",
    "datum",
    "dag",
    "plats",
    "och",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
    "fredagen",
    "torsdagen",
];

/// Words that a title opens with, and the kind of document they tell of.
const KINDS: [(&str, Kind); 9] = [
    ("protokoll", Kind::Minutes),
    ("mötesprotokoll", Kind::Minutes),
    ("sammanträdesprotokoll", Kind::Minutes),
    ("minnesanteckningar", Kind::Notes),
    ("mötesanteckningar", Kind::Notes),
    ("anteckningar", Kind::Notes),
    ("konferens", Kind::Conference),
    ("bilaga", Kind::Annex),
    ("bildspel", Kind::Slides),
];

/// Moves what the top of a text says of the meeting to the front matter.
pub(super) fn take(
    lines: &mut [Line],
    shape: Shape,
    organ: &Organ,
    stem: &str,
    keys: &mut FrontMatter<'_>,
) {
    let head: Vec<usize> = (0..lines.len())
        .filter(|at| !lines[*at].is_gap())
        .take(MOST_LINES)
        .take_while(|at| speaks_of_meeting(&lines[*at], organ))
        .collect();
    let mut taken = Vec::new();
    let mut later = None;
    for (place, &at) in head.iter().enumerate() {
        let line = &lines[at];
        let is_title_mark = matches!(line.kind, LineKind::Heading(1));
        if is_title_mark && shape == Shape::Format {
            // A title in the document format stands where it should.
            let day = moments::day(&line.text);
            later = later.or(day.map(|(_, date)| date));
            continue;
        }
        let fact = Fact::read(names::unstressed(&line.text), place == 0, organ);
        if fact.is_all_taken(keys) {
            fact.offer(keys);
            taken.push(at);
        } else if let Some(date) = fact.date {
            later.get_or_insert(date);
        }
    }
    for at in taken.into_iter().rev() {
        lines[at] = Line::new(LineKind::Blank, "");
    }
    if !keys.has("datum") && !keys.has("hör_till") {
        let day = later.or_else(|| moments::day(&spaced(stem)).map(|(_, date)| date));
        if let Some(day) = day {
            keys.offer("datum", &day.to_string());
        }
    }
    // What somebody has written of the meeting needs no guess.
    let chair =
        if keys.is_present() || keys.has("ordförande") { None } else { chair(lines, organ) };
    if let Some(chair) = chair {
        keys.offer("ordförande", &chair);
    }
}

/// A file name with blanks where it has other marks, and dashes in a day without them.
fn spaced(stem: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in stem.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
        let is_day = word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
        words.push(match word.get(..10) {
            _ if is_day => format!("{}-{}-{}", &word[..4], &word[4..6], &word[6..]),
            // "2022-11-25-protokoll"
            Some(day) if Date::parse(day).is_ok() => format!("{day} {}", &word[10..]),
            _ => word.to_owned(),
        });
    }
    words.join(" ")
}

/// Does the text name the body?
pub(super) fn names_body(lines: &[Line], organ: &Organ) -> bool {
    lines.iter().any(|line| organ.names().any(|name| find_name(&line.text, name).is_some()))
}

/// Where a text has a name, as a word of its own and whatever the case of its letters.
fn find_name(text: &str, name: &str) -> Option<Range<usize>> {
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let opens = !before.is_alphanumeric();
        before = c;
        let length = words::prefix(text.get(at..).filter(|_| opens)?, name)?;
        let after = text[at + length..].chars().next();
        after.is_none_or(|c| !c.is_alphanumeric()).then_some(at..at + length)
    })
}

fn speaks_of_meeting(line: &Line, organ: &Organ) -> bool {
    let is_kind = line.is_text() || line.kind == LineKind::Heading(1);
    let text = names::unstressed(line.text.trim());
    is_kind
        && !line.text.contains('\t')
        && text.chars().count() <= LONGEST_LINE
        && !text.starts_with(['*', '_', '[', '!', '§'])
        && words::label(text).is_none()
        && (words::role(text, organ).is_none() || text.ends_with(':'))
        && names::numbered(line).is_none_or(|number| number.sign == names::Sign::None)
}

/// What one line at the top says.
#[derive(Debug, Default)]
struct Fact {
    kind: Option<Kind>,
    number: Option<String>,
    date: Option<Date>,
    hours: Option<String>,
    /// A key of the front matter and its value, where the line has a label.
    labelled: Option<(&'static str, String)>,
    /// What is left beside these.
    rest: String,
    is_title: bool,
    whole: String,
    names_body: bool,
}

impl Fact {
    fn read(line: &str, is_first: bool, organ: &Organ) -> Self {
        let text = line.trim();
        let mut fact = Self { whole: text.to_owned(), ..Self::default() };
        if let Some(labelled) = labelled(text) {
            fact.labelled = Some(labelled);
            return fact;
        }
        let text = match text.split_once(':') {
            Some((label, value)) if is_about_time(label) => value.trim(),
            _ => text,
        };
        let mut used: Vec<Range<usize>> = Vec::new();
        let first = text.split_whitespace().next().unwrap_or("").trim_end_matches([':', ',']);
        let known = KINDS.into_iter().find(|(word, _)| first.to_lowercase() == *word);
        let known = known.filter(|(_, kind)| is_first || *kind != Kind::Annex);
        let is_of_two_kinds = known.is_some() && names_two_kinds(text);
        if let Some((_, kind)) = known.filter(|_| !is_of_two_kinds) {
            fact.kind = Some(kind);
            used.push(0..first.len());
            if kind == Kind::Annex {
                let number = text[first.len()..].trim_start();
                let length = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
                if (1..=3).contains(&length) {
                    let start = text.len() - number.len();
                    fact.number = Some(number[..length].to_owned());
                    used.push(start..start + length);
                }
            }
        }
        if let Some((place, date)) = moments::day(text) {
            fact.date = Some(date);
            used.push(place);
        }
        let masked = without(text, &used, ' ');
        if let Some((place, hours)) = moments::hours(&masked) {
            fact.hours = Some(hours);
            used.push(place);
        }
        let mut names: Vec<&str> = organ.names().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        if let Some(place) = names.into_iter().find_map(|name| find_name(text, name)) {
            fact.names_body = true;
            used.push(place);
        }
        fact.is_title = (fact.kind.is_some() || is_of_two_kinds) && !text.ends_with('.');
        fact.rest = rest(text, &used);
        fact
    }

    /// Is there a place in the front matter for all that the line says?
    fn is_all_taken(&self, keys: &FrontMatter<'_>) -> bool {
        if let Some((key, value)) = &self.labelled {
            return keys.takes(key, value);
        }
        let says_something = self.kind.is_some()
            || self.is_title
            || self.date.is_some()
            || self.hours.is_some()
            || (self.names_body && self.rest.is_empty());
        says_something && self.facts().iter().all(|(key, value)| keys.takes(key, value)) && {
            self.rest.is_empty() || self.is_title || self.is_place()
        }
    }

    fn offer(&self, keys: &mut FrontMatter<'_>) {
        if let Some((key, value)) = &self.labelled {
            keys.offer(key, value);
        }
        for (key, value) in self.facts() {
            keys.offer(key, &value);
        }
    }

    fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        if let Some(kind) = self.kind.filter(|kind| *kind != Kind::Minutes) {
            facts.push(("typ", kind.word().to_owned()));
        }
        facts.extend(self.number.clone().map(|number| ("nummer", number)));
        facts.extend(self.date.map(|date| ("datum", date.to_string())));
        facts.extend(self.hours.clone().map(|hours| ("tid", hours)));
        if self.is_title && !self.rest.is_empty() {
            facts.push(("titel", self.whole.clone()));
        } else if !self.rest.is_empty() {
            facts.push(("plats", self.rest.clone()));
        }
        facts
    }

    /// Only beside hours is a phrase surely the place.
    fn is_place(&self) -> bool {
        self.hours.is_some()
            && self.rest.split_whitespace().count() <= 8
            && self.rest.starts_with(char::is_uppercase)
            && !self.rest.contains(['?', '!', ':', ';'])
    }
}

/// `Minnesanteckningar och protokoll` tells of no kind.
fn names_two_kinds(text: &str) -> bool {
    let mut words = text.split_whitespace().skip(1);
    let is_joined =
        words.next().is_some_and(|word| ["och", "samt", "eller", "/", "&"].contains(&word));
    let other = words.next().unwrap_or("").trim_end_matches([':', ',']).to_lowercase();
    is_joined && KINDS.iter().any(|(word, _)| *word == other)
}

fn is_about_time(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    ["tid", "datum", "tid och plats", "datum och tid", "plats och tid", "datum, tid och plats"]
        .contains(&label.as_str())
}

/// `Plats: Kalmarsalen`: a line at the top that is a key already.
fn labelled(text: &str) -> Option<(&'static str, String)> {
    let (label, value) = text.split_once(':')?;
    let value = value.trim();
    let key = match label.trim().to_lowercase().as_str() {
        "plats" | "lokal" => return (!value.is_empty()).then(|| ("plats", value.to_owned())),
        "ordförande" => "ordförande",
        "sekreterare" | "protokollförare" => "sekreterare",
        "justerare" | "justerande" | "justeras av" => "justerare",
        _ => return None,
    };
    let is_list = key == "justerare";
    let mut people = value.split(',').flat_map(|part| part.split(" och ")).map(str::trim);
    let are_names = if is_list { people.all(names::is_name) } else { names::is_name(value) };
    are_names.then(|| (key, value.to_owned()))
}

/// A text with other characters over some of its places, byte for byte.
fn without(text: &str, used: &[Range<usize>], mask: char) -> String {
    let is_used = |at: usize| used.iter().any(|place| place.contains(&at));
    let mut masked = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_used(at) {
            masked.extend(std::iter::repeat_n(mask, c.len_utf8()));
        } else {
            masked.push(c);
        }
    }
    masked
}

/// What a text says beside the places that are used, without words that only tie it together.
fn rest(text: &str, used: &[Range<usize>]) -> String {
    const MASK: char = '\u{1}';
    let masked = without(text, used, MASK);
    let parts = masked.split(|c: char| matches!(c, MASK | ',' | ';' | '(' | ')' | '|'));
    let kept: Vec<String> = parts
        .map(|part| {
            let mut words: Vec<&str> = part
                .split_whitespace()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .collect();
            let is_filler = |word: &&str| {
                let word = word.trim_matches(['.', ':']).to_lowercase();
                FILLERS.contains(&word.as_str())
            };
            while words.first().is_some_and(is_filler) {
                words.remove(0);
            }
            while words.last().is_some_and(is_filler) {
                words.pop();
            }
            words.join(" ").trim_matches(['.', ':']).to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect();
    kept.join(", ")
}

/// The chair, where every sentence that opens the meeting names the same one.
fn chair(lines: &[Line], organ: &Organ) -> Option<String> {
    const OPENINGS: [&str; 5] = [
        "vice ordförande ",
        "ordförande ",
        "ordföranden ",
        "mötesordförande ",
        "vice ordföranden ",
    ];
    const VERBS: [&str; 10] = [
        "hälsar",
        "hälsade",
        "öppnar",
        "öppnade",
        "inleder",
        "inledde",
        "välkomnar",
        "välkomnade",
        "förklarar",
        "förklarade",
    ];
    let mut found: Vec<String> = Vec::new();
    for line in lines.iter().filter(|line| line.is_text()) {
        let text = line.text.as_str();
        let Some(length) = OPENINGS.into_iter().find_map(|word| words::prefix(text, word))
        else {
            continue;
        };
        let opens = text.split_whitespace().any(|word| VERBS.contains(&word));
        let name = names::leading_name(&text[length..], organ);
        if let Some(name) = name.filter(|_| opens) {
            found.push(name.to_owned());
        }
    }
    found.dedup();
    match found.as_slice() {
        [name] => Some(name.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn a_title_that_says_nothing_more_goes() {
        let text = "Protokoll Läns gemensam ledning 2022-11-25\n\nDigitalt via Zoom, kl. 9.00–12.00\n\n1. Välkomna\n\nVice ordförande Eva Ek, Nybro kommun, hälsar alla välkomna.";
        assert_snapshot!(converted(text), @r#"
        ---
        organ: lgl
        datum: 2022-11-25
        tid: 9.00–12.00
        plats: Digitalt via Zoom
        ordförande: Eva Ek
        ---

        ## Välkomna

        Vice ordförande Eva Ek, Nybro kommun, hälsar alla välkomna.
        "#);
    }

    #[test]
    fn a_title_that_says_more_is_kept() {
        let text = "Minnesanteckningar från workshop om hälsa: läget den 5 maj 2024\n\nPlats: Sal \"A: 1\"\nSekreterare: Bo Bok\n\nVälkomna\n\nHej.";
        assert_snapshot!(converted(text), @r#"
        ---
        typ: minnesanteckningar
        titel: "Minnesanteckningar från workshop om hälsa: läget den 5 maj 2024"
        datum: 2024-05-05
        plats: "Sal \"A: 1\""
        sekreterare: Bo Bok
        ---

        ## Välkomna

        Hej.
        "#);
    }

    #[test]
    fn a_title_of_two_kinds_tells_of_none() {
        let text = "Minnesanteckningar och protokoll LGL 2024-05-05\n\nVälkomna\n\nHej.";
        assert_snapshot!(converted(text), @r#"
        ---
        organ: lgl
        titel: Minnesanteckningar och protokoll LGL 2024-05-05
        datum: 2024-05-05
        ---

        ## Välkomna

        Hej.
        "#);
    }

    #[test]
    fn other_lines_stay() {
        let text = "Protokoll 2024-05-05\n\nDet här mötet hölls i Kalmar.\n\nVälkomna\n\nHej.";
        assert_snapshot!(converted(text), @r#"
        ---
        datum: 2024-05-05
        ---

        Det här mötet hölls i Kalmar.

        ## Välkomna

        Hej.
        "#);
    }
}
