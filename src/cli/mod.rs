//! The command line: what was asked for, done, and told in Swedish.

pub mod args;
mod build;
mod completions;
mod explain;
mod fix;
mod lint;
pub mod manual;
mod memory;
mod merge;
mod new;
mod schema;
mod serve;
mod shell;
mod usage;
mod verify;
mod watch;

use std::ffi::OsString;

use args::Command;
use shell::Shell;

/// Runs the program with the words of its command line, its own name first. Gives the exit code: 0 when all
/// is well, 1 when a document has findings at error level, 2 when lgl could not do its work.
pub fn run(words: impl IntoIterator<Item = OsString>) -> u8 {
    match usage::parse(words) {
        Ok(args) => {
            memory::watch();
            let mut shell = Shell::new(args.color, args.quiet);
            match &args.command {
                Command::Build(options) => build::run(options, &mut shell),
                Command::Watch(options) => watch::run(options, &mut shell),
                Command::Serve(options) => serve::run(options, &mut shell),
                Command::Merge(options) => merge::run(options, &mut shell),
                Command::Verify(options) => verify::run(options, &mut shell),
                Command::Lint(options) => lint::run(options, &mut shell),
                Command::Fix(options) => fix::run(options, &mut shell),
                Command::Explain(options) => explain::run(options, &mut shell),
                Command::Rules => explain::list(&mut shell),
                Command::Schema(options) => schema::run(options, &mut shell),
                Command::Baseline => lint::baseline(&mut shell),
                Command::Init(options) => new::init(options, &mut shell),
                Command::New(options) => new::run(options, &mut shell),
                Command::Completions(options) => completions::run(options, &mut shell),
                Command::Man => manual::run(&mut shell),
            }
        }
        Err(stop) => Shell::new(args::Color::Auto, false).stop(&stop),
    }
}
