//! Pictures that are small as files and huge to draw, and drawings that want more than to be seen.

use crate::support::project::{TestProject, protocol};

#[test]
fn a_picture_that_is_none_is_told_apart() {
    let project = TestProject::of_fragments()
        .with("protocols/bild.png", b"\x89PNG\r\n\x1a\nbroken")
        .with("protocols/a.md", protocol("", "## Fråga\n\n![en bild](bild.png)"));
    let said = project.build(&["html"]);
    assert!(
        said.lines[0].contains("LGL610") && said.lines[0].contains("a.md:15:1"),
        "{said:?}"
    );
}

/// A drawing with something in it.
fn svg(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"10\" height=\"10\">{inside}</svg>"
    )
}

/// Drawings: what it is, the file, and whether it may be shown. None: it may, without what it asks for.
pub(super) fn drawings() -> Vec<(&'static str, String, bool)> {
    let level = |n: usize, one: &str, opens: &str, closes: &str| {
        [opens, &one.replace('N', &(n - 1).to_string()).repeat(10), closes].concat()
    };
    let laughs = (1..12).map(|n| level(n, "&aN;", &format!("<!ENTITY a{n} \""), "\">"));
    let laughs = laughs.collect::<Vec<String>>().concat();
    let uses =
        (1..12).map(|n| level(n, "<use href=\"#uN\"/>", &format!("<g id=\"u{n}\">"), "</g>"));
    let uses = uses.collect::<Vec<String>>().concat();
    let rect = "<rect width=\"5\" height=\"5\"/>";
    let filter = |inside: &str| {
        svg(&format!(
            "<filter id=\"f\">{inside}</filter><rect width=\"9\" height=\"9\" filter=\"url(#f)\"/>"
        ))
    };
    vec![
        ("a script", svg(&format!("<script>alert(1)</script>{rect}")), true),
        (
            "a style from the net",
            svg(&format!("<style>@import url(https://a.se/x.css);</style>{rect}")),
            true,
        ),
        ("a shadow", filter("<feGaussianBlur stdDeviation=\"1\"/>"), true),
        (
            "a picture of the disk",
            svg("<image href=\"file:///etc/passwd\" width=\"5\" height=\"5\"/>"),
            false,
        ),
        (
            "a picture outside",
            svg("<image xlink:href=\"../../x.png\" width=\"5\" height=\"5\"/>"),
            false,
        ),
        (
            "a picture of the net",
            svg("<image href=\"https://a.se/x.png\" width=\"5\" height=\"5\"/>"),
            false,
        ),
        (
            "HTML",
            svg(
                "<foreignObject width=\"5\" height=\"5\"><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>",
            ),
            false,
        ),
        (
            "a billion laughs",
            format!(
                "<!DOCTYPE svg [<!ENTITY a0 \"ha\">{laughs}]>{}",
                svg("<text>&a11;</text>")
            ),
            false,
        ),
        (
            "one long laugh",
            format!(
                "<!DOCTYPE svg [<!ENTITY a \"{}\">]>{}",
                "ha".repeat(50_000),
                svg(&format!("<text>{}</text>", "&a;".repeat(2_000)))
            ),
            false,
        ),
        (
            "a file as text",
            format!(
                "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
                svg("<text>&x;</text>")
            ),
            false,
        ),
        (
            "uses of uses",
            svg(&format!("<defs><g id=\"u0\">{rect}</g>{uses}</defs><use href=\"#u11\"/>")),
            false,
        ),
        (
            "deep groups",
            svg(&format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000))),
            false,
        ),
        (
            "noise without end",
            filter("<feTurbulence numOctaves=\"1000000\" baseFrequency=\"9\"/>"),
            false,
        ),
        ("a wide brush", filter("<feMorphology radius=\"1000\"/>"), false),
        ("a thousand effects", filter(&"<feOffset dx=\"1\"/>".repeat(1_000)), false),
        ("too large a file", svg(&format!("<!--{}-->{rect}", "x".repeat(17_000_000))), false),
    ]
}

/// A chunk of a PNG. Its sum is not right: what is refused before it is decoded is so without it.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &kind, data, &[0; 4]].concat()
}

/// A PNG that says it is so large, and has some more in it.
fn png(width: u32, height: u32, more: &[u8]) -> Vec<u8> {
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(*b"IHDR", &size), more.to_vec(), chunk(*b"IEND", b"")]
        .concat()
}

/// Pictures that are refused before a pixel of them is made: what it is, the file's name, and the file.
pub(super) fn rasters() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let side = 65_535_u16;
    let webp = [b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec(), vec![0xFF; 6]].concat();
    let gif = [b"GIF89a".to_vec(), side.to_le_bytes().repeat(2), b"\0\0\0;".to_vec()].concat();
    let jpeg = [
        b"\xff\xd8\xff\xc0\0\x11\x08".to_vec(),
        side.to_be_bytes().repeat(2),
        b"\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xd9".to_vec(),
    ]
    .concat();
    vec![
        ("two billion squared", "x.png", png(0x7FFF_FFFF, 0x7FFF_FFFF, b"")),
        ("a billion pixels", "x.png", png(30_000, 40_000, &chunk(*b"IDAT", b"x"))),
        ("no pixels", "x.png", png(0, 0, b"")),
        (
            "a colour profile that unpacks to gigabytes",
            "x.png",
            png(9, 9, &chunk(*b"iCCP", &vec![0; 1 << 20])),
        ),
        ("the largest WebP", "x.webp", webp),
        ("the largest GIF", "x.gif", gif),
        ("the largest JPEG", "x.jpg", jpeg),
        ("a drawing by its name", "x.svg", b"<html><script>alert(1)</script></html>".to_vec()),
    ]
}

#[test]
fn no_drawing_runs_reads_or_grows() {
    for (what, file, is_shown) in drawings() {
        let project = TestProject::of_fragments()
            .with("protocols/x.svg", file)
            .with("protocols/a.md", protocol("", "## Fråga\n\n![en bild](x.svg)"));
        let said = project.build(&["pdf", "html"]);
        assert_eq!(said.outcome.built == 1, is_shown, "{what}: {:?}", said.lines);
        let refused = said.lines.iter().any(|line| line.contains("a.md:15:1: fel LGL610"));
        assert_eq!(refused, !is_shown, "{what}: {:?}", said.lines);
    }
}

#[test]
fn no_picture_is_decoded_that_is_too_large() {
    for (what, name, file) in rasters() {
        let project = TestProject::of_fragments()
            .with(&format!("protocols/{name}"), file)
            .with("protocols/a.md", protocol("", &format!("## Fråga\n\n![en bild]({name})")));
        let out = super::lgl(&project, &["build"], 300);
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.code() == Some(1) && said.contains("fel[LGL610]"), "{what}: {said}");
    }
}
