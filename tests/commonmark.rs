//! Every example of `CommonMark`'s specification, and of GitHub's, is a text that a secretary might write: it is read,
//! linted, and becomes a page and a PDF that say the same. What the format leaves out is refused by a rule that says so.
//! Where HTML can be compared it is equal to what the specification says.
//!
//! The specifications are not ours to pass on (CC BY-SA): `tests/conformance/commonmark` fetches them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scraper::{ElementRef, Html, Node, Selector};

use crate::same_text::difference;
use crate::support::figure;
use crate::support::project::{TestProject, protocol};

/// The rules that may refuse an example, and what of the format they stand for.
const REFUSING: [(&str, &str); 7] = [
    ("LGL002", "a heading of the example takes the place of a section"),
    ("LGL010", "a sign that no typeface has"),
    ("LGL601", "an address that is none of the web, of mail or of a file"),
    ("LGL602", "a file that is not there or lies outside the project"),
    ("LGL606", "an address that was left from an example"),
    ("LGL607", "a picture without words in its place"),
    ("LGL610", "a picture that is none"),
];

/// One example of a specification.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The examples of a specification, as its own tools take them out.
fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let spec = spec.split("<!-- END TESTS -->").next().unwrap_or(spec);
    let mut found = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if !line
            .strip_prefix(&fence)
            .is_some_and(|rest| rest.trim_start().starts_with("example"))
        {
            continue;
        }
        let text = |line: &str| line.replace('→', "\t") + "\n";
        let markdown = lines.by_ref().take_while(|line| *line != ".").map(text).collect();
        let html = lines.by_ref().take_while(|line| *line != fence).map(text).collect();
        found.push(Example { number: found.len() + 1, markdown, html });
    }
    found
}

/// Why HTML cannot be compared, where it cannot: what the format does otherwise on purpose.
fn incomparable(example: &Example, page: &str) -> Option<&'static str> {
    let expected = Html::parse_fragment(&example.html);
    let has = |css: &str| expected.select(&Selector::parse(css).unwrap()).next().is_some();
    let known = "p, a, em, strong, code, pre, ul, ol, li, blockquote, h1, h2, h3, h4, h5, h6, hr, br, \
                 img, table, thead, tbody, tr, th, td, del, input, html";
    let every = Selector::parse("*").unwrap();
    let known = Selector::parse(known).unwrap();
    let is_raw = |text: &str| {
        // A tag or comment of the writer's own, passed on.
        expected.select(&every).any(|element| !known.matches(&element))
            || text.contains("<!")
            || example.markdown.contains("<!--")
            || text.contains("<?")
            || example.markdown.split('<').skip(1).any(|rest| {
                let name = rest.trim_start_matches('/');
                name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && !name.split(['>', ' ', '\n']).next().unwrap_or("").contains([':', '@'])
                    && example.html.contains(&format!("<{}", &rest[..rest.len().min(2)]))
            })
    };
    if is_raw(&example.html) {
        return Some("raw HTML is shown as text");
    }
    if has("h1, h2, h3, h4, h5, h6") {
        return Some("headings make sections of minutes");
    }
    if has("img") {
        return Some("pictures are embedded, with captions");
    }
    if page.contains("class=\"decision") {
        return Some("read as a decision");
    }
    None
}

/// A document that holds an example at its end, where what it leaves open takes nothing with it.
fn document(example: &Example) -> String {
    protocol("", "") + "\n## Prov\n\n" + &example.markdown
}

/// What was found of one specification.
#[derive(Default)]
struct Tally {
    equal: usize,
    /// How many cannot be compared, by the reason.
    incomparable: BTreeMap<&'static str, usize>,
    /// How many were refused, by the rule.
    refused: BTreeMap<String, usize>,
    /// Those that differ from the specification.
    unequal: Vec<String>,
    /// How many were refused.
    refused_examples: usize,
    /// Those whose PDF and page do not say the same.
    parting: Vec<String>,
}

fn try_all(spec: &str) -> (usize, Tally) {
    let examples = examples(spec);
    let mut tally = Tally::default();
    for batch in examples.chunks(80) {
        let mut project = TestProject::of_fragments();
        for example in batch {
            project =
                project.with(&format!("protocols/{:04}.md", example.number), document(example));
        }
        let said = project.build(&["pdf", "html"]);
        assert_eq!(said.outcome.faults, 0, "{:#?}", said.lines);
        for example in batch {
            let number = format!("{:04}", example.number);
            let file = format!("protocols/{number}.md:");
            let refusing: BTreeSet<&str> = said
                .lines
                .iter()
                .filter_map(|line| {
                    line.strip_prefix(&file)?.split(": fel ").nth(1)?.split(' ').next()
                })
                .collect();
            let html = format!("public/{number}.html");
            assert_eq!(project.has(&html), refusing.is_empty(), "example {number}");
            if refusing.is_empty() {
                if let Some(difference) = difference(&project, &number) {
                    tally
                        .parting
                        .push(format!("{number}\n{}\n{difference}\n", example.markdown));
                }
                let page = project.text(&html);
                let (ours, theirs) = (of_page(&page), of_specification(&example.html));
                if let Some(reason) = incomparable(example, &page) {
                    *tally.incomparable.entry(reason).or_default() += 1;
                } else if ours == theirs {
                    tally.equal += 1;
                } else if is_bare_address(&example.markdown)
                    && without_links(&ours) == without_links(&theirs)
                {
                    let reason = "bare addresses become links by rules of our own";
                    *tally.incomparable.entry(reason).or_default() += 1;
                } else {
                    let markdown = &example.markdown;
                    let what =
                        format!("{number}\n{markdown}\nours:   {ours}\ntheirs: {theirs}\n");
                    tally.unequal.push(what);
                }
            }
            tally.refused_examples += usize::from(!refusing.is_empty());
            for rule in refusing {
                if !REFUSING.iter().any(|(known, _)| *known == rule) {
                    tally
                        .parting
                        .push(format!("{number}: refused by {rule}\n{}", example.markdown));
                }
                *tally.refused.entry(rule.to_owned()).or_default() += 1;
            }
        }
    }
    (examples.len(), tally)
}

/// The section of the example as one line.
fn of_page(page: &str) -> String {
    let page = Html::parse_document(page);
    let sections = Selector::parse("main section[aria-labelledby]").unwrap();
    let section = page
        .select(&sections)
        .find(|section| section.text().collect::<String>().trim_start().contains("Prov"))
        .expect("the example has its section");
    let mut out = String::new();
    // The first is its heading.
    for child in section.children().filter_map(ElementRef::wrap).skip(1) {
        line(child, false, &mut out);
    }
    tidied(&out)
}

fn of_specification(html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut out = String::new();
    for child in fragment.root_element().children().filter_map(ElementRef::wrap) {
        line(child, false, &mut out);
    }
    tidied(&out)
}

/// An element as text: its name, the attributes that mean something, and what is in it.
fn line(element: ElementRef<'_>, is_code: bool, out: &mut String) {
    let name = match element.value().name() {
        "del" => "s",
        "input" => {
            // A box is told in words as well.
            let is_done = element.attr("checked").is_some();
            return out.push_str(if is_done { "☑Klart:" } else { "☐Inteklart:" });
        }
        name => name,
    };
    let is_code = is_code || name == "code" || name == "pre";
    let is_shown = !matches!(name, "div" | "section" | "span" | "tbody" | "bdi" | "wbr" | "p");
    if is_shown {
        out.push_str(&format!("<{name}"));
        for attribute in ["href", "start"] {
            if let Some(value) =
                element.attr(attribute).filter(|value| (attribute, *value) != ("start", "1"))
            {
                out.push_str(&format!(" {attribute}={}", decoded(value)));
            }
        }
        out.push('>');
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) if is_code => out.push_str(text),
            Node::Text(text) => out.push_str(&plain(text)),
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    line(child, is_code, out);
                }
            }
        }
    }
    if is_shown {
        out.push_str(&format!("</{name}>"));
    } else if name == "p" {
        out.push('¶');
    }
}

/// Has a text an address outside of a link's brackets?
fn is_bare_address(markdown: &str) -> bool {
    !markdown.contains("](") && ["://", "www.", "@"].iter().any(|sign| markdown.contains(sign))
}

/// The same line as if nothing were a link.
fn without_links(line: &str) -> String {
    let mut parts = line.replace("</a>", "");
    while let Some(start) = parts.find("<ahref=") {
        let length = parts[start..].find('>').map_or(parts.len() - start, |length| length + 1);
        parts.replace_range(start..start + length, "");
    }
    parts
}

/// An address however its signs are coded.
fn decoded(address: &str) -> String {
    let address = percent_encoding::percent_decode_str(address).decode_utf8_lossy();
    // A bare www is safe by default.
    address.replace("http://www.", "https://www.")
}

/// A text without what Swedish typography made of it.
fn plain(text: &str) -> String {
    text.replace(['“', '”', '«', '»'], "\"")
        .replace(['’', '‘'], "'")
        .replace(['–', '—'], "-")
        .replace('…', "...")
        .replace("--", "-")
}

/// Without blanks, which mean nothing between the words of a page.
fn tidied(text: &str) -> String {
    crate::same_text::squeezed(text).replace('¶', "")
}

#[test]
#[ignore = "needs the specifications: tests/conformance/commonmark fetches them"]
fn every_example_of_the_specifications() {
    let folder =
        std::env::var("LGL_SPECS").expect("LGL_SPECS names the folder of the specifications");
    let mut unequal = Vec::new();
    for (name, file) in [("CommonMark", "commonmark.txt"), ("GFM", "gfm.txt")] {
        let spec = std::fs::read_to_string(Path::new(&folder).join(file)).unwrap();
        let (tried, tally) = try_all(&spec);
        figure(&format!("{name} examples tried"), tried);
        let agreeing = tried - tally.refused_examples - tally.parting.len();
        figure(&format!("{name} examples whose PDF and HTML say the same"), agreeing);
        figure(&format!("{name} examples equal in HTML"), tally.equal);
        for (reason, number) in &tally.incomparable {
            figure(&format!("{name} examples not compared ({reason})"), *number);
        }
        for (rule, number) in &tally.refused {
            figure(&format!("{name} examples refused by {rule}"), *number);
        }
        unequal.extend(
            tally.unequal.into_iter().chain(tally.parting).map(|what| format!("{name} {what}")),
        );
    }
    assert!(unequal.is_empty(), "{} differ:\n{}", unequal.len(), unequal.join("\n"));
}

#[test]
fn an_example_that_differs_is_told() {
    let spec = |html: &str| {
        let fence = "`".repeat(32);
        format!("{fence} example\nEtt *ord* till.\n.\n{html}\n{fence}\n")
    };
    let (tried, tally) = try_all(&spec("<p>Ett <em>ord</em> till.</p>"));
    assert_eq!((tried, tally.equal, tally.unequal.len()), (1, 1, 0), "{:?}", tally.unequal);
    let (_, tally) = try_all(&spec("<p>Ett <strong>ord</strong> till.</p>"));
    assert_eq!((tally.equal, tally.unequal.len()), (0, 1));
}
