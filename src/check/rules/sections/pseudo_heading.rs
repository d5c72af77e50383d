//! LGL107: a short line, bold or plain, that acts as a heading and is none.
//!
//! Most short lines are something else — labels, names, captions, the intro of a list — so a plain line counts
//! only where all that stands around it agrees.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, Word};
use crate::model::{Element, Role, role_of_heading};
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// A line that acts as a heading.
pub(crate) static RULE: Rule =
    Rule { code: "LGL107", name: "pseudorubrik", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for line in lines(context) {
        // Where a required section is missing, the finding on that tells of this line.
        if line.role.is_some_and(|role| is_required(context, role)) {
            continue;
        }
        let marks = "#".repeat(usize::from(line.level));
        findings.push(
            RULE.at(line.span, format!("”{}” ser ut som en rubrik", line.says))
                .help(format!(
                    "Skriv {marks} framför raden, så att rubriken kommer med bland bokmärken och länkar."
                ))
                .fix(line.fix()),
        );
    }
}

fn is_required(context: &Context<'_>, role: Role) -> bool {
    let required = context.organ.required_sections(context.minutes.kind);
    context.minutes.has_front_matter && required.iter().any(|(known, _)| *known == role)
}

/// A line that acts as a heading.
pub(super) struct PseudoHeading<'a> {
    pub(super) says: &'a str,
    pub(super) span: Span,
    /// The level that it should have.
    pub(super) level: u8,
    /// What the section below it is for, where no heading is for that yet.
    pub(super) role: Option<Role>,
    /// Where its text stands, without the marks of bold.
    text: Span,
}

impl PseudoHeading<'_> {
    /// The change that makes it a heading.
    pub(super) fn fix(&self) -> Fix {
        let marks = "#".repeat(usize::from(self.level)) + " ";
        if self.text == self.span {
            return Fix::risky(vec![Edit::insert(self.span.start, marks)]);
        }
        let (before, after) = (
            Span::new(self.span.start, self.text.start),
            Span::new(self.text.end, self.span.end),
        );
        Fix::risky(vec![Edit::replace(before, marks), Edit::delete(after)])
    }
}

/// Every line of a document that acts as a heading.
pub(super) fn lines<'a>(context: &Context<'a>) -> Vec<PseudoHeading<'a>> {
    let minutes = context.minutes;
    let mut found = Vec::new();
    part(context, &minutes.preamble, Part::Preamble, &mut found);
    for section in &minutes.sections {
        let is_attendance = section.role.is_some_and(Role::is_attendance);
        let kind = if is_attendance { Part::Attendance } else { Part::Item };
        part(context, &section.elements, kind, &mut found);
    }
    found
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Preamble,
    Item,
    Attendance,
}

/// How sure it is that a line is a heading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sureness {
    Sure,
    /// Only among others of its kind in the same section.
    AmongOthers,
}

fn part<'a>(
    context: &Context<'a>,
    elements: &'a [Element],
    part: Part,
    found: &mut Vec<PseudoHeading<'a>>,
) {
    let mut level = if part == Part::Preamble { 2 } else { 3 };
    let mut own = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        if let Element::Subheading(heading) = element {
            level = (heading.level + 1).min(6);
            continue;
        }
        let Some(line) = Line::of(element) else { continue };
        let Some((_, run)) = context.text.run_at(line.block.span) else { continue };
        let before = index.checked_sub(1).map(|before| &elements[before]);
        let Some(after) = elements.get(index + 1) else { continue };
        let role = role_of(context, &line, run);
        let may_be = match part {
            Part::Preamble => line.is_bold,
            Part::Item => true,
            Part::Attendance => false,
        };
        let sureness = if role.is_some() {
            Some(Sureness::Sure)
        } else if !may_be || !is_title(context, run, &line) {
            None
        } else if line.is_bold {
            has_body(after).then_some(Sureness::Sure)
        } else {
            sureness(before, after)
        };
        let Some(sureness) = sureness else { continue };
        let level = if role.is_some() { 2 } else { level };
        let Line { says, block, text, .. } = line;
        own.push((sureness, PseudoHeading { says, span: block.span, level, role, text }));
    }
    let is_alone = own.len() == 1;
    let kept = own.into_iter().filter(|(sureness, _)| *sureness == Sureness::Sure || !is_alone);
    found.extend(kept.map(|(_, line)| line));
}

/// What the line would be the heading of, where the document has no heading for that yet.
fn role_of(context: &Context<'_>, line: &Line<'_>, run: &Run) -> Option<Role> {
    // The headings that everybody knows are a few words; most short lines are people.
    if run.words.len() > 4 || line.says.contains(',') {
        return None;
    }
    let (role, is_exact) = role_of_heading(line.says, context.organ)?;
    let is_sure = is_exact || line.says.chars().count() >= 10;
    // In an item "Beslut" is a label without its colon.
    let is_new = role != Role::Decisions && context.minutes.section(role).is_none();
    (is_sure && is_new).then_some(role)
}

/// A short paragraph of one line, in one piece.
struct Line<'a> {
    says: &'a str,
    block: &'a Block,
    text: Span,
    is_bold: bool,
}

impl<'a> Line<'a> {
    /// Longer ones are sentences.
    const LONGEST: usize = 90;

    fn of(element: &'a Element) -> Option<Self> {
        let Element::Prose(block) = element else { return None };
        let BlockKind::Paragraph(content) = &block.kind else { return None };
        let [inline] = content.as_slice() else { return None };
        let (inline, is_bold) = match &inline.kind {
            InlineKind::Text(_) => (inline, false),
            InlineKind::Strong(inner) => match inner.as_slice() {
                [inner @ Inline { kind: InlineKind::Text(_), .. }] => (inner, true),
                _ => return None,
            },
            _ => return None,
        };
        let InlineKind::Text(text) = &inline.kind else { return None };
        let says = text.trim();
        let is_short = (2..=Self::LONGEST).contains(&says.len());
        // What is bold in the middle of a paragraph has its own place; a plain line is its paragraph.
        let text = if is_bold { inline.span } else { block.span };
        is_short.then_some(Self { says, block, text, is_bold })
    }
}

/// Is it worded as a title: a capital first, no stop last, no verb, and none of the things that short lines
/// otherwise are?
fn is_title(context: &Context<'_>, run: &Run, line: &Line<'_>) -> bool {
    let says = line.says;
    let (Some(first), Some(last)) = (run.words.first(), run.words.last()) else { return false };
    let most = if line.is_bold { 10 } else { 8 };
    let closes = says.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let is_marked =
        says.contains(['|', '@', ':', ';', ',', '?', '!', '"', '”', '“', '\t', '…', '=', '→']);
    if !first.is_capital || !closes || is_marked || run.words.len() > most {
        return false;
    }
    // The number of a street, a box or an annex.
    let is_number = |word: &Word| run.word(word).bytes().all(|byte| byte.is_ascii_digit());
    if run.words.len() <= 3 && is_number(last) {
        return false;
    }
    let is_time = |word: &Word| word.has_digit && run.word(word).contains(['.', '/']);
    if OTHER_LINES.binary_search(&run.lower(first)).is_ok()
        || run.words.iter().any(is_time)
        || is_dated(context, run)
        || is_name(context, run, says)
    {
        return false;
    }
    let rest = run.words.get(1..).unwrap_or(&[]);
    // A name with what its bearer does: "Eva Ek samordnare".
    if !line.is_bold && rest.first().is_some_and(|word| word.is_capital) {
        return false;
    }
    if rest.is_empty() && !line.is_bold {
        return SINGLE_WORDS.binary_search(&run.lower(first)).is_ok();
    }
    !rest.iter().any(|word| is_verb(run.lower(word), line.is_bold))
}

fn is_dated(context: &Context<'_>, run: &Run) -> bool {
    context
        .text
        .runs
        .iter()
        .position(|known| known.span == run.span)
        .is_some_and(|index| !context.text.dates_in(index).is_empty())
}

/// Is it one or more people, an organisation or a role?
fn is_name(context: &Context<'_>, run: &Run, says: &str) -> bool {
    let minutes = context.minutes;
    let joins = |word: &str| matches!(word, "och" | "samt" | "von" | "af" | "av" | "de" | "&");
    let are_names = run.words.len() > 1
        && run.words.iter().all(|word| word.is_capital || joins(run.word(word)));
    if are_names || context.organ.member(says).is_some() || context.organ.is_role(says) {
        return true;
    }
    let lists = [Role::Attendance, Role::Others, Role::Absent];
    let listed = lists.into_iter().flat_map(|role| minutes.people(role)).map(|p| &p.name.value);
    let meeting = [&minutes.meeting.chair, &minutes.meeting.secretary];
    let leading = meeting.into_iter().flatten().map(|name| &name.value);
    listed.chain(leading).any(|name| name.contains(' ') && says.contains(name.as_str()))
}

/// Does a word in lower case make a sentence of a line? Many nouns end as verbs do, so a plain line with a
/// word that may be either is left in peace.
fn is_verb(word: &str, is_bold: bool) -> bool {
    if VERBS.binary_search(&word).is_ok() {
        return true;
    }
    let is_noun = ["ingar", "ioner", "heter", "elser", "kommuner", "insatser"]
        .iter()
        .any(|ending| word.ends_with(ending));
    !is_bold
        && !is_noun
        && word.len() > 4
        && ["ar", "er", "as", "es", "ade", "ades", "des", "tes", "ats", "its"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Is there something under the line that a bold heading could be the heading of?
fn has_body(after: &Element) -> bool {
    match after {
        Element::Prose(block) => {
            !matches!(block.kind, BlockKind::Rule) && Line::of(after).is_none_or(|l| !l.is_bold)
        }
        Element::Marked(_) | Element::People(_) | Element::Scale(_) | Element::Chart(_) => true,
        Element::Subheading(_) => false,
    }
}

/// A plain line is a heading where a whole sentence stands above it and text below.
fn sureness(before: Option<&Element>, after: &Element) -> Option<Sureness> {
    let is_above = match before {
        // First below a heading it may as well be a note on what kind of item it is.
        None | Some(Element::Subheading(_)) => Some(Sureness::AmongOthers),
        Some(Element::Prose(block)) => match &block.kind {
            BlockKind::Paragraph(content) => ends_with_stop(content).then_some(Sureness::Sure),
            BlockKind::List(_) | BlockKind::Table(_) | BlockKind::Quote(_) => {
                Some(Sureness::Sure)
            }
            _ => Some(Sureness::AmongOthers),
        },
        Some(
            Element::Marked(_) | Element::People(_) | Element::Scale(_) | Element::Chart(_),
        ) => Some(Sureness::Sure),
    }?;
    match after {
        Element::Prose(Block { kind: BlockKind::Paragraph(content), .. }) => {
            (ends_with_stop(content) && !goes_on(content)).then_some(is_above)
        }
        // Below a caption whose picture is lost there may stand a decision as well.
        Element::Marked(marked) if marked.label.is_some() => Some(Sureness::AmongOthers),
        Element::Marked(_) => Some(is_above),
        Element::Prose(_)
        | Element::Subheading(_)
        | Element::People(_)
        | Element::Scale(_)
        | Element::Chart(_) => None,
    }
}

/// Does it open in the middle of a sentence?
fn goes_on(content: &[Inline]) -> bool {
    let Some(InlineKind::Text(text)) = content.first().map(|first| &first.kind) else {
        return false;
    };
    text.trim_start().starts_with(char::is_lowercase)
}

fn ends_with_stop(content: &[Inline]) -> bool {
    let Some(last) = content.last() else { return false };
    match &last.kind {
        InlineKind::Text(text) => {
            text.trim_end().ends_with(['.', '!', '?', ':', '”', '"', ')'])
        }
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => ends_with_stop(inner),
        InlineKind::Link(_) | InlineKind::Footnote(_) => true,
        _ => false,
    }
}

/// How short lines begin that are no headings, in lower case.
const OTHER_LINES: [&str; 56] = [
    "ansvarig",
    "beslut",
    "beslutspunkt",
    "beslutsärende",
    "bilaga",
    "bilagor",
    "bild",
    "box",
    "dag",
    "datum",
    "deltagare",
    "diagram",
    "digitalt",
    "diskussionspunkt",
    "figur",
    "fika",
    "foto",
    "föredragande",
    "föredragare",
    "handling",
    "handlingar",
    "informationspunkt",
    "informationsärende",
    "justerare",
    "justeras",
    "kaffe",
    "karta",
    "klicka",
    "kontakt",
    "källa",
    "lunch",
    "länk",
    "med",
    "muntlig",
    "mvh",
    "möte",
    "nej",
    "obs",
    "ordförande",
    "paus",
    "plats",
    "protokoll",
    "rast",
    "se",
    "sekreterare",
    "senast",
    "sida",
    "tabell",
    "tack",
    "text",
    "tid",
    "underlag",
    "underskrift",
    "vid",
    "videomöte",
    "välkomna",
];

/// Words that are headings when they stand alone on a line.
const SINGLE_WORDS: [&str; 16] = [
    "bakgrund",
    "diskussion",
    "ekonomi",
    "inledning",
    "mål",
    "nuläge",
    "organisation",
    "resultat",
    "sammanfattning",
    "slutsats",
    "slutsatser",
    "syfte",
    "tidplan",
    "tidsplan",
    "uppföljning",
    "utmaningar",
];

/// Words that make a sentence of a line and do not look like it, in lower case.
const VERBS: [&str; 73] = [
    "antar",
    "antas",
    "avslutade",
    "avslutades",
    "avslutar",
    "avslutas",
    "bad",
    "behöver",
    "ber",
    "berättar",
    "beslutade",
    "beslutades",
    "beslutar",
    "beslutas",
    "bjöd",
    "bjöds",
    "blev",
    "blir",
    "bör",
    "deltar",
    "deltog",
    "enades",
    "ersätter",
    "fanns",
    "fattades",
    "fattas",
    "fick",
    "finns",
    "får",
    "fått",
    "föredrar",
    "föredrog",
    "föreslår",
    "gav",
    "ges",
    "gick",
    "gjorde",
    "går",
    "gör",
    "hade",
    "har",
    "hälsade",
    "hälsar",
    "höll",
    "hölls",
    "informerade",
    "informerar",
    "kan",
    "kom",
    "kommer",
    "kunde",
    "ledde",
    "leder",
    "lyfter",
    "lyfts",
    "läggs",
    "måste",
    "presenterar",
    "sa",
    "ser",
    "ska",
    "skall",
    "skulle",
    "står",
    "såg",
    "tackade",
    "tackar",
    "tar",
    "tog",
    "var",
    "vill",
    "är",
    "öppnar",
];

#[cfg(test)]
mod tests {
    use super::{OTHER_LINES, SINGLE_WORDS, VERBS};

    #[test]
    fn tables_are_sorted() {
        assert!(OTHER_LINES.is_sorted());
        assert!(SINGLE_WORDS.is_sorted());
        assert!(VERBS.is_sorted());
    }
}
