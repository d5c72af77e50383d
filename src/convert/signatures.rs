//! Those who sign: the last lines of a text, which belong in the front matter.

use super::front_matter::FrontMatter;
use super::lines::{self, Kind, Line};
use super::names;

/// Somebody who signs, as one or more lines say it.
struct Signature {
    key: &'static str,
    names: Vec<String>,
    lines: Vec<usize>,
}

/// Moves those who sign, at the very end, to the front matter, unless it names somebody already.
pub(super) fn take(all: &mut [Line], keys: &mut FrontMatter<'_>) {
    let mut signatures = Vec::new();
    let mut end = all.len();
    while let Some(signature) = last(all, end) {
        end = signature.lines.first().copied().unwrap_or(0);
        signatures.push(signature);
    }
    signatures.reverse();
    for key in ["sekreterare", "justerare"] {
        let own = || signatures.iter().filter(|signature| signature.key == key);
        let mut names: Vec<&str> =
            own().flat_map(|signature| &signature.names).map(String::as_str).collect();
        names.dedup();
        // Two secretaries are a slip that the writer must see.
        let is_clear = !names.is_empty() && (key == "justerare" || names.len() == 1);
        if is_clear && !keys.has(key) && keys.offer(key, &names.join(", ")) {
            for &at in own().flat_map(|signature| &signature.lines) {
                all[at] = Line::new(Kind::Blank, "");
            }
        }
    }
}

/// The last signature before `end`, where nothing comes after it.
fn last(all: &[Line], end: usize) -> Option<Signature> {
    /// More names than this are another list.
    const MOST_NAMES: usize = 4;
    let mut at = lines::before(all, end)?;
    if let Some((label, value)) = all[at].text.split_once(':').filter(|_| all[at].is_text())
        && let Some(key) = key(label)
        && names::is_names(plain(value))
    {
        return Some(Signature { key, names: divided(value), lines: vec![at] });
    }
    let mut signature = Signature { key: "", names: Vec::new(), lines: Vec::new() };
    loop {
        let line = all.get(at).filter(|line| line.is_text())?;
        signature.lines.insert(0, at);
        if let Some(key) = key(&line.text) {
            signature.key = key;
            return (!signature.names.is_empty()).then_some(signature);
        }
        if !names::is_names(plain(&line.text)) || signature.lines.len() > MOST_NAMES {
            return None;
        }
        signature.names.splice(0..0, divided(&line.text));
        // A blank line that was typed may part a name from what it stands under.
        let near = lines::before(all, at)?;
        if !all[near + 1..at].iter().all(Line::is_put_in) {
            return None;
        }
        at = near;
    }
}

fn plain(text: &str) -> &str {
    text.trim_matches(['*', '_', ' '])
}

fn divided(text: &str) -> Vec<String> {
    let people = plain(text).split(',').flat_map(|part| part.split(" och "));
    people.map(|name| name.trim().to_owned()).collect()
}

/// The key of the front matter that a label above a name, or before it, stands for.
fn key(label: &str) -> Option<&'static str> {
    let label = plain(label).trim_end_matches(':').trim_end().to_lowercase();
    let label = label.strip_prefix("protokollet ").unwrap_or(&label);
    match label {
        "vid protokollet" | "vid pennan" | "sekreterare" | "protokollförare" | "fört av" => {
            Some("sekreterare")
        }
        "justeras"
        | "justeras av"
        | "justerat"
        | "justerat av"
        | "justerare"
        | "justerande"
        | "protokolljusterare"
        | "protokollsjusterare" => Some("justerare"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn those_who_sign_move_to_the_front_matter() {
        let text = "Närvarande\nRut Regnholm, SKR\nKaj Lindhaga, Nybro kommun\n\nVid protokollet\nKaj Lindhaga\n\nProtokollet justeras av\nRut Regnholm\nAda Åker";
        assert_snapshot!(converted(text), @r#"
        ---
        sekreterare: Kaj Lindhaga
        justerare: Rut Regnholm, Ada Åker
        ---

        ## Närvarande

        - Rut Regnholm, SKR
        - Kaj Lindhaga, Nybro kommun
        "#);
    }

    #[test]
    fn those_who_sign_may_have_a_label() {
        let text =
            "Närvarande\nRut Regnholm, SKR\nSekreterare: Kaj Lindhaga\nJusteras\nRut Regnholm";
        assert_snapshot!(converted(text), @r#"
        ---
        sekreterare: Kaj Lindhaga
        justerare: Rut Regnholm
        ---

        ## Närvarande

        - Rut Regnholm, SKR
        "#);
    }

    #[test]
    fn what_the_front_matter_says_already_is_not_overruled() {
        let text =
            "---\njusterare: Ada Åker\n---\n\n## Läget\n\nText.\n\nJusteras\nRut Regnholm";
        assert_snapshot!(converted(text), @r#"
        ---
        justerare: Ada Åker
        ---

        ## Läget

        Text.

        Justeras
        Rut Regnholm
        "#);
    }
}
