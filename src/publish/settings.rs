//! What `lgl.yaml` says about the rules: levels, people, spellings.

mod dictionary;
mod keys;

use std::path::Path;

use super::Disk;
use crate::check::{MISSPELLING, Settings, find, nearest};
use crate::diagnostic::{Finding, Level};
use crate::parse::fields::{Fields, text};
use crate::parse::yaml::{Node, Value};
use crate::parse::{INVALID_VALUE, MISSING_KEY};
use crate::source::Span;

pub use keys::KEYS;

/// The words for a level in the settings, and for no level at all.
const LEVELS: [(&str, Option<Level>); 4] = [
    ("fel", Some(Level::Error)),
    ("varning", Some(Level::Warning)),
    ("upplysning", Some(Level::Info)),
    ("av", None),
];

/// Reads the keys `regler`, `personer`, `felstavningar`, `egna_ord` and `ordbok`.
pub(super) fn read(
    disk: &dyn Disk,
    root: &Path,
    fields: &mut Fields,
    findings: &mut Vec<Finding>,
) -> Settings {
    let mut settings = Settings::default();
    if let Some(rules) = fields.fields("regler", findings) {
        levels(rules, &mut settings, findings);
    }
    settings.people = people(fields.list("personer"), findings);
    if let Some(words) = fields.fields("felstavningar", findings) {
        for entry in words.rest() {
            if let Some(meant) = text(entry.value, findings) {
                settings.misspellings.insert(entry.key.value.to_lowercase(), meant.value);
            }
        }
    }
    let own_words = fields.texts("egna_ord", findings);
    settings.own_words = own_words.into_iter().map(|word| word.value.to_lowercase()).collect();
    // Reading a dictionary takes longer than linting a hundred protocols.
    if let Some(named) = fields.text("ordbok", findings)
        && settings.levels.get(MISSPELLING.code) != Some(&None)
    {
        settings.dictionary = dictionary::read(disk, root, &named, findings);
    }
    settings
}

/// `LGL404: av`, `förkortning: fel`.
fn levels(rules: Fields, settings: &mut Settings, findings: &mut Vec<Finding>) {
    for entry in rules.rest() {
        let Some(known) = find(&entry.key.value) else {
            findings.push(
                INVALID_VALUE
                    .at(entry.key.span, format!("Regeln ”{}” finns inte", entry.key.value))
                    .help(match nearest(&entry.key.value) {
                        Some(near) => {
                            format!("Menade du {} {}?", near.rule.code, near.rule.name)
                        }
                        None => "Kör lgl rules för att se reglernas koder.".to_owned(),
                    }),
            );
            continue;
        };
        if known.is_indispensable {
            findings.push(
                INVALID_VALUE
                    .at(entry.key.span, format!("{} går inte att ställa in", known.rule.code))
                    .help("Ta bort raden: regeln går inte att stänga av, eftersom inget dokument går att bygga med felet kvar."),
            );
            continue;
        }
        let Some(word) = text(entry.value, findings) else { continue };
        // YAML 1.1 reads some words as truth values; what was typed is what counts.
        match LEVELS.iter().find(|(known, _)| *known == word.value.to_lowercase()) {
            Some((_, level)) => {
                settings.levels.insert(known.rule.code, *level);
            }
            None => findings.push(
                INVALID_VALUE
                    .at(word.span, format!("”{}” är ingen nivå", word.value))
                    .help("Skriv fel, varning, upplysning eller av."),
            ),
        }
    }
}

/// `- Anna Andersson`, or `- {namn: Anna Andersson, organisation: Nybro kommun}`.
fn people(nodes: Vec<Node>, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut people = Vec::new();
    for node in nodes {
        if let Value::Text(line) = &node.value {
            // An organisation may stand after the name, as in a list of attendance.
            let name = line.split(',').next().unwrap_or(line).trim();
            people.push(name.to_owned());
            continue;
        }
        let mut fields = Fields::new(node, findings);
        match fields.text("namn", findings) {
            Some(name) => people.push(name.value),
            None => findings.push(
                MISSING_KEY
                    .at(Span::at(fields.span().end), "Personen saknar namn")
                    .help("Skriv namn: och vad personen heter."),
            ),
        }
        let _ = fields.text("organisation", findings);
        fields.finish(findings);
    }
    people
}
