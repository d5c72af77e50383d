//! Text and addresses made safe to stand in HTML, as text or inside a quoted attribute.

use std::ops::Range;

/// The text with everything escaped that means something to HTML.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_escaped(&mut out, text);
    out
}

/// Adds the text with everything escaped that means something to HTML.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        // Most of a text means only itself and is added in one piece.
        let plain = rest.bytes().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        let (before, after) = rest.split_at(plain);
        out.push_str(before);
        let mut letters = after.chars();
        let Some(c) = letters.next() else { break };
        rest = letters.as_str();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // Line ends of other systems are blanks on paper, too.
            c if c.is_control() && c.is_whitespace() => out.push(' '),
            c if is_forbidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// Is this a byte of none but letters and signs that mean only themselves? The first byte of every control character
/// and of every forbidden one is none.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, ..b' ' | b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F | 0xC2 | 0xEF..)
}

/// An address that a parser of URLs reads without complaint and that leads where it led before.
///
/// Letters beyond ASCII stand as they are: HTML takes them, and people can read them.
pub(super) fn address(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = String::with_capacity(address.len());
    let mut fragment = false;
    let host = host(address);
    for (place, c) in address.char_indices() {
        let allowed = match c {
            '%' => bytes.get(place + 1..place + 3).is_some_and(is_hex),
            // A second number sign belongs to the fragment that the first one opened.
            '#' => !std::mem::replace(&mut fragment, true),
            '[' | ']' => host.contains(&place),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            c => !c.is_whitespace() && !c.is_control() && !is_forbidden(c),
        };
        if allowed {
            out.push(c);
        } else {
            push_percent(&mut out, c);
        }
    }
    out
}

/// Where the name of the host stands: an IPv6 address has brackets, which may stand nowhere else.
fn host(address: &str) -> Range<usize> {
    let start = address.find("://").map_or(0, |place| place + 3);
    let rest = address.get(start..).unwrap_or("");
    let length = if start == 0 { 0 } else { rest.find(['/', '?', '#']).unwrap_or(rest.len()) };
    start..start + length
}

/// A link to an anchor of the same file.
pub(super) fn fragment(anchor: &str) -> String {
    let mut out = String::from("#");
    for c in anchor.chars() {
        if c.is_alphanumeric() || "-._~/:".contains(c) {
            out.push(c);
        } else {
            push_percent(&mut out, c);
        }
    }
    out
}

fn push_percent(out: &mut String, c: char) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

fn is_hex(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_hexdigit)
}

/// Characters that HTML does not let stand in a document (HTML, "preprocessing the input stream").
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control() || code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_text_or_attribute() {
        let hostile = "<script>\"'onload=&amp;\u{0}\u{85}\u{FFFF}";
        let expected = "&lt;script&gt;&quot;&#39;onload=&amp;amp;\u{FFFD} \u{FFFD}";
        assert_eq!(escape(hostile), expected);
    }

    #[test]
    fn an_address_keeps_its_meaning() {
        for (typed, written) in [
            ("https://lgl.se/å?a=1&b=2#c", "https://lgl.se/å?a=1&b=2#c"),
            ("min fil.pdf", "min%20fil.pdf"),
            ("100%.pdf", "100%25.pdf"),
            ("a%20b.pdf", "a%20b.pdf"),
            ("a#b#c", "a#b%23c"),
            ("https://[::1]/a[1]", "https://[::1]/a%5B1%5D"),
            ("\"><script>", "%22%3E%3Cscript%3E"),
        ] {
            assert_eq!(address(typed), written);
        }
    }

    #[test]
    fn an_anchor_leads_to_its_place() {
        assert_eq!(fragment("2022-11-25/4"), "#2022-11-25/4");
        assert_eq!(fragment("närvaro 2"), "#närvaro%202");
        assert_eq!(fragment("50%"), "#50%25");
    }
}
