//! What the template of a page is given: every word of the document, escaped, in reading order.

use minijinja::context;
use minijinja::value::Value;

use super::Logo;
use super::escape::{escape, fragment};
use super::prose::{Writer, written};
use crate::render::Job;
use crate::render::page::{
    AnnexEntry, Annexes, Brief, Contents, Footer, Group, MarkedPiece, Notes, Page, PageSection,
    People, Piece, RunIn, Shape, Signatures,
};

/// The document under the names that the template uses.
///
/// The prose is written here, in the order of the text: the first reference to a note is the one that its note leads back to.
pub(super) fn page(job: &Job, sheet: &str, logo: Option<&Logo>) -> Value {
    let page = job.page;
    let mut writer = Writer::new(job);
    let preamble = pieces(&mut writer, &page.preamble);
    let sections: Vec<Value> =
        page.sections.iter().map(|it| section(&mut writer, it)).collect();
    context! {
        language => text(page.language),
        title => text(&page.document_title),
        policy => super::style::policy(sheet),
        style => Value::from_safe_string(sheet.to_owned()),
        body => text(&page.organ.name),
        logo => logo.map(|logo| {
            context! {
                src => Value::from_safe_string(logo.light.clone()),
                dark => logo.dark.clone().map(Value::from_safe_string),
                alt => text(&page.organ.look.logo.alt),
            }
        }),
        layout => page.layout.word(),
        kind => text(page.kind),
        heading => text(&page.heading),
        draft => page.draft.map(text),
        facts => facts(page),
        contents => contents(&page.contents),
        brief => brief(&page.brief),
        preamble,
        sections,
        annexes => page.annexes.as_ref().map(|it| annexes(page, it)),
        notes => page.notes.as_ref().map(|it| notes(&mut writer, it)),
        signatures => page.signatures.as_ref().map(signatures),
        footer => footer(&page.footer),
    }
}

fn text(text: &str) -> Value {
    Value::from_safe_string(escape(text))
}

fn facts(page: &Page) -> Vec<Value> {
    let fact =
        |label: &str, value: &str| context! { label => text(label), value => text(value) };
    page.facts.iter().map(|it| fact(it.label, &it.value)).collect()
}

fn contents(contents: &Contents) -> Value {
    let entries: Vec<Value> = contents
        .entries
        .iter()
        .map(|it| {
            context! { number => it.number.as_deref().map(text), text => text(&it.text), href => text(&fragment(&it.anchor)) }
        })
        .collect();
    context! { heading => text(contents.heading), entries }
}

fn brief(brief: &Brief) -> Value {
    let decisions: Vec<Value> = brief
        .decisions
        .iter()
        .map(|it| {
            context! { number => it.number, text => text(&it.text), href => text(&fragment(&it.anchor)) }
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
        shape => match section.shape {
            Shape::Part => "part",
            Shape::Agenda => "agenda",
            Shape::Quote => "quote",
            Shape::Plain => "plain",
        },
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
        Piece::People(table) => people(table),
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
        label => text(&marked.label),
        anchor => marked.anchor.map(text),
        href => marked.anchor.map(|anchor| text(&fragment(anchor))),
        html => Value::from_safe_string(writer.blocks(marked.blocks)),
        follow_up => marked.follow_up.as_deref().map(text),
    }
}

fn people(table: &People) -> Value {
    let group = |group: &Group| {
        let people: Vec<Value> = group
            .people
            .iter()
            .map(|(name, remark)| context! { name => text(name), remark => text(remark) })
            .collect();
        context! { organisation => text(&group.organisation), people }
    };
    context! {
        kind => "people",
        summary => text(&table.summary),
        columns => table.columns.iter().map(|it| text(it)).collect::<Vec<Value>>(),
        groups => table.groups.iter().filter(|it| !it.people.is_empty()).map(group).collect::<Vec<Value>>(),
    }
}

fn annexes(page: &Page, annexes: &Annexes) -> Value {
    let entry = |it: &AnnexEntry| {
        context! {
            label => text(&it.label),
            title => text(&it.title),
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

fn signatures(signatures: &Signatures) -> Value {
    let signers: Vec<Value> = signatures
        .signers
        .iter()
        .map(|(name, role)| context! { name => text(name), role => text(role) })
        .collect();
    context! { heading => text(signatures.heading), signers }
}

fn footer(footer: &Footer) -> Value {
    let separator = format!(" {} ", footer.separator);
    let rows: Vec<Value> = footer.rows.iter().map(|row| text(&row.join(&separator))).collect();
    context! { name => text(footer.name), tagline => text(footer.tagline), rows }
}
