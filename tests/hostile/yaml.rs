//! YAML that grows, nests, lies about its kind or cannot be read.

use super::said;
use crate::support::project::{TestProject, protocol};

#[test]
fn front_matter_that_cannot_be_read_is_one_fault() {
    let table = [
        ("", "1:1: fel LGL001 metadata-ogiltig: Filen är tom"),
        ("Möte", "1:1: fel LGL001 metadata-ogiltig: Filen börjar inte med metadata"),
        (
            "---\ndatum: 2026-12-04\n",
            "1:1: fel LGL001 metadata-ogiltig: Metadata tar aldrig slut",
        ),
        (
            "---\ntitel: Möte: om vård\n---\n",
            "2:1: fel LGL001 metadata-ogiltig: Metadata går inte att läsa: raden har två kolon",
        ),
        (
            "---\ndatum: 2026-12-04\nplats: Kalmar: Slottet\nordförande: Eva Ek\ndiarienummer: RS 2026/1\n---\n",
            "3:1: fel LGL001 metadata-ogiltig: Metadata går inte att läsa: raden har två kolon",
        ),
    ];
    for (document, expected) in table {
        let lines = said(document);
        assert!(lines.contains(&expected.to_owned()), "{lines:#?}");
        assert_eq!(
            lines.iter().filter(|line| line.contains("LGL001")).count(),
            1,
            "{lines:#?}"
        );
        assert!(!lines.iter().any(|line| line.contains("LGL002")), "{lines:#?}");
    }
}

#[test]
fn every_fault_of_the_front_matter_is_told_in_one_run() {
    let keys = "datum: 2026-12-05\nstatus: klart\ntid: förmiddagen\nplatts: Kalmar\n\
                nästa_möte: 2026-02-30\n";
    let lines = said(protocol(keys, ""));
    assert_eq!(
        lines,
        [
            "3:1: fel LGL001 metadata-ogiltig: Nyckeln ”datum” står två gånger",
            "4:9: fel LGL004 värde-ogiltigt: ”klart” går inte att använda här",
            "5:6: fel LGL004 värde-ogiltigt: ”förmiddagen” är inget klockslag",
            "6:1: varning LGL003 nyckel-okänd: Nyckeln ”platts” är okänd och gör ingenting",
            "7:13: fel LGL004 värde-ogiltigt: Dagen 2026-02-30 finns inte i kalendern",
        ]
    );
}

#[test]
fn an_alias_bomb_is_stopped_early() {
    let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", before.trim_end_matches(", ")));
    }
    bomb.push_str("---\n");
    let lines = said(bomb);
    assert!(lines.iter().any(|line| line.contains("växer över alla gränser")), "{lines:#?}");
}

#[test]
fn settings_that_cannot_be_read_stop_the_project() {
    for settings in ["organ: rss: x\n", "organ: [x\n"] {
        let project = TestProject::of_fragments()
            .with("lgl.yaml", settings)
            .with("protocols/a.md", protocol("", ""));
        let said = project.build(&["html"]);
        assert_eq!((said.outcome.built, said.outcome.unusable), (0, 1), "{:?}", said.lines);
    }
}

/// Metadata that are odd: what it is, and lines of it.
pub(super) fn odd() -> Vec<(&'static str, String)> {
    vec![
        ("a list that names itself", "x: &a [*a]\n".to_owned()),
        ("lists in lists", format!("x: {}{}\n", "[".repeat(10_000), "]".repeat(10_000))),
        ("maps in maps", format!("x: {}{}\n", "{a: ".repeat(10_000), "}".repeat(10_000))),
        ("a merge key", "x: &a {plats: Kalmar}\n<<: *a\n".to_owned()),
        ("a tag of bytes", "plats: !!binary aGVq\n".to_owned()),
        ("a tag of code", "plats: !!python/object/apply:os.system [ls]\n".to_owned()),
        ("a number without end", "nummer: 1e999999\n".to_owned()),
        ("no number", "tid: .nan\n".to_owned()),
        ("a number of a million digits", format!("tid: {}\n", "9".repeat(1_000_000))),
        ("a text of a million letters", format!("plats: {}\n", "x".repeat(1_000_000))),
        (
            "a hundred thousand keys",
            (0..100_000).map(|n| format!("k{n}: 1\n")).collect::<Vec<_>>().concat(),
        ),
        ("two documents", "---\nplats: Kalmar\n".to_owned()),
        ("a key that is a list", "? [a, b]\n: c\n".to_owned()),
        ("a null in a text", "plats: \"a\\0b\"\n".to_owned()),
        ("half a pair", "plats: \"\\ud800\"\n".to_owned()),
        ("a directive", "%YAML 1.1\n".to_owned()),
    ]
}

#[test]
fn no_metadata_bring_the_others_down() {
    for (what, keys) in odd() {
        let project = TestProject::of_fragments()
            .with("protocols/a.md", protocol(&keys, ""))
            .with("protocols/b.md", protocol("", "").replace("12-04", "12-05"));
        let said = project.build(&["html"]);
        assert!(project.has("public/b.html"), "{what}: {:?}", said.lines.len());
        let is_told = said.lines.iter().any(|line| line.starts_with("protocols/a.md:"));
        assert!(is_told || project.has("public/a.html"), "{what}: nothing is said");
        let settings = TestProject::new()
            .with("lgl.yaml", format!("organ: lgl\n{keys}"))
            .with("protocols/b.md", protocol("", ""));
        let said = settings.build(&["html"]);
        assert!(!said.lines.is_empty(), "{what}: nothing is said of lgl.yaml");
    }
}
