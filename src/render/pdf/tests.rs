//! What comes of a document as PDF, and of what is wrong with it.

use std::collections::BTreeMap;

use super::{Glyphs, render};
use crate::check::Facts;
use crate::model;
use crate::organ::{self, Organ};
use crate::parse::parse;
use crate::render::compose::compose;
use crate::render::{Failure, Job, Picture, PictureFormat};
use crate::source::Source;

fn lgl() -> Organ {
    let files = organ::built_in("lgl").expect("LGL is built in");
    organ::read("lgl", "organ.yaml", files).0
}

/// The PDF of a text, in which `bild.png` is a file that is no picture.
fn pdf(organ: &Organ, text: &str) -> Result<Vec<u8>, Failure> {
    let source = Source::new("a.md", text);
    let (minutes, _) = model::read(parse(&source).0, organ);
    let glyphs = Glyphs::of(organ);
    let facts = Facts { has_glyph: &|c| glyphs.has(c), ..Facts::none() };
    let broken = Picture {
        bytes: b"no picture".to_vec(),
        format: PictureFormat::Png,
        width: 10,
        height: 10,
    };
    let job = Job {
        page: &compose(&minutes, organ, &facts),
        pictures: &BTreeMap::from([("bild.png".to_owned(), broken)]),
        source: &source,
        data: "{}",
    };
    render(&job)
}

/// Code and text of each place that is found at fault.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    match pdf(&lgl(), text) {
        Err(Failure::Document(findings)) => {
            let found = findings.iter().map(|f| (f.rule.code, text[f.span.range()].to_owned()));
            found.collect()
        }
        other => panic!("no finding: {other:?}"),
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    let text =
        "---\ndatum: 2026-03-05\n---\n\n## Beslut\n\nBeslut: Så blir det.[^1]\n\n[^1]: Not.\n";
    let first = pdf(&lgl(), text).expect("nothing is wrong with it");
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, pdf(&lgl(), text).expect("nothing is wrong with it"));
}

#[test]
fn a_body_can_ask_for_attachments() {
    let organ = Organ { pdf: organ::PdfStandard::A3a, ..lgl() };
    let file = pdf(&organ, "## Rubrik\n").expect("nothing is wrong with it");
    let has = |word: &[u8]| file.windows(word.len()).any(|window| window == word);
    assert!(has(b"dokument.md") && has(b"dokument.json"));
}

#[test]
fn a_character_without_glyph_is_found_in_its_place() {
    assert_eq!(faults("Ord\n\n- ett **\u{6f22}** ord"), [("LGL010", "\u{6f22}".to_owned())]);
}

#[test]
fn a_draft_is_built_in_spite_of_such_a_character() {
    let draft = "---\nstatus: utkast\n---\n\n## Rubrik \u{6f22}\n\n\u{7} `\u{1f600}`\n";
    assert!(pdf(&lgl(), draft).is_ok());
}

#[test]
fn features_that_are_switched_off_change_nothing() {
    let signs: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain("åäöÅÄÖéüßø.,:;?%/()–+=’”§".chars())
        .collect();
    let mut text = String::new();
    for first in &signs {
        let pairs = signs.iter().flat_map(|second| [first, second, first, &' ']);
        let pairs: String = pairs.collect();
        text.extend(["Ord ", &pairs, "och **fet ", &pairs, "**.\n\n"]);
    }
    for body in organ::built_in_names() {
        let files = organ::built_in(&body).expect("it is built in");
        let organ = organ::read(&body, "organ.yaml", files).0;
        // One letter in two that are made one has all of them on, and shows the same.
        let plain =
            pdf(&organ, &format!("{text}Ett café.\n")).expect("nothing is wrong with it");
        let every = pdf(&organ, &format!("{text}Ett cafe\u{301}.\n"));
        assert!(
            plain == every.expect("nothing is wrong with it"),
            "{body}: letters are set otherwise"
        );
    }
}

#[test]
fn a_soft_hyphen_may_end_what_links_lead_from() {
    for text in [
        "## Rubrik\u{ad}\n",
        "## Rubrik **fet\u{ad}**\n",
        "## \u{ad}\n",
        "[ord\u{ad}](https://exempel.se)\n",
        "[ord \u{ad}\u{ad}](https://exempel.se)\n",
    ] {
        assert!(pdf(&lgl(), text).is_ok(), "{text:?}");
    }
}

#[test]
fn a_broken_picture_is_found_in_its_place() {
    assert_eq!(
        faults("Ord\n\n![text](bild.png)\n"),
        [("LGL610", "![text](bild.png)".to_owned())]
    );
}

#[test]
fn a_fault_of_the_template_is_the_organs() {
    let mut organ = lgl();
    let template = "\n#let layout(page) = unknown\n";
    organ.files.insert("protokoll.typ".to_owned(), template.as_bytes().into());
    let Err(Failure::Organ(words)) = pdf(&organ, "Ord") else { panic!("it is not found") };
    assert!(words.starts_with("mallen templates/lgl/protokoll.typ, rad 2: "), "{words}");
}

#[test]
fn a_typeface_that_the_body_lacks_is_told_with_those_it_has() {
    let mut organ = lgl();
    organ.look.fonts.text = "Comic Sans".to_owned();
    let Err(Failure::Organ(words)) = pdf(&organ, "Ord, `kod`") else {
        panic!("it is not found")
    };
    let expected = "typsnittet ”Comic Sans” finns inte i templates/lgl/fonts. De som finns är Source Code Pro, Source Sans 3";
    assert_eq!(words, expected);
}

#[test]
fn nothing_in_a_document_is_read_as_typst() {
    let text = "#panic() $x$ #let y = 1 *a* _b_ <c> @d \\ ~ -- ``` `#eval(\"1\")`";
    assert!(pdf(&lgl(), text).is_ok());
}

#[test]
fn a_skipped_level_of_heading_still_conforms() {
    assert!(pdf(&lgl(), "## Två\n\n##### Fem\n\n### Tre\n").is_ok());
}

#[test]
fn typefaces_have_what_swedish_needs() {
    let organ = lgl();
    let glyphs = Glyphs::of(&organ);
    let has = |c| glyphs.has(c);
    assert!("åäöÅÄÖé–”’…§½→☐☑\u{ad}\u{200b}\u{a0}".chars().all(has));
    assert!(!"\u{6f22}\u{1f600}\u{e000}\u{7}\u{0}\u{fffe}".chars().any(has));
}
