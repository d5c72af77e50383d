//! What is known of the world around a document: the files it refers to and the letters that can be set.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::Date;
use crate::organ::Organ;

/// What is known of the world around a document.
pub struct Facts<'a> {
    /// The document's file name without its extension; empty where it has none.
    pub stem: &'a str,
    /// Its path from the project's folder, with forward slashes; empty where it has none.
    pub path: &'a str,
    /// The other bodies that the project knows, so that one is not taken for another.
    pub other_bodies: &'a [&'a Organ],
    /// Every file that the document links to, by its path as the document names it, decoded.
    pub files: &'a BTreeMap<String, FileFact>,
    /// Where those that are there will lie when they are published, likewise.
    pub beside: &'a BTreeMap<String, Beside>,
    /// Every file that the document shows as a picture, likewise.
    pub pictures: &'a BTreeMap<String, FileFact>,
    /// Can the body's typefaces show this character?
    pub has_glyph: &'a dyn Fn(char) -> bool,
}

/// A file that is published with the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its path from the finished document; a document of the project has the extension of its source, `.md`.
    pub place: String,
    /// Bytes of a declared annex that is published as it is.
    pub size: Option<u64>,
}

/// What is known of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// It is there but has more bytes than any picture may.
    TooLarge {
        /// How many it may have.
        limit: u64,
    },
}

/// The letters of a body that can show every character there is.
fn every_glyph(_: char) -> bool {
    true
}

impl Facts<'_> {
    /// Of a world with nothing in it: no file, no other body, and every character has a shape.
    pub fn none() -> Self {
        static NO_FILES: BTreeMap<String, FileFact> = BTreeMap::new();
        static NOTHING_BESIDE: BTreeMap<String, Beside> = BTreeMap::new();
        Self {
            stem: "",
            path: "",
            other_bodies: &[],
            files: &NO_FILES,
            beside: &NOTHING_BESIDE,
            pictures: &NO_FILES,
            has_glyph: &every_glyph,
        }
    }

    /// The day that the file name names.
    pub fn day_of_file(&self) -> Option<Date> {
        Date::in_file_name(self.stem)
    }

    /// Is the file there and what the reference needs?
    pub fn is_present(&self, path: &str) -> bool {
        self.files.get(path) == Some(&FileFact::Present)
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts")
            .field("stem", &self.stem)
            .field("files", &self.files)
            .field("pictures", &self.pictures)
            .finish_non_exhaustive()
    }
}
