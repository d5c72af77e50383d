//! LGL705: quotation marks that are not the Swedish ones, and quotations that stand in each other with the same marks.

use super::is_swedish;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{Run, RunKind};
use crate::source::Span;

/// Quotation marks of another kind.
pub(crate) static RULE: Rule = Rule { code: "LGL705", name: "citattecken", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !is_swedish(context) {
        return;
    }
    let mut wrong: Vec<[Span; 2]> = Vec::new();
    let (mut has_right, mut all_straight) = (false, true);
    for run in context.text.runs.iter().filter(|run| run.kind != RunKind::Quote) {
        for quote in &run.quotes {
            let Some(Marks { open, close, places }) = Marks::of(run, quote) else { continue };
            let inner = run.text()[quote.clone()].match_indices(['"', '”', '“', '„']).next();
            if let Some((at, mark)) = inner {
                let start = quote.start + at;
                findings.push(nested(run.span_of(start..start + mark.len())));
            } else if matches!((open, close), ('”', '”') | ('»', '»' | '«')) {
                has_right = true;
            } else {
                all_straight &= open == '"' && close == '"';
                wrong.extend(places);
            }
        }
    }
    wrong.retain(|[open, _]| !context.allows(&RULE, *open));
    let Some([first, _]) = wrong.first() else { return };
    let message = match (has_right, all_straight) {
        (true, _) => "Dokumentet blandar olika citattecken",
        (false, true) => "Citattecknen är raka",
        (false, false) => "Citattecknen är inte de svenska",
    };
    // Only the marks are changed: what stands between them is somebody else's words.
    let edits = wrong.iter().flatten().map(|place| Edit::replace(*place, "”")).collect();
    findings.push(
        RULE.at(*first, message).help("Skriv ”…” om citat och titlar.").fix(Fix::safe(edits)),
    );
}

/// The marks round a quotation.
struct Marks {
    open: char,
    close: char,
    /// Where they stand, if both can be changed.
    places: Option<[Span; 2]>,
}

impl Marks {
    /// None where the quotation never ends, or where a mark is part of a link, of code, of stressed text.
    fn of(run: &Run, quote: &std::ops::Range<usize>) -> Option<Self> {
        let open = run.text()[..quote.start].chars().next_back()?;
        let close = run.text()[quote.end..].chars().next()?;
        let before = quote.start - open.len_utf8()..quote.start;
        let after = quote.end..quote.end + close.len_utf8();
        if run.flat.is_marked(&before) || run.flat.is_marked(&after) {
            return None;
        }
        let places = run.flat.editable(before).zip(run.flat.editable(after));
        Some(Self { open, close, places: places.map(|(before, after)| [before, after]) })
    }
}

fn nested(span: Span) -> Finding {
    RULE.at(span, "Citatet har ett citat inuti med samma citattecken")
        .help("Skriv ’…’ om det inre citatet.")
}
