//! LGL110: the same heading twice in one place of the outline.

use std::collections::BTreeMap;

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Element, Kind};
use crate::prose::plain;
use crate::source::Span;

/// A heading that is there already.
pub(crate) static RULE: Rule =
    Rule { code: "LGL110", name: "rubrik-dubblett", level: Level::Warning };

/// What a day may have several of.
const RECURRING: [&str; 8] =
    ["bensträckare", "fika", "fikapaus", "kaffe", "kaffepaus", "lunch", "paus", "rast"];

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // A slide may go on under the same heading.
    if context.minutes.kind == Kind::Slides {
        return;
    }
    let mut sections = Siblings::default();
    for section in &context.minutes.sections {
        sections.add(&section.title, section.span, findings);
        // The headings that a place stands under, by their levels from three on.
        let mut below: Vec<(u8, Siblings)> = Vec::new();
        for element in &section.elements {
            let Element::Subheading(heading) = element else { continue };
            while below.last().is_some_and(|(level, _)| *level > heading.level) {
                below.pop();
            }
            if below.last().is_none_or(|(level, _)| *level < heading.level) {
                below.push((heading.level, Siblings::default()));
            }
            if let Some((_, siblings)) = below.last_mut() {
                siblings.add(&plain(&heading.content), heading.span, findings);
            }
        }
    }
}

/// The headings of one level under the same heading.
#[derive(Default)]
struct Siblings(BTreeMap<String, Span>);

impl Siblings {
    fn add(&mut self, title: &str, span: Span, findings: &mut Vec<Finding>) {
        let title = title.trim();
        let key = title.trim_end_matches([':', '.']).to_lowercase();
        if key.is_empty() || RECURRING.contains(&key.as_str()) {
            return;
        }
        if let Some(first) = self.0.get(&key) {
            findings.push(
                RULE.at(span, format!("Rubriken ”{title}” finns redan"))
                    .help("Skriv i rubriken vad som skiljer punkterna åt, eller för ihop dem.")
                    .related(*first, "den första"),
            );
        } else {
            self.0.insert(key, span);
        }
    }
}
