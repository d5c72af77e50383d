//! How far two words are from each other, asked only where they may be near.

/// The number of slips — a letter too many, too few, another, or two swapped — that part two texts; none where
/// it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    // Lengths and sets of bytes tell before anything is counted: a slip is one letter, of one or two bytes in
    // Swedish and four at most, and changes as many in each set.
    let widest = if a.is_ascii() && b.is_ascii() { 1 } else { 4 };
    if a.len().abs_diff(b.len()) > widest * most {
        return None;
    }
    let differing = (letters(a) ^ letters(b)).count_ones() as usize;
    if differing > 2 * widest * most {
        return None;
    }
    if widest > 1 && a.chars().count().abs_diff(b.chars().count()) > most {
        return None;
    }
    let distance = strsim::damerau_levenshtein(a, b);
    (distance <= most).then_some(distance)
}

/// The set of bytes that a text has, folded into 64.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_are_counted_and_strangers_are_not() {
        let table = [
            ("närvarande", "närvarande", 0, Some(0)),
            ("närvarade", "närvarande", 2, Some(1)),
            ("medvärkande", "medverkande", 2, Some(1)),
            ("oskarhamns", "oskarshamns", 1, Some(1)),
            ("avslut", "beslut", 1, None),
            ("aa", "bb", 2, Some(2)),
            ("ab", "ba", 1, Some(1)),
            ("a", "åäö", 2, None),
            ("åä", "ab", 2, Some(2)),
        ];
        for (a, b, most, expected) in table {
            assert_eq!(distance(a, b, most), expected, "{a} {b}");
        }
    }
}
