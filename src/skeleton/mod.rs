//! First drafts: a document, a project or a body to begin with, made of what is known.
//!
//! Everything here is text made of values. What was read is in [`crate::model`], and who writes is `publish`.

mod agenda;
mod annex;
mod conference;
mod follow_up;
pub mod organ;
mod people;
pub mod project;
mod slides;
mod write;

use crate::model::{Date, Kind, Minutes};
use crate::organ::Organ;
use write::Draft;

pub use annex::{AnnexPlan, annex};

/// What a draft is made of.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What kind of document it becomes.
    pub kind: Kind,
    /// The day that it is of.
    pub date: Date,
    /// Its body.
    pub organ: &'a Organ,
    /// Must it name its body, because the project has another?
    pub names_organ: bool,
    /// The body's minutes of the days before, the oldest first.
    pub earlier: &'a [Earlier],
}

/// Minutes of a day before.
#[derive(Debug)]
pub struct Earlier {
    /// What they say.
    pub minutes: Minutes,
    /// Their day.
    pub date: Date,
    /// The address of their file from the draft's folder.
    pub address: String,
}

impl Plan<'_> {
    /// The meeting before.
    fn previous(&self) -> Option<&Earlier> {
        self.earlier.last()
    }

    /// How many assignments and decisions the meeting has to follow up.
    pub fn open_assignments(&self) -> usize {
        follow_up::open(self).len()
    }

    /// The chair, where the meeting before had one.
    fn chair(&self) -> Option<&str> {
        let chair = self.previous()?.minutes.meeting.chair.as_ref()?;
        Some(chair.value.as_str())
    }

    /// "Ordföranden Eva Ek".
    fn the_chair(&self) -> String {
        match self.chair() {
            Some(chair) => format!("Ordföranden {}", write::inline(chair)),
            None => "Ordföranden".to_owned(),
        }
    }
}

/// A draft of a whole document. An annex has a plan of its own: [`annex`].
pub fn document(plan: &Plan<'_>) -> String {
    match plan.kind {
        Kind::Slides => slides::draft(plan),
        Kind::Conference => conference::draft(plan),
        Kind::Minutes | Kind::Notes | Kind::Annex => minutes(plan),
    }
}

fn minutes(plan: &Plan<'_>) -> String {
    let mut draft = Draft::new();
    front_matter(plan, &mut draft);
    for item in agenda::items(plan) {
        draft.section(&item.heading, &item.body);
    }
    draft.finish()
}

/// The keys of a meeting: what is known with its value, and what is not as a comment to fill in.
fn front_matter(plan: &Plan<'_>, draft: &mut Draft) {
    draft.comment("Ett utkast. Fyll i det som fattas, ta bort det som inte stämmer, och ta bort raden status när allt är klart.");
    if plan.earlier.len() == 1 && matches!(plan.kind, Kind::Minutes | Kind::Notes) {
        draft.comment("Det finns bara ett tidigare möte, så alla dess punkter står kvar: ta bort dem som är klara.");
    }
    if plan.kind != Kind::Minutes {
        draft.key("typ", plan.kind.word());
    }
    if plan.names_organ {
        draft.key("organ", &plan.organ.id);
    }
    draft.key("datum", &plan.date.to_string());
    let previous = plan.previous().map(|earlier| &earlier.minutes.meeting);
    let next = previous
        .and_then(|meeting| meeting.next.as_ref())
        .filter(|next| next.date.as_ref().is_none_or(|date| date.value == plan.date));
    let time = next.and_then(|next| next.time.as_ref());
    let time = time.or_else(|| previous?.time.as_ref());
    draft.key_or("tid", time.map(|time| time.value.as_str()), "9.00–12.00");
    let place = next.and_then(|next| next.place.as_ref());
    let place = place.or_else(|| previous?.place.as_ref());
    draft.key_or("plats", place.map(|place| place.value.as_str()), "Kommunhuset, sal A");
    draft.key_or("ordförande", plan.chair(), "Förnamn Efternamn");
    let secretary = previous.and_then(|meeting| meeting.secretary.as_ref());
    let secretary = secretary.map(|secretary| secretary.value.as_str());
    draft.key_or("sekreterare", secretary, "Förnamn Efternamn");
    if plan.kind == Kind::Minutes {
        let adjusters = previous.map_or(&[][..], |meeting| &meeting.adjusters);
        if !adjusters.is_empty() {
            let names: Vec<&str> = adjusters.iter().map(|name| name.value.as_str()).collect();
            draft.comment("Så länge står det förra mötets justerare.");
            draft.key("justerare", &names.join(", "));
        } else if plan.organ.is_board {
            draft.comment("justerare: Förnamn Efternamn");
        }
        match previous.and_then(|meeting| meeting.registry_number.as_ref()) {
            Some(number) => draft.comment(&format!(
                "diarienummer: det förra protokollet har {}",
                write::one_line(&number.value)
            )),
            None => draft.comment(&format!("diarienummer: RS {}/1", plan.date.year())),
        }
    }
    draft.key("status", "utkast");
    if matches!(plan.kind, Kind::Minutes | Kind::Notes) {
        if let Some(earlier) = plan.previous() {
            draft.key("föregående", &earlier.date.to_string());
        }
        let later = plan.date.plus(12 * 7);
        draft.comment("nästa_möte:");
        draft.comment(&format!("  datum: {later}"));
        draft.comment("  tid: 9.00–12.00");
        draft.comment("  plats: Kommunhuset, sal A");
    }
}
