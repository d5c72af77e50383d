//! What a document refers to outside its own text: links, pictures and annexes.

use super::target::{Target, classify};
use super::{Element, Mark, Minutes};
use crate::prose::{Image, Inline, InlineKind, Link, walk, walk_inlines};
use crate::source::Span;

/// One reference of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'a> {
    /// How it refers.
    pub kind: ReferenceKind,
    /// The address, as typed.
    pub address: &'a str,
    /// Where it stands.
    pub span: Span,
    /// Where the address stands, letter for letter; none where that is not known.
    pub place: Option<Span>,
}

/// How a document refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A link in the text.
    Link,
    /// A picture in the text.
    Picture,
    /// An annex in the front matter.
    Annex,
}

impl Reference<'_> {
    /// The file it names, relative to the document and decoded; none where it names no file.
    pub fn file(&self) -> Option<String> {
        match classify(self.address) {
            Target::File { path, .. } => Some(path.into_owned()),
            _ => None,
        }
    }
}

impl Minutes {
    /// Everything the document refers to: annexes first, then the text in order.
    pub fn references(&self) -> Vec<Reference<'_>> {
        let mut references: Vec<Reference<'_>> = self
            .annexes
            .iter()
            .map(|annex| Reference {
                kind: ReferenceKind::Annex,
                address: &annex.target.value,
                span: annex.target.span,
                place: annex.target.place(),
            })
            .collect();
        self.each_inline(&mut |inline| {
            let (kind, address, place) = match &inline.kind {
                InlineKind::Link(Link { target, place, .. }) => {
                    (ReferenceKind::Link, target, *place)
                }
                InlineKind::Image(Image { target, .. }) => {
                    (ReferenceKind::Picture, target, None)
                }
                _ => return,
            };
            references.push(Reference { kind, address, span: inline.span, place });
        });
        references
    }

    /// Calls `visit` with every inline of headings and text, outer before inner.
    pub fn each_inline<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        for section in &self.sections {
            walk_inlines(&section.heading, visit);
        }
        for (_, element) in self.elements() {
            if let Element::Subheading(subheading) = element {
                walk_inlines(&subheading.content, visit);
            }
        }
        for block in self.blocks() {
            walk(block, visit);
        }
    }

    /// Every anchor that a link in the text may lead to, with the one that it has in the HTML page.
    pub fn anchors(&self) -> Vec<(&str, &str)> {
        let mut anchors = Vec::new();
        for section in &self.sections {
            anchors.push((section.anchor.as_str(), section.anchor.as_str()));
            anchors.push((section.slug.as_str(), section.anchor.as_str()));
        }
        for (_, element) in self.elements() {
            match element {
                Element::Subheading(sub) => {
                    anchors.push((sub.anchor.as_str(), sub.anchor.as_str()));
                }
                Element::Marked(marked) => {
                    if let Mark::Decision { anchor, .. } = &marked.mark {
                        anchors.push((anchor.as_str(), anchor.as_str()));
                    }
                }
                Element::Prose(_)
                | Element::People(_)
                | Element::Scale(_)
                | Element::Chart(_) => {}
            }
        }
        anchors
    }
}
