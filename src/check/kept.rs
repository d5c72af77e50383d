//! What is found in a document by itself, in a form that can be kept until the next run.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Examined, Record, find};
use crate::diagnostic::{Finding, Fix, Level, Related};
use crate::model::Allowance;
use crate::source::Span;

/// [`Examined`] without what depends on the folder that lgl is run in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    findings: Vec<KeptFinding>,
    record: Record,
    allowances: Vec<Allowance>,
    used: BTreeSet<usize>,
}

/// A finding whose rule is told by its code.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptFinding {
    code: String,
    level: Level,
    span: Span,
    message: String,
    help: Option<String>,
    related: Vec<Related>,
    fix: Option<Fix>,
    is_secret: bool,
}

impl From<Examined> for Kept {
    fn from(examined: Examined) -> Self {
        let Examined { findings, record, allowances, used } = examined;
        Self {
            findings: findings.iter().map(KeptFinding::from).collect(),
            record: Arc::unwrap_or_clone(record),
            allowances,
            used,
        }
    }
}

impl Kept {
    /// What was kept. None where a rule of a finding is not known.
    pub fn examined(self) -> Option<Examined> {
        let findings: Option<Vec<Finding>> =
            self.findings.into_iter().map(KeptFinding::finding).collect();
        Some(Examined {
            findings: findings?,
            record: Arc::new(self.record),
            allowances: self.allowances,
            used: self.used,
        })
    }
}

impl Examined {
    /// Gives the document the name that it is shown under now.
    pub fn rename(&mut self, name: &str) {
        name.clone_into(&mut Arc::make_mut(&mut self.record).name);
    }
}

impl From<&Finding> for KeptFinding {
    fn from(finding: &Finding) -> Self {
        let Finding { rule, level, span, message, help, related, fix, is_secret } =
            finding.clone();
        let code = rule.code.to_owned();
        Self { code, level, span, message, help, related, fix, is_secret }
    }
}

impl KeptFinding {
    /// The finding. None where its rule is not known.
    pub fn finding(self) -> Option<Finding> {
        let Self { code, level, span, message, help, related, fix, is_secret } = self;
        let rule = find(&code)?.rule;
        Some(Finding { rule, level, span, message, help, related, fix, is_secret })
    }
}
