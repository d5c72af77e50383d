//! What `examples/ci` gives a project to take over does what it says: its commands are read out of its files, and run.

use std::process::Command;

use serde_json::Value;

use crate::support::project::TestProject;
use crate::support::project_root;

/// The files that hold commands, and the files that these are said to make.
const FILES: [(&str, &[&str]); 3] = [
    (
        ".github/workflows/protokoll.yml",
        &["lgl.sarif", "public/2026-11-27.html", "public/2026-11-27.pdf"],
    ),
    (
        ".gitlab-ci.yml",
        &["gl-code-quality-report.json", "public/2026-11-27.html", "public/2026-11-27.pdf"],
    ),
    (".pre-commit-config.yaml", &[]),
];

#[test]
fn the_commands_in_the_files_work_and_make_what_they_are_said_to_make() {
    for (file, made) in FILES {
        let project = project();
        let commands = commands(file);
        assert!(!commands.is_empty(), "{file} runs nothing");
        for command in &commands {
            let (code, said) = run(&project, command);
            assert_eq!(code, 0, "{file}: {command}: {said}");
        }
        for path in made {
            assert!(project.has(path), "{file}: {commands:?} does not make {path}");
        }
    }
}

#[test]
fn a_bad_protocol_stops_every_one_of_them_and_is_told_on_its_line() {
    let bad = project()
        .text("protocols/2026-11-27.md")
        .replace("Varje ändring", "![Karta](karta.png)\n\nVarje ändring");
    let line = bad.lines().position(|line| line.contains("karta.png")).unwrap() + 1;
    for (file, _) in FILES {
        let project = project();
        project.put_text("protocols/2026-11-27.md", &bad);
        for command in &commands(file) {
            let (code, said) = run(&project, command);
            // Where nothing was built there is nothing to hold against anything.
            let expected = if command.starts_with("lgl verify") { 2 } else { 1 };
            assert_eq!(code, expected, "{file}: {command}: {said}");
            if command.contains("github") {
                let place = format!("file=protocols/2026-11-27.md,line={line}");
                assert!(said.contains(&place), "{place} is not in {said}");
            }
        }
        for report in ["lgl.sarif", "gl-code-quality-report.json"] {
            if commands(file).iter().any(|command| command.contains(report)) {
                assert!(project.text(report).contains("LGL602"), "{file}: {report}");
            }
        }
    }
}

#[test]
fn each_service_lints_before_it_builds_and_verifies_before_it_publishes() {
    for (file, _) in &FILES[..2] {
        let commands = commands(file);
        let order: Vec<&str> =
            commands.iter().filter_map(|command| command.split(' ').nth(1)).collect();
        let mut steps = order.clone();
        steps.dedup();
        assert_eq!(steps, ["lint", "build", "verify"], "{file}");
    }
}

#[test]
fn the_hooks_of_this_repository_run_what_the_example_runs() {
    let of = |file: &str| -> Value {
        let text = std::fs::read_to_string(project_root().join(file)).unwrap();
        serde_yaml::from_str(&text).unwrap()
    };
    let example = of("examples/ci/.pre-commit-config.yaml");
    let example = &example["repos"][0]["hooks"][0];
    for hook in of(".pre-commit-hooks.yaml").as_array().unwrap() {
        for key in ["entry", "files", "require_serial"] {
            assert_eq!(hook[key], example[key], "{}: {key}", hook["id"]);
        }
    }
}

/// The example, with its rules and its protocol.
fn project() -> TestProject {
    TestProject::copy_of(&project_root().join("examples/ci"))
}

/// Every command of `lgl` in a file, in its order.
fn commands(file: &str) -> Vec<String> {
    let path = project_root().join("examples/ci").join(file);
    // As YAML, to know that it is; line by line, since order matters.
    let text = std::fs::read_to_string(path).unwrap();
    let _: Value = serde_yaml::from_str(&text).unwrap();
    let lines = text.lines().filter_map(|line| {
        let line = line.trim_start().trim_start_matches("- ");
        let line = line.trim_start_matches("run: ").trim_start_matches("entry: ");
        line.starts_with("lgl ").then(|| line.trim_end_matches(" || true").to_owned())
    });
    lines.collect()
}

/// Runs a command of `lgl` in a project: its exit code, and all that it said.
fn run(project: &TestProject, command: &str) -> (i32, String) {
    let mut words = command.split(' ');
    assert_eq!(words.next(), Some("lgl"));
    let done = Command::new(env!("CARGO_BIN_EXE_lgl"))
        .args(words)
        .current_dir(project.root())
        .output()
        .unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().unwrap(), String::from_utf8(said).unwrap())
}
