//! Findings as SARIF 2.1.0, which code hosts and editors read: rules, results, places and fixes.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use super::fingerprint::with_fingerprints;
use super::{Checked, Report, RuleDoc, pretty};
use crate::diagnostic::{Edit, Finding, Fix, Level, Safety};
use crate::source::{Source, Span};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Name of the folder that every path starts from: the root of the project.
const ROOT: &str = "%SRCROOT%";

/// What a path has to have escaped in a URI (RFC 3986): all but the unreserved characters and slashes.
/// A colon in the first part would look like a scheme.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn write(report: &Report<'_>) -> String {
    let rules = Rules::new(report);
    let results: Vec<Value> =
        report.checked.iter().flat_map(|checked| results(checked, &rules)).collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "lgl",
                "version": report.version,
                "semanticVersion": report.version,
                "language": "sv-SE",
                "rules": rules.docs.iter().map(rule).collect::<Vec<_>>(),
            } },
            "language": "sv-SE",
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "Mappen som projektet ligger i." } },
            },
            "results": results,
        }],
    }))
}

/// The rules, and where each is in the list.
struct Rules<'a> {
    docs: Vec<RuleDoc<'a>>,
    places: BTreeMap<&'static str, usize>,
}

impl<'a> Rules<'a> {
    /// The rules of a report, and after them those that only its findings know.
    fn new(report: &Report<'a>) -> Self {
        let mut rules = Self { docs: Vec::new(), places: BTreeMap::new() };
        let found = report.checked.iter().flat_map(|checked| checked.findings);
        let found = found.map(|finding| RuleDoc { rule: finding.rule, page: "" });
        for doc in report.rules.iter().copied().chain(found) {
            rules.places.entry(doc.rule.code).or_insert_with(|| {
                rules.docs.push(doc);
                rules.docs.len() - 1
            });
        }
        rules
    }
}

fn rule(doc: &RuleDoc<'_>) -> Value {
    let RuleDoc { rule, page } = *doc;
    let paragraphs = opening(page);
    let short = paragraphs.first().map_or(rule.name, String::as_str);
    let full = if paragraphs.is_empty() { short.to_owned() } else { paragraphs.join("\n\n") };
    let more = format!("{full}\n\nLäs mer: lgl explain {}", rule.code);
    let mut help = json!({ "text": more });
    if !page.is_empty() {
        help["markdown"] = page.into();
    }
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": short },
        "fullDescription": { "text": full },
        "help": help,
        "defaultConfiguration": { "level": level(rule.level) },
    })
}

/// The paragraphs below a page's title, up to its next heading, as plain text.
fn opening(page: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut headings = 0;
    let mut text: Option<String> = None;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading { .. }) => headings += 1,
            _ if headings > 1 => break,
            Event::Start(Tag::Paragraph) => text = Some(String::new()),
            Event::End(TagEnd::Paragraph) => paragraphs.extend(text.take()),
            Event::Text(part) | Event::Code(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(text) = &mut text {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    paragraphs
}

fn results(checked: &Checked<'_>, rules: &Rules<'_>) -> Vec<Value> {
    with_fingerprints(checked)
        .map(|(finding, fingerprint)| result(checked, finding, &fingerprint, rules))
        .collect()
}

fn result(
    checked: &Checked<'_>,
    finding: &Finding,
    fingerprint: &str,
    rules: &Rules<'_>,
) -> Value {
    let code = finding.rule.code;
    let mut result = json!({
        "ruleId": code,
        "ruleIndex": rules.places[code],
        "level": level(finding.level),
        "message": { "text": message(finding) },
        "locations": [{ "physicalLocation": physical(checked, finding.span) }],
        "partialFingerprints": { "lgl/v1": fingerprint },
    });
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate().map(|(number, related)| {
            json!({
                "id": number + 1,
                "physicalLocation": physical(checked, related.span),
                "message": { "text": plain(&related.message) },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([fix_of(checked, fix)]);
    }
    result
}

/// What is wrong as a sentence, and what to do: a reader shows nothing else.
fn message(finding: &Finding) -> String {
    let message = plain(&finding.message);
    match &finding.help {
        Some(help) => format!("{message}. {}", plain(help)),
        None => format!("{message}."),
    }
}

/// A text in which nothing is a link: SARIF has links even in plain text.
fn plain(text: &str) -> String {
    text.replace("](", "\\](")
}

fn fix_of(checked: &Checked<'_>, fix: &Fix) -> Value {
    let (safety, words) = match fix.safety {
        Safety::Safe => ("safe", "Rätta. Protokollet betyder detsamma."),
        Safety::Unsafe => ("unsafe", "Rätta, och läs igenom: innehållet kan ändras."),
    };
    let edits = fix.edits_in(checked.source);
    json!({
        "description": { "text": words },
        "artifactChanges": [{
            "artifactLocation": artifact(checked.path),
            "replacements": edits.iter().map(|edit| replacement(checked.source, edit)).collect::<Vec<_>>(),
        }],
        "properties": { "safety": safety },
    })
}

fn replacement(source: &Source, edit: &Edit) -> Value {
    let mut replacement = json!({ "deletedRegion": region(source, edit.span) });
    if !edit.text.is_empty() {
        replacement["insertedContent"] = json!({ "text": edit.text });
    }
    replacement
}

fn physical(checked: &Checked<'_>, span: Span) -> Value {
    json!({
        "artifactLocation": artifact(checked.path),
        "region": region(checked.source, span),
    })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": utf8_percent_encode(path, PATH).to_string(), "uriBaseId": ROOT })
}

/// Lines and columns from one, bytes from zero. An empty region is a place between two characters.
fn region(source: &Source, span: Span) -> Value {
    let start = source.place(span.start);
    let end = source.place(span.end);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": span.start,
        "byteLength": span.end.saturating_sub(span.start),
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Info => "note",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Rule;

    static RULE: Rule = Rule { code: "LGL103", name: "beslut-saknas", level: Level::Error };

    /// The region of the first `word` in a text: lines, columns and bytes.
    fn region_of(text: &str, word: &str) -> [u64; 6] {
        let start = text.find(word).unwrap();
        let region = region(&Source::new("x.md", text), Span::new(start, start + word.len()));
        ["startLine", "startColumn", "endLine", "endColumn", "byteOffset", "byteLength"]
            .map(|key| region[key].as_u64().unwrap())
    }

    #[test]
    fn columns_are_code_points_of_the_file_as_it_is() {
        for (text, expected) in [
            ("fel", [1, 1, 1, 4, 0, 3]),
            ("åäö fel", [1, 5, 1, 8, 7, 3]),
            ("a\u{30a}a\u{308}o\u{308} fel", [1, 8, 1, 11, 10, 3]),
            ("🎉👩\u{200d}👧 fel", [1, 6, 1, 9, 16, 3]),
            ("\u{feff}fel", [1, 1, 1, 4, 3, 3]),
            ("\u{feff}å\r\n\tfel\r\n", [2, 2, 2, 5, 8, 3]),
            ("rad\r\rfel", [1, 6, 1, 9, 5, 3]),
        ] {
            assert_eq!(region_of(text, "fel"), expected, "{text:?}");
        }
        assert_eq!(region_of("åfel\r\npå två", "fel\r\npå"), [1, 2, 2, 3, 2, 8]);
    }

    #[test]
    fn a_path_is_a_relative_uri() {
        for (path, uri) in [
            ("protokoll/2026-09-18.md", "protokoll/2026-09-18.md"),
            ("möten/a b.md", "m%C3%B6ten/a%20b.md"),
            ("mo\u{308}ten/a_~.md", "mo%CC%88ten/a_~.md"),
            ("a:b/100%#?[x].md", "a%3Ab/100%25%23%3F%5Bx%5D.md"),
        ] {
            assert_eq!(artifact(path)["uri"], uri, "{path}");
        }
    }

    #[test]
    fn a_page_is_told_up_to_its_next_heading() {
        let page = "# LGL103 beslut-saknas\n\nEtt `protokoll` *utan*\nbeslut.\n\nVarför det.\n\n\
            ## Fel\n\nInte detta.\n";
        let told = rule(&RuleDoc { rule: &RULE, page });
        assert_eq!(told["shortDescription"]["text"], "Ett protokoll utan beslut.");
        assert_eq!(
            told["fullDescription"]["text"],
            "Ett protokoll utan beslut.\n\nVarför det."
        );
        assert_eq!(told["help"]["markdown"], page);
    }

    #[test]
    fn a_rule_without_a_page_is_told_all_the_same() {
        let told = rule(&RuleDoc { rule: &RULE, page: "" });
        assert_eq!(told["shortDescription"]["text"], "beslut-saknas");
        assert_eq!(told["help"]["markdown"], Value::Null);
    }

    #[test]
    fn no_text_becomes_a_link() {
        let finding =
            RULE.at(Span::at(0), "Länken [här](#) leder ingenstans").help("Ta bort den.");
        assert_eq!(message(&finding), "Länken [här\\](#) leder ingenstans. Ta bort den.");
    }
}
