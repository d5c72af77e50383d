//! Finished files shown in a browser on this machine, with what is wrong beside them.
//!
//! Only the loopback address is listened to, only the folder of finished files is shown, and only to a page that was
//! asked for by this machine's own name: another site in the same browser gets nothing.

mod files;
mod http;
mod state;

pub use state::{Phase, Round, Site};

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::{Disk, Fault};
use http::{Asked, Refusal, Reply};

/// The port that is tried first.
pub const PORT: u16 = 8017;
/// How many ports after it are tried.
const PORTS: u16 = 20;
/// So many are answered at once; a page that listens for news is one.
const CROWD: usize = 64;
/// How often it is seen to whether a page that listens is still there.
const PULSE: Duration = Duration::from_secs(1);

/// What the page at `/` is made of.
const PAGE: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
const ICON: &str = include_str!("../../../templates/lgl/logo.svg");

/// Where the finished files are found.
pub(super) const FILES: &str = "/dokument/";

/// What our own page may do: nothing but what it consists of.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What a finished file may not, whatever a body's layout says: no script has a place in minutes.
const FILE_POLICY: &str = "script-src 'none'; object-src 'none'; frame-ancestors 'self'";

/// A server that has its port and answers nobody yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    /// The port that was wanted first and was taken.
    taken: Option<u16>,
}

/// A server that answers until it is dropped.
#[derive(Debug)]
pub struct Serving {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Takes a port of the loopback address: the one that is asked for, or else the first that is free.
    ///
    /// # Errors
    /// The port is taken, or all that are tried.
    pub fn bind(port: Option<u16>) -> Result<Self, Fault> {
        let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let fault = |port: u16, error: &io::Error| {
            let message = match error.kind() {
                io::ErrorKind::AddrInUse => format!("Port {port} är upptagen"),
                _ => format!("Port {port} går inte att använda: {}", super::reason(error)),
            };
            Fault::new(message).help(
                "Välj en annan med --port, eller utelämna flaggan så tar lgl den första lediga.",
            )
        };
        let first = port.unwrap_or(PORT);
        let listener = match bind(first) {
            Ok(listener) => listener,
            Err(error) if port.is_some() => return Err(fault(first, &error)),
            Err(error) => (first + 1..=first + PORTS)
                .find_map(|port| bind(port).ok())
                .ok_or_else(|| fault(first, &error))?,
        };
        let address = listener.local_addr().map_err(|error| fault(first, &error))?;
        let taken = (first != 0 && address.port() != first).then_some(first);
        Ok(Self { listener, address, taken })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The port, and the one that was wanted first, where that was taken.
    pub fn ports(&self) -> (u16, Option<u16>) {
        (self.address.port(), self.taken)
    }

    /// Answers from now on.
    ///
    /// # Errors
    /// The system has no thread to spare.
    pub fn serve(
        self,
        disk: Arc<dyn Disk + Send + Sync>,
        site: Arc<Site>,
    ) -> Result<Serving, Fault> {
        let Self { listener, address, .. } = self;
        let is_over = Arc::new(AtomicBool::new(false));
        let over = Arc::clone(&is_over);
        let answers =
            move || accept(&listener, &over, &Arc::new(Answers { disk, site, address }));
        let thread = Builder::new().spawn(answers).map_err(|error| {
            Fault::new(format!("Kan inte börja svara: {}", super::reason(&error)))
        })?;
        Ok(Serving { address, is_over, thread: Some(thread) })
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // Who waits for somebody to come is woken by somebody who comes.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Everybody who comes is answered in a thread of their own, so that a slow one holds up nobody.
fn accept(listener: &TcpListener, is_over: &AtomicBool, answers: &Arc<Answers>) {
    let here = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        if is_over.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let place = Seat::take(&here);
        if here.load(Ordering::SeqCst) > CROWD {
            let _ = http::refuse(&stream, Refusal::Crowded);
            continue;
        }
        let answers = Arc::clone(answers);
        // Without a thread the connection is closed.
        let _ = Builder::new().spawn(move || {
            let _place = place;
            answers.answer(&stream);
        });
    }
}

/// One of those who are answered, counted until dropped.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(here: &Arc<AtomicUsize>) -> Self {
        here.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(here))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What is answered.
struct Answers {
    disk: Arc<dyn Disk + Send + Sync>,
    site: Arc<Site>,
    address: SocketAddr,
}

impl Answers {
    /// Answers one question. That nobody hears the answer is no fault.
    fn answer(&self, stream: &TcpStream) {
        let _ = match http::read(stream, self.address.port()) {
            Ok(asked) => self.reply(stream, &asked),
            Err(refusal) => http::refuse(stream, refusal),
        };
    }

    fn reply(&self, stream: &TcpStream, asked: &Asked) -> io::Result<()> {
        let own = |kind, bytes: &[u8]| {
            let reply = Reply { kind, policy: POLICY, bytes };
            reply.send(stream, asked)
        };
        match asked.path.as_str() {
            "/" => own("text/html; charset=utf-8", PAGE.as_bytes()),
            "/_lgl/page.css" => own("text/css; charset=utf-8", STYLE.as_bytes()),
            "/_lgl/page.js" => own("text/javascript; charset=utf-8", SCRIPT.as_bytes()),
            "/_lgl/icon.svg" => own("image/svg+xml", ICON.as_bytes()),
            "/_lgl/state.json" => own("application/json", self.site.json().as_bytes()),
            "/_lgl/events" => self.tell(stream, asked),
            path => {
                let file = path.strip_prefix(FILES).zip(self.site.output());
                let found =
                    file.and_then(|(file, output)| files::read(&*self.disk, &output, file));
                match found {
                    Some((kind, bytes)) => {
                        Reply { kind, policy: FILE_POLICY, bytes: &bytes }.send(stream, asked)
                    }
                    None => http::refuse(stream, Refusal::Missing),
                }
            }
        }
    }

    /// Tells of every new state, by its number, until the page is gone.
    fn tell(&self, stream: &TcpStream, asked: &Asked) -> io::Result<()> {
        http::open_events(stream)?;
        if asked.is_head {
            return Ok(());
        }
        let mut known = None;
        while !http::is_gone(stream)? {
            let number = self.site.wait(known, PULSE);
            if known != Some(number) {
                http::event(stream, number)?;
                known = Some(number);
            }
        }
        Ok(())
    }
}
