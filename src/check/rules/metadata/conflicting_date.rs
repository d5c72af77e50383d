//! LGL005: the title, the file name and the front matter name different days.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::text::{DateForm, DateMention, Text};
use crate::model::{Date, Kind, Minutes};
use crate::source::{Span, Spanned};

/// Days that differ.
pub(crate) static RULE: Rule =
    Rule { code: "LGL005", name: "datum-skiljer", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let Some(date) = &minutes.meeting.date else { return };
    // An annex or slides may be older than the meeting that they belong to.
    if matches!(minutes.kind, Kind::Annex | Kind::Slides) {
        return;
    }
    let file = context.facts.day_of_file().filter(|day| *day != date.value);
    let title = minutes.title.as_ref().map(Title::of);
    let differing = title.as_ref().and_then(|title| title.differing(date.value));
    let day = date.value;
    let to_file = |file: Date| Fix::risky(vec![Edit::replace(date.span, file.to_string())]);
    findings.push(match (differing, file) {
        (None, None) => return,
        (Some(named), None) => {
            let fault = RULE
                .at(named.span, format!("Titeln nämner {}, men datum är {day}", named.written))
                .help("Rätta titeln, eller datum bland metadata.")
                .related(date.span, "datum");
            match named.replaced(day) {
                Some(edit) => fault.fix(Fix::risky(vec![edit])),
                None => fault,
            }
        }
        (None, Some(file)) => {
            let fault = RULE.at(date.span, format!("Filen heter {file}, men datum är {day}"));
            // Two against one: then it is the file that has the wrong name, and that is not ours to mend.
            if title.is_some_and(|title| title.names(day)) {
                fault.help(format!(
                    "Byt namn på filen till {day}, eller rätta både datum och titel."
                ))
            } else {
                fault
                    .help(format!(
                        "Skriv datum: {file}, om det var den dagen. Byt annars namn på filen."
                    ))
                    .fix(to_file(file))
            }
        }
        (Some(named), Some(file)) if named.is(file) => RULE
            .at(
                date.span,
                format!("Datum är {day}, men både titeln och filnamnet säger {file}"),
            )
            .help(format!("Skriv datum: {file}, om det var den dagen."))
            .related(named.span, "titeln")
            .fix(to_file(file)),
        (Some(named), Some(file)) => RULE
            .at(date.span, "Titeln, filnamnet och datum anger tre olika dagar")
            .help(format!(
                "Välj en av dem: {} i titeln, {file} i filnamnet eller {day} bland metadata.",
                named.written
            ))
            .related(named.span, "titeln"),
    });
}

/// The one day that the title names.
pub(super) fn day_of_title(minutes: &Minutes) -> Option<Date> {
    let text = Text::alone(minutes.title.as_ref()?);
    match text.dates.as_slice() {
        [only] => only.date,
        _ => None,
    }
}

/// The title with the days that it names.
struct Title {
    text: Text,
    place: Span,
}

/// A day as the title names it.
struct Named<'a> {
    mention: &'a DateMention,
    written: &'a str,
    span: Span,
    /// Where it can be replaced.
    editable: Option<Span>,
}

impl Title {
    fn of(title: &Spanned<String>) -> Self {
        Self { text: Text::alone(title), place: title.span }
    }

    fn names(&self, day: Date) -> bool {
        self.text.dates.iter().any(|mention| is_day(mention, day))
    }

    /// The one day that it names, where that is another.
    fn differing(&self, day: Date) -> Option<Named<'_>> {
        let [mention] = self.text.dates.as_slice() else { return None };
        if is_day(mention, day) {
            return None;
        }
        let run = self.text.runs.first()?;
        let editable = run.editable(mention.range.clone());
        Some(Named {
            mention,
            written: run.text().get(mention.range.clone())?,
            span: editable.unwrap_or(self.place),
            editable,
        })
    }
}

impl Named<'_> {
    fn is(&self, day: Date) -> bool {
        is_day(self.mention, day)
    }

    /// The same place with another day, written in the same way.
    fn replaced(&self, day: Date) -> Option<Edit> {
        let text = match (self.mention.form, self.mention.weekday, self.mention.year) {
            (DateForm::Iso, None, _) => day.to_string(),
            (DateForm::Words, None, Some(_)) => day.long(),
            _ => return None,
        };
        Some(Edit::replace(self.editable?, text))
    }
}

/// Is it the same day, as far as the mention tells?
fn is_day(mention: &DateMention, day: Date) -> bool {
    mention.day == day.day()
        && mention.month == day.month()
        && mention.year.is_none_or(|year| year == day.year())
}
