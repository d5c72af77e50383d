//! What is known of the world around a document: the files it refers to and the letters that can be set.

use std::collections::BTreeMap;
use std::fmt;

/// What is known of the world around a document.
pub struct Facts<'a> {
    /// Every file that the document links to, by its path as the document names it, decoded.
    pub files: BTreeMap<String, FileFact>,
    /// Every file that the document shows as a picture, likewise.
    pub pictures: BTreeMap<String, FileFact>,
    /// Can the body's typefaces show this character?
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFact {
    /// It is there, and it is what the reference needs.
    Present,
    /// There is no such file.
    Missing,
    /// It lies outside the project.
    Outside,
    /// It is there but cannot be read.
    Unreadable,
    /// It is there but is no picture.
    NoPicture,
}

impl Facts<'_> {
    /// Is the file there and what the reference needs?
    pub fn is_present(&self, path: &str) -> bool {
        self.files.get(path) == Some(&FileFact::Present)
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts")
            .field("files", &self.files)
            .field("pictures", &self.pictures)
            .finish_non_exhaustive()
    }
}
