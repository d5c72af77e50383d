//! Who is expected: those who came to the meeting before, in the order of the body, and the members without anybody.

use std::collections::BTreeSet;

use super::Plan;
use super::write::{inline, list, opening};
use crate::model::attendance::grouped;
use crate::model::{Person, Role};
use crate::organ::Organ;

/// The lists of a meeting, as Markdown.
#[derive(Debug, Default)]
pub(super) struct Lists {
    attendance: String,
    others: String,
    absent: String,
}

impl Lists {
    /// The list of a role, where it has anybody.
    pub(super) fn of(&self, role: Role) -> Option<&str> {
        let list = match role {
            Role::Attendance => &self.attendance,
            Role::Others => &self.others,
            Role::Absent => &self.absent,
            _ => return None,
        };
        Some(list.as_str()).filter(|list| !list.is_empty())
    }
}

/// The lists for a meeting.
pub(super) fn lists(plan: &Plan<'_>) -> Lists {
    let organ = plan.organ;
    let Some(previous) = plan.previous() else {
        return Lists { attendance: members(organ), ..Lists::default() };
    };
    // An organisation may stand alone, where nobody came for it.
    let is_person = |person: &&Person| {
        organ.member(&person.name.value).is_none() && !person.name.value.is_empty()
    };
    let came: Vec<&Person> =
        previous.minutes.people(Role::Attendance).filter(is_person).collect();
    let mut expected = came;
    let mut seen: BTreeSet<&str> =
        expected.iter().filter_map(|person| person.member.as_deref()).collect();
    // Who stood for a member before, and was away this once.
    for earlier in plan.earlier.iter().rev() {
        for role in [Role::Absent, Role::Attendance] {
            for person in earlier.minutes.people(role).filter(is_person) {
                let is_known =
                    expected.iter().any(|known| known.name.value == person.name.value);
                if let Some(member) = person.member.as_deref()
                    && !is_known
                    && seen.insert(member)
                {
                    expected.push(person);
                }
            }
        }
    }
    let is_expected = |name: &str| expected.iter().any(|person| person.name.value == name);
    let secretary = previous.minutes.meeting.secretary.as_ref().map(|name| name.value.as_str());
    let guests = |at: usize| plan.earlier[at].minutes.people(Role::Others);
    let comes_back = |person: &&Person| {
        let name = person.name.value.as_str();
        plan.earlier.len() == 1
            || Some(name) == secretary
            || (0..plan.earlier.len() - 1)
                .any(|at| guests(at).any(|guest| guest.name.value == name))
    };
    let others: Vec<&Person> = previous
        .minutes
        .people(Role::Others)
        .filter(is_person)
        .filter(|person| !is_expected(&person.name.value))
        .filter(comes_back)
        .collect();
    let missing = organ
        .members
        .iter()
        .filter(|member| !seen.contains(member.name.as_str()))
        .map(|member| opening(&member.name));
    let missing: Vec<String> = missing.collect();
    // Where nobody stood for a member, the body does not count its people so.
    let absent = if seen.is_empty() { String::new() } else { list(missing) };
    let in_order = |people: &[&Person]| {
        let groups = grouped(people.iter().copied(), organ);
        list(groups.iter().flat_map(|group| &group.people).map(|person| line(person)))
    };
    let attendance = if expected.is_empty() { members(organ) } else { in_order(&expected) };
    Lists { attendance, others: in_order(&others), absent }
}

/// The members of a body, each waiting for the name of who comes for it.
fn members(organ: &Organ) -> String {
    if organ.members.is_empty() {
        return "Ingen är antecknad än.".to_owned();
    }
    list(organ.members.iter().map(|member| opening(&member.name)))
}

/// "Eva Ek (S), skolchef, Nybro kommun". That somebody came by link was of that meeting only; a party stays.
fn line(person: &Person) -> String {
    let mut line = opening(&person.name.value);
    for remark in &person.remarks {
        let is_party = (1..=4).contains(&remark.value.chars().count())
            && remark.value.chars().all(char::is_uppercase);
        if is_party {
            line.push_str(&format!(" ({})", inline(&remark.value)));
        }
    }
    let title = person.title.as_ref().map(|title| title.value.as_str());
    for part in title.into_iter().chain(person.affiliation()) {
        line.push_str(&format!(", {}", inline(part)));
    }
    line
}
