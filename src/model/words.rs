//! Words that carry meaning: headings with a role, labels, typed numbers, the sentence of a decision.

use std::sync::LazyLock;

use super::{Mark, Role};
use crate::organ::Organ;
use crate::spelling::{self, Shape};

/// A label that opens a paragraph.
pub(crate) struct Label<'a> {
    pub(crate) mark: Mark,
    /// What stood in parentheses.
    pub(crate) about: Option<&'a str>,
    /// Bytes of the paragraph's plain text up to and with the colon.
    pub(crate) length: usize,
}

/// The labels of marked paragraphs. A decision gets its number when it is placed.
static LABELS: [(&str, Mark); 13] = [
    ("beslut", Mark::Decision { number: 0, anchor: String::new() }),
    ("uppdrag", Mark::Assignment),
    ("yttrande", Mark::Statement),
    ("reservation", Mark::Dissent),
    ("protokollsanteckning", Mark::Note),
    ("föredragare", Mark::Presenter),
    ("bilaga", Mark::Annex),
    ("underlag", Mark::Basis),
    ("yrkande", Mark::Proposal),
    ("yrkanden", Mark::Proposal),
    ("omröstning", Mark::Vote),
    ("votering", Mark::Vote),
    ("jäv", Mark::Recusal),
];

/// The label that a paragraph opens with: `Yttrande (Namn, organisation):`.
pub(crate) fn label(text: &str) -> Option<Label<'_>> {
    let lead = text.len() - text.trim_start().len();
    let trimmed = &text[lead..];
    let word_length = trimmed.find(|c: char| !c.is_alphabetic()).unwrap_or(trimmed.len());
    let word = trimmed[..word_length].to_lowercase();
    let (_, mark) = LABELS.iter().find(|(known, _)| *known == word)?;
    let mut rest = trimmed[word_length..].trim_start();
    let mut about = None;
    if rest.starts_with('(') {
        let (inside, tail) = parenthesised(rest)?;
        about = Some(inside.trim()).filter(|inside| !inside.is_empty());
        rest = tail.trim_start();
    }
    let after = rest.strip_prefix(':')?;
    Some(Label { mark: mark.clone(), about, length: text.len() - after.len() })
}

/// The bytes of a text that are a word, whatever the case of its letters.
pub(crate) fn prefix(text: &str, word: &str) -> Option<usize> {
    let mut letters = text.chars();
    for expected in word.chars() {
        let letter = letters.next()?;
        if letter != expected && !letter.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    Some(text.len() - letters.as_str().len())
}

/// What stands in the parentheses that a text opens with, and what comes after; pairs within are counted.
pub(crate) fn parenthesised(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some((&text[1..at], &text[at + 1..])),
            ')' => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Does a paragraph open with the body deciding: "Länsgemensam ledning beslutar att …"?
pub(crate) fn opens_with_decision(text: &str, organ: &Organ) -> bool {
    let text = text.trim_start();
    organ.names().any(|name| {
        let rest =
            prefix(text, name).and_then(|length| text[length..].strip_prefix(" beslutar"));
        // The clauses may stand in a list below: "LGL beslutar:", "LGL beslutar".
        if rest.is_some_and(|rest| matches!(rest.trim_end(), "" | ":")) {
            return true;
        }
        let rest = rest.and_then(|rest| rest.strip_prefix(' '));
        // "LGL beslutar normalt om budgeten i juni" tells of decisions and makes none.
        rest.is_some_and(|rest| {
            ["att ", "följande", "enligt ", "dels "].iter().any(|word| rest.starts_with(word))
        })
    })
}

/// Is what stands under a heading proposed and not decided?
pub(super) fn is_heading_of_proposals(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    heading == "förslag"
        || ["förslag till beslut", "förslag och yrkande", "beslutsförslag", "yrkande"]
            .iter()
            .any(|opening| heading.starts_with(opening))
}

/// Does a paragraph introduce a proposal, which the next one then tells: "Ordföranden föreslår:", "Förslag till beslut"?
pub(super) fn introduces_proposal(text: &str) -> bool {
    let text = text.trim();
    let is_line = text.len() <= 80 && !text.ends_with(['.', '!', '?']);
    if !is_line {
        return false;
    }
    let lower = text.to_lowercase();
    ["förslag", "föreslår", "yrkar"].iter().any(|word| lower.contains(word))
}

/// Does it hold the sentence that says that nothing was decided?
pub(super) fn says_no_decisions(text: &str) -> bool {
    // Nearly every paragraph says something else.
    text.contains("nga beslut")
        && text.split('.').any(|sentence| {
            matches!(
                sentence.trim().to_lowercase().as_str(),
                "inga beslut fattades"
                    | "inga beslut fattades vid mötet"
                    | "inga beslut fattades under mötet"
                    | "inga beslut togs"
            )
        })
}

/// The bytes of a number that the writer typed before a heading: `4.`, `4)`, `4:`, `§ 4`, or `4` alone where
/// that is the number that the item gets. `11.30` is a time, and `2023` a year.
pub(crate) fn typed_number(heading: &str, expected: usize) -> Option<usize> {
    let (section_sign, rest) = match heading.strip_prefix('§') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, heading),
    };
    let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(length);
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    let divided = after.starts_with(['.', ')', ':']);
    let after = if divided { &after[1..] } else { after };
    let is_number = divided || section_sign || digits.parse() == Ok(expected);
    let is_followed = after.starts_with(char::is_whitespace) && !after.trim().is_empty();
    (is_number && is_followed).then(|| heading.len() - after.trim_start().len())
}

/// The paragraph number in a typed number: 12 in `§ 12`.
pub(super) fn paragraph(typed: &str) -> Option<usize> {
    let digits = typed.strip_prefix('§')?.trim_start();
    let length = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..length].parse().ok()
}

/// What a heading is known as.
pub(crate) struct KnownHeading {
    pub(crate) role: Role,
    /// The heading as it is spelt, where this one is misspelt.
    pub(crate) meant: Option<String>,
}

/// The role of a section, by its heading.
pub(crate) fn role(heading: &str, organ: &Organ) -> Option<Role> {
    known_heading(heading, organ).map(|known| known.role)
}

/// What a heading is known as: case, definite form and up to two letters do not matter.
pub(crate) fn known_heading(heading: &str, organ: &Organ) -> Option<KnownHeading> {
    let heading = heading.trim().trim_end_matches([':', '.', '!']).to_lowercase();
    let shape = Shape::of(&heading);
    let own = organ.headings.iter().filter_map(|(role, shown)| {
        let lower = shown.to_lowercase();
        Some((distance(&heading, &shape, &lower, &Shape::of(&lower))?, *role, shown.as_str()))
    });
    let usual = USUAL_HEADINGS.iter().filter_map(|known| {
        let distance = distance(&heading, &shape, &known.lower, &known.shape)?;
        Some((distance, known.role, known.shown))
    });
    let known = own.chain(usual);
    let (distance, role, known) = known.min_by_key(|(distance, ..)| *distance)?;
    let is_misspelt = distance > 1 && !is_other_form(&heading, &known.to_lowercase());
    Some(KnownHeading { role, meant: is_misspelt.then(|| known.to_owned()) })
}

/// Is a heading another form of a known one, or another word altogether, rather than a misspelling?
/// "Deltagarna" is no misspelt "Deltagare".
fn is_other_form(heading: &str, known: &str) -> bool {
    const ENDINGS: [&str; 18] = [
        "", "a", "ade", "ades", "ar", "arna", "as", "des", "e", "en", "ens", "er", "erna",
        "ets", "n", "na", "nas", "s",
    ];
    // Words of their own that lie within two letters of a known heading.
    const OTHERS: [&str; 3] = ["anslut", "deltagande", "programs"];
    let same: usize = heading
        .chars()
        .zip(known.chars())
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let is_ending = |tail: &str| ENDINGS.contains(&tail);
    OTHERS.contains(&heading) || is_ending(&heading[same..]) && is_ending(&known[same..])
}

/// A heading that everybody knows a role by.
struct UsualHeading {
    role: Role,
    lower: String,
    shape: Shape,
    shown: &'static str,
}

static USUAL_HEADINGS: LazyLock<Vec<UsualHeading>> = LazyLock::new(|| {
    let headings = Role::ALL.into_iter().flat_map(|role| {
        role.usual_headings().iter().map(move |shown| {
            let lower = shown.to_lowercase();
            UsualHeading { role, shape: Shape::of(&lower), lower, shown }
        })
    });
    headings.collect()
});

/// How far a heading is from a known one; none where it is another heading.
fn distance(heading: &str, shape: &Shape, known: &str, known_shape: &Shape) -> Option<usize> {
    const DEFINITE: [&str; 6] = ["en", "n", "et", "t", "na", "erna"];
    if let Some(ending) = heading.strip_prefix(known) {
        if ending.is_empty() {
            return Some(0);
        }
        if DEFINITE.contains(&ending) {
            return Some(1);
        }
    }
    // Two letters are half of a short word: "Avslut" is not a misspelt "Beslut".
    let allowed = match known_shape.length {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    if !shape.may_be_near(known_shape, allowed) {
        return None;
    }
    spelling::distance(heading, known, allowed).map(|distance| distance + 1)
}

/// A heading as an anchor: `Nära vård – mål` becomes `nära-vård-mål`.
pub(super) fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    // The program makes these itself: of items, of notes and of the places that refer to them.
    let is_reserved = ["punkt-", "not-", "notref-"].iter().any(|own| slug.starts_with(own));
    if slug.is_empty() {
        "avsnitt".to_owned()
    } else if is_reserved {
        format!("avsnitt-{slug}")
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lgl() -> Organ {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        crate::organ::read("lgl", "organ.yaml", files).0
    }

    #[test]
    fn headings_are_known_in_spite_of_how_they_are_written() {
        let table = [
            ("Välkomna", Some(Role::Welcome)),
            ("Dagordningen", Some(Role::Agenda)),
            ("BESLUT", Some(Role::Decisions)),
            ("Avslut", Some(Role::Closing)),
            ("Närvarade ledamöter", Some(Role::Attendance)),
            ("Deltagare:", Some(Role::Attendance)),
            ("Övriga medvärkande", Some(Role::Others)),
            ("Nära vård", None),
            ("Besluten i målbilden", None),
            ("Anslut", Some(Role::Closing)),
        ];
        let organ = lgl();
        for (heading, expected) in table {
            assert_eq!(role(heading, &organ), expected, "{heading}");
        }
    }

    #[test]
    fn another_form_is_no_misspelling() {
        let table = [
            ("Närvarade ledamöter", Some("Närvarande ledamöter")),
            ("Dagordnig", Some("Dagordning")),
            ("Övriga medvärkande", Some("Övriga medverkande")),
            ("Besslut", Some("Beslut")),
            ("Mötets öpnande", Some("Mötets öppnande")),
            ("Närvarande", None),
            ("Deltagarna", None),
            ("Deltagande", None),
            ("Mötet avslutades", None),
            ("Beslutsärende", None),
            ("Välkomna!", None),
            ("Agendan", None),
            ("BESLUT", None),
        ];
        let organ = lgl();
        for (heading, expected) in table {
            let known = known_heading(heading, &organ).expect(heading);
            assert_eq!(known.meant.as_deref(), expected, "{heading}");
        }
    }

    #[test]
    fn typed_numbers_are_no_years() {
        let table = [
            ("4. Nära vård", Some("4. ")),
            ("4) Nära vård", Some("4) ")),
            ("4: Nära vård", Some("4: ")),
            ("7 Nära vård", Some("7 ")),
            ("11.30 Lunch", None),
            ("1.5 miljoner till vården", None),
            ("§ 12 Nära vård", Some("§ 12 ")),
            ("2023 års budget", None),
            ("13 organisationer", None),
            ("4.", None),
            ("Nära vård", None),
        ];
        for (heading, expected) in table {
            assert_eq!(typed_number(heading, 7).map(|n| &heading[..n]), expected, "{heading}");
        }
    }

    #[test]
    fn a_decision_opens_its_paragraph() {
        let organ = lgl();
        assert!(opens_with_decision(
            "Länsgemensam ledning beslutar att anta förslaget.",
            &organ
        ));
        assert!(opens_with_decision("LGL beslutar:", &organ));
        assert!(!opens_with_decision("LGL beslutar.", &organ));
        assert!(!opens_with_decision("Under hösten beslutades att ta fram en plan.", &organ));
        assert!(!opens_with_decision("LGL beslutar normalt om budgeten i juni.", &organ));
        assert!(!opens_with_decision("LGL:s arbetsgrupp beslutar att mötas.", &organ));
    }

    #[test]
    fn labels_may_say_whose_words_they_are() {
        let label = label("Yttrande (Eva Ek, Nybro kommun): Vi instämmer.").expect("a label");
        assert_eq!((label.mark, label.about), (Mark::Statement, Some("Eva Ek, Nybro kommun")));
        let label =
            super::label("Reservation (Eva Ek (S), Nybro kommun): Nej.").expect("a label");
        assert_eq!(label.about, Some("Eva Ek (S), Nybro kommun"));
        assert!(super::label("Beslutet: gäller").is_none());
        assert!(super::label("Uppdrag och mål: så").is_none());
    }
}
