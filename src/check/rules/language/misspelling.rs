//! LGL702: misspelt words — those that are never right, those that the project lists, those that its dictionary
//! does not have.

use std::collections::BTreeSet;

use super::misspellings::MISSPELLINGS;
use super::{abbreviation, in_case_of, is_swedish};
use crate::check::{Context, Dictionary};
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, RunKind, Word};

/// A misspelt word.
pub static RULE: Rule = Rule { code: "LGL702", name: "stavning", level: Level::Info };

/// For how many words of a document the dictionary is asked what they may be. Each takes tens of
/// milliseconds, and who has more unknown words than this has the wrong dictionary.
const MOST_SUGGESTIONS: usize = 5;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_swedish(context) {
        return;
    }
    let settings = context.settings;
    let mut lookup = settings.dictionary.as_ref().map(|words| Lookup::new(context, words));
    // A misspelt heading, and an organisation in a list of people, are told of by the rules that know what is meant.
    let is_told = |run: &&Run| {
        let section = run.section.and_then(|index| context.minutes.sections.get(index));
        run.kind == RunKind::Person
            || run.is_heading() && section.is_some_and(|section| section.meant.is_some())
    };
    for run in context.text.runs.iter().filter(|run| !is_told(run)) {
        for (at, word) in run.words.iter().enumerate().filter(|(_, word)| !word.is_shielded) {
            let lower = run.lower(word);
            let own = settings.misspellings.get(lower).map(String::as_str);
            let meant =
                own.or_else(|| known(lower).filter(|_| !settings.own_words.contains(lower)));
            match (meant, &mut lookup) {
                (Some(meant), _) => misspelt(run, word, meant, findings),
                (None, Some(lookup)) if !word.has_digit => lookup.word(run, at, findings),
                _ => {}
            }
        }
        for (wrong, meant) in
            settings.misspellings.iter().filter(|(wrong, _)| wrong.contains(' '))
        {
            phrase(run, wrong, meant, findings);
        }
    }
}

fn misspelt(run: &Run, word: &Word, meant: &str, findings: &mut Vec<Finding>) {
    let written = run.word(word);
    let right = in_case_of(written, meant);
    let mut finding = RULE
        .at(run.span_of(word.range()), format!("”{written}” är felstavat"))
        .help(format!("Skriv ”{right}”."));
    if let Some(place) = run.editable(word.range()) {
        finding = finding.fix(Fix::risky(vec![Edit::replace(place, right)]));
    }
    findings.push(finding);
}

/// Several words that the project lists as one misspelling.
fn phrase(run: &Run, wrong: &str, meant: &str, findings: &mut Vec<Finding>) {
    for (start, _) in run.lower.match_indices(wrong) {
        let end = start + wrong.len();
        let is_whole = run.words.iter().any(|word| word.start == start)
            && run.words.iter().any(|word| word.end == end);
        let Some(place) = run.editable(start..end).filter(|_| is_whole) else { continue };
        let written = &run.text()[start..end];
        let right = in_case_of(written, meant);
        findings.push(
            RULE.at(place, format!("”{written}” är felskrivet"))
                .help(format!("Skriv ”{right}”."))
                .fix(Fix::risky(vec![Edit::replace(place, right)])),
        );
    }
}

/// What is meant by a misspelling that is no word.
fn known(lower: &str) -> Option<&'static str> {
    if lower.len() < SHORTEST {
        return None;
    }
    let bit = bit(lower.as_bytes());
    if FILTER[bit / 64] & (1 << (bit % 64)) == 0 {
        return None;
    }
    let at = MISSPELLINGS.binary_search_by_key(&lower, |(wrong, _)| *wrong).ok()?;
    Some(MISSPELLINGS[at].1)
}

/// A bit for each misspelling, so that all but a few per cent of the right words need no search.
static FILTER: [u64; BITS / 64] = filter();
const BITS: usize = 16 * 1024;
/// The shortest misspelling, in bytes.
const SHORTEST: usize = 5;

const fn filter() -> [u64; BITS / 64] {
    let mut filter = [0; BITS / 64];
    let mut at = 0;
    while at < MISSPELLINGS.len() {
        let bit = bit(MISSPELLINGS[at].0.as_bytes());
        filter[bit / 64] |= 1 << (bit % 64);
        at += 1;
    }
    filter
}

/// The bit of a word: made of its length and of letters where misspellings differ.
const fn bit(word: &[u8]) -> usize {
    let length = word.len();
    if length < SHORTEST {
        return 0;
    }
    let letters = (word[0] as usize) << 24
        ^ (word[2] as usize) << 16
        ^ (word[length / 2] as usize) << 8
        ^ word[length - 2] as usize;
    // Knuth's multiplier spreads what differs over the upper bits.
    ((letters ^ length << 5).wrapping_mul(0x9E37_79B1) >> 14) % BITS
}

/// Is it an abbreviation, known or not: with a stop after it where no sentence ends ("prop. 2026"), or without
/// any vowel ("dnr")?
fn is_cut(run: &Run, at: usize) -> bool {
    let word = &run.words[at];
    let goes_on = run.words.get(at + 1).is_some_and(|next| {
        run.between(word, next).starts_with('.') && (!next.is_capital || !next.opens)
    });
    goes_on || !run.lower(word).contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö', 'é'])
}

/// A document's words looked up in the dictionary, each once.
struct Lookup<'a> {
    dictionary: &'a Dictionary,
    own_words: &'a BTreeSet<String>,
    /// The words of names that the document and the project know, in lower case.
    names: BTreeSet<String>,
    seen: BTreeSet<String>,
    suggested: usize,
}

impl<'a> Lookup<'a> {
    fn new(context: &'a Context<'_>, dictionary: &'a Dictionary) -> Self {
        let mut names = BTreeSet::new();
        let mut add = |text: &str| {
            let words = text.split(|c: char| !c.is_alphanumeric());
            names.extend(words.filter(|word| !word.is_empty()).map(str::to_lowercase));
        };
        let organ = context.organ;
        organ.right_names().for_each(&mut add);
        organ
            .roles
            .iter()
            .chain(&organ.groups)
            .chain(&context.settings.people)
            .for_each(|name| add(name));
        for member in &organ.members {
            std::iter::once(&member.name).chain(&member.aliases).for_each(|name| add(name));
        }
        let meeting = &context.minutes.meeting;
        let officers = [&meeting.chair, &meeting.secretary].into_iter().flatten();
        officers.chain(&meeting.adjusters).for_each(|name| add(&name.value));
        for run in context.text.runs.iter().filter(|run| run.kind == RunKind::Person) {
            add(run.text());
        }
        let own_words = &context.settings.own_words;
        Self { dictionary, own_words, names, seen: BTreeSet::new(), suggested: 0 }
    }

    fn word(&mut self, run: &Run, at: usize, findings: &mut Vec<Finding>) {
        let word = &run.words[at];
        // In the middle of a sentence a capital is a name's, and so is one before another capital; names are
        // another family's.
        let is_before_capital = run.words.get(at + 1).is_some_and(|next| next.is_capital);
        let is_name = word.is_capital && (!word.opens || is_before_capital);
        if run.kind == RunKind::Person || is_name || abbreviation::is_known(run, at) {
            return;
        }
        // "social- och omsorgschef": half a word.
        if run.text()[word.end..].starts_with(['-', '–']) {
            return;
        }
        let written = run.word(word);
        if written.chars().skip(1).any(char::is_uppercase) || is_cut(run, at) {
            return;
        }
        let lower = run.lower(word);
        if self.seen.contains(lower) {
            return;
        }
        self.seen.insert(lower.to_owned());
        if lower.split('-').all(|part| self.is_word(part)) {
            return;
        }
        let mut finding =
            RULE.at(run.span_of(word.range()), format!("”{written}” finns inte i ordboken"));
        let suggestions = self.suggestions(lower);
        let own = "Är ordet rätt lägger du till det under egna_ord i lgl.yaml.";
        finding = finding.help(if suggestions.is_empty() {
            own.to_owned()
        } else {
            let shown: Vec<String> = suggestions
                .iter()
                .map(|word| format!("”{}”", in_case_of(written, word)))
                .collect();
            format!("Skriv {} om det är vad som menas. {own}", shown.join(" eller "))
        });
        findings.push(finding);
    }

    fn suggestions(&mut self, lower: &str) -> Vec<String> {
        if self.suggested == MOST_SUGGESTIONS {
            return Vec::new();
        }
        self.suggested += 1;
        self.dictionary.suggestions(lower, 2)
    }

    fn is_word(&self, lower: &str) -> bool {
        // A short one is an abbreviation, a sign or a letter; one with a mark inside is an address or a form.
        lower.chars().nth(2).is_none()
            || !lower.chars().all(char::is_alphabetic)
            || self.names.contains(lower)
            || self.own_words.contains(lower)
            || self.dictionary.knows(lower)
            || self.is_name_of_known(lower)
            || self.is_compound(lower)
    }

    /// "hultsfreds": a name's genitive.
    fn is_name_of_known(&self, lower: &str) -> bool {
        lower.strip_suffix('s').is_some_and(|stem| self.names.contains(stem))
            || self.dictionary.knows(&in_case_of("A", lower))
    }

    /// Two words of the dictionary as one, with or without an s between: Swedish makes them as it goes.
    fn is_compound(&self, lower: &str) -> bool {
        /// Letters that each half must have. With fewer almost every misspelling would be two words.
        const HALF: usize = 4;
        let length = lower.chars().count();
        lower.char_indices().enumerate().any(|(letters, (at, _))| {
            if letters < HALF || length - letters < HALF {
                return false;
            }
            let (first, last) = lower.split_at(at);
            self.dictionary.knows(last)
                && (self.dictionary.knows(first)
                    || first.strip_suffix('s').is_some_and(|stem| self.dictionary.knows(stem)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_are_sorted_and_each_there_once() {
        assert!(MISSPELLINGS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(MISSPELLINGS.iter().map(|(wrong, _)| wrong.len()).min(), Some(SHORTEST));
    }

    #[test]
    fn what_is_meant_is_no_misspelling() {
        for (wrong, meant) in MISSPELLINGS {
            assert_eq!(known(wrong), Some(meant));
            assert_eq!(known(meant), None, "{wrong} → {meant}");
            assert_eq!(
                (wrong.to_lowercase(), meant.to_lowercase()),
                (wrong.into(), meant.into())
            );
        }
    }

    #[test]
    fn other_words_are_none() {
        assert!(
            ["arbetssätt", "möte", "", "å", "vart", "enda"]
                .into_iter()
                .all(|w| known(w).is_none())
        );
    }
}
