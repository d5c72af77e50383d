//! `lgl verify`: are the finished files what the build made?

use super::args::Verify;
use super::shell::Shell;
use crate::publish::{LocalDisk, Project, Verified, verify};

/// Holds the finished files against their manifest. Gives the exit code: 1 where something differs.
pub(super) fn run(options: &Verify, shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let folder = match &options.folder {
        Some(folder) => current.join(folder),
        None => match Project::find(&disk, &current, &current) {
            Ok(project) => project.unwrap_or_else(|| Project::lone(&current, &current)).output,
            Err(fault) => return shell.faults(&[fault]),
        },
    };
    let verified = match verify(&disk, &folder, &current) {
        Ok(verified) => verified,
        Err(fault) => return shell.faults(&[fault]),
    };
    for difference in &verified.differences {
        shell.difference(&difference.path, &difference.what);
    }
    shell.note(&summary(&verified));
    u8::from(!verified.differences.is_empty())
}

/// What was found, on one line, and what to do.
fn summary(verified: &Verified) -> String {
    let Verified { files, right, has_sources, differences } = verified;
    let sources = match (has_sources, differences.is_empty()) {
        (false, _) => ", källorna finns inte här och har inte jämförts",
        (true, true) => ", och källorna är oförändrade",
        (true, false) => "",
    };
    let files = match (files, right) {
        (1, 1) => "1 fil är som den byggdes".to_owned(),
        (all, right) if all == right => format!("{all} filer är som de byggdes"),
        (all, right) => format!("{right} av {all} filer är som de byggdes"),
    };
    let help = if differences.is_empty() { "" } else { "\nBygg om med lgl build" };
    format!("{files}{sources}{help}")
}
