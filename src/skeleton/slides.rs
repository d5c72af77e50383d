//! A draft of slides: one of each kind that a talk is made of.

use super::Plan;
use super::write::{Draft, inline};
use crate::model::Kind;

/// A draft of slides.
pub(super) fn draft(plan: &Plan<'_>) -> String {
    let mut draft = Draft::new();
    draft.comment(
        "Ett utkast. Varje rubrik med ## blir en bild. Ta bort raden status när allt är klart.",
    );
    draft.key("typ", Kind::Slides.word());
    if plan.names_organ {
        draft.key("organ", &plan.organ.id);
    }
    draft.key("titel", "Bilder till mötet");
    draft.key("datum", &plan.date.to_string());
    draft.key("status", "utkast");
    draft.section(
        "Dagens punkter",
        "- Vad vi vill uppnå\n- Så säger de som berörs\n- Nästa steg\n",
    );
    draft.section(
        "Vad vi vill uppnå",
        "- Skriv en tanke på varje rad\n- Låt tre eller fyra rader räcka\n- Berätta resten med egna ord\n",
    );
    draft.section(
        "Så säger de som berörs",
        "> Skriv ett citat som stannar kvar hos den som lyssnar.",
    );
    draft.section(
        "Tack",
        &format!("Frågor och synpunkter lämnas till {}.", inline(&plan.organ.short)),
    );
    draft.finish()
}
