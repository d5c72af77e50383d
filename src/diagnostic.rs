//! A finding: what is wrong with a document, where, and what to do. Data only; `report` shows it.

use serde::{Deserialize, Serialize};

use crate::source::{Source, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Must the text at its place be kept from everybody who reads reports? `report` shows dots for its digits.
    pub is_secret: bool,
}

/// A change of the text that mends one fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What the fix does to what the minutes mean.
    pub safety: Safety,
    /// The changes, in the order of the text; no two touch each other. All are made, or none.
    pub edits: Vec<Edit>,
}

/// Does a fix leave what the minutes mean as it was?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Safety {
    /// The minutes still mean the same.
    Safe,
    /// A fact is added, removed or guessed: a person ought to look at it.
    Unsafe,
}

/// One place of a text that is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What goes; empty where something is only put in.
    pub span: Span,
    /// What comes instead.
    pub text: String,
    /// The lines that the span leaves empty go as well, with the blank lines after them:
    /// [`Edit::span_in`] tells which bytes that is.
    pub whole_lines: bool,
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
            is_secret: false,
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

    /// The same finding at a place that no report shows, such as a personal number.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
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
        Self::new(Safety::Safe, edits)
    }

    /// A fix that a person ought to look at.
    pub fn risky(edits: Vec<Edit>) -> Self {
        Self::new(Safety::Unsafe, edits)
    }

    /// The edits in the order of the text, each once: a rule finds them in the order of the reading, in which
    /// footnotes come last.
    fn new(safety: Safety, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|edit| (edit.span, edit.whole_lines));
        edits.dedup();
        Self { safety, edits }
    }

    /// The edits as they are made in a text: of exactly the bytes that go, and no two overlap.
    pub fn edits_in(&self, source: &Source) -> Vec<Edit> {
        let mut together: Vec<Edit> = Vec::with_capacity(self.edits.len());
        for edit in &self.edits {
            // Lines that only blank lines part go together: neither can see that the other goes.
            match together.last_mut() {
                Some(last) if last.takes_lines_up_to(edit, source) => {
                    last.span = last.span.cover(edit.span);
                }
                _ => together.push(edit.clone()),
            }
        }
        let mut done = 0;
        for edit in &mut together {
            let span = edit.span_in(source);
            edit.span = Span::new(span.start.max(done), span.end.max(done));
            edit.whole_lines = false;
            done = edit.span.end;
        }
        together
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

    /// The bytes that go: the span, and with it the lines that are to go whole.
    ///
    /// Nothing else on the span's lines may be left but blanks; a list marker before it keeps the line.
    /// The blank lines after go too, unless they are all that parts what stands above from what stands
    /// below. At the end of the text the blank lines before go instead, so that it ends with a line end.
    pub fn span_in(&self, source: &Source) -> Span {
        if !self.takes_lines() {
            return self.span;
        }
        whole_lines(source.text(), self.span).unwrap_or(self.span)
    }

    fn takes_lines(&self) -> bool {
        self.whole_lines && self.text.is_empty()
    }

    /// Do both take whole lines, with nothing but blanks between?
    fn takes_lines_up_to(&self, next: &Self, source: &Source) -> bool {
        let between = source.text().get(self.span.end..next.span.start);
        self.takes_lines()
            && next.takes_lines()
            && between.is_some_and(|text| text.contains('\n') && text.split('\n').all(is_blank))
    }
}

/// The span grown to whole lines; none where something stands beside it on its lines.
fn whole_lines(text: &str, span: Span) -> Option<Span> {
    // A byte order mark is no part of the first line, and stays.
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let line = text.get(..span.start)?.rfind('\n').map_or(mark, |at| at + 1);
    let mut start = line.min(span.start);
    let mut end = span.end;
    if !is_blank(text.get(start..span.start)?) {
        return None;
    }
    if !text.get(span.range())?.ends_with('\n') {
        let rest = text.get(end..)?.split_inclusive('\n').next().unwrap_or("");
        if !is_blank(rest.trim_end_matches('\n')) {
            return None;
        }
        end += rest.len();
    }

    let after = blank_lines(text[end..].split_inclusive('\n'));
    let before = blank_lines(text.get(mark..start).unwrap_or("").split_inclusive('\n').rev());
    if end + after == text.len() {
        start -= before;
        end += after;
    } else if before > 0 || start <= mark {
        end += after;
    }
    Some(Span::new(start, end))
}

/// The length of the lines up to the first one that is not blank, in bytes.
fn blank_lines<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    lines.take_while(|line| is_blank(line.trim_end_matches('\n'))).map(str::len).sum()
}

/// Holds the text nothing that Markdown sees? A carriage return is half a line end.
fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without what stands between the brackets, taken away as whole lines.
    fn without_lines(marked: &str) -> String {
        let start = marked.find('[').unwrap();
        let end = marked.find(']').unwrap() - 1;
        let text = marked.replace(['[', ']'], "");
        let source = Source::new("x.md", text.as_str());
        let span = Edit::delete_lines(Span::new(start, end)).span_in(&source);
        let (before, after) = (&text[..span.start], &text[span.end..]);
        format!("{before}{after}")
    }

    #[test]
    fn lines_left_empty_go_with_the_blank_lines_after_them() {
        for (marked, expected) in [
            ("a\n\n[x]\n\nb\n", "a\n\nb\n"),
            ("a\n\n  [x] \t\n \n\nb\n", "a\n\nb\n"),
            ("a\n\n[x\ny\n]\nb\n", "a\n\nb\n"),
            ("a\r\n\r\n[å]\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
            ("a\n[x]\nb\n", "a\nb\n"),
            ("[x]\n\nb\n", "b\n"),
            ("\u{feff}[x]\n\nb\n", "\u{feff}b\n"),
            ("a\n\n[\n\n]b\n", "a\n\nb\n"),
        ] {
            assert_eq!(without_lines(marked), expected, "{marked:?}");
        }
    }

    #[test]
    fn two_paragraphs_stay_two_when_a_line_goes() {
        assert_eq!(without_lines("a\n[x]\n\nb\n"), "a\n\nb\n");
        assert_eq!(without_lines("a\r\n[x]\r\n\r\nb\r\n"), "a\r\n\r\nb\r\n");
    }

    #[test]
    fn a_text_ends_with_one_line_end_when_its_last_lines_go() {
        for (marked, expected) in [
            ("a\n\n[x]", "a\n"),
            ("a\n\n[x]\n", "a\n"),
            ("a\n \n\n[x]\n\n\n", "a\n"),
            ("a\r\n\r\n[x]\r\n", "a\r\n"),
            ("a\n[x]\n\n", "a\n"),
            ("[x]", ""),
            ("\u{feff}\n[x]\n", "\u{feff}"),
        ] {
            assert_eq!(without_lines(marked), expected, "{marked:?}");
        }
    }

    #[test]
    fn a_line_that_holds_more_stays() {
        for (marked, expected) in [
            ("- [x]\n\nb\n", "- \n\nb\n"),
            ("a [x]\nb\n", "a \nb\n"),
            ("[x] a\nb\n", " a\nb\n"),
            ("> [x]\n", "> \n"),
            ("[a\n  ]b\n", "b\n"),
            ("a\u{a0}[x]\n", "a\u{a0}\n"),
        ] {
            assert_eq!(without_lines(marked), expected, "{marked:?}");
        }
    }

    #[test]
    fn only_a_deletion_of_lines_grows() {
        let source = Source::new("x.md", "a\n\nx\n\nb\n");
        let span = Span::new(3, 4);
        assert_eq!(Edit::delete(span).span_in(&source), span);
        let replaced = Edit { text: "y".to_owned(), ..Edit::delete_lines(span) };
        assert_eq!(replaced.span_in(&source), span);
    }

    #[test]
    fn lines_that_blanks_part_go_together() {
        let text = "a\n\nx\n\ny\n";
        let source = Source::new("x.md", text);
        let lines = |start, end| Edit::delete_lines(Span::new(start, end));
        let edits = Fix::safe(vec![lines(3, 4), lines(6, 7)]).edits_in(&source);
        assert_eq!(edits, [Edit::delete(Span::new(2, text.len()))]);

        let edits = vec![Edit::replace(Span::new(0, 1), "b"), lines(3, 4)];
        let edits = Fix::safe(edits).edits_in(&source);
        assert_eq!(edits, [Edit::replace(Span::new(0, 1), "b"), Edit::delete(Span::new(3, 6))]);
    }

    #[test]
    fn no_span_is_too_odd_and_no_edits_overlap() {
        for text in ["", "å", "\n\n", "åäö\r\n \r\n", "\u{feff}", "\u{feff}a\n\nå\u{301}\n\n"]
        {
            let source = Source::new("x.md", text);
            for start in 0..=text.len() + 2 {
                for end in 0..=text.len() + 2 {
                    let edit = Edit::delete_lines(Span::new(start, end));
                    let grown = edit.span_in(&source);
                    assert!(
                        grown.start <= start && end <= grown.end,
                        "{text:?} {start}..{end}"
                    );
                    let next = Edit::delete_lines(Span::new(end, text.len()));
                    let edits = Fix::safe(vec![edit, next]).edits_in(&source);
                    assert!(edits.is_sorted_by(|a, b| a.span.end <= b.span.start), "{edits:?}");
                }
            }
        }
    }
}
