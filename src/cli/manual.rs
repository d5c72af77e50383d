//! `lgl man`: the manual page, with every command and flag on it.

use std::io;
use std::path::Path;

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::shell::Shell;
use super::{args, memory};
use crate::publish::Fault;

/// What an apostrophe is, once for the whole page.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Writes the manual page to standard output. Gives the exit code.
pub(super) fn run(shell: &mut Shell) -> u8 {
    match shell.result(&page()) {
        Ok(()) => 0,
        Err(error) => shell.faults(&[Fault::io("skriva", Path::new("standard ut"), &error)]),
    }
}

/// The manual page, as `man` reads it.
pub fn page() -> String {
    let mut command = args::command();
    command.build();
    let mut page = written(&command, |man, out| {
        man.render_title(out)?;
        man.render_name_section(out)
    })
    .replace(".SH NAME", ".SH NAMN");
    page.insert_str(0, PREAMBLE);
    page.push_str(&section("ÖVERSIKT", &usage(&command)));
    page.push_str(".SH KOMMANDON\n");
    for known in command.get_subcommands() {
        page.push_str(&of_command(known));
    }
    page.push_str(
        &written(&command, Man::render_options_section).replace(".SH OPTIONS", ".SH FLAGGOR"),
    );
    page.push_str(&section("MILJÖVARIABLER", &variables()));
    page.push_str(&section("SLUTSTATUS", &exit_codes()));
    let examples = examples(&command);
    page.push_str(&section("EXEMPEL", &examples));
    page
}

/// A command: what it does, how it is written, its arguments and flags, and examples.
fn of_command(command: &clap::Command) -> String {
    let mut roff = Roff::new();
    roff.control("SS", [format!("lgl {}", command.get_name()).as_str()]);
    if let Some(about) = command.get_about() {
        roff.text([roman(format!("{about}."))]);
    }
    roff.control("PP", []);
    let mut text = roff.to_roff();
    text.push_str(&usage(command));
    let options = written(command, Man::render_options_section);
    // The flags that every command has stand once, at the end of the page.
    let own = options.lines().filter(|line| !line.starts_with(".SH"));
    let own = own.collect::<Vec<_>>().join("\n");
    for entry in own.split(".TP\n").filter(|entry| !entry.is_empty()) {
        let name = entry.lines().next().unwrap_or_default();
        let is_global = ["quiet", "color", "help"]
            .iter()
            .any(|flag| name.contains(&format!("\\-\\-{flag}")));
        if !is_global {
            text.push_str(&format!(".TP\n{}\n", entry.trim_end()));
        }
    }
    text.push_str(".PP\n");
    text.push_str(&examples(command));
    text
}

/// How a command is written, its name in bold.
fn usage(command: &clap::Command) -> String {
    let mut roff = Roff::new();
    let usage = command.get_overridden_usage().map(ToString::to_string).unwrap_or_default();
    let words: Vec<&str> = usage.split(' ').collect();
    let known = words.iter().take_while(|word| word.chars().all(|c| c.is_ascii_lowercase()));
    let (name, rest) = words.split_at(known.count());
    let rest = rest.iter().fold(String::new(), |text, word| format!("{text} {word}"));
    roff.text([bold(name.join(" ")), roman(rest)]);
    roff.to_roff()
}

/// The examples of a command, as they are typed.
fn examples(command: &clap::Command) -> String {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let lines = after.lines().skip(1).map(str::trim_start);
    let mut roff = Roff::new();
    roff.control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_roff()
}

/// What the program reads of its environment.
fn variables() -> String {
    let most = format!(
        "Det mesta minne, i MB, som lgl får använda. Behövs mer slutar lgl med ett fel. Utan variabeln är gränsen {}.",
        memory::MOST
    );
    list(&[(memory::VARIABLE, &most), ("NO_COLOR", "Har den ett värde visas ingen färg.")])
}

fn exit_codes() -> String {
    list(&[
        ("0", "Allt är väl."),
        ("1", "Ett dokument har fel."),
        ("2", "Programmet kunde inte göra det som det blev ombett att göra."),
    ])
}

/// Words with what they mean.
fn list(entries: &[(&str, &str)]) -> String {
    let mut roff = Roff::new();
    for (word, meaning) in entries {
        roff.control("TP", []);
        roff.text([bold(*word)]);
        roff.text([roman(*meaning)]);
    }
    roff.to_roff()
}

fn section(title: &str, text: &str) -> String {
    format!(".SH {title}\n{text}")
}

/// What the library writes of a command, without the lines that every piece of a page opens with.
fn written(
    command: &clap::Command,
    render: impl Fn(&Man, &mut dyn io::Write) -> io::Result<()>,
) -> String {
    let man = Man::new(command.clone()).manual("Manual för lgl");
    let mut bytes = Vec::new();
    // A vector takes every byte.
    render(&man, &mut bytes).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines =
        text.lines().filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el "));
    lines.flat_map(|line| [line, "\n"]).collect()
}
