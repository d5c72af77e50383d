//! LGL105: a near miss of a heading that is known.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};

/// A misspelt heading.
pub(crate) static RULE: Rule =
    Rule { code: "LGL105", name: "rubrik-felstavad", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for section in &context.minutes.sections {
        let Some(known) = &section.meant else { continue };
        // Where a dictionary knows every word of it, it is no misspelling.
        let dictionary = context.settings.dictionary.as_ref();
        let is_word = |word: &str| dictionary.is_some_and(|it| it.knows(word));
        if section.title.split_whitespace().all(is_word) {
            continue;
        }
        let typed = section.title.trim_end_matches([':', '.', '!']).trim_end();
        let meant = in_the_case_of(typed, known);
        let run = context.text.run_at(section.span).map(|(_, run)| run);
        let range = run.and_then(|run| {
            let start = run.text().find(typed)?;
            Some(start..start + typed.len())
        });
        let span = match (run, &range) {
            (Some(run), Some(range)) => run.span_of(range.clone()),
            _ => section.span,
        };
        let finding = RULE
            .at(span, format!("Rubriken ”{typed}” är felstavad"))
            .help(format!("Skriv {meant}."));
        let place = run.zip(range).and_then(|(run, range)| run.editable(range));
        findings.push(match place {
            Some(place) => finding.fix(Fix::safe(vec![Edit::replace(place, meant)])),
            None => finding,
        });
    }
}

/// A known heading with capitals and small letters as the writer has them.
fn in_the_case_of(typed: &str, known: &str) -> String {
    if !typed.chars().any(char::is_lowercase) {
        return known.to_uppercase();
    }
    let is_small = typed.starts_with(char::is_lowercase);
    let mut letters = known.chars();
    match letters.next() {
        Some(first) if is_small => first.to_lowercase().chain(letters).collect(),
        _ => known.to_owned(),
    }
}
