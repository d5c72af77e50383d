//! Every kind of document is right with every body: it is built, says the same in both formats, and belongs to that
//! body and no other.
//!
//! What is built lies in the folder `kinds` among Cargo's temporary ones, for the judges of tests/conformance.

use std::path::{Path, PathBuf};

use lgl::organ::{self, Kind, Organ};
use scraper::{Html, Selector};

use crate::same_text::{assert_both_say_the_same, squeezed};
use crate::support::pdf::Pdf;
use crate::support::project::TestProject;
use crate::support::project_root;

/// A body, built in or with a folder of its own in an example.
pub(crate) struct Body {
    pub(crate) id: String,
    /// The example whose `templates` folder it lies in.
    example: Option<PathBuf>,
}

/// The bodies that are built in.
pub(crate) fn built_in_bodies() -> Vec<Body> {
    let ids = organ::built_in_names().into_iter();
    ids.map(|id| Body { id, example: None }).collect()
}

/// Every body of the repository.
fn bodies() -> Vec<Body> {
    let mut bodies = built_in_bodies();
    for example in crate::examples::projects() {
        let Ok(folders) = std::fs::read_dir(example.join("templates")) else { continue };
        if example == project_root() {
            continue;
        }
        for folder in folders {
            let id = folder.unwrap().file_name().into_string().unwrap();
            bodies.push(Body { id, example: Some(example.clone()) });
        }
    }
    assert!(bodies.len() >= 4, "{} bodies", bodies.len());
    bodies
}

impl Body {
    /// What it is called here: its folder, after its example's.
    fn name(&self) -> String {
        match &self.example {
            None => self.id.clone(),
            Some(example) => {
                format!("{}-{}", example.file_name().unwrap().to_string_lossy(), self.id)
            }
        }
    }

    fn organ(&self) -> Organ {
        let mut files = organ::built_in(&self.id).unwrap_or_else(organ::base);
        if let Some(example) = &self.example {
            let file = example.join("templates").join(&self.id).join("organ.yaml");
            files.insert("organ.yaml".to_owned(), std::fs::read(file).unwrap().into());
        }
        organ::read(&self.id, "organ.yaml", files).0
    }
}

/// The example that shows a kind, and its document of that kind. Minutes of a board have more that they must say.
fn sample(kind: Kind, organ: &Organ) -> (&'static str, &'static str) {
    match kind {
        Kind::Minutes if organ.is_board => ("namnd", "2026-11-24"),
        Kind::Minutes => ("beslut", "2026-09-18"),
        Kind::Notes => ("minnesanteckningar", "2026-10-09"),
        Kind::Conference => ("konferens", "2026-10-22-konferens"),
        Kind::Annex => ("bilagor", "bilaga-1-gruppsamtal"),
        Kind::Slides => ("bildspel", "2026-11-05-workshop"),
    }
}

/// The example of a kind as a project of this body, and the name of its document without extension.
pub(crate) fn project_of(body: &Body, kind: Kind) -> (TestProject, &'static str) {
    let examples = project_root().join("examples");
    let organ = body.organ();
    let (example, stem) = sample(kind, &organ);
    let mut project = TestProject::copy_of(&examples.join(example))
        .with("lgl.yaml", format!("organ: {}\n", body.id));
    if let Some(own) = &body.example {
        project = project.with_part(own, "templates");
    }
    // A document that names its body would keep it, and it is the body that decides.
    let decides = format!("**Beslut:** {} beslutar", organ.name);
    for entry in std::fs::read_dir(project.root().join("protocols")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text
                .replacen("---\norgan: lgl\n", "---\n", 1)
                .replace("**Beslut:** Länsgemensam ledning i samverkan beslutar", &decides);
            std::fs::write(&path, text).unwrap();
        }
    }
    (project, stem)
}

#[test]
fn every_body_builds_every_kind() {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kinds");
    let _ = std::fs::remove_dir_all(&kept);
    std::fs::create_dir_all(&kept).unwrap();
    let bodies = bodies();
    let organs: Vec<Organ> = bodies.iter().map(Body::organ).collect();
    for (body, organ) in bodies.iter().zip(&organs) {
        let members: Vec<&str> = organ.members.iter().map(|m| m.name.as_str()).collect();
        let others = organs.iter().flat_map(|other| &other.members);
        let others: Vec<&str> =
            others.map(|m| m.name.as_str()).filter(|name| !members.contains(name)).collect();
        assert!(!others.is_empty(), "{}", body.name());
        for kind in Kind::ALL {
            let name = format!("{}-{}", body.name(), kind.word());
            let (project, stem) = project_of(body, kind);
            let said = project.build_file(&format!("protocols/{stem}.md"), &["pdf", "html"]);
            assert_eq!((said.outcome.errors, said.outcome.faults), (0, 0), "{name}: {said:#?}");
            assert_both_say_the_same(&name, &project, stem);
            assert_footers(&name, &project, stem, organ, &others);
            for format in ["pdf", "html"] {
                let file = project.root().join(format!("public/{stem}.{format}"));
                std::fs::copy(file, kept.join(format!("{name}.{format}"))).unwrap();
            }
        }
    }
}

/// The words of a page by LGL, kind by kind.
#[test]
fn the_words_of_each_kind_as_a_page() {
    for kind in Kind::ALL {
        let main = between(&page_of("lgl", kind), "<main", "</main>").1;
        insta::assert_snapshot!(format!("main-{}", kind.word()), main);
    }
}

/// What another body has round the words.
#[test]
fn the_page_round_the_words_is_the_bodys() {
    let page = page_of("rss-dalarna", Kind::Minutes);
    let (before, _, after) = between(&page, "<main", "</main>");
    let (head, _, banner) = between(&before, "<style", "</style>");
    insta::assert_snapshot!("rss-dalarna-round-main", head + "…" + &banner + "…" + &after);
}

/// The page of a built-in body, without its pictures and what is only a sum of its style.
fn page_of(body: &str, kind: Kind) -> String {
    let body = Body { id: body.to_owned(), example: None };
    let (project, stem) = project_of(&body, kind);
    project.build_file(&format!("protocols/{stem}.md"), &["html"]);
    let page = project.text(&format!("public/{stem}.html"));
    let mut attributes = page.split('"').map(|part| {
        let address = part.split_once(";base64,").filter(|_| part.starts_with("data:"));
        address.map_or_else(|| part.to_owned(), |(kind, _)| format!("{kind};base64,…"))
    });
    let first = attributes.next().unwrap_or_default();
    let page = attributes.fold(first, |page, part| page + "\"" + &part);
    let (before, _, after) = between(&page, "'sha256-", "'");
    before + "'sha256-…'" + &after
}

/// A text before, in and after its first part from one sign to another.
fn between(text: &str, from: &str, to: &str) -> (String, String, String) {
    let start = text.find(from).expect("where it begins");
    let length = text[start + from.len()..].find(to).expect("where it ends");
    let end = start + from.len() + length + to.len();
    (text[..start].to_owned(), text[start..end].to_owned(), text[end..].to_owned())
}

/// The footers of both formats name the body and its members, and no member of another body.
fn assert_footers(
    name: &str,
    project: &TestProject,
    stem: &str,
    organ: &Organ,
    others: &[&str],
) {
    let html = Html::parse_document(&project.text(&format!("public/{stem}.html")));
    let footer = Selector::parse("body > footer").unwrap();
    let footer: String = html.select(&footer).next().expect("a footer").text().collect();
    let pdf = Pdf::read(&project.read(&format!("public/{stem}.pdf")));
    let first = &pdf.around()[0];
    for (footer, place) in [(squeezed(&footer), "HTML"), (squeezed(first), "PDF")] {
        let members = organ.members.iter().map(|member| &member.name);
        for words in members.chain([&organ.name, &organ.tagline]) {
            assert!(footer.contains(&squeezed(words)), "{name}, {place}: {words}: {footer}");
        }
        for other in others {
            assert!(!footer.contains(&squeezed(other)), "{name}, {place}: {other}: {footer}");
        }
    }
    let every = pdf.around().concat();
    assert!(!others.iter().any(|other| every.contains(&squeezed(other))), "{name}: {every}");
}
