//! LGL706: abbreviations without their stops.

use std::collections::BTreeMap;

use super::{in_case_of, is_swedish, places};
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, RunKind, Word};
use crate::source::Span;

/// An abbreviation in another form than the usual one.
pub(crate) static RULE: Rule =
    Rule { code: "LGL706", name: "förkortning", level: Level::Info };

/// The longest word that may be an abbreviation, in bytes.
const LONGEST: usize = 6;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_swedish(context) {
        return;
    }
    let mut found: BTreeMap<String, (String, Vec<Edit>)> = BTreeMap::new();
    for run in &context.text.runs {
        // A heading is an address as well, and a person's entry holds names.
        if run.is_heading() || matches!(run.kind, RunKind::Person | RunKind::Quote) {
            continue;
        }
        let mut at = 0;
        while let Some(word) = run.words.get(at) {
            at += 1;
            let is_short = word.end - word.start <= LONGEST;
            if !is_short || word.has_digit || word.is_shielded || !may_be(run.lower(word)) {
                continue;
            }
            let Some((right, words)) = solid(run, at - 1).or_else(|| spaced(run, at - 1))
            else {
                continue;
            };
            at += words - 1;
            let last = run.words[at - 1];
            let Some((place, written)) = place(run, word, &last, right) else { continue };
            if context.allows(&RULE, place) {
                continue;
            }
            let right = in_case_of(run.word(word), right);
            let (_, edits) =
                found.entry(written).or_insert_with(|| (right.clone(), Vec::new()));
            edits.push(Edit::replace(place, right));
        }
    }
    for (written, (right, edits)) in found {
        let span = edits.first().map_or(Span::default(), |edit| edit.span);
        let message =
            format!("Förkortningen ”{written}” saknar punkter{}", places(edits.len()));
        findings.push(
            RULE.at(span, message)
                .help(format!("Skriv ”{right}” eller hela ordet."))
                .fix(Fix::safe(edits)),
        );
    }
}

/// Begins the word as an abbreviation does? A quick look that most words do not pass.
fn may_be(lower: &str) -> bool {
    match *lower.as_bytes() {
        [letter] => matches!(letter, b'd' | b'e' | b'f' | b'm' | b'o' | b'p' | b's' | b't'),
        [first, second, ..] => match first {
            b'b' => second == b'l',
            b'd' => matches!(second, b'v' | b'.'),
            b'e' => matches!(second, b't' | b'v' | b'x' | b'.'),
            b'f' => matches!(second, b'r' | b'.'),
            b'i' => second == b'n',
            b'm' => matches!(second, b'f' | b'm' | b'.'),
            b'o' => matches!(second, b's' | b'.'),
            b'p' => matches!(second, b'g' | b'.'),
            b'r' => second == b'e',
            b's' => second == b'.',
            b't' => matches!(second, b'e' | b'.'),
            _ => false,
        },
        [] => false,
    }
}

/// Where a form stands that is not the right one, with the stop after it, and what is written there.
fn place(run: &Run, first: &Word, last: &Word, right: &str) -> Option<(Span, String)> {
    let after = &run.text()[last.end..];
    let stop = usize::from(after.starts_with('.'));
    let range = first.start..last.end + stop;
    let goes_on = after.starts_with(['-', '/', ':', '…']) || after.starts_with("..");
    if run.lower[range.clone()] == *right || goes_on {
        return None;
    }
    // "MM" and "EV" are other things; a capital first opens a sentence.
    let written = &run.text()[range.clone()];
    let is_plain = if first.opens {
        !written.chars().skip(1).any(char::is_uppercase)
    } else {
        !written.chars().any(char::is_uppercase)
    };
    if !is_plain {
        return None;
    }
    let shown = run.text()[first.start..last.end].to_owned();
    Some((run.editable(range)?, shown))
}

/// An abbreviation that is one word here: `tex`, `t.ex`. With its right form and how many words it has.
fn solid(run: &Run, at: usize) -> Option<(&'static str, usize)> {
    let word = &run.words[at];
    let right = match run.lower(word) {
        "tex" | "t.ex" => "t.ex.",
        "bl.a" => "bl.a.",
        "bla" if !is_beside(run, at, "bla") => "bl.a.",
        "m.m" => "m.m.",
        "mm" if !is_after_number(run, at) && !is_after_amount(run, at) => "m.m.",
        "mfl" | "m.fl" => "m.fl.",
        "pga" | "p.g.a" => "p.g.a.",
        "dvs" => "dvs.",
        "d.v.s" => "d.v.s.",
        "osv" => "osv.",
        "o.s.v" => "o.s.v.",
        "etc" => "etc.",
        "ev" => "ev.",
        "resp" => "resp.",
        "inkl" => "inkl.",
        "exkl" => "exkl.",
        "s.k" => "s.k.",
        "f.d" => "f.d.",
        "f.n" => "f.n.",
        "f.ö" => "f.ö.",
        "m.a.o" => "m.a.o.",
        "fr.o.m" => "fr.o.m.",
        "t.o.m" => "t.o.m.",
        "o.d" => "o.d.",
        "e.d" => "e.d.",
        _ => return None,
    };
    Some((right, 1))
}

/// Is the word an abbreviation, with its stops or without them?
pub(super) fn is_known(run: &Run, at: usize) -> bool {
    solid(run, at).is_some() || spaced(run, at).is_some()
}

/// The parts of an abbreviation that stand apart here, `t ex`, with the right form.
const SPACED: [(&[&str], &str); 18] = [
    (&["t", "ex"], "t.ex."),
    (&["bl", "a"], "bl.a."),
    (&["m", "m"], "m.m."),
    (&["m", "fl"], "m.fl."),
    (&["m", "a", "o"], "m.a.o."),
    (&["fr", "o", "m"], "fr.o.m."),
    (&["t", "o", "m"], "t.o.m."),
    (&["d", "v", "s"], "dvs."),
    (&["o", "s", "v"], "osv."),
    (&["p", "g", "a"], "p.g.a."),
    (&["s", "k"], "s.k."),
    (&["f", "d"], "f.d."),
    (&["f", "n"], "f.n."),
    (&["f", "ö"], "f.ö."),
    (&["o", "d"], "o.d."),
    (&["o", "dyl"], "o.dyl."),
    (&["e", "d"], "e.d."),
    (&["e", "dyl"], "e.dyl."),
];

fn spaced(run: &Run, at: usize) -> Option<(&'static str, usize)> {
    let word = &run.words[at];
    let first = run.lower(word);
    if first.len() > 2 {
        return None;
    }
    let (parts, right) = SPACED.iter().find(|(parts, _)| {
        parts[0] == first
            && run.words.get(at..at + parts.len()).is_some_and(|words| {
                words.iter().zip(*parts).all(|(word, part)| run.lower(word) == *part)
                    && words.windows(2).all(|pair| {
                        let between = run.between(&pair[0], &pair[1]);
                        let blanks = between.strip_prefix('.').unwrap_or(between);
                        !blanks.is_empty() && blanks.chars().all(char::is_whitespace)
                    })
            })
    })?;
    let is_measure = parts.concat() == "mm" && is_after_number(run, at);
    (!is_measure).then_some((*right, parts.len()))
}

/// "5 mm": millimetres.
fn is_after_number(run: &Run, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| run.words.get(before));
    before.zip(run.words.get(at)).is_some_and(|(before, word)| {
        before.has_digit && run.between(before, word).trim().is_empty()
    })
}

/// "några mm": millimetres as well.
fn is_after_amount(run: &Run, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| run.words.get(before));
    before.is_some_and(|word| matches!(run.lower(word), "antal" | "få" | "i" | "några" | "per"))
}

/// "bla bla".
fn is_beside(run: &Run, at: usize, same: &str) -> bool {
    let is_same = |at: usize| run.words.get(at).is_some_and(|word| run.lower(word) == same);
    at.checked_sub(1).is_some_and(is_same) || is_same(at + 1)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, SPACED, may_be};

    #[test]
    fn the_quick_look_lets_every_abbreviation_pass() {
        let solid = "tex t.ex bl.a bla m.m mm mfl m.fl pga p.g.a dvs d.v.s osv o.s.v etc ev resp inkl exkl s.k f.d \
                     f.n f.ö m.a.o fr.o.m t.o.m o.d e.d";
        let spaced = SPACED.iter().map(|(parts, _)| parts[0]);
        for word in solid.split_whitespace().chain(spaced) {
            assert!(may_be(word) && word.len() <= LONGEST, "{word}");
        }
        assert!(["och", "i", "att", "för", "å", ""].into_iter().all(|word| !may_be(word)));
    }
}
