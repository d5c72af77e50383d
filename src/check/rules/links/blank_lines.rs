//! LGL608: many empty lines together, where something may have been lost.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Minutes;
use crate::prose::{Block, BlockKind};
use crate::source::Span;

/// Three or more empty lines.
pub(crate) static RULE: Rule = Rule { code: "LGL608", name: "tomrader", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for gap in &context.minutes.gaps {
        if is_in_code(context.minutes, *gap) {
            continue;
        }
        findings.push(
            RULE.at(*gap, "Här är flera tomma rader i följd")
                .help("Ta bort dem, men se först efter om en bild eller en tabell har fallit bort.")
                .fix(Fix::safe(vec![Edit::delete(*gap)])),
        );
    }
}

/// Empty lines within code belong to it.
fn is_in_code(minutes: &Minutes, gap: Span) -> bool {
    minutes.blocks().any(|block| holds_code(block, gap))
}

fn holds_code(block: &Block, gap: Span) -> bool {
    if gap.start < block.span.start || block.span.end < gap.end {
        return false;
    }
    match &block.kind {
        BlockKind::Code { .. } | BlockKind::Html(_) => true,
        BlockKind::Quote(blocks) => blocks.iter().any(|block| holds_code(block, gap)),
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).any(|block| holds_code(block, gap))
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(..)
        | BlockKind::Table(_)
        | BlockKind::Rule => false,
    }
}
