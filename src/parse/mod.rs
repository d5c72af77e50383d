//! Syntax: bytes to text, text to front matter and blocks, each with its place. Never fails; tells what is wrong.

mod allowance;
mod body;
mod characters;
mod decode;
mod drawing;
pub mod fields;
mod front_matter;
pub mod keys;
mod nesting;
pub mod yaml;

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Level, Rule};
use crate::prose::{Block, Footnote};
use crate::source::{Source, Span};

pub use allowance::Allowance;
pub(crate) use allowance::without_reason;
pub use characters::{Oddity, OddityKind};
pub use decode::{decode, transcode};
pub use drawing::{Drawing, DrawingKind};
pub use nesting::Unnested;

/// Front matter that cannot be read.
pub static METADATA: Rule =
    Rule { code: "LGL001", name: "metadata-ogiltig", level: Level::Error };
/// A key that is required here, and is not there.
pub static MISSING_KEY: Rule =
    Rule { code: "LGL002", name: "nyckel-saknas", level: Level::Error };
/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule =
    Rule { code: "LGL003", name: "nyckel-okänd", level: Level::Warning };
/// A value of the wrong form.
pub static INVALID_VALUE: Rule =
    Rule { code: "LGL004", name: "värde-ogiltigt", level: Level::Error };
/// A file that is not UTF-8 text.
pub static ENCODING: Rule = Rule { code: "LGL008", name: "teckenkodning", level: Level::Error };
/// A file that is too large, or text that is nested too deep.
pub static TOO_LARGE: Rule = Rule { code: "LGL009", name: "för-stort", level: Level::Error };
/// A block between fences that has no end, or words where none are shown.
pub static FENCE: Rule = Rule { code: "LGL013", name: "kodstaket", level: Level::Warning };
/// A link's title, which is not shown.
pub static LINK_TITLE: Rule =
    Rule { code: "LGL611", name: "länktitel", level: Level::Warning };
/// Raw HTML in the text.
pub static RAW_HTML: Rule = Rule { code: "LGL609", name: "rå-html", level: Level::Warning };

/// The syntax of one document.
#[derive(Debug)]
pub struct Parsed {
    /// The front matter, where there is one that can be read.
    pub front_matter: Option<yaml::Node>,
    /// Where the front matter's last line ends: a missing key should stand there.
    pub front_matter_end: Span,
    /// The text below the front matter.
    pub blocks: Vec<Block>,
    /// Those of the blocks that are to be drawn, by where they start.
    pub drawings: BTreeMap<usize, Drawing>,
    /// Footnotes in order of first reference.
    pub footnotes: Vec<Footnote>,
    /// Rules that comments in the text switch off.
    pub allowances: Vec<Allowance>,
    /// Characters that are hard to see and easy to get wrong.
    pub oddities: Vec<Oddity>,
    /// Three or more empty lines in a row, below the front matter, each time without the first of them.
    pub gaps: Vec<Span>,
    /// What stands between two blocks and is none itself: a footnote, the address of a link, a comment to lgl.
    pub unshown: Vec<Span>,
    /// Items that were meant to lie under another and do not.
    pub unnested: Vec<Unnested>,
    /// Where the text below the front matter stands.
    pub body: Span,
}

/// Reads the syntax of a document.
pub fn parse(source: &Source) -> (Parsed, Vec<Finding>) {
    let mut findings = Vec::new();
    let matter = front_matter::find(source, &mut findings);
    let front_matter = matter.yaml.and_then(|span| yaml::read(source, span, &mut findings));
    let body::Body { blocks, drawings, footnotes, allowances } =
        body::read(source, matter.body, &mut findings);
    let (oddities, gaps) = characters::look(source, matter.body.start);
    let unshown = blocks
        .windows(2)
        .map(|pair| Span::new(pair[0].span.end, pair[1].span.start))
        .filter(|between| !source.slice(*between).trim().is_empty())
        .collect();
    let unnested = nesting::look(source, &blocks);
    let parsed = Parsed {
        front_matter,
        front_matter_end: matter.end,
        blocks,
        drawings,
        footnotes,
        allowances,
        oddities,
        gaps,
        unshown,
        unnested,
        body: matter.body,
    };
    (parsed, findings)
}
