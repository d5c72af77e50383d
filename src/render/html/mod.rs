//! A document as one self-contained HTML file: no script, no request, nothing but itself.
//!
//! Prose is written here; the page around it is the body's template for the kind of document (`protokoll.html`), in the
//! language of Jinja.

mod context;
mod escape;
mod picture;
mod prose;
mod style;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use crate::organ::{Files, Look, Organ};
use crate::render::{Failure, Job, is_same_folder};

/// The style sheet that every body has.
const BASE_STYLE: &str = "base.css";
/// What a body adds to it, where it adds anything.
const STYLE: &str = "style.css";

/// The document as HTML.
pub fn render(job: &Job) -> Result<Vec<u8>, Failure> {
    let organ = job.page.organ;
    let page = format!("{}.html", job.page.layout.word());
    text_file(organ, &page)?;
    let faulty = |error: Error| Failure::Organ(words(organ, &page, &error));
    let body = Body::of(organ, &page)?;
    let mut environment = body.environment.clone();
    environment.set_fuel(Some(fuel(job)));
    let template = environment.get_template(&page).map_err(faulty)?;
    let html = template.render(context::page(job, &body.frame)).map_err(faulty)?;
    Ok(html.into_bytes())
}

/// How many steps the template may take, so that one that goes round and round is stopped. It grows with the
/// document, generously: the numbers are chosen, not measured.
fn fuel(job: &Job) -> u64 {
    20_000_000 + 300 * job.source.text().len() as u64
}

/// What all pages of a body are made with.
struct Body {
    files: Files,
    look: Look,
    frame: Frame,
    environment: Environment<'static>,
}

/// Bodies that are kept: more are seldom built in one run.
const KEPT: usize = 8;

static BODIES: Mutex<Vec<Arc<Body>>> = Mutex::new(Vec::new());

impl Body {
    /// A body, its templates compiled once for all its pages; `page` is named where none else is at fault.
    fn of(organ: &Organ, page: &str) -> Result<Arc<Self>, Failure> {
        // A body is only ever added whole, so it is sound even where another thread broke off.
        let mut bodies = BODIES.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |body: &&Arc<Self>| {
            body.look == organ.look && is_same_folder(&body.files, organ.files.iter())
        };
        if let Some(body) = bodies.iter().find(is_it) {
            return Ok(Arc::clone(body));
        }
        let body = Arc::new(Self::new(organ, page)?);
        if bodies.len() == KEPT {
            bodies.remove(0);
        }
        bodies.push(Arc::clone(&body));
        Ok(body)
    }

    fn new(organ: &Organ, page: &str) -> Result<Self, Failure> {
        let mut rules = text_file(organ, BASE_STYLE)?.to_owned();
        if organ.files.contains_key(STYLE) {
            rules.push_str(text_file(organ, STYLE)?);
        }
        let faulty = |error: Error| Failure::Organ(words(organ, page, &error));
        Ok(Self {
            files: organ.files.clone(),
            look: organ.look.clone(),
            frame: Frame::of(organ, &style::sheet(organ, &rules))?,
            environment: environment(organ).map_err(faulty)?,
        })
    }
}

/// What stands around every document of a body, as the template is given it.
struct Frame {
    style: Value,
    /// What the page may show: itself, in this style.
    policy: Value,
    logo: Option<Logo>,
}

/// The body's mark as addresses that hold it.
struct Logo {
    light: Value,
    /// For a dark background, where it is another.
    dark: Option<Value>,
}

impl Frame {
    fn of(organ: &Organ, sheet: &str) -> Result<Self, Failure> {
        Ok(Self {
            style: Value::from_safe_string(sheet.to_owned()),
            policy: Value::from(style::policy(sheet)),
            logo: Logo::of(organ)?,
        })
    }
}

impl Logo {
    fn of(organ: &Organ) -> Result<Option<Self>, Failure> {
        let data = |name: &str| {
            let address = picture::data(media_type(name), file(organ, name)?);
            Ok(Value::from_safe_string(address))
        };
        let logo = &organ.look.logo;
        if logo.file.is_empty() {
            return Ok(None);
        }
        let dark = logo.dark.as_deref().map(data).transpose()?;
        Ok(Some(Self { light: data(&logo.file)?, dark }))
    }
}

/// The language of templates, with the page and every template that it may include.
fn environment(organ: &Organ) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, bytes) in &organ.files {
        let is_template = Path::new(name).extension().is_some_and(|it| it == "html");
        if is_template && let Ok(text) = std::str::from_utf8(bytes) {
            environment.add_template_owned(name.clone(), text.to_owned())?;
        }
    }
    Ok(environment)
}

fn file<'a>(organ: &'a Organ, name: &str) -> Result<&'a [u8], Failure> {
    let missing = || Failure::Organ(format!("filen {} saknas", organ.shown(name)));
    organ.files.get(name).map(AsRef::as_ref).ok_or_else(missing)
}

fn text_file<'a>(organ: &'a Organ, name: &str) -> Result<&'a str, Failure> {
    let unreadable = |_| Failure::Organ(format!("filen {} är inte UTF-8", organ.shown(name)));
    std::str::from_utf8(file(organ, name)?).map_err(unreadable)
}

/// Media type of a mark by the ending of its name.
fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        _ => "image/svg+xml",
    }
}

/// What is wrong with a template: place, kind of fault and the line itself.
fn words(organ: &Organ, page: &str, error: &Error) -> String {
    let name = error.name().unwrap_or(page);
    let fault = match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::InvalidDelimiter => "raden följer inte mallspråket",
        ErrorKind::UndefinedError => "ett namn finns inte i protokollets data",
        ErrorKind::UnknownFilter => "ett filter finns inte",
        ErrorKind::UnknownTest => "ett villkor finns inte",
        ErrorKind::UnknownFunction => "en funktion finns inte",
        ErrorKind::UnknownMethod => "en metod finns inte",
        ErrorKind::UnknownBlock => "ett block finns inte",
        ErrorKind::TemplateNotFound => "en mall som ska läsas in finns inte",
        ErrorKind::BadInclude => "en mall som läses in är felaktig",
        ErrorKind::OutOfFuel => {
            "mallen blir aldrig klar; den har nog en slinga som är för lång"
        }
        ErrorKind::MissingArgument => "ett argument saknas",
        ErrorKind::TooManyArguments => "ett argument är ett för mycket",
        _ => "raden går inte att utföra",
    };
    let source = organ.files.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let line = error.line().and_then(|line| source?.lines().nth(line.checked_sub(1)?));
    let place = error.line().map_or_else(String::new, |line| format!(", rad {line}"));
    let quote = line.map_or_else(String::new, |line| format!(": {}", line.trim()));
    format!("mallen {}{place}: {fault}{quote}", organ.shown(name))
}
