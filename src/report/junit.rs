//! Findings as `JUnit` XML: a suite for each document and a failed case for each finding.

use std::fmt::Write;

use super::visible::{is_hidden, picture};
use super::{Checked, Report, level_name};
use crate::diagnostic::Finding;

pub(super) fn write(report: &Report<'_>) -> String {
    let failures: usize = report.checked.iter().map(|checked| checked.findings.len()).sum();
    let tests: usize = report.checked.iter().map(cases).sum();
    let suites: String = report.checked.iter().map(suite).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"lgl\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n\
         {suites}</testsuites>\n"
    )
}

/// A document without findings is one case that passes.
fn cases(checked: &Checked<'_>) -> usize {
    checked.findings.len().max(1)
}

fn suite(checked: &Checked<'_>) -> String {
    let path = escaped(checked.path);
    let cases_in_all = cases(checked);
    let failures = checked.findings.len();
    let mut out = format!(
        "  <testsuite name=\"{path}\" tests=\"{cases_in_all}\" failures=\"{failures}\" errors=\"0\">\n"
    );
    if failures == 0 {
        out += &format!("    <testcase name=\"Inga fynd\" classname=\"{path}\"/>\n");
    }
    for finding in checked.findings {
        out += &case(checked, finding, &path);
    }
    out + "  </testsuite>\n"
}

fn case(checked: &Checked<'_>, finding: &Finding, path: &str) -> String {
    let rule = finding.rule;
    let place = checked.source.place(finding.span.start);
    let (line, column) = (place.line, place.column);
    // Its place is in the name: programs take two cases of one name for the same.
    let name = escaped(&format!("{} {} {line}:{column}", rule.code, rule.name));
    let level = level_name(finding.level);
    let message = escaped(&finding.message);
    let help = finding.help.as_deref().map(|help| format!("\n{}", escaped(help)));
    let help = help.unwrap_or_default();
    format!(
        "    <testcase name=\"{name}\" classname=\"{path}\">\n      \
         <failure type=\"{level}\" message=\"{message}\">{path}:{line}:{column}: {message}{help}</failure>\n    \
         </testcase>\n"
    )
}

/// A text as it stands in an element or an attribute. XML 1.0 has no way at all to write most
/// control characters, and discourages the rest: signs stand for them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            // As they are, a reader would make blanks of them.
            '\t' | '\n' | '\r' => {
                write!(out, "&#{};", u32::from(c)).expect("writing to a string never fails");
            }
            '\0'..'\u{20}' => out.push(picture(c)),
            '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push(char::REPLACEMENT_CHARACTER);
            }
            // What a terminal would hide or turn round means the same to a program as a number.
            c if is_hidden(c) => {
                write!(out, "&#{};", u32::from(c)).expect("writing to a string never fails");
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn every_text_can_stand_in_xml() {
        for (text, expected) in [
            ("åäö ”a” 🎉 ]]>", "åäö ”a” 🎉 ]]&gt;"),
            ("<a b=\"c\" & 'd'>", "&lt;a b=&quot;c&quot; &amp; 'd'&gt;"),
            ("a\tb\r\nc", "a&#9;b&#13;&#10;c"),
            ("\0\u{1b}[31m\u{7f}\u{9b}", "␀␛[31m��"),
            ("\u{fffe}\u{ffff}", "��"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
