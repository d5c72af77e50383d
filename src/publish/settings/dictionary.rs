//! The dictionary that `ordbok` names: a pair of files in the project, `.aff` and `.dic`.

use std::path::Path;

use super::super::{Disk, normalised};
use crate::check::{Dictionary, MISSPELLING};
use crate::diagnostic::{Finding, Level};
use crate::source::Spanned;

/// How large each file may be, in bytes. The largest Swedish ones have a tenth of it.
const MAX_FILE: u64 = 32 * 1024 * 1024;

/// Reads the dictionary. Where that cannot be done it is said once, here, and the documents are looked at
/// without it.
pub(super) fn read(
    disk: &dyn Disk,
    root: &Path,
    named: &Spanned<String>,
    findings: &mut Vec<Finding>,
) -> Option<Dictionary> {
    let dictionary = load(disk, root, &named.value);
    match dictionary {
        Ok(dictionary) => Some(dictionary),
        Err(Fault { message, help }) => {
            findings.push(
                MISSPELLING.at(named.span, message).level(Level::Warning).help(help.to_owned()),
            );
            None
        }
    }
}

struct Fault {
    message: String,
    help: &'static str,
}

fn load(disk: &dyn Disk, root: &Path, named: &str) -> Result<Dictionary, Fault> {
    let stem = named.strip_suffix(".dic").or(named.strip_suffix(".aff")).unwrap_or(named);
    let file = |extension: &str| {
        let name = format!("{stem}.{extension}");
        let bytes = bytes(disk, root, &name)?;
        Ok((name, bytes))
    };
    let (name, endings) = file("aff")?;
    let encoding = encoding(&endings).ok_or_else(|| Fault {
        message: format!("Ordboksfilen ”{name}” har en teckenkodning som inte går att läsa"),
        help: "Spara ordbokens båda filer som UTF-8 och skriv SET UTF-8 överst i den första.",
    })?;
    let (_, words) = file("dic")?;
    let decoded = |bytes: &[u8]| encoding.decode(bytes).0.into_owned();
    Dictionary::new(&decoded(&endings), &decoded(&words)).map_err(|_| Fault {
        message: format!("Ordboken ”{stem}” går inte att läsa"),
        help: "Hämta ordboken på nytt, i Hunspells format.",
    })
}

/// The bytes of a file that lies in the project.
fn bytes(disk: &dyn Disk, root: &Path, name: &str) -> Result<Vec<u8>, Fault> {
    let missing = || Fault {
        message: format!(
            "Ordboksfilen ”{name}” finns inte, så stavningen kontrolleras utan ordbok"
        ),
        help: "Lägg ordbokens båda filer, .aff och .dic, i projektet eller ta bort raden ordbok.",
    };
    let outside = || Fault {
        message: format!("Ordboksfilen ”{name}” ligger utanför projektet och läses inte"),
        help: "Lägg ordbokens båda filer i projektets mapp.",
    };
    let wanted = normalised(&root.join(name));
    if !wanted.starts_with(root) {
        return Err(outside());
    }
    let real = disk.canonical(&wanted).map_err(|_| missing())?;
    if !real.starts_with(root) {
        return Err(outside());
    }
    let bytes = disk.read(&real, MAX_FILE).map_err(|_| missing())?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(Fault {
            message: format!("Ordboksfilen ”{name}” är för stor"),
            help: "Använd en mindre ordbok.",
        });
    }
    Ok(bytes)
}

/// The encoding that the first file names for both: `SET ISO8859-1`. UTF-8 where it names none.
fn encoding(endings: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let label = endings
        .split(|byte| *byte == b'\n')
        .find_map(|line| line.strip_prefix(b"SET ").map(<[u8]>::trim_ascii));
    match label {
        Some(label) => encoding_rs::Encoding::for_label(label),
        None => Some(encoding_rs::UTF_8),
    }
}
