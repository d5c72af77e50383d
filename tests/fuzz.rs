//! Any text at all: nothing panics, nothing gets in, nothing gets lost. `LGL_FUZZ=SEED:COUNT` tries others than the usual.

mod documents;
mod targets;

use std::panic::catch_unwind;

use documents::{Choices, document};

/// So many documents are tried, and every so many of them is set on paper as well, which is slower.
const COUNT: usize = 300;
const EVERY: usize = 12;

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

fn plan() -> (u64, usize) {
    let asked = std::env::var("LGL_FUZZ").ok();
    let asked = asked.as_deref().and_then(|asked| asked.split_once(':'));
    asked.map_or((2026, COUNT), |(seed, count)| (seed.parse().unwrap(), count.parse().unwrap()))
}

/// Tries many inputs, and tells of all that fail, each with what it was.
fn each(
    make: impl Fn(u64) -> (String, Vec<String>),
    check: impl Fn(&str, &[String], usize) + std::panic::RefUnwindSafe,
) {
    let (seed, count) = plan();
    let mut faults = Vec::new();
    for index in 0..count {
        let (text, words) = make(seed + index as u64);
        let tried = catch_unwind(|| check(&text, &words, index));
        if let Err(fault) = tried {
            let fault = fault.downcast_ref::<String>().cloned().unwrap_or_default();
            faults.push(format!("seed {} of {text:?}\n{fault}", seed + index as u64));
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {count} failed:\n{}",
        faults.len(),
        faults.join("\n=====\n")
    );
}

fn structured(seed: u64) -> (String, Vec<String>) {
    let length = 8 + usize::from(bytes(seed, 1)[0]);
    document(&mut Choices::new(&bytes(seed, length)))
}

#[test]
fn documents_are_linted_and_fixed() {
    each(structured, |text, words, _| targets::lints(text.as_bytes(), words));
}

#[test]
fn documents_are_converted() {
    each(structured, |text, words, _| targets::converts(text.as_bytes(), words));
}

#[test]
fn documents_are_built() {
    each(structured, |text, words, index| {
        let formats: &[&str] =
            if index.is_multiple_of(EVERY) { &["html", "pdf", "json"] } else { &["html"] };
        targets::builds(text.as_bytes(), words, formats);
    });
}

#[test]
fn any_bytes_are_read() {
    let (seed, count) = plan();
    for index in 0..count as u64 {
        let mut noise = bytes(seed + index, 200);
        if index % 2 == 0 {
            noise.splice(..0, *b"---\ndatum: 2026-12-04\n---\n");
        }
        if index % 3 == 0 {
            // As text, so that it is not stopped at once.
            noise = noise.iter().map(|byte| byte & 0x7f).collect();
        }
        targets::lints(&noise, &[]);
        targets::converts(&noise, &[]);
        targets::builds(&noise, &[], &["html"]);
    }
}
