//! LGL114: the footer, the name or the decision of another body than the document's.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, RunKind};
use crate::organ::Organ;
use crate::source::Span;

/// Another body.
pub(crate) static RULE: Rule = Rule { code: "LGL114", name: "fel-organ", level: Level::Error };

/// A shorter line about what a body does may be anybody's.
const SHORTEST_TAGLINE: usize = 20;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let own = context.organ;
    for other in context.facts.other_bodies {
        let name = other.name.to_lowercase();
        // The same body with another look, or a member of this one, is no other body.
        if name.is_empty() || is_name_of(own, &name) || own.member(&other.name).is_some() {
            continue;
        }
        let other = Other {
            organ: other,
            tagline: other.tagline.to_lowercase(),
            names: other.right_names().map(str::to_lowercase).collect(),
            name,
        };
        other.look(context, findings);
    }
}

/// Is a body called so? In lower case.
fn is_name_of(organ: &Organ, name: &str) -> bool {
    organ.names().any(|known| known.to_lowercase() == name)
}

/// Another body, its words in lower case.
struct Other<'a> {
    organ: &'a Organ,
    name: String,
    tagline: String,
    /// All that it is called.
    names: Vec<String>,
}

impl Other<'_> {
    fn look(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let (own, other) = (&context.organ.name, &self.organ.name);
        let mut places: Vec<Span> = self.title(context).into_iter().collect();
        let runs = &context.text.runs;
        for (index, run) in runs.iter().enumerate() {
            if matches!(run.kind, RunKind::Paragraph | RunKind::Item)
                && self.decides(run, context.organ)
            {
                findings.push(
                    RULE.at(run.span, format!("Det är {other} som beslutar, i ett dokument från {own}"))
                        .help("Skriv det organ som fattade beslutet, eller berätta om det andra organets beslut utan beslutar att."),
                );
            } else if self.is_footer(run, context.organ)
                || self.is_name(run) && stands_apart(runs, index)
            {
                places.push(run.span);
            }
        }
        let Some((first, rest)) = places.split_first() else { return };
        let mut finding = RULE
            .at(*first, format!("Här står namnet på ett annat organ, {other}"))
            .help(format!(
                "Ta bort det om texten hör till {own}. Skriv annars organ: {} i metadata.",
                self.organ.id
            ));
        for place in rest {
            finding = finding.related(*place, "och här");
        }
        findings.push(finding);
    }

    /// The title, where it says whose minutes these are: "Protokoll RSS Dalarna 2026-12-04".
    fn title(&self, context: &Context<'_>) -> Option<Span> {
        let title = context.minutes.title.as_ref()?;
        let lower = title.value.to_lowercase();
        let rest =
            lower.strip_prefix(context.minutes.kind.word()).unwrap_or(&lower).trim_start();
        let rest =
            ["för ", "från "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let after = rest.strip_prefix(self.name.as_str())?;
        (!after.contains(char::is_alphabetic)).then_some(title.span)
    }

    /// Does it decide in this run, by a name that is not the document's body's or a member's?
    fn decides(&self, run: &Run, own: &Organ) -> bool {
        self.names.iter().any(|name| {
            run.lower
                .strip_prefix(name.as_str())
                .is_some_and(|rest| rest.starts_with(" beslutar att "))
                && !is_name_of(own, name)
                && own.member(name).is_none()
        })
    }

    fn is_name(&self, run: &Run) -> bool {
        matches!(run.kind, RunKind::Paragraph | RunKind::Heading(_))
            && run.lower.trim() == self.name
    }

    /// Is it the footer, or the part of it that can be nothing else?
    fn is_footer(&self, run: &Run, own: &Organ) -> bool {
        if run.kind != RunKind::Paragraph {
            return false;
        }
        let has_tagline = self.tagline.len() >= SHORTEST_TAGLINE
            && run.text().len() < self.tagline.len() + 400
            && run.lower.contains(&self.tagline)
            && !run.is_shielded(&(0..run.text().len()));
        has_tagline || run.text().contains('|') && self.is_row(run.text(), own)
    }

    /// A row of members that are not the document's body's.
    fn is_row(&self, text: &str, own: &Organ) -> bool {
        let is_theirs =
            |cell: &&str| self.organ.member(cell).is_some() && own.member(cell).is_none();
        text.split('|').map(str::trim).filter(is_theirs).count() >= 2
    }
}

/// Does a name stand as the foot of a page, with no text below it that it could be the heading of?
fn stands_apart(runs: &[Run], index: usize) -> bool {
    let (run, next) = (&runs[index], runs.get(index + 1));
    next.is_none_or(|next| {
        next.section != run.section
            || next.is_heading()
            || next.kind == RunKind::Paragraph && next.text().contains('|')
            || next.kind == RunKind::Note
    })
}
