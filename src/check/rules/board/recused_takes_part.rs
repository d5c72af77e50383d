//! LGL958: somebody who is recused from an item and yet takes part in it.

use std::ops::Range;

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, RunKind};
use crate::model::{Element, Kind, Mark, Marked, Section};
use crate::prose::{BlockKind, plain};
use crate::source::Span;

/// A recused person among those who take part.
pub(crate) static RULE: Rule =
    Rule { code: "LGL958", name: "jävig-deltar", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.minutes.kind != Kind::Minutes {
        return;
    }
    for section in &context.minutes.sections {
        let recusals = marked(section).filter(|it| it.mark == Mark::Recusal && is_upheld(it));
        for recusal in recusals {
            for name in recusal.people() {
                for part in marked(section) {
                    findings.extend(taking_part(context, &name, part).map(|(span, how)| {
                        RULE.at(span, format!("{name} är jävig men {how}"))
                            .help("Ta bort namnet här, eller rätta jävet.")
                            .related(recusal.span, "här står att personen är jävig")
                    }));
                }
            }
        }
    }
}

fn marked(section: &Section) -> impl Iterator<Item = &Marked> {
    section.elements.iter().filter_map(|element| match element {
        Element::Marked(marked) => Some(marked),
        Element::Prose(_)
        | Element::Subheading(_)
        | Element::People(_)
        | Element::Scale(_)
        | Element::Chart(_) => None,
    })
}

/// The board may find that nobody is recused.
fn is_upheld(recusal: &Marked) -> bool {
    const DENIALS: [&str; 8] = [
        "föreligger inte",
        "föreligger ej",
        "inte föreligger",
        "ej föreligger",
        "inte är jävig",
        "inte jävig",
        "ej jävig",
        "inget jäv",
    ];
    !recusal.blocks.iter().any(|block| {
        let BlockKind::Paragraph(content) = &block.kind else { return false };
        let text = plain(content).to_lowercase();
        DENIALS.iter().any(|denial| text.contains(denial))
    })
}

/// Where somebody takes part in an item, and how.
fn taking_part(
    context: &Context<'_>,
    name: &str,
    marked: &Marked,
) -> Option<(Span, &'static str)> {
    let how = match &marked.mark {
        Mark::Proposal => "lägger fram ett yrkande",
        Mark::Statement => "yttrar sig",
        Mark::Dissent => "reserverar sig",
        Mark::Presenter => "föredrar ärendet",
        Mark::Vote => return Some((vote_of(context, name, marked)?, "röstar")),
        Mark::Decision { .. } | Mark::Assignment => {
            let responsible = marked.responsible.as_ref()?;
            find(&responsible.value, name)?;
            return Some((responsible.span, "ansvarar för beslutet"));
        }
        Mark::Note | Mark::Annex | Mark::Basis | Mark::Recusal => return None,
    };
    marked.people().iter().any(|it| it == name).then_some(())?;
    let place = match (&marked.about, &marked.label) {
        (Some(about), _) if find(&about.value, name).is_some() => Some(about.span),
        (_, label) => runs_of(context, marked)
            .find_map(|run| Some(run.span_of(find(run.text(), name)?)))
            .or_else(|| label.as_ref().map(|label| label.span)),
    };
    Some((place.unwrap_or(marked.span), how))
}

/// Where a vote tells how somebody voted: they are named, and not as one who did not take part.
fn vote_of(context: &Context<'_>, name: &str, vote: &Marked) -> Option<Span> {
    let in_text =
        runs_of(context, vote).filter(|run| run.kind != RunKind::Cell).find_map(|run| {
            run.sentences().find_map(|sentence| {
                let (first, last) = (sentence.first()?, sentence.last()?);
                let found = find(run.text().get(first.start..last.end)?, name)?;
                let is_absent = sentence.iter().any(|word| tells_absence(run.lower(word)));
                let range = first.start + found.start..first.start + found.end;
                (!is_absent).then(|| run.span_of(range))
            })
        });
    in_text.or_else(|| {
        let tables = vote.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        tables.flat_map(|table| &table.rows).find_map(|row| {
            let cells: Vec<String> = row.iter().map(|cell| plain(&cell.content)).collect();
            let at = cells.iter().position(|cell| find(cell, name).is_some())?;
            // A row with nothing but the name tells of no vote.
            let votes = cells.iter().enumerate().filter(|(other, _)| *other != at);
            let mut votes = votes.map(|(_, cell)| cell.trim().to_lowercase());
            let has_voted = votes.clone().any(|cell| cell.chars().any(char::is_alphanumeric));
            let is_absent = votes.any(|cell| cell.split_whitespace().any(tells_absence));
            (has_voted && !is_absent).then(|| row[at].span)
        })
    })
}

fn tells_absence(word: &str) -> bool {
    matches!(word, "inte" | "ej" | "utan" | "frånvarande" | "frånvarade")
        || ["avst", "jäv", "lämna"].iter().any(|stem| word.starts_with(stem))
}

fn runs_of<'a>(context: &'a Context<'_>, marked: &Marked) -> impl Iterator<Item = &'a Run> {
    let span = marked.span;
    let runs = context.text.runs.iter();
    runs.filter(move |run| span.start <= run.span.start && run.span.end <= span.end)
}

/// Where a name stands as it is, and not as a part of another word.
fn find(text: &str, name: &str) -> Option<Range<usize>> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(name).map(|(at, _)| at..at + name.len()).find(|range| {
        !text[..range.start].ends_with(is_of_word) && !text[range.end..].starts_with(is_of_word)
    })
}
