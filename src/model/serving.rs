//! Who takes part in a board's decisions: its members, and the alternates who serve in place of one.

use super::{Element, Minutes, Person, Role};
use crate::prose::{BlockKind, plain};

impl Minutes {
    /// How many of those present serve as members of the body. None where a list of attendance is no list of people, or
    /// where there is none: then nobody knows.
    pub fn serving(&self) -> Option<usize> {
        let mut is_known = false;
        let mut serving = 0;
        for section in self.sections_of(Role::Attendance) {
            let mut heading = Standing::of(&section.title);
            for element in &section.elements {
                match element {
                    Element::Subheading(sub) => heading = Standing::of(&plain(&sub.content)),
                    Element::People(people) => {
                        is_known = true;
                        serving += people.iter().filter(|it| it.is_serving(heading)).count();
                    }
                    Element::Prose(block) => {
                        if matches!(block.kind, BlockKind::List(_) | BlockKind::Table(_)) {
                            return None;
                        }
                    }
                    Element::Marked(_) | Element::Scale(_) | Element::Chart(_) => {}
                }
            }
        }
        is_known.then_some(serving)
    }
}

impl Person {
    /// Do they serve as a member, in a list with such a heading?
    fn is_serving(&self, heading: Standing) -> bool {
        match Standing::of(&plain(&self.entry)) {
            Standing::Member => heading != Standing::Outside,
            standing => standing == Standing::Serving,
        }
    }
}

/// What a heading or an entry says of somebody's part in the decisions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing else than that they are there, and so a member (ledamot).
    Member,
    /// An alternate in place of a member (tjänstgörande ersättare).
    Serving,
    /// An alternate who only listens, or an official.
    Outside,
}

impl Standing {
    fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let at = words.iter().position(|word| word.starts_with("tjänstgör") || *word == "tjg");
        if let Some(at) = at {
            let before = at.checked_sub(1).map(|before| words[before]);
            let after = words.get(at + 1).copied();
            let denies = |word: Option<&str>| matches!(word, Some("ej" | "icke" | "inte"));
            return if denies(before) || denies(after) { Self::Outside } else { Self::Serving };
        }
        let is_outside = |word: &str| {
            matches!(
                word,
                "ersättare"
                    | "ersättarna"
                    | "ers"
                    | "övriga"
                    | "tjänsteman"
                    | "tjänstemän"
                    | "tjänstepersoner"
                    | "nämndsekreterare"
                    | "sekreterare"
                    | "insynsplats"
            )
        };
        if words.iter().any(|word| is_outside(word)) { Self::Outside } else { Self::Member }
    }
}

#[cfg(test)]
mod tests {
    use crate::model;
    use crate::parse::parse;
    use crate::source::Source;

    fn serving(attendance: &str) -> Option<usize> {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let source =
            Source::new("a.md", format!("---\ndatum: 2026-12-04\n---\n\n{attendance}\n"));
        model::read(parse(&source).0, &organ).0.serving()
    }

    #[test]
    fn an_alternate_counts_only_while_serving() {
        let table = [
            ("## Närvarande\n\n- Eva Ek (S)\n- Bo Bok (M), ersättare", Some(1)),
            ("## Närvarande\n\n- Eva Ek (S)\n- Bo Bok (M), tjänstgörande ersättare", Some(2)),
            ("## Närvarande\n\n- Eva Ek (S)\n- Bo Bok (ej tjänstgörande ersättare)", Some(1)),
            (
                "## Närvarande\n\n- Eva Ek\n- Bo Bok (ersättare, tjänstgör för Kim Kall)",
                Some(2),
            ),
            (
                "## Närvarande\n\n- Eva Ek\n\n### Ersättare\n\n- Bo Bok\n- Ia Is (tjänstgör)",
                Some(2),
            ),
            ("## Närvarande\n\n### Tjänstgörande ersättare\n\n- Bo Bok\n- Ia Is", Some(2)),
            ("## Närvarande\n\n- Eva Ek\n- Siv Sten, nämndsekreterare", Some(1)),
            ("## Närvarande\n\n- Eva Ek\n\n## Övriga deltagare\n\n- Bo Bok", Some(1)),
            ("## Närvarande\n\nSe bilaga.", None),
            ("## Närvarande\n\n- [Eva Ek](https://exempel.se)", None),
            ("## Fråga\n\nText.", None),
        ];
        for (attendance, expected) in table {
            assert_eq!(serving(attendance), expected, "{attendance}");
        }
    }
}
