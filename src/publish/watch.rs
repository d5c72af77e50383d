//! What a project is made of, watched: who edits is let finish, and what the build itself writes is no change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::RecursiveMode;
use notify::event::{EventKind, MetadataKind, ModifyKind};

use super::disk::Stamps;
use super::manifest::{MANIFEST_FILE, Manifest, SUMS_FILE};
use super::{Disk, FORMATS, Fault, Request, normalised, real, selection};

/// So long nothing may change before a build begins: an editor writes a file in several steps.
const CALM: Duration = Duration::from_millis(100);
/// After so long a build begins all the same.
const LONGEST: Duration = Duration::from_millis(500);
/// How often a folder that is gone is looked for, and files are looked at where the system tells nothing.
const PERIOD: Duration = Duration::from_secs(1);

/// Of a lone file, what lies in the folders beside it is watched too, where there is no more than this.
const SMALL: usize = 2_000;

/// What tells of changes.
type System = Box<dyn notify::Watcher + Send>;

/// The folders that a build is made of, watched.
pub struct Watcher<'a> {
    disk: &'a dyn Disk,
    /// None where files are looked at each second.
    system: Option<System>,
    events: Receiver<notify::Event>,
    /// Keeps the line open where no system sends anything.
    _sender: Sender<notify::Event>,
    places: Vec<Place>,
}

/// A folder that is watched.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    folder: PathBuf,
    /// With everything below it? Not where a lone file lies in somebody's home.
    is_deep: bool,
    /// Where its finished files go.
    output: PathBuf,
    /// Files that the build made, where those lie among the sources.
    made: BTreeSet<PathBuf>,
    /// Is the system asked about it? Not while it is gone.
    is_watched: bool,
    /// What tells that a source was written to, as it was when files were last looked at.
    stamps: Stamps,
}

impl<'a> Watcher<'a> {
    /// Watches what is to be built. `polls`: files are looked at each second, which works on every file system.
    ///
    /// # Errors
    /// There is nothing to watch: no project, or no such file.
    pub fn new(
        disk: &'a dyn Disk,
        request: &Request<'_>,
        polls: bool,
    ) -> Result<Self, Vec<Fault>> {
        let (places, faults) = places(disk, request);
        if places.is_empty() {
            return Err(faults);
        }
        let (sender, events) = channel();
        let system = if polls { None } else { system(&sender).ok() };
        let mut watcher = Self { disk, system, events, _sender: sender, places };
        watcher.watch_all();
        watcher.look();
        Ok(watcher)
    }

    /// Are files looked at each second, for want of a system that tells?
    pub fn polls(&self) -> bool {
        self.system.is_none()
    }

    /// Watches what the settings now say: to be called after each build.
    pub fn follow(&mut self, request: &Request<'_>) {
        for new in places(self.disk, request).0 {
            let same = |old: &&mut Place| old.folder == new.folder;
            match self.places.iter_mut().find(same) {
                Some(old) => {
                    old.output = new.output;
                    old.made = new.made;
                }
                None => self.places.push(new),
            }
        }
        self.watch_all();
    }

    /// Waits until something has changed and it is calm again, or for as long as is said. Has anything changed?
    pub fn wait(&mut self, limit: Option<Duration>) -> bool {
        let begun = Instant::now();
        loop {
            let left = limit.map_or(PERIOD, |limit| limit.saturating_sub(begun.elapsed()));
            match self.events.recv_timeout(left.min(PERIOD)) {
                Ok(event) if self.is_change(&event) => break,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) if self.has_returned() || self.look() => break,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => return false,
                Err(_) => {}
            }
        }
        let first = Instant::now();
        let mut calm = first + CALM;
        while let Some(left) = calm.min(first + LONGEST).checked_duration_since(Instant::now())
        {
            match self.events.recv_timeout(left) {
                Ok(event) if self.is_change(&event) => calm = Instant::now() + CALM,
                Ok(_) => {}
                Err(_) if self.look() => calm = Instant::now() + CALM,
                Err(_) => break,
            }
        }
        self.has_returned();
        true
    }

    /// Asks the system about every folder that is there and that it does not yet tell of. Some systems watch only
    /// so many folders, and some file systems none: then files are looked at.
    fn watch_all(&mut self) {
        let Some(system) = &mut self.system else { return };
        for place in &mut self.places {
            if place.is_watched || !self.disk.is_folder(&place.folder) {
                continue;
            }
            let mode = if place.is_deep {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            match system.watch(&place.folder, mode) {
                Ok(()) => place.is_watched = true,
                // It went away in the meantime, and is waited for.
                Err(_) if !self.disk.is_folder(&place.folder) => {}
                Err(_) => {
                    self.system = None;
                    return;
                }
            }
        }
    }

    /// Looks at all files, where the system does not tell. Is any another than it was?
    fn look(&mut self) -> bool {
        if self.system.is_some() {
            return false;
        }
        let mut is_change = false;
        for place in &mut self.places {
            let mut stamps = self.disk.stamps(&place.folder, place.is_deep);
            stamps.retain(|path, _| place.is_source(self.disk, path));
            is_change |= stamps != place.stamps;
            place.stamps = stamps;
        }
        is_change
    }

    /// Has a folder come back that was gone?
    fn has_returned(&mut self) -> bool {
        let back = |place: &Place| !place.is_watched && self.disk.is_folder(&place.folder);
        let any = self.system.is_some() && self.places.iter().any(back);
        if any {
            self.watch_all();
        }
        any
    }

    /// Does what happened concern what the documents are made of?
    fn is_change(&mut self, event: &notify::Event) -> bool {
        if event.need_rescan() || event.paths.is_empty() {
            return true;
        }
        let is_metadata = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
        let is_away =
            matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        let mut is_change = false;
        for path in &event.paths {
            // That a folder has new files is told of the files.
            if is_metadata && self.disk.is_folder(path) {
                continue;
            }
            for place in &mut self.places {
                if is_away && place.folder.starts_with(path) {
                    let _ = self.system.as_mut().map(|system| system.unwatch(&place.folder));
                    place.is_watched = false;
                    is_change = true;
                }
                is_change |= place.is_source(self.disk, path);
            }
        }
        is_change
    }
}

impl std::fmt::Debug for Watcher<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watcher").field("places", &self.places).finish_non_exhaustive()
    }
}

impl Place {
    /// May a document be made of this file?
    fn is_source(&self, disk: &dyn Disk, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.folder) else { return false };
        let is_aside =
            |part: &str| part.starts_with('.') || part.starts_with("~$") || part.ends_with('~');
        if below.iter().any(|part| is_aside(&part.to_string_lossy())) {
            return false;
        }
        if !self.folder.starts_with(&self.output) {
            return !path.starts_with(&self.output);
        }
        let is_finished = self.made.contains(path)
            || FORMATS.iter().any(|it| path.extension().is_some_and(|e| e == it.name))
                && disk.is_file(&path.with_extension("md"));
        !is_finished
    }
}

/// What there is to watch, and what stands in the way.
fn places(disk: &dyn Disk, request: &Request<'_>) -> (Vec<Place>, Vec<Fault>) {
    let (selected, faults) = selection::select(disk, &request.paths, &request.current);
    let places = selected.into_iter().map(|(project, _)| {
        let is_named = |path: &PathBuf| disk.canonical(path).is_ok_and(|it| it == project.root);
        let output = request.output.as_ref().unwrap_or(&project.output);
        let output = real(disk, &normalised(output));
        let mut made = BTreeSet::new();
        if project.root.starts_with(&output) {
            let manifest = Manifest::read(disk, &output).ok().flatten();
            let files = manifest.iter().flat_map(|it| it.files.keys()).map(String::as_str);
            made.extend(files.chain([MANIFEST_FILE, SUMS_FILE]).map(|it| output.join(it)));
        }
        Place {
            is_deep: project.is_project
                || request.paths.iter().any(is_named)
                || disk.is_small(&project.root, SMALL),
            folder: project.root,
            output,
            made,
            is_watched: false,
            stamps: Stamps::new(),
        }
    });
    (places.collect(), faults)
}

/// The system's own way of telling.
fn system(sender: &Sender<notify::Event>) -> notify::Result<System> {
    Ok(Box::new(notify::recommended_watcher(handler(sender))?))
}

/// Passes on that something was changed, not that it was looked at.
fn handler(sender: &Sender<notify::Event>) -> impl Fn(notify::Result<notify::Event>) + use<> {
    let sender = sender.clone();
    move |event| {
        // A file that went away while it was looked at is told as gone in its turn.
        let Ok(event) = event else { return };
        let is_looked_at = matches!(
            event.kind,
            EventKind::Access(_)
                | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime))
        );
        if !is_looked_at {
            // Nobody waits any more when the program ends.
            let _ = sender.send(event);
        }
    }
}
