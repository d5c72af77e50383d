//! LGL305: one document that is called by several names, or is given several years.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Text;
use crate::model::text::Run;
use crate::source::Span;
use crate::spelling;

/// One document under several names.
pub(crate) static RULE: Rule =
    Rule { code: "LGL305", name: "handlingsnamn", level: Level::Warning };

/// Titles that are shorter, in bytes, are words rather than titles; longer ones are quotations.
const LENGTHS: std::ops::Range<usize> = 10..250;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let titles = titles(context.text);
    for (index, title) in titles.iter().enumerate() {
        let Some(other) = titles[..index].iter().find(|other| is_variant(title, other)) else {
            continue;
        };
        findings.push(
            RULE.at(title.span, format!("”{}” kallas även ”{}”", title.typed, other.typed))
                .help("Skriv samma namn överallt, som det står på handlingen.")
                .related(other.span, "det andra namnet"),
        );
    }
    years(context, findings);
}

/// A title between quotation marks, where it is first written so.
struct Title<'a> {
    typed: &'a str,
    words: Vec<&'a str>,
    span: Span,
}

fn titles(text: &Text) -> Vec<Title<'_>> {
    let mut titles: Vec<Title<'_>> = Vec::new();
    for run in &text.runs {
        for quote in &run.quotes {
            let Some(typed) = run.text().get(quote.clone()) else { continue };
            let typed = typed.trim_end_matches(['.', ',', ' ']);
            let range = quote.start..quote.start + typed.len();
            if !LENGTHS.contains(&typed.len())
                || titles.iter().any(|known| known.typed == typed)
            {
                continue;
            }
            let Some(lower) = run.lower.get(range.clone()) else { continue };
            let words: Vec<&str> = words(lower).collect();
            // A single word may be quoted for many reasons.
            if words.len() > 1 {
                titles.push(Title { typed, words, span: run.span_of(range) });
            }
        }
    }
    titles
}

/// The words of a title, with a range of years as two.
fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Are two titles, which are not the same, the same document's?
fn is_variant(one: &Title<'_>, other: &Title<'_>) -> bool {
    let (short, long) =
        if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
    match long.words.len() - short.words.len() {
        0 => {
            let mut differing =
                short.words.iter().zip(&long.words).filter(|(one, other)| one != other);
            match (differing.next(), differing.next()) {
                // Case, dashes and marks only.
                (None, _) => true,
                (Some((one, other)), None) => is_misspelt(one, other),
                (Some(_), Some(_)) => false,
            }
        }
        1 => {
            let at = short.words.iter().zip(&long.words).take_while(|(a, b)| a == b).count();
            let rest_is_same = short.words[at..] == long.words[at + 1..];
            let extra = long.words[at];
            let is_small = matches!(
                extra,
                "och"
                    | "för"
                    | "i"
                    | "till"
                    | "om"
                    | "inom"
                    | "av"
                    | "den"
                    | "det"
                    | "en"
                    | "ett"
                    | "på"
            );
            // "… 2023" and "… 2023–2024".
            let is_year = is_number(extra)
                && extra.len() >= 2
                && at > 0
                && at + 1 == long.words.len()
                && is_number(long.words[at - 1])
                && long.words[at - 1].len() == extra.len();
            rest_is_same && short.words.len() > 1 && (is_small || is_year)
        }
        _ => false,
    }
}

/// Do two words differ by a letter or two, so that one must be a mistake? "Del A" and "Del B" are two documents,
/// and so are those of two years.
fn is_misspelt(one: &str, other: &str) -> bool {
    let length = one.chars().count().min(other.chars().count());
    let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    length >= 6
        && !has_digit(one)
        && !has_digit(other)
        && spelling::distance(one, other, if length >= 9 { 2 } else { 1 }).is_some()
}

/// A heading with one year, over a text that gives the same document two: "Styrdokument 2026" over
/// "styrdokumentet för 2026–2027".
fn years(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (index, section) in context.minutes.sections.iter().enumerate() {
        let mut words = section.title.split_whitespace().rev();
        let Some(year) = words.next().filter(|word| word.len() == 4 && is_number(word)) else {
            continue;
        };
        let Some(document) =
            words.next().map(str::to_lowercase).filter(|word| word.chars().count() > 5)
        else {
            continue;
        };
        for run in context.text.runs_of(index).filter(|run| !run.is_heading()) {
            if let Some(range) = longer_period(run, &document, year) {
                let typed = &run.text()[range.clone()];
                findings.push(
                    RULE.at(section.span, format!("Rubriken säger {year}, texten {typed}"))
                        .help("Skriv samma år i rubriken som på handlingen.")
                        .related(run.span_of(range), "åren i texten"),
                );
                break;
            }
        }
    }
}

/// Where a run names the document with a period that begins with the year.
fn longer_period(run: &Run, document: &str, year: &str) -> Option<std::ops::Range<usize>> {
    /// How many words may part a document from its years: "styrdokument inom Länsgemensam ledning 2026–2027".
    const APART: usize = 6;
    run.words.iter().enumerate().find_map(|(at, word)| {
        let rest = run.word(word).strip_prefix(year).filter(|_| word.has_digit)?;
        let end = rest.strip_prefix(['–', '-'])?;
        let is_period = end.len() <= 4 && is_number(end) && !end.is_empty() && end != year;
        let before = &run.words[at.saturating_sub(APART)..at];
        let names_it = before.iter().any(|word| run.lower(word).starts_with(document));
        (is_period && names_it).then(|| word.range())
    })
}
