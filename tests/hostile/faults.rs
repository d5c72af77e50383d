//! The world is at fault: outputs that cannot be written, a program that is killed.

use crate::support::project::{TestProject, protocol};

#[test]
fn an_output_that_cannot_be_written_leaves_everything_as_it_was() {
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("", ""))
        .with("public", "a file stands where the folder should be");
    let said = project.build(&["html"]);
    assert_eq!(said.outcome.faults, 1);
    assert!(said.lines[0].starts_with("Kan inte skriva public/a.html"), "{:?}", said.lines);
    assert_eq!(project.text("public"), "a file stands where the folder should be");
}

#[test]
fn a_failed_document_leaves_its_old_files_alone() {
    let project = TestProject::of_fragments().with("protocols/a.md", protocol("", ""));
    project.build(&["html"]);
    let old = project.text("public/a.html");
    let project = project.with("protocols/a.md", "---\ndatum: i går\n---\n");
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.stopped), (0, 1));
    assert_eq!(project.text("public/a.html"), old);
}

#[test]
fn a_killed_build_leaves_whole_files() {
    let project = TestProject::copy_of(&crate::support::project_root());
    let mut killed = 0;
    for milliseconds in 1..=30 {
        let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_lgl"))
            .args(["build", "--quiet"])
            .current_dir(project.root())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds * 5));
        killed += usize::from(build.try_wait().unwrap().is_none());
        build.kill().unwrap();
        build.wait().unwrap();
        for name in project.published() {
            let bytes = project.read(&format!("public/{name}"));
            let end =
                String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(16)..]).into_owned();
            // What a killed build left of its own is hidden and never mistaken for a result.
            let hidden = name.rsplit('/').next().is_some_and(|file| file.starts_with(".lgl-"));
            let whole = end.contains("%%EOF") || end.contains("</html>");
            assert!(whole || hidden, "{name} is not whole: …{end:?}");
        }
        if milliseconds % 3 == 0 {
            let _ = std::fs::remove_dir_all(project.root().join("public"));
        }
    }
    assert!(killed > 0, "no build was killed in time");
}
