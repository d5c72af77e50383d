//! The only place that prints: results to standard output, words to standard error.

use std::io::{self, IsTerminal, Stderr, Stdout, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Effects, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Color;
use super::usage::Stop;
use crate::diagnostic::{Finding, Level, Safety};
use crate::publish::{Disk, Fault, Linted, Outcome, Phase};
use crate::report::{full, visible};
use crate::source::Source;

/// How long a build goes on before a bar is shown: a shorter one would only flicker.
const PATIENCE: Duration = Duration::from_millis(500);

const FAULT: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);
const CAUTION: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const STRONG: Style = Style::new().bold();

/// The terminal, or what stands in its place.
#[derive(Debug)]
pub(super) struct Shell {
    out: AutoStream<Stdout>,
    err: AutoStream<Stderr>,
    /// Only errors are told.
    quiet: bool,
    /// Something has been told already, so that a blank line comes before what follows.
    has_spoken: bool,
    progress: Option<Progress>,
}

/// A bar that waits before it shows itself.
#[derive(Debug)]
struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

impl Shell {
    /// A shell that speaks as the flags, the environment and the streams ask for.
    pub(super) fn new(color: Color, quiet: bool) -> Self {
        Self {
            out: AutoStream::new(
                io::stdout(),
                choice(color, AutoStream::choice(&io::stdout())),
            ),
            err: AutoStream::new(
                io::stderr(),
                choice(color, AutoStream::choice(&io::stderr())),
            ),
            quiet,
            has_spoken: false,
            progress: None,
        }
    }

    /// A result, to standard output. That nobody reads it to the end is no fault.
    pub(super) fn result(&mut self, text: &str) -> io::Result<()> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written,
        }
    }

    /// Is nothing but errors told?
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Has a result colour?
    pub(super) fn has_colour(&self) -> bool {
        self.out.current_choice() != ColorChoice::Never
    }

    /// The folder that the person stands in. None, after telling why, where it cannot be read.
    pub(super) fn current(&mut self, disk: &dyn Disk) -> Option<PathBuf> {
        match std::env::current_dir().and_then(|folder| disk.canonical(&folder)) {
            Ok(folder) => Some(folder),
            Err(error) => {
                self.error(&format!("Mappen som du står i går inte att läsa: {error}"), None);
                None
            }
        }
    }

    /// What kept lgl from doing its work. Gives the exit code: 0 where nothing did.
    pub(super) fn faults(&mut self, faults: &[Fault]) -> u8 {
        for fault in faults {
            self.error(&fault.message, fault.help.as_deref());
        }
        if faults.is_empty() { 0 } else { 2 }
    }

    /// A line about what was done. Says nothing when quiet.
    pub(super) fn note(&mut self, text: &str) {
        if !self.quiet {
            // One line after another, without a blank line between.
            self.has_spoken = false;
            self.say(&visible(text));
        }
    }

    /// A file that is not as it should be, and how.
    pub(super) fn difference(&mut self, path: &str, what: &str) {
        self.has_spoken = false;
        self.say(&format!("{STRONG}{}{STRONG:#}: {}", visible(path), visible(what)));
    }

    /// The findings of one text; a quiet shell tells only the errors.
    pub(super) fn findings(&mut self, source: &Source, findings: &[Finding]) {
        let told = |finding: &&Finding| !self.quiet || finding.level == Level::Error;
        let told: Vec<Finding> = findings.iter().filter(told).cloned().collect();
        let colour = self.err.current_choice() != ColorChoice::Never;
        self.say(&full(source, &told, colour));
    }

    /// Something outside the documents that went wrong, and what to do about it.
    pub(super) fn error(&mut self, message: &str, help: Option<&str>) {
        let message = visible(message);
        let help = help.map(|help| format!("\n  = {STRONG}hjälp{STRONG:#}: {}", visible(help)));
        let help = help.unwrap_or_default();
        self.say(&format!("{FAULT}fel{FAULT:#}{STRONG}: {message}{STRONG:#}{help}"));
    }

    /// What became of a build, on one line. Says nothing when quiet, and nothing where no document was
    /// found: then the fault has said it all.
    pub(super) fn summary(&mut self, outcome: &Outcome, elapsed: Duration) {
        self.end();
        let found_none = outcome.built + outcome.unchanged + outcome.stopped == 0
            && outcome.faults + outcome.unusable > 0;
        if !self.quiet && !found_none {
            self.say(&summary(outcome, elapsed));
        }
    }

    /// Where a build that comes again and again stands, on one line with the time of day.
    pub(super) fn phase(&mut self, phase: Phase, clock: &str, summary: &str) {
        self.end();
        let words = match phase {
            Phase::Building => "Bygger …".to_owned(),
            Phase::Built => format!("Byggt: {summary}"),
            Phase::Warnings => format!("{CAUTION}Byggt med varningar{CAUTION:#}: {summary}"),
            Phase::Failed => format!("{FAULT}Misslyckades{FAULT:#}: {summary}"),
        };
        if self.quiet && phase != Phase::Failed {
            return;
        }
        // What is told of the build stands below its line, and what became of it below that.
        self.has_spoken &= phase != Phase::Building;
        self.say(&format!("{clock} {words}"));
        self.has_spoken = false;
    }

    /// What became of looking through texts, on one line.
    pub(super) fn lint_summary(&mut self, linted: &Linted, is_strict: bool, elapsed: Duration) {
        if !self.quiet && !linted.texts.is_empty() {
            self.say(&lint_summary(linted, is_strict, elapsed));
        }
    }

    /// Tells why nothing is done. Gives the exit code.
    pub(super) fn stop(&mut self, stop: &Stop) -> u8 {
        match stop {
            Stop::Asked(text) => match self.result(text) {
                Ok(()) => 0,
                Err(error) => {
                    let fault = Fault::io("skriva", Path::new("hjälpen"), &error);
                    self.error(&fault.message, None);
                    2
                }
            },
            Stop::Lost(text) => {
                self.say(text);
                2
            }
            Stop::Wrong { message, help } => {
                self.error(message, Some(help));
                2
            }
        }
    }

    /// So many documents are to be built.
    pub(super) fn start(&mut self, total: usize) {
        self.end();
        if self.quiet || !io::stderr().is_terminal() {
            return;
        }
        let style = ProgressStyle::with_template("{bar:24} {pos} av {len}")
            .expect("the template is well-formed")
            .progress_chars("=> ");
        let bar = ProgressBar::with_draw_target(
            u64::try_from(total).ok(),
            ProgressDrawTarget::hidden(),
        );
        self.progress = Some(Progress { bar: bar.with_style(style), begun: Instant::now() });
    }

    /// One more document is done with.
    pub(super) fn step(&mut self) {
        let Some(Progress { bar, begun }) = &self.progress else { return };
        if bar.is_hidden() && begun.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(1);
    }

    /// Takes the bar away.
    fn end(&mut self) {
        if let Some(progress) = self.progress.take() {
            progress.bar.finish_and_clear();
        }
    }

    /// Words to standard error, with a blank line between one and the next.
    fn say(&mut self, text: &str) {
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        let between = if self.has_spoken { "\n" } else { "" };
        self.has_spoken = true;
        let words = format!("{between}{text}\n");
        let err = &mut self.err;
        // Where nobody listens any more there is nobody to tell.
        let mut write = || drop(err.write_all(words.as_bytes()).and_then(|()| err.flush()));
        match &self.progress {
            Some(progress) => progress.bar.suspend(write),
            None => write(),
        }
    }
}

/// The time of day where the person is: `14:03:12`.
pub(super) fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

/// Whether a stream has colour, where it would have it as `auto` by itself.
fn choice(color: Color, auto: ColorChoice) -> ColorChoice {
    match color {
        Color::Auto => auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// What became of a build, on one line.
pub(super) fn summary(outcome: &Outcome, elapsed: Duration) -> String {
    let Outcome { built, unchanged, errors, warnings, faults, .. } = *outcome;
    let errors = errors + faults;
    let documents = if built == 1 { "dokument byggt" } else { "dokument byggda" };
    let unchanged = match unchanged {
        0 => String::new(),
        1 => ", 1 oförändrat".to_owned(),
        n => format!(", {n} oförändrade"),
    };
    let errors = emphasised(FAULT, errors, "fel");
    let warnings = match warnings {
        0 => String::new(),
        1 => format!(", {}", emphasised(CAUTION, 1, "varning")),
        n => format!(", {}", emphasised(CAUTION, n, "varningar")),
    };
    format!("{built} {documents}{unchanged}, {errors}{warnings}, {}", seconds(elapsed))
}

fn lint_summary(linted: &Linted, is_strict: bool, elapsed: Duration) -> String {
    let findings = || linted.texts.iter().flat_map(|text| &text.findings);
    let count = |level| findings().filter(|finding| finding.level == level).count();
    let (errors, warnings, infos) =
        (count(Level::Error), count(Level::Warning), count(Level::Info));
    let documents = match linted.texts.iter().filter(|text| text.is_document).count() {
        1 => "1 dokument granskat".to_owned(),
        n => format!("{n} dokument granskade"),
    };
    let mut parts = vec![documents];
    match linted.mended {
        0 => {}
        1 => parts.push("1 fynd rättat".to_owned()),
        n => parts.push(format!("{n} fynd rättade")),
    }
    parts.push(emphasised(FAULT, errors + linted.faults.len(), "fel"));
    if warnings > 0 {
        let things = if warnings == 1 { "varning" } else { "varningar" };
        parts.push(emphasised(CAUTION, warnings, things));
    }
    if infos > 0 {
        let things = if infos == 1 { "upplysning" } else { "upplysningar" };
        parts.push(format!("{infos} {things}"));
    }
    match linted.known {
        0 => {}
        1 => parts.push("1 känt sedan förut".to_owned()),
        n => parts.push(format!("{n} kända sedan förut")),
    }
    parts.push(seconds(elapsed));
    let fixable = |safety| {
        let is_fixable =
            |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety == safety);
        findings().filter(is_fixable).count()
    };
    let mut line = parts.join(", ");
    match (fixable(Safety::Safe), fixable(Safety::Unsafe)) {
        (0, 0) => {}
        (safe, 0) => line.push_str(&format!("\n{safe} går att rätta med lgl lint --fix")),
        (0, risky) => line.push_str(&format!(
            "\n{risky} går att rätta med lgl lint --unsafe-fixes: läs igenom efteråt"
        )),
        (safe, risky) => line.push_str(&format!(
            "\n{safe} går att rätta med lgl lint --fix, och {risky} till med --unsafe-fixes: läs igenom efteråt"
        )),
    }
    if is_strict && errors == 0 && warnings > 0 {
        line.push_str("\nVarningar räknas som fel, eftersom --strict är angivet");
    }
    line
}

/// A number of things, in a style where there are any.
fn emphasised(style: Style, number: usize, things: &str) -> String {
    if number == 0 {
        format!("{number} {things}")
    } else {
        format!("{style}{number} {things}{style:#}")
    }
}

/// A duration as a person says it: `1,2 s`, `2 min 3 s`.
fn seconds(duration: Duration) -> String {
    // Nothing takes no time at all.
    let tenths = (duration.as_millis().saturating_add(50) / 100).max(1);
    if tenths < 600 {
        format!("{},{} s", tenths / 10, tenths % 10)
    } else {
        let seconds = (tenths + 5) / 10;
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_calm_line() {
        for (built, unchanged, errors, faults, warnings, expected) in [
            (12, 0, 0, 0, 0, "12 dokument byggda, 0 fel, 1,2 s"),
            (1, 1, 0, 0, 1, "1 dokument byggt, 1 oförändrat, 0 fel, 1 varning, 1,2 s"),
            (
                0,
                999,
                1,
                1,
                23,
                "0 dokument byggda, 999 oförändrade, 2 fel, 23 varningar, 1,2 s",
            ),
        ] {
            let stopped = 3;
            let outcome =
                Outcome { built, unchanged, stopped, errors, warnings, faults, unusable: 0 };
            let shown = summary(&outcome, Duration::from_millis(1234));
            assert_eq!(anstream::adapter::strip_str(&shown).to_string(), expected);
        }
    }

    #[test]
    fn durations_are_swedish() {
        for (milliseconds, expected) in [
            (0, "0,1 s"),
            (149, "0,1 s"),
            (1_250, "1,3 s"),
            (59_940, "59,9 s"),
            (59_960, "1 min 0 s"),
            (123_400, "2 min 3 s"),
        ] {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn a_flag_on_colour_has_the_last_word() {
        assert_eq!(choice(Color::Auto, ColorChoice::Always), ColorChoice::Always);
        assert_eq!(choice(Color::Never, ColorChoice::Always), ColorChoice::Never);
        assert_eq!(choice(Color::Always, ColorChoice::Never), ColorChoice::Always);
    }
}
