//! What must hold of any text: the same functions for the short run among the tests and for a long one.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use lgl::diagnostic::Safety;
use lgl::publish::disk::{Entry, Held};
use lgl::publish::{
    Disk, Event, FORMATS, Fixed, Input, LintRequest, LintedText, Request, build, fix, lint,
};
use scraper::{Html, Node};

const FILE: &str = "/p/protocols/2026-12-04.md";

/// Elements that the pages' templates and the program's own writer make.
const ELEMENTS: &str = "html head meta title style link body a header footer main article section nav div p span h1 h2 h3 \
    h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td figure figcaption img picture source svg g line rect \
    circle text path details summary blockquote pre code em strong b del s sup sub br hr time abbr input wbr q label";
/// Attributes that they give.
const ATTRIBUTES: &str = "lang charset name content http-equiv rel href class id role aria-label aria-labelledby aria-hidden \
    aria-describedby aria-current focusable scope rowspan colspan open value start src srcset alt width height media type \
    datetime title tabindex checked disabled x1 x2 y1 y2 x y cx cy r d fill text-anchor viewbox viewBox xmlns dir hreflang \
    loading decoding data-mark";

/// A project in memory: settings, and one document.
struct Memory(Mutex<BTreeMap<PathBuf, Vec<u8>>>);

impl Memory {
    fn new(document: &[u8]) -> Self {
        let files = [("/p/lgl.yaml", b"organ: lgl\n".as_slice()), (FILE, document)];
        Self(Mutex::new(files.map(|(path, bytes)| (path.into(), bytes.to_vec())).into()))
    }

    fn get(&self, path: &Path) -> Option<Vec<u8>> {
        self.0.lock().ok()?.get(path).cloned()
    }
}

impl Disk for Memory {
    fn read(&self, path: &Path, _: u64) -> io::Result<Vec<u8>> {
        self.get(path).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let is_there = self.is_file(path) || self.is_folder(path);
        is_there.then(|| path.to_owned()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn is_file(&self, path: &Path) -> bool {
        self.get(path).is_some()
    }

    fn is_folder(&self, path: &Path) -> bool {
        ["/", "/p", "/p/protocols"].iter().any(|folder| Path::new(folder) == path)
    }

    fn is_taken(&self, path: &Path) -> bool {
        self.is_file(path) || self.is_folder(path)
    }

    fn size(&self, path: &Path) -> io::Result<u64> {
        self.read(path, u64::MAX).map(|bytes| bytes.len() as u64)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let files = self.0.lock().map_err(|_| io::ErrorKind::Other)?;
        let below = files.keys().filter(|path| path.starts_with(folder));
        Ok(below.map(|path| Entry { path: path.clone(), is_link: false }).collect())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0
            .lock()
            .map_err(|_| io::ErrorKind::Other)?
            .insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes)
    }

    fn sweep(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn hold(&self, _: &Path, _: &mut dyn FnMut()) -> io::Result<Held> {
        Ok(Held::default())
    }
}

/// A step over a text, by its name.
pub(crate) type Step = (&'static str, fn(&[u8]));

/// What is measured: each once, as the program does it.
pub(crate) const STEPS: [Step; 3] = [
    ("linting", |bytes| drop(linted(bytes, None))),
    ("fixing", |bytes| drop(converted(bytes))),
    ("building a page", |bytes| drop(build_once(bytes, &["html"]))),
];

/// Reading, linting and fixing: places lie in the text, and what is fixed stays fixed.
pub(crate) fn lints(bytes: &[u8], words: &[String]) {
    let found = linted(bytes, None);
    assert_eq!(told(&found), told(&linted(bytes, None)), "equal input is told alike");
    // What is no text is told as it can be shown, and not fixed.
    if found.findings.iter().any(|finding| finding.rule.code == "LGL008") {
        return;
    }
    let text = found.source.text().to_owned();
    for safety in [Safety::Safe, Safety::Unsafe] {
        let mended = linted(bytes, Some(safety));
        keeps(words, &text, mended.source.text(), "a fix");
        let left = mended
            .findings
            .iter()
            .find(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safety <= safety));
        let left = left.map(|finding| (finding.rule.code, &finding.message));
        assert_eq!(left, None, "{safety:?}: fixed and still to be fixed");
        let again = linted(mended.source.text().as_bytes(), Some(safety));
        assert_eq!(
            again.source.text(),
            mended.source.text(),
            "{safety:?}: fixing again changes more"
        );
    }
}

/// Pasted text as a document: it keeps its words, and doing it again changes nothing.
pub(crate) fn converts(bytes: &[u8], words: &[String]) {
    let Some(once) = converted(bytes) else { return };
    let text = once.document.source.text();
    keeps(words, &once.before, text, "lgl fix");
    let twice = converted(text.as_bytes()).expect("a document can be read");
    assert_eq!(twice.document.source.text(), text, "lgl fix again changes more");
}

/// What a document became.
#[derive(PartialEq, Eq)]
pub(crate) struct Built {
    /// The files by format; none where it is stopped.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// The codes of what was told of it.
    pub(crate) told: BTreeSet<&'static str>,
}

/// A built document: no text of it is markup or code, and equal input gives equal bytes.
pub(crate) fn builds(bytes: &[u8], words: &[String], formats: &[&str]) -> Built {
    let built = build_once(bytes, formats);
    assert!(built == build_once(bytes, formats), "equal input gives equal bytes");
    if let Some(html) = built.files.get("html") {
        is_harmless(html, bytes, words);
    }
    built
}

fn is_harmless(html: &[u8], bytes: &[u8], words: &[String]) {
    let html = std::str::from_utf8(html).expect("UTF-8");
    let page = Html::parse_document(html);
    let mut text = String::new();
    for node in page.tree.nodes() {
        match node.value() {
            Node::Text(words) => text.push_str(words),
            Node::Comment(comment) => panic!("a comment: {comment:?}"),
            Node::Element(element) => {
                let name = element.name();
                assert!(
                    ELEMENTS.split_whitespace().any(|known| known == name),
                    "<{name}> is in the page"
                );
                for (attribute, value) in element.attrs() {
                    let is_known =
                        ATTRIBUTES.split_whitespace().any(|known| known == attribute);
                    assert!(is_known, "<{name} {attribute}={value:?}> is in the page");
                    if attribute == "href" {
                        assert_harmless(value);
                    }
                }
            }
            _ => {}
        }
    }
    let source = String::from_utf8_lossy(bytes);
    keeps(words, &source, &text, "the page");
}

/// A script or a page in an address would run when it is followed.
fn assert_harmless(address: &str) {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or("").split_once(':');
    let scheme = scheme.map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_harmless = scheme.as_deref().is_none_or(|scheme| {
        ["http", "https", "mailto", "tel"].contains(&scheme)
            || address.starts_with("data:image/")
    });
    assert!(is_harmless, "a link leads to {address:?}");
}

fn keeps(words: &[String], before: &str, after: &str, what: &str) {
    // An organisation opens with a capital letter, however it was typed.
    let after = &after.to_lowercase();
    let is_lost =
        |word: &&String| before.contains(word.as_str()) && !after.contains(word.as_str());
    let lost: Vec<&String> = words.iter().filter(is_lost).collect();
    assert!(lost.is_empty(), "{what} lost {lost:?}, and left\n{after}");
}

fn linted(bytes: &[u8], mend: Option<Safety>) -> LintedText {
    let disk = Memory::new(bytes);
    let request = LintRequest {
        input: Some(Input { path: FILE.into(), bytes: bytes.to_vec() }),
        current: "/p".into(),
        mend,
        ..LintRequest::default()
    };
    let mut linted = lint(&disk, &request);
    assert!(linted.faults.is_empty(), "{:?}", linted.faults);
    let found = linted.texts.pop().expect("the text itself");
    let text = found.source.text();
    for finding in &found.findings {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        let related = finding.related.iter().map(|related| related.span);
        for span in edits.chain(related).chain([finding.span]) {
            assert!(text.get(span.range()).is_some(), "{}: {span:?}", finding.rule.code);
        }
    }
    found
}

fn converted(bytes: &[u8]) -> Option<Fixed> {
    let input = Input { path: FILE.into(), bytes: bytes.to_vec() };
    fix(&Memory::new(b""), &input, None, Path::new("/p")).ok()
}

fn told(found: &LintedText) -> String {
    let (source, findings) = (&found.source, &found.findings);
    lgl::report::concise(source, findings) + &lgl::report::full(source, findings, false)
}

fn build_once(bytes: &[u8], formats: &[&str]) -> Built {
    let mut told = BTreeSet::new();
    let disk = Memory::new(bytes);
    let request = Request {
        paths: vec![FILE.into()],
        formats: FORMATS.iter().filter(|format| formats.contains(&format.name)).collect(),
        current: "/p".into(),
        ..Request::default()
    };
    build(&disk, &request, &mut |event| match event {
        Event::Fault(fault) => panic!("{}", fault.message),
        Event::Findings(_, findings) => {
            let unset = findings.iter().find(|finding| finding.rule.code == "LGL011");
            assert!(unset.is_none(), "cannot be set: {unset:?}");
            told.extend(findings.iter().map(|finding| finding.rule.code));
        }
        Event::Waiting | Event::Start(_) | Event::Rebuilt(..) | Event::Done(_) => {}
    });
    let files = disk.0.into_inner().expect("nobody panicked");
    let public = files.into_iter().filter(|(path, _)| path.starts_with("/p/public"));
    let by_format = |(path, bytes): (PathBuf, Vec<u8>)| {
        Some((path.extension()?.to_str()?.to_owned(), bytes))
    };
    Built { files: public.filter_map(by_format).collect(), told }
}
