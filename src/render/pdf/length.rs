//! How long a piece of text becomes, roughly: enough to say what has to fit on one page.

use crate::prose::{Block, BlockKind, Inline, InlineKind, plain, walk};

/// Characters on a line of running text; a guess on the short side.
const LINE: usize = 64;

/// Lines that a picture takes the place of: it may fill a page.
const PICTURE: usize = 32;

/// Lines that these blocks take, at least as many as they will.
pub(super) fn lines(blocks: &[Block]) -> usize {
    nested(blocks, LINE)
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
            let column = (width / table.head.len().max(1)).max(8);
            let rows = std::iter::once(&table.head).chain(&table.rows);
            rows.map(|row| {
                let cell = |cell: &crate::prose::Cell| plain(&cell.content).chars().count();
                row.iter().map(cell).max().unwrap_or_default() / column + 2
            })
            .sum()
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
