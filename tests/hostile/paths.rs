//! Ways out of the project, and what lies in a folder without being a file.

use super::{said, says};
use crate::support::project::{TestProject, protocol};

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
fn two_documents_never_share_a_file() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", "## Fråga\n\n[bilaga](a.html)"))
        .with("protocols/a.html", "a file of the writer's own");
    let said = project.build(&["html"]);
    assert!(said.lines[0].contains("skulle båda bli public/a.html"), "{:?}", said.lines);
    assert_eq!(project.text("protocols/a.html"), "a file of the writer's own");
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

/// Paths that are no file of the project, as links, pictures and annexes.
pub(super) const OUTSIDE: [&str; 12] = [
    "../../x.png",
    "/etc/passwd",
    "..%2F..%2Fx.png",
    "%2Fetc%2Fpasswd",
    "C:/x.png",
    "C:x.png",
    "\\\\\\\\server\\\\share\\\\x.png",
    "..%5C..%5Cx.png",
    "x%00.png",
    "CON",
    "NUL",
    "A.PNG",
];

#[test]
fn no_path_leads_out() {
    for path in OUTSIDE {
        for mark in ["", "!"] {
            let document = protocol("", &format!("## Fråga\n\n{mark}[kartan](<{path}>)"));
            let line = says(document);
            assert!(line.contains(" fel LGL602"), "{mark}{path}: {line}");
        }
        let keys = format!("bilagor:\n  - {{titel: Karta, fil: '{path}'}}\n");
        let lines = said(protocol(&keys, ""));
        assert!(lines.iter().any(|line| line.contains(" fel LGL602")), "{path}: {lines:?}");
    }
}

/// Settings that lead out: a line of `lgl.yaml`, and what is said of it.
pub(super) const SETTINGS: [(&str, &str); 8] = [
    ("utmapp: ../x", "utanför projektet"),
    ("utmapp: /tmp", "utanför projektet"),
    ("utmapp: a/../../x", "utanför projektet"),
    ("utmapp: protocols", "där ligger källorna"),
    ("ordbok: ../../x", "utanför projektet"),
    ("ordbok: /etc/passwd", "utanför projektet"),
    ("organ: ../../x", "finns inte"),
    ("organ: 'C:\\x'", "finns inte"),
];

#[test]
fn no_setting_leads_out() {
    for (line, expected) in SETTINGS {
        let settings = if line.starts_with("organ") {
            format!("{line}\n")
        } else {
            format!("organ: lgl\n{line}\n")
        };
        let project = TestProject::new()
            .with("lgl.yaml", settings)
            .with("protocols/a.md", protocol("", ""));
        let said = project.build(&["html"]);
        assert!(said.lines.iter().any(|it| it.contains(expected)), "{line}: {:?}", said.lines);
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_passed_or_told_of() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", ""))
        .with("protocols/mapp.md/b.md", protocol("", "").replace("12-04", "12-05"));
    let folder = project.root().join("protocols");
    let _socket = UnixListener::bind(folder.join("socket.md")).unwrap();
    symlink("nowhere.md", folder.join("dangling.md")).unwrap();
    symlink("loop.md", folder.join("loop.md")).unwrap();
    symlink("/dev/zero", folder.join("device.md")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.md")).status();
    assert!(made.unwrap().success());
    let said = project.build(&["html"]);
    for name in ["socket", "dangling", "loop", "device", "pipe"] {
        let of_it = said.lines.iter().filter(|line| line.contains(&format!("{name}.md")));
        assert_eq!(of_it.count(), 1, "{name}: {:#?}", said.lines);
    }
    assert_eq!(project.published(), ["a.html", "mapp.md/b.html"]);
}
