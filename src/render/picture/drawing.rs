//! A drawing (SVG) looked at before it is drawn: one may be small as a file and keep a machine busy for days.

use typst::foundations::Bytes;
use typst::visualize::SvgImage;
use usvg::filter::Kind;
use usvg::{Group, ImageKind, Node};

use super::MAX_PIXELS;

/// The largest drawing, in bytes: a map of a whole county has some ten million.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most text that names for text (`<!ENTITY …>`) may grow to, in bytes.
const MAX_GROWN: usize = 4 * 1024 * 1024;

/// How often one name may stand in for others before the reader itself refuses it.
const NESTED: usize = 255;

/// The most steps of effects in one drawing: a shadow under each of fifty boxes has 250.
const MAX_EFFECTS: usize = 300;

/// The most work for one pixel of an effect: octaves of noise, or neighbours that are looked at.
const MAX_WORK: f32 = 100.0;

/// The width and height of a drawing; none where it is none, or would take more than a drawing is worth.
pub(super) fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    let text = std::str::from_utf8(bytes).ok()?;
    if !text.contains("<svg") || bytes.len() > MAX_BYTES || grown(text) > MAX_GROWN {
        return None;
    }
    let image = SvgImage::new(Bytes::new(bytes.to_vec())).ok()?;
    let mut costs = Costs::default();
    costs.group(image.tree().root());
    let bearable = costs.effects <= MAX_EFFECTS && costs.pixels <= MAX_PIXELS && !costs.heavy;
    bearable.then_some((image.width(), image.height()))
}

/// How much text the names that a drawing gives to text may grow to, in bytes.
fn grown(text: &str) -> usize {
    let value = |declaration: &'_ str| {
        let quote = declaration.find(['"', '\''])?;
        let rest = &declaration[quote..];
        let length = rest[1..].find(&rest[..1])?;
        Some((length, rest[1..=length].contains('&')))
    };
    let declared = text.split("<!ENTITY").skip(1).filter_map(value);
    let (longest, nested) = declared.fold((0, false), |(longest, any), (length, nests)| {
        (longest.max(length), any || nests)
    });
    let times = if nested { NESTED } else { 1 };
    longest.saturating_mul(text.matches('&').count()).saturating_mul(times)
}

/// What is dear to draw.
#[derive(Default)]
struct Costs {
    /// Steps of effects.
    effects: usize,
    /// Pixels of the pictures in it.
    pixels: usize,
    /// Is one effect too much by itself?
    heavy: bool,
}

impl Costs {
    fn group(&mut self, group: &Group) {
        for effect in group.filters().iter().flat_map(|filter| filter.primitives()) {
            self.effects += 1;
            self.effect(effect.kind());
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group),
                Node::Image(image) => self.image(image.kind()),
                Node::Path(_) | Node::Text(_) => {}
            }
            node.subroots(|root| self.group(root));
        }
    }

    fn image(&mut self, image: &ImageKind) {
        match image {
            ImageKind::JPEG(bytes)
            | ImageKind::PNG(bytes)
            | ImageKind::GIF(bytes)
            | ImageKind::WEBP(bytes) => {
                let size = imagesize::blob_size(bytes).ok();
                let pixels = size.map_or(0, |size| size.width.saturating_mul(size.height));
                self.pixels = self.pixels.saturating_add(pixels);
            }
            ImageKind::SVG(tree) => self.group(tree.root()),
        }
    }

    fn effect(&mut self, effect: &Kind) {
        #[expect(clippy::cast_precision_loss, reason = "it is only compared")]
        let work = match effect {
            Kind::Turbulence(noise) => noise.num_octaves() as f32,
            Kind::Morphology(it) => it.radius_x().get() * it.radius_y().get(),
            Kind::ConvolveMatrix(it) => it.matrix().data().len() as f32,
            Kind::Image(image) => {
                self.group(image.root());
                0.0
            }
            _ => 0.0,
        };
        self.heavy |= work > MAX_WORK;
    }
}
