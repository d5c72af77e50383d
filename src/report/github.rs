//! Findings as GitHub's workflow commands, which GitHub Actions shows beside the lines of a change.

use super::{Checked, Report, visible};
use crate::diagnostic::{Finding, Level};
use crate::source::Span;

pub(super) fn write(report: &Report<'_>) -> String {
    let lines = |checked: &Checked<'_>| -> String {
        checked.findings.iter().map(|finding| line(checked, finding)).collect()
    };
    report.checked.iter().map(lines).collect()
}

fn line(checked: &Checked<'_>, finding: &Finding) -> String {
    let kind = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let rule = finding.rule;
    let place = place(checked, finding.span);
    // GitHub knows no way to write what a terminal would obey, and prints the line itself into its log.
    let path: Vec<String> = checked.path.split('\n').map(visible).collect();
    let file = property(&path.join("\n"));
    let title = property(&format!("{} {}", rule.code, rule.name));
    let mut words = visible(&finding.message);
    if let Some(help) = &finding.help {
        words = format!("{words}\n{}", visible(help));
    }
    format!("::{kind} file={file},{place},title={title}::{}\n", data(&words))
}

/// Where a finding stands. GitHub takes columns only within one line.
fn place(checked: &Checked<'_>, span: Span) -> String {
    let start = checked.source.place(span.start);
    let end = checked.source.place(span.end);
    if start.line == end.line {
        format!(
            "line={0},col={1},endLine={0},endColumn={2}",
            start.line, start.column, end.column
        )
    } else {
        let last = checked.source.place(checked.source.lines_of(span).end).line;
        format!("line={},endLine={last}", start.line)
    }
}

/// The text after the second pair of colons: a line end would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma or a colon would end as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;
    use crate::source::Source;

    static RULE: Rule = Rule { code: "LGL103", name: "beslut-saknas", level: Level::Error };

    fn shown(path: &str, finding: &Finding) -> String {
        let source = Source::new("x.md", "# Å\r\n\r\nhej\r\n");
        line(&Checked { source: &source, path, findings: &[] }, finding)
    }

    #[test]
    fn nothing_in_a_text_ends_the_command() {
        let finding = RULE.at(Span::new(2, 4), "100 % fel:\r\n::error::nej").help("Gör a, b.");
        insta::assert_snapshot!(
            shown("a,b:c\n100%.md", &finding),
            @"::error file=a%2Cb%3Ac%0A100%25.md,line=1,col=3,endLine=1,endColumn=4,title=LGL103 beslut-saknas::100 %25 fel:␍ ::error::nej%0AGör a, b."
        );
    }

    #[test]
    fn several_lines_have_no_columns() {
        let finding = RULE.at(Span::new(2, 13), "Fel").level(Level::Info);
        insta::assert_snapshot!(
            shown("x.md", &finding),
            @"::notice file=x.md,line=1,endLine=3,title=LGL103 beslut-saknas::Fel"
        );
    }
}
