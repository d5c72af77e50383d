//! The style sheet of a body: its colours and typefaces as custom properties, then its `style.css`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::organ::{Organ, Palette};

/// The whole style sheet, safe to stand in a `<style>` element.
pub(super) fn sheet(organ: &Organ, css: &str) -> String {
    let mut out = format!(
        ":root{{--paper:{};--font-text:{};--font-heading:{};--font-code:{};{}}}\n",
        organ.look.light.background.hex(),
        quoted(&organ.look.fonts.text),
        quoted(&organ.look.fonts.heading),
        quoted(&organ.look.fonts.code),
        properties(&organ.look.light)
    );
    // Paper is light whatever the screen is.
    out.push_str("@media screen and (prefers-color-scheme:dark){:root{");
    out.push_str(&properties(&organ.look.dark));
    out.push_str("}}\n");
    out.push_str(css);
    // The element ends at its end tag only; in CSS the escaped sign is the same sign.
    // Blanks at the end: browsers count them into the hash of the policy, some checkers do not.
    out.trim_end().replace("</", "<\\/")
}

/// A policy that lets the page show itself and nothing else (Content Security Policy Level 3).
pub(super) fn policy(sheet: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(sheet.as_bytes()));
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
}

fn properties(palette: &Palette) -> String {
    format!(
        "--text:{};--background:{};--accent:{};--quiet:{};--tint:{};--line:{}",
        palette.text.hex(),
        palette.background.hex(),
        palette.accent.hex(),
        palette.quiet.hex(),
        palette.tint.hex(),
        palette.line.hex()
    )
}

/// A name as a CSS string, with every unusual character written as its number.
fn quoted(name: &str) -> String {
    let mut out = String::from("\"");
    for c in name.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') {
            out.push(c);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    out.push('"');
    out
}
