//! 5: dates, numbers and references.

mod date_form;
mod hyphen_in_range;
mod time_or_place_missing;
mod unlikely_date;
mod registry_number;
mod relative_time;
mod decimal_point;

use std::ops::Range;

use crate::check::entry::Entry;
use crate::model::text::{Run, Word};

pub(super) static RULES: &[Entry] = &[
    Entry::new(&date_form::RULE, include_str!("date_form.md"), date_form::check),
    Entry::new(
        &hyphen_in_range::RULE,
        include_str!("hyphen_in_range.md"),
        hyphen_in_range::check,
    ),
    Entry::new(
        &time_or_place_missing::RULE,
        include_str!("time_or_place_missing.md"),
        time_or_place_missing::check,
    ),
    Entry::new(&unlikely_date::RULE, include_str!("unlikely_date.md"), unlikely_date::check),
    Entry::new(
        &registry_number::RULE,
        include_str!("registry_number.md"),
        registry_number::check,
    ),
    Entry::new(&relative_time::RULE, include_str!("relative_time.md"), relative_time::check),
    Entry::new(&decimal_point::RULE, include_str!("decimal_point.md"), decimal_point::check),
];

/// The word before a byte of a run.
fn word_before(run: &Run, at: usize) -> Option<&Word> {
    let index = run.words.partition_point(|word| word.start < at).checked_sub(1)?;
    run.words.get(index)
}

/// Does a number at a byte follow what makes it a designation: "RS 2022-195", "dnr", "SFS"?
fn follows_designation(run: &Run, at: usize) -> bool {
    let Some(word) = word_before(run, at) else { return false };
    let typed = run.word(word);
    let is_code = typed.len() > 1 && typed.chars().all(char::is_uppercase);
    let is_near =
        run.text().get(word.end..at).is_some_and(|gap| gap.trim().is_empty() || gap == ". ");
    is_near
        && (is_code
            || matches!(
                run.lower(word),
                "nr" | "nummer"
                    | "dnr"
                    | "diarienr"
                    | "diarienummer"
                    | "ärendenummer"
                    | "sfs"
                    | "lag"
                    | "lagen"
                    | "version"
                    | "iso"
                    | "tel"
                    | "telefon"
                    | "mobil"
                    | "fax"
                    | "växel"
                    | "bankgiro"
                    | "rum"
                    | "sal"
                    | "lokal"
                    | "hus"
                    | "modell"
                    | "bg"
                    | "plusgiro"
                    | "pg"
                    | "postnummer"
                    | "kod"
            ))
}

/// The sentence that a range of a run stands in, as its words.
fn sentence_of<'a>(run: &'a Run, range: &Range<usize>) -> &'a [Word] {
    let at = run.words.partition_point(|word| word.end <= range.start);
    let start = run.words[..run.words.len().min(at + 1)].iter().rposition(|word| word.opens);
    let start = start.unwrap_or(0);
    let rest = run.words.get(start + 1..).unwrap_or(&[]);
    let end =
        rest.iter().position(|word| word.opens).map_or(run.words.len(), |at| start + 1 + at);
    run.words.get(start..end).unwrap_or(&[])
}

/// Does a sentence tell of what has been?
fn tells_of_past(run: &Run, sentence: &[Word]) -> bool {
    sentence.iter().any(|word| {
        let lower = run.lower(word);
        matches!(
            lower,
            "skulle"
                | "hade"
                | "var"
                | "blev"
                | "hölls"
                | "höll"
                | "gick"
                | "kom"
                | "fick"
                | "gav"
                | "har"
                | "möttes"
                | "skedde"
                | "redan"
                | "borde"
        ) || lower.ends_with("ades")
            || lower.ends_with("ade")
            || lower.ends_with("ttes")
            || lower.ends_with("rdes")
    })
}
