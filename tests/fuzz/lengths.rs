//! Time grows as texts do: four times the text takes about four times as long, whatever it is made of.
//!
//! Only the ratio of two times is looked at, and asked for by tests/conformance/fuzz, where nothing else runs.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::targets;

/// A text four times as long may take so many times as long. What is quadratic takes sixteen times.
const MOST: f64 = 10.0;
/// The best of so many is taken.
const TRIES: usize = 3;
/// The short text is about so long, in bytes.
const LENGTH: usize = 30_000;

/// What a text may be made of too much of: what stands before, what is said again and again with its number, and
/// what stands after.
const SHAPES: &[(&str, &str, &str, &str)] = &[
    ("decisions", "## Beslut\n", "\nBeslut: LGL beslutar att godkänna punkt N.\n", ""),
    ("references", "## Ärende\n", "\nSe beslut 2026-11-05/N.\n", ""),
    ("links", "", "\n[länk N](https://exempel.se/N) står här.\n", ""),
    ("links in one paragraph", "", "[länk N](https://exempel.se/N) ", ""),
    ("bare addresses", "", "https://exempel.se/N ", ""),
    ("mail addresses", "", "namn.N@exempel.se ", ""),
    ("items", "", "- punkt N\n", ""),
    ("numbered items", "", "1. punkt N\n", ""),
    ("items further in", "- a\n", " - punkt N\n", ""),
    ("people", "## Närvarande ledamöter\n\n", "- Bo ZEk N, Kalmar kommun\n", ""),
    ("people on a line", "## Närvarande ledamöter\n\n", "Bo Ek N, ", ""),
    ("rows", "| A | B |\n|---|---|\n", "| N | Eva Ek |\n", ""),
    ("columns", "", "| A ", "|\n"),
    ("emphasis", "", "*ord **N** ord* ", ""),
    ("emphasis never closed", "", "*ord **N ", ""),
    ("emphasis within emphasis", "", "*_", "x"),
    ("footnotes", "", "Ord[^N].\n\n[^N]: En not.\n\n", ""),
    ("references to one footnote", "[^1]: En not.\n\n", "Ord N[^1]. ", ""),
    ("footnotes that nobody names", "", "[^N]: En not.\n\n", ""),
    ("definitions", "", "[N]: https://exempel.se/N\n", ""),
    ("words", "", "ord N ", ""),
    ("lines", "", "ett ord N\n", ""),
    ("one long word", "", "ord", ""),
    ("one long word with hyphens", "", "ord-", ""),
    ("headings", "", "\n## Rubrik N\n", ""),
    ("headings all the same", "", "\n## Rubrik\n\nText.\n", ""),
    ("numbered headings", "", "\n## N. Rubrik\n\nText.\n", ""),
    ("brackets", "", "[", ""),
    ("brackets closed", "", "[a]", ""),
    ("pictures", "", "![a", ""),
    ("backticks", "", "`a", ""),
    ("backticks of many lengths", "", "``a`b```c", ""),
    ("quotes", "", "\"ord\" ", ""),
    ("quotes never closed", "", "\"ord ", ""),
    ("quotations", "", "> ord N\n\n", ""),
    ("quotations within quotations", "", ">", "x"),
    ("keys", "---\n", "nyckel_N: x\n", "---\n"),
    ("adjusters", "---\njusterare:\n", "- Bo Ek N\n", "---\n"),
    ("open braces", "---\nx: ", "{a: ", "\n---\n"),
    ("empty lines", "a", "\n", "b"),
    ("blanks", "a", " ", "b"),
    ("tabs", "a", "\t", "b"),
    ("letters with marks", "", "e\u{301}", ""),
    ("marks on one letter", "e", "\u{301}", ""),
    ("no-break blanks", "", "Kalmar\u{a0}län ", ""),
    ("unseen characters", "", "a\u{200b}", ""),
    ("HTML", "", "<b>N</b> ", ""),
    ("HTML blocks", "", "<div>\n\n", ""),
    ("comments", "", "<!-- lgl: tillåt LGL704 N -->\n\nOrd.\n\n", ""),
    ("less-than signs", "", "<", ""),
    ("ampersands", "", "&", ""),
    ("backslashes", "", "\\", ""),
    ("underscores", "", "_", ""),
    ("stars", "", "*a", ""),
    ("tildes", "", "~~a", ""),
    ("bars", "", "|", ""),
    ("names", "", "Ordförande Bo Ek N (S), Kalmar kommun. ", ""),
    ("days", "", "den 4 december 2026, kl. 9.N ", ""),
    ("amounts", "", "14 500 kr och N % ", ""),
    ("labels", "", "\nAnsvarig: Bo Ek N\n", ""),
    ("clauses", "## Beslut\n\nBeslut: LGL beslutar\n\n", "att N\n\n", ""),
    ("drawings", "", "```diagram\nfråga: N\nsvar: {a: 3, b: 1}\n```\n\n", ""),
    ("answers of one drawing", "```diagram\nfråga: a\nsvar:\n", "  a N: 3\n", "```\n"),
    ("code", "```\n", "rad N\n", "```\n"),
    ("control characters", "", "\u{1}", ""),
    ("rules", "", "---\n\n", ""),
    ("halves of sentences", "", "De är överens om att gruppen\n\nska N träffas\n\n", ""),
];

/// About so many bytes of a shape.
fn text(shape: &(&str, &str, &str, &str), length: usize) -> String {
    let (_, before, again, after) = shape;
    let mut text = before.to_string();
    let mut number = 1;
    while text.len() < length {
        let _ = write!(text, "{}", again.replace('N', &number.to_string()));
        number += 1;
    }
    text + after
}

fn shortest(mut run: impl FnMut()) -> Duration {
    let times = (0..TRIES).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().expect("it is tried")
}

#[test]
#[ignore = "takes minutes, and asks for a machine that does nothing else: tests/conformance/fuzz"]
#[expect(clippy::print_stdout, reason = "the times are what is asked for")]
fn time_grows_with_the_length() {
    let mut slow = Vec::new();
    let only = std::env::var("LGL_SHAPE").unwrap_or_default();
    for shape in SHAPES.iter().filter(|(name, ..)| name.contains(&only)) {
        let (short, long) = (text(shape, LENGTH), text(shape, 4 * LENGTH));
        for (what, run) in targets::STEPS {
            let once = shortest(|| run(short.as_bytes()));
            let four = shortest(|| run(long.as_bytes()));
            let ratio = four.as_secs_f64() / once.as_secs_f64();
            let line =
                format!("{what} of {}: {once:.1?}, {four:.1?}, {ratio:.1} times", shape.0);
            println!("{line}");
            if ratio > MOST {
                slow.push(line);
            }
        }
    }
    crate::support::figure("shapes of text whose time is by their length", SHAPES.len());
    assert!(
        slow.is_empty(),
        "four times the text takes more than {MOST} times as long:\n{}",
        slow.join("\n")
    );
}
