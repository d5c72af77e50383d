//! Which features of the typefaces a document has any use for. Asking for the others takes a tenth of the whole time.

use std::borrow::Cow;

use typst::foundations::{Dict, IntoValue};

use super::fonts;
use crate::render::Job;

/// Features (OpenType) that compose letters with marks, and change letters for their neighbours or for a language.
/// In the built-in typefaces they do nothing to the letters of [`is_plain`].
const UNUSED: [&str; 7] = ["calt", "ccmp", "clig", "locl", "mark", "mkmk", "rlig"];

/// The features that are switched off, as Typst's `text.features`.
pub(super) fn features(job: &Job) -> Dict {
    let files = &job.page.organ.files;
    let has_own_typeface = files
        .iter()
        .any(|(path, bytes)| path.starts_with(fonts::FOLDER) && matches!(bytes, Cow::Owned(_)));
    // The data hold every word that the page shows of the document and of what it belongs to.
    let texts = [job.data, job.source.text(), &job.page.organ.name];
    if has_own_typeface || !texts.into_iter().flat_map(str::chars).all(is_plain) {
        return Dict::new();
    }
    UNUSED.into_iter().map(|feature| (feature.into(), 0.into_value())).collect()
}

/// Letters and signs that stand by themselves: Latin ones with their accents in them, and punctuation.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '−' | '\u{feff}')
}
