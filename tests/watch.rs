//! `lgl watch`: whatever a document is made of is noticed when it changes, however it is saved, and nothing else is.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lgl::publish::{FORMATS, LocalDisk, Request, Watcher};

use crate::support::project::{TestProject, protocol};

/// Longer than any machine needs to notice a change.
const LONG: Duration = Duration::from_mins(1);
/// Longer than a change that should not be noticed would need on most.
const SHORT: Duration = Duration::from_millis(700);

/// A project with something of every kind that documents are made of.
fn project() -> TestProject {
    TestProject::of_fragments()
        .with("protocols/2026/a.md", protocol("", "## Karta\n\n![En karta](karta.svg)"))
        .with(
            "protocols/2026/karta.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#,
        )
        .with("templates/eget/organ.yaml", "namn: Eget organ\n")
        .with("ordlista.txt", "ord\n")
}

fn request(project: &TestProject, paths: &[&str]) -> Request<'static> {
    Request {
        paths: paths.iter().map(|path| project.root().join(path)).collect(),
        formats: FORMATS.iter().filter(|format| format.name == "html").collect(),
        current: project.root(),
        ..Request::default()
    }
}

/// Writes a file as some editors do: beside it, and then in its place.
fn save_by_renaming(path: &Path, text: &str) {
    let beside = path.with_extension("tmp");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, path).unwrap();
}

#[test]
fn every_change_of_a_source_is_noticed() {
    type Change = fn(&Path);
    let table: [(&str, Change); 10] = [
        ("a document is written", |root| {
            std::fs::write(root.join("protocols/2026/a.md"), protocol("", "Nytt.")).unwrap();
        }),
        ("a document is saved by renaming", |root| {
            save_by_renaming(&root.join("protocols/2026/a.md"), &protocol("", "Nyare."));
        }),
        ("a document in a new folder", |root| {
            std::fs::create_dir(root.join("protocols/2027")).unwrap();
            std::fs::write(root.join("protocols/2027/b.md"), protocol("", "")).unwrap();
        }),
        ("a change in the new folder", |root| {
            std::fs::write(root.join("protocols/2027/b.md"), protocol("", "Nytt.")).unwrap();
        }),
        ("a picture", |root| {
            std::fs::write(root.join("protocols/2026/karta.svg"), "").unwrap();
        }),
        ("the settings", |root| {
            std::fs::write(root.join("lgl.yaml"), "organ: eget\n").unwrap();
        }),
        ("a body", |root| {
            std::fs::write(root.join("templates/eget/organ.yaml"), "namn: Annat\n").unwrap();
        }),
        ("a dictionary", |root| std::fs::write(root.join("ordlista.txt"), "x\n").unwrap()),
        ("the baseline", |root| std::fs::write(root.join("lgl-baseline.json"), "{}").unwrap()),
        ("a folder that goes away", |root| {
            std::fs::remove_dir_all(root.join("protocols/2027")).unwrap();
        }),
    ];
    for polls in [false, true] {
        let project = project();
        let request = request(&project, &[]);
        let mut watcher = Watcher::new(&LocalDisk, &request, polls).unwrap();
        for (name, change) in table {
            change(&project.root());
            assert!(watcher.wait(Some(LONG)), "{name} (polls: {polls})");
            watcher.follow(&request);
            while watcher.wait(Some(Duration::from_millis(1))) {}
        }
    }
}

#[test]
fn what_is_no_source_is_not_noticed() {
    let project = project();
    let request = request(&project, &[]);
    project.build(&["html"]);
    let mut watcher = Watcher::new(&LocalDisk, &request, false).unwrap();
    assert!(!watcher.wait(Some(SHORT)), "nothing has happened");
    let said = project.build(&["html", "pdf"]);
    assert_eq!(said.outcome.built, 1, "{:?}", said.lines);
    for (path, text) in [
        ("public/2026/a.html", "x"),
        ("public/nytt/b.html", "x"),
        (".git/index", "x"),
        (".lgl-cache/ab/cd", "x"),
        ("protocols/2026/.a.md.swp", "x"),
        ("protocols/2026/a.md~", "x"),
        ("protocols/2026/~$a.docx", "x"),
    ] {
        project.put_text(path, text);
    }
    let _ = project.text("protocols/2026/a.md");
    assert!(!watcher.wait(Some(SHORT)), "neither what the build writes nor what is hidden");
    project.put_text("protocols/2026/a.md", &protocol("", ""));
    assert!(watcher.wait(Some(LONG)), "and still it is awake");
}

#[test]
fn the_output_among_the_sources_starts_no_build() {
    let project = TestProject::new()
        .with("lgl.yaml", "organ: lgl\nutmapp: .\n")
        .with("protocols/2026/a.md", protocol("", ""));
    let request = request(&project, &[]);
    let mut watcher = Watcher::new(&LocalDisk, &request, false).unwrap();
    project.build(&["html"]);
    assert!(project.has("2026/a.html"));
    watcher.follow(&request);
    // The folder of the year is new; its files are none of the sources.
    while watcher.wait(Some(SHORT)) {}
    project.build(&["html"]);
    assert!(!watcher.wait(Some(SHORT)));
    project.put_text("protocols/2026/a.md", &protocol("", "Nytt."));
    assert!(watcher.wait(Some(LONG)));
}

#[test]
fn an_output_folder_that_moves_is_followed() {
    let project = project();
    let request = request(&project, &[]);
    let mut watcher = Watcher::new(&LocalDisk, &request, false).unwrap();
    project.put_text("lgl.yaml", "organ: lgl\nutmapp: ut\n");
    assert!(watcher.wait(Some(LONG)));
    watcher.follow(&request);
    project.put_text("ut/2026/a.html", "x");
    assert!(!watcher.wait(Some(SHORT)));
}

#[test]
fn a_project_that_goes_away_is_waited_for() {
    let outer = TestProject::new();
    let root = outer.root().join("projekt");
    let make = || {
        std::fs::create_dir_all(root.join("protocols")).unwrap();
        std::fs::write(root.join("protocols/a.md"), protocol("", "")).unwrap();
        std::fs::write(root.join("lgl.yaml"), "organ: lgl\n").unwrap();
    };
    make();
    let request = Request { current: root.clone(), ..request(&outer, &[]) };
    let mut watcher = Watcher::new(&LocalDisk, &request, false).unwrap();
    for _ in 0..2 {
        std::fs::remove_dir_all(&root).unwrap();
        assert!(watcher.wait(Some(LONG)), "it is gone");
        watcher.follow(&request);
        make();
        assert!(watcher.wait(Some(LONG)), "it is back");
        watcher.follow(&request);
        while watcher.wait(Some(SHORT)) {}
        std::fs::write(root.join("protocols/a.md"), protocol("", "Nytt.")).unwrap();
        assert!(watcher.wait(Some(LONG)), "and watched as before");
    }
}

#[test]
fn who_never_stops_writing_starves_no_build() {
    let project = project();
    let request = request(&project, &[]);
    let mut watcher = Watcher::new(&LocalDisk, &request, false).unwrap();
    let (enough, is_done) = (AtomicBool::new(false), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0..3_000 {
                if enough.load(Ordering::SeqCst) {
                    return;
                }
                project.put_text("protocols/2026/a.md", &number.to_string());
                std::thread::sleep(Duration::from_millis(10));
            }
            is_done.store(true, Ordering::SeqCst);
        });
        assert!(watcher.wait(Some(LONG)));
        assert!(!is_done.load(Ordering::SeqCst), "the build comes while the text is written");
        enough.store(true, Ordering::SeqCst);
    });
}

#[test]
fn a_lone_document_is_watched_with_what_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    std::fs::write(root.join("möte.md"), protocol("", "")).unwrap();
    let project = TestProject::new();
    let request = Request {
        paths: vec![root.join("möte.md")],
        current: root.clone(),
        ..request(&project, &[])
    };
    let mut watcher = Watcher::new(&LocalDisk, &request, false).unwrap();
    std::fs::write(root.join("karta.svg"), "").unwrap();
    assert!(watcher.wait(Some(LONG)));
    save_by_renaming(&root.join("möte.md"), &protocol("", "Nytt."));
    assert!(watcher.wait(Some(LONG)));
    std::fs::create_dir(root.join("bilder")).unwrap();
    assert!(watcher.wait(Some(LONG)));
    std::fs::write(root.join("bilder/karta.svg"), "").unwrap();
    assert!(watcher.wait(Some(LONG)));
}

#[test]
fn of_a_large_folder_only_what_lies_beside_a_lone_document_is_watched() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    std::fs::write(root.join("möte.md"), protocol("", "")).unwrap();
    std::fs::create_dir(root.join("allt")).unwrap();
    for number in 0..2_001 {
        std::fs::write(root.join(format!("allt/{number}.txt")), "").unwrap();
    }
    let project = TestProject::new();
    let request = Request {
        paths: vec![root.join("möte.md")],
        current: root.clone(),
        ..request(&project, &[])
    };
    for polls in [false, true] {
        let mut watcher = Watcher::new(&LocalDisk, &request, polls).unwrap();
        std::fs::write(root.join("allt/1.txt"), format!("{polls}")).unwrap();
        assert!(!watcher.wait(Some(SHORT)));
        std::fs::write(root.join("karta.svg"), format!("{polls}")).unwrap();
        assert!(watcher.wait(Some(LONG)));
    }
}

#[test]
fn where_nothing_is_to_be_watched_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let project = TestProject::new();
    let none = Request { current: root.clone(), ..request(&project, &[]) };
    let missing = Request { paths: vec![root.join("finns-inte.md")], ..request(&project, &[]) };
    for (request, expected) in [(none, "inget projekt"), (missing, "den finns inte")] {
        let faults = Watcher::new(&LocalDisk, &request, false).unwrap_err();
        assert!(faults.iter().any(|fault| fault.message.contains(expected)), "{faults:?}");
    }
}

#[test]
fn each_change_is_one_build_and_each_build_says_how_it_went() {
    let project = project();
    let mut lgl = Command::new(env!("CARGO_BIN_EXE_lgl"))
        .args(["watch", "--format", "html", "--color", "never"])
        .current_dir(project.root())
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(lgl.stderr.take().unwrap()).lines().map(Result::unwrap);
    // Each line has the time of day before its words, and the time that it took at its end.
    let mut builds = 0;
    let mut ends = || {
        loop {
            let line = lines.next().expect("it goes on for ever");
            let words = line.split_once(' ').map_or("", |(_, words)| words);
            builds += usize::from(words == "Bygger …");
            if ["Byggt", "Misslyckades"].iter().any(|end| words.starts_with(end)) {
                let clock = line.split(' ').next().unwrap_or_default();
                assert_eq!(clock.chars().filter(|c| *c == ':').count(), 2, "{line}");
                let told = words.rsplit_once(", ").map_or(words, |(told, _)| told).to_owned();
                return (builds, told);
            }
        }
    };
    let mut said = vec![ends()];
    for (path, text) in [
        ("protocols/2026/a.md", protocol("datum: 2026-12-05\n", "")),
        ("protocols/2026/a.md", protocol("okänd: x\n", "")),
        ("lgl.yaml", "organ: [\n".to_owned()),
        ("lgl.yaml", "organ: lgl\nregler:\n  LGL503: av\n  LGL608: av\n".to_owned()),
        ("protocols/2026/a.md", protocol("", "")),
    ] {
        project.put_text(path, &text);
        said.push(ends());
    }
    lgl.kill().unwrap();
    lgl.wait().unwrap();
    let said: Vec<(usize, &str)> = said.iter().map(|(n, told)| (*n, told.as_str())).collect();
    assert_eq!(
        said,
        [
            (1, "Byggt: 1 dokument byggt, 0 fel"),
            (2, "Misslyckades: 0 dokument byggda, 1 fel"),
            (3, "Byggt med varningar: 1 dokument byggt, 0 fel, 1 varning"),
            (4, "Misslyckades: 0 dokument byggda, 1 fel"),
            (5, "Byggt med varningar: 0 dokument byggda, 1 oförändrat, 0 fel, 1 varning"),
            (6, "Byggt: 1 dokument byggt, 0 fel"),
        ]
    );
    assert!(project.has("public/2026/a.html"));
}
