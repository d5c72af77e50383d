//! A document as it is printed: every word in reading order, before it becomes PDF or HTML.
//!
//! Both formats are made from this and nothing else, so they say the same in the same order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::Date;
use crate::model::target::{Target, classify};
use crate::organ::{Kind, Organ};
use crate::prose::{Block, Footnote, Inline};
use crate::source::{Span, Spanned};

/// One printed document.
#[derive(Debug)]
pub struct Page<'a> {
    /// The body it comes from.
    pub organ: &'a Organ,
    /// Language (BCP 47), such as `sv`.
    pub language: &'a str,
    /// Title for a window or a file's properties; names the body.
    pub document_title: String,
    /// The day of the meeting.
    pub date: Option<Date>,
    /// What kind of document it is, which decides the templates that lay it out.
    pub layout: Kind,
    /// The kind in a few words: "Protokoll".
    pub kind: String,
    /// What an annex is called in its minutes: "Bilaga 1".
    pub mark: Option<String>,
    /// The day as it stands at the top of every page, where the kind does not tell of it.
    pub day: Option<String>,
    /// The one heading of level 1.
    pub heading: String,
    /// The sentence that says it is a draft, where it is one.
    pub draft: Option<&'static str>,
    /// The quiet table of facts: only those that exist.
    pub facts: Vec<Fact>,
    /// The sections in short, with links.
    pub contents: Contents,
    /// The decisions in short, with links.
    pub brief: Brief,
    /// What stands before the first section.
    pub preamble: Vec<Piece<'a>>,
    /// The sections in order.
    pub sections: Vec<PageSection<'a>>,
    /// Annexes, where there are any.
    pub annexes: Option<Annexes>,
    /// Notes, where there are any.
    pub notes: Option<Notes<'a>>,
    /// Lines to sign on, where the minutes are to be adjusted.
    pub signatures: Option<Signatures>,
    /// The standard footer.
    pub footer: Footer<'a>,
    /// Every anchor that a link may name, with the one that it leads to.
    pub anchors: BTreeMap<String, String>,
    /// Every file beside the document that a link may lead to, by its path as the document names it.
    /// Each with its path from the finished document.
    pub files: BTreeMap<String, String>,
}

/// One row of the table of facts.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// Row header: "Datum".
    pub label: &'static str,
    /// What it is.
    pub value: String,
    /// What the value leads to, where it does; for [`Page::href`].
    pub target: Option<String>,
}

/// The sections in short.
#[derive(Debug)]
pub struct Contents {
    /// What the list is called.
    pub heading: &'static str,
    /// One for each section.
    pub entries: Vec<Entry>,
}

/// One section in short.
#[derive(Debug)]
pub struct Entry {
    /// Number of the item, where it has one.
    pub number: Option<String>,
    /// The heading's characters.
    pub text: String,
    /// Anchor of the section.
    pub anchor: String,
}

/// The decisions in short.
#[derive(Debug)]
pub struct Brief {
    /// What the list is called.
    pub heading: &'static str,
    /// One for each decision.
    pub decisions: Vec<BriefDecision>,
    /// What is said instead, where the minutes say that there are none.
    pub none: Option<&'static str>,
}

/// One decision in short.
#[derive(Debug)]
pub struct BriefDecision {
    /// Its number in the document.
    pub number: usize,
    /// Its anchor, `2022-11-25/4`.
    pub anchor: String,
    /// One line of text.
    pub text: String,
}

/// A section under a heading of level 2.
#[derive(Debug)]
pub struct PageSection<'a> {
    /// Number of the item, where it has one.
    pub number: Option<String>,
    /// The heading.
    pub heading: &'a [Inline],
    /// Anchor.
    pub anchor: &'a str,
    /// How much it asks for, where a template gives each shape its own look.
    pub shape: Shape,
    /// Where the heading stands in the source.
    pub span: Span,
    /// What stands under it.
    pub pieces: Vec<Piece<'a>>,
}

/// What fills a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The opening of a part.
    Part,
    /// The agenda.
    Agenda,
    /// A quotation and nothing else but who said it.
    Quote,
    /// Anything.
    Plain,
}

/// A piece of a section.
#[derive(Debug)]
pub enum Piece<'a> {
    /// Running text.
    Prose(&'a Block),
    /// A heading of level 3 to 6.
    Heading {
        /// Level 3 to 6.
        level: u8,
        /// What it says.
        content: &'a [Inline],
        /// Anchor.
        anchor: &'a str,
        /// Where it stands in the source.
        span: Span,
    },
    /// A paragraph with a label.
    Marked(MarkedPiece<'a>),
    /// A paragraph that opens with a label of its own, in bold: "**Styrkor:** …".
    RunIn(RunIn<'a>),
    /// A number that is to be seen, with a few words: "**87 %** av kommunerna …".
    KeyFigure(RunIn<'a>),
    /// People by organisation.
    People(People),
    /// The answer to a poll on a scale.
    Scale(ScalePiece<'a>),
    /// How many gave each answer to a poll.
    Chart(ChartPiece<'a>),
}

/// The answer to a poll on a scale. Only the question is read as text; the rest is a drawing.
#[derive(Debug)]
pub struct ScalePiece<'a> {
    /// What was asked.
    pub question: &'a Spanned<String>,
    /// The answer, with a decimal comma.
    pub value: &'a str,
    /// Where it lies, from 0 (the left end) to 1 (the right end).
    pub fraction: f64,
    /// Where whole numbers lie between the ends, from 0 to 1; none where they are many.
    pub steps: Vec<f64>,
    /// The left end.
    pub from: EndPiece<'a>,
    /// The right end.
    pub to: EndPiece<'a>,
    /// What the value is and how many answered: "Medelvärde · 42 svarande".
    pub caption: Option<String>,
    /// Everything but the question in sentences, for who cannot see it.
    pub alt: String,
    /// Where it stands in the source.
    pub span: Span,
}

/// One end of a scale.
#[derive(Debug)]
pub struct EndPiece<'a> {
    /// Its number.
    pub value: &'a str,
    /// What it means.
    pub text: Option<&'a Spanned<String>>,
}

/// How many gave each answer to a poll. Only the question is read as text; the rest is a drawing.
#[derive(Debug)]
pub struct ChartPiece<'a> {
    /// What was asked.
    pub question: &'a Spanned<String>,
    /// One for each answer, in the order of the writer.
    pub bars: Vec<Bar<'a>>,
    /// How many answered: "18 svarande".
    pub caption: Option<String>,
    /// Everything but the question in sentences, for who cannot see it.
    pub alt: String,
    /// Where it stands in the source.
    pub span: Span,
}

/// One bar of a chart.
#[derive(Debug)]
pub struct Bar<'a> {
    /// What was answered.
    pub label: &'a Spanned<String>,
    /// By how many, as it is shown: "12 kommuner", "12 %".
    pub count: String,
    /// How long it is, from 0 (nothing) to 1 (the longest).
    pub fraction: f64,
}

/// A paragraph in two parts.
#[derive(Debug)]
pub struct RunIn<'a> {
    /// What it opens with.
    pub label: &'a [Inline],
    /// What follows, with the blank between the two where they stand on one line.
    pub text: Cow<'a, [Inline]>,
    /// Where it stands in the source.
    pub span: Span,
}

/// A paragraph with a label.
#[derive(Debug)]
pub struct MarkedPiece<'a> {
    /// Name of the family it is shown as: `decision`, `assignment`, `statement`, `dissent`, `note`,
    /// `presenter`, `annex` or `basis`.
    pub family: &'static str,
    /// The label as it is shown, without a colon: "Beslut 2022-11-25/4", "Yttrande (Namn)".
    pub label: String,
    /// Anchor, for a decision.
    pub anchor: Option<&'a str>,
    /// The text and its clauses.
    pub blocks: &'a [Block],
    /// Who and when, as one line: "Ansvarig: Namn · Senast: 1 mars 2023".
    pub follow_up: Option<String>,
    /// Where it stands in the source.
    pub span: Span,
}

/// People, grouped by organisation in the order of the body.
#[derive(Debug)]
pub struct People {
    /// Words for all of them as a whole, for who cannot see it.
    pub summary: String,
    /// Headers of the columns of a table: organisation, name, and remark where anybody has one. Without them it is
    /// a list, for many people in little room.
    pub columns: Vec<&'static str>,
    /// One for each organisation or role.
    pub groups: Vec<Group>,
}

/// The people of one organisation.
#[derive(Debug)]
pub struct Group {
    /// Organisation or role: the row header. Empty where nothing is known.
    pub organisation: String,
    /// Name and remark ("ordförande, via länk"; may be empty) of each.
    pub people: Vec<(String, String)>,
}

/// The annexes.
#[derive(Debug)]
pub struct Annexes {
    /// The heading of level 2.
    pub heading: &'static str,
    /// Label ("Bilaga 1"), title and target of each.
    pub entries: Vec<AnnexEntry>,
}

/// One annex.
#[derive(Debug)]
pub struct AnnexEntry {
    /// "Bilaga 1".
    pub label: String,
    /// What it is called.
    pub title: String,
    /// Path or address as typed; for [`Page::href`].
    pub target: String,
}

/// The notes at the end.
#[derive(Debug)]
pub struct Notes<'a> {
    /// The heading of level 2.
    pub heading: &'static str,
    /// In order of number. Anchors are `not-1` for the note and `notref-1` for its first reference.
    pub notes: &'a [Footnote],
}

/// Lines to sign on.
#[derive(Debug)]
pub struct Signatures {
    /// The heading of level 2.
    pub heading: &'static str,
    /// Name and role of each who signs.
    pub signers: Vec<(String, &'static str)>,
}

/// The standard footer, made from the body's data and nothing else.
#[derive(Debug)]
pub struct Footer<'a> {
    /// Name of the body.
    pub name: &'a str,
    /// One line about what it does.
    pub tagline: &'a str,
    /// Members, a row of the footer each.
    pub rows: Vec<Vec<&'a str>>,
    /// What stands between two of them.
    pub separator: &'a str,
}

impl Shape {
    /// The word that templates know it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Agenda => "agenda",
            Self::Quote => "quote",
            Self::Plain => "plain",
        }
    }
}

/// Where a link leads in a finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// An anchor in the same document.
    Anchor(String),
    /// An address, absolute or relative to the finished file.
    Address(String),
}

/// Everything but what a path in an address may hold (RFC 3986, 3.3) and the slash between its parts.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

impl Page<'_> {
    /// Where a link of the document leads in a finished file with this extension (`pdf`, `html`).
    /// None where it leads nowhere safe (`javascript:`, outside the project): then only its words are shown.
    pub fn href(&self, target: &str, extension: &str) -> Option<Href> {
        match classify(target) {
            Target::Anchor(anchor) => {
                self.anchors.get(anchor.as_ref()).cloned().map(Href::Anchor)
            }
            Target::Web(address) => Some(Href::Address(address.to_owned())),
            Target::File { path, anchor } => {
                let place = self.files.get(path.as_ref())?;
                // A link to another document leads to what is built from it.
                let document =
                    place.strip_suffix(".md").map(|stem| format!("{stem}.{extension}"));
                let path = document.as_deref().unwrap_or(place);
                let mut address = utf8_percent_encode(path, PATH).to_string();
                if let Some(anchor) = anchor {
                    address.push('#');
                    address.push_str(anchor);
                }
                Some(Href::Address(address))
            }
            Target::Nothing | Target::Refused(_) => None,
        }
    }
}
