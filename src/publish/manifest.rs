//! What a build made, of what: `manifest.json` and the sums beside it, in the folder of finished files.
//!
//! They are written last. So what they say is true of a whole build, and a build that was cut off shows.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::project::{Project, SETTINGS_FILE, TEMPLATES};
use super::trace::{Sum, Traced};
use super::{Disk, Fault, shown};
use crate::organ::{BASE, ORGAN_FILE};
use crate::report::hexadecimal;

/// What was made of what, for programs.
pub const MANIFEST_FILE: &str = "manifest.json";
/// The sums of the finished files, as `sha256sum -c` reads them.
pub const SUMS_FILE: &str = "SHA256SUMS";
/// The form of `manifest.json`.
const VERSION: u32 = 1;
/// The largest manifest that is read, in bytes: a hundred thousand files.
pub(super) const MAX_MANIFEST: u64 = 64 * 1024 * 1024;

/// SHA-256 of each of some files, in hexadecimal, by their paths with forward slashes.
pub(super) type Sums = BTreeMap<String, String>;

/// What `manifest.json` says.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    version: u32,
    /// The program that wrote it.
    pub(super) program: Program,
    /// Which part of a build it is of, as `2/8`; none where it is of a whole one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) shard: Option<String>,
    /// What all documents are made of, in the last build: settings and templates, by path in the project.
    pub(super) shared: Sums,
    /// The finished files, by path in their folder.
    pub(super) files: BTreeMap<String, Made>,
}

/// The versions of what makes the files.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub(super) struct Program {
    lgl: String,
    typst: String,
}

/// A finished file.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    /// SHA-256 of its bytes, in hexadecimal.
    pub(super) sha256: String,
    /// The document, or the file that it is a copy of, by path in the project.
    pub(super) source: String,
    /// The files it was made of, the source among them, by path in the project.
    pub(super) inputs: Inputs,
    /// The sum of [`Manifest::shared`] as it was then; none for a copy, which no template has a part in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) shared: Option<String>,
}

/// The sums of the files that something was made of. The formats of a document have them in common, and there is
/// one in most.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(from = "Sums")]
pub(super) struct Inputs(Arc<[(Box<str>, Box<str>)]>);

impl Inputs {
    /// Each path with its sum, in the order of the paths.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, sum)| (&**path, &**sum))
    }

    /// The sum of the file with a path.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.iter().find_map(|(own, sum)| (own == path).then_some(sum))
    }
}

impl From<Sums> for Inputs {
    fn from(sums: Sums) -> Self {
        Self(sums.into_iter().map(|(path, sum)| (path.into(), sum.into())).collect())
    }
}

impl Serialize for Inputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl Manifest {
    /// What this build, or this part of one, made.
    pub(super) fn new(
        shared: Sums,
        files: BTreeMap<String, Made>,
        part: Option<String>,
    ) -> Self {
        let program = Program {
            lgl: env!("CARGO_PKG_VERSION").to_owned(),
            typst: typst::utils::version().raw().to_owned(),
        };
        Self { version: VERSION, program, shard: part, shared, files }
    }

    /// The manifest of a folder, if it has one that can be read.
    pub(super) fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Option<Self>> {
        Ok(Self::parse(&disk.read(&folder.join(MANIFEST_FILE), MAX_MANIFEST)?))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(bytes).ok()?;
        (read.version == VERSION).then_some(read)
    }

    /// Adds what an earlier build made and this one did not, where its source and itself are still there.
    pub(super) fn keep(&mut self, disk: &dyn Disk, project: &Project, output: &Path) {
        let Ok(bytes) = disk.read(&output.join(MANIFEST_FILE), MAX_MANIFEST) else { return };
        // Most builds make all that is in it, and then nothing else is asked of it.
        let paths = serde_json::from_slice(&bytes);
        if paths.is_ok_and(|Paths { files }| files.keys().all(|it| self.files.contains_key(it)))
        {
            return;
        }
        let Some(old) = Self::parse(&bytes) else { return };
        for (path, made) in old.files {
            let is_there = !self.files.contains_key(&path)
                && is_below(&path)
                && is_below(&made.source)
                && disk.is_file(&output.join(&path))
                && disk.is_file(&project.root.join(&made.source));
            if is_there {
                self.files.insert(path, made);
            }
        }
    }

    /// Puts it in place, and the sums.
    pub(super) fn write(&self, disk: &dyn Disk, folder: &Path) -> Result<(), Fault> {
        let json = self.json();
        let files = [(SUMS_FILE, self.sums_beside(&json)), (MANIFEST_FILE, json)];
        for (name, text) in files {
            let path = folder.join(name);
            let written = disk.write(&path, text.as_bytes());
            written.map_err(|error| Fault::io("skriva", &path, &error))?;
        }
        Ok(())
    }

    /// The text of `manifest.json`.
    fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("text and numbers only") + "\n"
    }

    /// The text of `SHA256SUMS`: the finished files and the manifest itself.
    pub(super) fn sums(&self) -> String {
        self.sums_beside(&self.json())
    }

    /// The same where the text of the manifest is had already.
    fn sums_beside(&self, json: &str) -> String {
        let own = sha256(json.as_bytes());
        let files = self.files.iter().map(|(path, made)| (path.as_str(), made.sha256.as_str()));
        files
            .chain([(MANIFEST_FILE, own.as_str())])
            .map(|(path, sum)| line(path, sum))
            .collect()
    }
}

/// One line of a file of sums, as GNU's `sha256sum` writes it.
fn line(path: &str, sum: &str) -> String {
    if path.contains(['\\', '\n', '\r']) {
        let path = path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        return format!("\\{sum}  {path}\n");
    }
    format!("{sum}  {path}\n")
}

/// The paths of the files in a manifest.
#[derive(Deserialize)]
#[expect(clippy::zero_sized_map_values, reason = "what stands beside the paths is passed over")]
struct Paths {
    files: BTreeMap<String, IgnoredAny>,
}

/// As much of an object as tells whether lgl wrote it. A manifest of ten thousand documents is not read whole for that.
#[derive(Deserialize)]
struct Probe {
    program: Option<serde_json::Value>,
}

/// May a folder's manifest be put in place? Another program's file with its name stays.
pub(super) fn check_place(disk: &dyn Disk, folder: &Path) -> Result<(), Fault> {
    let path = folder.join(MANIFEST_FILE);
    let Ok(bytes) = disk.read(&path, MAX_MANIFEST) else { return Ok(()) };
    let Ok(found) = serde_json::from_slice::<Probe>(&bytes) else { return Ok(()) };
    if found.program.is_some_and(|program| program.get("lgl").is_some()) {
        return Ok(());
    }
    Err(Fault::new(format!("{} är inte skriven av lgl och skulle skrivas över", shown(&path)))
        .help("Flytta den, eller bygg i en annan mapp med --out."))
}

/// SHA-256 of some bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// One sum for many.
pub(super) fn sum_of(sums: &Sums) -> String {
    let lines: String = sums.iter().map(|(path, sum)| line(path, sum)).collect();
    sha256(lines.as_bytes())
}

/// Does a path lead to something below the folder it is taken from?
pub(super) fn is_below(path: &str) -> bool {
    use std::path::Component;
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        && !path.is_empty()
}

/// What all documents of a project are made of: its settings and its templates.
pub(super) fn shared(disk: &dyn Disk, project: &Project) -> Sums {
    let templates = project.root.join(TEMPLATES);
    let entries = if disk.is_folder(&templates) {
        disk.list(&templates).unwrap_or_default()
    } else {
        Vec::new()
    };
    let settings = project.root.join(SETTINGS_FILE);
    let traced = Traced::new(disk, &project.root);
    for path in entries.into_iter().map(|entry| entry.path).chain([settings]) {
        // One that cannot be read has been told of where it is needed.
        let _ = traced.read(&path, MAX_MANIFEST);
    }
    traced.trace().sums()
}

/// Has a project files of its own for a body?
pub(super) fn has_own_files(shared: &Sums, id: &str) -> bool {
    shared.keys().any(|path| is_of_body(path, id))
}

fn is_of_body(path: &str, id: &str) -> bool {
    let mut parts = path.split('/');
    parts.next() == Some(TEMPLATES) && parts.next().is_some_and(|it| it == id || it == BASE)
}

/// The sum of the files of a body that are the project's own. What is built in changes with the program only.
pub(super) fn sum_of_body(shared: &Sums, id: &str) -> Sum {
    sum_where(shared, |path| is_of_body(path, id))
}

/// The sum of what bodies say of themselves: documents are looked at in the light of all of them.
pub(super) fn sum_of_organ_files(shared: &Sums) -> Sum {
    sum_where(shared, |path| path.ends_with(ORGAN_FILE))
}

fn sum_where(sums: &Sums, is_wanted: impl Fn(&str) -> bool) -> Sum {
    let mut hash = Sha256::new();
    for (path, sum) in sums.iter().filter(|(path, _)| is_wanted(path)) {
        hash.update(line(path, sum));
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_nothing_is_the_known_one() {
        assert_eq!(
            sha256(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn names_that_sha256sum_escapes_are_escaped() {
        assert_eq!(line("möte 1.pdf", "00"), "00  möte 1.pdf\n");
        assert_eq!(line("a\\b\n.pdf", "00"), "\\00  a\\\\b\\n.pdf\n");
    }

    #[test]
    fn a_path_of_a_manifest_leads_nowhere_else() {
        for (path, expected) in
            [("a.pdf", true), ("2022/a.pdf", true), ("../a", false), ("/a", false), ("", false)]
        {
            assert_eq!(is_below(path), expected, "{path}");
        }
    }
}
