//! Lists: bulleted, numbered and of tasks.

use typst::foundations::{Content, Label, NativeElement, Packed, Smart};
use typst::model::{EnumElem, EnumItem, ListElem, ListItem as TypstItem};
use typst::utils::PicoStr;

use super::Writer;
use crate::prose::{BlockKind, List, ListItem, has_figure};
use crate::source::Span;

/// The label of a list with tasks. `main.typ` says what stands before an item by its number: 0 for a task
/// not done, 1 for one done, 2 for what is no task.
const TASKS: PicoStr = PicoStr::constant("tasks");

impl Writer<'_> {
    pub(super) fn list(&self, list: &List, span: Span, depth: usize) -> Content {
        let numbered = |number: &dyn Fn(&ListItem) -> Smart<u64>| {
            let items = list.items.iter().map(|item| {
                let body = self.item(item, list.tight, depth);
                let made = EnumItem::new(body).with_number(number(item));
                Packed::new(made).spanned(self.span(item.span))
            });
            EnumElem::new(items.collect()).with_tight(list.tight)
        };
        let made = if let Some(start) = list.start {
            numbered(&|_| Smart::Auto).with_start(Smart::Custom(start)).pack()
        } else if list.items.iter().any(|item| item.checked.is_some()) {
            let made =
                numbered(&|item| Smart::Custom(item.checked.map_or(2, u64::from))).pack();
            match Label::new(TASKS) {
                Some(label) => made.labelled(label),
                None => made,
            }
        } else {
            let items = list.items.iter().map(|item| {
                let body = self.item(item, list.tight, depth);
                Packed::new(TypstItem::new(body)).spanned(self.span(item.span))
            });
            ListElem::new(items.collect()).with_tight(list.tight).pack()
        };
        made.spanned(self.span(span))
    }

    fn item(&self, item: &ListItem, tight: bool, depth: usize) -> Content {
        let Some((first, rest)) = item.blocks.split_first() else {
            return Content::empty();
        };
        let first = match &first.kind {
            // In a tight list the item itself is the paragraph.
            BlockKind::Paragraph(content) if tight && !has_figure(content) => {
                self.inlines(content)
            }
            BlockKind::Paragraph(content) => self.parts(content, first.span, true),
            _ => self.nested_blocks(std::slice::from_ref(first), depth + 1),
        };
        Content::sequence([first, self.nested_blocks(rest, depth + 1)])
    }
}
