//! LGL954: paragraph numbers with a gap or a repeat, and a decision in an item without one.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Element, Kind, Mark, Section};
use crate::source::Spanned;

/// Paragraph numbers that do not follow one another.
pub(crate) static RULE: Rule =
    Rule { code: "LGL954", name: "paragrafnummer", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    if minutes.kind != Kind::Minutes || !minutes.has_paragraphs() {
        return;
    }
    let mut last: Option<&Spanned<usize>> = None;
    for section in &minutes.sections {
        let Some(paragraph) = &section.paragraph else {
            if has_decision(section) {
                findings.push(unnumbered(section));
            }
            continue;
        };
        if let Some(last) = last
            && last.value.saturating_add(1) != paragraph.value
        {
            findings.push(jump(last, paragraph));
        }
        last = Some(paragraph);
    }
}

fn has_decision(section: &Section) -> bool {
    section.elements.iter().any(|element| match element {
        Element::Marked(marked) => matches!(marked.mark, Mark::Decision { .. }),
        Element::Prose(_)
        | Element::Subheading(_)
        | Element::People(_)
        | Element::Scale(_)
        | Element::Chart(_) => false,
    })
}

fn unnumbered(section: &Section) -> Finding {
    RULE.at(
        section.span,
        format!("Punkten ”{}” har beslut men inget paragrafnummer", section.title),
    )
    .help("Skriv § och punktens nummer först i rubriken.")
}

fn jump(last: &Spanned<usize>, paragraph: &Spanned<usize>) -> Finding {
    let (before, number) = (last.value, paragraph.value);
    let next = before.saturating_add(1);
    let finding = if before == number {
        RULE.at(paragraph.span, format!("§ {number} finns två gånger"))
            .help(format!("Skriv § {next}, eller rätta den första."))
    } else if number == before.saturating_add(2) {
        RULE.at(paragraph.span, format!("§ {next} saknas mellan § {before} och § {number}"))
            .help(format!("Skriv § {next}, eller lägg in punkten som saknas."))
    } else {
        RULE.at(paragraph.span, format!("§ {number} står direkt efter § {before}"))
            .help(format!("Skriv § {next}, eller lägg in punkterna som saknas."))
    };
    finding.related(last.span, "numret före")
}
