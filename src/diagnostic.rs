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
    /// How the text can be changed so that the fault is gone, where that is known.
    pub fix: Option<Fix>,
}

/// A change of the text that mends one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the fix does to what the minutes mean.
    pub safety: Safety,
    /// The changes, in the order of the text; no two touch each other. All are made, or none.
    pub edits: Vec<Edit>,
}

/// Does a fix leave what the minutes mean as it was?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// The minutes still mean the same.
    Safe,
    /// A fact is added, removed or guessed: a person ought to look at it.
    Unsafe,
}

/// One place of a text that is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty where something is only put in.
    pub span: Span,
    /// What comes instead.
    pub text: String,
    /// The lines that the span leaves empty go as well, with the blank lines after them.
    pub whole_lines: bool,
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
            fix: None,
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

    /// The same finding with a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The same finding at another level.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

impl Fix {
    /// A fix after which the minutes still mean the same.
    pub fn safe(edits: Vec<Edit>) -> Self {
        Self { safety: Safety::Safe, edits }
    }

    /// A fix that a person ought to look at.
    pub fn risky(edits: Vec<Edit>) -> Self {
        Self { safety: Safety::Unsafe, edits }
    }
}

impl Edit {
    /// Puts a text in the place of a span.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), whole_lines: false }
    }

    /// Puts a text in at an offset, in bytes.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::at(offset), text)
    }

    /// Takes a span away.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Takes a span away together with the lines it leaves empty.
    pub fn delete_lines(span: Span) -> Self {
        Self { whole_lines: true, ..Self::delete(span) }
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
