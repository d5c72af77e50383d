//! PDF and HTML say the same in the same order: neither reader is told less than the other.

use scraper::{Html, Node, Selector};

use crate::support::pdf::Pdf;
use crate::support::project::TestProject;
use crate::support::project_root;

#[test]
fn pdf_and_html_say_the_same_in_the_same_order() {
    let mut compared = 0;
    for folder in crate::examples::projects() {
        let project = TestProject::copy_of(&folder);
        project.build(&["pdf", "html"]);
        for stem in project.published_as("pdf") {
            assert_both_say_the_same(&format!("{}: {stem}", folder.display()), &project, &stem);
            compared += 1;
        }
    }
    assert!(compared >= 13, "only {compared} documents were compared");
}

#[test]
fn every_protocol_has_its_text_in_the_pdf() {
    let project = TestProject::copy_of(&project_root());
    project.build(&["pdf"]);
    let text = pdf_text(&project.read("public/2022/2022-11-25.pdf"));
    for words in ["Beslut2022-11-25/8", "SofiaHartz", "vialänk", "RS2022/195"] {
        assert!(text.contains(words), "{words} is missing");
    }
}

#[test]
fn captions_and_swedish_signs_are_the_same_in_both() {
    let mut picture = std::io::Cursor::new(Vec::new());
    let pixels = image::DynamicImage::new_rgb8(40, 30);
    pixels.write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let long = "Kommunalförbundsdirektionsledamotsersättningsutredning";
    let body = format!(
        "---\nstatus: utkast\ndatum: 2026-09-18\nplats: \"Sal \\\"B\\\" - våning 2\"\n---\n\n\
         ## Frågan om \"vård\" - 14 500 kr...\n\n\
         ![ett](a.png \"Första 'texten'\") ![två](a.png \"Andra - texten\")\n\n\
         Före ![tre](a.png \"Tredje texten\") efter, kl. 9.00 och `\"kod\" - 1 000 kr`.\n\n\
         - I ![fyra](a.png) lista\n- ![fem](a.png \"Femte\")\n\n\
         ![saknas](b.png \"Sjätte\")\n\n\
         | A | B |\n|---|--:|\n| ![sju](a.png \"Sjunde\") | {long} 10 % |\n\n\
         Beslut: ![åtta](a.png \"Åttonde\")\n\n## Närvaro\n\n- Bo \"Ek\" Al, Kalmar kommun\n"
    );
    let project = TestProject::of_fragments()
        .with("protocols/a.md", body)
        .with("protocols/a.png", picture.into_inner());
    project.build(&["pdf", "html"]);
    let html = html_text(&project.text("public/a.html"));
    assert_same("a.md", &pdf_text(&project.read("public/a.pdf")), &html);
    for words in ["Frågan om ”vård” – 14 500 kr…", "Första ’texten’", "\"kod\" - 1 000 kr"]
    {
        assert!(html.contains(&squeezed(words)), "{words} is missing in {html}");
    }
    for number in ["Andra", "Tredje", "Femte", "Sjätte", "Sjunde", "Åttonde", "Bo”Ek”Al"]
    {
        assert!(html.contains(number), "{number} is missing in {html}");
    }
}

/// The PDF and the HTML of one built document say the same in the same order.
pub(crate) fn assert_both_say_the_same(name: &str, project: &TestProject, stem: &str) {
    if let Some(difference) = difference(project, stem) {
        panic!("{name}\n{difference}");
    }
}

/// The place where the PDF and the HTML of one built document part, if they do.
pub(crate) fn difference(project: &TestProject, stem: &str) -> Option<String> {
    let html = project.text(&format!("public/{stem}.html"));
    let pdf = project.read(&format!("public/{stem}.pdf"));
    difference_of(&pdf, &html)
}

/// The place where a PDF and a page part, if they do.
pub(crate) fn difference_of(pdf: &[u8], html: &str) -> Option<String> {
    parting(&pdf_text(pdf), &html_text(html))
}

/// Two texts are the same.
fn assert_same(name: &str, pdf: &str, html: &str) {
    if let Some(difference) = parting(pdf, html) {
        panic!("{name}\n{difference}");
    }
}

/// The place where two texts part, with what stands round it.
fn parting(pdf: &str, html: &str) -> Option<String> {
    if pdf == html {
        return None;
    }
    let same = pdf.chars().zip(html.chars()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| -> String {
        text.chars().skip(same.saturating_sub(40)).take(100).collect()
    };
    Some(format!(" pdf: …{}…\nhtml: …{}…", near(pdf), near(html)))
}

/// The text of the structure tree without page numbers and blanks.
fn pdf_text(bytes: &[u8]) -> String {
    let tree = Pdf::read(bytes).tree();
    let mut out = String::new();
    // Paper has page numbers in the list of contents, which a screen does not need. A browser makes the
    // marks of a list itself, except where the page has them as text: beside the lists at a glance.
    let mut list_at_a_glance = "";
    tree.each(&mut |around, text| {
        if around.contains(&"H2") {
            list_at_a_glance = match text.trim() {
                "Innehåll" => "contents",
                "Beslut i korthet" => "brief",
                _ => "",
            };
        }
        // Where no heading comes after it, the list in short ends with the first text that is in no list.
        if list_at_a_glance == "brief" && !around.contains(&"L") && !around.contains(&"H2") {
            list_at_a_glance = "";
        }
        let is_page_number = list_at_a_glance == "contents"
            && matches!(around.last(), Some(&("P" | "LBody")))
            && text.trim().parse::<u32>().is_ok();
        let has_words =
            text.contains(['☐', '☑']) || text.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let is_mark = list_at_a_glance.is_empty() && around.contains(&"Lbl") && !has_words;
        // Letters inside a drawing are said by its alternative text; its caption is text.
        let is_drawn = around.contains(&"Figure") && !around.contains(&"Caption");
        if !is_page_number && !is_mark && !is_drawn {
            out.push_str(text);
        }
    });
    squeezed(&out)
}

/// The text of the page without what only a screen reader hears, without what is only there to find one's way,
/// without the footer (which paper has on every page) and without blanks.
fn html_text(html: &str) -> String {
    let page = Html::parse_document(html);
    let body = Selector::parse("body").unwrap();
    let body = page.select(&body).next().expect("a page has a body");
    let mut out = String::new();
    for node in body.descendants() {
        let hidden = node.ancestors().any(|above| {
            let page_footer = above.parent() == Some(*body)
                && above.value().as_element().is_some_and(|element| element.name() == "footer");
            page_footer
                || above.value().as_element().is_some_and(|element| {
                    // A drawing is said by its label, as a figure of a PDF is by its alternative text.
                    element.attr("role") == Some("img")
                        || element
                            .classes()
                            .any(|class| class == "visually-hidden" || class == "skip")
                })
        });
        if let Node::Text(text) = node.value()
            && !hidden
        {
            out.push_str(text);
        }
    }
    squeezed(&out)
}

/// A text without blanks and what only says where it may be broken.
pub(crate) fn squeezed(text: &str) -> String {
    // A soft hyphen or a no-break blank is how a text is set, not what it says. A sign without width that was typed in
    // the middle of a text stays in a page, and is none on paper.
    let is_unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect()
}
