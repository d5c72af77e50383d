//! Finished files held against what the build said of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::manifest::{
    self, MANIFEST_FILE, MAX_MANIFEST, Manifest, SUMS_FILE, is_below, sha256,
};
use super::project::Project;
use super::{Disk, Fault, named, real, shown};

/// What became of holding a folder against its manifest.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many finished files the manifest names.
    pub files: usize,
    /// How many of them are what it says.
    pub right: usize,
    /// Were the sources there to be held against it as well?
    pub has_sources: bool,
    /// What differs, in the order of the paths.
    pub differences: Vec<Difference>,
}

/// A file that is not what the manifest says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The file, as a person in the current folder writes it.
    pub path: String,
    /// What is wrong with it, in Swedish.
    pub what: String,
}

/// Holds a folder of finished files, absolute, against its manifest; and the sources, where it is the folder that
/// the project around it builds into.
///
/// # Errors
/// There is no manifest, or none that can be read.
pub fn verify(disk: &dyn Disk, folder: &Path, current: &Path) -> Result<Verified, Fault> {
    let path = folder.join(MANIFEST_FILE);
    let project = Project::find(disk, folder, current)?;
    let project =
        project.filter(|it| it.is_project && real(disk, &it.output) == real(disk, folder));
    // A build that is going on is let finish.
    let _held = project.as_ref().map(|it| disk.hold(&it.root, &mut || ()));
    let build = "Bygg om med lgl build, som skriver den sist.";
    let manifest = Manifest::read(disk, folder)
        .map_err(|error| {
            Fault::io("läsa", Path::new(&named(&path, current)), &error).help(build)
        })?
        .ok_or_else(|| {
            Fault::new(format!("{} är trasig eller inte skriven av lgl", named(&path, current)))
                .help(build)
        })?;
    let mut verified = Verified { files: manifest.files.len(), ..Verified::default() };
    let mut say = Vec::new();
    for (path, made) in &manifest.files {
        let file = folder.join(path);
        let what = if is_below(path) {
            match disk.read(&file, u64::MAX - 1) {
                Ok(bytes) if sha256(&bytes) == made.sha256 => {
                    verified.right += 1;
                    continue;
                }
                Ok(_) => "har ändrats sedan den byggdes",
                Err(_) if disk.is_file(&file) => "går inte att läsa",
                Err(_) => "saknas",
            }
        } else {
            "leder ut ur mappen och har inte lästs"
        };
        say.push(Difference { path: named(&file, current), what: what.to_owned() });
    }
    for entry in disk.list(folder).map_err(|error| Fault::io("läsa mappen", folder, &error))? {
        let below = shown(entry.path.strip_prefix(folder).unwrap_or(&entry.path));
        if below != MANIFEST_FILE && below != SUMS_FILE && !manifest.files.contains_key(&below)
        {
            let what = if is_left_over(&below) {
                "är kvar efter ett bygge som avbröts"
            } else {
                "hör inte till bygget"
            };
            say.push(Difference { path: named(&entry.path, current), what: what.to_owned() });
        }
    }
    let sums = folder.join(SUMS_FILE);
    if disk.read(&sums, MAX_MANIFEST).ok().as_deref() != Some(manifest.sums().as_bytes()) {
        let what = format!("stämmer inte med {MANIFEST_FILE}");
        say.push(Difference { path: named(&sums, current), what });
    }
    if let Some(project) = &project {
        verified.has_sources = true;
        say.extend(sources(disk, project, &manifest, current));
    }
    say.sort();
    verified.differences = say;
    Ok(verified)
}

/// What has changed in the sources since the files were made of them.
fn sources(
    disk: &dyn Disk,
    project: &Project,
    manifest: &Manifest,
    current: &Path,
) -> Vec<Difference> {
    let mut sums: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut stale: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, made) in &manifest.files {
        for (input, sum) in made.inputs.iter() {
            let now = sums.entry(input).or_insert_with(|| {
                let bytes = disk.read(&project.root.join(input), u64::MAX - 1).ok()?;
                is_below(input).then(|| sha256(&bytes))
            });
            if now.as_deref() != Some(sum) {
                stale.entry(input).or_default().insert(path);
            }
        }
    }
    let mut say = Vec::new();
    for (input, files) in stale {
        let is_there = sums.get(input).is_some_and(Option::is_some);
        let what = if is_there { "har ändrats" } else { "finns inte längre" };
        say.push(Difference {
            path: named(&project.root.join(input), current),
            what: format!("{what}, men inte {}", listed(&files)),
        });
    }
    let now = manifest::shared(disk, project);
    let paths: BTreeSet<&String> = now.keys().chain(manifest.shared.keys()).collect();
    for path in paths {
        let what = match (manifest.shared.get(path), now.get(path)) {
            (Some(then), Some(now)) if then == now => continue,
            (Some(_), Some(_)) => "har ändrats sedan bygget",
            (Some(_), None) => "finns inte längre",
            (None, _) => "har kommit till sedan bygget",
        };
        let path = named(&project.root.join(path), current);
        say.push(Difference { path, what: what.to_owned() });
    }
    let sum = manifest::sum_of(&manifest.shared);
    for (path, made) in &manifest.files {
        if made.shared.as_ref().is_some_and(|then| *then != sum) {
            say.push(Difference {
                path: named(&project.output.join(path), current),
                what: "är byggd med andra inställningar eller mallar än de senaste".to_owned(),
            });
        }
    }
    say
}

/// The first of some files, and how many more there are.
fn listed(files: &BTreeSet<&str>) -> String {
    let first: Vec<&str> = files.iter().take(2).copied().collect();
    match files.len() - first.len() {
        0 => first.join(" och "),
        more => format!("{} och {more} till", first.join(", ")),
    }
}

/// Is it what a build that was killed had not yet given its name?
fn is_left_over(path: &str) -> bool {
    super::disk::is_temporary(path.rsplit('/').next().unwrap_or(path))
}
