//! A page as PDF, at once PDF/UA-1 (ISO 14289-1) and PDF/A (ISO 19005), set by Typst.
//!
//! The body's template decides how things look; this module hands it the words and judges the result.

mod attachments;
mod compile;
mod content;
mod fault;
mod fonts;
mod inputs;
mod kerning;
mod length;
mod patience;
mod shaping;
mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use comemo::Track;
use ecow::EcoString;
use typst::diag::Warned;
use typst::foundations::Smart;
use typst::introspection::{Introspector, Location};
use typst::model::LateLinkResolver;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard as Standard, PdfStandards};

use super::{Failure, Job};
use crate::organ::PdfStandard;
use world::Sealed;

pub use fonts::Glyphs;

/// The document as a PDF file.
pub fn render(job: &Job) -> Result<Vec<u8>, Failure> {
    render_within(job, patience::with(job))
}

/// The same where a template of the project's own may take so long for the layout, and no longer.
pub fn render_within(job: &Job, patience: Duration) -> Result<Vec<u8>, Failure> {
    let world = Sealed::of(job.page.organ, inputs::organ(job.page));
    let document = laid_out(job, &world, patience)?;
    let introspector = document.introspector().as_ref();
    let resolver = LateLinkResolver::new(None, introspector);
    let places = places(job, introspector);
    typst_pdf::pdf_in_bundle(&document, &options(job), &places, resolver.track())
        .map_err(|errors| fault::failure(job, &world, errors.iter()))
}

/// The document as pages: what [`render`] makes a file of, for who wants to draw them.
pub fn lay_out(job: &Job) -> Result<PagedDocument, Failure> {
    let world = Sealed::of(job.page.organ, inputs::organ(job.page));
    laid_out(job, &world, patience::with(job))
}

fn laid_out(
    job: &Job,
    world: &Arc<Sealed>,
    patience: Duration,
) -> Result<PagedDocument, Failure> {
    // What Typst remembers of a document is of no use to the next one and only grows. What it remembers of the
    // templates is, and was in use until now; so is what it remembers of documents that others are laying out.
    let _busy = Busy::new();
    comemo::evict(BUSY.load(Ordering::Relaxed));
    let own = Arc::clone(world);
    let page = inputs::page(job);
    let Warned { output, warnings } =
        patience::of(job, patience, move || compile::compile(&*own, page))?;
    match output {
        Ok(document) if warnings.is_empty() => Ok(document),
        Ok(_) => Err(fault::failure(job, world, warnings.iter())),
        Err(errors) => Err(fault::failure(job, world, errors.iter().chain(&warnings))),
    }
}

/// How many documents are being laid out.
static BUSY: AtomicUsize = AtomicUsize::new(0);

/// One of them, for as long as it is.
struct Busy;

impl Busy {
    fn new() -> Self {
        BUSY.fetch_add(1, Ordering::Relaxed);
        Self
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        BUSY.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Where each anchor stands, so that a link from elsewhere can name it: `protokoll.pdf#2022-11-25/4`.
fn places(job: &Job, introspector: &dyn Introspector) -> Vec<(Location, EcoString)> {
    let anchors = inputs::anchors(job.page).into_iter();
    let place = |anchor: String| {
        let element = introspector.query_label(content::label(&anchor)?).ok()?;
        Some((element.location()?, anchor.into()))
    };
    anchors.filter_map(place).collect()
}

fn options(job: &Job) -> PdfOptions {
    let page = job.page;
    let archive = match page.organ.pdf {
        PdfStandard::A2a => Standard::A_2a,
        PdfStandard::A3a => Standard::A_3a,
    };
    PdfOptions {
        ident: Smart::Custom(format!("lgl {} {}", page.organ.id, page.document_title)),
        creator: Smart::Custom(Some("lgl".to_owned())),
        // The document's own date is its date; a clock would make equal input give unequal bytes.
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&[archive, Standard::Ua_1])
            .expect("both parts of PDF/A go with PDF/UA-1 in PDF 1.7"),
        tagged: true,
        pretty: false,
    }
}

#[cfg(test)]
mod tests;
