//! From the words on the command line to [`Args`], or to what is said instead, in Swedish.

use std::ffi::OsString;

use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{self, Args};
use crate::report::visible;

/// Why nothing is done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Help or version was asked for: the result, and a success.
    Asked(String),
    /// No command at all: what can be done.
    Lost(String),
    /// The command line is at fault.
    Wrong {
        /// What is wrong, one phrase.
        message: String,
        /// What to do.
        help: String,
    },
}

/// Reads the command line, the program's own name first.
pub(super) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Args, Stop> {
    let words: Vec<OsString> = words.into_iter().collect();
    let stop = |error: &clap::Error| stop(error, spoken(&words).as_deref());
    let matches = args::command().try_get_matches_from(&words).map_err(|error| stop(&error))?;
    if let Some((args::HELP, help)) = matches.subcommand() {
        return Err(help_page(help.get_one::<String>("command").map(String::as_str)));
    }
    Args::from_arg_matches(&matches).map_err(|error| stop(&error))
}

/// The command that was asked for, where there is one.
fn spoken(words: &[OsString]) -> Option<String> {
    let command = args::command();
    let known = |word: &&str| command.find_subcommand(word).is_some();
    words.iter().skip(1).filter_map(|word| word.to_str()).find(known).map(str::to_owned)
}

fn help_page(name: Option<&str>) -> Stop {
    let mut command = args::command();
    command.build();
    let Some(name) = name else { return Stop::Asked(command.render_help().to_string()) };
    match command.find_subcommand_mut(name) {
        Some(found) => Stop::Asked(found.render_help().to_string()),
        None => unknown_command(name),
    }
}

fn stop(error: &clap::Error, command: Option<&str>) -> Stop {
    let page = || error.render().to_string();
    let message = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return Stop::Asked(page()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return Stop::Lost(page()),
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            return unknown_command(&name);
        }
        kind => fault(error, kind),
    };
    let see = match command {
        Some(command) => {
            format!("Skriv ”lgl {command} --help” för att se hur kommandot används.")
        }
        None => "Skriv ”lgl --help” för att se vad som går att göra.".to_owned(),
    };
    let help = match suggestion(error, command) {
        Some(suggestion) => format!("{suggestion} {see}"),
        None => see,
    };
    Stop::Wrong { message, help }
}

/// What the person may have meant.
fn suggestion(error: &clap::Error, command: Option<&str>) -> Option<String> {
    let near = match error.kind() {
        ErrorKind::UnknownArgument => {
            let arg = text(error, ContextKind::InvalidArg)?;
            let name = arg.strip_prefix("--")?.trim_start_matches('-');
            let mut root = args::command();
            root.build();
            let owner = command.and_then(|command| root.find_subcommand(command));
            let Some(owner) = owner else {
                let owners = root.get_subcommands();
                let owners = owners.filter(|command| flags(command).any(|f| f == name));
                let names: Vec<&str> = owners.map(clap::Command::get_name).collect();
                return match names[..] {
                    [] => None,
                    [one] => Some(format!("Skriv ”lgl {one} --{name}”.")),
                    [ref some @ .., last] => Some(format!(
                        "Flaggan hör till kommandona {} och {last}.",
                        some.join(", ")
                    )),
                };
            };
            nearest(name, flags(owner)).map(|near| format!("--{near}"))
        }
        ErrorKind::InvalidValue => {
            let value = text(error, ContextKind::InvalidValue)?;
            let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) else {
                return None;
            };
            nearest(&value, values.iter().map(String::as_str)).map(str::to_owned)
        }
        _ => None,
    };
    near.map(|near| format!("Menade du {near}?"))
}

fn flags(command: &clap::Command) -> impl Iterator<Item = &str> {
    command.get_arguments().filter_map(clap::Arg::get_long)
}

/// The known word that is one slip away (two in a longer word), or that the word begins.
fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let slips = if word.chars().count() > 4 { 2 } else { 1 };
    known
        .map(|known| {
            let begins = word.len() > 2 && known.starts_with(word);
            (if begins { 0 } else { strsim::damerau_levenshtein(word, known) }, known)
        })
        .filter(|(distance, _)| !word.is_empty() && *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// The fault in one phrase.
fn fault(error: &clap::Error, kind: ErrorKind) -> String {
    let name = text(error, ContextKind::InvalidArg).map(|arg| subject(&arg));
    let name = name.as_deref().unwrap_or("Ett argument");
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match kind {
        ErrorKind::UnknownArgument if name.starts_with("Flaggan") => {
            format!("{name} finns inte")
        }
        ErrorKind::UnknownArgument => format!("{name} är ett för mycket"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("{name} saknar ett värde{}", possible(error))
        }
        ErrorKind::InvalidValue => {
            format!("{name} kan inte vara ”{value}”{}", possible(error))
        }
        ErrorKind::ValueValidation => format!("{name} kan inte vara ”{value}”"),
        ErrorKind::TooManyValues => format!("{name} tar inte emot värdet ”{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{name} har inte så många värden som behövs")
        }
        ErrorKind::NoEquals => format!("{name} behöver ett likhetstecken före värdet"),
        ErrorKind::ArgumentConflict => match text(error, ContextKind::PriorArg) {
            Some(prior) if subject(&prior) != name => {
                format!("{name} går inte att förena med {}", flag(&prior))
            }
            _ => format!("{name} står mer än en gång"),
        },
        ErrorKind::MissingRequiredArgument => format!("{name} saknas"),
        ErrorKind::MissingSubcommand => "Inget kommando är angivet".to_owned(),
        ErrorKind::InvalidUtf8 => "Ett argument är inte giltig UTF-8".to_owned(),
        _ => "Kommandoraden går inte att tyda".to_owned(),
    }
}

fn unknown_command(name: &str) -> Stop {
    let command = args::command();
    let near = nearest(name, command.get_subcommands().map(clap::Command::get_name));
    let name = visible(name);
    // Who names a file wants it built.
    let is_path = name.contains(['.', '/', '\\']);
    let help = match near {
        _ if is_path => {
            let quote = if name.contains(' ') { "\"" } else { "" };
            format!(
                "Skriv ”lgl build {quote}{name}{quote}” för att bygga en fil eller en mapp."
            )
        }
        Some(near) => {
            format!("Menade du {near}? Skriv ”lgl --help” för att se alla kommandon.")
        }
        None => "Skriv ”lgl --help” för att se alla kommandon.".to_owned(),
    };
    Stop::Wrong { message: format!("Kommandot ”{name}” finns inte"), help }
}

/// What a phrase about an argument opens with.
fn subject(arg: &str) -> String {
    if arg.starts_with('-') {
        format!("Flaggan {}", flag(arg))
    } else {
        format!("Argumentet ”{}”", arg.trim_matches(['<', '>', '[', ']', '.', '…']))
    }
}

/// A flag without the name of its value.
fn flag(arg: &str) -> &str {
    arg.split(' ').next().unwrap_or(arg)
}

/// The values that would do, in parentheses.
fn possible(error: &clap::Error) -> String {
    text(error, ContextKind::ValidValue)
        .filter(|values| !values.is_empty())
        .map(|values| format!(" (möjliga värden: {values})"))
        .unwrap_or_default()
}

/// A piece of what clap knows about an error, harmless for a terminal.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(visible(text)),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(visible(&texts.join(", "))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Stop, parse};
    use crate::cli::args::{Args, Build, Color, Command};

    fn read(line: &str) -> Result<Args, Stop> {
        parse(line.split(' ').map(Into::into))
    }

    fn build(line: &str) -> (Build, Color, bool) {
        let Args { command: Command::Build(build), color, quiet, .. } =
            read(line).expect("the line is right")
        else {
            panic!("{line} builds nothing");
        };
        (build, color, quiet)
    }

    /// What is said, as a person sees it.
    fn said(line: &str) -> String {
        match read(line).expect_err("the line is wrong") {
            Stop::Asked(text) | Stop::Lost(text) => text,
            Stop::Wrong { message, help } => format!("fel: {message}\n  = hjälp: {help}"),
        }
    }

    #[test]
    fn what_is_asked_for_is_read() {
        let (all, color, quiet) = build("lgl build");
        let names: Vec<&str> = all.work.formats().iter().map(|format| format.name).collect();
        assert_eq!((names, all.work.paths.len(), all.work.out), (vec!["pdf", "html"], 0, None));
        assert_eq!((color, quiet), (Color::Auto, false));

        let line = "lgl -q build a.md b --format json,pdf --format=pdf --out x --color never";
        let (some, color, quiet) = build(line);
        let names: Vec<&str> = some.work.formats().iter().map(|format| format.name).collect();
        assert_eq!(names, ["pdf", "json"]);
        assert_eq!(some.work.paths, ["a.md", "b"].map(PathBuf::from));
        assert_eq!(some.work.out, Some(PathBuf::from("x")));
        assert_eq!((color, quiet), (Color::Never, true));
    }

    #[test]
    fn help_is_help_wherever_it_is_asked_for() {
        assert!(matches!(read("lgl"), Err(Stop::Lost(_))));
        for line in ["lgl --help", "lgl help", "lgl -h"] {
            assert_eq!(read(line).err(), Some(Stop::Asked(said("lgl"))), "{line}");
        }
        for line in ["lgl build -h", "lgl help build", "lgl build --help"] {
            assert_eq!(said(line), said("lgl build --help"), "{line}");
        }
        assert_eq!(said("lgl --version"), said("lgl -V"));
    }

    /// What is said about each line.
    fn all_said(lines: &[&str]) -> String {
        let said = lines.iter().map(|line| format!("{line}\n{}\n", said(line)));
        said.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn faulty_flags() {
        let lines = [
            "lgl build --ot x",
            "lgl build --form pdf",
            "lgl build ---out x",
            "lgl build --helt-fel",
            "lgl build -x",
            "lgl --out x",
            "lgl build --out a --out b",
            "lgl build -q --quiet",
        ];
        insta::assert_snapshot!(all_said(&lines), @"
        lgl build --ot x
        fel: Flaggan --ot finns inte
          = hjälp: Menade du --out? Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --form pdf
        fel: Flaggan --form finns inte
          = hjälp: Menade du --format? Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build ---out x
        fel: Flaggan ---out finns inte
          = hjälp: Menade du --out? Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --helt-fel
        fel: Flaggan --helt-fel finns inte
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build -x
        fel: Flaggan -x finns inte
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl --out x
        fel: Flaggan --out finns inte
          = hjälp: Flaggan hör till kommandona new, build, watch, serve, merge och fix. Skriv ”lgl --help” för att se vad som går att göra.

        lgl build --out a --out b
        fel: Flaggan --out står mer än en gång
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build -q --quiet
        fel: Flaggan --quiet står mer än en gång
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.
        ");
    }

    #[test]
    fn faulty_values() {
        let lines = [
            "lgl build --format word",
            "lgl build --format pfd",
            "lgl build --format",
            "lgl build --format=",
            "lgl build --out",
            "lgl build --color röd",
            "lgl build --quiet=ja",
            "lgl --version=2",
        ];
        insta::assert_snapshot!(all_said(&lines), @"
        lgl build --format word
        fel: Flaggan --format kan inte vara ”word” (möjliga värden: pdf, html, json)
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --format pfd
        fel: Flaggan --format kan inte vara ”pfd” (möjliga värden: pdf, html, json)
          = hjälp: Menade du pdf? Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --format
        fel: Flaggan --format saknar ett värde (möjliga värden: pdf, html, json)
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --format=
        fel: Flaggan --format saknar ett värde (möjliga värden: pdf, html, json)
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --out
        fel: Flaggan --out saknar ett värde
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --color röd
        fel: Flaggan --color kan inte vara ”röd” (möjliga värden: auto, always, never)
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl build --quiet=ja
        fel: Flaggan --quiet tar inte emot värdet ”ja”
          = hjälp: Skriv ”lgl build --help” för att se hur kommandot används.

        lgl --version=2
        fel: Flaggan --version tar inte emot värdet ”2”
          = hjälp: Skriv ”lgl --help” för att se vad som går att göra.
        ");
    }

    #[test]
    fn faulty_commands() {
        let lines = [
            "lgl biuld",
            "lgl möte.md",
            "lgl protocols/2022",
            "lgl skriv",
            "lgl help skriv",
            "lgl help build build",
            "lgl -q",
        ];
        insta::assert_snapshot!(all_said(&lines), @"
        lgl biuld
        fel: Kommandot ”biuld” finns inte
          = hjälp: Menade du build? Skriv ”lgl --help” för att se alla kommandon.

        lgl möte.md
        fel: Kommandot ”möte.md” finns inte
          = hjälp: Skriv ”lgl build möte.md” för att bygga en fil eller en mapp.

        lgl protocols/2022
        fel: Kommandot ”protocols/2022” finns inte
          = hjälp: Skriv ”lgl build protocols/2022” för att bygga en fil eller en mapp.

        lgl skriv
        fel: Kommandot ”skriv” finns inte
          = hjälp: Skriv ”lgl --help” för att se alla kommandon.

        lgl help skriv
        fel: Kommandot ”skriv” finns inte
          = hjälp: Skriv ”lgl --help” för att se alla kommandon.

        lgl help build build
        fel: Argumentet ”build” är ett för mycket
          = hjälp: Skriv ”lgl help --help” för att se hur kommandot används.

        lgl -q
        fel: Inget kommando är angivet
          = hjälp: Skriv ”lgl --help” för att se vad som går att göra.
        ");
    }

    #[test]
    fn nothing_in_an_answer_is_obeyed_by_a_terminal() {
        for line in ["lgl \u{1b}[2J", "lgl build --\u{1b}[2J", "lgl build --format \u{1b}[2J"] {
            let said = said(line);
            assert!(said.contains("␛[2J") && !said.contains('\u{1b}'), "{said}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_text_is_told() {
        use std::os::unix::ffi::OsStringExt;
        let odd = || std::ffi::OsString::from_vec(vec![b'a', 0xff]);
        let line = |words: &[&str]| {
            let words = words.iter().map(Into::into).chain([odd()]);
            parse(words)
        };
        let Command::Build(build) = line(&["lgl", "build"]).expect("a path may be odd").command
        else {
            panic!("another command");
        };
        assert_eq!(build.work.paths, [PathBuf::from(odd())]);
        let Err(Stop::Wrong { message, .. }) = line(&["lgl", "build", "--format"]) else {
            panic!("a format is text");
        };
        assert_eq!(message, "Ett argument är inte giltig UTF-8");
    }
}
