//! `lgl schema`: what an editor needs to know of a file.

use super::args::Schema;
use super::shell::Shell;
use crate::publish::SCHEMAS;

/// Prints a schema. Gives the exit code.
pub(super) fn run(options: &Schema, shell: &mut Shell) -> u8 {
    let Some(schema) = SCHEMAS.iter().find(|schema| schema.name == options.name) else {
        return 2;
    };
    match shell.result(&schema.text()) {
        Ok(()) => 0,
        Err(_) => 2,
    }
}
