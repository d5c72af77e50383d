//! A typeface's pairs of letters that stand closer, put in the order that finds them soonest.
//!
//! A typeface keeps its pairs in a row of tables, by the first letter, and each letter of a text is looked for in one
//! after the other. Where Cyrillic and Greek come first, that takes a tenth of the time of a whole PDF. Which table
//! comes first changes nothing but the time where no letter is in two of them.
//!
//! Source: OpenType, [GPOS lookup type 2](https://learn.microsoft.com/typography/opentype/spec/gpos#lookup-type-2-subtable-pair-adjustment-positioning),
//! format 2.

use std::cmp::Reverse;
use std::mem;
use std::ops::Range;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::opentype_layout::{Coverage, Lookup};
use ttf_parser::{Face, GlyphId, RawFace, Tag};

/// Text of the kind that is set: what it has most of is looked for first.
const USUAL: &str =
    "Ordföranden hälsar alla välkomna, förklarar mötet öppnat och går igenom dagordningen.";

/// Bytes before the offsets in a list of lookups: how many there are.
const COUNT: usize = 2;
/// Bytes before the offsets in a lookup: its kind, its flags, how many there are.
const HEAD: usize = 6;
/// Where a table of positions says where its lookups are.
const LOOKUPS: usize = 8;

/// The file of a typeface with its pairs in that order, or nothing where that is the order they have.
pub(super) fn sorted(file: &[u8]) -> Option<Vec<u8>> {
    let face = Face::parse(file, 0).ok()?;
    let usual: Vec<GlyphId> = USUAL.chars().filter_map(|c| face.glyph_index(c)).collect();
    let positions = place(file, Tag::from_bytes(b"GPOS"))?;
    let table = file.get(positions.clone())?;

    let mut sorted: Option<Vec<u8>> = None;
    let lookups = number(table, LOOKUPS)?;
    for (index, lookup) in face.tables().gpos?.lookups.into_iter().enumerate() {
        let Some((run, order)) = order(&lookup, &usual) else { continue };
        let start = lookups + number(table, lookups + COUNT + 2 * index)? + HEAD;
        let offset = |subtable: usize| positions.start + start + 2 * (run.start + subtable);
        let sorted = sorted.get_or_insert_with(|| file.to_vec());
        for (place, subtable) in order.into_iter().enumerate() {
            let (to, from) = (offset(place), offset(subtable));
            sorted.get_mut(to..to + 2)?.copy_from_slice(file.get(from..from + 2)?);
        }
    }
    sorted
}

/// Where a table of a file lies, in bytes.
fn place(file: &[u8], tag: Tag) -> Option<Range<usize>> {
    let record =
        RawFace::parse(file, 0).ok()?.table_records.into_iter().find(|r| r.tag == tag)?;
    let start = usize::try_from(record.offset).ok()?;
    Some(start..start.checked_add(usize::try_from(record.length).ok()?)?)
}

/// The two bytes at a place, as a number.
fn number(table: &[u8], at: usize) -> Option<usize> {
    let bytes = table.get(at..at + 2)?;
    Some(usize::from(u16::from_be_bytes(bytes.try_into().ok()?)))
}

/// The last tables of a lookup that may change places, and the order that they are better in.
fn order(lookup: &Lookup, usual: &[GlyphId]) -> Option<(Range<usize>, Vec<usize>)> {
    let count = usize::from(lookup.subtables.len());
    let subtables: Vec<_> = lookup.subtables.into_iter::<PositioningSubtable>().collect();
    if subtables.len() != count {
        return None;
    }
    // Pairs of single letters come first: they are exceptions from what is said of whole classes.
    let classes = |subtable: &&PositioningSubtable| {
        matches!(subtable, PositioningSubtable::Pair(PairAdjustment::Format2 { .. }))
    };
    let run = count - subtables.iter().rev().take_while(classes).count()..count;
    if run.len() < 2 {
        return None;
    }
    let coverages: Vec<Coverage> =
        subtables[run.clone()].iter().map(PositioningSubtable::coverage).collect();
    let mut seen = vec![false; usize::from(u16::MAX) + 1];
    for glyph in coverages.iter().flat_map(letters) {
        // A letter in two tables has the pairs of the first.
        if mem::replace(&mut seen[usize::from(glyph)], true) {
            return None;
        }
    }
    let mut order: Vec<usize> = (0..coverages.len()).collect();
    order.sort_by_key(|&subtable| {
        Reverse(usual.iter().filter(|&&glyph| coverages[subtable].contains(glyph)).count())
    });
    (!order.is_sorted()).then_some((run, order))
}

/// The letters that a table has pairs of.
fn letters(coverage: &Coverage) -> Vec<u16> {
    match *coverage {
        Coverage::Format1 { glyphs } => glyphs.into_iter().map(|glyph| glyph.0).collect(),
        Coverage::Format2 { records } => {
            records.into_iter().flat_map(|range| range.start.0..=range.end.0).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fonts::FOLDER;
    use super::*;
    use crate::organ;

    /// How much closer the first table that knows a pair sets it, in units of the typeface, and how many were asked.
    fn closer(face: &Face, first: GlyphId, second: GlyphId) -> (i16, usize) {
        let mut asked = 0;
        for lookup in face.tables().gpos.expect("the typeface has positions").lookups {
            for subtable in lookup.subtables.into_iter::<PositioningSubtable>() {
                let PositioningSubtable::Pair(pairs) = subtable else { continue };
                asked += 1;
                let Some(index) = pairs.coverage().get(first) else { continue };
                let values = match pairs {
                    PairAdjustment::Format1 { sets, .. } => {
                        sets.get(index).and_then(|set| set.get(second))
                    }
                    PairAdjustment::Format2 { classes, matrix, .. } => {
                        matrix.get((classes.0.get(first), classes.1.get(second)))
                    }
                };
                if let Some((value, _)) = values {
                    return (value.x_advance, asked);
                }
            }
        }
        (0, asked)
    }

    #[test]
    fn pairs_stand_as_close_and_are_found_sooner() {
        let texts = [
            USUAL,
            "AVA Työ Ÿ. Wąż ”Tå”",
            "Ξανά Αύριο",
            "Учёт Года",
            "på §",
            "fö\u{2019}r 7:1",
        ];
        let mut faces = 0;
        for body in organ::built_in_names() {
            let files = organ::built_in(&body).expect("a built-in body has files");
            for (path, file) in files.iter().filter(|(path, _)| path.starts_with(FOLDER)) {
                let Ok(before) = Face::parse(file, 0) else { continue };
                let Some(file) = sorted(file) else { continue };
                faces += 1;
                let after = Face::parse(&file, 0).expect("a sorted typeface is one");
                let glyph = |c| before.glyph_index(c).unwrap_or_default();
                let letters: Vec<GlyphId> =
                    texts.iter().flat_map(|t| t.chars()).map(glyph).collect();
                for (&first, &second) in
                    letters.iter().flat_map(|a| letters.iter().map(move |b| (a, b)))
                {
                    let (was, is) =
                        (closer(&before, first, second), closer(&after, first, second));
                    assert_eq!(was.0, is.0, "{path}: {first:?} {second:?}");
                }
                let asked = |face| -> usize {
                    let usual = USUAL.chars().map(glyph).collect::<Vec<_>>();
                    usual.windows(2).map(|pair| closer(face, pair[0], pair[1]).1).sum()
                };
                let (was, is) = (asked(&before), asked(&after));
                assert!(4 * is < 3 * was, "{path}: {was} before, {is} after");
            }
        }
        assert!(faces > 0, "no typeface was sorted");
    }
}
