//! What Typst finds at fault, in words for the one who can mend it: the writer of the document, or the
//! one who looks after the body's template.

use typst::diag::SourceDiagnostic;
use typst::syntax::FileId;
use typst::{World, WorldExt};

use super::world::{self, Sealed};
use crate::check::{NO_PICTURE, TYPESETTING, UNSHOWN_CHARACTER};
use crate::diagnostic::{Finding, sort};
use crate::organ::Fonts;
use crate::render::{Failure, Job};
use crate::source::Span;

/// All that Typst said, as one failure. Warnings count, since they speak of what got lost.
pub(super) fn failure<'a>(
    job: &Job,
    world: &Sealed,
    diagnostics: impl IntoIterator<Item = &'a SourceDiagnostic>,
) -> Failure {
    let mut findings = Vec::new();
    let mut organ = Vec::new();
    for diagnostic in diagnostics {
        let place = place(world, diagnostic);
        if is_glyph(diagnostic) {
            let span = match place {
                Some((id, span)) if id == world::document() => Some(span),
                _ => None,
            };
            let found = glyphs(job, span);
            if !found.is_empty() {
                findings.extend(found);
                continue;
            }
        }
        if is_glyph(diagnostic) && place.is_none() {
            findings.push(
                UNSHOWN_CHARACTER
                    .at(Span::at(0), "Ett tecken i en av bilderna går inte att visa")
                    .help("Gör om bildens text till kurvor, eller spara bilden som PNG."),
            );
            continue;
        }
        match place {
            Some((id, span)) if id == world::document() => {
                findings.push(finding(diagnostic, span));
            }
            _ if is_typeface(diagnostic) => organ.push(typeface(job, diagnostic)),
            Some((id, span)) => organ.push(template(job, world, id, span, diagnostic)),
            None if is_length(diagnostic) => findings.push(
                TYPESETTING
                    .at(Span::at(0), "Dokumentet har en text som är för lång för en PDF-fil")
                    .help("Korta rubriker, alternativtexter och länkar."),
            ),
            None => organ.push(format!("{}: {}", folder(job), in_swedish(&diagnostic.message))),
        }
    }
    // What the document is at fault for may be what the template stumbled on.
    if findings.is_empty() {
        // One is told at a time: a bracket that is left open gives a dozen, and a typeface is asked for in many places.
        return Failure::Organ(organ.into_iter().next().unwrap_or_default());
    }
    sort(&mut findings);
    Failure::Document(findings)
}

/// Where it happened: the document, or else the innermost place in the body's template.
fn place(world: &Sealed, diagnostic: &SourceDiagnostic) -> Option<(FileId, Span)> {
    let trace = diagnostic.trace.iter().map(|point| point.span.into());
    let spans = std::iter::once(diagnostic.span).chain(trace);
    let places: Vec<(FileId, Span)> = spans
        .filter_map(|span| {
            let id = span.id()?;
            let range = world.range(span)?;
            Some((id, Span::from(range)))
        })
        .collect();
    let document = places.iter().find(|(id, _)| *id == world::document());
    let template = || places.iter().find(|(id, _)| world.template_path(*id).is_some());
    document.or_else(template).or(places.first()).copied()
}

fn finding(diagnostic: &SourceDiagnostic, span: Span) -> Finding {
    let message = diagnostic.message.as_str();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["image", "SVG", "decode", "alt text"]) {
        return NO_PICTURE.at(span, "Bilden går inte att visa").help(
            "Öppna bilden i ett bildprogram och spara den på nytt, helst som PNG eller JPEG.",
        );
    }
    TYPESETTING
        .at(span, "Det som står här går inte att sätta i PDF-filen")
        .help("Skriv stycket enklare, eller dela upp det.")
}

/// Does it speak of a character that could not be printed?
fn is_glyph(diagnostic: &SourceDiagnostic) -> bool {
    let message = diagnostic.message.as_str();
    ["could not be displayed", "codepoint", "code point"].iter().any(|w| message.contains(w))
}

/// What Typst says of a typeface that it does not have, before its name in lower case.
const NO_TYPEFACE: &str = "unknown font family: ";

fn is_typeface(diagnostic: &SourceDiagnostic) -> bool {
    diagnostic.message.starts_with(NO_TYPEFACE)
}

/// A typeface that the body asks for and does not have, and those that it has.
fn typeface(job: &Job, diagnostic: &SourceDiagnostic) -> String {
    let organ = job.page.organ;
    let asked_for = diagnostic.message.trim_start_matches(NO_TYPEFACE);
    let Fonts { text, heading, code, .. } = &organ.look.fonts;
    let as_written = [text, heading, code].into_iter().find(|n| n.to_lowercase() == asked_for);
    let name = as_written.map_or(asked_for, |name| name.as_str());
    let fonts = super::fonts::of(organ);
    let families: Vec<&str> = fonts.book.families().map(|(family, _)| family).collect();
    format!(
        "typsnittet ”{name}” finns inte i templates/{}/fonts. De som finns är {}",
        organ.id,
        families.join(", ")
    )
}

/// Does it speak of text that is too long for the format, wherever it stands?
fn is_length(diagnostic: &SourceDiagnostic) -> bool {
    diagnostic.message.contains("is longer than")
}

/// The characters without a glyph in a piece of the document, or in all of it; each kind once.
fn glyphs(job: &Job, span: Option<Span>) -> Vec<Finding> {
    let span = span.unwrap_or(Span::new(0, job.source.text().len()));
    let glyphs = super::Glyphs::of(job.page.organ);
    let mut seen = Vec::new();
    let mut findings = Vec::new();
    for (at, c) in job.source.slice(span).char_indices() {
        if glyphs.has(c) || seen.contains(&c) {
            continue;
        }
        seen.push(c);
        let place = Span::new(span.start + at, span.start + at + c.len_utf8());
        let name = if c.is_control() { String::new() } else { format!("”{c}” ") };
        let code = u32::from(c);
        findings.push(
            UNSHOWN_CHARACTER
                .at(place, format!("Tecknet {name}(U+{code:04X}) går inte att visa"))
                .help("Byt tecknet mot ett ord eller ett vanligare tecken."),
        );
    }
    findings
}

fn template(
    job: &Job,
    world: &Sealed,
    id: FileId,
    span: Span,
    diagnostic: &SourceDiagnostic,
) -> String {
    let layout = format!("{}.typ", job.page.layout.word());
    let path = world.template_path(id).unwrap_or(&layout);
    let line = world.source(id).ok().and_then(|source| source.lines().byte_to_line(span.start));
    let line = line.unwrap_or_default() + 1;
    let file = job.page.organ.shown(path);
    format!("mallen {file}, rad {line}: {}", in_swedish(&diagnostic.message))
}

/// The commonest faults of templates, by a part of what Typst says of them.
const FAULTS: [(&str, &str); 12] = [
    (
        "package not found",
        "ett paket från nätet läses aldrig in; lägg dess filer i organets mapp",
    ),
    ("always true", "en slinga tar aldrig slut"),
    ("infinite", "en slinga tar aldrig slut"),
    ("unclosed", "en parentes eller ett citattecken är inte stängt"),
    ("unexpected", "något står där det inte hör hemma"),
    ("unknown variable", "ett namn finns inte"),
    (
        "unresolved import",
        "en fil som läses in saknar ett namn som behövs; kanske en av organets egna",
    ),
    ("file not found", "en fil som ska läsas in finns inte"),
    ("first heading must be", "dokumentets titel står inte som rubrik på nivå 1"),
    ("missing argument", "ett argument saknas"),
    ("unexpected argument", "ett argument är ett för mycket"),
    ("expected", "något saknas, eller är av fel slag"),
];

/// What is wrong, and what Typst itself calls it, for who wants to look it up.
fn in_swedish(message: &str) -> String {
    let known = FAULTS.iter().find(|(part, _)| message.contains(part));
    let words = known.map_or("raden går inte att utföra", |(_, words)| words);
    format!("{words} (Typst säger: {message})")
}

/// The folder of the body's template.
pub(super) fn folder(job: &Job) -> String {
    format!("mallen templates/{}", job.page.organ.id)
}
