//! The text below the front matter: pulldown-cmark's events as blocks and inlines with their places.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::allowance::{self, Allowance};
use super::drawing::{self, Drawing, DrawingKind};
use super::{FENCE, LINK_TITLE, RAW_HTML, TOO_LARGE};
use crate::diagnostic::{Edit, Finding, Fix};
use crate::prose::{
    Alignment, Block, BlockKind, Cell, Footnote, Image, Inline, InlineKind, Link, List,
    ListItem, Table, plain,
};
use crate::source::{Source, Span};

/// How deep lists, quotations and emphasis may lie in each other. What comes after walks the tree
/// recursively, and no reader follows more than a few steps.
const MAX_DEPTH: usize = 48;

/// What stands below the front matter.
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    pub(super) drawings: BTreeMap<usize, Drawing>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) allowances: Vec<Allowance>,
}

pub(super) fn read(source: &Source, span: Span, findings: &mut Vec<Finding>) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES;
    let text = source.slice(span);
    let mut builder = Builder {
        source,
        text,
        base: span.start,
        stack: vec![Frame::new(Container::Document, span)],
        skipped: 0,
        links: LinkFinder::new(),
        pending: None,
        verbatim_end: None,
        notes: Notes::default(),
        drawings: BTreeMap::new(),
        allowances: Vec::new(),
        waiting: None,
        findings,
    };
    builder.links.url_must_have_scheme(false);
    let text = with_line_feeds(text);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        builder.event(event, &range);
    }
    builder.finish()
}

/// The text with a line feed for each carriage return that stands alone, byte for byte in the same place: the parser
/// passes over the words after some of them.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let mut bytes = text.bytes().peekable();
    let mut has_lone = false;
    while let Some(byte) = bytes.next() {
        has_lone |= byte == b'\r' && bytes.peek() != Some(&b'\n');
    }
    if !has_lone {
        return Cow::Borrowed(text);
    }
    let lines: Vec<String> =
        text.split("\r\n").map(|lines| lines.replace('\r', "\n")).collect();
    Cow::Owned(lines.join("\r\n"))
}

/// An open element with what has been read of it.
struct Frame {
    container: Container,
    span: Span,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

/// What a [`Frame`] becomes when it closes.
enum Container {
    Document,
    Paragraph,
    Heading(u8),
    Quote,
    /// Its language and its text; of a fenced one, the words on its first line where they are more than a language.
    Code(String, String, Option<String>),
    Html(String),
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<ListItem>,
    },
    Item {
        checked: Option<bool>,
    },
    Footnote(String),
    Table {
        alignments: Vec<Alignment>,
        rows: Vec<Vec<Cell>>,
    },
    Row(Vec<Cell>),
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link {
        target: String,
        title: String,
    },
    Image {
        target: String,
        caption: String,
    },
}

impl Frame {
    fn new(container: Container, span: Span) -> Self {
        Self { container, span, blocks: Vec::new(), inlines: Vec::new() }
    }

    /// Text right in a list item, as a tight list has it, is a paragraph.
    fn close_paragraph(&mut self) {
        if self.inlines.is_empty() || !self.container.holds_blocks() {
            return;
        }
        let content = std::mem::take(&mut self.inlines);
        let span = content.iter().map(|inline| inline.span).reduce(Span::cover);
        let span = span.unwrap_or(self.span);
        self.blocks.push(Block { kind: BlockKind::Paragraph(content), span });
    }
}

impl Container {
    fn holds_blocks(&self) -> bool {
        matches!(self, Self::Document | Self::Quote | Self::Item { .. } | Self::Footnote(_))
    }
}

/// Footnotes: numbered by first reference, defined anywhere.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    definitions: Vec<(String, Vec<Block>, Span)>,
}

struct Builder<'a> {
    source: &'a Source,
    text: &'a str,
    /// Bytes before the text in the file.
    base: usize,
    stack: Vec<Frame>,
    /// Open elements inside one that lies too deep.
    skipped: usize,
    links: LinkFinder,
    /// Text that stands as it was typed and may go on in the next event.
    pending: Option<Span>,
    /// Where the last text ended, if it stands as it was typed.
    verbatim_end: Option<usize>,
    notes: Notes,
    drawings: BTreeMap<usize, Drawing>,
    allowances: Vec<Allowance>,
    /// The first allowance that waits for the block it speaks of, and how deep it stands.
    waiting: Option<(usize, usize)>,
    findings: &'a mut Vec<Finding>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(_) => self.skipped += 1,
                Event::End(_) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        let span = Span::from(range.clone()).shift(self.base);
        if !matches!(event, Event::Text(_)) {
            self.flush();
        }
        match event {
            Event::Start(tag) => self.open(tag, span),
            Event::End(end) => self.close(end, span),
            Event::Text(text) => self.characters(&text, span),
            Event::Code(code) => self.inline(InlineKind::Code(nfc(&code)), span),
            Event::InlineHtml(html) => {
                self.raw_html(span);
                self.inline(InlineKind::Html(nfc(&html)), span);
            }
            Event::Html(html) => self.characters(&html, span),
            Event::SoftBreak => self.inline(InlineKind::SoftBreak, span),
            Event::HardBreak => self.inline(InlineKind::HardBreak, span),
            Event::Rule => self.block(BlockKind::Rule, span),
            Event::FootnoteReference(label) => {
                let next = self.notes.numbers.len() + 1;
                let number = *self.notes.numbers.entry(folded(&label)).or_insert(next);
                self.inline(InlineKind::Footnote(number), span);
            }
            Event::TaskListMarker(done) => {
                // In a loose list the mark stands in the item's first paragraph.
                let mut open = self.stack.iter_mut().rev().map(|frame| &mut frame.container);
                if let Some(Container::Item { checked }) =
                    open.find(|container| matches!(container, Container::Item { .. }))
                {
                    *checked = Some(done);
                }
            }
            // Mathematics is not switched on: a dollar sign is a dollar sign.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.characters(&text, span),
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("the document's frame is never closed before the end")
    }

    fn open(&mut self, tag: Tag<'_>, span: Span) {
        if self.stack.len() >= MAX_DEPTH {
            self.skipped = 1;
            let start = Span::at(span.start);
            self.findings.push(
                TOO_LARGE
                    .at(start, format!("Texten är nästlad djupare än {MAX_DEPTH} nivåer"))
                    .help("Skriv listan eller citatet med färre nivåer."),
            );
            return;
        }
        let container = match tag {
            Tag::Paragraph => Container::Paragraph,
            Tag::Heading { level, .. } => Container::Heading(level as u8),
            Tag::BlockQuote(_) => Container::Quote,
            Tag::CodeBlock(kind) => {
                let (language, words) = match &kind {
                    CodeBlockKind::Fenced(info) => {
                        let mut words = info.split_whitespace();
                        let (language, has_more) = (words.next(), words.next().is_some());
                        let all = if has_more { info.trim() } else { "" };
                        (language.unwrap_or(""), Some(all.to_owned()))
                    }
                    CodeBlockKind::Indented => ("", None),
                };
                Container::Code(nfc(language), String::new(), words)
            }
            Tag::HtmlBlock => Container::Html(String::new()),
            Tag::List(start) => Container::List { start, tight: true, items: Vec::new() },
            Tag::Item => Container::Item { checked: None },
            Tag::FootnoteDefinition(label) => Container::Footnote(folded(&label)),
            Tag::Table(alignments) => Container::Table {
                alignments: alignments.into_iter().map(alignment).collect(),
                rows: Vec::new(),
            },
            Tag::TableHead | Tag::TableRow => Container::Row(Vec::new()),
            Tag::TableCell => Container::Cell,
            Tag::Emphasis => Container::Emphasis,
            Tag::Strong => Container::Strong,
            Tag::Strikethrough => Container::Strike,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                let target = nfc(&format!("mailto:{dest_url}"));
                Container::Link { target, title: String::new() }
            }
            Tag::Link { dest_url, title, .. } => {
                Container::Link { target: nfc(&dest_url), title: title.into_string() }
            }
            Tag::Image { dest_url, title, .. } => {
                Container::Image { target: nfc(&dest_url), caption: nfc(&title) }
            }
            // Extensions that are not switched on; their text is kept.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Container::Emphasis,
        };
        if !matches!(
            container,
            Container::Emphasis
                | Container::Strong
                | Container::Strike
                | Container::Link { .. }
                | Container::Image { .. }
        ) {
            self.top().close_paragraph();
        }
        self.stack.push(Frame::new(container, span));
    }

    fn close(&mut self, _: TagEnd, end: Span) {
        let mut frame = self.stack.pop().expect("every end has its start");
        frame.close_paragraph();
        let span = self.trimmed(frame.span.cover(end));
        let Frame { container, blocks, inlines, .. } = frame;
        match container {
            Container::Document => self.stack.push(Frame { container, span, blocks, inlines }),
            Container::Paragraph => {
                // A paragraph in a list item means that blank lines divide the items.
                let depth = self.stack.len();
                if matches!(self.top().container, Container::Item { .. })
                    && let Some(Container::List { tight, .. }) =
                        depth.checked_sub(2).map(|n| &mut self.stack[n].container)
                {
                    *tight = false;
                }
                self.block(BlockKind::Paragraph(inlines), span);
            }
            Container::Heading(level) => self.block(BlockKind::Heading(level, inlines), span),
            Container::Quote => self.block(BlockKind::Quote(blocks), span),
            Container::Code(language, text, words) => {
                if let Some(words) = words {
                    self.fence(&words, DrawingKind::of(&language).is_some(), span);
                }
                if let Some(kind) = DrawingKind::of(&language) {
                    self.drawing(kind, span);
                } else if let Some(near) = DrawingKind::nearest(&language) {
                    self.findings.push(drawing::misspelt(near, self.source, span));
                }
                self.block(BlockKind::Code { language, text: nfc(&text) }, span);
            }
            Container::Html(text) => self.html_block(text.trim_end(), span),
            Container::List { start, tight, items } => {
                self.block(BlockKind::List(List { start, tight, items }), span);
            }
            Container::Item { checked } => {
                if let Container::List { items, .. } = &mut self.top().container {
                    items.push(ListItem { checked, blocks, span });
                }
            }
            Container::Footnote(label) => {
                self.notes.definitions.push((label, blocks, span));
            }
            Container::Table { alignments, mut rows } => {
                let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
                self.block(BlockKind::Table(Table { alignments, head, rows }), span);
            }
            Container::Row(cells) => {
                if let Container::Table { rows, .. } = &mut self.top().container {
                    rows.push(cells);
                }
            }
            Container::Cell => {
                if let Container::Row(cells) = &mut self.top().container {
                    cells.push(Cell { content: inlines, span });
                }
            }
            Container::Emphasis => self.inline(InlineKind::Emphasis(inlines), span),
            Container::Strong => self.inline(InlineKind::Strong(inlines), span),
            Container::Strike => self.inline(InlineKind::Strike(inlines), span),
            Container::Link { target, title } => {
                self.link_title(&title, &plain(&inlines), span);
                let place = self.place_of(&target, span);
                let link = Link { target, place, content: inlines };
                self.inline(InlineKind::Link(link), span);
            }
            Container::Image { target, caption } => {
                let alt = plain(&inlines).trim().to_owned();
                let caption = Some(caption.trim().to_owned()).filter(|text| !text.is_empty());
                self.inline(InlineKind::Image(Image { target, alt, caption }), span);
            }
        }
    }

    /// A comment to lgl is obeyed and not shown; all other HTML is shown as text.
    fn html_block(&mut self, text: &str, span: Span) {
        let depth = self.stack.len();
        let Some(allowances) = allowance::read(text, span, self.findings) else {
            self.raw_html(span);
            return self.block(BlockKind::Html(nfc(text)), span);
        };
        if self.waiting.is_none_or(|(_, known)| known != depth) {
            self.waiting = Some((self.allowances.len(), depth));
        }
        self.allowances.extend(allowances);
    }

    /// Only a block that stands by itself is drawn; in anything else there is no room for it.
    fn drawing(&mut self, kind: DrawingKind, span: Span) {
        if matches!(self.top().container, Container::Document) {
            let drawing = drawing::read(kind, self.source, span, self.findings);
            self.drawings.insert(span.start, drawing);
        } else {
            self.findings.push(drawing::misplaced(kind, self.source, span));
        }
    }

    fn block(&mut self, kind: BlockKind, span: Span) {
        if let Some((first, _)) = self.waiting.take_if(|(_, depth)| *depth == self.stack.len())
        {
            for allowance in &mut self.allowances[first..] {
                allowance.scope = span;
            }
        }
        self.top().close_paragraph();
        self.top().blocks.push(Block { kind, span });
    }

    fn inline(&mut self, kind: InlineKind, span: Span) {
        self.top().inlines.push(Inline { kind, span });
    }

    fn raw_html(&mut self, span: Span) {
        let span = self.trimmed(span);
        self.findings.push(
            RAW_HTML
                .at(span, "HTML-kod visas som text")
                .help("Ta bort koden, eller skriv ett omvänt snedstreck före <."),
        );
    }

    /// A link's title, which only a pointer at rest shows: not on paper, not to a finger, not to a keyboard.
    fn link_title(&mut self, title: &str, shown: &str, span: Span) {
        let title = title.trim();
        if title.is_empty() || nfc(title) == shown.trim() {
            return;
        }
        let told = LINK_TITLE
            .at(span, format!("Länkens titel ”{}” visas inte", nfc(title)))
            .help("Skriv den i texten i stället, om den behövs.");
        self.findings.push(match self.before_title(title, span) {
            None => told,
            Some(end) => told.fix(Fix::risky(vec![Edit::replace(
                Span::new(end, span.end),
                format!(") ({title})"),
            )])),
        });
    }

    /// Where what stands before a title ends, where the title can stand as text just as it is written.
    fn before_title(&self, title: &str, span: Span) -> Option<usize> {
        if title
            .contains(['*', '_', '`', '[', ']', '<', '\\', '&', '~', '|', '$', '(', ')', '\n'])
        {
            return None;
        }
        let quoted = self.slice(span).strip_suffix(')')?.trim_end();
        let rest = quoted.strip_suffix(['"', '\'', ')'])?.trim_end();
        let before = rest.strip_suffix(title)?.trim_end().strip_suffix(['"', '\'', '('])?;
        Some(span.start + before.trim_end().len())
    }

    /// What is odd about the fence that a block opens with: words that are no language, or no end.
    fn fence(&mut self, words: &str, is_drawn: bool, span: Span) {
        let block = self.slice(span);
        let opening = block.lines().next().unwrap_or(block).trim_end();
        // A drawing without an end is no drawing, and told of as that.
        let is_closed = is_drawn || drawing::is_closed(block);
        let place = Span::new(span.start, span.start + opening.len());
        if !words.is_empty() {
            self.findings.push(
                FENCE
                    .at(place, format!("Orden ”{}” visas inte", nfc(words)))
                    .help("Skriv dem på en egen rad ovanför, med en tom rad emellan."),
            );
        }
        if !is_closed {
            self.findings.push(
                FENCE.at(place, "Blocket som börjar här tar aldrig slut").help(
                    "Skriv samma tecken på en egen rad där blocket slutar, eller ta bort raden om det inte ska \
                     vara något block. Annars hör resten av texten dit.",
                ),
            );
        }
    }

    fn characters(&mut self, text: &str, span: Span) {
        if let Container::Code(_, code, _) | Container::Html(code) = &mut self.top().container {
            code.push_str(text);
            return;
        }
        if self.slice(span) != text {
            self.flush();
            return self.push_text(text, span, false);
        }
        // Markdown ends a text at every mark that might have been one: the underscore in an address too.
        match &mut self.pending {
            Some(pending) if pending.end == span.start => pending.end = span.end,
            _ => {
                self.flush();
                self.pending = Some(span);
            }
        }
    }

    /// The text that waited for more of it.
    fn flush(&mut self) {
        let Some(span) = self.pending.take() else { return };
        let text = self.text.get(span.start - self.base..span.end - self.base).unwrap_or("");
        if !self.inside_link() && may_hold_link(text) {
            self.with_links(text, span);
        } else {
            self.push_text(text, span, true);
        }
    }

    /// Text that stands as it was typed goes together with the text before it.
    fn push_text(&mut self, text: &str, span: Span, verbatim: bool) {
        if verbatim && has_marks(text) {
            return self.push_decomposed(text, span);
        }
        self.push_piece(nfc(text), span, verbatim);
    }

    /// Text with letters whose marks are characters of their own: each such letter is a piece by itself, so that
    /// everything round it keeps its exact place.
    fn push_decomposed(&mut self, text: &str, span: Span) {
        let mut start = 0;
        while start < text.len() {
            let rest = &text[start..];
            // The letter before the first mark, and the marks after it.
            let mark = rest.find(is_mark).unwrap_or(rest.len());
            let letter = rest[..mark].chars().next_back().map_or(mark, |c| mark - c.len_utf8());
            let letter = if mark == rest.len() { mark } else { letter };
            if letter > 0 {
                let place = Span::new(start, start + letter).shift(span.start);
                self.push_piece(nfc(&rest[..letter]), place, true);
            }
            let marks = &rest[mark..];
            let end = mark + marks.find(|c| !is_mark(c)).unwrap_or(marks.len());
            if end > letter {
                let place = Span::new(start + letter, start + end).shift(span.start);
                self.verbatim_end = None;
                self.push_piece(nfc(&rest[letter..end]), place, false);
            }
            start += end.max(letter);
        }
    }

    fn push_piece(&mut self, text: String, span: Span, verbatim: bool) {
        let joins = verbatim && self.verbatim_end == Some(span.start);
        self.verbatim_end = verbatim.then_some(span.end);
        let inlines = &mut self.top().inlines;
        match inlines.last_mut() {
            Some(Inline { kind: InlineKind::Text(before), span: place })
                if joins && place.end == span.start =>
            {
                before.push_str(&text);
                place.end = span.end;
            }
            _ => inlines.push(Inline { kind: InlineKind::Text(text), span }),
        }
    }

    /// Addresses in running text are links (GFM, autolinks).
    fn with_links(&mut self, text: &str, span: Span) {
        let mut pieces = Vec::new();
        for piece in self.links.spans(text) {
            let word = piece.as_str();
            let target = match piece.kind() {
                Some(LinkKind::Email) => Some(format!("mailto:{word}")),
                Some(LinkKind::Url) if word.starts_with("www.") => {
                    Some(format!("https://{word}"))
                }
                Some(LinkKind::Url) if word.starts_with("http") && word.contains("://") => {
                    Some(word.to_owned())
                }
                _ => None,
            };
            pieces.push((Span::new(piece.start(), piece.end()).shift(span.start), target));
        }
        for (place, target) in pieces {
            let word = &text[place.start - span.start..place.end - span.start];
            match target {
                None => self.push_text(word, place, true),
                Some(target) => {
                    let content =
                        vec![Inline { kind: InlineKind::Text(nfc(word)), span: place }];
                    let link = Link { target: nfc(&target), place: Some(place), content };
                    self.inline(InlineKind::Link(link), place);
                }
            }
        }
    }

    /// Where a link's address stands, if it is typed in the link as it is.
    fn place_of(&self, target: &str, link: Span) -> Option<Span> {
        let typed = self.slice(link);
        let start = typed.rfind("](").map_or(0, |at| at + "](".len());
        let rest = &typed[start..];
        let lead = rest.len() - rest.trim_start_matches(['<', ' ']).len();
        let is_there = !target.is_empty() && rest[lead..].starts_with(target);
        let start = link.start + start + lead;
        is_there.then(|| Span::new(start, start + target.len()))
    }

    fn inside_link(&self) -> bool {
        self.stack
            .iter()
            .any(|f| matches!(f.container, Container::Link { .. } | Container::Image { .. }))
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start - self.base..span.end - self.base).unwrap_or("")
    }

    /// The same span without the line ends that a block's range may close with.
    fn trimmed(&self, span: Span) -> Span {
        let length = self.slice(span).trim_end().len();
        Span::new(span.start, span.start + length)
    }

    fn finish(mut self) -> Body {
        self.top().close_paragraph();
        let blocks = std::mem::take(&mut self.top().blocks);
        let Notes { mut numbers, definitions } = self.notes;
        let mut last = numbers.len();
        let mut notes: Vec<Footnote> = Vec::new();
        for (label, blocks, span) in definitions {
            // A note that nothing refers to, or a second one of the same name, comes last and is not lost.
            let number = numbers.remove(&label).unwrap_or_else(|| {
                last += 1;
                last
            });
            notes.push(Footnote { number, blocks, span });
        }
        notes.sort_by_key(|note| note.number);
        Body { blocks, drawings: self.drawings, footnotes: notes, allowances: self.allowances }
    }
}

/// A cheap look before the real search: every address has one of these.
fn may_hold_link(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.contains("www.")
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Default,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// A label of a note, as it is compared: case and composition do not matter.
fn folded(label: &str) -> String {
    label.to_lowercase().nfc().collect()
}

/// Is it a mark that belongs to the letter before it?
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn has_marks(text: &str) -> bool {
    // The bytes that these marks start with.
    text.bytes().any(|byte| byte == 0xCC || byte == 0xCD) && text.contains(is_mark)
}

fn nfc(text: &str) -> String {
    // No character below U+0300 is anything but composed, and in UTF-8 they are all below this byte.
    if text.bytes().all(|byte| byte < 0xCC) {
        return text.to_owned();
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        _ => text.nfc().collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::parse;
    use crate::prose::{InlineKind, walk};
    use crate::source::Source;

    /// The links of a text: each address, and what stands at its place.
    fn links(text: &str) -> Vec<(String, Option<String>)> {
        let source = Source::new("a.md", text);
        let (parsed, _) = parse(&source);
        let mut found = Vec::new();
        for block in &parsed.blocks {
            walk(block, &mut |inline| {
                if let InlineKind::Link(link) = &inline.kind {
                    let typed = link.place.map(|place| source.slice(place).to_owned());
                    found.push((link.target.clone(), typed));
                }
            });
        }
        found
    }

    #[test]
    fn a_bare_address_is_whole_whatever_marks_it_has() {
        for address in [
            "https://x.se/a_b_c",
            "https://x.se/~anna/b",
            "https://x.se/a*b",
            "https://x.se/?a=1&b=[2]",
        ] {
            let expected = (address.to_owned(), Some(address.to_owned()));
            assert_eq!(links(&format!("Se {address} för mer.")), [expected], "{address}");
        }
        let mail = "anna_b@x.se";
        let expected = (format!("mailto:{mail}"), Some(mail.to_owned()));
        assert_eq!(links(&format!("Skriv till {mail}.")), [expected]);
        // In angle brackets nothing but the address stands in the text.
        assert_eq!(links(&format!("Skriv till <{mail}>.")), [(format!("mailto:{mail}"), None)]);
    }

    #[test]
    fn an_address_knows_its_place_where_it_is_typed_as_it_is() {
        let table = [
            ("[a](https://x.se/b)", Some("https://x.se/b")),
            ("[a](<b c.pdf> \"titel\")", Some("b c.pdf")),
            ("[a](https://x.se/\\_b)", None),
            ("<https://x.se>", Some("https://x.se")),
            ("[a][b]\n\n[b]: https://x.se", None),
            ("<anna@x.se>", None),
        ];
        for (text, expected) in table {
            let found = links(text);
            assert_eq!(found[0].1.as_deref(), expected, "{text}");
        }
    }
}
