//! A document as finished files: one page of words, and one file for each format made from it.

mod breaks;
pub mod compose;
pub mod html;
pub mod page;
pub mod pdf;
pub mod picture;
mod typography;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::Finding;
use crate::organ::Files;
use crate::source::Source;
use page::Page;

/// Everything a format is made from. Equal jobs give equal bytes.
#[derive(Debug)]
pub struct Job<'a> {
    /// The words.
    pub page: &'a Page<'a>,
    /// The pictures, by the path that the document names them with.
    pub pictures: &'a BTreeMap<String, Picture>,
    /// The text that spans lead into.
    pub source: &'a Source,
    /// The document as data (JSON), for a format that carries it; else empty.
    pub data: &'a str,
}

/// A picture as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file, the right way up and with nothing in it but the picture.
    pub bytes: Vec<u8>,
    /// What kind of file it is.
    pub format: PictureFormat,
    /// Width in pixels (or user units of an SVG).
    pub width: u32,
    /// Height in pixels (or user units of an SVG).
    pub height: u32,
}

/// The kinds of picture that both formats take as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// SVG.
    Svg,
}

/// Why a file could not be made.
#[derive(Debug)]
pub enum Failure {
    /// The document is at fault.
    Document(Vec<Finding>),
    /// The body's template is at fault; Swedish words about the body, naming its file and line.
    Organ(String),
}

/// Are two files of bodies the same? Those that are built in lie in one place.
pub(crate) fn is_same_file(one: &[u8], other: &[u8]) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// Are these files of a body the same as those that are known?
pub(crate) fn is_same_folder<'a>(
    known: &Files,
    files: impl Iterator<Item = (&'a String, &'a Cow<'static, [u8]>)>,
) -> bool {
    let mut known = known.iter();
    let mut files = files;
    let are_same = files.all(|(path, file)| {
        known.next().is_some_and(|(name, known)| name == path && is_same_file(known, file))
    });
    are_same && known.next().is_none()
}

impl PictureFormat {
    /// Its media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }
}
