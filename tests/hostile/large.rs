//! Files of a hundred megabytes, wherever a file is read: a sentence about it, or all of it, and memory that is bounded.

use std::fs::File;

use crate::support::project::{TestProject, protocol};

/// So many bytes each, of which the disk keeps only those that are not zero.
const BYTES: u64 = 100 * 1024 * 1024;

/// The most memory, in megabytes: some of the file, with all that the program has of its own.
const MEGABYTES: usize = 400;

/// A large file: where it lies, what it begins with, and a part of what is said of it; none where all is well.
pub(super) const FILES: [(&str, &str, Option<&str>); 15] = [
    (
        "protocols/a.md",
        "---\ndatum: 2026-12-04\n",
        Some("fel[LGL009]: Filen är för stor: gränsen är 8 MB"),
    ),
    ("protocols/a.md", "", Some("fel[LGL009]: Filen är för stor: gränsen är 8 MB")),
    ("lgl.yaml", "organ: lgl\n#", Some("fel[LGL009]: Filen är för stor: gränsen är 8 MB")),
    ("lgl-baseline.json", "{", Some("lgl-baseline.json går inte att läsa")),
    (
        "templates/lgl/organ.yaml",
        "namn: A\n#",
        Some("templates/lgl/organ.yaml är för stor: gränsen är 32 MB"),
    ),
    (
        "templates/lgl/protokoll.typ",
        "//",
        Some("templates/lgl/protokoll.typ är för stor: gränsen är 32 MB"),
    ),
    (
        "templates/lgl/protokoll.html",
        "",
        Some("templates/lgl/protokoll.html är för stor: gränsen är 32 MB"),
    ),
    (
        "templates/lgl/style.css",
        "",
        Some("templates/lgl/style.css är för stor: gränsen är 32 MB"),
    ),
    (
        "templates/lgl/logo.svg",
        "<svg>",
        Some("templates/lgl/logo.svg är för stor: gränsen är 32 MB"),
    ),
    (
        "templates/lgl/fonts/x.otf",
        "OTTO",
        Some("templates/lgl/fonts/x.otf är för stor: gränsen är 32 MB"),
    ),
    (
        "protocols/x.png",
        "\u{89}PNG",
        Some("fel[LGL610]: Bilden ”x.png” är för stor: gränsen är 64 MB"),
    ),
    (
        "protocols/x.svg",
        "<svg>",
        Some("fel[LGL610]: Bilden ”x.svg” är för stor: gränsen är 64 MB"),
    ),
    ("ordbok.dic", "1\nord\n", Some("Ordboksfilen ”ordbok.dic” är för stor")),
    ("protocols/x.pdf", "%PDF-1.7", None),
    ("protocols/x.txt", "Text", None),
];

/// A project that reads all of these files, with one of them large.
fn with_large(path: &str, opening: &str) -> TestProject {
    let shown = path.strip_prefix("protocols/x.").unwrap_or("");
    let (keys, body) = match shown {
        "pdf" => ("bilagor: [{titel: Karta, fil: x.pdf}]\n", String::new()),
        "txt" => ("", "## Fråga\n\nSe [texten](x.txt).".to_owned()),
        "" => ("", String::new()),
        _ => ("", format!("## Fråga\n\n![Ett märke](x.{shown})")),
    };
    let project = TestProject::of_fragments()
        .with("lgl.yaml", "organ: lgl\nordbok: ordbok\nregler:\n  LGL503: av\n  LGL608: av\n")
        .with("ordbok.aff", "SET UTF-8\n")
        .with("ordbok.dic", "1\nord\n")
        .with("protocols/a.md", protocol(keys, &body))
        .with(path, opening);
    let file = File::options().append(true).open(project.root().join(path)).unwrap();
    file.set_len(BYTES).unwrap();
    project
}

#[test]
fn a_large_file_is_told_of_or_published_whole() {
    for (path, opening, expected) in FILES {
        let project = with_large(path, opening);
        let out = super::lgl(&project, &["build"], MEGABYTES);
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(!said.contains("Minnet räcker inte"), "{path}: {said}");
        // Without its dictionary a project is built all the same.
        let is_built = expected.is_none() || path == "ordbok.dic";
        assert_eq!(out.status.success(), is_built, "{path}: {said}");
        if let Some(words) = expected {
            assert!(said.contains(words), "{path}: {said}");
            assert!(said.len() < 2_000, "{path}: {} bytes are said", said.len());
        } else {
            let published = project.root().join(path.replace("protocols", "public"));
            assert_eq!(published.metadata().unwrap().len(), BYTES, "{path}");
        }
    }
}

#[test]
fn a_large_text_is_no_matter_for_the_other_commands() {
    let project = with_large("protocols/a.md", "---\ndatum: 2026-12-04\n");
    let document = project.root().join("protocols/a.md");
    let commands = [
        (&["lint"][..], 1, "gränsen är 8 MB"),
        (&["lint", "--fix"], 1, "gränsen är 8 MB"),
        (&["lint", "-"], 1, "gränsen är 8 MB"),
        (&["fix", "protocols/a.md"], 2, "gränsen är 8 MB"),
        (&["fix", "-"], 2, "gränsen är 8 MB"),
        (&["new", "protokoll", "--datum", "2027-01-01"], 0, "är skriven"),
        (&["baseline"], 0, "antecknade"),
    ];
    for (words, code, expected) in commands {
        let out = super::command(&project, words, MEGABYTES)
            .stdin(File::open(&document).unwrap())
            .output()
            .unwrap();
        let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
        assert_eq!(out.status.code(), Some(code), "{words:?}: {said}");
        assert!(said.contains(expected) && said.len() < 2_000, "{words:?}: {said}");
    }
    assert_eq!(document.metadata().unwrap().len(), BYTES, "the text was touched");
}

#[test]
fn ten_thousand_people_are_listed_in_both_formats() {
    let project = people_listed(10_000, "pdf,html");
    assert!(project.read("public/a.pdf").len() > 100_000);
}

#[test]
#[ignore = "takes half a minute unless optimised: tests/conformance/hostile runs it"]
fn a_hundred_thousand_people_are_listed_on_a_page() {
    people_listed(100_000, "html,json");
}

/// A project whose one document lists so many people, built.
fn people_listed(number: u32, formats: &str) -> TestProject {
    let line = |number: u32| ["- Eva Ek ", &number.to_string(), ", Nybro kommun\n"].concat();
    let people: String = (1..=number).map(line).collect();
    let project =
        TestProject::of_fragments().with("protocols/a.md", protocol("", "") + &people);
    let out = super::lgl(&project, &["build", "--format", formats], 1_000);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(project.text("public/a.html").contains(&format!("Eva Ek {number}")));
    project
}
