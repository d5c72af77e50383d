//! What is wrong with a document: rules over the model. A rule returns findings and never prints.
//!
//! A fault is a rule when the document can be read and still ought not to be published. What cannot be read
//! is a finding of `parse` or `model`; what is wrong with the machine is an error of `publish`.

pub mod facts;
mod rules;

use crate::diagnostic::{Finding, Level, Rule, sort};
use crate::model::{Minutes, read};
use crate::organ::{self, Organ};
use crate::parse;

pub use facts::{Facts, FileFact};
pub use rules::missing_file::NO_PICTURE;
pub use rules::unshown_character::RULE as UNSHOWN_CHARACTER;

/// Text that cannot be set in print for a reason that no rule foresees.
pub static TYPESETTING: Rule =
    Rule { code: "LGL011", name: "går-inte-att-sätta", level: Level::Error };

/// What a rule sees.
#[derive(Debug)]
pub struct Context<'a> {
    /// The document.
    pub minutes: &'a Minutes,
    /// Its body.
    pub organ: &'a Organ,
    /// What is known of the world around it.
    pub facts: &'a Facts<'a>,
}

/// A rule's function: reports what it finds.
type Check = fn(&Context<'_>, &mut Vec<Finding>);

/// Every rule over the model, in the order of their codes.
const CHECKS: &[Check] = &[
    rules::missing_key::check,
    rules::unshown_character::check,
    rules::missing_section::check,
    rules::unlabelled_decision::check,
    rules::dead_link::check,
    rules::missing_file::check,
    rules::homeless_annex::check,
    rules::picture_without_text::check,
];

/// Every code that reading and checking know, in order.
pub fn catalogue() -> Vec<&'static Rule> {
    let mut rules = vec![
        &parse::METADATA,
        &parse::MISSING_KEY,
        &parse::UNKNOWN_KEY,
        &parse::INVALID_VALUE,
        &parse::ENCODING,
        &parse::TOO_LARGE,
        &UNSHOWN_CHARACTER,
        &TYPESETTING,
        &read::HEADING_LEVEL,
        &rules::unlabelled_decision::RULE,
        &rules::dead_link::RULE,
        &rules::missing_file::RULE,
        &rules::homeless_annex::RULE,
        &rules::picture_without_text::RULE,
        &parse::RAW_HTML,
        &NO_PICTURE,
        &organ::CONTRAST,
    ];
    rules.extend(rules::missing_section::RULES.iter().map(|(_, rule)| rule));
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// Checks a document: the findings of reading it and those of every rule, in the order of the text,
/// without those that the document switches off.
pub fn check(context: &Context<'_>, reading: Vec<Finding>) -> Vec<Finding> {
    let mut findings = reading;
    for check in CHECKS {
        check(context, &mut findings);
    }
    let allowances = &context.minutes.allowances;
    findings.retain(|finding| {
        let code = finding.rule.code;
        is_indispensable(finding.rule) || !allowances.iter().any(|a| a.code.value == code)
    });
    sort(&mut findings);
    findings
}

/// Without these no conforming file can be made, so no document can switch them off.
fn is_indispensable(rule: &'static Rule) -> bool {
    [
        &parse::METADATA,
        &parse::ENCODING,
        &parse::TOO_LARGE,
        &UNSHOWN_CHARACTER,
        &NO_PICTURE,
        &rules::picture_without_text::RULE,
    ]
    .contains(&rule)
}
