//! Text from a word processor or a PDF as a document, with everything mended that can be without a guess.

use std::path::{Path, PathBuf};

use super::lint::{Input, LintRequest, LintedText, lint};
use super::organs::Organs;
use super::project::{Project, is_document};
use super::{Disk, Fault, shown};
use crate::convert::convert;
use crate::diagnostic::Safety;
use crate::parse::transcode;
use crate::source::{MAX_BYTES, megabytes};

/// How often a text is read again after it was mended. It settles at once, but for text that nobody wrote.
const MOST_ROUNDS: usize = 4;

/// A text that was made a document.
#[derive(Debug)]
pub struct Fixed {
    /// The file that the document belongs in, absolute.
    pub target: PathBuf,
    /// The text as it was.
    pub before: String,
    /// The document, with what is left for a person to mend.
    pub document: LintedText,
}

/// Makes a text a document of the project that it lies in. Writes nothing: [`write_fixed`] does that.
///
/// # Errors
/// Where the bytes are no text, or the project or its body cannot be used.
pub fn fix(
    disk: &dyn Disk,
    input: &Input,
    output: Option<&Path>,
    current: &Path,
) -> Result<Fixed, Fault> {
    let name = shown(input.path.strip_prefix(current).unwrap_or(&input.path));
    if input.bytes.len() > MAX_BYTES {
        let most = megabytes(MAX_BYTES as u64);
        return Err(Fault::new(format!("{name} är för stor: gränsen är {most} MB"))
            .help("Dela upp texten, och lägg bilder i egna filer bredvid den."));
    }
    let Some(source) = transcode(&name, &input.bytes) else {
        return Err(Fault::new(format!("{name} är ingen text"))
            .help("Öppna filen i Word eller PDF-läsaren, kopiera all text, och spara den som en textfil."));
    };
    let target = target(&input.path, output);
    let folder = target.parent().unwrap_or(current);
    let project = Project::find(disk, &existing(disk, folder), current)?
        .unwrap_or_else(|| Project::lone(folder, current));
    let organs = Organs::new(disk);
    let body = organs.get(&project, &project.organ);
    let loaded = body.as_ref().as_ref().map_err(Clone::clone)?;
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    if source.text().trim().is_empty() {
        return Err(
            Fault::new(format!("{name} är tom")).help("Klistra in texten och spara filen.")
        );
    }
    let mut converted = convert(&source, &loaded.organ, &stem);
    if !converted.trim_start_matches('\u{feff}').starts_with("---") {
        // Without any metadata nothing more can be said of the document.
        let line_end = if converted.contains("\r\n") { "\r\n" } else { "\n" };
        let id = &loaded.organ.id;
        converted.insert_str(
            0,
            &format!("---{line_end}organ: {id}{line_end}---{line_end}{line_end}"),
        );
    }
    let mended = |text: String| {
        let request = LintRequest {
            input: Some(Input { path: target.clone(), bytes: text.into_bytes() }),
            current: current.to_owned(),
            mend: Some(Safety::Safe),
            ignores_baseline: true,
            ..LintRequest::default()
        };
        lint(disk, &request)
    };
    let mut linted = mended(converted);
    // A name that was mended may tell how the line it stands on was meant.
    for _ in 0..MOST_ROUNDS {
        let Some(document) = linted.texts.last() else { break };
        let next = convert(&document.source, &loaded.organ, &stem);
        if next == document.source.text() {
            break;
        }
        linted = mended(next);
    }
    match (linted.faults.pop(), linted.texts.pop()) {
        (None, Some(document)) => {
            Ok(Fixed { target, before: source.text().to_owned(), document })
        }
        (Some(fault), _) => Err(fault),
        (None, None) => Err(Fault::new("Projektets inställningar går inte att använda")
            .help("Kör lgl lint för att se vad som är fel.")),
    }
}

/// Puts a document in its place. What is there and is not the text that it was made of stays.
///
/// # Errors
/// Where another file has the name, or the file cannot be written.
pub fn write_fixed(
    disk: &dyn Disk,
    fixed: &Fixed,
    input: &Path,
    current: &Path,
) -> Result<(), Fault> {
    let target = &fixed.target;
    let name = shown(target.strip_prefix(current).unwrap_or(target));
    let text = fixed.document.source.text().as_bytes();
    let io = |error: std::io::Error| Fault::io("skriva", Path::new(&name), &error);
    if target == input {
        return disk.replace(target, text).map_err(io);
    }
    if disk.is_file(target) {
        let is_same = disk.read(target, text.len() as u64).is_ok_and(|bytes| bytes == text);
        return if is_same {
            Ok(())
        } else {
            Err(Fault::new(format!("{name} finns redan, och lämnas som den är"))
                .help("Byt namn på den ena filen, eller skriv en annan mapp med --out."))
        };
    }
    disk.write(target, text).map_err(io)
}

/// The document that a text becomes: the file itself, where it is one already, or `.md` with the same name.
fn target(input: &Path, output: Option<&Path>) -> PathBuf {
    let name = Path::new(input.file_name().unwrap_or_default());
    let name = if is_document(name) { name.to_owned() } else { name.with_extension("md") };
    match output {
        Some(folder) => folder.join(name),
        None => input.with_file_name(name),
    }
}

/// The nearest folder upwards that is there.
fn existing(disk: &dyn Disk, folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|folder| disk.is_folder(folder));
    found.unwrap_or(folder).to_owned()
}
