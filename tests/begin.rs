//! What `lgl init` and `lgl new` begin: it can be built at once, it tells of every setting, and it takes nobody's place.

use std::path::PathBuf;

use lgl::model::{Date, Kind};
use lgl::parse::keys::{Form, Key};
use lgl::publish::{
    Disk, DraftRequest, Drafted, Fault, LocalDisk, StartRequest, draft, start, start_organ,
};

use crate::support::project::TestProject;
use crate::support::project_root;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn request(project: &TestProject, kind: Kind, date: Option<&str>) -> DraftRequest {
    DraftRequest {
        kind,
        date: date.map(day),
        organ: None,
        out: None,
        home: None,
        current: project.root(),
    }
}

fn begin(project: &TestProject, kind: Kind, date: &str) -> Drafted {
    // An annex has the day of its minutes.
    let date = (kind != Kind::Annex).then_some(date);
    draft(&LocalDisk, &request(project, kind, date)).unwrap()
}

/// Builds a project that has a draft of every kind. Gives what is said of them.
fn said_of_every_kind(project: &TestProject) -> String {
    let mut files: Vec<String> =
        Kind::ALL.map(|kind| begin(project, kind, "2026-12-04").name).into();
    files.sort();
    let said = project.build(&["pdf", "html", "json"]);
    assert_eq!((said.outcome.stopped, said.outcome.faults), (0, 0), "{:?}", said.lines);
    assert_eq!(said.outcome.errors, 0, "{:?}", said.lines);
    let lines = said.lines.iter().map(|line| {
        let (place, rest) = line.split_once(": ").unwrap();
        let file = place.split(':').next().unwrap();
        assert!(files.iter().any(|own| own == file), "{line}");
        format!("{}: {rest}", file.rsplit('/').next().unwrap())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_draft_of_every_kind_is_built_where_nothing_is_known() {
    let project = TestProject::new();
    insta::assert_snapshot!(said_of_every_kind(&project), @"
    2026-12-04-bilaga-1.md: varning LGL106 avsnitt-tomt: Under rubriken ”Bakgrund” står ingenting
    2026-12-04-konferens.md: varning LGL503 tid-eller-plats-saknas: Mötets tid och plats saknas
    2026-12-04-minnesanteckningar.md: varning LGL503 tid-eller-plats-saknas: Mötets tid och plats saknas
    2026-12-04-minnesanteckningar.md: varning LGL106 avsnitt-tomt: Under rubriken ”Information” står ingenting
    2026-12-04.md: varning LGL503 tid-eller-plats-saknas: Mötets tid och plats saknas
    2026-12-04.md: varning LGL604 bilaga-odeklarerad: Bilagan protocols/2026/2026-12-04-bilaga-1.md hör hit, men står inte bland bilagorna
    2026-12-04.md: varning LGL106 avsnitt-tomt: Under rubriken ”Information” står ingenting
    ");
}

#[test]
fn a_draft_of_every_kind_is_built_after_other_meetings() {
    let project = TestProject::copy_of(&project_root().join("examples/flera-moten"));
    insta::assert_snapshot!(said_of_every_kind(&project), @"
    2026-12-04-bilaga-1.md: varning LGL106 avsnitt-tomt: Under rubriken ”Bakgrund” står ingenting
    2026-12-04-minnesanteckningar.md: varning LGL106 avsnitt-tomt: Under rubriken ”Trygg hemgång från sjukhuset” står ingenting
    2026-12-04.md: varning LGL604 bilaga-odeklarerad: Bilagan protocols/2026/2026-12-04-bilaga-1.md hör hit, men står inte bland bilagorna
    2026-12-04.md: varning LGL106 avsnitt-tomt: Under rubriken ”Trygg hemgång från sjukhuset” står ingenting
    ");
}

#[test]
fn a_draft_follows_the_meetings_before_it() {
    let project = TestProject::copy_of(&project_root().join("examples/flera-moten"));
    let Drafted { name, follows, assignments, .. } =
        begin(&project, Kind::Minutes, "2026-09-18");
    assert_eq!(name, "protocols/2026/2026-09-18.md");
    assert_eq!(follows.as_deref(), Some("protocols/2026/2026-06-04.md"));
    assert_eq!(assignments, 1);
    let text = project.text(&name);
    let (text, people) = text.split_once("## Närvarande ledamöter\n\n").unwrap();
    assert_eq!(people.lines().count(), 14);
    insta::assert_snapshot!(text, @"
    ---
    # Ett utkast. Fyll i det som fattas, ta bort det som inte stämmer, och ta bort raden status när allt är klart.
    datum: 2026-09-18
    tid: 9.00–11.00
    plats: Vimmerby
    ordförande: Rut Regnholm
    # sekreterare: Förnamn Efternamn
    # diarienummer: det förra protokollet har RS 2026/112
    status: utkast
    föregående: 2026-06-04
    # nästa_möte:
    #   datum: 2026-12-11
    #   tid: 9.00–12.00
    #   plats: Kommunhuset, sal A
    ---
    
    ## Välkomna
    
    Ordföranden Rut Regnholm hälsar deltagarna välkomna.
    
    ## Dagordning
    
    Mötet följer dagordningen:
    
    1. Välkomna
    2. Dagordning
    3. Protokoll från förra mötet
    4. Uppföljning av uppdrag
    5. Trygg hemgång från sjukhuset
    6. Beslut
    7. Avslut
    
    ## Protokoll från förra mötet
    
    [Protokollet från den 4 juni 2026](2026-06-04.md) läggs till handlingarna.
    
    ## Uppföljning av uppdrag
    
    Mötet går igenom uppdragen från tidigare möten:
    
    - Börja använda informationsbladet om trygg hemgång i hela länet (Beslut 2026-06-04/1). Ansvarig: Kaj Lindhaga, Kommunförbundet Kalmar län. Senast: 2026-12-01.
    
    ## Trygg hemgång från sjukhuset
    
    ## Beslut
    
    Inga beslut fattades.
    
    ## Avslut
    
    Ordföranden Rut Regnholm avslutar mötet.
    ");
}

#[test]
fn an_annex_is_of_the_same_body_as_the_minutes_that_are_named() {
    let project = TestProject::new();
    project
        .put_text("protocols/dalarna.md", "---\norgan: rss-dalarna\ndatum: 2026-12-04\n---\n");
    for home in ["2026-12-04", "protocols/dalarna.md"] {
        let plain = request(&project, Kind::Annex, None);
        let annex = DraftRequest { home: Some(home.to_owned()), ..plain };
        let drafted = draft(&LocalDisk, &annex).unwrap();
        assert_eq!(drafted.follows.as_deref(), Some("protocols/dalarna.md"));
        assert!(project.text(&drafted.name).contains("organ: rss-dalarna"));
    }
}

#[test]
fn who_is_missing_is_seen_and_what_was_only_once_does_not_come_back() {
    let meeting = |day: &str, items: &str, people: &str| {
        format!(
            "---\ndatum: {day}\ntid: 9.00–11.00\nplats: Kalmar\nsekreterare: Saga Pennfors\n---\n\n\
             ## Välkomna\n\nMötet öppnas.\n\n## Dagordning\n\nDen följs.\n\n{items}\
             ## Avslut\n\nMötet avslutas.\n\n## Närvarande\n\n{people}"
        )
    };
    let project = TestProject::new()
        .with(
            "protocols/2026-03-05.md",
            meeting(
                "2026-03-05",
                "## Lägesbild\n\nDen är god.\n\nUppdrag: Ta fram en karta.\nAnsvarig: Eva Ek. Senast: 2026-12-01\n\n\
                 Uppdrag: Boka en sal.\nAnsvarig: Eva Ek. Senast: 2026-04-01\n\n",
                "- Bo Alm, Torsås kommun\n- Eva Ek, Nybro kommun (via länk)\n",
            ),
        )
        .with(
            "protocols/2026-06-04.md",
            meeting(
                "2026-06-04",
                "## Avtal\n\n**Beslut:** LGL beslutar att säga upp avtalet.\n\n## Lägesbild\n\nDen är god.\n\n\
                 Uppdrag: Skriv *kort* om [läget].\n\n",
                "- Eva Ek, skolchef, Nybro kommun (via länk)\n\n## Övriga medverkande\n\n- Saga Pennfors, Region Kalmar län\n- Pia Gäst, SKR\n",
            ),
        );
    let Drafted { name, assignments, .. } = begin(&project, Kind::Minutes, "2026-12-04");
    assert_eq!((name.as_str(), assignments), ("protocols/2026-12-04.md", 2));
    let text = project.text(&name);
    let (_, text) = text.split_once("2. Dagordning\n").unwrap();
    insta::assert_snapshot!(text, @r#"
    3. Föregående protokoll
    4. Uppföljning av uppdrag
    5. Lägesbild
    6. Beslut
    7. Avslut
    
    ## Föregående protokoll
    
    [Protokollet från den 4 juni 2026](2026-06-04.md) läggs till handlingarna.
    
    ## Uppföljning av uppdrag
    
    Mötet går igenom uppdragen från tidigare möten:
    
    - Ta fram en karta (Uppdrag 2026-03-05). Ansvarig: Eva Ek. Senast: 2026-12-01.
    - Skriv kort om \[läget\] (Uppdrag 2026-06-04).
    
    ## Lägesbild
    
    ## Beslut
    
    Inga beslut fattades.
    
    ## Avslut
    
    Ordföranden avslutar mötet.
    
    ## Närvarande
    
    - Eva Ek, skolchef, Nybro kommun
    - Bo Alm, Torsås kommun
    
    ## Övriga medverkande
    
    - Saga Pennfors, Region Kalmar län
    
    ## Frånvarande
    
    - Borgholms kommun
    - Emmaboda kommun
    - Hultsfreds kommun
    - Högsby kommun
    - Kalmar kommun
    - Kommunförbundet Kalmar län
    - Mönsterås kommun
    - Mörbylånga kommun
    - Oskarshamns kommun
    - Region Kalmar län
    - Vimmerby kommun
    - Västerviks kommun
    "#);
}

#[test]
fn nothing_is_written_over() {
    let project = TestProject::new().with("protocols/2026/2026-12-04.md", "Mitt.\n");
    let asked = request(&project, Kind::Minutes, Some("2026-12-04"));
    let Fault { message, .. } = draft(&LocalDisk, &asked).unwrap_err();
    assert_eq!(message, "protocols/2026/2026-12-04.md finns redan, och lämnas som den är");
    assert_eq!(project.text("protocols/2026/2026-12-04.md"), "Mitt.\n");
    let file = project.root().join("ny.md");
    LocalDisk.create(&file, b"ett").unwrap();
    let fault = LocalDisk.create(&file, b"ett").unwrap_err();
    assert_eq!(fault.kind(), std::io::ErrorKind::AlreadyExists);
}

/// A project as `lgl init` leaves it.
fn begun() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let request = StartRequest {
        folder: root.clone(),
        organ: None,
        date: day("2026-12-04"),
        current: root.clone(),
    };
    let started = start(&LocalDisk, &request).unwrap();
    assert_eq!(started.written, ["lgl.yaml", ".gitignore", "protocols/2026/2026-12-04.md"]);
    (folder, root)
}

/// A settings file with every line that is commented out put to use.
fn in_use(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(code) if !code.starts_with(' ') || code.starts_with("  ") => code.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(|own| line(own) + "\n").collect()
}

/// Every key of these, and of the maps below them.
fn names(keys: &[Key]) -> Vec<&'static str> {
    let below = |key: &Key| match key.form {
        Form::Map(keys) | Form::Either(_, keys) => names(keys),
        Form::Many(Form::Map(keys) | Form::Either(_, keys)) => names(keys),
        _ => Vec::new(),
    };
    keys.iter().flat_map(|key| [vec![key.name], below(key)].concat()).collect()
}

/// The keys of these that a settings file does not show.
fn unshown(text: &str, keys: &[Key]) -> Vec<&'static str> {
    let is_shown = |name: &str| {
        text.split(|c: char| c.is_whitespace() || "#{".contains(c))
            .any(|word| word.strip_suffix(':') == Some(name))
    };
    names(keys).into_iter().filter(|name| !is_shown(name)).collect()
}

/// What is wrong with the settings of a project and with its body, with what to do.
fn wrong(project: &TestProject) -> Vec<String> {
    let request = lgl::publish::LintRequest {
        current: project.root(),
        ..lgl::publish::LintRequest::default()
    };
    let linted = lgl::publish::lint(&LocalDisk, &request);
    let settings = linted.texts.iter().filter(|text| !text.is_document);
    settings
        .flat_map(|text| &text.findings)
        .map(|it| format!("{}: {}", it.message, it.help.as_deref().unwrap_or_default()))
        .collect()
}

#[test]
fn the_settings_of_a_project_show_every_key_and_all_can_be_put_to_use() {
    let (_folder, root) = begun();
    let text = std::fs::read_to_string(root.join("lgl.yaml")).unwrap();
    let project = TestProject::new()
        .with("ordbok/sv_SE.aff", "SET UTF-8\n")
        .with("ordbok/sv_SE.dic", "1\nhej\n")
        .with(
            "protocols/a.md",
            "---\ntyp: bilaga\nnummer: 1\nhör_till: 2026-12-04\n---\n\nHej.\n",
        )
        .with("lgl.yaml", in_use(&text));
    assert_eq!(wrong(&project), Vec::<String>::new());
    assert_eq!(unshown(&text, lgl::publish::settings::KEYS), Vec::<&str>::new());
}

/// What is wrong with the body of a project, with what to do.
fn wrong_of_body(project: &TestProject) -> Vec<String> {
    let mut files = lgl::organ::base();
    let folder = project.root().join("templates/rad-for-aldre");
    for entry in LocalDisk.list(&folder).unwrap() {
        let name = entry.path.file_name().unwrap().to_str().unwrap().to_owned();
        files.insert(name, std::fs::read(&entry.path).unwrap().into());
    }
    let (_, _, findings) = lgl::organ::read("rad-for-aldre", "organ.yaml", files);
    findings
        .iter()
        .map(|it| format!("{}: {}", it.message, it.help.as_deref().unwrap_or_default()))
        .collect()
}

#[test]
fn a_body_that_was_begun_can_be_used_at_once_and_shows_every_key() {
    let project = TestProject::new().with("lgl.yaml", "organ: rad-for-aldre\n");
    let started = start_organ(&LocalDisk, "rad-for-aldre", &project.root()).unwrap();
    let organ = "templates/rad-for-aldre/organ.yaml";
    assert_eq!(started.written[0], organ);
    assert_eq!(wrong_of_body(&project), Vec::<String>::new());
    insta::assert_snapshot!(said_of_every_kind(&project), @"
    2026-12-04-bilaga-1.md: varning LGL106 avsnitt-tomt: Under rubriken ”Bakgrund” står ingenting
    2026-12-04-konferens.md: varning LGL503 tid-eller-plats-saknas: Mötets tid och plats saknas
    2026-12-04-konferens.md: varning LGL104 närvaro-saknas: Närvaron går inte att läsa som en lista av personer
    2026-12-04-minnesanteckningar.md: varning LGL503 tid-eller-plats-saknas: Mötets tid och plats saknas
    2026-12-04-minnesanteckningar.md: varning LGL106 avsnitt-tomt: Under rubriken ”Information” står ingenting
    2026-12-04-minnesanteckningar.md: varning LGL104 närvaro-saknas: Närvaron går inte att läsa som en lista av personer
    2026-12-04.md: varning LGL503 tid-eller-plats-saknas: Mötets tid och plats saknas
    2026-12-04.md: varning LGL604 bilaga-odeklarerad: Bilagan protocols/2026/2026-12-04-bilaga-1.md hör hit, men står inte bland bilagorna
    2026-12-04.md: varning LGL106 avsnitt-tomt: Under rubriken ”Information” står ingenting
    2026-12-04.md: varning LGL104 närvaro-saknas: Närvaron går inte att läsa som en lista av personer
    ");

    let text = project.text(organ);
    project.put_text(organ, &in_use(&text));
    assert_eq!(wrong_of_body(&project), Vec::<String>::new());
    assert_eq!(unshown(&text, lgl::organ::KEYS), Vec::<&str>::new());
    assert!(start_organ(&LocalDisk, "rad-for-aldre", &project.root()).is_err());
}

#[test]
fn a_bodys_folder_has_a_name_that_every_system_can_have() {
    let project = TestProject::new();
    for name in ["", "Råd", "a b", "../x", "-a", "a-", "1a", "lgl", "bas", "a/b", "CON:"] {
        assert!(start_organ(&LocalDisk, name, &project.root()).is_err(), "{name}");
    }
    assert!(!project.root().join("templates").exists());
}

#[test]
fn the_manual_in_the_repository_is_that_of_the_code() {
    let page = lgl::cli::manual::page();
    let path = project_root().join("man/lgl.1");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        stored == page,
        "man/lgl.1 is stale: run the tests with UPDATE=1 and read the diff"
    );
}
