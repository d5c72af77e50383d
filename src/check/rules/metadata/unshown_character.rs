//! LGL010: a character that no typeface of the body can show (PDF/A and PDF/UA forbid missing glyphs).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Element, Minutes};
use crate::prose::{Block, BlockKind, InlineKind};
use crate::source::{Span, Spanned};

/// A character that cannot be shown.
pub static RULE: Rule = Rule { code: "LGL010", name: "tecken-utan-glyf", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // Each letter is asked for once: there are few of them, and much text.
    let known = RefCell::new(BTreeMap::new());
    let has_glyph =
        |c: char| *known.borrow_mut().entry(c).or_insert_with(|| (context.facts.has_glyph)(c));
    let is_swedish = "åäöÅÄÖ–”".chars().all(has_glyph);
    let is_plain = |c: char| {
        c.is_ascii_graphic()
            || matches!(c, ' ' | '\n' | '\t' | '\r')
            || is_swedish && matches!(c, 'å' | 'ä' | 'ö' | 'Å' | 'Ä' | 'Ö' | '–' | '”')
    };
    let mut seen = BTreeSet::new();
    each_text(context.minutes, &mut |text, span, kind| {
        if text.chars().all(is_plain) {
            return;
        }
        // Text that was changed on its way from the source has no finer place than its whole.
        let verbatim = kind == Place::OfText && span.end - span.start == text.len();
        for (at, c) in text.char_indices() {
            if is_shown(c, &has_glyph) || !seen.insert((span, c)) {
                continue;
            }
            let place = if verbatim {
                Span::new(span.start + at, span.start + at + c.len_utf8())
            } else {
                span
            };
            let name = if c.is_control() { String::new() } else { format!("”{c}” ") };
            findings.push(
                RULE.at(
                    place,
                    format!("Tecknet {name}(U+{:04X}) går inte att visa", u32::from(c)),
                )
                .help("Byt tecknet mot ett ord eller ett vanligare tecken."),
            );
        }
    });
}

fn is_shown(c: char, has_glyph: &dyn Fn(char) -> bool) -> bool {
    c.is_ascii_graphic()
        || matches!(c, ' ' | '\n' | '\t' | '\r')
        || has_glyph(c)
        || c.nfc().next().is_some_and(|composed| composed != c && has_glyph(composed))
}

/// What the place of a text holds.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// The text; where it is as long, letter for letter.
    OfText,
    /// The marks round the text as well, so that a place as long as the text is so by chance.
    OfMarks,
}

fn each_text(minutes: &Minutes, visit: &mut impl FnMut(&str, Span, Place)) {
    let meeting = &minutes.meeting;
    let facts = [
        &minutes.title,
        &meeting.time,
        &meeting.place,
        &meeting.chair,
        &meeting.secretary,
        &meeting.registry_number,
        &minutes.number,
        &minutes.belongs_to,
    ];
    let mut visit_value =
        |value: &Spanned<String>| visit(&value.value, value.span, Place::OfText);
    facts.into_iter().flatten().for_each(&mut visit_value);
    meeting.adjusters.iter().for_each(&mut visit_value);
    if let Some(next) = &meeting.next {
        next.place.iter().for_each(&mut visit_value);
    }
    minutes.annexes.iter().for_each(|annex| visit_value(&annex.title));
    for (_, element) in minutes.elements() {
        match element {
            Element::People(people) => {
                for person in people {
                    visit_value(&person.name);
                    person.title.iter().for_each(&mut visit_value);
                    person.organisation.iter().for_each(&mut visit_value);
                    person.remarks.iter().for_each(&mut visit_value);
                }
            }
            Element::Marked(marked) => {
                marked.about.iter().for_each(&mut visit_value);
                marked.responsible.iter().for_each(&mut visit_value);
            }
            Element::Scale(scale) => scale.words().for_each(&mut visit_value),
            Element::Chart(chart) => chart.words().for_each(&mut visit_value),
            Element::Prose(_) | Element::Subheading(_) => {}
        }
    }
    minutes.each_inline(&mut |inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Html(text) => {
            visit(text, inline.span, Place::OfText);
        }
        InlineKind::Code(text) => visit(text, inline.span, Place::OfMarks),
        InlineKind::Image(image) => {
            if let Some(caption) = &image.caption {
                visit(caption, inline.span, Place::OfMarks);
            }
        }
        _ => {}
    });
    for block in minutes.blocks() {
        each_preformatted(block, visit);
    }
}

fn each_preformatted(block: &Block, visit: &mut impl FnMut(&str, Span, Place)) {
    match &block.kind {
        BlockKind::Code { text, .. } => visit(text, block.span, Place::OfMarks),
        BlockKind::Html(text) => visit(text, block.span, Place::OfText),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|b| each_preformatted(b, visit)),
        BlockKind::List(list) => {
            for item in &list.items {
                item.blocks.iter().for_each(|b| each_preformatted(b, visit));
            }
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading(..)
        | BlockKind::Table(_)
        | BlockKind::Rule => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Facts, Settings, Used};
    use crate::model::{self, Text};
    use crate::parse::parse;
    use crate::source::Source;

    /// The places of what cannot be shown, with a body that has Latin letters and nothing else.
    fn places(text: &str) -> Vec<String> {
        let source = Source::new("a.md", text);
        let organ = crate::organ::built_in("lgl").expect("it is built in");
        let (organ, ..) = crate::organ::read("lgl", "organ.yaml", organ);
        let (minutes, _) = model::read(parse(&source).0, &organ);
        let facts = Facts { has_glyph: &|c| c < '\u{250}', ..Facts::none() };
        let context = Context {
            text: &Text::of(&minutes, &organ),
            minutes: &minutes,
            organ: &organ,
            facts: &facts,
            settings: &Settings::default(),
            used: Used::default(),
        };
        let mut findings = Vec::new();
        check(&context, &mut findings);
        findings.iter().map(|finding| text[finding.span.range()].to_owned()).collect()
    }

    #[test]
    fn a_place_lies_between_characters() {
        for (text, expected) in [
            ("Ett é\u{301} ord", "\u{301}"),
            // Set together the letter is a byte shorter, and with the line's end the code is as long as it stands.
            ("    e\u{301}\u{301}", "e\u{301}\u{301}"),
            ("    e\u{301}\u{301}\r\n\r\n    e\r\n", "e\u{301}\u{301}\r\n\r\n    e"),
            ("`\u{6f22}`", "`\u{6f22}`"),
        ] {
            assert_eq!(places(text), [expected], "{text:?}");
        }
    }
}
