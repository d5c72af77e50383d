//! Every folder of `examples/` is a project that does what its README says, and so is this repository.

use std::path::PathBuf;

use crate::support::pdf::Pdf;
use crate::support::project::TestProject;
use crate::support::project_root;

/// Every project of the repository: the repository itself, and each folder of `examples/`.
pub(crate) fn projects() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(project_root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("protocols").is_dir())
        .collect();
    folders.sort();
    assert!(folders.len() >= 11, "{} examples", folders.len());
    folders.insert(0, project_root());
    folders
}

#[test]
fn every_project_builds_without_findings() {
    for folder in projects() {
        let said = TestProject::copy_of(&folder).build(&["pdf", "html", "json"]);
        let draft = folder.ends_with("utkast");
        if draft {
            assert_eq!(said.outcome.stopped, 0, "a draft is built in spite of its findings");
            assert!(said.lines.iter().all(|line| line.contains("LGL102")), "{:?}", said.lines);
        } else {
            assert!(said.lines.is_empty(), "{}: {:#?}", folder.display(), said.lines);
        }
        assert!(said.outcome.built >= 1, "{}", folder.display());
    }
}

#[test]
fn an_outline_has_no_gaps_and_opens_with_the_title() {
    for folder in projects() {
        let project = TestProject::copy_of(&folder);
        project.build(&["pdf"]);
        for name in project.published_as("pdf") {
            let headings =
                Pdf::read(&project.read(&format!("public/{name}.pdf"))).tree().headings();
            assert_eq!(headings[0].0, 1, "{name}");
            assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1, "{name}");
            for pair in headings.windows(2) {
                assert!(pair[1].0 <= pair[0].0 + 1, "{name}: {pair:?}");
            }
        }
    }
}

#[test]
fn a_table_of_attendance_is_one_table_with_both_kinds_of_header() {
    let project = TestProject::copy_of(&project_root());
    project.build(&["pdf"]);
    let pdf = Pdf::read(&project.read("public/2022/2022-11-25.pdf"));
    let tree = pdf.tree();
    let tables: Vec<_> = tree
        .all("Table")
        .into_iter()
        .filter(|t| t.text().contains("Sofia Hartz, ") || t.text().contains("Anna Soltorp"))
        .collect();
    assert_eq!(tables.len(), 1, "the members are one table, over however many pages");
    let headers: Vec<String> = tables[0].all("TH").iter().map(|th| th.text()).collect();
    for header in ["Organisation", "Namn", "Anmärkning", "Region Kalmar län", "Torsås kommun"]
    {
        assert!(headers.iter().any(|known| known.trim() == header), "{header}: {headers:?}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let build = || {
        let project = TestProject::copy_of(&project_root());
        project.build(&["pdf", "html", "json"]);
        let files = project.published();
        files
            .into_iter()
            .map(|name| (project.read(&format!("public/{name}")), name))
            .collect::<Vec<_>>()
    };
    let (first, second) = (build(), build());
    assert_eq!(first.len(), 6, "two protocols in three formats");
    for ((a, name), (b, _)) in first.iter().zip(&second) {
        assert!(a == b, "{name} differs from one build to the next");
    }
}

#[test]
fn the_language_and_the_title_are_said() {
    let project = TestProject::copy_of(&project_root());
    project.build(&["pdf"]);
    let pdf = Pdf::read(&project.read("public/2022/2022-01-28.pdf"));
    assert_eq!(pdf.catalog("Lang"), "sv-SE");
    assert!(pdf.pages() >= 2);
}

#[test]
fn a_picture_says_what_it_shows() {
    let project = TestProject::copy_of(&project_root().join("examples/bilder"));
    project.build(&["pdf", "html"]);
    let pdf = project.published_as("pdf").remove(0);
    let tree = Pdf::read(&project.read(&format!("public/{pdf}.pdf"))).tree();
    let said: Vec<&str> = tree.all("Figure").iter().filter_map(|f| f.alt.as_deref()).collect();
    let html = project.text(&format!("public/{pdf}.html"));
    assert_eq!(said.len(), 4, "the logo and three pictures: {said:?}");
    for text in said {
        assert!(html.contains(&format!("alt=\"{text}\"")), "{text}");
    }
}

#[test]
fn the_standard_footer_is_on_every_page_and_on_the_screen() {
    const ROWS: [&str; 6] = [
        "Länsgemensam ledning i samverkan",
        "Borgholms kommun | Emmaboda kommun | Hultsfreds kommun",
        "Högsby kommun | Kalmar kommun | Kommunförbundet Kalmar län",
        "Mönsterås kommun | Mörbylånga kommun | Nybro kommun",
        "Oskarshamns kommun | Region Kalmar län | Torsås kommun",
        "Vimmerby kommun | Västerviks kommun",
    ];
    let tagline =
        "Inom socialtjänst och angränsande område hälso- och sjukvård samt skolan i Kalmar län";
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let project = TestProject::copy_of(&project_root());
    project.build(&["pdf", "html"]);
    let pdf = Pdf::read(&project.read("public/2022/2022-11-25.pdf"));
    let pages = u32::try_from(pdf.pages()).unwrap();
    for number in 1..=pages {
        let page = pdf.page(number);
        for row in ROWS {
            assert!(page.contains(&squeezed(row)), "page {number}: {row}");
        }
        assert!(page.contains(&format!("Sida{number}({pages})")), "page {number}");
        assert_eq!(page.contains(&squeezed(tagline)), number == 1, "page {number}: tagline");
    }
    let html = scraper::Html::parse_document(&project.text("public/2022/2022-11-25.html"));
    let footer = scraper::Selector::parse("body > footer").unwrap();
    let footer: String = html.select(&footer).next().unwrap().text().collect();
    assert!(
        squeezed(&footer)
            .contains(&squeezed(&(ROWS[0].to_owned() + tagline + &ROWS[1..].concat())))
    );
}
