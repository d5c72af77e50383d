//! Bytes to text. Anything but UTF-8 is a fault, but one that can be shown where it stands.

use std::borrow::Cow;

use super::{ENCODING, TOO_LARGE};
use crate::diagnostic::Finding;
use crate::source::{MAX_BYTES, Source, Span, megabytes};

/// Reads a file's bytes as text. With a finding, the text is only good to show the finding in.
pub fn decode(name: &str, bytes: Vec<u8>) -> (Source, Option<Finding>) {
    if bytes.len() > MAX_BYTES {
        // No more than the limit was read, so nobody knows how large it is.
        let finding = TOO_LARGE
            .at(
                Span::at(0),
                format!("Filen är för stor: gränsen är {} MB", megabytes(MAX_BYTES as u64)),
            )
            .help("Dela upp texten, och lägg bilder i egna filer bredvid den.");
        return (Source::new(name, ""), Some(finding));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (Source::new(name, text), None),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            foreign(name, error.as_bytes(), valid)
        }
    }
}

/// A text in whichever encoding it is saved, for who is about to save it anew. None where it is no text, or
/// too large.
pub fn transcode(name: &str, bytes: &[u8]) -> Option<Source> {
    // PDF, Word and RTF begin so, and a short file of them may have nothing else that tells.
    let is_other = [&b"%PDF-"[..], b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0"];
    if bytes.len() > MAX_BYTES || is_other.iter().any(|sign| bytes.starts_with(sign)) {
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => guessed(bytes)?.0,
    };
    (!text.contains('\0')).then(|| Source::new(name, text))
}

/// The text of bytes that are no UTF-8, and their encoding, where that can be told.
fn guessed(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => Some((encoding.decode(bytes).0, encoding.name())),
        None if is_windows_1252(bytes) => {
            Some((encoding_rs::WINDOWS_1252.decode(bytes).0, "Windows-1252"))
        }
        None => None,
    }
}

fn foreign(name: &str, bytes: &[u8], valid: usize) -> (Source, Option<Finding>) {
    let (text, encoding) = match guessed(bytes) {
        Some((text, encoding)) => (text, Some(encoding)),
        None => (String::from_utf8_lossy(bytes), None),
    };
    // Up to the first bad byte the text is the same, unless a byte order mark decided otherwise.
    let start = if text.as_bytes().get(..valid) == bytes.get(..valid) { valid } else { 0 };
    let length = text.get(start..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
    let span = Span::new(start, start + length);
    let message = match encoding {
        Some(encoding) => format!("Filen är sparad som {encoding}, inte som UTF-8"),
        None => "Filen är inte text i UTF-8".to_owned(),
    };
    let finding = ENCODING.at(span, message).help(
        "Spara om filen med teckenkodningen UTF-8. I Anteckningar: Spara som, Kodning, UTF-8.",
    );
    (Source::new(name, text), Some(finding))
}

/// Text in Windows-1252 has no control characters, and its high bytes are mostly letters.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let (mut letters, mut others) = (0_usize, 0_usize);
    for &byte in bytes {
        match byte {
            b'\t' | b'\n' | b'\r' | b' '..=b'~' => {}
            0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0xFF => letters += 1,
            0x85 | 0x91..=0x97 | 0xA0 | 0xA7 | 0xAB | 0xB0 | 0xBB => {}
            _ => others += 1,
        }
    }
    others * 10 <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        let (source, finding) = decode("a.md", bytes.to_vec());
        let finding = finding.expect("bytes that are no UTF-8");
        let place = source.place(finding.span.start);
        format!("{}:{} {}", place.line, place.column, finding.message)
    }

    #[test]
    fn windows_1252_is_named_at_its_first_letter() {
        assert_eq!(
            message(b"---\nplats: V\xe4ster\xe5s\n"),
            "2:9 Filen är sparad som Windows-1252, inte som UTF-8"
        );
    }

    #[test]
    fn utf_16_is_named() {
        let bytes: Vec<u8> = "\u{feff}mål".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(message(&bytes), "1:1 Filen är sparad som UTF-16LE, inte som UTF-8");
    }

    #[test]
    fn a_text_to_be_saved_anew_may_have_any_encoding() {
        let text =
            |bytes: &[u8]| transcode("a.txt", bytes).map(|source| source.text().to_owned());
        assert_eq!(text(b"V\xe4ster\xe5s"), Some("Västerås".to_owned()));
        assert_eq!(text("Västerås".as_bytes()), Some("Västerås".to_owned()));
        assert_eq!(text(b"PK\x03\x04\x14\0\x06\0"), None, "a Word document");
    }

    #[test]
    fn a_binary_file_is_no_text() {
        assert_eq!(message(b"%PDF\x00\x01\x02\xff\xfe"), "1:8 Filen är inte text i UTF-8");
    }
}
