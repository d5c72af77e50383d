//! What a document means: a meeting, its items, its decisions, who was there.
//!
//! Nothing here is Markdown, YAML or Typst. Every value that came from the text carries its place;
//! a missing thing has a place where it should stand.

pub mod attendance;
pub mod data;
pub mod date;
mod authors;
pub mod deadline;
pub mod decision_references;
pub mod leftovers;
pub mod named;
pub mod names;
pub mod parent;
pub mod poll;
pub mod presenters;
pub mod read;
pub mod references;
pub mod roster;
mod serving;
pub mod stranded;
pub mod target;
pub mod text;
pub(crate) mod words;

use serde::{Deserialize, Serialize};

use crate::organ::Organ;
use crate::parse::{Oddity, Unnested};
use crate::prose::{Block, BlockKind, Footnote, Inline};
use crate::source::{Span, Spanned};

pub use crate::organ::{Kind, Role};
pub use attendance::Person;
pub use date::Date;
pub use leftovers::{Leftover, LeftoverKind};
pub use parent::Parent;
pub use read::read;
pub use text::Text;

/// One document: minutes (protokoll) or a kin of theirs.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// What kind of document it is.
    pub kind: Kind,
    /// The body's folder name, as the document or the project says.
    pub organ: String,
    /// Language (BCP 47).
    pub language: String,
    /// The title that the writer gave, if any.
    pub title: Option<Spanned<String>>,
    /// When, where and by whom.
    pub meeting: Meeting,
    /// What an annex belongs to: a path or a date.
    pub belongs_to: Option<Spanned<String>>,
    /// The minutes that an annex belongs to, where they are found among the documents of the project.
    pub parent: Option<Parent>,
    /// The number of an annex.
    pub number: Option<Spanned<String>>,
    /// Annexes (bilagor) that the front matter declares.
    pub annexes: Vec<Annex>,
    /// What stands before the first section.
    pub preamble: Vec<Element>,
    /// The parts under headings of level 2, in order.
    pub sections: Vec<Section>,
    /// Footnotes in order of first reference.
    pub footnotes: Vec<Footnote>,
    /// The sentence that says that nothing was decided, where it stands.
    pub no_decisions: Option<Span>,
    /// Rules that this document switches off, with the reason.
    pub allowances: Vec<Allowance>,
    /// Characters that are hard to see and easy to get wrong, in the whole file.
    pub oddities: Vec<Oddity>,
    /// Three or more empty lines in a row, each time without the first of them.
    pub gaps: Vec<Span>,
    /// What stands between two blocks and is none itself: a footnote, the address of a link, a comment to lgl.
    pub unshown: Vec<Span>,
    /// People in sections of attendance who stand on plain lines or in columns, and not in a list.
    pub rosters: Vec<roster::Roster>,
    /// Items of lists that were meant to lie under another and do not.
    pub unnested: Vec<Unnested>,
    /// Lines that belong to the pages of a finished document and not to its text.
    pub leftovers: Vec<Leftover>,
    /// Every key of the front matter as it is typed, with what stands there.
    pub keys: Vec<Key>,
    /// Could the front matter be read?
    pub has_front_matter: bool,
    /// Places for what is missing.
    pub places: Places,
}

/// Where missing things should stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The end of the front matter: a missing key.
    pub keys: Span,
    /// The start of the body.
    pub body: Span,
    /// The end of the text: a missing section.
    pub end: Span,
}

/// The role that a text would have as a heading, and whether it is spelt as that heading is.
pub fn role_of_heading(text: &str, organ: &Organ) -> Option<(Role, bool)> {
    words::known_heading(text, organ).map(|known| (known.role, known.meant.is_none()))
}

/// The state of a document (status).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `utkast`.
    Draft,
    /// `fastställt`.
    Adopted,
    /// `justerat`.
    Adjusted,
}

/// When, where and by whom.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    /// Day (datum).
    pub date: Option<Spanned<Date>>,
    /// Is there a day that cannot be read as one?
    pub has_faulty_date: bool,
    /// Hours (tid), as they are shown: `9.00–12.00`.
    pub time: Option<Spanned<String>>,
    /// Place (plats).
    pub place: Option<Spanned<String>>,
    /// Chair (ordförande).
    pub chair: Option<Spanned<String>>,
    /// Secretary (sekreterare).
    pub secretary: Option<Spanned<String>>,
    /// Adjusters (justerare), who sign.
    pub adjusters: Vec<Spanned<String>>,
    /// Registry number (diarienummer).
    pub registry_number: Option<Spanned<String>>,
    /// Day when the adjusters signed (justeringsdatum).
    pub adjusted: Option<Spanned<Date>>,
    /// The notice that tells that the minutes are adjusted (anslag).
    pub notice: Option<Notice>,
    /// State of the document.
    pub status: Option<Spanned<Status>>,
    /// Day of the previous meeting (föregående).
    pub previous: Option<Spanned<Date>>,
    /// The next meeting (`nästa_möte`).
    pub next: Option<NextMeeting>,
}

/// The next meeting, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextMeeting {
    /// Day.
    pub date: Option<Spanned<Date>>,
    /// Hours.
    pub time: Option<Spanned<String>>,
    /// Place.
    pub place: Option<Spanned<String>>,
}

/// The notice (anslag) on a board's notice board: from its day the time for appeals runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// Day when it was put up (uppsatt).
    pub posted: Option<Spanned<Date>>,
    /// Day when it is taken down (`tas_ned`).
    pub removed: Option<Spanned<Date>>,
    /// Where the minutes are kept and can be read (plats).
    pub place: Option<Spanned<String>>,
    /// Is there a day that cannot be read as one?
    pub has_faulty_date: bool,
    /// Where it stands.
    pub span: Span,
}

/// An annex (bilaga) that is published beside the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// Counted from one.
    pub number: usize,
    /// What it is called.
    pub title: Spanned<String>,
    /// A file in the project, relative to the document, or an address.
    pub target: Spanned<String>,
}

/// A rule that the document switches off (tillåt).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Code or name of the rule, as typed.
    pub rule: Spanned<String>,
    /// Why.
    pub reason: String,
    /// The block that it holds for; none where it holds for the whole document.
    pub scope: Option<Span>,
}

/// A key of the front matter with its value, where that is a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key, as typed.
    pub name: Spanned<String>,
    /// The value; none where it is a list or a map, or nothing.
    pub value: Option<Spanned<String>>,
}

/// A part under a heading of level 2.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading, without a number that the writer typed.
    pub heading: Vec<Inline>,
    /// The heading's characters.
    pub title: String,
    /// Number of the item on the agenda (ärende); attendance has none.
    pub number: Option<usize>,
    /// The number that the writer typed.
    pub typed_number: Option<Spanned<String>>,
    /// The paragraph number (`§ 12`) of a board's item. It runs on from one meeting to the next, so it is
    /// shown as the writer typed it.
    pub paragraph: Option<Spanned<usize>>,
    /// Does it open a part of the document: a slide under a heading of level 1?
    pub is_part: bool,
    /// What the section is for, where the heading tells.
    pub role: Option<Role>,
    /// The known heading that this one is a misspelling of.
    pub meant: Option<String>,
    /// Anchor: `punkt-4`, or made from the title.
    pub anchor: String,
    /// The title as an anchor, which a link in the text may use as well.
    pub slug: String,
    /// What stands under the heading.
    pub elements: Vec<Element>,
    /// Where the heading stands.
    pub span: Span,
}

/// A piece of a section.
#[derive(Clone, Debug)]
pub enum Element {
    /// Running text.
    Prose(Block),
    /// A heading within the section.
    Subheading(Subheading),
    /// A paragraph with a label, such as a decision.
    Marked(Marked),
    /// People, in a section of attendance.
    People(Vec<Person>),
    /// The answer to a poll on a scale.
    Scale(poll::Scale),
    /// How many gave each answer to a poll.
    Chart(poll::Chart),
}

/// A heading within a section.
#[derive(Clone, Debug)]
pub struct Subheading {
    /// Level 3 to 6.
    pub level: u8,
    /// What it says.
    pub content: Vec<Inline>,
    /// The number that the writer typed; it is part of what the heading says.
    pub typed_number: Option<Spanned<String>>,
    /// Anchor, made from what it says.
    pub anchor: String,
    /// Where it stands.
    pub span: Span,
}

/// A paragraph that opens with a label, and the list right below it.
#[derive(Clone, Debug)]
pub struct Marked {
    /// What it is.
    pub mark: Mark,
    /// The label as the writer typed it; none for a decision without one.
    pub label: Option<Spanned<String>>,
    /// Whose statement or dissent: what stood in parentheses after the label.
    pub about: Option<Spanned<String>>,
    /// The text without label and follow-up line, and the list below.
    pub blocks: Vec<Block>,
    /// Who does it (Ansvarig).
    pub responsible: Option<Spanned<String>>,
    /// No later than (Senast).
    pub due: Option<Spanned<Date>>,
    /// The same as typed, also where it is no date.
    pub due_text: Option<Spanned<String>>,
    /// Where it stands, label and list included.
    pub span: Span,
}

/// What a marked paragraph is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Beslut, with its number in the document (from one) and its anchor (`2022-11-25/4`).
    Decision {
        /// Counted from one.
        number: usize,
        /// Stable anchor.
        anchor: String,
    },
    /// Uppdrag.
    Assignment,
    /// Yttrande.
    Statement,
    /// Reservation.
    Dissent,
    /// Protokollsanteckning.
    Note,
    /// Föredragare.
    Presenter,
    /// Bilaga.
    Annex,
    /// Underlag.
    Basis,
    /// Yrkande.
    Proposal,
    /// Omröstning.
    Vote,
    /// Jäv.
    Recusal,
}

/// What a section with a heading is for, where the heading tells.
pub fn role_of(heading: &str, organ: &Organ) -> Option<Role> {
    words::role(heading, organ)
}

impl Status {
    /// Every state with the word that the front matter uses.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Draft, "utkast"), (Self::Adopted, "fastställt"), (Self::Adjusted, "justerat")];

    /// The word that the front matter uses.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(status, _)| *status == self).map_or("", |(_, word)| word)
    }
}

impl Allowance {
    /// Does it hold for what stands at a place?
    pub fn holds_at(&self, span: Span) -> bool {
        self.scope.is_none_or(|scope| scope.start <= span.start && span.start <= scope.end)
    }
}

impl Marked {
    /// The stable anchor of a decision.
    pub fn anchor(&self) -> Option<&str> {
        match &self.mark {
            Mark::Decision { anchor, .. } => Some(anchor),
            _ => None,
        }
    }

    /// Does the label stand inside the same emphasis as its text: "*Beslut: …*"?
    pub fn is_stressed(&self) -> bool {
        let Some(label) = &self.label else { return false };
        let Some(Block { kind: BlockKind::Paragraph(content), .. }) = self.blocks.first()
        else {
            return false;
        };
        content.last().is_some_and(|last| label.span.end > last.span.end)
    }
}

impl Minutes {
    /// Is it a draft (utkast)?
    pub fn is_draft(&self) -> bool {
        self.meeting.status.as_ref().is_some_and(|s| s.value == Status::Draft)
    }

    /// Have its items paragraph numbers (`§ 12`)? Then an item without one is not numbered.
    pub fn has_paragraphs(&self) -> bool {
        self.sections.iter().any(|section| section.paragraph.is_some())
    }

    /// The first section with a role.
    pub fn section(&self, role: Role) -> Option<&Section> {
        self.sections.iter().find(|section| section.role == Some(role))
    }

    /// Every element in the order of the text, with the section it stands in.
    pub fn elements(&self) -> impl Iterator<Item = (Option<&Section>, &Element)> {
        self.preamble.iter().map(|e| (None, e)).chain(
            self.sections.iter().flat_map(|s| s.elements.iter().map(move |e| (Some(s), e))),
        )
    }

    /// Every marked paragraph in the order of the text, with the section it stands in.
    pub fn marked(&self) -> impl Iterator<Item = (Option<&Section>, &Marked)> {
        self.elements().filter_map(|(section, element)| match element {
            Element::Marked(marked) => Some((section, marked)),
            _ => None,
        })
    }

    /// Every decision in the order of the text, with the section it stands in.
    pub fn decisions(&self) -> impl Iterator<Item = (Option<&Section>, &Marked)> {
        self.marked().filter(|(_, marked)| matches!(marked.mark, Mark::Decision { .. }))
    }

    /// The people of all sections with a role, in the order of the text.
    pub fn people(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.sections
            .iter()
            .filter(move |section| section.role == Some(role))
            .flat_map(|section| &section.elements)
            .filter_map(|element| match element {
                Element::People(people) => Some(people),
                _ => None,
            })
            .flatten()
    }

    /// Every section with a role, in the order of the text.
    pub fn sections_of(&self, role: Role) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.role == Some(role))
    }

    /// Every block of running text in the order of the text, footnotes last.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.elements()
            .flat_map(|(_, element)| match element {
                Element::Prose(block) => std::slice::from_ref(block),
                Element::Marked(marked) => &marked.blocks,
                Element::Subheading(_)
                | Element::People(_)
                | Element::Scale(_)
                | Element::Chart(_) => &[],
            })
            .chain(self.footnotes.iter().flat_map(|note| &note.blocks))
    }
}
