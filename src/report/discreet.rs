//! What no report may show: the digits at secret places become asterisks, in the text and in what is said of it.

use std::borrow::Cow;

use crate::diagnostic::Finding;
use crate::source::Source;

/// What stands for a digit. One byte, as a digit is, so that every place in the text stays where it is.
const MASK: char = '*';

/// The text and its findings as they may be shown to anybody, whatever form the report has. Where nothing is
/// secret they are what they were.
///
/// A line with a personal number is shown for other faults on it as well, and a finding may name the text that
/// it stands in: therefore all are masked together.
pub fn discreet<'a>(
    source: &'a Source,
    findings: &'a [Finding],
) -> (Cow<'a, Source>, Cow<'a, [Finding]>) {
    let secrets = findings.iter().filter(|finding| finding.is_secret).map(|finding| {
        let text = source.text();
        let start = text.floor_char_boundary(finding.span.start);
        let end = text.floor_char_boundary(finding.span.end).max(start);
        (start, &text[start..end])
    });
    let secrets: Vec<(usize, &str)> = secrets.filter(|(_, text)| !text.is_empty()).collect();
    if secrets.is_empty() {
        return (Cow::Borrowed(source), Cow::Borrowed(findings));
    }

    let mut text = source.text().to_owned();
    for (start, secret) in &secrets {
        text.replace_range(*start..*start + secret.len(), &masked(secret));
    }
    let source = Source::new(source.name(), text);

    let mut findings = findings.to_vec();
    let hide = |text: &mut String| {
        for (_, secret) in &secrets {
            if text.contains(secret) {
                *text = text.replace(secret, &masked(secret));
            }
        }
    };
    for finding in &mut findings {
        hide(&mut finding.message);
        finding.help.iter_mut().for_each(hide);
        finding.related.iter_mut().for_each(|related| hide(&mut related.message));
        let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| hide(&mut edit.text));
    }
    (Cow::Owned(source), Cow::Owned(findings))
}

fn masked(secret: &str) -> String {
    secret.chars().map(|c| if c.is_ascii_digit() { MASK } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::discreet;
    use crate::diagnostic::{Edit, Fix, Level, Rule};
    use crate::source::{Source, Span};

    static RULE: Rule = Rule { code: "LGL901", name: "personnummer", level: Level::Error };

    #[test]
    fn a_secret_is_hidden_from_every_finding() {
        let text = "Åsa 811228-9874 den 25/11";
        let source = Source::new("a.md", text);
        let secret = Span::new(5, 16);
        let findings = [
            RULE.at(secret, "Här står något").secret(),
            RULE.at(Span::new(0, 16), "”Åsa 811228-9874” är fel")
                .help("Ta bort 811228-9874.")
                .related(secret, "811228-9874")
                .fix(Fix::safe(vec![Edit::replace(secret, "Åsa, 811228-9874")])),
        ];
        let (shown, told) = discreet(&source, &findings);
        assert_eq!(shown.text(), "Åsa ******-**** den 25/11");
        assert_eq!(shown.text().len(), text.len(), "every place stays where it is");
        let all = format!("{told:?}");
        assert!(!all.contains("9874") && all.contains("”Åsa ******-****” är fel"), "{all}");
        assert_eq!(told[1].span, findings[1].span);
    }

    #[test]
    fn nothing_is_copied_where_nothing_is_secret() {
        let source = Source::new("a.md", "811228-9874");
        let findings = [RULE.at(Span::new(0, 11), "x")];
        let (shown, _) = discreet(&source, &findings);
        assert!(matches!(shown, std::borrow::Cow::Borrowed(_)));
    }
}
