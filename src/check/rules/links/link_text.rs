//! LGL603: a link whose words do not say what it leads to.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Element;
use crate::prose::{Inline, InlineKind, Link, each_run, plain};
use crate::source::Span;

/// A link that does not say what it leads to.
pub(crate) static RULE: Rule =
    Rule { code: "LGL603", name: "länktext", level: Level::Warning };

/// The longest address that may stand as its own words, in characters: about as long as a person reads or types.
const LONGEST: usize = 40;

/// Words that say as much of every link. Sorted.
const EMPTY_WORDS: [&str; 16] = [
    "den här",
    "den här länken",
    "denna länk",
    "följ länken",
    "hit",
    "här",
    "klicka",
    "klicka här",
    "länk",
    "länken",
    "läs här",
    "läs mer",
    "läs mer här",
    "mer",
    "se här",
    "tryck här",
];

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    for section in &minutes.sections {
        links(&section.heading, findings);
    }
    for (_, element) in minutes.elements() {
        if let Element::Subheading(heading) = element {
            links(&heading.content, findings);
        }
    }
    for block in minutes.blocks() {
        each_run(block, &mut |content| links(content, findings));
    }
}

fn links(content: &[Inline], findings: &mut Vec<Finding>) {
    for (at, inline) in content.iter().enumerate() {
        match &inline.kind {
            InlineKind::Link(link) => {
                findings.extend(look(link, inline.span, content.get(at + 1)));
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner) => links(inner, findings),
            _ => {}
        }
    }
}

fn look(link: &Link, span: Span, next: Option<&Inline>) -> Option<Finding> {
    let text = plain(&link.content);
    let text = text.trim();
    if text.is_empty() {
        // A picture without words is told of as a picture.
        let is_picture =
            link.content.iter().any(|inline| matches!(inline.kind, InlineKind::Image(_)));
        let finding = RULE
            .at(span, "Länken har ingen text")
            .help("Skriv mellan hakparenteserna vad länken leder till.");
        return (!is_picture).then_some(finding);
    }
    if is_address(text) {
        let is_long = text.chars().count() > LONGEST || text.contains(['?', '%']);
        let finding = RULE
            .at(span, "Länken visas som en lång adress")
            .help("Skriv vad länken leder till: [Handlingsplanen](adressen).");
        return is_long.then_some(finding);
    }
    let words =
        text.trim_end_matches(['.', ',', '!', ':', '…', '»', '>']).trim().to_lowercase();
    if EMPTY_WORDS.binary_search(&words.as_str()).is_ok() {
        return Some(
            RULE.at(span, format!("Länktexten ”{text}” säger inte vad länken leder till"))
                .help("Skriv vad den leder till, som [Se handlingsplanen](adressen)."),
        );
    }
    stop_inside(link, text, span, next)
}

fn is_address(text: &str) -> bool {
    let is_one = !text.contains(char::is_whitespace);
    is_one && (text.starts_with("www.") || text.contains("://"))
}

/// "[Se bildspelet.](…)": the stop ends the sentence, not the link.
fn stop_inside(link: &Link, text: &str, span: Span, next: Option<&Inline>) -> Option<Finding> {
    let mark = text.chars().next_back().filter(|mark| matches!(mark, '.' | ','))?;
    let before = text.trim_end_matches(mark);
    let last_word = before.split_whitespace().next_back().unwrap_or("");
    // "m.m." and "…" have stops of their own.
    if last_word.contains('.') || text.len() - before.len() > 1 || last_word.len() < 3 {
        return None;
    }
    let what = if mark == '.' { "Punkten" } else { "Kommatecknet" };
    let finding = RULE
        .at(span, format!("{what} efter ”{before}” står inne i länken"))
        .help(format!("Flytta ut {} efter länken.", what.to_lowercase()));
    // The mark is the last letter of the link's text, as it is typed.
    let last = link.content.last()?;
    let InlineKind::Text(typed) = &last.kind else { return Some(finding) };
    if !typed.ends_with(mark) || last.span.end - last.span.start != typed.len() {
        return Some(finding);
    }
    let goes = Edit::delete(Span::new(last.span.end - mark.len_utf8(), last.span.end));
    let has_mark = next.is_some_and(|next| {
        matches!(&next.kind, InlineKind::Text(text) if text.starts_with(['.', ',', ';', ':', '?', '!']))
    });
    let edits = if has_mark {
        vec![goes]
    } else {
        vec![goes, Edit::insert(span.end, mark.to_string())]
    };
    Some(finding.fix(Fix::risky(edits)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn empty_words_are_sorted() {
        assert!(super::EMPTY_WORDS.is_sorted());
    }
}
