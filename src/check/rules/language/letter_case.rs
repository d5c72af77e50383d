//! LGL709: a sentence that opens with a small letter, and a common noun with a capital in the middle of one.

use std::collections::BTreeSet;

use super::is_swedish;
use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Mark;
use crate::model::text::{Run, RunKind, Text, Word};
use crate::organ::phrases::Meaning;

/// A small letter or a capital in the wrong place.
pub(crate) static RULE: Rule = Rule { code: "LGL709", name: "versal", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_swedish(context) {
        return;
    }
    // A word that somebody capitalises is capitalised throughout: it is told once.
    let mut told = BTreeSet::new();
    for (index, run) in context.text.runs.iter().enumerate() {
        if !run.is_prose() {
            continue;
        }
        for (at, word) in run.words.iter().enumerate() {
            if word.opens == word.is_capital || word.is_shielded || word.has_digit {
                continue;
            }
            if word.opens {
                small(context, index, run, at, findings);
            } else if is_common_noun(run, at)
                && !is_name(context.text, index, word)
                && !context.allows(&RULE, run.span_of(word.range()))
                && told.insert(run.lower(word))
            {
                let (written, lower) = (run.word(word), run.lower(word));
                findings.push(
                    RULE.at(
                        run.span_of(word.range()),
                        format!("”{written}” har stor bokstav inne i meningen"),
                    )
                    .help(format!("Skriv ”{lower}”.")),
                );
            }
        }
    }
}

/// A sentence that opens with a small letter.
fn small(
    context: &Context<'_>,
    index: usize,
    run: &Run,
    at: usize,
    findings: &mut Vec<Finding>,
) {
    // An item of a list may be half a sentence.
    if run.kind == RunKind::Item {
        return;
    }
    let word = &run.words[at];
    let written = run.word(word);
    let is_open = match at.checked_sub(1).and_then(|before| run.words.get(before)) {
        Some(before) => is_after_stop(run, before, word),
        None => is_first(context.text, index, run),
    };
    if is_open && is_plain_word(written) && !is_particle(run, at) {
        findings.push(
            RULE.at(
                run.span_of(word.range()),
                format!("Meningen börjar med liten bokstav: ”{written}”"),
            )
            .help("Börja meningen med stor bokstav."),
        );
    }
}

/// Is there a stop between two words that can be nothing else than the end of a sentence?
fn is_after_stop(run: &Run, before: &Word, word: &Word) -> bool {
    /// Abbreviations that the reading of sentences does not count on.
    const SHORT: [&str; 14] = [
        "adm", "avd", "bitr", "div", "dvs", "etc", "ext", "forts", "int", "nuv", "ordf", "osv",
        "sekr", "tillf",
    ];
    let stem = run.lower(before);
    run.between(before, word).trim_end() == "."
        && !before.has_digit
        && !before.is_shielded
        && !stem.contains('.')
        && stem.chars().nth(2).is_some()
        && SHORT.binary_search(&stem).is_err()
}

/// Does a paragraph's first word open a sentence? What stands after a label, or after something that was no
/// whole sentence, goes on with that.
fn is_first(text: &Text, index: usize, run: &Run) -> bool {
    if run.mark.is_some()
        || run.kind != RunKind::Paragraph
        || !run.text().starts_with(char::is_lowercase)
    {
        return false;
    }
    let Some(before) = index.checked_sub(1).and_then(|before| text.runs.get(before)) else {
        return true;
    };
    let is_presenter = before.mark == Some(Mark::Presenter);
    let is_closed = before.tail().contains('.') && before.kind == RunKind::Paragraph;
    (before.is_heading() || is_closed) && before.leads_to.is_none() && !is_presenter
}

/// Nothing but letters, and all of them small: no "iPad", no address, no "e-tjänst".
fn is_plain_word(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase())
}

/// "von Essen": a small letter that is a name's own.
fn is_particle(run: &Run, at: usize) -> bool {
    let is_before_name = run.words.get(at + 1).is_some_and(|next| next.is_capital);
    is_before_name
        && matches!(
            run.lower(&run.words[at]),
            "af" | "av" | "de" | "del" | "la" | "van" | "von"
        )
}

/// Is the word, which has a capital, one that has none in the middle of a sentence?
fn is_common_noun(run: &Run, at: usize) -> bool {
    let word = &run.words[at];
    let Some(before) = at.checked_sub(1).and_then(|before| run.words.get(before)) else {
        return false;
    };
    // After a colon, a dash or a parenthesis something may open, and next to a name it may be part of that.
    let is_inside = matches!(run.between(before, word), " " | ", ");
    let is_beside_name = before.is_capital && !before.opens && run.between(before, word) == " ";
    if !is_inside || is_beside_name || run.word(word).chars().skip(1).any(char::is_uppercase) {
        return false;
    }
    let lower = run.lower(word);
    let is_day = is_calendar_word(lower);
    if !is_day && COMMON_NOUNS.binary_search(&lower).is_err() {
        return false;
    }
    // Maj and April are names as well, and Söndag can be.
    !is_day
        || before.has_digit
        || matches!(run.lower(before), "på" | "i" | "under" | "den" | "sedan" | "till")
            && lower != "maj"
}

/// Does it belong to the body's name, or a member's? Short ones, such as "Regionen", are names too.
fn is_name(text: &Text, index: usize, word: &Word) -> bool {
    text.mentions_in(index)
        .iter()
        .filter(|mention| !matches!(mention.meaning, Meaning::Role(_)))
        .any(|mention| mention.range.start <= word.start && word.end <= mention.range.end)
}

/// Is it a weekday or a month, in lower case?
pub(super) fn is_calendar_word(lower: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "april",
        "augusti",
        "december",
        "februari",
        "januari",
        "juli",
        "juni",
        "maj",
        "mars",
        "november",
        "oktober",
        "september",
    ];
    const WEEKDAYS: [&str; 7] =
        ["fredag", "lördag", "måndag", "onsdag", "söndag", "tisdag", "torsdag"];
    let weekday = lower.strip_suffix("en").unwrap_or(lower);
    MONTHS.binary_search(&lower).is_ok() || WEEKDAYS.binary_search(&weekday).is_ok()
}

/// Words for bodies and people in office that are often given a capital and are no names, sorted.
const COMMON_NOUNS: [&str; 64] = [
    "arbetsgruppen",
    "brukarrepresentant",
    "brukarrepresentanten",
    "brukarrepresentanter",
    "brukarrepresentanterna",
    "enhetschef",
    "enhetschefen",
    "enhetschefer",
    "föredraganden",
    "föredragare",
    "förvaltningschef",
    "förvaltningschefen",
    "förvaltningschefer",
    "handläggare",
    "handläggaren",
    "kanslichef",
    "kanslichefen",
    "kommun",
    "kommunchef",
    "kommunchefen",
    "kommundirektör",
    "kommundirektören",
    "kommunen",
    "kommunens",
    "kommuner",
    "kommunerna",
    "kommunernas",
    "ledamot",
    "ledamoten",
    "ledamöter",
    "ledamöterna",
    "ordförande",
    "ordföranden",
    "ordförandens",
    "processledare",
    "processledaren",
    "projektledare",
    "projektledaren",
    "regiondirektör",
    "regiondirektören",
    "rektor",
    "rektorer",
    "rektorerna",
    "rektorn",
    "samordnare",
    "samordnaren",
    "sekreterare",
    "sekreteraren",
    "skolchef",
    "skolchefen",
    "skolchefer",
    "skolcheferna",
    "socialchef",
    "socialchefen",
    "socialchefer",
    "socialcheferna",
    "styrgruppen",
    "utvecklingsledare",
    "utvecklingsledaren",
    "verksamhetschef",
    "verksamhetschefen",
    "verksamhetschefer",
    "verksamhetsutvecklare",
    "verksamhetsutvecklaren",
];

#[cfg(test)]
mod tests {
    use super::COMMON_NOUNS;

    #[test]
    fn nouns_are_sorted() {
        assert!(COMMON_NOUNS.is_sorted_by(|a, b| a < b));
    }
}
