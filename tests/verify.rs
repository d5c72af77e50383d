//! The same sources give the same bytes wherever they are built, and who has the files can tell that they are the same.

use std::path::Path;
use std::process::Command;

use lgl::publish::{Difference, LocalDisk, MANIFEST_FILE, SUMS_FILE, verify};

use crate::support::project::{TestProject, protocol};

/// A project that was built: minutes with a picture and an annex.
fn built() -> TestProject {
    let keys = "bilagor:\n  - titel: Underlag\n    fil: underlag.txt\n";
    let project = TestProject::of_fragments()
        .with("protocols/2026/a.md", protocol(keys, "## Karta\n\n![En karta](karta.svg)"))
        .with("protocols/2026/b.md", protocol("titel: Ett annat möte\n", ""))
        .with("protocols/2026/underlag.txt", "Siffror.")
        .with(
            "protocols/2026/karta.svg",
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#,
        );
    let said = project.build(&["pdf", "html"]);
    assert_eq!((said.outcome.built, said.outcome.faults), (2, 0), "{:?}", said.lines);
    project
}

/// What `lgl verify` finds to differ, one line each.
fn differences(project: &TestProject) -> Vec<String> {
    let root = project.root();
    let verified = verify(&LocalDisk, &root.join("public"), &root).unwrap();
    let line = |Difference { path, what }: &Difference| format!("{path}: {what}");
    verified.differences.iter().map(line).collect()
}

#[test]
fn a_build_is_what_its_manifest_says() {
    let project = built();
    let verified = verify(&LocalDisk, &project.root().join("public"), &project.root()).unwrap();
    assert_eq!((verified.files, verified.right, verified.has_sources), (5, 5, true));
    assert_eq!(verified.differences, []);
    let manifest: serde_json::Value =
        serde_json::from_slice(&project.read("public/manifest.json")).unwrap();
    let inputs = manifest["files"]["2026/a.pdf"]["inputs"].as_object().unwrap();
    let inputs: Vec<&str> = inputs.keys().map(String::as_str).collect();
    assert_eq!(inputs, ["protocols/2026/a.md", "protocols/2026/karta.svg"]);
}

#[test]
fn whatever_differs_is_told() {
    type Harm = fn(&Path);
    let table: [(Harm, &[&str]); 9] = [
        (
            |root| std::fs::write(root.join("public/2026/a.html"), "annat").unwrap(),
            &["public/2026/a.html: har ändrats sedan den byggdes"],
        ),
        (
            |root| std::fs::remove_file(root.join("public/2026/a.pdf")).unwrap(),
            &["public/2026/a.pdf: saknas"],
        ),
        (
            |root| std::fs::write(root.join("public/nytt.html"), "").unwrap(),
            &["public/nytt.html: hör inte till bygget"],
        ),
        (
            |root| std::fs::write(root.join("public/2026/.lgl-a1B2c3"), "").unwrap(),
            &["public/2026/.lgl-a1B2c3: är kvar efter ett bygge som avbröts"],
        ),
        (
            |root| std::fs::write(root.join("public/SHA256SUMS"), "").unwrap(),
            &["public/SHA256SUMS: stämmer inte med manifest.json"],
        ),
        (
            |root| std::fs::write(root.join("protocols/2026/b.md"), "").unwrap(),
            &["protocols/2026/b.md: har ändrats, men inte 2026/b.html och 2026/b.pdf"],
        ),
        (
            |root| std::fs::remove_file(root.join("protocols/2026/underlag.txt")).unwrap(),
            &["protocols/2026/underlag.txt: finns inte längre, men inte 2026/underlag.txt"],
        ),
        (
            |root| std::fs::write(root.join("lgl.yaml"), "organ: lgl\n").unwrap(),
            &["lgl.yaml: har ändrats sedan bygget"],
        ),
        (
            |root| {
                std::fs::create_dir_all(root.join("templates/lgl")).unwrap();
                std::fs::write(root.join("templates/lgl/style.css"), "").unwrap();
            },
            &["templates/lgl/style.css: har kommit till sedan bygget"],
        ),
    ];
    for (harm, expected) in table {
        let project = built();
        harm(&project.root());
        assert_eq!(differences(&project), expected);
        project.build(&["pdf", "html"]);
        let left = differences(&project);
        // The next build repairs everything but a file that is not its own, and what cannot be built.
        let own =
            !expected[0].contains("hör inte till") && !expected[0].starts_with("protocols/");
        assert_eq!(left.is_empty(), own, "{left:?}");
    }
}

#[test]
fn a_manifest_that_leads_elsewhere_is_not_followed() {
    let project = built();
    let text = project.text("public/manifest.json").replace("2026/a.pdf", "../lgl.yaml");
    project.put_text("public/manifest.json", &text);
    let told = differences(&project);
    assert!(
        told.iter().any(|line| line.ends_with("leder ut ur mappen och har inte lästs")),
        "{told:?}"
    );
}

#[test]
fn a_broken_manifest_is_told_and_the_next_build_makes_it_anew() {
    let project = built();
    let whole = project.read("public/manifest.json");
    project.put_text("public/manifest.json", "{\"version\": 1, \"pro");
    let fault =
        verify(&LocalDisk, &project.root().join("public"), &project.root()).unwrap_err();
    assert_eq!(fault.message, "public/manifest.json är trasig eller inte skriven av lgl");
    project.build(&["pdf", "html"]);
    assert_eq!(project.read("public/manifest.json"), whole);
}

#[test]
fn the_manifest_of_another_program_stays() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", ""))
        .with("public/manifest.json", "{\"name\": \"en webbapp\"}");
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.faults), (0, 1));
    assert!(said.lines[0].contains("är inte skriven av lgl"), "{:?}", said.lines);
    assert_eq!(project.text("public/manifest.json"), "{\"name\": \"en webbapp\"}");
}

#[test]
fn a_document_does_not_take_the_manifest_s_place() {
    let project = TestProject::of_fragments().with("protocols/manifest.md", protocol("", ""));
    let said = project.build(&["json"]);
    assert_eq!((said.outcome.built, said.outcome.faults), (0, 1));
    assert!(said.lines[0].contains("där lgl skriver vad som byggdes"), "{:?}", said.lines);
}

#[test]
fn a_build_of_one_document_keeps_what_is_known_of_the_others() {
    let project = built();
    let whole = project.read("public/manifest.json");
    project.build_file("protocols/2026/b.md", &["html"]);
    assert_eq!(project.read("public/manifest.json"), whole);
    assert_eq!(differences(&project), [""; 0]);
}

#[cfg(unix)]
#[test]
fn sha256sum_reads_the_sums() {
    let project = built();
    let check = || {
        let folder = project.root().join("public");
        let mut command = Command::new("sha256sum");
        command.args(["--check", "--strict", "--quiet", SUMS_FILE]).current_dir(folder);
        command.output().unwrap().status.success()
    };
    assert!(check());
    project.put_text("public/2026/a.html", "annat");
    assert!(!check());
}

#[cfg(unix)]
#[test]
fn the_same_bytes_in_every_surrounding() {
    use std::collections::BTreeMap;
    let surroundings: [(&str, &[(&str, &str)]); 5] = [
        ("022", &[]),
        ("077", &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C")]),
        ("002", &[("TZ", "America/Adak"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")]),
        ("022", &[("RAYON_NUM_THREADS", "1"), ("HOME", "/nonexistent"), ("COLUMNS", "20")]),
        ("022", &[("RAYON_NUM_THREADS", "7"), ("SOURCE_DATE_EPOCH", "1"), ("TMPDIR", "/")]),
    ];
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for (umask, variables) in surroundings {
        let project = TestProject::copy_of(&crate::support::project_root());
        let mut command = Command::new("sh");
        command.args([
            "-c",
            &format!("umask {umask}; exec \"$0\" build --quiet"),
            env!("CARGO_BIN_EXE_lgl"),
        ]);
        command.current_dir(project.root()).envs(variables.iter().copied());
        assert!(command.status().unwrap().success(), "{variables:?}");
        let mut names = project.published();
        names.extend([MANIFEST_FILE, SUMS_FILE].map(str::to_owned));
        let files: BTreeMap<String, Vec<u8>> = names
            .into_iter()
            .map(|name| (name.clone(), project.read(&format!("public/{name}"))))
            .collect();
        match &first {
            None => first = Some(files),
            Some(first) => {
                assert!(first.keys().eq(files.keys()), "{variables:?}");
                for (name, bytes) in &files {
                    assert!(first[name] == *bytes, "{name} differs with {variables:?}");
                }
            }
        }
    }
}
