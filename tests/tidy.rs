//! What the project promises about itself: every file says what it is, every code is one rule's, every page is true.

use std::collections::BTreeSet;

use crate::support::{project_root, rust_files};

#[test]
fn every_file_opens_with_what_it_is() {
    for folder in ["src", "tests", "benches"] {
        for (path, text) in rust_files(folder) {
            assert!(text.starts_with("//! "), "{path} does not open with a sentence");
        }
    }
}

#[test]
fn every_code_and_name_is_one_rules() {
    let catalogue: Vec<_> = lgl::check::catalogue().map(|entry| entry.rule).collect();
    let codes: BTreeSet<&str> = catalogue.iter().map(|rule| rule.code).collect();
    let names: BTreeSet<&str> = catalogue.iter().map(|rule| rule.name).collect();
    assert_eq!(codes.len(), catalogue.len(), "a code is used twice");
    assert_eq!(names.len(), catalogue.len(), "a name is used twice");
    for (path, text) in rust_files("src") {
        for code in text.split("code: \"LGL").skip(1).filter_map(|rest| rest.split('"').next())
        {
            let code = format!("LGL{code}");
            assert!(codes.contains(code.as_str()), "{path}: {code} is not in the catalogue");
        }
    }
}

#[test]
fn the_architecture_names_only_what_is_there() {
    let root = project_root();
    let page = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for name in page.split('`').skip(1).step_by(2) {
        let is_path = name.starts_with("src/") || name.starts_with("tests/");
        if is_path {
            assert!(root.join(name).exists(), "ARCHITECTURE.md names {name}");
        }
    }
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for line in manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1) {
        let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        if ["unsafe_code", "debug"].contains(&name) {
            break;
        }
        let why = page.split("## Why each dependency").nth(1).unwrap();
        let mut words = why.split(|c: char| c.is_whitespace() || "|,()".contains(c));
        assert!(
            words.any(|word| word == name),
            "ARCHITECTURE.md does not say why {name} is there"
        );
    }
}

/// Pictures that were drawn for this project, and are licensed with it.
const OWN_PICTURES: [&str; 7] = [
    "docs/",
    "examples/",
    "protocols/",
    "src/skeleton/organ/logo",
    "templates/lgl/logo",
    "templates/rss-dalarna/logo",
    "tests/golden/",
];

#[test]
fn what_others_have_made_has_its_licence_beside_it() {
    let root = project_root();
    let (mut typefaces, mut pictures) = (0, 0);
    let folders = ["docs", "examples", "protocols", "schemas", "src", "templates", "tests"];
    for entry in folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder))) {
        let path = entry.unwrap().into_path();
        let name = crate::support::shown(path.strip_prefix(&root).unwrap());
        let kind = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        // What a build leaves is not of the repository.
        if name.contains("/public/") {
            continue;
        }
        match kind.as_str() {
            "otf" | "ttf" | "ttc" | "woff" | "woff2" | "eot" => {
                typefaces += 1;
                assert!(
                    licence_of(&path).is_some(),
                    "{name} has no FAMILY-LICENSE.md beside it"
                );
            }
            "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "ico" | "icc" | "pdf" => {
                pictures += 1;
                let own = OWN_PICTURES.iter().any(|start| name.starts_with(start));
                let licensed = path.with_file_name(format!(
                    "{}.license",
                    path.file_name().unwrap().to_string_lossy()
                ));
                assert!(
                    own || licensed.exists(),
                    "{name} has no {} beside it and is not known as our own",
                    licensed.display()
                );
            }
            _ => {}
        }
    }
    assert!(typefaces >= 9 && pictures >= 20, "{typefaces} typefaces, {pictures} pictures");
}

/// The text of the licence that lies beside a typeface, named for its family.
fn licence_of(typeface: &std::path::Path) -> Option<String> {
    let name = typeface.file_name()?.to_str()?;
    let beside = std::fs::read_dir(typeface.parent()?).ok()?;
    beside.flatten().find_map(|entry| {
        let family = entry.file_name().to_str()?.strip_suffix("-LICENSE.md")?.to_owned();
        let text = std::fs::read_to_string(entry.path()).ok()?;
        (name.starts_with(&family) && text.contains("SIL OPEN FONT LICENSE")).then_some(text)
    })
}

#[test]
fn the_members_stand_in_swedish_order_and_the_footer_is_the_standard_one() {
    let files = lgl::organ::built_in("lgl").unwrap();
    let (organ, _, findings) = lgl::organ::read("lgl", "organ.yaml", files);
    assert!(findings.is_empty(), "{findings:?}");
    let rows: Vec<String> = organ
        .members
        .chunks(organ.look.footer_columns)
        .map(|row| {
            row.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(" | ")
        })
        .collect();
    assert_eq!(organ.name, "Länsgemensam ledning i samverkan");
    assert_eq!(
        organ.tagline,
        "Inom socialtjänst och angränsande område hälso- och sjukvård samt skolan i Kalmar län"
    );
    assert_eq!(
        rows,
        [
            "Borgholms kommun | Emmaboda kommun | Hultsfreds kommun",
            "Högsby kommun | Kalmar kommun | Kommunförbundet Kalmar län",
            "Mönsterås kommun | Mörbylånga kommun | Nybro kommun",
            "Oskarshamns kommun | Region Kalmar län | Torsås kommun",
            "Vimmerby kommun | Västerviks kommun",
        ]
    );
}
