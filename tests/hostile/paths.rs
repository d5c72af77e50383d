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

/// Files that are read, each with a part of what is said where something else has its name.
pub(super) const READ: [(&str, &str); 10] = [
    ("protocols/a.md", "a.md"),
    ("protocols/bild.svg", "LGL602"),
    ("protocols/text.txt", "LGL602"),
    ("protocols/bilaga.pdf", "LGL602"),
    ("templates/prov/organ.yaml", "organ.yaml"),
    ("templates/prov/protokoll.html", "protokoll.html"),
    ("templates/prov/logo.svg", "logo.svg"),
    ("lgl.yaml", "lgl.yaml"),
    ("ordbok.dic", "ordbok.dic"),
    ("lgl-baseline.json", "lgl-baseline.json"),
];

/// Makes something with this name.
#[cfg(unix)]
type Make = fn(&std::path::Path);

/// How many things that are no files have its name in turn.
pub(super) const NO_FILE_KINDS: usize = 5;

/// What may have the name of a file and is none: what it is called here, and how it is made.
#[cfg(unix)]
const NO_FILES: [(&str, Make); NO_FILE_KINDS] = [
    ("a folder", |path| std::fs::create_dir(path).unwrap()),
    ("a link to nothing", |path| std::os::unix::fs::symlink("ingenting", path).unwrap()),
    ("a link to itself", |path| {
        std::os::unix::fs::symlink(path.file_name().unwrap(), path).unwrap();
    }),
    ("a socket", |path| drop(std::os::unix::net::UnixListener::bind(path).unwrap())),
    ("a pipe", |path| {
        let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    }),
];

#[cfg(unix)]
#[test]
fn a_file_that_is_none_is_told_of_and_not_waited_for() {
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    for (path, expected) in READ {
        for (what, make) in NO_FILES {
            let keys = "organ: prov\nbilagor: [{titel: Karta, fil: bilaga.pdf}]\n";
            let body = "## Fråga\n\nSe [texten](text.txt).\n\n![Ett märke](bild.svg)";
            let project = TestProject::of_fragments()
                .with(
                    "lgl.yaml",
                    "organ: prov\nordbok: ordbok\nregler: {LGL608: av, LGL503: av}\n",
                )
                .with("ordbok.aff", "SET UTF-8\n")
                .with("ordbok.dic", "1\nord\n")
                .with("lgl-baseline.json", "{\"version\": 1, \"findings\": []}")
                .with(
                    "templates/prov/organ.yaml",
                    "namn: Provet\nlogotyp: {fil: logo.svg, text: Märke}\n",
                )
                .with("templates/prov/logo.svg", logo)
                .with("protocols/bild.svg", logo)
                .with("protocols/text.txt", "Text.")
                .with("protocols/bilaga.pdf", "%PDF-1.7")
                .with("protocols/a.md", protocol(keys, body))
                .with("protocols/b.md", protocol("", "").replace("12-04", "12-05"));
            let file = project.root().join(path);
            let _ = std::fs::remove_file(&file);
            make(&file);
            let out = super::lgl(&project, &["build", "--format", "html"], 1000);
            let said = String::from_utf8(out.stderr).unwrap();
            // Folders may have any name, and the base has the template that is missing.
            let may_be_folder = ["protocols/a.md", "templates/prov/protokoll.html"];
            let is_passed = what == "a folder" && may_be_folder.contains(&path);
            assert_eq!(said.contains(expected), !is_passed, "{what} as {path}: {said}");
            // The other document is built where nothing that it needs is missing.
            let is_its_own =
                path.starts_with("protocols/") || path == "ordbok.dic" || is_passed;
            assert_eq!(project.has("public/b.html"), is_its_own, "{what} as {path}: {said}");
        }
    }
}

#[test]
fn names_that_some_disks_take_for_one_do_not_share_a_file() {
    for (one, other) in [("a", "A"), ("å", "a\u{30a}"), ("möte", "MO\u{308}TE")] {
        let project = TestProject::of_fragments()
            .with(&format!("protocols/{one}.md"), protocol("", ""))
            .with(&format!("protocols/{other}.md"), protocol("", "").replace("12-04", "12-05"));
        let said = project.build(&["html"]);
        // A disk that takes them for one had only one of them to build.
        let are_two = std::fs::read_dir(project.root().join("protocols")).unwrap().count() == 2;
        let is_told = said.lines.iter().any(|line| line.contains("skulle båda bli public/"));
        assert_eq!(
            (is_told, project.published().len()),
            (are_two, 1),
            "{one}, {other}: {:?}",
            said.lines
        );
    }
}

/// Names that a list of sums must write otherwise, and the longest that a disk takes.
#[cfg(unix)]
#[test]
fn every_name_is_one_that_sha256sum_finds() {
    let long = "x".repeat(250);
    let names = [
        "rad\nbrytning",
        "ret\rur",
        "bak\\streck",
        "\\n",
        "-c",
        "--help",
        " blank ",
        "*?[a]",
        "'\"$(id)`",
        "a  b",
        &long,
    ];
    let mut project = TestProject::of_fragments();
    for (day, name) in (1..).zip(names) {
        let text = protocol("", "").replace("12-04", &format!("12-{day:02}"));
        project = project.with(&format!("protocols/{name}.md"), text);
    }
    let said = project.build(&["html", "json"]);
    assert_eq!(
        (said.outcome.built, said.outcome.faults),
        (names.len(), 0),
        "{:#?}",
        said.lines
    );
    let public = project.root().join("public");
    let verified =
        lgl::publish::verify(&lgl::publish::LocalDisk, &public, &project.root()).unwrap();
    assert_eq!(verified.differences, []);
    let check = || {
        std::process::Command::new("sha256sum")
            .args(["-c", "--strict", "SHA256SUMS"])
            .env("LC_ALL", "C")
            .current_dir(&public)
            .output()
            .expect("sha256sum, of GNU coreutils, must be there")
    };
    let checked = check();
    let lines = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(checked.status.success(), "{lines}{}", String::from_utf8_lossy(&checked.stderr));
    // Two files of each document, and the manifest.
    assert_eq!(
        lines.lines().filter(|line| line.ends_with(": OK")).count(),
        names.len() * 2 + 1,
        "{lines}"
    );
    std::fs::write(public.join("rad\nbrytning.html"), "something else").unwrap();
    assert!(!check().status.success(), "a changed file is not found");
}

#[cfg(unix)]
#[test]
fn a_name_too_long_for_the_finished_file_is_told_of() {
    let name = "y".repeat(252);
    let project = TestProject::of_fragments()
        .with(&format!("protocols/{name}.md"), protocol("", ""))
        .with("protocols/b.md", protocol("", "").replace("12-04", "12-05"));
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.faults), (1, 1), "{:?}", said.lines);
    assert!(
        said.lines[0].ends_with(&format!(
            "{name}.html: namnet är för långt, eller har tecken som disken inte tar emot"
        )),
        "{:?}",
        said.lines
    );
}
