//! The keys of `lgl.yaml`, one line each, as an editor explains them. `project.rs` and `settings.rs` read them.

use super::LEVELS;
use crate::parse::keys::{Form, Key, Need};
use crate::publish::project::{DEFAULT_ORGAN, OUTPUT};

/// The keys of `lgl.yaml`.
pub const KEYS: &[Key] = &[
    Key::new("organ", Form::Text, "Organet för dokument som inte själva säger något annat: namnet på en mapp i templates, eller ett inbyggt organ.")
        .usual(DEFAULT_ORGAN),
    Key::new("utmapp", Form::Text, "Mappen som färdiga filer skrivs i.").usual(OUTPUT),
    Key::new("regler", Form::Rules(&Form::Words(levels)), "Hur allvarliga reglerna är i projektet: regelns kod eller namn, och en nivå. av stänger av regeln.")
        .example("{LGL404: av}"),
    Key::new("personer", Form::Many(&Form::Either(&Form::Text, PERSON)), "Människor som projektet känner till, så att felstavade namn märks.")
        .example("Anna Andersson"),
    Key::new("felstavningar", Form::Free(&Form::Text), "Projektets egen lista över felstavade ord, och hur de ska stå.")
        .example("{sammverkan: samverkan}"),
    Key::new("egna_ord", Form::Many(&Form::Text), "Ord som är rätt stavade, fast ordboken inte känner till dem."),
    Key::new("ordbok", Form::Text, "En ordbok i Hunspells format: två filer i projektet, .aff och .dic.")
        .example("ordbok/sv_SE.dic"),
];

/// One of `personer`.
const PERSON: &[Key] = &[
    Key::new("namn", Form::Text, "Personens namn.").needed(Need::Yes).example("Anna Andersson"),
    Key::new("organisation", Form::Text, "Organisationen som personen företräder.")
        .example("Nybro kommun"),
];

fn levels() -> Vec<&'static str> {
    LEVELS.map(|(word, _)| word).to_vec()
}
