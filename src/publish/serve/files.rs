//! An address as a finished file: whole regular files of the one folder, and nothing else.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::FILES;
use crate::publish::Disk;

/// The characters that an address need not encode.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a browser is told of a file, by its extension. What is not here is handed over to be saved.
const KINDS: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("json", "application/json"),
    ("txt", "text/plain; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

/// The file that an address names below a folder, what it is, and its bytes.
pub(super) fn read(
    disk: &dyn Disk,
    folder: &Path,
    address: &str,
) -> Option<(&'static str, Vec<u8>)> {
    let path = place(address)?;
    let folder = disk.canonical(folder).ok()?;
    // A link may lead to another finished file, but not out, nor to what is hidden.
    let file = disk.canonical(&folder.join(path)).ok()?;
    let below = file.strip_prefix(&folder).ok()?;
    if below.iter().any(|part| part.to_string_lossy().starts_with('.')) || !disk.is_file(&file)
    {
        return None;
    }
    let bytes = disk.read(&file, u64::MAX - 1).ok()?;
    Some((kind(below), bytes))
}

/// The path that an address names, where every part of it is a plain name.
fn place(address: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(['\\', ':'])
            && !part.contains(char::is_control)
    };
    decoded.split('/').all(is_plain).then(|| decoded.split('/').collect())
}

/// What kind of file it is.
fn kind(path: &Path) -> &'static str {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let known = KINDS.iter().find(|(known, _)| *known == extension);
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

/// The address of a finished file, by its path below the folder with forward slashes.
pub(super) fn address(path: &str) -> String {
    format!("{FILES}{}", utf8_percent_encode(path, PLAIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_file_below_or_none() {
        for (address, expected) in [
            ("a.html", Some("a.html")),
            ("2026/m%C3%B6te%201.pdf", Some("2026/möte 1.pdf")),
            ("a%252e.html", Some("a%2e.html")),
            ("", None),
            ("2026/", None),
            ("/etc/passwd", None),
            ("%2Fetc/passwd", None),
            ("..", None),
            ("../a", None),
            ("a/../../b", None),
            ("%2e%2e/a", None),
            ("..%2fa", None),
            ("a/%2E%2E/b", None),
            ("..%5Ca", None),
            ("..\\a", None),
            ("C:/a", None),
            ("a%00.html", None),
            ("%FF", None),
            (".lgl-a1B2c3", None),
            ("2026/.hemlig", None),
            ("%2ehemlig", None),
        ] {
            assert_eq!(place(address), expected.map(PathBuf::from), "{address}");
        }
    }

    #[test]
    fn an_address_is_read_as_what_it_was_made_of() {
        for path in ["a.html", "2026/möte 1.pdf", "a%2e/b?c#d.txt", "”x”/å+&.html"] {
            let address = address(path);
            assert!(address.is_ascii() && !address.contains(['?', '#', ' ']), "{address}");
            assert_eq!(place(&address[FILES.len()..]), Some(PathBuf::from(path)), "{address}");
        }
    }
}
