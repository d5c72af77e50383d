//! What the template of a page is given: every word of the document, escaped, in reading order.

use minijinja::context;
use minijinja::value::Value;

use super::Frame;
use super::escape::{escape, fragment};
use super::prose::{Writer, written};
use crate::render::Job;
use crate::render::page::{
    AnnexEntry, Annexes, Brief, ChartPiece, Contents, EndPiece, Fact, Footer, Group,
    MarkedPiece, Notes, Page, PageSection, People, Piece, RunIn, ScalePiece, Signatures,
};

/// The document under the names that the template uses.
///
/// The prose is written here, in the order of the text: the first reference to a note is the one that its note leads back to.
pub(super) fn page(job: &Job, frame: &Frame) -> Value {
    let page = job.page;
    let mut writer = Writer::new(job);
    let preamble = pieces(&mut writer, &page.preamble);
    let sections: Vec<Value> =
        page.sections.iter().map(|it| section(&mut writer, it)).collect();
    context! {
        language => text(page.language),
        title => text(&page.document_title),
        policy => frame.policy.clone(),
        style => frame.style.clone(),
        body => text(&page.organ.name),
        logo => frame.logo.as_ref().map(|logo| {
            context! {
                src => logo.light.clone(),
                dark => logo.dark.clone(),
                alt => text(&page.organ.look.logo.alt),
            }
        }),
        layout => page.layout.word(),
        kind => text(&page.kind),
        heading => words(&writer, &page.heading),
        draft => page.draft.map(text),
        facts => facts(&writer, page),
        contents => contents(&writer, &page.contents),
        brief => brief(&writer, &page.brief),
        preamble,
        sections,
        annexes => page.annexes.as_ref().map(|it| annexes(&writer, page, it)),
        notes => page.notes.as_ref().map(|it| notes(&mut writer, it)),
        signatures => page.signatures.as_ref().map(|it| signatures(&writer, it)),
        footer => footer(&page.footer),
    }
}

/// Characters that mean what they are, escaped.
fn text(text: &str) -> Value {
    Value::from_safe_string(escape(text))
}

/// Words of the document as they are set, escaped.
fn words(writer: &Writer, text: &str) -> Value {
    Value::from_safe_string(writer.text(text))
}

fn facts(writer: &Writer, page: &Page) -> Vec<Value> {
    let fact = |fact: &Fact| {
        let words = writer.text(&fact.value);
        let href = fact.target.as_ref().and_then(|target| page.href(target, "html"));
        let value = match href {
            Some(href) => format!("<a href=\"{}\">{words}</a>", escape(&written(&href))),
            None => words,
        };
        context! { label => text(fact.label), value => Value::from_safe_string(value) }
    };
    page.facts.iter().map(fact).collect()
}

fn contents(writer: &Writer, contents: &Contents) -> Value {
    let entries: Vec<Value> = contents
        .entries
        .iter()
        .map(|it| {
            context! { number => it.number.as_deref().map(text), text => words(writer, &it.text), href => text(&fragment(&it.anchor)) }
        })
        .collect();
    context! { heading => text(contents.heading), entries }
}

fn brief(writer: &Writer, brief: &Brief) -> Value {
    let decisions: Vec<Value> = brief
        .decisions
        .iter()
        .map(|it| {
            context! { number => it.number, text => words(writer, &it.text), href => text(&fragment(&it.anchor)) }
        })
        .collect();
    context! { heading => text(brief.heading), decisions, none => brief.none.map(text) }
}

fn section(writer: &mut Writer, section: &PageSection) -> Value {
    let heading = Value::from_safe_string(writer.inlines(section.heading));
    context! {
        number => section.number.as_deref().map(text),
        heading,
        plain => text(&crate::prose::plain(section.heading)),
        anchor => text(section.anchor),
        shape => section.shape.word(),
        href => text(&fragment(section.anchor)),
        pieces => pieces(writer, &section.pieces),
    }
}

fn pieces(writer: &mut Writer, pieces: &[Piece]) -> Vec<Value> {
    pieces.iter().map(|it| piece(writer, it)).collect()
}

fn piece(writer: &mut Writer, piece: &Piece) -> Value {
    match piece {
        Piece::Prose(block) => {
            let html = writer.blocks(std::slice::from_ref(*block));
            context! { kind => "prose", html => Value::from_safe_string(html) }
        }
        Piece::Heading { level, content, anchor, .. } => {
            let html = Value::from_safe_string(writer.inlines(content));
            context! { kind => "heading", level => *level, anchor => text(anchor), html }
        }
        Piece::Marked(marked) => marked_piece(writer, marked),
        Piece::RunIn(parts) => run_in(writer, "run-in", parts),
        Piece::KeyFigure(parts) => run_in(writer, "key-figure", parts),
        Piece::People(table) => people(writer, table),
        Piece::Scale(piece) => scale(writer, piece),
        Piece::Chart(piece) => chart(writer, piece),
    }
}

fn run_in(writer: &mut Writer, kind: &str, parts: &RunIn) -> Value {
    context! {
        kind,
        label => Value::from_safe_string(writer.inlines(parts.label)),
        html => Value::from_safe_string(writer.inlines(&parts.text)),
    }
}

fn marked_piece(writer: &mut Writer, marked: &MarkedPiece) -> Value {
    context! {
        kind => "marked",
        family => text(marked.family),
        label => words(writer, &marked.label),
        anchor => marked.anchor.map(text),
        href => marked.anchor.map(|anchor| text(&fragment(anchor))),
        html => Value::from_safe_string(writer.blocks(marked.blocks)),
        follow_up => marked.follow_up.as_deref().map(|it| words(writer, it)),
    }
}

fn people(writer: &Writer, table: &People) -> Value {
    let group = |group: &Group| {
        let people: Vec<Value> = group
            .people
            .iter()
            .map(|(name, remark)| context! { name => words(writer, name), remark => words(writer, remark) })
            .collect();
        context! { organisation => words(writer, &group.organisation), people }
    };
    context! {
        kind => "people",
        summary => text(&table.summary),
        columns => table.columns.iter().map(|it| text(it)).collect::<Vec<Value>>(),
        groups => table.groups.iter().filter(|it| !it.people.is_empty()).map(group).collect::<Vec<Value>>(),
    }
}

fn scale(writer: &Writer, piece: &ScalePiece) -> Value {
    let end = |end: &EndPiece| {
        context! { value => text(end.value), text => end.text.map(|it| words(writer, &it.value)) }
    };
    // Near an end the number leans on it, so that it never sticks out of the column.
    let anchor = match piece.fraction {
        near if near < 0.1 => "start",
        far if far > 0.9 => "end",
        _ => "middle",
    };
    context! {
        kind => "scale",
        question => words(writer, &piece.question.value),
        value => text(piece.value),
        place => percent(piece.fraction),
        anchor,
        steps => piece.steps.iter().map(|step| percent(*step)).collect::<Vec<Value>>(),
        from => end(&piece.from),
        to => end(&piece.to),
        caption => piece.caption.as_deref().map(text),
        alt => text(&piece.alt),
    }
}

fn chart(writer: &Writer, piece: &ChartPiece) -> Value {
    let bars: Vec<Value> = piece
        .bars
        .iter()
        .map(|bar| {
            context! {
                label => words(writer, &bar.label.value),
                count => text(&bar.count),
                width => percent(bar.fraction),
            }
        })
        .collect();
    let longest = piece.bars.iter().map(|bar| bar.count.chars().count()).max().unwrap_or(0);
    context! {
        kind => "chart",
        question => words(writer, &piece.question.value),
        bars,
        // Room beside the longest bar for what its count says.
        room => match longest {
            0..=6 => "narrow",
            7..=12 => "medium",
            _ => "wide",
        },
        caption => piece.caption.as_deref().map(text),
        alt => text(&piece.alt),
    }
}

/// A part of a whole as the value of an attribute of a drawing: "62.5%".
fn percent(fraction: f64) -> Value {
    let rounded = format!("{:.2}", fraction * 100.0);
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    Value::from_safe_string(format!("{short}%"))
}

fn annexes(writer: &Writer, page: &Page, annexes: &Annexes) -> Value {
    let entry = |it: &AnnexEntry| {
        context! {
            label => text(&it.label),
            title => words(writer, &it.title),
            href => page.href(&it.target, "html").map(|href| text(&written(&href))),
        }
    };
    let entries: Vec<Value> = annexes.entries.iter().map(entry).collect();
    context! { heading => text(annexes.heading), entries }
}

fn notes(writer: &mut Writer, notes: &Notes) -> Value {
    let mut entries = Vec::with_capacity(notes.notes.len());
    for note in notes.notes {
        let html = Value::from_safe_string(writer.blocks(&note.blocks));
        let referred = writer.has_referred(note.number);
        entries.push(context! { number => note.number, html, referred });
    }
    context! { heading => text(notes.heading), entries }
}

fn signatures(writer: &Writer, signatures: &Signatures) -> Value {
    let signers: Vec<Value> = signatures
        .signers
        .iter()
        .map(|(name, role)| context! { name => words(writer, name), role => text(role) })
        .collect();
    context! { heading => text(signatures.heading), signers }
}

fn footer(footer: &Footer) -> Value {
    let separator = format!(" {} ", footer.separator);
    let rows: Vec<Value> = footer.rows.iter().map(|row| text(&row.join(&separator))).collect();
    context! { name => text(footer.name), tagline => text(footer.tagline), rows }
}
