//! The parts of a build put together: the same files, byte for byte, as one build would have made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::build::Shard;
use super::manifest::{self, MANIFEST_FILE, Made, Manifest, is_below, sha256};
use super::{Disk, Fault, named, real, shown};

/// A part, and what it says of itself.
struct Part {
    folder: PathBuf,
    name: String,
    shard: Shard,
    manifest: Manifest,
}

/// Puts the folders of all parts of a build together in one, all absolute. Gives how many files there are.
///
/// # Errors
/// A part is missing, or is of another build, or holds other bytes than it says; or a file cannot be written. Nothing
/// is written unless all parts are as they ought to be.
pub fn merge(
    disk: &dyn Disk,
    folders: &[PathBuf],
    output: &Path,
    current: &Path,
) -> Result<usize, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    for folder in folders {
        match read(disk, folder, output, current) {
            Ok(part) => parts.push(part),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        faults.extend(incomplete(&parts));
        faults.extend(parts.iter().skip(1).filter_map(|part| unlike(&parts[0], part)));
        faults.extend(manifest::check_place(disk, output).err());
    }
    let mut files: BTreeMap<String, (Made, PathBuf)> = BTreeMap::new();
    for part in &parts {
        for (path, made) in &part.manifest.files {
            let file = part.folder.join(path);
            if let Err(fault) = whole(disk, path, made, &file, current) {
                faults.push(fault);
            } else if let Some((other, first)) = files.get(path) {
                // What goes along with several documents goes along with several parts.
                if other.sha256 != made.sha256 {
                    let (first, file) = (named(first, current), named(&file, current));
                    faults.push(Fault::new(format!("{first} och {file} är olika")));
                }
            } else {
                files.insert(path.clone(), (made.clone(), file));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let count = files.len();
    let mut made = BTreeMap::new();
    for (path, (its, file)) in files {
        copy(disk, &file, &its, output, &path, current).map_err(|fault| vec![fault])?;
        made.insert(path, its);
    }
    let shared = parts.swap_remove(0).manifest.shared;
    let merged = Manifest::new(shared, made, None);
    merged.write(disk, output).map_err(|fault| vec![fault])?;
    Ok(count)
}

fn read(disk: &dyn Disk, folder: &Path, output: &Path, current: &Path) -> Result<Part, Fault> {
    let name = named(folder, current);
    if real(disk, folder) == real(disk, output) {
        return Err(Fault::new(format!("{name} är både en del och mappen att skriva i"))
            .help("Skriv en annan mapp efter --out."));
    }
    let path = named(&folder.join(MANIFEST_FILE), current);
    let build = "Bygg delen med lgl build --shard, och ge mappen som den skrev i.";
    let manifest = Manifest::read(disk, folder)
        .map_err(|error| Fault::io("läsa", Path::new(&path), &error).help(build))?
        .ok_or_else(|| {
            Fault::new(format!("{path} är trasig eller inte skriven av lgl")).help(build)
        })?;
    let shard = manifest.shard.as_deref().and_then(Shard::parse);
    let Some(shard) = shard else {
        return Err(Fault::new(format!("{name} är inte byggd som en del")).help(build));
    };
    Ok(Part { folder: folder.to_owned(), name, shard, manifest })
}

/// What keeps some parts from being a whole, if anything does.
fn incomplete(parts: &[Part]) -> Option<Fault> {
    let of = parts.first()?.shard.of;
    if let Some(other) = parts.iter().find(|part| part.shard.of != of) {
        return Some(Fault::new(format!(
            "{} är del {} och {} är del {}: de är inte delar av samma bygge",
            parts[0].name, parts[0].shard, other.name, other.shard
        )));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = parts.iter().find(|part| !seen.insert(part.shard.number)) {
        return Some(Fault::new(format!("Del {} finns två gånger", twice.shard)));
    }
    let missing: Vec<String> = (1..=of)
        .filter(|number| !seen.contains(number))
        .map(|number| Shard { number, of }.to_string())
        .collect();
    let help = "Ge mapparna för alla delar.";
    match missing.as_slice() {
        [] => None,
        [one] => Some(Fault::new(format!("Del {one} saknas")).help(help)),
        all => Some(Fault::new(format!("Delarna {} saknas", all.join(", "))).help(help)),
    }
}

/// Why two parts are not of one build, if they are not.
fn unlike(first: &Part, other: &Part) -> Option<Fault> {
    let what = if first.manifest.program != other.manifest.program {
        "med olika versioner av lgl"
    } else if first.manifest.shared != other.manifest.shared {
        "av olika inställningar eller mallar"
    } else {
        return None;
    };
    Some(
        Fault::new(format!("{} och {} är byggda {what}", first.name, other.name))
            .help("Bygg alla delar av samma källor, med samma program."),
    )
}

/// Is a file what its part says?
fn whole(
    disk: &dyn Disk,
    path: &str,
    made: &Made,
    file: &Path,
    current: &Path,
) -> Result<Vec<u8>, Fault> {
    let name = named(file, current);
    if !is_below(path) {
        return Err(Fault::new(format!("{name} leder ut ur mappen och läses inte")));
    }
    let bytes = disk
        .read(file, u64::MAX - 1)
        .map_err(|error| Fault::io("läsa", Path::new(&name), &error))?;
    if sha256(&bytes) != made.sha256 {
        let changed = Fault::new(format!("{name} har ändrats sedan den byggdes"));
        return Err(changed.help("Bygg delen på nytt."));
    }
    Ok(bytes)
}

fn copy(
    disk: &dyn Disk,
    file: &Path,
    made: &Made,
    output: &Path,
    path: &str,
    current: &Path,
) -> Result<(), Fault> {
    let bytes = whole(disk, path, made, file, current)?;
    let place = output.join(path);
    let name = named(&place, current);
    if !real(disk, &place).starts_with(real(disk, output)) {
        return Err(Fault::new(format!(
            "Kan inte skriva {}: en länk leder ut ur mappen",
            shown(Path::new(&name))
        )));
    }
    disk.write(&place, &bytes).map_err(|error| Fault::io("skriva", Path::new(&name), &error))
}
