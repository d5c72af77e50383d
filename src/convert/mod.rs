//! Text as it comes out of a word processor or a PDF, turned into the document format.
//!
//! The text is read as lines, and each stage knows one thing about them. What is in the document format already
//! is left as it stands, so that converting twice is converting once.

mod lines;
mod markers;
mod stranded;
mod joints;
mod front_matter;
mod head;
mod signatures;
mod clauses;
mod moments;
mod names;
mod headings;
mod numbered;
mod outline;
mod titles;
mod columns;
mod people;
mod labels;
mod lists;
mod write;
mod tables;

use crate::organ::Organ;
use crate::source::Source;
use front_matter::FrontMatter;

/// Text as it was pasted from a word processor or a PDF, in the document format.
///
/// `stem` is the name of its file without the ending, which may tell the day. No word is lost but footers, page
/// numbers and typed numbers of items; what the top says of the meeting moves to the front matter.
pub fn convert(source: &Source, organ: &Organ, stem: &str) -> String {
    /// Pasted text settles after two rounds. More are for text that nobody wrote.
    const MOST_ROUNDS: usize = 8;
    let mut text = round(source.text(), organ, stem);
    // A heading that is found may tell how the lines around it were meant.
    for _ in 1..MOST_ROUNDS {
        let next = round(&text, organ, stem);
        if next == text {
            break;
        }
        text = next;
    }
    text
}

fn round(text: &str, organ: &Organ, stem: &str) -> String {
    let text = without_lead(text);
    let line_end = line_end(text);
    let (mut keys, body) = FrontMatter::split(text);
    let shape = lines::shape(body, keys.is_present());
    let mut lines = lines::read(body, shape);
    if !keys.is_present() && head::names_body(&lines, organ) {
        keys.offer("organ", &organ.id);
    }
    stranded::take(&mut lines, shape, organ, &mut keys);
    head::take(&mut lines, shape, organ, stem, &mut keys);
    signatures::take(&mut lines, &mut keys);
    clauses::list(&mut lines);
    joints::mend(&mut lines, shape);
    headings::mark(&mut lines, shape, organ);
    people::list(&mut lines, shape, organ);
    tables::draw(&mut lines, shape, organ);
    labels::tidy(&mut lines);
    lists::nest(&mut lines, shape);
    let opens_apart = !keys.is_present() || lines.first().is_some_and(lines::Line::is_gap);
    let body = write::body(&lines, shape).replace('\n', line_end);
    let front_matter = keys.written(line_end);
    let gap =
        if front_matter.is_empty() || body.is_empty() || !opens_apart { "" } else { line_end };
    format!("{front_matter}{gap}{body}")
}

/// The text without blank lines before front matter, which must stand first.
fn without_lead(text: &str) -> &str {
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opens = trimmed.strip_prefix("---").is_some_and(|rest| rest.starts_with(['\n', '\r']));
    let is_first = text.trim_start_matches('\u{feff}').starts_with("---");
    if opens && !is_first { trimmed } else { text }
}

/// The line end of a text: CR LF where every line has it.
fn line_end(text: &str) -> &'static str {
    let lines = text.matches('\n').count();
    if lines > 0 && text.matches("\r\n").count() == lines { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pasted text, converted as minutes of LGL.
    pub(super) fn converted(text: &str) -> String {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let once = convert(&Source::new("a.txt", text), &organ, "a");
        let twice = convert(&Source::new("a.md", once.as_str()), &organ, "a");
        assert_eq!(once, twice, "converting twice changes more");
        once
    }
}
