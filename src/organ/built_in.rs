//! The bodies that are built into the program: the folders of `templates/`, on the base that they share.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use super::{Files, ORGAN_FILE};

/// The folder of what every body starts from. It is no body itself: it does not say who it is.
pub const BASE: &str = "bas";

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The files that every body has unless it has its own in their place.
pub fn base() -> Files {
    folder(BASE).unwrap_or_default()
}

/// Is it the file of the base, and not the body's own? What is wrong there is told under that name.
pub fn is_of_base(path: &str, bytes: &[u8]) -> bool {
    let file = TEMPLATES.get_file(format!("{BASE}/{path}"));
    file.is_some_and(|file| std::ptr::eq(file.contents(), bytes))
}

/// The files of a built-in body, those of the base among them.
pub fn built_in(id: &str) -> Option<Files> {
    let mut files = base();
    files.extend(own(id)?);
    Some(files)
}

/// The files that a built-in body has in its own folder.
pub fn own(id: &str) -> Option<Files> {
    folder(id).filter(|files| files.contains_key(ORGAN_FILE))
}

fn folder(name: &str) -> Option<Files> {
    let folder = TEMPLATES.get_dir(name)?;
    let mut files = Files::new();
    let mut folders = vec![folder];
    while let Some(current) = folders.pop() {
        folders.extend(current.dirs());
        for file in current.files() {
            // The tool that embeds the folder may name paths with backslashes.
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(path) = path.strip_prefix(name).and_then(|p| p.strip_prefix('/')) {
                files.insert(path.to_owned(), Cow::Borrowed(file.contents()));
            }
        }
    }
    Some(files)
}

/// The names of the built-in bodies.
pub fn built_in_names() -> Vec<String> {
    let folders = TEMPLATES.dirs().map(|folder| folder.path().to_string_lossy().into_owned());
    let mut names: Vec<String> = folders.filter(|name| own(name).is_some()).collect();
    names.sort();
    names
}
