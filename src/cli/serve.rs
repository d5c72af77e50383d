//! `lgl serve`: the same as `lgl watch`, with the pages in a browser and what is wrong beside them.

use std::path::Path;
use std::sync::Arc;

use super::args::Serve;
use super::shell::Shell;
use super::watch;
use crate::publish::{Fault, LocalDisk, Server, Site};

/// Shows what is built. Comes back only where there is nothing to show, with the exit code.
pub(super) fn run(options: &Serve, shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(begun) = watch::begin(&options.watch, shell, &disk) else { return 2 };
    let site = Arc::new(Site::new(!options.no_reload));
    let served = Server::bind(options.port).and_then(|server| {
        let url = server.url();
        if let (port, Some(taken)) = server.ports() {
            shell.note(&format!("Port {taken} är upptagen: lgl tar {port} i stället"));
        }
        let serving = server.serve(Arc::new(disk), Arc::clone(&site))?;
        // The address is the result, also of a quiet run.
        shell
            .result(&format!("Sidan visas på {url} – avsluta med Ctrl-C\n"))
            .map_err(|error| Fault::io("skriva", Path::new("standard ut"), &error))?;
        Ok((serving, url))
    });
    let (_serving, url) = match served {
        Ok(served) => served,
        Err(fault) => return shell.faults(&[fault]),
    };
    if options.open && open::that_detached(&url).is_err() {
        shell.note("Webbläsaren gick inte att öppna: öppna adressen själv");
    }
    watch::go_on(&options.watch.work, begun, shell, &disk, Some(&site))
}
