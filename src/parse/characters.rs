//! Characters that look like others, or like nothing: found byte by byte, before anything is understood.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::source::{Source, Span};

/// A character that is hard to see and easy to get wrong, or several of a kind together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// What it is.
    pub kind: OddityKind,
    /// Where it stands.
    pub span: Span,
}

/// What an [`Oddity`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddityKind {
    /// A letter with its marks as characters of their own (Unicode NFD), the letter included.
    Decomposed,
    /// A blank at which no line breaks (U+00A0, U+202F, U+2007).
    NoBreakSpace,
    /// A character without width, or a soft hyphen.
    ZeroWidth,
    /// A tab.
    Tab,
    /// Blanks on a line that has nothing else.
    BlankLine,
}

/// The odd characters of a text, and the runs of three or more empty lines from `body` on, each without its
/// first line: what can go.
pub(super) fn look(source: &Source, body: usize) -> (Vec<Oddity>, Vec<Span>) {
    let text = source.text();
    let (mut oddities, mut gaps) = (Vec::new(), Vec::new());
    let mut at = 0;
    // Where the empty lines start, where the second of them does, and how many there are.
    let mut empty: Option<(usize, usize, usize)> = None;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if content.trim_matches([' ', '\t']).is_empty() {
            if !content.is_empty() {
                oddities.push(Oddity {
                    kind: OddityKind::BlankLine,
                    span: Span::new(at, at + content.len()),
                });
            }
            let (_, second, lines) = empty.get_or_insert((at, at, 0));
            if *lines == 1 {
                *second = at;
            }
            *lines += 1;
        } else {
            if let Some((_, second, 3..)) = empty.take().filter(|(start, ..)| *start >= body) {
                gaps.push(Span::new(second, at));
            }
            empty = None;
            in_line(content, at, &mut oddities);
        }
        at += line.len();
    }
    (oddities, gaps)
}

/// Has the line a byte that an odd character may start with?
fn is_suspect(line: &str) -> bool {
    // Tab; U+00A0 and U+00AD; combining marks; U+2000 to U+206F; the byte order mark.
    line.bytes().any(|byte| matches!(byte, b'\t' | 0xC2 | 0xCC | 0xCD | 0xE2 | 0xEF))
}

fn in_line(line: &str, start: usize, oddities: &mut Vec<Oddity>) {
    if !is_suspect(line) {
        return;
    }
    let mut base = 0;
    for (at, c) in line.char_indices() {
        let kind = match c {
            '\t' => OddityKind::Tab,
            '\u{a0}' | '\u{2007}' | '\u{202f}' => OddityKind::NoBreakSpace,
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' => OddityKind::ZeroWidth,
            '\u{feff}' if start + at > 0 => OddityKind::ZeroWidth,
            '\u{300}'..='\u{36f}' => OddityKind::Decomposed,
            _ => {
                base = at;
                continue;
            }
        };
        let mut span = Span::new(at, at + c.len_utf8());
        if kind == OddityKind::Decomposed {
            span.start = base;
            // A mark for which there is no composed letter is no fault.
            let letters = &line[span.range()];
            let composes = is_nfc_quick(letters.chars()) != IsNormalized::Yes
                && !letters.nfc().eq(letters.chars());
            if !composes {
                continue;
            }
        }
        let span = span.shift(start);
        match oddities.last_mut() {
            Some(last) if last.kind == kind && last.span.end >= span.start => {
                last.span = last.span.cover(span);
            }
            _ => oddities.push(Oddity { kind, span }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(OddityKind, &str)> {
        let source = Source::new("a.md", text);
        let (oddities, _) = look(&source, 0);
        oddities.iter().map(|odd| (odd.kind, &text[odd.span.range()])).collect()
    }

    #[test]
    fn odd_characters_are_found_where_they_stand() {
        use OddityKind::{BlankLine, Decomposed, NoBreakSpace, Tab, ZeroWidth};
        assert_eq!(found("\u{feff}Möte – åäö ”x” 9.00–12.00…\r\n"), []);
        assert_eq!(found("Mo\u{308}te"), [(Decomposed, "o\u{308}")]);
        assert_eq!(found("a\u{a0}\u{a0}b\tc"), [(NoBreakSpace, "\u{a0}\u{a0}"), (Tab, "\t")]);
        assert_eq!(
            found("av\u{ad}stavat\u{feff}"),
            [(ZeroWidth, "\u{ad}"), (ZeroWidth, "\u{feff}")]
        );
        assert_eq!(found("a\n  \nb"), [(BlankLine, "  ")]);
        assert_eq!(found("x\u{302}"), [], "no composed letter, no fault");
    }

    #[test]
    fn three_empty_lines_are_a_gap() {
        let gaps = |text: &str| look(&Source::new("a.md", text), 0).1.len();
        assert_eq!((gaps("a\n\n\nb"), gaps("a\n\n\n\nb"), gaps("a\n\n\n\n\n")), (0, 1, 0));
        let windows = look(&Source::new("a.md", "a\r\n\r\n\r\n\r\nb"), 0).1;
        assert_eq!(windows, [Span::new(5, 9)], "all but the first");
    }
}
