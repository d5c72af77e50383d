//! The words of a document, each with its place: what the rules about language, names and numbers read.
//!
//! Made once for each document, so that no rule has to go through the characters again.

mod annexes;
pub(crate) mod dates;
pub(super) mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use super::named::{self, Named};
use super::{Element, Mark, Marked, Minutes};
use crate::organ::Organ;
use crate::organ::phrases::Meaning;
use crate::prose::flat::overlaps;
use crate::prose::{Block, BlockKind, Flat, Inline};
use crate::source::{Span, Spanned};

pub use annexes::AnnexMention;
pub use dates::{DateForm, DateMention};
pub use words::Word;

/// Every run of text of a document in the order of the text, footnotes last.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The runs.
    pub runs: Vec<Run>,
    /// Where the body, its members and roles are named, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Where days are named, in the order of the text.
    pub dates: Vec<DateMention>,
    /// Everybody that the document names with what they are: officers, presenters, the lists.
    pub named: Vec<Named>,
    /// Where runs are found without going through all of them.
    index: Index,
}

/// Where the runs of a text are.
#[derive(Clone, Debug, Default)]
struct Index {
    /// The first run with a span.
    spans: BTreeMap<Span, usize>,
    /// The first run of a section and the one after its last.
    sections: BTreeMap<usize, Range<usize>>,
    /// The first run of a decision, by its number, and the one after its last.
    decisions: BTreeMap<usize, Range<usize>>,
}

impl Index {
    fn of(runs: &[Run]) -> Self {
        let mut index = Self::default();
        for (at, run) in runs.iter().enumerate() {
            index.spans.entry(run.span).or_insert(at);
            if let Some(section) = run.section {
                index.sections.entry(section).or_insert(at..at).end = at + 1;
            }
            if let Some(Mark::Decision { number, .. }) = run.mark {
                index.decisions.entry(number).or_insert(at..at).end = at + 1;
            }
        }
        index
    }
}

/// One run of text: a paragraph, a heading, a cell, an entry in a list of people.
#[derive(Clone, Debug)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// The section it stands in, by its index in [`Minutes::sections`].
    pub section: Option<usize>,
    /// What it belongs to, where that is a paragraph with a label.
    pub mark: Option<Mark>,
    /// Its characters with their places.
    pub flat: Flat,
    /// The same characters in lower case, byte for byte at the same places.
    pub lower: String,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Ranges between quotation marks, without the marks. Sorted and apart.
    pub quotes: Vec<Range<usize>>,
    /// Ranges that no rule of language complains about and no fix changes: quotations with their marks, and
    /// everything that is stressed, linked or code. Sorted and apart.
    pub shields: Vec<Range<usize>>,
    /// What comes right after it, where that is no running text.
    pub leads_to: Option<Figure>,
    /// Where it stands.
    pub span: Span,
}

/// What a paragraph may lead up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A list.
    List,
    /// A table, or a drawing.
    Table,
    /// A quotation.
    Quote,
    /// Preformatted text.
    Code,
}

/// What a [`Run`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// A heading of a section or below, by its level (2 to 6).
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph in an item of a list.
    Item,
    /// A cell of a table, or the words of a drawing.
    Cell,
    /// An entry in a list of attendance.
    Person,
    /// A paragraph in a quotation. All of it is shielded.
    Quote,
    /// A paragraph in a footnote.
    Note,
}

/// A place where the body, a member or a role is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of its run.
    pub run: usize,
    /// Bytes in the run's text, without a genitive ending.
    pub range: Range<usize>,
    /// What is named.
    pub meaning: Meaning,
    /// Is it written letter for letter as the canonical name?
    pub is_canonical: bool,
    /// Has it a genitive ending: "Kalmar kommuns", "LGL:s"?
    pub is_genitive: bool,
    /// Does it stand in a quotation, a stressed text, a link?
    pub is_shielded: bool,
}

impl Text {
    /// The words of a document of a body.
    pub fn of(minutes: &Minutes, organ: &Organ) -> Self {
        let mut text = Self::default();
        text.elements(None, &minutes.preamble);
        for (index, section) in minutes.sections.iter().enumerate() {
            text.run(RunKind::Heading(2), Some(index), None, &section.heading, section.span);
            text.elements(Some(index), &section.elements);
        }
        for note in &minutes.footnotes {
            text.blocks(RunKind::Note, None, None, &note.blocks);
        }
        for (index, run) in text.runs.iter().enumerate() {
            mentions(index, run, organ, &mut text.mentions);
            dates::find(index, run, &mut text.dates);
        }
        text.named = named::find(minutes, &text.runs, organ);
        text.index = Index::of(&text.runs);
        text
    }

    /// The words of a text that stands alone, such as the title: one run, with the days it names.
    pub fn alone(text: &Spanned<String>) -> Self {
        let mut alone = Self::default();
        let content = crate::prose::from_spanned(text);
        alone.run(RunKind::Heading(1), None, None, &content, text.span);
        if let Some(run) = alone.runs.first() {
            dates::find(0, run, &mut alone.dates);
        }
        alone
    }

    /// The mentions in a run.
    pub fn mentions_in(&self, run: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|mention| mention.run < run);
        let end = self.mentions.partition_point(|mention| mention.run <= run);
        &self.mentions[start..end]
    }

    /// The days named in a run.
    pub fn dates_in(&self, run: usize) -> &[DateMention] {
        let start = self.dates.partition_point(|date| date.run < run);
        let end = self.dates.partition_point(|date| date.run <= run);
        &self.dates[start..end]
    }

    /// The runs of a section.
    pub fn runs_of(&self, section: usize) -> impl Iterator<Item = &Run> {
        let runs = self.index.sections.get(&section).cloned().unwrap_or_default();
        self.runs[runs].iter().filter(move |run| run.section == Some(section))
    }

    /// The runs of a paragraph with this label and of the list below it, with the index of each. Only a decision is
    /// told from others with the same label.
    pub fn runs_with<'a>(&'a self, mark: &'a Mark) -> impl Iterator<Item = (usize, &'a Run)> {
        let runs = match mark {
            Mark::Decision { number, .. } => self.index.decisions.get(number).cloned(),
            _ => Some(0..self.runs.len()),
        };
        let runs = runs.unwrap_or_default();
        let found = runs.map(|at| (at, &self.runs[at]));
        found.filter(move |(_, run)| run.mark.as_ref() == Some(mark))
    }

    /// The run that is a whole block, by the block's place, with its index.
    pub fn run_at(&self, span: Span) -> Option<(usize, &Run)> {
        self.index.spans.get(&span).map(|at| (*at, &self.runs[*at]))
    }

    fn elements(&mut self, section: Option<usize>, elements: &[Element]) {
        for (index, element) in elements.iter().enumerate() {
            match element {
                Element::Prose(block) => {
                    let next = elements.get(index + 1).and_then(Figure::of_element);
                    self.block(RunKind::Paragraph, section, None, block, next);
                }
                Element::Subheading(heading) => {
                    let kind = RunKind::Heading(heading.level);
                    self.run(kind, section, None, &heading.content, heading.span);
                }
                Element::Marked(Marked { mark, blocks, .. }) => {
                    self.blocks(RunKind::Paragraph, section, Some(mark), blocks);
                }
                Element::People(people) => {
                    for person in people {
                        self.run(RunKind::Person, section, None, &person.entry, person.span);
                    }
                }
                Element::Scale(scale) => self.drawn(section, scale.words()),
                Element::Chart(chart) => self.drawn(section, chart.words()),
            }
        }
    }

    /// The words of a drawing, each like a cell of a table.
    fn drawn<'a>(
        &mut self,
        section: Option<usize>,
        words: impl Iterator<Item = &'a Spanned<String>>,
    ) {
        for word in words {
            let content = crate::prose::from_spanned(word);
            self.run(RunKind::Cell, section, None, &content, word.span);
        }
    }

    fn blocks(
        &mut self,
        kind: RunKind,
        section: Option<usize>,
        mark: Option<&Mark>,
        blocks: &[Block],
    ) {
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1).and_then(Figure::of_block);
            self.block(kind, section, mark, block, next);
        }
    }

    /// The runs of a block; `kind` is what its paragraphs are, `next` what comes after it.
    fn block(
        &mut self,
        kind: RunKind,
        section: Option<usize>,
        mark: Option<&Mark>,
        block: &Block,
        next: Option<Figure>,
    ) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let before = self.runs.len();
                self.run(kind, section, mark, content, block.span);
                // A paragraph without any words has no run.
                if let Some(run) = self.runs.get_mut(before) {
                    run.leads_to = next;
                }
            }
            BlockKind::Heading(level, content) => {
                self.run(RunKind::Heading(*level), section, mark, content, block.span);
            }
            BlockKind::List(list) => {
                let kind = if kind == RunKind::Paragraph { RunKind::Item } else { kind };
                for item in &list.items {
                    self.blocks(kind, section, mark, &item.blocks);
                }
            }
            BlockKind::Quote(blocks) => self.blocks(RunKind::Quote, section, mark, blocks),
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.run(RunKind::Cell, section, mark, &cell.content, cell.span);
                }
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }

    fn run(
        &mut self,
        kind: RunKind,
        section: Option<usize>,
        mark: Option<&Mark>,
        content: &[Inline],
        span: Span,
    ) {
        let flat = Flat::of(content);
        if flat.text.trim().is_empty() {
            return;
        }
        let lower = words::lower(&flat.text);
        let (quotes, mut shields) = words::quotations(&flat.text);
        if kind == RunKind::Quote {
            shields = std::iter::once(0..flat.text.len()).collect();
        } else {
            shields = merged(shields, &flat.marked);
        }
        let words = words::words(&flat.text, &lower, &shields);
        self.runs.push(Run {
            kind,
            section,
            mark: mark.cloned(),
            flat,
            lower,
            words,
            quotes,
            shields,
            leads_to: None,
            span,
        });
    }
}

impl Run {
    /// Its characters.
    pub fn text(&self) -> &str {
        &self.flat.text
    }

    /// A word as it is written.
    pub fn word(&self, word: &Word) -> &str {
        &self.flat.text[word.range()]
    }

    /// A word in lower case.
    pub fn lower(&self, word: &Word) -> &str {
        &self.lower[word.range()]
    }

    /// What stands between two words: blanks and marks.
    pub fn between(&self, before: &Word, after: &Word) -> &str {
        self.flat.text.get(before.end..after.start).unwrap_or("")
    }

    /// What stands after the last word: marks and blanks.
    pub fn tail(&self) -> &str {
        self.words.last().map_or(self.text(), |word| &self.flat.text[word.end..])
    }

    /// Where a range of the text, in bytes, stands in the source.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        self.flat.span(range)
    }

    /// The place of a range that a fix may replace: unchanged from the source and not shielded.
    pub fn editable(&self, range: Range<usize>) -> Option<Span> {
        if self.is_shielded(&range) { None } else { self.flat.editable(range) }
    }

    /// Is any of a range in a quotation, stressed, linked or code?
    pub fn is_shielded(&self, range: &Range<usize>) -> bool {
        overlaps(&self.shields, range)
    }

    /// Its sentences, each as its words.
    pub fn sentences(&self) -> impl Iterator<Item = &[Word]> {
        self.words.chunk_by(|_, next| !next.opens)
    }

    /// Is it a heading?
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, RunKind::Heading(_))
    }

    /// Is it prose in whole sentences, as a rule: a paragraph, an item of a list, a note?
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, RunKind::Paragraph | RunKind::Item | RunKind::Note)
    }
}

impl Figure {
    fn of_block(block: &Block) -> Option<Self> {
        match &block.kind {
            BlockKind::List(_) => Some(Self::List),
            BlockKind::Table(_) => Some(Self::Table),
            BlockKind::Quote(_) => Some(Self::Quote),
            BlockKind::Code { .. } | BlockKind::Html(_) => Some(Self::Code),
            BlockKind::Paragraph(_) | BlockKind::Heading(..) | BlockKind::Rule => None,
        }
    }

    fn of_element(element: &Element) -> Option<Self> {
        match element {
            Element::Prose(block) => Self::of_block(block),
            Element::People(_) => Some(Self::List),
            Element::Scale(_) | Element::Chart(_) => Some(Self::Table),
            Element::Subheading(_) | Element::Marked(_) => None,
        }
    }
}

/// Two lists of ranges as one, sorted and apart.
fn merged(mut ranges: Vec<Range<usize>>, more: &[Range<usize>]) -> Vec<Range<usize>> {
    if more.is_empty() {
        return ranges;
    }
    ranges.extend_from_slice(more);
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// Finds the names that the body knows.
fn mentions(index: usize, run: &Run, organ: &Organ, found: &mut Vec<Mention>) {
    let mut next = 0;
    while next < run.words.len() {
        let lower = |at: usize| run.words.get(at).map(|word| run.lower(word));
        let Some(hit) = organ.phrases.at(next, &lower) else {
            next += 1;
            continue;
        };
        let (first, last) = (run.words[next], run.words[next + hit.words - 1]);
        let end = last.end - hit.ending;
        next += hit.words;
        // A mark between the words means that they are no name: "Region, Kalmar län".
        let range = first.start..end;
        let is_plain = |c: char| c.is_alphanumeric() || c.is_whitespace() || c == '-';
        if hit.words > 1 && !run.text()[range.clone()].chars().all(is_plain) {
            continue;
        }
        found.push(Mention {
            run: index,
            is_canonical: hit.canonical == &run.text()[range.clone()],
            is_genitive: hit.ending > 0,
            is_shielded: run.is_shielded(&range),
            meaning: hit.meaning,
            range,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model;
    use crate::parse::parse;
    use crate::source::Source;

    pub(super) fn text(body: &str) -> Text {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let source = Source::new("a.md", format!("---\ndatum: 2026-12-04\n---\n\n{body}\n"));
        let (minutes, _) = model::read(parse(&source).0, &organ);
        Text::of(&minutes, &organ)
    }

    fn words(body: &str) -> Vec<String> {
        let text = text(body);
        let run = &text.runs[0];
        run.words
            .iter()
            .map(|word| {
                let opens = if word.opens { "^" } else { "" };
                let shielded = if word.is_shielded { "~" } else { "" };
                format!("{opens}{shielded}{}", run.word(word))
            })
            .collect()
    }

    #[test]
    fn words_know_where_sentences_open_and_what_is_quoted() {
        let table = [
            ("Ett möte. Två möten, t.ex. Anna.", "^Ett möte ^Två möten t.ex Anna"),
            ("Förslaget ”Nära vård” antas.", "^Förslaget ~Nära ~vård antas"),
            ("Den *gemensamma* bilden", "^Den ~gemensamma bilden"),
            ("Kl. 9.00–12.00 den 4 dec.", "^Kl 9.00–12.00 den 4 dec"),
            ("LGL:s plan (Barn och unga).", "^LGL:s plan Barn och unga"),
            ("Klart? Ja! 17:e gången", "^Klart ^Ja ^17:e gången"),
            ("Enligt \"ett \"inre\" citat\" här", "^Enligt ~ett ~inre ~citat här"),
            ("Hon sa ”nej", "^Hon sa ~nej"),
        ];
        for (body, expected) in table {
            assert_eq!(words(body).join(" "), expected, "{body}");
        }
    }

    #[test]
    fn a_paragraph_knows_what_it_leads_up_to() {
        let leads = |body: &str| text(body).runs[0].leads_to;
        assert_eq!(leads("Råd:\n\n- ett"), Some(Figure::List));
        assert_eq!(leads("Beslut: LGL beslutar:\n\n- ett"), Some(Figure::List));
        assert_eq!(leads("- Råd:\n  1. ett"), Some(Figure::List));
        assert_eq!(leads("Så här:\n\n> citat"), Some(Figure::Quote));
        assert_eq!(leads("Svar:\n\n| a |\n|---|\n| b |"), Some(Figure::Table));
        assert_eq!(leads("Ett.\n\nTvå.\n\n- tre"), None);
    }

    #[test]
    fn names_are_found_in_running_text() {
        let found = |body: &str| -> Vec<String> {
            let text = text(body);
            let shown = |m: &Mention| {
                let written = &text.runs[m.run].text()[m.range.clone()];
                let canonical = if m.is_canonical { "=" } else { "~" };
                let genitive = if m.is_genitive { "'s" } else { "" };
                format!("{:?} {canonical}{written}{genitive}", m.meaning)
            };
            text.mentions.iter().map(shown).collect()
        };
        assert_eq!(found("Mötet i Kalmarsalen med kommunen"), Vec::<String>::new());
        assert_eq!(
            found("Läns gemensam ledning i samverkan beslutar, region Kalmar läns plan"),
            ["Body ~Läns gemensam ledning i samverkan", "Member(10) ~region Kalmar län's",]
        );
        assert_eq!(found("LGL:s och Nybro kommun"), ["Body =LGL's", "Member(8) =Nybro kommun"]);
        assert_eq!(found("En brukarrepresentant"), ["Role(0) =brukarrepresentant"]);
    }
}
