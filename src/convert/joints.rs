//! Joins what a page break cut in two: sentences and lists.

use super::lines::{Kind, Line, Shape};
use crate::model::words;

/// Words that no sentence ends with.
const UNFINISHED: [&str; 24] = [
    "och", "eller", "samt", "med", "i", "av", "att", "för", "på", "till", "om", "den", "det",
    "en", "ett", "som", "från", "vid", "de", "inom", "mellan", "under", "än", "genom",
];

/// A running text is longer than a title, in characters.
const RUNNING: usize = 40;

/// Joins sentences and lists across page breaks, and sentences across stray blank lines.
pub(super) fn mend(lines: &mut Vec<Line>, shape: Shape) {
    let mut mended: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let end = at + lines[at..].iter().take_while(|line| line.is_gap()).count();
        let joint = match (mended.last(), lines.get(end)) {
            (Some(before), Some(after)) if end > at => {
                let gap = Gap {
                    is_cut: lines[at..end].iter().any(|line| line.kind == Kind::Cut),
                    lines: end - at,
                    is_in_tight_list: is_tight(lines, at, end),
                };
                gap.joint(before, after, paragraph_length(&mended), shape)
            }
            _ => Joint::None,
        };
        match joint {
            Joint::None => mended.extend_from_slice(&lines[at..end]),
            Joint::List => {}
            Joint::Sentence => {
                if let Some((last, next)) = mended.last_mut().zip(lines.get(end)) {
                    last.text.push(' ');
                    last.text.push_str(&next.text);
                    last.breaks = next.breaks;
                }
                at = end + 1;
                continue;
            }
        }
        mended.extend(lines.get(end).cloned());
        at = end + 1;
    }
    *lines = mended;
}

/// What stands between two lines that say something.
struct Gap {
    /// Something stranded stood there, or a page ended.
    is_cut: bool,
    lines: usize,
    is_in_tight_list: bool,
}

/// How two lines belong together.
enum Joint {
    /// The second goes on with the sentence of the first.
    Sentence,
    /// Both are items of one list.
    List,
    None,
}

impl Gap {
    fn joint(&self, before: &Line, after: &Line, paragraph: usize, shape: Shape) -> Joint {
        match (&before.kind, &after.kind) {
            (Kind::Item(first), Kind::Item(second)) => {
                let alike = first.number.is_some() == second.number.is_some()
                    || before.indent != after.indent;
                let follows = match (first.number, second.number) {
                    (Some(first), Some(second)) => second == first + 1,
                    _ => true,
                };
                let is_one = alike && follows && self.is_in_tight_list;
                let is_torn = self.is_cut || (self.lines > 1 && shape != Shape::Format);
                if is_one && is_torn { Joint::List } else { Joint::None }
            }
            (Kind::Text, Kind::Text) if !before.apart && !after.apart => {
                if self.goes_on(before, after, paragraph) {
                    Joint::Sentence
                } else {
                    Joint::None
                }
            }
            (Kind::Item(marker), Kind::Text) if self.is_cut && marker.number.is_none() => {
                let goes_on = self.goes_on(before, after, before.text.chars().count());
                if goes_on { Joint::Sentence } else { Joint::None }
            }
            _ => Joint::None,
        }
    }

    fn goes_on(&self, before: &Line, after: &Line, paragraph: usize) -> bool {
        let text = before.text.trim_end();
        let unmarked = text.trim_end_matches(['*', '_']);
        let ends_open =
            unmarked.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-');
        if !ends_open || unmarked.len() != text.len() || after.indent > before.indent + 3 {
            return false;
        }
        // Clauses that each open with "att" stand on lines of their own.
        let first = after.text.split_whitespace().next().unwrap_or("");
        let is_clause = ["att", "dels", "samt"].contains(&first);
        let opens_small = first.starts_with(char::is_lowercase)
            && words::label(&after.text).is_none()
            && !first.contains(['@', ':', '/']);
        let last = unmarked.split_whitespace().next_back().unwrap_or("");
        let is_unfinished = UNFINISHED.contains(&last) || unmarked.ends_with(',');
        if self.is_cut {
            let is_running = paragraph >= RUNNING / 2;
            return is_running && (opens_small || is_unfinished);
        }
        opens_small && !is_clause && paragraph >= RUNNING && last != "beslutar"
    }
}

/// The characters of the paragraph that ends a text.
fn paragraph_length(lines: &[Line]) -> usize {
    let paragraph = lines.iter().rev().take_while(|line| line.is_text());
    // Where it is long enough, it does not matter how long.
    paragraph.take(RUNNING).map(|line| line.text.chars().take(RUNNING).count()).sum()
}

/// Are the lists beside a gap written without blank lines between their items?
fn is_tight(lines: &[Line], start: usize, end: usize) -> bool {
    let near = |at: Option<usize>| at.and_then(|at| lines.get(at));
    let touches = |at: Option<usize>| near(at).is_some_and(|line| !line.is_gap());
    let item = |at: Option<usize>| near(at).is_some_and(Line::is_item);
    let is_single = !touches(start.checked_sub(2)) && !touches(Some(end + 1));
    item(start.checked_sub(2))
        || item(Some(end + 1))
        || is_single && !is_loose(lines, start, end)
}

/// Does another item stand one blank line away on either side?
fn is_loose(lines: &[Line], start: usize, end: usize) -> bool {
    let item = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(Line::is_item);
    item(start.checked_sub(3)) || item(Some(end + 2))
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn a_sentence_goes_on_after_the_page_break() {
        let text = "Gruppen berättar hur arbetet med bedömningar har\n\n3 (7)\n\nutvecklats sedan i våras.";
        assert_snapshot!(converted(text), @"Gruppen berättar hur arbetet med bedömningar har utvecklats sedan i våras.");
    }

    #[test]
    fn a_list_goes_on_after_the_footer() {
        let text = "- En plan\n- En budget\n\nLänsgemensam ledning i samverkan\nNybro kommun | Region Kalmar län | Torsås kommun\n\n- En kalender";
        assert_snapshot!(converted(text), @r#"
        ---
        organ: lgl
        ---

        - En plan
        - En budget
        - En kalender
        "#);
    }

    #[test]
    fn a_sentence_goes_on_after_a_stray_blank_line() {
        let text = "Alla kommuner i länet har svarat på enkäten om väntetider, men\n\ninte alla regionens enheter.";
        assert_snapshot!(converted(text), @"Alla kommuner i länet har svarat på enkäten om väntetider, men inte alla regionens enheter.");
    }

    #[test]
    fn what_ends_or_opens_a_sentence_is_left() {
        let text = "Alla kommuner i länet har svarat på enkäten om väntetider.\n\nandra stycket börjar litet.\n\nLedningen beslutar, efter att ha hört alla parter,\n\natt anta planen.";
        assert_snapshot!(converted(text), @r#"
        Alla kommuner i länet har svarat på enkäten om väntetider.

        andra stycket börjar litet.

        Ledningen beslutar, efter att ha hört alla parter,

        att anta planen.
        "#);
    }
}
