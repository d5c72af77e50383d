//! Messages that a terminal, a pipeline or a program could obey.

use crate::support::project::{TestProject, protocol};

/// What a text or a file's name may hold: what it is, and the signs.
pub(super) const SIGNS: [(&str, &str); 9] = [
    ("a colour", "\u{1b}[31m"),
    ("a title of the window", "\u{1b}]0;x\u{7}"),
    ("a control of one byte", "\u{9b}2J"),
    ("backwards", "\u{202e}kab\u{2066}"),
    ("hidden", "\u{200b}\u{e0041}"),
    ("a command of GitHub", "%0A::error file=x::nej"),
    ("an end of an element", "]]></failure>&lt;\"'"),
    ("an end of a text of JSON", "\"},{\"x\": \\u0000"),
    ("a bell and a backspace", "\u{7}\u{8}\u{7f}"),
];

#[test]
fn no_form_of_report_passes_anything_on() {
    for (what, signs) in SIGNS {
        // As a value that is quoted in a message, and as a part of the file's name.
        let key = signs.replace('\\', "\\\\").replace('"', "\\\"");
        let key: String = key
            .chars()
            .map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.into() })
            .collect();
        let project = TestProject::of_fragments();
        let document = protocol(&format!("status: \"{key}\"\n"), "");
        let name = signs.replace(['/', '\0'], "");
        let project = project.with(&format!("protocols/a{name}.md"), document);
        for format in lgl::report::FORMATS {
            let out = super::lgl(&project, &["lint", "--output-format", format.name], 1000);
            let said = String::from_utf8([out.stdout, out.stderr].concat()).unwrap();
            assert!(said.contains("LGL004"), "{what}, {}: {said}", format.name);
            assert!(!said.contains(super::is_obeyed), "{what}, {}: {said:?}", format.name);
            if format.name == "github" {
                let commands = said.lines().filter(|line| line.starts_with("::error"));
                assert!(
                    commands.clone().all(|line| line.starts_with("::error file=protocols/a")),
                    "{what}: {said}"
                );
                assert!(!said.contains("%0A::"), "{what}: {said}");
            }
        }
    }
}
