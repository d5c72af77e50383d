//! Every form that findings are told in, on one awkward document: the files in `tests/reports` are what it gives.
//!
//! The outside judges of `tests/conformance/reports` read the same files.

use lgl::diagnostic::{Edit, Finding, Fix, Level, Rule};
use lgl::report::{Checked, FORMATS, Findings, Report, RuleDoc};
use lgl::source::{Source, Span};

use crate::support::project_root;

static DECISION: Rule = Rule { code: "LGL103", name: "beslut-saknas", level: Level::Error };
static SPELLING: Rule =
    Rule { code: "LGL401", name: "organisation-felstavad", level: Level::Error };
static TWICE: Rule = Rule { code: "LGL110", name: "rubrik-dubblett", level: Level::Warning };
static FOOTER: Rule = Rule { code: "LGL112", name: "sidfot-i-text", level: Level::Error };
static DASH: Rule = Rule { code: "LGL704", name: "tankstreck", level: Level::Info };

/// A byte order mark, Windows line endings, decomposed letters, a joined emoji, and no line end at last.
const MINUTES: &str = "\u{feff}# Mo\u{308}te 👩\u{200d}👧 🎉 - kalas\r\n\
    \r\n\
    ## Närvaro\r\n\
    \r\n\
    - Åsa Öst, Oskarshamn kommun\r\n\
    \r\n\
    Sida 3 (7)\r\n\
    \r\n\
    ## Närvaro";

const PATH: &str = "protokoll/möten i maj/mo\u{308}te, 1.md";

/// Where the n:th occurrence of some words is, from zero.
fn find(words: &str, n: usize) -> Span {
    let (start, found) = MINUTES.match_indices(words).nth(n).unwrap();
    Span::new(start, start + found.len())
}

fn findings() -> Vec<Finding> {
    let dash = find("-", 0);
    let municipality = find("Oskarshamn kommun", 0);
    let end = Span::at(MINUTES.len());
    vec![
        DASH.at(dash, "Ett kort streck står som tankstreck")
            .help("Skriv –.")
            .fix(Fix::safe(vec![Edit::replace(dash, "–")])),
        SPELLING
            .at(municipality, "Oskarshamn kommun heter Oskarshamns kommun")
            .help("Skriv ”Oskarshamns kommun”.")
            .fix(Fix::safe(vec![Edit::insert(municipality.start + "Oskarshamn".len(), "s")])),
        FOOTER
            .at(find("Sida 3 (7)", 0), "Ett sidnummer står i texten")
            .help("Ta bort raden.")
            .fix(Fix::safe(vec![Edit::delete_lines(find("Sida 3 (7)", 0))])),
        TWICE
            .at(
                find("Närvaro", 1),
                "Rubriken \u{1b}[31m<Närvaro> & \"co\"\u{7}, 100 %: två\r\ngånger",
            )
            .help("Byt [den ena](#) {0}.")
            .related(find("Närvaro", 0), "första gången, 🎉"),
        DECISION.at(end, "Protokollet har inget beslut").fix(Fix::risky(vec![Edit::insert(
            end.start,
            "\r\n\r\nInga beslut fattades.\r\n",
        )])),
    ]
}

const PAGE: &str = "\
# LGL103 beslut-saknas

Protokollet säger inte vad som beslutades.

Den som läser ett protokoll letar först efter **besluten**.

## Fel

Inget alls.
";

/// The report of the awkward document and of a clean one, in every form.
fn reports() -> Vec<(&'static str, String)> {
    let awkward = Source::new("möten i maj/mo\u{308}te, 1.md", MINUTES);
    let clean = Source::new("rent.md", "# Möte\n");
    let findings = findings();
    let report = Report {
        checked: &[
            Checked { source: &awkward, path: PATH, findings: &findings },
            Checked { source: &clean, path: "protokoll/rent.md", findings: &[] },
        ],
        rules: &[
            RuleDoc { rule: &DECISION, page: PAGE },
            RuleDoc {
                rule: &TWICE,
                page: "# LGL110 rubrik-dubblett\n\nSamma rubrik står två gånger.\n",
            },
            RuleDoc {
                rule: &FOOTER,
                page: "# LGL112 sidfot-i-text\n\nSidfoten står i texten.\n",
            },
            RuleDoc { rule: &SPELLING, page: "# LGL401 organisation-felstavad\n\nFel namn.\n" },
        ],
        colour: false,
        version: "1.2.3",
    };
    FORMATS.iter().map(|format| (format.name, format.write(&report))).collect()
}

fn report(format: &str) -> String {
    reports().into_iter().find(|(name, _)| *name == format).unwrap().1
}

fn json(format: &str) -> serde_json::Value {
    serde_json::from_str(&report(format)).unwrap()
}

/// The file that a form is kept in, named so that the outside judges know what to do with it.
fn file(format: &str) -> String {
    let extension = match format {
        "json" => "json",
        "sarif" => "sarif",
        "gitlab" => "gitlab.json",
        "junit" => "junit.xml",
        people => return format!("tests/reports/{people}.txt"),
    };
    format!("tests/reports/awkward.{extension}")
}

#[test]
fn every_form_tells_the_awkward_document_as_it_is_kept() {
    for (format, told) in reports() {
        let path = project_root().join(file(format));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &told).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            kept == told,
            "{} is stale: run the tests with UPDATE=1 and read the diff\n{told}",
            file(format)
        );
    }
}

#[test]
fn nothing_that_a_terminal_obeys_is_told() {
    for (format, told) in reports() {
        let obeyed = told.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(obeyed, None, "{format}");
    }
}

#[test]
fn a_report_without_findings_is_a_report_too() {
    let source = Source::new("rent.md", "");
    let checked = [Checked { source: &source, path: "rent.md", findings: &[] }];
    for checked in [&checked[..], &[]] {
        let report = Report { checked, rules: &[], colour: true, version: "1.2.3" };
        for format in FORMATS {
            let told = format.write(&report);
            match format.name {
                "full" | "concise" | "github" => assert_eq!(told, "", "{}", format.name),
                "junit" => assert!(told.ends_with("</testsuites>\n"), "{told}"),
                _ => drop(serde_json::from_str::<serde_json::Value>(&told).unwrap()),
            }
        }
    }
}

#[test]
fn no_span_is_too_odd_for_any_form() {
    for text in ["", "åäö\r\n \r\n", "\u{feff}a\n\nå\u{301}\n\n"] {
        let source = Source::new("x.md", text);
        for start in 0..=text.len() + 2 {
            for end in 0..=text.len() + 2 {
                let (span, odd) = (Span::new(start, end), Span::new(end, start));
                let edits = vec![Edit::delete_lines(span), Edit::delete_lines(odd)];
                let finding = TWICE.at(span, "Fel").related(odd, "se").fix(Fix::safe(edits));
                let findings = [finding];
                let checked = Checked { source: &source, path: "x.md", findings: &findings };
                let report =
                    Report { checked: &[checked], rules: &[], colour: true, version: "1.2.3" };
                for format in FORMATS {
                    assert!(format.write(&report).contains("LGL110"), "{}", format.name);
                }
            }
        }
    }
}

#[test]
fn the_data_gives_the_text_back() {
    let data = json("json");
    let told = data["findings"].as_array().unwrap();
    assert_eq!(told.len(), findings().len());
    for (told, finding) in told.iter().zip(findings()) {
        let byte =
            |place: &str| usize::try_from(told[place]["byte"].as_u64().unwrap()).unwrap();
        assert_eq!(Span::new(byte("start"), byte("end")), finding.span);
        assert_eq!(told["message"], finding.message);
    }
}

/// Makes the changes of a fix, each a range of bytes and what comes instead.
fn mended(edits: &[(usize, usize, &str)]) -> String {
    let mut text = MINUTES.to_owned();
    for &(start, end, instead) in edits.iter().rev() {
        text.replace_range(start..end, instead);
    }
    text
}

#[test]
fn a_reader_of_json_or_sarif_can_make_the_changes() {
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let data = json("json");
    let log = json("sarif");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let expected = [
        Some(MINUTES.replacen('-', "–", 1)),
        Some(MINUTES.replace("Oskarshamn ", "Oskarshamns ")),
        Some(MINUTES.replace("Sida 3 (7)\r\n\r\n", "")),
        None,
        Some(format!("{MINUTES}\r\n\r\nInga beslut fattades.\r\n")),
    ];
    for ((told, result), expected) in
        data["findings"].as_array().unwrap().iter().zip(results).zip(expected)
    {
        let edits = told["fix"]["edits"].as_array().map(|edits| {
            let edit = |edit: &'_ serde_json::Value| {
                (
                    number(&edit["start"]["byte"]),
                    number(&edit["end"]["byte"]),
                    edit["text"].clone(),
                )
            };
            edits.iter().map(edit).collect::<Vec<_>>()
        });
        let replacements = result["fixes"][0]["artifactChanges"][0]["replacements"].as_array();
        let replacements = replacements.map(|replacements| {
            let edit = |edit: &'_ serde_json::Value| {
                let region = &edit["deletedRegion"];
                let start = number(&region["byteOffset"]);
                let text = edit["insertedContent"]["text"].as_str().unwrap_or("");
                (start, start + number(&region["byteLength"]), text.into())
            };
            replacements.iter().map(edit).collect::<Vec<(_, _, serde_json::Value)>>()
        });
        assert_eq!(edits, replacements);
        let made = edits.map(|edits| {
            let edits: Vec<_> = edits
                .iter()
                .map(|(start, end, text)| (*start, *end, text.as_str().unwrap()))
                .collect();
            mended(&edits)
        });
        assert_eq!(made, expected);
    }
}

#[test]
fn every_form_that_has_fingerprints_has_the_same() {
    let of = |list: &serde_json::Value, key: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|one| one.pointer(key).unwrap().as_str().unwrap().to_owned()).collect()
    };
    let data = of(&json("json")["findings"], "/fingerprint");
    assert_eq!(data, of(&json("gitlab"), "/fingerprint"));
    // The name holds a slash, which a pointer writes as ~1.
    assert_eq!(data, of(&json("sarif")["runs"][0]["results"], "/partialFingerprints/lgl~1v1"));
}

#[test]
fn every_result_names_its_rule() {
    let log = json("sarif");
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn the_data_obeys_its_schema() {
    let schema = serde_json::to_value(schemars::schema_for!(Findings)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut data = json("json");
    let errors: Vec<String> = validator.iter_errors(&data).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    // A schema that lets everything through would pass as well.
    data["findings"][0]["start"]["line"] = 0.into();
    assert!(!validator.is_valid(&data));
}
