//! The command line as its users meet it: every page in `tests/cli/` is a story that is run.
//!
//! A fenced block whose first line names a path is a file of the story (`latin1` writes it in that
//! encoding); a `console` block is what is typed and what is said; a `files` block lists what there is in the
//! end besides the files of the story. `TRYCMD=overwrite` fills in what is said: read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{project_root, shown};

const LGL: &str = env!("CARGO_BIN_EXE_lgl");

/// A fenced block of a page.
struct Block {
    /// The first word after the fence.
    kind: String,
    /// The second word after the fence, where there is one.
    path: Option<String>,
    text: String,
}

#[test]
fn every_page_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages();
    for page in &pages {
        set_up(page, folder.path());
    }
    trycmd::TestCases::new()
        .register_bin("lgl", Path::new(LGL))
        .env("CLICOLOR_FORCE", "")
        .case(folder.path().join("*.md"))
        .run();
    let mut untrue = Vec::new();
    for page in &pages {
        let copy = folder.path().join(page.file_name().unwrap());
        let text = std::fs::read_to_string(&copy).unwrap();
        if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
            std::fs::write(page, &text).unwrap();
        }
        let expected: Vec<String> = blocks(&text)
            .into_iter()
            .filter(|block| block.kind == "files")
            .flat_map(|block| block.text.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let left = left_behind(&copy, &text);
        if left != expected {
            untrue.push(format!("{}:\n{}", page.display(), left.join("\n")));
        }
    }
    assert!(untrue.is_empty(), "other files than the page says:\n{}", untrue.join("\n\n"));
}

#[test]
fn nobody_who_reads_is_no_fault() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(LGL).arg("--help").stdout(writer).output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn results_and_words_do_not_mix() {
    let said = |words: &[&str]| {
        let output = Command::new(LGL).args(words).stdin(Stdio::null()).output().unwrap();
        (output.status.code(), !output.stdout.is_empty(), !output.stderr.is_empty())
    };
    assert_eq!(said(&["--help"]), (Some(0), true, false));
    assert_eq!(said(&["--version"]), (Some(0), true, false));
    assert_eq!(said(&[]), (Some(2), false, true));
    assert_eq!(said(&["build", "--fel"]), (Some(2), false, true));
    assert_eq!(said(&["build", "finns-inte.md"]), (Some(2), false, true));
}

#[test]
fn colour_is_as_asked_for() {
    let has_colour = |words: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(LGL);
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.args(["build", "finns-inte.md"]).args(words).envs(variables.iter().copied());
        command.output().unwrap().stderr.contains(&0x1b)
    };
    assert!(!has_colour(&[], &[]), "a pipe is no terminal");
    assert!(has_colour(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(has_colour(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!has_colour(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!has_colour(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

/// Every page, in order.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(project_root().join("tests/cli"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    assert!(!pages.is_empty(), "no page in tests/cli");
    pages
}

/// A copy of a page, and beside it the folder with its files that its commands are run in.
fn set_up(page: &Path, folder: &Path) {
    let text = std::fs::read_to_string(page).unwrap();
    let copy = folder.join(page.file_name().unwrap());
    let input = copy.with_extension("in");
    std::fs::create_dir(&input).unwrap();
    for block in blocks(&text) {
        let Some(path) = block.path else { continue };
        let file = input.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let bytes = match block.kind.as_str() {
            "latin1" => block.text.chars().map(|c| u8::try_from(c).unwrap()).collect(),
            _ => block.text.into_bytes(),
        };
        std::fs::write(file, bytes).unwrap();
    }
    std::fs::write(copy, text).unwrap();
}

/// The files that the commands of a page left behind, besides those of the page.
fn left_behind(copy: &Path, text: &str) -> Vec<String> {
    let own: BTreeSet<String> =
        blocks(text).into_iter().filter_map(|block| block.path).collect();
    let input = copy.with_extension("in");
    walkdir::WalkDir::new(&input)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| shown(entry.path().strip_prefix(&input).unwrap()))
        .filter(|path| !own.contains(path))
        .collect()
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            continue;
        }
        let text = lines.by_ref().take_while(|line| *line != fence);
        let text = text.flat_map(|line| [line, "\n"]).collect();
        let mut words = info.split_whitespace().map(str::to_owned);
        let kind = words.next().unwrap_or_default();
        blocks.push(Block { kind, path: words.next(), text });
    }
    blocks
}
