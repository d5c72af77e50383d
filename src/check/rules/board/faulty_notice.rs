//! LGL953: a notice that the minutes are adjusted which comes too late, goes too soon or does not say enough.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::deadline::deadline;
use crate::model::{Kind, Notice};
use crate::source::Span;

/// A notice that is not as the law asks.
pub(crate) static RULE: Rule =
    Rule { code: "LGL953", name: "anslag-brister", level: Level::Warning };

/// Days that the law gives after the minutes are adjusted.
const DAYS: u8 = 2;
/// Days in which a decision can be appealed against: three weeks.
const APPEAL: i64 = 21;

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let meeting = &context.minutes.meeting;
    let Some(notice) = &meeting.notice else { return };
    if context.minutes.kind != Kind::Minutes {
        return;
    }
    missing(notice, findings);
    let Some(posted) = &notice.posted else { return };
    if let Some(adjusted) = &meeting.adjusted {
        let last = deadline(adjusted.value, DAYS);
        let finding = if posted.value < adjusted.value {
            Some(
                RULE.at(posted.span, "Anslaget är uppsatt före justeringen")
                    .help("Rätta uppsatt eller justeringsdatum."),
            )
        } else if posted.value > last {
            Some(
                RULE.at(posted.span, "Anslaget är uppsatt för sent")
                    .help(format!("Kontrollera uppsatt. Sista dagen var {}.", last.long())),
            )
        } else {
            None
        };
        findings.extend(finding.map(|it| it.related(adjusted.span, "justeringen")));
    }
    if let Some(removed) = &notice.removed {
        let last = posted.value.plus(APPEAL);
        if removed.value < last {
            findings.push(
                RULE.at(removed.span, "Anslaget tas ned innan tiden för överklagande är ute")
                    .help(format!("Låt anslaget sitta uppe till och med {}.", last.long()))
                    .related(posted.span, "uppsatt"),
            );
        }
    }
}

fn missing(notice: &Notice, findings: &mut Vec<Finding>) {
    // A day that cannot be read is a fault of its own.
    let asks_days = !notice.has_faulty_date;
    let mut missing = Vec::new();
    if asks_days && notice.posted.is_none() {
        missing.push(("dagen då det sattes upp", "uppsatt: 2026-12-11"));
    }
    if asks_days && notice.removed.is_none() {
        missing.push(("dagen då det tas ned", "tas_ned: 2027-01-04"));
    }
    if notice.place.is_none() {
        missing.push(("var protokollet finns", "plats: Stadshuset"));
    }
    if missing.is_empty() {
        return;
    }
    let (facts, keys): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
    findings.push(
        RULE.at(
            Span::at(notice.span.end),
            format!("Anslaget saknar uppgift om {}", listed(&facts)),
        )
        .help(format!("Lägg till {} i anslag.", listed(&keys))),
    );
}

/// "a, b och c".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}
