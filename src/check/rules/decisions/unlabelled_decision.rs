//! LGL301: a decision that opens its paragraph without the label that makes it easy to find.

use super::lookalike;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};

/// A decision without label.
pub(crate) static RULE: Rule =
    Rule { code: "LGL301", name: "beslut-utan-etikett", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let decisions = context.minutes.decisions();
    for (_, decision) in decisions.filter(|(_, marked)| marked.label.is_none()) {
        findings.push(
            RULE.at(decision.span, "Beslutet saknar etikett")
                .help("Börja stycket med Beslut: så att beslutet går att hitta.")
                .fix(Fix::safe(vec![Edit::insert(decision.span.start, "Beslut: ")])),
        );
    }
    lookalike::check(context, findings);
}

/// Is there what looks like a decision and lacks its label? Then none is missing: it only cannot be found.
pub(crate) fn has_unlabelled(context: &Context<'_>) -> bool {
    let mut findings = Vec::new();
    check(context, &mut findings);
    !findings.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Archive, Facts, Settings, conclude, examine};
    use crate::model::{self, Text};
    use crate::parse::parse;
    use crate::source::Source;

    fn codes(body: &str) -> Vec<&'static str> {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let text = format!("---\norgan: lgl\ndatum: 2026-12-04\n---\n\n## Fråga\n\n{body}\n");
        let source = Source::new("a.md", text);
        let (minutes, _) = model::read(parse(&source).0, &organ);
        let text = Text::of(&minutes, &organ);
        let (facts, settings) = (Facts::none(), Settings::default());
        let context = Context {
            minutes: &minutes,
            text: &text,
            organ: &organ,
            facts: &facts,
            settings: &settings,
            used: crate::check::Used::default(),
        };
        let examined = examine(&context, Vec::new(), "a.md");
        let found = conclude(&examined, &Archive::default(), &settings);
        let codes = found.iter().map(|finding| finding.rule.code);
        codes.filter(|code| matches!(*code, "LGL103" | "LGL301")).collect()
    }

    #[test]
    fn what_lacks_its_label_is_not_missing_as_well() {
        let unlabelled = [
            "### Beslut\n\nPlanen antas.",
            "Beslut 1: LGL beslutar att anta planen.",
            "Beslutet: LGL antar planen.",
        ];
        for body in unlabelled {
            assert_eq!(codes(body), ["LGL301"], "{body}");
        }
        assert_eq!(codes("Planen antas varje år."), ["LGL103"]);
    }
}
