//! How far two words are from each other, asked only where they may be near.

/// The number of slips — a letter too many, too few, another, or two swapped — that part two texts; none where
/// it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    // Numbers and sets of letters tell before anything is compared: a slip changes the one by one and the other by
    // two at most.
    let ((length, set), (other_length, other_set)) = (letters(a), letters(b));
    if length.abs_diff(other_length) > most
        || (set ^ other_set).count_ones() as usize > 2 * most
    {
        return None;
    }
    let distance = strsim::damerau_levenshtein(a, b);
    (distance <= most).then_some(distance)
}

/// How many letters a text has, and which, folded into 64.
fn letters(text: &str) -> (usize, u64) {
    text.chars()
        .fold((0, 0), |(length, set), letter| (length + 1, set | 1 << (u32::from(letter) & 63)))
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
