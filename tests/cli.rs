//! The command line as its users meet it: every page in `tests/cli/` is a story that is run.
//!
//! A fenced block whose first line names a path is a file of the story (`latin1` writes it in that
//! encoding); a `console` block is what is typed and what is said. With the word `efter` a block is what a file
//! holds in the end: a file of the story that has none must be left as it is. A `files` block lists what there
//! is in the end besides the files of the story. `TRYCMD=overwrite` fills in what is said: read the difference.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
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
    /// Is this what the file holds in the end, and not in the beginning?
    is_after: bool,
    text: String,
}

impl Block {
    /// The file as it lies on the disk.
    fn bytes(&self) -> Vec<u8> {
        match self.kind.as_str() {
            "latin1" => self.text.chars().map(|c| u8::try_from(c).unwrap()).collect(),
            _ => self.text.clone().into_bytes(),
        }
    }
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
        for (path, text) in otherwise(&copy, &text) {
            untrue.push(format!("{}, {path}:\n{text}", page.display()));
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

/// A text with two faults that can be mended without risk, and none besides.
const PASTED: &str = "\
---
organ: lgl
datum: 2026-12-04
tid: 9.00–12.00
plats: Kalmar
---

## Välkomna

Ordföranden öppnar mötet.

## Dagordning

Dagordningen godkänns.

## Hemsjukvård

Länsgemensam ledning i samverkan beslutar att anta planen för 2027-2030.

## Avslut

Ordföranden avslutar mötet.

## Närvarande

- Eva Ek, Nybro kommun
";

/// What is said of a text on standard input, in a project whose settings make one of them an error: exit code,
/// standard output, and standard error without the time it took.
fn said_of_input(words: &[&str], text: &str) -> (Option<i32>, String, String) {
    let project = tempfile::tempdir().unwrap();
    std::fs::write(project.path().join("lgl.yaml"), "organ: lgl\nregler:\n  LGL301: fel\n")
        .unwrap();
    let mut lgl = Command::new(LGL)
        .current_dir(project.path())
        .arg("lint")
        .args(words)
        .env_remove("LGL_OUTPUT_FORMAT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    lgl.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = lgl.wait_with_output().unwrap();
    assert_eq!(std::fs::read_dir(project.path()).unwrap().count(), 1, "nothing is written");
    let said = String::from_utf8(output.stderr).unwrap();
    let said = said.lines().map(|line| {
        let (summary, is_time) = line
            .rsplit_once(", ")
            .map_or((line, false), |(rest, last)| (rest, last.ends_with(" s")));
        if is_time { summary.to_owned() } else { line.to_owned() }
    });
    let said = said.collect::<Vec<_>>().join("\n");
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), said)
}

#[test]
fn standard_input_is_looked_at_as_the_file_it_stands_for() {
    let (code, found, said) = said_of_input(&["-", "--output-format", "concise"], PASTED);
    assert_eq!(code, Some(1), "{found}{said}");
    insta::assert_snapshot!(found, @"
    standard-in.md:18:1: fel LGL301 beslut-utan-etikett: Beslutet saknar etikett [*]
    standard-in.md:18:63: upplysning LGL502 intervall: Intervallet ”2027-2030” har bindestreck i stället för tankstreck [*]
    ");
    insta::assert_snapshot!(said, @"
    1 dokument granskat, 1 fel, 1 upplysning
    2 går att rätta med lgl lint --fix
    ");

    let name = ["--stdin-filename", "protocols/2026-12-04.md"];
    let words = [&["-", "--output-format", "concise"], &name[..]].concat();
    let (_, named, _) = said_of_input(&words, PASTED);
    assert_eq!(named, found.replace("standard-in.md", name[1]));
}

#[test]
fn standard_input_that_is_mended_is_the_result() {
    for mend in ["--fix", "--unsafe-fixes"] {
        let (code, mended, said) = said_of_input(&["-", mend], PASTED);
        let expected = PASTED.replace("\n\nLänsgemensam", "\n\nBeslut: Länsgemensam");
        assert_eq!(mended, expected.replace("2027-2030", "2027–2030"));
        assert_eq!(
            (code, said.as_str()),
            (Some(0), "1 dokument granskat, 2 fynd rättade, 0 fel")
        );
        let (_, again, _) = said_of_input(&["-", mend], &mended);
        assert_eq!(again, mended, "nothing more to mend");
    }
}

#[test]
fn what_would_be_mended_in_standard_input_is_shown() {
    let (code, shown, said) = said_of_input(&["-", "--diff"], PASTED);
    assert_eq!((code, said.as_str()), (Some(1), ""));
    insta::assert_snapshot!(shown, @"
    --- standard-in.md
    +++ standard-in.md
    @@ -16,5 +16,5 @@
     ## Hemsjukvård
     
    -Länsgemensam ledning i samverkan beslutar att anta planen för 2027-2030.
    +Beslut: Länsgemensam ledning i samverkan beslutar att anta planen för 2027–2030.
     
     ## Avslut
    ");
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
        let Some(path) = block.path.as_ref().filter(|_| !block.is_after) else { continue };
        let file = input.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, block.bytes()).unwrap();
    }
    std::fs::write(copy, text).unwrap();
}

/// The files that the commands of a page left behind, besides those of the page.
fn left_behind(copy: &Path, text: &str) -> Vec<String> {
    let own: BTreeSet<String> = blocks(text)
        .into_iter()
        .filter(|block| !block.is_after)
        .filter_map(|block| block.path)
        .collect();
    let input = copy.with_extension("in");
    walkdir::WalkDir::new(&input)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| shown(entry.path().strip_prefix(&input).unwrap()))
        // What lgl remembers is no result.
        .filter(|path| !own.contains(path) && !path.starts_with(".lgl-cache/"))
        .collect()
}

/// The files of a page that in the end hold something else than it says, and what they hold.
fn otherwise(copy: &Path, text: &str) -> Vec<(String, String)> {
    let mut expected = BTreeMap::new();
    for block in blocks(text) {
        let bytes = block.bytes();
        // A later block of the same file is what it holds in the end.
        expected.extend(block.path.map(|path| (path, bytes)));
    }
    let input = copy.with_extension("in");
    let held = |path: &str| std::fs::read(input.join(path)).unwrap_or_default();
    expected
        .into_iter()
        .filter(|(path, bytes)| held(path) != *bytes)
        .map(|(path, _)| {
            let text = String::from_utf8_lossy(&held(&path)).into_owned();
            (path, text)
        })
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
        let path = words.next();
        let is_after = words.next().is_some_and(|word| word == "efter");
        blocks.push(Block { kind, path, is_after, text });
    }
    blocks
}
