//! LGL302: a decision that does not say who decides, or calls the body by a name that it does not have.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::Marked;
use crate::model::text::{Run, RunKind};
use crate::organ::Organ;

/// A decision without actor.
pub(crate) static RULE: Rule =
    Rule { code: "LGL302", name: "beslut-utan-subjekt", level: Level::Warning };

/// How many words a name may have before "beslutar".
const LONGEST_NAME: usize = 8;

/// So near a name that it can be meant for nothing else: a fifth of the letters may differ.
const NEAR: f64 = 0.8;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let labelled = context.minutes.decisions().filter(|(_, marked)| marked.label.is_some());
    for (_, decision) in labelled {
        let Some((index, run)) = context.text.runs_with(&decision.mark).next() else {
            continue;
        };
        if run.kind == RunKind::Paragraph {
            let fault = no_actor(run, context.organ).or_else(|| no_name(run, context, index));
            findings.extend(fault.map(|fault| fault.told(run, decision)));
        }
    }
}

struct Fault {
    message: String,
    help: String,
    /// The words that are at fault, in bytes of the run's text, and what comes instead.
    range: std::ops::Range<usize>,
    instead: String,
}

impl Fault {
    fn told(self, run: &Run, decision: &Marked) -> Finding {
        let finding = RULE.at(run.span_of(self.range.clone()), self.message).help(self.help);
        match run.editable(self.range).filter(|_| !decision.is_stressed()) {
            Some(place) => finding.fix(Fix::risky(vec![Edit::replace(place, self.instead)])),
            None => finding,
        }
    }
}

/// "Beslut: att …", "Beslut: Det beslutas att …", "Beslut: Vi beslutar att …".
fn no_actor(run: &Run, organ: &Organ) -> Option<Fault> {
    let first = run.words.first().filter(|word| !word.is_shielded)?;
    let second = run.words.get(1);
    let follows = |words: &[&str]| second.is_some_and(|word| words.contains(&run.lower(word)));
    let name = &organ.name;
    let help = format!("Skriv Beslut: {name} beslutar att …");
    let none = "Det framgår inte vem som beslutar".to_owned();
    let (message, end, instead) = match run.lower(first) {
        "att" => (none, first.end, format!("{name} beslutar att")),
        "beslutar" | "beslutas" | "beslutade" | "beslutades" | "beslöts"
            if follows(&["att", "enligt", "följande"]) =>
        {
            (none, first.end, format!("{name} beslutar"))
        }
        "det" if follows(&["beslutas", "beslutades", "beslöts"]) => {
            (none, second?.end, format!("{name} beslutar"))
        }
        "vi" | "man" if follows(&["beslutar", "beslutade", "beslöt", "beslöts"]) => {
            let pronoun = run.word(first);
            (format!("”{pronoun}” säger inte vem som beslutar"), first.end, name.clone())
        }
        _ => return None,
    };
    Some(Fault { message, help, range: first.start..end, instead })
}

/// A name close to the body's own that is not one of those it has.
fn no_name(run: &Run, context: &Context<'_>, index: usize) -> Option<Fault> {
    let organ = context.organ;
    let verb = run
        .words
        .iter()
        .take(LONGEST_NAME + 1)
        .position(|word| matches!(run.lower(word), "beslutar" | "beslutade" | "beslöt"))?;
    let last = verb.checked_sub(1)?;
    let range = run.words[0].start..run.words[last].end;
    let is_known =
        context.text.mentions_in(index).iter().any(|mention| mention.range.start < range.end);
    if is_known || run.is_shielded(&range) {
        return None;
    }
    let typed = &run.lower[range.clone()];
    let meant = organ
        .right_names()
        .map(|name| (strsim::normalized_damerau_levenshtein(typed, &name.to_lowercase()), name))
        .filter(|(likeness, name)| *likeness >= NEAR && name.chars().count() > 4)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name)?;
    let typed = &run.text()[range.clone()];
    Some(Fault {
        message: format!("Organet heter inte ”{typed}”"),
        help: format!("Skriv {meant}."),
        range,
        instead: meant.to_owned(),
    })
}
