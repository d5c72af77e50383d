//! Writes the lines out again, with one blank line where there were several.

use super::lines::{Kind, Line, Shape};

/// The body as text, each line closed with a line feed.
pub(super) fn body(lines: &[Line], shape: Shape) -> String {
    let mut out = String::new();
    let mut needs_blank = false;
    let mut last: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.is_gap() {
            needs_blank = true;
            continue;
        }
        // Code keeps its blank lines.
        if line.kind == Kind::Kept && line.text.is_empty() {
            out.push('\n');
            continue;
        }
        let is_apart = line.apart || last.is_some_and(|last| last.apart);
        if last.is_some() && (needs_blank || is_apart) {
            out.push('\n');
        }
        needs_blank = false;
        let goes_on = line.breaks && lines.get(at + 1).is_some_and(Line::is_text);
        push(line, shape, &mut out);
        if goes_on && line.kind != Kind::Kept && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push('\n');
        last = Some(line);
    }
    let text = out.trim_end_matches('\n').len();
    out.truncate(text);
    if text > 0 {
        out.push('\n');
    }
    out
}

fn push(line: &Line, shape: Shape, out: &mut String) {
    match &line.kind {
        Kind::Blank | Kind::Cut => {}
        Kind::Kept => out.push_str(&line.text),
        Kind::Heading(level) => {
            out.push_str(&"#".repeat(usize::from(*level)));
            out.push(' ');
            out.push_str(&characters(&line.text, shape));
            out.truncate(out.trim_end().len());
        }
        Kind::Item(marker) => {
            out.push_str(&" ".repeat(line.indent));
            out.push_str(&marker.typed);
            out.push_str(&characters(&line.text, shape));
        }
        Kind::Text => {
            out.push_str(&" ".repeat(line.indent));
            // Columns that nobody could read keep their tabs, so that they can be told of.
            let cells: Vec<String> =
                line.text.trim().split('\t').map(|cell| escaped(cell, shape)).collect();
            out.push_str(&opening(&cells.join("\t"), shape));
        }
    }
}

/// The characters of a line, so that those of plain text stay characters.
pub(super) fn characters(text: &str, shape: Shape) -> String {
    escaped(&text.trim().replace('\t', " "), shape)
}

fn escaped(text: &str, shape: Shape) -> String {
    if shape != Shape::Plain {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next().unwrap_or(' ');
        let is_mark = match c {
            '*' | '`' | '\\' => true,
            // Within a word, and among others of its kind, it stresses nothing.
            '_' => before.is_alphanumeric() != after.is_alphanumeric(),
            '~' => before == '~' || after == '~',
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => after == '#' || is_entity(rest.as_str()),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// `amp;` after an ampersand.
fn is_entity(rest: &str) -> bool {
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    length > 0 && rest[length..].starts_with(';')
}

/// A line of plain text that opens with what Markdown would take for a mark.
fn opening(text: &str, shape: Shape) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let after = &text[length..];
    if shape != Shape::Plain {
        return text.to_owned();
    }
    if (1..=9).contains(&length)
        && (after.starts_with(". ") || after.starts_with(") ") || matches!(after, "." | ")"))
    {
        return format!("{}\\{after}", &text[..length]);
    }
    let is_mark = match first {
        '#' => {
            text.trim_start_matches('#').starts_with(' ')
                || text.trim_start_matches('#').is_empty()
        }
        '+' | '-' => text[1..].starts_with(' ') || text.len() == 1,
        '>' => true,
        '=' | '_' => text.trim_start_matches(first).is_empty(),
        _ => false,
    };
    if is_mark { format!("\\{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn characters_of_plain_text_stay_characters() {
        let text = "Text.\n\n# 3 av 10\n\n+ 3 procent\n\n> 5 är mer, 5 * 3 är _mer <b> &amp; a_b\n\n1998. Då var det så.";
        assert_snapshot!(converted(text), @r#"
        Text.

        \# 3 av 10

        \+ 3 procent

        \> 5 är mer, 5 \* 3 är \_mer \<b> \&amp; a_b

        1998\. Då var det så.
        "#);
    }

    #[test]
    fn marks_of_a_text_that_has_them_stay() {
        let text = "**Fett** och [länk](#).\n\n> citat\n\n```\n  3 (7)\n```";
        assert_snapshot!(converted(text), @r#"
        **Fett** och [länk](#).

        > citat

        ```
          3 (7)
        ```
        "#);
    }
}
