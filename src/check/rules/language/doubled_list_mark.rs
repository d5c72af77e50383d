//! LGL710: an item of a list that has a mark of its own after the list's.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Element;
use crate::prose::{Block, BlockKind, Inline, InlineKind, List, ListItem};
use crate::source::Span;

/// An item with two marks.
pub(crate) static RULE: Rule =
    Rule { code: "LGL710", name: "dubbelt-listtecken", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for block in context.minutes.blocks() {
        in_block(block, findings);
    }
    for (_, element) in context.minutes.elements() {
        if let Element::People(people) = element {
            let entries = people.iter().map(|person| person.entry.as_slice());
            told(entries.filter_map(typed_mark).filter(|mark| !mark.is_tick), findings);
        }
    }
}

fn in_block(block: &Block, findings: &mut Vec<Finding>) {
    let BlockKind::List(list) = &block.kind else { return };
    let marks = || list.items.iter().filter_map(item_mark);
    // A tick before every item is a mark; before some of them it says something.
    let are_all_ticked = marks().filter(|mark| mark.is_tick).count() == list.items.len();
    told(marks().filter(|mark| !mark.is_tick || are_all_ticked), findings);
    for (index, item) in list.items.iter().enumerate() {
        if let Some(finding) = list_in_list(list, index, item) {
            findings.push(finding);
        }
        item.blocks.iter().for_each(|block| in_block(block, findings));
    }
}

/// A mark that somebody typed as text, with the blanks after it.
struct TypedMark<'a> {
    sign: &'a str,
    is_tick: bool,
    /// The mark with the blanks after it.
    span: Span,
}

fn item_mark(item: &ListItem) -> Option<TypedMark<'_>> {
    match &item.blocks.first()?.kind {
        BlockKind::Paragraph(content) => typed_mark(content),
        _ => None,
    }
}

fn typed_mark(content: &[Inline]) -> Option<TypedMark<'_>> {
    let Some(Inline { kind: InlineKind::Text(text), span }) = content.first() else {
        return None;
    };
    let first = text.chars().next()?;
    let (sign, rest) = text.split_at(first.len_utf8());
    let words = rest.trim_start();
    let is_tick = matches!(first, '✓' | '✔');
    // A dash or a letter is a mark only if it stands alone.
    let is_mark = match first {
        '✓' | '✔' | '•' | '·' | '●' | '○' | '▪' | '■' | '◦' | '‣' | '➢' | '\u{f0b7}'
        | '\u{f0a7}' => true,
        '–' | '—' | 'o' => words.len() < rest.len(),
        _ => false,
    };
    let is_verbatim = span.end - span.start == text.len();
    if !is_mark || !is_verbatim || words.is_empty() {
        return None;
    }
    let length = text.len() - words.len();
    Some(TypedMark { sign, is_tick, span: Span::new(span.start, span.start + length) })
}

/// One finding for the items of a list.
fn told<'a>(marks: impl Iterator<Item = TypedMark<'a>>, findings: &mut Vec<Finding>) {
    let marks: Vec<TypedMark<'a>> = marks.collect();
    let Some(first) = marks.first() else { return };
    let sign = first.sign;
    let message = match marks.len() {
        1 => format!("En punkt i listan har ett extra listtecken: ”{sign}”"),
        count => format!("{count} punkter i listan har ett extra listtecken: ”{sign}”"),
    };
    let edits = marks.iter().map(|mark| Edit::delete(mark.span)).collect();
    findings.push(
        RULE.at(Span::new(first.span.start, first.span.start + sign.len()), message)
            .help("Ta bort det extra tecknet. Strecket eller siffran framför räcker.")
            .fix(Fix::safe(edits)),
    );
}

/// `- - text`, `1. 1. text`: Markdown takes the second mark for a list in the list.
fn list_in_list(outer: &List, index: usize, item: &ListItem) -> Option<Finding> {
    let [Block { kind: BlockKind::List(inner), span }] = item.blocks.as_slice() else {
        return None;
    };
    let [ListItem { blocks, .. }] = inner.items.as_slice() else { return None };
    let [Block { kind: BlockKind::Paragraph(_), span: text }] = blocks.as_slice() else {
        return None;
    };
    let number = |list: &List, index: usize| Some(list.start? + index as u64);
    let finding = RULE.at(*span, "Punkten har två listtecken efter varandra");
    let mark = Span::new(span.start, text.start);
    Some(match (number(outer, index), number(inner, 0)) {
        (None, None) => {
            finding.help("Ta bort det ena strecket.").fix(Fix::safe(vec![Edit::delete(mark)]))
        }
        (Some(outer), Some(inner)) if outer == inner => {
            finding.help("Ta bort den ena siffran.").fix(Fix::safe(vec![Edit::delete(mark)]))
        }
        // "2022. Året då …" is a year and no number.
        (_, Some(1000..)) => return None,
        _ => finding.help("Ta bort det tecken som inte ska synas."),
    })
}
