//! What a change of a text is, line by line, in the unified form that other programs read as well.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::visible;

/// Lines round a change that are shown as they are.
const CONTEXT: usize = 2;

const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();

/// The lines that differ between two texts of a file; nothing where none do.
pub fn diff(names: [&str; 2], before: &str, after: &str, colour: bool) -> String {
    if before == after {
        return String::new();
    }
    let [old, new] = names.map(visible);
    let mut out = format!("--- {old}\n+++ {new}\n");
    let differences = TextDiff::from_lines(before, after);
    for hunk in differences.unified_diff().context_radius(CONTEXT).iter_hunks() {
        writeln!(out, "{}", hunk.header()).expect("writing to a string never fails");
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', GONE),
                ChangeTag::Insert => ('+', NEW),
            };
            // A tab is a tab to who applies the change.
            let line = change.value().trim_end_matches(['\r', '\n']);
            let line = line.split('\t').map(visible).collect::<Vec<_>>().join("\t");
            if colour {
                writeln!(out, "{style}{sign}{line}{style:#}")
            } else {
                writeln!(out, "{sign}{line}")
            }
            .expect("writing to a string never fails");
            if change.missing_newline() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn a_change_is_shown_with_the_lines_round_it() {
        let before = "ett\ntvå\ntre\nfyra\nfem\nsex\n";
        insta::assert_snapshot!(diff(["möte.md"; 2], before, &before.replace("fyra", "4"), false), @r"
        --- möte.md
        +++ möte.md
        @@ -2,5 +2,5 @@
         två
         tre
        -fyra
        +4
         fem
         sex
        ");
        assert_eq!(diff(["möte.md"; 2], before, before, false), "");
        let cut = diff(["a.md"; 2], "ett\ttvå", "ett\ttre\n", false);
        assert!(cut.ends_with("-ett\ttvå\n\\ No newline at end of file\n+ett\ttre\n"), "{cut}");
    }
}
