//! LGL602: a file or anchor that is not there. LGL610: a picture that is none.

use super::dead_link::is_placeholder;
use super::suspect_address::of_reference;
use crate::check::archive::ArchiveContext;
use crate::check::homes::Home;
use crate::check::{Context, FileFact};
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::references::ReferenceKind;
use crate::model::target::{Target, classify};
use crate::source::{Span, megabytes};

/// A file or anchor that is not there, or outside the project.
pub(crate) static RULE: Rule = Rule { code: "LGL602", name: "fil-saknas", level: Level::Error };
/// A picture that is none.
pub static NO_PICTURE: Rule =
    Rule { code: "LGL610", name: "bild-oläsbar", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let anchors = context.minutes.anchors();
    for reference in context.minutes.references() {
        let path = match classify(reference.address) {
            Target::File { path, .. } if !is_placeholder(&path) => path,
            Target::Anchor(anchor) if reference.kind == ReferenceKind::Link => {
                if !anchors.iter().any(|(known, _)| *known == anchor) {
                    findings.push(
                        RULE.at(reference.span, format!("Det finns ingen plats ”{anchor}” i dokumentet"))
                            .help("Länka till en punkt, som #punkt-4, eller till ett beslut, som #2026-12-04/1."),
                    );
                }
                continue;
            }
            _ => continue,
        };
        // A slip of the pen in a web address is told of as one.
        if of_reference(context, &reference).is_some() {
            continue;
        }
        let file = match reference.kind {
            ReferenceKind::Picture => "Bilden",
            ReferenceKind::Link => "Filen",
            ReferenceKind::Annex => "Bilagan",
        };
        let facts = match reference.kind {
            ReferenceKind::Picture => &context.facts.pictures,
            ReferenceKind::Link | ReferenceKind::Annex => &context.facts.files,
        };
        let fact = facts.get(path.as_ref()).copied().unwrap_or(FileFact::Missing);
        findings.extend(fault(fact, file, &path, reference.span));
    }
}

/// What is wrong with a file, if anything is.
fn fault(fact: FileFact, file: &str, path: &str, span: Span) -> Option<Finding> {
    Some(match fact {
        FileFact::Present => return None,
        FileFact::Missing => RULE
            .at(span, format!("{file} ”{path}” finns inte"))
            .help("Rätta namnet, eller lägg filen bredvid dokumentet."),
        FileFact::Outside => RULE
            .at(span, format!("{file} ”{path}” ligger utanför projektet"))
            .help("Lägg filen i projektet, och skriv vägen till den därifrån."),
        FileFact::Unreadable => RULE
            .at(span, format!("{file} ”{path}” går inte att läsa"))
            .help("Kontrollera att det är en fil, och att du har rätt att läsa den."),
        FileFact::NoPicture => no_picture(span, path),
        FileFact::TooLarge { limit } => NO_PICTURE
            .at(
                span,
                format!("Bilden ”{path}” är för stor: gränsen är {} MB", megabytes(limit)),
            )
            .help("Spara bilden med färre bildpunkter, eller som JPEG."),
    })
}

/// Says that a file, by its path, is no picture.
pub fn no_picture(span: Span, path: &str) -> Finding {
    NO_PICTURE
        .at(span, format!("”{path}” är ingen bild som går att visa"))
        .help("Spara bilden på nytt som PNG, JPEG, SVG, WebP eller GIF.")
}

/// The minutes that an annex names and that are not there.
fn missing_home(context: &ArchiveContext<'_>) -> Option<Finding> {
    let belonging = context.record.belonging.as_ref()?;
    let (named, _) = belonging
        .file
        .as_ref()
        .filter(|_| *context.archive.home(context.record) == Home::NoFile)?;
    let place = belonging.typed.as_ref()?.span;
    fault(belonging.fact, "Protokollet", named, place).or_else(|| {
        Some(
            RULE.at(
                place,
                format!("Protokollet ”{named}” går inte att läsa som ett protokoll"),
            )
            .help("Rätta felen i den filen först, eller skriv vägen till en annan."),
        )
    })
}

/// A link to a place in another document that is not there, or to a Markdown file that is no document.
pub(crate) fn check_among(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    findings.extend(missing_home(context));
    let archive = context.archive;
    for link in &context.record.links {
        let Some(at) = archive.paths.get(&link.path) else {
            // What lies among the documents but could not be read is told of in its own place.
            if archive.is_whole && !link.is_annex && !link.path.starts_with("protocols/") {
                findings.push(
                    RULE.at(
                        link.span,
                        format!("”{}” är inget av projektets dokument", link.path),
                    )
                    .help("Lägg filen i mappen protocols, eller länka till den på nätet."),
                );
            }
            continue;
        };
        let (Some(anchor), Some(other)) = (&link.anchor, archive.records.get(*at)) else {
            continue;
        };
        if !other.anchors.has(anchor) {
            findings.push(
                RULE.at(link.span, format!("Det finns ingen plats ”{anchor}” i {}", link.path))
                    .help("Länka till en punkt, som #punkt-4, eller till ett beslut, som #2026-12-04/1."),
            );
        }
    }
}
