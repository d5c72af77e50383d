//! Pictures, with their alternative text and caption.

use typst::foundations::{Bytes, Content, Derived, NativeElement, Packed, Smart};
use typst::layout::{Abs, BoxElem, Length, Ratio, Rel, Sizing};
use typst::loading::{DataSource, LoadSource, Loaded};
use typst::model::{FigureCaption, FigureElem, ParElem};
use typst::syntax::Spanned;
use typst::visualize::{
    ExchangeFormat, ImageElem, ImageFit, ImageFormat, RasterFormat, VectorFormat,
};

use super::Writer;
use crate::organ::Kind;
use crate::prose::{Image, has_caption};
use crate::render::{Picture, PictureFormat};
use crate::source::Span;

/// Points of a pixel: 96 pixels to an inch, as on a screen.
const PIXEL: f64 = 0.75;

/// A drawing at least this wide, in points, fills the column.
const WIDE: f64 = 380.0;

/// The room for a picture and its caption, in points: how wide a column is at most, and how high a picture
/// may be.
struct Room {
    width: f64,
    height: f64,
}

/// On a page of A4.
const PAGE: Room = Room { width: 420.0, height: 460.0 };

/// On a slide, below its heading.
const SLIDE: Room = Room { width: 624.0, height: 225.0 };

/// What is said of a picture that nobody has described; only a draft gets this far without.
const UNDESCRIBED: &str = "Bild utan beskrivning";

impl Writer<'_> {
    /// A picture that is a paragraph of its own, with its caption.
    pub(super) fn figure(&self, image: &Image, span: Span) -> Content {
        let caption = image.caption.as_deref().filter(|_| has_caption(image));
        let Some(picture) = self.job.pictures.get(&image.target) else {
            // A draft is built without a picture that is not there; what it shows still stands.
            let words = [Some(image.alt.as_str()), caption].into_iter().flatten();
            return Content::sequence(words.map(|words| {
                ParElem::new(self.text(words, Some(span))).pack().spanned(self.span(span))
            }));
        };
        let caption = caption.map(|caption| {
            Packed::new(FigureCaption::new(self.text(caption, Some(span))))
                .spanned(self.span(span))
        });
        FigureElem::new(self.image(image, picture, span))
            .with_caption(caption)
            .with_numbering(None)
            .pack()
            .spanned(self.span(span))
    }

    /// A picture among words.
    pub(super) fn picture_in_text(&self, image: &Image, span: Span) -> Content {
        match self.job.pictures.get(&image.target) {
            // Among words a picture has to stand in a box, or it is left out.
            Some(picture) => {
                let body = self.image(image, picture, span);
                BoxElem::new().with_body(Some(body)).pack().spanned(self.span(span))
            }
            None => self.text(&image.alt, Some(span)),
        }
    }

    fn image(&self, image: &Image, picture: &Picture, span: Span) -> Content {
        let span = self.span(span);
        let bytes = Bytes::new(picture.bytes.clone());
        let loaded = Loaded::new(Spanned::new(LoadSource::Bytes, span), bytes.clone());
        let caption = image.caption.as_deref().unwrap_or_default();
        let alt = [image.alt.as_str(), caption, UNDESCRIBED];
        let alt = alt.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        let made = ImageElem::new(Derived::new(DataSource::Bytes(bytes), loaded))
            .with_format(Smart::Custom(format(picture.format)))
            .with_alt(Some(alt.into()));
        let (width, height) = (f64::from(picture.width), f64::from(picture.height));
        let (width, height) = (width.max(1.0) * PIXEL, height.max(1.0) * PIXEL);
        let room = if self.job.page.layout == Kind::Slides { SLIDE } else { PAGE };
        let made = if width.min(room.width) * height / width > room.height {
            // In a narrow place it may have to be lower still.
            made.with_height(Sizing::Rel(points(height.min(room.height))))
                .with_fit(ImageFit::Contain)
        } else if picture.format != PictureFormat::Svg {
            // As wide as it is by itself, which its file says, or as its place, whichever is less.
            made
        } else if width >= WIDE {
            made.with_width(Smart::Custom(Ratio::one().into()))
        } else {
            made.with_width(Smart::Custom(points(width)))
        };
        made.pack().spanned(span)
    }
}

fn points(points: f64) -> Rel<Length> {
    Abs::pt(points).into()
}

fn format(format: PictureFormat) -> ImageFormat {
    let raster = |format| ImageFormat::Raster(RasterFormat::Exchange(format));
    match format {
        PictureFormat::Png => raster(ExchangeFormat::Png),
        PictureFormat::Jpeg => raster(ExchangeFormat::Jpg),
        PictureFormat::Svg => ImageFormat::Vector(VectorFormat::Svg),
    }
}
