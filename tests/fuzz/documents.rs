//! Documents made of choices: what a secretary writes, what goes wrong, and what somebody hostile would try.

use std::fmt::Write as _;

/// A row of bytes that decides what a document holds. When it ends, the first choice is always taken, so a document
/// of any choices comes to an end.
pub(crate) struct Choices<'a> {
    bytes: &'a [u8],
    words: usize,
}

impl<'a> Choices<'a> {
    /// Choices that these bytes make.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, words: 0 }
    }

    /// A number below another.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(*first) % end
    }

    /// One of some things.
    pub(crate) fn of<'b>(&mut self, things: &[&'b str]) -> &'b str {
        things[self.below(things.len())]
    }

    /// What is odd in running text.
    pub(crate) fn odd(&mut self) -> &'static str {
        self.of(ODD)
    }

    fn is_over(&self) -> bool {
        self.bytes.is_empty()
    }

    /// A word that stands nowhere else, so that it can be found again: `zqaab`.
    fn word(&mut self) -> String {
        let letter =
            |by: usize| char::from(b'a' + u8::try_from(self.words / by % 26).unwrap_or(0));
        let word = format!("zq{}{}{}", letter(676), letter(26), letter(1));
        self.words += 1;
        word
    }
}

const KEYS: &[&str] = &[
    "datum: 2026-12-04",
    "datum: i går",
    "tid: 9.00–12.00",
    "tid: 9.00",
    "tid: '25:00-'",
    "plats: Kalmar",
    "plats: \"<i data-x onload=x>\"",
    "plats: Kal\u{202e}mar",
    "ordförande: Rut Regnholm",
    "ordförande: [a, {b: c}]",
    "sekreterare: Bo Ek",
    "justerare: [Bo Ek, '#panic()']",
    "diarienummer: RS 2026/12",
    "status: utkast",
    "status: klart",
    "status: justerat",
    "titel: Möte",
    "titel: '</title><i data-x>'",
    "titel: $x$ #panic(\"x\")",
    "typ: konferens",
    "typ: bilaga",
    "typ: bildspel",
    "typ: minnesanteckningar",
    "typ: roman",
    "språk: en",
    "språk: '\"><i data-x>'",
    "hör_till: 2026-11-01",
    "nummer: 3",
    "bilagor: [{titel: A, länk: 'javascript:x'}]",
    "bilagor: [{titel: '<i data-x>', länk: 'https://x.se/\"onload=\"x'}]",
    "nästa_möte: {datum: 2027-01-01, tid: 9-10}",
    "nästa_möte: 2026-02-30",
    "tillåt: {LGL306: Så är det.}",
    "platts: x",
    "a: &a [*a]",
    "? {b: c}\n: d",
    "!!binary x",
    "titel: |\n  rad\n  rad",
    "titel: >-\n\n  rad",
    "datum: 2026-12-04",
    "ordfo\u{308}rande: A\u{30a}sa O\u{308}",
];

const HEADINGS: &[&str] = &[
    "Välkomna",
    "Dagordning",
    "Beslut",
    "Närvarande ledamöter",
    "Övriga deltagare",
    "Frånvarande",
    "Avslutning",
    "1. Ärende",
    "§ 12 Ärende",
    "Närvaro",
    "Omva\u{308}rld",
    "<i data-x>",
    "#panic()",
    "`kod` $x$",
    "",
];

const LABELS: &[&str] = &[
    "Beslut:",
    "**Beslut:**",
    "Uppdrag:",
    "Ansvarig:",
    "Senast: 2027-02-01",
    "Föredragare:",
    "Bilaga:",
    "Underlag:",
    "Yttrande (Bo Ek, Kalmar kommun):",
    "Reservation (<i data-x>):",
    "Protokollsanteckning:",
    "Länsgemensam ledning i samverkan beslutar att",
    "Beslutar att godkänna",
    "Ansvarig: Bo Ek Senast: i går",
];

const ODD: &[&str] = &[
    "<i data-x>",
    "<svg onload=x>",
    "</p></article><i data-x>",
    "<script>x</script>",
    "<!-- x -->",
    "<?x?>",
    "&lt;i data-x&gt;",
    "&#0;",
    "#panic(\"x\")",
    "$ x $",
    "@x",
    "\\u{0}",
    "{{ page }}",
    "{% raw %}",
    "\0",
    "\u{feff}",
    "\u{202e}x\u{202c}",
    "\u{2028}",
    "\u{85}",
    "\r",
    "e\u{301}\u{301}",
    "A\u{30a}sa",
    "👩\u{200d}👩\u{200d}👧",
    "שלום",
    "\u{ad}",
    "\u{200b}",
    "𝔘",
    "\u{fffd}",
    "\u{10ffff}",
    "ǆ",
    "ﬁ",
    "```",
    "`",
    "``x`",
    "**",
    "*_x",
    "[a](b",
    "![",
    "[^1]",
    "[x](javascript:x)",
    "[x](<data:text/html,x>)",
    "[x](\"onload=x)",
    "[x](#_notes)",
    "![<i data-x>](x.png \"<i data-x>\")",
    "![](a.png)",
    "https://x.se/?a=<i data-x>",
    "<https://x.se/'onload>",
    "19121212-1212",
    "070-123 45 67",
    "kl. 9-12",
    "t ex",
    "14 500 kr",
    "\"citat\"",
    "...",
    "- ",
    "--",
    " , ",
    "  ",
    "\t",
    "| a | b |",
    "~~x~~",
    "- [ ] x",
    "1 § 2",
    "Kalmars kommun",
    "Västervik kommun",
    "den 31 februari 2026",
    "2022-11-25/4",
    "a\\",
    "\\*",
    "[^x]: y",
    "---",
    "===",
];

/// The words of a text that was made here once.
pub(crate) fn words(text: &str) -> Vec<String> {
    let words = text.match_indices("zq").filter_map(|(at, _)| text.get(at..at + 5));
    words.map(str::to_owned).collect()
}

/// A document: its text, and the words of running text that no fix may lose.
pub(crate) fn document(choices: &mut Choices<'_>) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut words = Vec::new();
    if choices.below(8) != 7 {
        text.push_str("---\nstatus: utkast\n");
        for _ in 0..choices.below(9) {
            let _ = writeln!(text, "{}", choices.of(KEYS));
        }
        text.push_str("---\n");
    }
    while !choices.is_over() {
        block(choices, &mut text, &mut words);
    }
    match choices.below(1) + text.len() % 5 {
        1 => text = text.replace('\n', "\r\n"),
        2 => text.insert(0, '\u{feff}'),
        _ => {}
    }
    (text, words)
}

fn block(choices: &mut Choices<'_>, text: &mut String, words: &mut Vec<String>) {
    text.push('\n');
    match choices.below(14) {
        0..=2 => {
            let _ = writeln!(
                text,
                "{} {}",
                choices.of(&["##", "##", "###", "#", "######"]),
                choices.of(HEADINGS)
            );
        }
        3 => {
            let _ = writeln!(text, "{} {}", choices.of(LABELS), sentence(choices, words));
        }
        4 => {
            for _ in 0..choices.below(6) {
                let mark = choices
                    .of(&["- ", "* ", "1. ", "  - ", "      - ", "- [x] ", "• ", "> - "]);
                let who = choices.of(&[
                    "Eva Ek, Nybro kommun",
                    "Bo Ek (via länk)",
                    "Kalmar kommun: Åsa Ö, Ed Å",
                    "Region Kalmar",
                ]);
                let _ = match choices.below(2) {
                    0 => writeln!(text, "{mark}{who}"),
                    _ => writeln!(text, "{mark}{}", sentence(choices, words)),
                };
            }
        }
        5 => {
            let columns = 1 + choices.below(4);
            let _ = writeln!(text, "{}|\n{}|", "| A ".repeat(columns), "|---".repeat(columns));
            for _ in 0..choices.below(4) {
                let _ = writeln!(
                    text,
                    "| {} | {} |",
                    choices.of(ODD),
                    choices.of(&["Eva Ek", "x", ""])
                );
            }
        }
        6 => {
            let _ = writeln!(
                text,
                "{} {}",
                choices.of(&[">", "> >", ">>", "> -"]),
                sentence(choices, words)
            );
        }
        7 => {
            let body = choices.of(&[
                "fråga: <i data-x>\nvärde: 7,4\nfrån: {värde: 1, text: '#panic()'}\ntill: {värde: 10, text: b}\nsvarande: 42",
                "fråga: a\nsvar: {'<i data-x>': 3, b: 1}", "värde: .nan", "fråga: [a", "fråga: a\nsvar:\n- {text: a, antal: 1e99}",
            ]);
            let _ = writeln!(
                text,
                "```{}\n{body}\n```",
                choices.of(&["skala", "diagram", "rust", "<i data-x>"])
            );
        }
        8 => {
            let _ = writeln!(text, "[^1]: {}", sentence(choices, words));
        }
        9 => {
            let _ = writeln!(
                text,
                "{}",
                choices.of(&[
                    "<div>",
                    "<!-- lgl: tillåt LGL704 x -->",
                    "***",
                    "    kod",
                    "\n\n\n"
                ])
            );
        }
        _ => {
            let _ = writeln!(text, "{}", sentence(choices, words));
        }
    }
}

fn sentence(choices: &mut Choices<'_>, words: &mut Vec<String>) -> String {
    let mut sentence = String::new();
    for _ in 0..=choices.below(6) {
        let word = choices.word();
        sentence.push_str(&word);
        words.push(word);
        sentence.push_str(choices.of(&[" ", " ", ", ", "-", ": ", ". ", "\n"]));
        if choices.below(2) == 1 {
            let odd = choices.of(ODD);
            // What follows a fence on its line names a language and is not shown.
            if odd.starts_with("```") && sentence.ends_with('\n') {
                sentence.push_str("x ");
            }
            sentence.push_str(odd);
            sentence.push_str(choices.of(&[" ", ""]));
        }
    }
    sentence
}
