//! LGL404 and LGL405: a member that nobody came for, or that only others than its representatives came for.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::named::Standing;
use crate::model::text::RunKind;
use crate::model::{Kind, Role, Section};
use crate::organ::phrases::Meaning;

/// A member nobody came for.
pub(crate) static RULE: Rule =
    Rule { code: "LGL404", name: "medlem-utan-närvaro", level: Level::Warning };
/// A member that has people only among the others.
pub(crate) static ONLY_OTHERS: Rule =
    Rule { code: "LGL405", name: "medlem-endast-övrig", level: Level::Info };

/// One of so many members, at least, is there where the whole body meets.
const FEWEST: usize = 3;

/// In which lists a member has people.
#[derive(Clone, Copy, Default)]
struct Seen {
    present: bool,
    other: bool,
    absent: bool,
}

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Context { minutes, text, organ, .. } = context;
    if !matches!(minutes.kind, Kind::Minutes | Kind::Notes) {
        return;
    }
    let mut seen = vec![Seen::default(); organ.members.len()];
    let mut mark = |index: usize, role: Role| {
        let Some(seen) = seen.get_mut(index) else { return };
        match role {
            Role::Attendance => seen.present = true,
            Role::Others => seen.other = true,
            Role::Absent => seen.absent = true,
            _ => {}
        }
    };
    let mut is_list_of_members = false;
    for named in &text.named {
        if let (Standing::Listed(role), Some((index, _))) = (named.standing, named.member) {
            mark(index, role);
            is_list_of_members |= role == Role::Attendance;
        }
    }
    // Where nobody in the list stands for a member, the list says nothing of who came for whom.
    let Some(attendance) = minutes.section(Role::Attendance).filter(|_| is_list_of_members)
    else {
        return;
    };
    // An entry may name several members, and what is said of the absent need be no list: "Ingen från Torsås
    // kommun kunde komma."
    for mention in &text.mentions {
        let run = &text.runs[mention.run];
        let section = run.section.and_then(|at| minutes.sections.get(at));
        if let (Meaning::Member(index), Some(role)) =
            (mention.meaning, section.and_then(|section| section.role))
            && (run.kind == RunKind::Person || role == Role::Absent)
        {
            mark(index, role);
        }
    }
    // There a place is enough: "Torsås och Nybro hade anmält förhinder."
    let is_absent = |section: &Section| section.role == Some(Role::Absent);
    for run in &text.runs {
        if run.section.and_then(|at| minutes.sections.get(at)).is_some_and(is_absent) {
            for word in run.words.iter().filter(|word| word.is_capital) {
                if let [index] = organ.members_at(run.lower(word)) {
                    mark(*index, Role::Absent);
                }
            }
        }
    }

    // Few members of many mean a smaller circle, such as a working group, and none is missed.
    let there = seen.iter().filter(|seen| seen.present || seen.other || seen.absent).count();
    if there * FEWEST < seen.len() {
        return;
    }

    let names = |is_meant: &dyn Fn(&Seen) -> bool| -> Vec<&str> {
        let members = organ.members.iter().zip(&seen);
        members
            .filter(|(_, seen)| is_meant(seen))
            .map(|(member, _)| member.name.as_str())
            .collect()
    };
    let missing = names(&|seen| !seen.present && !seen.other && !seen.absent);
    // Notes are of whoever came.
    if !missing.is_empty() && minutes.kind == Kind::Minutes {
        findings.push(
            RULE.at(attendance.span, format!("Ingen från {} finns i närvaron", listed(&missing, "eller")))
                .help("Lägg till dem som deltog, eller skriv medlemmen och den som var frånvarande under en rubrik ## Frånvarande."),
        );
    }
    let only_others = names(&|seen| !seen.present && seen.other && !seen.absent);
    if let Some(others) = minutes.section(Role::Others).filter(|_| !only_others.is_empty()) {
        let verb = "har bara deltagare under Övriga";
        findings.push(
            ONLY_OTHERS
                .at(others.span, format!("{} {verb}", listed(&only_others, "och")))
                .help("Flytta den som företräder medlemmen till de närvarande, eller skriv ledamoten under en rubrik ## Frånvarande."),
        );
    }
}

/// "A, B eller C".
fn listed(names: &[&str], word: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
