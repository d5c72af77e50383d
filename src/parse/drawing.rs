//! Fenced blocks that are drawn and not shown as they are typed: `skala` and `diagram`.

use super::fields::nearest;
use super::yaml::{self, Node, Subject};
use super::{INVALID_VALUE, METADATA, UNKNOWN_KEY};
use crate::diagnostic::{Edit, Finding, Fix};
use crate::source::{Source, Span, Spanned};

/// A block that is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What it draws, with the place of the word after the fence.
    pub kind: Spanned<DrawingKind>,
    /// What stands in it; none where that cannot be read, which has been told.
    pub content: Option<Node>,
}

/// What a [`Drawing`] draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawingKind {
    /// `skala`: one answer between two ends.
    Scale,
    /// `diagram`: how many gave each answer.
    Chart,
}

impl DrawingKind {
    /// What the word after a fence draws.
    pub(super) fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "skala" => Some(Self::Scale),
            "diagram" => Some(Self::Chart),
            _ => None,
        }
    }

    /// The word that was meant by one that draws nothing, where they are near.
    pub(super) fn nearest(word: &str) -> Option<&'static str> {
        nearest(word, &["skala", "diagram"])
    }

    fn subject(self) -> &'static Subject {
        match self {
            Self::Scale => &Subject {
                name: "Skalan",
                line: "värde: 7,4",
                colon: "Sätt värdet inom raka citattecken, till exempel fråga: \"Läget: hur är det?\".",
                blank: "värde: 7,4",
                quoted: "fråga: '\"Nära vård\" i dag?'",
            },
            Self::Chart => &Subject {
                name: "Diagrammet",
                line: "Har börjat: 12",
                colon: "Sätt texten med kolon inom raka citattecken, till exempel \"Ja: redan i år\": 12.",
                blank: "Har börjat: 12",
                quoted: "fråga: '\"Nära vård\" i dag?'",
            },
        }
    }

    /// "skala i en lista", with its article.
    fn with_article(self) -> &'static str {
        match self {
            Self::Scale => "En skala",
            Self::Chart => "Ett diagram",
        }
    }
}

/// Reads what stands in a block; `span` is the whole of it, fences included.
pub(super) fn read(
    kind: DrawingKind,
    source: &Source,
    span: Span,
    findings: &mut Vec<Finding>,
) -> Drawing {
    let word = word(source, span);
    let kind = Spanned::new(kind, word);
    let fenced = source.slice(span);
    if !is_closed(fenced) {
        // What comes after would be taken for a part of it, and the headings for remarks.
        findings.push(
            METADATA
                .at(word, format!("{} tar aldrig slut", kind.value.subject().name))
                .help("Avsluta blocket med en egen rad ```."),
        );
        return Drawing { kind, content: None };
    }
    let start = fenced.find('\n').map_or(fenced.len(), |end| end + 1);
    let end = fenced.rfind('\n').map_or(start, |end| (end + 1).max(start));
    // As it is typed: what Markdown takes from an indented block may be the indent that YAML needs.
    let content = Span::new(start, end).shift(span.start);
    let known = findings.len();
    let node = yaml::read_as(kind.value.subject(), source, content, findings);
    // What was left out for a fault must not be missing in a picture without a word.
    let content = node.filter(|_| findings.len() == known);
    Drawing { kind, content }
}

/// A block that lies in a list, a quotation or a note, where nothing is drawn.
pub(super) fn misplaced(kind: DrawingKind, source: &Source, span: Span) -> Finding {
    INVALID_VALUE
        .at(
            word(source, span),
            format!("{} ritas inte i en lista, ett citat eller en not", kind.with_article()),
        )
        .help("Flytta ut blocket till en egen plats i texten, utan indrag.")
}

/// A block that would be drawn, were the word after its fence spelt as it should be.
pub(super) fn misspelt(near: &str, source: &Source, span: Span) -> Finding {
    let word = word(source, span);
    UNKNOWN_KEY
        .at(
            word,
            format!("”{}” ritas inte: blocket visas som det är skrivet", source.slice(word)),
        )
        .help(format!("Skriv ”{near}”, om det är vad som menas."))
        .fix(Fix::risky(vec![Edit::replace(word, near)]))
}

/// The word after the fence.
fn word(source: &Source, span: Span) -> Span {
    let is_before = |c: char| c == '`' || c == '~' || c.is_whitespace();
    let line = source.slice(span).lines().next().unwrap_or("");
    let rest = line.trim_start_matches(is_before);
    let start = line.len() - rest.len();
    let length = rest.split_whitespace().next().unwrap_or("").len();
    Span::new(start, start + length).shift(span.start)
}

/// Does its last line close what its first line opens?
pub(super) fn is_closed(fenced: &str) -> bool {
    let mut lines = fenced.lines();
    let fence = |line: &str| {
        // In a quotation every line has its mark before it.
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let rest = line.trim_start_matches(sign);
        Some((sign, line.len() - rest.len(), rest.is_empty()))
    };
    let (Some(opening), Some(closing)) =
        (lines.next().and_then(fence), lines.next_back().and_then(fence))
    else {
        return false;
    };
    closing.0 == opening.0 && closing.1 >= opening.1 && closing.2
}
