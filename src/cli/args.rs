//! Commands and flags: what can be asked of the program, and the words that explain it.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Styles};
use clap::{ArgAction, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::model::Kind;
use crate::publish::{FORMATS, Format, SCHEMAS, Shard};
use crate::report;

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
  lgl init                        börja ett projekt i mappen du står i
  lgl new protokoll               börja nästa protokoll
  lgl lint                        granska alla protokoll i projektet
  lgl fix urklipp.txt             gör text från Word till ett protokoll
  lgl build                       bygg alla protokoll i projektet
  lgl serve --open                visa dem i webbläsaren medan du skriver
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
    /// A project to begin with.
    #[command(
        about = "Börja ett projekt",
        override_usage = "lgl init [FLAGGOR] [MAPP]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl init                        börja ett projekt i mappen du står i
  lgl init samverkan              börja ett projekt i mappen samverkan
  lgl init --datum 2026-12-04     med det första mötet den dagen",
    )]
    Init(Init),

    /// A document or a body to begin with.
    #[command(
        about = "Börja ett protokoll eller något annat",
        override_usage = "lgl new VAD [NAMN] [FLAGGOR]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl new protokoll                      börja nästa protokoll
  lgl new protokoll --datum 2026-12-04   börja protokollet för en viss dag
  lgl new bilaga --till 2026-12-04       börja en bilaga till ett protokoll
  lgl new organ socialnamnden            börja ett eget organ i templates",
    )]
    New(New),

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

    /// The same again each time something changes.
    #[command(
        about = "Bygg om det som ändras, så länge du skriver",
        override_usage = "lgl watch [FLAGGOR] [SÖKVÄG…]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl watch                       bygg om så snart något i projektet ändras
  lgl watch möte.md               följ ett enda protokoll
  lgl watch --poll                följ filer på en nätverksdisk

Avsluta med Ctrl-C.",
    )]
    Watch(Watch),

    /// And shown in a browser.
    #[command(
        about = "Visa protokollen i webbläsaren, medan du skriver",
        override_usage = "lgl serve [FLAGGOR] [SÖKVÄG…]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl serve --open                visa projektet i webbläsaren
  lgl serve möte.md               visa ett enda protokoll
  lgl serve --port 9000           visa på en viss port

Sidan visas bara på den här datorn. Avsluta med Ctrl-C.",
    )]
    Serve(Serve),

    /// Finished files held against what the build said of them.
    #[command(
        about = "Kontrollera att de färdiga filerna är som de byggdes",
        override_usage = "lgl verify [FLAGGOR] [MAPP]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl verify                      kontrollera projektets färdiga filer
  lgl verify public/              kontrollera filerna i en mapp
  sha256sum -c SHA256SUMS         samma sak utan lgl, i mappen själv",
    )]
    Verify(Verify),

    /// The parts of a build put together.
    #[command(
        about = "Lägg ihop delarna av ett bygge",
        override_usage = "lgl merge [FLAGGOR] MAPP…",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl build --shard 1/2 --out del1   bygg hälften av dokumenten på en maskin
  lgl build --shard 2/2 --out del2   och resten på en annan
  lgl merge del1 del2                lägg ihop delarna till samma filer som ett bygge ger",
    )]
    Merge(Merge),

    /// What a careful secretary would find.
    #[command(
        about = "Granska protokollen och rätta det som går",
        override_usage = "lgl lint [FLAGGOR] [SÖKVÄG…]",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl lint                        granska alla protokoll i projektet
  lgl lint möte.md --fix          rätta det som går att rätta utan risk
  lgl lint --diff                 visa vad --fix skulle ändra
  lgl lint --output-format sarif  skriv fynden för ett annat program
  lgl lint - < möte.md            granska text från standard in",
    )]
    Lint(Lint),

    /// Text from a word processor as a document.
    #[command(
        about = "Gör text från Word eller PDF till ett protokoll",
        override_usage = "lgl fix [FLAGGOR] FIL…",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl fix urklipp.txt                   skriv urklipp.md bredvid
  lgl fix urklipp.txt --out protocols   skriv protocols/urklipp.md
  lgl fix möte.md --diff                visa vad som skulle ändras",
    )]
    Fix(Fix),

    /// The manual of one rule.
    #[command(
        about = "Förklara en regel",
        override_usage = "lgl explain REGEL",
        help_template = TEMPLATE,
        after_help = "Exempel:\n  lgl explain LGL103\n  lgl explain beslut-saknas",
    )]
    Explain(Explain),

    /// Every rule.
    #[command(
        about = "Lista alla regler",
        override_usage = "lgl rules",
        help_template = TEMPLATE,
        after_help = "Exempel:\n  lgl rules",
    )]
    Rules,

    /// What an editor needs to know of a file, or another program of what lgl writes.
    #[command(
        about = "Skriv ut ett JSON Schema, för redigerare och program",
        override_usage = "lgl schema NAMN",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl schema organ > organ.schema.json

Skriv sedan överst i organ.yaml, så att till exempel VS Code föreslår och
förklarar nycklarna (med tillägget YAML):
  # yaml-language-server: $schema=organ.schema.json",
    )]
    Schema(Schema),

    /// What is wrong today is known, and only what is new is told.
    #[command(
        about = "Anteckna dagens fynd, så att bara nya visas",
        override_usage = "lgl baseline",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl baseline                    skriv lgl-baseline.json i projektets mapp
  lgl lint --no-baseline          visa också de fynd som är antecknade",
    )]
    Baseline,

    /// What a shell needs to complete a command line.
    #[command(
        about = "Skriv kompletteringar för ett skal",
        override_usage = "lgl completions SKAL",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl completions bash > ~/.local/share/bash-completion/completions/lgl
  lgl completions fish > ~/.config/fish/completions/lgl.fish
  lgl completions powershell >> $PROFILE",
    )]
    Completions(Completions),

    /// The manual page.
    #[command(
        about = "Skriv manualsidan",
        override_usage = "lgl man",
        help_template = TEMPLATE,
        after_help = "Exempel:
  lgl man > ~/.local/share/man/man1/lgl.1",
    )]
    Man,
}

/// What to hold against what.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// The folder of finished files; none means that of the project.
    #[arg(
        value_name = "MAPP",
        help_heading = "Argument",
        help = "Mappen med färdiga filer; utan den blir det projektets, oftast public"
    )]
    pub folder: Option<PathBuf>,
}

/// What project to begin.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// Its folder; none means the current one.
    #[arg(
        value_name = "MAPP",
        help_heading = "Argument",
        help = "Projektets mapp; utan den blir det mappen du står i"
    )]
    pub folder: Option<PathBuf>,

    /// Its body.
    #[arg(
        long,
        value_name = "ORGAN",
        help_heading = "Flaggor",
        help = "Organet som mötena hör till [standard: lgl]"
    )]
    pub organ: Option<String>,

    /// The day of the first meeting, as typed.
    #[arg(
        long,
        value_name = "DATUM",
        help_heading = "Flaggor",
        help = "Dagen för det första mötet, som 2026-12-04 [standard: i dag]"
    )]
    pub datum: Option<String>,
}

/// What to begin.
#[derive(Debug, clap::Args)]
pub struct New {
    /// Kind of document, or `organ`.
    #[arg(
        value_name = "VAD",
        required = true,
        help_heading = "Argument",
        value_parser = PossibleValuesParser::new(beginnings()),
        help = beginnings_help(),
        hide_possible_values = true
    )]
    pub what: String,

    /// Name of the body.
    #[arg(
        value_name = "NAMN",
        help_heading = "Argument",
        help = "Namnet på organets mapp, för organ"
    )]
    pub name: Option<String>,

    /// The day, as typed.
    #[arg(
        long,
        value_name = "DATUM",
        help_heading = "Flaggor",
        help = "Dagen, som 2026-12-04 [standard: nästa_möte i det senaste protokollet]"
    )]
    pub datum: Option<String>,

    /// The body.
    #[arg(
        long,
        value_name = "ORGAN",
        help_heading = "Flaggor",
        help = "Organet som dokumentet hör till [standard: projektets]"
    )]
    pub organ: Option<String>,

    /// The minutes that an annex belongs to.
    #[arg(
        long,
        value_name = "PROTOKOLL",
        help_heading = "Flaggor",
        help = "Protokollet som en bilaga hör till: dagen eller filen [standard: det senaste]"
    )]
    pub till: Option<String>,

    /// The file to write.
    #[arg(
        long,
        value_name = "FIL",
        help_heading = "Flaggor",
        help = "Fil att skriva, i stället för en med datumet som namn i protocols"
    )]
    pub out: Option<PathBuf>,
}

/// Which shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell.
    #[arg(
        value_name = "SKAL",
        required = true,
        help_heading = "Argument",
        help = shell_help(),
        hide_possible_values = true
    )]
    pub shell: clap_complete::Shell,
}

/// What to look at.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Lint {
    /// Files and folders; none means the whole project, `-` standard input.
    #[arg(
        value_name = "SÖKVÄG",
        help_heading = "Argument",
        help = "Filer och mappar som ska granskas, eller - för standard in; utan sökväg granskas hela projektet"
    )]
    pub paths: Vec<PathBuf>,

    /// Safe fixes are made.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Rätta det som går att rätta utan att innebörden ändras"
    )]
    pub fix: bool,

    /// All fixes are made.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Rätta också det som är en gissning: läs igenom efteråt"
    )]
    pub unsafe_fixes: bool,

    /// What the fixes would change is shown, and nothing is written.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Visa vad som skulle rättas, och skriv ingenting"
    )]
    pub diff: bool,

    /// Warnings count as errors for the exit code.
    #[arg(long, help_heading = "Flaggor", help = "Räkna varningar som fel")]
    pub strict: bool,

    /// Name of the form of the report; [`Lint::format`] looks it up.
    #[arg(
        long,
        value_name = "FORM",
        env = "LGL_OUTPUT_FORMAT",
        hide_env = true,
        value_parser = PossibleValuesParser::new(report::FORMATS.iter().map(|format| format.name)),
        default_value = "full",
        help = report_help(),
        help_heading = "Flaggor",
        hide_default_value = true,
        hide_possible_values = true
    )]
    output_format: String,

    /// File for the report, instead of standard output.
    #[arg(
        long,
        value_name = "FIL",
        help_heading = "Flaggor",
        help = "Fil att skriva fynden i, i stället för standard ut"
    )]
    pub output_file: Option<PathBuf>,

    /// The file that standard input stands for.
    #[arg(
        long,
        value_name = "FIL",
        help_heading = "Flaggor",
        help = "Filen som texten från standard in hör till"
    )]
    pub stdin_filename: Option<PathBuf>,

    /// Findings that the baseline knows are told as well.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Visa också fynd som är antecknade i lgl-baseline.json"
    )]
    pub no_baseline: bool,
}

/// What to make a document of.
#[derive(Debug, clap::Args)]
pub struct Fix {
    /// Files, or `-` for standard input.
    #[arg(
        value_name = "FIL",
        required = true,
        help_heading = "Argument",
        help = "Textfiler från Word eller PDF, eller - för standard in"
    )]
    pub paths: Vec<PathBuf>,

    /// Folder to write in, instead of beside the file.
    #[arg(
        long,
        value_name = "MAPP",
        help_heading = "Flaggor",
        help = "Mapp att skriva i, i stället för bredvid filen"
    )]
    pub out: Option<PathBuf>,

    /// What would change is shown, and nothing is written.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Visa vad som skulle ändras, och skriv ingenting"
    )]
    pub diff: bool,
}

/// What to explain.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Code or name of a rule.
    #[arg(
        value_name = "REGEL",
        required = true,
        help_heading = "Argument",
        help = "Regelns kod eller namn"
    )]
    pub rule: String,
}

/// Which schema to print.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Its name.
    #[arg(
        value_name = "NAMN",
        required = true,
        value_parser = PossibleValuesParser::new(SCHEMAS.iter().map(|schema| schema.name)),
        help = schema_help(),
        help_heading = "Argument",
        hide_possible_values = true
    )]
    pub name: String,
}

/// What to put together.
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// The folders of the parts.
    #[arg(
        value_name = "MAPP",
        required = true,
        help = "Mapparna som delarna byggdes i",
        help_heading = "Argument"
    )]
    pub folders: Vec<PathBuf>,

    /// Folder to write in, instead of the project's own.
    #[arg(
        long,
        value_name = "MAPP",
        help_heading = "Flaggor",
        help = "Mapp att skriva i, i stället för projektets egen"
    )]
    pub out: Option<PathBuf>,
}

/// What to build.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// What to build, and as what.
    #[command(flatten)]
    pub work: Work,

    /// One part of the documents, for machines that share the work.
    #[arg(
        long,
        value_name = "DEL/ANTAL",
        value_parser = shard,
        help_heading = "Flaggor",
        help = "Bygg bara en del av dokumenten, till exempel 2/8; lgl merge lägger ihop delarna"
    )]
    pub shard: Option<Shard>,
}

/// Documents, and what to make of them.
#[derive(Debug, clap::Args)]
pub struct Work {
    /// Files and folders; none means the whole project.
    #[arg(
        value_name = "SÖKVÄG",
        help_heading = "Argument",
        help = "Filer och mappar som ska byggas; utan sökväg byggs hela projektet"
    )]
    pub paths: Vec<PathBuf>,

    /// Names of formats, as given; [`Work::formats`] looks them up.
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

    /// Tell why each document is built.
    #[arg(short, long, help_heading = "Flaggor", help = "Berätta varför varje dokument byggs")]
    pub verbose: bool,
}

/// What to build again and again.
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// What to build, and as what.
    #[command(flatten)]
    pub work: Work,

    /// Files are looked at each second.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Titta efter ändringar varje sekund, för diskar som inte säger till"
    )]
    pub poll: bool,
}

/// What to show, and how.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// What to build, and how to notice changes.
    #[command(flatten)]
    pub watch: Watch,

    /// The port; none means the first that is free.
    #[arg(
        long,
        value_name = "PORT",
        help_heading = "Flaggor",
        help = "Port att visa på [standard: 8017 eller nästa lediga]"
    )]
    pub port: Option<u16>,

    /// The browser is opened.
    #[arg(long, help_heading = "Flaggor", help = "Öppna sidan i webbläsaren")]
    pub open: bool,

    /// A new version is shown when somebody asks for it.
    #[arg(
        long,
        help_heading = "Flaggor",
        help = "Låt den version som visas stå kvar tills du ber om den nya"
    )]
    pub no_reload: bool,
}

/// When text on the terminal has colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the surroundings say otherwise.
    #[default]
    #[value(help = "I en terminal, om inget annat är sagt")]
    Auto,
    /// Always, even in a file.
    #[value(help = "Alltid, också i en fil")]
    Always,
    /// Never.
    #[value(help = "Aldrig")]
    Never,
}

impl Work {
    /// The formats that are asked for, each once, in the order that they are built.
    pub fn formats(&self) -> Vec<&'static Format> {
        FORMATS.iter().filter(|format| self.format.iter().any(|f| f == format.name)).collect()
    }
}

impl Lint {
    /// The form of the report.
    pub fn format(&self) -> &'static report::Format {
        let named = report::FORMATS.iter().find(|format| format.name == self.output_format);
        named.unwrap_or(&report::FORMATS[0])
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

/// The word for a body that is to begin.
pub(super) const BODY: &str = "organ";

/// The words for what can begin: every kind of document, and a body.
fn beginnings() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::word).chain([BODY])
}

fn beginnings_help() -> String {
    values("Vad som ska börjas", [], beginnings())
}

fn shell_help() -> String {
    let names = clap_complete::Shell::value_variants()
        .iter()
        .filter_map(clap_complete::Shell::to_possible_value)
        .map(|value| value.get_name().to_owned());
    values("Skalet som kommandona skrivs i", [], names)
}

fn usual() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().filter(|format| format.usual).map(|format| format.name)
}

/// Reads `2/8`.
fn shard(text: &str) -> Result<Shard, String> {
    let help = || "skriv delens nummer och antalet delar, till exempel 2/8".to_owned();
    Shard::parse(text).ok_or_else(help)
}

fn format_help() -> String {
    values(
        "Format att bygga, med komma emellan",
        usual(),
        FORMATS.iter().map(|format| format.name),
    )
}

fn report_help() -> String {
    values("Hur fynden skrivs", ["full"], report::FORMATS.iter().map(|format| format.name))
}

fn schema_help() -> String {
    let names: Vec<&str> = SCHEMAS.iter().map(|schema| schema.name).collect();
    format!("Vad schemat beskriver [möjliga värden: {}]", names.join(", "))
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
    let usual = match usual.as_slice() {
        [] => String::new(),
        usual => format!(" [standard: {}]", usual.join(",")),
    };
    format!("{words}{usual} [möjliga värden: {}]", possible.join(", "))
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
          init         Börja ett projekt
          new          Börja ett protokoll eller något annat
          build        Bygg PDF och HTML av protokollen
          watch        Bygg om det som ändras, så länge du skriver
          serve        Visa protokollen i webbläsaren, medan du skriver
          verify       Kontrollera att de färdiga filerna är som de byggdes
          merge        Lägg ihop delarna av ett bygge
          lint         Granska protokollen och rätta det som går
          fix          Gör text från Word eller PDF till ett protokoll
          explain      Förklara en regel
          rules        Lista alla regler
          schema       Skriv ut ett JSON Schema, för redigerare och program
          baseline     Anteckna dagens fynd, så att bara nya visas
          completions  Skriv kompletteringar för ett skal
          man          Skriv manualsidan
          help         Visa hjälpen för lgl eller för ett kommando

        Flaggor:
          -q, --quiet        Visa bara fel
              --color <NÄR>  När texten ska ha färg [standard: auto] [möjliga värden:
                             auto, always, never]
          -h, --help         Visa hjälpen
          -V, --version      Visa versionen

        Exempel:
          lgl init                        börja ett projekt i mappen du står i
          lgl new protokoll               börja nästa protokoll
          lgl lint                        granska alla protokoll i projektet
          lgl fix urklipp.txt             gör text från Word till ett protokoll
          lgl build                       bygg alla protokoll i projektet
          lgl serve --open                visa dem i webbläsaren medan du skriver
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
              --format <FORMAT>    Format att bygga, med komma emellan [standard:
                                   pdf,html] [möjliga värden: pdf, html, json]
              --out <MAPP>         Mapp att skriva i, i stället för projektets egen
          -v, --verbose            Berätta varför varje dokument byggs
              --shard <DEL/ANTAL>  Bygg bara en del av dokumenten, till exempel 2/8; lgl
                                   merge lägger ihop delarna
          -q, --quiet              Visa bara fel
              --color <NÄR>        När texten ska ha färg [standard: auto] [möjliga
                                   värden: auto, always, never]
          -h, --help               Visa hjälpen

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
