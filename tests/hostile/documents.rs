//! Texts that try to be something else than text.

use super::{said, says};
use crate::support::pdf::Pdf;
use crate::support::project::{TestProject, protocol};

#[test]
fn text_appears_as_it_was_typed() {
    let typed = r#"#read("/etc/passwd") $x$ @ref <script> #{1+1} \u{41} [x]: y --- ~ ` // /* */ <b> &amp;"#;
    let escaped = typed
        .replace('\\', "\\\\")
        .replace('<', "\\<")
        .replace('`', "\\`")
        .replace('[', "\\[")
        .replace('&', "\\&");
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", &format!("## Fråga\n\nText {escaped} slut.")));
    let said = project.build(&["pdf", "html"]);
    // The quotation marks are straight, and that is all there is to say.
    assert!(said.lines.iter().all(|line| line.contains("LGL705")), "{:?}", said.lines);
    let pdf = Pdf::read(&project.read("public/a.pdf")).tree().text();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    // Nothing is read into it but how Swedish quotes.
    let set = &typed.replace('"', "”");
    assert!(squeezed(&pdf).contains(&squeezed(set)), "{pdf}");
    let html = project.text("public/a.html");
    assert!(!html.contains("<script"), "a tag got through");
    let page = scraper::Html::parse_document(&html);
    let text: String = page.root_element().text().collect();
    assert!(squeezed(&text).contains(&squeezed(set)));
}

#[test]
fn links_that_could_run_code_are_refused() {
    for address in
        ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"]
    {
        let line = says(protocol("", &format!("## Fråga\n\n[avtalet](<{address}>)")));
        assert!(line.contains("LGL601"), "{line}");
    }
}

#[test]
fn other_encodings_are_named() {
    let text: Vec<u8> = protocol("plats: Västerås\n", "")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let line = says(text);
    assert!(line.starts_with("3:9: fel LGL008") && line.contains("Windows-1252"), "{line}");
}

#[test]
fn decomposed_letters_line_ends_and_a_byte_order_mark_do_not_matter() {
    use unicode_normalization::UnicodeNormalization;
    let typed = protocol("plats: Åsle, Öland\n", "## Fråga\n\nSå är det på ön.");
    let plain = TestProject::of_fragments().with("protocols/a.md", &typed);
    let decomposed: String = typed.nfd().collect();
    let windows = format!("\u{feff}{}", decomposed.replace('\n', "\r\n"));
    let strange = TestProject::of_fragments().with("protocols/a.md", windows);
    let said = plain.build(&["html", "json"]);
    assert!(said.lines.is_empty(), "{:?}", said.lines);
    let said = strange.build(&["html", "json"]);
    assert!(said.lines.iter().all(|line| line.contains("LGL006 tecken")), "{:?}", said.lines);
    assert_eq!(plain.text("public/a.html"), strange.text("public/a.html"));
    assert_eq!(plain.text("public/a.json"), strange.text("public/a.json"));
}

#[test]
fn deep_nesting_is_refused() {
    for mark in ["> ", "- ", "*a _b ", "[", "1. "] {
        let lines = said(protocol("", &format!("## Fråga\n\n{}x", mark.repeat(10_000))));
        let deep = lines.iter().any(|line| line.contains("LGL009"));
        // Marks that come to nothing make one sentence of 20,000 words.
        let only_long = lines.iter().all(|line| line.contains("LGL712"));
        assert!(deep || only_long, "{mark}: {lines:#?}");
    }
}

#[test]
fn a_file_over_eight_megabytes_is_refused() {
    let line = says(protocol("", &"Ord. ".repeat(2_000_000)));
    assert!(line.contains("LGL009") && line.contains("gränsen är 8 MB"), "{line}");
}

/// Addresses that could run code or hide where they lead: written, and the rule that stops them.
pub(super) const ADDRESSES: [(&str, &str); 14] = [
    ("javascript:alert(1)", "LGL601"),
    ("JaVaScRiPt:alert(1)", "LGL601"),
    ("  javascript:alert(1)", "LGL601"),
    ("&#106;avascript:alert(1)", "LGL601"),
    ("java&#10;script:alert(1)", "LGL60"),
    ("java&#9;script:alert(1)", "LGL60"),
    ("&#1;javascript:alert(1)", "LGL60"),
    ("javascript&colon;alert(1)", "LGL601"),
    ("javascript%3Aalert(1)", "LGL602"),
    ("vbscript:msgbox(1)", "LGL601"),
    ("data:text/html;base64,PHNjcmlwdD4=", "LGL601"),
    ("DATA:image/svg+xml,<svg onload=alert(1)>", "LGL60"),
    ("file:///etc/passwd", "LGL601"),
    ("blob:https://a.se/x", "LGL601"),
];

#[test]
fn no_address_runs_or_hides_anything() {
    for (address, rule) in ADDRESSES {
        for mark in ["", "!"] {
            let document = protocol("", &format!("## Fråga\n\n{mark}[avtalet](<{address}>)"));
            let project = TestProject::of_fragments().with("protocols/a.md", &document);
            let said = project.build(&["html"]);
            let told =
                said.lines.iter().any(|line| line.contains(rule) && line.contains(" fel "));
            // What Markdown does not take for an address stays text.
            let is_text = project.has("public/a.html")
                && scraper::Html::parse_document(&project.text("public/a.html"))
                    .select(&scraper::Selector::parse("[href*=alert], [src*=alert]").unwrap())
                    .next()
                    .is_none();
            assert!(told || is_text, "{mark}{address}: {:?}", said.lines);
        }
    }
}

/// Names with every surprise of Unicode: what it is, and the name.
pub(super) const NAMES: [(&str, &str); 11] = [
    ("decomposed", "A\u{30a}sa O\u{308}berg"),
    ("joined", "Eva 👩\u{200d}👧 Ek"),
    ("right to left", "Eva \u{202e}kE\u{202c}"),
    ("Hebrew", "אווה Ek"),
    ("a stack of marks", "E\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}va Ek"),
    ("Cyrillic letters that look Latin", "Еvа Еk"),
    ("nothing between", "E\u{200b}va E\u{feff}k"),
    ("tags", "Eva\u{e0045}\u{e007f} Ek"),
    ("private use", "Eva \u{e000}k"),
    ("no character", "Eva \u{fdd0}\u{ffff}k"),
    ("a control", "Eva \u{1b}[31mEk\u{7}"),
];

#[test]
fn a_name_is_shown_or_told_of() {
    for (what, name) in NAMES {
        let document = protocol("", "").replace("Eva Ek", name);
        let project = TestProject::of_fragments().with("protocols/a.md", document);
        let said = project.build(&["pdf", "html"]);
        assert_eq!(said.outcome.faults, 0, "{what}: {:?}", said.lines);
        let is_whole = project.has("public/a.pdf") && project.has("public/a.html");
        assert!(is_whole || said.outcome.errors > 0, "{what}: {:?}", said.lines);
        for line in &said.lines {
            assert!(!line.contains(super::is_obeyed), "{what}: {line:?}");
        }
    }
}
