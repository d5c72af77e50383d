//! Running text with its places: the vocabulary that reading, meaning and rendering share.
//!
//! All text is in Unicode form NFC; spans lead to the bytes as they were written.

pub mod flat;

use std::borrow::Cow;

use crate::source::{Span, Spanned};

pub use flat::Flat;

/// A piece of text that stands on its own lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// What a [`Block`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading, level 1 to 6.
    Heading(u8, Vec<Inline>),
    /// A list.
    List(List),
    /// A quotation.
    Quote(Vec<Block>),
    /// Preformatted text, with the word after the fence.
    Code {
        /// The word after the fence, or nothing.
        language: String,
        /// The text, with its line breaks.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A thematic break.
    Rule,
    /// Raw HTML, to be shown as text.
    Html(String),
}

/// A bulleted or numbered list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Number of the first item; none where the list is bulleted.
    pub start: Option<u64>,
    /// No blank lines between the items.
    pub tight: bool,
    /// The items in order.
    pub items: Vec<ListItem>,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// For an item of a task list: is it done?
    pub checked: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub span: Span,
}

/// A table whose first row is its head.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The head row.
    pub head: Vec<Cell>,
    /// The other rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it says.
    pub content: Vec<Inline>,
    /// Where it stands.
    pub span: Span,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language runs.
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it stands.
    pub span: Span,
}

/// What an [`Inline`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Characters.
    Text(String),
    /// A line end in the source that reads as a blank.
    SoftBreak,
    /// A line break that the writer asked for.
    HardBreak,
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Bold.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code, as typed.
    Code(String),
    /// A link.
    Link(Link),
    /// A picture.
    Image(Image),
    /// A reference to the footnote of this number, counted from one in order of first reference.
    Footnote(usize),
    /// Raw HTML, to be shown as text.
    Html(String),
}

/// A link with what it is shown as.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Address, as typed.
    pub target: String,
    /// Where the address stands, letter for letter; none where it is written in another way or place.
    pub place: Option<Span>,
    /// What stands in the text.
    pub content: Vec<Inline>,
}

/// A picture by reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// Path, as typed.
    pub target: String,
    /// Alternative text, plain; empty where the writer gave none.
    pub alt: String,
    /// Caption, plain.
    pub caption: Option<String>,
}

/// A footnote that the text refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// Counted from one in order of first reference.
    pub number: usize,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it stands.
    pub span: Span,
}

/// A part of a paragraph, as it is set.
#[derive(Clone, Debug, PartialEq)]
pub enum Part<'a> {
    /// Running text, which may hold pictures as small as words.
    Words(Cow<'a, [Inline]>),
    /// A picture by itself, with its caption.
    Figure(&'a Image, Span),
}

/// The parts of a paragraph: a picture with a caption stands by itself wherever it is written, and so do pictures
/// in a paragraph of nothing else.
pub fn parts(content: &[Inline]) -> Vec<Part<'_>> {
    let blank = |inline: &Inline| match &inline.kind {
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let is_image = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_));
    let alone = content.iter().all(|inline| is_image(inline) || blank(inline));
    let mut parts = Vec::new();
    let mut rest = content;
    while !rest.is_empty() {
        let figure = rest.iter().enumerate().find_map(|(at, inline)| match &inline.kind {
            InlineKind::Image(image) if alone || has_caption(image) => {
                Some((at, image, inline.span))
            }
            _ => None,
        });
        let (words, after) = rest.split_at(figure.map_or(rest.len(), |(at, ..)| at));
        if parts.is_empty() && figure.is_none() {
            return vec![Part::Words(Cow::Borrowed(content))];
        }
        if let (Some(from), Some(to)) =
            (words.iter().position(|it| !blank(it)), words.iter().rposition(|it| !blank(it)))
        {
            parts.push(Part::Words(trimmed(&words[from..=to])));
        }
        if let Some((_, image, span)) = figure {
            parts.push(Part::Figure(image, span));
        }
        rest = after.get(1..).unwrap_or_default();
    }
    parts
}

/// Does a paragraph hold a picture that stands by itself?
pub fn has_figure(content: &[Inline]) -> bool {
    parts(content).iter().any(|part| matches!(part, Part::Figure(..)))
}

/// Does running text hold a picture with a caption, outside links and marks?
pub fn holds_caption(content: &[Inline]) -> bool {
    let captioned = |inline: &Inline| matches!(&inline.kind, InlineKind::Image(image) if has_caption(image));
    content.iter().any(captioned)
}

/// Does a picture have a caption?
pub fn has_caption(image: &Image) -> bool {
    image.caption.as_ref().is_some_and(|caption| !caption.trim().is_empty())
}

/// Running text without the blank before it, which a picture left.
fn trimmed(words: &[Inline]) -> Cow<'_, [Inline]> {
    match words {
        [Inline { kind: InlineKind::Text(text), .. }, ..] if text.starts_with(' ') => {
            let mut words = words.to_vec();
            if let Some(Inline { kind: InlineKind::Text(text), .. }) = words.first_mut() {
                *text = text.trim_start().to_owned();
            }
            Cow::Owned(words)
        }
        _ => Cow::Borrowed(words),
    }
}

/// The characters of running text, without any marks. Breaks read as blanks.
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Html(text) => {
                out.push_str(text);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Link(Link { content: inner, .. }) => push_plain(inner, out),
            InlineKind::Image(image) => out.push_str(&image.alt),
            InlineKind::Footnote(_) => {}
        }
    }
}

/// Calls `visit` with every inline of a block, outer before inner, in the order of the text.
pub fn walk<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Inline)) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => {
            walk_inlines(content, visit);
        }
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|b| walk(b, visit));
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|b| walk(b, visit)),
        BlockKind::Table(table) => {
            for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                walk_inlines(&cell.content, visit);
            }
        }
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
    }
}

/// Calls `visit` with every inline of running text, outer before inner.
pub fn walk_inlines<'a>(content: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        match &inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Link(Link { content: inner, .. }) => walk_inlines(inner, visit),
            _ => {}
        }
    }
}

/// Running text that was not read from anywhere, with the span of what it stands for.
pub fn text(text: impl Into<String>, span: Span) -> Vec<Inline> {
    vec![Inline { kind: InlineKind::Text(text.into()), span }]
}

/// A plain text with its place, as running text.
pub fn from_spanned(value: &Spanned<String>) -> Vec<Inline> {
    text(value.value.clone(), value.span)
}

/// Calls `visit` with a block and every block in it, outer before inner, in the order of the text.
pub fn each_block<'a>(block: &'a Block, visit: &mut impl FnMut(&'a Block)) {
    visit(block);
    match &block.kind {
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|b| each_block(b, visit));
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|b| each_block(b, visit)),
        BlockKind::Paragraph(_)
        | BlockKind::Heading(..)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    }
}

/// Calls `visit` with every run of text of a block — paragraph, cell, code — in the order of the text.
pub fn each_run<'a>(block: &'a Block, visit: &mut impl FnMut(&'a [Inline])) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => visit(content),
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|b| each_run(b, visit));
        }
        BlockKind::Quote(blocks) => blocks.iter().for_each(|b| each_run(b, visit)),
        BlockKind::Table(table) => {
            for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                visit(&cell.content);
            }
        }
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
    }
}
