//! How long a piece of text becomes, roughly: enough to say what has to fit on one page.

use crate::prose::{Block, BlockKind, Cell, Inline, InlineKind, plain, walk};
use crate::render::page::Bar;

/// Characters on a line of running text; a guess on the short side.
const LINE: usize = 64;

/// A row of a table of this many lines fits on a page however narrow its columns turn out.
const SHORT: usize = 12;

/// Lines that a picture takes the place of: it may fill a page.
const PICTURE: usize = 32;

/// Lines that these blocks take, at least as many as they will.
pub(super) fn lines(blocks: &[Block]) -> usize {
    nested(blocks, LINE)
}

/// Characters on a line beside a bar.
const LABEL: usize = 24;

/// Lines that the bars of a chart take, with the space between them.
pub(super) fn bars(bars: &[Bar]) -> usize {
    bars.iter().map(|bar| bar.label.value.chars().count() / LABEL + 2).sum()
}

/// Lines that a paragraph takes.
pub(super) fn of_text(content: &[Inline]) -> usize {
    plain(content).chars().count() / LINE + 2
}

fn nested(blocks: &[Block], width: usize) -> usize {
    blocks.iter().map(|block| of_block(block, width)).sum()
}

fn of_block(block: &Block, width: usize) -> usize {
    // Deep nesting leaves little room, but never less than this.
    let narrower = width.saturating_sub(4).max(20);
    let text = match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => {
            plain(content).chars().count() / width + 2
        }
        BlockKind::List(list) => {
            let lines: usize =
                list.items.iter().map(|item| nested(&item.blocks, narrower)).sum();
            // In a tight list there are no gaps between the items.
            lines - if list.tight { list.items.len().min(lines) } else { 0 } + 1
        }
        BlockKind::Quote(blocks) => nested(blocks, narrower) + 1,
        BlockKind::Code { text, .. } | BlockKind::Html(text) => {
            text.lines().map(|line| line.chars().count() / width + 1).sum::<usize>() + 1
        }
        BlockKind::Table(table) => {
            std::iter::once(&table.head).chain(&table.rows).map(|row| of_row(row, width)).sum()
        }
        BlockKind::Rule => 2,
    };
    let mut pictures = 0;
    if matches!(
        block.kind,
        BlockKind::Paragraph(_) | BlockKind::Heading(..) | BlockKind::Table(_)
    ) {
        walk(block, &mut |inline| {
            pictures += usize::from(matches!(inline.kind, InlineKind::Image(_)));
        });
    }
    text + pictures * PICTURE
}

/// Lines that a row of a table takes in a column as wide as this; a guess, as the columns share it by what they hold.
fn of_row(row: &[Cell], width: usize) -> usize {
    let column = (width / row.len().max(1)).max(8);
    let lines = |cell: &Cell| plain(&cell.content).chars().count() / column + 2;
    row.iter().map(lines).max().unwrap_or(2)
}

/// Does a row of a table fit on a page without doubt, so that it need not be divided?
pub(super) fn is_short(row: &[Cell]) -> bool {
    let is_picture = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_));
    of_row(row, LINE) <= SHORT && !row.iter().any(|cell| cell.content.iter().any(is_picture))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::text;
    use crate::source::Span;

    #[test]
    fn a_paragraph_is_its_lines_and_a_gap() {
        let paragraph = |length| Block {
            kind: BlockKind::Paragraph(text("a".repeat(length), Span::at(0))),
            span: Span::at(0),
        };
        assert_eq!(lines(&[paragraph(10)]), 2);
        assert_eq!(lines(&[paragraph(640), paragraph(10)]), 14);
    }
}
