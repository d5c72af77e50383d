//! The items of a meeting: those that the meeting before had and that come back, and those that must be there.

use super::follow_up;
use super::people;
use super::write::{inline, opening};
use super::{Earlier, Plan};
use crate::model::{Kind, Minutes, Role, Section};

/// An item, ready to be written.
#[derive(Debug)]
pub(super) struct Item {
    /// The heading as Markdown, with the number of its paragraph where the body has such.
    pub(super) heading: String,
    /// What stands below.
    pub(super) body: String,
}

/// What an item is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// A role that every heading of its kind has.
    Role(Role),
    /// The minutes of the meeting before.
    PreviousMinutes,
    /// What earlier meetings asked somebody to do.
    FollowUp,
    /// Whatever the meeting is about.
    Matter,
}

/// An item that is to be.
#[derive(Debug)]
struct Planned {
    title: String,
    purpose: Purpose,
}

impl Planned {
    fn of(section: &Section) -> Self {
        let purpose = match section.role {
            Some(role) => Purpose::Role(role),
            None if is_previous_minutes(&section.title) => Purpose::PreviousMinutes,
            None if is_follow_up(&section.title) => Purpose::FollowUp,
            None => Purpose::Matter,
        };
        Self { title: section.title.clone(), purpose }
    }

    fn new(title: impl Into<String>, purpose: Purpose) -> Self {
        Self { title: title.into(), purpose }
    }

    fn is_attendance(&self) -> bool {
        matches!(self.purpose, Purpose::Role(role) if role.is_attendance())
    }
}

/// Every section of the minutes of a meeting, in order.
pub(super) fn items(plan: &Plan<'_>) -> Vec<Item> {
    let mut planned = match plan.previous() {
        Some(previous) => recurring(plan, previous),
        None => standard(plan),
    };
    add_standing(plan, &mut planned);
    add_required(plan, &mut planned);
    let lists = people::lists(plan);
    planned.retain(|item| match item.purpose {
        Purpose::Role(role) if role.is_attendance() => {
            role == Role::Attendance || lists.of(role).is_some()
        }
        _ => true,
    });
    // Each list once, and those that the meeting before did not have after the one of who is there.
    let mut after = planned
        .iter()
        .rposition(Planned::is_attendance)
        .map_or(planned.len(), |place| place + 1);
    for role in [Role::Others, Role::Absent] {
        let is_there = planned.iter().any(|item| item.purpose == Purpose::Role(role));
        if !is_there && lists.of(role).is_some() {
            planned.insert(after, Planned::new(heading(plan, role), Purpose::Role(role)));
            after += 1;
        }
    }
    let agenda = agenda(&planned);
    let mut paragraph = match plan.previous() {
        Some(previous) => last_paragraph(&previous.minutes),
        None => plan.organ.is_board.then_some(0),
    };
    let written = planned.iter().map(|item| {
        let number = match &mut paragraph {
            Some(number) if !item.is_attendance() => {
                *number += 1;
                format!("§ {number} ")
            }
            _ => String::new(),
        };
        let body = match item.purpose {
            Purpose::Role(Role::Agenda) if decides_on_agenda(plan) => {
                let name = inline(&plan.organ.name);
                format!(
                    "Dagordningen har de här punkterna:\n\n{agenda}\n\
                     **Beslut:** {name} beslutar att godkänna dagordningen."
                )
            }
            Purpose::Role(Role::Agenda) => format!("Mötet följer dagordningen:\n\n{agenda}"),
            Purpose::Role(role) if role.is_attendance() => {
                lists.of(role).unwrap_or_default().to_owned()
            }
            _ => body(plan, item),
        };
        Item { heading: format!("{number}{}", opening(&item.title)), body }
    });
    written.collect()
}

/// What stands under an item.
fn body(plan: &Plan<'_>, item: &Planned) -> String {
    let chair = plan.the_chair();
    match item.purpose {
        Purpose::Role(Role::Welcome) => {
            let is_opening = item.title.to_lowercase().contains("öppn");
            if is_opening {
                format!("{chair} öppnar mötet.")
            } else {
                format!("{chair} hälsar deltagarna välkomna.")
            }
        }
        Purpose::Role(Role::Closing) => format!("{chair} avslutar mötet."),
        Purpose::Role(Role::Decisions) => "Inga beslut fattades.".to_owned(),
        Purpose::PreviousMinutes => plan.previous().map(laid_aside).unwrap_or_default(),
        Purpose::FollowUp => follow_up::body(plan),
        Purpose::Role(_) | Purpose::Matter => String::new(),
    }
}

/// "Protokollet från den 18 september 2026 läggs till handlingarna."
fn laid_aside(earlier: &Earlier) -> String {
    let what = match earlier.minutes.kind {
        Kind::Notes => "Minnesanteckningarna",
        _ => "Protokollet",
    };
    let Earlier { date, address, .. } = earlier;
    format!("[{what} från den {}]({address}) läggs till handlingarna.", date.long())
}

/// The items of the meeting before that come back: those with a role, and those that stood in another meeting as
/// well. Where it was the first, nobody can tell, and all do.
fn recurring(plan: &Plan<'_>, previous: &Earlier) -> Vec<Planned> {
    let titles = |minutes: &Minutes| -> Vec<String> {
        minutes.sections.iter().map(|section| folded(&section.title)).collect()
    };
    let others: Vec<String> = plan.earlier[..plan.earlier.len() - 1]
        .iter()
        .flat_map(|e| titles(&e.minutes))
        .collect();
    let is_first = plan.earlier.len() == 1;
    let mut planned: Vec<Planned> = Vec::new();
    for section in &previous.minutes.sections {
        let item = Planned::of(section);
        let comes_back = item.purpose != Purpose::Matter
            || is_first
            || is_standing(&section.title)
            || others.contains(&folded(&section.title));
        let is_twice = item.purpose != Purpose::Matter
            && planned.iter().any(|known| known.purpose == item.purpose);
        if comes_back && !is_twice && !item.title.is_empty() {
            planned.push(item);
        }
    }
    planned
}

/// What a meeting has when nothing is known.
fn standard(plan: &Plan<'_>) -> Vec<Planned> {
    let role = |role| Planned::new(heading(plan, role), Purpose::Role(role));
    let matter = |title| Planned::new(title, Purpose::Matter);
    if plan.organ.is_board {
        return vec![
            role(Role::Welcome),
            matter("Val av justerare"),
            role(Role::Agenda),
            matter("Information"),
            role(Role::Closing),
            role(Role::Attendance),
        ];
    }
    vec![
        role(Role::Welcome),
        role(Role::Agenda),
        matter("Information"),
        role(Role::Decisions),
        role(Role::Closing),
        role(Role::Attendance),
    ]
}

/// Adds the minutes of the meeting before and what is to be followed up, where there is something to say of them.
fn add_standing(plan: &Plan<'_>, planned: &mut Vec<Planned>) {
    let Some(previous) = plan.previous() else { return };
    let has = |planned: &[Planned], purpose| planned.iter().any(|item| item.purpose == purpose);
    if !has(planned, Purpose::PreviousMinutes) {
        let title = match previous.minutes.kind {
            Kind::Notes => "Föregående minnesanteckningar",
            _ => "Föregående protokoll",
        };
        let place = place_after(planned, &[Role::Agenda, Role::Welcome]);
        planned.insert(place, Planned::new(title, Purpose::PreviousMinutes));
    }
    if !has(planned, Purpose::FollowUp) && plan.open_assignments() > 0 {
        let place = planned.iter().position(|item| item.purpose == Purpose::PreviousMinutes);
        let place = place.map_or(0, |place| place + 1);
        planned.insert(place, Planned::new("Uppföljning av uppdrag", Purpose::FollowUp));
    }
}

/// Adds the sections that the body asks for and that are not there.
fn add_required(plan: &Plan<'_>, planned: &mut Vec<Planned>) {
    for (role, _) in plan.organ.required_sections(plan.kind) {
        let place_of =
            |wanted| planned.iter().position(|item| item.purpose == Purpose::Role(wanted));
        let is_decided = *role == Role::Decisions && decides_on_agenda(plan);
        if place_of(*role).is_some() || is_decided {
            continue;
        }
        let first_list = planned.iter().position(Planned::is_attendance);
        let before_close = place_of(Role::Closing).or(first_list.filter(|place| *place > 0));
        let place = match role {
            Role::Welcome => 0,
            Role::Agenda => place_after(planned, &[Role::Welcome]),
            Role::Decisions => before_close.unwrap_or(planned.len()),
            _ => planned.len(),
        };
        planned.insert(place, Planned::new(heading(plan, *role), Purpose::Role(*role)));
    }
}

/// Does the body decide on its agenda, as a board does? Its decisions stand in the items, and not in one of their own.
fn decides_on_agenda(plan: &Plan<'_>) -> bool {
    plan.organ.is_board && plan.kind == Kind::Minutes
}

/// The place after the last item with one of these roles, or the first place.
fn place_after(planned: &[Planned], roles: &[Role]) -> usize {
    let is_one = |item: &Planned| roles.iter().any(|role| item.purpose == Purpose::Role(*role));
    planned.iter().rposition(is_one).map_or(0, |place| place + 1)
}

/// The items as a numbered list.
fn agenda(planned: &[Planned]) -> String {
    let items = planned.iter().filter(|item| !item.is_attendance());
    let mut list = String::new();
    for (at, item) in items.enumerate() {
        list.push_str(&format!("{}. {}\n", at + 1, inline(&item.title)));
    }
    list
}

/// The heading that a body has for a role.
pub(super) fn heading(plan: &Plan<'_>, role: Role) -> String {
    let own = plan.organ.headings.iter().find(|(known, _)| *known == role);
    if let Some((_, own)) = own {
        return own.clone();
    }
    let has_members = !plan.organ.members.is_empty();
    match role {
        Role::Attendance if has_members => "Närvarande ledamöter".to_owned(),
        Role::Attendance => "Närvarande".to_owned(),
        role => role.usual_headings()[0].to_owned(),
    }
}

/// The number of the last paragraph of a board's minutes.
fn last_paragraph(minutes: &Minutes) -> Option<usize> {
    minutes.sections.iter().filter_map(|s| s.paragraph.as_ref()).map(|p| p.value).max()
}

/// Is it an item of the minutes of the meeting before: "Protokoll från förra mötet"?
fn is_previous_minutes(title: &str) -> bool {
    let title = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    has(&["protokoll", "minnesanteckning"])
        && has(&["föreg", "förra", "förgående", "senaste", "tidigare"])
}

/// Is it an item of what was asked for: "Uppföljning av uppdrag och beslut"?
fn is_follow_up(title: &str) -> bool {
    let title = title.to_lowercase();
    title.contains("uppfölj") && ["uppdrag", "beslut"].iter().any(|word| title.contains(word))
}

/// Is it an item that every meeting has a place for, also where only one had it so far?
fn is_standing(title: &str) -> bool {
    let title = folded(title);
    ["information", "aktuellt", "övriga frågor", "övrigt", "rapporter", "nästa möte"]
        .iter()
        .any(|known| title == *known)
}

/// A title as it is compared: its words in lower case.
fn folded(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
