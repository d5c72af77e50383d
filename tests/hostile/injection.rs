//! Every field that takes text, tried with what could be markup, code or a command somewhere: the files hold no
//! element more than they would for a harmless word, every sign of the text is there, and no message can be obeyed.
//!
//! The fields of YAML come from the tables of keys, so a new key is tried by its being there.

use std::collections::{BTreeMap, BTreeSet};

use lgl::diagnostic::Finding;
use lgl::parse::keys::{Form, Key};
use lgl::publish::{LocalDisk, verify};
use lgl::report::{Checked, FORMATS, Report};
use lgl::source::Source;
use scraper::Html;
use serde_json::{Map, Value, json};

use super::messages::SIGNS;
use crate::keys::{FILES, least, maps};
use crate::support::pdf::Pdf;
use crate::support::project::{TestProject, protocol};

/// What could be obeyed: by whom, and the text.
pub(super) const TEXTS: [(&str, &str); 14] = [
    ("a browser", "<script>alert(1)</script>"),
    ("a browser, in an attribute", "\"><img src=x onerror=alert(1)>"),
    ("a browser, in another attribute", "' onmouseover='alert(1)"),
    ("a browser, in a style or a title", "</style></title></svg>]]><svg onload=alert(1)>"),
    ("a browser, as a comment", "<!--><b> x --> <![CDATA[ <i>"),
    ("a browser, in numbers", "&lt;b&gt; &#60;b&#62; &amp;"),
    ("Typst", "#import \"/etc/passwd\": *"),
    ("Typst, as a call", "#panic() #{1+1} #let x = 1;"),
    ("Typst, as markup", "$x^2$ @ref <label> = y \\u{41} // z /* å */"),
    ("minijinja", "{{ 7*7 }}{% include \"/etc/passwd\" %}{# nej #}"),
    ("a reader of PDF", ") /JS (app.alert(1)) >> endobj \\"),
    ("Markdown", "*a* `b` [c](d) ![e](f) ~~g~~ | h"),
    ("a shell", "$(id) `id` ; id & id | id"),
    ("a list or a map", "[a]: {b: &c *c} !!d ? f"),
];

/// A text without anything in it, to compare with.
const HARMLESS: &str = "Harmlös";

/// Keys whose text names a thing that must be there: the file, the way, and what it is given here. What they say of
/// something else is in [`a_key_that_names_a_thing_says_what_is_not_there`].
const NAMES: [(&str, &str, &str); 11] = [
    ("metadata", "organ", "prov"),
    ("metadata", "bilagor.fil", "karta.pdf"),
    ("organ", "logotyp.fil", "logo.svg"),
    ("organ", "logotyp.mörk", "logo.svg"),
    ("organ", "logotyp.svartvit", "logo.svg"),
    ("organ", "typsnitt.text", "Source Sans 3"),
    ("organ", "typsnitt.rubrik", "Source Sans 3"),
    ("organ", "typsnitt.kod", "Source Code Pro"),
    ("lgl", "organ", "prov"),
    ("lgl", "utmapp", "public"),
    ("lgl", "ordbok", "ordbok"),
];

/// Keys whose text the files do not show, each with what it is for instead.
const UNSHOWN: [(&str, &str); 16] = [
    ("metadata bilagor.länk", "the annex has a file, and the link is the second of two"),
    ("metadata tillåt", "the reason is for who reads the source"),
    ("organ domäner", "rules read it"),
    ("organ felskrivningar", "rules read it"),
    ("organ felskrivningar, the key", "rules read it"),
    ("organ grupper", "rules read it"),
    ("organ medlemmar.alias", "rules read it"),
    ("organ namnvarianter", "rules read it"),
    ("organ roller", "rules read it"),
    ("organ rubriker", "the reader knows a section by it"),
    ("lgl egna_ord", "rules read it"),
    ("lgl felstavningar", "rules read it"),
    ("lgl felstavningar, the key", "rules read it"),
    ("lgl personer", "rules read it"),
    ("lgl personer.namn", "rules read it"),
    ("lgl personer.organisation", "rules read it"),
];

/// A picture.
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"5\" height=\"5\"/></svg>";

/// Texts with a number each, so that every one is known again: `harmlös Q7Q`.
struct Numbered<'a> {
    text: &'a str,
    /// The places that they stand in.
    places: Vec<String>,
    /// What stands in place of the name of a thing: the file, the way, and the text.
    instead: Option<(&'static str, &'static str, &'static str)>,
}

impl<'a> Numbered<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, places: Vec::new(), instead: None }
    }

    fn next(&mut self, place: String) -> String {
        let text = format!("{} Q{}Q", self.text, self.places.len());
        self.places.push(place);
        text
    }

    /// A value of a form with a text wherever one may stand; none where none may.
    fn value(&mut self, file: &str, way: &str, form: Form) -> Option<Value> {
        let place = format!("{file} {way}");
        Some(match form {
            Form::Text | Form::Reason => {
                let things = self.instead.iter().chain(&NAMES);
                let mut things = things.filter(|(of, name, _)| *of == file && *name == way);
                match things.next() {
                    Some((_, _, thing)) => json!(thing),
                    None => json!(self.next(place)),
                }
            }
            Form::Map(keys) => json!(self.map(file, way, keys)),
            Form::Either(_, keys) => json!(self.map(file, way, keys)),
            Form::Many(Form::Either(Form::Text, keys)) => {
                // A file by itself has nothing but its name.
                let alone = (way != "bilagor").then(|| json!(self.next(place)));
                alone.into_iter().chain([json!(self.map(file, way, keys))]).collect()
            }
            Form::Many(inner) => json!([self.value(file, way, *inner)?]),
            Form::Free(inner) => {
                let key = self.next(format!("{place}, the key"));
                json!({ key: self.value(file, way, *inner)? })
            }
            Form::Keyed(words, inner) => {
                json!({ words()[0]: self.value(file, way, *inner)? })
            }
            Form::Rules(inner) => json!({ "LGL503": self.value(file, way, *inner)? }),
            Form::Date
            | Form::Hours
            | Form::Language
            | Form::Colour
            | Form::Number(..)
            | Form::Measure(..)
            | Form::Words(_) => return None,
        })
    }

    /// A map with every key that may have a text somewhere in it.
    fn map(&mut self, file: &str, way: &str, keys: &[Key]) -> Map<String, Value> {
        let mut map = Map::new();
        for key in keys {
            let way = if way.is_empty() {
                key.name.to_owned()
            } else {
                format!("{way}.{}", key.name)
            };
            if let Some(value) = self.value(file, &way, key.form) {
                map.insert(key.name.to_owned(), value);
            }
        }
        map
    }
}

/// Places in a text, each with `{}` where something is written.
const BODY: [(&str, &str); 30] = [
    ("a heading", "## {}"),
    ("a heading below", "### {}"),
    ("a paragraph", "Text {} text."),
    ("emphasis", "Text *{}* text."),
    ("strong", "Text **{}** text."),
    ("struck", "Text ~~{}~~ text."),
    ("a link", "Se [{}](https://www.regionkalmar.se/)."),
    ("an alternative text", "![{}](logo.svg)"),
    ("a caption", "![Ett märke](logo.svg \"{}\")"),
    ("a picture in text", "Se ![{}](logo.svg) här."),
    ("a quotation", "> {}"),
    ("an item", "- {}\n- Två"),
    ("a numbered item", "1. {}\n2. Två"),
    ("a task", "- [ ] {}\n- [x] Två"),
    ("a head of a table", "| {} | B |\n|---|---|\n| a | b |"),
    ("a cell", "| A | B |\n|---|---|\n| {} | b |"),
    ("a note", "Text.[^1]\n\n[^1]: {}"),
    ("a decision", "**Beslut:** {}"),
    ("who is responsible", "**Beslut:** Det antas.\nAnsvarig: {}. Senast: 2027-02-01"),
    ("an assignment", "**Uppdrag:** {}"),
    ("a reservation", "**Reservation (Eva Ek):** {}"),
    ("who presents", "Föredragare: {}"),
    ("an annex", "Bilaga: {}"),
    ("code", "`````` {} ``````"),
    ("a block of code", "``````text\n{}\n``````"),
    (
        "a question",
        "```skala\nfråga: {}\nvärde: 7\nfrån: {värde: 1, text: Inte}\ntill: {värde: 10, text: Helt}\n```",
    ),
    (
        "a measure",
        "```skala\nfråga: Hur?\nmått: {}\nvärde: 7\nfrån: {värde: 1, text: Inte}\ntill: {värde: 10, text: Helt}\n```",
    ),
    (
        "an end",
        "```skala\nfråga: Hur?\nvärde: 7\nfrån: {värde: 1, text: {}}\ntill: {värde: 10, text: Helt}\n```",
    ),
    (
        "an answer",
        "```diagram\nfråga: Hur?\nsvar:\n  - {text: {}, antal: 7}\n  - {text: Nej, antal: 3}\n```",
    ),
    ("a unit", "```diagram\nfråga: Hur?\nsvar:\n  Ja: 7\n  Nej: 3\nenhet: {}\n```"),
];

/// Every sign with a backslash before it that Markdown could take for something.
fn escaped(text: &str) -> String {
    let escape = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.into() };
    text.chars().map(escape).collect()
}

impl Numbered<'_> {
    /// A document with all places of a text, and metadata.
    fn document(&mut self, typ: &str) -> String {
        let mut keys = self.map("metadata", "", FILES[0].keys);
        keys.insert("typ".to_owned(), json!(typ));
        keys.insert("status".to_owned(), json!("utkast"));
        if typ == "protokoll" {
            keys.insert("datum".to_owned(), json!("2026-12-04"));
        }
        let mut out = format!("---\n{}\n---\n\n## Välkomna\n\nHej.\n\n", Value::from(keys));
        for (what, form) in BODY {
            let text = self.next(what.to_owned());
            let is_as_typed = form.starts_with("``````");
            let written = match form {
                _ if is_as_typed => text,
                _ if form.starts_with("```") => json!(text).to_string(),
                _ => escaped(&text),
            };
            out += &format!("{}\n\n", form.replacen("{}", &written, 1));
        }
        out + "## Närvarande\n\n- Eva Ek, Nybro kommun\n"
    }

    /// A project with all of it.
    fn project(&mut self) -> TestProject {
        let settings = self.map("lgl", "", FILES[2].keys);
        let organ = self.map("organ", "", FILES[1].keys);
        TestProject::new()
            .with("lgl.yaml", Value::from(settings).to_string())
            .with("templates/prov/organ.yaml", Value::from(organ).to_string())
            .with("templates/prov/logo.svg", LOGO)
            .with("protocols/logo.svg", LOGO)
            .with("ordbok.aff", "SET UTF-8\n")
            .with("ordbok.dic", "1\nord\n")
            .with("protocols/karta.pdf", "%PDF-1.7")
            .with("protocols/a.md", self.document("protokoll"))
            .with("protocols/b.md", self.document("bilaga"))
    }
}

/// What was built: every element of the pages with the names of its attributes, and all text.
struct Built {
    elements: Vec<String>,
    pages: String,
    papers: String,
}

fn built(project: &TestProject) -> Built {
    let said = project.build(&["html", "pdf"]);
    assert_eq!(said.outcome.stopped + said.outcome.faults, 0, "{:#?}", said.lines);
    let mut built = Built { elements: vec![], pages: String::new(), papers: String::new() };
    for stem in project.published_as("html") {
        let page = Html::parse_document(&project.text(&format!("public/{stem}.html")));
        for node in page.root_element().descendants() {
            if let Some(element) = node.value().as_element() {
                let names: BTreeSet<&str> = element.attrs().map(|(name, _)| name).collect();
                built.elements.push(format!("{} {names:?}", element.name()));
                built.pages.extend(element.attrs().map(|(_, value)| value.to_owned() + "\n"));
            } else if let Some(text) = node.value().as_text() {
                built.pages += text;
            }
        }
        let pdf = Pdf::read(&project.read(&format!("public/{stem}.pdf")));
        let (tree, mut described) = (pdf.tree(), Vec::new());
        built.papers += &tree.text();
        tree.find(&|tag| tag.alt.is_some(), &mut described);
        built.papers.extend(described.into_iter().filter_map(|tag| tag.alt.clone()));
        built.papers += &pdf.around().concat();
    }
    built.pages = squeezed(&built.pages);
    built.papers = squeezed(&built.papers);
    built
}

/// How many places a text is tried in.
pub(super) fn places() -> usize {
    let mut numbered = Numbered::of(HARMLESS);
    drop(numbered.project());
    numbered.places.len()
}

/// A text without blanks, and with straight quotation marks.
fn squeezed(text: &str) -> String {
    let text = text.replace('”', "\"").replace('’', "'").replace('\u{ad}', "");
    text.split_whitespace().collect()
}

/// The same fields with a text in them: their places, what was built, and how often each text is in it.
fn filled(text: &str) -> (Vec<String>, Built, Vec<(usize, usize)>) {
    let mut numbered = Numbered::of(text);
    let built = built(&numbered.project());
    let written = (0..numbered.places.len()).map(|n| squeezed(&format!("{text} Q{n}Q")));
    let counts = written
        .map(|text| (built.pages.matches(&text).count(), built.papers.matches(&text).count()));
    let counts = counts.collect();
    (numbered.places, built, counts)
}

#[test]
fn a_text_is_nothing_but_text_in_every_field() {
    let (places, harmless, shown) = filled(HARMLESS);
    for (whom, text) in TEXTS {
        let (_, built, counts) = filled(text);
        assert_eq!(built.elements, harmless.elements, "for {whom}: {text}");
        for ((place, expected), found) in places.iter().zip(&shown).zip(&counts) {
            assert_eq!(found, expected, "how often a page and a paper show {place}: {text}");
        }
    }
    // What is shown nowhere is tried for nothing: it must be known what it is for instead.
    let mut shown_at = BTreeMap::<&str, usize>::new();
    for (place, (page, paper)) in places.iter().zip(&shown) {
        *shown_at.entry(place).or_default() += page + paper;
    }
    let unshown: BTreeSet<&str> =
        shown_at.iter().filter(|(_, count)| **count == 0).map(|(place, _)| *place).collect();
    let known: BTreeSet<&str> = UNSHOWN.iter().map(|(place, _)| *place).collect();
    assert_eq!(unshown, known, "is what a key says shown, or what is it for?");
}

/// What it is that people are written as decides what is told where, so only what has an address, a picture or a
/// script in it must be the same.
#[test]
fn the_names_of_people_are_nothing_but_text() {
    let written = |text: &str| {
        let text = escaped(text);
        let body = format!(
            "## Fråga\n\n**Yttrande ({text}):** Det är bra.\n\nFöredragare: {text}, Nybro kommun\n"
        );
        let document = protocol("status: utkast\n", &body)
            + &format!(
                "- {text}, Nybro kommun\n- Ulla Ulv, {text}\n- Bo Bok, Nybro kommun ({text})\n"
            );
        built(&TestProject::of_fragments().with("protocols/a.md", document))
    };
    let plain = ["p", "div", "span", "ul", "li", "th", "td", "tr", "tbody", "strong", "wbr"];
    // The elements that matter, and the attributes of the others.
    let told = |built: &Built| {
        let (mut elements, mut attributes) = (Vec::new(), BTreeSet::new());
        for element in &built.elements {
            let (name, of_it) = element.split_once(' ').unwrap();
            if plain.contains(&name) {
                attributes.insert(of_it.to_owned());
            } else {
                elements.push(element.clone());
            }
        }
        (elements, attributes)
    };
    let harmless = told(&written(HARMLESS));
    for (whom, text) in TEXTS {
        let built = written(text);
        let found = told(&built);
        assert_eq!(found.0, harmless.0, "for {whom}: {text}");
        let new: Vec<_> = found.1.difference(&harmless.1).collect();
        assert!(new.is_empty(), "for {whom}: {text}: {new:?}");
        for word in text.split([' ', '(', ')', ',', ':', '.']) {
            let word = squeezed(word);
            for (where_, all) in [("page", &built.pages), ("paper", &built.papers)] {
                assert!(all.contains(&word), "{word} of {text} is not on the {where_}");
            }
        }
    }
}

#[test]
fn a_key_that_names_a_thing_says_what_is_not_there() {
    for (schema, way, _) in NAMES {
        for (whom, text) in TEXTS {
            let mut numbered = Numbered::of(HARMLESS);
            numbered.instead = Some((schema, way, text));
            let project = numbered.project();
            // Only paper needs the typefaces.
            let format = if way.starts_with("typsnitt") { "pdf" } else { "html" };
            let said = project.build(&[format]);
            // A folder may be called anything, and the documents name their body themselves.
            let is_free = schema == "lgl" && ["organ", "utmapp"].contains(&way);
            let is_told = said.lines.iter().any(|line| {
                // What stands after a # in a file's name is a place in the file.
                let is_missing = way == "bilagor.fil" && line.contains(" fel LGL60");
                is_missing || squeezed(line).contains(&squeezed(text))
            });
            assert_eq!(is_told, !is_free, "{way}, for {whom}: {text}: {:#?}", said.lines);
        }
    }
}

/// The names of a document, of what it links to, shows and has as annex.
#[cfg(unix)]
#[test]
fn the_name_of_a_file_is_nothing_but_a_name() {
    let written = |text: &str| {
        let name = text.replace('/', "_");
        let every = percent_encoding::NON_ALPHANUMERIC;
        let address = percent_encoding::utf8_percent_encode(&name, every).to_string();
        let body = format!(
            "## Fråga\n\nSe [det förra]({address}.1.md), [en fil]({address}.txt) och bilden:\n\n![Ett märke]({address}.svg)"
        );
        let keys =
            format!("status: utkast\nbilagor: [{{titel: Karta, fil: \"{address}.pdf\"}}]\n");
        let project = TestProject::of_fragments()
            .with(&format!("protocols/{name}.svg"), LOGO)
            .with(&format!("protocols/{name}.txt"), "Text.")
            .with(&format!("protocols/{name}.pdf"), "%PDF-1.7")
            .with(&format!("protocols/{name}.1.md"), protocol("", ""))
            .with(
                &format!("protocols/{name}.2.md"),
                protocol(&keys, &body).replace("12-04", "12-05"),
            );
        let said = project.build(&["html", "pdf", "json"]);
        assert_eq!(
            (said.outcome.built, said.outcome.errors),
            (2, 0),
            "{name}: {:#?}",
            said.lines
        );
        assert!(
            said.lines.iter().all(|line| !line.contains(super::is_obeyed)),
            "{:?}",
            said.lines
        );
        assert_eq!(project.published().len(), 8, "{name}: {:?}", project.published());
        let root = project.root();
        assert_eq!(verify(&LocalDisk, &root.join("public"), &root).unwrap().differences, []);
        (built(&project).elements, project)
    };
    let (harmless, _) = written(HARMLESS);
    for (whom, text) in TEXTS {
        assert_eq!(written(text).0, harmless, "for {whom}: {text}");
    }
    for (what, signs) in SIGNS {
        let (elements, project) = written(&signs.replace('\0', ""));
        assert_eq!(elements, harmless, "{what}");
        for form in FORMATS {
            let out = super::lgl(&project, &["lint", "--output-format", form.name], 1000);
            let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
            assert!(!said.contains(super::is_obeyed), "{what}, {}: {said:?}", form.name);
        }
    }
}

/// Every form of report, for every key with a value that could be obeyed, and as a key of its own.
#[test]
fn no_message_about_a_key_is_obeyed() {
    let mut told = 0;
    for file in &FILES {
        for (what, signs) in SIGNS {
            maps("", file.keys, &|value| value, &mut |way, keys, around| {
                let values = [json!(signs), json!([[signs]]), json!({ signs: signs })];
                let mut tried: Vec<Map<String, Value>> =
                    vec![[(signs.to_owned(), json!("x"))].into_iter().collect()];
                for key in keys {
                    tried.extend(values.iter().map(|value| {
                        [(key.name.to_owned(), value.clone())].into_iter().collect()
                    }));
                }
                for fault in tried {
                    let mut map = least(keys);
                    map.extend(fault.clone());
                    let (source, findings) = (file.read)(&around(map.into()).to_string());
                    told += findings.len();
                    assert_harmless(
                        &source,
                        &findings,
                        &format!("{what}, {} {way}: {fault:?}", file.schema),
                    );
                }
            });
        }
    }
    assert!(told > 5_000, "only {told} findings");
}

fn assert_harmless(source: &Source, findings: &[Finding], what: &str) {
    let checked = [Checked { source, path: "protocols/a.md", findings }];
    let report = Report { checked: &checked, rules: &[], colour: false, version: "1.2.3" };
    for format in FORMATS {
        let said = format.write(&report);
        assert!(!said.contains(super::is_obeyed), "{what}, {}: {said:?}", format.name);
        match format.name {
            "github" => assert!(
                said.lines().all(|line| ["error", "warning", "notice"]
                    .iter()
                    .any(|level| line.starts_with(&format!("::{level} file=protocols/a.md,")))),
                "{what}: {said}"
            ),
            "json" | "sarif" | "gitlab" => drop(serde_json::from_str::<Value>(&said).unwrap()),
            _ => {}
        }
    }
}
