//! Nests list items as deep as their indentation and their marks say.

use super::lines::{Kind, Line, Shape};

/// An item that later ones may stand under.
struct Open {
    /// Columns before it, as it was typed.
    typed: usize,
    /// Columns before it, as it is written.
    written: usize,
    /// Columns before its text, as it is written.
    content: usize,
}

/// Sets every item in so far that Markdown puts it where it was meant to stand.
pub(super) fn nest(lines: &mut [Line], shape: Shape) {
    indent_by_mark(lines);
    let mut open: Vec<Open> = Vec::new();
    let mut was_gap = false;
    for line in lines.iter_mut() {
        match &line.kind {
            Kind::Blank | Kind::Cut => {
                was_gap = true;
                continue;
            }
            Kind::Item(marker) => {
                let typed = line.indent;
                while open.last().is_some_and(|parent| parent.typed >= typed) {
                    open.pop();
                }
                let written = match open.last() {
                    // Markdown takes four columns for code.
                    None => {
                        if typed < 4 {
                            typed
                        } else {
                            0
                        }
                    }
                    Some(parent) => {
                        let moved = (typed + parent.written).saturating_sub(parent.typed);
                        let nests = shape == Shape::Format
                            && (parent.content..parent.content + 4).contains(&moved);
                        if nests { moved } else { parent.content }
                    }
                };
                let content = written + marker.typed.chars().count();
                line.indent = written;
                open.push(Open { typed, written, content });
            }
            Kind::Heading(_) => open.clear(),
            Kind::Kept => {}
            Kind::Text => {
                let typed = line.indent;
                if was_gap {
                    while open.last().is_some_and(|parent| parent.typed >= typed) {
                        open.pop();
                    }
                }
                if let Some(parent) = open.last() {
                    // What hangs below an item moves with it.
                    line.indent = if was_gap || typed > parent.typed {
                        parent
                            .content
                            .max((typed + parent.written).saturating_sub(parent.typed))
                    } else {
                        typed
                    };
                    line.indent = line.indent.min(parent.content + 3);
                } else if shape != Shape::Format {
                    // Indentation of running text is layout, which Markdown would take for code.
                    line.indent = 0;
                }
            }
        }
        was_gap = false;
    }
}

/// Where the marks tell of levels and the indentation does not, the marks count.
fn indent_by_mark(lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let length = length_of_list(&lines[at..]);
        let list = &mut lines[at..at + length];
        let depths = || {
            list.iter().filter_map(|line| match &line.kind {
                Kind::Item(marker) => marker.depth,
                _ => None,
            })
        };
        let least = depths().min();
        let items = || list.iter().filter(|line| line.is_item());
        let is_flat =
            items().all(|line| Some(line.indent) == items().next().map(|first| first.indent));
        let all_marked = items().count() == depths().count();
        if let Some(least) = least
            && is_flat
            && (all_marked || least > 0)
            && depths().any(|depth| depth != least || !all_marked)
            && items().next().is_some()
        {
            for line in list.iter_mut() {
                if let Kind::Item(marker) = &line.kind {
                    let depth = marker
                        .depth
                        .map_or(0, |depth| if all_marked { depth - least } else { depth });
                    line.indent += usize::from(depth) * 2;
                }
            }
        }
        at += length.max(1);
    }
}

/// The lines of the list that opens some lines. Below a blank line, marks of another kind open another list.
fn length_of_list(lines: &[Line]) -> usize {
    let mut was_marked = None;
    let mut was_gap = false;
    let ends = lines.iter().position(|line| {
        let Kind::Item(marker) = &line.kind else {
            was_gap = true;
            return !line.is_gap();
        };
        let is_marked = marker.depth.is_some();
        // A mark of the second level may stand under an item without a mark of its own.
        let opens_level = is_marked && marker.depth != Some(0);
        let is_other =
            was_gap && !opens_level && was_marked.is_some_and(|was| was != is_marked);
        was_marked = Some(is_marked);
        was_gap = false;
        is_other
    });
    ends.unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn a_child_with_one_blank_nests() {
        let text = "- Riktning\n - Vart ska vi?\n - Vad vill vi?\n  - Varför?\n- Plan";
        assert_snapshot!(converted(text), @r#"
        - Riktning
          - Vart ska vi?
          - Vad vill vi?
            - Varför?
        - Plan
        "#);
    }

    #[test]
    fn marks_of_word_processors_nest_by_their_kind() {
        let text = "•\tVården\no\ti hemmet\n▪\tpå natten\no\tpå sjukhus\n•\tSkolan";
        assert_snapshot!(converted(text), @r#"
        - Vården
          - i hemmet
            - på natten
          - på sjukhus
        - Skolan
        "#);
    }

    #[test]
    fn a_letter_with_a_blank_is_the_second_bullet() {
        let text = "- Budget\no Licenser\no Konsulter\n- Mat\no dryck";
        assert_snapshot!(converted(text), @r#"
        - Budget
          - Licenser
          - Konsulter
        - Mat
        o dryck
        "#);
    }

    #[test]
    fn a_list_below_another_keeps_its_own_levels() {
        let text = "- Ett\n- Två\n\n• Budget\no Licenser";
        assert_snapshot!(converted(text), @r#"
        - Ett
        - Två

        - Budget
          - Licenser
        "#);
    }

    #[test]
    fn marks_are_made_one() {
        let text = "✓ Ett\n- ✓ Två\n· Tre\n– Fyra";
        assert_snapshot!(converted(text), @r#"
        - Ett
        - Två
        - Tre
        - Fyra
        "#);
    }
}
