//! Running text as HTML: the one bridge from [`crate::prose`] to elements.

use std::collections::BTreeSet;

use super::escape::{address, escape, fragment, push_escaped};
use super::picture;
use crate::prose::{
    Alignment, Block, BlockKind, Cell, Image, Inline, InlineKind, Link, List, ListItem, Part,
    Table, has_caption, has_figure, holds_caption, parts, plain,
};
use crate::render::Job;
use crate::render::breaks;
use crate::render::page::Href;
use crate::render::typography::Typography;

/// Writes the prose of one document, part by part in reading order.
pub(super) struct Writer<'a> {
    job: &'a Job<'a>,
    typography: Typography,
    /// Notes that the text has referred to: only the first reference is a place to come back to.
    referred: BTreeSet<usize>,
    /// Tables so far: each is a region that needs a name of its own.
    tables: usize,
    /// Inside a link, where no other link may stand.
    linked: bool,
}

impl<'a> Writer<'a> {
    /// A writer at the start of a document.
    pub(super) fn new(job: &'a Job<'a>) -> Self {
        let typography = Typography::of(job.page.language);
        Self { job, typography, referred: BTreeSet::new(), tables: 0, linked: false }
    }

    /// Words, as they are set and escaped.
    pub(super) fn text(&self, text: &str) -> String {
        escape(&self.typography.set(text))
    }

    /// Words of running text, of which long ones may be broken, in a cell as well.
    fn push_text(&self, out: &mut String, text: &str) {
        let mut is_first = true;
        breaks::split(&self.typography.set(text), |part| {
            if !std::mem::take(&mut is_first) {
                out.push_str("<wbr>");
            }
            push_escaped(out, part);
        });
    }

    /// Has the text referred to this note?
    pub(super) fn has_referred(&self, note: usize) -> bool {
        self.referred.contains(&note)
    }

    /// Blocks as HTML.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut out = String::new();
        self.push_blocks(&mut out, blocks);
        out
    }

    /// Running text as HTML.
    pub(super) fn inlines(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        self.push_inlines(&mut out, content);
        out
    }

    fn push_blocks(&mut self, out: &mut String, blocks: &[Block]) {
        for block in blocks {
            self.push_block(out, block);
            out.push('\n');
        }
    }

    fn push_block(&mut self, out: &mut String, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.push_parts(out, content, Some("p")),
            // The model lets no heading stand inside other text.
            BlockKind::Heading(_, content) => self.push_element(out, "p", content),
            BlockKind::List(list) => self.push_list(out, list),
            BlockKind::Quote(blocks) => {
                out.push_str("<blockquote>\n");
                self.push_blocks(out, blocks);
                out.push_str("</blockquote>");
            }
            BlockKind::Code { text, .. } | BlockKind::Html(text) => {
                out.push_str("<pre><code>");
                push_escaped(out, text);
                out.push_str("</code></pre>");
            }
            BlockKind::Table(table) => self.push_table(out, table),
            BlockKind::Rule => out.push_str("<hr>"),
        }
    }

    fn push_element(&mut self, out: &mut String, tag: &str, content: &[Inline]) {
        out.push('<');
        out.push_str(tag);
        out.push('>');
        self.push_inlines(out, content);
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }

    /// Words and the pictures that stand by themselves among them.
    fn push_parts(&mut self, out: &mut String, content: &[Inline], tag: Option<&str>) {
        for part in parts(content) {
            match (part, tag) {
                (Part::Words(words), Some(tag)) => self.push_element(out, tag, &words),
                (Part::Words(words), None) => self.push_inlines(out, &words),
                (Part::Figure(image, _), _) => self.push_figure(out, image),
            }
        }
    }

    fn push_figure(&mut self, out: &mut String, image: &Image) {
        out.push_str("<figure>");
        self.push_image(out, image);
        if let Some(caption) = image.caption.as_ref().filter(|_| has_caption(image)) {
            out.push_str("<figcaption>");
            self.push_text(out, caption);
            out.push_str("</figcaption>");
        }
        out.push_str("</figure>");
    }

    fn push_list(&mut self, out: &mut String, list: &List) {
        let tag = if list.start.is_some() { "ol" } else { "ul" };
        out.push('<');
        out.push_str(tag);
        if let Some(start) = list.start.filter(|&start| start != 1) {
            out.push_str(" start=\"");
            out.push_str(&start.to_string());
            out.push('"');
        }
        out.push_str(">\n");
        for item in &list.items {
            self.push_item(out, item, list.tight);
        }
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }

    fn push_item(&mut self, out: &mut String, item: &ListItem, tight: bool) {
        out.push_str(match item.checked {
            None => "<li>",
            Some(true) => {
                "<li class=\"task\"><span aria-hidden=\"true\">☑ </span><span class=\"visually-hidden\">Klart: </span>"
            }
            Some(false) => {
                "<li class=\"task\"><span aria-hidden=\"true\">☐ </span><span class=\"visually-hidden\">Inte klart: </span>"
            }
        });
        for (place, block) in item.blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(content) if tight && !has_figure(content) => {
                    if place > 0 {
                        out.push('\n');
                    }
                    self.push_inlines(out, content);
                }
                _ => {
                    out.push('\n');
                    self.push_block(out, block);
                }
            }
        }
        out.push_str("</li>\n");
    }

    fn push_table(&mut self, out: &mut String, table: &Table) {
        self.tables += 1;
        // A keyboard must be able to scroll what does not fit.
        out.push_str(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tabell ",
        );
        out.push_str(&self.tables.to_string());
        out.push_str("\">\n<table>\n<thead>\n<tr>");
        for (cell, alignment) in aligned(&table.head, &table.alignments) {
            // A header without words would be announced as one.
            let tag = if cell.content.is_empty() { "td" } else { "th" };
            self.push_cell(out, tag, cell, alignment);
        }
        out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            out.push_str("<tr>");
            for (cell, alignment) in aligned(row, &table.alignments) {
                self.push_cell(out, "td", cell, alignment);
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n</div>");
    }

    fn push_cell(&mut self, out: &mut String, tag: &str, cell: &Cell, alignment: Alignment) {
        out.push('<');
        out.push_str(tag);
        if tag == "th" {
            out.push_str(" scope=\"col\"");
        }
        let side = match alignment {
            Alignment::Default | Alignment::Left => None,
            Alignment::Center => Some("center"),
            Alignment::Right => Some("right"),
        };
        let figures = is_figures(&cell.content).then_some("figures");
        let classes: Vec<&str> = side.into_iter().chain(figures).collect();
        if !classes.is_empty() {
            out.push_str(" class=\"");
            out.push_str(&classes.join(" "));
            out.push('"');
        }
        out.push('>');
        // A small picture alone in a cell is as good as a word.
        if holds_caption(&cell.content) {
            self.push_parts(out, &cell.content, None);
        } else {
            self.push_inlines(out, &cell.content);
        }
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }

    fn push_inlines(&mut self, out: &mut String, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Text(text) => self.push_text(out, text),
                InlineKind::SoftBreak => out.push('\n'),
                InlineKind::HardBreak => out.push_str("<br>\n"),
                InlineKind::Emphasis(inner) => self.push_element(out, "em", inner),
                InlineKind::Strong(inner) => self.push_element(out, "strong", inner),
                InlineKind::Strike(inner) => self.push_element(out, "s", inner),
                InlineKind::Code(text) | InlineKind::Html(text) => {
                    out.push_str("<code>");
                    push_escaped(out, text);
                    out.push_str("</code>");
                }
                InlineKind::Link(link) => self.push_link(out, link),
                InlineKind::Image(image) => self.push_image(out, image),
                InlineKind::Footnote(number) => self.push_reference(out, *number),
            }
        }
    }

    fn push_link(&mut self, out: &mut String, link: &Link) {
        let href = if self.linked { None } else { self.job.page.href(&link.target, "html") };
        let Some(href) = href else {
            return self.push_inlines(out, &link.content);
        };
        out.push_str("<a href=\"");
        push_escaped(out, &written(&href));
        out.push_str("\">");
        self.linked = true;
        self.push_inlines(out, &link.content);
        self.linked = false;
        out.push_str("</a>");
    }

    fn push_image(&self, out: &mut String, image: &Image) {
        match self.job.pictures.get(&image.target) {
            Some(picture) => out.push_str(&picture::element(picture, &image.alt)),
            // A draft is built without a picture that is not there; what it shows still stands.
            None => self.push_text(out, &image.alt),
        }
    }

    fn push_reference(&mut self, out: &mut String, number: usize) {
        let id = if self.referred.insert(number) {
            format!(" id=\"notref-{number}\"")
        } else {
            String::new()
        };
        out.push_str(&if self.linked {
            format!("<sup{id}>{number}</sup>")
        } else {
            format!(
                "<sup><a{id} href=\"#not-{number}\" role=\"doc-noteref\" aria-label=\"Not {number}\">{number}</a></sup>"
            )
        });
    }
}

/// A link's destination as the value of an attribute, not yet escaped.
pub(super) fn written(href: &Href) -> String {
    match href {
        Href::Anchor(anchor) => fragment(anchor),
        Href::Address(typed) => address(typed),
    }
}

/// A number of several groups, "122 400", which must not be broken between them.
fn is_figures(content: &[Inline]) -> bool {
    let text = plain(content);
    text.trim().contains(char::is_whitespace)
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || ",.%+-–−".contains(c))
}

/// Cells with the alignment of their columns.
fn aligned<'a>(
    cells: &'a [Cell],
    alignments: &'a [Alignment],
) -> impl Iterator<Item = (&'a Cell, Alignment)> {
    let rest = std::iter::repeat(Alignment::Default);
    cells.iter().zip(alignments.iter().copied().chain(rest))
}
