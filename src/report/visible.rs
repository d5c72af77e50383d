//! Text from a document made harmless for a terminal: nothing hidden, nothing obeyed, one line.

/// The same text on one line, with a mark for every character that a terminal would obey or hide.
///
/// It works character by character, so the parts of a text give the parts of the result.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("    "),
            '\n' => out.push(' '),
            '\u{7f}' => out.push('␡'),
            '\0'..'\u{20}' => out.push(picture(c)),
            // A joiner is dropped so that each part of a joined emoji keeps a known width.
            '\u{200d}' => {}
            c if is_hidden(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// The control picture (U+2400 and on) of a control character.
pub(super) fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Characters without a shape of their own, or that turn the direction of the text around them.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_is_hidden_or_obeyed() {
        for (text, expected) in [
            ("Närvaro åäö – ”citat”", "Närvaro åäö – ”citat”"),
            ("na\u{308}rvaro", "na\u{308}rvaro"),
            ("a\tb\nc\r", "a    b c␍"),
            ("\u{1b}[31mröd\u{7f}", "␛[31mröd␡"),
            ("\u{9b}31m", "�31m"),
            ("\u{202e}bakåt\u{2069}", "�bakåt�"),
            ("av\u{ad}stavat\u{200b}", "av�stavat�"),
            ("👩\u{200d}👧", "👩👧"),
        ] {
            assert_eq!(visible(text), expected, "{text:?}");
        }
    }
}
