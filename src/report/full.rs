//! Findings for a person: what is wrong, the line it stands on, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level as Style, Renderer, Snippet};

use super::excerpt::excerpt;
use super::{Report, discreet, level_name, visible};
use crate::diagnostic::{Finding, Level, Safety};
use crate::source::{Source, Span};

/// Stands for the place while the excerpt is drawn. No text that is shown holds a control character.
const PLACE: &str = "\u{1}";

/// Wider than any line of an excerpt, which is cut already.
const WIDTH: usize = 1000;

pub(super) fn write(report: &Report<'_>) -> String {
    let one =
        |checked: &super::Checked<'_>| full(checked.source, checked.findings, report.colour);
    report.checked.iter().map(one).collect()
}

/// Findings in one text, a blank line after each; with terminal colours if asked.
pub fn full(source: &Source, findings: &[Finding], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let (source, findings) = discreet(source, findings);
    findings.iter().map(|finding| one(&source, finding, &renderer) + "\n\n").collect()
}

fn one(source: &Source, finding: &Finding, renderer: &Renderer) -> String {
    let others: Vec<Span> = finding.related.iter().map(|related| related.span).collect();
    let excerpt = excerpt(source, finding.span, &others);

    let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line).path(PLACE);
    let mut marks = excerpt.marks.into_iter();
    if let Some(mark) = marks.next().flatten() {
        snippet = snippet.annotation(AnnotationKind::Primary.span(mark));
    }
    let mut elsewhere = Vec::new();
    for (related, mark) in finding.related.iter().zip(marks) {
        let words = visible(&related.message);
        match mark {
            Some(mark) => {
                let mark = AnnotationKind::Context.span(mark).label(words);
                snippet = snippet.annotation(mark);
            }
            None => elsewhere.push(format!("{}: {words}", place(source, related.span))),
        }
    }
    if let Some(line) = excerpt.context {
        snippet = snippet.annotation(AnnotationKind::Visible.span(line));
    }

    let title = style(finding.level)
        .with_name(level_name(finding.level))
        .primary_title(visible(&finding.message))
        .id(finding.rule.code);
    let note = Style::NOTE.with_name("se även");
    let help = Style::HELP.with_name("hjälp");
    let mended = Style::NOTE.with_name("rättas med");
    let group = Group::with_title(title)
        .element(snippet)
        .elements(elsewhere.into_iter().map(|words| note.clone().message(words)))
        .elements(finding.help.iter().map(|words| help.clone().message(visible(words))))
        .elements(finding.fix.iter().map(|fix| mended.clone().message(command(fix.safety))));
    put_place(&renderer.render(&[group]), &place(source, finding.span))
}

/// What mends a finding.
fn command(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "lgl lint --fix",
        Safety::Unsafe => "lgl lint --unsafe-fixes",
    }
}

fn style(level: Level) -> Style<'static> {
    match level {
        Level::Info => Style::INFO,
        Level::Warning => Style::WARNING,
        Level::Error => Style::ERROR,
    }
}

fn place(source: &Source, span: Span) -> String {
    let place = source.place(span.start);
    format!("{}:{}:{}", visible(source.name()), place.line, place.column)
}

/// Puts the true place where the library counted columns of the excerpt.
fn put_place(drawn: &str, place: &str) -> String {
    let Some((before, after)) = drawn.split_once(PLACE) else {
        return drawn.to_owned();
    };
    let after = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    format!("{before}{place}{after}")
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::full;
    use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
    use crate::source::{Source, Span};

    static RULE: Rule = Rule { code: "LGL103", name: "beslut-saknas", level: Level::Error };

    const MINUTES: &str = "\
---
typ: protokoll
datum: 2022-11-25
datum: 2022-11-26
---

# Protokoll

- Anna Andersson, Borgholms kommun

";

    /// Where the n:th occurrence of a word is, from zero.
    fn find(text: &str, word: &str, n: usize) -> Span {
        let (start, found) = text.match_indices(word).nth(n).expect("the word is there");
        Span::new(start, start + found.len())
    }

    fn show(text: &str, finding: Finding) -> String {
        full(&Source::new("protocols/x.md", text), &[finding], false)
    }

    /// What is shown for a place in a text, from the place on.
    fn place(text: &str, span: Range<usize>) -> String {
        let shown = show(text, RULE.at(Span::from(span), "Fel"));
        shown.trim_start_matches("fel[LGL103]: Fel\n").trim_end().to_owned()
    }

    #[test]
    fn a_missing_thing_is_shown_where_it_should_stand() {
        let finding = RULE
            .at(Span::at(MINUTES.len()), "Protokollet har inget beslut")
            .help("Skriv ett stycke som börjar med ”Beslut:”.");
        insta::assert_snapshot!(show(MINUTES, finding), @"
        fel[LGL103]: Protokollet har inget beslut
          --> protocols/x.md:11:1
           |
         9 | - Anna Andersson, Borgholms kommun
        10 |
        11 |
           | ^
           |
           = hjälp: Skriv ett stycke som börjar med ”Beslut:”.
        ");
    }

    #[test]
    fn other_places_explain() {
        let finding = RULE
            .at(find(MINUTES, "datum", 1), "Nyckeln datum står två gånger")
            .related(find(MINUTES, "datum", 0), "första gången")
            .related(find(MINUTES, "Protokoll", 0), "inte här")
            .level(Level::Warning)
            .help("Ta bort den ena.");
        insta::assert_snapshot!(show(MINUTES, finding), @"
        varning[LGL103]: Nyckeln datum står två gånger
         --> protocols/x.md:4:1
          |
        3 | datum: 2022-11-25
          | ----- första gången
        4 | datum: 2022-11-26
          | ^^^^^
        ...
        7 | # Protokoll
          |   --------- inte här
          |
          = hjälp: Ta bort den ena.
        ");
    }

    #[test]
    fn a_place_far_away_is_told_in_words() {
        let text = "rad\n".repeat(1000);
        let finding = RULE
            .at(Span::new(2800, 2803), "Numren hoppar")
            .related(Span::new(0, 3), "första numret")
            .level(Level::Info);
        insta::assert_snapshot!(show(&text, finding), @"
        upplysning[LGL103]: Numren hoppar
           --> protocols/x.md:701:1
            |
        701 | rad
            | ^^^
            |
            = se även: protocols/x.md:1:1: första numret
        ");
    }

    #[test]
    fn what_mends_it_is_told_last() {
        let text = "Oskarshamn kommun\n";
        let edits = || vec![Edit::insert(10, "s")];
        let finding = || RULE.at(Span::new(0, 17), "Oskarshamn heter Oskarshamns kommun");
        let safe = finding().help("Skriv ”Oskarshamns kommun”.").fix(Fix::safe(edits()));
        insta::assert_snapshot!(show(text, safe), @"
        fel[LGL103]: Oskarshamn heter Oskarshamns kommun
         --> protocols/x.md:1:1
          |
        1 | Oskarshamn kommun
          | ^^^^^^^^^^^^^^^^^
          |
          = hjälp: Skriv ”Oskarshamns kommun”.
          = rättas med: lgl lint --fix
        ");
        insta::assert_snapshot!(show(text, finding().fix(Fix::risky(edits()))), @"
        fel[LGL103]: Oskarshamn heter Oskarshamns kommun
         --> protocols/x.md:1:1
          |
        1 | Oskarshamn kommun
          | ^^^^^^^^^^^^^^^^^
          |
          = rättas med: lgl lint --unsafe-fixes
        ");
    }

    #[test]
    fn a_secret_is_shown_by_no_finding_on_its_line() {
        let text = "Anna Anka, 811228-9874, Borgholm kommun\n";
        let source = Source::new("protocols/x.md", text);
        let findings = [
            RULE.at(find(text, "811228-9874", 0), "Ett personnummer").secret(),
            RULE.at(find(text, "Borgholm", 0), "Fel namn"),
        ];
        insta::assert_snapshot!(full(&source, &findings, false), @"
        fel[LGL103]: Ett personnummer
         --> protocols/x.md:1:12
          |
        1 | Anna Anka, ******-****, Borgholm kommun
          |            ^^^^^^^^^^^

        fel[LGL103]: Fel namn
         --> protocols/x.md:1:25
          |
        1 | Anna Anka, ******-****, Borgholm kommun
          |                         ^^^^^^^^
        ");
    }

    #[test]
    fn one_line_between_is_shown() {
        let text = "ett\ntvå\ntre\n";
        let finding =
            RULE.at(find(text, "tre", 0), "Fel").related(find(text, "ett", 0), "jämför");
        insta::assert_snapshot!(show(text, finding), @"
        fel[LGL103]: Fel
         --> protocols/x.md:3:1
          |
        1 | ett
          | --- jämför
        2 | två
        3 | tre
          | ^^^
        ");
    }

    #[test]
    fn findings_have_a_blank_line_after_each() {
        let source = Source::new("x.md", "a b");
        let findings = [RULE.at(Span::new(0, 1), "Ett"), RULE.at(Span::new(2, 3), "Två")];
        insta::assert_snapshot!(full(&source, &findings, false), @"
        fel[LGL103]: Ett
         --> x.md:1:1
          |
        1 | a b
          | ^

        fel[LGL103]: Två
         --> x.md:1:3
          |
        1 | a b
          |   ^
        ");
        assert_eq!(full(&source, &[], true), "");
    }

    #[test]
    fn colour_is_asked_for() {
        let source = Source::new("x.md", "a b");
        let shown = full(&source, &[RULE.at(Span::new(0, 1), "Ett")], true);
        insta::assert_snapshot!(shown.replace('\u{1b}', "␛"), @"
        ␛[1m␛[91mfel[LGL103]␛[0m␛[1m: Ett␛[0m
         ␛[1m␛[94m--> ␛[0mx.md:1:1
          ␛[1m␛[94m|␛[0m
        ␛[1m␛[94m1␛[0m ␛[1m␛[94m|␛[0m a b
          ␛[1m␛[94m|␛[0m ␛[1m␛[91m^␛[0m
        ");
    }

    #[test]
    fn an_empty_file_has_a_place() {
        insta::assert_snapshot!(place("", 0..0), @"
         --> protocols/x.md:1:1
          |
        1 |
          | ^
        ");
    }

    #[test]
    fn the_end_of_a_file_has_a_place() {
        insta::assert_snapshot!(place("# A\n\nhej", 8..8), @"
         --> protocols/x.md:3:4
          |
        3 | hej
          |    ^
        ");
    }

    #[test]
    fn a_file_of_blank_lines_has_a_place() {
        insta::assert_snapshot!(place("\n\n\n", 3..3), @"
         --> protocols/x.md:4:1
          |
        4 |
          | ^
        ");
    }

    #[test]
    fn windows_line_endings_do_not_show() {
        insta::assert_snapshot!(place("# A\r\n\r\nhej på dig\r\n", 7..20), @"
         --> protocols/x.md:3:1
          |
        3 | hej på dig
          | ^^^^^^^^^^
        ");
    }

    #[test]
    fn a_byte_order_mark_does_not_show() {
        insta::assert_snapshot!(place("\u{feff}---\ntyp: x\n", 3..6), @"
         --> protocols/x.md:1:1
          |
        1 | ---
          | ^^^
        ");
    }

    #[test]
    fn tabs_keep_the_mark_in_place() {
        insta::assert_snapshot!(place("\tAnna\tBorgholms kommun", 6..22), @"
         --> protocols/x.md:1:7
          |
        1 |     Anna    Borgholms kommun
          |             ^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn decomposed_letters_and_emoji_keep_the_mark_in_place() {
        let text = "na\u{308}rvaro 👩\u{200d}👧 🎉 kalas";
        let shown = place(text, find(text, "kalas", 0).range());
        insta::assert_snapshot!(shown.replace("a\u{308}", "ä"), @"
         --> protocols/x.md:1:16
          |
        1 | närvaro 👩👧 🎉 kalas
          |                 ^^^^^
        ");
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown_as_signs() {
        let text = "a\u{202e}b\u{1b}[31mrött\u{9b}0m";
        let finding = RULE
            .at(find(text, "\u{1b}[31m", 0), "Styrtecknet \u{1b}[31m står i texten")
            .help("Ta bort \u{202e}det.")
            .related(find(text, "rött", 0), "\u{7}pling");
        let source = Source::new("\u{1b}[2J.md", text);
        insta::assert_snapshot!(full(&source, &[finding], false), @"
        fel[LGL103]: Styrtecknet ␛[31m står i texten
         --> ␛[2J.md:1:4
          |
        1 | a�b␛[31mrött�0m
          |    ^^^^^---- ␇pling
          |
          = hjälp: Ta bort �det.
        ");
    }

    #[test]
    fn a_long_paragraph_is_cut_to_a_window() {
        let text = "Länsgemensam ledning beslutar att godkänna förslaget till överenskommelse, att \
            uppdra åt kansliet att återkomma med en tidplan vid nästa möte, samt att förklara \
            punkten omedelbart justerad enligt Oskarshamn kommuns yrkande den 25 november 2022.";
        let finding = RULE
            .at(find(text, "Oskarshamn", 0), "Oskarshamn heter Oskarshamns kommun")
            .related(find(text, "yrkande", 0), "nära")
            .related(find(text, "ledning", 0), "långt bort på samma rad");
        insta::assert_snapshot!(show(text, finding), @"
        fel[LGL103]: Oskarshamn heter Oskarshamns kommun
         --> protocols/x.md:1:197
          |
        1 | …omedelbart justerad enligt Oskarshamn kommuns yrkande den 25 november 2022.
          |                             ^^^^^^^^^^         ------- nära
          |
          = se även: protocols/x.md:1:14: långt bort på samma rad
        ");
        insta::assert_snapshot!(place(text, 0..text.len()), @"
         --> protocols/x.md:1:1
          |
        1 | Länsgemensam ledning beslutar att godkänna förslaget till överenskommelse, att…
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn a_huge_line_is_cut_to_a_window() {
        let text = vec!["hej å"; 1_198_372].join(" ");
        insta::assert_snapshot!(place(&text, 4_000_003..4_000_006), @"
         --> protocols/x.md:1:3428575
          |
        1 | …hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å…
          |                          ^^^
        ");
        insta::assert_snapshot!(place(&text, text.len()..text.len()), @"
         --> protocols/x.md:1:7190232
          |
        1 | …å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å hej å
          |                                                                                 ^
        ");
        assert!(place(&"å".repeat(4_000_000), 2..8_000_000).len() < 400);
    }

    #[test]
    fn several_lines_are_shown_as_the_first() {
        insta::assert_snapshot!(place("a b c\nd e f\n", 2..9), @"
         --> protocols/x.md:1:3
          |
        1 | a b c
          |   ^^^
        ");
    }

    #[test]
    fn no_span_is_too_odd() {
        for text in ["", "å", "åäö\r\n", "\r\r\n\n", "\u{feff}", "\u{feff}å\u{301}\n"] {
            for start in 0..=text.len() + 2 {
                for end in 0..=text.len() + 2 {
                    let finding = RULE.at(Span::new(start, end), "Fel");
                    let odd = Span::new(end, start);
                    let shown = show(text, finding.related(odd, "se"));
                    assert!(shown.contains('^'), "{text:?} {start}..{end}\n{shown}");
                }
            }
        }
    }
}
