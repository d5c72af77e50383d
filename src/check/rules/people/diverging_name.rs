//! LGL406: a person whose name is spelt in two ways.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::likeness::{Likeness, initials, pairs};
use crate::check::{ArchiveContext, Context};
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::named::{Named, Part, Standing};
use crate::model::names::{is_particle, is_title};
use crate::model::text::{Run, RunKind, Word};
use crate::model::{Mark, Text};
use crate::source::Span;

/// A name that is spelt in two ways.
pub(crate) static RULE: Rule =
    Rule { code: "LGL406", name: "personnamn-avviker", level: Level::Warning };

/// A spelling of a name, and where it stands.
#[derive(Default)]
struct Spelling<'a> {
    places: Vec<Part<'a>>,
    organisations: Vec<Home<'a>>,
    is_listed: bool,
    /// Is it in the project's list of people?
    is_registered: bool,
}

/// The spellings of a document, in the order of the alphabet.
type Spellings<'a> = BTreeMap<&'a str, Spelling<'a>>;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Context { text, settings, .. } = context;
    let mut spellings = Spellings::new();
    for named in &text.named {
        let Some(name) = named.name() else { continue };
        let spelling = spellings.entry(name.text).or_default();
        spelling.places.push(name);
        spelling.is_listed |= matches!(named.standing, Standing::Listed(_));
        spelling.organisations.extend(home(named));
    }
    running_text(text, &mut spellings);
    // A register may be long, and is of use only where a name begins like one of these. Surnames that have
    // changed places begin with another.
    let mut begin: Vec<_> = spellings.keys().map(|name| initials(name)).collect();
    begin.sort_unstable();
    begin.dedup();
    for name in &settings.people {
        let (first, last) = initials(name);
        let is_long = || name.split_whitespace().nth(2).is_some();
        let has_first = || begin.iter().any(|(known, _)| *known == first);
        if begin.binary_search(&(first, last)).is_ok() || is_long() && has_first() {
            spellings.entry(name).or_default().is_registered = true;
        }
    }

    let names: Vec<&str> = spellings.keys().copied().collect();
    let mut told = vec![false; names.len()];
    for (one, other, likeness) in pairs(&names) {
        let pair = (&spellings[names[one]], &spellings[names[other]]);
        if !may_be_one(pair.0, pair.1, likeness) {
            continue;
        }
        let (wrong, right) =
            if is_better(pair.1, pair.0) { (one, other) } else { (other, one) };
        if !std::mem::replace(&mut told[wrong], true) {
            findings.extend(finding(names[wrong], names[right], &spellings));
        }
    }
}

/// Where somebody comes from.
#[derive(Clone, Copy)]
enum Home<'a> {
    Member(usize),
    Other(&'a str),
}

impl Home<'_> {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Member(one), Self::Member(other)) => one == other,
            (Self::Other(one), Self::Other(other)) => {
                one.to_lowercase() == other.to_lowercase()
            }
            _ => false,
        }
    }
}

/// A title says nothing of where somebody comes from.
fn home(named: &Named) -> Option<Home<'_>> {
    if let Some((index, _)) = named.member {
        return Some(Home::Member(index));
    }
    let part = named.organisation().filter(|part| !is_title(part.text))?;
    Some(Home::Other(part.text))
}

/// May two spellings be of one person?
fn may_be_one(one: &Spelling<'_>, other: &Spelling<'_>, likeness: Likeness) -> bool {
    if one.is_registered && other.is_registered
        || one.places.is_empty() && other.places.is_empty()
    {
        return false;
    }
    let known = !one.organisations.is_empty() && !other.organisations.is_empty();
    let shares = one.organisations.iter().any(|o| other.organisations.iter().any(|p| o.is(p)));
    // Two in the lists are two persons, unless they come from the same place or sound the same.
    let are_listed = one.is_listed && other.is_listed;
    if known { shares } else { !are_listed || likeness != Likeness::Slip }
}

/// Is the first spelling the one to keep? The project's list comes first, then what is written most often,
/// then the lists of attendance.
fn is_better(one: &Spelling<'_>, other: &Spelling<'_>) -> bool {
    let rank = |s: &Spelling<'_>| (s.is_registered, s.places.len(), s.is_listed);
    rank(one) > rank(other)
}

fn finding(wrong: &str, right: &str, spellings: &Spellings<'_>) -> Option<Finding> {
    let (mistaken, kept) = (&spellings[wrong], &spellings[right]);
    let first = mistaken.places.iter().min_by_key(|place| place.span)?;
    let is_clear = kept.is_registered || kept.places.len() > mistaken.places.len();
    let message = if kept.is_registered {
        format!("”{wrong}” heter ”{right}” i projektets lista över personer")
    } else if is_clear {
        format!("”{wrong}” heter ”{right}” på andra ställen")
    } else {
        format!("”{wrong}” och ”{right}” verkar vara samma person")
    };
    let mut finding = RULE.at(first.span, message);
    if let Some(place) = kept.places.iter().min_by_key(|place| place.span) {
        finding = finding.related(place.span, format!("”{right}”"));
    }
    if !is_clear {
        return Some(
            finding.help("Skriv namnet på samma sätt överallt, om det är samma person."),
        );
    }
    let finding = finding.help(format!("Skriv ”{right}”, om det är samma person."));
    let mut edits: Vec<Edit> = mistaken
        .places
        .iter()
        .filter(|place| place.is_editable)
        .map(|place| Edit::replace(place.span, right))
        .collect();
    edits.sort_by_key(|edit| edit.span);
    Some(if edits.is_empty() { finding } else { finding.fix(Fix::risky(edits)) })
}

/// Adds the names of running text that begin with the first name of somebody known.
fn running_text<'a>(text: &'a Text, spellings: &mut Spellings<'a>) {
    let mut known: Vec<(&str, usize)> =
        spellings.keys().filter_map(|name| form(name)).collect();
    known.sort_unstable();
    known.dedup();
    let own = |run: &&Run| run.kind != RunKind::Person && run.mark != Some(Mark::Presenter);
    let mut found: Vec<Part<'a>> = Vec::new();
    for run in text.runs.iter().filter(own) {
        for (at, word) in run.words.iter().enumerate() {
            if !word.is_capital || word.is_shielded || !opens_name(run, at) {
                continue;
            }
            let first = run.word(word);
            let start = known.partition_point(|(name, _)| *name < first);
            let end = known.partition_point(|(name, _)| *name <= first);
            // The longest first: "Eva Ek Lund" holds "Eva Ek".
            let lengths = known[start..end].iter().rev();
            let hit = lengths.map(|(_, length)| *length).find_map(|n| name_at(run, at, n));
            found.extend(hit);
        }
    }
    for part in found {
        let bare = part.text.strip_suffix('s');
        // A final s may be a genitive: "Eva Eks förslag".
        let part = match bare {
            Some(bare) if part.is_editable && !spellings.contains_key(part.text) => {
                let span = Span::new(part.span.start, part.span.end - 1);
                Part { text: bare, span, ..part }
            }
            _ => part,
        };
        spellings.entry(part.text).or_default().places.push(part);
    }
}

/// The first name and how many words the name has.
fn form(name: &str) -> Option<(&str, usize)> {
    let count = name.split_whitespace().count();
    (count >= 2).then_some((name.split_whitespace().next()?, count))
}

/// Does another capital come right after, as in a name?
fn opens_name(run: &Run, at: usize) -> bool {
    run.words.get(at + 1).is_some_and(|next| is_next(run, &run.words[at], next))
}

fn is_next(run: &Run, word: &Word, next: &Word) -> bool {
    let is_part = next.is_capital || is_particle(run.word(next));
    is_part && !next.is_shielded && run.between(word, next) == " "
}

/// The name of so many words that begins at a word.
fn name_at(run: &Run, at: usize, length: usize) -> Option<Part<'_>> {
    let words = run.words.get(at..at + length)?;
    if !words.windows(2).all(|pair| is_next(run, &pair[0], &pair[1]))
        || !words.last()?.is_capital
    {
        return None;
    }
    let range = words.first()?.start..words.last()?.end;
    let place = run.editable(range.clone());
    Some(Part {
        text: run.text().get(range.clone())?,
        span: place.unwrap_or_else(|| run.span_of(range)),
        is_editable: place.is_some(),
    })
}

/// Compares the lists of a document with the lists of the others.
pub(crate) fn check_across(context: &ArchiveContext<'_>, findings: &mut Vec<Finding>) {
    let ArchiveContext { record, archive, settings } = context;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut own_names: Option<BTreeSet<&str>> = None;
    for person in &record.people {
        let name = person.name.value.as_str();
        let Some(variants) = archive.variants.get(name) else { continue };
        let is_registered = |name: &str| settings.people.iter().any(|known| known == name);
        if told.contains(name) || is_registered(name) {
            continue;
        }
        let here = own_names.get_or_insert_with(|| {
            record.people.iter().map(|person| person.name.value.as_str()).collect()
        });
        let count = |name: &str| archive.names.get(name).copied().unwrap_or(0);
        // What the document or the project's list has as well is told where the document is looked at.
        let others = variants
            .iter()
            .filter(|v| !here.contains(v.name.as_str()) && !is_registered(&v.name));
        let Some(other) = others.max_by_key(|other| count(&other.name)) else { continue };
        let (own, more) = (count(name), count(&other.name));
        let is_clear = more > own;
        // Of two that are alike often the later document is told.
        if more < own || !is_clear && other.first_document >= record.name {
            continue;
        }
        told.insert(name);
        let right = &other.name;
        let mut finding = if is_clear {
            RULE.at(person.name.span, format!("”{name}” heter ”{right}” i andra protokoll"))
                .help(format!("Skriv ”{right}”, om det är samma person."))
        } else {
            let message = format!("”{name}” heter ”{right}” i {}", other.first_document);
            RULE.at(person.name.span, message)
                .help("Skriv namnet på samma sätt överallt, om det är samma person.")
        };
        let places = record.people.iter().map(|p| &p.name).filter(|p| p.value == name);
        let edits: Vec<Edit> = places
            .filter(|place| place.span.end - place.span.start == place.value.len())
            .map(|place| Edit::replace(place.span, right))
            .collect();
        if is_clear && !edits.is_empty() {
            finding = finding.fix(Fix::risky(edits));
        }
        findings.push(finding);
    }
}
