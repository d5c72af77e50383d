//! LGL307: an assignment of which nobody can tell who does it, or by when.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::dates::month;
use crate::model::text::{Run, Word};
use crate::model::{Mark, Marked, names};
use crate::organ::phrases::Meaning;

/// An assignment without who or when.
pub(crate) static RULE: Rule =
    Rule { code: "LGL307", name: "uppdrag-utan-ansvarig", level: Level::Warning };

const HELP: &str = "Skriv under uppdraget: Ansvarig: Namn, Organisation. Senast: 2026-12-04.";

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (_, marked) in context.minutes.marked() {
        match &marked.mark {
            Mark::Assignment => labelled(context, marked, findings),
            Mark::Decision { .. } => decided(context, marked, findings),
            _ => {}
        }
    }
}

fn labelled(context: &Context<'_>, marked: &Marked, findings: &mut Vec<Finding>) {
    // Assignments have no number of their own, so their runs are told by their place.
    let runs: Vec<(usize, &Run)> = context
        .text
        .runs_with(&marked.mark)
        .filter(|(_, run)| {
            marked.span.start <= run.span.start && run.span.end <= marked.span.end
        })
        .collect();
    let who = marked.responsible.is_some()
        || runs.iter().any(|(index, run)| {
            names_somebody(run) || opens_with_party(context, *index, run) || names_agent(run)
        });
    let when = marked.due_text.is_some()
        || runs.iter().any(|(index, run)| names_time(context, *index, run));
    let lacks = match (who, when) {
        (true, true) => return,
        (false, true) => "ansvarig",
        (true, false) => "sista dag",
        (false, false) => "ansvarig och sista dag",
    };
    findings.push(RULE.at(marked.span, format!("Uppdraget saknar {lacks}")).help(HELP));
}

/// An assignment within a decision: "att ge i uppdrag att …" to nobody, and without a day.
fn decided(context: &Context<'_>, marked: &Marked, findings: &mut Vec<Finding>) {
    if marked.responsible.is_some() || marked.due_text.is_some() {
        return;
    }
    let mut assignment = None;
    for (index, run) in context.text.runs_with(&marked.mark) {
        if names_time(context, index, run) {
            return;
        }
        assignment = assignment.or_else(|| {
            let words = to_nobody(run)?;
            Some(run.span_of(words[0].start..words[words.len() - 1].end))
        });
    }
    if let Some(span) = assignment {
        findings.push(
            RULE.at(span, "Det framgår inte vem som får uppdraget, eller till när")
                .help(HELP)
                .level(Level::Info),
        );
    }
}

/// "ge i uppdrag att", "uppdra att": somebody is to do it, but who?
fn to_nobody(run: &Run) -> Option<&[Word]> {
    let is = |word: Option<&Word>, known: &[&str]| {
        word.is_some_and(|word| known.contains(&run.lower(word)) && !word.is_shielded)
    };
    run.words.iter().enumerate().find_map(|(at, word)| {
        let next = |steps: usize| run.words.get(at + steps);
        match run.lower(word) {
            "ge" | "ger" | "lämna" | "lämnar" if is(next(1), &["i"]) => {
                (is(next(2), &["uppdrag"]) && is(next(3), &["att"]))
                    .then(|| &run.words[at..at + 3])
            }
            "uppdra" | "uppdrar" | "uppdras" if is(next(1), &["att"]) => {
                Some(&run.words[at..=at])
            }
            _ => None,
        }
    })
}

/// Does a sentence open with the person or the party that does it: "Eva Ek ska …", "Sekretariatet tar fram …"?
fn names_somebody(run: &Run) -> bool {
    run.sentences().any(|sentence| {
        let Some(first) = sentence.first() else { return false };
        let opening = &run.text()[first.start..];
        if names::leading_name(opening).is_some() {
            return true;
        }
        let verb = sentence.iter().take(9).position(|word| {
            matches!(
                run.lower(word),
                "ska"
                    | "skall"
                    | "tar"
                    | "får"
                    | "ansvarar"
                    | "återkommer"
                    | "undersöker"
                    | "bjuder"
                    | "sammanställer"
                    | "skickar"
                    | "åt"
                    | "uppdras"
                    | "kallar"
            )
        });
        verb.is_some_and(|at| at > 0)
    }) || run.words.windows(2).any(|pair| {
        pair[0].is_capital
            && pair[1].is_capital
            && !pair[0].is_shielded
            && names::leading_name(&run.text()[pair[0].start..]).is_some()
    })
}

/// Does a sentence open with a member or the body: "Kalmar kommun tar fram …"?
fn opens_with_party(context: &Context<'_>, index: usize, run: &Run) -> bool {
    let mentions = context.text.mentions_in(index);
    let parties =
        mentions.iter().filter(|mention| !matches!(mention.meaning, Meaning::Role(_)));
    let starts: Vec<usize> = parties.map(|mention| mention.range.start).collect();
    !starts.is_empty()
        && run
            .sentences()
            .filter_map(<[Word]>::first)
            .any(|first| starts.contains(&first.start))
}

/// Does a definite subject act — "Kommunerna svarar", "Länets skolchefer utser" — or is an agent named: "bereds av
/// beredningsgruppen"? What is to be done opens with the verb: "Ta fram en plan".
fn names_agent(run: &Run) -> bool {
    let is = |at: &Word, endings: &[&str]| {
        let lower = run.lower(at);
        endings.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending))
    };
    // "Lämna" and "Läs" are what somebody is to do.
    let is_definite = |word: &Word| is(word, &["en", "et", "an", "rna"]);
    let is_genitive = |word: &Word| is(word, &["s"]) && word.range().len() > 5;
    let acts = |word: &Word| {
        let lower = run.lower(word);
        matches!(lower, "gör" | "ger" | "ser" | "går")
            || is(word, &["ar", "er", "ör"])
                && !matches!(lower, "efter" | "eller" | "inför" | "under" | "över")
    };
    run.sentences().any(|sentence| {
        let [first, rest @ ..] = sentence else { return false };
        let article = matches!(run.lower(first), "den" | "det" | "de" | "var" | "varje");
        let has_subject = article || is_definite(first) || is_genitive(first);
        has_subject && rest.iter().take(6).any(acts)
    }) || run.words.windows(3).any(|group| {
        run.lower(&group[1]) == "av" && is(&group[0], &["s"]) && is_definite(&group[2])
    })
}

/// Is there a day, a month, or the next meeting?
fn names_time(context: &Context<'_>, index: usize, run: &Run) -> bool {
    !context.text.dates_in(index).is_empty()
        || run.words.iter().enumerate().any(|(at, word)| {
            let lower = run.lower(word);
            let next = || run.words.get(at + 1).map_or("", |word| run.lower(word));
            month(lower).is_some_and(|_| lower.len() > 3 || lower == "maj")
                || matches!(lower, "senast" | "omgående" | "snarast" | "löpande" | "årligen")
                || matches!(lower, "nästa" | "nästkommande" | "kommande" | "varje")
                    && ["möte", "sammanträde", "år", "termin", "månad"]
                        .iter()
                        .any(|noun| next().starts_with(noun))
                || is_part_of_year(lower)
                || matches!(lower, "kvartal" | "kvartalet" | "vecka" | "v")
                    && run.words.get(at + 1).is_some_and(|word| word.has_digit)
                // "inom två veckor"
                || lower == "inom"
                    && run.words[at + 1..].iter().take(3).any(|word| {
                        ["dag", "veck", "månad", "kvartal", "år"]
                            .iter()
                            .any(|noun| run.lower(word).starts_with(noun))
                    })
                || word.has_digit && lower.len() == 4 && lower.starts_with("20")
        })
}

/// A season or another part of a year that one can be done by: "före sommaren", "till höstens möte".
fn is_part_of_year(lower: &str) -> bool {
    const PARTS: [&str; 9] = [
        "våren",
        "hösten",
        "sommaren",
        "vintern",
        "årsskiftet",
        "halvårsskiftet",
        "semestern",
        "julen",
        "påsken",
    ];
    matches!(lower, "midsommar" | "påsk" | "jul")
        || PARTS.contains(&lower.strip_suffix('s').unwrap_or(lower))
}
