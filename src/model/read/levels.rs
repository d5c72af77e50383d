//! The levels of headings: which are shown where, and which are written at another level.

use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::prose::{Inline, InlineKind, plain};
use crate::source::Span;

/// Several H1, or a skipped level.
pub static HEADING_LEVEL: Rule =
    Rule { code: "LGL108", name: "rubriknivå", level: Level::Warning };

/// The headings of a document so far.
#[derive(Default)]
pub(super) struct Levels {
    /// Levels, as written, of the headings that the place stands under.
    outline: Vec<u8>,
    /// Levels that were skipped, each with the headings that stand too deep because of it.
    skipped: Vec<Skipped>,
    /// Does the last of them go on?
    goes_on: bool,
    /// Headings at the title's level before the first section, beside the title.
    titles: Vec<Placed>,
    /// Headings at the title's level after that.
    late: Vec<Placed>,
    /// Where the title stands that the first of `titles` came after.
    title: Option<Span>,
}

/// A level that was skipped.
struct Skipped {
    /// How many headings the place stands under.
    depth: usize,
    headings: Vec<Placed>,
}

/// A heading with the level that is right for it.
struct Placed {
    span: Span,
    /// Where its text stands; none where it has none, or more than one line.
    text: Option<Span>,
    says: String,
    right: u8,
}

impl Placed {
    fn new(content: &[Inline], span: Span, right: u8) -> Self {
        let is_break = |inline: &Inline| {
            matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
        };
        let text = content.iter().map(|inline| inline.span).reduce(Span::cover);
        let text = text.filter(|_| !content.iter().any(is_break));
        Self { span, text, says: plain(content).trim().to_owned(), right }
    }

    fn marks(&self) -> String {
        "#".repeat(usize::from(self.right))
    }

    /// The change that gives it the right level.
    fn edits(&self) -> Option<Vec<Edit>> {
        let text = self.text?;
        let marks = self.marks() + " ";
        if text.start > self.span.start {
            return Some(vec![Edit::replace(Span::new(self.span.start, text.start), marks)]);
        }
        // It is underlined.
        Some(vec![
            Edit::insert(text.start, marks),
            Edit::delete(Span::new(text.end, self.span.end)),
        ])
    }
}

impl Levels {
    /// Takes a heading below the title. Returns the level that it is shown at, so that none is skipped and
    /// siblings stay siblings.
    pub(super) fn add(&mut self, written: u8, content: &[Inline], span: Span) -> u8 {
        let level = written.max(2);
        while self.outline.last().is_some_and(|above| *above >= level) {
            self.outline.pop();
        }
        let depth = self.outline.len();
        self.outline.push(level);
        // The title has the first level; six is the deepest that Markdown can write.
        let shown = u8::try_from(depth + 2).unwrap_or(6);
        if written == 1 {
            self.late.push(Placed::new(content, span, 2));
        }
        let open = self.skipped.last_mut().filter(|_| self.goes_on);
        if shown == level {
            if open.is_some_and(|skipped| depth <= skipped.depth) {
                self.goes_on = false;
            }
            return shown;
        }
        let heading = Placed::new(content, span, shown);
        match open.filter(|skipped| depth >= skipped.depth) {
            Some(skipped) => skipped.headings.push(heading),
            None => self.skipped.push(Skipped { depth, headings: vec![heading] }),
        }
        self.goes_on = true;
        shown
    }

    /// Takes a heading at the title's level before the first section, where there is a title already.
    pub(super) fn add_title(&mut self, content: &[Inline], span: Span, title: Span) {
        self.title.get_or_insert(title);
        self.titles.push(Placed::new(content, span, 2));
    }

    /// Tells each fault once, however many headings it has put at the wrong level.
    pub(super) fn tell(&self, findings: &mut Vec<Finding>) {
        match (self.titles.as_slice(), self.title) {
            ([only], Some(title)) if self.late.is_empty() => findings.push(
                HEADING_LEVEL
                    .at(only.span, "Dokumentet har redan en titel")
                    .help("Ta bort den ena: den här raden eller den första titeln.")
                    .related(title, "den första titeln"),
            ),
            _ => self.tell_of_titles(findings),
        }
        for Skipped { headings, .. } in &self.skipped {
            let [first, rest @ ..] = headings.as_slice() else { continue };
            let help = format!("Skriv {} framför rubriken.", first.marks());
            let help = match rest.len() {
                0 => help,
                1 => help + " En rubrik till behöver flyttas upp på samma sätt.",
                more => {
                    format!("{help} {more} rubriker till behöver flyttas upp på samma sätt.")
                }
            };
            let finding =
                HEADING_LEVEL.at(first.span, "Rubriken hoppar över en nivå").help(help);
            let finding = rest.iter().fold(finding, |finding, heading| {
                finding.related(heading.span, "den här också")
            });
            findings.push(with_fix(finding, headings.iter()));
        }
    }

    fn tell_of_titles(&self, findings: &mut Vec<Finding>) {
        let all = || self.titles.iter().chain(&self.late);
        let Some(first) = all().next() else { return };
        let message = match all().count() {
            1 => format!("Rubriken ”{}” står på titelns nivå", first.says),
            count => format!("{count} rubriker står på titelns nivå"),
        };
        let finding = HEADING_LEVEL
            .at(first.span, message)
            .help("Skriv ## framför en punkt på dagordningen. Bara dokumentets titel har #.");
        let rest: Vec<&Placed> = all().skip(1).collect();
        let finding = rest
            .iter()
            .fold(finding, |finding, heading| finding.related(heading.span, "den här också"));
        findings.push(with_fix(finding, all()));
    }
}

/// A finding with the change of all its headings, where all can be changed.
fn with_fix<'a>(finding: Finding, headings: impl Iterator<Item = &'a Placed>) -> Finding {
    let edits: Option<Vec<Vec<Edit>>> = headings.map(Placed::edits).collect();
    match edits {
        Some(edits) => finding.fix(Fix::risky(edits.concat())),
        None => finding,
    }
}
