//! LGL712: a sentence that is too long to be read once.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::Mark;
use crate::model::text::{Run, RunKind, Word};

/// A sentence of more words than one reading holds.
pub(crate) static RULE: Rule =
    Rule { code: "LGL712", name: "mening-lång", level: Level::Info };

/// Words that a sentence may have. Plain Swedish has 15 to 20; a sentence of twice that is read twice.
const MOST_WORDS: usize = 40;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for run in &context.text.runs {
        let is_prose = matches!(run.kind, RunKind::Paragraph | RunKind::Note)
            && !matches!(run.mark, Some(Mark::Presenter | Mark::Annex | Mark::Basis));
        if !is_prose || run.words.len() <= MOST_WORDS {
            continue;
        }
        for sentence in run.sentences().filter(|sentence| sentence.len() > MOST_WORDS) {
            let Some((first, last)) = sentence.first().zip(sentence.last()) else { continue };
            let words = length(sentence);
            if words <= MOST_WORDS || is_enumeration(run, sentence) || is_names(sentence) {
                continue;
            }
            findings.push(
                RULE.at(
                    run.span_of(first.start..last.end),
                    format!("Meningen är lång: {words} ord"),
                )
                .help("Dela meningen i två eller flera, eller gör en lista av den."),
            );
        }
    }
}

/// The words of a sentence. What is quoted, stressed or linked is one, such as the title of a document.
fn length(sentence: &[Word]) -> usize {
    let own = sentence.iter().filter(|word| !word.is_shielded).count();
    let titles = sentence.chunk_by(|a, b| a.is_shielded == b.is_shielded);
    own + titles.filter(|chunk| chunk[0].is_shielded).count()
}

/// People on lines of their own, which another rule tells of: half of the words have capitals.
fn is_names(sentence: &[Word]) -> bool {
    sentence.iter().filter(|word| word.is_capital).count() * 2 >= sentence.len()
}

/// Names or things after each other: a comma or a semicolon for every fourth word, or a part that is no longer
/// than a sentence may be on either side of each semicolon.
fn is_enumeration(run: &Run, sentence: &[Word]) -> bool {
    let marks = |marks: &[char]| {
        sentence
            .windows(2)
            .filter(|pair| run.between(&pair[0], &pair[1]).contains(marks))
            .count()
    };
    marks(&[',', ';']) * 4 >= sentence.len()
        || sentence
            .chunk_by(|a, b| !run.between(a, b).contains([';', ':']))
            .all(|part| length(part) <= MOST_WORDS / 2)
}
