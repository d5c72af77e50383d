//! Tells the program what it is made of, so that what an older one remembers is not taken for its own.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads the sources it is told of"
)]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Everything that what the program makes depends on.
const PARTS: [&str; 4] = ["Cargo.toml", "Cargo.lock", "src", "templates"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        collect(&root.join(part), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let name =
            file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        (name, fs::read(&file)?).hash(&mut hasher);
    }
    println!("cargo::rustc-env=LGL_PROGRAM={:016x}", hasher.finish());
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}
