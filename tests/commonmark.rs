//! Every example of `CommonMark`'s and of GFM's specification is a document: read, linted, and made HTML and PDF.
//!
//! None panics, none is refused but for what the format excludes, both formats say the same, and the HTML is the
//! specification's as far as a page of minutes can be. `tests/conformance/commonmark` brings the specifications and runs it.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use scraper::{ElementRef, Html, Node, Selector};

use crate::same_text::difference;
use crate::support::figure;
use crate::support::project::{Said, TestProject};

/// What the format excludes: the rules that may refuse an example, and why each does.
const EXCLUDED: [(&str, &str); 4] = [
    ("LGL010", "a character that no typeface of the body has, which PDF/A and PDF/UA forbid"),
    ("LGL601", "an address that leads nowhere, or could run code"),
    ("LGL602", "a file that the project does not hold"),
    ("LGL607", "a picture without words"),
];

/// Examples whose HTML is another for a reason of their own, by specification and number.
const EXCEPTIONS: [(&str, usize, &str); 5] = [
    ("CommonMark", 300, "text under a heading in a list is a paragraph of its own"),
    ("GFM", 278, "text under a heading in a list is a paragraph of its own"),
    ("GFM", 625, "parentheses in a bare address are weighed one by one, not as a whole"),
    ("GFM", 626, "what looks like an entity at the end of a bare address belongs to it"),
    ("GFM", 631, "no address of mail ends with one letter"),
];

/// Why the HTML of an example is not the specification's. Each is a fact of the example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Raw HTML is shown as text and reported.
    RawHtml,
    /// A bare address is a link, as in GFM, which `CommonMark` leaves as text.
    BareAddress,
}

/// One example of a specification.
struct Example {
    number: usize,
    /// Is it of bare addresses that are links?
    links_bare_addresses: bool,
    markdown: String,
    html: String,
}

/// What became of an example.
#[derive(Debug, PartialEq, Eq)]
struct Verdict {
    /// The rules that refused it.
    refused: BTreeSet<String>,
    formats: Formats,
    html: Comparison,
}

/// Do PDF and HTML say the same?
#[derive(Debug, PartialEq, Eq)]
enum Formats {
    Same,
    /// They part here.
    Part(String),
    /// No typeface has all of the characters, and the PDF is only a draft.
    Unshown,
}

#[derive(Debug, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotComparable(Reason),
    Different { expected: String, found: String },
}

#[test]
#[ignore = "needs the specifications, which tests/conformance/commonmark fetches"]
fn every_example_of_commonmark() {
    every_example_of("CommonMark", "commonmark.txt", 652);
}

#[test]
#[ignore = "needs the specifications, which tests/conformance/commonmark fetches"]
fn every_example_of_gfm() {
    every_example_of("GFM", "gfm.txt", 673);
}

#[test]
fn a_wrong_expectation_is_told() {
    let tried = |markdown: &str, html: &str| {
        let example = Example {
            number: 0,
            links_bare_addresses: true,
            markdown: markdown.to_owned(),
            html: html.to_owned(),
        };
        tried(&example).html
    };
    assert_eq!(tried("*a* b", "<p><em>a</em> b</p>"), Comparison::Equal);
    for (markdown, wrong) in [
        ("*a* b", "<p><strong>a</strong> b</p>"),
        ("*a* b", "<p><em>a</em>b</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("[a](/url)", "<p><a href=\"/uri\">a</a></p>"),
        ("    a\n      b", "<pre><code>a\n b</code></pre>"),
        ("2. a", "<ol><li>a</li></ol>"),
        ("a\n\n# b", "<p>a b</p>"),
    ] {
        let told = tried(markdown, wrong);
        assert!(matches!(told, Comparison::Different { .. }), "{markdown:?}: {told:?}");
    }
}

/// Tries every example of a specification and prints what became of them.
fn every_example_of(name: &str, file: &str, count: usize) {
    let folder = std::env::var_os("LGL_SPECS").expect("LGL_SPECS is set");
    let examples = examples(&std::fs::read_to_string(Path::new(&folder).join(file)).unwrap());
    assert_eq!(examples.len(), count, "examples of {name}");
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    let mut apart: BTreeMap<Reason, usize> = BTreeMap::new();
    let (mut refusals, mut same, mut equal, mut exceptions) = (0, 0, 0, 0);
    let mut faults = Vec::new();
    for (example, verdict) in examples.iter().zip(tried_all(&examples)) {
        let fault =
            |words: String| format!("{name} {}: {words}\n{}", example.number, example.markdown);
        let Some(verdict) = verdict else {
            faults.push(fault("stopped, as told above".to_owned()));
            continue;
        };
        refusals += usize::from(!verdict.refused.is_empty());
        for rule in verdict.refused {
            if !EXCLUDED.iter().any(|(listed, _)| *listed == rule) {
                faults.push(fault(format!("refused by {rule}")));
            }
            *refused.entry(rule).or_default() += 1;
        }
        match verdict.formats {
            Formats::Same => same += 1,
            Formats::Part(place) => faults.push(fault(format!("the formats part\n{place}"))),
            Formats::Unshown => {}
        }
        match verdict.html {
            Comparison::Different { .. } if is_exception(name, example.number) => {
                exceptions += 1;
            }
            _ if is_exception(name, example.number) => {
                faults.push(fault("is no exception any more".to_owned()));
            }
            Comparison::Equal => equal += 1,
            Comparison::NotComparable(reason) => *apart.entry(reason).or_default() += 1,
            Comparison::Different { expected, found } => {
                faults.push(fault(format!("\nexpected {expected}\n   found {found}")));
            }
        }
    }
    figure(&format!("{name} examples tried"), examples.len());
    figure(&format!("{name} examples whose PDF and HTML say the same"), same);
    figure(&format!("{name} examples equal in HTML"), equal);
    for (reason, number) in apart {
        figure(&format!("{name} examples not comparable for {}", reason.words()), number);
    }
    figure(&format!("{name} examples not comparable for a reason of their own"), exceptions);
    figure(&format!("{name} examples refused for what the format excludes"), refusals);
    for (rule, number) in refused {
        figure(&format!("{name} examples refused by {rule}"), number);
    }
    assert!(
        faults.is_empty(),
        "{} of {} examples are at fault:
{}",
        faults.len(),
        examples.len(),
        faults.join(
            "
"
        )
    );
}

fn is_exception(name: &str, number: usize) -> bool {
    EXCEPTIONS.iter().any(|(of, at, _)| (*of, *at) == (name, number))
}

impl Reason {
    fn words(self) -> &'static str {
        match self {
            Self::RawHtml => "raw HTML",
            Self::BareAddress => "a bare address that is a link",
        }
    }
}

/// The examples of a specification, from its own text.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        if !line.strip_prefix(&fence).is_some_and(|info| info.starts_with(" example")) {
            continue;
        }
        let text = |lines: &mut std::str::Lines<'_>, end: &str| -> String {
            let lines = lines.take_while(|line| *line != end);
            lines.flat_map(|line| [line, "\n"]).collect::<String>().replace('→', "\t")
        };
        examples.push(Example {
            number: examples.len() + 1,
            links_bare_addresses: line.ends_with(" autolink"),
            markdown: text(&mut lines, "."),
            html: text(&mut lines, &fence),
        });
    }
    examples
}

/// Tries every example; none where one panicked.
fn tried_all(examples: &[Example]) -> Vec<Option<Verdict>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((at, example)) = Some(next.fetch_add(1, Ordering::Relaxed))
            .and_then(|at| Some((at, examples.get(at)?)))
        {
            let verdict = catch_unwind(AssertUnwindSafe(|| tried(example)));
            done.push((at, verdict.ok()));
        }
        done
    };
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let mut done: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, verdict)| verdict).collect()
}

/// Builds an example as it stands, and compares what its page says. A refused one is compared as a draft, which is
/// built in spite of findings.
fn tried(example: &Example) -> Verdict {
    let (mut project, mut said) = built("", &example.markdown);
    assert_eq!(said.outcome.faults, 0, "{:?}", said.lines);
    let refused: BTreeSet<String> =
        if said.outcome.built == 0 { errors(&said) } else { BTreeSet::new() };
    assert_eq!(said.outcome.built == 0, !refused.is_empty(), "{:?}", said.lines);
    let mut expected = example.html.clone();
    if !refused.is_empty() {
        // What is to be found on the same machine lies outside the project; on another one it may be linked to.
        expected = elsewhere(&expected);
        (project, said) = built("status: utkast\n", &elsewhere(&example.markdown));
        assert_eq!(said.outcome.built, 1, "{:?}", said.lines);
    }
    // In the PDF a character without a sign of its own is a question mark.
    let is_shown = !refused.contains("LGL010");
    let formats = if is_shown {
        difference(&project, "a").map_or(Formats::Same, Formats::Part)
    } else {
        Formats::Unshown
    };
    let html = compared(example, &expected, &project.text("public/a.html"), &said);
    Verdict { refused, formats, html }
}

fn compared(example: &Example, expected: &str, page: &str, said: &Said) -> Comparison {
    let [strict, loose] = [false, true].map(|loose| {
        let expected = Html::parse_fragment(expected);
        let mut writer = Writer { loose, ..Writer::default() };
        writer.children(expected.root_element());
        let page = Html::parse_document(page);
        let mut found = Writer { loose, ..Writer::default() };
        let sections = Selector::parse("main section").unwrap();
        let of_example = page
            .select(&sections)
            .skip_while(|section| section.attr("aria-labelledby") != Some("punkt-4"));
        for section in of_example
            .take_while(|section| !section.value().classes().any(|class| class == "notes"))
        {
            found.children(section);
        }
        let found = found.finish();
        let found = found.strip_prefix("<h>Exempel</h>").expect("the item's own heading");
        (writer.finish(), found.to_owned())
    });
    if strict.0 == strict.1 {
        return Comparison::Equal;
    }
    if said.lines.iter().any(|line| line.contains("LGL609")) {
        return Comparison::NotComparable(Reason::RawHtml);
    }
    if !example.links_bare_addresses && loose.0 == loose.1 {
        return Comparison::NotComparable(Reason::BareAddress);
    }
    Comparison::Different { expected: strict.0, found: strict.1 }
}

/// A document that ends with the example, in a language of which nothing is set in another way than it is typed.
fn built(keys: &str, markdown: &str) -> (TestProject, Said) {
    let document = format!(
        "---\ndatum: 2026-12-04\nspråk: en\n{keys}---\n\n## Välkomna\n\nOrdföranden öppnar mötet.\n\n\
         ## Dagordning\n\nDagordningen godkänns.\n\n## Beslut\n\nInga beslut fattades.\n\n\
         ## Närvarande\n\n- Eva Ek, Nybro kommun\n\n## Exempel\n\n{markdown}"
    );
    let project = TestProject::of_fragments().with("protocols/a.md", document);
    let said = project.build_file("protocols/a.md", &["pdf", "html"]);
    (project, said)
}

/// The rules that found errors.
fn errors(said: &Said) -> BTreeSet<String> {
    let rules = said.lines.iter().filter_map(|line| {
        let (_, rest) = line.split_once(": fel ")?;
        rest.split_whitespace().next()
    });
    rules.map(str::to_owned).collect()
}

/// The same with `/url` and `/uri`, where an address begins so, on another machine.
fn elsewhere(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = ["/url", "/uri"].iter().filter_map(|path| rest.find(path)).min() {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        if before.ends_with(['(', '<', ' ', '\n', '\t', ':', '"']) {
            out.push_str("https:");
        }
        let (path, after) = after.split_at("/url".len());
        out.push_str(path);
        rest = after;
    }
    out + rest
}

/// Writes HTML as one line, without what a page of minutes has in another way by design.
#[derive(Default)]
struct Writer {
    out: String,
    /// An address that is its own words is text.
    loose: bool,
    /// Inside preformatted text.
    pre: bool,
    /// Inside a list, quotation or cell, where no heading opens anything.
    inside: usize,
}

/// Elements that blanks round them say nothing beside.
const BLOCKS: [&str; 14] = [
    "p",
    "h",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "hr",
    "table",
    "tr",
    "th",
    "td",
    "br",
    "start",
];

impl Writer {
    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text),
                Node::Element(_) => self.element(ElementRef::wrap(child).unwrap()),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // Where a line may or may not end.
                '\u{200b}' | '\u{2060}' | '\u{ad}' => {}
                '\n' if self.pre => self.out.push('⏎'),
                ' ' if self.pre => self.out.push('␣'),
                '<' => self.out.push('‹'),
                '>' => self.out.push('›'),
                '\u{a0}' => self.out.push(' '),
                c => self.out.push(c),
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let hidden = ["number", "visually-hidden", "permalink"];
        if value.classes().any(|class| hidden.contains(&class)) {
            return;
        }
        match value.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.inside > 0 => {
                self.tag("p", |this| this.tag("strong", |this| this.children(element)));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.tag("h", |this| this.children(element));
            }
            "p" if is_pictures(element) => {
                for picture in element.child_elements() {
                    let words = picture.attr("alt").unwrap_or_default();
                    self.tag("p", |this| this.text(words));
                }
            }
            // A picture with a caption stands by itself.
            "img" if value.attr("title").is_some() => {
                self.out.push_str("</p><p>");
                self.text(value.attr("alt").unwrap_or_default());
                self.out.push_str("</p><p>");
            }
            "figure" => self.tag("p", |this| this.children(element)),
            "figcaption" | "wbr" => {}
            "img" => self.text(value.attr("alt").unwrap_or_default()),
            "input" => {
                self.text(if value.attr("checked").is_some() { "☑ " } else { "☐ " });
            }
            "a" => self.link(element),
            "ol" => {
                let start = value.attr("start").unwrap_or("1").to_owned();
                self.out.push_str(&format!("<start {start}>"));
                self.nested("ol", element);
            }
            name @ ("ul" | "blockquote") => self.nested(name, element),
            "pre" => {
                self.pre = true;
                self.tag("pre", |this| this.children(element));
                self.pre = false;
            }
            name @ ("th" | "td") => {
                let side = value.attr("align").map(str::to_owned).or_else(|| {
                    value
                        .classes()
                        .find(|class| ["center", "right"].contains(class))
                        .map(str::to_owned)
                });
                let name =
                    if element.text().all(|text| text.trim().is_empty()) { "td" } else { name };
                self.tag(name, |this| {
                    if let Some(side) = side.filter(|side| side != "left") {
                        this.out.push_str(&format!("[{side}]"));
                    }
                    this.children(element);
                });
            }
            "del" => self.tag("s", |this| this.children(element)),
            name @ ("br" | "hr") => self.out.push_str(&format!("<{name}>")),
            "html" | "div" | "section" | "header" | "span" | "thead" | "tbody" => {
                self.children(element);
            }
            name => {
                let name = name.to_owned();
                self.tag(&name, |this| this.children(element));
            }
        }
    }

    fn tag(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push_str(&format!("<{name}>"));
        inside(self);
        self.out.push_str(&format!("</{name}>"));
    }

    fn nested(&mut self, name: &str, element: ElementRef<'_>) {
        self.inside += 1;
        self.tag(name, |this| this.children(element));
        self.inside -= 1;
    }

    /// A link, where it leads anywhere that a project can link to.
    fn link(&mut self, element: ElementRef<'_>) {
        let decoded = |text: &str| {
            percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
        };
        let mut href = decoded(element.attr("href").unwrap_or_default());
        let text: String = element.text().collect();
        // GFM says http of an address that begins with www; we say https, as browsers do.
        if text.starts_with("www.") && href == format!("http://{text}") {
            href = format!("https://{text}");
        }
        let bare =
            ["", "mailto:", "https://"].iter().any(|lead| href == format!("{lead}{text}"));
        let followed =
            ["http:", "https:", "mailto:"].iter().any(|start| href.starts_with(start));
        if !followed || (self.loose && bare) {
            return self.children(element);
        }
        self.out.push_str(&format!("<a {}>", href.replace(' ', "%20")));
        self.children(element);
        self.out.push_str("</a>");
    }

    /// All of it, without blanks that say nothing.
    fn finish(self) -> String {
        let mut out = self
            .out
            .split([' ', '\n', '\t'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        for name in BLOCKS {
            for tag in [format!("<{name}>"), format!("</{name}>")] {
                out = out.replace(&format!(" {tag}"), &tag).replace(&format!("{tag} "), &tag);
            }
        }
        // What was left of a paragraph round a picture.
        out.replace("<p></p>", "")
    }
}

/// Is it a paragraph of nothing but pictures?
fn is_pictures(element: ElementRef<'_>) -> bool {
    let mut pictures = element.child_elements().peekable();
    pictures.peek().is_some()
        && pictures.all(|child| child.value().name() == "img")
        && element.text().all(|text| text.trim().is_empty())
}
