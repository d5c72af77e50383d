//! `lgl build`: minutes in, finished files out.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Build, Work};
use super::shell::Shell;
use crate::diagnostic::{Finding, Level};
use crate::publish::{Event, LocalDisk, Outcome, Request, build};

/// Builds what is asked for. Gives the exit code.
pub(super) fn run(options: &Build, shell: &mut Shell) -> u8 {
    let begun = Instant::now();
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let request = Request { shard: options.shard, ..request(&options.work, &current) };
    let outcome = build(&disk, &request, &mut |event| tell(&options.work, shell, &event));
    shell.summary(&outcome, begun.elapsed());
    exit_code(&outcome)
}

/// What is asked for by who stands in a folder.
pub(super) fn request(options: &Work, current: &Path) -> Request<'static> {
    let absolute = |path: &PathBuf| current.join(path);
    Request {
        paths: options.paths.iter().map(absolute).collect(),
        formats: options.formats(),
        output: options.out.as_ref().map(absolute),
        current: current.to_owned(),
        shard: None,
    }
}

/// Tells what happens during a build.
pub(super) fn tell(options: &Work, shell: &mut Shell, event: &Event<'_>) {
    match event {
        Event::Waiting => shell.note("Väntar på ett annat bygge av projektet …"),
        Event::Start(total) => shell.start(*total),
        Event::Findings(source, findings) => {
            // What is only worth knowing is for who asks: lgl lint tells it.
            let is_told = |finding: &&Finding| finding.level > Level::Info;
            let told: Vec<Finding> = findings.iter().filter(is_told).cloned().collect();
            shell.findings(source, &told);
        }
        Event::Fault(fault) => shell.error(&fault.message, fault.help.as_deref()),
        Event::Rebuilt(name, why) if options.verbose => shell.note(&format!("{name}: {why}")),
        Event::Rebuilt(..) => {}
        Event::Done(_) => shell.step(),
    }
}

fn exit_code(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome { faults: 1.., .. } | Outcome { unusable: 1.., .. } => 2,
        Outcome { errors: 1.., .. } => 1,
        _ => 0,
    }
}
