//! A project in a temporary folder, built in the process.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lgl::publish::{
    Event, FORMATS, Format, LocalDisk, MANIFEST_FILE, Outcome, Request, SUMS_FILE, Shard, build,
};
use lgl::report;

/// A project in a temporary folder, gone when dropped.
pub(crate) struct TestProject {
    folder: tempfile::TempDir,
}

/// What a build did and said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) outcome: Outcome,
    /// Every finding as one line, and every fault as its sentence.
    pub(crate) lines: Vec<String>,
    /// Every document that was built, with the reason.
    pub(crate) rebuilt: Vec<String>,
}

impl TestProject {
    /// An empty folder with settings.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let project = Self { folder };
        project.with("lgl.yaml", "organ: lgl\n")
    }

    /// A project of documents that leave out what a test is not about: hours, place, text between headings.
    pub(crate) fn of_fragments() -> Self {
        Self::new().with("lgl.yaml", "organ: lgl\nregler:\n  LGL503: av\n  LGL608: av\n")
    }

    /// A copy of a project of the repository: its settings, documents and bodies.
    pub(crate) fn copy_of(folder: &Path) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        ["lgl.yaml", "protocols", "templates"]
            .into_iter()
            .filter(|part| folder.join(part).exists())
            .fold(project, |project, part| project.with_part(folder, part))
    }

    /// The same with a file or folder of another project.
    pub(crate) fn with_part(self, folder: &Path, part: &str) -> Self {
        for entry in walkdir::WalkDir::new(folder.join(part)) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let below = entry.path().strip_prefix(folder).unwrap();
                self.put(below, &std::fs::read(entry.path()).unwrap());
            }
        }
        self
    }

    /// The same with one more file.
    pub(crate) fn with(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(Path::new(path), bytes.as_ref());
        self
    }

    fn put(&self, path: &Path, bytes: &[u8]) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }

    /// Puts a text in place of what was there.
    pub(crate) fn put_text(&self, path: &str, text: &str) {
        self.put(Path::new(path), text.as_bytes());
    }

    /// The folder, without symbolic links.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// A file of the project.
    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        let file = self.root().join(path);
        std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// A file of the project as text.
    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.read(path)).unwrap()
    }

    /// Is the file there?
    pub(crate) fn has(&self, path: &str) -> bool {
        self.root().join(path).is_file()
    }

    /// Every file below a folder of the project, by path, byte for byte.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.root().join(folder);
        let entries = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let name = super::shown(entry.path().strip_prefix(&folder).unwrap());
                (name, std::fs::read(entry.path()).unwrap())
            })
            .collect()
    }

    /// Every file below `public` but what tells of the build.
    pub(crate) fn published(&self) -> Vec<String> {
        let public = self.root().join("public");
        if !public.is_dir() {
            return Vec::new();
        }
        walkdir::WalkDir::new(&public)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| super::shown(entry.path().strip_prefix(&public).unwrap()))
            .filter(|name| ![MANIFEST_FILE, SUMS_FILE].contains(&name.as_str()))
            .collect()
    }

    /// Every file below `public` in one format, without its extension.
    pub(crate) fn published_as(&self, format: &str) -> Vec<String> {
        let stem =
            |name: String| Some(name.strip_suffix(format)?.strip_suffix('.')?.to_owned());
        self.published().into_iter().filter_map(stem).collect()
    }

    /// Builds the whole project in these formats.
    pub(crate) fn build(&self, formats: &[&str]) -> Said {
        self.build_into(None, formats)
    }

    /// Builds the whole project in these formats into a folder below it.
    pub(crate) fn build_into(&self, folder: Option<&str>, formats: &[&str]) -> Said {
        self.build_paths(&[], folder, formats)
    }

    /// Builds one file in these formats.
    pub(crate) fn build_file(&self, path: &str, formats: &[&str]) -> Said {
        self.build_paths(&[path], None, formats)
    }

    /// Builds one file in formats of a test's own.
    pub(crate) fn build_file_as(&self, path: &str, formats: &[Format]) -> Said {
        self.build_formats(&[path], None, formats.iter().collect())
    }

    fn build_paths(&self, paths: &[&str], folder: Option<&str>, formats: &[&str]) -> Said {
        let formats = FORMATS.iter().filter(|f| formats.contains(&f.name)).collect();
        self.build_formats(paths, folder, formats)
    }

    fn build_formats(
        &self,
        paths: &[&str],
        folder: Option<&str>,
        formats: Vec<&Format>,
    ) -> Said {
        built(&Request {
            paths: paths.iter().map(|path| self.root().join(path)).collect(),
            formats,
            output: folder.map(|folder| self.root().join(folder)),
            current: self.root(),
            ..Request::default()
        })
    }

    /// Builds one part of the whole project into a folder below it.
    pub(crate) fn build_shard(&self, shard: Shard, folder: &str, formats: &[&str]) -> Said {
        built(&Request {
            formats: FORMATS.iter().filter(|f| formats.contains(&f.name)).collect(),
            output: Some(self.root().join(folder)),
            current: self.root(),
            shard: Some(shard),
            ..Request::default()
        })
    }
}

/// What a build did and said.
fn built(request: &Request<'_>) -> Said {
    let (mut lines, mut rebuilt) = (Vec::new(), Vec::new());
    let outcome = build(&LocalDisk, request, &mut |event| match event {
        Event::Findings(source, findings) => {
            lines.extend(report::concise(source, findings).lines().map(str::to_owned));
        }
        Event::Fault(fault) => lines.push(fault.message.clone()),
        Event::Rebuilt(name, why) => rebuilt.push(format!("{name}: {why}")),
        Event::Waiting | Event::Start(_) | Event::Done(_) => {}
    });
    Said { outcome, lines, rebuilt }
}

/// A protocol with the four sections that every one has, and a body of one's own between them.
pub(crate) fn protocol(keys: &str, body: &str) -> String {
    format!(
        "---\ndatum: 2026-12-04\n{keys}---\n\n## Välkomna\n\nOrdföranden öppnar mötet.\n\n\
         ## Dagordning\n\nDagordningen godkänns.\n\n{body}\n\n## Beslut\n\nInga beslut fattades. Mötet avslutas.\n\n\
         ## Närvarande\n\n- Eva Ek, Nybro kommun\n"
    )
}
