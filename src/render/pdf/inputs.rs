//! What the template is given: the page as one dictionary of strings, numbers and content.
//!
//! Words of a document are content, so that they carry their place and can never be anything else.

use std::collections::BTreeSet;

use typst::foundations::{Array, Content, Datetime, Dict, IntoValue, Value, dict};
use typst::layout::{Abs, Length};
use typst::visualize::Color;

use super::attachments;
use super::content::{self, Writer};
use super::length;
use super::shaping;
use crate::organ::Colour;
use crate::prose::{Block, BlockKind, has_figure, plain};
use crate::render::Job;
use crate::render::page::{
    ChartPiece, EndPiece, MarkedPiece, Page, PageSection, People, Piece, RunIn, ScalePiece,
};
use crate::source::Spanned;

/// The level of a section's heading.
const SECTION: u8 = 2;

/// The page that the templates are given.
pub(super) fn page(job: &Job) -> Dict {
    let inputs = Inputs {
        job,
        writer: Writer::new(job, anchors(job.page)),
        free: anchors(job.page),
        level: 1,
    };
    inputs.page()
}

/// Every anchor of the page that a link can lead to.
pub(super) fn anchors(page: &Page) -> BTreeSet<String> {
    let pieces = page.preamble.iter().chain(page.sections.iter().flat_map(|s| &s.pieces));
    let marked = pieces.filter_map(|piece| match piece {
        Piece::Marked(MarkedPiece { anchor: Some(anchor), .. })
        | Piece::Heading { anchor, .. } => Some((*anchor).to_owned()),
        _ => None,
    });
    let notes = page.notes.iter().flat_map(|notes| notes.notes);
    let notes = notes.map(|note| content::note_anchor(note.number));
    let sections = page.sections.iter().map(|section| section.anchor.to_owned());
    sections.chain(marked).chain(notes).filter(|anchor| !anchor.is_empty()).collect()
}

struct Inputs<'a> {
    job: &'a Job<'a>,
    writer: Writer<'a>,
    /// Anchors that nothing has yet: where several things have one, links lead to the first.
    free: BTreeSet<String>,
    /// Level of the last heading.
    level: u8,
}

impl Inputs<'_> {
    fn page(mut self) -> Dict {
        let page = self.job.page;
        // In the order of the page: anchors and heading levels depend on what came before.
        let preamble = self.pieces(&page.preamble);
        let sections: Array =
            page.sections.iter().map(|s| self.section(s).into_value()).collect();
        let notes = self.notes();
        dict! {
            "organ" => organ(page),
            "language" => language(page),
            "document-title" => page.document_title.as_str(),
            "date" => date(page),
            "day" => page.day.as_deref(),
            "layout" => page.layout.word(),
            "kind" => page.kind.as_str(),
            "mark" => page.mark.as_deref(),
            "heading" => self.words(&page.heading),
            "draft" => page.draft,
            "facts" => self.facts(),
            "contents" => self.contents(),
            "brief" => self.brief(),
            "preamble" => preamble,
            "sections" => sections,
            "annexes" => self.annexes(),
            "notes" => notes,
            "signatures" => self.signatures(),
            "footer" => footer(page),
            "features" => shaping::features(self.job),
            "attachments" => attachments::of(self.job),
        }
    }

    /// Words of the document whose place is not known.
    fn words(&self, text: &str) -> Content {
        self.writer.text(text, None)
    }

    /// The label of an anchor, for the first thing that has it.
    fn anchor(&mut self, anchor: &str) -> Value {
        let label = if self.free.remove(anchor) { self.writer.label(anchor) } else { None };
        label.into_value()
    }

    fn facts(&self) -> Array {
        let facts = self.job.page.facts.iter();
        facts
            .map(|fact| {
                let words = self.words(&fact.value);
                let value = match &fact.target {
                    Some(target) => self.writer.link(target, words, None),
                    None => words,
                };
                Value::Dict(dict! { "label" => fact.label, "value" => value })
            })
            .collect()
    }

    fn contents(&self) -> Dict {
        let contents = &self.job.page.contents;
        let entries = contents.entries.iter().map(|entry| {
            Value::Dict(dict! {
                "number" => entry.number.as_deref(),
                "text" => self.words(&entry.text),
                "target" => self.writer.label(&entry.anchor),
            })
        });
        dict! { "heading" => contents.heading, "entries" => entries.collect::<Array>() }
    }

    fn brief(&self) -> Dict {
        let brief = &self.job.page.brief;
        let decisions = brief.decisions.iter().map(|decision| {
            Value::Dict(dict! {
                "number" => number(decision.number),
                "anchor" => decision.anchor.as_str(),
                "text" => self.words(&decision.text),
                "target" => self.writer.label(&decision.anchor),
            })
        });
        dict! {
            "heading" => brief.heading,
            "decisions" => decisions.collect::<Array>(),
            "none" => brief.none,
        }
    }

    fn section(&mut self, section: &PageSection) -> Dict {
        let empty = section.number.is_none() && plain(section.heading).trim().is_empty();
        if !empty {
            self.level = SECTION;
        }
        dict! {
            "number" => section.number.as_deref(),
            // A heading without words is none, and its number alone says nothing.
            "heading" => (!empty).then(|| self.writer.inlines(section.heading)),
            "anchor" => self.anchor(section.anchor),
            "shape" => section.shape.word(),
            "pieces" => self.pieces(&section.pieces),
        }
    }

    fn pieces(&mut self, pieces: &[Piece]) -> Array {
        pieces.iter().map(|piece| self.piece(piece).into_value()).collect()
    }

    fn piece(&mut self, piece: &Piece) -> Dict {
        match piece {
            Piece::Prose(block) => {
                let tight = match &block.kind {
                    BlockKind::List(list) if list.items.len() > 1 => Some(list.tight),
                    _ => None,
                };
                let blocks = std::slice::from_ref(*block);
                dict! {
                    "type" => "prose",
                    "body" => self.writer.blocks(blocks),
                    "lines" => number(length::lines(blocks)),
                    "tight" => tight,
                }
            }
            Piece::Heading { content, span, .. } if plain(content).trim().is_empty() => dict! {
                "type" => "prose",
                "body" => self.writer.paragraph(content, *span),
                "lines" => 1,
                "tight" => None::<bool>,
            },
            Piece::Heading { level, content, anchor, .. } => {
                // PDF/UA-1 (ISO 14289-1, 7.4.2) allows no skipped level.
                self.level = (*level).clamp(SECTION, self.level + 1);
                dict! {
                    "type" => "heading",
                    "level" => i64::from(self.level),
                    "anchor" => self.anchor(anchor),
                    "body" => self.writer.inlines(content),
                }
            }
            Piece::Marked(marked) => self.marked(marked),
            Piece::RunIn(parts) => self.run_in("run-in", parts),
            Piece::KeyFigure(parts) => self.run_in("key-figure", parts),
            Piece::People(people) => self.people(people),
            Piece::Scale(scale) => self.scale(scale),
            Piece::Chart(chart) => self.chart(chart),
        }
    }

    fn run_in(&self, kind: &'static str, parts: &RunIn) -> Dict {
        dict! {
            "type" => kind,
            "label" => self.writer.inlines(parts.label),
            "text" => self.writer.inlines(&parts.text),
            "lines" => number(length::of_text(&parts.text)),
            "tight" => None::<bool>,
        }
    }

    fn marked(&mut self, marked: &MarkedPiece) -> Dict {
        // Apart from the rest, so that a template can set it on the line of the label.
        let (lead, rest) = match marked.blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..]
                if !has_figure(content) =>
            {
                (Some(self.writer.inlines(content)), rest)
            }
            blocks => (None, blocks),
        };
        dict! {
            "type" => "marked",
            "family" => marked.family,
            "label" => self.words(&marked.label),
            "anchor" => marked.anchor.map(|anchor| self.anchor(anchor)),
            "lead" => lead,
            "rest" => self.writer.blocks(rest),
            "follow-up" => marked.follow_up.as_deref().map(|line| self.words(line)),
            "lines" => number(length::lines(marked.blocks)),
        }
    }

    fn people(&self, table: &People) -> Dict {
        let groups = table.groups.iter().map(|group| {
            let people = group.people.iter().map(|(name, remark)| {
                Value::Dict(dict! {
                    "name" => self.words(name),
                    "remark" => self.words(remark),
                })
            });
            Value::Dict(dict! {
                "organisation" => self.words(&group.organisation),
                "people" => people.collect::<Array>(),
            })
        });
        let columns = table.columns.iter().map(|column| column.into_value());
        dict! {
            "type" => "people",
            "summary" => table.summary.as_str(),
            "columns" => columns.collect::<Array>(),
            "groups" => groups.collect::<Array>(),
        }
    }

    fn scale(&self, scale: &ScalePiece) -> Dict {
        let end = |end: &EndPiece| {
            Value::Dict(dict! {
                "value" => end.value,
                "text" => end.text.map(|text| self.spanned(text)),
            })
        };
        dict! {
            "type" => "scale",
            "question" => self.spanned(scale.question),
            "value" => scale.value,
            "fraction" => scale.fraction,
            "steps" => scale.steps.iter().map(|step| step.into_value()).collect::<Array>(),
            "from" => end(&scale.from),
            "to" => end(&scale.to),
            "caption" => scale.caption.as_deref().map(|caption| self.words(caption)),
            "alt" => scale.alt.as_str(),
        }
    }

    fn chart(&self, chart: &ChartPiece) -> Dict {
        let bars = chart.bars.iter().map(|bar| {
            Value::Dict(dict! {
                "label" => self.spanned(bar.label),
                "count" => self.words(&bar.count),
                "fraction" => bar.fraction,
            })
        });
        dict! {
            "type" => "chart",
            "question" => self.spanned(chart.question),
            "bars" => bars.collect::<Array>(),
            "caption" => chart.caption.as_deref().map(|caption| self.words(caption)),
            "alt" => chart.alt.as_str(),
            "lines" => number(length::bars(&chart.bars)),
        }
    }

    /// Words that the writer typed in YAML.
    fn spanned(&self, text: &Spanned<String>) -> Content {
        self.writer.text(&text.value, Some(text.span))
    }

    fn annexes(&self) -> Option<Dict> {
        let annexes = self.job.page.annexes.as_ref()?;
        let entries = annexes.entries.iter().map(|entry| {
            Value::Dict(dict! {
                "label" => entry.label.as_str(),
                "body" => self.writer.link(&entry.target, self.words(&entry.title), None),
            })
        });
        Some(dict! { "heading" => annexes.heading, "entries" => entries.collect::<Array>() })
    }

    fn notes(&mut self) -> Option<Dict> {
        let notes = self.job.page.notes.as_ref()?;
        let entries: Array = notes
            .notes
            .iter()
            .map(|note| {
                let body = self.writer.blocks(&note.blocks);
                Value::Dict(dict! {
                    "number" => number(note.number),
                    "anchor" => self.anchor(&content::note_anchor(note.number)),
                    "reference" => self.writer.reference_label(note.number),
                    "body" => body,
                })
            })
            .collect();
        Some(dict! { "heading" => notes.heading, "notes" => entries })
    }

    fn signatures(&self) -> Option<Dict> {
        let signatures = self.job.page.signatures.as_ref()?;
        let signers = signatures.signers.iter().map(|(name, role)| {
            Value::Dict(dict! { "name" => self.words(name), "role" => *role })
        });
        Some(dict! { "heading" => signatures.heading, "signers" => signers.collect::<Array>() })
    }
}

/// What templates know of the body of a page.
pub(super) fn organ(page: &Page) -> Dict {
    let organ = page.organ;
    let look = &organ.look;
    let colour = |Colour(r, g, b)| Color::from_u8(r, g, b, u8::MAX);
    let palette = look.on_paper(page.layout);
    let logo = Some(look.logo_on_paper(page.layout));
    let logo = logo.filter(|file| organ.files.contains_key(*file));
    dict! {
        "name" => organ.name.as_str(),
        "short" => organ.short.as_str(),
        "colours" => dict! {
            "text" => colour(palette.text),
            "background" => colour(palette.background),
            "accent" => colour(palette.accent),
            "quiet" => colour(palette.quiet),
            "tint" => colour(palette.tint),
            "line" => colour(palette.line),
        },
        "fonts" => dict! {
            "text" => look.fonts.text.as_str(),
            "heading" => look.fonts.heading.as_str(),
            "code" => look.fonts.code.as_str(),
            "size" => Length::from(Abs::pt(look.fonts.size)),
        },
        "sheet" => dict! {
            "margin" => Length::from(Abs::mm(look.sheet.margin)),
            "indent" => Length::from(Abs::mm(look.sheet.indent)),
            "top" => Length::from(Abs::mm(look.sheet.top)),
        },
        "logo" => logo.map(|file| dict! {
            // From the root of the template folder, wherever the template that shows it stands.
            "file" => format!("/{file}"),
            "alt" => if look.logo.alt.is_empty() { organ.name.as_str() } else { look.logo.alt.as_str() },
        }),
    }
}

/// The date of a document that has none. PDF/A asks for one, and a clock would make equal input give
/// unequal bytes; the beginning of Unix time is what is used elsewhere for "no date".
const UNDATED: (i32, u8, u8) = (1970, 1, 1);

fn date(page: &Page) -> Option<Datetime> {
    let (year, month, day) = page.date.map_or(UNDATED, |d| (d.year(), d.month(), d.day()));
    Datetime::from_ymd(year, month, day)
}

fn footer(page: &Page) -> Dict {
    let row = |row: &Vec<&str>| row.iter().map(|member| member.into_value()).collect::<Array>();
    dict! {
        "name" => page.footer.name,
        "tagline" => page.footer.tagline,
        "separator" => page.footer.separator,
        "rows" => page.footer.rows.iter().map(|r| row(r).into_value()).collect::<Array>(),
    }
}

/// The country of a language that is written without one.
const COUNTRIES: [(&str, &str); 6] =
    [("sv", "SE"), ("en", "GB"), ("fi", "FI"), ("da", "DK"), ("nb", "NO"), ("nn", "NO")];

fn language(page: &Page) -> Dict {
    let (lang, region) = locale(page.language)
        .or_else(|| locale(&page.organ.language))
        .unwrap_or(("sv", Some("SE")));
    dict! { "lang" => lang, "region" => region }
}

/// Language and country as Typst takes them: two or three letters, and two or none.
fn locale(language: &str) -> Option<(&str, Option<&str>)> {
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let mut parts = language.split(['-', '_']);
    let lang = parts.next().filter(|lang| matches!(lang.len(), 2..=3) && letters(lang))?;
    let known =
        || COUNTRIES.iter().find(|(known, _)| *known == lang).map(|(_, country)| *country);
    Some((lang, parts.find(|part| part.len() == 2 && letters(part)).or_else(known)))
}

fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_get_their_country() {
        assert_eq!(locale("sv"), Some(("sv", Some("SE"))));
        assert_eq!(locale("en-US"), Some(("en", Some("US"))));
        assert_eq!(locale("zh-Hant-TW"), Some(("zh", Some("TW"))));
        assert_eq!(locale("sma"), Some(("sma", None)));
        assert_eq!(locale("svenska"), None);
        assert_eq!(locale("å"), None);
    }
}
