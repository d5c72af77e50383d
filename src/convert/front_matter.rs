//! The front matter of a converted text: what was there, byte for byte, and what the text says beside it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::parse::parse;
use crate::parse::yaml::Value;
use crate::source::Source;

/// The order in which keys are written.
const ORDER: [&str; 11] = [
    "typ",
    "organ",
    "titel",
    "datum",
    "tid",
    "plats",
    "ordförande",
    "sekreterare",
    "justerare",
    "diarienummer",
    "nummer",
];

/// The front matter that a text has, and the facts that it should have as well.
pub(super) struct FrontMatter<'a> {
    /// From the first line to the line of dashes that closes it, without that line.
    opening: &'a str,
    /// The line of dashes that closes it.
    closing: &'a str,
    /// Keys that are there, with their values where those are plain text.
    present: BTreeMap<String, Option<String>>,
    /// Can a line be added without changing what is there?
    grows: bool,
    added: Vec<(&'static str, String)>,
}

impl<'a> FrontMatter<'a> {
    /// Divides a text into its front matter and its body.
    pub(super) fn split(text: &'a str) -> (Self, &'a str) {
        let source = Source::new("", text);
        let (parsed, _) = parse(&source);
        let body = &text[parsed.body.start..];
        let whole = &text[..parsed.body.start];
        let is_there = whole.trim_start_matches('\u{feff}').starts_with("---");
        if !is_there {
            let none = Self {
                opening: "",
                closing: "",
                present: BTreeMap::new(),
                grows: true,
                added: Vec::new(),
            };
            return (none, body);
        }
        let (opening, closing) = whole.split_at(parsed.front_matter_end.start);
        let first = opening.lines().skip(1).find(|line| !line.trim().is_empty());
        // A map in braces or set in from the margin takes no further line at the margin.
        let at_margin = first.is_none_or(|line| {
            line.starts_with(|c: char| c.is_alphabetic() || "#\"'".contains(c))
        });
        let mut present = BTreeMap::new();
        let node = parsed.front_matter.map(|node| node.value);
        let is_map = match node {
            Some(Value::Map(entries)) => {
                for entry in entries {
                    let value = match entry.value.value {
                        Value::Text(text) => Some(text),
                        _ => None,
                    };
                    let key: String = entry.key.value.nfc().collect();
                    present.insert(key.to_lowercase(), value);
                }
                true
            }
            Some(Value::Null) => true,
            Some(Value::Text(_) | Value::List(_)) => false,
            None => first.is_none(),
        };
        let grows = is_map && at_margin;
        (Self { opening, closing, present, grows, added: Vec::new() }, body)
    }

    /// Was there any when the text came?
    pub(super) fn is_present(&self) -> bool {
        !self.opening.is_empty()
    }

    /// Does the document say this of itself already?
    pub(super) fn has(&self, key: &str) -> bool {
        self.present.contains_key(key) || self.added.iter().any(|(added, _)| *added == key)
    }

    /// Would the front matter hold this fact in the end, if it were offered?
    pub(super) fn takes(&self, key: &str, value: &str) -> bool {
        if let Some(present) = self.present.get(key) {
            return present.as_ref().is_some_and(|present| is_same(present, value));
        }
        match self.added.iter().find(|(added, _)| *added == key) {
            Some((_, added)) => is_same(added, value),
            None => self.grows && !value.trim().is_empty(),
        }
    }

    /// Adds a fact, unless another one stands there. Says whether the front matter holds it in the end, so
    /// that the text need not.
    pub(super) fn offer(&mut self, key: &'static str, value: &str) -> bool {
        let takes = self.takes(key, value);
        if takes && !self.has(key) {
            let words: Vec<&str> = value.split_whitespace().collect();
            self.added.push((key, words.join(" ")));
        }
        takes
    }

    /// The front matter as it is written; empty where there is nothing to say.
    pub(super) fn written(mut self, line_end: &str) -> String {
        self.added.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key));
        let mut lines = String::new();
        for (key, value) in &self.added {
            lines.push_str(&format!("{key}: {}{line_end}", scalar(value)));
        }
        if self.is_present() {
            return format!("{}{lines}{}", self.opening, self.closing);
        }
        if lines.is_empty() {
            return String::new();
        }
        format!("---{line_end}{lines}---{line_end}")
    }
}

fn is_same(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        let letters = text.nfc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase);
        letters.map(|c| if matches!(c, '-' | '—') { '–' } else { c }).collect::<String>()
    };
    folded(one) == folded(other)
}

/// A value as YAML: bare where nobody can misread it, else in quotation marks.
fn scalar(value: &str) -> String {
    let opens_safely = value.starts_with(char::is_alphabetic) || is_date_or_hours(value);
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "ja", "nej"]
        .contains(&value.to_lowercase().as_str());
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || " -–/.,()’:&+§".contains(c));
    let is_open = value.contains(": ") || value.ends_with(':') || value.contains(" #");
    if opens_safely && is_plain && !is_word && !is_open && !is_number(value) {
        return value.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `2022-11-25` and `9.00–12.00` are text to YAML.
fn is_date_or_hours(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().filter(|c| matches!(c, '-' | '–')).count() > 0
        && value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '.'))
}

/// "inf" and "nan" are numbers as well.
fn is_number(value: &str) -> bool {
    value.trim_start_matches(['.', '+', '-']).parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_yaml_would_misread_them() {
        let table = [
            ("2022-11-25", "2022-11-25"),
            ("9.00–12.00", "9.00–12.00"),
            ("9.00", "\"9.00\""),
            ("09:00-12:00", "\"09:00-12:00\""),
            ("RS 2022/195", "RS 2022/195"),
            ("Digitalt via Zoom", "Digitalt via Zoom"),
            ("Lokal: Öland", "\"Lokal: Öland\""),
            ("”Stora salen” # 2", "\"”Stora salen” # 2\""),
            ("a \"b\" \\c", "\"a \\\"b\\\" \\\\c\""),
            ("ja", "\"ja\""),
        ];
        for (value, expected) in table {
            assert_eq!(scalar(value), expected, "{value}");
        }
    }

    #[test]
    fn what_is_there_is_kept_to_the_byte() {
        let text = "---\r\ndatum:   2022-11-25 # fredag\r\n---\r\n## Välkomna\r\n";
        let (mut matter, body) = FrontMatter::split(text);
        assert_eq!(body, "## Välkomna\r\n");
        assert!(!matter.offer("datum", "2022-11-26"));
        assert!(matter.offer("datum", "2022-11-25"));
        assert!(matter.offer("plats", "Kalmar"));
        let written = matter.written("\r\n");
        assert_eq!(written, "---\r\ndatum:   2022-11-25 # fredag\r\nplats: Kalmar\r\n---\r\n");
    }

    #[test]
    fn front_matter_that_cannot_be_read_takes_nothing_up() {
        let (mut matter, _) = FrontMatter::split("---\n{datum: 2022-11-25}\n---\n");
        assert!(!matter.offer("plats", "Kalmar"));
    }
}
