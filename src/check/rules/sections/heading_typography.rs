//! LGL111: marks in a heading that do the look's work or nobody's.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Element;
use crate::model::text::Run;
use crate::prose::{Inline, InlineKind};
use crate::source::Span;

/// Odd typography in a heading.
pub(crate) static RULE: Rule =
    Rule { code: "LGL111", name: "rubriktypografi", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    for section in &minutes.sections {
        stressed(&section.heading, section.span, findings);
        for element in &section.elements {
            if let Element::Subheading(heading) = element {
                stressed(&heading.content, heading.span, findings);
            }
        }
    }
    for run in context.text.runs.iter().filter(|run| run.is_heading()) {
        marks(run, findings);
    }
}

/// A heading that is bold or in italics from end to end.
fn stressed(content: &[Inline], span: Span, findings: &mut Vec<Finding>) {
    let [inline] = content else { return };
    let (width, word) = match &inline.kind {
        InlineKind::Strong(_) => (2, "fet stil"),
        InlineKind::Emphasis(_) => (1, "kursiv stil"),
        _ => return,
    };
    let whole = inline.span;
    let mut finding = RULE
        .at(span, format!("Hela rubriken står i {word}"))
        .help("Ta bort stjärnorna: rubrikens utseende sätts av sig självt.");
    if whole.end >= whole.start + 2 * width {
        finding = finding.fix(Fix::safe(vec![
            Edit::delete(Span::new(whole.start, whole.start + width)),
            Edit::delete(Span::new(whole.end - width, whole.end)),
        ]));
    }
    findings.push(finding);
}

/// A dash before, a stop after, or nothing but a number.
fn marks(run: &Run, findings: &mut Vec<Finding>) {
    let text = run.text();
    let trimmed = text.trim();
    let lead = text.len() - text.trim_start().len();
    let digits = trimmed.trim_end_matches(['.', ')', ':']);
    // A number with four digits is a year.
    if (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        findings.push(RULE.at(run.span, format!("Rubriken är bara siffran {digits}")).help(
            "Skriv i rubriken vad punkten handlar om. Punkterna numreras av sig själva.",
        ));
        return;
    }
    let first =
        trimmed.chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '•' | '*' | '·'));
    if let Some(first) = first {
        let rest = trimmed[first.len_utf8()..].trim_start();
        let length = trimmed.len() - rest.len();
        let is_open = !run.is_shielded(&(lead..lead + length));
        if is_open && length > first.len_utf8() && !rest.is_empty() {
            findings.push(with_deletion(
                RULE.at(run.span, format!("Rubriken börjar med {}", name_of(first)))
                    .help("Ta bort tecknet före rubrikens första ord."),
                run,
                lead..lead + length,
            ));
            return;
        }
    }
    let Some(last) = trimmed.chars().next_back().filter(|c| matches!(c, '.' | ':')) else {
        return;
    };
    if last == '.' && (trimmed.ends_with("..") || ends_with_abbreviation(run)) {
        return;
    }
    let end = lead + trimmed.len();
    // A heading that is bold to the end is mended first.
    if run.is_shielded(&(end - 1..end)) {
        return;
    }
    let word = if last == '.' { "punkt" } else { "kolon" };
    findings.push(with_deletion(
        RULE.at(run.span, format!("Rubriken slutar med {word}"))
            .help(format!("Ta bort {} efter rubriken.", definite(last))),
        run,
        end - 1..end,
    ));
}

fn name_of(mark: char) -> &'static str {
    match mark {
        '•' | '*' | '·' => "en punkt som i en lista",
        _ => "ett streck",
    }
}

fn definite(mark: char) -> &'static str {
    if mark == '.' { "punkten" } else { "kolonet" }
}

/// A finding with the fix that takes a range away, where it may be changed and the heading is whole without
/// it: a backslash before a mark would be left behind.
fn with_deletion(finding: Finding, run: &Run, range: std::ops::Range<usize>) -> Finding {
    let text = run.text();
    let before = text[..range.start].chars().next_back().map_or(0, char::len_utf8);
    let is_whole = run.flat.editable(range.start - before..range.end).is_some();
    match run.editable(range).filter(|_| is_whole) {
        Some(place) => finding.fix(Fix::safe(vec![Edit::delete(place)])),
        None => finding,
    }
}

/// Is the last stop a part of the last word: "m.m.", "Anna K.", "osv."?
fn ends_with_abbreviation(run: &Run) -> bool {
    run.words.last().is_some_and(|word| {
        let last = run.lower(word);
        let is_known = matches!(
            last,
            "dyl"
                | "etc"
                | "ev"
                | "exkl"
                | "fl"
                | "forts"
                | "inkl"
                | "mfl"
                | "mm"
                | "osv"
                | "resp"
        );
        is_known || last.contains('.') || last.chars().nth(1).is_none()
    })
}
