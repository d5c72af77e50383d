//! The disk of this machine, on which something is otherwise.

use std::io;
use std::path::{Path, PathBuf};

use lgl::publish::LocalDisk;
use lgl::publish::disk::{Disk, Entry, Held};

/// What is otherwise; the rest is as on any disk.
pub(crate) trait Odd: Sync {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        LocalDisk.read(path, limit)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        LocalDisk.write(path, bytes)
    }
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        LocalDisk.create(path, bytes)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        LocalDisk.replace(path, bytes)
    }
}

/// A disk on which something is otherwise.
pub(crate) struct OddDisk<T>(pub(crate) T);

impl<T: Odd> Disk for OddDisk<T> {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.0.read(path, limit)
    }
    fn size(&self, path: &Path) -> io::Result<u64> {
        LocalDisk.size(path)
    }
    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        LocalDisk.canonical(path)
    }
    fn is_file(&self, path: &Path) -> bool {
        LocalDisk.is_file(path)
    }
    fn is_folder(&self, path: &Path) -> bool {
        LocalDisk.is_folder(path)
    }
    fn is_taken(&self, path: &Path) -> bool {
        LocalDisk.is_taken(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        LocalDisk.list(folder)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.write(path, bytes)
    }
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.create(path, bytes)
    }
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.replace(path, bytes)
    }
    fn sweep(&self, folder: &Path) -> io::Result<()> {
        LocalDisk.sweep(folder)
    }
    fn hold(&self, folder: &Path, wait: &mut dyn FnMut()) -> io::Result<Held> {
        LocalDisk.hold(folder, wait)
    }
}
