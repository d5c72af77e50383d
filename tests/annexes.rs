//! Annexes and their minutes: what one takes over from the other, the links between them, and what is told where
//! they do not fit.

use lgl::publish::{Input, LintRequest, LocalDisk, lint};
use lgl::report;

use crate::support::pdf::Pdf;
use crate::support::project::{TestProject, protocol};

/// An annex with these further keys.
fn annex(keys: &str) -> String {
    format!("---\ntyp: bilaga\n{keys}---\n\nAlla har svarat.\n")
}

/// Minutes of 2026-12-04 with a registry number and these annexes.
fn minutes(annexes: &str) -> String {
    protocol(&format!("diarienummer: RS 2026/12\n{annexes}"), "")
}

const LISTED: &str = "bilagor:\n  - {titel: Svaren, fil: bilagor/svar.md}\n";

/// What is said when all of a project is built, and when it is linted, which must be the same.
fn said(project: &TestProject) -> Vec<String> {
    let built = project.build(&["html"]).lines;
    let request = LintRequest { current: project.root(), ..LintRequest::default() };
    let linted = lint(&LocalDisk, &request);
    let linted: Vec<String> = linted
        .texts
        .iter()
        .flat_map(|text| {
            let lines = report::concise(&text.source, &text.findings);
            lines.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(built, linted);
    built
}

/// What is said of the annex alone, without its path.
fn said_of_annex(keys: &str, others: &[(&str, &str)]) -> Vec<String> {
    let mut project = TestProject::of_fragments().with("protocols/svar.md", annex(keys));
    for (path, text) in others {
        project = project.with(path, text);
    }
    let lines = said(&project).into_iter();
    lines.filter_map(|line| Some(line.strip_prefix("protocols/svar.md:")?.to_owned())).collect()
}

#[test]
fn an_annex_takes_over_day_and_registry_number_and_links_go_both_ways() {
    for home in ["2026-12-04", "../a.md", "../a", "../a.pdf", "4 december 2026"] {
        let project =
            TestProject::of_fragments().with("protocols/2026/a.md", minutes(LISTED)).with(
                "protocols/2026/bilagor/svar.md",
                annex(&format!("titel: Svar på enkäten\nhör_till: {home}\nnummer: 1\n")),
            );
        assert_eq!(said(&project), [""; 0], "{home}");
        project.build(&["html", "pdf", "json"]);

        let data: serde_json::Value =
            serde_json::from_str(&project.text("public/2026/bilagor/svar.json")).unwrap();
        assert_eq!(data["date"], "2026-12-04");
        assert_eq!(data["registryNumber"], "RS 2026/12");

        let page = project.text("public/2026/bilagor/svar.html");
        for words in [
            "Bilaga 1 till protokoll 4 december 2026",
            "<a href=\"../a.html\">Protokoll 4\u{a0}december 2026</a>",
            "RS 2026/12",
            "<title>Svar på enkäten – Bilaga 1 till protokoll 4 december 2026 – Länsgemensam",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(project.text("public/2026/a.html").contains("href=\"bilagor/svar.html\""));

        let addresses = |path: &str| Pdf::read(&project.read(path)).addresses();
        assert!(addresses("public/2026/bilagor/svar.pdf").contains(&"../a.pdf".to_owned()));
        assert!(addresses("public/2026/a.pdf").contains(&"bilagor/svar.pdf".to_owned()));
    }
}

#[test]
fn an_annex_keeps_what_it_says_itself() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", minutes("bilagor:\n  - {titel: Svaren, fil: svar.md}\n"))
        .with(
            "protocols/svar.md",
            annex("datum: 2026-11-02\ndiarienummer: RS 2026/3\nhör_till: a.md\nnummer: Bilaga 1\n"),
        );
    assert_eq!(said(&project), [""; 0]);
    project.build(&["json"]);
    let data: serde_json::Value =
        serde_json::from_str(&project.text("public/svar.json")).unwrap();
    assert_eq!(data["date"], "2026-11-02");
    assert_eq!(data["registryNumber"], "RS 2026/3");
    assert_eq!(data["number"], "1");
    // Its minutes have a title for it.
    assert_eq!(data["title"], "Svaren");
}

#[test]
fn minutes_that_cannot_be_found_are_told_where_the_annex_names_them() {
    let day = "titel: Svar\nhör_till: 2026-12-04\nnummer: 1\n";
    assert_eq!(
        said_of_annex(day, &[]),
        [
            "4:11: fel LGL605 bilaga-utan-tillhörighet: Det finns inget protokoll från 2026-12-04"
        ]
    );
    let listing = minutes("bilagor:\n  - {titel: Svaren, fil: svar.md}\n");
    let notes = "---\ntyp: minnesanteckningar\ndatum: 2026-12-04\n---\n";
    let other_body = "---\norgan: rss-dalarna\ndatum: 2026-12-04\n---\n";
    assert_eq!(
        said_of_annex(day, &[("protocols/a.md", &minutes("")), ("protocols/b.md", notes)]),
        ["4:11: fel LGL605 bilaga-utan-tillhörighet: Flera dokument är från den dagen: \
          protocols/a.md, protocols/b.md"]
    );
    // The list of one of them tells, and another body's meeting is none of ours.
    for other in [notes, other_body] {
        let others = [("protocols/a.md", listing.as_str()), ("protocols/b.md", other)];
        assert_eq!(said_of_annex(day, &others), [""; 0]);
    }
    let table = [
        ("saknas.md", "fel LGL602 fil-saknas: Protokollet ”saknas.md” finns inte"),
        ("saknas", "fel LGL602 fil-saknas: Protokollet ”saknas.md” finns inte"),
        (
            "../../x.md",
            "fel LGL602 fil-saknas: Protokollet ”../../x.md” ligger utanför projektet",
        ),
        ("svar.md", "fel LGL605 bilaga-utan-tillhörighet: Bilagan hör till sig själv"),
        (
            "annan.md",
            "fel LGL605 bilaga-utan-tillhörighet: protocols/annan.md är inget protokoll",
        ),
        (
            "2026-02-30",
            "fel LGL605 bilaga-utan-tillhörighet: Dagen 2026-02-30 finns inte i kalendern",
        ),
        (
            "latin.md",
            "fel LGL602 fil-saknas: Protokollet ”latin.md” går inte att läsa som ett protokoll",
        ),
    ];
    for (home, expected) in table {
        let keys = format!("titel: Svar\nhör_till: {home}\nnummer: 1\n");
        let other = annex("titel: Annan\ndatum: 2026-12-04\nnummer: 2\n");
        let project = TestProject::of_fragments()
            .with("protocols/svar.md", annex(&keys))
            .with("protocols/annan.md", other)
            .with("protocols/latin.md", b"---\ndatum: 2026-12-05\nplats: V\xe4xj\xf6\n---\n");
        let lines = said(&project);
        assert!(lines.contains(&format!("protocols/svar.md:4:11: {expected}")), "{lines:#?}");
    }
}

#[test]
fn minutes_and_annex_agree_on_list_and_number() {
    let with = |annexes: &str, number: &str| {
        let project = TestProject::of_fragments()
            .with("protocols/a.md", minutes(annexes))
            .with("protocols/b.md", minutes("").replace("2026-12-04", "2026-12-11"))
            .with(
                "protocols/bilagor/svar.md",
                annex(&format!("titel: Svar\nhör_till: ../a.md\nnummer: {number}\n")),
            );
        said(&project)
    };
    assert_eq!(with(LISTED, "1"), [""; 0]);
    assert_eq!(
        with(LISTED, "2"),
        [
            "protocols/a.md:5:26: varning LGL604 bilaga-odeklarerad: Bilagan protocols/bilagor/svar.md \
          har nummer 2, men står som nummer 1 i listan"
        ]
    );
    assert_eq!(
        with("", "1"),
        [
            "protocols/a.md:4:1: varning LGL604 bilaga-odeklarerad: Bilagan protocols/bilagor/svar.md \
          hör hit, men står inte bland bilagorna"
        ]
    );
    let project = TestProject::of_fragments()
        .with("protocols/a.md", minutes(LISTED))
        .with("protocols/b.md", minutes("").replace("2026-12-04", "2026-12-11"))
        .with(
            "protocols/bilagor/svar.md",
            annex("titel: Svar\nhör_till: 2026-12-11\nnummer: 1\n"),
        );
    let lines = said(&project);
    assert!(
        lines[0].ends_with("Bilagan protocols/bilagor/svar.md hör till protocols/b.md"),
        "{lines:#?}"
    );
}

#[test]
fn one_file_is_built_with_its_annexes_wherever_they_lie() {
    let annexes = "bilagor:\n  - {titel: Svaren, fil: ../../underlag/svar.md}\n  \
                   - {titel: Plan, fil: plan.md}\n  - {titel: Tabell, fil: ../../underlag/tabell.xlsx}\n  \
                   - {titel: Karta, länk: \"https://www.regionkalmar.se/karta\"}\n";
    let project = TestProject::of_fragments()
        .with("protocols/2026/a.md", minutes(annexes))
        .with("protocols/2026/plan.md", annex("titel: Plan\nhör_till: a\nnummer: 2\n"))
        .with("protocols/2026/ensam.md", protocol("", ""))
        .with(
            "underlag/svar.md",
            annex("titel: Svar\nhör_till: ../protocols/2026/a.md\nnummer: 1\n"),
        )
        .with("underlag/tabell.xlsx", [7; 2300]);
    let built = project.build_file("protocols/2026/a.md", &["html"]);
    assert_eq!(built.lines, [""; 0]);
    let finished =
        ["2026/a.html", "2026/plan.html", "underlag/svar.html", "underlag/tabell.xlsx"];
    assert_eq!(project.published(), finished);
    let page = project.text("public/2026/a.html");
    for link in [
        "<a href=\"../underlag/svar.html\">Svaren</a>",
        "<a href=\"plan.html\">Plan</a>",
        "<a href=\"../underlag/tabell.xlsx\">Tabell (Excel, 3\u{a0}kB)</a>",
        ">Karta (webbsida, www.regionkalmar.se)</a>",
    ] {
        assert!(page.contains(link), "{link} is not in {page}");
    }
    assert!(project.text("public/underlag/svar.html").contains("href=\"../2026/a.html\""));
    // All of the project is the same, with what else there is.
    assert_eq!(said(&project), [""; 0]);
    assert_eq!(project.published().len(), finished.len() + 1);
}

#[test]
fn an_annex_that_is_not_there_is_called_one() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", minutes("bilagor:\n  - {titel: Svaren, fil: svar.md}\n"));
    let lines = said(&project);
    assert_eq!(
        lines,
        ["protocols/a.md:5:26: fel LGL602 fil-saknas: Bilagan ”svar.md” finns inte"]
    );
}

#[test]
fn without_a_project_the_minutes_are_found_beside_the_annex() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let put = |name: &str, text: String| std::fs::write(root.join(name), text).unwrap();
    put("2026-12-04.md", minutes(""));
    put("mote.md", minutes("").replace("2026-12-04", "2026-12-11"));
    let lines = |home: &str| -> Vec<String> {
        let text = annex(&format!("titel: Svar\nhör_till: {home}\nnummer: 1\n"));
        put("svar.md", text.clone());
        let of = |request: LintRequest| -> Vec<String> {
            let texts = lint(&LocalDisk, &request).texts;
            texts[0].findings.iter().map(|finding| finding.message.clone()).collect()
        };
        let current = root.clone();
        let from_file = of(LintRequest {
            paths: vec![root.join("svar.md")],
            current: current.clone(),
            ..LintRequest::default()
        });
        // The same text on standard input says the same.
        let input = Input { path: root.join("svar.md"), bytes: text.into_bytes() };
        let request = LintRequest { input: Some(input), current, ..LintRequest::default() };
        assert_eq!(of(request), from_file);
        from_file
    };
    assert_eq!(lines("2026-12-04"), [""; 0]);
    assert_eq!(lines("mote"), [""; 0]);
    assert_eq!(lines("2026-12-18"), ["Det finns inget protokoll från 2026-12-18"]);
}
