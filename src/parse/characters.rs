//! Characters that look like others, or like nothing: found byte by byte, before anything is understood.

use unicode_normalization::UnicodeNormalization;

use crate::source::{Source, Span};

/// A character that is hard to see and easy to get wrong, or several of a kind together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// What it is.
    pub kind: OddityKind,
    /// Where it stands; blanks that stand beside it included.
    pub span: Span,
    /// What ought to stand there.
    pub instead: String,
    /// Stands no letter before it on its line? Then it may hide that the line is a heading, an item or the
    /// front of a paragraph, and what the line is changes with it.
    pub opens_line: bool,
}

/// What an [`Oddity`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddityKind {
    /// A letter with its marks as characters of their own (Unicode NFD), the letter included.
    Decomposed,
    /// A blank at which no line breaks (U+00A0, U+202F, U+2007), where typography asks for none.
    NoBreakSpace,
    /// A character without width, or a soft hyphen.
    ZeroWidth,
    /// A tab that neither indents a line nor follows the mark of a list.
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
                    instead: String::new(),
                    opens_line: false,
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
    // Tab; U+00A0 and U+00AD; combining marks; U+2000 to U+206F; the byte order mark. Two comparisons tell of nearly
    // every byte of Swedish that it is none.
    line.bytes().any(|byte| {
        byte == b'\t'
            || (byte >= 0xC2
                && byte != 0xC3
                && matches!(byte, 0xC2 | 0xCC | 0xCD | 0xE2 | 0xEF))
    })
}

/// An oddity as it is found in its line.
struct Odd {
    kind: OddityKind,
    start: usize,
    end: usize,
    instead: String,
}

fn in_line(line: &str, start: usize, oddities: &mut Vec<Oddity>) {
    if !is_suspect(line) {
        return;
    }
    let mut base = 0;
    let mut next = 0;
    for (at, c) in line.char_indices() {
        if at < next {
            continue;
        }
        let odd = match c {
            '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}' => {
                let blanks = run_of(line, at, is_blank);
                next = blanks.1;
                blank(line, blanks)
            }
            '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}'
                if c != '\u{feff}' || start + at > 0 =>
            {
                let (from, end) = run_of(line, at, is_zero_width);
                next = end;
                // At the end of a line the blanks go with it, or two that are left would break the line.
                let is_unseen = |c: char| matches!(c, ' ' | '\t') || is_zero_width(c);
                let ends_line = line[end..].trim_end_matches(is_unseen).is_empty();
                let start = from.max(at);
                let (start, end) = if ends_line {
                    next = line.len();
                    (line[..start].trim_end_matches(is_unseen).len(), line.len())
                } else {
                    (start, end)
                };
                Some(Odd { kind: OddityKind::ZeroWidth, start, end, instead: String::new() })
            }
            '\u{300}'..='\u{36f}' => {
                let (_, end) = run_of(line, at, |c| matches!(c, '\u{300}'..='\u{36f}'));
                next = end;
                let letters = &line[base..end];
                let instead: String = letters.nfc().collect();
                // A mark for which there is no composed letter is no fault.
                let is_odd = instead != letters;
                is_odd.then_some(Odd {
                    kind: OddityKind::Decomposed,
                    start: base,
                    end,
                    instead,
                })
            }
            _ => {
                base = at;
                continue;
            }
        };
        if let Some(Odd { kind, start: from, end, instead }) = odd {
            let opens_line = !line[..from].contains(char::is_alphabetic);
            let span = Span::new(from, end).shift(start);
            oddities.push(Oddity { kind, span, instead, opens_line });
        }
    }
}

/// The characters of a kind round a place, as their first byte and the first byte after them.
fn run_of(line: &str, at: usize, is_of_kind: impl Fn(char) -> bool + Copy) -> (usize, usize) {
    let start = line[..at].trim_end_matches(is_of_kind).len();
    let end = line.len() - line[at..].trim_start_matches(is_of_kind).len();
    (start, end)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_no_break(c)
}

fn is_no_break(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}')
}

/// What is odd about blanks of which one is a tab or a no-break space.
fn blank(line: &str, (start, end): (usize, usize)) -> Option<Odd> {
    let blanks = &line[start..end];
    let (before, after) = (&line[..start], &line[end..]);
    let has_no_break = blanks.contains(is_no_break);
    let kind = if has_no_break { OddityKind::NoBreakSpace } else { OddityKind::Tab };
    if !has_no_break {
        // Tabs indent, and stand after the mark of an item, just as well as blanks do.
        let is_layout = before.trim_start_matches(['>', ' ', '\t']);
        let digits = is_layout.trim_end_matches(['.', ')']);
        let is_marker = matches!(is_layout, "" | "-" | "*" | "+")
            || (digits != is_layout && digits.bytes().all(|b| b.is_ascii_digit()))
            || is_layout.bytes().all(|b| b == b'#');
        if is_marker {
            return None;
        }
    } else if blanks.chars().count() == 1 && is_typographic(before, after) {
        return None;
    }
    let is_mark = |c: char| matches!(c, '-' | '*' | '+') || c.is_ascii_digit();
    let instead = if after.is_empty() {
        // The blanks at the end of a line go together, or two that are left would break the line.
        String::new()
    } else if before.is_empty() {
        // What indents an item shall go on doing so; four blanks before a paragraph would make it code.
        let keeps = after.starts_with(is_mark);
        if keeps { blanks.replace(is_no_break, " ") } else { String::new() }
    } else {
        " ".to_owned()
    };
    Some(Odd { kind, start, end, instead })
}

/// Does typography ask for a no-break space between the two: within a number, between a number and what it
/// counts, after an abbreviation, an initial or a section sign, before a dash?
fn is_typographic(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if last.is_ascii_digit()
        || matches!(last, '§' | '%' | '+' | '±')
        || matches!(first, '§' | '%')
    {
        return true;
    }
    if first.is_ascii_digit() && last.is_alphabetic() {
        return true;
    }
    if matches!(first, '–' | '—' | '…') || matches!(last, '–' | '—') {
        return true;
    }
    // "kl.", "t.", "ca", an initial: a word of few letters that belongs to the next.
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = word.trim_start_matches(['(', '”', '"']);
    match word.strip_suffix('.') {
        Some(short) => (1..=4).contains(&short.chars().filter(|c| *c != '.').count()),
        None => matches!(
            word.to_lowercase().as_str(),
            "kl" | "nr" | "ca" | "s" | "kap" | "bil" | "dnr" | "tel" | "dr" | "st" | "fig"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(OddityKind, &str, String)> {
        let source = Source::new("a.md", text);
        let (oddities, _) = look(&source, 0);
        let shown = |odd: Oddity| (odd.kind, &text[odd.span.range()], odd.instead);
        oddities.into_iter().map(shown).collect()
    }

    /// The same text with everything odd replaced.
    fn mended(text: &str) -> String {
        let (oddities, _) = look(&Source::new("a.md", text), 0);
        let mut text = text.to_owned();
        for odd in oddities.iter().rev() {
            text.replace_range(odd.span.range(), &odd.instead);
        }
        text
    }

    #[test]
    fn odd_characters_are_found_where_they_stand() {
        use OddityKind::{BlankLine, Decomposed, NoBreakSpace, Tab, ZeroWidth};
        assert_eq!(found("\u{feff}Möte – åäö ”x” 9.00–12.00…\r\n"), []);
        assert_eq!(found("Mo\u{308}te"), [(Decomposed, "o\u{308}", "ö".to_owned())]);
        assert_eq!(
            found("a\u{a0}\u{a0}b\tc"),
            [(NoBreakSpace, "\u{a0}\u{a0}", " ".to_owned()), (Tab, "\t", " ".to_owned())]
        );
        assert_eq!(
            found("av\u{ad}stavat\u{feff}"),
            [(ZeroWidth, "\u{ad}", String::new()), (ZeroWidth, "\u{feff}", String::new())]
        );
        assert_eq!(found("a\n  \nb"), [(BlankLine, "  ", String::new())]);
        assert_eq!(found("x\u{302}"), [], "no composed letter, no fault");
    }

    #[test]
    fn right_typography_is_no_oddity() {
        for text in [
            "1\u{a0}000\u{202f}kr",
            "10\u{a0}%",
            "kl.\u{a0}9.00",
            "Kl\u{a0}9",
            "9\u{a0}§ och §\u{a0}4",
            "25\u{a0}november\u{a0}2022",
            "t.\u{a0}ex. och bl.\u{a0}a.",
            "A.\u{a0}Andersson",
            "Nära vård\u{a0}– målbild",
            "\t- indrag\n\tkod\n-\tpunkt\n1.\tVälkomna\n> \tcitat",
        ] {
            assert_eq!(found(text), [], "{text:?}");
        }
    }

    #[test]
    fn what_is_odd_is_replaced_by_what_is_meant() {
        for (text, expected) in [
            ("Kalmar\u{a0}län", "Kalmar län"),
            ("Kalmar \u{a0} län", "Kalmar län"),
            ("datum:\u{a0}2026-12-04", "datum: 2026-12-04"),
            ("rad  \u{a0}\nnästa", "rad\nnästa"),
            ("a\n\u{a0}\nb", "a\n\nb"),
            ("##\u{a0}Beslut", "## Beslut"),
            ("\u{a0}\u{a0}- punkt", "  - punkt"),
            ("\u{a0}\u{a0}\u{a0}\u{a0}Text", "Text"),
            ("Anna\t \tBorgholm\t", "Anna Borgholm"),
            ("o\u{308}a\u{30a}e\u{301}", "öåé"),
            ("\u{200b}\u{feff}## Beslut", "## Beslut"),
        ] {
            assert_eq!(mended(text), expected, "{text:?}");
            assert_eq!(mended(expected), expected, "{text:?}");
        }
    }

    #[test]
    fn what_opens_a_line_is_told() {
        let opens = |text: &str| look(&Source::new("a.md", text), 0).0[0].opens_line;
        assert!(opens("##\u{a0}Beslut"));
        assert!(opens("\u{200b}Beslut: LGL beslutar"));
        assert!(!opens("Kalmar\u{a0}län"));
    }

    #[test]
    fn three_empty_lines_are_a_gap() {
        let gaps = |text: &str| look(&Source::new("a.md", text), 0).1.len();
        assert_eq!((gaps("a\n\n\nb"), gaps("a\n\n\n\nb"), gaps("a\n\n\n\n\n")), (0, 1, 0));
        let windows = look(&Source::new("a.md", "a\r\n\r\n\r\n\r\nb"), 0).1;
        assert_eq!(windows, [Span::new(5, 9)], "all but the first");
    }
}
