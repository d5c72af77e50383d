//! Only what has changed is built anew, and the result is that of a build from nothing.

use lgl::publish::LocalDisk;
use lgl::publish::{CACHE_FOLDER, Shard, merge};

use crate::support::project::{TestProject, protocol};

const FORMATS: [&str; 2] = ["html", "json"];

const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#;

/// Minutes with a picture and an annex, others of a body with a folder of its own, and minutes with nothing.
fn project() -> TestProject {
    TestProject::of_fragments()
        .with(
            "protocols/a.md",
            protocol(
                "titel: Första mötet\nbilagor:\n  - fil: a-bilaga.md\n    titel: Underlag\n  - fil: siffror.txt\n    titel: Siffror\n",
                "## Karta\n\n![En karta](karta.svg)\n\nSe [planen](plan.txt).",
            ),
        )
        .with(
            "protocols/a-bilaga.md",
            "---\ntyp: bilaga\nnummer: 1\nhör_till: 2026-12-04\ntitel: Underlag\n---\n\nText.\n",
        )
        .with("protocols/b.md", protocol("organ: egen\ndatum: 2026-12-11\n", "").replacen("datum: 2026-12-04\n", "", 1))
        .with("protocols/c.md", protocol("", "").replacen("2026-12-04", "2026-12-18", 1))
        .with("protocols/karta.svg", SVG)
        .with("protocols/siffror.txt", "1, 2, 3")
        .with("protocols/plan.txt", "En plan.")
        .with("templates/egen/organ.yaml", &lgl::organ::built_in("lgl").unwrap()["organ.yaml"])
        .with("templates/egen/logo.svg", SVG)
        .with("templates/egen/style.css", "")
}

/// Builds, and what was built anew. The files and the findings must be those of a build from nothing.
fn rebuilt(project: &TestProject) -> Vec<String> {
    let said = project.build(&FORMATS);
    let clean = TestProject::copy_of(&project.root());
    let anew = clean.build(&FORMATS);
    assert_eq!(said.lines, anew.lines);
    let (outcome, all) = (said.outcome, anew.outcome);
    assert_eq!(
        (outcome.stopped, outcome.faults),
        (all.stopped, all.faults),
        "{:?}",
        said.lines
    );
    assert_eq!(outcome.built + outcome.unchanged, all.built);
    for (path, bytes) in clean.files("public") {
        assert!(
            project.read(&format!("public/{path}")) == bytes,
            "{path} is not that of a clean build"
        );
    }
    said.rebuilt
}

type Change = fn(&TestProject);

/// What is done to a project that is built, and what is then built anew for which reason.
const CHANGES: [(&str, Change, &[&str]); 16] = [
    ("nothing", |_| {}, &[]),
    (
        "the same bytes once more",
        |it| it.put_text("protocols/c.md", &it.text("protocols/c.md")),
        &[],
    ),
    (
        "a word",
        |it| {
            it.put_text(
                "protocols/c.md",
                &it.text("protocols/c.md").replace("öppnar", "inleder"),
            );
        },
        &["protocols/c.md: protocols/c.md har ändrats"],
    ),
    (
        "the title of minutes that an annex shows",
        |it| {
            it.put_text(
                "protocols/a.md",
                &it.text("protocols/a.md").replace("Första", "Andra"),
            );
        },
        &[
            "protocols/a-bilaga.md: protokollet som den hör till har ändrats",
            "protocols/a.md: protocols/a.md har ändrats",
        ],
    ),
    (
        "a picture",
        |it| it.put_text("protocols/karta.svg", &SVG.replace('9', "8")),
        &["protocols/a.md: protocols/karta.svg har ändrats"],
    ),
    ("what goes along as it is", |it| it.put_text("protocols/plan.txt", "En annan."), &[]),
    (
        "the size of an annex, which is told",
        |it| it.put_text("protocols/siffror.txt", "1, 2, 3, 4"),
        &["protocols/a.md: protocols/siffror.txt har ändrats"],
    ),
    (
        "a file that is linked to goes, and comes back",
        |it| {
            let plan = it.read("protocols/plan.txt");
            std::fs::remove_file(it.root().join("protocols/plan.txt")).unwrap();
            assert_eq!(it.build(&FORMATS).outcome.stopped, 1);
            it.put_text("protocols/plan.txt", &String::from_utf8(plan).unwrap());
        },
        &[],
    ),
    (
        "the style of one body",
        |it| it.put_text("templates/egen/style.css", "p { color: black }"),
        &["protocols/b.md: mallarna för organet egen har ändrats"],
    ),
    (
        "the style of all bodies",
        |it| {
            let base = lgl::organ::base();
            let style = String::from_utf8(base["base.css"].to_vec()).unwrap();
            it.put_text("templates/bas/base.css", &(style + "p { margin: 0 }"));
        },
        &[
            "protocols/a-bilaga.md: mallarna för organet lgl har ändrats",
            "protocols/a.md: mallarna för organet lgl har ändrats",
            "protocols/b.md: mallarna för organet egen har ändrats",
            "protocols/c.md: mallarna för organet lgl har ändrats",
        ],
    ),
    (
        "the level of a rule, which no page shows",
        |it| {
            it.put_text(
                "lgl.yaml",
                "organ: lgl\nregler:\n  LGL503: upplysning\n  LGL608: av\n",
            );
        },
        &[],
    ),
    (
        "the body of those that name none",
        |it| it.put_text("lgl.yaml", "organ: egen\nregler:\n  LGL503: av\n  LGL608: av\n"),
        &[
            "protocols/a-bilaga.md: hör nu till organet egen",
            "protocols/a.md: hör nu till organet egen",
            "protocols/c.md: hör nu till organet egen",
        ],
    ),
    (
        "a finished file is gone",
        |it| std::fs::remove_file(it.root().join("public/b.json")).unwrap(),
        &["protocols/b.md: public/b.json saknas eller har ändrats efter bygget"],
    ),
    (
        "somebody has changed a finished file",
        |it| it.put_text("public/c.html", "annat"),
        &["protocols/c.md: public/c.html saknas eller har ändrats efter bygget"],
    ),
    (
        "what goes along is gone from among the finished files",
        |it| std::fs::remove_file(it.root().join("public/plan.txt")).unwrap(),
        &[],
    ),
    (
        "all is forgotten",
        |it| std::fs::remove_dir_all(it.root().join(CACHE_FOLDER)).unwrap(),
        &[
            "protocols/a-bilaga.md: har inte byggts förut",
            "protocols/a.md: har inte byggts förut",
            "protocols/b.md: har inte byggts förut",
            "protocols/c.md: har inte byggts förut",
        ],
    ),
];

#[test]
fn only_what_has_changed_is_built_anew_and_the_reason_is_told() {
    let project = project();
    assert_eq!(rebuilt(&project).len(), 4);
    for (what, change, expected) in CHANGES {
        change(&project);
        assert_eq!(rebuilt(&project), expected, "{what}");
        assert_eq!(rebuilt(&project), [""; 0], "once more after: {what}");
    }
}

#[test]
fn findings_are_told_of_what_is_not_built_anew() {
    // Neither hours nor place: a warning.
    let project = TestProject::new().with("protocols/a.md", protocol("", ""));
    let first = project.build(&FORMATS);
    assert_eq!((first.outcome.built, first.outcome.warnings), (1, 1), "{:?}", first.lines);
    let second = project.build(&FORMATS);
    assert_eq!((second.outcome.unchanged, second.outcome.warnings), (1, 1));
    assert_eq!(second.lines, first.lines);
}

#[test]
fn what_is_remembered_is_not_trusted_when_it_is_broken() {
    type Harm = fn(Vec<u8>) -> Vec<u8>;
    let harms: [(&str, Harm); 5] = [
        ("empty", |_| Vec::new()),
        ("cut short", |mut bytes| {
            bytes.truncate(bytes.len() / 2);
            bytes
        }),
        ("one bit", |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        }),
        ("another file", |_| b"Det har ar nagot annat, och langre an en summa.".repeat(9)),
        ("longer", |mut bytes| {
            bytes.push(0);
            bytes
        }),
    ];
    let project = project();
    project.build(&FORMATS);
    for (what, harm) in harms {
        for (path, bytes) in project.files(CACHE_FOLDER) {
            std::fs::write(project.root().join(CACHE_FOLDER).join(path), harm(bytes)).unwrap();
        }
        assert_eq!(rebuilt(&project).len(), 4, "{what}");
        assert_eq!(rebuilt(&project).len(), 0, "once more after: {what}");
    }
}

#[test]
fn what_could_not_be_written_is_tried_again() {
    let project = TestProject::of_fragments().with("protocols/a.md", protocol("", ""));
    let hindrances = FORMATS.map(|format| project.root().join(format!("public/a.{format}")));
    for folder in &hindrances {
        std::fs::create_dir_all(folder).unwrap();
    }
    assert_eq!(project.build(&FORMATS).outcome.stopped, 1);
    for folder in &hindrances {
        std::fs::remove_dir(folder).unwrap();
    }
    assert_eq!(project.build(&FORMATS).outcome.built, 1);
}

#[test]
fn version_control_leaves_the_cache_alone() {
    let project = project();
    project.build(&FORMATS);
    assert_eq!(project.text(&format!("{CACHE_FOLDER}/.gitignore")), "*\n");
}

/// It all lies in memory during a build, so ten thousand long documents must not make it long.
#[test]
fn what_is_remembered_of_a_document_does_not_grow_with_its_text() {
    let size = |paragraphs: usize| {
        let text = "Stämman talade länge om detta, och var och en fick säga sitt.\n\n";
        let project = TestProject::of_fragments()
            .with("protocols/a.md", protocol("", &text.repeat(paragraphs)));
        assert_eq!(project.build(&FORMATS).outcome.built, 1);
        let parts = project.files(CACHE_FOLDER).into_iter();
        let parts = parts.filter(|(path, _)| path.len() == 2);
        parts.map(|(_, bytes)| bytes.len()).sum::<usize>()
    };
    let (short, long) = (size(1), size(200));
    assert!((100..2 * short).contains(&long), "{short} and {long} bytes");
}

#[test]
fn the_parts_of_a_build_put_together_are_one_build() {
    let whole = project();
    whole.build(&FORMATS);
    for of in [1, 2, 3, 7] {
        let project = TestProject::copy_of(&whole.root());
        let folders: Vec<String> = (1..=of).map(|number| format!("del{number}")).collect();
        for (number, folder) in (1..=of).zip(&folders) {
            let said = project.build_shard(Shard { number, of }, folder, &FORMATS);
            assert_eq!((said.outcome.stopped, said.outcome.faults), (0, 0), "{:?}", said.lines);
        }
        let root = project.root();
        let parts: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
        merge(&LocalDisk, &parts, &root.join("public"), &root).unwrap();
        assert!(project.files("public") == whole.files("public"), "of {of} parts");
    }
}

#[test]
fn only_whole_parts_of_one_build_are_put_together() {
    type Harm = fn(&TestProject);
    let table: [(Harm, &[&str], &str); 8] = [
        (|_| {}, &["del1"], "Del 2/2 saknas"),
        (|_| {}, &["del1", "del1"], "Del 1/2 finns två gånger"),
        (|_| {}, &["del1", "del9"], "Kan inte läsa del9/manifest.json: den finns inte"),
        (|_| {}, &["del1", "public"], "public är både en del och mappen att skriva i"),
        (
            |it| drop(it.build_into(Some("del2"), &FORMATS)),
            &["del1", "del2"],
            "del2 är inte byggd som en del",
        ),
        (
            |it| it.put_text("del2/a.html", "annat"),
            &["del1", "del2"],
            "del2/a.html har ändrats sedan den byggdes",
        ),
        (
            |it| {
                it.put_text("templates/egen/style.css", "p { color: black }");
                it.build_shard(Shard { number: 2, of: 2 }, "del2", &FORMATS);
            },
            &["del1", "del2"],
            "del1 och del2 är byggda av olika inställningar eller mallar",
        ),
        (
            |it| drop(it.build_shard(Shard { number: 2, of: 3 }, "del2", &FORMATS)),
            &["del1", "del2"],
            "del1 är del 1/2 och del2 är del 2/3: de är inte delar av samma bygge",
        ),
    ];
    for (harm, folders, expected) in table {
        let project = project();
        for number in [1, 2] {
            project.build_shard(Shard { number, of: 2 }, &format!("del{number}"), &FORMATS);
        }
        harm(&project);
        let root = project.root();
        let parts: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
        let faults = merge(&LocalDisk, &parts, &root.join("public"), &root).unwrap_err();
        let told: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert!(told.contains(&expected), "{told:?}");
        assert!(!root.join("public").exists(), "{expected}: something was written");
    }
}
