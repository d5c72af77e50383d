//! Labelled paragraphs: presenters on a paragraph of their own, references to annexes with their label.

use super::lines::{self, Kind, Line};
use super::names;
use super::titles::{annex, presents};
use crate::model::words;

/// Gives labelled paragraphs the form of the document format.
pub(super) fn tidy(lines: &mut Vec<Line>) {
    annexes(lines);
    let mut at = 0;
    while at < lines.len() {
        if lines[at].is_text() && presents(&lines[at].text) {
            presenter(lines, at);
        }
        at += 1;
    }
}

/// "Bilaga 2" alone on a line is a reference.
fn annexes(lines: &mut [Line]) {
    for at in 0..lines.len() {
        let line = &lines[at];
        let opens =
            at == 0 || !lines[at - 1].is_text() || lines[at - 1].text.ends_with(['.', ':']);
        if line.is_text()
            && opens
            && let Some(number) = annex(line.text.trim_matches(['*', '_']))
        {
            lines[at].text = format!("Bilaga: {number}");
            lines[at].apart = true;
        }
    }
}

/// The paragraph of a presenter, from its first line.
fn presenter(all: &mut Vec<Line>, at: usize) {
    let mut length = all[at..].iter().take_while(|line| line.is_text()).count();
    // Emphasis around the presenters ends where they do.
    let stressed = stressed_length(&all[at..at + length]);
    let was_stressed = unwrap(&mut all[at..at + stressed]);
    if was_stressed && stressed < length {
        all.insert(at + stressed, Line::new(Kind::Blank, ""));
        length = stressed;
    }
    // A label further down opens a paragraph of its own.
    let is_label =
        |line: &Line| words::label(line.text.trim_start_matches(['*', '_'])).is_some();
    length = 1 + all[at + 1..at + length].iter().take_while(|line| !is_label(line)).count();
    let mut joined = false;
    while length > 1 {
        let (line, next) = (&all[at].text, &all[at + 1].text);
        if is_presenter(next) && !line.ends_with(',') {
            let text = format!("{}; {next}", line.trim_end_matches(['.', ';', ' ']));
            all[at].text = text;
            all.remove(at + 1);
            length -= 1;
            joined = true;
        } else {
            let below = (at + 1..at + length)
                .find(|place| is_running(&all[place - 1].text, &all[*place].text));
            if let Some(below) = below {
                all.insert(below, Line::new(Kind::Blank, ""));
                length = below - at;
            }
            break;
        }
    }
    if let Some(text) = divided(&all[at].text) {
        all[at].text = text;
        joined = true;
    }
    if (was_stressed || joined) && length == 1 {
        let end = all[at].text.trim_end_matches('.').len();
        all[at].text.truncate(end);
    }
    if was_stressed && lines::before(all, at).is_some_and(|near| near + 1 == at) {
        all[at].apart = true;
    }
}

/// The lines up to the one that closes the emphasis that the first one opens.
fn stressed_length(paragraph: &[Line]) -> usize {
    let Some(first) = paragraph.first() else { return 0 };
    let Some(mark) = first.text.chars().next().filter(|c| matches!(c, '*' | '_')) else {
        return paragraph.len();
    };
    let end = paragraph.iter().position(|line| line.text.ends_with(mark));
    end.map_or(paragraph.len(), |end| end + 1)
}

/// Takes away the emphasis around a whole paragraph.
fn unwrap(paragraph: &mut [Line]) -> bool {
    let Some((first, last)) = paragraph.first().zip(paragraph.last()) else { return false };
    let mark =
        ["***", "**", "*", "__", "_"].into_iter().find(|mark| first.text.starts_with(mark));
    let Some(mark) = mark.filter(|mark| last.text.ends_with(mark)) else { return false };
    let letter = &mark[..1];
    let whole: usize = paragraph.iter().map(|line| line.text.matches(letter).count()).sum();
    if whole != mark.len() * 2 {
        return false;
    }
    for line in paragraph.iter_mut() {
        line.text = line.text.trim_matches(['*', '_']).trim().to_owned();
    }
    true
}

/// Is it a line with one more presenter?
fn is_presenter(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(',') else { return false };
    names::is_name(name.trim())
        && !rest.trim().is_empty()
        && text.split_whitespace().count() <= 16
}

/// Is the line below the presenter running text, and not the rest of who presents?
fn is_running(line: &str, next: &str) -> bool {
    let goes_on = line.ends_with([',', '-']) || line.ends_with(" och");
    // "Göransson, Region Kalmar län." is the end of who presents.
    let opening = next.split(',').next().unwrap_or("");
    let is_rest = next.contains(',') && opening.split_whitespace().count() <= 3;
    // A line that was wrapped is about as long as the next one.
    let is_wide = next.split_whitespace().count() >= 6
        && next.chars().count() > line.chars().count() + 20;
    let is_sentence =
        next.ends_with(['.', ':', ';', '?', '!']) && next.split_whitespace().count() >= 4;
    !goes_on
        && !is_rest
        && next.starts_with(char::is_uppercase)
        && (is_sentence || is_wide || next.chars().count() > 100)
}

/// "A, Nybro kommun. B, Region Kalmar län." with the people divided by semicolons.
fn divided(text: &str) -> Option<String> {
    let length = words::label(text)?.length;
    let pieces: Vec<&str> = text[length..].trim().trim_end_matches('.').split(". ").collect();
    let opens_with_name = |piece: &&str| {
        let mut words = piece.split_whitespace();
        let first = words.next().zip(words.next());
        first.is_some_and(|(one, other)| {
            names::is_name(&format!("{one} {}", other.trim_end_matches(',')))
        })
    };
    let are_people = pieces.len() > 1 && pieces.iter().all(opens_with_name);
    are_people.then(|| format!("{} {}", &text[..length], pieces.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn presenters_stand_in_a_paragraph_of_their_own() {
        let text = "*Föredragare: Eva Ek, rektor, Nybro kommun.\nBo Bok, SKR.*\n\nFöredragare: Ida Alm skolchef Torsås kommun. Per Ö, Region Kalmar län.\nDe berättar om läget i skolorna.\n\nFöredragare: Kim Kall, Avdelning Ekonomi\noch styrning, SKR";
        assert_snapshot!(converted(text), @r#"
        Föredragare: Eva Ek, rektor, Nybro kommun; Bo Bok, SKR

        Föredragare: Ida Alm skolchef Torsås kommun; Per Ö, Region Kalmar län

        De berättar om läget i skolorna.

        Föredragare: Kim Kall, Avdelning Ekonomi
        och styrning, SKR
        "#);
    }

    #[test]
    fn a_reference_to_an_annex_gets_its_label() {
        let text = "Mer finns att läsa.\n\nBilaga 2\n\nText om bilaga 2.\n\nBilaga 3 delas ut";
        assert_snapshot!(converted(text), @r#"
        Mer finns att läsa.

        Bilaga: 2

        Text om bilaga 2.

        Bilaga 3 delas ut
        "#);
    }
}
