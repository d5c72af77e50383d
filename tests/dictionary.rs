//! A dictionary that the project names: what is looked up in it, and what is said where it cannot be read.

use lgl::publish::{LintRequest, LocalDisk, lint};
use lgl::report::level_name;

use crate::support::project::TestProject;

const SETTINGS: &str = "organ: lgl\nordbok: ordbok/sv_SE\nregler: {LGL708: av}\n";
const ENDINGS: &str =
    "SET UTF-8\nTRY aeinorstdlmvkgpöäåbf\nSFX N Y 2\nSFX N 0 en .\nSFX N 0 ens .\n";
const WORDS: &str = "13\nmöte/N\nplan/N\nhandling\nom\noch\nen\nvi\nskriver\nger\ngrupp/N\nsocial\nvård/N\nsamordning\n";

fn project() -> TestProject {
    TestProject::new()
        .with("lgl.yaml", SETTINGS)
        .with("ordbok/sv_SE.aff", ENDINGS)
        .with("ordbok/sv_SE.dic", WORDS)
}

/// What is said of the spelling in a document with this text, and of the settings.
fn said(project: TestProject, text: &str) -> Vec<String> {
    let text = format!("---\ndatum: 2026-12-04\nordförande: Rut Regnholm\n---\n\n{text}\n");
    let project = project.with("protocols/2026-12-04.md", text);
    let request = LintRequest { current: project.root(), ..LintRequest::default() };
    let linted = lint(&LocalDisk, &request);
    assert!(linted.faults.is_empty(), "{:?}", linted.faults);
    let mut said = Vec::new();
    for text in linted.texts {
        for finding in text.findings.iter().filter(|finding| finding.rule.code == "LGL702") {
            let level = level_name(finding.level);
            said.push(format!("{}: {level}: {}", text.path, finding.message));
            said.extend(finding.help.clone());
        }
    }
    said
}

const DOCUMENT: &str = "protocols/2026-12-04.md";

#[test]
fn an_unknown_word_is_told_once_with_what_it_may_be() {
    let found = said(project(), "En plann ger en grupp. Plann om plann.");
    let own = "Är ordet rätt lägger du till det under egna_ord i lgl.yaml.";
    assert_eq!(
        found,
        [
            format!("{DOCUMENT}: upplysning: ”plann” finns inte i ordboken"),
            format!("Skriv ”plan” eller ”planen” om det är vad som menas. {own}"),
        ]
    );
}

#[test]
fn what_a_dictionary_cannot_know_is_not_looked_up() {
    for text in [
        "Vi ger Regnholm och Vimmerby en plan om SKR. Regnholms plan.",
        "En handlingsplan om gruppmöte, vårdplanens samordning och en social- och vårdgrupp.",
        "Vi skriver 2026-12-04 om RS 12/34 och ada@example.org.",
        "Vi skriver ”plann”, *mööte* och `grup`.",
        "En grupp om iPad och eHälsa.",
        "Susann Winst, Nybro kommun.",
        "En plan mfl, dvs en plan, prop. 2026, dnr 12.",
    ] {
        assert_eq!(said(project(), text), [] as [&str; 0], "{text}");
    }
    let own = format!("{SETTINGS}egna_ord: [Mentifråga]\n");
    assert_eq!(said(project().with("lgl.yaml", own), "En mentifråga."), [] as [&str; 0]);
}

#[test]
fn a_dictionary_that_is_not_there_is_told_once_and_stops_nothing() {
    let settings = "organ: lgl\nordbok: ordbok/nn\n";
    let found = said(project().with("lgl.yaml", settings), "Vårt arbetsätt.");
    assert_eq!(
        found,
        [
            "lgl.yaml: varning: Ordboksfilen ”ordbok/nn.aff” finns inte, så stavningen kontrolleras utan ordbok",
            "Lägg ordbokens båda filer, .aff och .dic, i projektet eller ta bort raden ordbok.",
            "protocols/2026-12-04.md: upplysning: ”arbetsätt” är felstavat",
            "Skriv ”arbetssätt”.",
        ]
    );
}

#[test]
fn a_dictionary_that_cannot_be_used_is_told() {
    let table = [
        (
            "ordbok: ../sv",
            ENDINGS,
            "Ordboksfilen ”../sv.aff” ligger utanför projektet och läses inte",
        ),
        (
            "ordbok: ordbok/sv_SE.dic",
            "SFX N Y x\n",
            "Ordboken ”ordbok/sv_SE” går inte att läsa",
        ),
        (
            "ordbok: ordbok/sv_SE",
            "SET KLINGON\n",
            "Ordboksfilen ”ordbok/sv_SE.aff” har en teckenkodning som inte går att läsa",
        ),
    ];
    for (line, endings, expected) in table {
        let project = project()
            .with("lgl.yaml", format!("organ: lgl\n{line}\n"))
            .with("ordbok/sv_SE.aff", endings);
        let found = said(project, "Plann.");
        assert_eq!(found[0], format!("lgl.yaml: varning: {expected}"), "{line}");
        assert_eq!(found.len(), 2, "{found:?}");
    }
}

#[test]
fn a_dictionary_is_not_read_for_a_rule_that_is_off() {
    let settings = "organ: lgl\nordbok: ordbok/nn\nregler: {stavning: av}\n";
    assert_eq!(said(project().with("lgl.yaml", settings), "En plann."), [] as [&str; 0]);
}

#[test]
fn a_dictionary_may_have_another_encoding() {
    let endings = ENDINGS.replace("UTF-8", "ISO8859-1");
    let latin =
        |text: &str| text.chars().map(|c| u8::try_from(c).unwrap()).collect::<Vec<u8>>();
    let project = project()
        .with("ordbok/sv_SE.aff", latin(&endings))
        .with("ordbok/sv_SE.dic", latin(WORDS));
    assert_eq!(said(project, "En vård och möte."), [] as [&str; 0]);
}
