//! One text after another, changed from those before it that reached new branches: tests/conformance/guided.

#![no_main]

#[path = "../targets.rs"]
#[expect(dead_code, reason = "the tests ask for more")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::lints(bytes, &[]);
    targets::converts(bytes, &[]);
    targets::builds(bytes, &[], &["html"]);
});
