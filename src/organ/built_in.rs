//! The bodies that are built into the program: the folders of `templates/`.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use super::Files;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The files of a built-in body.
pub fn built_in(id: &str) -> Option<Files> {
    let folder = TEMPLATES.get_dir(id)?;
    let mut files = Files::new();
    let mut folders = vec![folder];
    while let Some(current) = folders.pop() {
        folders.extend(current.dirs());
        for file in current.files() {
            // The tool that embeds the folder may name paths with backslashes.
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(path) = path.strip_prefix(id).and_then(|p| p.strip_prefix('/')) {
                files.insert(path.to_owned(), Cow::Borrowed(file.contents()));
            }
        }
    }
    Some(files)
}

/// The names of the built-in bodies.
pub fn built_in_names() -> Vec<String> {
    let mut names: Vec<String> =
        TEMPLATES.dirs().map(|dir| dir.path().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
