//! The one bridge from [`crate::prose`] to Typst's `Content`. Content is built, never written as source,
//! so nothing in a document is ever read as Typst; and each piece knows its bytes in the Markdown.

mod list;
mod picture;
mod table;
mod words;

use std::cell::RefCell;
use std::collections::BTreeSet;

use typst::foundations::{Content, Label, NativeElement};
use typst::model::{
    Destination, DividerElem, EmphElem, LinkElem, LinkTarget, ParElem, QuoteElem, StrongElem,
    Url,
};
use typst::syntax::{RangeMapper, Span as TypstSpan, SyntaxKind, SyntaxNode};
use typst::text::{
    LinebreakElem, RawContent, RawElem, SpaceElem, StrikeElem, SuperElem, TextElem,
};
use typst::utils::PicoStr;

use super::world;
use crate::prose::{self, Block, BlockKind, Inline, InlineKind, Link, Part};
use crate::render::Job;
use crate::render::page::Href;
use crate::render::typography::Typography;
use crate::source::Span;

/// Nested lists, quotations and marks deeper than this are shown without their own form. Typst gives up
/// at 72 levels of its own, of which one of ours takes up to three.
const DEEPEST: usize = 16;

/// What a draft shows in place of a character that the typefaces lack: one that every typeface has.
const UNSHOWN: char = '?';

/// Builds the content of one document.
pub(super) struct Writer<'a> {
    job: &'a Job<'a>,
    typography: Typography,
    /// Anchors that a link can lead to.
    anchors: BTreeSet<String>,
    /// Notes that the text has referred to so far.
    referred: RefCell<BTreeSet<usize>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(job: &'a Job<'a>, anchors: BTreeSet<String>) -> Self {
        let typography = Typography::of(job.page.language);
        Self { job, typography, anchors, referred: RefCell::default() }
    }

    /// Blocks of running text.
    pub(super) fn blocks(&self, blocks: &[Block]) -> Content {
        self.nested_blocks(blocks, 0)
    }

    /// Running text within a paragraph.
    pub(super) fn inlines(&self, content: &[Inline]) -> Content {
        self.nested_inlines(content, 0)
    }

    /// A paragraph of these words.
    pub(super) fn paragraph(&self, content: &[Inline], span: Span) -> Content {
        ParElem::new(self.inlines(content)).pack().spanned(self.span(span))
    }

    /// Words that stand somewhere in the source, or nowhere in it.
    pub(super) fn text(&self, text: &str, span: Option<Span>) -> Content {
        let span = span.map_or(TypstSpan::detached(), |span| self.span(span));
        let set = self.typography.set(text);
        // Nothing is divided after the last letter, and Typst loses the link that such a hyphen ends.
        words::content(&self.printable(set.trim_end_matches('\u{ad}')), span)
    }

    /// A link to somewhere, or only its words where it leads nowhere safe.
    pub(super) fn link(&self, target: &str, body: Content, span: Option<Span>) -> Content {
        let target = match self.job.page.href(target, "pdf") {
            Some(Href::Anchor(anchor)) if self.anchors.contains(anchor.as_str()) => {
                label(&anchor).map(LinkTarget::Label)
            }
            Some(Href::Address(address)) => {
                Url::new(address).ok().map(|url| LinkTarget::Dest(Destination::Url(url)))
            }
            _ => None,
        };
        let span = span.map_or(TypstSpan::detached(), |span| self.span(span));
        match target {
            Some(target) => LinkElem::new(target, body).pack().spanned(span),
            None => body,
        }
    }

    /// The label of an anchor that a link can lead to.
    pub(super) fn label(&self, anchor: &str) -> Option<Label> {
        self.anchors.contains(anchor).then(|| label(anchor)).flatten()
    }

    /// The label of the first reference to a note, where there is one.
    pub(super) fn reference_label(&self, note: usize) -> Option<Label> {
        self.referred.borrow().contains(&note).then(|| label(&reference_anchor(note))).flatten()
    }

    /// A place in the Markdown, as Typst knows it.
    fn span(&self, span: Span) -> TypstSpan {
        // Typst's only way to such a span is a piece of syntax of the same length.
        let mut node = SyntaxNode::leaf(SyntaxKind::Text, self.job.source.slice(span));
        match RangeMapper::new([span.range()]) {
            Ok(mapper) if node.synthesize_mapped(world::document(), &mapper).is_ok() => {
                node.span()
            }
            _ => TypstSpan::detached(),
        }
    }

    /// The text, in a draft with a sign in place of what the typefaces lack, since a draft is to be read
    /// in spite of its faults. Elsewhere such a character is an error.
    fn printable(&self, text: &str) -> String {
        // Only a draft needs to know.
        let glyphs =
            self.job.page.draft.is_some().then(|| super::Glyphs::of(self.job.page.organ));
        text.chars()
            .map(|c| match c {
                ' '..='~' => c,
                '\u{1680}' | '\u{2028}' | '\u{2029}' => ' ',
                _ if c.is_control() && c.is_whitespace() => ' ',
                // PDF/A forbids this one; the other has the same meaning.
                '\u{feff}' => '\u{2060}',
                _ if glyphs.as_ref().is_some_and(|glyphs| !glyphs.has(c)) => UNSHOWN,
                _ => c,
            })
            .collect()
    }

    fn nested_blocks(&self, blocks: &[Block], depth: usize) -> Content {
        Content::sequence(blocks.iter().map(|block| self.block(block, depth)))
    }

    fn block(&self, block: &Block, depth: usize) -> Content {
        let span = self.span(block.span);
        if depth > DEEPEST {
            return self.flat(block);
        }
        match &block.kind {
            BlockKind::Paragraph(content) => self.parts(content, block.span, true),
            // The headings of the document are its sections; one in a quotation or a list is not.
            BlockKind::Heading(_, content) => {
                let body = StrongElem::new(self.nested_inlines(content, 1)).pack();
                ParElem::new(body).pack().spanned(span)
            }
            BlockKind::List(list) => self.list(list, block.span, depth),
            BlockKind::Quote(blocks) => QuoteElem::new(self.nested_blocks(blocks, depth + 1))
                .with_block(true)
                .pack()
                .spanned(span),
            BlockKind::Code { text, .. } | BlockKind::Html(text) => {
                self.raw(text, block.span, true)
            }
            BlockKind::Table(table) => self.table(table, block.span),
            BlockKind::Rule => DividerElem::new().pack().spanned(span),
        }
    }

    /// Words, as paragraphs if they are to be, and the pictures that stand by themselves among them.
    fn parts(&self, content: &[Inline], span: Span, paragraphs: bool) -> Content {
        Content::sequence(prose::parts(content).into_iter().map(|part| match part {
            Part::Words(words) if paragraphs => self.paragraph(&words, span),
            Part::Words(words) => self.inlines(&words),
            Part::Figure(image, span) => self.figure(image, span),
        }))
    }

    /// The words of a block as one paragraph.
    fn flat(&self, block: &Block) -> Content {
        let mut words = String::new();
        prose::walk(block, &mut |inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Html(text) => {
                words.push_str(text);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => words.push(' '),
            _ => {}
        });
        let body = self.text(&words, Some(block.span));
        ParElem::new(body).pack().spanned(self.span(block.span))
    }

    fn nested_inlines(&self, content: &[Inline], depth: usize) -> Content {
        if depth > DEEPEST {
            let span = content.first().map(|inline| inline.span);
            return self.text(&prose::plain(content), span);
        }
        Content::sequence(content.iter().map(|inline| self.inline(inline, depth)))
    }

    fn inline(&self, inline: &Inline, depth: usize) -> Content {
        let span = self.span(inline.span);
        let inner = |content| self.nested_inlines(content, depth + 1);
        match &inline.kind {
            InlineKind::Text(text) => self.text(text, Some(inline.span)),
            InlineKind::SoftBreak => SpaceElem::shared().clone(),
            InlineKind::HardBreak => LinebreakElem::shared().clone(),
            InlineKind::Emphasis(content) => EmphElem::new(inner(content)).pack().spanned(span),
            InlineKind::Strong(content) => StrongElem::new(inner(content)).pack().spanned(span),
            InlineKind::Strike(content) => StrikeElem::new(inner(content)).pack().spanned(span),
            InlineKind::Code(text) | InlineKind::Html(text) => {
                self.raw(text, inline.span, false)
            }
            InlineKind::Link(Link { target, content, .. }) => {
                self.link(target, inner(content), Some(inline.span))
            }
            InlineKind::Image(image) => self.picture_in_text(image, inline.span),
            InlineKind::Footnote(number) => self.reference(*number, inline.span),
        }
    }

    /// Text as typed, in the code face.
    fn raw(&self, text: &str, span: Span, block: bool) -> Content {
        let text = words::breakable(&self.printable_lines(text));
        RawElem::new(RawContent::Text(text.into()))
            .with_block(block)
            .pack()
            .spanned(self.span(span))
    }

    fn printable_lines(&self, text: &str) -> String {
        let lines: Vec<String> = text.lines().map(|line| self.printable(line)).collect();
        lines.join("\n")
    }

    /// The raised number of a note, which leads to it.
    fn reference(&self, number: usize, span: Span) -> Content {
        let digits = TextElem::packed(number.to_string());
        let target = self.label(&note_anchor(number));
        let body = match target {
            Some(label) => LinkElem::new(LinkTarget::Label(label), digits).pack(),
            None => digits,
        };
        let raised = SuperElem::new(body).pack().spanned(self.span(span));
        let first = self.referred.borrow_mut().insert(number);
        match label(&reference_anchor(number)) {
            Some(label) if first => raised.labelled(label),
            _ => raised,
        }
    }
}

/// The anchor of a note.
pub(super) fn note_anchor(number: usize) -> String {
    format!("not-{number}")
}

/// The anchor of the first reference to a note.
fn reference_anchor(number: usize) -> String {
    format!("notref-{number}")
}

/// The label of an anchor; none for an empty one.
pub(super) fn label(anchor: &str) -> Option<Label> {
    Label::new(PicoStr::intern(anchor))
}
