//! The municipalities (kommuner) of Sweden: none of them is a misspelling of another.

/// Every municipality's place in lower case, sorted.
#[rustfmt::skip]
const PLACES: [&str; 290] = [
    "ale", "alingsås", "alvesta", "aneby", "arboga", "arjeplog", "arvidsjaur", "arvika",
    "askersund", "avesta", "bengtsfors", "berg", "bjurholm", "bjuv", "boden", "bollebygd",
    "bollnäs", "borgholm", "borlänge", "borås", "botkyrka", "boxholm", "bromölla", "bräcke",
    "burlöv", "båstad", "dals-ed", "danderyd", "degerfors", "dorotea", "eda", "ekerö", "eksjö",
    "emmaboda", "enköping", "eskilstuna", "eslöv", "essunga", "fagersta", "falkenberg", "falköping",
    "falun", "filipstad", "finspång", "flen", "forshaga", "färgelanda", "gagnef", "gislaved",
    "gnesta", "gnosjö", "gotland", "grums", "grästorp", "gullspång", "gällivare", "gävle",
    "göteborg", "götene", "habo", "hagfors", "hallsberg", "hallstahammar", "halmstad", "hammarö",
    "haninge", "haparanda", "heby", "hedemora", "helsingborg", "herrljunga", "hjo", "hofors",
    "huddinge", "hudiksvall", "hultsfred", "hylte", "hällefors", "härjedalen", "härnösand",
    "härryda", "hässleholm", "håbo", "höganäs", "högsby", "hörby", "höör", "jokkmokk", "järfälla",
    "jönköping", "kalix", "kalmar", "karlsborg", "karlshamn", "karlskoga", "karlskrona", "karlstad",
    "katrineholm", "kil", "kinda", "kiruna", "klippan", "knivsta", "kramfors", "kristianstad",
    "kristinehamn", "krokom", "kumla", "kungsbacka", "kungsör", "kungälv", "kävlinge", "köping",
    "laholm", "landskrona", "laxå", "lekeberg", "leksand", "lerum", "lessebo", "lidingö",
    "lidköping", "lilla edet", "lindesberg", "linköping", "ljungby", "ljusdal", "ljusnarsberg",
    "lomma", "ludvika", "luleå", "lund", "lycksele", "lysekil", "malmö", "malung-sälen", "malå",
    "mariestad", "mark", "markaryd", "mellerud", "mjölby", "mora", "motala", "mullsjö", "munkedal",
    "munkfors", "mölndal", "mönsterås", "mörbylånga", "nacka", "nora", "norberg", "nordanstig",
    "nordmaling", "norrköping", "norrtälje", "norsjö", "nybro", "nykvarn", "nyköping", "nynäshamn",
    "nässjö", "ockelbo", "olofström", "orsa", "orust", "osby", "oskarshamn", "ovanåker",
    "oxelösund", "pajala", "partille", "perstorp", "piteå", "ragunda", "robertsfors", "ronneby",
    "rättvik", "sala", "salem", "sandviken", "sigtuna", "simrishamn", "sjöbo", "skara",
    "skellefteå", "skinnskatteberg", "skurup", "skövde", "smedjebacken", "sollefteå", "sollentuna",
    "solna", "sorsele", "sotenäs", "staffanstorp", "stenungsund", "stockholm", "storfors",
    "storuman", "strängnäs", "strömstad", "strömsund", "sundbyberg", "sundsvall", "sunne",
    "surahammar", "svalöv", "svedala", "svenljunga", "säffle", "säter", "sävsjö", "söderhamn",
    "söderköping", "södertälje", "sölvesborg", "tanum", "tibro", "tidaholm", "tierp", "timrå",
    "tingsryd", "tjörn", "tomelilla", "torsby", "torsås", "tranemo", "tranås", "trelleborg",
    "trollhättan", "trosa", "tyresö", "täby", "töreboda", "uddevalla", "ulricehamn", "umeå",
    "upplands väsby", "upplands-bro", "uppsala", "uppvidinge", "vadstena", "vaggeryd",
    "valdemarsvik", "vallentuna", "vansbro", "vara", "varberg", "vaxholm", "vellinge", "vetlanda",
    "vilhelmina", "vimmerby", "vindeln", "vingåker", "vänersborg", "vännäs", "värmdö", "värnamo",
    "västervik", "västerås", "växjö", "vårgårda", "ydre", "ystad", "älmhult", "älvdalen",
    "älvkarleby", "älvsbyn", "ängelholm", "åmål", "ånge", "åre", "årjäng", "åsele", "åstorp",
    "åtvidaberg", "öckerö", "ödeshög", "örebro", "örkelljunga", "örnsköldsvik", "östersund",
    "österåker", "östhammar", "östra göinge", "överkalix", "övertorneå",
];

/// Is it the place that a municipality is named after? In lower case.
pub(super) fn is_municipality(place: &str) -> bool {
    PLACES.binary_search(&place).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_sorted_and_found() {
        assert!(PLACES.is_sorted());
        assert!(is_municipality("växjö") && is_municipality("östra göinge"));
        assert!(!is_municipality("oskarhamn"));
    }
}
