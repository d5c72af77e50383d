//! Contrast between the colours of a body (WCAG 2.2, success criterion 1.4.3).

use super::{Colour, Palette};
use crate::diagnostic::{Level, Rule};

/// Two colours of a body that are too alike.
pub static CONTRAST: Rule = Rule { code: "LGL804", name: "kontrast", level: Level::Error };

/// The least contrast that text may have: WCAG 2.2, 1.4.3, level AA.
pub(super) const LEAST: f64 = 4.5;

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

impl Colour {
    /// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

impl Palette {
    /// Every pair of colours that text is set in, by the words that settings use.
    pub(super) fn text_pairs(&self) -> [(&'static str, Colour, &'static str, Colour); 6] {
        [
            ("text", self.text, "bakgrund", self.background),
            ("text", self.text, "ton", self.tint),
            ("accent", self.accent, "bakgrund", self.background),
            ("accent", self.accent, "ton", self.tint),
            ("dämpad", self.quiet, "bakgrund", self.background),
            ("dämpad", self.quiet, "ton", self.tint),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_those_of_the_standard() {
        let white = Colour(255, 255, 255);
        assert!((contrast(white, Colour(0, 0, 0)) - 21.0).abs() < 0.001);
        // #767676 is the lightest grey that passes on white.
        assert!(contrast(white, Colour(0x76, 0x76, 0x76)) >= LEAST);
        assert!(contrast(white, Colour(0x77, 0x77, 0x77)) < LEAST);
    }
}
