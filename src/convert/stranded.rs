//! Takes out what a page break left in the text: footers, page numbers, registry numbers.

use super::front_matter::FrontMatter;
use super::lines::{self, Kind, Line, Shape};
use crate::model::stranded::{Stranded, in_paragraph};
use crate::organ::Organ;

/// Replaces every stranded line by a [`Kind::Cut`]. The registry number goes to the front matter.
pub(super) fn take(
    lines: &mut [Line],
    shape: Shape,
    organ: &Organ,
    keys: &mut FrontMatter<'_>,
) {
    let mut at = 0;
    // The last bare number that was taken for a page number: they only grow.
    let mut page = 0;
    while at < lines.len() {
        if !is_candidate(&lines[at]) {
            at += 1;
            continue;
        }
        let length = lines[at..].iter().take_while(|line| is_candidate(line)).count();
        let texts: Vec<String> = lines[at..at + length].iter().map(Line::whole).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (place, found) in in_paragraph(&texts, organ).into_iter().enumerate() {
            let is_taken = match found {
                None => false,
                Some(
                    Stranded::Name | Stranded::Tagline | Stranded::Members | Stranded::Page,
                ) => true,
                Some(Stranded::Number(number)) => {
                    // In the document format, a number alone was meant.
                    let is_meant = shape == Shape::Format && length == 1;
                    let is_page = number > page && !is_meant && !is_answer(lines, at + place);
                    if is_page {
                        page = number;
                    }
                    is_page
                }
                Some(Stranded::Registry(number)) => keys.offer("diarienummer", number),
            };
            if is_taken {
                lines[at + place] = Line::new(Kind::Cut, "");
            }
        }
        at += length;
    }
}

fn is_candidate(line: &Line) -> bool {
    line.is_text() || line.is_item()
}

/// A number below a question or a colon, or beside another number, is what was answered.
fn is_answer(all: &[Line], at: usize) -> bool {
    let is_number =
        |line: &Line| line.text.bytes().all(|b| b.is_ascii_digit()) && line.is_text();
    let before = lines::before(all, at).map(|near| &all[near]);
    let after = lines::after(all, at).map(|near| &all[near]);
    before.is_some_and(|line| {
        line.text.trim_end_matches(['*', '_', ')']).ends_with(['?', ':']) || is_number(line)
    }) || after.is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn what_pages_leave_behind_goes() {
        let text = "Vi läser en sida.\n\nSida 2 av 3\n\nRS 2022/195\n\nVi läser en till.\n\n4\n\nHur bra går det, från ett till tio?\n\n7\n\nDet var bra.";
        assert_snapshot!(converted(text), @r#"
        ---
        diarienummer: RS 2022/195
        ---

        Vi läser en sida.

        Vi läser en till.

        Hur bra går det, från ett till tio?

        7

        Det var bra.
        "#);
    }

    #[test]
    fn another_registry_number_stays() {
        let text = "RS 2022/195\n\nSe även det ärende som har numret nedan.\n\nRS 2021/7";
        assert_snapshot!(converted(text), @r#"
        ---
        diarienummer: RS 2022/195
        ---

        Se även det ärende som har numret nedan.

        RS 2021/7
        "#);
    }
}
