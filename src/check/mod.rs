//! What is wrong with a document: rules over the model. A rule returns findings and never prints.
//!
//! A fault is a rule when the document can be read and still ought not to be published as it is. What cannot be
//! read is a finding of `parse` or `model`; what is wrong with the machine is an error of `publish`.

pub mod archive;
mod dictionary;
mod entry;
pub mod facts;
pub mod homes;
mod kept;
mod likeness;
mod rules;
mod settings;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Finding, Level, Rule, sort};
use crate::model::{Allowance, Minutes, Text};
use crate::organ::Organ;
use crate::source::Span;

pub use archive::{Archive, ArchiveContext, Census, LinkRecord, Record, Variant};
pub use dictionary::Dictionary;
pub use entry::{Entry, catalogue, find, nearest};
pub use facts::{Beside, Facts, FileFact};
pub use kept::{Kept, KeptFinding};
pub use rules::{MISSPELLING, NO_PICTURE, UNSHOWN_CHARACTER, no_picture};
pub use settings::Settings;

/// Text that cannot be set in print for a reason that no rule foresees.
pub static TYPESETTING: Rule =
    Rule { code: "LGL011", name: "går-inte-att-sätta", level: Level::Error };

/// What a rule sees.
#[derive(Debug)]
pub struct Context<'a> {
    /// The document.
    pub minutes: &'a Minutes,
    /// Its words.
    pub text: &'a Text,
    /// Its body.
    pub organ: &'a Organ,
    /// What is known of the world around it.
    pub facts: &'a Facts<'a>,
    /// What the project says.
    pub settings: &'a Settings,
    /// The allowances that have stopped something so far.
    pub used: Used,
}

/// The allowances of a document, by their places among them, that have stopped a finding.
#[derive(Clone, Debug, Default)]
pub struct Used(RefCell<BTreeSet<usize>>);

impl Context<'_> {
    /// Does the document allow at this place what the rule finds? For a rule that tells of several places in one
    /// finding; of all others it is asked afterwards.
    pub(crate) fn allows(&self, rule: &Rule, span: Span) -> bool {
        let mut is_allowed = false;
        for (index, allowance) in self.minutes.allowances.iter().enumerate() {
            let is_its =
                find(&allowance.rule.value).is_some_and(|entry| entry.rule.code == rule.code);
            if is_its && allowance.holds_at(span) {
                self.used.0.borrow_mut().insert(index);
                is_allowed = true;
            }
        }
        is_allowed
    }
}

/// What is found in a document before the others of its project are known.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// What is found, with what the document itself and the project allow still among it.
    findings: Vec<Finding>,
    /// What the others need to know of it.
    pub record: Arc<Record>,
    allowances: Vec<Allowance>,
    /// The allowances that have stopped something already, by their places.
    used: BTreeSet<usize>,
}

/// Looks at one document by itself. `reading` is what was found while it was read, `name` what it is shown as.
pub fn examine(context: &Context<'_>, reading: Vec<Finding>, name: &str) -> Examined {
    let mut findings = reading;
    for entry in catalogue().filter(|entry| !entry.is_for_boards || context.organ.is_board) {
        if let Some(check) = entry.check {
            check(context, &mut findings);
        }
    }
    Examined {
        findings,
        record: Arc::new(Record::of(context, name)),
        allowances: context.minutes.allowances.clone(),
        used: context.used.0.borrow().clone(),
    }
}

/// Everything that is wrong with a document, in the order of the text: what it has by itself and among the
/// others, at the levels that the project has set, without what is allowed.
pub fn conclude(examined: &Examined, archive: &Archive, settings: &Settings) -> Vec<Finding> {
    let mut findings = examined.findings.clone();
    let among = ArchiveContext { record: &examined.record, archive, settings };
    for entry in catalogue() {
        if let Some(check) = entry.archive_check {
            check(&among, &mut findings);
        }
    }
    let mut idle: Vec<(&Allowance, Option<&Entry>)> = examined
        .allowances
        .iter()
        .map(|allowance| (allowance, find(&allowance.rule.value)))
        .collect();
    let stopped = &examined.used;
    let mut used: Vec<bool> = (0..idle.len()).map(|index| stopped.contains(&index)).collect();
    findings.retain(|finding| {
        let mut is_allowed = false;
        for (index, (allowance, entry)) in idle.iter().enumerate() {
            let Some(entry) = entry.filter(|entry| !entry.is_indispensable) else { continue };
            if entry.rule.code == finding.rule.code && allowance.holds_at(finding.span) {
                used[index] = true;
                is_allowed = true;
            }
        }
        !is_allowed
    });
    let mut used = used.into_iter();
    idle.retain(|_| !used.next().unwrap_or(false));
    for (allowance, entry) in idle {
        // Where the project has switched the rule off, nobody can tell what it would have found.
        let is_off =
            entry.is_some_and(|entry| settings.levels.get(entry.rule.code) == Some(&None));
        if !is_off {
            findings.push(rules::idle_allowance::finding(allowance));
        }
    }
    findings.retain_mut(|finding| match settings.levels.get(finding.rule.code) {
        Some(Some(level)) => {
            finding.level = *level;
            true
        }
        Some(None) => false,
        None => true,
    });
    sort(&mut findings);
    findings
}
