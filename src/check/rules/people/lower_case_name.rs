//! LGL407: a surname that begins with a small letter.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::named::{Named, Part};
use crate::model::names::{is_particle, is_title_word};
use crate::organ::Organ;

/// A small letter in a name.
pub(crate) static RULE: Rule =
    Rule { code: "LGL407", name: "gemen-i-namn", level: Level::Warning };

/// Words that stand where a name stands, and are none.
const NO_NAMES: [&str; 25] = [
    "anmäld",
    "anmält",
    "deltagare",
    "ej",
    "elever",
    "ersatt",
    "från",
    "frånvarande",
    "förhinder",
    "gäst",
    "gäster",
    "ingen",
    "med",
    "meddelas",
    "och",
    "ordinarie",
    "person",
    "personer",
    "plats",
    "representant",
    "representanter",
    "saknas",
    "samt",
    "tillsatt",
    "vakant",
];

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told = |part: Part<'_>| {
        let Some(right) =
            with_capitals(part.text).filter(|_| !holds_organisation(part.text, context.organ))
        else {
            return;
        };
        let finding = RULE
            .at(part.span, format!("Namnet ”{}” har en liten bokstav", part.text))
            .help(format!("Skriv ”{right}”."));
        findings.push(if part.is_editable {
            finding.fix(Fix::safe(vec![Edit::replace(part.span, right)]))
        } else {
            finding
        });
    };
    context.text.named.iter().filter_map(Named::opening).for_each(&mut told);
}

/// The name with capitals, where it is a name with one word that has none.
fn with_capitals(name: &str) -> Option<String> {
    if !name.starts_with(char::is_uppercase) || !has_small(name) {
        return None;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_word = |word: &&str| {
        let lower = word.to_lowercase();
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && word.chars().count() > 1
            && !NO_NAMES.contains(&lower.as_str())
            && !is_title_word(&lower)
    };
    if !(2..=4).contains(&words.len()) || !words.iter().all(is_word) {
        return None;
    }
    let small = words.iter().filter(|word| has_small(word) && !is_small_word(word)).count();
    let right: Vec<String> = words.iter().map(|word| capital(word)).collect();
    (small == 1).then(|| right.join(" ")).filter(|right| right != name)
}

/// Has an organisation slipped into the name, as where the comma is missing: "Eva Ek Kalmar kommun"?
fn holds_organisation(name: &str, organ: &Organ) -> bool {
    const ENDINGS: [&str; 10] = [
        "kommun",
        "kommunen",
        "region",
        "regionen",
        "län",
        "förbundet",
        "myndigheten",
        "nämnden",
        "skolan",
        "föreningen",
    ];
    let is_organisation = |word: &str| ENDINGS.iter().any(|ending| word.ends_with(ending));
    name.to_lowercase().split_whitespace().any(is_organisation)
        || name
            .match_indices(' ')
            .any(|(at, _)| organ.member_named(name[at..].trim()).is_some())
}

/// Small words within names that open no surname of their own.
fn is_small_word(word: &str) -> bool {
    is_particle(word)
        || matches!(
            word,
            "al" | "ben" | "du" | "ibn" | "ould" | "ten" | "ter" | "vander" | "zu"
        )
}

/// Does a word, or a part of it after a hyphen, begin with a small letter?
fn has_small(name: &str) -> bool {
    // "d'Ambrosio" is right.
    let is_small = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_lowercase)
            && !letters.as_str().starts_with(['\'', '’'])
    };
    // So is "al-Hassan".
    name.split(' ').any(|word| {
        let article =
            word.split_once('-').filter(|(first, _)| matches!(*first, "al" | "el" | "ul"));
        article.map_or(word, |(_, rest)| rest).split('-').any(is_small)
    })
}

fn capital(word: &str) -> String {
    if is_small_word(word) {
        return word.to_owned();
    }
    let parts = word.split('-').map(|part| {
        if !has_small(part) {
            return part.to_owned();
        }
        let mut letters = part.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        first + letters.as_str()
    });
    parts.collect::<Vec<String>>().join("-")
}
