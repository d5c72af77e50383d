//! The keys of a map, taken one by one; what nobody took is unknown.

use super::yaml::{Entry, Node, Value};
use super::{INVALID_VALUE, UNKNOWN_KEY};
use crate::diagnostic::{Edit, Finding, Fix};
use crate::source::{Span, Spanned};

/// The keys of a map that are still to be read.
#[derive(Debug)]
pub struct Fields {
    entries: Vec<Entry>,
    asked: Vec<&'static str>,
    /// Those that were asked for and are there.
    found: Vec<&'static str>,
    span: Span,
}

impl Fields {
    /// The keys of a node; a finding where it is no map.
    pub fn new(node: Node, findings: &mut Vec<Finding>) -> Self {
        let span = node.span;
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            Value::Text(_) | Value::List(_) => {
                findings.push(
                    INVALID_VALUE
                        .at(span, "Här ska det stå uppgifter med namn och värde")
                        .help("Skriv varje uppgift på en egen rad, med blanksteg efter kolonet: datum: 2026-12-04."),
                );
                Vec::new()
            }
        };
        Self { entries, asked: Vec::new(), found: Vec::new(), span }
    }

    /// Where the map stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Was no key there at all?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.found.is_empty()
    }

    /// The value of a key, whatever its form. A key with no value counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<Node> {
        self.asked.push(key);
        let at = self.entries.iter().position(|entry| entry.key.value.to_lowercase() == key)?;
        self.found.push(key);
        Some(self.entries.remove(at).value).filter(|node| node.value != Value::Null)
    }

    /// The value of a key as text.
    pub fn text(
        &mut self,
        key: &'static str,
        findings: &mut Vec<Finding>,
    ) -> Option<Spanned<String>> {
        text(self.node(key)?, findings).filter(|text| !text.value.is_empty())
    }

    /// The value of a key as the code of a language.
    pub fn language(
        &mut self,
        key: &'static str,
        findings: &mut Vec<Finding>,
    ) -> Option<String> {
        let text = self.text(key, findings)?;
        if !is_language(&text.value) {
            findings.push(
                INVALID_VALUE
                    .at(text.span, format!("”{}” är ingen språkkod", text.value))
                    .help("Skriv sv för svenska eller en för engelska."),
            );
            return None;
        }
        Some(text.value)
    }

    /// The value of a key as a list; a single value is a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(list), .. }) => list,
            Some(node) => vec![node],
        }
    }

    /// The value of a key as a list of texts.
    pub fn texts(
        &mut self,
        key: &'static str,
        findings: &mut Vec<Finding>,
    ) -> Vec<Spanned<String>> {
        self.list(key).into_iter().filter_map(|node| text(node, findings)).collect()
    }

    /// The value of a key as a map.
    pub fn fields(&mut self, key: &'static str, findings: &mut Vec<Finding>) -> Option<Self> {
        Some(Self::new(self.node(key)?, findings))
    }

    /// Everything that is left, as it is: for a map whose keys are free.
    pub fn rest(self) -> Vec<Entry> {
        self.entries
    }

    /// Reports every key that was never asked for, and how it can be mended where that is plain.
    pub fn finish(mut self, findings: &mut Vec<Finding>) {
        for entry in std::mem::take(&mut self.entries) {
            let Spanned { value: key, span } = entry.key;
            let fault =
                UNKNOWN_KEY.at(span, format!("Nyckeln ”{key}” är okänd och gör ingenting"));
            findings.push(match nearest(&key, &self.asked) {
                None => fault.help(format!(
                    "Ta bort raden. Här går att skriva: {}.",
                    self.asked.join(", ")
                )),
                // A key that is there already would stand twice.
                Some(known) if self.found.contains(&known) => {
                    fault.help(format!("Ta bort raden: nyckeln ”{known}” finns redan."))
                }
                Some(known) => {
                    self.found.push(known);
                    fault
                        .help(format!("Skriv ”{known}”, om det är vad som menas."))
                        .fix(Fix::risky(vec![Edit::replace(span, known)]))
                }
            });
        }
    }
}

/// A node as text; a finding where it is none.
pub fn text(node: Node, findings: &mut Vec<Finding>) -> Option<Spanned<String>> {
    match node.value {
        Value::Text(text) => Some(Spanned::new(text.trim().to_owned(), node.span)),
        Value::Null => None,
        Value::List(_) | Value::Map(_) => {
            findings.push(
                INVALID_VALUE
                    .at(node.span, "Här ska det stå en enkel text")
                    .help("Skriv värdet på samma rad som nyckeln."),
            );
            None
        }
    }
}

/// Has it the form of a language code (BCP 47): `sv`, `sv-FI`?
fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let is_word = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|part| {
        is_word(part, 2..=3) && part.bytes().all(|b| b.is_ascii_alphabetic())
    }) && parts.all(|part| is_word(part, 2..=8))
}

/// The known word that was probably meant: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    known
        .iter()
        .map(|&candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min()
        .map(|(_, candidate)| candidate)
}
