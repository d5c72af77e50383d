//! The keys of the front matter, one line each, as an editor explains them. `front_matter.rs` reads them.

use crate::model::{Kind, Status};
use crate::parse::keys::{Form, Key, Need};

/// The keys of a document's front matter.
pub const KEYS: &[Key] = &[
    Key::new("typ", Form::Words(kinds), "Vilket slags dokument det är. Styr vilka avsnitt som krävs och hur det ser ut.")
        .usual(Kind::Minutes.word()),
    Key::new("organ", Form::Text, "Organet som mötet hör till: namnet på en mapp i templates. Utan raden gäller organet i lgl.yaml.")
        .example("lgl"),
    Key::new("titel", Form::Text, "Dokumentets titel. Utan raden görs den av slag, organ och datum.")
        .example("Konferens om god och nära vård"),
    Key::new("datum", Form::Date, "Dagen för mötet: år, månad och dag med siffror. En bilaga har den från sitt protokoll.")
        .needed(Need::Unless("typ", Kind::Annex.word()))
        .example("2026-12-04"),
    Key::new("tid", Form::Hours, "När mötet började och slutade.").example("9.00–12.00"),
    Key::new("plats", Form::Text, "Var mötet hölls.").example("Regionens hus, Kalmar"),
    Key::new("ordförande", Form::Text, "Den som ledde mötet.").example("Anna Andersson"),
    Key::new("sekreterare", Form::Text, "Den som förde protokollet.").example("Bo Bok"),
    Key::new("justerare", Form::Many(&Form::Text), "De som justerar protokollet. Var och en får en rad att skriva under på.")
        .example("Eva Ek"),
    Key::new("diarienummer", Form::Text, "Ärendets nummer i diariet.").example("RS 2022/195"),
    Key::new("justeringsdatum", Form::Date, "Dagen när protokollet justerades.").example("2026-12-11"),
    Key::new("anslag", Form::Either(&Form::Date, NOTICE), "När protokollet sattes upp på anslagstavlan: dagen, eller uppsatt, tas_ned och plats."),
    Key::new("status", Form::Words(states), "Hur långt protokollet har kommit. Ett utkast är märkt på varje sida och byggs även om det har fel."),
    Key::new("språk", Form::Language, "Språket som dokumentet är skrivet på.").usual("sv").example("en"),
    Key::new("hör_till", Form::Text, "För en bilaga: protokollet som den hör till, som fil eller datum.")
        .example("2026-12-04"),
    Key::new("nummer", Form::Text, "För en bilaga: vilket nummer den har.").example("1"),
    Key::new("bilagor", Form::Many(&Form::Either(&Form::Text, ANNEX)), "Det som hör till protokollet: filer och länkar, i ordning."),
    Key::new("föregående", Form::Date, "Dagen för förra mötet.").example("2026-09-18"),
    Key::new("nästa_möte", Form::Either(&Form::Date, NEXT), "När nästa möte är: dagen, eller datum, tid och plats."),
    Key::new("tillåt", Form::Rules(&Form::Reason), "Regler som inte gäller i det här dokumentet: regelns kod eller namn, och skälet.")
        .example("{LGL503: Tiden är inte känd.}"),
];

/// `anslag`.
const NOTICE: &[Key] = &[
    Key::new("uppsatt", Form::Date, "Dagen när anslaget sattes upp.").example("2026-12-11"),
    Key::new("tas_ned", Form::Date, "Dagen när anslaget tas ned.").example("2027-01-04"),
    Key::new("plats", Form::Text, "Var protokollet förvaras.").example("Stadshuset"),
];

/// One of `bilagor`.
const ANNEX: &[Key] = &[
    Key::new("titel", Form::Text, "Vad bilagan heter.").needed(Need::Yes),
    Key::new("fil", Form::Text, "Filen, räknat från dokumentets mapp.")
        .needed(Need::OneOfThese)
        .example("bilaga.pdf"),
    Key::new("länk", Form::Text, "Adressen, för en bilaga som ligger på webben.")
        .needed(Need::OneOfThese)
        .example("https://www.regionkalmar.se/"),
];

/// `nästa_möte`.
const NEXT: &[Key] = &[
    Key::new("datum", Form::Date, "Dagen för nästa möte.").example("2027-02-12"),
    Key::new("tid", Form::Hours, "När nästa möte börjar och slutar.").example("9.00–12.00"),
    Key::new("plats", Form::Text, "Var nästa möte hålls."),
];

fn kinds() -> Vec<&'static str> {
    Kind::ALL.map(Kind::word).to_vec()
}

fn states() -> Vec<&'static str> {
    Status::ALL.map(|(_, word)| word).to_vec()
}
