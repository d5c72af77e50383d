//! Syntax to meaning: a parsed document as minutes.

mod front_matter;
mod keys;
mod levels;
mod marked;
mod poll;

use std::collections::BTreeMap;

use super::{
    Allowance, Element, Kind, Minutes, Places, Role, Section, Subheading, attendance,
    leftovers, roster, words,
};
use crate::diagnostic::Finding;
use crate::organ::Organ;
use crate::parse::yaml::Value;
use crate::parse::{Drawing, Parsed};
use crate::prose::{Block, BlockKind, Flat, Inline, InlineKind, plain};
use crate::source::{Span, Spanned};

pub use keys::KEYS;
pub use levels::HEADING_LEVEL;

/// The body that a document names, before anything else of it is understood.
pub fn organ_of(parsed: &Parsed) -> Option<Spanned<String>> {
    let Value::Map(entries) = &parsed.front_matter.as_ref()?.value else { return None };
    let entry = entries.iter().find(|entry| entry.key.value.to_lowercase() == "organ")?;
    let Value::Text(name) = &entry.value.value else { return None };
    Some(Spanned::new(name.trim().to_owned(), entry.value.span))
}

/// Reads what a document means, as a document of a body.
pub fn read(parsed: Parsed, organ: &Organ) -> (Minutes, Vec<Finding>) {
    let mut findings = Vec::new();
    let places = Places {
        keys: parsed.front_matter_end,
        body: Span::at(parsed.body.start),
        end: Span::at(parsed.body.end),
    };
    let mut minutes = Minutes {
        kind: Kind::Minutes,
        organ: organ.id.clone(),
        language: organ.language.clone(),
        title: None,
        meeting: super::Meeting::default(),
        belongs_to: None,
        parent: None,
        number: None,
        annexes: Vec::new(),
        preamble: Vec::new(),
        sections: Vec::new(),
        footnotes: parsed.footnotes,
        no_decisions: None,
        allowances: Vec::new(),
        oddities: parsed.oddities,
        gaps: parsed.gaps,
        unshown: parsed.unshown,
        rosters: Vec::new(),
        unnested: parsed.unnested,
        leftovers: Vec::new(),
        keys: Vec::new(),
        has_front_matter: parsed.front_matter.is_some(),
        places,
    };
    // Unreadable front matter is one fault, not one for each key that it may have held.
    if let Some(node) = parsed.front_matter {
        minutes.keys = front_matter::keys(&node);
        front_matter::read(node, &mut minutes, &mut findings);
    }
    minutes.allowances.extend(parsed.allowances.into_iter().map(|allowance| Allowance {
        rule: allowance.rule,
        reason: allowance.reason,
        scope: Some(allowance.scope),
    }));
    let own = minutes.meeting.registry_number.as_ref().map(|number| number.value.as_str());
    minutes.leftovers = leftovers::find(&parsed.blocks, organ, own);
    for note in &mut minutes.footnotes {
        note.blocks.iter_mut().for_each(flatten_headings);
    }
    let mut reader = Reader {
        organ,
        drawings: parsed.drawings,
        anchors: BTreeMap::new(),
        items: 0,
        decisions: 0,
        proposes: false,
        is_introduced: false,
        levels: levels::Levels::default(),
        minutes: &mut minutes,
        findings: &mut findings,
    };
    reader.body(parsed.blocks);
    reader.levels.tell(reader.findings);
    let attendance = |section: &&Section| section.role.is_some_and(Role::is_attendance);
    let sections = minutes.sections.iter().filter(attendance);
    minutes.rosters = sections.flat_map(|section| roster::find(section, organ)).collect();
    (minutes, findings)
}

struct Reader<'a> {
    organ: &'a Organ,
    /// Blocks that are to be drawn, by where they start.
    drawings: BTreeMap<usize, Drawing>,
    /// Every anchor so far, with how many more have wanted it.
    anchors: BTreeMap<String, usize>,
    /// Numbered sections so far.
    items: usize,
    /// Decisions so far.
    decisions: usize,
    /// The headings so far, and which stand at the wrong level.
    /// Does the place stand under a heading of what is proposed?
    proposes: bool,
    /// Does the paragraph before introduce a proposal?
    is_introduced: bool,
    levels: levels::Levels,
    minutes: &'a mut Minutes,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn body(&mut self, blocks: Vec<Block>) {
        let mut blocks = blocks.into_iter().flat_map(marked::split_at_labels).peekable();
        while let Some(mut block) = blocks.next() {
            match block.kind {
                BlockKind::Heading(level, content) => self.heading(level, content, block.span),
                BlockKind::Paragraph(_) => {
                    let element = self.paragraph(block, &mut blocks);
                    self.place(element);
                }
                BlockKind::Code { .. } => {
                    let drawing = self.drawings.remove(&block.span.start);
                    let drawn =
                        drawing.and_then(|it| poll::read(it, block.span, self.findings));
                    self.place(drawn.unwrap_or(Element::Prose(block)));
                }
                _ => {
                    flatten_headings(&mut block);
                    let element = self.other(block);
                    self.place(element);
                }
            }
        }
    }

    fn place(&mut self, element: Element) {
        match self.minutes.sections.last_mut() {
            Some(section) => section.elements.push(element),
            None => self.minutes.preamble.push(element),
        }
    }

    fn heading(&mut self, level: u8, content: Vec<Inline>, span: Span) {
        self.proposes = words::is_heading_of_proposals(&plain(&content));
        self.is_introduced = false;
        let is_part = level == 1 && self.opens_part(&content);
        if level == 1 && !is_part && self.minutes.sections.is_empty() {
            return self.title(content, span);
        }
        let level = if is_part { 2 } else { level };
        let shown = self.levels.add(level, &content, span);
        if shown == 2 {
            self.section(content, span, is_part);
        } else {
            let anchor = self.anchor(&words::slug(&plain(&content)));
            let typed_number = typed_number(&content, usize::MAX).map(|(typed, _)| typed);
            self.place(Element::Subheading(Subheading {
                level: shown,
                content,
                typed_number,
                anchor,
                span,
            }));
        }
    }

    /// Does a heading of level 1 open a part? Only in slides, and there all but the title do.
    fn opens_part(&self, content: &[Inline]) -> bool {
        let title = self.minutes.title.as_ref().map(|title| title.value.to_lowercase());
        self.minutes.kind == Kind::Slides
            && title.is_some_and(|title| title != plain(content).trim().to_lowercase())
    }

    /// A heading of level 1 before the first section.
    fn title(&mut self, content: Vec<Inline>, span: Span) {
        let text = plain(&content).trim().to_owned();
        // Where it is typed as it is read, its place is that of the words alone.
        let place = match content.as_slice() {
            [Inline { kind: InlineKind::Text(words), span }] if *words == text => *span,
            _ => span,
        };
        match &self.minutes.title {
            None => self.minutes.title = Some(Spanned::new(text, place)),
            Some(title) if title.value.to_lowercase() == text.to_lowercase() => {}
            Some(title) => {
                self.levels.add_title(&content, span, title.span);
                let strong = Inline { kind: InlineKind::Strong(content), span };
                let kind = BlockKind::Paragraph(vec![strong]);
                self.place(Element::Prose(Block { kind, span }));
            }
        }
    }

    fn section(&mut self, content: Vec<Inline>, span: Span, is_part: bool) {
        let (typed_number, length) = match typed_number(&content, self.items + 1) {
            Some((typed, length)) => (Some(typed), length),
            None => (None, leading_blanks(&content)),
        };
        let heading = marked::without_prefix(content, length);
        let paragraph = typed_number.as_ref().filter(|_| self.organ.is_board);
        let paragraph = paragraph
            .and_then(|typed| Some(Spanned::new(words::paragraph(&typed.value)?, typed.span)));
        let title = plain(&heading).trim().to_owned();
        let (role, meant) = match words::known_heading(&title, self.organ) {
            Some(known) => (Some(known.role), known.meant),
            None => (None, None),
        };
        let is_item = self.minutes.kind.has_items() && !role.is_some_and(Role::is_attendance);
        self.items += usize::from(is_item);
        let number = is_item.then_some(self.items);
        let slug = words::slug(&title);
        let anchor = match number {
            Some(number) => self.anchor(&format!("punkt-{number}")),
            None => self.anchor(&slug),
        };
        self.minutes.sections.push(Section {
            heading,
            title,
            number,
            typed_number,
            paragraph,
            is_part,
            role,
            meant,
            anchor,
            slug,
            elements: Vec::new(),
            span,
        });
    }

    /// An anchor that nothing else in the document has.
    fn anchor(&mut self, wanted: &str) -> String {
        // Where the last search for this one ended, so that a thousand alike cost no million looks.
        let mut count = self.anchors.get(wanted).copied().unwrap_or(0);
        let mut anchor = wanted.to_owned();
        while self.anchors.contains_key(&anchor) {
            count += 1;
            anchor = format!("{wanted}-{}", count + 1);
        }
        self.anchors.insert(wanted.to_owned(), count);
        self.anchors.entry(anchor.clone()).or_insert(0);
        anchor
    }

    /// A list or table of people in a section of attendance, or else running text.
    fn other(&self, block: Block) -> Element {
        let attendance = self
            .minutes
            .sections
            .last()
            .is_some_and(|section| section.role.is_some_and(Role::is_attendance));
        let people = match &block.kind {
            BlockKind::List(list) if attendance => attendance::from_list(list, self.organ),
            BlockKind::Table(table) if attendance => attendance::from_table(table, self.organ),
            _ => None,
        };
        match people {
            Some(people) => Element::People(people),
            None => Element::Prose(block),
        }
    }
}

/// The number that the writer typed before a heading, and the bytes of the heading's text that go with it.
/// `expected` is the number that stands there without a full stop or any other sign that it is one.
fn typed_number(content: &[Inline], expected: usize) -> Option<(Spanned<String>, usize)> {
    let text = plain(content);
    let lead = leading_blanks(content);
    let length = words::typed_number(&text[lead..], expected)?;
    let number = text[lead..lead + length].trim();
    let place = Flat::of(content).span(lead..lead + number.len());
    Some((Spanned::new(number.to_owned(), place), lead + length))
}

fn leading_blanks(content: &[Inline]) -> usize {
    let text = plain(content);
    text.len() - text.trim_start().len()
}

/// Is one of two blocks a heading, and the other text or a heading as well?
fn is_headed(pair: &[Block]) -> bool {
    let is_line =
        |block: &Block| matches!(block.kind, BlockKind::Heading(..) | BlockKind::Paragraph(_));
    pair.iter().all(is_line)
        && pair.iter().any(|block| matches!(block.kind, BlockKind::Heading(..)))
}

/// A heading inside a list, quotation or note is no part of the outline: it becomes a bold line.
fn flatten_headings(block: &mut Block) {
    match &mut block.kind {
        BlockKind::Heading(_, content) => {
            let content = std::mem::take(content);
            let strong = Inline { kind: InlineKind::Strong(content), span: block.span };
            block.kind = BlockKind::Paragraph(vec![strong]);
        }
        BlockKind::Quote(blocks) => blocks.iter_mut().for_each(flatten_headings),
        BlockKind::List(list) => {
            for item in &mut list.items {
                // In a tight list the line and the text under it would run together.
                list.tight &= !item.blocks.windows(2).any(is_headed);
                item.blocks.iter_mut().for_each(flatten_headings);
            }
        }
        BlockKind::Paragraph(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    }
}
