//! What a finding is known by from one run to the next, though its line may move.

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::{Checked, discreet};
use crate::diagnostic::Finding;

/// Length of a fingerprint, in hexadecimal digits: 128 bits, which no two findings share by chance.
const DIGITS: usize = 32;

/// As much of its lines as a finding is known by, in characters: more than any paragraph, so that many
/// findings on one huge line take no time.
const LONGEST: usize = 10_000;

/// A fingerprint of 32 hexadecimal digits for each finding in a text, in the same order.
///
/// It is made from the rule, the path, the text of the lines that the finding stands on, and how many
/// like it come before: it stays when lines above come or go, when lines are indented, and when line
/// endings or the form of å change.
///
/// A place that is secret does not go into it, so that nobody can find it out by trying.
pub fn fingerprints(checked: &Checked<'_>) -> Vec<String> {
    let (source, findings) = discreet(checked.source, checked.findings);
    let checked = &Checked { source: &source, findings: &findings, ..*checked };
    let mut seen: BTreeMap<[u8; 32], u64> = BTreeMap::new();
    let one = |finding| {
        let alike = alike(checked, finding);
        let before = seen.entry(alike).or_default();
        let hash =
            Sha256::new().chain_update(alike).chain_update(before.to_be_bytes()).finalize();
        *before += 1;
        hexadecimal(&hash[..DIGITS / 2])
    };
    checked.findings.iter().map(one).collect()
}

/// Bytes as lower-case hexadecimal digits, two for each.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(digits, "{byte:02x}").expect("writing to a string never fails");
    }
    digits
}

/// Each finding in a text with its fingerprint.
pub(super) fn with_fingerprints<'a>(
    checked: &Checked<'a>,
) -> impl Iterator<Item = (&'a Finding, String)> {
    checked.findings.iter().zip(fingerprints(checked))
}

/// The same for two findings that only their order tells apart.
fn alike(checked: &Checked<'_>, finding: &Finding) -> [u8; 32] {
    let lines = checked.source.slice(checked.source.lines_of(finding.span));
    let lines: String =
        lines.trim_start_matches('\u{feff}').chars().take(LONGEST).nfc().collect();
    let path: String = checked.path.nfc().collect();
    let mut hash =
        Sha256::new().chain_update(finding.rule.code).chain_update("\n").chain_update(path);
    for line in lines.lines() {
        hash.update("\n");
        hash.update(line.trim());
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::{Level, Rule};
    use crate::source::{Source, Span};

    static RULE: Rule = Rule { code: "LGL103", name: "beslut-saknas", level: Level::Error };
    static OTHER: Rule = Rule { code: "LGL104", name: "närvaro-saknas", level: Level::Error };

    /// The fingerprints of a finding at each `fel` in a text.
    fn at_each(text: &str, path: &str, rule: &'static Rule) -> Vec<String> {
        let source = Source::new("x.md", text);
        let findings: Vec<Finding> = text
            .match_indices("fel")
            .map(|(at, found)| rule.at(Span::new(at, at + found.len()), "Fel"))
            .collect();
        fingerprints(&Checked { source: &source, path, findings: &findings })
    }

    #[test]
    fn they_stay_when_lines_move() {
        let before = at_each("# Å\n\n- ett fel\n- fel och fel\n", "å.md", &RULE);
        let after = at_each(
            "# A\u{30a}\r\n\r\nmer\r\n\r\n  - ett fel\r\n  - fel och fel  \r\n",
            "a\u{30a}.md",
            &RULE,
        );
        assert_eq!(before, after);
    }

    #[test]
    fn each_is_its_own() {
        let mut all: Vec<String> = at_each("fel\nfel\nfel fel\nett fel\n", "a.md", &RULE);
        all.extend(at_each("fel\n", "b.md", &RULE));
        all.extend(at_each("fel\n", "a.md", &OTHER));
        assert!(
            all.iter().all(|one| one.len() == 32 && one.bytes().all(|b| b.is_ascii_hexdigit()))
        );
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
    }

    #[test]
    fn they_are_a_promise() {
        // Old baselines hold such, so how they are made must not change. These were made with another
        // program: SHA-256 of "LGL103\na.md\nfel", and of that and the number before it.
        assert_eq!(
            at_each("fel\nfel\n", "a.md", &RULE),
            ["5a75294f82f7c4cf84c7b36acee5512f", "48274d0a8bd6d030c49f2df66771f919"]
        );
    }
}
