//! `lgl watch`: what is changed is built, until somebody ends it.

use std::time::Instant;

use super::args::{Watch, Work};
use super::build::{request, tell};
use super::shell::{Shell, clock, summary};
use crate::publish::{Disk, LocalDisk, Phase, Request, Round, Site, Watcher, build};

/// Builds, waits for a change, and builds. Comes back only where there is nothing to watch, with the exit code.
pub(super) fn run(options: &Watch, shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(begun) = begin(options, shell, &disk) else { return 2 };
    go_on(&options.work, begun, shell, &disk, None)
}

/// What is watched, and what is built at each change.
pub(super) type Begun<'a> = (Watcher<'a>, Request<'static>);

/// Begins to watch. None, after telling why, where there is nothing to watch.
pub(super) fn begin<'a>(
    options: &Watch,
    shell: &mut Shell,
    disk: &'a dyn Disk,
) -> Option<Begun<'a>> {
    let current = shell.current(disk)?;
    let request = request(&options.work, &current);
    match Watcher::new(disk, &request, options.poll) {
        Err(faults) => {
            shell.faults(&faults);
            None
        }
        Ok(watcher) => {
            if watcher.polls() && !options.poll {
                shell.note(
                    "Systemet kan inte säga till om ändringar: lgl tittar efter varje sekund",
                );
            }
            Some((watcher, request))
        }
    }
}

/// Builds at each change, for ever.
pub(super) fn go_on(
    work: &Work,
    (mut watcher, request): Begun<'_>,
    shell: &mut Shell,
    disk: &dyn Disk,
    site: Option<&Site>,
) -> ! {
    loop {
        turn(work, &request, shell, disk, site);
        watcher.follow(&request);
        while !watcher.wait(None) {}
    }
}

/// One build.
fn turn(
    work: &Work,
    request: &Request<'_>,
    shell: &mut Shell,
    disk: &dyn Disk,
    site: Option<&Site>,
) {
    let begun = Instant::now();
    let at = clock();
    shell.phase(Phase::Building, &at, "");
    if let Some(site) = site {
        site.begin(&at);
    }
    let mut round = Round::default();
    let mut outcome = build(disk, request, &mut |event| {
        round.note(&event);
        tell(work, shell, &event);
    });
    let words = summary(&outcome, begun.elapsed());
    let at = clock();
    if let Some(site) = site {
        let plain = anstream::adapter::strip_str(&words).to_string();
        if let Err(fault) = site.end(disk, request, round, &outcome, (&at, &plain)) {
            shell.faults(&[fault]);
            outcome.faults += 1;
        }
    }
    shell.phase(Phase::of(&outcome), &at, &words);
}
