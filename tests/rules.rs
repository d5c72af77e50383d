//! Every rule's page is its test: each example on it is linted, and what lgl says must stand below it, word for word.
//!
//! A block ```` ```markdown fel ```` must be found by the page's rule, and the ```` ```text ```` block below it is what
//! is said; where the fix is known, a block ```` ```markdown rättat ```` (or `rättat osäkert`) holds the text after it.
//! A block ```` ```markdown rätt ```` must not be found. An example that does not begin with front matter stands in a
//! protocol where all else is in order. A block with a path, such as ```` ```yaml lgl.yaml ````, is a file of the project.
//! `UPDATE=1` fills in what is said and what is mended: read the difference.

use std::collections::BTreeMap;
use std::fmt::Write;

use lgl::check::{Entry, catalogue};
use lgl::diagnostic::{Finding, Safety};
use lgl::mend;
use lgl::publish::{LintRequest, LintedText, LocalDisk, lint};
use lgl::report::level_name;
use lgl::source::Source;

use crate::support::page::{EXAMPLE, Example, Part, example, file_of, parts};
use crate::support::project::TestProject;
use crate::support::project_root;

/// Rules that no text in Markdown can break: what is no text at all, too large, a fault of lgl itself, and a body's
/// colours. Their pages say where they are tested instead.
const WITHOUT_EXAMPLES: [&str; 4] = ["LGL008", "LGL009", "LGL011", "LGL804"];

#[test]
fn every_page_is_true() {
    let only = std::env::var("RULE").ok();
    let mut untrue = Vec::new();
    let mut run = 0;
    for entry in catalogue() {
        if only.as_ref().is_some_and(|code| !entry.rule.code.starts_with(code.as_str())) {
            continue;
        }
        run += 1;
        let page = check_page(entry, &mut untrue);
        if page != entry.page {
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(path_of(entry), page).unwrap();
            } else {
                let differs =
                    page.lines().zip(entry.page.lines()).find(|(new, old)| new != old);
                untrue.push(format!(
                    "{}: the page says something else: {differs:?}",
                    entry.rule.code
                ));
            }
        }
    }
    assert!(run > 0, "RULE={only:?} names no rule");
    assert!(untrue.is_empty(), "{}", untrue.join("\n"));
}

#[test]
fn every_page_is_a_rules_and_every_rule_has_a_page() {
    let mut pages = BTreeMap::new();
    for entry in catalogue() {
        let opening = format!("# {} {}\n", entry.rule.code, entry.rule.name);
        assert!(
            entry.page.starts_with(&opening),
            "{}: opens with another heading",
            entry.rule.code
        );
        let path = path_of(entry);
        assert!(pages.insert(path.clone(), entry.rule.code).is_none(), "{}", path.display());
    }
    let folder = project_root().join("src/check/rules");
    for file in walkdir::WalkDir::new(folder) {
        let path = file.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            assert!(pages.contains_key(&path), "{} is no rule's page", path.display());
        }
    }
}

/// The file of a rule's page: the one whose text it is.
fn path_of(entry: &Entry) -> std::path::PathBuf {
    let folder = project_root().join("src/check/rules");
    let opening = format!("# {} ", entry.rule.code);
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|file| file.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .find(|path| std::fs::read_to_string(path).unwrap().starts_with(&opening))
        .unwrap_or_else(|| panic!("{} has no page", entry.rule.code))
}

/// The page as it should be, with what is wrong with its examples.
fn check_page(entry: &Entry, untrue: &mut Vec<String>) -> String {
    let code = entry.rule.code;
    let parts = parts(entry.page);
    let mut project = TestProject::new();
    let (mut wrong, mut right) = (0, 0);
    for part in &parts {
        if let Some(path) = part.info.as_deref().and_then(file_of) {
            project = project.with(path, &part.text);
        }
    }
    let mut page = String::new();
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        write_part(&mut page, &part);
        let Some(kind) = part.info.as_deref().and_then(|info| info.strip_prefix("markdown "))
        else {
            continue;
        };
        if !matches!(kind, "fel" | "rätt") {
            continue;
        }
        let example = example(&part.text);
        let found = look(&project, &example.text);
        let own: Vec<&Finding> =
            found.findings.iter().filter(|finding| finding.rule.code == code).collect();
        if kind == "rätt" {
            right += 1;
            if !own.is_empty() {
                let said = said(&own, &found.source, &example);
                untrue.push(format!("{code}: this is right:\n{}\nbut: {said}", part.text));
            }
            continue;
        }
        wrong += 1;
        if own.is_empty() {
            untrue.push(format!("{code}: nothing is found in:\n{}", part.text));
        }
        let answer =
            Part { info: Some("text".into()), text: said(&own, &found.source, &example) };
        page.push('\n');
        write_part(&mut page, &answer);
        // What stood there before is replaced.
        while let Some(old) = parts.next_if(|part| {
            part.text.trim().is_empty() && part.info.is_none()
                || part.info.as_deref() == Some("text")
                || part.info.as_deref().is_some_and(|info| info.starts_with("markdown rättat"))
        }) {
            drop(old);
        }
        if let Some((mended, safety)) = mended(&project, code, &example, untrue) {
            let info = match safety {
                Safety::Safe => "markdown rättat",
                Safety::Unsafe => "markdown rättat osäkert",
            };
            page.push('\n');
            write_part(&mut page, &Part { info: Some(info.into()), text: mended });
        }
        if parts.peek().is_some_and(|next| next.info.is_some()) {
            page.push('\n');
        }
    }
    // What is told of a file that is no text, or of a body, has no example in Markdown.
    let is_shown = !WITHOUT_EXAMPLES.contains(&code);
    assert_eq!(is_shown, !entry.page.contains("\n## Utan exempel\n"), "{code}");
    if is_shown && (wrong < 2 || right < 2) {
        untrue.push(format!("{code}: {wrong} wrong and {right} right examples, of two each"));
    }
    page.trim_end().to_owned() + "\n"
}

/// The example after this rule's fixes alone, where it has any. Mended text has nothing left that the same fixes mend.
fn mended(
    project: &TestProject,
    code: &str,
    example: &Example,
    untrue: &mut Vec<String>,
) -> Option<(String, Safety)> {
    let found = look(project, &example.text);
    let own: Vec<Finding> =
        found.findings.into_iter().filter(|finding| finding.rule.code == code).collect();
    let safety = own.iter().filter_map(|finding| Some(finding.fix.as_ref()?.safety)).min()?;
    let (text, count) = mend::apply(&found.source, &own, safety);
    assert!(count > 0, "{code}: a fix that changes nothing");
    let after = look(project, &text);
    let left = after.findings.iter().filter(|finding| {
        finding.rule.code == code
            && finding.fix.as_ref().is_some_and(|fix| fix.safety == safety)
    });
    let left = left.count();
    if left > 0 && left >= own.len() {
        untrue.push(format!("{code}: still found after its own fix:\n{text}"));
    }
    let grown = text.len() + example.length - example.text.len();
    let end = (example.start + grown).min(text.len());
    let shown = text.get(example.start..end).unwrap_or(&text);
    Some((shown.trim_end().to_owned() + "\n", safety))
}

/// What is said of an example: a line for each finding, and its help.
fn said(findings: &[&Finding], source: &Source, example: &Example) -> String {
    let mut out = String::new();
    for finding in findings {
        let place = source.place(finding.span.start);
        let (line, column) = (place.line, place.column);
        let inside = example.start <= finding.span.start
            && finding.span.start <= example.start + example.length;
        let place = if inside {
            format!("rad {}, tecken {column}", line - example.lines_before)
        } else {
            "utanför exemplet".to_owned()
        };
        let level = level_name(finding.level);
        writeln!(out, "{level}: {} ({place})", finding.message).unwrap();
        for related in &finding.related {
            let line = source.place(related.span.start).line;
            writeln!(
                out,
                "  se även rad {}: {}",
                line.saturating_sub(example.lines_before),
                related.message
            )
            .unwrap();
        }
        if let Some(help) = &finding.help {
            writeln!(out, "  hjälp: {help}").unwrap();
        }
    }
    out
}

/// Lints a document in a project.
fn look(project: &TestProject, text: &str) -> LintedText {
    project.put_text(EXAMPLE, text);
    let request = LintRequest {
        paths: vec![project.root().join(EXAMPLE)],
        current: project.root(),
        ..LintRequest::default()
    };
    let linted = lint(&LocalDisk, &request);
    assert!(linted.faults.is_empty(), "{:?}", linted.faults);
    let is_example = |text: &LintedText| text.path == EXAMPLE;
    linted.texts.into_iter().find(is_example).expect("the example itself")
}

fn write_part(page: &mut String, part: &Part) {
    let Some(info) = &part.info else {
        page.push_str(&part.text);
        return;
    };
    let fence = if part.text.contains("```") { "````" } else { "```" };
    write!(page, "{fence}{info}\n{}{fence}\n", part.text).unwrap();
}
