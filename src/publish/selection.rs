//! Which documents are asked for, and which project each belongs to.

use std::path::{Path, PathBuf};

use super::project::{Document, Project};
use super::{Disk, Fault, shown};

/// Projects with the documents of them that are asked for.
pub(super) type Selection = Vec<(Project, Vec<Document>)>;

/// The documents that are asked for, and what cannot be one.
pub(super) fn select(
    disk: &dyn Disk,
    paths: &[PathBuf],
    current: &Path,
) -> (Selection, Vec<Fault>) {
    let (mut selection, mut faults) = (Selection::new(), Vec::new());
    if paths.is_empty() {
        match whole_project(disk, current, &mut faults) {
            Ok(selected) => selection.push(selected),
            Err(fault) => faults.push(fault),
        }
        return (selection, faults);
    }
    for path in paths {
        match named(disk, path, current, &mut faults) {
            Ok((project, documents)) => add(&mut selection, project, documents),
            Err(fault) => faults.push(fault),
        }
    }
    (selection, faults)
}

/// A document is built once, however often it is asked for.
fn add(selection: &mut Selection, project: Project, documents: Vec<Document>) {
    let same =
        |known: &Project| known.root == project.root && known.is_project == project.is_project;
    let Some((_, known)) = selection.iter_mut().find(|(known, _)| same(known)) else {
        selection.push((project, documents));
        return;
    };
    for document in documents {
        if !known.contains(&document) {
            known.push(document);
        }
    }
}

/// All of the project that the current folder is in.
fn whole_project(
    disk: &dyn Disk,
    current: &Path,
    faults: &mut Vec<Fault>,
) -> Result<(Project, Vec<Document>), Fault> {
    let Some(project) = Project::find(disk, current, current)? else {
        let missing = "Här finns inget projekt: varken lgl.yaml eller en mapp protocols";
        let help = "Gå till projektets mapp, eller skriv filens namn efter kommandot.";
        return Err(Fault::new(missing).help(help));
    };
    let (documents, broken) = project.documents(disk, current);
    if documents.is_empty() && broken.is_empty() {
        faults.push(
            Fault::new("Projektet har inga dokument: mappen protocols är tom")
                .help("Lägg protokollen som .md-filer i mappen protocols."),
        );
    }
    faults.extend(broken);
    Ok((project, documents))
}

/// The documents that one path asks for.
fn named(
    disk: &dyn Disk,
    path: &Path,
    current: &Path,
    faults: &mut Vec<Fault>,
) -> Result<(Project, Vec<Document>), Fault> {
    let name = path.strip_prefix(current).unwrap_or(path);
    let real = disk.canonical(path).map_err(|error| {
        Fault::io("läsa", name, &error).help("Kontrollera namnet, och att du står i rätt mapp.")
    })?;
    let is_folder = disk.is_folder(&real);
    let folder = if is_folder { real.as_path() } else { real.parent().unwrap_or(&real) };
    let found = Project::find(disk, folder, current)?;
    let project = found.unwrap_or_else(|| Project::lone(folder, current));
    if !is_folder {
        let document = project.document(&real, current);
        return Ok((project, vec![document]));
    }
    // The project's own folder means its documents, not every text that lies about.
    let (documents, broken) = if project.is_project && real == project.root {
        project.documents(disk, current)
    } else {
        project.documents_in(disk, &real, current)
    };
    if documents.is_empty() && broken.is_empty() {
        let name = shown(name);
        let folder =
            if name.is_empty() { "Mappen här".to_owned() } else { format!("Mappen {name}") };
        faults.push(
            Fault::new(format!("{folder} har inga dokument"))
                .help("Dokument är filer med ändelsen .md."),
        );
    }
    faults.extend(broken);
    Ok((project, documents))
}
