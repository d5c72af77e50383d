//! What the tests share: the project's files, temporary projects, and a look inside a PDF.

pub(crate) mod disk;
pub(crate) mod page;
pub(crate) mod pdf;
pub(crate) mod project;

use std::path::{Path, PathBuf};

/// The folder of this repository.
pub(crate) fn project_root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the repository: path with forward slashes, and text.
pub(crate) fn rust_files(folder: &str) -> Vec<(String, String)> {
    let root = project_root();
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = shown(path.strip_prefix(&root).unwrap());
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!files.is_empty(), "no Rust file below {folder}");
    files
}

/// A path with forward slashes.
pub(crate) fn shown(path: &Path) -> String {
    // Where it does not part folders, a backslash is a sign like others.
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Tells a figure to who runs a test with `--nocapture`: tests/conformance/all collects them.
#[expect(clippy::print_stdout, reason = "that is what it is for")]
pub(crate) fn figure(name: &str, number: usize) {
    println!("figure: {name} = {number}");
}
