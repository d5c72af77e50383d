//! LGL504: days and hours that cannot follow on each other.

use super::{sentence_of, tells_of_past};
use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{DateMention, Run, RunKind, Word};
use crate::model::{Date, Mark};
use crate::source::Spanned;

/// A day or an hour in the wrong order.
pub(crate) static RULE: Rule =
    Rule { code: "LGL504", name: "datum-orimligt", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let meeting = &context.minutes.meeting;
    let next = meeting.next.as_ref();
    let hours = [meeting.time.as_ref(), next.and_then(|next| next.time.as_ref())];
    findings.extend(hours.into_iter().flatten().filter_map(ends_before_it_starts));
    let Some(held) = meeting.date.as_ref().map(|date| date.value) else { return };
    if let Some(next) =
        next.and_then(|next| next.date.as_ref()).filter(|next| next.value <= held)
    {
        let message = format!("Nästa möte, {}, ligger inte efter mötet {held}", next.value);
        findings.push(RULE.at(next.span, message).help("Rätta det ena datumet."));
    }
    if let Some(before) = meeting.previous.as_ref().filter(|before| before.value >= held) {
        let message =
            format!("Föregående möte, {}, ligger inte före mötet {held}", before.value);
        findings.push(RULE.at(before.span, message).help("Rätta det ena datumet."));
    }
    for (_, marked) in context.minutes.marked() {
        let Some(due) = marked.due.as_ref().filter(|due| due.value < held) else { continue };
        let message = format!("Datumet efter Senast, {}, ligger före mötet {held}", due.value);
        findings.push(RULE.at(due.span, message).help("Rätta datumet. Är det rätt år?"));
    }
    for day in &context.text.dates {
        let Some(date) = day.date.filter(|date| *date < held) else { continue };
        let run = &context.text.runs[day.run];
        findings.extend(too_early(run, day, date, held));
    }
}

/// "Nästa möte hålls den …", or a decision with "senast den …", about a day that was over at the meeting.
fn too_early(run: &Run, day: &DateMention, date: Date, held: Date) -> Option<Finding> {
    if run.is_shielded(&day.range) || run.kind == RunKind::Person {
        return None;
    }
    let sentence = sentence_of(run, &day.range);
    let before = &sentence[..sentence.partition_point(|word| word.start < day.range.start)];
    let acts = matches!(run.mark, Some(Mark::Decision { .. } | Mark::Assignment));
    let is_meeting = before.windows(2).any(|pair| is_next_meeting(run, &pair[0], &pair[1]));
    let is_due = acts && is_due(run, before);
    if !(is_meeting || is_due) || tells_of_past(run, sentence) {
        return None;
    }
    let message = format!("Dagen {} var redan förbi vid mötet {held}", date.long());
    Some(
        RULE.at(run.span_of(day.range.clone()), message).help("Rätta datumet. Är det rätt år?"),
    )
}

fn is_next_meeting(run: &Run, first: &Word, second: &Word) -> bool {
    let second = run.lower(second);
    run.lower(first) == "nästa"
        && (second.ends_with("möte")
            || second.ends_with("möten")
            || second.starts_with("sammanträde"))
}

/// Is "senast" one of the last two words: "senast den", "senast"?
fn is_due(run: &Run, before: &[Word]) -> bool {
    before.iter().rev().take(2).any(|word| run.lower(word) == "senast")
}

/// `9.00–8.00`. A meeting that goes on past midnight is rare, but there is such a thing.
fn ends_before_it_starts(time: &Spanned<String>) -> Option<Finding> {
    let (start, end) = time.value.split_once('–')?;
    let (from, to) = (minutes(start)?, minutes(end)?);
    let is_past_midnight = from >= 17 * 60 && to <= 3 * 60;
    if from < to || is_past_midnight {
        return None;
    }
    let message = format!("Mötet slutar klockan {end} men börjar klockan {start}");
    Some(RULE.at(time.span, message).help("Rätta tiden."))
}

/// Minutes since midnight.
fn minutes(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once('.')?;
    Some(hours.parse::<u16>().ok()? * 60 + minutes.parse::<u16>().ok()?)
}
