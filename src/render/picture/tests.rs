//! What becomes of picture files, drawn here pixel by pixel.

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// Something like a photograph: soft, with grain. Red at the top, blue at the bottom.
fn photograph(width: u32, height: u32) -> DynamicImage {
    let mut grain = 1_u32;
    RgbImage::from_fn(width, height, |_, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let down = u8::try_from(y * 199 / height).unwrap_or(u8::MAX);
        let [noise, ..] = grain.to_be_bytes();
        Rgb([220 - down + noise / 8, noise / 4, 20 + down + noise / 8])
    })
    .into()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).expect("every format can be written");
    let bytes = out.into_inner();
    // With 96 pixels to the inch, as nothing else is published.
    bare::bare(&bytes, format).unwrap_or(bytes)
}

/// A segment of JPEG.
fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, marker][..], &length, body].concat()
}

/// What a camera writes: which way up it was held, and a sign to find the rest by.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    exif[19] = orientation;
    [&exif[..], b"56.66 N"].concat()
}

/// The JPEG with segments right after its start.
fn with(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

fn chunk(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let typed = [kind, body].concat();
    let mut sum = u32::MAX;
    for byte in &typed {
        sum ^= u32::from(*byte);
        (0..8).for_each(|_| sum = (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)));
    }
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    [&length[..], &typed, &(!sum).to_be_bytes()].concat()
}

fn published(bytes: Vec<u8>) -> Picture {
    read(bytes).expect("a picture").picture().expect("whole")
}

fn pixels(picture: &Picture) -> DynamicImage {
    let image = image::load_from_memory(&picture.bytes).expect("it can be decoded");
    assert_eq!((image.width(), image.height()), (picture.width, picture.height));
    image
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_file_is_judged_by_what_it_holds() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>"#;
    let picture = published(svg.to_vec());
    assert_eq!((picture.format, picture.width, picture.height), (PictureFormat::Svg, 40, 30));
    assert_eq!(read(b"not a picture".to_vec()), None);
    assert_eq!(read(b"<svg><broken".to_vec()), None);
    assert_eq!(read(b"\x89PNG\r\n\x1a\n cut short".to_vec()), None);
    assert_eq!(read(Vec::new()), None);
}

#[test]
fn a_picture_of_use_as_it_is_keeps_its_bytes() {
    for (format, shown) in
        [(ImageFormat::Png, PictureFormat::Png), (ImageFormat::Jpeg, PictureFormat::Jpeg)]
    {
        let bytes = file(&photograph(60, 40), format);
        let picture = published(bytes.clone());
        assert_eq!(picture, Picture { bytes, format: shown, width: 60, height: 40 });
    }
}

#[test]
fn what_a_camera_says_beside_the_picture_is_left_out() {
    let plain = file(&photograph(60, 40), ImageFormat::Jpeg);
    let icc = segment(0xE2, b"ICC_PROFILE\0\x01\x01 and so on");
    let secrets = [
        segment(0xE1, &[b"Exif\0\0", &exif(1)[..]].concat()),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 56.66 N"),
        segment(0xED, b"Photoshop 3.0\0 56.66 N"),
        segment(0xFE, b"56.66 N"),
    ];
    let told = [with(&plain, &secrets), with(&plain, &secrets)].concat();
    let told = with(&told, std::slice::from_ref(&icc));
    assert_eq!(
        published(told).bytes,
        with(&plain, &[icc]),
        "also in a picture that follows it"
    );

    let plain = file(&photograph(60, 40), ImageFormat::Png);
    let (head, rest) = plain.split_at(33);
    let secrets = [
        chunk(b"eXIf", &exif(1)),
        chunk(b"tEXt", b"Comment\x0056.66 N"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\x0056.66 N"),
    ];
    let told = [head, &secrets.concat(), rest, b"56.66 N"].concat();
    assert_eq!(published(told).bytes, plain);
}

#[test]
fn a_telephone_held_upright_gives_an_upright_picture() {
    let lying = file(&photograph(60, 40), ImageFormat::Jpeg);
    let exif_of = |way| segment(0xE1, &[b"Exif\0\0", &exif(way)[..]].concat());
    let picture = published(with(&lying, &[exif_of(6)]));
    assert_eq!((picture.width, picture.height), (40, 60));
    assert!(!holds(&picture.bytes, b"56.66 N") && !holds(&picture.bytes, b"Exif"));
    let upright = pixels(&picture).into_rgb8();
    let (left, right) = (upright.get_pixel(2, 30).0, upright.get_pixel(37, 30).0);
    assert!(right[0] > right[2] && left[0] < left[2], "what was on top is at the right");

    let large = file(&photograph(2600, 60), ImageFormat::Jpeg);
    let picture = published(with(&large, &[exif_of(8)]));
    assert_eq!((picture.width, picture.height), (60, 2600), "tall, so that it is of use");
    pixels(&picture);
}

#[test]
fn a_picture_is_never_larger_than_is_of_use() {
    for (has, gets) in [
        ((2000, 2000), (2000, 2000)),
        ((6000, 4000), (2000, 1333)),
        ((4000, 6000), (1333, 2000)),
        ((12_000, 300), (2000, 50)),
        ((1400, 5600), (700, 2800)),
        ((300, 9000), (300, 9000)),
        ((100_000, 1), (2000, 1)),
        ((1, 1), (1, 1)),
    ] {
        assert_eq!(fitted::size(has.0, has.1), gets, "{has:?}");
    }
}

#[test]
fn a_picture_made_anew_has_the_format_that_suits_it() {
    let drawn = |width, height| {
        RgbImage::from_fn(width, height, |x, y| {
            Rgb([if (x / 90 + y / 9) % 2 == 0 { 9 } else { 250 }; 3])
        })
    };
    for (name, image, from, shown) in [
        ("photograph", photograph(2100, 300), ImageFormat::Jpeg, PictureFormat::Jpeg),
        ("photograph as PNG", photograph(2100, 300), ImageFormat::Png, PictureFormat::Jpeg),
        ("heavy PNG", photograph(1000, 600), ImageFormat::Png, PictureFormat::Jpeg),
        ("drawing", drawn(4100, 300).into(), ImageFormat::Png, PictureFormat::Png),
        ("small GIF", photograph(30, 20), ImageFormat::Gif, PictureFormat::Png),
        ("small WebP", photograph(30, 20), ImageFormat::WebP, PictureFormat::Png),
    ] {
        let bytes = file(&image, from);
        let picture = published(bytes.clone());
        assert_eq!(picture.format, shown, "{name}");
        assert!(picture.width <= LONGEST, "{name}");
        assert_eq!(picture, published(bytes), "{name}: equal files give equal bytes");
        pixels(&picture);
    }
}

#[test]
fn a_drawing_that_would_grow_is_left_as_it_is() {
    let fine = RgbImage::from_fn(2401, 240, |x, y| {
        Rgb([if (x * x + y) % 97 < 40 { 0 } else { 255 }; 3])
    });
    let bytes = file(&fine.into(), ImageFormat::Png);
    assert_eq!(published(bytes.clone()).bytes, bytes);
}

#[test]
fn what_is_clear_stays_clear_and_colours_nothing() {
    // White on nothing that would be black.
    let image =
        RgbaImage::from_fn(
            2400,
            60,
            |x, _| {
                if x < 1200 { Rgba([255; 4]) } else { Rgba([0; 4]) }
            },
        );
    let pixels = pixels(&published(file(&image.into(), ImageFormat::Png))).into_rgba8();
    for Rgba([red, .., alpha]) in pixels.pixels() {
        assert!(*alpha < 8 || *red > 240, "{red} {alpha}");
    }
    assert_eq!((pixels.get_pixel(10, 10).0[3], pixels.get_pixel(1990, 10).0[3]), (255, 0));
}

#[test]
fn a_colour_profile_follows_only_where_it_fits() {
    for (space, follows) in [(b"RGB ", true), (b"CMYK", false)] {
        let profile = [&[0; 16][..], space, &[7; 128]].concat();
        let mut out = Vec::new();
        let mut encoder = JpegEncoder::new(&mut out);
        encoder.set_icc_profile(profile.clone()).expect("JPEG has room for it");
        photograph(2100, 30).write_with_encoder(encoder).expect("it can be written");
        assert_eq!(holds(&published(out).bytes, &profile), follows);
    }
}

#[test]
fn bombs_and_broken_files_are_no_pictures() {
    let png = file(&photograph(60, 40), ImageFormat::Png);
    let mut bomb = png.clone();
    let head =
        [&60_000_u32.to_be_bytes()[..], &60_000_u32.to_be_bytes(), &bomb[24..29]].concat();
    bomb.splice(8..33, chunk(b"IHDR", &head));
    assert_eq!(read(bomb), None, "more pixels than memory");

    let jpeg = file(&photograph(60, 40), ImageFormat::Jpeg);
    let scan = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    let slow = [&jpeg[..jpeg.len() - 2], &scan.repeat(1000), &jpeg[jpeg.len() - 2..]].concat();
    assert_eq!(read(slow), None, "more work than a machine has time for");

    for whole in [&png, &jpeg] {
        for length in (0..whole.len()).step_by(7) {
            assert_eq!(read(whole[..length].to_vec()), None, "cut at {length}");
        }
    }
    for format in [ImageFormat::Gif, ImageFormat::WebP] {
        let whole = file(&photograph(60, 40), format);
        let half = whole[..whole.len() / 2].to_vec();
        assert_eq!(read(half).and_then(|file| file.picture()), None);
    }
}
