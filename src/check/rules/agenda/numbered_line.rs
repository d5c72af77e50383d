//! LGL201: a numbered line that was meant as a heading and that Markdown takes for a list of one item.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Element, Marked, Role, Section, role_of};
use crate::prose::{Block, BlockKind, Inline, InlineKind, plain};
use crate::source::Span;

/// A numbered line that was meant as a heading.
pub(crate) static RULE: Rule =
    Rule { code: "LGL201", name: "numrerad-rad-som-rubrik", level: Level::Warning };

/// The longest heading, in bytes: about two lines in print.
const LONGEST: usize = 120;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let mut outline = Outline::default();
    lines(&minutes.preamble, None, &mut outline, context, findings);
    for section in &minutes.sections {
        let typed = section.typed_number.as_ref().and_then(|typed| number(&typed.value));
        outline.heading(typed.or(section.number.map(|number| number as u64)));
        if !section.role.is_some_and(Role::is_attendance) {
            lines(&section.elements, Some(section), &mut outline, context, findings);
        }
    }
}

/// The digits of a typed number.
fn number(typed: &str) -> Option<u64> {
    typed.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// Where the numbers of the headings have come to.
#[derive(Default)]
struct Outline {
    top: u64,
    /// Within the last item, where its own headings are numbered too.
    below: Option<u64>,
}

impl Outline {
    fn heading(&mut self, number: Option<u64>) {
        if let Some(number) = number {
            self.top = number;
        }
        self.below = None;
    }

    /// Is it a number that comes next, and not the first of a row?
    fn expects(&self, number: u64) -> bool {
        number > 1
            && (number == self.top + 1 || self.below.is_some_and(|below| number == below + 1))
    }

    /// Takes a numbered line as a heading. Is it one within the last item?
    fn take(&mut self, number: u64, has_role: impl FnOnce() -> bool) -> bool {
        let continues_top = number == self.top + 1;
        let is_below = match self.below {
            // "5. Frågor" and "6. Avslut" below item 5: six could come next in both rows, and only an item has a role.
            Some(below) if number == below + 1 => !(continues_top && has_role()),
            Some(_) => false,
            None => number == 1 && self.top > 0,
        };
        if is_below {
            self.below = Some(number);
        } else {
            self.heading(Some(number));
        }
        is_below
    }
}

fn lines(
    elements: &[Element],
    section: Option<&Section>,
    outline: &mut Outline,
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
) {
    let lines: Vec<Option<NumberedLine<'_>>> = elements.iter().map(NumberedLine::of).collect();
    for (index, line) in lines.iter().enumerate() {
        let Some(line) = line else { continue };
        let before = index.checked_sub(1).and_then(|before| elements.get(before));
        // After a colon it is a list, short as it is, and a lone "1." may be one with a single item.
        let is_alone = line.number == 1
            && !lines[index + 1..].iter().flatten().any(|other| other.number == 2);
        let is_agenda =
            section.is_some_and(|own| own.role == Some(Role::Agenda)) && line.number == 1;
        let is_step = elements.get(index + 1).is_some_and(is_code);
        let is_list = is_alone || is_agenda || is_step || before.is_some_and(introduces_list);
        if is_list || (line.is_below_decision && !outline.expects(line.number)) {
            continue;
        }
        let title = plain(line.content);
        let is_below = outline.take(line.number, || role_of(&title, context.organ).is_some());
        let sign = if is_below { "###" } else { "##" };
        findings.push(
            RULE.at(line.span, format!("Rubriken ”{}” är skriven som en lista", title.trim()))
                .help(format!(
                    "Skriv {sign} i stället för numret. Punkterna numreras av programmet."
                ))
                .fix(Fix::safe(vec![Edit::replace(line.marker, format!("{sign} "))])),
        );
    }
}

/// A list of one numbered item that is a line long.
struct NumberedLine<'a> {
    number: u64,
    content: &'a [Inline],
    /// Does Markdown take it for a part of a decision or another paragraph with a label?
    is_below_decision: bool,
    /// The number, with the blanks after it.
    marker: Span,
    span: Span,
}

impl<'a> NumberedLine<'a> {
    fn of(element: &'a Element) -> Option<Self> {
        let (list, is_below_decision) = match element {
            Element::Prose(Block { kind: BlockKind::List(list), .. }) => (list, false),
            // The list below a decision is a part of it, unless the decision has come to its end.
            Element::Marked(Marked { blocks, .. }) => match blocks.as_slice() {
                [
                    Block { kind: BlockKind::Paragraph(content), .. },
                    Block { kind: BlockKind::List(list), .. },
                ] if !ends_open(content) => (list, true),
                _ => return None,
            },
            _ => return None,
        };
        let [item] = list.items.as_slice() else { return None };
        let [Block { kind: BlockKind::Paragraph(content), span }] = item.blocks.as_slice()
        else {
            return None;
        };
        let start = content.first()?.span.start.min(span.start);
        let text = plain(content);
        let text = text.trim();
        let opens = text.starts_with(|c: char| c.is_uppercase() || "”\"".contains(c));
        let is_line = text.len() <= LONGEST
            && !content.iter().any(|inline| {
                matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
            });
        let is_sentence = text.ends_with(['.', ':', ';', ',']);
        (opens && is_line && !is_sentence && item.checked.is_none()).then_some(Self {
            number: list.start?,
            content,
            is_below_decision,
            marker: Span::new(item.span.start, start),
            span: Span::new(item.span.start, span.end),
        })
    }
}

fn introduces_list(element: &Element) -> bool {
    match element {
        Element::Prose(Block { kind: BlockKind::Paragraph(content), .. }) => ends_open(content),
        _ => false,
    }
}

/// Does a paragraph end so that something must follow?
fn ends_open(content: &[Inline]) -> bool {
    plain(content).trim_end().ends_with([':', ';', ','])
}

fn is_code(element: &Element) -> bool {
    matches!(element, Element::Prose(Block { kind: BlockKind::Code { .. }, .. }))
}
