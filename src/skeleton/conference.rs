//! A draft of a conference: what was on the programme, what the groups said, and who was there.

use super::write::Draft;
use super::{Plan, agenda, front_matter, people};
use crate::model::Role;

/// A draft of a conference.
pub(super) fn draft(plan: &Plan<'_>) -> String {
    let mut draft = Draft::new();
    front_matter(plan, &mut draft);
    draft.section(
        &agenda::heading(plan, Role::Welcome),
        &format!("{} hälsar deltagarna välkomna.", plan.the_chair()),
    );
    draft.section(
        "Program",
        "Dagen har fyra delar:\n\n1. Välkomna\n2. Program\n3. Gruppdialoger\n4. Avslut\n",
    );
    draft.section(
        "Gruppdialoger",
        "Deltagarna talar i grupper om tre frågor.\n\n\
         **Vad fungerar bra:** Skriv vad grupperna var nöjda med.\n\n\
         **Vad behöver ändras:** Skriv vad grupperna ville ändra.\n\n\
         **Nästa steg:** Skriv vad grupperna vill göra, och vem som gör det.",
    );
    draft.section(
        "Avslut",
        &format!("{} avslutar konferensen. Inga beslut fattades.", plan.the_chair()),
    );
    draft.section("Deltagare", people::lists(plan).of(Role::Attendance).unwrap_or_default());
    draft.finish()
}
