//! `lgl merge`: the parts of a build put together.

use super::args::Merge;
use super::shell::Shell;
use crate::publish::{LocalDisk, Project, merge};

/// Puts parts together. Gives the exit code.
pub(super) fn run(options: &Merge, shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let output = match &options.out {
        Some(folder) => current.join(folder),
        None => match Project::find(&disk, &current, &current) {
            Ok(project) => project.unwrap_or_else(|| Project::lone(&current, &current)).output,
            Err(fault) => return shell.faults(&[fault]),
        },
    };
    let folders: Vec<_> = options.folders.iter().map(|folder| current.join(folder)).collect();
    match merge(&disk, &folders, &output, &current) {
        Ok(files) => {
            shell.note(&summary(folders.len(), files));
            0
        }
        Err(faults) => shell.faults(&faults),
    }
}

/// What was put together, on one line.
fn summary(parts: usize, files: usize) -> String {
    let parts = if parts == 1 { "1 del".to_owned() } else { format!("{parts} delar") };
    let files = if files == 1 { "1 fil".to_owned() } else { format!("{files} filer") };
    format!("{parts} sammanlagda, {files}")
}
