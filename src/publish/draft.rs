//! A first draft of a document, made of what the body's earlier documents say.

mod place;

use std::path::{Path, PathBuf};

use super::build::is_publishable;
use super::examine::minutes_of;
use super::organs::{Loaded, Organs};
use super::parallel::in_parallel;
use super::project::{Document, Project, is_document};
use super::{Disk, Fault, named, normalised, real};
use crate::model::target::beside;
use crate::model::{Date, Kind, Minutes};
use crate::organ::Organ;
use crate::skeleton::{self, AnnexPlan, Earlier, Plan};

/// What is to be drafted.
#[derive(Clone, Debug)]
pub struct DraftRequest {
    /// What kind of document.
    pub kind: Kind,
    /// Of which day; none means the day that the body's last minutes give for the next meeting.
    pub date: Option<Date>,
    /// Of which body; none means the project's own.
    pub organ: Option<String>,
    /// The file, absolute; none means where the project keeps its documents.
    pub out: Option<PathBuf>,
    /// The minutes that an annex belongs to, by their day or their path; none means the last ones.
    pub home: Option<String>,
    /// The current folder, absolute and without symbolic links.
    pub current: PathBuf,
}

/// A draft that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The file, as it is shown.
    pub name: String,
    /// The minutes that it follows, or that an annex belongs to, as they are shown.
    pub follows: Option<String>,
    /// How many assignments it carries over.
    pub assignments: usize,
    /// For an annex, what to write among the metadata of its minutes, line by line.
    pub listing: Vec<String>,
}

/// Writes a first draft.
///
/// # Errors
/// Where there is no project or body, where nobody knows of which day it is, and where the file is there already.
pub fn draft(disk: &dyn Disk, request: &DraftRequest) -> Result<Drafted, Fault> {
    let current = &request.current;
    let Some(project) = Project::find(disk, current, current)? else {
        return Err(Fault::new(
            "Här finns inget projekt: varken lgl.yaml eller en mapp protocols",
        )
        .help("Gå till projektets mapp, eller börja ett nytt projekt med lgl init."));
    };
    if project.settings.as_ref().is_some_and(|(_, findings)| !is_publishable(findings)) {
        return Err(Fault::new("Projektets inställningar går inte att använda")
            .help("Kör lgl lint för att se vad som är fel i lgl.yaml."));
    }
    let usual = request.organ.as_deref().unwrap_or(&project.organ);
    // The minutes that an annex is said to belong to say which body it is, where the command does not.
    if request.kind == Kind::Annex && request.organ.is_none() && request.home.is_some() {
        let others = known_bodies(disk, &project).into_iter().filter(|id| id != usual);
        for id in std::iter::once(usual.to_owned()).chain(others) {
            let body = Organs::new(disk).get(&project, &id);
            let Ok(loaded) = body.as_ref() else { continue };
            if is_publishable(&loaded.findings) {
                let maker = Maker::new(disk, request, &project, &loaded.organ);
                if maker.home().is_ok() {
                    return maker.annex();
                }
            }
        }
    }
    let body = Organs::new(disk).get(&project, usual);
    let Loaded { organ, findings, .. } = body.as_ref().as_ref().map_err(|fault| {
        let known = known_bodies(disk, &project).join(", ");
        let help =
            format!("Organ som finns: {known}. Börja ett nytt med lgl new organ {usual}.");
        Fault::new(fault.message.clone()).help(help)
    })?;
    if !is_publishable(findings) {
        return Err(Fault::new(format!("Organet {usual} går inte att använda")).help(format!(
            "Kör lgl lint för att se vad som är fel i templates/{usual}/organ.yaml."
        )));
    }
    let maker = Maker::new(disk, request, &project, organ);
    if request.kind == Kind::Annex { maker.annex() } else { maker.meeting() }
}

/// The names of the bodies that a project can use.
pub(super) fn known_bodies(disk: &dyn Disk, project: &Project) -> Vec<String> {
    super::organs::ids_of(disk, project)
}

/// A document of the body.
struct Known {
    document: Document,
    minutes: Minutes,
}

impl Known {
    fn date(&self) -> Option<Date> {
        self.minutes.meeting.date.as_ref().map(|date| date.value)
    }

    fn is(&self, kinds: &[Kind]) -> bool {
        kinds.contains(&self.minutes.kind)
    }
}

/// The documents of a body, in the order of their paths.
fn known(disk: &dyn Disk, project: &Project, organ: &Organ) -> Vec<Known> {
    let (documents, _) = project.documents(disk, &project.root);
    let read = in_parallel(&documents, |document| {
        let minutes = minutes_of(disk, project, organ, document)?;
        Some(Known { document: document.clone(), minutes })
    });
    read.into_iter().flatten().collect()
}

/// The kinds of documents that a meeting leaves.
const MEETINGS: [Kind; 2] = [Kind::Minutes, Kind::Notes];

struct Maker<'a> {
    disk: &'a dyn Disk,
    request: &'a DraftRequest,
    project: &'a Project,
    organ: &'a Organ,
    known: Vec<Known>,
}

impl<'a> Maker<'a> {
    fn new(
        disk: &'a dyn Disk,
        request: &'a DraftRequest,
        project: &'a Project,
        organ: &'a Organ,
    ) -> Self {
        Self { disk, request, project, organ, known: known(disk, project, organ) }
    }

    /// The minutes and notes in the body's language, the oldest first.
    fn meetings(&self) -> Vec<&Known> {
        let mut meetings: Vec<&Known> = self
            .known
            .iter()
            .filter(|known| known.is(&MEETINGS) && known.date().is_some())
            .filter(|known| known.minutes.language == self.organ.language)
            .collect();
        meetings.sort_by_key(|known| known.date());
        meetings
    }

    fn meeting(&self) -> Result<Drafted, Fault> {
        let kind = self.request.kind;
        let meetings = self.meetings();
        let date = match self.request.date {
            Some(date) => date,
            None => self.next(meetings.last().copied())?,
        };
        let before: Vec<&Known> = meetings
            .into_iter()
            .filter(|known| known.date().is_some_and(|day| day < date))
            .collect();
        // Notes follow notes, and minutes minutes, where there are such.
        let wanted = if kind == Kind::Notes { Kind::Notes } else { Kind::Minutes };
        let same: Vec<&Known> =
            before.iter().copied().filter(|known| known.is(&[wanted])).collect();
        let before = if same.is_empty() { before } else { same };
        let file = if let Some(file) = &self.request.out {
            self.chosen(file)?
        } else {
            let stem = match kind {
                Kind::Minutes => date.to_string(),
                kind => format!("{date}-{}", kind.word()),
            };
            self.folder(before.last().copied(), date).join(format!("{stem}.md"))
        };
        let folder = file.parent().unwrap_or(&self.project.root);
        let earlier: Vec<Earlier> = before
            .iter()
            .filter_map(|known| {
                Some(Earlier {
                    minutes: known.minutes.clone(),
                    date: known.date()?,
                    address: place::address(folder, &known.document.path),
                })
            })
            .collect();
        let plan = Plan {
            kind,
            date,
            organ: self.organ,
            names_organ: self.organ.id != self.project.organ,
            earlier: &earlier,
        };
        let assignments = match kind {
            Kind::Minutes | Kind::Notes => plan.open_assignments(),
            _ => 0,
        };
        let follows = before.last().filter(|_| kind != Kind::Slides);
        self.write(&file, &skeleton::document(&plan), follows.copied(), assignments)
    }

    fn annex(&self) -> Result<Drafted, Fault> {
        let home = self.home()?;
        let path = self.project.path_of(&home.document);
        let belongs = |known: &&Known| {
            known.minutes.belongs_to.as_ref().is_some_and(|typed| {
                let day = home.date().map(|day| day.to_string());
                let own = self.project.path_of(&known.document);
                Some(&typed.value) == day.as_ref()
                    || beside(&own, &typed.value) == Some(path.clone())
            })
        };
        let numbers = self
            .known
            .iter()
            .filter(|known| known.is(&[Kind::Annex]))
            .filter(belongs)
            .filter_map(|known| known.minutes.number.as_ref()?.value.parse::<usize>().ok());
        let number = numbers.chain([home.minutes.annexes.len()]).max().unwrap_or(0) + 1;
        let own = home.document.path.file_stem().unwrap_or_default().to_string_lossy();
        let stem = home.date().map_or_else(|| own.into_owned(), |day| day.to_string());
        let file = match &self.request.out {
            Some(file) => self.chosen(file)?,
            None => home.document.path.with_file_name(format!("{stem}-bilaga-{number}.md")),
        };
        // A day that two documents share does not say which.
        let is_alone = |day: Date| {
            let same = self.known.iter().filter(|known| {
                known.date() == Some(day) && !known.is(&[Kind::Annex, Kind::Slides])
            });
            same.count() == 1
        };
        let folder = file.parent().unwrap_or(&self.project.root);
        let plan = AnnexPlan {
            organ: self.organ,
            names_organ: self.organ.id != self.project.organ,
            home: match home.date().filter(|day| is_alone(*day)) {
                Some(day) => day.to_string(),
                None => place::address(folder, &home.document.path),
            },
            number,
        };
        let drafted = self.write(&file, &skeleton::annex(&plan), Some(home), 0)?;
        let beside = home.document.path.parent().unwrap_or(&self.project.root);
        let address = place::address(beside, &file);
        let opening = home.minutes.annexes.is_empty().then(|| "bilagor:".to_owned());
        let is_plain = address.chars().all(|c| c.is_alphanumeric() || "-_./%".contains(c));
        let address = if is_plain { address } else { format!("\"{address}\"") };
        let line = format!("  - {{titel: Bilaga {number}, fil: {address}}}");
        Ok(Drafted { listing: opening.into_iter().chain([line]).collect(), ..drafted })
    }

    /// The minutes that an annex belongs to.
    fn home(&self) -> Result<&Known, Fault> {
        let is_home = |known: &&Known| !known.is(&[Kind::Annex, Kind::Slides]);
        let Some(named) = &self.request.home else {
            return self.meetings().last().copied().ok_or_else(|| {
                Fault::new("Det finns inget protokoll som bilagan kan höra till")
                    .help("Skriv protokollet först, med lgl new protokoll --datum 2026-12-04.")
            });
        };
        if let Ok(day) = Date::parse(named) {
            let mut of_day =
                self.known.iter().filter(is_home).filter(|known| known.date() == Some(day));
            return of_day.next().ok_or_else(|| {
                Fault::new(format!("Det finns inget protokoll från den {}", day.long()))
                    .help("Rätta datumet efter --till, eller skriv protokollets fil.")
            });
        }
        let real = self.disk.canonical(&self.request.current.join(named)).map_err(|error| {
            Fault::io("läsa", Path::new(named), &error)
                .help("Skriv protokollets datum eller fil efter --till.")
        })?;
        let mut same = self.known.iter().filter(is_home);
        same.find(|known| known.document.path == real).ok_or_else(|| {
            Fault::new(format!(
                "{named} är inget protokoll i projektet som bilagan kan höra till"
            ))
            .help("Skriv protokollets datum eller fil efter --till.")
        })
    }

    /// The day of the next meeting, as the last minutes say.
    fn next(&self, last: Option<&Known>) -> Result<Date, Fault> {
        let kind = self.request.kind.word();
        let example = format!("lgl new {kind} --datum 2026-12-04");
        let Some(last) = last else {
            return Err(Fault::new("Det går inte att veta vilken dag det gäller: det finns inget tidigare protokoll")
                .help(format!("Skriv dagen, som {example}.")));
        };
        let next = last.minutes.meeting.next.as_ref().and_then(|next| next.date.as_ref());
        match next {
            Some(next) if last.date().is_none_or(|held| held < next.value) => Ok(next.value),
            _ => {
                let name = self.named(&last.document.path);
                Err(Fault::new(format!("Det går inte att veta vilken dag det gäller: {name} säger inte när nästa möte är"))
                    .help(format!("Skriv dagen, som {example}, eller en rad nästa_möte: 2026-12-04 bland metadata i {name}.")))
            }
        }
    }

    /// The folder for a document of a day: as the last one of the body lies, or as the project's others do.
    fn folder(&self, last: Option<&Known>, date: Date) -> PathBuf {
        let (all, _) = self.project.documents(self.disk, &self.project.root);
        let last = last.map(|known| known.document.path.as_path());
        let last = last.or_else(|| all.last().map(|document| document.path.as_path()));
        place::folder(self.project, last, date)
    }

    /// The file that was asked for, where it can be a document of the project.
    fn chosen(&self, file: &Path) -> Result<PathBuf, Fault> {
        let file = normalised(file);
        let name = self.named(&file);
        if !is_document(&file) {
            return Err(Fault::new(format!("{name} kan inte bli ett dokument"))
                .help("Skriv en fil med ändelsen .md efter --out."));
        }
        let real = real(self.disk, &file);
        if !real.starts_with(&self.project.root) {
            return Err(Fault::new(format!("{name} ligger utanför projektet"))
                .help("Skriv en fil i projektets mapp protocols efter --out."));
        }
        Ok(real)
    }

    fn write(
        &self,
        file: &Path,
        text: &str,
        follows: Option<&Known>,
        assignments: usize,
    ) -> Result<Drafted, Fault> {
        let name = self.named(file);
        if !real(self.disk, file).starts_with(&self.project.root) {
            return Err(Fault::new(format!(
                "Kan inte skriva {name}: en länk leder ut ur projektet"
            )));
        }
        self.disk.create(file, text.as_bytes()).map_err(|error| {
            if error.kind() == std::io::ErrorKind::AlreadyExists {
                Fault::new(format!("{name} finns redan, och lämnas som den är"))
                    .help("Skriv en annan dag med --datum, eller en annan fil med --out.")
            } else {
                Fault::io("skriva", Path::new(&name), &error)
            }
        })?;
        let follows = follows.map(|known| self.named(&known.document.path));
        Ok(Drafted { name, follows, assignments, listing: Vec::new() })
    }

    /// A file as a person in the current folder writes it.
    fn named(&self, file: &Path) -> String {
        named(file, &self.request.current)
    }
}
