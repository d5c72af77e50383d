//! LGL303: a decision whose last sentence has no full stop.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Element, Mark, Marked};
use crate::prose::{Block, BlockKind, Inline, InlineKind, plain};
use crate::source::Span;

/// A decision without full stop.
pub(crate) static RULE: Rule =
    Rule { code: "LGL303", name: "beslut-utan-punkt", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut elements = context.minutes.elements().map(|(_, element)| element).peekable();
    while let Some(element) = elements.next() {
        let Element::Marked(decision @ Marked { mark: Mark::Decision { .. }, .. }) = element
        else {
            continue;
        };
        if elements.peek().is_some_and(|next| goes_on(next)) {
            continue;
        }
        let Some(end) = open_end(decision) else { continue };
        let mut finding = RULE
            .at(Span::at(end), "Beslutet slutar utan punkt")
            .help("Sätt punkt, så att det syns att beslutet är helt.");
        if !decision.is_stressed() {
            finding = finding.fix(Fix::safe(vec![Edit::insert(end, ".")]));
        }
        findings.push(finding);
    }
}

/// The place after a decision that ends with a word or a quotation. A list below ends it in its own way.
fn open_end(decision: &Marked) -> Option<usize> {
    let Block { kind: BlockKind::Paragraph(content), .. } = decision.blocks.last()? else {
        return None;
    };
    let text = plain(content);
    let text = text.trim_end();
    let within = text.trim_end_matches(['”', '"', '“', '»', ')', '\'', '’']);
    let closes_after = text.len() > within.len();
    // A clause with a letter ends as an item of a list does: in its own way.
    let is_lettered = text.trim_start().get(1..2) == Some(")");
    if leads_on(within) || is_lettered {
        return None;
    }
    let is_open = within.ends_with(char::is_alphanumeric)
        || within.ends_with('%')
        // "…” (bilaga 1)" is open; "… antas.”" is closed inside its own quotation.
        || (closes_after && within.is_empty());
    is_open.then(|| end_of(content))?
}

/// Is a decision still in the middle of its sentence: "LGL beslutar att"? What comes after may be a table or a
/// picture.
fn leads_on(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    ["beslutar", "beslutade", "att", "följande", "och", "samt"]
        .iter()
        .any(|word| last.eq_ignore_ascii_case(word))
}

/// Does a paragraph go on with the decision before it: "att anta planen", "a) planen antas"?
fn goes_on(next: &Element) -> bool {
    let Element::Prose(Block { kind: BlockKind::Paragraph(content), .. }) = next else {
        return false;
    };
    let text = plain(content);
    let text = text.trim_start();
    text.starts_with("att ") || text.starts_with("a)")
}

/// Where the last piece of a text ends in the source; none where a stop could be taken for a part of it.
fn end_of(content: &[Inline]) -> Option<usize> {
    let (last, before) = content.split_last()?;
    match &last.kind {
        InlineKind::Text(text) => {
            let blanks = text.len() - text.trim_end().len();
            last.span.end.checked_sub(blanks).filter(|end| *end > last.span.start)
        }
        InlineKind::Emphasis(_) | InlineKind::Strong(_) => Some(last.span.end),
        // An address that stands for itself could take the stop with it.
        InlineKind::Link(link) if plain(&link.content) != link.target => Some(last.span.end),
        // The mark of a note stands after the stop.
        InlineKind::Footnote(_) => end_of(before),
        _ => None,
    }
}
