//! LGL701: the body's name, or a part of it, in one of the spellings that the body lists as wrong.

use super::in_case_of;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Mention, Run, Word};
use crate::organ::phrases::Meaning;

/// A misspelt name of the body.
pub(crate) static RULE: Rule =
    Rule { code: "LGL701", name: "organnamn", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    title(context, findings);
    let parts: Vec<Part> = context
        .organ
        .misspelt_parts
        .iter()
        .map(|(wrong, right)| Part::new(wrong, right))
        .collect();
    for (index, run) in context.text.runs.iter().enumerate() {
        let mentions = context.text.mentions_in(index);
        if !parts.is_empty() {
            parts_in(run, &parts, mentions, findings);
        }
        for mention in mentions {
            if mention.meaning == Meaning::Body && !mention.is_canonical && !mention.is_shielded
            {
                letters(context, run, mention, findings);
            }
        }
    }
}

/// A part of a name that is often misspelt, in lower case, and how it should be.
struct Part {
    words: Vec<String>,
    /// The first byte of the first word.
    letter: Option<u8>,
    right: String,
}

impl Part {
    fn new(wrong: &str, right: &str) -> Self {
        let words: Vec<String> = wrong.split_whitespace().map(str::to_lowercase).collect();
        let letter = words.first().and_then(|word| word.bytes().next());
        Self { words, letter, right: right.to_lowercase() }
    }

    /// How many bytes an ending adds to the part's last word, where the part stands at a word.
    fn at(&self, run: &Run, words: &[Word]) -> Option<usize> {
        let (last, first) = self.words.split_last()?;
        let (last_word, first_words) = words.get(..self.words.len())?.split_last()?;
        let is_there =
            first_words.iter().zip(first).all(|(word, part)| run.lower(word) == part)
                && words[..self.words.len()].windows(2).all(|pair| {
                    run.between(&pair[0], &pair[1]).chars().all(char::is_whitespace)
                });
        let ending = run.lower(last_word).strip_prefix(last.as_str())?;
        (is_there && matches!(ending, "" | "ma" | "mas" | "t" | "s")).then_some(ending.len())
    }
}

fn parts_in(run: &Run, parts: &[Part], mentions: &[Mention], findings: &mut Vec<Finding>) {
    let lower = run.lower.as_bytes();
    for (at, word) in run.words.iter().enumerate() {
        for part in parts {
            // Most words begin with another letter, and need no closer look.
            if lower.get(word.start) != part.letter.as_ref() {
                continue;
            }
            let words = &run.words[at..];
            let Some(ending) = part.at(run, words) else { continue };
            let range = word.start..words[part.words.len() - 1].end - ending;
            if part.words.len() > 1 && is_genitive(run, at, ending) {
                continue;
            }
            let Some(place) = run.editable(range.clone()) else { continue };
            let name = mentions.iter().find(|mention| {
                mention.meaning == Meaning::Body
                    && mention.range.start <= range.start
                    && range.end <= mention.range.end
            });
            let written = run.text()[range.clone()].to_owned();
            let right = in_case_of(&written, &part.right);
            let finding = if let Some(Mention { range: whole, .. }) = name {
                let before = &run.text()[whole.start..range.start];
                let after = &run.text()[range.end..whole.end];
                let shown = &run.text()[whole.clone()];
                RULE.at(
                    run.span_of(whole.clone()),
                    format!("Organets namn är felskrivet: ”{shown}”"),
                )
                .help(format!("Skriv ”{before}{right}{after}”."))
            } else {
                let after = &run.text()[range.end..range.end + ending];
                RULE.at(run.span_of(range.clone()), format!("”{written}{after}” är felskrivet"))
                    .help(format!("Skriv ”{right}{after}”."))
            };
            findings.push(finding.fix(Fix::safe(vec![Edit::replace(place, right)])));
            break;
        }
    }
}

/// "Kalmar läns gemensamma plan": the plan that a county has, and no misspelt name. After "den" and its like,
/// or at the start of a sentence, it can be none.
fn is_genitive(run: &Run, at: usize, ending: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| run.words.get(before)) else {
        return false;
    };
    if run.words[at].opens || run.words[at].is_capital {
        return false;
    }
    // A genitive asks for "gemensamma"; the other forms are none.
    if ending < 2 {
        return before.is_capital;
    }
    !matches!(run.lower(before), "den" | "det" | "de")
}

/// The full name with a small letter where it has a capital, or the other way round. Shorter names may be
/// words as well ("länsgemensam ledning"), and a line in capitals is another rule's.
fn letters(context: &Context<'_>, run: &Run, mention: &Mention, findings: &mut Vec<Finding>) {
    let name = context.organ.name.as_str();
    let written = &run.text()[mention.range.clone()];
    let is_full = name.split_whitespace().nth(2).is_some()
        && written.chars().any(char::is_lowercase)
        && written.to_lowercase() == name.to_lowercase();
    let Some(place) = run.editable(mention.range.clone()).filter(|_| is_full) else { return };
    findings.push(
        RULE.at(place, format!("Organets namn är felskrivet: ”{written}”"))
            .help(format!("Skriv ”{name}”."))
            .fix(Fix::safe(vec![Edit::replace(place, name)])),
    );
}

/// A whole misspelt name in the document's title.
fn title(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(title) = &context.minutes.title else { return };
    let misspelt = &context.organ.misspelt;
    // The longest name that is there: one may be the start of another.
    let found = misspelt
        .iter()
        .filter_map(|(wrong, right)| Some((title.value.find(wrong.as_str())?, wrong, right)))
        .max_by_key(|(_, wrong, _)| wrong.len());
    let Some((at, wrong, right)) = found else { return };
    if title.value.contains(['”', '"', '»']) {
        return;
    }
    let mut finding = RULE
        .at(title.span, format!("Organets namn är felskrivet i titeln: ”{wrong}”"))
        .help(format!("Skriv ”{right}”."));
    // Only where the title is typed as it is read is it known which bytes hold the name.
    if title.span.end - title.span.start == title.value.len() {
        let start = title.span.start + at;
        let place = crate::source::Span::new(start, start + wrong.len());
        finding = finding.fix(Fix::safe(vec![Edit::replace(place, right.as_str())]));
    }
    findings.push(finding);
}
