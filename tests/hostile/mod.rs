//! Bad input gets a clear error at its place, and nothing is lost.

use crate::support::pdf::Pdf;
use crate::support::project::{TestProject, protocol};

/// What a build of one document says, without its path.
fn said(document: impl AsRef<[u8]>) -> Vec<String> {
    let project = TestProject::of_fragments().with("protocols/a.md", document);
    let said = project.build(&["pdf", "html"]);
    said.lines.iter().map(|line| line.replace("protocols/a.md:", "")).collect()
}

/// The one line that a build of one document says.
fn says(document: impl AsRef<[u8]>) -> String {
    let lines = said(document);
    assert_eq!(lines.len(), 1, "{lines:#?}");
    lines.into_iter().next().unwrap()
}

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
fn injection_in_every_field_stays_text() {
    let evil = r#"<img src=x onerror=alert(1)>"'#panic("x") $"#;
    let yaml = evil.replace('\'', "''");
    let keys = format!(
        "titel: '{yaml}'\nplats: '{yaml}'\nordförande: '{yaml}'\nsekreterare: '{yaml}'\n\
         diarienummer: '{yaml}'\njusterare: ['{yaml}']\nbilagor:\n  - titel: '{yaml}'\n    länk: https://a.se/'\"><script>\n"
    );
    let body = "## \\<script>alert(1)\\</script> #panic()\n\nYttrande (\"onload=x, <b>): Text.\n\n\
                [\\<b>](https://a.se/\"onmouseover=\"x)";
    let project = TestProject::of_fragments().with("protocols/a.md", protocol(&keys, body));
    let said = project.build(&["pdf", "html"]);
    assert_eq!(said.outcome.errors, 0, "{:?}", said.lines);
    let page = scraper::Html::parse_document(&project.text("public/a.html"));
    for element in
        page.root_element().descendants().filter_map(|node| node.value().as_element())
    {
        assert_ne!(element.name(), "script");
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on"), "{name}={value}");
        }
    }
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
fn files_outside_the_project_are_not_read() {
    for address in ["../../etc/passwd", "/etc/passwd", "..%2F..%2Fetc/passwd", "C:/x.png"] {
        let line = says(protocol("", &format!("## Fråga\n\n![bild]({address})")));
        assert!(line.contains("LGL602") && line.contains("utanför projektet"), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_the_file_system_do_not_lead_outside() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.md");
    std::fs::write(&secret, protocol("", "")).unwrap();
    let project = TestProject::of_fragments()
        .with("protocols/b.md", protocol("", "## Fråga\n\n[fil](hemlig.txt)"));
    let folder = project.root().join("protocols");
    std::os::unix::fs::symlink(&secret, folder.join("a.md")).unwrap();
    std::os::unix::fs::symlink(&secret, folder.join("hemlig.txt")).unwrap();
    let said = project.build(&["html"]);
    assert_eq!(said.lines.len(), 2, "{:#?}", said.lines);
    assert!(said.lines[0].contains("a.md är en länk till något utanför projektet"));
    assert!(said.lines[1].contains("LGL602") && said.lines[1].contains("utanför projektet"));
    assert!(project.published().is_empty());
}

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

#[test]
fn an_output_that_cannot_be_written_leaves_everything_as_it_was() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", ""))
        .with("public", "a file stands where the folder should be");
    let said = project.build(&["html"]);
    assert_eq!(said.outcome.faults, 1);
    assert!(said.lines[0].starts_with("Kan inte skriva public/a.html"), "{:?}", said.lines);
    assert_eq!(project.text("public"), "a file stands where the folder should be");
}

#[test]
fn two_documents_never_share_a_file() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", "## Fråga\n\n[bilaga](a.html)"))
        .with("protocols/a.html", "a file of the writer's own");
    let said = project.build(&["html"]);
    assert!(said.lines[0].contains("skulle båda bli public/a.html"), "{:?}", said.lines);
    assert_eq!(project.text("protocols/a.html"), "a file of the writer's own");
}

#[test]
fn a_failed_document_leaves_its_old_files_alone() {
    let project = TestProject::of_fragments().with("protocols/a.md", protocol("", ""));
    project.build(&["html"]);
    let old = project.text("public/a.html");
    let project = project.with("protocols/a.md", "---\ndatum: i går\n---\n");
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.stopped), (0, 1));
    assert_eq!(project.text("public/a.html"), old);
}

#[test]
fn a_killed_build_leaves_whole_files() {
    let project = TestProject::copy_of(&crate::support::project_root());
    let mut killed = 0;
    for milliseconds in 1..=30 {
        let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_lgl"))
            .args(["build", "--quiet"])
            .current_dir(project.root())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds * 5));
        killed += usize::from(build.try_wait().unwrap().is_none());
        build.kill().unwrap();
        build.wait().unwrap();
        for name in project.published() {
            let bytes = project.read(&format!("public/{name}"));
            let end =
                String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(16)..]).into_owned();
            // What a killed build left of its own is hidden and never mistaken for a result.
            let hidden = name.rsplit('/').next().is_some_and(|file| file.starts_with(".lgl-"));
            let whole = end.contains("%%EOF") || end.contains("</html>");
            assert!(whole || hidden, "{name} is not whole: …{end:?}");
        }
        if milliseconds % 3 == 0 {
            let _ = std::fs::remove_dir_all(project.root().join("public"));
        }
    }
    assert!(killed > 0, "no build was killed in time");
}

#[test]
fn finished_files_do_not_go_among_the_sources() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", ""))
        .with("protocols/a.html", "a file of the writer's own");
    for folder in ["protocols", "./protocols/", "x/../protocols/färdiga", "templates/lgl"] {
        let said = project.build_into(Some(folder), &["html"]);
        assert_eq!((said.outcome.built, said.outcome.faults), (0, 1), "{folder}");
        assert!(said.lines[0].contains("där ligger källorna"), "{:?}", said.lines);
    }
    assert_eq!(project.text("protocols/a.html"), "a file of the writer's own");
    assert_eq!(project.build_into(Some("x/../z"), &["json"]).outcome.built, 1);
    assert!(project.has("z/a.json"));
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

#[test]
fn a_project_does_not_decide_to_write_outside_itself() {
    let project = TestProject::of_fragments()
        .with("lgl.yaml", "organ: lgl\nutmapp: ../utanför\n")
        .with("protocols/a.md", protocol("", ""));
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.faults), (0, 1));
    assert!(said.lines[0].contains("den ligger utanför projektet"), "{:?}", said.lines);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_leads_nowhere_else() {
    for target in ["protocols", "/tmp"] {
        let project = TestProject::of_fragments().with("protocols/a.md", protocol("", ""));
        std::os::unix::fs::symlink(target, project.root().join("public")).unwrap();
        assert_eq!(project.build(&["html"]).outcome.built, 0, "{target}");
        assert!(!project.has("protocols/a.html"));
    }
}
