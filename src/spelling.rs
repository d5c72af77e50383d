//! How far two words are from each other, asked only where they may be near.

/// How many letters a text has, and how many of each: enough to tell most texts apart without comparing them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Letters, in characters.
    pub length: usize,
    /// How often each letter stands there, the letters folded into 32.
    counts: [u8; 32],
}

impl Shape {
    /// The shape of a text.
    pub fn of(text: &str) -> Self {
        let mut shape = Self { length: 0, counts: [0; 32] };
        for letter in text.chars() {
            shape.length += 1;
            let count = &mut shape.counts[(u32::from(letter) & 31) as usize];
            *count = count.saturating_add(1);
        }
        shape
    }

    /// May a text of this shape be as near to one of another: a slip changes the length by one, and the counts by
    /// two?
    pub fn may_be_near(&self, other: &Self, most: usize) -> bool {
        let differ = || -> usize {
            let pairs = self.counts.iter().zip(&other.counts);
            pairs.map(|(one, other)| usize::from(one.abs_diff(*other))).sum()
        };
        self.length.abs_diff(other.length) <= most && differ() <= 2 * most
    }
}

/// The number of slips — a letter too many, too few, another, or two swapped — that part two texts; none where
/// it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    // Bytes are counted already: a letter has four at most.
    if a.len().abs_diff(b.len()) > 4 * most || !Shape::of(a).may_be_near(&Shape::of(b), most) {
        return None;
    }
    let distance = strsim::damerau_levenshtein(a, b);
    (distance <= most).then_some(distance)
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
