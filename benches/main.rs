//! How long reading, HTML and PDF take, for a real protocol and for one of fifty pages.
//!
//! Machines are noisy: read the ratios between lines of one run. `benches/compare` sets whole processes beside
//! what a user would pick instead.

use std::collections::BTreeMap;
use std::fmt::Write;

use divan::Bencher;
use lgl::check::{self, Archive, Context, Facts, Settings, Used};
use lgl::diagnostic::Finding;
use lgl::model::{self, Minutes, Text};
use lgl::organ::{self, Organ};
use lgl::parse;
use lgl::render::compose::compose;
use lgl::render::{Job, html, pdf};
use lgl::source::Source;

fn main() {
    divan::main();
}

/// The protocol of 2022-11-25, and the same told until it fills fifty pages.
const TEXTS: [&str; 2] = ["real", "fifty"];

const REAL: &str = include_str!("../protocols/2022/2022-11-25.md");

fn text(name: &str) -> String {
    let mut text = REAL.to_owned();
    if name == "fifty" {
        let items = REAL.split("\n## ").skip(4).take(7);
        let items: Vec<&str> = items.collect();
        for round in 2..=9 {
            for item in &items {
                let (heading, body) = item.split_once('\n').unwrap_or((item, ""));
                write!(text, "\n\n## {heading} ({round})\n{body}").expect("a string takes all");
            }
        }
    }
    text
}

fn lgl() -> Organ {
    let files = organ::built_in("lgl").expect("the body is built in");
    organ::read("lgl", "organ.yaml", files).0
}

fn read(source: &Source, organ: &Organ) -> (Minutes, Vec<Finding>) {
    let (parsed, mut findings) = parse::parse(source);
    let (minutes, more) = model::read(parsed, organ);
    findings.extend(more);
    (minutes, findings)
}

#[divan::bench(args = TEXTS)]
fn reading(bencher: Bencher<'_, '_>, name: &str) {
    let (organ, source) = (lgl(), Source::new("a.md", text(name)));
    bencher.bench(|| read(&source, &organ));
}

#[divan::bench(args = TEXTS)]
fn checking(bencher: Bencher<'_, '_>, name: &str) {
    let (organ, source) = (lgl(), Source::new("a.md", text(name)));
    let (minutes, findings) = read(&source, &organ);
    let glyphs = pdf::Glyphs::of(&organ);
    let facts = Facts { has_glyph: &|c| glyphs.has(c), ..Facts::none() };
    let settings = Settings::default();
    bencher.bench_local(|| {
        let text = Text::of(&minutes, &organ);
        let (minutes, organ, facts) = (&minutes, &organ, &facts);
        let used = Used::default();
        let context = Context { minutes, text: &text, organ, facts, settings: &settings, used };
        let examined = check::examine(&context, findings.clone(), "a.md");
        check::conclude(&examined, &Archive::default(), &settings)
    });
}

#[divan::bench(args = TEXTS)]
fn to_html(bencher: Bencher<'_, '_>, name: &str) {
    with_job(name, |job| bencher.bench_local(|| html::render(job).expect("a page")));
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn to_pdf(bencher: Bencher<'_, '_>, name: &str) {
    with_job(name, |job| {
        bencher.bench_local(|| {
            // What Typst remembers of the last round would make this one look free.
            comemo::evict(0);
            pdf::render(job).expect("a PDF")
        });
    });
}

fn with_job(name: &str, run: impl FnOnce(&Job<'_>)) {
    let (organ, source) = (lgl(), Source::new("a.md", text(name)));
    let (minutes, _) = read(&source, &organ);
    let page = compose(&minutes, &organ, &Facts::none());
    run(&Job { page: &page, pictures: &BTreeMap::new(), source: &source, data: "{}" });
}
