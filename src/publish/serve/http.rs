//! As much of HTTP as a page on one's own machine needs: one question on each connection, and one answer.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The longest head of a question, in bytes.
const MAX_HEAD: usize = 16 * 1024;
/// The most lines in it.
const MAX_LINES: usize = 64;
/// So long a whole question may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);
/// So long a piece of an answer may wait for its reader.
const PATIENCE: Duration = Duration::from_secs(20);

/// What every answer says, whatever it is of.
const COMMON: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
                      Cross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n";

/// A question that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The path as it was sent, without the query.
    pub(super) path: String,
    /// Is only the head of the answer wanted?
    pub(super) is_head: bool,
}

/// Why a question is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no HTTP.
    Unreadable,
    /// It is meant for another name, or comes from another site.
    Stranger,
    /// There is no such page.
    Missing,
    /// Nothing can be changed here.
    Method,
    /// It did not come to an end.
    Slow,
    /// It is too long.
    Long,
    /// Too many ask at once.
    Crowded,
}

impl Refusal {
    /// Status and a sentence.
    fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Unreadable => ("400 Bad Request", "Frågan går inte att läsa."),
            Self::Stranger => (
                "403 Forbidden",
                "Sidan visas bara på den här datorn, på den adress som lgl serve skrev.",
            ),
            Self::Missing => ("404 Not Found", "Här finns ingen sådan sida."),
            Self::Method => ("405 Method Not Allowed", "Här går det bara att läsa."),
            Self::Slow => ("408 Request Timeout", "Frågan kom aldrig till slut."),
            Self::Long => ("431 Request Header Fields Too Large", "Frågan är för lång."),
            Self::Crowded => ("503 Service Unavailable", "För många frågar på en gång."),
        }
    }
}

/// Reads a question: its head, for none that we answer has a body.
pub(super) fn read(mut stream: &TcpStream, port: u16) -> Result<Asked, Refusal> {
    let end = Instant::now() + ARRIVAL;
    stream.set_write_timeout(Some(PATIENCE)).map_err(|_| Refusal::Slow)?;
    let (mut head, mut piece) = (Vec::new(), [0; 2048]);
    loop {
        let left = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        stream.set_read_timeout(Some(left.ok_or(Refusal::Slow)?)).map_err(|_| Refusal::Slow)?;
        let length = match stream.read(&mut piece) {
            Ok(0) => return Err(Refusal::Unreadable),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Refusal::Slow),
        };
        head.extend_from_slice(&piece[..length]);
        if let Some(asked) = understood(&head, port)? {
            return Ok(asked);
        }
        if head.len() > MAX_HEAD {
            return Err(Refusal::Long);
        }
    }
}

/// What a head asks for; none as long as there is more to come.
fn understood(head: &[u8], port: u16) -> Result<Option<Asked>, Refusal> {
    let mut lines = [httparse::EMPTY_HEADER; MAX_LINES];
    let mut request = httparse::Request::new(&mut lines);
    match request.parse(head) {
        Ok(httparse::Status::Complete(length)) if length <= MAX_HEAD => {}
        Ok(httparse::Status::Complete(_)) | Err(httparse::Error::TooManyHeaders) => {
            return Err(Refusal::Long);
        }
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(Refusal::Unreadable),
    }
    let values = |name: &'static str| {
        let named = request.headers.iter().filter(move |it| it.name.eq_ignore_ascii_case(name));
        named.map(|it| it.value).collect::<Vec<_>>()
    };
    // A site elsewhere can make its own name lead to this machine; but then it is that name which is asked for.
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let is_own = |host: &[u8]| own.iter().any(|it| host.eq_ignore_ascii_case(it.as_bytes()));
    let is_own_origin = |origin: &&[u8]| origin.strip_prefix(b"http://").is_some_and(is_own);
    let is_meant_for_us = matches!(values("host")[..], [host] if is_own(host));
    if !is_meant_for_us || !values("origin").iter().all(is_own_origin) {
        return Err(Refusal::Stranger);
    }
    let is_head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refusal::Method),
    };
    let target = request.path.filter(|it| it.starts_with('/')).ok_or(Refusal::Unreadable)?;
    let path = target.split(['?', '#']).next().unwrap_or_default().to_owned();
    Ok(Some(Asked { path, is_head }))
}

/// An answer.
pub(super) struct Reply<'a> {
    /// What it is.
    pub(super) kind: &'a str,
    /// What it may do in a browser.
    pub(super) policy: &'a str,
    pub(super) bytes: &'a [u8],
}

impl Reply<'_> {
    /// Sends it whole, or only its head where no more is wanted.
    pub(super) fn send(&self, stream: &TcpStream, asked: &Asked) -> io::Result<()> {
        let Self { kind, policy, bytes } = self;
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Content-Security-Policy: {policy}\r\n{COMMON}\r\n",
            bytes.len()
        );
        write(stream, &[head.as_bytes(), if asked.is_head { b"" } else { bytes }])
    }
}

/// Says why there is no answer.
pub(super) fn refuse(stream: &TcpStream, refusal: Refusal) -> io::Result<()> {
    let (status, sentence) = refusal.said();
    let allow = if refusal == Refusal::Method { "Allow: GET, HEAD\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n{allow}\
         Content-Security-Policy: default-src 'none'\r\n{COMMON}\r\n{sentence}\n",
        sentence.len() + 1
    );
    write(stream, &[head.as_bytes()])?;
    // What is left unread would take the answer with it. Where many ask, nobody is waited for.
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    stream.set_nonblocking(refusal == Refusal::Crowded)?;
    let mut rest = [0; 2048];
    for _ in 0..2 * MAX_HEAD / rest.len() {
        let mut stream = stream;
        if stream.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Opens a stream of events.
pub(super) fn open_events(stream: &TcpStream) -> io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{COMMON}\r\n");
    write(stream, &[head.as_bytes()])
}

/// Tells of a new state by its number.
pub(super) fn event(stream: &TcpStream, number: u64) -> io::Result<()> {
    write(stream, &[format!("event: state\ndata: {number}\n\n").as_bytes()])
}

/// Has who listens hung up?
pub(super) fn is_gone(stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let heard = stream.peek(&mut [0]);
    stream.set_nonblocking(false)?;
    Ok(match heard {
        Ok(length) => length == 0,
        Err(error) => error.kind() != io::ErrorKind::WouldBlock,
    })
}

fn write(mut stream: &TcpStream, pieces: &[&[u8]]) -> io::Result<()> {
    for piece in pieces {
        stream.write_all(piece)?;
    }
    stream.flush()
}
