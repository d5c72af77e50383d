//! Findings as text: `full` for a person who mends them, `concise` for one line each.

mod concise;
mod discreet;
mod excerpt;
mod full;
mod visible;

pub use concise::concise;
pub use discreet::discreet;
pub use full::full;
pub use visible::visible;

use crate::diagnostic::Level;

/// The Swedish word that a level is shown as.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Info => "upplysning",
        Level::Warning => "varning",
        Level::Error => "fel",
    }
}
