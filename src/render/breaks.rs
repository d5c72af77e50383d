//! Where words may be broken that may be wider than a line: addresses, file names, long compounds.

/// A word longer than this may be broken anywhere. Swedish compounds in running text end long before;
/// addresses and file names do not.
const LONGEST: usize = 30;

/// Within a word that may be broken, the most characters between two places to do so.
const STEP: usize = 10;

/// Calls `part` with the pieces of a text, between which it can be broken beside where it always can.
pub(super) fn split<'a>(text: &'a str, mut part: impl FnMut(&'a str)) {
    let mut start = 0;
    let mut word = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            continue;
        }
        if at - word > LONGEST && text[word..at].chars().count() > LONGEST {
            let mut since = 0;
            let mut before = ' ';
            for (offset, c) in text[word..at].char_indices() {
                // Combining marks stay with their letter.
                let joined = ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{200d}';
                let natural =
                    since > 2 && "/.?&=_-@:+,;".contains(before) && c.is_alphanumeric();
                if (natural || since >= STEP) && !joined {
                    part(&text[start..word + offset]);
                    start = word + offset;
                    since = 0;
                }
                since += 1;
                before = c;
            }
        }
        word = at + c.len_utf8();
    }
    if start < text.len() || text.is_empty() {
        part(&text[start..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut parts = Vec::new();
        split(text, |part| parts.push(part));
        parts
    }

    #[test]
    fn common_text_stays_whole() {
        assert_eq!(
            parts("Överenskommelse om ungdomsmottagningar "),
            ["Överenskommelse om ungdomsmottagningar "]
        );
        assert_eq!(parts(""), [""]);
    }

    #[test]
    fn long_words_come_in_pieces_that_make_up_the_whole() {
        let text = "Se https://www.example.se/mycket/lang/adress/till/en/fil.pdf nu";
        assert!(parts(text).len() > 4);
        assert_eq!(parts(text).concat(), text);
        assert_eq!(parts(&"å".repeat(95)).len(), 10);
    }
}
