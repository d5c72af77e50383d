//! What the pages of a finished document leave behind in text that is copied from it, and where.
//!
//! `stranded` knows a line by what it says; here it is weighed by where it stands: a registry number below a
//! heading is that item's own, a number below a question is its answer.

use std::borrow::Cow;
use std::slice::from_ref;

use super::stranded::{Stranded, in_paragraph, registry_number};
use super::words::prefix;
use crate::organ::Organ;
use crate::prose::{Block, BlockKind, Inline, InlineKind, plain};
use crate::source::Span;

/// Lines in the text that the program itself puts on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What they are.
    pub kind: LeftoverKind,
    /// A registry number among them, as typed.
    pub registry_number: Option<String>,
    /// Where they stand.
    pub span: Span,
    /// What has to go for the text to be whole again, in order and apart.
    pub gone: Vec<Gone>,
}

/// What a [`Leftover`] is, the most telling of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftoverKind {
    /// The footer of the body, or a part of it.
    Footer,
    /// The registry number (diarienummer).
    RegistryNumber,
    /// The number of a page.
    PageNumber,
}

/// A piece of the text that has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Which.
    pub span: Span,
    /// Do the lines it leaves empty go as well?
    pub whole_lines: bool,
}

/// Finds what is left behind. `own` is the registry number that the front matter gives.
pub(super) fn find(blocks: &[Block], organ: &Organ, own: Option<&str>) -> Vec<Leftover> {
    let mut search = Search {
        organ,
        known: Known::of(organ),
        lines: Vec::new(),
        place: Place::Preamble,
        asks: false,
    };
    search.blocks(blocks, None);
    let mut lines = search.lines;
    if lines.iter().all(Option::is_none) {
        return Vec::new();
    }
    drop_other_numbers(&mut lines, own);

    let mut found = Vec::new();
    let mut pages: Vec<(u16, Leftover)> = Vec::new();
    for group in lines.split(Option::is_none).filter(|group| !group.is_empty()) {
        let group: Vec<&Line> = group.iter().flatten().collect();
        if group.iter().any(|line| line.is_firm) {
            found.push(leftover(&group));
        } else if let [Line { what: What::Number(number), .. }] = group.as_slice() {
            pages.push((*number, leftover(&group)));
        }
    }
    // Bare numbers are those of pages only where they count on.
    let counts = pages.len() > 1 && pages.windows(2).all(|pair| pair[1].0 == pair[0].0 + 1);
    if counts {
        found.extend(pages.into_iter().map(|(_, page)| page));
        found.sort_by_key(|leftover| leftover.span);
    }
    found
}

/// A line that the pages may have left behind.
#[derive(Clone, Debug)]
struct Line {
    what: What,
    span: Span,
    gone: Gone,
    /// Does it say by itself that it is no text?
    is_firm: bool,
    place: Place,
}

#[derive(Clone, Debug)]
enum What {
    Footer,
    Page,
    Number(u16),
    Registry { number: String, has_word: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the first heading but the title's.
    Preamble,
    /// First below a heading.
    BelowHeading,
    Within,
}

/// A row of a footer is no longer than this, in bytes.
const LONGEST_ROW: usize = 250;

/// What a line of the footer says.
struct Known<'a> {
    text: &'a str,
    has_comma: bool,
    is_tagline: bool,
}

impl<'a> Known<'a> {
    fn of(organ: &'a Organ) -> Vec<Self> {
        let names = organ.names().filter(|name| name.contains(' ')).map(|name| (name, false));
        let all = names.chain([(organ.tagline.as_str(), true)]);
        all.filter(|(text, _)| !text.is_empty())
            .map(|(text, is_tagline)| Self { text, has_comma: text.contains(','), is_tagline })
            .collect()
    }

    /// May a line say this, or a part of it where it was wrapped? A person's name has a comma after it.
    fn may_be(&self, line: &str) -> bool {
        let opens_alike = |most: usize| {
            let letters = line.chars().zip(self.text.chars()).take(most);
            letters.into_iter().all(|(a, b)| a == b || a.to_lowercase().eq(b.to_lowercase()))
        };
        if self.is_tagline {
            return line.len() > 12 && (opens_alike(4) || self.text.ends_with(line));
        }
        self.text.len().abs_diff(line.len()) <= 8
            && opens_alike(1)
            && line.contains(',') == self.has_comma
    }
}

struct Search<'a> {
    organ: &'a Organ,
    known: Vec<Known<'a>>,
    /// Lines that may be left behind; none where text stands between.
    lines: Vec<Option<Line>>,
    place: Place,
    /// Does the text so far end with a question or a colon?
    asks: bool,
}

impl Search<'_> {
    /// `item` is where the item of a list stands whose text this is.
    fn blocks(&mut self, blocks: &[Block], item: Option<Span>) {
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(content) => {
                    let next = blocks.get(index + 1).map(|next| next.span.start);
                    let opens_item = item.filter(|_| index == 0);
                    self.paragraph(content, opens_item, next);
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks, Some(item.span));
                    }
                }
                BlockKind::Heading(level, _) => {
                    self.text(false);
                    if *level > 1 {
                        self.place = Place::BelowHeading;
                    }
                }
                _ => self.text(false),
            }
        }
    }

    /// Text stands here.
    fn text(&mut self, asks: bool) {
        if self.lines.last().is_some_and(Option::is_some) {
            self.lines.push(None);
        }
        self.asks = asks;
        if self.place == Place::BelowHeading {
            self.place = Place::Within;
        }
    }

    /// `opens_item` is the item that it opens, `next` where the item's next block starts.
    fn paragraph(&mut self, content: &[Inline], opens_item: Option<Span>, next: Option<usize>) {
        let is_break = |inline: &Inline| {
            matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak)
        };
        if !content.split(is_break).any(|piece| self.may_be_left(piece)) {
            return self
                .text(content.last().is_some_and(|last| asks(&text_of(from_ref(last)))));
        }
        let pieces: Vec<&[Inline]> = content.split(is_break).collect();
        let texts: Vec<Cow<'_, str>> = pieces.iter().map(|piece| text_of(piece)).collect();
        let whole: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        let verdicts = in_paragraph(&whole, self.organ);
        let is_all = verdicts.iter().all(Option::is_some) && next.is_none();
        let starts: Vec<Option<usize>> =
            pieces.iter().map(|piece| piece.first().map(|first| first.span.start)).collect();
        let breaks: Vec<&Inline> = content.iter().filter(|inline| is_break(inline)).collect();
        let mut opens = true;
        for (index, verdict) in verdicts.iter().enumerate() {
            let span = pieces[index].iter().map(|inline| inline.span).reduce(Span::cover);
            let answers =
                self.asks && matches!(verdict, Some(Stranded::Page | Stranded::Number(_)));
            let (Some(verdict), Some(span)) = (verdict.filter(|_| !answers), span) else {
                opens = false;
                self.text(asks(whole[index]));
                continue;
            };
            let after = starts.get(index + 1).copied().flatten().or(next);
            let is_last = verdicts[index..].iter().all(Option::is_some);
            let before = index.checked_sub(1).and_then(|before| breaks.get(before));
            let gone = match (opens_item.filter(|_| opens), after) {
                (Some(item), _) if is_all => Gone { span: item, whole_lines: true },
                // The marker before it is the next line's.
                (Some(_), Some(after)) => {
                    Gone { span: Span::new(span.start, after), whole_lines: false }
                }
                // A break that the writer asked for would be left hanging.
                _ if is_last
                    && before.is_some_and(|b| b.kind == InlineKind::HardBreak)
                    && index.checked_sub(1).is_some_and(|i| verdicts[i].is_none()) =>
                {
                    let start = before.map_or(span.start, |before| before.span.start);
                    Gone { span: Span::new(start, span.end), whole_lines: false }
                }
                _ => {
                    let hard = breaks.get(index).filter(|b| b.kind == InlineKind::HardBreak);
                    let whole = hard.map_or(span, |hard| span.cover(hard.span));
                    Gone { span: whole, whole_lines: true }
                }
            };
            self.asks = false;
            let line = self.line(whole[index], verdict, span, gone);
            self.lines.push(Some(line));
        }
    }

    /// A quick look: most lines are no part of a page, and the measure of likeness is dear.
    fn may_be_left(&self, piece: &[Inline]) -> bool {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return false };
        let longest = LONGEST_ROW.max(2 * self.organ.tagline.len());
        if last.span.end - first.span.start > longest {
            return false;
        }
        let text = text_of(piece);
        let line = text.trim();
        let bytes = line.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
        if line.contains('|') || line.contains('¦') {
            // What is introduced by a label is no row of the footer.
            return !line.contains(':');
        }
        let is_short = bytes.len() <= 40;
        // The dash before a page number may be a long one.
        let opens_as_page = || {
            first.is_ascii_digit()
                || line.starts_with(['-', '–'])
                || prefix(line, "sid").is_some()
        };
        if is_short
            && last.is_ascii_digit() | matches!(last, b')' | b'-' | 0x93)
            && opens_as_page()
        {
            return true;
        }
        if is_short && last.is_ascii_digit() && registry_number(line).is_some() {
            return true;
        }
        self.known.iter().any(|known| known.may_be(line))
    }

    fn line(&self, text: &str, verdict: Stranded<'_>, span: Span, gone: Gone) -> Line {
        let words = |text: &str| text.split_whitespace().count();
        let (what, is_firm) = match verdict {
            // A short name alone on a line may be a heading that its writer forgot to mark.
            Stranded::Name => (What::Footer, words(text) >= words(&self.organ.name)),
            Stranded::Tagline => (What::Footer, true),
            Stranded::Members => (What::Footer, is_footer_row(text, self.organ)),
            Stranded::Page => (What::Page, true),
            Stranded::Number(number) => (What::Number(number), false),
            Stranded::Registry(number) => {
                let has_word = text.trim().len() > number.len();
                (What::Registry { number: number.to_owned(), has_word }, true)
            }
        };
        Line { what, span, gone, is_firm, place: self.place }
    }
}

/// The characters of a line, borrowed where they stand in one piece.
fn text_of(piece: &[Inline]) -> Cow<'_, str> {
    match piece {
        [Inline { kind: InlineKind::Text(text), .. }] => Cow::Borrowed(text),
        _ => Cow::Owned(plain(piece)),
    }
}

fn asks(text: &str) -> bool {
    text.trim_end().ends_with([':', '?'])
}

/// Are these members that stand beside each other in the footer? Two that are not were put there on purpose.
fn is_footer_row(line: &str, organ: &Organ) -> bool {
    let cells: Vec<&str> = line.split(['|', '¦']).map(str::trim).collect();
    let place = |cell: &str| {
        let name = organ.member(cell)?;
        organ.members.iter().position(|member| member.name == name)
    };
    let places: Vec<(usize, usize)> = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .enumerate()
        .filter_map(|(index, cell)| Some((index, place(cell)?)))
        .collect();
    !places.is_empty()
        && places.windows(2).all(|pair| {
            let [(before, first), (after, second)] = pair else { return false };
            second.checked_sub(*first) == Some(after - before)
        })
}

/// A registry number that is not the document's own belongs to the text: it is an item's, or a document's
/// that the text tells of.
fn drop_other_numbers(lines: &mut [Option<Line>], own: Option<&str>) {
    let same = |a: &str, b: &str| {
        let letters = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        letters(a) == letters(b)
    };
    let all: Vec<String> = lines
        .iter()
        .flatten()
        .filter_map(|line| match &line.what {
            What::Registry { number, .. } => Some(number.clone()),
            _ => None,
        })
        .collect();
    let is_one = all.windows(2).all(|pair| same(&pair[0], &pair[1]));
    for slot in lines {
        let Some(Line { what: What::Registry { number, has_word }, place, .. }) = slot else {
            continue;
        };
        let is_kept = match own {
            Some(own) => same(own, number) && !(*has_word && *place == Place::Preamble),
            None => is_one && *place != Place::BelowHeading,
        };
        if !is_kept {
            *slot = None;
        }
    }
}

/// Lines that stand together, as one.
fn leftover(lines: &[&Line]) -> Leftover {
    let span = lines.iter().map(|line| line.span).reduce(Span::cover).unwrap_or_default();
    let registry_number = lines.iter().find_map(|line| match &line.what {
        What::Registry { number, .. } => Some(number.clone()),
        _ => None,
    });
    let kind = if lines.iter().any(|line| matches!(line.what, What::Footer)) {
        LeftoverKind::Footer
    } else if registry_number.is_some() {
        LeftoverKind::RegistryNumber
    } else {
        LeftoverKind::PageNumber
    };
    let mut gone: Vec<Gone> = Vec::new();
    for line in lines {
        match gone.last_mut() {
            // Between the two there is nothing but line ends.
            Some(last) if last.whole_lines == line.gone.whole_lines => {
                last.span = last.span.cover(line.gone.span);
            }
            _ => gone.push(line.gone),
        }
    }
    Leftover { kind, registry_number, span, gone }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::source::Source;

    /// What is found in a text, and the text without it.
    fn found(text: &str, own: Option<&str>) -> (Vec<(LeftoverKind, String)>, String) {
        use crate::diagnostic::Edit;
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let source = Source::new("a.md", format!("---\ndatum: 2026-12-04\n---\n\n{text}"));
        let (parsed, _) = parse(&source);
        let leftovers = find(&parsed.blocks, &organ, own);
        let mut rest = source.text().to_owned();
        for gone in leftovers.iter().flat_map(|leftover| &leftover.gone).rev() {
            let edit = if gone.whole_lines {
                Edit::delete_lines(gone.span)
            } else {
                Edit::delete(gone.span)
            };
            rest.replace_range(edit.span_in(&source).range(), "");
        }
        let shown = |l: &Leftover| (l.kind, source.slice(l.span).replace('\n', "/"));
        (
            leftovers.iter().map(shown).collect(),
            rest.split_off("---\ndatum: 2026-12-04\n---\n\n".len()),
        )
    }

    fn own(text: &str) -> (Vec<(LeftoverKind, String)>, String) {
        found(text, Some("RS 2026/12"))
    }

    #[test]
    fn a_footer_is_one_and_goes_whole() {
        let (all, rest) = own(
            "Text före.\n\nLänsgemensam ledning i samverkan\n\nInom socialtjänst och angränsande område hälso- och sjukvård samt skolan i Kalmar län\n\n\
             Borgholms kommun | Emmaboda kommun | Hultsfreds kommun\nOskarhamns kommun | Region Kalmar län | Torsås kommun\n\nText efter.\n",
        );
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].0, LeftoverKind::Footer);
        assert_eq!(rest, "Text före.\n\nText efter.\n");
    }

    #[test]
    fn what_stands_in_a_list_leaves_the_list_whole() {
        let table = [
            ("- Ett\n- RS 2026/12\n- Två\n", "- Ett\n- Två\n"),
            ("- Ett\nRS 2026/12\n- Två\n", "- Ett\n- Två\n"),
            ("- RS 2026/12\nTvå\n", "- Två\n"),
            ("- Ett\n\nRS 2026/12\n\n- Två\n", "- Ett\n\n- Två\n"),
            ("Ett\\\nRS 2026/12\n", "Ett\n"),
            ("Sida 3 (4)\\\nTvå\n", "Två\n"),
        ];
        for (text, expected) in table {
            assert_eq!(own(text).1, expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_left_where_they_belong_to_the_text() {
        let silent = [
            "## Nära vård\n\nDnr KS 2026/30\n",
            "## Nära vård\n\nKS 2026/30\n\n## Barn\n\nKS 2026/31\n",
            "Hur många kommuner har antagit planen?\n\n3 av 14\n",
            "Svaren blev dessa:\n\n3 (14)\n\n5\n",
            "Hur långt har vi kommit?\n\n7\n\nText.\n\n8\n",
            "Svaret blev ett tal.\n\n7\n",
            "Text.\n\n7\n\nText.\n\n5\n",
            "Kalmar kommun | Region Kalmar län\n",
            "Deltagande parter: Kalmar kommun | Kommunförbundet Kalmar län\n",
            "> Länsgemensam ledning i samverkan\n",
            "Länsgemensam ledning\n\nHär står text.\n",
            "Diarienummer: RS 2026/12\n",
        ];
        for text in silent {
            assert_eq!(own(text).0, [], "{text}");
        }
        let (all, rest) = own("Text.\n\n2\n\nText.\n\n3\n\nText.\n");
        assert_eq!(all.len(), 2);
        assert_eq!(rest, "Text.\n\nText.\n\nText.\n");
    }

    #[test]
    fn without_a_number_of_its_own_the_one_in_the_text_is_the_documents() {
        let (all, _) = found("Text.\n\nRS 2026/12\n\nText.\n\nRS 2026/12\n", None);
        assert_eq!(all.len(), 2);
        let (all, _) = found("## Nära vård\n\nRS 2026/12\n\nText.\n", None);
        assert_eq!(all, []);
    }
}
