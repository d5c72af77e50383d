//! The program `lgl`.

use std::process::ExitCode;

/// Reading makes many small values; this allocator hands them out for an eighth less of the whole time.
/// It asks for no huge pages (`no_thp` in `Cargo.toml`): they save a twentieth of the time at best, and hold tens of
/// megabytes that nothing lies in.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(lgl::cli::run(std::env::args_os()))
}
