//! How long each step of one document takes, for a real protocol and for one of fifty pages.
//!
//! Machines are noisy: read the ratios between lines of one run. `benches/compare` sets whole processes beside
//! what a user would pick instead. Every round has a text of its own, as a batch has, so that what Typst remembers of
//! the one before flatters nothing.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::Bencher;
use lgl::check::{self, Archive, Context, Facts, Settings, Used};
use lgl::diagnostic::Finding;
use lgl::model::{self, Minutes, Text};
use lgl::organ::{self, Organ};
use lgl::parse;
use lgl::publish::{Disk, LocalDisk};
use lgl::render::compose::compose;
use lgl::render::page::Page;
use lgl::render::{Job, Picture, html, pdf};
use lgl::source::Source;
use sha2::{Digest, Sha256};

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

/// The same, with other words in every paragraph each time.
fn fresh(name: &str) -> String {
    static ROUND: AtomicUsize = AtomicUsize::new(0);
    let round = ROUND.fetch_add(1, Ordering::Relaxed);
    text(name).replace(". ", &format!(" {round}. ")).replace(".\n", &format!(" {round}.\n"))
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
    let organ = lgl();
    bencher
        .with_inputs(|| Source::new("a.md", fresh(name)))
        .bench_refs(|source| read(source, &organ));
}

#[divan::bench(args = TEXTS)]
fn checking(bencher: Bencher<'_, '_>, name: &str) {
    let organ = lgl();
    let glyphs = pdf::Glyphs::of(&organ);
    let facts = Facts { has_glyph: &|c| glyphs.has(c), ..Facts::none() };
    let settings = Settings::default();
    let inputs = || read(&Source::new("a.md", fresh(name)), &organ);
    bencher.with_inputs(inputs).bench_local_refs(|(minutes, findings)| {
        let text = Text::of(minutes, &organ);
        let (organ, facts) = (&organ, &facts);
        let used = Used::default();
        let context = Context { minutes, text: &text, organ, facts, settings: &settings, used };
        let examined = check::examine(&context, findings.clone(), "a.md");
        check::conclude(&examined, &Archive::default(), &settings)
    });
}

#[divan::bench(args = TEXTS)]
fn composing(bencher: Bencher<'_, '_>, name: &str) {
    let organ = lgl();
    let inputs = || read(&Source::new("a.md", fresh(name)), &organ).0;
    bencher.with_inputs(inputs).bench_local_refs(|minutes| {
        compose(minutes, &organ, &Facts::none());
    });
}

#[divan::bench(args = TEXTS)]
fn to_html(bencher: Bencher<'_, '_>, name: &str) {
    of_job(bencher, name, |job| drop(html::render(job).expect("a page")));
}

/// Template, layout and pages; what `to_pdf` takes beyond it is the file: tags, typefaces, compression.
#[divan::bench(args = TEXTS, sample_count = 20)]
fn laying_out(bencher: Bencher<'_, '_>, name: &str) {
    of_job(bencher, name, |job| drop(pdf::lay_out(job).expect("pages")));
}

#[divan::bench(args = TEXTS, sample_count = 20)]
fn to_pdf(bencher: Bencher<'_, '_>, name: &str) {
    of_job(bencher, name, |job| drop(pdf::render(job).expect("a PDF")));
}

/// What comes after a PDF: its sum for the manifest, and a whole file on the disk.
#[divan::bench(args = TEXTS, sample_count = 20)]
fn summing_and_writing(bencher: Bencher<'_, '_>, name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let (organ, source) = (lgl(), Source::new("a.md", fresh(name)));
    let (minutes, _) = read(&source, &organ);
    let bytes =
        pdf::render(&job(&compose(&minutes, &organ, &Facts::none()), &source)).expect("a PDF");
    bencher.bench_local(|| {
        let sum = Sha256::digest(&bytes);
        // A file that is there with the same bytes is left alone.
        let path = folder.path().join("a.pdf");
        let _ = std::fs::remove_file(&path);
        LocalDisk.write(&path, &bytes).expect("a file");
        sum
    });
}

/// Measures a step that begins with a page, with a page of its own each time.
fn of_job(bencher: Bencher<'_, '_>, name: &str, step: impl Fn(&Job<'_>)) {
    let organ = lgl();
    let inputs = || {
        let source = Source::new("a.md", fresh(name));
        let (minutes, _) = read(&source, &organ);
        (source, minutes)
    };
    bencher.with_inputs(inputs).bench_local_refs(|(source, minutes)| {
        step(&job(&compose(minutes, &organ, &Facts::none()), source));
    });
}

fn job<'a>(page: &'a Page<'a>, source: &'a Source) -> Job<'a> {
    static NONE: BTreeMap<String, Picture> = BTreeMap::new();
    Job { page, pictures: &NONE, source, data: "{}" }
}
