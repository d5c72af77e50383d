//! LGL106: a heading with nothing below it.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Element, Kind, Role};
use crate::prose::{BlockKind, plain};
use crate::source::Span;

/// An empty section.
pub(crate) static RULE: Rule =
    Rule { code: "LGL106", name: "avsnitt-tomt", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // The heading of a slide may say all there is to say.
    if context.minutes.kind == Kind::Slides {
        return;
    }
    for section in &context.minutes.sections {
        let is_empty = section.elements.iter().all(is_nothing);
        // That nobody is listed, and that nothing is decided, are faults of their own.
        let is_told = matches!(section.role, Some(Role::Attendance | Role::Decisions));
        if is_empty && !is_told {
            findings.push(finding(&section.title, section.span));
        }
        for (index, element) in section.elements.iter().enumerate() {
            let Element::Subheading(heading) = element else { continue };
            let below = section.elements[index + 1..].iter().find(|next| !is_nothing(next));
            let is_empty = match below {
                None => true,
                Some(Element::Subheading(next)) => next.level <= heading.level,
                Some(_) => false,
            };
            let title = plain(&heading.content);
            let title = title.trim();
            let is_told = title.trim_end_matches(':').to_lowercase() == "beslut";
            if is_empty && !is_told {
                findings.push(finding(title, heading.span));
            }
        }
    }
}

/// A line across the page says nothing.
fn is_nothing(element: &Element) -> bool {
    matches!(element, Element::Prose(block) if block.kind == BlockKind::Rule)
}

fn finding(title: &str, span: Span) -> Finding {
    let message = match title {
        "" => "Rubriken är tom".to_owned(),
        title => format!("Under rubriken ”{title}” står ingenting"),
    };
    RULE.at(span, message).help("Skriv vad som sades under punkten, eller ta bort rubriken.")
}
