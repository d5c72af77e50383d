//! Templates that loop, grow, or reach for the disk and the net.

use std::time::Duration;

use crate::support::project::{TestProject, protocol};
use lgl::publish::Format;
use lgl::render::pdf;

/// A layout that does something before it shows a title.
fn layout(code: &str) -> String {
    format!("#let layout(page) = {{\n{code}\nheading(level: 1)[x]\n}}\n")
}

/// What a template for paper tries, and a part of what is said of it.
pub(super) const PAPER: [(&str, &str); 8] = [
    ("let n = 0; while true { n += 1 }", "en slinga tar aldrig slut"),
    ("let n = 0; while n < 1 { n -= 1 }", "en slinga tar aldrig slut"),
    ("let f(n) = f(n + 1); f(1)", "maximum function call depth"),
    ("read(\"/etc/passwd\")", "en fil som ska läsas in finns inte"),
    ("read(\"../../lgl.yaml\")", "would escape"),
    ("image(\"/etc/passwd\")", "en fil som ska läsas in finns inte"),
    ("plugin(\"/etc/passwd\")", "en fil som ska läsas in finns inte"),
    ("import \"@preview/cetz:0.3.0\"", "ett paket från nätet läses aldrig in"),
];

/// What a template for the screen tries, and a part of what is said of it.
pub(super) const SCREEN: [(&str, &str); 9] = [
    (
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}",
        "blir aldrig klar",
    ),
    ("{{ range(1000000000000) }}", "går inte att utföra"),
    ("{% include \"protokoll.html\" %}", "är felaktig"),
    ("{% extends \"protokoll.html\" %}", "går inte att utföra"),
    ("{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}", "går inte att utföra"),
    ("{% include \"../../lgl.yaml\" %}", "finns inte"),
    ("{% include \"/etc/passwd\" %}", "finns inte"),
    ("{{ \"x\" * 100000000000 }}", "blir aldrig klar"),
    ("{{ read(\"/etc/passwd\") }}", "en funktion finns inte"),
];

/// What grows until there is no memory: the template, and its text.
pub(super) const ENDLESS: [(&str, &str); 3] = [
    ("protokoll.typ", "#let layout(page) = range(1000000000000)"),
    ("protokoll.typ", "#let layout(page) = { let s = \"x\"; for i in range(60) { s += s } }"),
    (
        "protokoll.html",
        "{% set n = namespace(s=\"xxxxxxxx\") %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    ),
];

fn with(template: &str, text: &str) -> TestProject {
    TestProject::of_fragments()
        .with(&format!("templates/lgl/{template}"), text)
        .with("protocols/a.md", protocol("", ""))
}

#[test]
fn a_template_reads_nothing_but_its_folder_and_ends() {
    let paper = PAPER.map(|(code, words)| ("protokoll.typ", layout(code), words));
    let screen = SCREEN.map(|(code, words)| ("protokoll.html", code.to_owned(), words));
    for (file, text, words) in paper.into_iter().chain(screen) {
        let said = with(file, &text).build(&["pdf", "html"]);
        assert_eq!(
            (said.outcome.built, said.outcome.faults),
            (0, 1),
            "{text}: {:?}",
            said.lines
        );
        let line = &said.lines[0];
        assert!(line.contains(&format!("templates/lgl/{file}")), "{text}: {line}");
        assert!(line.contains(words), "{text}: {line}");
    }
}

/// Some seconds of work: however fast the machine is, it is not done before it is begun.
#[test]
fn a_layout_that_takes_too_long_is_given_up_once_for_all() {
    let project = with(
        "protokoll.typ",
        &layout("for a in range(1500) { for b in range(1000) { let c = a + b } }"),
    );
    let impatient = Format {
        render: |job| pdf::render_within(job, Duration::ZERO),
        ..lgl::publish::FORMATS[0]
    };
    for format in [impatient, lgl::publish::FORMATS[0]] {
        let said = project.build_file_as("protocols/a.md", &[format]);
        assert_eq!((said.outcome.built, said.outcome.faults), (0, 1), "{:?}", said.lines);
        assert!(
            said.lines[0].starts_with("mallen templates/lgl blir aldrig klar"),
            "{:?}",
            said.lines
        );
    }
}

#[test]
fn a_template_that_takes_all_memory_is_ended_with_a_sentence() {
    for (file, text) in ENDLESS {
        let out = super::lgl(&with(file, text), &["build"], 400);
        let said = String::from_utf8(out.stderr).unwrap();
        assert_eq!(out.status.code(), Some(2), "{text}: {said}");
        assert!(said.contains("Minnet räcker inte"), "{text}: {said}");
    }
}

#[test]
fn a_style_sheet_gets_nothing_from_the_net() {
    let style = "@import url(https://a.se/x.css); body { background: url(https://a.se/x.png) } </style><script>alert(1)</script>";
    let project = with("style.css", style);
    project.build(&["html"]);
    let html = project.text("public/a.html");
    let page = scraper::Html::parse_document(&html);
    let all = |css: &str| page.select(&scraper::Selector::parse(css).unwrap()).count();
    assert_eq!(all("script"), 0, "the style ended where it should not");
    assert!(
        html.contains("default-src &#x27;none&#x27;")
            || html.contains("default-src &#39;none&#39;")
            || html.contains("default-src 'none'")
    );
}
