//! The text of a draft: keys, headings, and words that mean only themselves.

/// A document that is being written.
#[derive(Debug)]
pub(super) struct Draft {
    keys: String,
    body: String,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self { keys: String::new(), body: String::new() }
    }

    /// A line that only who edits the file sees.
    pub(super) fn comment(&mut self, text: &str) {
        self.keys.push_str(&format!("# {text}\n"));
    }

    /// A key of the front matter.
    pub(super) fn key(&mut self, key: &str, value: &str) {
        self.keys.push_str(&format!("{key}: {}\n", yaml(value)));
    }

    /// A key with its value, or with an example of one as a comment where it has none.
    pub(super) fn key_or(&mut self, key: &str, value: Option<&str>, example: &str) {
        match value {
            Some(value) => self.key(key, value),
            None => self.comment(&format!("{key}: {example}")),
        }
    }

    /// A heading of level 2 and the Markdown below it, which may be nothing.
    pub(super) fn section(&mut self, heading: &str, markdown: &str) {
        self.body.push_str(&format!("\n## {heading}\n"));
        if !markdown.is_empty() {
            self.body.push_str(&format!("\n{}\n", markdown.trim_end()));
        }
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        format!("---\n{}---\n{}", self.keys, self.body)
    }
}

/// A text as a value of YAML.
pub(super) fn yaml(text: &str) -> String {
    let text = one_line(text);
    let is_plain = text.starts_with(char::is_alphanumeric)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if is_plain {
        return text;
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// A text without line ends and without blanks around it.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as Markdown that means the text and nothing else, within a line.
pub(super) fn inline(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
            // Within a word it is itself, as in a file's name.
            '_' => !(is_word(before) && is_word(after)),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// The same where it opens a line: it begins no list, heading or quotation.
pub(super) fn opening(text: &str) -> String {
    let text = inline(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.starts_with(['#', '>', '-', '+', '=']) {
        return format!("\\{text}");
    }
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    text
}

/// Lines as a list with bullets, each of them Markdown already.
pub(super) fn list(lines: impl IntoIterator<Item = String>) -> String {
    let mut list = String::new();
    for line in lines {
        list.push_str(&format!("- {line}\n"));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_means_itself() {
        for (text, markdown) in [
            ("Mål & medel", "Mål & medel"),
            ("Avtal A&amp;B", "Avtal A\\&amp;B"),
            ("Rapport_2026 *ny* [1]", "Rapport_2026 \\*ny\\* \\[1\\]"),
            ("  två\nrader ", "två rader"),
        ] {
            assert_eq!(inline(text), markdown);
        }
        assert_eq!(opening("2027. Ett år"), "2027\\. Ett år");
        assert_eq!(opening("# Rubrik"), "\\# Rubrik");
    }

    #[test]
    fn values_of_keys_are_quoted_where_they_must_be() {
        for (text, value) in [
            ("Kommunhuset, sal A", "Kommunhuset, sal A"),
            ("Sal: A", "\"Sal: A\""),
            ("\"Eken\"", "\"\\\"Eken\\\"\""),
            ("Ja", "Ja"),
            ("no", "\"no\""),
        ] {
            assert_eq!(yaml(text), value);
        }
    }
}
