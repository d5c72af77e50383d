//! A project or a body to begin with.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::draft::{DraftRequest, draft};
use super::organs::{Organs, ids_of};
use super::project::{DEFAULT_ORGAN, Project, SETTINGS_FILE, TEMPLATES};
use super::{Disk, Fault, named, normalised, real};
use crate::model::{Date, Kind};
use crate::organ;
use crate::skeleton;

/// What git leaves alone.
const IGNORE_FILE: &str = ".gitignore";

/// A project that is to be.
#[derive(Clone, Debug)]
pub struct StartRequest {
    /// Its folder, absolute; it need not be there.
    pub folder: PathBuf,
    /// Its body; none means the built-in one.
    pub organ: Option<String>,
    /// The day of its first draft.
    pub date: Date,
    /// The current folder, absolute and without symbolic links.
    pub current: PathBuf,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Started {
    /// The files, as they are shown, in the order that they are best read.
    pub written: Vec<String>,
    /// Those that were there already and are as they were.
    pub kept: Vec<String>,
}

/// Starts a project: its settings, a first draft of minutes, and what git is to leave alone.
///
/// # Errors
/// Where the folder is in a project already, where the body is not there, and where nothing can be written.
pub fn start(disk: &dyn Disk, request: &StartRequest) -> Result<Started, Fault> {
    let StartRequest { organ, date, current, .. } = request;
    let root = real(disk, &normalised(&request.folder));
    let there = root.ancestors().find(|folder| disk.is_folder(folder)).unwrap_or(current);
    if let Some(project) = Project::find(disk, there, current)? {
        let message = if project.root == root {
            "Här finns redan ett projekt".to_owned()
        } else {
            format!("Mappen ligger redan i ett projekt: {}", super::shown(&project.root))
        };
        return Err(Fault::new(message)
            .help("Skriv lgl new protokoll för att börja ett protokoll i det, eller välj en annan mapp."));
    }
    let id = organ.as_deref().unwrap_or(DEFAULT_ORGAN);
    let project =
        Project { is_project: true, organ: id.to_owned(), ..Project::lone(&root, &root) };
    // Nothing is written for a body that no document could be built as.
    if let Err(fault) = &*Organs::new(disk).get(&project, id) {
        let known = ids_of(disk, &project).join(", ");
        return Err(Fault::new(fault.message.clone()).help(format!(
            "Organ som finns: {known}. Starta projektet utan --organ, och kör sedan lgl new organ {id}."
        )));
    }
    let mut started = Started::default();
    let mut put = |name: &str, text: &str| {
        let file = root.join(name);
        let shown = named(&file, current);
        match disk.create(&file, text.as_bytes()) {
            Ok(()) => started.written.push(shown),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => started.kept.push(shown),
            Err(error) => return Err(Fault::io("skriva", Path::new(&shown), &error)),
        }
        Ok(())
    };
    put(SETTINGS_FILE, &skeleton::project::settings(id))?;
    put(IGNORE_FILE, skeleton::project::IGNORED)?;
    let first = DraftRequest {
        kind: Kind::Minutes,
        date: Some(*date),
        organ: None,
        out: None,
        home: None,
        current: root.clone(),
    };
    let drafted = draft(disk, &first)?;
    started.written.push(named(&root.join(drafted.name), current));
    Ok(started)
}

/// Starts a body of the project that the current folder is in: its folder with everything that it needs to be built.
///
/// # Errors
/// Where there is no project, where the name cannot be a folder's or is taken, and where nothing can be written.
pub fn start_organ(disk: &dyn Disk, id: &str, current: &Path) -> Result<Started, Fault> {
    if let Some(fault) = fault_of_name(id) {
        return Err(fault);
    }
    let Some(project) = Project::find(disk, current, current)? else {
        return Err(Fault::new(
            "Här finns inget projekt: varken lgl.yaml eller en mapp protocols",
        )
        .help("Gå till projektets mapp, eller börja ett nytt projekt med lgl init."));
    };
    let folder = project.root.join(TEMPLATES).join(id);
    let name = named(&folder, current);
    if id == organ::BASE {
        return Err(Fault::new(format!(
            "Organet kan inte heta {id}: det är grunden för alla organ"
        ))
        .help("Välj ett annat namn."));
    }
    if organ::built_in(id).is_some() {
        return Err(Fault::new(format!("Organet {id} är inbyggt i programmet"))
            .help(format!("Välj ett annat namn. Vill du ändra något i det inbyggda: lägg en egen fil i {name}.")));
    }
    if disk.is_folder(&folder) || disk.is_file(&folder) {
        return Err(Fault::new(format!("{name} finns redan, och lämnas som den är"))
            .help("Välj ett annat namn."));
    }
    if !real(disk, &folder).starts_with(&project.root) {
        return Err(Fault::new(format!(
            "Kan inte skriva {name}: en länk leder ut ur projektet"
        )));
    }
    let mut started = Started::default();
    for (path, text) in skeleton::organ::files(id) {
        let file = folder.join(path);
        let shown = named(&file, current);
        disk.create(&file, text.as_bytes())
            .map_err(|error| Fault::io("skriva", Path::new(&shown), &error))?;
        started.written.push(shown);
    }
    Ok(started)
}

/// Why a name cannot be a body's: it is a folder on every system, and a word in every document.
fn fault_of_name(id: &str) -> Option<Fault> {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_fit = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(is_letter)
        && !id.ends_with('-')
        && id.len() <= 50;
    if is_fit {
        return None;
    }
    let near = skeleton::organ::near_id(id);
    let help = "Använd små bokstäver a–z, siffror och bindestreck, och börja med en bokstav";
    let help = match near {
        Some(near) => format!(
            "{help}, som lgl new organ {near}. Organets riktiga namn skriver du i organ.yaml."
        ),
        None => format!("{help}. Organets riktiga namn skriver du i organ.yaml."),
    };
    Some(Fault::new(format!("Organet kan inte ha mappnamnet ”{id}”")).help(help))
}
