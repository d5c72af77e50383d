//! Tables with a head row.

use typst::foundations::{Content, NativeElement, Packed, Smart};
use typst::layout::{Alignment as TypstAlignment, Celled, HAlignment, Sizing, TrackSizings};
use typst::model::{TableCell, TableChild, TableElem, TableHeader, TableItem};

use super::Writer;
use crate::prose::{Alignment, Cell, Table, holds_caption};
use crate::render::pdf::length::is_short;
use crate::source::Span;

impl Writer<'_> {
    pub(super) fn table(&self, table: &Table, span: Span) -> Content {
        let cell = |cell: &Cell, whole: bool| {
            // A small picture alone in a cell is as good as a word.
            let body = if holds_caption(&cell.content) {
                self.parts(&cell.content, cell.span, false)
            } else {
                self.inlines(&cell.content)
            };
            let made = TableCell::new(body).with_breakable(Smart::Custom(!whole));
            TableItem::Cell(Packed::new(made).spanned(self.span(cell.span)))
        };
        let head = TableHeader::new(
            table.head.iter().map(|it| cell(it, is_short(&table.head))).collect(),
        );
        let rows = table.rows.iter().flat_map(|row| {
            let whole = is_short(row);
            row.iter().map(move |it| TableChild::Item(cell(it, whole)))
        });
        let children = std::iter::once(TableChild::Header(Packed::new(head))).chain(rows);
        let columns = table.head.iter().map(|_| Sizing::Auto);
        TableElem::new(children.collect())
            .with_columns(TrackSizings(columns.collect()))
            .with_align(Celled::Array(
                table.alignments.iter().copied().map(alignment).collect(),
            ))
            .pack()
            .spanned(self.span(span))
    }
}

fn alignment(alignment: Alignment) -> Smart<TypstAlignment> {
    let horizontal = match alignment {
        Alignment::Default => return Smart::Auto,
        Alignment::Left => HAlignment::Left,
        Alignment::Center => HAlignment::Center,
        Alignment::Right => HAlignment::Right,
    };
    Smart::Custom(TypstAlignment::H(horizontal))
}
