//! LGL410: the same way to take part said in several ways.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::named;

/// Another word for taking part by link.
pub(crate) static RULE: Rule =
    Rule { code: "LGL410", name: "närvaroform", level: Level::Info };

/// How it is written.
const FORM: &str = "via länk";

/// How it is written as well. In lower case, sorted.
const OTHERS: [&str; 28] = [
    "deltar digitalt",
    "deltar på distans",
    "deltar via länk",
    "deltog digitalt",
    "deltog på distans",
    "deltog via länk",
    "digital",
    "digital närvaro",
    "digitalt",
    "distans",
    "genom länk",
    "länk",
    "med länk",
    "online",
    "på distans",
    "på länk",
    "på teams",
    "på zoom",
    "skype",
    "teams",
    "via digital länk",
    "via internet",
    "via länk",
    "via skype",
    "via teams",
    "via videolänk",
    "via zoom",
    "zoom",
];

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let remarks = named::listed(context.minutes).flat_map(|(_, person)| &person.remarks);
    let mut others = remarks.filter(|remark| {
        remark.value != FORM
            && OTHERS.binary_search(&remark.value.to_lowercase().as_str()).is_ok()
            && !context.allows(&RULE, remark.span)
    });
    // One finding for all of them: it is one habit.
    let Some(first) = others.next() else { return };
    let rest: Vec<_> = others.collect();
    let message = match rest.len() {
        0 => format!("”{}” skrivs annars ”{FORM}”", first.value),
        1 => format!("”{}” skrivs annars ”{FORM}”, liksom på ett ställe till", first.value),
        more => {
            format!("”{}” skrivs annars ”{FORM}”, liksom på {more} ställen till", first.value)
        }
    };
    let mut finding = RULE
        .at(first.span, message)
        .help(format!("Skriv ({FORM}) efter var och en som inte var på plats."));
    for remark in &rest {
        finding = finding.related(remark.span, format!("”{}”", remark.value));
    }
    let all = std::iter::once(first).chain(rest.iter().copied());
    let edits: Vec<Edit> = all
        .filter(|remark| remark.span.end - remark.span.start == remark.value.len())
        .map(|remark| Edit::replace(remark.span, FORM))
        .collect();
    if !edits.is_empty() {
        finding = finding.fix(Fix::safe(edits));
    }
    findings.push(finding);
}
