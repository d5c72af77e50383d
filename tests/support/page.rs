//! The rules' pages: their blocks, and their examples as whole documents.

/// Where an example lies in its project.
pub(crate) const EXAMPLE: &str = "protocols/2026-12-04.md";

/// What stands before an example that is no whole document.
const BEFORE: &str = "---\norgan: lgl\ndatum: 2026-12-04\ntid: 9.00–12.00\nplats: Kalmar\nordförande: Rut Regnholm\ndiarienummer: RS 2026/12\n---\n";

/// The sections that every protocol has, each left out where the example has its own.
const OPENING: [(&str, &str); 2] = [
    ("## Välkomna", "\n## Välkomna\n\nRut Regnholm öppnar mötet.\n"),
    ("## Dagordning", "\n## Dagordning\n\nDagordningen godkänns.\n"),
];
const CLOSING: [(&str, &str); 3] = [
    ("Beslut", "\n## Beslut\n\nInga beslut fattades.\n"),
    ("## Avslut", "\n## Avslutning\n\nRut Regnholm avslutar mötet.\n"),
    (
        "## Närva",
        "\n## Närvarande ledamöter\n\n- Bo Borgström, Borgholms kommun\n- Eva Ek, Emmaboda kommun\n\
         - Hugo Hult, Hultsfreds kommun\n- Hilda Höög, Högsby kommun\n- Kim Kall, Kalmar kommun\n\
         - Kaj Lindhaga, Kommunförbundet Kalmar län\n- Mona Mård, Mönsterås kommun\n\
         - Moa Mörk, Mörbylånga kommun\n- Nils Nyberg, Nybro kommun\n- Olle Oskarson, Oskarshamns kommun\n\
         - Rut Regnholm, Region Kalmar län\n- Tora Torn, Torsås kommun\n- Vera Vik, Vimmerby kommun\n\
         - Vidar Väst, Västerviks kommun\n",
    ),
];

/// A fenced block of a page, or the text between two.
pub(crate) struct Part {
    /// What stands after the fence; none for text.
    pub(crate) info: Option<String>,
    pub(crate) text: String,
}

/// An example as a whole document.
pub(crate) struct Example {
    pub(crate) text: String,
    /// Bytes and lines before the example itself.
    pub(crate) start: usize,
    pub(crate) lines_before: usize,
    /// Bytes of the example itself.
    pub(crate) length: usize,
}

/// An example as a whole document.
pub(crate) fn example(text: &str) -> Example {
    if text.starts_with("---") {
        return Example {
            text: text.to_owned(),
            start: 0,
            lines_before: 0,
            length: text.len(),
        };
    }
    let mut whole = BEFORE.to_owned();
    let is_own = |sign: &str| {
        text.lines().any(|line| {
            line.starts_with(sign) || line.trim_start_matches(['#', '*', ' ']).starts_with(sign)
        })
    };
    for (_, section) in OPENING.iter().filter(|(sign, _)| !is_own(sign)) {
        whole.push_str(section);
    }
    whole.push_str(if text.starts_with("## ") { "\n" } else { "\n## Ett ärende\n\n" });
    let (start, lines_before) = (whole.len(), whole.lines().count());
    whole.push_str(text);
    for (_, section) in CLOSING.iter().filter(|(sign, _)| !is_own(sign)) {
        whole.push_str(section);
    }
    Example { text: whole, start, lines_before, length: text.len() }
}

/// The path that a block's info names, where the block is a file of the project.
pub(crate) fn file_of(info: &str) -> Option<&str> {
    let path = info.split_whitespace().nth(1)?;
    path.contains('.').then_some(path)
}

/// The blocks of a page, and the text between them.
pub(crate) fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lines = page.lines();
    let mut text = String::new();
    while let Some(line) = lines.next() {
        let info = line.trim_start_matches('`');
        let fence = &line[..line.len() - info.len()];
        if fence.len() < 3 {
            text.push_str(line);
            text.push('\n');
            continue;
        }
        parts.push(Part { info: None, text: std::mem::take(&mut text) });
        let inside = lines.by_ref().take_while(|line| *line != fence);
        let inside = inside.flat_map(|line| [line, "\n"]).collect();
        parts.push(Part { info: Some(info.to_owned()), text: inside });
    }
    parts.push(Part { info: None, text });
    parts
}
