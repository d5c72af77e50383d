//! The program `lgl`.

use std::process::ExitCode;

/// Reading makes many small values; this allocator hands them out for an eighth less of the whole time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(lgl::cli::run(std::env::args_os()))
}
