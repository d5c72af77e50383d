//! What every kind of document looks like with every built-in body, as small pictures in tests/golden.
//!
//! `UPDATE=1` draws them anew. They are drawn by Typst with the typefaces of the body, so that they are the same on
//! every machine. Whoever changes a picture looks at it.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{GenericImage, Rgb, RgbImage};
use lgl::organ::Kind;
use lgl::publish::Format;
use lgl::render::{Job, pdf};
use typst_render::RenderOptions;

use crate::kinds::{built_in_bodies, project_of};
use crate::support::project_root;

/// How far the colours of two pictures may be apart, on average over every channel (0 to 255).
const MEAN: f64 = 0.5;
/// A channel that is so far apart is clearly another colour.
const CLEAR: u8 = 48;
/// The share of pixels that may be clearly of another colour.
const SHARE: f64 = 0.0005;
/// No picture weighs more (bytes).
const WEIGHT: usize = 20 * 1024;

const PICTURE: Format = Format {
    name: "png",
    usual: false,
    carries_data: true,
    render: |job| Ok(png(&drawn(job)?)),
};

#[test]
fn every_kind_looks_as_it_did() {
    let golden = project_root().join("tests/golden");
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    for body in built_in_bodies() {
        for kind in Kind::ALL {
            let (project, stem) = project_of(&body, kind);
            let said = project.build_file_as(&format!("protocols/{stem}.md"), &[PICTURE]);
            assert_eq!(said.outcome.built, 1, "{said:#?}");
            let name = format!("{}-{}.png", body.id, kind.word());
            let new = project.read(&format!("public/{stem}.png"));
            assert!(new.len() <= WEIGHT, "{name} weighs {} bytes", new.len());
            faults.extend(compared(&golden.join(&name), &new));
            used.insert(name);
        }
    }
    for entry in std::fs::read_dir(&golden).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.rsplit_once('.').is_some_and(|(_, kind)| kind == "png") && !used.contains(&name)
        {
            faults.push(format!("tests/golden/{name} is of no use"));
        }
    }
    assert!(faults.is_empty(), "{}\nUPDATE=1 draws them anew.", faults.join("\n"));
}

/// What is wrong, where a picture is not the one that is kept; the new one is put aside, to be looked at.
fn compared(kept: &Path, new: &[u8]) -> Option<String> {
    let name = kept.file_name().unwrap();
    let old = std::fs::read(kept).ok();
    let differs = match old.as_deref().map(picture) {
        Some(old) => difference(&old, &picture(new)),
        None => Some("there is none".to_owned()),
    }?;
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
        std::fs::write(kept, new).unwrap();
        return None;
    }
    let aside = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    std::fs::create_dir_all(&aside).unwrap();
    std::fs::write(aside.join(name), new).unwrap();
    Some(format!(
        "{}: {differs}; the new one is {}",
        kept.display(),
        aside.join(name).display()
    ))
}

/// How two pictures differ, where it can be seen.
fn difference(old: &RgbImage, new: &RgbImage) -> Option<String> {
    if old.dimensions() != new.dimensions() {
        return Some(format!("{:?} became {:?}", old.dimensions(), new.dimensions()));
    }
    let (mut sum, mut clear) = (0.0, 0.0);
    for (a, b) in old.pixels().zip(new.pixels()) {
        let apart = [0, 1, 2].map(|channel| a.0[channel].abs_diff(b.0[channel]));
        sum += apart.iter().copied().map(f64::from).sum::<f64>();
        clear += f64::from(u8::from(apart.iter().any(|apart| *apart > CLEAR)));
    }
    let pixels = f64::from(old.width()) * f64::from(old.height());
    let (mean, share) = (sum / pixels / 3.0, clear / pixels);
    (mean > MEAN || share > SHARE).then(|| {
        format!(
            "{:.2} % of the pixels differ clearly, all by {mean:.2} on average",
            share * 100.0
        )
    })
}

/// The first page; of slides the title, the agenda, the opening of a part and the key figures.
fn drawn(job: &Job<'_>) -> Result<RgbImage, lgl::render::Failure> {
    let document = pdf::lay_out(job)?;
    let (pages, scale): (&[usize], _) = match job.page.layout {
        Kind::Slides => (&[0, 2, 6, 7], 0.35),
        _ => (&[0], 0.5),
    };
    let options = RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
    let pages: Vec<RgbImage> = pages
        .iter()
        .map(|page| {
            let drawn = typst_render::render(&document.pages()[*page], &options);
            let pixels =
                drawn.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()].map(coarse));
            RgbImage::from_raw(drawn.width(), drawn.height(), pixels.collect()).unwrap()
        })
        .collect();
    // Two in a row.
    let (width, height) = pages[0].dimensions();
    let columns = pages.len().min(2);
    let side = |count: usize| u32::try_from(count).unwrap();
    let mut sheet = RgbImage::from_pixel(
        width * side(columns),
        height * side(pages.len().div_ceil(2)),
        Rgb([255; 3]),
    );
    for (index, page) in pages.iter().enumerate() {
        let place = (width * side(index % columns), height * side(index / columns));
        sheet.copy_from(page, place.0, place.1).unwrap();
    }
    Ok(sheet)
}

/// One of sixteen shades: enough to see, and a third of the weight.
fn coarse(shade: u8) -> u8 {
    (shade / 16) * 17
}

fn png(picture: &RgbImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let encoder =
        PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::NoFilter);
    picture.write_with_encoder(encoder).unwrap();
    out.into_inner()
}

fn picture(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).expect("a picture").to_rgb8()
}
