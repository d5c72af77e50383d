//! What a link's address leads to.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// What an address in a document leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// An anchor in the same document, decoded.
    Anchor(Cow<'a, str>),
    /// Somewhere on the web, by mail or telephone.
    Web(&'a str),
    /// A file, relative to the document, decoded; with an anchor in it.
    File {
        /// Path with forward slashes.
        path: Cow<'a, str>,
        /// Anchor in the file, as typed.
        anchor: Option<&'a str>,
    },
    /// Nowhere: empty, or `#` alone.
    Nothing,
    /// A scheme that could run code or hide something (`javascript:`, `data:`, `file:`).
    Refused(&'a str),
}

/// Schemes that a reader can follow without harm.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What an address leads to.
pub fn classify(address: &str) -> Target<'_> {
    let address = address.trim();
    if let Some(anchor) = address.strip_prefix('#') {
        return if anchor.is_empty() {
            Target::Nothing
        } else {
            Target::Anchor(decoded(anchor))
        };
    }
    if let Some((scheme, rest)) = scheme(address) {
        let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let empty = rest.trim_start_matches('/').is_empty();
        return match (known, empty) {
            (true, false) => Target::Web(address),
            (true, true) => Target::Nothing,
            (false, _) => Target::Refused(scheme),
        };
    }
    // An address without scheme leaves for another host, which no file of the project is.
    if address.starts_with("//") {
        return Target::Refused("//");
    }
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
        None => (address, None),
    };
    if path.is_empty() {
        return Target::Nothing;
    }
    Target::File { path: decoded(path), anchor }
}

/// The scheme of an address (RFC 3986, 3.1), and what follows. A drive letter is no scheme.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (valid && scheme.len() > 1).then_some((scheme, rest))
}

/// The path of a file that a document names from where it lies, both from the project's folder; none where it
/// lies outside.
pub fn beside(document: &str, path: &str) -> Option<String> {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from one file to another, both from the same folder: what a link in the first would name.
pub fn relative(from: &str, to: &str) -> String {
    let folders = |path: &'_ str| {
        path.rsplit_once('/').map_or(0, |(folder, _)| folder.split('/').count())
    };
    let same = from
        .split('/')
        .take(folders(from))
        .zip(to.split('/').take(folders(to)))
        .take_while(|(one, other)| one == other)
        .count();
    let up = std::iter::repeat_n("..", folders(from) - same);
    up.chain(to.split('/').skip(same)).collect::<Vec<&str>>().join("/")
}

pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_from_where_the_document_lies() {
        let table = [
            ("protocols/2026/a.md", "b.md", Some("protocols/2026/b.md")),
            ("protocols/2026/a.md", "../2025/./b.md", Some("protocols/2025/b.md")),
            ("a.md", "b.md", Some("b.md")),
            ("a.md", "../b.md", None),
        ];
        for (document, path, expected) in table {
            assert_eq!(beside(document, path).as_deref(), expected, "{document} {path}");
        }
    }

    #[test]
    fn the_way_back_is_the_way_there() {
        let table = [
            ("a.md", "b.md", "b.md"),
            ("2026/a.md", "2026/b.md", "b.md"),
            ("2026/a.md", "2025/x/b.md", "../2025/x/b.md"),
            ("2026/a.md", "b.md", "../b.md"),
            ("a.md", "2026/b.md", "2026/b.md"),
        ];
        for (from, to, expected) in table {
            assert_eq!(relative(from, to), expected);
            assert_eq!(beside(from, expected).as_deref(), Some(to));
        }
    }

    #[test]
    fn addresses_are_told_apart() {
        let file = |path: &'static str, anchor| Target::File { path: path.into(), anchor };
        let table = [
            ("https://regionkalmar.se", Target::Web("https://regionkalmar.se")),
            ("mailto:a@b.se", Target::Web("mailto:a@b.se")),
            ("#punkt-4", Target::Anchor("punkt-4".into())),
            ("#n%C3%A4rvaro", Target::Anchor("närvaro".into())),
            ("../2022/a%20b.md#punkt-1", file("../2022/a b.md", Some("punkt-1"))),
            ("bild.png", file("bild.png", None)),
            ("", Target::Nothing),
            ("#", Target::Nothing),
            ("https://", Target::Nothing),
            ("javascript:alert(1)", Target::Refused("javascript")),
            (" JAVASCRIPT:alert(1)", Target::Refused("JAVASCRIPT")),
            ("data:text/html,x", Target::Refused("data")),
            ("file:///etc/passwd", Target::Refused("file")),
            ("//exempel.se/x", Target::Refused("//")),
        ];
        for (address, expected) in table {
            assert_eq!(classify(address), expected, "{address}");
        }
    }
}
