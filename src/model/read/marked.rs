//! Marked paragraphs: a label, what it says, the list right below, and who and when.

use std::iter::Peekable;

use super::super::words::{self, Label};
use super::super::{Date, Element, Mark, Marked};
use super::Reader;
use crate::parse::INVALID_VALUE;
use crate::prose::{Block, BlockKind, Inline, InlineKind, Link, plain};
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
        let label = words::label(&text);
        if label.is_none() && !words::opens_with_decision(&text, self.organ) {
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
        let content =
            if is_labelled { unwrapped(without_prefix(content, length)) } else { content };
        let mut marked = Marked {
            mark: self.numbered(mark),
            label: is_labelled.then(|| Spanned::new(typed, place)),
            about: about.map(|about| Spanned::new(about.to_owned(), place)),
            blocks: Vec::new(),
            responsible: None,
            due: None,
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
        if acts && let Some(line) = split_follow_up(&mut content) {
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
            if acts && let Some(line) = split_follow_up(&mut content) {
                self.follow_up(marked, &line);
            }
            marked.blocks.push(Block { kind: BlockKind::Paragraph(content), span: block.span });
        }
        // A list below a presenter who is named already is not about the presenter.
        let names = matches!(marked.mark, Mark::Presenter | Mark::Annex | Mark::Basis);
        if (alone || !names)
            && let Some(mut list) = rest.next_if(|b| matches!(b.kind, BlockKind::List(_)))
        {
            super::flatten_headings(&mut list);
            marked.span = marked.span.cover(list.span);
            marked.blocks.push(list);
        }
        if acts && let Some(block) = rest.next_if(opens_follow_up) {
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
        let lower = text.to_lowercase();
        // Lower case may have other byte lengths; the two are compared before one indexes the other.
        let same = lower.len() == text.len();
        let find = |word: &str| if same { lower.find(word) } else { None };
        let (who, when) = (find(RESPONSIBLE), find(DUE));
        let end_of_who = when.filter(|when| who.is_some_and(|who| who < *when));
        if let Some(who) = who {
            let value = &text[who + RESPONSIBLE.len()..end_of_who.unwrap_or(text.len())];
            let value = value.trim().trim_end_matches(['.', ',', ';', '·', '–']).trim();
            if !value.is_empty() {
                marked.responsible = Some(Spanned::new(value.to_owned(), span));
            }
        }
        if let Some(when) = when {
            let end = who.filter(|who| *who > when).unwrap_or(text.len());
            let value = text[when + DUE.len()..end].trim().trim_end_matches(['.', ',', ';']);
            match Date::parse(value.trim()) {
                Ok(date) => marked.due = Some(Spanned::new(date, span)),
                Err(_) => self.findings.push(
                    INVALID_VALUE
                        .at(span, format!("”{}” är inget datum", value.trim()))
                        .help("Skriv datumet som Senast: 2026-12-04."),
                ),
            }
        }
    }
}

fn is_plain_paragraph(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let text = plain(content);
    words::label(&text).is_none() && !opens_follow_up(block) && !text.trim().is_empty()
}

fn opens_follow_up(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    is_follow_up(&plain(content))
}

fn is_follow_up(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    text.starts_with(RESPONSIBLE) || text.starts_with(DUE)
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
            let start = span.end.saturating_sub(rest.len()).max(span.start);
            return Some(Inline {
                kind: InlineKind::Text(rest.to_owned()),
                span: Span::new(start, span.end),
            });
        }
        InlineKind::SoftBreak | InlineKind::HardBreak => return None,
        InlineKind::Emphasis(content) => InlineKind::Emphasis(inner(content)?),
        InlineKind::Strong(content) => InlineKind::Strong(inner(content)?),
        InlineKind::Strike(content) => InlineKind::Strike(inner(content)?),
        InlineKind::Link(link) => {
            InlineKind::Link(Link { target: link.target, content: inner(link.content)? })
        }
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
