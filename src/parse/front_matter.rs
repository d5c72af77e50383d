//! Finds the front matter: YAML between two lines of `---`, first thing in the file.

use super::METADATA;
use crate::diagnostic::Finding;
use crate::source::{Source, Span};

pub(super) struct Matter {
    /// The YAML between the lines; none where there is no front matter.
    pub(super) yaml: Option<Span>,
    /// The place after its last line.
    pub(super) end: Span,
    /// The text below.
    pub(super) body: Span,
}

const EXAMPLE: &str = "Börja filen med en rad ---, sedan till exempel datum: 2026-12-04, och avsluta med en rad ---.";

pub(super) fn find(source: &Source, findings: &mut Vec<Finding>) -> Matter {
    let text = source.text();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole = Span::new(start, text.len());
    let mut lines = lines(text, start);
    let Some(opening) = lines.next().filter(|line| is_fence(source.slice(*line), false)) else {
        findings.push(if whole.range().is_empty() {
            METADATA.at(Span::at(start), "Filen är tom").help(EXAMPLE)
        } else {
            METADATA.at(Span::at(start), "Filen börjar inte med metadata").help(format!(
                "{EXAMPLE} Är texten klistrad från Word eller en PDF? Kör lgl fix på filen."
            ))
        });
        return Matter { yaml: None, end: Span::at(start), body: whole };
    };
    let Some(closing) = lines.find(|line| is_fence(source.slice(*line), true)) else {
        findings.push(
            METADATA
                .at(Span::new(opening.start, opening.start + 3), "Metadata tar aldrig slut")
                .help("Avsluta metadata med en egen rad ---."),
        );
        return Matter { yaml: None, end: Span::at(opening.end), body: whole };
    };
    Matter {
        yaml: Some(Span::new(opening.end, closing.start)),
        end: Span::at(closing.start),
        body: Span::new(closing.end, text.len()),
    }
}

/// Every line from `start`, its line end included.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Span> {
    text[start..].split_inclusive('\n').scan(start, |at, line| {
        let span = Span::new(*at, *at + line.len());
        *at = span.end;
        Some(span)
    })
}

fn is_fence(line: &str, closing: bool) -> bool {
    let line = line.trim_end();
    line == "---" || (closing && line == "...")
}
