//! Texts that are kept, changed: pieces gone, twice there, in another order, from another text.

use super::Text;
use super::documents::Choices;

/// One of the texts, changed a few times.
pub(super) fn changed(choices: &mut Choices<'_>, kept: &[Text]) -> Vec<u8> {
    let mut bytes = kept[choices.below(kept.len())].bytes.clone();
    for _ in 0..=choices.below(4) {
        change(choices, kept, &mut bytes);
    }
    bytes
}

fn change(choices: &mut Choices<'_>, kept: &[Text], bytes: &mut Vec<u8>) {
    let (from, to) = (place(choices, bytes), place(choices, bytes));
    let (from, to) = (from.min(to), from.max(to));
    match choices.below(9) {
        0 => drop(bytes.drain(from..to)),
        1 => {
            let piece = bytes[from..to].to_vec();
            bytes.splice(from..from, piece);
        }
        2 => bytes[from..to].reverse(),
        3 => {
            let other = &kept[choices.below(kept.len())].bytes;
            let (start, end) = (place(choices, other), place(choices, other));
            let piece = other[start.min(end)..start.max(end)].to_vec();
            bytes.splice(from..to, piece);
        }
        4 => {
            let piece = choices.of(&["\n", "\n\n", "\r\n", "\r", "  ", "\t", "    "]);
            bytes.splice(from..from, piece.bytes());
        }
        5 => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let (one, other) =
                (choices.below(lines.len().max(1)), choices.below(lines.len().max(1)));
            if !lines.is_empty() {
                lines.swap(one, other);
            }
            *bytes = lines.concat();
        }
        6 => {
            if let Some(byte) = bytes.get_mut(from) {
                *byte ^= 1 << choices.below(8);
            }
        }
        _ => {
            let piece = choices.odd();
            bytes.splice(from..from, piece.bytes());
        }
    }
}

/// A place in a text, on the border of a character more often than not.
fn place(choices: &mut Choices<'_>, bytes: &[u8]) -> usize {
    let mut at = (choices.below(256) * 256 + choices.below(256)) % (bytes.len() + 1);
    let splits_letters = choices.below(8) == 1;
    while !splits_letters && bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
        at += 1;
    }
    at
}
