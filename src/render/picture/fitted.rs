//! A picture decoded and made anew: turned, scaled down, and in a format that suits it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageBuffer, ImageDecoder, ImageEncoder, ImageFormat};

use super::bare::bare;
use super::{LONGEST, MAX_MEMORY, NARROWEST};
use crate::render::{Picture, PictureFormat};

/// How much a JPEG keeps, of 100. Above this a file grows fast with nothing to see for it.
const QUALITY: u8 = 83;

/// A drawing has few colours and sharp edges, which JPEG blurs: only where JPEG is this many times smaller
/// is what came as PNG a photograph.
const SMALLER: usize = 3;

/// A PNG up to this many bytes stays one, whatever it shows.
const LIGHT: usize = 150_000;

/// The width and height at which a picture is of use, in pixels: never more than it has.
pub(super) fn size(width: u32, height: u32) -> (u32, u32) {
    // As a fraction of whole numbers, so that every machine makes the same picture.
    let fraction = |most: u32, of: u32| (u64::from(most.min(of)), u64::from(of.max(1)));
    let smaller = |a: (u64, u64), b: (u64, u64)| if a.0 * b.1 <= b.0 * a.1 { a } else { b };
    let larger = |a, b| if smaller(a, b) == a { b } else { a };
    let tall = larger(fraction(LONGEST, height), fraction(NARROWEST, width));
    let (part, of) = smaller(fraction(LONGEST, width), tall);
    let scaled = |length: u32| {
        let length = (u64::from(length) * part + of / 2) / of;
        u32::try_from(length).unwrap_or(u32::MAX).max(1)
    };
    (scaled(width), scaled(height))
}

/// The picture that a file holds, as it is published; of several in one file, the first.
pub(super) fn picture(mut decoder: impl ImageDecoder, from: ImageFormat) -> Option<Picture> {
    if decoder.total_bytes() > MAX_MEMORY {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let profile = decoder.icc_profile().ok()?;
    let (width, height) = decoder.dimensions();
    let mut image = eight_bits(DynamicImage::from_decoder(decoder).ok()?);
    // The sides are counted as the picture is seen: a tall one may be stored on its side.
    let on_its_side = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (seen_width, seen_height) = if on_its_side { (height, width) } else { (width, height) };
    let (new_width, new_height) = size(seen_width, seen_height);
    let (w, h) = if on_its_side { (new_height, new_width) } else { (new_width, new_height) };
    if (w, h) != (width, height) {
        image = scaled(image, w, h);
    }
    image.apply_orientation(orientation);
    let profile = profile.filter(|profile| speaks_of(profile, &image));
    let (bytes, format) = encoded(&image, from, profile.as_deref())?;
    let coded =
        if format == PictureFormat::Jpeg { ImageFormat::Jpeg } else { ImageFormat::Png };
    let bytes = bare(&bytes, coded)?;
    Some(Picture { bytes, format, width: image.width(), height: image.height() })
}

/// The picture in eight bits to the channel, without a transparency that hides nothing.
fn eight_bits(image: DynamicImage) -> DynamicImage {
    let image = match image {
        DynamicImage::ImageLuma16(_) => image.to_luma8().into(),
        DynamicImage::ImageLumaA16(_) => image.to_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) | DynamicImage::ImageRgb32F(_) => image.to_rgb8().into(),
        DynamicImage::ImageRgba16(_) | DynamicImage::ImageRgba32F(_) => image.to_rgba8().into(),
        other => other,
    };
    match &image {
        DynamicImage::ImageRgba8(pixels) if pixels.pixels().all(|p| p.0[3] == u8::MAX) => {
            image.to_rgb8().into()
        }
        DynamicImage::ImageLumaA8(pixels) if pixels.pixels().all(|p| p.0[1] == u8::MAX) => {
            image.to_luma8().into()
        }
        _ => image,
    }
}

fn scaled(image: DynamicImage, width: u32, height: u32) -> DynamicImage {
    let sharp = |image: DynamicImage| {
        let times = (image.width() / width.max(1)).min(image.height() / height.max(1));
        let image = reduced(image, times);
        if (image.width(), image.height()) == (width, height) {
            return image;
        }
        image.resize_exact(width, height, FilterType::CatmullRom)
    };
    if !image.has_alpha() {
        return sharp(image);
    }
    // What cannot be seen must not colour what can: a clear pixel counts as none.
    let mut pixels = image.into_rgba8();
    for pixel in pixels.pixels_mut() {
        let [r, g, b, alpha] = pixel.0;
        let part = |c: u8| channel(u32::from(c) * u32::from(alpha), u32::from(u8::MAX));
        pixel.0 = [part(r), part(g), part(b), alpha];
    }
    let mut pixels = sharp(pixels.into()).into_rgba8();
    for pixel in pixels.pixels_mut() {
        let [r, g, b, alpha] = pixel.0;
        let whole = |c: u8| channel(u32::from(c) * u32::from(u8::MAX), u32::from(alpha));
        pixel.0 = [whole(r), whole(g), whole(b), alpha];
    }
    pixels.into()
}

/// The picture a whole number of times smaller, each pixel the mean of a square: thirty times as fast as what
/// finds any size, and as good.
fn reduced(image: DynamicImage, times: u32) -> DynamicImage {
    if times < 2 {
        return image;
    }
    let (width, height) = (image.width() / times, image.height() / times);
    let channels = usize::from(image.color().channel_count());
    let step = times as usize;
    let row = image.width() as usize * channels;
    let mut out = Vec::with_capacity(width as usize * height as usize * channels);
    let mut sums = vec![0_u32; width as usize * channels];
    for rows in image.as_bytes().chunks_exact(row * step) {
        sums.fill(times * times / 2);
        for row in rows.chunks_exact(row) {
            let squares = row.chunks_exact(step * channels);
            for (sum, square) in sums.chunks_exact_mut(channels).zip(squares) {
                for pixel in square.chunks_exact(channels) {
                    for (sum, channel) in sum.iter_mut().zip(pixel) {
                        *sum += u32::from(*channel);
                    }
                }
            }
        }
        out.extend(sums.iter().map(|sum| channel(*sum / (times * times), 1)));
    }
    let made = match image {
        DynamicImage::ImageLuma8(_) => {
            ImageBuffer::from_raw(width, height, out).map(DynamicImage::ImageLuma8)
        }
        DynamicImage::ImageRgb8(_) => {
            ImageBuffer::from_raw(width, height, out).map(DynamicImage::ImageRgb8)
        }
        DynamicImage::ImageRgba8(_) => {
            ImageBuffer::from_raw(width, height, out).map(DynamicImage::ImageRgba8)
        }
        _ => None,
    };
    made.unwrap_or(image)
}

/// A fraction as the value of a colour channel.
fn channel(part: u32, of: u32) -> u8 {
    u8::try_from((part + of / 2) / of.max(1)).unwrap_or(u8::MAX)
}

/// Does a colour profile (ICC.1, 7.2.8) speak of the channels that the picture has? One for print does not.
fn speaks_of(profile: &[u8], image: &DynamicImage) -> bool {
    let space: &[u8] = if image.color().has_color() { b"RGB " } else { b"GRAY" };
    profile.get(16..20) == Some(space)
}

fn encoded(
    image: &DynamicImage,
    from: ImageFormat,
    profile: Option<&[u8]>,
) -> Option<(Vec<u8>, PictureFormat)> {
    let jpeg = || {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        written(encoder, image, profile)?;
        Some((bytes, PictureFormat::Jpeg))
    };
    if from == ImageFormat::Jpeg {
        return jpeg();
    }
    let mut bytes = Cursor::new(Vec::new());
    let (strength, filter) = (CompressionType::Default, PngFilter::Adaptive);
    let encoder = PngEncoder::new_with_quality(&mut bytes, strength, filter);
    written(encoder, image, profile)?;
    let png = bytes.into_inner();
    if png.len() > LIGHT
        && !image.has_alpha()
        && let Some(jpeg) = jpeg()
        && jpeg.0.len() * SMALLER < png.len()
    {
        return Some(jpeg);
    }
    Some((png, PictureFormat::Png))
}

fn written(
    mut encoder: impl ImageEncoder,
    image: &DynamicImage,
    profile: Option<&[u8]>,
) -> Option<()> {
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).ok()?;
    }
    image.write_with_encoder(encoder).ok()
}
