//! The world is at fault: a disk that is full or may only be read, a file that changes while it is read, another
//! build at the same time, a program that is killed. The folder of finished files holds whole files whatever happens,
//! no source is touched, and the next build repairs everything.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use lgl::publish::disk::Disk;
use lgl::publish::{Event, FORMATS, LocalDisk, Request, build, verify};

use crate::support::disk::{Odd, OddDisk};
use crate::support::project::{TestProject, protocol};

#[test]
fn an_output_that_cannot_be_written_leaves_everything_as_it_was() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", ""))
        .with("public", "a file stands where the folder should be");
    let said = project.build(&["html"]);
    assert_eq!(said.outcome.faults, 1);
    assert!(said.lines[0].starts_with("Kan inte skriva public/a.html"), "{:?}", said.lines);
    assert_eq!(project.text("public"), "a file stands where the folder should be");
}

#[test]
fn a_failed_document_leaves_its_old_files_alone() {
    let project = TestProject::of_fragments().with("protocols/a.md", protocol("", ""));
    project.build(&["html"]);
    let old = project.text("public/a.html");
    let project = project.with("protocols/a.md", "---\ndatum: i går\n---\n");
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.stopped), (0, 1));
    assert_eq!(project.text("public/a.html"), old);
}

/// A disk on which something goes wrong.
struct Faulty {
    fault: Fault,
    /// How often it has been written to, or the file been read that changes.
    times: Mutex<usize>,
}

#[derive(Clone, Copy)]
enum Fault {
    /// Every write from this one on fails so.
    Write(usize, io::ErrorKind),
    /// The document's text is another each time it is read.
    Restless,
}

impl Faulty {
    /// Builds a project on it. What was told.
    fn build(fault: Fault, project: &TestProject) -> Vec<String> {
        let disk = OddDisk(Self { fault, times: Mutex::new(0) });
        let request = Request {
            formats: FORMATS.iter().filter(|format| format.name != "pdf").collect(),
            current: project.root(),
            ..Request::default()
        };
        let mut told = Vec::new();
        build(&disk, &request, &mut |event| {
            if let Event::Fault(fault) = event {
                told.push(fault.message.clone());
            }
        });
        told
    }
}

impl Odd for Faulty {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let bytes = LocalDisk.read(path, limit)?;
        if matches!(self.fault, Fault::Restless) && path.ends_with("protocols/a.md") {
            let mut times = self.times.lock().unwrap();
            *times += 1;
            let text = String::from_utf8(bytes).unwrap();
            return Ok(text.replace("LÄSNING", &format!("läsning{times}")).into_bytes());
        }
        Ok(bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Fault::Write(first, kind) = self.fault {
            let mut times = self.times.lock().unwrap();
            *times += 1;
            if *times > first {
                return Err(kind.into());
            }
        }
        LocalDisk.write(path, bytes)
    }

    fn create(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        unreachable!("a build makes no sources")
    }

    fn replace(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        unreachable!("a build changes no sources")
    }
}

#[test]
fn a_disk_that_fails_at_any_write_leaves_whole_files_and_the_next_build_repairs_them() {
    let table = [
        (io::ErrorKind::StorageFull, "disken är full"),
        (io::ErrorKind::ReadOnlyFilesystem, "disken går bara att läsa"),
        (io::ErrorKind::PermissionDenied, "du har inte rätt till det"),
    ];
    let texts = versions(3);
    for (kind, reason) in table {
        for first in 0..8 {
            let project = project_of(&texts.old);
            let told = Faulty::build(Fault::Write(first, kind), &project);
            assert!(told.iter().all(|line| line.ends_with(reason)), "{told:?}");
            assert!(!told.is_empty(), "write {first}");
            let kept = project.published().len();
            assert_eq!(kept, first.min(6), "what was written before is there, and no more");
            assert_eq!(project.build(&["html", "json"]).outcome.faults, 0);
            assert_right(&project);
        }
    }
}

#[test]
fn a_file_that_changes_while_it_is_built_gives_one_text_in_every_format() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", "## Fråga LÄSNING\n\nText."));
    let told = Faulty::build(Fault::Restless, &project);
    assert_eq!(told, [""; 0]);
    let reading = |file: &str| {
        let text = project.text(file);
        text.split("läsning").nth(1).unwrap().chars().next().unwrap()
    };
    assert_eq!(reading("public/a.html"), reading("public/a.json"));
    // The manifest knows that the text on the disk is another.
    let verified = verify(&LocalDisk, &project.root().join("public"), &project.root()).unwrap();
    assert_eq!(verified.differences.len(), 1);
    assert_eq!(verified.differences[0].path, "protocols/a.md");
}

#[test]
fn two_builds_at_once_give_what_one_gives() {
    let texts = versions(12);
    let project = project_of(&texts.old);
    for round in 0..6 {
        let mut builds: Vec<Child> = (0..3).map(|_| start(&project, "html")).collect();
        for build in &mut builds {
            assert!(build.wait().unwrap().success(), "round {round}");
        }
        assert_right(&project);
        let _ = std::fs::remove_dir_all(project.root().join("public"));
    }
}

#[test]
fn a_killed_build_leaves_whole_files() {
    assert!(kill_builds(12, 16, Duration::from_mins(1)) > 0, "no build was killed in time");
}

/// Two hundred documents, and at least two hundred kills: `tests/conformance/faults`.
#[test]
#[ignore = "takes minutes: tests/conformance/faults runs it"]
fn two_hundred_killed_builds_leave_whole_files() {
    let killed = kill_builds(200, 400, Duration::from_mins(7));
    crate::support::figure("Builds of 200 documents killed", killed);
    assert!(killed >= 200, "only {killed} builds were killed in time");
}

/// Documents in two versions.
struct Versions {
    old: BTreeMap<String, String>,
    new: BTreeMap<String, String>,
}

fn versions(documents: usize) -> Versions {
    let texts = |word: &str| {
        (0..documents)
            .map(|number| {
                let keys = format!("diarienummer: RS 2026/{number}\n");
                let body = format!("## Fråga\n\nTexten är {word}.");
                (format!("protocols/{number:03}.md"), protocol(&keys, &body))
            })
            .collect()
    };
    Versions { old: texts("den första"), new: texts("den andra") }
}

fn project_of(texts: &BTreeMap<String, String>) -> TestProject {
    let project = TestProject::of_fragments();
    for (path, text) in texts {
        project.put_text(path, text);
    }
    project
}

/// Starts a build of all documents as another process.
fn start(project: &TestProject, formats: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_lgl"))
        .args(["build", "--quiet", "--format", formats])
        .current_dir(project.root())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Are all finished files what the manifest says, and the sources what they were made of?
fn assert_right(project: &TestProject) {
    let root = project.root();
    let verified = verify(&LocalDisk, &root.join("public"), &root).unwrap();
    assert_eq!(verified.differences, []);
}

/// Every finished file with its bytes.
fn finished(project: &TestProject) -> BTreeMap<String, Vec<u8>> {
    let names = project.published().into_iter();
    names.map(|name| (name.clone(), project.read(&format!("public/{name}")))).collect()
}

/// Kills builds at moments spread over the time that one takes, while the texts change from build to build: two of three
/// without PDF, which write most often. Gives how many were killed before they were done.
fn kill_builds(documents: usize, tries: usize, limit: Duration) -> usize {
    let texts = versions(documents);
    let project = project_of(&texts.old);
    // What each file may hold, as undisturbed builds make it, and how long such a build takes.
    let mut known: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
    let mut times = BTreeMap::new();
    for version in [&texts.new, &texts.old] {
        for (path, text) in version {
            project.put_text(path, text);
        }
        for formats in ["pdf,html", "html"] {
            let begun = Instant::now();
            assert!(start(&project, formats).wait().unwrap().success());
            times.insert(formats, begun.elapsed());
        }
        for (name, bytes) in finished(&project) {
            known.entry(name).or_default().insert(bytes);
        }
    }
    let begun = Instant::now();
    // Moments that lie evenly, whatever their number: the golden section.
    let mut moment = 0.5_f64;
    let mut killed = 0;
    for attempt in 0..tries {
        if begun.elapsed() > limit || killed >= tries / 2 + tries / 20 {
            break;
        }
        let version = if attempt % 2 == 0 { &texts.new } else { &texts.old };
        for (path, text) in version {
            project.put_text(path, text);
        }
        if attempt % 10 == 9 {
            let _ = std::fs::remove_dir_all(project.root().join("public"));
        }
        let formats = if attempt % 3 == 2 { "pdf,html" } else { "html" };
        moment = (moment + 0.618_033_988_749_895).fract();
        let mut build = start(&project, formats);
        std::thread::sleep(times[formats].mul_f64(moment));
        killed += usize::from(build.try_wait().unwrap().is_none());
        build.kill().unwrap();
        build.wait().unwrap();
        for (name, bytes) in finished(&project) {
            // What a killed build left of its own is hidden and never mistaken for a result.
            if name.starts_with(".lgl-") {
                continue;
            }
            assert!(
                known[&name].contains(&bytes),
                "kill {attempt}: {name} is neither old nor new"
            );
        }
        for (path, text) in version {
            assert!(
                project.text(path) == *text,
                "kill {attempt}: the source {path} was touched"
            );
        }
    }
    assert!(start(&project, "pdf,html").wait().unwrap().success());
    assert_right(&project);
    let left = finished(&project);
    assert_eq!(left.len(), documents * 2, "each document's two files and nothing else");
    killed
}
