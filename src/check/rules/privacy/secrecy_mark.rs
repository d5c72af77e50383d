//! LGL904: a secrecy mark (sekretessmarkering) in a document that is to be published.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, RunKind, Word};
use crate::prose::flat::overlaps;

/// A secrecy mark.
pub(crate) static RULE: Rule =
    Rule { code: "LGL904", name: "sekretessmarkering", level: Level::Error };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if context.minutes.is_draft() {
        return;
    }
    for run in &context.text.runs {
        if matches!(run.kind, RunKind::Quote | RunKind::Person) {
            continue;
        }
        for (index, word) in run.words.iter().enumerate() {
            if (index > 0 && !word.opens) || !may_open(run, index) {
                continue;
            }
            let length = run.words[index + 1..].iter().take_while(|next| !next.opens).count();
            let sentence = &run.words[index..=index + length];
            let Some(last) = sentence.last().filter(|_| is_mark(run, sentence)) else {
                continue;
            };
            let range = word.start..last.end;
            // A mark may be bold, but not quoted.
            if overlaps(&run.quotes, &range) {
                continue;
            }
            findings.push(
                RULE.at(run.span_of(range), "En sekretessmarkering står i ett dokument som ska publiceras")
                    .help("Ta bort det som är hemligt, och sedan markeringen. Skriv status: utkast så länge texten prövas."),
            );
        }
    }
}

/// A look at the first words, which are those of a mark in few sentences.
fn may_open(run: &Run, index: usize) -> bool {
    let word = |at: usize| run.words.get(at).map_or("", |word| run.lower(word));
    let first = word(index);
    if !matches!(first.as_bytes(), [b's' | b'o' | b'h' | b'p' | b'd' | b'b' | 0xC3, ..]) {
        return false;
    }
    match first {
        "denna" | "detta" | "den" | "det" | "hela" => is_subject(word(index + 1)),
        _ => first.starts_with("sekretess") || first == "omfattas" || is_subject(first),
    }
}

/// Is a sentence nothing but a mark: what is secret, that it is, and under which law? As soon as it says anything
/// else it is a sentence about secrecy.
fn is_mark(run: &Run, sentence: &[Word]) -> bool {
    let word = |at: usize| sentence.get(at).map_or("", |word| run.lower(word));
    let subject = match word(0) {
        "denna" | "detta" | "den" | "det" | "hela" => 2,
        first => usize::from(is_subject(first)),
    };
    let law = match (word(subject), word(subject + 1), word(subject + 2)) {
        ("omfattas", "av", "sekretess") => subject + 3,
        ("är", mark, _) if subject > 0 && MARKS.binary_search(&mark).is_ok() => subject + 2,
        (mark, _, _) if subject == 0 && MARKS.binary_search(&mark).is_ok() => 1,
        ("sekretess" | "sekretessmarkering", _, _) if subject == 0 => {
            // "Sekretess" alone is a subject to talk about, unless it is shouted or there is a law.
            let is_stamp = run.words.len() == 1
                && !run.is_heading()
                && run.word(&sentence[0]) == "SEKRETESS";
            if !is_stamp && !sentence.iter().any(|word| word.has_digit) {
                return false;
            }
            1
        }
        _ => return false,
    };
    let of_law = |word: &Word| word.has_digit || LAW.binary_search(&run.lower(word)).is_ok();
    sentence.iter().skip(law).all(of_law)
}

fn is_subject(word: &str) -> bool {
    SUBJECTS.binary_search(&word).is_ok()
}

/// What a mark may say is secret. Sorted.
const SUBJECTS: [&str; 8] = [
    "bilagan",
    "dokumentet",
    "handling",
    "handlingen",
    "paragrafen",
    "protokollet",
    "punkten",
    "ärendet",
];

/// Words that are a mark by themselves. Sorted.
const MARKS: [&str; 5] = [
    "sekretessbelagd",
    "sekretessbelagda",
    "sekretessbelagt",
    "sekretessmarkerad",
    "sekretessmarkerat",
];

/// Words that a reference to the law is made of, beside its numbers. Sorted.
const LAW: [&str; 23] = [
    "andra",
    "enl",
    "enligt",
    "första",
    "jml",
    "jämlikt",
    "kap",
    "kapitel",
    "kapitlet",
    "lag",
    "lagen",
    "och",
    "offentlighets",
    "om",
    "osl",
    "p",
    "paragrafen",
    "punkten",
    "samt",
    "sekretesslag",
    "sekretesslagen",
    "st",
    "stycket",
];

#[cfg(test)]
mod tests {
    use super::{LAW, MARKS, SUBJECTS};

    #[test]
    fn the_tables_are_sorted() {
        for table in [&LAW[..], &MARKS, &SUBJECTS] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }
}
