//! Findings as text: for a person who mends them, and for the programs that show them elsewhere.
//!
//! Each form is one file and one line in [`FORMATS`]: a function from findings to text.

mod full;
mod concise;
mod json;
mod sarif;
mod github;
mod gitlab;
mod junit;
mod diff;
mod discreet;
mod excerpt;
mod fingerprint;
mod visible;

pub use concise::concise;
pub use diff::diff;
pub use discreet::discreet;
pub use fingerprint::{fingerprints, hexadecimal};
pub use full::full;
pub use json::Findings;
pub use visible::visible;

use crate::diagnostic::{Finding, Level, Rule};
use crate::source::Source;

/// A form that findings are told in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Name, as it is asked for: `sarif`.
    pub name: &'static str,
    /// A few Swedish words about what it is for.
    pub about: &'static str,
    write: fn(&Report<'_>) -> String,
}

impl Format {
    /// A whole report in this form. What nobody may see is hidden from every form alike.
    pub fn write(&self, report: &Report<'_>) -> String {
        let shown: Vec<_> = report
            .checked
            .iter()
            .map(|checked| discreet(checked.source, checked.findings))
            .collect();
        let checked: Vec<Checked<'_>> = report
            .checked
            .iter()
            .zip(&shown)
            .map(|(checked, (source, findings))| Checked { source, findings, ..*checked })
            .collect();
        (self.write)(&Report { checked: &checked, ..*report })
    }
}

/// Every form, the ones for people first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "full", about: "med raden som felet står på och råd", write: full::write
    },
    Format { name: "concise", about: "en rad för varje fynd", write: concise::write },
    Format { name: "json", about: "data för egna program", write: json::write },
    Format { name: "sarif", about: "SARIF 2.1.0 för kodgranskning", write: sarif::write },
    Format { name: "github", about: "anmärkningar i GitHub Actions", write: github::write },
    Format { name: "gitlab", about: "GitLabs Code Quality", write: gitlab::write },
    Format { name: "junit", about: "JUnit-XML för testrapporter", write: junit::write },
];

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The texts that were read, those without findings too.
    pub checked: &'a [Checked<'a>],
    /// Every rule there is, in the order of the codes.
    pub rules: &'a [RuleDoc<'a>],
    /// Shall a form for people use terminal colours?
    pub colour: bool,
    /// The program's version.
    pub version: &'a str,
}

/// The findings of one text.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The text.
    pub source: &'a Source,
    /// Path from the project's root, with forward slashes: what programs know the file by.
    pub path: &'a str,
    /// The findings, in the order of the text.
    pub findings: &'a [Finding],
}

/// A rule and what is written about it.
#[derive(Clone, Copy, Debug)]
pub struct RuleDoc<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// Its page in Markdown: a heading, a paragraph that says what it finds, and the rest.
    pub page: &'a str,
}

/// The Swedish word that a level is shown as.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Info => "upplysning",
        Level::Warning => "varning",
        Level::Error => "fel",
    }
}

/// Data as JSON, for people to read too: what a terminal would obey or hide is written as its number, which means
/// the same to a program.
fn pretty(data: &impl serde::Serialize) -> String {
    let json = serde_json::to_string_pretty(data).expect("every key is a string") + "\n";
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if visible::is_hidden(c) || c == '\u{7f}' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}
