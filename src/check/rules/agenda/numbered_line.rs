//! LGL201: a numbered line that was meant as a heading and that Markdown takes for a list of one item.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Element, Role, Section, role_of};
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
    for (index, element) in elements.iter().enumerate() {
        let Some(line) = NumberedLine::of(element) else { continue };
        let before = index.checked_sub(1).and_then(|before| elements.get(before));
        // After a colon it is a list, short as it is; and an agenda may have a single item.
        let is_agenda =
            section.is_some_and(|own| own.role == Some(Role::Agenda)) && line.number == 1;
        let follows = elements.get(index + 1).is_some() || line.number > 1;
        if is_agenda || !follows || before.is_some_and(introduces_list) {
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
    /// The number, with the blanks after it.
    marker: Span,
    span: Span,
}

impl<'a> NumberedLine<'a> {
    fn of(element: &'a Element) -> Option<Self> {
        let Element::Prose(Block { kind: BlockKind::List(list), .. }) = element else {
            return None;
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
            marker: Span::new(item.span.start, start),
            span: Span::new(item.span.start, span.end),
        })
    }
}

fn introduces_list(element: &Element) -> bool {
    match element {
        Element::Prose(Block { kind: BlockKind::Paragraph(content), .. }) => {
            plain(content).trim_end().ends_with([':', ';'])
        }
        _ => false,
    }
}
