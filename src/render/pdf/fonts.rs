//! The typefaces of a body, parsed once per process. No other fonts exist: not the system's, not Typst's.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::kerning;
use crate::organ::Organ;
use crate::render::is_same_file;

/// Where a body's typefaces lie in its folder.
pub(super) const FOLDER: &str = "fonts/";

/// Sets of typefaces that are kept parsed: more bodies than this are not built in one run, and a
/// set takes about two megabytes.
const KEPT: usize = 8;

/// Characters that steer layout and have no picture of their own, so that no font needs one.
const INVISIBLE: [char; 10] = [
    '\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}',
    '\u{fe0e}', '\u{fe0f}', '\u{feff}',
];

static PARSED: Mutex<Vec<(Files, Arc<FontSet>)>> = Mutex::new(Vec::new());

type Files = Vec<Cow<'static, [u8]>>;

/// Parsed typefaces.
#[derive(Debug)]
pub(super) struct FontSet {
    /// What can be asked for.
    pub(super) book: LazyHash<FontBook>,
    /// The fonts, at the places that the book names, and each as text is set with it.
    fonts: Vec<(Font, OnceLock<Font>)>,
}

/// Which characters can be printed with a body's typefaces.
#[derive(Debug)]
pub struct Glyphs(Arc<FontSet>);

impl Glyphs {
    /// The characters of a body.
    pub fn of(organ: &Organ) -> Self {
        Self(of(organ))
    }

    /// Can this character be printed?
    pub fn has(&self, c: char) -> bool {
        has_glyph(&self.0, c)
    }
}

fn has_glyph(set: &FontSet, c: char) -> bool {
    if c.is_whitespace() || INVISIBLE.contains(&c) {
        return true;
    }
    // PDF/A (ISO 19005-2, 6.2.11.7) wants characters with a meaning, whatever a font draws for others.
    let meaningless = c.is_control() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !meaningless && set.fonts.iter().any(|(font, _)| font.info().coverage.contains(c.into()))
}

/// The typefaces of a body. A file that is no font is left out.
pub(super) fn of(organ: &Organ) -> Arc<FontSet> {
    // A set is only ever added whole, so it is sound even where another thread broke off.
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, set)) = parsed.iter().find(|(files, _)| same(files, organ)) {
        return Arc::clone(set);
    }
    let files: Files = files(organ).cloned().collect();
    let set = Arc::new(FontSet::parse(&files));
    if parsed.len() == KEPT {
        parsed.remove(0);
    }
    parsed.push((files, Arc::clone(&set)));
    set
}

fn files(organ: &Organ) -> impl Iterator<Item = &Cow<'static, [u8]>> {
    let fonts = organ.files.iter().filter(|(path, _)| path.starts_with(FOLDER));
    fonts
        .filter(|(path, _)| {
            let extension = path.rsplit('.').next().unwrap_or_default();
            ["otf", "ttf", "otc", "ttc"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        })
        .map(|(_, bytes)| bytes)
}

/// Are these the body's files? The same memory is the same file, which spares reading two megabytes.
fn same(known: &Files, organ: &Organ) -> bool {
    let mut known = known.iter();
    let equal =
        files(organ).all(|file| known.next().is_some_and(|known| is_same_file(known, file)));
    equal && known.next().is_none()
}

impl FontSet {
    fn parse(files: &Files) -> Self {
        let fonts: Vec<Font> = files
            .iter()
            .flat_map(|file| {
                Font::iter(match file {
                    Cow::Borrowed(bytes) => Bytes::new(*bytes),
                    Cow::Owned(bytes) => Bytes::new(bytes.clone()),
                })
            })
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        let fonts = fonts.into_iter().map(|font| (font, OnceLock::new())).collect();
        Self { book, fonts }
    }

    /// A font to set text with, made ready when it is first asked for: who only looks for characters needs none.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        let (font, ready) = self.fonts.get(index)?;
        let sorted = || Font::new(Bytes::new(kerning::sorted(font.data())?), font.index());
        Some(ready.get_or_init(|| sorted().unwrap_or_else(|| font.clone())).clone())
    }
}
