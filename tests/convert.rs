//! Pasted text in the document format: what comes out, that nothing is lost, and that twice is once.

use lgl::model::{Minutes, Role};
use lgl::organ::Organ;
use lgl::source::Source;

fn lgl_organ() -> Organ {
    lgl::organ::read("lgl", "organ.yaml", lgl::organ::built_in("lgl").unwrap()).0
}

fn converted(text: &str, organ: &Organ) -> String {
    lgl::convert::convert(&Source::new("a.txt", text), organ, "a")
}

fn minutes(text: &str, organ: &Organ) -> Minutes {
    let (parsed, findings) = lgl::parse::parse(&Source::new("a.md", text));
    assert!(findings.is_empty(), "{findings:?}");
    lgl::model::read(parsed, organ).0
}

const FROM_A_PDF: &str = include_str!("convert/ur-en-pdf.txt");
const FROM_A_WORD_PROCESSOR: &str = include_str!("convert/ur-word.txt");

#[test]
fn text_from_a_pdf() {
    let organ = lgl_organ();
    let text = converted(FROM_A_PDF, &organ);
    insta::assert_snapshot!("ur-en-pdf", text);
    let minutes = minutes(&text, &organ);
    for role in [Role::Welcome, Role::Agenda, Role::Attendance, Role::Closing] {
        assert!(minutes.section(role).is_some(), "{role:?}");
    }
    assert_eq!(minutes.decisions().count(), 1);
    let people = |role| -> Vec<_> {
        minutes
            .people(role)
            .map(|person| (person.name.value.clone(), person.member.is_some()))
            .collect()
    };
    let names = ["Eva Lind", "Per Alm", "Åsa Berg", "Ida Ek", "Mats Öberg"];
    let found = people(Role::Attendance);
    assert_eq!(found.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
    assert_eq!(found.iter().filter(|(_, is_member)| *is_member).count(), 4);
    assert_eq!(people(Role::Others).len(), 2);
}

#[test]
fn text_from_a_word_processor() {
    let organ = lgl_organ();
    let text = converted(FROM_A_WORD_PROCESSOR, &organ);
    insta::assert_snapshot!("ur-word", text);
    let minutes = minutes(&text, &organ);
    for role in [Role::Welcome, Role::Agenda, Role::Attendance, Role::Others] {
        assert!(minutes.section(role).is_some(), "{role:?}");
    }
    assert_eq!(minutes.decisions().count(), 1);
    assert_eq!(minutes.people(Role::Attendance).count(), 3);
}

#[test]
fn converting_twice_is_converting_once() {
    let organ = lgl_organ();
    for text in [FROM_A_PDF, FROM_A_WORD_PROCESSOR] {
        let once = converted(text, &organ);
        assert_eq!(converted(&once, &organ), once);
    }
}

#[test]
fn line_ends_stay_as_they_are() {
    let organ = lgl_organ();
    let windows = FROM_A_PDF.replace('\n', "\r\n");
    let unix = converted(FROM_A_PDF, &organ);
    assert_eq!(converted(&windows, &organ), unix.replace('\n', "\r\n"));
}

#[test]
fn letters_and_blanks_may_be_written_in_any_way() {
    let organ = lgl_organ();
    let decomposed = FROM_A_PDF.replace('ä', "a\u{308}").replace('Å', "A\u{30a}");
    let spaced = decomposed.replace(", ", ",\u{a0}").replace("lokalerna", "lo\u{ad}kalerna");
    assert_eq!(converted(&spaced, &organ), converted(FROM_A_PDF, &organ));
}

#[test]
fn every_document_in_the_format_is_left_as_it_is() {
    let organ = lgl_organ();
    let root = crate::support::project_root();
    let mut count = 0;
    let files = ["examples", "protocols"]
        .into_iter()
        .flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).sort_by_file_name());
    for entry in files {
        let path = entry.unwrap().into_path();
        let is_minutes = path.extension().is_some_and(|ending| ending == "md")
            && path.components().any(|part| part.as_os_str() == "protocols");
        if is_minutes {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(converted(&text, &organ), text, "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 10, "only {count} documents");
}

/// Pieces of every kind that a pasted text is made of, and of Markdown that nobody meant.
const PIECES: [&str; 90] = [
    "",
    "",
    "",
    "",
    "",
    "  ",
    "\u{c}",
    "\t",
    "1. Välkomna",
    "2. Dagordning",
    "3. Nära vård",
    "1. Målbild",
    "2) Samtal",
    "4. Avslut",
    "§ 12 Val av justerare",
    "5.1 Läget",
    "3 Ekonomi",
    "Närvarande ledamöter",
    "Övriga medverkande:",
    "Beslut",
    "Beslutsärenden",
    "Bilaga 2",
    "**Ungas hälsa**",
    "__Ekonomi__",
    "Överenskommelse om mottagningar",
    "RS 2022/195",
    "3",
    "3 (7)",
    "Sida 4 av 7",
    "Länsgemensam ledning i samverkan",
    "Oskarhamns kommun | Region Kalmar län | Torsås kommun",
    "Eva Ek, Nybro kommun",
    "Bo Bok, Kalmar kommun (via länk)",
    "Eva Ek\tNybro kommun",
    "Eva Ek, Nybro kommun\tBo Bok, SKR",
    "Eva Ek   Bo Bok   Cia Cox",
    "Föredragare: Eva Ek, SKR. Bo Bok, Nybro kommun.",
    "*Föredragare: Eva Ek, SKR.",
    "Bo Bok, samordnare, Region Kalmar län.*",
    "Beslut: LGL beslutar att anta planen.",
    "LGL beslutar att",
    "att anta planen",
    "Gruppen har arbetat hela hösten med att ta fram ett förslag som",
    "går ut på remiss i vår.",
    "Det finns en plan.",
    "Frågor att ta med hem:",
    "- en punkt",
    " - ✓ en till",
    "- ✓ tredje",
    "• fjärde",
    "o\tfemte",
    "– sjätte",
    "    • sjunde",
    "  fortsätter här",
    "# Rubrik",
    "## Läget",
    "### Mer om läget",
    "> citat",
    "---",
    "=====",
    "```",
    "~~~",
    "| a | b |",
    "|---|---|",
    "[länk](#) och *kursivt*",
    "5 * 3 < 16 _men_ & så #vidare",
    "\\*redan\\*",
    "<!-- lgl: tillåt LGL404 skäl -->",
    "Protokoll LGL 2022-11-25",
    "Digitalt via zoom, kl. 9.00–12.00",
    "Plats: Salen: \"stora\"",
    "2022. Därefter kom e\u{301}n till.",
    "1.Inledning",
    "2)Laget runt",
    "Närvarande:\tEva Ek, ordförande\tNybro kommun",
    "\tBo Bok\tKalmar kommun",
    "Eva Ek\tNybro kommun\tBo Bok\tKalmar kommun",
    "Eva Ek\tBo Bok",
    "Nybro kommun\tKalmar kommun",
    "Kaj Lindhaga",
    "Torsås kommun",
    "ordförande",
    "Ledningen beslutar:",
    "att delegera frågan",
    "o Licenser",
    "Kostnad\tBelopp",
    "Hyra *\t1 200",
    "Vid protokollet",
    "Justerare: Bo Bok",
    "Justeras av",
];

/// Texts for each property: a second or two in all.
const ROUNDS: usize = 800;

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

#[test]
fn whatever_is_pasted_twice_is_once() {
    let organ = lgl_organ();
    let mut dice = Dice(2022);
    for _ in 0..ROUNDS {
        let length = dice.below(24);
        let mut text = String::new();
        if dice.below(8) == 0 {
            text.push_str("---\ndatum: 2022-11-25\n---\n");
        }
        for _ in 0..length {
            text.push_str(PIECES[dice.below(PIECES.len())]);
            text.push_str(if dice.below(12) == 0 { "\r\n" } else { "\n" });
        }
        let once = converted(&text, &organ);
        let twice = converted(&once, &organ);
        assert_eq!(once, twice, "from:\n{text}");
    }
}

#[test]
fn torn_text_is_read_all_the_same() {
    const ODD: [&str; 14] = [
        "\u{301}", "\u{feff}", "\0", "🙂", "**", "`", "\r", "\u{2028}", "§", "|", "\t",
        "---\n", "(", "1.",
    ];
    let organ = lgl_organ();
    let mut dice = Dice(7);
    for _ in 0..ROUNDS / 4 {
        let mut letters: Vec<String> = FROM_A_PDF.chars().map(String::from).collect();
        for _ in 0..dice.below(20) {
            let at = dice.below(letters.len());
            match dice.below(3) {
                0 => letters.insert(at, ODD[dice.below(ODD.len())].to_owned()),
                1 => letters.truncate(at.max(1)),
                _ => drop(letters.drain(at..(at + dice.below(60)).min(letters.len()))),
            }
            if letters.is_empty() {
                break;
            }
        }
        let text = letters.concat();
        let once = converted(&text, &organ);
        assert_eq!(once, converted(&once, &organ), "from:\n{text}");
    }
}

/// The words of a text in order, without numbers, which may be those of items and pages.
fn words(text: &str) -> Vec<String> {
    let composed = text.replace("e\u{301}", "é").replace(['*', '_', '\\', '#'], " ");
    composed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic) && *word != "o")
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_word_is_lost() {
    let organ = lgl_organ();
    let mut dice = Dice(1995);
    // What moves to the front matter, or is stranded, is meant to go.
    let goes = [
        "RS 20",
        "Sida",
        "Länsgemensam ledning i",
        "| Region",
        "Protokoll",
        "Digitalt",
        "Plats",
        "LGL",
        "Vid protokollet",
        "Juster",
    ];
    let pieces: Vec<&str> = PIECES
        .into_iter()
        .filter(|piece| !goes.iter().any(|gone| piece.contains(gone)))
        .collect();
    for _ in 0..ROUNDS {
        let mut text = String::from("Det här är ett möte om hur vi har det i länet.\n\n");
        for _ in 0..dice.below(24) {
            text.push_str(pieces[dice.below(pieces.len())]);
            text.push('\n');
        }
        let out = converted(&text, &organ);
        let (mut expected, mut found) = (words(&text), words(&out));
        expected.sort();
        found.sort();
        assert_eq!(expected, found, "{text}\n=== became\n{out}");
    }
}
