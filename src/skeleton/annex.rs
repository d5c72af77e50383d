//! A draft of an annex.

use super::write::Draft;
use crate::model::Kind;
use crate::organ::Organ;

/// What the draft of an annex is made of.
#[derive(Debug)]
pub struct AnnexPlan<'a> {
    /// Its body.
    pub organ: &'a Organ,
    /// Must it name its body, because the project has another?
    pub names_organ: bool,
    /// The day or the path of the minutes that it belongs to.
    pub home: String,
    /// Its number.
    pub number: usize,
}

/// A draft of an annex.
pub fn annex(plan: &AnnexPlan<'_>) -> String {
    let mut draft = Draft::new();
    draft.comment(
        "Ett utkast. Skriv bilagans titel och text, och ta bort raden status när den är klar.",
    );
    draft.key("typ", Kind::Annex.word());
    if plan.names_organ {
        draft.key("organ", &plan.organ.id);
    }
    draft.key("titel", &format!("Bilaga {}", plan.number));
    draft.key("hör_till", &plan.home);
    draft.key("nummer", &plan.number.to_string());
    draft.key("status", "utkast");
    draft.section("Bakgrund", "");
    draft.finish()
}
