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
            if index > 0 && !word.opens {
                continue;
            }
            if !may_open(run.lower(word)) {
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

fn may_open(lower: &str) -> bool {
    matches!(lower.as_bytes(), [b's' | b'o' | b'h' | b'p' | b'd' | b'b', ..] | [0xC3, 0xA4, ..])
}

/// Is a sentence nothing but a mark: what is secret, that it is, and under which law? As soon as it says anything
/// else it is a sentence about secrecy.
fn is_mark(run: &Run, sentence: &[Word]) -> bool {
    let word = |at: usize| sentence.get(at).map(|word| run.lower(word));
    let mut at = 0;
    if matches!(word(at), Some("denna" | "detta" | "den" | "det" | "hela")) {
        at += 1;
    }
    let subject = word(at).is_some_and(|word| SUBJECTS.binary_search(&word).is_ok());
    at += usize::from(subject);
    // A lone heading or item "Sekretess" is a subject to talk about, and "Sekretess" in a sentence a noun.
    let needs_law = match (word(at), word(at + 1), word(at + 2)) {
        (Some("omfattas"), Some("av"), Some("sekretess")) => {
            at += 3;
            false
        }
        (Some("är"), Some(mark), _) if subject && MARKS.binary_search(&mark).is_ok() => {
            at += 2;
            false
        }
        (Some("sekretess" | "sekretessmarkering"), _, _) if !subject => {
            at += 1;
            let is_shout = sentence.len() == 1
                && !run.is_heading()
                && run.words.len() == 1
                && run.word(&sentence[0]) == "SEKRETESS";
            !is_shout
        }
        (Some(mark), _, _) if at == 0 && MARKS.binary_search(&mark).is_ok() => {
            at += 1;
            false
        }
        _ => return false,
    };
    let law = sentence.get(at..).unwrap_or_default();
    let is_law =
        law.iter().all(|word| word.has_digit || LAW.binary_search(&run.lower(word)).is_ok());
    is_law && (!needs_law || law.iter().any(|word| word.has_digit))
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
