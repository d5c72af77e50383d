//! The keys of `organ.yaml` that say how the documents of a body look.

use super::Reader;
use crate::organ::contrast::{CONTRAST, LEAST, contrast};
use crate::organ::{Colour, Files, Fonts, Kind, Logo, Look, Palette, Sheet};
use crate::parse::fields::Fields;
use crate::parse::{INVALID_VALUE, MISSING_KEY};
use crate::source::{Span, Spanned};

/// The narrowest and the widest column that a page of A4 may leave for its text, in millimetres: 45 to 100
/// characters of usual size.
const COLUMN: std::ops::RangeInclusive<f64> = 90.0..=170.0;

/// Width of A4, in millimetres (ISO 216).
const A4: f64 = 210.0;

impl Reader {
    pub(super) fn look(&mut self, files: &Files) -> Look {
        let (light, dark) = self.palettes();
        let (footer_columns, footer_separator) = self.footer();
        Look {
            light,
            dark,
            monochrome: self.monochrome(),
            logo: self.logo(files),
            fonts: self.fonts(),
            sheet: self.sheet(),
            footer_columns,
            footer_separator,
        }
    }

    /// `svartvitt: [protokoll, bilaga]`: the kinds that are printed in black and white.
    fn monochrome(&mut self) -> Vec<Kind> {
        let mut kinds = Vec::new();
        for word in self.fields.texts("svartvitt", &mut self.findings) {
            if let Some(kind) = Kind::from_word(&word.value) {
                kinds.push(kind);
            } else {
                let words = Kind::ALL.map(Kind::word).join(", ");
                self.invalid(&word, &format!("någon av {words}"));
            }
        }
        kinds
    }

    /// `sidfot: {medlemmar_per_rad: 3, avskiljare: "|"}`.
    fn footer(&mut self) -> (usize, String) {
        let usual = (3, "|".to_owned());
        let Some(mut fields) = self.fields.fields("sidfot", &mut self.findings) else {
            return usual;
        };
        let columns = fields.text("medlemmar_per_rad", &mut self.findings);
        let separator = fields.text("avskiljare", &mut self.findings);
        fields.finish(&mut self.findings);
        let separator = separator.map_or(usual.1, |separator| separator.value);
        let Some(columns) = columns else { return (usual.0, separator) };
        let Ok(number @ 1..=6) = columns.value.parse() else {
            self.invalid(&columns, "ett tal från 1 till 6");
            return (usual.0, separator);
        };
        (number, separator)
    }

    /// `sida: {marginal: 26 mm, indrag: 14 mm, överkant: 23 mm}`.
    fn sheet(&mut self) -> Sheet {
        let mut sheet = Sheet { margin: 26.0, indent: 14.0, top: 23.0 };
        let Some(mut fields) = self.fields.fields("sida", &mut self.findings) else {
            return sheet;
        };
        let margin = fields.text("marginal", &mut self.findings);
        let indent = fields.text("indrag", &mut self.findings);
        let top = fields.text("överkant", &mut self.findings);
        let whole = fields.span();
        fields.finish(&mut self.findings);
        let usual = sheet;
        sheet.margin = self.measure(margin.as_ref(), "mm", 15.0..=45.0).unwrap_or(sheet.margin);
        sheet.indent = self.measure(indent.as_ref(), "mm", 5.0..=35.0).unwrap_or(sheet.indent);
        sheet.top = self.measure(top.as_ref(), "mm", 15.0..=60.0).unwrap_or(sheet.top);
        let column = A4 - 2.0 * (sheet.margin + sheet.indent);
        if !COLUMN.contains(&column) {
            let words = if column < *COLUMN.start() { "smal" } else { "bred" };
            self.findings.push(
                INVALID_VALUE
                    .at(whole, format!("Textens spalt blir för {words}: {column:.0} mm"))
                    .help("Ändra marginal eller indrag, så att det blir mellan 90 och 170 mm kvar till texten."),
            );
            return Sheet { top: sheet.top, ..usual };
        }
        sheet
    }

    /// "26 mm", "10,5 pt" or the number alone.
    fn measure(
        &mut self,
        typed: Option<&Spanned<String>>,
        unit: &str,
        possible: std::ops::RangeInclusive<f64>,
    ) -> Option<f64> {
        let typed = typed?;
        let number = typed.value.trim().trim_end_matches(unit).trim().replace(',', ".");
        let value = number.parse::<f64>().ok().filter(|value| possible.contains(value));
        if value.is_none() {
            let (least, most) = possible.into_inner();
            self.invalid(typed, &format!("ett mått från {least} till {most} {unit}"));
        }
        value
    }

    fn logo(&mut self, files: &Files) -> Logo {
        let Some(mut fields) = self.fields.fields("logotyp", &mut self.findings) else {
            return Logo::default();
        };
        let file = fields.text("fil", &mut self.findings);
        let dark = fields.text("mörk", &mut self.findings);
        let monochrome = fields.text("svartvit", &mut self.findings);
        let alt = fields.text("text", &mut self.findings);
        let end = Span::at(fields.span().end);
        fields.finish(&mut self.findings);
        if file.is_none() {
            self.findings.push(
                MISSING_KEY
                    .at(end, "Logotypen saknar fil")
                    .help("Skriv en rad fil: under logotyp, med bildens namn i mallens mapp."),
            );
        }
        let file = self.logo_file(file, files);
        let (dark, monochrome) =
            (self.logo_file(dark, files), self.logo_file(monochrome, files));
        let Some(file) = file else { return Logo::default() };
        if alt.is_none() {
            self.findings.push(MISSING_KEY.at(end, "Logotypen saknar alternativtext").help(
                "Skriv en rad text: under logotyp, med ord för den som inte ser bilden.",
            ));
        }
        Logo { file, dark, monochrome, alt: alt.map_or(String::new(), |alt| alt.value) }
    }

    /// A file of the folder.
    fn logo_file(&mut self, file: Option<Spanned<String>>, files: &Files) -> Option<String> {
        let file = file?;
        if files.contains_key(&file.value) {
            return Some(file.value);
        }
        self.findings.push(
            INVALID_VALUE
                .at(file.span, format!("Logotypen ”{}” finns inte i mallens mapp", file.value))
                .help("Lägg filen i mappen, eller rätta namnet."),
        );
        None
    }

    fn fonts(&mut self) -> Fonts {
        let usual = "Source Sans 3".to_owned();
        let mut fonts = Fonts {
            text: usual.clone(),
            heading: usual,
            code: "Source Code Pro".to_owned(),
            size: 10.5,
        };
        let Some(mut fields) = self.fields.fields("typsnitt", &mut self.findings) else {
            return fonts;
        };
        if let Some(name) = fields.text("text", &mut self.findings) {
            fonts.heading.clone_from(&name.value);
            fonts.text = name.value;
        }
        if let Some(name) = fields.text("rubrik", &mut self.findings) {
            fonts.heading = name.value;
        }
        if let Some(name) = fields.text("kod", &mut self.findings) {
            fonts.code = name.value;
        }
        let size = fields.text("storlek", &mut self.findings);
        fields.finish(&mut self.findings);
        fonts.size = self.measure(size.as_ref(), "pt", 9.0..=14.0).unwrap_or(fonts.size);
        fonts
    }

    fn palettes(&mut self) -> (Palette, Palette) {
        let Some(mut fields) = self.fields.fields("färger", &mut self.findings) else {
            return (LIGHT, DARK);
        };
        let light = fields.fields("ljus", &mut self.findings);
        let dark = fields.fields("mörk", &mut self.findings);
        fields.finish(&mut self.findings);
        (self.palette(light, LIGHT), self.palette(dark, DARK))
    }

    fn palette(&mut self, fields: Option<Fields>, mut palette: Palette) -> Palette {
        let Some(mut fields) = fields else { return palette };
        let mut places = Vec::new();
        for (key, colour) in palette.keys() {
            let Some(text) = fields.text(key, &mut self.findings) else { continue };
            match Colour::parse(&text.value) {
                Some(value) => {
                    *colour = value;
                    places.push((key, text.span));
                }
                None => self.invalid(&text, "en färg som \"#0b5563\""),
            }
        }
        let whole = fields.span();
        fields.finish(&mut self.findings);
        let place = |key: &str| {
            places.iter().find(|(known, _)| *known == key).map_or(whole, |(_, span)| *span)
        };
        for (front, a, back, b) in palette.text_pairs() {
            let ratio = contrast(a, b);
            if ratio < LEAST {
                let ratio = format!("{:.1}", (ratio * 10.0).floor() / 10.0).replace('.', ",");
                self.findings.push(
                    CONTRAST
                        .at(place(front), format!("Färgen ”{front}” syns dåligt mot ”{back}”: kontrasten är {ratio}:1"))
                        .help("Välj en mörkare eller ljusare färg. Kontrasten ska vara minst 4,5:1."),
                );
            }
        }
        palette
    }
}

/// What a body has that says nothing of colours: black on white.
const LIGHT: Palette = Palette {
    text: Colour(0x1a, 0x1a, 0x1a),
    background: Colour(0xff, 0xff, 0xff),
    accent: Colour(0x1a, 0x1a, 0x1a),
    quiet: Colour(0x50, 0x50, 0x50),
    tint: Colour(0xf2, 0xf2, 0xf2),
    line: Colour(0xc4, 0xc4, 0xc4),
};

/// White on black.
const DARK: Palette = Palette {
    text: Colour(0xec, 0xec, 0xec),
    background: Colour(0x14, 0x14, 0x14),
    accent: Colour(0xec, 0xec, 0xec),
    quiet: Colour(0xb4, 0xb4, 0xb4),
    tint: Colour(0x22, 0x22, 0x22),
    line: Colour(0x46, 0x46, 0x46),
};

impl Palette {
    fn keys(&mut self) -> [(&'static str, &mut Colour); 6] {
        [
            ("text", &mut self.text),
            ("bakgrund", &mut self.background),
            ("accent", &mut self.accent),
            ("dämpad", &mut self.quiet),
            ("ton", &mut self.tint),
            ("linje", &mut self.line),
        ]
    }
}

impl Colour {
    /// A colour written `#rrggbb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(channel(0)?, channel(2)?, channel(4)?))
    }
}
