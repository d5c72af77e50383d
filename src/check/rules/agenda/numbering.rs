//! LGL202: typed numbers of headings that have a gap, come twice or start again.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Element, Minutes, Section};
use crate::prose::plain;
use crate::source::{Span, Spanned};

/// Typed numbers that are not in order.
pub(crate) static RULE: Rule = Rule { code: "LGL202", name: "numrering", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let has_typed = minutes.sections.iter().any(|section| section.typed_number.is_some());
    if has_typed {
        items(minutes, context.organ.is_board, findings);
    }
    for section in &minutes.sections {
        subheadings(section, findings);
    }
}

/// A heading with the number that is typed before it, if any.
struct Heading<'a> {
    typed: Option<Typed<'a>>,
    title: String,
    /// Number that the program gives it.
    own: Option<u64>,
    /// Headings before it without a number, since the last one with a number.
    skipped: u64,
}

struct Typed<'a> {
    number: u64,
    written: &'a Spanned<String>,
    /// The number with the blanks after it.
    place: Span,
}

impl<'a> Typed<'a> {
    fn of(written: &'a Spanned<String>, title: usize) -> Option<Self> {
        let digits = written.value.trim_matches(|c: char| !c.is_ascii_digit());
        let place = Span::new(written.span.start, title.max(written.span.end));
        Some(Self { number: digits.parse().ok()?, written, place })
    }
}

fn items(minutes: &Minutes, is_board: bool, findings: &mut Vec<Finding>) {
    let mut headings = Vec::new();
    let mut skipped = 0;
    for section in minutes.sections.iter().filter(|section| section.number.is_some()) {
        let title = section.heading.first().map_or(0, |first| first.span.start);
        let typed = section.typed_number.as_ref().and_then(|written| Typed::of(written, title));
        // The paragraphs of a board are numbered through the year, and have a rule of their own.
        if is_board && typed.as_ref().is_some_and(|typed| typed.written.value.contains('§')) {
            return;
        }
        let is_numbered = typed.is_some();
        headings.push(Heading {
            typed,
            title: section.title.clone(),
            own: section.number.map(|number| number as u64),
            skipped,
        });
        skipped = if is_numbered { 0 } else { skipped + 1 };
    }
    let edits = headings.iter().filter_map(|heading| heading.typed.as_ref());
    let edits = edits.map(|typed| Edit::delete(typed.place)).collect();
    let help = "Ta bort numren ur rubrikerna: programmet numrerar punkterna.";
    report(&headings, help, edits, findings);
}

fn subheadings(section: &Section, findings: &mut Vec<Finding>) {
    let mut headings = Vec::new();
    let mut level = None;
    let mut skipped = 0;
    for element in &section.elements {
        let Element::Subheading(heading) = element else { continue };
        if *level.get_or_insert(heading.level) != heading.level {
            continue;
        }
        let written = heading.typed_number.as_ref();
        let typed = written.and_then(|written| Typed::of(written, written.span.end));
        let is_numbered = typed.is_some();
        let title = plain(&heading.content);
        let title = written
            .and_then(|written| title.trim().strip_prefix(written.value.as_str()))
            .unwrap_or(&title);
        headings.push(Heading { typed, title: title.trim().to_owned(), own: None, skipped });
        skipped = if is_numbered { 0 } else { skipped + 1 };
    }
    let mut next = 0;
    let mut edits = Vec::new();
    for typed in headings.iter().filter_map(|heading| heading.typed.as_ref()) {
        next = if next == 0 { typed.number } else { next + 1 };
        let digits = next.to_string();
        if typed.number != next {
            let old = typed.number.to_string();
            let text = typed.written.value.replacen(&old, &digits, 1);
            edits.push(Edit::replace(typed.written.span, text));
        }
    }
    let help = "Numrera underrubrikerna i följd, eller ta bort numren.";
    report(&headings, help, edits, findings);
}

/// Tells of every number that does not come next. The first finding carries the fix for all.
fn report(headings: &[Heading<'_>], help: &str, edits: Vec<Edit>, findings: &mut Vec<Finding>) {
    let mut fix = Some(edits).filter(|edits| !edits.is_empty());
    let mut before: Option<&Typed<'_>> = None;
    for heading in headings {
        let Some(typed) = &heading.typed else { continue };
        let title = &heading.title;
        let fault = match before {
            None => {
                let is_first = typed.number <= 1
                    || heading.own.is_none_or(|own| own == typed.number)
                    || typed.written.value.contains('§');
                (!is_first).then(|| format!("Numreringen börjar på {}", typed.number))
            }
            Some(before) if typed.number == before.number => {
                Some(format!("Numret {} står på två rubriker", typed.number))
            }
            Some(before) if typed.number < before.number => {
                Some(format!("Numreringen börjar om på {} vid ”{title}”", typed.number))
            }
            Some(before) if typed.number > before.number + 1 + heading.skipped => {
                Some(match typed.number - before.number {
                    2 => format!("Numret {} saknas före ”{title}”", before.number + 1),
                    _ => format!(
                        "Numren {}–{} saknas före ”{title}”",
                        before.number + 1,
                        typed.number - 1
                    ),
                })
            }
            Some(_) => None,
        };
        if let Some(fault) = fault {
            let mut finding = RULE.at(typed.written.span, fault).help(help);
            if let Some(before) = before {
                finding = finding.related(before.written.span, "numret före");
            }
            if let Some(edits) = fix.take() {
                finding = finding.fix(Fix::risky(edits));
            }
            findings.push(finding);
        }
        before = Some(typed);
    }
}
