//! LGL505: a registry number that is missing where the body asks for it, or that cannot be one.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Kind;

/// No registry number, or none that a registrar would know.
pub(crate) static RULE: Rule =
    Rule { code: "LGL505", name: "diarienummer", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    if let Some(number) = &minutes.meeting.registry_number {
        if let Some((fault, help)) = fault(&number.value) {
            let message = format!("Diarienumret ”{}” {fault}", number.value);
            findings.push(RULE.at(number.span, message).help(help));
        }
        return;
    }
    let is_meeting = matches!(minutes.kind, Kind::Minutes | Kind::Notes | Kind::Conference);
    if context.organ.needs_registry_number && is_meeting && minutes.has_front_matter {
        findings.push(
            RULE.at(minutes.places.keys, "Diarienumret saknas")
                .help("Skriv en rad bland metadata, som diarienummer: RS 2026/195."),
        );
    }
}

/// What is wrong with a number, after its name, and what to do. Bodies write theirs in many ways, so a number is
/// right as long as it has a series in letters, a year and a number of its own.
fn fault(typed: &str) -> Option<(&'static str, String)> {
    let pieces = pieces(typed);
    let mut letters = pieces.iter().filter(|piece| piece.is_letters());
    let numbers = pieces.iter().filter(|piece| !piece.is_letters());
    let first_letters = letters.next();
    if first_letters.is_some_and(|piece| {
        matches!(piece.text.to_lowercase().as_str(), "dnr" | "diarienr" | "diarienummer")
    }) {
        return Some((
            "har ett onödigt ord framför",
            "Skriv bara själva numret, som RS 2026/195.".to_owned(),
        ));
    }
    if numbers.clone().count() < 2 {
        return Some((
            "är inte fullständigt",
            "Skriv beteckning, år och nummer, som RS 2026/195.".to_owned(),
        ));
    }
    if !numbers.clone().any(Piece::is_year) {
        return Some((
            "saknar år",
            "Skriv beteckning, år och nummer, som RS 2026/195.".to_owned(),
        ));
    }
    if first_letters.is_none() {
        return Some((
            "saknar beteckning",
            format!("Skriv först beteckningen för den som har diariet, som RS {typed}."),
        ));
    }
    // A series right before the year: "RS2022/195". After the year it may stand so: "2022/KS0123".
    let [first, second, ..] = pieces.as_slice() else { return None };
    let is_glued = first.is_letters() && second.is_year() && second.gap.is_empty();
    is_glued.then(|| {
        let (series, rest) = typed.trim().split_at(first.text.len());
        ("saknar mellanrum", format!("Skriv {series} {rest}."))
    })
}

/// Letters or digits in a row, with the marks before them.
struct Piece<'a> {
    gap: &'a str,
    text: &'a str,
}

impl Piece<'_> {
    fn is_letters(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Four digits that are a year, or two.
    fn is_year(&self) -> bool {
        match self.text.len() {
            4 => self.text.parse().is_ok_and(|year: u16| (1900..=2100).contains(&year)),
            2 => !self.is_letters(),
            _ => false,
        }
    }
}

fn pieces(typed: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (gap, tail) = rest.split_at(start);
        let is_letters = tail.starts_with(char::is_alphabetic);
        let end = tail
            .find(|c: char| !c.is_alphanumeric() || c.is_alphabetic() != is_letters)
            .unwrap_or(tail.len());
        let (text, after) = tail.split_at(end);
        pieces.push(Piece { gap, text });
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn bodies_write_their_numbers_in_many_ways() {
        let table = [
            ("RS 2022/195", None),
            ("SKR 22/00123", None),
            ("KS 2023-00123", None),
            ("SON/2024:12", None),
            ("KS-2022/00345", None),
            ("2022/KS0123", None),
            ("HSN 2021-1234-5", None),
            ("Kommunförbundet 2022.105", None),
            ("RS2022/195", Some("saknar mellanrum")),
            ("2022-195", Some("saknar beteckning")),
            ("2022/195", Some("saknar beteckning")),
            ("RS 195", Some("är inte fullständigt")),
            ("RS", Some("är inte fullständigt")),
            ("RS 195/1234567", Some("saknar år")),
            ("Dnr RS 2022/195", Some("har ett onödigt ord framför")),
            ("…", Some("är inte fullständigt")),
        ];
        for (typed, expected) in table {
            assert_eq!(fault(typed).map(|(fault, _)| fault), expected, "{typed}");
        }
    }
}
