//! YAML as values that know their place. The only file that knows the YAML library.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned as Place};
use std::collections::BTreeMap;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

use super::METADATA;
use crate::diagnostic::Finding;
use crate::source::{Source, Span, Spanned};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it says.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a [`Node`] says. Every scalar is text as it was typed: `9.00` stays `9.00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A text, in NFC.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in order. Keys are unique.
    Map(Vec<Entry>),
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, in NFC.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// What somebody wrote as YAML, in words for who wrote it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    /// "Metadata".
    pub(super) name: &'static str,
    /// A line as it should be.
    pub(super) line: &'static str,
    /// What to do about a line with two colons.
    pub(super) colon: &'static str,
    /// A line with a blank after its colon.
    pub(super) blank: &'static str,
    /// A value that has quotation marks in it.
    pub(super) quoted: &'static str,
}

/// The front matter.
const METADATA_SUBJECT: Subject = Subject {
    name: "Metadata",
    line: "datum: 2026-12-04",
    colon: "Sätt värdet inom raka citattecken, till exempel titel: \"Möte: om vård\".",
    blank: "plats: Kalmar",
    quoted: "plats: '\"Ankaret\" i Kalmar'",
};

/// Reads the YAML of a span. None, with a finding, where it is none.
pub fn read(source: &Source, span: Span, findings: &mut Vec<Finding>) -> Option<Node> {
    read_as(&METADATA_SUBJECT, source, span, findings)
}

/// The same for YAML that is something else than the front matter.
pub(super) fn read_as(
    subject: &Subject,
    source: &Source,
    span: Span,
    findings: &mut Vec<Finding>,
) -> Option<Node> {
    let text = source.slice(span);
    // Front matter is a page at most; the limits stop alias bombs and deep nesting early.
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! { max_aliases: 100, max_depth: 32, max_nodes: 100_000 },
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        with_snippet: false,
    };
    match serde_yaml::from_str_with_options::<Place<Raw>>(text, options) {
        Ok(raw) => Some(Reader { text, base: span.start, findings }.node(raw)),
        Err(error) => {
            findings.push(unreadable(subject, source, span, &error));
            None
        }
    }
}

/// A value before places are worked out.
enum Raw {
    Null,
    Text(String),
    /// A number or truth value: what was typed is taken from the source.
    Typed(String),
    List(Vec<Place<Raw>>),
    Map(Vec<(Place<String>, Place<Raw>)>),
}

struct RawVisitor;

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Typed(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Bytes before the YAML in the file.
    base: usize,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn node(&mut self, raw: Place<Raw>) -> Node {
        let span = self.span(raw.referenced);
        let value = match raw.value {
            Raw::Null => Value::Null,
            Raw::Text(text) => Value::Text(text.nfc().collect()),
            Raw::Typed(shown) => Value::Text(self.typed(raw.defined).unwrap_or(shown)),
            Raw::List(list) => Value::List(list.into_iter().map(|n| self.node(n)).collect()),
            Raw::Map(entries) => Value::Map(self.entries(entries)),
        };
        Node { value, span }
    }

    fn entries(&mut self, raw: Vec<(Place<String>, Place<Raw>)>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        for (key, value) in raw {
            let key =
                Spanned::new(key.value.nfc().collect::<String>(), self.span(key.referenced));
            let value = self.node(value);
            match places.get(&key.value) {
                None => {
                    places.insert(key.value.clone(), key.span);
                    entries.push(Entry { key, value });
                }
                Some(first) => self.findings.push(
                    METADATA
                        .at(key.span, format!("Nyckeln ”{}” står två gånger", key.value))
                        .help("Ta bort den ena raden.")
                        .related(*first, "första gången"),
                ),
            }
        }
        entries
    }

    fn span(&self, location: Location) -> Span {
        let span = location.span();
        let start = span.byte_offset().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let length = span.byte_len().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let start = self.text.floor_char_boundary(start);
        let end = self.text.floor_char_boundary(start + length);
        // A block value's place runs to the start of the next line.
        let end = start + self.text[start..end].trim_end().len();
        Span::new(start, end).shift(self.base)
    }

    fn typed(&self, location: Location) -> Option<String> {
        let span = self.span(location);
        let text = self.text.get(span.start - self.base..span.end - self.base)?;
        (!text.is_empty()).then(|| text.nfc().collect())
    }
}

fn unreadable(
    subject: &Subject,
    source: &Source,
    span: Span,
    error: &serde_yaml::Error,
) -> Finding {
    use serde_yaml::Error as E;
    let text = source.slice(span);
    let offset = error
        .location()
        .and_then(|location| location.span().byte_offset())
        .and_then(|n| usize::try_from(n).ok())
        .map_or(text.len(), |n| text.floor_char_boundary(n));
    // What stops the reading is often the line end after the fault.
    let offset = if text[..offset].ends_with('\n') && text[offset..].trim().is_empty() {
        text[..offset].trim_end().len()
    } else {
        offset
    };
    let line_at = |offset: usize| {
        let start = text[..offset].rfind('\n').map_or(0, |n| n + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |n| offset + n);
        (start, text[start..end].trim_end())
    };
    // The reader often stumbles on the line after the one that is at fault.
    let (mut start, mut line) = line_at(offset);
    let mut above = start;
    while advice(line, subject).is_none() && above > 0 {
        let (before, candidate) = line_at(above - 1);
        if advice(candidate, subject).is_some() {
            (start, line) = (before, candidate);
        }
        above = before;
    }
    let place = Span::new(start, start + line.len()).shift(span.start);
    let name = subject.name;
    match error {
        E::Budget { .. }
        | E::AliasReplayLimitExceeded { .. }
        | E::AliasExpansionLimitExceeded { .. }
        | E::AliasReplayStackDepthExceeded { .. }
        | E::AliasError { .. } => METADATA
            .at(place, format!("{name} växer över alla gränser"))
            .help("Skriv ut värdena i stället för att hänvisa med & och *."),
        _ => {
            let (what, help) = advice(line, subject).unwrap_or_else(|| {
                let help = format!(
                    "Skriv varje uppgift på en egen rad, som {}, med blanksteg efter kolonet.",
                    subject.line
                );
                (" på den här raden", help)
            });
            METADATA.at(place, format!("{name} går inte att läsa{what}")).help(help)
        }
    }
}

/// What is usually wrong with a line that cannot be read, and what to do.
fn advice(line: &str, subject: &Subject) -> Option<(&'static str, String)> {
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim());
    let without_blank = || {
        let (key, value) = line.split_once(':')?;
        let is_key = key.starts_with(char::is_alphabetic) && !key.contains(' ');
        (is_key && value.starts_with(char::is_alphanumeric)).then_some(())
    };
    if line.contains('\t') {
        Some((": raden har ett tabbtecken", "Gör indrag med blanksteg.".to_owned()))
    } else if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) {
        Some((": raden har två kolon", subject.colon.to_owned()))
    } else if without_blank().is_some() {
        Some((
            ": raden saknar blanksteg efter kolonet",
            format!("Skriv ett blanksteg efter kolonet, till exempel {}.", subject.blank),
        ))
    } else if line.matches('"').count() % 2 == 1 {
        Some((
            ": ett citattecken saknar sitt par",
            "Skriv ett rakt citattecken både före och efter värdet.".to_owned(),
        ))
    } else if value.starts_with('"') && !value.ends_with('"') {
        Some((
            ": det står text efter citattecknet",
            format!("Sätt hela värdet inom enkla citattecken: {}.", subject.quoted),
        ))
    } else if value.starts_with(['@', '`', '%']) {
        Some((
            ": värdet börjar med ett tecken som betyder något annat",
            "Sätt värdet inom raka citattecken.".to_owned(),
        ))
    } else {
        None
    }
}
