//! 3: decisions and assignments.

mod unlabelled_decision;
mod lookalike;
mod missing_actor;
mod missing_stop;
mod empty_decision;
mod document_name;
mod statement_after_decision;
mod unassigned_assignment;
mod decision_reference;

use crate::check::entry::Entry;

pub(super) use unlabelled_decision::has_unlabelled;

pub(super) static RULES: &[Entry] = &[
    Entry::new(
        &unlabelled_decision::RULE,
        include_str!("unlabelled_decision.md"),
        unlabelled_decision::check,
    ),
    Entry::new(&missing_actor::RULE, include_str!("missing_actor.md"), missing_actor::check),
    Entry::new(&missing_stop::RULE, include_str!("missing_stop.md"), missing_stop::check),
    Entry::new(&empty_decision::RULE, include_str!("empty_decision.md"), empty_decision::check),
    Entry::new(&document_name::RULE, include_str!("document_name.md"), document_name::check),
    Entry::new(
        &statement_after_decision::RULE,
        include_str!("statement_after_decision.md"),
        statement_after_decision::check,
    ),
    Entry::new(
        &unassigned_assignment::RULE,
        include_str!("unassigned_assignment.md"),
        unassigned_assignment::check,
    ),
    Entry::across(
        &decision_reference::RULE,
        include_str!("decision_reference.md"),
        decision_reference::check,
    ),
];
