//! `lgl completions`: what a shell needs to complete a command line.

use std::path::Path;

use super::args::{self, Completions};
use super::shell::Shell;
use crate::publish::Fault;

/// Writes the script of a shell to standard output. Gives the exit code.
pub(super) fn run(options: &Completions, shell: &mut Shell) -> u8 {
    let script = script(options.shell);
    match shell.result(&script) {
        Ok(()) => 0,
        Err(error) => shell.faults(&[Fault::io("skriva", Path::new("standard ut"), &error)]),
    }
}

fn script(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "lgl", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn every_shell_knows_every_command() {
        for shell in clap_complete::Shell::value_variants() {
            let script = script(*shell);
            for command in args::command().get_subcommands() {
                let name = command.get_name();
                assert!(script.contains(name), "{shell}: {name}");
            }
            assert!(script.contains("datum"), "{shell}: --datum");
        }
    }

    #[test]
    fn what_a_value_means_is_told_in_swedish() {
        let fish = script(clap_complete::Shell::Fish);
        assert!(fish.contains("'Alltid, också i en fil'"));
        assert!(!fish.contains("Always, "));
    }
}
