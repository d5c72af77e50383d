//! `lgl fix`: text from a word processor or a PDF becomes a document.

use std::path::{Path, PathBuf};

use super::args::Fix;
use super::lint::standard_input;
use super::shell::Shell;
use crate::publish::{Disk, Fault, Fixed, Input, LocalDisk, fix, shown, write_fixed};
use crate::report::diff;
use crate::source::MAX_BYTES;

/// Makes documents of what is asked for. Gives the exit code.
pub(super) fn run(options: &Fix, shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let mut code = 0;
    for path in &options.paths {
        code = code.max(match one(&disk, options, path, &current, shell) {
            Ok(would_change) => u8::from(would_change),
            Err(fault) => shell.faults(&[fault]),
        });
    }
    code
}

/// Makes one document. Gives whether a difference was shown.
fn one(
    disk: &dyn Disk,
    options: &Fix,
    path: &PathBuf,
    current: &Path,
    shell: &mut Shell,
) -> Result<bool, Fault> {
    let is_standard = path.as_os_str() == "-";
    let input = if is_standard {
        Input { path: current.join("standard-in.md"), bytes: standard_input()? }
    } else {
        let full = current.join(path);
        let bytes = disk.read(&full, MAX_BYTES as u64).map_err(|error| {
            Fault::io("läsa", path, &error)
                .help("Kontrollera namnet, och att du står i rätt mapp.")
        })?;
        Input { path: full, bytes }
    };
    let output = options.out.as_ref().map(|folder| current.join(folder));
    let fixed = fix(disk, &input, output.as_deref(), current)?;
    let failed =
        |error: std::io::Error| Fault::new(format!("Standard ut går inte att skriva: {error}"));
    let text = &fixed.document.source;
    if options.diff {
        let old = shown(path);
        let shown = diff([&old, text.name()], &fixed.before, text.text(), shell.has_colour());
        return shell.result(&shown).map(|()| !shown.is_empty()).map_err(failed);
    }
    if is_standard && options.out.is_none() {
        return shell.result(text.text()).map(|()| false).map_err(failed);
    }
    write_fixed(disk, &fixed, &input.path, current)?;
    tell(&fixed, &input.path, current, shell);
    Ok(false)
}

/// What was written, and what is left to do.
fn tell(fixed: &Fixed, input: &Path, current: &Path, shell: &mut Shell) {
    let target = &fixed.target;
    let name = shown(target.strip_prefix(current).unwrap_or(target));
    let is_same = target == input && fixed.before == fixed.document.source.text();
    let done = if is_same { "är redan ett protokoll" } else { "är skriven" };
    let left = match fixed.document.findings.len() {
        0 => ", och lgl lint hittar inget i den".to_owned(),
        1 => format!(". Kör lgl lint {name} för att se det fynd som är kvar"),
        left => format!(". Kör lgl lint {name} för att se de {left} fynd som är kvar"),
    };
    shell.note(&format!("{name} {done}{left}"));
}
