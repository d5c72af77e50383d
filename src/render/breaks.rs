//! Where words may be broken that may be wider than a line: addresses, file names, long compounds.

/// A word longer than this may be broken anywhere. Swedish compounds in running text end long before;
/// addresses and file names do not.
const LONGEST: usize = 30;

/// Within a word that may be broken, the most characters between two places to do so.
const STEP: usize = 10;

/// Calls `part` with the pieces of a text, between which it can be broken beside where it always can.
pub(super) fn split<'a>(text: &'a str, mut part: impl FnMut(&'a str)) {
    // Nearly every text has short words alone.
    if text.as_bytes().split(|byte| *byte == b' ').all(|word| word.len() <= LONGEST) {
        return part(text);
    }
    let mut start = 0;
    let mut word = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_whitespace() {
            continue;
        }
        if at - word > LONGEST && text[word..at].chars().count() > LONGEST {
            for place in places(&text[word..at]) {
                part(&text[start..word + place]);
                start = word + place;
            }
        }
        word = at + c.len_utf8();
    }
    if start < text.len() || text.is_empty() {
        part(&text[start..]);
    }
}

/// Where a long word may be broken: after its own signs, and wherever it must between them.
fn places(word: &str) -> Vec<usize> {
    // What has no sign of an address is words, which are broken at their hyphens while that is enough.
    let step_from = if word.contains(['/', '@', '_', '?', '=', '&']) { STEP } else { LONGEST };
    let mut stretches = Vec::new();
    let (mut start, mut since, mut before) = (0, 0, ' ');
    for (at, c) in word.char_indices() {
        if since > 2 && "/.?&=_-@:+,;".contains(before) && c.is_alphanumeric() {
            stretches.push(start..at);
            (start, since) = (at, 0);
        }
        since += 1;
        before = c;
    }
    stretches.push(start..word.len());
    let mut places = Vec::new();
    for stretch in stretches {
        places.push(stretch.start);
        let letters = &word[stretch.clone()];
        if letters.chars().count() <= step_from {
            continue;
        }
        let mut since = 0;
        for (at, c) in letters.char_indices() {
            // Combining marks stay with their letter.
            let joined = ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{200d}';
            if since >= STEP && !joined {
                places.push(stretch.start + at);
                since = 0;
            }
            since += 1;
        }
    }
    places.remove(0);
    places
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
    fn a_long_name_is_broken_at_its_hyphens_alone() {
        assert_eq!(
            parts("Eva Hammarskjöld-Wennerström-Silfverstolpe, Nybro"),
            ["Eva Hammarskjöld-", "Wennerström-", "Silfverstolpe, Nybro"]
        );
    }

    #[test]
    fn long_words_come_in_pieces_that_make_up_the_whole() {
        let text = "Se https://www.example.se/mycket/lang/adress/till/en/fil.pdf nu";
        assert!(parts(text).len() > 4);
        assert_eq!(parts(text).concat(), text);
        assert_eq!(parts(&"å".repeat(95)).len(), 10);
    }
}
