//! Everything that Typst can reach: the body's template folder and its fonts. No network, no packages, no clock, no
//! other file. The document is no part of it: templates are given it as an argument.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Dict, Duration, dict};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::{self, FontSet};
use crate::organ::{Files, Organ};
use crate::render::is_same_folder;

// Typst keeps the name of a file for as long as the process lives, and has room for 65,535. So the
// names are those of the template folder, never those of documents.
static MAIN: LazyLock<Source> =
    LazyLock::new(|| Source::new(file_id("lgl/main.typ"), include_str!("main.typ").to_owned()));
static DOCUMENT: LazyLock<FileId> = LazyLock::new(|| file_id("lgl/document.md"));

/// Worlds that are kept: a body has one for each look of its layouts, and more than these are seldom built in one run.
const KEPT: usize = 16;

static WORLDS: Mutex<Vec<Arc<Sealed>>> = Mutex::new(Vec::new());

/// The world of a body's documents. It owns what it holds, so that a layout that never ends can be left to itself.
pub(super) struct Sealed {
    /// What templates know of the body before they see a document.
    organ: Dict,
    files: Files,
    /// The templates, parsed when they are first asked for.
    sources: Mutex<HashMap<FileId, Source>>,
    library: LazyHash<Library>,
    fonts: Arc<FontSet>,
}

impl Sealed {
    /// The world of a body; its templates see `organ` as `sys.inputs.organ`.
    pub(super) fn of(organ: &Organ, data: Dict) -> Arc<Self> {
        // A world is only ever added whole, so it is sound even where another thread broke off.
        let mut worlds = WORLDS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(world) = worlds.iter().find(|world| world.is_of(organ, &data)) {
            return Arc::clone(world);
        }
        let world = Arc::new(Self::new(organ, data));
        if worlds.len() == KEPT {
            worlds.remove(0);
        }
        worlds.push(Arc::clone(&world));
        world
    }

    fn new(organ: &Organ, data: Dict) -> Self {
        // Row headers in tables (`pdf.header-cell`) are behind this feature.
        let features = [Feature::A11yExtras].into_iter().collect();
        let inputs = dict! { "organ" => data.clone() };
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        let files = files(organ).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        Self {
            organ: data,
            files,
            sources: Mutex::default(),
            library: LazyHash::new(library),
            fonts: fonts::of(organ),
        }
    }

    fn is_of(&self, organ: &Organ, data: &Dict) -> bool {
        self.organ == *data
            && is_same_folder(&self.files, files(organ))
            && Arc::ptr_eq(&self.fonts, &fonts::of(organ))
    }

    /// Path in the template folder of a file that Typst names, if it is one of them.
    pub(super) fn template_path(&self, id: FileId) -> Option<&str> {
        let path = id.vpath().get_without_slash();
        self.files.get_key_value(path).map(|(path, _)| path.as_str())
    }
}

/// The files of a body that Typst may read. The typefaces are parsed already.
fn files(organ: &Organ) -> impl Iterator<Item = (&String, &Cow<'static, [u8]>)> {
    organ.files.iter().filter(|(path, _)| !path.starts_with(fonts::FOLDER))
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
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(source) = sources.get(&id) {
            return Ok(source.clone());
        }
        let text = self.file(id)?;
        let text = std::str::from_utf8(&text).map_err(|_| FileError::InvalidUtf8)?;
        let source = Source::new(id, text.to_owned());
        sources.insert(id, source.clone());
        Ok(source)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            return Err(PackageError::NotFound(package.clone()).into());
        }
        let path = id.vpath();
        match self.files.get(path.get_without_slash()) {
            Some(Cow::Borrowed(bytes)) => Ok(Bytes::new(*bytes)),
            Some(Cow::Owned(bytes)) => Ok(Bytes::new(bytes.clone())),
            None => Err(FileError::NotFound(path.get_without_slash().into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
