//! LGL401: a member whose name is misspelt, or of which only the place is written.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::named::{Named, Part};
use crate::model::text::{Run, RunKind, Word};
use crate::organ::{Naming, Organ};
use crate::source::Span;

/// A misspelt organisation.
pub(crate) static RULE: Rule =
    Rule { code: "LGL401", name: "organisation-felstavad", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Context { minutes, text, organ, .. } = context;
    // A footer in the text goes away as it is.
    let is_left_over =
        |span: Span| minutes.leftovers.iter().any(|left| covers(left.span, span));
    let first = findings.len();
    let in_place = text.named.iter().filter_map(|named| in_its_place(named, organ));
    findings.extend(in_place.filter(|found| !is_left_over(found.span)));
    // In running text a place is a place: only what claims to be an organisation is looked at.
    let own = first..findings.len();
    for run in text.runs.iter().filter(|run| run.kind != RunKind::Person) {
        for pair in run.words.windows(2) {
            let Some(found) = in_running_text(run, pair, organ) else { continue };
            let is_known =
                findings[own.clone()].iter().any(|known| covers(known.span, found.span));
            if !is_known && !is_left_over(found.span) {
                findings.push(found);
            }
        }
    }
}

fn covers(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// What stands where an organisation belongs.
fn in_its_place(named: &Named, organ: &Organ) -> Option<Finding> {
    let part = named.organisation()?;
    let (message, index) = match named.member {
        Some((index, Naming::Misspelt)) => (format!("”{}” är felstavat", part.text), index),
        // A place after another organisation is where that one lies.
        Some((_, Naming::Place)) | None if named.follows_other => return None,
        Some((index, Naming::Place)) => {
            (format!("”{}” är en ort och ingen organisation", part.text), index)
        }
        Some((_, Naming::Canonical | Naming::Alias)) => return None,
        None => return one_of_several(part, organ),
    };
    let name = &organ.members[index].name;
    let finding = RULE.at(part.span, message).help(format!("Skriv ”{name}”."));
    let fix = || Fix::safe(vec![Edit::replace(part.span, name)]);
    Some(if part.is_editable { finding.fix(fix()) } else { finding })
}

/// A place that several members are named after: nobody but the writer knows which.
fn one_of_several(part: Part<'_>, organ: &Organ) -> Option<Finding> {
    let [others @ .., last] = organ.members_at(part.text) else { return None };
    let name = |index: &usize| organ.members[*index].name.as_str();
    let others: Vec<&str> = others.iter().map(name).collect();
    let message = format!("”{}” är en ort och ingen organisation", part.text);
    let help = format!("Skriv hela namnet: {} eller {}.", others.join(", "), name(last));
    (!others.is_empty()).then(|| RULE.at(part.span, message).help(help))
}

/// "Oskarhamns kommun", "Region Kalmr" in running text.
fn in_running_text(run: &Run, pair: &[Word], organ: &Organ) -> Option<Finding> {
    let [first, second] = pair else { return None };
    if !first.is_capital || first.is_shielded || second.is_shielded {
        return None;
    }
    let (word, right) = match (run.lower(first), run.lower(second)) {
        (place, "kommun" | "kommuns") => {
            let name = &organ.municipality_meant(place)?.name;
            (first, name.split_whitespace().next()?)
        }
        ("region", place) if second.is_capital => (second, organ.region_meant(place)?),
        _ => return None,
    };
    if run.between(first, second) != " " {
        return None;
    }
    let written = run.text().get(first.start..second.end)?;
    let finding =
        RULE.at(run.span_of(first.start..second.end), format!("”{written}” är felstavat"));
    let meant = if word == first {
        format!("{right} {}", run.word(second))
    } else {
        format!("{} {right}", run.word(first))
    };
    let finding = finding.help(format!("Skriv ”{meant}”."));
    Some(match run.editable(word.range()) {
        Some(span) => finding.fix(Fix::safe(vec![Edit::replace(span, right)])),
        None => finding,
    })
}
