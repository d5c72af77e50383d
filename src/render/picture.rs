//! A picture file as the picture that is published: no larger than is of use, the right way up, and without
//! what the camera wrote of where and when.

mod bare;
mod drawing;
mod fitted;

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader, Limits};
use imagesize::ImageType;

use super::{Picture, PictureFormat};

/// The most pixels that are decoded: a telephone's picture has up to 108 million, a bomb has billions.
const MAX_PIXELS: usize = 120_000_000;

/// The most memory for the pixels of one picture, in bytes.
const MAX_MEMORY: u64 = 512 * 1024 * 1024;

/// The longer side of a picture that is published, in pixels: the text column is 130 mm wide, at 300 pixels
/// to the inch 1,540, and a screen shows it on 610 of its pixels, of which there may be three to one.
const LONGEST: u32 = 2000;

/// The longer side of a drawing that takes more room the smaller it is, as soft edges do.
const LONGEST_SHARP: u32 = 2 * LONGEST;

/// What a tall picture keeps of its width, in pixels: the column of a screen. Else a long poster could be
/// read nowhere.
const NARROWEST: u32 = 700;

/// A PNG larger than this, in bytes, may be a photograph, which is much smaller as JPEG.
const HEAVY: usize = 1_000_000;

/// A file that is a picture, as far as can be seen without decoding it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    bytes: Vec<u8>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Width and height in user units.
    Drawing(u32, u32),
    Raster(ImageFormat),
}

/// Recognises a file as a picture; none where it is none, is cut short, or is too large to decode.
pub fn read(bytes: Vec<u8>) -> Option<PictureFile> {
    let format = match imagesize::image_type(&bytes) {
        Ok(ImageType::Png) => ImageFormat::Png,
        Ok(ImageType::Jpeg) => ImageFormat::Jpeg,
        Ok(ImageType::Gif) => ImageFormat::Gif,
        Ok(ImageType::Webp) => ImageFormat::WebP,
        Ok(_) => return None,
        Err(_) => return drawing(bytes),
    };
    let size = imagesize::blob_size(&bytes).ok()?;
    let pixels = size.width.checked_mul(size.height)?;
    if !(1..=MAX_PIXELS).contains(&pixels) || !bare::is_whole(&bytes, format) {
        return None;
    }
    Some(PictureFile { bytes, kind: Kind::Raster(format) })
}

impl PictureFile {
    /// The picture that is published; none where it cannot be decoded.
    pub fn picture(&self) -> Option<Picture> {
        let format = match self.kind {
            Kind::Drawing(width, height) => {
                let bytes = self.bytes.clone();
                return Some(Picture { bytes, format: PictureFormat::Svg, width, height });
            }
            Kind::Raster(format) => format,
        };
        let mut decoder = decoder(&self.bytes, format)?;
        let (width, height) = decoder.dimensions();
        let turned = decoder.orientation().ok()? != Orientation::NoTransforms;
        let kept = match format {
            ImageFormat::Jpeg => Some(PictureFormat::Jpeg),
            ImageFormat::Png => Some(PictureFormat::Png),
            // Paper takes neither of the others as it is, and a picture that moves has to stand still.
            _ => None,
        };
        let fits = fitted::size(width, height) == (width, height) && !turned;
        let heavy = format == ImageFormat::Png && self.bytes.len() > HEAVY;
        if let Some(kept) = kept.filter(|_| fits && !heavy) {
            let bytes = bare::bare(&self.bytes, format)?;
            return Some(Picture { bytes, format: kept, width, height });
        }
        let made = fitted::picture(decoder, format)?;
        let is_png = format == ImageFormat::Png && made.format == PictureFormat::Png;
        let sharp = is_png && width.max(height) <= LONGEST_SHARP && !turned;
        if sharp && made.bytes.len() >= self.bytes.len() {
            let bytes = bare::bare(&self.bytes, format)?;
            return Some(Picture { bytes, format: made.format, width, height });
        }
        Some(made)
    }
}

/// What decodes a file, within bounds.
fn decoder(bytes: &[u8], format: ImageFormat) -> Option<impl ImageDecoder + '_> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    reader.into_decoder().ok()
}

fn drawing(bytes: Vec<u8>) -> Option<PictureFile> {
    let (width, height) = drawing::size(&bytes)?;
    let units = |length: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a length is positive, and the cast saturates"
        )]
        let whole = length.round() as u32;
        whole.max(1)
    };
    Some(PictureFile { bytes, kind: Kind::Drawing(units(width), units(height)) })
}

#[cfg(test)]
mod tests;
