//! The YAML of a block `skala` or `diagram` as the answer to a poll. What is not whole is not drawn.

use std::collections::BTreeMap;

use super::super::poll::{Answer, Chart, Decimal, Scale, ScaleEnd, Unit};
use crate::diagnostic::{Finding, Level};
use crate::model::Element;
use crate::parse::fields::{Fields, text};
use crate::parse::yaml::{Entry, Node, Value};
use crate::parse::{Drawing, DrawingKind, INVALID_VALUE, MISSING_KEY};
use crate::source::{Span, Spanned};

/// What a block draws; none, with what is wrong, where it cannot be drawn.
pub(super) fn read(
    drawing: Drawing,
    span: Span,
    findings: &mut Vec<Finding>,
) -> Option<Element> {
    let node = drawing.content?;
    let known = findings.len();
    if !matches!(node.value, Value::Map(_) | Value::Null) {
        // One fault, and not one for each key that is therefore missing as well.
        Fields::new(node, findings);
        return None;
    }
    let mut reader = Reader { kind: drawing.kind, findings };
    let element = match reader.kind.value {
        DrawingKind::Scale => reader.scale(node, span).map(Element::Scale),
        DrawingKind::Chart => reader.chart(node, span).map(Element::Chart),
    };
    let is_sound = findings[known..].iter().all(|finding| finding.level < Level::Error);
    element.filter(|_| is_sound)
}

struct Reader<'a> {
    /// The word after the fence: where what is missing should have stood.
    kind: Spanned<DrawingKind>,
    findings: &'a mut Vec<Finding>,
}

impl Reader<'_> {
    fn scale(&mut self, node: Node, span: Span) -> Option<Scale> {
        let mut fields = Fields::new(node, self.findings);
        let question = self.question(&mut fields);
        let measure = fields.text("mått", self.findings);
        let value = match fields.node("värde") {
            Some(node) => self.number(node),
            None => self.missing(
                "Skalan saknar värde",
                "Skriv värde: och svaret, till exempel värde: 7,4.",
            ),
        };
        let from = self.end(&mut fields, "från");
        let to = self.end(&mut fields, "till");
        let respondents = self.respondents(&mut fields);
        fields.finish(self.findings);
        let (value, from, to) = (value?, from?, to?);
        let (low, high) = (&from.value, &to.value);
        if low.value == high.value || low.value.cmp(&high.value).is_eq() {
            self.findings.push(
                INVALID_VALUE
                    .at(high.span, "Skalans båda ändar har samma värde")
                    .help("Skriv vilket värde skalan går från, och vilket den går till.")
                    .related(low.span, "den andra änden"),
            );
            return None;
        }
        let (least, most) = if low.value < high.value { (low, high) } else { (high, low) };
        if value.value < least.value || value.value > most.value {
            let message = format!(
                "Värdet {} ligger utanför skalan, som går från {} till {}",
                value.value.shown(),
                low.value.shown(),
                high.value.shown()
            );
            self.findings.push(
                INVALID_VALUE
                    .at(value.span, message)
                    .help("Rätta värdet, eller skalans ändar."),
            );
        }
        Some(Scale { question: question?, measure, value, from, to, respondents, span })
    }

    fn chart(&mut self, node: Node, span: Span) -> Option<Chart> {
        let mut fields = Fields::new(node, self.findings);
        let question = self.question(&mut fields);
        let answers = fields.node("svar");
        let unit = fields.text("enhet", self.findings).map(|word| {
            match word.value.to_lowercase().as_str() {
                "procent" | "%" => Unit::Percent,
                _ => Unit::Word(word),
            }
        });
        let respondents = self.respondents(&mut fields);
        fields.finish(self.findings);
        let help =
            "Skriv svar: och under det ett svar på varje rad, med indrag: Har börjat: 12.";
        let answers = match answers {
            Some(node) => self.answers(node, unit == Some(Unit::Percent)),
            None => return self.missing("Diagrammet saknar svar", help),
        };
        if answers.is_empty() {
            return None;
        }
        self.compare(&answers, unit.as_ref(), respondents.as_ref());
        Some(Chart { question: question?, answers, unit, respondents, span })
    }

    fn missing<T>(&mut self, message: &str, help: &str) -> Option<T> {
        self.findings.push(MISSING_KEY.at(self.kind.span, message).help(help));
        None
    }

    fn question(&mut self, fields: &mut Fields) -> Option<Spanned<String>> {
        let known = self.findings.len();
        let question = fields.text("fråga", self.findings);
        if question.is_none() && self.findings.len() == known {
            let name = match self.kind.value {
                DrawingKind::Scale => "Skalan",
                DrawingKind::Chart => "Diagrammet",
            };
            let message = format!("{name} saknar fråga");
            return self.missing(&message, "Skriv fråga: och vad som frågades.");
        }
        question
    }

    /// `från: {värde: 1, text: Inte alls}`, or the number alone.
    fn end(&mut self, fields: &mut Fields, key: &'static str) -> Option<ScaleEnd> {
        let example = match key {
            "till" => "{värde: 10, text: Helt och hållet}",
            _ => "{värde: 1, text: Inte alls}",
        };
        let help = format!("Skriv {key}: {example}, med skalans egna ord.");
        let Some(node) = fields.node(key) else {
            let message = format!("Skalan saknar änden ”{key}”");
            return self.missing(&message, &help);
        };
        let place = node.span;
        let Value::Map(entries) = &node.value else {
            return Some(ScaleEnd { value: self.number(node)?, text: None });
        };
        if let Some(half) = entries.iter().find(|entry| is_half_of_a_number(entry)) {
            self.findings.push(
                INVALID_VALUE
                    .at(half.key.span, "Decimalkommat delar värdet mitt i klamrarna")
                    .help(format!(
                        "Sätt värdet inom raka citattecken: {key}: {{värde: \"2,5\", text: …}}."
                    )),
            );
            return None;
        }
        let mut inner = Fields::new(node, self.findings);
        let value = inner.node("värde");
        let text = inner.text("text", self.findings);
        inner.finish(self.findings);
        let Some(value) = value else {
            let message = format!("Änden ”{key}” saknar värde");
            self.findings.push(MISSING_KEY.at(place, message).help(help));
            return None;
        };
        Some(ScaleEnd { value: self.number(value)?, text })
    }

    fn number(&mut self, node: Node) -> Option<Spanned<Decimal>> {
        let typed = text(node, self.findings)?;
        let number = Decimal::parse(&typed.value);
        if number.is_none() {
            self.findings.push(
                INVALID_VALUE
                    .at(typed.span, format!("”{}” är inget tal", typed.value))
                    .help("Skriv talet med siffror och högst ett decimalkomma: 7,4."),
            );
        }
        Some(Spanned::new(number?, typed.span))
    }

    fn respondents(&mut self, fields: &mut Fields) -> Option<Spanned<Decimal>> {
        let number = self.number(fields.node("svarande")?)?;
        if !number.value.is_count() || number.value.is_zero() {
            self.findings.push(
                INVALID_VALUE
                    .at(number.span, format!("{} kan inte ha svarat", number.value.shown()))
                    .help("Skriv hur många som svarade som ett helt tal, eller ta bort raden."),
            );
            return None;
        }
        Some(number)
    }

    /// `Har börjat: 12`, each on its line, or `- {text: Har börjat, antal: 12}`; those that can be read.
    fn answers(&mut self, node: Node, is_percent: bool) -> Vec<Answer> {
        let place = node.span;
        let mut answers: Vec<Answer> = Vec::new();
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        let pairs: Vec<Option<(Spanned<String>, Node)>> = match node.value {
            Value::Map(entries) => {
                entries.into_iter().map(|entry| Some((entry.key, entry.value))).collect()
            }
            Value::List(list) => list.into_iter().map(|node| self.listed(node)).collect(),
            Value::Text(_) | Value::Null => Vec::new(),
        };
        if pairs.is_empty() {
            self.findings.push(
                INVALID_VALUE
                    .at(place, "Här ska svaren stå, vart och ett med sitt antal")
                    .help("Skriv ett svar på varje rad, med indrag: Har börjat: 12."),
            );
        }
        for pair in pairs {
            let answer = pair.and_then(|(text, node)| self.answer(text, node, is_percent));
            let Some(answer) = answer else { continue };
            match places.get(&answer.text.value) {
                None => {
                    places.insert(answer.text.value.clone(), answer.text.span);
                }
                Some(first) => self.findings.push(
                    INVALID_VALUE
                        .at(
                            answer.text.span,
                            format!("Svaret ”{}” står två gånger", answer.text.value),
                        )
                        .help("Ta bort det ena, eller lägg ihop dem.")
                        .related(*first, "första gången"),
                ),
            }
            answers.push(answer);
        }
        answers
    }

    /// One item of a list of answers, as its text and its count.
    fn listed(&mut self, node: Node) -> Option<(Spanned<String>, Node)> {
        let place = node.span;
        if let Value::Map(entries) = &node.value
            && let [Entry { key, value }] = entries.as_slice()
            && !matches!(key.value.to_lowercase().as_str(), "text" | "antal")
        {
            return Some((key.clone(), value.clone()));
        }
        let help = "Skriv - {text: Har börjat, antal: 12}.";
        if let Value::Text(typed) = &node.value {
            let message = format!("Svaret ”{typed}” saknar antal");
            self.findings.push(MISSING_KEY.at(place, message).help(help));
            return None;
        }
        let mut fields = Fields::new(node, self.findings);
        let text = fields.text("text", self.findings);
        let count = fields.node("antal");
        fields.finish(self.findings);
        match (text, count) {
            (Some(text), Some(count)) => Some((text, count)),
            (text, count) => {
                let what = match (&text, &count) {
                    (None, Some(_)) => "text",
                    (Some(_), None) => "antal",
                    _ => "text och antal",
                };
                let message = format!("Svaret saknar {what}");
                self.findings.push(MISSING_KEY.at(place, message).help(help));
                None
            }
        }
    }

    fn answer(
        &mut self,
        text: Spanned<String>,
        node: Node,
        is_percent: bool,
    ) -> Option<Answer> {
        let text = text.map(|text| text.trim().to_owned());
        if node.value == Value::Null {
            let message = format!("Svaret ”{}” saknar antal", text.value);
            let help = "Skriv antalet efter kolonet. Skriv 0, om ingen svarade så.";
            self.findings.push(MISSING_KEY.at(text.span, message).help(help));
            return None;
        }
        let count = self.number(node)?;
        let help = if count.value.is_negative() {
            "Rätta antalet. Skriv 0, om ingen svarade så."
        } else if count.value.is_count() || is_percent {
            return Some(Answer { text, count });
        } else {
            "Skriv ett helt tal, eller enhet: procent, om det är andelar."
        };
        let message = format!("{} kan inte vara ett antal svar", count.value.shown());
        self.findings.push(INVALID_VALUE.at(count.span, message).help(help));
        None
    }

    /// Nobody can give one answer twice, though perhaps several answers.
    fn compare(
        &mut self,
        answers: &[Answer],
        unit: Option<&Unit>,
        respondents: Option<&Spanned<Decimal>>,
    ) {
        let hundred = Decimal::parse("100");
        for Answer { count, .. } in answers {
            let shown = count.value.shown();
            let (message, related) = match (unit, respondents) {
                (Some(Unit::Percent), _) if Some(&count.value) > hundred.as_ref() => {
                    (format!("{shown} procent är mer än alla"), None)
                }
                (Some(Unit::Percent), _) => continue,
                (_, Some(all)) if count.value > all.value => {
                    let all_shown = all.value.shown();
                    (format!("{shown} är fler än de {all_shown} som svarade"), Some(all.span))
                }
                _ => continue,
            };
            let finding = INVALID_VALUE.at(count.span, message);
            self.findings.push(match related {
                Some(span) => finding
                    .help("Rätta antalet, eller hur många som svarade.")
                    .related(span, "så många svarade"),
                None => finding.help("Rätta antalet: en andel är högst 100 procent."),
            });
        }
    }
}

/// What is left of `{värde: 2,5}` after its comma: a key of digits without a value.
fn is_half_of_a_number(entry: &Entry) -> bool {
    entry.value.value == Value::Null
        && !entry.key.value.is_empty()
        && entry.key.value.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::model::{self, Element, Minutes};
    use crate::parse::parse;
    use crate::source::Source;

    const QUESTION: &str = "fråga: Hur går det?\n";

    /// A document of one block, and its faults: each with its code, what stands at its place, and what is said.
    fn read(body: &str) -> (Minutes, Vec<String>) {
        let files = crate::organ::built_in("lgl").expect("the body that is built in");
        let organ = crate::organ::read("lgl", "organ.yaml", files).0;
        let source = Source::new("a.md", format!("---\ndatum: 2026-12-04\n---\n\n{body}\n"));
        let (parsed, mut findings) = parse(&source);
        let (minutes, more) = model::read(parsed, &organ);
        findings.extend(more);
        let told = findings.iter().map(|finding| {
            assert!(finding.help.is_some(), "{body}: {finding:?}");
            let place = source.slice(finding.span);
            format!("{} [{place}] {}", finding.rule.code, finding.message)
        });
        (minutes, told.collect())
    }

    fn scale(lines: &str) -> String {
        format!("```skala\n{QUESTION}{lines}\n```")
    }

    fn chart(lines: &str) -> String {
        format!("```diagram\n{QUESTION}{lines}\n```")
    }

    /// What is drawn, in short.
    fn drawn(body: &str) -> String {
        let (minutes, told) = read(body);
        assert!(told.is_empty(), "{body}: {told:?}");
        match minutes.preamble.as_slice() {
            [Element::Scale(scale)] => format!(
                "{}: {} in {}..{}",
                scale.question.value,
                scale.value.value.shown(),
                scale.from.value.value.shown(),
                scale.to.value.value.shown()
            ),
            [Element::Chart(chart)] => {
                let answers = chart.answers.iter();
                let answers =
                    answers.map(|a| format!("{}={}", a.text.value, a.count.value.shown()));
                answers.collect::<Vec<_>>().join("|")
            }
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn words_beside_the_name_of_a_block_are_not_lost_in_silence() {
        let (minutes, told) =
            read(&chart("svar:\n  Ja: 1").replace("```diagram", "```diagram ett"));
        assert!(matches!(minutes.preamble.as_slice(), [Element::Chart(_)]));
        assert_eq!(told, ["LGL013 [```diagram ett] Orden ”diagram ett” visas inte"]);
    }

    #[test]
    fn a_block_is_drawn_however_it_is_typed() {
        let ends = "från: {värde: 1, text: Inte alls}\ntill: {värde: 10, text: Helt}";
        let table = [
            (scale(&format!("värde: 7,4\n{ends}\nsvarande: 42")), "Hur går det?: 7,4 in 1..10"),
            (scale(&format!("värde: \"7.40\"\n{ends}")), "Hur går det?: 7,40 in 1..10"),
            (scale("Värde: -1.5\nfrån: -5\ntill: +5"), "Hur går det?: −1,5 in −5..+5"),
            (
                scale("värde: 3\nfrån:\n  värde: 5\n  text: Mest\ntill: 1"),
                "Hur går det?: 3 in 5..1",
            ),
            (
                scale("värde: 3\nfrån: {värde: \"0,5\"}\ntill: 3 # högst"),
                "Hur går det?: 3 in 0,5..3",
            ),
            (chart("svar:\n  Ja: 12\n  Nej: 0\nsvarande: 12"), "Ja=12|Nej=0"),
            (chart("svar:\n  1: 3\n  2: 12 000\n  true: 0"), "1=3|2=12\u{a0}000|true=0"),
            (chart("svar:\n- {text: \"Ja: nu\", antal: 3}\n- Nej: 1"), "Ja: nu=3|Nej=1"),
            (chart("svar:\n  Ja: 62,5\n  Nej: 37.5\nenhet: Procent"), "Ja=62,5|Nej=37,5"),
            (chart("svar: {Ja: 3, Nej: 4}\nenhet: kommuner"), "Ja=3|Nej=4"),
            // Fences and line ends as they come.
            (chart("svar:\n  Ja: 1").replace('\n', "\r\n"), "Ja=1"),
            (chart("svar:\n  Ja: 1").replace('\n', "\n  ").replacen("```", "  ```", 1), "Ja=1"),
            (chart("svar:\n  Ja: 1").replace("```", "~~~~"), "Ja=1"),
            (chart("svar:\n  Ja: 1").replace("```diagram", "``` Diagram"), "Ja=1"),
            (format!("  ```diagram\n{QUESTION}svar:\n  Ja: 1\n ```"), "Ja=1"),
            ("```diagram\nfra\u{30a}ga: A?\nsvar:\n  Fo\u{308}re: 1\n```".to_owned(), "Före=1"),
        ];
        for (body, expected) in table {
            assert_eq!(drawn(&body), expected, "{body}");
        }
    }

    /// Each block must be told of in these words, and only warnings leave it drawn.
    fn tells(table: Vec<(String, &[&str])>) {
        for (body, expected) in table {
            let (minutes, told) = read(&body);
            assert_eq!(told, expected, "{body}");
            let is_drawn = |e: &Element| matches!(e, Element::Scale(_) | Element::Chart(_));
            let is_warned = told.iter().all(|told| told.starts_with("LGL003"));
            assert_eq!(minutes.preamble.iter().any(is_drawn), is_warned, "{body}");
        }
    }

    #[test]
    fn a_scale_is_not_guessed() {
        let from_to = "från: 1\ntill: 10\n";
        let table: Vec<(String, &[&str])> = vec![
            (
                "```skala\n```".to_owned(),
                &[
                    "LGL002 [skala] Skalan saknar fråga",
                    "LGL002 [skala] Skalan saknar värde",
                    "LGL002 [skala] Skalan saknar änden ”från”",
                    "LGL002 [skala] Skalan saknar änden ”till”",
                ],
            ),
            (
                "```diagram\nfråga:\n```".to_owned(),
                &[
                    "LGL002 [diagram] Diagrammet saknar fråga",
                    "LGL002 [diagram] Diagrammet saknar svar",
                ],
            ),
            (
                scale("värde: 7,4"),
                &[
                    "LGL002 [skala] Skalan saknar änden ”från”",
                    "LGL002 [skala] Skalan saknar änden ”till”",
                ],
            ),
            (
                scale(&format!("värde: 11\n{from_to}")),
                &["LGL004 [11] Värdet 11 ligger utanför skalan, som går från 1 till 10"],
            ),
            (
                scale(&format!("värde: 0,99\n{from_to}")),
                &["LGL004 [0,99] Värdet 0,99 ligger utanför skalan, som går från 1 till 10"],
            ),
            (
                scale("värde: 3\nfrån: 3\ntill: 3,0"),
                &["LGL004 [3,0] Skalans båda ändar har samma värde"],
            ),
            (
                scale(&format!("värde: ca 7\n{from_to}svarande: 0")),
                &["LGL004 [ca 7] ”ca 7” är inget tal", "LGL004 [0] 0 kan inte ha svarat"],
            ),
            (
                scale("värde: [7]\nfrån: {text: Låg}\ntill: {värde: hög}"),
                &[
                    "LGL004 [[] Här ska det stå en enkel text",
                    "LGL002 [{] Änden ”från” saknar värde",
                    "LGL004 [hög] ”hög” är inget tal",
                ],
            ),
            (
                scale("värde: 3\nfrån: {värde: 2,5, text: Låg}\ntill: 5"),
                &["LGL004 [5] Decimalkommat delar värdet mitt i klamrarna"],
            ),
            (
                scale(&format!("värde: 3\n{from_to}svarnde: 3")),
                &["LGL003 [svarnde] Nyckeln ”svarnde” är okänd och gör ingenting"],
            ),
        ];
        tells(table);
    }

    #[test]
    fn a_chart_is_not_guessed() {
        let table: Vec<(String, &[&str])> = vec![
            (
                chart("svar:\n  Ja: 14\n  Nej: -1\nsvarande: 12"),
                &[
                    "LGL004 [-1] −1 kan inte vara ett antal svar",
                    "LGL004 [14] 14 är fler än de 12 som svarade",
                ],
            ),
            (
                chart("svar:\n  Ja: -1\n  Nej: 1,5\n  Kanske:\n  Vet ej: tre"),
                &[
                    "LGL004 [-1] −1 kan inte vara ett antal svar",
                    "LGL004 [1,5] 1,5 kan inte vara ett antal svar",
                    "LGL002 [Kanske] Svaret ”Kanske” saknar antal",
                    "LGL004 [tre] ”tre” är inget tal",
                ],
            ),
            (
                chart("svar:\n  Ja: 12\n  Nej: 19\nsvarande: 18"),
                &["LGL004 [19] 19 är fler än de 18 som svarade"],
            ),
            (
                chart("svar:\n  Ja: 100,1\nenhet: \"%\"\nsvarande: 5"),
                &["LGL004 [100,1] 100,1 procent är mer än alla"],
            ),
            (
                chart("svar: []"),
                &["LGL004 [[] Här ska svaren stå, vart och ett med sitt antal"],
            ),
            (
                chart("svar: 12"),
                &["LGL004 [12] Här ska svaren stå, vart och ett med sitt antal"],
            ),
            (
                chart(
                    "svar:\n- {text: Ja}\n- Nej\n- {text: Ja, antal: 1}\n- {text: Ja, antal: 2}",
                ),
                &[
                    "LGL002 [{] Svaret saknar antal",
                    "LGL002 [Nej] Svaret ”Nej” saknar antal",
                    "LGL004 [Ja] Svaret ”Ja” står två gånger",
                ],
            ),
            (chart("svar:\n  Ja: 1\n  Ja: 2"), &["LGL001 [Ja] Nyckeln ”Ja” står två gånger"]),
            (
                chart("svar:\n  Ja: men sen: 1"),
                &[
                    "LGL001 [  Ja: men sen: 1] Diagrammet går inte att läsa: raden har två kolon",
                ],
            ),
            (
                chart("svar:\n\tJa: 1"),
                &["LGL001 [\tJa: 1] Diagrammet går inte att läsa: raden har ett tabbtecken"],
            ),
            (
                scale("värde:3\nfrån: 1\ntill: 10"),
                &[
                    "LGL001 [värde:3] Skalan går inte att läsa: raden saknar blanksteg efter kolonet",
                ],
            ),
            (
                "```skala\nbara text\n```".to_owned(),
                &["LGL004 [bara text] Här ska det stå uppgifter med namn och värde"],
            ),
            (
                format!("```diagram\n{QUESTION}svar:\n  Ja: 1\n\n## Beslut\n"),
                &["LGL001 [diagram] Diagrammet tar aldrig slut"],
            ),
            (
                format!("- Punkt\n\n  {}", chart("svar: {Ja: 1}").replace('\n', "\n  ")),
                &["LGL004 [diagram] Ett diagram ritas inte i en lista, ett citat eller en not"],
            ),
            (
                format!("> {}", scale("värde: 1").replace('\n', "\n> ")),
                &["LGL004 [skala] En skala ritas inte i en lista, ett citat eller en not"],
            ),
        ];
        tells(table);
    }

    #[test]
    fn a_block_of_another_name_stays_code_and_is_told_of_where_it_is_near() {
        let told = |word: &str| read(&format!("```{word}\nsvar: {{Ja: 1}}\n```")).1;
        let expected = "LGL003 [diagam] ”diagam” ritas inte: blocket visas som det är skrivet";
        assert_eq!(told("diagam"), [expected]);
        assert!(told("yaml").is_empty());
    }
}
