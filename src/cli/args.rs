//! Commands and flags: what can be asked of the program, and the words that explain it.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Styles};
use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::publish::{FORMATS, Format};

/// The order of a help page, with Swedish headings.
const TEMPLATE: &str = "{about}\n\nAnvändning: {usage}\n\n{all-args}{after-help}";

/// The name of the command that shows help. It never reaches [`Command`].
pub(super) const HELP: &str = "help";

/// Everything that was asked for.
#[derive(Debug, Parser)]
#[command(
    name = "lgl",
    bin_name = "lgl",
    version,
    about = "Gör mötesprotokoll i Markdown till tillgänglig PDF och HTML",
    override_usage = "lgl KOMMANDO [FLAGGOR]",
    after_help = "Exempel:
  lgl build                       bygg alla protokoll i projektet
  lgl build protocols/möte.md     bygg ett protokoll
  lgl help build                  visa hjälpen för ett kommando",
    help_template = TEMPLATE,
    subcommand_help_heading = "Kommandon",
    subcommand_value_name = "KOMMANDO",
    next_help_heading = "Flaggor",
    arg_required_else_help = true,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    styles = Styles::plain(),
    // The same words everywhere, on a terminal or in a file.
    term_width = 80
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Nothing but errors is told.
    #[arg(short, long, global = true, display_order = 100, help = "Visa bara fel")]
    pub quiet: bool,

    /// When the text has colour.
    #[arg(
        long,
        global = true,
        display_order = 101,
        value_name = "NÄR",
        default_value = "auto",
        help = color_help(),
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: Color,

    #[arg(
        short,
        long,
        global = true,
        display_order = 102,
        action = ArgAction::Help,
        help = "Visa hjälpen"
    )]
    help: Option<bool>,

    #[arg(
        short = 'V',
        long,
        display_order = 103,
        action = ArgAction::Version,
        help = "Visa versionen"
    )]
    version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Minutes in, finished files out.
    #[command(
        about = "Bygg PDF och HTML av protokollen",
        override_usage = "lgl build [FLAGGOR] [SÖKVÄG…]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl build                       bygg alla protokoll i projektet
  lgl build protocols/2022        bygg protokollen i en mapp
  lgl build möte.md --format pdf  bygg bara PDF av ett protokoll",
    )]
    Build(Build),
}

/// What to build.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// Files and folders; none means the whole project.
    #[arg(
        value_name = "SÖKVÄG",
        help_heading = "Argument",
        help = "Filer och mappar som ska byggas; utan sökväg byggs hela projektet"
    )]
    pub paths: Vec<PathBuf>,

    /// Names of formats, as given; [`Build::formats`] looks them up.
    #[arg(
        long = "format",
        value_name = "FORMAT",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)),
        default_values_t = usual().map(str::to_owned),
        help = format_help(),
        help_heading = "Flaggor",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<String>,

    /// Folder to write in, instead of the project's own.
    #[arg(
        long,
        value_name = "MAPP",
        help_heading = "Flaggor",
        help = "Mapp att skriva i, i stället för projektets egen"
    )]
    pub out: Option<PathBuf>,
}

/// When text on the terminal has colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the surroundings say otherwise.
    #[default]
    Auto,
    /// Always, even in a file.
    Always,
    /// Never.
    Never,
}

impl Build {
    /// The formats that are asked for, each once, in the order that they are built.
    pub fn formats(&self) -> Vec<&'static Format> {
        FORMATS.iter().filter(|format| self.format.iter().any(|f| f == format.name)).collect()
    }
}

/// The whole command line, the command `help` included.
pub(super) fn command() -> clap::Command {
    let help = clap::Command::new(HELP)
        .about("Visa hjälpen för lgl eller för ett kommando")
        .override_usage("lgl help [KOMMANDO]")
        .help_template(TEMPLATE)
        .after_help("Exempel:\n  lgl help\n  lgl help build\n  lgl build --help")
        .arg(
            clap::Arg::new("command")
                .value_name("KOMMANDO")
                .help_heading("Argument")
                .help("Kommandot som ska förklaras"),
        );
    Args::command().subcommand(help)
}

fn usual() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().filter(|format| format.usual).map(|format| format.name)
}

fn format_help() -> String {
    values(
        "Format att bygga, med komma emellan",
        usual(),
        FORMATS.iter().map(|format| format.name),
    )
}

fn color_help() -> String {
    let names = Color::value_variants()
        .iter()
        .filter_map(Color::to_possible_value)
        .map(|value| value.get_name().to_owned());
    values("När texten ska ha färg", ["auto"], names)
}

/// Words for a flag, and after them what clap would only say in English.
fn values<S: AsRef<str>>(
    words: &str,
    usual: impl IntoIterator<Item = &'static str>,
    possible: impl IntoIterator<Item = S>,
) -> String {
    let usual: Vec<&str> = usual.into_iter().collect();
    let possible: Vec<S> = possible.into_iter().collect();
    let possible: Vec<&str> = possible.iter().map(AsRef::as_ref).collect();
    format!("{words} [standard: {}] [möjliga värden: {}]", usual.join(","), possible.join(", "))
}

#[cfg(test)]
mod tests {
    use super::command;

    /// The help page of a command, or of the program.
    fn page(name: &str) -> String {
        let mut command = command();
        command.build();
        match command.find_subcommand_mut(name) {
            Some(found) => found.render_help().to_string(),
            None => command.render_help().to_string(),
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn help_of_the_program() {
        insta::assert_snapshot!(page("lgl"), @"
        Gör mötesprotokoll i Markdown till tillgänglig PDF och HTML

        Användning: lgl KOMMANDO [FLAGGOR]

        Kommandon:
          build  Bygg PDF och HTML av protokollen
          help   Visa hjälpen för lgl eller för ett kommando

        Flaggor:
          -q, --quiet        Visa bara fel
              --color <NÄR>  När texten ska ha färg [standard: auto] [möjliga värden:
                             auto, always, never]
          -h, --help         Visa hjälpen
          -V, --version      Visa versionen

        Exempel:
          lgl build                       bygg alla protokoll i projektet
          lgl build protocols/möte.md     bygg ett protokoll
          lgl help build                  visa hjälpen för ett kommando
        ");
    }

    #[test]
    fn help_of_build() {
        insta::assert_snapshot!(page("build"), @"
        Bygg PDF och HTML av protokollen

        Användning: lgl build [FLAGGOR] [SÖKVÄG…]

        Argument:
          [SÖKVÄG]...  Filer och mappar som ska byggas; utan sökväg byggs hela projektet

        Flaggor:
              --format <FORMAT>  Format att bygga, med komma emellan [standard:
                                 pdf,html] [möjliga värden: pdf, html, json]
              --out <MAPP>       Mapp att skriva i, i stället för projektets egen
          -q, --quiet            Visa bara fel
              --color <NÄR>      När texten ska ha färg [standard: auto] [möjliga
                                 värden: auto, always, never]
          -h, --help             Visa hjälpen

        Exempel:
          lgl build                       bygg alla protokoll i projektet
          lgl build protocols/2022        bygg protokollen i en mapp
          lgl build möte.md --format pdf  bygg bara PDF av ett protokoll
        ");
    }

    #[test]
    fn help_of_help() {
        insta::assert_snapshot!(page("help"), @"
        Visa hjälpen för lgl eller för ett kommando

        Användning: lgl help [KOMMANDO]

        Argument:
          [KOMMANDO]  Kommandot som ska förklaras

        Flaggor:
          -q, --quiet        Visa bara fel
              --color <NÄR>  När texten ska ha färg [standard: auto] [möjliga värden:
                             auto, always, never]
          -h, --help         Visa hjälpen

        Exempel:
          lgl help
          lgl help build
          lgl build --help
        ");
    }
}
