//! LGL801: a table whose head says nothing.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::prose::{Block, BlockKind, Cell, InlineKind, List, plain};
use crate::source::Span;

/// A table without head.
pub(crate) static RULE: Rule =
    Rule { code: "LGL801", name: "tabell-utan-huvud", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for block in context.minutes.blocks() {
        in_block(block, findings);
    }
}

/// Looks at a block and what is in it, but not into quotations.
fn in_block(block: &Block, findings: &mut Vec<Finding>) {
    match &block.kind {
        BlockKind::Table(table)
            if !table.head.is_empty() && table.head.iter().all(is_empty) =>
        {
            let place = table.head.iter().map(|cell| cell.span).reduce(Span::cover);
            findings.push(
                RULE.at(place.unwrap_or(block.span), "Tabellen har ett tomt huvud")
                    .help("Skriv i första raden vad varje kolumn innehåller."),
            );
        }
        BlockKind::List(List { items, .. }) => {
            let blocks = items.iter().flat_map(|item| &item.blocks);
            blocks.for_each(|block| in_block(block, findings));
        }
        _ => {}
    }
}

fn is_empty(cell: &Cell) -> bool {
    let has_picture =
        cell.content.iter().any(|inline| matches!(inline.kind, InlineKind::Image(_)));
    !has_picture && plain(&cell.content).trim().is_empty()
}
