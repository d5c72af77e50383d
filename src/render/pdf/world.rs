//! Everything that Typst can reach: the body's template folder, its fonts and the document. No network,
//! no packages, no clock, no other file.

use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::{self, FontSet};
use crate::organ::{Files, Organ};

// Typst keeps the name of a file for as long as the process lives, and has room for 65,535. So the
// names are those of the template folder, never those of documents.
static MAIN: LazyLock<Source> =
    LazyLock::new(|| Source::new(file_id("lgl/main.typ"), include_str!("main.typ").to_owned()));
static DOCUMENT: LazyLock<FileId> = LazyLock::new(|| file_id("lgl/document.md"));

/// The world of one document. It owns what it holds, so that a layout that never ends can be left to itself.
pub(super) struct Sealed {
    files: Files,
    library: LazyHash<Library>,
    fonts: Arc<FontSet>,
}

impl Sealed {
    /// The world of a document of this body; the template sees `inputs` as `sys.inputs`.
    pub(super) fn new(organ: &Organ, inputs: Dict) -> Self {
        // Row headers in tables (`pdf.header-cell`) are behind this feature.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        // The typefaces are parsed already.
        let files = organ.files.iter().filter(|(path, _)| !path.starts_with(fonts::FOLDER));
        let files = files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        Self { files, library: LazyHash::new(library), fonts: fonts::of(organ) }
    }

    /// Path in the template folder of a file that Typst names, if it is one of them.
    pub(super) fn template_path(&self, id: FileId) -> Option<&str> {
        let path = id.vpath().get_without_slash();
        self.files.get_key_value(path).map(|(path, _)| path.as_str())
    }
}

/// The file that spans in content lead into: the Markdown of the document.
pub(super) fn document() -> FileId {
    *DOCUMENT
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the path is a plain relative one");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Sealed {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        MAIN.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == MAIN.id() {
            return Ok(MAIN.clone());
        }
        let text = self.file(id)?;
        let text = std::str::from_utf8(&text).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(PackageError::NotFound(package.clone()).into());
        }
        let path = id.vpath();
        match self.files.get(path.get_without_slash()) {
            Some(bytes) => Ok(Bytes::new(bytes.to_vec())),
            None => Err(FileError::NotFound(path.get_without_slash().into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
