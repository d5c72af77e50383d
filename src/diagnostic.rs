//! A finding: what is wrong with a document, where, and what to do. Data only; `report` shows it.

use crate::source::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Ought to be mended.
    Warning,
    /// Stops the document from being published, unless it is a draft.
    Error,
}

/// A kind of fault: static data, one for each code. A code once released is never reused.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code, such as `LGL103`.
    pub code: &'static str,
    /// Stable Swedish name that reads after "tillåt", such as `beslut-saknas`.
    pub name: &'static str,
    /// The level it has unless something else is decided.
    pub level: Level,
}

/// One fault in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The kind of fault.
    pub rule: &'static Rule,
    /// How much it matters here.
    pub level: Level,
    /// Where it stands; empty where something is missing.
    pub span: Span,
    /// One Swedish phrase that stands alone, without a final stop.
    pub message: String,
    /// What to do, as Swedish imperative sentences.
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<Related>,
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// A few Swedish words about that place.
    pub message: String,
}

impl Rule {
    /// A finding of this kind, at its usual level.
    pub fn at(&'static self, span: Span, message: impl Into<String>) -> Finding {
        Finding {
            rule: self,
            level: self.level,
            span,
            message: message.into(),
            help: None,
            related: Vec::new(),
        }
    }
}

impl Finding {
    /// The same finding with words about what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding with another place that explains it.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: message.into() });
        self
    }

    /// The same finding at another level.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

/// Puts findings in the order of the text, the graver first where two share a place, each once.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        (a.span, b.level, a.rule.code, &a.message).cmp(&(
            b.span,
            a.level,
            b.rule.code,
            &b.message,
        ))
    });
    findings.dedup();
}
