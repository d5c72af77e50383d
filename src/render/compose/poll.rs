//! Answers to polls as they are drawn: the words as they are shown, the places in parts of the whole, and the same in
//! sentences for who cannot see a drawing.

use super::capitalised;
use crate::model::poll::{Answer, Chart, Decimal, Scale, ScaleEnd, Unit};
use crate::render::page::{Bar, ChartPiece, EndPiece, ScalePiece};
use crate::source::Spanned;

/// The most steps that a scale is divided into: more are a comb.
const MOST_STEPS: u32 = 12;

pub(super) fn scale(scale: &Scale) -> ScalePiece<'_> {
    let (from, to) = (&scale.from, &scale.to);
    let value = scale.value.value.shown();
    let measure = scale.measure.as_ref().map(|measure| capitalised(&measure.value));
    let respondents = respondents(scale.respondents.as_ref());
    let caption: Vec<String> = measure.iter().chain(&respondents).cloned().collect();
    let alt = [
        Some(format!("Skala från {} till {}", end_in_words(from), end_in_words(to))),
        Some(format!("{}: {value}", measure.as_deref().unwrap_or("Svar"))),
        respondents,
    ];
    let (low, high) = (from.value.value.to_f64(), to.value.value.to_f64());
    let fraction = |value: f64| ((value - low) / (high - low)).clamp(0.0, 1.0);
    ScalePiece {
        question: &scale.question,
        value,
        fraction: fraction(scale.value.value.to_f64()),
        steps: steps(&from.value.value, &to.value.value),
        from: end(from),
        to: end(to),
        caption: (!caption.is_empty()).then(|| caption.join(" · ")),
        alt: sentences(alt.into_iter().flatten()),
        span: scale.span,
    }
}

pub(super) fn chart(chart: &Chart) -> ChartPiece<'_> {
    let most = chart.answers.iter().map(|answer| answer.count.value.to_f64());
    let most = most.fold(0.0, f64::max);
    let bar = |answer| bar(answer, most, chart.unit.as_ref());
    let respondents = respondents(chart.respondents.as_ref());
    let answers = chart.answers.iter().map(|answer| {
        let count = in_words(&answer.count.value, chart.unit.as_ref());
        format!("{}: {count}", answer.text.value)
    });
    let head = std::iter::once("Stapeldiagram".to_owned());
    ChartPiece {
        question: &chart.question,
        bars: chart.answers.iter().map(bar).collect(),
        alt: sentences(head.chain(answers).chain(respondents.clone())),
        caption: respondents,
        span: chart.span,
    }
}

fn bar<'a>(answer: &'a Answer, most: f64, unit: Option<&Unit>) -> Bar<'a> {
    let count = &answer.count.value;
    let shown = match unit {
        // No line ends before the sign.
        Some(Unit::Percent) => format!("{}\u{a0}%", count.shown()),
        _ => in_words(count, unit),
    };
    let fraction = if most > 0.0 { count.to_f64() / most } else { 0.0 };
    Bar { label: &answer.text, count: shown, fraction }
}

/// "12 kommuner". One is said without the word, which is in the plural.
fn in_words(count: &Decimal, unit: Option<&Unit>) -> String {
    let shown = count.shown();
    match unit {
        Some(Unit::Percent) => format!("{shown} procent"),
        Some(Unit::Word(word)) if !count.is_one() => format!("{shown} {}", word.value),
        _ => shown.to_owned(),
    }
}

fn end(end: &ScaleEnd) -> EndPiece<'_> {
    EndPiece { value: end.value.value.shown(), text: end.text.as_ref() }
}

/// "1 (Inte alls)".
fn end_in_words(end: &ScaleEnd) -> String {
    let value = end.value.value.shown();
    match &end.text {
        Some(text) => format!("{value} ({})", text.value.trim_end_matches('.')),
        None => value.to_owned(),
    }
}

fn respondents(respondents: Option<&Spanned<Decimal>>) -> Option<String> {
    respondents.map(|number| format!("{} svarande", number.value.shown()))
}

/// The whole numbers between two whole numbers, in parts of the way; none where they are many.
fn steps(from: &Decimal, to: &Decimal) -> Vec<f64> {
    let width = (to.to_f64() - from.to_f64()).abs();
    if !from.is_whole() || !to.is_whole() || width > f64::from(MOST_STEPS) {
        return Vec::new();
    }
    (1..MOST_STEPS).map(f64::from).take_while(|step| *step < width).map(|s| s / width).collect()
}

/// Each ended by one full stop, or by the sign that it has.
fn sentences(parts: impl Iterator<Item = String>) -> String {
    let parts = parts.map(|part| {
        let part = part.trim_end().to_owned();
        if part.ends_with(['.', '!', '?']) { part } else { part + "." }
    });
    parts.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn spanned<T>(value: T) -> Spanned<T> {
        Spanned::new(value, Span::at(0))
    }

    fn number(typed: &str) -> Spanned<Decimal> {
        spanned(Decimal::parse(typed).expect(typed))
    }

    #[test]
    fn a_scale_says_all_that_it_shows() {
        let end = |value, text: &str| ScaleEnd {
            value: number(value),
            text: Some(spanned(text.to_owned())),
        };
        let mut poll = Scale {
            question: spanned("Hur går det?".to_owned()),
            measure: None,
            value: number("7.5"),
            from: end("0", "Inte alls"),
            to: end("10", "Helt och hållet"),
            respondents: Some(number("42")),
            span: Span::at(0),
        };
        let piece = scale(&poll);
        assert_eq!(
            piece.alt,
            "Skala från 0 (Inte alls) till 10 (Helt och hållet). Svar: 7,5. 42 svarande."
        );
        assert_eq!((piece.value, piece.fraction, piece.steps.len()), ("7,5", 0.75, 9));
        assert_eq!(piece.caption.as_deref(), Some("42 svarande"));
        // A scale may run from high to low, and from below zero.
        poll.measure = Some(spanned("median".to_owned()));
        poll.from = ScaleEnd { value: number("2,5"), text: None };
        poll.to = ScaleEnd { value: number("-2,5"), text: None };
        poll.value = number("-1,25");
        let piece = scale(&poll);
        assert_eq!(piece.alt, "Skala från 2,5 till −2,5. Median: −1,25. 42 svarande.");
        assert_eq!((piece.fraction, piece.steps.len()), (0.75, 0));
    }

    #[test]
    fn a_chart_says_all_that_it_shows() {
        let answer =
            |text: &str, count| Answer { text: spanned(text.to_owned()), count: number(count) };
        let mut poll = Chart {
            question: spanned("Hur långt?".to_owned()),
            answers: vec![
                answer("Har börjat", "12"),
                answer("Vet inte?", "1"),
                answer("Nej.", "0"),
            ],
            unit: Some(Unit::Word(spanned("kommuner".to_owned()))),
            respondents: None,
            span: Span::at(0),
        };
        let piece = chart(&poll);
        assert_eq!(
            piece.alt,
            "Stapeldiagram. Har börjat: 12 kommuner. Vet inte?: 1. Nej.: 0 kommuner."
        );
        let shown: Vec<(&str, f64)> =
            piece.bars.iter().map(|bar| (bar.count.as_str(), bar.fraction)).collect();
        assert_eq!(shown, [("12 kommuner", 1.0), ("1", 1.0 / 12.0), ("0 kommuner", 0.0)]);
        poll.unit = Some(Unit::Percent);
        let piece = chart(&poll);
        assert_eq!(piece.bars[1].count, "1\u{a0}%");
        assert!(piece.alt.contains("Vet inte?: 1 procent."), "{}", piece.alt);
    }
}
