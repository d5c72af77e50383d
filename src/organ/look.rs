//! How the documents of a body look: colours, mark, typefaces and measures.

use super::Kind;

/// How the documents of a body look.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Colours in light surroundings and on paper.
    pub light: Palette,
    /// Colours in dark surroundings.
    pub dark: Palette,
    /// Kinds of documents that are printed in black and white.
    pub monochrome: Vec<Kind>,
    /// Its mark.
    pub logo: Logo,
    /// Its typefaces.
    pub fonts: Fonts,
    /// Measures of an A4 page.
    pub sheet: Sheet,
    /// Members on each line of the footer.
    pub footer_columns: usize,
    /// What stands between two members in the footer.
    pub footer_separator: String,
}

/// The colours of one surrounding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Running text.
    pub text: Colour,
    /// What it stands on.
    pub background: Colour,
    /// The one strong colour: rules, numbers, labels, links.
    pub accent: Colour,
    /// Quieter text: presenters, captions, footer.
    pub quiet: Colour,
    /// A tint that text may stand on as well.
    pub tint: Colour,
    /// Hairlines; never text.
    pub line: Colour,
}

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// A body's mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logo {
    /// Path in the template folder; empty where the body has none.
    pub file: String,
    /// The same mark for a dark background, where it has one of its own.
    pub dark: Option<String>,
    /// The same mark in black and white, where it has one of its own.
    pub monochrome: Option<String>,
    /// Alternative text.
    pub alt: String,
}

/// Names of a body's typefaces; the files lie in `fonts/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Fonts {
    /// For text.
    pub text: String,
    /// For headings.
    pub heading: String,
    /// For code.
    pub code: String,
    /// Size of running text on paper, in points.
    pub size: f64,
}

/// Measures of an A4 page, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    /// From the edge, left and right, to logo, header, footer and the numbers of items.
    pub margin: f64,
    /// From there to the text, which hangs inside it.
    pub indent: f64,
    /// From the upper edge to the text.
    pub top: f64,
}

impl Look {
    /// The colours on paper of a kind of document.
    pub fn on_paper(&self, kind: Kind) -> Palette {
        if self.monochrome.contains(&kind) { self.light.grey() } else { self.light.clone() }
    }

    /// The mark on paper of a kind of document; empty where the body has none.
    pub fn logo_on_paper(&self, kind: Kind) -> &str {
        let own = self.logo.monochrome.as_deref();
        own.filter(|_| self.monochrome.contains(&kind)).unwrap_or(&self.logo.file)
    }
}

impl Palette {
    /// The same colours without hue: as dark, so contrasts stay.
    #[must_use]
    pub fn grey(&self) -> Self {
        Self {
            text: self.text.grey(),
            background: self.background.grey(),
            accent: self.accent.grey(),
            quiet: self.quiet.grey(),
            tint: self.tint.grey(),
            line: self.line.grey(),
        }
    }
}

impl Colour {
    /// `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The grey of the same relative luminance (WCAG 2.2).
    #[must_use]
    pub fn grey(self) -> Self {
        let luminance = self.luminance();
        let c = if luminance <= 0.003_130_8 {
            luminance * 12.92
        } else {
            1.055 * luminance.powf(1.0 / 2.4) - 0.055
        };
        // Rounded it lies between 0 and 255 for every luminance from 0 to 1.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let c = (c * 255.0).round() as u8;
        Self(c, c, c)
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn grey_is_as_dark_as_the_colour() {
        assert_eq!(Colour(255, 255, 255).grey(), Colour(255, 255, 255));
        assert_eq!(Colour(0, 0, 0).grey(), Colour(0, 0, 0));
        assert_eq!(Colour(0x0b, 0x55, 0x63).grey(), Colour(0x4d, 0x4d, 0x4d));
    }
}
