//! A picture file with its pixels as they are, but without what is said beside them: where and when it was taken,
//! with what, by whom, and a smaller or moving picture that some cameras add.

use std::ops::Range;

use image::ImageFormat;

/// What every PNG opens with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Auxiliary chunks of PNG that say how the pixels look.
const LOOK: [&[u8; 4]; 7] = [b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP"];

/// Where the first chunk of a PNG ends, which says how large it is.
const PNG_SIZE: usize = 33;

/// How large a picture is on paper: 96 pixels to the inch, as on a screen, whatever the camera or scanner says.
const PNG_DENSITY: &[u8] = b"\0\0\0\x09pHYs\0\0\x0E\xC4\0\0\x0E\xC4\x01\x95\x2B\x0E\x1B";
const JPEG_DENSITY: &[u8] = b"\xFF\xE0\0\x10JFIF\0\x01\x01\x01\0\x60\0\x60\0\0";

/// The most scans of a JPEG. A progressive one has some ten; one made to keep a machine busy has thousands.
const MAX_SCANS: usize = 64;

/// The largest packed colour profile of a PNG, in bytes: unpacked it may be a thousand times as large.
const MAX_PROFILE: u32 = 256 * 1024;

/// Is all of the file there? Of GIF and WebP only decoding tells.
pub(super) fn is_whole(bytes: &[u8], format: ImageFormat) -> bool {
    !matches!(format, ImageFormat::Jpeg | ImageFormat::Png) || parts(bytes, format).is_some()
}

/// The file without what is said beside its pixels, and as large on paper as on a screen; none where it is cut short.
pub(super) fn bare(bytes: &[u8], format: ImageFormat) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    for part in parts(bytes, format)? {
        let part = bytes.get(part)?;
        let is_jfif = format == ImageFormat::Jpeg && part.starts_with(b"\xFF\xE0");
        // A JPEG without one is not given one: it would say how the colours are coded as well.
        out.extend_from_slice(if is_jfif { JPEG_DENSITY } else { part });
        if format == ImageFormat::Png && out.len() == PNG_SIZE {
            out.extend_from_slice(PNG_DENSITY);
        }
    }
    Some(out)
}

/// Where that stands which is kept.
fn parts(bytes: &[u8], format: ImageFormat) -> Option<Vec<Range<usize>>> {
    match format {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        _ => None,
    }
}

/// Segments of a JPEG (ITU-T T.81, annex B) up to its end: what comes after that is another picture.
fn jpeg(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut kept = Vec::new();
    let mut at = 2;
    let mut scans = 0;
    kept.push(0..at);
    loop {
        // Any number of 0xFF may stand before a marker.
        let start = at;
        while bytes.get(at)? == &0xFF && bytes.get(at + 1)? == &0xFF {
            at += 1;
        }
        let &[0xFF, marker] = bytes.get(at..at + 2)? else { return None };
        at += 2;
        match marker {
            0xD9 => {
                kept.push(start..at);
                return Some(kept);
            }
            0x01 | 0xD0..=0xD7 => continue,
            _ => {}
        }
        let length = bytes.get(at..at + 2)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
        let body = bytes.get(at + 2..at + length)?;
        at += length;
        let beside = match marker {
            // JFIF, the colour profile, and how colours are coded.
            0xE0 => !body.starts_with(b"JFIF\0"),
            0xE2 => !body.starts_with(b"ICC_PROFILE\0"),
            0xEE => !body.starts_with(b"Adobe"),
            0xE1..=0xEF | 0xFE => true,
            _ => false,
        };
        if marker == 0xDA {
            scans += 1;
            if scans > MAX_SCANS {
                return None;
            }
            // Pixels, until a marker that is no mark to start again at.
            loop {
                at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
                match bytes.get(at + 1)? {
                    0x00 | 0xD0..=0xD7 => at += 2,
                    0xFF => at += 1,
                    _ => break,
                }
            }
        }
        if !beside {
            kept.push(start..at);
        }
    }
}

/// Chunks of a PNG (ISO 15948, 5.3) up to its end.
fn png(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut kept = Vec::new();
    let mut at = PNG.len();
    kept.push(0..at);
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let end = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        bytes.get(at..end)?;
        let kind = &head[4..];
        if kind == b"iCCP" && length > MAX_PROFILE {
            return None;
        }
        if kind[0].is_ascii_uppercase() || LOOK.iter().any(|look| *look == kind) {
            kept.push(at..end);
        }
        at = end;
        if kind == b"IEND" {
            return Some(kept);
        }
    }
}
