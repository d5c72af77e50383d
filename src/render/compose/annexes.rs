//! Annexes: what one says of itself and its minutes, and what minutes say of theirs.

use crate::check::Facts;
use crate::model::target::{Target, classify};
use crate::model::{Annex, Kind, Minutes, Parent};
use crate::organ::Organ;
use crate::render::page::{AnnexEntry, Annexes, Fact};

/// What stands above the title of an annex and at the top of its pages, so that a page alone in a pile of paper
/// tells where it belongs: "Bilaga 1 till protokoll 18 september 2026". None for other documents.
pub(super) fn kind(minutes: &Minutes) -> Option<String> {
    let annex = mark(minutes)?;
    Some(match &minutes.parent {
        Some(parent) => format!("{annex} till {}", meeting(parent)),
        None => annex,
    })
}

/// What an annex is called in its minutes: "Bilaga 1". None for other documents.
pub(super) fn mark(minutes: &Minutes) -> Option<String> {
    let is_annex = minutes.kind == Kind::Annex;
    is_annex.then(|| match minutes.annex_number() {
        Some(number) => format!("Bilaga {number}"),
        None => "Bilaga".to_owned(),
    })
}

/// "protokoll 18 september 2026".
fn meeting(parent: &Parent) -> String {
    let what = match parent.kind {
        Kind::Conference => "konferensen".to_owned(),
        kind => kind.title().to_lowercase(),
    };
    match parent.date {
        Some(date) => format!("{what} {}", date.long()),
        None => what,
    }
}

/// The title for a window or a file's properties.
pub(super) fn document_title(heading: &str, annex: Option<&str>, organ: &Organ) -> String {
    match annex.filter(|annex| *annex != heading) {
        // A heading that is only the number is said by what follows.
        Some(annex) if annex.starts_with(heading) => format!("{annex} – {}", organ.name),
        Some(annex) => format!("{heading} – {annex} – {}", organ.name),
        None => format!("{heading} – {}", organ.name),
    }
}

/// The facts that only an annex has, and slides of a meeting.
pub(super) fn facts(minutes: &Minutes) -> Vec<Fact> {
    let number = minutes.annex_number().filter(|_| minutes.kind == Kind::Annex);
    let number = number.map(|value| Fact { label: "Bilaga", value, target: None });
    let home = match (&minutes.parent, &minutes.belongs_to) {
        (Some(parent), _) => Some((parent.heading.clone(), Some(parent.link.clone()))),
        (None, Some(typed)) => Some((typed.value.clone(), None)),
        (None, None) => None,
    };
    let home = home.map(|(value, target)| Fact { label: "Hör till", value, target });
    [number, home].into_iter().flatten().collect()
}

/// The list of annexes at the end of minutes.
pub(super) fn list(minutes: &Minutes, facts: &Facts<'_>) -> Option<Annexes> {
    let entries: Vec<AnnexEntry> = minutes
        .annexes
        .iter()
        .map(|annex| AnnexEntry {
            label: format!("Bilaga {}", annex.number),
            title: match form(annex, facts) {
                Some(form) => format!("{} ({form})", annex.title.value),
                None => annex.title.value.clone(),
            },
            target: annex.target.value.clone(),
        })
        .collect();
    (!entries.is_empty()).then_some(Annexes { heading: "Bilagor", entries })
}

/// What a reader meets who follows the link, where that is not a document like this one: "PDF, 230 kB".
fn form(annex: &Annex, facts: &Facts<'_>) -> Option<String> {
    match classify(&annex.target.value) {
        Target::Web(address) => {
            let host = address.split_once("://")?.1;
            let host = host.split(['/', '?', '#']).next().unwrap_or(host);
            Some(format!("webbsida, {host}"))
        }
        Target::File { path, .. } => {
            let size = facts.beside.get(path.as_ref())?.size?;
            Some(format!("{}, {}", file_type(&path), readable(size)))
        }
        Target::Anchor(_) | Target::Nothing | Target::Refused(_) => None,
    }
}

/// What people call a file, by the end of its name.
fn file_type(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_lowercase().as_str() {
        "" => "fil".to_owned(),
        "txt" => "text".to_owned(),
        "doc" | "docx" => "Word".to_owned(),
        "xls" | "xlsx" => "Excel".to_owned(),
        "ppt" | "pptx" => "PowerPoint".to_owned(),
        "htm" | "html" => "webbsida".to_owned(),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "tif" | "tiff" => "bild".to_owned(),
        "mp3" | "wav" | "m4a" | "ogg" => "ljud".to_owned(),
        "mp4" | "mov" | "webm" => "film".to_owned(),
        other => other.to_uppercase(),
    }
}

/// A number of bytes as people read it: `230 kB`, `1,4 MB`.
fn readable(bytes: u64) -> String {
    const KILO: u64 = 1000;
    const MEGA: u64 = KILO * KILO;
    // No line ends between a number and its unit.
    match bytes {
        0..KILO => format!("{bytes}\u{a0}byte"),
        _ if bytes.div_ceil(KILO) < KILO => format!("{}\u{a0}kB", bytes.div_ceil(KILO)),
        _ => {
            let tenths = bytes.div_ceil(MEGA / 10);
            match (tenths / 10, tenths % 10) {
                (whole, 0) => format!("{whole}\u{a0}MB"),
                (whole @ 0..10, part) => format!("{whole},{part}\u{a0}MB"),
                (whole, _) => format!("{}\u{a0}MB", whole + 1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{file_type, readable};

    #[test]
    fn a_size_is_read_at_a_glance() {
        let table = [
            (0, "0 byte"),
            (236, "236 byte"),
            (1000, "1 kB"),
            (229_001, "230 kB"),
            (999_001, "1 MB"),
            (1_350_001, "1,4 MB"),
            (12_400_000, "13 MB"),
        ];
        for (bytes, expected) in table {
            assert_eq!(readable(bytes).replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn a_file_is_called_what_people_call_it() {
        let table =
            [("a.PDF", "PDF"), ("x/svar.xlsx", "Excel"), ("a.b/fil", "fil"), ("a.odt", "ODT")];
        for (path, expected) in table {
            assert_eq!(file_type(path), expected, "{path}");
        }
    }
}
