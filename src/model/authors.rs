//! Whose words or deeds a marked paragraph tells: the people named after its label.

use super::Marked;
use crate::prose::{Block, BlockKind, plain};

/// Words that may stand before a name and are none.
const ROLES: [&str; 8] = [
    "ordförande",
    "ordföranden",
    "ledamot",
    "ledamoten",
    "ledamöterna",
    "ersättare",
    "ersättaren",
    "vice",
];

/// Words in lower case that stand within a name.
const PARTICLES: [&str; 4] = ["af", "de", "van", "von"];

impl Marked {
    /// The people whose it is, by their full names: in the parentheses after the label, or else where the text or
    /// an item of its list opens.
    pub fn people(&self) -> Vec<String> {
        let mut people = Vec::new();
        if let Some(about) = &self.about {
            names(&about.value, &mut people);
            if !people.is_empty() {
                return people;
            }
        }
        self.blocks.iter().for_each(|block| opening_names(block, &mut people));
        people
    }
}

fn opening_names(block: &Block, people: &mut Vec<String>) {
    match &block.kind {
        BlockKind::Paragraph(content) => names(&plain(content), people),
        BlockKind::List(list) => {
            let opening = list.items.iter().filter_map(|item| item.blocks.first());
            opening.for_each(|block| opening_names(block, people));
        }
        BlockKind::Heading(..)
        | BlockKind::Quote(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Html(_) => {}
    }
}

/// The full names that a text opens with: "Eva Ek (S) och Bo Bok anmäler …". A single word is no full name.
fn names(text: &str, people: &mut Vec<String>) {
    let mut name: Vec<&str> = Vec::new();
    let mut depth = 0_usize;
    for word in text.split_whitespace() {
        let ends = word.ends_with([',', ';']);
        if depth > 0 || word.starts_with('(') {
            depth += word.matches('(').count();
            depth = depth.saturating_sub(word.matches(')').count());
            if ends && depth == 0 {
                finish(&mut name, people);
            }
            continue;
        }
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        // The stop of an initial is a part of the name.
        let is_initial = core.chars().count() == 1 && word.strip_prefix(core) == Some(".");
        if matches!(core, "och" | "samt") {
            finish(&mut name, people);
            continue;
        }
        let is_of_name = core.starts_with(char::is_uppercase)
            || PARTICLES.contains(&core) && !name.is_empty();
        if !is_of_name {
            break;
        }
        name.push(if is_initial { word } else { core });
        let stops = word.ends_with(['.', ':', '!', '?']) && !is_initial;
        if ends || stops {
            finish(&mut name, people);
        }
        if stops {
            return;
        }
    }
    finish(&mut name, people);
}

fn finish(name: &mut Vec<&str>, people: &mut Vec<String>) {
    while name.pop_if(|last| PARTICLES.contains(last)).is_some() {}
    let is_role = |word: &&&str| ROLES.contains(&word.to_lowercase().as_str());
    let roles = name.iter().take_while(is_role).count();
    if name.len() > roles + 1 {
        people.push(name[roles..].join(" "));
    }
    name.clear();
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_text_opens_with_names_until_something_else_is_said() {
        let table = [
            ("Eva Ek", "Eva Ek"),
            ("Eva Ek (S), Bo Bok (M) och Kim A. Kall", "Eva Ek|Bo Bok|Kim A. Kall"),
            ("Eva Ek lämnar ordet till Bo Bok", "Eva Ek"),
            ("Ordföranden Eva von Ek anmäler jäv", "Eva von Ek"),
            ("Eva Ek de som", "Eva Ek"),
            ("Eva Ek. Bo Bok leder ärendet", "Eva Ek"),
            ("Eva Ek, Nybro kommun", "Eva Ek"),
            ("Ingen anmäler jäv", ""),
            ("Vi anser att", ""),
            ("(S) ((", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            let mut people = Vec::new();
            names(text, &mut people);
            assert_eq!(people.join("|"), expected, "{text}");
        }
    }
}
