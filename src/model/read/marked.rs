//! Marked paragraphs: a label, what it says, the list right below, and who and when.

use std::iter::Peekable;
use std::ops::Range;

use super::super::words::{self, Label};
use super::super::{Date, Element, Mark, Marked};
use super::Reader;
use crate::parse::INVALID_VALUE;
use crate::prose::{Block, BlockKind, Flat, Inline, InlineKind, Link, plain};
use crate::source::{Span, Spanned};

/// Words that open the line with who and when.
const RESPONSIBLE: &str = "ansvarig:";
const DUE: &str = "senast:";

impl Reader<'_> {
    pub(super) fn paragraph<I: Iterator<Item = Block>>(
        &mut self,
        block: Block,
        rest: &mut Peekable<I>,
    ) -> Element {
        let span = block.span;
        let BlockKind::Paragraph(content) = block.kind else { return Element::Prose(block) };
        let text = plain(&content);
        if words::says_no_decisions(&text) {
            self.minutes.no_decisions.get_or_insert(span);
        }
        let label = words::label(&text).filter(|label| {
            let says_none = matches!(label.mark, Mark::Decision { .. })
                && words::says_no_decisions(&text[label.length..]);
            !says_none
        });
        let is_proposal = label.is_none() && (self.proposes || self.is_introduced);
        self.is_introduced = words::introduces_proposal(&text);
        if label.is_none() && (is_proposal || !words::opens_with_decision(&text, self.organ)) {
            return Element::Prose(Block { kind: BlockKind::Paragraph(content), span });
        }
        let decision = Label {
            mark: Mark::Decision { number: 0, anchor: String::new() },
            about: None,
            length: 0,
        };
        let is_labelled = label.is_some();
        let Label { mark, about, length } = label.unwrap_or(decision);
        let place = content.first().map_or(span, |first| first.span);
        let typed = text[..length].trim().trim_end_matches(':').to_owned();
        let about = about.map(|about| {
            let opening = text.find('(').unwrap_or(0);
            let start = text[opening..].find(about).map_or(opening, |at| opening + at);
            let place = Flat::of(&content).span(start..start + about.len());
            Spanned::new(about.to_owned(), place)
        });
        let content =
            if is_labelled { unwrapped(without_prefix(content, length)) } else { content };
        let mut marked = Marked {
            mark: self.numbered(mark),
            label: is_labelled.then(|| Spanned::new(typed, place)),
            about,
            blocks: Vec::new(),
            responsible: None,
            due: None,
            due_text: None,
            span,
        };
        self.fill(&mut marked, content, span, rest);
        Element::Marked(marked)
    }

    fn numbered(&mut self, mark: Mark) -> Mark {
        if !matches!(mark, Mark::Decision { .. }) {
            return mark;
        }
        self.decisions += 1;
        let number = self.decisions;
        let anchor = match &self.minutes.meeting.date {
            Some(date) => format!("{}/{number}", date.value),
            None => format!("beslut/{number}"),
        };
        Mark::Decision { number, anchor: self.anchor(&anchor) }
    }

    /// Takes the text after the label, and what follows that belongs to it.
    fn fill<I: Iterator<Item = Block>>(
        &mut self,
        marked: &mut Marked,
        mut content: Vec<Inline>,
        span: Span,
        rest: &mut Peekable<I>,
    ) {
        let acts = matches!(marked.mark, Mark::Decision { .. } | Mark::Assignment);
        while acts && let Some(line) = split_follow_up(&mut content) {
            self.follow_up(marked, &line);
        }
        let mut alone = plain(&content).trim().is_empty();
        if !alone {
            marked.blocks.push(Block { kind: BlockKind::Paragraph(content), span });
        } else if let Some(block) = rest.next_if(is_plain_paragraph) {
            // A label alone on its line: the paragraph below is what it says.
            marked.span = marked.span.cover(block.span);
            alone = false;
            let BlockKind::Paragraph(mut content) = block.kind else { return };
            while acts && let Some(line) = split_follow_up(&mut content) {
                self.follow_up(marked, &line);
            }
            marked.blocks.push(Block { kind: BlockKind::Paragraph(content), span: block.span });
        }
        // "LGL beslutar" and paragraphs that open with "att": one decision, as minutes often have it.
        let is_decision = matches!(marked.mark, Mark::Decision { .. });
        while is_decision
            && marked.blocks.last().is_some_and(|block| !is_closed(block))
            && let Some(block) = rest.next_if(opens_clause)
        {
            marked.span = marked.span.cover(block.span);
            marked.blocks.push(block);
        }
        // A list below a presenter who is named already is not about the presenter.
        let names = matches!(marked.mark, Mark::Presenter | Mark::Annex | Mark::Basis);
        // Votes are counted in a table as well.
        let is_vote = marked.mark == Mark::Vote;
        let belongs = |block: &Block| {
            matches!(block.kind, BlockKind::List(_))
                || is_vote && matches!(block.kind, BlockKind::Table(_))
        };
        if (alone || !names)
            && let Some(mut list) = rest.next_if(belongs)
        {
            super::flatten_headings(&mut list);
            // Markdown takes a line right below a list for the end of its last item.
            while acts && let Some(line) = last_line(&mut list).and_then(split_follow_up) {
                self.follow_up(marked, &line);
            }
            marked.span = marked.span.cover(list.span);
            marked.blocks.push(list);
        }
        while acts && let Some(block) = rest.next_if(opens_follow_up) {
            marked.span = marked.span.cover(block.span);
            if let BlockKind::Paragraph(content) = block.kind {
                self.follow_up(marked, &content);
            }
        }
    }

    /// `Ansvarig: Eva Ek, Nybro kommun. Senast: 2023-03-01`
    fn follow_up(&mut self, marked: &mut Marked, line: &[Inline]) {
        let text = plain(line);
        let span = line.iter().map(|i| i.span).reduce(Span::cover).unwrap_or(marked.span);
        let (who, when) = (find(&text, RESPONSIBLE), find(&text, DUE));
        // Each value runs to the other label, or to the end.
        let value = |own: &Range<usize>, other: &Option<Range<usize>>| {
            let end = other.as_ref().map(|o| o.start).filter(|start| *start >= own.end);
            let value = text[own.end..end.unwrap_or(text.len())].trim();
            value.trim_end_matches(['.', ',', ';', '·', '–']).trim().to_owned()
        };
        if let Some(who) = &who {
            let value = value(who, &when);
            let start = text[who.end..].find(&value).map_or(who.end, |at| who.end + at);
            let place = Flat::of(line).span(start..start + value.len());
            marked.responsible =
                Some(Spanned::new(value, place)).filter(|v| !v.value.is_empty());
        }
        if let Some(when) = &when {
            let typed = value(when, &who);
            match Date::parse(&typed) {
                Ok(date) => marked.due = Some(Spanned::new(date, span)),
                Err(_) => self.findings.push(
                    INVALID_VALUE
                        .at(span, format!("”{typed}” är inget datum"))
                        .help("Skriv datumet som Senast: 2026-12-04."),
                ),
            }
            marked.due_text = Some(Spanned::new(typed, span)).filter(|v| !v.value.is_empty());
        }
    }
}

/// Where a text has a label, whatever the case of its letters.
fn find(text: &str, label: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(at, _)| {
        let length = words::prefix(&text[at..], label)?;
        Some(at..at + length)
    })
}

fn is_plain_paragraph(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let text = plain(content);
    words::label(&text).is_none() && !opens_follow_up(block) && !text.trim().is_empty()
}

/// Does a paragraph end with a stop?
fn is_closed(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return true };
    plain(content).trim_end().trim_end_matches(['”', '"']).ends_with(['.', '!', '?'])
}

/// Does a paragraph open with a clause of a decision: "att godkänna budgeten", "a) godkänna budgeten"?
fn opens_clause(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let text = plain(content);
    let mut letters = text.trim_start().chars();
    let is_lettered =
        letters.next().is_some_and(|c| c.is_ascii_lowercase()) && letters.next() == Some(')');
    is_lettered || text.trim_start().starts_with("att ")
}

fn opens_follow_up(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    is_follow_up(&plain(content))
}

fn is_follow_up(text: &str) -> bool {
    let text = text.trim_start();
    [RESPONSIBLE, DUE].iter().any(|label| words::prefix(text, label).is_some())
}

/// The text of a list's last item, where that is where it ends.
fn last_line(list: &mut Block) -> Option<&mut Vec<Inline>> {
    let BlockKind::List(list) = &mut list.kind else { return None };
    match &mut list.items.last_mut()?.blocks.last_mut()?.kind {
        BlockKind::Paragraph(content) => Some(content),
        _ => None,
    }
}

/// Takes the last line of a paragraph away, if it tells who and when.
fn split_follow_up(content: &mut Vec<Inline>) -> Option<Vec<Inline>> {
    let is_break =
        |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let at = content.iter().rposition(is_break)?;
    if !is_follow_up(&plain(&content[at + 1..])) {
        return None;
    }
    let line = content.split_off(at + 1);
    content.truncate(at);
    Some(line)
}

/// A paragraph as several, where a line within it opens with a label.
pub(super) fn split_at_labels(block: Block) -> Vec<Block> {
    let span = block.span;
    let BlockKind::Paragraph(content) = block.kind else { return vec![block] };
    let is_break =
        |inline: &Inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let mut paragraphs: Vec<Vec<Inline>> = vec![Vec::new()];
    let mut rest = content.into_iter().peekable();
    let mut line: Vec<Inline> = Vec::new();
    let mut before: Option<Inline> = None;
    while rest.peek().is_some() {
        while let Some(inline) = rest.next_if(|inline| !is_break(inline)) {
            line.push(inline);
        }
        let opens = before.is_some() && words::label(&plain(&line)).is_some();
        if opens {
            paragraphs.push(Vec::new());
        }
        if let Some(last) = paragraphs.last_mut() {
            last.extend(before.take().filter(|_| !opens));
            last.append(&mut line);
        }
        before = rest.next();
    }
    if paragraphs.len() == 1 {
        let content = paragraphs.remove(0);
        return vec![Block { kind: BlockKind::Paragraph(content), span }];
    }
    let place = |content: &[Inline]| {
        content.iter().map(|inline| inline.span).reduce(Span::cover).unwrap_or(span)
    };
    paragraphs
        .into_iter()
        .map(|content| Block { span: place(&content), kind: BlockKind::Paragraph(content) })
        .collect()
}

/// Running text without the first `length` bytes of its characters, and without the blanks after them.
pub(super) fn without_prefix(content: Vec<Inline>, length: usize) -> Vec<Inline> {
    let mut left = length;
    let mut kept = Vec::new();
    let mut opening = true;
    for inline in content {
        if left > 0 {
            let size = plain(std::slice::from_ref(&inline)).len();
            if size <= left {
                left -= size;
                continue;
            }
        } else if !opening {
            kept.push(inline);
            continue;
        }
        let rest = cut(inline, left);
        left = 0;
        if let Some(rest) = rest {
            opening = false;
            kept.push(rest);
        }
    }
    kept
}

/// One inline without the first `length` bytes of its characters and the blanks after them.
fn cut(inline: Inline, length: usize) -> Option<Inline> {
    let span = inline.span;
    let inner = |content| {
        let content = without_prefix(content, length);
        (!content.is_empty()).then_some(content)
    };
    let kind = match inline.kind {
        InlineKind::Text(text) => {
            let rest = text.get(length..).unwrap_or(&text).trim_start();
            if rest.is_empty() {
                return None;
            }
            // Where the text is not as it was typed, no finer place is known.
            let verbatim = span.end - span.start == text.len();
            let start = if verbatim { span.end - rest.len() } else { span.start };
            return Some(Inline {
                kind: InlineKind::Text(rest.to_owned()),
                span: Span::new(start, span.end),
            });
        }
        InlineKind::SoftBreak | InlineKind::HardBreak => return None,
        InlineKind::Emphasis(content) => InlineKind::Emphasis(inner(content)?),
        InlineKind::Strong(content) => InlineKind::Strong(inner(content)?),
        InlineKind::Strike(content) => InlineKind::Strike(inner(content)?),
        InlineKind::Link(link) => InlineKind::Link(Link {
            target: link.target,
            place: link.place,
            content: inner(link.content)?,
        }),
        kind @ (InlineKind::Code(_)
        | InlineKind::Image(_)
        | InlineKind::Footnote(_)
        | InlineKind::Html(_)) => kind,
    };
    Some(Inline { kind, span })
}

/// Where the label stood inside the emphasis of its whole paragraph, the emphasis goes with it.
fn unwrapped(mut content: Vec<Inline>) -> Vec<Inline> {
    match content.as_mut_slice() {
        [Inline { kind: InlineKind::Emphasis(inner) | InlineKind::Strong(inner), .. }] => {
            std::mem::take(inner)
        }
        _ => content,
    }
}
