//! Pictures inside the file: `data:` addresses (RFC 2397).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::escape::push_escaped;
use crate::render::Picture;

/// A picture as an element that carries its bytes.
pub(super) fn element(picture: &Picture, alt: &str) -> String {
    let mut out = String::from("<img src=\"");
    out.push_str(&data(picture.format.media_type(), &picture.bytes));
    out.push_str("\" alt=\"");
    push_escaped(&mut out, alt);
    out.push('"');
    // Known before it is decoded, so that the text does not jump.
    if picture.width > 0 && picture.height > 0 {
        out.push_str(&format!(" width=\"{}\" height=\"{}\"", picture.width, picture.height));
    }
    out.push('>');
    out
}

/// The bytes of a file as an address.
pub(super) fn data(media_type: &str, bytes: &[u8]) -> String {
    let mut out = format!("data:{media_type};base64,");
    STANDARD.encode_string(bytes, &mut out);
    out
}
