//! A watch over how much memory the program holds. Text and pictures are bounded before they are read; what a
//! template does is not, and a machine without memory stops for everybody on it.

use std::time::Duration;

use super::args::Color;
use super::shell::Shell;

/// The most memory, in megabytes, unless the environment says otherwise.
pub(super) const MOST: usize = 8 * 1024;

/// The variable that says otherwise.
pub(super) const VARIABLE: &str = "LGL_MINNE";

/// How often it is looked at: in this time a program can take some hundred megabytes.
const PAUSE: Duration = Duration::from_millis(25);

/// Watches from now on, beside everything else. What is written is whole at every moment, so the program may
/// end at any.
#[expect(clippy::disallowed_methods, reason = "the command line reads the environment")]
pub(super) fn watch() {
    let asked_for = std::env::var(VARIABLE).ok().and_then(|megabytes| megabytes.parse().ok());
    let most = asked_for.unwrap_or(MOST);
    // Without a watch all goes on as it would.
    let _ = std::thread::Builder::new().spawn(move || {
        while let Some(held) = memory_stats::memory_stats() {
            if held.physical_mem / (1024 * 1024) > most {
                stop(most);
            }
            std::thread::sleep(PAUSE);
        }
    });
}

#[expect(clippy::exit, reason = "what takes the memory cannot be asked to stop")]
fn stop(most: usize) -> ! {
    Shell::new(Color::Auto, false).error(
        &format!("Minnet räcker inte: lgl behövde mer än {most} MB, och slutade"),
        Some(&format!(
            "Bygg ett dokument i taget för att se vilket det är. Har organet egna mallar: leta efter en slinga \
             eller en text som växer. Gränsen går att ändra med {VARIABLE}, i MB."
        )),
    );
    std::process::exit(2)
}
