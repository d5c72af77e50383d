//! Which numbered lines are items, which are headings within an item, and which are only a list.
//!
//! Numbers restart within an item and go on after it (1 … 5, 1 … 5, 6), so no line can be judged alone: the
//! whole sequence is read in the way that leaves the fewest numbers unexplained.

use std::collections::BTreeMap;

/// A numbered line that may be a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The number that was typed.
    pub(super) number: u16,
    /// What it costs to read it as an item of a list.
    pub(super) as_list: u32,
    /// What it costs, beside its number, to read it as a heading.
    pub(super) as_heading: u32,
    /// Numbers of such lines need not start at one.
    pub(super) may_start_anywhere: bool,
    /// It is a heading of level 2 whatever its number, as it was typed as one.
    pub(super) is_fixed: bool,
}

/// What a numbered line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// An item on the agenda.
    Item,
    /// A heading within one.
    Within,
    /// An item of a list.
    List,
}

/// What a number costs that no reading explains. Larger than any step that can be a slip of the pen.
pub(super) const UNEXPLAINED: u32 = 8;
/// A number that skips one or two, or comes twice.
const SLIP: u32 = 3;
/// A sequence of items that does not start at one.
const LATE_START: u32 = 12;
/// A heading within an item, so that an item is preferred where both would do.
const WITHIN: u32 = 1;
/// More candidates than any agenda has. What comes after is read as lists.
const MOST: usize = 120;

/// The numbers last seen: of items, and of headings within the last one.
type State = (u16, u16);

/// Reads a sequence of numbered lines.
pub(super) fn read(candidates: &[Candidate]) -> Vec<Part> {
    let known = &candidates[..candidates.len().min(MOST)];
    let mut states: BTreeMap<State, u32> = BTreeMap::from([((0, 0), 0)]);
    // For each line: how each state was reached.
    let mut steps: Vec<BTreeMap<State, (State, Part)>> = Vec::with_capacity(known.len());
    for candidate in known {
        let mut next: BTreeMap<State, u32> = BTreeMap::new();
        let mut reached = BTreeMap::new();
        for (&state, &cost) in &states {
            for (step, to, part) in candidate.readings(state) {
                let total = cost + step;
                if next.get(&to).is_none_or(|best| total < *best) {
                    next.insert(to, total);
                    reached.insert(to, (state, part));
                }
            }
        }
        states = next;
        steps.push(reached);
    }
    let mut parts = vec![Part::List; candidates.len()];
    let best = states.iter().min_by_key(|(_, cost)| **cost).map(|(state, _)| *state);
    let Some(mut state) = best else { return parts };
    for (at, reached) in steps.iter().enumerate().rev() {
        let Some((from, part)) = reached.get(&state) else { break };
        parts[at] = *part;
        state = *from;
    }
    parts
}

impl Candidate {
    /// Every way to read the line after a state: cost, state that follows, what the line is.
    fn readings(self, (item, within): State) -> Vec<(u32, State, Part)> {
        let number = self.number;
        if self.is_fixed {
            let number = if number == 0 { item.saturating_add(1) } else { number };
            return vec![(0, (number, 0), Part::Item)];
        }
        let mut readings = Vec::with_capacity(3);
        let step = if number == item.saturating_add(1) {
            Some(0)
        } else if item == 0 {
            Some(if self.may_start_anywhere { 0 } else { LATE_START })
        } else if number == item && number > 1 {
            Some(SLIP)
        } else if number > item && number - item <= 3 {
            Some(SLIP * u32::from(number - item - 1))
        } else {
            None
        };
        readings.extend(step.map(|step| (step + self.as_heading, (number, 0), Part::Item)));
        if item > 0 && number == within.saturating_add(1) {
            readings.push((WITHIN + self.as_heading, (item, number), Part::Within));
        }
        readings.push((self.as_list, (item, within), Part::List));
        readings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters for the parts: I an item, w a heading within one, · an item of a list.
    fn read_numbers(numbers: &[u16]) -> String {
        let candidates: Vec<Candidate> = numbers
            .iter()
            .map(|&number| Candidate {
                number,
                as_list: UNEXPLAINED,
                as_heading: 0,
                may_start_anywhere: false,
                is_fixed: false,
            })
            .collect();
        read(&candidates)
            .into_iter()
            .map(|part| match part {
                Part::Item => 'I',
                Part::Within => 'w',
                Part::List => '·',
            })
            .collect()
    }

    #[test]
    fn a_restart_within_an_item_is_told_from_the_items() {
        assert_eq!(read_numbers(&[1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6]), "IIIIIwwwwwI");
        assert_eq!(read_numbers(&[1, 2, 1, 2, 3, 4, 3, 4, 5]), "IIwwwwIII");
        assert_eq!(read_numbers(&[1, 2, 1, 2, 3, 1, 2, 4]), "IIwwIwwI");
    }

    #[test]
    fn a_slip_of_the_pen_does_not_break_the_sequence() {
        assert_eq!(read_numbers(&[1, 2, 4, 5]), "IIII");
        assert_eq!(read_numbers(&[1, 2, 2, 3]), "IIII");
    }

    #[test]
    fn a_number_far_off_is_no_item() {
        assert_eq!(read_numbers(&[1, 2, 40, 3]), "II·I");
    }
}
