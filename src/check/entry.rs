//! A rule as the linter knows it: its data, its manual and its function. The list of them all.

use super::Context;
use super::archive::ArchiveContext;
use super::rules::FAMILIES;
use crate::diagnostic::{Finding, Rule};
use crate::spelling;

/// A rule's function over one document: reports what it finds.
pub(super) type Check = fn(&Context<'_>, &mut Vec<Finding>);
/// A rule's function over one document among the others of its project.
pub(super) type ArchiveCheck = fn(&ArchiveContext<'_>, &mut Vec<Finding>);

/// A rule as the linter knows it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its code, name and usual level.
    pub rule: &'static Rule,
    /// Its manual: a Swedish page in Markdown whose examples the tests run. Its first line is a heading with
    /// code and name, its first paragraph says what it catches.
    pub page: &'static str,
    /// Without it no conforming file can be made, so no document and no project can switch it off.
    pub is_indispensable: bool,
    /// It holds only for boards under the Local Government Act.
    pub is_for_boards: bool,
    pub(super) check: Option<Check>,
    pub(super) archive_check: Option<ArchiveCheck>,
}

impl Entry {
    /// A rule over the model of one document.
    pub(super) const fn new(rule: &'static Rule, page: &'static str, check: Check) -> Self {
        let told = Self::told(rule, page);
        Self { check: Some(check), ..told }
    }

    /// A rule over a document among the others of its project.
    pub(super) const fn across(
        rule: &'static Rule,
        page: &'static str,
        check: ArchiveCheck,
    ) -> Self {
        let told = Self::told(rule, page);
        Self { archive_check: Some(check), ..told }
    }

    /// A rule whose findings come from reading, or from another rule's function.
    pub(super) const fn told(rule: &'static Rule, page: &'static str) -> Self {
        Self {
            rule,
            page,
            is_indispensable: false,
            is_for_boards: false,
            check: None,
            archive_check: None,
        }
    }

    /// The same, with a function over the document by itself beside.
    pub(super) const fn and_alone(self, check: Check) -> Self {
        Self { check: Some(check), ..self }
    }

    /// The same, as one that also compares a document with the others of its project.
    pub(super) const fn and_across(self, check: ArchiveCheck) -> Self {
        Self { archive_check: Some(check), ..self }
    }

    /// The same, as one that cannot be switched off.
    pub(super) const fn indispensable(self) -> Self {
        Self { is_indispensable: true, ..self }
    }

    /// The same, for boards only.
    pub(super) const fn for_boards(self) -> Self {
        Self { is_for_boards: true, ..self }
    }
}

/// Every rule, family by family, in the order of their codes within each.
pub fn catalogue() -> impl Iterator<Item = &'static Entry> {
    FAMILIES.into_iter().flatten()
}

/// A rule by its code, its name or both, whatever the case of the letters: `LGL103`, `103`, `beslut-saknas`,
/// `LGL103 beslut-saknas`.
pub fn find(name: &str) -> Option<&'static Entry> {
    let name = name.split_whitespace().next()?.trim_end_matches([':', ',', ';']).to_lowercase();
    let is_number = name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_digit());
    let code = if is_number { format!("lgl{name}") } else { name.clone() };
    catalogue()
        .find(|entry| entry.rule.name == name || entry.rule.code.eq_ignore_ascii_case(&code))
}

/// The rule whose code or name is a slip or two away from a word.
pub fn nearest(name: &str) -> Option<&'static Entry> {
    let name = name.trim().to_lowercase();
    let distance = |known: &str| spelling::distance(&name, known, 2);
    catalogue()
        .filter_map(|entry| {
            // Two digits off is another rule altogether.
            let code = spelling::distance(&name, &entry.rule.code.to_lowercase(), 1);
            let begins = name.chars().count() > 4 && entry.rule.name.starts_with(&name);
            let by_name = if begins { Some(1) } else { distance(entry.rule.name) };
            Some((code.into_iter().chain(by_name).min()?, entry))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, entry)| entry)
}
