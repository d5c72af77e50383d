//! The keys of `organ.yaml`, one line each, as an editor explains them. `read.rs` reads them.

use super::read::LEVELS;
use super::{Kind, PdfStandard, Role};
use crate::parse::keys::{Form, Key, Need};

/// The keys of `organ.yaml`.
pub const KEYS: &[Key] = &[
    Key::new("namn", Form::Text, "Organets fullständiga namn.").needed(Need::Yes),
    Key::new("kortnamn", Form::Text, "Namnet i kort form, till exempel i titlar. Utan raden används hela namnet."),
    Key::new("devis", Form::Text, "En rad om vad organet gör. Den står under namnet i sidfoten."),
    Key::new("namnvarianter", Form::Many(&Form::Text), "Andra namn på organet som är rätt i löpande text."),
    Key::new("felskrivningar", Form::Free(&Form::Text), "Delar av namnet som ofta blir fel, och hur de ska stå.")
        .example("{Läns gemensam: Länsgemensam}"),
    Key::new("språk", Form::Language, "Språket i dokument som inte själva säger något annat.").usual("sv"),
    Key::new("medlemmar", Form::Many(&Form::Either(&Form::Text, MEMBER)), "Organisationerna i organet, i den ordning som de står i sidfoten och i närvaron."),
    Key::new("roller", Form::Many(&Form::Text), "Ord som får stå där organisationen annars står i närvaron.")
        .example("brukarrepresentant"),
    Key::new("grupper", Form::Many(&Form::Text), "Grupper som någon kan företräda i stället för en organisation."),
    Key::new("domäner", Form::Many(&Form::Text), "Organets och medlemmarnas e-postdomäner. En adress där är en tjänsteadress och får stå i ett protokoll.")
        .example("regionkalmar.se"),
    Key::new("diarienummer", Form::Words(|| vec!["krävs"]), "Skriv krävs om varje protokoll ska ha ett diarienummer."),
    Key::new("profil", Form::Words(|| vec!["nämnd"]), "Skriv nämnd för en nämnd enligt kommunallagen. Det slår på reglerna för nämnder."),
    Key::new("platser", Form::Number(1, u32::MAX), "Hur många ledamöter nämnden har. Fler än hälften måste vara närvarande.")
        .example("9"),
    Key::new("sidfot", Form::Map(FOOTER), "Sidfotens form."),
    Key::new("pdf", Form::Words(standards), "Vilken del av PDF/A som filerna följer: a-3a om Markdown-texten och data ska följa med inuti filen.")
        .usual("a-2a"),
    Key::new("sida", Form::Map(SHEET), "Måtten på en sida i A4."),
    Key::new("färger", Form::Map(COLOURS), "Organets färger."),
    Key::new("svartvitt", Form::Many(&Form::Words(kinds)), "De slags dokument som ska vara svartvita i PDF."),
    Key::new("logotyp", Form::Map(LOGO), "Organets märke."),
    Key::new("typsnitt", Form::Map(FONTS), "Organets typsnitt. Filerna ligger i mappen fonts."),
    Key::new("rubriker", Form::Keyed(roles, &Form::Many(&Form::Text)), "Rubriker som organet har på avsnitten, vid sidan av de vanliga.")
        .example("{övriga: [Ersättare och tjänstepersoner]}"),
    Key::new("krav", Form::Keyed(kinds, &Form::Keyed(roles, &Form::Words(levels))), "Vilka avsnitt som varje slags dokument måste ha, och hur allvarligt det är när de saknas. Ersätter de vanliga kraven.")
        .example("{konferens: {dagordning: varning}}"),
];

/// One of `medlemmar`.
const MEMBER: &[Key] = &[
    Key::new("namn", Form::Text, "Medlemmens namn.").needed(Need::Yes).example("Nybro kommun"),
    Key::new(
        "alias",
        Form::Many(&Form::Text),
        "Andra namn på medlemmen som är rätt i löpande text.",
    ),
];

/// `sidfot`.
const FOOTER: &[Key] = &[
    Key::new(
        "medlemmar_per_rad",
        Form::Number(1, 6),
        "Hur många medlemmar som står på varje rad.",
    )
    .usual("3"),
    Key::new("avskiljare", Form::Text, "Tecknet mellan medlemmarna på en rad.")
        .usual("'|'")
        .example("·"),
];

/// `sida`.
const SHEET: &[Key] = &[
    Key::new(
        "marginal",
        Form::Measure("mm", 15, 45),
        "Från papperets kant till märke, sidfot och punkternas nummer, till vänster och höger.",
    )
    .usual("26 mm"),
    Key::new("indrag", Form::Measure("mm", 5, 35), "Därifrån till texten.").usual("14 mm"),
    Key::new("överkant", Form::Measure("mm", 15, 60), "Från papperets överkant till texten.")
        .usual("23 mm"),
];

/// `färger`.
const COLOURS: &[Key] = &[
    Key::new("ljus", Form::Map(PALETTE), "Färgerna på papper och på en ljus skärm."),
    Key::new("mörk", Form::Map(PALETTE), "Färgerna på en skärm med mörkt läge."),
];

/// `ljus` and `mörk`.
const PALETTE: &[Key] = &[
    Key::new("text", Form::Colour, "Löpande text.").example("'#1b2a30'"),
    Key::new("bakgrund", Form::Colour, "Det som texten står på.").example("'#ffffff'"),
    Key::new("accent", Form::Colour, "Den starka färgen: linjer, nummer, etiketter och länkar. Kontrast mot bakgrunden minst 4,5:1.")
        .example("'#0b5563'"),
    Key::new("dämpad", Form::Colour, "Stillsammare text, till exempel i sidfoten.").example("'#4a5b62'"),
    Key::new("ton", Form::Colour, "En ljus yta som text också kan stå på.").example("'#eef4f5'"),
    Key::new("linje", Form::Colour, "Tunna linjer.").example("'#c3d0d3'"),
];

/// `logotyp`.
const LOGO: &[Key] = &[
    Key::new("fil", Form::Text, "Bildens fil i mallens mapp.")
        .needed(Need::Yes)
        .example("logo.svg"),
    Key::new(
        "mörk",
        Form::Text,
        "Samma märke för en mörk bakgrund på skärm, om det vanliga inte syns där.",
    ),
    Key::new(
        "svartvit",
        Form::Text,
        "Samma märke i svartvitt, för de slags dokument som är svartvita.",
    ),
    Key::new("text", Form::Text, "Ord för den som inte ser bilden.").needed(Need::Yes),
];

/// `typsnitt`.
const FONTS: &[Key] = &[
    Key::new("text", Form::Text, "Typsnittet i text.").usual("Source Sans 3"),
    Key::new(
        "rubrik",
        Form::Text,
        "Typsnittet i rubriker. Utan raden används det som texten har.",
    ),
    Key::new("kod", Form::Text, "Typsnittet i kod.").usual("Source Code Pro"),
    Key::new("storlek", Form::Measure("pt", 9, 14), "Löpande texts storlek på papper.")
        .usual("10,5 pt"),
];

fn kinds() -> Vec<&'static str> {
    Kind::ALL.map(Kind::word).to_vec()
}

fn roles() -> Vec<&'static str> {
    Role::ALL.map(Role::word).to_vec()
}

fn standards() -> Vec<&'static str> {
    PdfStandard::ALL.map(|(_, word)| word).to_vec()
}

fn levels() -> Vec<&'static str> {
    LEVELS.map(|(word, _)| word).to_vec()
}
