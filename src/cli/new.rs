//! `lgl init` and `lgl new`: a project, a document or a body to begin with.

use std::path::Path;

use super::args::{BODY, Init, New};
use super::shell::Shell;
use crate::model::{Date, Kind};
use crate::publish::{
    DraftRequest, Fault, LocalDisk, StartRequest, Started, draft, start, start_organ,
};

/// Starts a project. Gives the exit code.
pub(super) fn init(options: &Init, shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let date = match options.datum.as_deref().map(day).transpose() {
        Ok(date) => date.unwrap_or_else(today),
        Err(fault) => return shell.faults(&[fault]),
    };
    let folder = options.folder.as_deref().unwrap_or(Path::new(""));
    let request = StartRequest {
        folder: current.join(folder),
        organ: options.organ.clone(),
        date,
        current,
    };
    let started = match start(&disk, &request) {
        Ok(started) => started,
        Err(fault) => return shell.faults(&[fault]),
    };
    tell(&started, shell);
    for kept in &started.kept {
        shell.note(&format!("{kept} fanns redan och är lämnad: skriv raden /public/ i den"));
    }
    let enter = match &options.folder {
        Some(folder) => format!("gå till mappen med cd {}, ", folder.display()),
        None => String::new(),
    };
    shell.note(&format!(
        "Nästa steg: {enter}skriv färdigt utkastet, och kör lgl build. Det färdiga hamnar i mappen public."
    ));
    0
}

/// Starts a document or a body. Gives the exit code.
pub(super) fn run(options: &New, shell: &mut Shell) -> u8 {
    let begun = match Kind::from_word(&options.what) {
        Some(kind) => document(options, kind, shell),
        None => body(options, shell),
    };
    match begun {
        Ok(()) => 0,
        Err(Some(fault)) => shell.faults(&[fault]),
        Err(None) => 2,
    }
}

fn document(options: &New, kind: Kind, shell: &mut Shell) -> Result<(), Option<Fault>> {
    let word = kind.word();
    if let Some(name) = &options.name {
        return Err(Some(Fault::new(format!("Argumentet ”{name}” är ett för mycket")).help(
            format!("Skriv dagen med --datum, som lgl new {word} --datum 2026-12-04."),
        )));
    }
    let is_annex = kind == Kind::Annex;
    if is_annex && options.datum.is_some() {
        return Err(Some(
            Fault::new("En bilaga har ingen egen dag")
                .help("Skriv protokollet som den hör till med --till i stället för --datum."),
        ));
    }
    if !is_annex && options.till.is_some() {
        return Err(Some(
            Fault::new("Flaggan --till hör bara till bilagor")
                .help(format!("Ta bort flaggan, eller skriv dagen med --datum, som lgl new {word} --datum 2026-12-04.")),
        ));
    }
    let date = options.datum.as_deref().map(day).transpose().map_err(Some)?;
    let disk = LocalDisk;
    let current = shell.current(&disk).ok_or(None)?;
    let request = DraftRequest {
        kind,
        date,
        organ: options.organ.clone(),
        out: options.out.as_ref().map(|file| current.join(file)),
        home: options.till.clone(),
        current,
    };
    let drafted = draft(&disk, &request).map_err(Some)?;
    let name = &drafted.name;
    let from = match (&drafted.follows, drafted.assignments) {
        (None, _) => String::new(),
        (Some(home), _) if is_annex => format!(", och hör till {home}"),
        (Some(earlier), 0) => format!(", efter {earlier}"),
        (Some(earlier), 1) => format!(", efter {earlier}, med ett uppdrag att följa upp"),
        (Some(earlier), number) => {
            format!(", efter {earlier}, med {number} uppdrag att följa upp")
        }
    };
    shell.note(&format!("{name} är skriven{from}"));
    if let (Some(home), [_, ..]) = (&drafted.follows, &drafted.listing[..]) {
        let place =
            if drafted.listing.len() == 1 { "sist under bilagor" } else { "bland metadata" };
        shell.note(&format!("Skriv in den {place} i {home}, med bilagans titel:"));
        for line in &drafted.listing {
            shell.note(line);
        }
    }
    shell.note(&format!("Nästa steg: skriv färdigt utkastet, och kör lgl build {name}"));
    Ok(())
}

fn body(options: &New, shell: &mut Shell) -> Result<(), Option<Fault>> {
    let New { what: _, name, datum, organ, till, out } = options;
    let flags = [
        ("--datum", datum.is_some()),
        ("--organ", organ.is_some()),
        ("--till", till.is_some()),
        ("--out", out.is_some()),
    ];
    if let Some((flag, _)) = flags.into_iter().find(|(_, is_given)| *is_given) {
        return Err(Some(
            Fault::new(format!("Flaggan {flag} hör inte till lgl new organ"))
                .help("Ta bort flaggan: organet skrivs alltid i mappen templates."),
        ));
    }
    let Some(name) = name else {
        return Err(Some(Fault::new("Organets namn saknas").help(format!(
            "Skriv namnet på organets mapp, som lgl new {BODY} socialnamnden."
        ))));
    };
    let disk = LocalDisk;
    let current = shell.current(&disk).ok_or(None)?;
    let started = start_organ(&disk, name, &current).map_err(Some)?;
    tell(&started, shell);
    shell.note(&format!(
        "Nästa steg: skriv organets namn och medlemmar i {}, och kör lgl new protokoll --organ {name} --datum 2026-12-04",
        started.written.first().map_or("organ.yaml", String::as_str)
    ));
    Ok(())
}

/// The files that were written, a line for each.
fn tell(started: &Started, shell: &mut Shell) {
    for written in &started.written {
        shell.note(&format!("{written} är skriven"));
    }
}

/// A day as it is typed.
fn day(typed: &str) -> Result<Date, Fault> {
    use crate::model::date::DateFault;
    Date::parse(typed).map_err(|fault| match fault {
        DateFault::Impossible => {
            Fault::new(format!("Dagen {typed} finns inte i kalendern")).help("Rätta datumet.")
        }
        DateFault::Form => Fault::new(format!("”{typed}” är inget datum"))
            .help("Skriv år, månad och dag med siffror: 2026-12-04."),
    })
}

/// The day that it is, in Greenwich.
#[expect(
    clippy::disallowed_methods,
    reason = "a draft is of a day, and nothing that is built depends on it"
)]
fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / (24 * 60 * 60));
    let first = Date::new(1970, 1, 1).expect("a day of the calendar");
    first.plus(i64::try_from(days).unwrap_or(0))
}
