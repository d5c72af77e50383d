//! Bad input gets a clear error at its place, nothing is lost, nothing gets out, and nothing goes on for ever.
//!
//! Each file is a theme, and its tables are the cases: what it is, what is written, what must be said or hold.

mod documents;
mod faults;
mod injection;
mod large;
mod messages;
mod paths;
mod pictures;
mod templates;
mod yaml;

use std::process::{Command, Output};

use crate::support::project::TestProject;

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

/// Is it a sign that a terminal obeys, or that turns the text round?
fn is_obeyed(c: char) -> bool {
    let turned = ['\u{202a}'..='\u{202e}', '\u{2066}'..='\u{2069}'];
    (c.is_control() && c != '\n') || turned.iter().any(|range| range.contains(&c))
}

/// The program itself in a project, with no more memory than this, in megabytes.
fn lgl(project: &TestProject, words: &[&str], megabytes: usize) -> Output {
    command(project, words, megabytes).output().unwrap()
}

/// The same, not yet started.
fn command(project: &TestProject, words: &[&str], megabytes: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lgl"));
    command.args(words).current_dir(project.root()).env("LGL_MINNE", megabytes.to_string());
    command
}

/// How many cases the tables of the themes hold: `tests/conformance/hostile` tells it.
#[test]
#[expect(clippy::print_stdout, reason = "the script reads what is printed")]
fn cases_are_counted() {
    let themes = [
        ("documents", documents::ADDRESSES.len() + documents::NAMES.len()),
        ("injection", injection::TEXTS.len() * injection::places()),
        ("large", large::FILES.len()),
        ("messages", messages::SIGNS.len() * lgl::report::FORMATS.len()),
        (
            "paths",
            paths::OUTSIDE.len()
                + paths::SETTINGS.len()
                + paths::READ.len() * paths::NO_FILE_KINDS,
        ),
        ("pictures", pictures::drawings().len() + pictures::rasters().len()),
        (
            "templates",
            templates::PAPER.len() + templates::SCREEN.len() + templates::ENDLESS.len(),
        ),
        ("yaml", yaml::odd().len()),
    ];
    for (theme, cases) in themes {
        println!("theme: {theme} = {cases}");
    }
    let sum: usize = themes.iter().map(|(_, cases)| cases).sum();
    println!("figure: Hostile inputs tried = {sum}");
    assert!(themes.iter().all(|(_, cases)| *cases > 0));
}
