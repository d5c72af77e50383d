//! LGL402: a member in another form than its name.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::RunKind;
use crate::organ::Naming;
use crate::organ::phrases::Meaning;
use crate::source::Span;

/// Another form of an organisation's name.
pub(crate) static RULE: Rule =
    Rule { code: "LGL402", name: "organisation-alias", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Context { text, organ, .. } = context;
    let own = findings.len();
    for named in &text.named {
        if let (Some((index, Naming::Alias)), Some(part)) = (named.member, named.organisation())
        {
            let place = part.is_editable.then_some(part.span);
            findings.push(finding(part.text, &organ.members[index].name, part.span, place));
        }
    }
    for mention in &text.mentions {
        let Meaning::Member(index) = mention.meaning else { continue };
        if mention.is_canonical || mention.is_shielded {
            continue;
        }
        let run = &text.runs[mention.run];
        // "Region Kalmars läns budget": a slip in the genitive of the whole name.
        let after = &run.lower[mention.range.end..];
        if mention.is_genitive && (after.starts_with("s län") || after.starts_with(":s län"))
        {
            continue;
        }
        let written = &run.text()[mention.range.clone()];
        // "Regionen" or "kommunförbundet" after the full name is how people write.
        let is_short = !written.contains(' ');
        let span = run.span_of(mention.range.clone());
        let is_told =
            |findings: &[Finding]| findings[own..].iter().any(|known| known.span == span);
        if is_short || run.kind == RunKind::Person || is_told(findings) {
            continue;
        }
        let place = run.editable(mention.range.clone());
        findings.push(finding(written, &organ.members[index].name, span, place));
    }
}

fn finding(written: &str, name: &str, span: Span, place: Option<Span>) -> Finding {
    let message = slip(written, name)
        .unwrap_or_else(|| format!("”{written}” är inte det namn som organisationen har"));
    let finding = RULE.at(span, message).help(format!("Skriv ”{name}”."));
    match place {
        Some(place) => finding.fix(Fix::safe(vec![Edit::replace(place, name)])),
        None => finding,
    }
}

/// What is wrong with a name that is right but for a letter's size or a full stop.
fn slip(written: &str, name: &str) -> Option<String> {
    let bare = written.trim_end_matches('.');
    if bare == name {
        return Some("Det ska inte stå punkt efter namnet".to_owned());
    }
    let (typed, right): (Vec<&str>, Vec<&str>) =
        (bare.split_whitespace().collect(), name.split_whitespace().collect());
    if bare.to_lowercase() != name.to_lowercase() || typed.len() != right.len() {
        return None;
    }
    let (word, meant) = typed.iter().zip(&right).find(|(word, meant)| word != meant)?;
    let size = if meant.starts_with(char::is_uppercase) { "stor" } else { "liten" };
    let is_first = word.chars().skip(1).eq(meant.chars().skip(1));
    is_first.then(|| format!("”{word}” ska ha {size} bokstav"))
}
