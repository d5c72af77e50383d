//! `lgl serve`: the finished files and nothing else, to this machine and nobody else, and news as it comes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use lgl::publish::{FORMATS, LocalDisk, Outcome, Request, Round, Server, Serving, Site, build};
use serde_json::Value;

use crate::support::project::{TestProject, protocol};

/// Longer than any machine needs.
const LONG: Duration = Duration::from_mins(1);

/// A project that was built and is shown.
struct Show {
    project: TestProject,
    site: Arc<Site>,
    port: u16,
    _serving: Serving,
}

impl Show {
    fn of(project: TestProject) -> Self {
        let site = Arc::new(Site::new(true));
        let server = Server::bind(Some(0)).unwrap();
        let port = server.ports().0;
        let serving = server.serve(Arc::new(LocalDisk), Arc::clone(&site)).unwrap();
        let show = Self { project, site, port, _serving: serving };
        show.build().unwrap();
        show
    }

    /// One build, as `lgl serve` makes it at each change.
    fn build(&self) -> Result<Outcome, String> {
        let request = Request {
            paths: Vec::new(),
            formats: FORMATS.iter().filter(|format| format.usual).collect(),
            shard: None,
            output: None,
            current: self.project.root(),
        };
        let mut round = Round::default();
        let outcome = build(&LocalDisk, &request, &mut |event| round.note(&event));
        let told = self.site.end(&LocalDisk, &request, round, &outcome, ("12:00:00", "klart"));
        told.map(|()| outcome).map_err(|fault| fault.message)
    }

    /// What comes back: status, head, body.
    fn ask(&self, question: &str) -> (u16, String, Vec<u8>) {
        ask(self.port, question)
    }

    /// The same for a path, asked for as a browser does.
    fn get(&self, path: &str) -> (u16, String, Vec<u8>) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n"))
    }

    fn state(&self) -> Value {
        serde_json::from_slice(&self.get("/_lgl/state.json").2).unwrap()
    }
}

/// Sends a question, in which `PORT` stands for the port, and reads the whole answer.
fn ask(port: u16, question: &str) -> (u16, String, Vec<u8>) {
    let mut stream = connected(port);
    // Who is refused may be refused before everything is said.
    let _ = stream.write_all(question.replace("PORT", &port.to_string()).as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    // Who is sent away may be so before the answer has come.
    let Some(end) = answer.windows(4).position(|it| it == b"\r\n\r\n") else {
        return (0, String::new(), answer);
    };
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap();
    (status, head, answer[end + 4..].to_vec())
}

fn connected(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream
}

/// A project with what is to be shown, and beside it what is not.
fn project() -> TestProject {
    let keys = "bilagor:\n  - titel: Underlag\n    fil: under lag.txt\n";
    TestProject::of_fragments()
        .with("protocols/2026/möte.md", protocol(keys, ""))
        .with("protocols/2026/under lag.txt", "Siffror.")
        .with("hemligt.txt", "HEMLIGT")
        .with("hemligt.html", "HEMLIGT")
}

#[test]
fn only_this_machine_asks_and_only_under_its_own_name() {
    let show = Show::of(project());
    for (expected, first, rest) in [
        (200, "GET / HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (200, "GET / HTTP/1.1", "Host: localhost:PORT\r\n"),
        (200, "GET / HTTP/1.1", "host: LocalHost:PORT\r\n"),
        (200, "GET /?x=1 HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (200, "GET / HTTP/1.1", "Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\n"),
        (200, "HEAD / HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        // Another name, as a site has that leads its own to this machine.
        (403, "GET / HTTP/1.1", "Host: attacker.example:PORT\r\n"),
        (403, "GET / HTTP/1.1", "Host: attacker.example\r\n"),
        (403, "GET / HTTP/1.1", "Host: 127.0.0.1.attacker.example:PORT\r\n"),
        (403, "GET / HTTP/1.1", "Host: 127.0.0.1\r\n"),
        (403, "GET / HTTP/1.1", "Host: 127.0.0.1:1\r\n"),
        (403, "GET / HTTP/1.1", "Host: \r\n"),
        (403, "GET / HTTP/1.1", "X: y\r\n"),
        (403, "GET / HTTP/1.1", "Host: 127.0.0.1:PORT\r\nHost: attacker.example\r\n"),
        (403, "GET /_lgl/state.json HTTP/1.1", "Host: attacker.example:PORT\r\n"),
        (403, "GET /_lgl/events HTTP/1.1", "Host: attacker.example:PORT\r\n"),
        (403, "GET /dokument/2026/m%C3%B6te.html HTTP/1.1", "Host: attacker.example:PORT\r\n"),
        // Another site in the same browser.
        (403, "GET / HTTP/1.1", "Host: localhost:PORT\r\nOrigin: https://attacker.example\r\n"),
        (403, "GET / HTTP/1.1", "Host: localhost:PORT\r\nOrigin: null\r\n"),
        (403, "GET / HTTP/1.1", "Host: localhost:PORT\r\nOrigin: https://localhost:PORT\r\n"),
        (403, "GET / HTTP/1.1", "Host: localhost:PORT\r\nOrigin: http://localhost:1\r\n"),
        (405, "POST / HTTP/1.1", "Host: 127.0.0.1:PORT\r\nContent-Length: 2\r\n"),
        (405, "PUT /dokument/a.html HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (405, "DELETE /dokument/a.html HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (405, "OPTIONS / HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (400, "GET http://127.0.0.1:PORT/ HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (400, "GET * HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
        (400, "GET / HTTP/9.9", "Host: 127.0.0.1:PORT\r\n"),
        (400, "Hej på dig", ""),
        (404, "GET /protocols/2026/m%C3%B6te.md HTTP/1.1", "Host: 127.0.0.1:PORT\r\n"),
    ] {
        let (status, head, body) = show.ask(&format!("{first}\r\n{rest}\r\n"));
        assert_eq!(status, expected, "{first} {rest:?}: {head}");
        for line in [
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Resource-Policy: same-origin",
            "Content-Security-Policy: ",
        ] {
            assert!(head.contains(line), "{first}: {line} is missing from {head}");
        }
        assert!(status == 200 || body.len() < 200, "{first}: a refusal tells nothing");
    }
}

#[test]
fn a_question_has_an_end() {
    let show = Show::of(project());
    let host = "Host: 127.0.0.1:PORT\r\n";
    let long = "x".repeat(100_000);
    let many = "X: y\r\n".repeat(1_000);
    for question in [
        format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\n{host}\r\n"),
        format!("GET / HTTP/1.1\r\n{host}{many}\r\n"),
    ] {
        assert_eq!(show.ask(&question).0, 431);
    }
    assert_eq!(show.get("/").0, 200);
}

#[test]
fn who_is_slow_holds_up_nobody() {
    let show = Show::of(project());
    let mut waiting: Vec<TcpStream> = (0..60).map(|_| connected(show.port)).collect();
    for stream in &mut waiting {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
    }
    assert_eq!(show.get("/").0, 200, "in spite of all who have not ended");
    // More than there is room for are sent away at once, and let in as soon as there is room.
    waiting.extend((0..10).map(|_| connected(show.port)));
    let is_full = (0..).take(10).any(|_| show.get("/").0 != 200);
    assert!(is_full, "seventy at once are too many");
    drop(waiting);
    until("there is room again", || show.get("/").0 == 200);
    // A page that listens has a place as long as it is there.
    let question = "GET /_lgl/events HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
    let question = question.replace("PORT", &show.port.to_string());
    let mut pages = Vec::new();
    until("all places are taken by pages", || {
        let mut page = connected(show.port);
        let _ = page.write_all(question.as_bytes());
        let mut lines = BufReader::new(page).lines().map_while(Result::ok);
        let is_let_in = lines.any(|line| line.starts_with("data: "));
        pages.extend(is_let_in.then_some(lines));
        pages.len() == 64
    });
    assert_ne!(show.get("/").0, 200);
    drop(pages);
    until("who has left has left", || show.get("/").0 == 200);
}

#[test]
fn finished_files_are_shown_as_what_they_are() {
    let show = Show::of(project());
    for (path, kind, file) in [
        ("/dokument/2026/m%C3%B6te.html", "text/html; charset=utf-8", "public/2026/möte.html"),
        ("/dokument/2026/m%c3%b6te.pdf", "application/pdf", "public/2026/möte.pdf"),
        (
            "/dokument/2026/under%20lag.txt?x",
            "text/plain; charset=utf-8",
            "public/2026/under lag.txt",
        ),
        ("/dokument/manifest.json", "application/json", "public/manifest.json"),
        ("/dokument/SHA256SUMS", "application/octet-stream", "public/SHA256SUMS"),
    ] {
        let (status, head, body) = show.get(path);
        assert_eq!(status, 200, "{path}");
        assert!(head.contains(&format!("Content-Type: {kind}\r\n")), "{path}: {head}");
        assert!(head.contains("script-src 'none'"), "{path}: {head}");
        assert_eq!(body, show.project.read(file), "{path}");
        let question = format!("HEAD {path} HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n");
        assert_eq!(show.ask(&question), (200, head, Vec::new()), "{path}: HEAD");
    }
}

#[test]
fn nothing_else_is_shown() {
    let show = Show::of(project());
    let root = show.project.root();
    show.project.put_text("public/.lgl-a1B2c3", "HEMLIGT");
    show.project.put_text("public/2026/.hemligt.html", "HEMLIGT");
    show.project.put_text("public/.dold/a.html", "HEMLIGT");
    let mut paths = vec![
        "/hemligt.txt",
        "/public/2026/m%C3%B6te.html",
        "/dokument",
        "/dokument/",
        "/dokument/2026",
        "/dokument/2026/",
        "/dokument/finns-inte.html",
        "/dokument/../hemligt.txt",
        "/dokument/2026/../../hemligt.txt",
        "/dokument/2026/../m%C3%B6te.html",
        "/dokument/./manifest.json",
        "/dokument//manifest.json",
        "/dokument/%2e%2e/hemligt.txt",
        "/dokument/%2E%2E%2Fhemligt.txt",
        "/dokument/..%2fhemligt.txt",
        "/dokument/..%5chemligt.txt",
        "/dokument/..\\hemligt.txt",
        "/dokument/%252e%252e/hemligt.txt",
        "/dokument/..%c0%afhemligt.txt",
        "/dokument/%c0%ae%c0%ae/hemligt.txt",
        "/dokument/..;/hemligt.txt",
        "/dokument/manifest.json%00.html",
        "/dokument/manifest.json/",
        "/dokument/.lgl-a1B2c3",
        "/dokument/%2elgl-a1B2c3",
        "/dokument/2026/.hemligt.html",
        "/dokument/.dold/a.html",
        "/dokument/C:/hemligt.txt",
        "/dokument/C%3A%5Chemligt.txt",
        "/_lgl/../hemligt.txt",
        "/_lgl/",
        "/_lgl/page.html",
        "/index.html",
        "//dokument/manifest.json",
    ];
    let absolute = format!("/dokument/{}/hemligt.txt", root.display());
    let encoded = format!("/dokument/{}", absolute[10..].replace('/', "%2F"));
    paths.extend([absolute.as_str(), &encoded]);
    for path in paths {
        let (status, _, body) = show.get(path);
        assert_eq!(status, 404, "{path}: {}", String::from_utf8_lossy(&body));
    }
    assert_eq!(show.get("/dokument/manifest.json").0, 200);
}

#[test]
#[cfg(unix)]
fn a_link_leads_to_finished_files_only() {
    use std::os::unix::fs::symlink;
    let show = Show::of(project());
    let public = show.project.root().join("public");
    show.project.put_text("public/.hemligt.html", "HEMLIGT");
    symlink(public.join("manifest.json"), public.join("inne.json")).unwrap();
    symlink("../hemligt.txt", public.join("ute.txt")).unwrap();
    symlink(show.project.root(), public.join("mapp")).unwrap();
    symlink(".hemligt.html", public.join("dold.html")).unwrap();
    symlink("/dev/zero", public.join("aldrig.txt")).unwrap();
    for (path, expected) in [
        ("inne.json", 200),
        ("ute.txt", 404),
        ("mapp/hemligt.txt", 404),
        ("mapp/public/manifest.json", 200),
        ("dold.html", 404),
        ("aldrig.txt", 404),
    ] {
        assert_eq!(show.get(&format!("/dokument/{path}")).0, expected, "{path}");
    }
}

#[test]
fn a_folder_with_sources_in_it_is_not_shown() {
    let project = TestProject::new()
        .with("lgl.yaml", "organ: lgl\nutmapp: .\n")
        .with("protocols/a.md", protocol("", ""));
    let site = Arc::new(Site::new(true));
    let server = Server::bind(Some(0)).unwrap();
    let port = server.ports().0;
    let serving = server.serve(Arc::new(LocalDisk), Arc::clone(&site)).unwrap();
    let show = Show { project, site, port, _serving: serving };
    let fault = show.build().unwrap_err();
    assert!(fault.contains("bland källorna"), "{fault}");
    for path in ["a.html", "lgl.yaml", "protocols/a.md"] {
        assert_eq!(show.get(&format!("/dokument/{path}")).0, 404, "{path}");
    }
    assert_eq!(show.state()["phase"], "failed");
}

#[test]
fn the_page_is_its_own_and_parses_nothing_that_it_is_told() {
    let show = Show::of(project());
    let text = |path: &str| String::from_utf8(show.get(path).2).unwrap();
    let (page, script, style) = (text("/"), text("/_lgl/page.js"), text("/_lgl/page.css"));
    let html = scraper::Html::parse_document(&page);
    let of = |what: &str| html.select(&scraper::Selector::parse(what).unwrap()).count();
    assert_eq!(of("script:not([src]), style, [style], [onclick], [onload], base, form"), 0);
    for address in page.split("=\"/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert_eq!(show.get(&format!("/{address}")).0, 200, "{address}");
    }
    for sink in
        ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("]
    {
        assert!(!script.contains(sink), "{sink}");
    }
    assert!(!page.contains("//") && !style.contains("url(") && !style.contains("@import"));
    let policy = show.get("/").1;
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
}

#[test]
fn the_state_tells_of_every_document_and_of_nothing_secret() {
    let show = Show::of(
        project()
            .with("protocols/2026/b.md", protocol("status: utkast\nokänd: <b>x</b>\n", ""))
            .with("protocols/2026/c.md", protocol("", "## Ring\n\nRing Åsa 811228-9874.")),
    );
    let state = show.state();
    assert_eq!((&state["phase"], &state["summary"]), (&"failed".into(), &"klart".into()));
    let documents = state["documents"].as_array().unwrap();
    let said: Vec<String> = documents
        .iter()
        .map(|it| {
            let levels =
                it["findings"].as_array().unwrap().iter().map(|f| f["level"].as_str().unwrap());
            let levels: Vec<&str> = levels.collect();
            format!(
                "{} {} {} {levels:?}",
                it["name"].as_str().unwrap(),
                it["page"],
                it["isDraft"]
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "protocols/2026/möte.md \"/dokument/2026/m%C3%B6te.html\" false []",
            "protocols/2026/c.md null false [\"fel\"]",
            "protocols/2026/b.md \"/dokument/2026/b.html\" true [\"varning\"]",
        ]
    );
    let finding = &documents[1]["findings"][0];
    assert_eq!(finding["code"], "LGL901");
    assert_eq!(finding["text"], "Ring Åsa ******-****.");
    assert!(!state.to_string().contains("9874"), "{state}");
    assert_eq!(documents[2]["title"].as_str().unwrap().split(' ').next(), Some("Protokoll"));
}

#[test]
fn a_port_that_is_taken_is_left_to_who_has_it() {
    let first = Server::bind(Some(0)).unwrap();
    let taken = first.ports().0;
    let fault = Server::bind(Some(taken)).unwrap_err();
    assert_eq!(fault.message, format!("Port {taken} är upptagen"));
    // Without one of the caller's own, the next that is free is taken, and it is told.
    let (one, other) = (Server::bind(None).unwrap(), Server::bind(None).unwrap());
    assert!(one.ports().0 < other.ports().0);
    assert_eq!(other.ports().1, Some(8017));
}

/// `lgl serve` of a project, ended when dropped.
struct Running {
    lgl: Child,
    port: u16,
}

impl Running {
    fn of(project: &TestProject) -> Self {
        let mut lgl = Command::new(env!("CARGO_BIN_EXE_lgl"))
            .args(["serve", "--port", "0"])
            .current_dir(project.root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(lgl.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("http://127.0.0.1:").nth(1).and_then(|it| it.split('/').next());
        let port = port.and_then(|it| it.parse().ok()).unwrap_or_else(|| panic!("{line:?}"));
        Self { lgl, port }
    }

    fn state(&self) -> Value {
        let question = "GET /_lgl/state.json HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
        serde_json::from_slice(&ask(self.port, question).2).unwrap()
    }

    /// The state, as soon as it is as wanted.
    fn state_when(&self, what: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
        until(what, || is_wanted(&self.state()));
        self.state()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.lgl.kill();
        let _ = self.lgl.wait();
    }
}

/// Waits until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LONG, "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_change_is_told_and_the_last_good_version_is_kept_while_the_text_is_broken() {
    let good = protocol("", "## Punkt\n\nFörsta texten.");
    let project = TestProject::of_fragments().with("protocols/a.md", &good);
    let lgl = Running::of(&project);
    let built = lgl.state_when("it is built", |it| it["phase"] == "built");
    let page = built["documents"][0]["page"].as_str().unwrap().to_owned();
    let question = format!("GET {page} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n");
    let shown = || String::from_utf8(ask(lgl.port, &question).2).unwrap();
    let first = shown();
    assert!(first.contains("Första texten."));

    let mut events = connected(lgl.port);
    let listen = format!("GET /_lgl/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", lgl.port);
    events.write_all(listen.as_bytes()).unwrap();
    let mut events = BufReader::new(events).lines().map(Result::unwrap);
    let mut news = || {
        let line = events.find(|line| line.starts_with("data: ")).expect("the line stays open");
        line["data: ".len()..].parse::<u64>().unwrap()
    };
    assert_eq!(Value::from(news()), built["number"]);

    project.put_text("protocols/a.md", &good.replace("2026-12-04", "2026-02-31"));
    let broken = lgl.state_when("it fails", |it| it["phase"] == "failed");
    while broken["number"] != news() {}
    let document = &broken["documents"][0];
    assert_eq!(document["isStale"], true, "{broken}");
    assert_eq!(document["version"], built["documents"][0]["version"]);
    assert_eq!(document["findings"][0]["code"], "LGL004", "{broken}");
    assert_eq!(shown(), first, "the last good version");

    project.put_text("lgl.yaml", "organ: [\n");
    let unusable =
        lgl.state_when("the settings fail", |it| it["others"][0]["name"] == "lgl.yaml");
    assert_eq!(unusable["documents"][0]["page"], page.as_str(), "{unusable}");
    assert_eq!(shown(), first, "also while the settings cannot be read");

    project.put_text("lgl.yaml", "organ: lgl\nregler:\n  LGL503: av\n  LGL608: av\n");
    project.put_text("protocols/a.md", &good.replace("Första", "Andra"));
    let mended = lgl.state_when("it is mended", |it| it["phase"] == "built");
    while mended["number"] != news() {}
    assert_eq!(mended["documents"][0]["isStale"], false);
    assert_ne!(mended["documents"][0]["version"], built["documents"][0]["version"]);
    assert!(shown().contains("Andra texten."));
}
