//! What the page says and does not let through, told by small documents.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{BASE_STYLE, render, style};
use crate::check::Facts;
use crate::model;
use crate::organ::{self, Organ};
use crate::parse::parse;
use crate::render::compose::compose;
use crate::render::{Failure, Job, Picture, PictureFormat};
use crate::source::Source;

/// The template that minutes are made with.
const PAGE: &str = "protokoll.html";

fn lgl() -> Organ {
    let files = organ::built_in("lgl").expect("the body that is built in");
    organ::read("lgl", "organ.yaml", files).0
}

fn built(organ: &Organ, body: &str) -> Result<String, Failure> {
    let text = format!("---\ndatum: 2026-09-18\n---\n\n{body}\n");
    let source = Source::new("a.md", text);
    let (minutes, _) = model::read(parse(&source).0, organ);
    let page = compose(&minutes, organ, &Facts::none());
    let picture =
        Picture { bytes: vec![1, 2, 3], format: PictureFormat::Png, width: 30, height: 20 };
    let pictures = BTreeMap::from([("a.png".to_owned(), picture)]);
    let job = Job { page: &page, pictures: &pictures, source: &source, data: "" };
    render(&job).map(|bytes| String::from_utf8(bytes).expect("HTML is UTF-8"))
}

/// The page of a body in Markdown must hold each of these.
fn says(body: &str, expected: &[&str]) {
    let html = built(&lgl(), body).expect("a page");
    let main = html.split_once("<main").expect("a main part").1;
    for words in expected {
        assert!(main.contains(words), "{words}\nis not in\n{main}");
    }
}

/// What is said of a body with one file of its folder replaced.
fn fault(name: &str, text: &'static str) -> String {
    let mut organ = lgl();
    organ.files.insert(name.to_owned(), Cow::Borrowed(text.as_bytes()));
    match built(&organ, "") {
        Err(Failure::Organ(words)) => words,
        other => panic!("no fault of the body: {other:?}"),
    }
}

#[test]
fn the_policy_lets_the_style_through_and_nothing_else() {
    let html = built(&lgl(), "![Bild](a.png)").expect("a page");
    let (_, rest) = html.split_once("<style>").expect("a style");
    let (sheet, _) = rest.split_once("</style>").expect("an end");
    assert!(html.contains(&format!("content=\"{}\"", style::policy(sheet))));
    assert!(!html.contains("<script") && !html.contains(" style=\""));
}

#[test]
fn a_style_sheet_cannot_end_its_element() {
    let sheet = style::sheet(&lgl(), "p::after{content:\"</style><script>\"}\n\n");
    assert!(sheet.ends_with("p::after{content:\"<\\/style><script>\"}"), "{sheet}");
}

#[test]
fn a_fault_of_the_template_is_told_with_its_place() {
    assert_eq!(
        fault(PAGE, "<p>\n{{ heading|stor }}\n"),
        "mallen templates/lgl/protokoll.html, rad 2: ett filter finns inte: {{ heading|stor }}"
    );
    assert_eq!(
        fault(PAGE, "<p>\n\n  {{ rubrik }}\n"),
        "mallen templates/lgl/protokoll.html, rad 3: ett namn finns inte i protokollets data: {{ rubrik }}"
    );
    assert_eq!(
        fault(PAGE, "{% if heading %}\n"),
        "mallen templates/lgl/protokoll.html, rad 1: raden följer inte mallspråket: {% if heading %}"
    );
}

#[test]
fn a_missing_file_of_the_body_is_named() {
    for name in [PAGE, BASE_STYLE, "logo.svg"] {
        let mut organ = lgl();
        organ.files.remove(name);
        let Err(Failure::Organ(words)) = built(&organ, "") else {
            panic!("{name} is not missed")
        };
        assert_eq!(words, format!("filen templates/lgl/{name} saknas"));
    }
}

#[test]
fn items_and_decisions_can_be_linked_to() {
    says(
        "## Nära vård\n\nBeslut: Planen antas.",
        &[
            r#"<h2 id="punkt-1"><span class="number">1</span> Nära vård</h2>"#,
            r##"href="#punkt-1" aria-label="Länk till punkt 1""##,
            r#"<div class="marked decision" id="2026-09-18/1" role="group" aria-label="Beslut 2026-09-18/1">"#,
            r##"href="#2026-09-18/1" aria-label="Länk till beslut 2026-09-18/1""##,
        ],
    );
}

#[test]
fn no_level_of_heading_is_skipped() {
    says(
        "## A\n\n##### B\n\n##### C\n\n### D\n\n#### E\n\n## F\n\n#### G",
        &[">B</h3>", ">C</h3>", ">D</h3>", ">E</h4>", ">G</h3>"],
    );
}

#[test]
fn a_note_leads_back_to_its_first_reference() {
    says(
        "## A\n\nEn[^a] och en till[^a].\n\n[^a]: Not.",
        &[
            r##"<sup><a id="notref-1" href="#not-1""##,
            r##"<sup><a href="#not-1""##,
            r#"<li id="not-1" value="1">"#,
            r##"href="#notref-1" role="doc-backlink""##,
        ],
    );
}

#[test]
fn no_link_stands_in_a_link() {
    says(
        "## A\n\n[https://a.example/](https://b.example/)",
        &[r#"<a href="https://b.example/">https://a.example/</a>"#],
    );
}

#[test]
fn a_picture_on_its_own_is_a_figure() {
    says(
        "## A\n\n![En ”bild”](a.png \"Text\")\n\nI ![rad](a.png).",
        &[
            r#"<figure><img src="data:image/png;base64,AQID" alt="En ”bild”" width="30" height="20"><figcaption>Text</figcaption></figure>"#,
            "<p>I <img ",
        ],
    );
}

#[test]
fn lists_and_tables_keep_what_they_are() {
    says(
        "## A\n\n- [x] Klar\n- [ ] Kvar\n\n3. tre\n4. fyra\n\n| A | |\n|--:|---|\n| 1 200 | text |",
        &[
            "☑ </span><span class=\"visually-hidden\">Klart: </span>Klar</li>",
            "☐ </span><span class=\"visually-hidden\">Inte klart: </span>Kvar</li>",
            "<ol start=\"3\">\n<li>tre</li>",
            "role=\"region\" aria-label=\"Tabell 1\"",
            "<tr><th scope=\"col\" class=\"right\">A</th><td></td></tr>",
            "<td class=\"right figures\">1\u{a0}200</td><td>text</td>",
        ],
    );
}

#[test]
fn a_heading_in_a_list_does_not_run_into_its_text() {
    says(
        "## A\n\n- # B\n- C\n  ---\n  d",
        &["<p><strong>B</strong></p></li>", "<p><strong>C</strong></p>\n<p>d</p></li>"],
    );
}

#[test]
fn people_stand_under_their_organisation() {
    says(
        "## Närvaro\n\n- Anna Ek, Kalmar kommun\n- Bo Al, Kalmar kommun (via länk)",
        &[
            "<th scope=\"rowgroup\" rowspan=\"2\">Kalmar kommun</th>",
            "<td>Bo Al</td><td>via länk</td>",
        ],
    );
}

/// The figure of a block, as it stands in the page.
fn figure(body: &str) -> String {
    let html = built(&lgl(), body).expect("a page");
    let start = html.find("<figure").expect("a figure");
    let end = html.find("</figure>").expect("its end") + "</figure>".len();
    html[start..end].to_owned()
}

#[test]
fn a_scale_is_a_drawing_with_its_words_as_text() {
    let block = "```skala\nfråga: A & <b>?\nvärde: 2.50\nfrån: {värde: 1, text: \"Inte \\\"alls\\\"\"}\ntill: 4\nsvarande: 42\n```";
    insta::assert_snapshot!(figure(block), @r#"
    <figure class="poll">
    <figcaption>A &amp; &lt;b&gt;?</figcaption>
    <div class="scale" role="img" aria-label="Skala från 1 (Inte &quot;alls&quot;) till 4. Svar: 2,50. 42 svarande.">
    <svg aria-hidden="true" focusable="false">
    <line class="axis" x1="0" x2="100%" y1="2.6em" y2="2.6em"/>
    <line class="axis" x1="0" x2="0" y1="2.1em" y2="3.1em"/>
    <line class="axis" x1="100%" x2="100%" y1="2.1em" y2="3.1em"/>
    <line class="axis" x1="33.33%" x2="33.33%" y1="2.38em" y2="2.82em"/>
    <line class="axis" x1="66.67%" x2="66.67%" y1="2.38em" y2="2.82em"/>
    <circle cx="50%" cy="2.6em" r="0.5em"/>
    <text x="50%" y="1.05em" text-anchor="middle">2,50</text>
    </svg>
    <div class="ends">
    <p><b>1</b> Inte ”alls”</p>
    <p><b>4</b></p>
    </div>
    <p class="said">42 svarande</p>
    </div>
    </figure>
    "#);
}

#[test]
fn a_chart_is_a_drawing_with_its_words_as_text() {
    let block = "```diagram\nfråga: Har ni börjat?\nsvar:\n  Ja & mer: 8\n  Nej: 3\n  Vet ej: 0\nenhet: kommuner\n```";
    insta::assert_snapshot!(figure(block), @r#"
    <figure class="poll">
    <figcaption>Har ni börjat?</figcaption>
    <div class="chart medium" role="img" aria-label="Stapeldiagram. Ja &amp; mer: 8 kommuner. Nej: 3 kommuner. Vet ej: 0 kommuner.">
    <div class="answer">
    <p>Ja &amp; mer</p>
    <div class="bar">
    <svg aria-hidden="true" focusable="false" width="100%"><rect width="100%" height="100%"/></svg>
    <b>8 kommuner</b>
    </div>
    </div>
    <div class="answer">
    <p>Nej</p>
    <div class="bar">
    <svg aria-hidden="true" focusable="false" width="37.5%"><rect width="100%" height="100%"/></svg>
    <b>3 kommuner</b>
    </div>
    </div>
    <div class="answer">
    <p>Vet ej</p>
    <div class="bar">
    <svg aria-hidden="true" focusable="false" width="0%"><rect width="100%" height="100%"/></svg>
    <b>0 kommuner</b>
    </div>
    </div>
    </div>
    </figure>
    "#);
}

#[test]
fn a_block_that_cannot_be_drawn_is_shown_as_it_was_typed() {
    says("```skala\nvärde: 7\n```", &["<pre><code>värde: 7\n</code></pre>"]);
    says("- a\n\n  ```diagram\n  svar: {}\n  ```", &["<pre><code>svar: {}\n</code></pre>"]);
}
