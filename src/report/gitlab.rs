//! Findings as GitLab's Code Quality report, which GitLab shows in a merge request.

use serde_json::{Value, json};

use super::fingerprint::with_fingerprints;
use super::{Checked, Report, pretty};
use crate::diagnostic::{Finding, Level};

pub(super) fn write(report: &Report<'_>) -> String {
    let issues: Vec<Value> = report.checked.iter().flat_map(issues).collect();
    pretty(&issues)
}

fn issues(checked: &Checked<'_>) -> Vec<Value> {
    with_fingerprints(checked)
        .map(|(finding, fingerprint)| issue(checked, finding, &fingerprint))
        .collect()
}

fn issue(checked: &Checked<'_>, finding: &Finding, fingerprint: &str) -> Value {
    let rule = finding.rule;
    json!({
        // The words are all that GitLab shows, so the code is in them too.
        "description": format!("{}: {}", rule.code, finding.message),
        "check_name": format!("{} {}", rule.code, rule.name),
        "fingerprint": fingerprint,
        "severity": severity(finding.level),
        "location": {
            "path": checked.path,
            "lines": { "begin": checked.source.place(finding.span.start).line },
        },
    })
}

/// GitLab has two more: what is `critical` or a `blocker` no document can say.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Info => "info",
        Level::Warning => "minor",
        Level::Error => "major",
    }
}
