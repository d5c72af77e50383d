//! `lgl explain` and `lgl rules`: the manual of the rules.

use std::fmt::Write;

use super::args::Explain;
use super::shell::Shell;
use crate::check::{Entry, catalogue, find, nearest};
use crate::publish::Fault;
use crate::report::{level_name, visible};

/// Prints a rule's manual. Gives the exit code.
pub(super) fn run(options: &Explain, shell: &mut Shell) -> u8 {
    if let Some(entry) = find(&options.rule) {
        return print(&plain(entry), shell);
    }
    let name = visible(&options.rule);
    let near = nearest(&options.rule);
    let near = near.map(|entry| format!("Menade du {} {}? ", entry.rule.code, entry.rule.name));
    let fault = Fault::new(format!("Regeln ”{name}” finns inte"))
        .help(format!("{}Kör lgl rules för att se alla regler.", near.unwrap_or_default()));
    shell.faults(&[fault])
}

/// Prints a line for each rule. Gives the exit code.
pub(super) fn list(shell: &mut Shell) -> u8 {
    let mut entries: Vec<&Entry> = catalogue().collect();
    entries.sort_by_key(|entry| entry.rule.code);
    let longest = entries.iter().map(|entry| entry.rule.name.chars().count()).max();
    let mut out = String::new();
    for entry in entries {
        let width = longest.unwrap_or(0);
        let (code, name) = (entry.rule.code, entry.rule.name);
        let (level, fix) = (level_name(entry.rule.level), fix_sign(entry));
        let board = if entry.is_for_boards { "  (nämnd)" } else { "" };
        writeln!(out, "{code}  {level:<10}  {fix}  {name:<width$}{board}")
            .expect("writing to a string never fails");
    }
    out = out.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    out.push_str(
        "\n✔ rättas med --fix   ~ rättas med --unsafe-fixes   – rättas för hand\n\
         Läs mer om en regel: lgl explain LGL103\n",
    );
    print(&out, shell)
}

fn print(text: &str, shell: &mut Shell) -> u8 {
    match shell.result(text) {
        Ok(()) => 0,
        Err(_) => 2,
    }
}

/// How a rule's findings are mended, as its page shows it.
fn fix_sign(entry: &Entry) -> char {
    if entry.page.contains("\n```markdown rättat\n")
        || entry.page.contains("\n````markdown rättat\n")
    {
        '✔'
    } else if entry.page.contains("markdown rättat osäkert\n") {
        '~'
    } else {
        '–'
    }
}

/// The page as a terminal shows it: examples are indented and say which they are.
fn plain(entry: &Entry) -> String {
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    for line in entry.page.lines() {
        let info = line.trim_start_matches('`');
        let marks = &line[..line.len() - info.len()];
        match fence {
            Some(open) if marks == open && info.is_empty() => fence = None,
            Some(_) => {
                let indent = if line.is_empty() { "" } else { "    " };
                out.push_str(indent);
                out.push_str(line);
                out.push('\n');
            }
            None if marks.len() >= 3 => {
                fence = Some(marks);
                let title = match info.split_once(' ') {
                    // The heading above says whether an example is wrong or right.
                    Some(("markdown", "fel" | "rätt")) => continue,
                    Some(("markdown", rest)) if rest.starts_with("rättat") => "Rättat:",
                    Some((_, path)) => path,
                    None => "Så säger lgl:",
                };
                out.push_str("  ");
                out.push_str(title);
                out.push_str("\n\n");
            }
            None => {
                out.push_str(&line.replace('`', ""));
                out.push('\n');
            }
        }
    }
    let level = level_name(entry.rule.level);
    let fix = match fix_sign(entry) {
        '✔' => "rättas med lgl lint --fix",
        '~' => "rättas med lgl lint --unsafe-fixes",
        _ => "rättas för hand",
    };
    writeln!(out, "\nNivå: {level}. Felet {fix}.").expect("writing to a string never fails");
    out
}
