//! One line for each finding, which makes sense alone: place, level, code, name, message.

use std::fmt::Write;

use super::{Report, discreet, level_name, visible};
use crate::diagnostic::{Finding, Safety};
use crate::source::Source;

pub(super) fn write(report: &Report<'_>) -> String {
    report.checked.iter().map(|checked| concise(checked.source, checked.findings)).collect()
}

/// Findings in one text as lines of the form `path:line:column: level code name: message`, with a mark
/// after those that are safe to mend.
pub fn concise(source: &Source, findings: &[Finding]) -> String {
    let mut out = String::new();
    let (source, findings) = discreet(source, findings);
    let path = visible(source.name());
    for finding in &*findings {
        let place = source.place(finding.span.start);
        let is_safe = finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        writeln!(
            out,
            "{path}:{}:{}: {} {} {}: {}{}",
            place.line,
            place.column,
            level_name(finding.level),
            finding.rule.code,
            finding.rule.name,
            visible(&finding.message),
            if is_safe { " [*]" } else { "" },
        )
        .expect("writing to a string never fails");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::concise;
    use crate::diagnostic::{Edit, Fix, Level, Rule};
    use crate::source::{Source, Span};

    static RULE: Rule = Rule { code: "LGL103", name: "beslut-saknas", level: Level::Error };

    #[test]
    fn a_finding_is_a_line() {
        let source = Source::new("protocols/x.md", "# Å\r\n\r\n- åäö x\r\n");
        let findings = [
            RULE.at(Span::new(14, 15), "Ett\nfel\u{1b}[31m"),
            RULE.at(Span::at(source.text().len()), "Protokollet har inget beslut")
                .level(Level::Warning)
                .help("Visas inte här."),
            RULE.at(Span::at(0), "Rättas säkert").fix(Fix::safe(vec![Edit::insert(0, "x")])),
            RULE.at(Span::at(0), "Rättas kanske").fix(Fix::risky(vec![Edit::insert(0, "x")])),
        ];
        insta::assert_snapshot!(concise(&source, &findings), @"
        protocols/x.md:3:5: fel LGL103 beslut-saknas: Ett fel␛[31m
        protocols/x.md:4:1: varning LGL103 beslut-saknas: Protokollet har inget beslut
        protocols/x.md:1:1: fel LGL103 beslut-saknas: Rättas säkert [*]
        protocols/x.md:1:1: fel LGL103 beslut-saknas: Rättas kanske
        ");
    }
}
