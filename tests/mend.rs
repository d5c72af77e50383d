//! Fixes: they come to an end, keep what the minutes say, and leave everything else to the byte.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use lgl::check::catalogue;
use lgl::diagnostic::{Finding, Safety};
use lgl::mend;
use lgl::model::{Minutes, Text, data, read};
use lgl::organ::{self, Organ};
use lgl::parse::parse;
use lgl::publish::{Disk, Input, LintRequest, LintedText, LocalDisk, lint, write_mended};
use lgl::source::{MAX_BYTES, Source};

use crate::support::disk::{Odd, OddDisk};
use crate::support::page::{EXAMPLE, example, file_of, parts};
use crate::support::project::TestProject;

/// Rules whose very fault is how a fact is written, so that mending it changes the fact. Each with what it may change.
const CHANGES_FACTS: [(&str, &str); 10] = [
    ("LGL112", "a footer in a list of people is nobody"),
    ("LGL201", "an item that Markdown takes for a list"),
    ("LGL301", "a decision that nobody counted"),
    ("LGL401", "the organisation's name"),
    ("LGL402", "the organisation's name"),
    ("LGL403", "what stands as organisation"),
    ("LGL407", "a person's name"),
    ("LGL409", "people that nobody found"),
    ("LGL410", "the remark"),
    ("LGL006", "characters that are not seen"),
];

/// The examples of a page that are found at fault and stand in no project of their own.
fn wrong_examples(code: Option<&str>) -> Vec<(&'static str, String)> {
    let mut examples = Vec::new();
    for entry in catalogue().filter(|entry| code.is_none_or(|code| code == entry.rule.code)) {
        let parts = parts(entry.page);
        let has_files =
            parts.iter().any(|part| part.info.as_deref().and_then(file_of).is_some());
        for part in parts {
            if part.info.as_deref() == Some("markdown fel")
                && !has_files
                && !entry.is_for_boards
            {
                examples.push((entry.rule.code, part.text));
            }
        }
    }
    examples
}

fn lint_text(project: &TestProject, text: &str, mend: Option<Safety>) -> LintedText {
    let root = project.root();
    let request = LintRequest {
        input: Some(Input { path: root.join(EXAMPLE), bytes: text.as_bytes().to_vec() }),
        current: root,
        mend,
        ..LintRequest::default()
    };
    let mut linted = lint(&LocalDisk, &request);
    assert!(linted.faults.is_empty(), "{:?}", linted.faults);
    linted.texts.pop().expect("the text itself")
}

fn is_mendable(finding: &Finding, safety: Safety) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety <= safety)
}

/// Numbers that look random and are the same each time (Knuth's linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Documents put together of pieces that are found at fault.
fn patchworks() -> Vec<String> {
    let pieces: Vec<String> = wrong_examples(None)
        .into_iter()
        .map(|(_, text)| text)
        .filter(|text| !text.starts_with("---") && !text.contains("\n---"))
        .collect();
    let mut numbers = Numbers(2022);
    let patchwork = |_| {
        let mut text = String::new();
        for _ in 0..4 {
            text.push_str(&pieces[numbers.below(pieces.len())]);
            text.push('\n');
        }
        let text = example(&text).text;
        // Every third comes from Windows.
        if numbers.below(3) == 0 { text.replace('\n', "\r\n") } else { text }
    };
    (0..150).map(patchwork).collect()
}

#[test]
fn mending_comes_to_an_end() {
    let project = TestProject::new();
    let mut faults = Vec::new();
    for text in patchworks() {
        for safety in [Safety::Safe, Safety::Unsafe] {
            let mended = lint_text(&project, &text, Some(safety));
            let left: Vec<&Finding> =
                mended.findings.iter().filter(|finding| is_mendable(finding, safety)).collect();
            if let Some(first) = left.first() {
                faults
                    .push(format!("{safety:?} {} {}\n{text}", first.rule.code, first.message));
            }
            let again = lint_text(&project, mended.source.text(), Some(safety));
            if again.source.text() != mended.source.text() {
                faults.push(format!("{safety:?}: changes on a second run\n{text}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults[..faults.len().min(4)].join("\n=====\n")
    );
}

#[test]
fn line_endings_stay_and_no_byte_is_lost_outside_the_places_that_are_mended() {
    let project = TestProject::new();
    for text in patchworks() {
        let before = lint_text(&project, &text, None);
        let (after, count) = mend::apply(&before.source, &before.findings, Safety::Unsafe);
        if text.contains("\r\n") {
            assert!(
                !after.replace("\r\n", "").contains('\n'),
                "a line end of another kind:\n{after}"
            );
        } else {
            assert!(!after.contains('\r'), "a line end of another kind:\n{after}");
        }
        // What no edit covers stands in the mended text, in order.
        let mut spans: Vec<_> = before
            .findings
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .flat_map(|fix| fix.edits_in(&before.source))
            .map(|edit| edit.span)
            .collect();
        spans.sort_unstable();
        assert!(count > 0 || spans.is_empty(), "{text}");
        let (mut at, mut next) = (0, 0);
        for span in spans {
            if span.start > at {
                let kept = &text[at..span.start];
                let found = after[next..].find(kept);
                next +=
                    found.unwrap_or_else(|| panic!("lost: {kept:?}\nin\n{after}")) + kept.len();
            }
            at = at.max(span.end);
        }
        assert!(after.ends_with(&text[at..]), "the end is lost");
    }
}

/// A disk on which somebody else writes the example as soon as it has been read as a document, and not only for its metadata.
struct Restless {
    reads: AtomicUsize,
}

const CHANGED: &str = "Det här skrev någon annan.\n";

impl Odd for Restless {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        if path.ends_with(EXAMPLE) {
            let reads = usize::from(limit >= MAX_BYTES as u64);
            if self.reads.fetch_add(reads, Ordering::Relaxed) > 0 {
                return Ok(CHANGED.as_bytes().to_vec());
            }
        }
        LocalDisk.read(path, limit)
    }
    fn replace(&self, path: &Path, _: &[u8]) -> io::Result<()> {
        panic!("{} was changed by somebody else", path.display());
    }
}

#[test]
fn a_file_that_somebody_changes_meanwhile_is_left_alone() {
    let project = TestProject::new();
    project.put_text(EXAMPLE, &example("Det är t ex så.\n").text);
    let request = LintRequest {
        paths: vec![project.root().join(EXAMPLE)],
        current: project.root(),
        mend: Some(Safety::Safe),
        ..LintRequest::default()
    };
    let disk = OddDisk(Restless { reads: AtomicUsize::new(0) });
    let mut linted = lint(&disk, &request);
    assert_eq!((linted.mended, write_mended(&disk, &request, &mut linted)), (1, 0));
    assert!(
        linted.faults[0].message.contains("ändrades medan den rättades"),
        "{:?}",
        linted.faults
    );
}

#[test]
fn a_footnote_in_the_middle_is_mended_once() {
    let project = TestProject::new();
    let text =
        example("En not.[^1]\n\n[^1]: Se t ex sidan - den andra.\n\nDet är t ex så - ja.\n")
            .text;
    let mended = lint_text(&project, &text, Some(Safety::Safe));
    let expected = "[^1]: Se t.ex. sidan – den andra.\n\nDet är t.ex. så – ja.\n";
    assert!(mended.source.text().contains(expected), "{}", mended.source.text());
}

#[test]
fn an_allowance_holds_for_its_paragraph_also_where_a_finding_has_many_places() {
    let project = TestProject::new();
    let body = "Första - stycket, t ex.\n\n<!-- lgl: tillåt LGL704 Så skrev vi då. -->\n\nAndra - stycket, t ex.\n";
    let text = example(body).text;
    let found = lint_text(&project, &text, None);
    let lines: Vec<(&str, usize)> = found
        .findings
        .iter()
        .map(|finding| (finding.rule.code, found.source.place(finding.span.start).line))
        .collect();
    assert_eq!(lines.len(), 2, "{lines:?}: the allowance is needed, and it is used");
    let mended = lint_text(&project, &text, Some(Safety::Safe));
    let expected = "Första – stycket, t.ex.\n\n<!-- lgl: tillåt LGL704 Så skrev vi då. -->\n\nAndra - stycket, t.ex.\n";
    assert!(mended.source.text().contains(expected), "{}", mended.source.text());
}

#[test]
fn decomposed_letters_leave_the_places_round_them_as_they_are() {
    use unicode_normalization::UnicodeNormalization;
    let project = TestProject::new();
    let body = "Vi möts ännu kl. 9-12, t ex här.\n";
    let places = |text: &str| -> Vec<(&'static str, String)> {
        let found = lint_text(&project, text, None);
        let at = |span: lgl::source::Span| found.source.slice(span).to_owned();
        let own = found.findings.iter().filter(|finding| finding.rule.code != "LGL006");
        own.map(|finding| (finding.rule.code, at(finding.span))).collect()
    };
    let composed = example(body).text;
    let decomposed: String = composed.nfd().collect();
    assert_eq!(
        places(&composed),
        [("LGL502", "9-12".to_owned()), ("LGL706", "t ex".to_owned())]
    );
    assert_eq!(places(&decomposed), places(&composed));
}

#[test]
fn an_unseen_character_at_the_end_of_a_line_leaves_no_blank_that_breaks_it() {
    let project = TestProject::new();
    for end in [" \u{ad}", "  \u{200b}", "\u{200b} ", " \u{ad} \u{200b}  "] {
        let text = example(&format!("Rut Regnholm läser upp det{end}\nsom gäller.\n")).text;
        let mended = lint_text(&project, &text, Some(Safety::Safe));
        let expected = "Rut Regnholm läser upp det\nsom gäller.\n";
        assert!(mended.source.text().contains(expected), "{end:?}: {:?}", mended.source.text());
    }
}

#[test]
fn what_stands_between_the_halves_of_a_sentence_is_not_lost() {
    let project = TestProject::new();
    for between in [
        "[^1]: En not om gruppen.",
        "[x]: https://exempel.se/gruppen",
        "<!-- lgl: tillåt LGL704 Gruppen. -->",
    ] {
        let body = format!(
            "Ledamöterna är överens om att gruppen\n\n{between}\n\nska träffas i vår. Då är allt klart.\n"
        );
        let text = example(&body).text;
        let found = lint_text(&project, &text, None);
        assert!(
            found.findings.iter().any(|finding| finding.message.contains("mellan två stycken")),
            "{between}"
        );
        let mended = lint_text(&project, &text, Some(Safety::Unsafe));
        assert!(mended.source.text().contains(between), "{}", mended.source.text());
    }
}

#[test]
fn no_torn_text_is_too_odd() {
    let project = TestProject::new();
    let mut numbers = Numbers(7);
    let pieces: Vec<String> = patchworks();
    for text in pieces.iter().take(60) {
        // Anything may be cut off, and anything may stand beside anything.
        let cut = text.floor_char_boundary(numbers.below(text.len()));
        let other = &pieces[numbers.below(pieces.len())];
        let from = other.floor_char_boundary(numbers.below(other.len()));
        let torn = format!("{}{}", &text[..cut], &other[from..]);
        for safety in [None, Some(Safety::Safe), Some(Safety::Unsafe)] {
            let found = lint_text(&project, &torn, safety);
            for finding in &found.findings {
                let span = finding.span;
                assert!(
                    found.source.text().get(span.range()).is_some(),
                    "{}: {span:?}",
                    finding.rule.code
                );
            }
        }
    }
}

#[test]
fn a_safe_fix_keeps_decisions_attendance_and_dates() {
    let project = TestProject::new();
    let organ = lgl();
    let mut faults = Vec::new();
    let mut tried = 0;
    for (code, text) in wrong_examples(None) {
        if CHANGES_FACTS.iter().any(|(known, _)| *known == code) {
            continue;
        }
        let before = lint_text(&project, &example(&text).text, None);
        let own: Vec<Finding> = before
            .findings
            .iter()
            .filter(|finding| finding.rule.code == code)
            .cloned()
            .collect();
        let (after, count) = mend::apply(&before.source, &own, Safety::Safe);
        if count == 0 {
            continue;
        }
        tried += 1;
        let (old, new) = (facts(before.source.text(), &organ), facts(&after, &organ));
        if old != new {
            faults.push(format!("{code}:\n{old}\nbecame\n{new}\nin\n{text}"));
        }
    }
    assert!(tried >= 20, "only {tried} examples have a safe fix");
    assert!(faults.is_empty(), "{}", faults.join("\n=====\n"));
}

#[test]
fn nothing_quoted_or_stressed_is_touched() {
    let project = TestProject::new();
    let organ = lgl();
    for text in patchworks() {
        let mended = lint_text(&project, &text, Some(Safety::Safe));
        let old = shielded(&text, &organ);
        let new = shielded(mended.source.text(), &organ);
        // A label is a label, bold or not.
        for (words, count) in old.into_iter().filter(|(words, _)| words != "Beslut") {
            assert!(
                new.get(&words).copied().unwrap_or(0) >= count,
                "”{words}” was touched in\n{text}\nwhich became\n{}",
                mended.source.text()
            );
        }
    }
}

fn lgl() -> Organ {
    organ::read("lgl", "organ.yaml", organ::built_in("lgl").unwrap()).0
}

fn minutes(text: &str, organ: &Organ) -> Minutes {
    read(parse(&Source::new("a.md", text)).0, organ).0
}

/// What the minutes say as facts: letters and digits of decisions, who was there, and when.
fn facts(text: &str, organ: &Organ) -> String {
    let minutes = minutes(text, organ);
    let document = data::document(&minutes, organ, "");
    let letters = |text: &str| -> String {
        text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let mut facts = vec![format!("{:?} {:?}", document.date, document.time)];
    for decision in &document.decisions {
        let clauses: Vec<String> =
            decision.clauses.iter().map(|clause| letters(clause)).collect();
        let responsible = decision.responsible.as_deref().map(letters);
        facts.push(format!(
            "{} {} {clauses:?} {responsible:?} {:?}",
            decision.id,
            letters(&decision.text),
            decision.due
        ));
    }
    let lists = &document.attendance;
    for list in [&lists.present, &lists.others, &lists.absent] {
        for organisation in list {
            let people: Vec<&str> =
                organisation.people.iter().map(|person| person.name.as_str()).collect();
            facts.push(format!("{:?} {people:?}", organisation.organisation));
        }
    }
    facts.join("\n")
}

/// Every quotation and stressed text in running text, with how often it stands there.
fn shielded(text: &str, organ: &Organ) -> BTreeMap<String, usize> {
    let minutes = minutes(text, organ);
    let words = Text::of(&minutes, organ);
    let mut shielded = BTreeMap::new();
    for run in words.runs.iter().filter(|run| run.is_prose()) {
        for range in run.quotes.iter().chain(&run.flat.marked) {
            *shielded.entry(run.text()[range.clone()].to_owned()).or_insert(0) += 1;
        }
    }
    shielded
}
