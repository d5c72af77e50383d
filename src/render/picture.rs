//! A picture file as a picture: decoded once to see that it is one, and how large.

use imagesize::ImageType;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};

use super::{Picture, PictureFormat};

/// The most pixels that are decoded: a camera's picture has 50 million, a bomb has billions.
const MAX_PIXELS: usize = 100_000_000;

/// Reads a file as a picture; none where it is none, or one that is too large to decode.
pub fn read(bytes: Vec<u8>) -> Option<Picture> {
    match imagesize::image_type(&bytes) {
        Ok(kind) => raster(bytes, kind),
        Err(_) => svg(bytes),
    }
}

fn raster(bytes: Vec<u8>, kind: ImageType) -> Option<Picture> {
    let (format, exchange) = match kind {
        ImageType::Png => (PictureFormat::Png, ExchangeFormat::Png),
        ImageType::Jpeg => (PictureFormat::Jpeg, ExchangeFormat::Jpg),
        ImageType::Gif => (PictureFormat::Gif, ExchangeFormat::Gif),
        ImageType::Webp => (PictureFormat::WebP, ExchangeFormat::Webp),
        _ => return None,
    };
    let size = imagesize::blob_size(&bytes).ok()?;
    if size.width.checked_mul(size.height)? > MAX_PIXELS {
        return None;
    }
    let image = RasterImage::plain(Bytes::new(bytes.clone()), exchange).ok()?;
    Some(Picture { bytes, format, width: image.width(), height: image.height() })
}

fn svg(bytes: Vec<u8>) -> Option<Picture> {
    let text = std::str::from_utf8(&bytes).ok()?;
    if !text.contains("<svg") {
        return None;
    }
    let image = SvgImage::new(Bytes::new(bytes.clone())).ok()?;
    let pixels = |length: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a length is positive, and the cast saturates"
        )]
        let whole = length.round() as u32;
        whole.max(1)
    };
    let (width, height) = (pixels(image.width()), pixels(image.height()));
    Some(Picture { bytes, format: PictureFormat::Svg, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_judged_by_what_it_holds() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>"#;
        let picture = read(svg.to_vec()).expect("a picture");
        assert_eq!(
            (picture.format, picture.width, picture.height),
            (PictureFormat::Svg, 40, 30)
        );
        assert_eq!(read(b"not a picture".to_vec()), None);
        assert_eq!(read(b"<svg><broken".to_vec()), None);
        assert_eq!(read(b"\x89PNG\r\n\x1a\n cut short".to_vec()), None);
        assert_eq!(read(Vec::new()), None);
    }
}
