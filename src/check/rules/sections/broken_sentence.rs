//! LGL113: a sentence that an old page break has cut in two.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Element, Mark};
use crate::prose::{Block, BlockKind, Inline, InlineKind, Link};
use crate::source::Span;

/// A broken sentence.
pub(crate) static RULE: Rule =
    Rule { code: "LGL113", name: "mening-avbruten", level: Level::Warning };

/// Shorter paragraphs without a stop are captions, lines of an address or of a verse.
const FEWEST_WORDS: usize = 5;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    pairs(&minutes.preamble, context, findings);
    for section in &minutes.sections {
        pairs(&section.elements, context, findings);
    }
}

fn pairs(elements: &[Element], context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut is_second_half = false;
    for pair in elements.windows(2) {
        let [before, after] = pair else { continue };
        let halves = last_paragraph(before).zip(paragraph(after)).filter(|((_, a), (_, b))| {
            // A quick look at the marks, before the words are looked up.
            last_letter(a).is_some_and(|c| c.is_alphanumeric() || matches!(c, ',' | '-'))
                && first_letter(b).is_some_and(char::is_lowercase)
        });
        let found = halves.and_then(|((a, _), (b, _))| look(a, b, is_second_half, context));
        is_second_half = found.is_some();
        findings.extend(found);
    }
}

/// The finding for two paragraphs that are one sentence.
fn look(
    first: &Block,
    second: &Block,
    is_second_half: bool,
    context: &Context<'_>,
) -> Option<Finding> {
    let (_, a) = context.text.run_at(first.span)?;
    let (_, b) = context.text.run_at(second.span)?;
    let (last, opening) = (a.words.last()?, b.words.first()?);
    let is_shielded = last.is_shielded || opening.is_shielded;
    // What opens in lower case itself is a line of a list without marks, or of a verse.
    let opens_as_text = is_second_half || a.words.first().is_some_and(|word| word.is_capital);
    let closes =
        b.tail().contains(['.', '!', '?']) || b.words[1..].iter().any(|word| word.opens);
    // "a) …" is a point of a list, "iPad" and "e-post:" are no middle of a sentence.
    let word = b.word(opening);
    let marks = b.text()[opening.end..].chars().next();
    let is_point = marks.is_some_and(|c| matches!(c, ')' | ':'))
        || word.contains(char::is_uppercase)
        || word.contains(['@', '/'])
        || word.starts_with("www");
    let is_long = a.words.len() >= FEWEST_WORDS && b.words.len() >= 2;
    if is_shielded || !opens_as_text || !closes || is_point || !is_long {
        return None;
    }
    let finding = RULE
        .at(
            Span::new(a.span_of(last.range()).start, b.span_of(opening.range()).end),
            "Meningen är avbruten mellan två stycken",
        )
        .help("För ihop styckena till ett.");
    let between = Span::new(first.span.end, second.span.start);
    // What stands between the two would go with the blank line.
    let is_apart = context.minutes.unshown.iter().any(|unshown| unshown.start == between.start);
    if is_apart || between.start > between.end {
        return Some(finding);
    }
    let is_divided =
        a.tail() == "-" && !matches!(b.lower(opening), "och" | "eller" | "samt" | "respektive");
    let edit = if is_divided {
        // The hyphen stands where the line ended, within a word.
        let hyphen = a.editable(last.end..last.end + 1);
        Edit::delete(hyphen.map_or(between, |hyphen| hyphen.cover(between)))
    } else {
        Edit::replace(between, " ")
    };
    Some(finding.fix(Fix::risky(vec![edit])))
}

fn paragraph(element: &Element) -> Option<(&Block, &[Inline])> {
    let Element::Prose(block) = element else { return None };
    of_block(block)
}

/// The paragraph that an element ends with.
fn last_paragraph(element: &Element) -> Option<(&Block, &[Inline])> {
    match element {
        Element::Prose(block) => of_block(block),
        Element::Marked(marked) => {
            let says = matches!(
                marked.mark,
                Mark::Decision { .. } | Mark::Assignment | Mark::Statement | Mark::Note
            );
            let ends_so = marked.responsible.is_none() && marked.due_text.is_none();
            marked.blocks.last().filter(|_| says && ends_so).and_then(of_block)
        }
        Element::Subheading(_) | Element::People(_) | Element::Scale(_) | Element::Chart(_) => {
            None
        }
    }
}

fn of_block(block: &Block) -> Option<(&Block, &[Inline])> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    Some((block, content))
}

fn last_letter(content: &[Inline]) -> Option<char> {
    match &content.last()?.kind {
        InlineKind::Text(text) => text.trim_end().chars().next_back(),
        InlineKind::Strike(inner) | InlineKind::Link(Link { content: inner, .. }) => {
            last_letter(inner)
        }
        _ => None,
    }
}

fn first_letter(content: &[Inline]) -> Option<char> {
    match &content.first()?.kind {
        InlineKind::Text(text) => text.trim_start().chars().next(),
        _ => None,
    }
}
