//! What a file carries inside it where its body asks for PDF/A-3: the text it is made from, and its data.

use typst::foundations::{Bytes, Content, Derived, NativeElement, PathOrStr};
use typst::pdf::{AttachElem, AttachedFileRelationship};

use crate::organ::PdfStandard;
use crate::render::Job;

/// The attachments of a document, to stand anywhere in it.
pub(super) fn of(job: &Job) -> Content {
    if job.page.organ.pdf != PdfStandard::A3a {
        return Content::empty();
    }
    let source = attachment("dokument.md", job.source.text())
        .with_mime_type(Some("text/markdown".into()))
        .with_description(Some("Texten som dokumentet är gjort av, i Markdown".into()))
        .with_relationship(Some(AttachedFileRelationship::Source));
    let data = attachment("dokument.json", job.data)
        .with_mime_type(Some("application/json".into()))
        .with_description(Some("Dokumentet som data, i JSON".into()))
        .with_relationship(Some(AttachedFileRelationship::Data));
    Content::sequence([source.pack(), data.pack()])
}

fn attachment(name: &str, text: &str) -> AttachElem {
    let path = Derived::new(PathOrStr::Str(name.into()), name.into());
    AttachElem::new(path, Bytes::from_string(text.to_owned()))
}
