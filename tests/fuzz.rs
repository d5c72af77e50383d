//! Any text at all: nothing panics, nothing gets in, nothing gets lost. `LGL_FUZZ=SEED:COUNT` tries others than the usual.
//!
//! Texts are made of choices, kept because they once showed a fault or reached what no other did, or such a one changed.

mod documents;
mod lengths;
mod mutations;
mod targets;

use std::panic::{RefUnwindSafe, catch_unwind};

use documents::{Choices, document};

use crate::same_text::difference_of;
use crate::support::{figure, project_root};

/// So many documents are tried, and every so many of them is set on paper as well, which is slower.
const COUNT: usize = 300;
const EVERY: usize = 12;

/// A text that is tried.
struct Text {
    /// What makes it again: a seed, or a file of the corpus.
    name: String,
    bytes: Vec<u8>,
    /// Words of running text that nothing may lose.
    words: Vec<String>,
}

/// Bytes that look random and are the same for the same seed (Knuth's linear congruential generator).
fn bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..count).map(|_| next()).collect()
}

/// The seeds of this run.
fn seeds() -> impl Iterator<Item = u64> {
    let asked = std::env::var("LGL_FUZZ").ok();
    let asked = asked.as_deref().and_then(|asked| asked.split_once(':'));
    let (seed, count) = asked
        .map_or((2026, COUNT), |(seed, count)| (seed.parse().unwrap(), count.parse().unwrap()));
    (0..count).map(move |index| seed + index as u64)
}

/// Tries many texts, and tells of all that fail, each with what it was.
fn each(texts: impl Iterator<Item = Text>, check: impl Fn(&Text, usize) + RefUnwindSafe) {
    let mut faults = Vec::new();
    let mut count = 0;
    for (index, text) in texts.enumerate() {
        count += 1;
        let text = std::panic::AssertUnwindSafe(text);
        if let Err(fault) = catch_unwind(|| check(&text, index)) {
            let fault = fault.downcast_ref::<String>().cloned().unwrap_or_default();
            let shown = String::from_utf8_lossy(&text.bytes);
            faults.push(format!("{} of {shown:?}\n{fault}", text.name));
        }
    }
    assert!(count > 0, "nothing was tried");
    assert!(
        faults.is_empty(),
        "{} of {count} failed:\n{}",
        faults.len(),
        faults.join("\n=====\n")
    );
}

/// Documents made of choices.
fn structured() -> impl Iterator<Item = Text> {
    seeds().map(|seed| {
        let length = 8 + usize::from(bytes(seed, 1)[0]);
        let (text, words) = document(&mut Choices::new(&bytes(seed, length)));
        Text { name: format!("seed {seed}"), bytes: text.into_bytes(), words }
    })
}

/// The texts that are kept.
fn corpus() -> Vec<Text> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(project_root().join("tests/fuzz/corpus")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            let bytes = std::fs::read(&path).unwrap();
            let words = documents::words(&String::from_utf8_lossy(&bytes));
            texts.push(Text { name, bytes, words });
        }
    }
    texts.sort_by(|one, other| one.name.cmp(&other.name));
    texts
}

/// Texts that are kept, each changed by chance.
fn changed() -> impl Iterator<Item = Text> {
    let kept = corpus();
    seeds().map(move |seed| {
        let choices = bytes(seed, 64);
        let bytes = mutations::changed(&mut Choices::new(&choices), &kept);
        Text { name: format!("seed {seed}, a changed text"), bytes, words: Vec::new() }
    })
}

/// The page and the PDF of a document say the same.
fn says_the_same_on_paper(text: &Text) {
    let built = targets::builds(&text.bytes, &text.words, &["html", "pdf", "json"]);
    // A character that no typeface has is a box on paper.
    if built.told.contains("LGL010") {
        return;
    }
    let (Some(pdf), Some(html)) = (built.files.get("pdf"), built.files.get("html")) else {
        return;
    };
    let html = std::str::from_utf8(html).unwrap();
    if let Some(difference) = difference_of(pdf, html) {
        panic!("PDF and HTML part\n{difference}");
    }
}

#[test]
fn documents_are_linted_and_fixed() {
    each(structured(), |text, _| targets::lints(&text.bytes, &text.words));
}

#[test]
fn documents_are_converted() {
    each(structured(), |text, _| targets::converts(&text.bytes, &text.words));
}

#[test]
fn documents_are_built() {
    each(structured(), |text, index| {
        if index.is_multiple_of(EVERY) {
            says_the_same_on_paper(text);
        } else {
            targets::builds(&text.bytes, &text.words, &["html"]);
        }
    });
}

#[test]
fn kept_texts_hold() {
    let kept = corpus();
    figure("texts in the corpus", kept.len());
    each(kept.into_iter(), |text, _| {
        targets::lints(&text.bytes, &text.words);
        targets::converts(&text.bytes, &text.words);
        says_the_same_on_paper(text);
    });
}

#[test]
fn kept_texts_are_changed_by_chance() {
    each(changed(), |text, index| {
        targets::lints(&text.bytes, &[]);
        targets::converts(&text.bytes, &[]);
        if index.is_multiple_of(EVERY) {
            says_the_same_on_paper(text);
        } else {
            targets::builds(&text.bytes, &[], &["html"]);
        }
    });
}

#[test]
fn any_bytes_are_read() {
    let noises = seeds().enumerate().map(|(index, seed)| {
        let mut noise = bytes(seed, 200);
        if index % 2 == 0 {
            noise.splice(..0, *b"---\ndatum: 2026-12-04\n---\n");
        }
        if index % 3 == 0 {
            // As text, so that it is not stopped at once.
            noise = noise.iter().map(|byte| byte & 0x7f).collect();
        }
        Text { name: format!("seed {seed}, noise"), bytes: noise, words: Vec::new() }
    });
    each(noises, |noise, _| {
        targets::lints(&noise.bytes, &[]);
        targets::converts(&noise.bytes, &[]);
        targets::builds(&noise.bytes, &[], &["html"]);
    });
}
