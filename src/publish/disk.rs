//! The one door to the file system. Everything else of the program works on what comes through it.

#![expect(
    clippy::disallowed_methods,
    reason = "this file is the door that the others go through"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// What the names of files begin with that are not whole yet; six letters or digits follow.
const TEMPORARY: &str = ".lgl-";

/// How often a file is read anew that changes while it is read.
const TRIES: usize = 5;

/// The most room that is made for a file before it is read, in bytes: what a system says of a length may be wrong.
const MOST_ROOM: usize = 1024 * 1024;

/// What lgl asks of a file system.
pub trait Disk: Sync {
    /// The bytes of a file, or the first `limit` + 1 of them.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// How many bytes a file has.
    fn size(&self, path: &Path) -> io::Result<u64>;
    /// The absolute path without symbolic links.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
    /// Is it a file? Symbolic links are followed.
    fn is_file(&self, path: &Path) -> bool;
    /// Is it a folder? Symbolic links are followed.
    fn is_folder(&self, path: &Path) -> bool;
    /// Has anything this name, a symbolic link that leads nowhere too?
    fn is_taken(&self, path: &Path) -> bool;
    /// Everything below a folder but the folders, sorted by name; symbolic links are named and not followed.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// What tells of every file in a folder, and where it `is_deep` below it, that it was written to. Hidden ones are
    /// left out, and what cannot be read.
    fn stamps(&self, _folder: &Path, _is_deep: bool) -> Stamps {
        Stamps::new()
    }
    /// Are there at most so many things below a folder, hidden ones apart?
    fn is_small(&self, _folder: &Path, _most: usize) -> bool {
        false
    }
    /// Puts a file in place whole: who looks sees the old bytes or the new ones. Makes the folders it needs.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// The same for a file that must not be there: whatever has its name stays as it is, and the fault is
    /// [`io::ErrorKind::AlreadyExists`].
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// The same for a file that somebody else wrote and that is there: it keeps its permissions, and a symbolic
    /// link goes on leading to it.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Takes away from a folder, not from those below it, what a build that was killed had not yet given its name.
    fn sweep(&self, folder: &Path) -> io::Result<()>;
    /// Keeps other builds away from a folder until what it gives is dropped, or the program ends in any way. Tells
    /// `wait` before it waits for another.
    fn hold(&self, folder: &Path, wait: &mut dyn FnMut()) -> io::Result<Held>;
}

/// Files, with how long they are and when they were written to.
pub type Stamps = BTreeMap<PathBuf, (u64, Option<std::time::SystemTime>)>;

/// A folder that other builds keep away from.
#[derive(Debug, Default)]
pub struct Held {
    /// Closing it gives the folder free. None on a disk that only one build knows.
    _folder: Option<fs::File>,
}

/// Something below a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path.
    pub path: PathBuf,
    /// Is it a symbolic link?
    pub is_link: bool,
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalDisk;

impl Disk for LocalDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        // Opening a pipe may wait for ever, and a device may never end.
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(io::Error::other("det är ingen vanlig fil"));
        }
        // Who saves a file may be half way: then its two halves belong to two texts.
        for _ in 0..TRIES {
            let file = fs::File::open(path)?;
            let before = state(&file)?;
            // Room for one byte more tells at once that nothing follows.
            let room = usize::try_from(before.0.min(limit)).unwrap_or(MOST_ROOM) + 1;
            let mut bytes = Vec::with_capacity(room.min(MOST_ROOM));
            (&file).take(limit + 1).read_to_end(&mut bytes)?;
            if state(&file)? == before {
                return Ok(bytes);
            }
        }
        Err(io::Error::other("den ändras medan den läses"))
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        fs::metadata(path).map(|metadata| metadata.len())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn is_taken(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            if entry.depth() > 0 && !entry.file_type().is_dir() {
                let is_link = entry.path_is_symlink();
                entries.push(Entry { path: entry.into_path(), is_link });
            }
        }
        Ok(entries)
    }

    fn stamps(&self, folder: &Path, is_deep: bool) -> Stamps {
        let depth = if is_deep { usize::MAX } else { 1 };
        let entries = WalkDir::new(folder).max_depth(depth).into_iter();
        let files = entries
            .filter_entry(is_seen)
            .filter_map(Result::ok)
            .filter(|entry| !entry.file_type().is_dir());
        let stamp = |entry: walkdir::DirEntry| {
            let metadata = fs::metadata(entry.path()).ok()?;
            Some((entry.into_path(), (metadata.len(), metadata.modified().ok())))
        };
        files.filter_map(stamp).collect()
    }

    fn is_small(&self, folder: &Path, most: usize) -> bool {
        let entries = WalkDir::new(folder).min_depth(1).into_iter().filter_entry(is_seen);
        entries.take(most + 1).count() <= most
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        // The same bytes are left alone, so that who watches the folder is not woken for nothing.
        if fs::read(path).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        // The folder is nearly always there; what hinders it from being made tells more than that it is not.
        let file = temporary(folder, bytes).or_else(|_| {
            fs::create_dir_all(folder)?;
            temporary(folder, bytes)
        })?;
        set_permissions(&file)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            // A file has the name of a folder on the way.
            io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
            _ => error,
        })?;
        let file = temporary(folder, bytes)?;
        set_permissions(&file)?;
        // Asking first whether it is there would leave a moment for another to write it.
        file.persist_noclobber(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = path.canonicalize()?;
        let permissions = fs::metadata(&path)?.permissions();
        if permissions.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let file = temporary(path.parent().unwrap_or(Path::new(".")), bytes)?;
        file.as_file().set_permissions(permissions)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    fn sweep(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if is_temporary(&entry.file_name().to_string_lossy())
                && entry.file_type()?.is_file()
            {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn hold(&self, folder: &Path, wait: &mut dyn FnMut()) -> io::Result<Held> {
        let folder = fs::File::open(folder)?;
        match folder.try_lock() {
            Err(fs::TryLockError::WouldBlock) => {
                wait();
                folder.lock()?;
            }
            Err(fs::TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        Ok(Held { _folder: Some(folder) })
    }
}

/// Is it the folder itself, or something in it that is not hidden?
fn is_seen(entry: &walkdir::DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

/// Is it the name of a file that is not whole yet?
pub(super) fn is_temporary(name: &str) -> bool {
    let rest = name.strip_prefix(TEMPORARY);
    rest.is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// What tells that a file was written to.
fn state(file: &fs::File) -> io::Result<(u64, Option<std::time::SystemTime>)> {
    let metadata = file.metadata()?;
    Ok((metadata.len(), metadata.modified().ok()))
}

/// A whole file that waits for its name.
fn temporary(folder: &Path, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// A temporary file is for its owner only; a published one is for everybody to read.
#[cfg(unix)]
fn set_permissions(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_permissions(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}
