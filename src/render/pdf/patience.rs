//! How long a layout may take. A template of the project's own may go round and round, and Typst cannot be
//! stopped: it is left to itself, and everything of that body is refused from then on.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::fault;
use crate::organ::Organ;
use crate::render::{Failure, Job};

/// What any document may take: some hundred times what an ordinary one does.
const LEAST: Duration = Duration::from_mins(1);

/// What each thousand bytes of it may take beside that.
const PER_THOUSAND: Duration = Duration::from_millis(200);

/// As much as the main thread of a program commonly has: Typst calls itself for each nested thing.
const STACK: usize = 16 * 1024 * 1024;

/// The templates that never ended, by the hash of what the project wrote of them.
static ENDLESS: Mutex<BTreeSet<[u8; 32]>> = Mutex::new(BTreeSet::new());

/// How long the layout of a document may take.
pub(super) fn with(job: &Job) -> Duration {
    let thousands = u32::try_from(job.source.text().len() / 1000).unwrap_or(u32::MAX);
    LEAST + PER_THOUSAND * thousands
}

/// Lays out, within the time there is where the template is the project's own. The built-in ones are known to end.
pub(super) fn of<T: Send + 'static>(
    job: &Job,
    patience: Duration,
    lay_out: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let Some(template) = own_template(job.page.organ) else { return Ok(lay_out()) };
    let endless = || ENDLESS.lock().unwrap_or_else(PoisonError::into_inner);
    if endless().contains(&template) {
        return Err(never_ends(job));
    }
    let (send, receive) = channel();
    let work = move || {
        // Nobody may be waiting any more.
        let _ = send.send(lay_out());
    };
    let thread = Builder::new().stack_size(STACK).spawn(work);
    let thread = thread.map_err(|error| {
        Failure::Organ(format!("{}: en tråd går inte att starta ({error})", fault::folder(job)))
    })?;
    match receive.recv_timeout(patience) {
        Ok(laid_out) => Ok(laid_out),
        Err(RecvTimeoutError::Timeout) => {
            endless().insert(template);
            Err(never_ends(job))
        }
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("a thread that ends has sent what it made"),
        },
    }
}

fn never_ends(job: &Job) -> Failure {
    Failure::Organ(format!(
        "{} blir aldrig klar; den har nog en slinga som är för lång",
        fault::folder(job)
    ))
}

/// What the project itself wrote of a body's templates for paper, as a hash; none where that is nothing.
fn own_template(organ: &Organ) -> Option<[u8; 32]> {
    let is_own = |path: &str, bytes: &Cow<'_, [u8]>| {
        matches!(bytes, Cow::Owned(_))
            && Path::new(path).extension().is_some_and(|it| it.eq_ignore_ascii_case("typ"))
    };
    let mut own = organ.files.iter().filter(|(path, bytes)| is_own(path, bytes)).peekable();
    own.peek()?;
    let mut hash = Sha256::new();
    for (path, bytes) in own {
        hash.update(path);
        hash.update(bytes);
    }
    Some(hash.finalize().into())
}
