//! The program `lgl`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(lgl::cli::run(std::env::args_os()))
}
