//! Items that were meant to lie under another and do not, because they are indented less than its text.
//!
//! Markdown takes ` - a` below `- b` for its sibling. Only the source tells that it was typed further in.

use crate::prose::{Block, BlockKind, List, ListItem};
use crate::source::{Source, Span};

/// Items of a list that are indented, but less than the text of the item above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnested {
    /// The first of them: its mark and its first words.
    pub span: Span,
    /// How many they are.
    pub items: usize,
    /// The item that they were meant to lie under.
    pub parent: Span,
    /// Is there no other way to understand it? Where only the first item of a list stands at the margin, it
    /// may as well be the one that is wrong.
    pub is_certain: bool,
    /// What puts them right: so many blanks more at the start of each of these lines.
    pub indents: Vec<(usize, usize)>,
}

/// Every such group of items, in the order of the text.
pub(super) fn look(source: &Source, blocks: &[Block]) -> Vec<Unnested> {
    let mut found = Vec::new();
    let text = source.text();
    within(text, blocks, &mut found);
    found.sort_by_key(|unnested| unnested.span);
    found
}

fn within(text: &str, blocks: &[Block], found: &mut Vec<Unnested>) {
    let mut before: Option<(&List, Span)> = None;
    for block in blocks {
        let BlockKind::List(list) = &block.kind else {
            before = None;
            continue;
        };
        if let Some((above, span)) = before {
            after_list(text, above, span, list, found);
        }
        // Numbers may be set flush right, so that " 9." stands further in than "10.".
        if list.start.is_none() {
            in_list(text, list, found);
        }
        for item in &list.items {
            within(text, &item.blocks, found);
        }
        before = Some((list, block.span));
    }
}

/// Items further in than the item above them in the same list.
fn in_list(text: &str, list: &List, found: &mut Vec<Unnested>) {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for item in &list.items {
        let Some(mark) = Mark::of(text, item) else { return };
        match groups.last_mut() {
            Some(group) if mark.column > group.parent.column => group.inner.push((mark, item)),
            _ => groups.push(Group { parent: mark, item, inner: Vec::new() }),
        }
    }
    let outer = groups.len();
    for Group { parent, item, inner } in groups {
        let Some((first, _)) = inner.first() else { continue };
        // A blank line after a mark alone ends its item, and nothing can lie under it.
        let is_ended = item.blocks.is_empty()
            && text.get(parent.start..first.start).unwrap_or("").matches('\n').count() > 1;
        if !is_ended {
            let is_certain = outer > 1 || leads_to_more(text, item);
            found.push(unnested(text, parent, item, &inner, is_certain));
        }
    }
}

/// An item, and those further in after it.
struct Group<'a> {
    parent: Mark,
    item: &'a ListItem,
    inner: Vec<(Mark, &'a ListItem)>,
}

/// Items with another kind of mark, right after a list and further in than its last item.
fn after_list(text: &str, above: &List, span: Span, list: &List, found: &mut Vec<Unnested>) {
    let Some((parent, mark)) =
        above.items.last().and_then(|item| Some((item, Mark::of(text, item)?)))
    else {
        return;
    };
    let inner: Vec<(Mark, &ListItem)> = list
        .items
        .iter()
        .map_while(|item| Some((Mark::of(text, item)?, item)))
        .take_while(|(inner, _)| inner.column > mark.column)
        .collect();
    let Some((_, first)) = inner.first() else { return };
    let between = text.get(span.end..first.span.start).unwrap_or("");
    // A footnote, an address of a link or a comment between the two ends the list above.
    if !between.trim().is_empty() {
        return;
    }
    let is_certain = between.bytes().filter(|byte| *byte == b'\n').count() == 1;
    found.push(unnested(text, mark, parent, &inner, is_certain));
}

/// The mark of an item, where nothing but blanks stands before it on its line.
#[derive(Clone, Copy)]
struct Mark {
    /// Where it stands in the text, in bytes.
    start: usize,
    /// Blanks before it.
    column: usize,
    /// Blanks that a line needs to lie under the item.
    content: usize,
}

impl Mark {
    fn of(text: &str, item: &ListItem) -> Option<Self> {
        let rest = text.get(item.span.start..)?;
        let start = item.span.start + rest.len() - rest.trim_start_matches(' ').len();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        if !text[line..start].bytes().all(|byte| byte == b' ') {
            return None;
        }
        let rest = &text[start..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = rest.get(digits + 1..)?;
        let blanks = after.len() - after.trim_start_matches(' ').len();
        // Five blanks or more are one, and code after it.
        let blanks = if (1..=4).contains(&blanks) { blanks } else { 1 };
        let column = start - line;
        Some(Self { start, column, content: column + digits + 1 + blanks })
    }
}

/// Does an item say that more comes?
fn leads_to_more(text: &str, item: &ListItem) -> bool {
    item.blocks.first().is_some_and(|block| {
        text.get(block.span.range()).is_some_and(|text| text.trim_end().ends_with(':'))
    })
}

fn unnested(
    text: &str,
    parent: Mark,
    item: &ListItem,
    inner: &[(Mark, &ListItem)],
    is_certain: bool,
) -> Unnested {
    let mut indents = Vec::new();
    // The items that the next one may lie under: the column as typed, and the one that its text gets.
    let mut open = vec![(parent.column, parent.content)];
    for (mark, item) in inner {
        while open.len() > 1 && open.last().is_some_and(|(typed, _)| *typed >= mark.column) {
            open.pop();
        }
        let column = open.last().map_or(parent.content, |(_, content)| *content);
        let more = column.saturating_sub(mark.column);
        open.push((mark.column, mark.content + more));
        let line = mark.start - mark.column;
        let lines = text.get(line..item.span.end).unwrap_or("");
        let mut at = line;
        for line in lines.split_inclusive('\n') {
            if !line.trim().is_empty() && more > 0 {
                indents.push((at, more));
            }
            at += line.len();
        }
    }
    let span = inner.first().map_or(item.span, |(mark, item)| {
        let end = item.blocks.first().map_or(item.span.end, |block| block.span.end);
        Span::new(mark.start, end.max(mark.start))
    });
    // Of the item above, what stands before the items that lie under it.
    let words = item.blocks.first().map_or(item.span.end, |block| block.span.end);
    Unnested {
        span,
        items: inner.len(),
        parent: Span::new(parent.start, words.max(parent.start)),
        is_certain,
        indents,
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::parse;
    use crate::source::Source;

    /// The text with every group put right, and whether all of them are certain.
    fn nested(text: &str) -> (String, bool) {
        let source = Source::new("a.md", text);
        let (parsed, _) = parse(&source);
        let mut indents: Vec<(usize, usize)> =
            parsed.unnested.iter().flat_map(|found| found.indents.clone()).collect();
        indents.sort_unstable();
        let mut out = text.to_owned();
        for (at, blanks) in indents.into_iter().rev() {
            out.insert_str(at, &" ".repeat(blanks));
        }
        (out, parsed.unnested.iter().all(|found| found.is_certain))
    }

    #[test]
    fn items_that_do_not_nest_are_put_under_the_item_above() {
        for (text, expected, certain) in [
            ("- a\n - b\n- c\n", "- a\n  - b\n- c\n", true),
            ("- a:\n - b\n", "- a:\n  - b\n", true),
            ("- a\n - b\n", "- a\n  - b\n", false),
            ("1. a\n  - b\n2. c\n", "1. a\n   - b\n2. c\n", true),
            ("1. a\n\n - b\n", "1. a\n\n   - b\n", false),
            ("- a\n - b\n  - c\n- d\n", "- a\n  - b\n    - c\n- d\n", true),
            ("- a\n - b\n   b2\n   - c\n- d\n", "- a\n  - b\n    b2\n    - c\n- d\n", true),
            ("- a\n  - b\n   - c\n  - d\n", "- a\n  - b\n    - c\n  - d\n", true),
            ("- å\n\n - ä\n\n- ö\n", "- å\n\n  - ä\n\n- ö\n", true),
            ("- a\r\n - b\r\n- c\r\n", "- a\r\n  - b\r\n- c\r\n", true),
        ] {
            assert_eq!(nested(text), (expected.to_owned(), certain), "{text:?}");
            assert_eq!(nested(expected).0, expected, "{expected:?} is right");
        }
    }

    #[test]
    fn lists_that_are_right_are_left_alone() {
        for text in [
            "- a\n  - b\n- c\n",
            " - a\n- b\n",
            "  - a\n  - b\n",
            " 9. a\n10. b\n",
            "1. a\n 2. b\n",
            "> - a\n>  - b\n> - c\n",
            "- - a\n- - b\n",
            "- a\n\ntext\n\n - b\n",
            "1. a\n- b\n",
            "-\n\n - b\n- c\n",
            "1. a\n[^x]: En not.\n  - b\n",
            "1. a\n\n[x]: https://exempel.se\n\n  - b\n",
            "-\n - b\n- c",
        ] {
            let (parsed, _) = parse(&Source::new("a.md", text));
            let is_empty_parent = text.starts_with("-\n ");
            assert_eq!(parsed.unnested.is_empty(), !is_empty_parent, "{text:?}");
        }
    }
}
