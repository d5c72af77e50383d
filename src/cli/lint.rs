//! `lgl lint` and `lgl baseline`: what a careful secretary would find, and what of it can be mended.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Lint;
use super::shell::Shell;
use crate::check::catalogue;
use crate::diagnostic::{Finding, Level, Safety};
use crate::publish::{
    BASELINE_FILE, Disk, Fault, Input, LintRequest, Linted, LintedText, LocalDisk, Project,
    lint, shown, write_baseline, write_mended,
};
use crate::report::{Checked, Report, RuleDoc, diff};
use crate::source::MAX_BYTES;

/// Looks at what is asked for, mends what is asked for, and tells the rest. Gives the exit code.
pub(super) fn run(options: &Lint, shell: &mut Shell) -> u8 {
    let begun = Instant::now();
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let input = match input(options, &current) {
        Ok(input) => input,
        Err(fault) => return shell.faults(&[fault]),
    };
    let is_input = input.is_some();
    let mend = match options {
        Lint { unsafe_fixes: true, .. } => Some(Safety::Unsafe),
        Lint { fix: true, .. } | Lint { diff: true, .. } => Some(Safety::Safe),
        _ => None,
    };
    let paths = if is_input { &[][..] } else { &options.paths };
    let request = LintRequest {
        paths: paths.iter().map(|path| current.join(path)).collect(),
        input,
        mend,
        ignores_baseline: options.no_baseline,
        current,
    };
    if let Some(fault) =
        options.output_file.as_ref().and_then(|path| unfit(&disk, path, &request.current))
    {
        return shell.faults(&[fault]);
    }
    let mut linted = lint(&disk, &request);
    if options.diff {
        return show_difference(&linted, shell);
    }
    if mend.is_some() && !is_input {
        write_mended(&disk, &request, &mut linted);
    }
    if let Some(text) = linted.texts.first().filter(|_| is_input && mend.is_some()) {
        // The mended text is the result; what is left of findings are words about it.
        if shell.result(text.source.text()).is_err() {
            return 2;
        }
        shell.findings(&text.source, &text.findings);
    } else if let Err(fault) = report(&disk, options, &request.current, &linted, shell) {
        linted.faults.push(fault);
    }
    shell.faults(&linted.faults);
    shell.lint_summary(&linted, options.strict, begun.elapsed());
    exit_code(options, &linted)
}

/// Notes every finding of the project as known. Gives the exit code.
pub(super) fn baseline(shell: &mut Shell) -> u8 {
    let disk = LocalDisk;
    let Some(current) = shell.current(&disk) else { return 2 };
    let project = match Project::find(&disk, &current, &current) {
        Ok(Some(project)) => project,
        Ok(None) => {
            let fault =
                Fault::new("Här finns inget projekt: varken lgl.yaml eller en mapp protocols")
                    .help("Gå till projektets mapp.");
            return shell.faults(&[fault]);
        }
        Err(fault) => return shell.faults(&[fault]),
    };
    let request = LintRequest { current, ignores_baseline: true, ..LintRequest::default() };
    let linted = lint(&disk, &request);
    if !linted.faults.is_empty() || linted.unusable > 0 {
        // A baseline with holes would let what was not looked at pass as new.
        return shell.faults(&linted.faults).max(2);
    }
    match write_baseline(&disk, &project, &linted.texts) {
        Ok((_, count)) => {
            let findings = if count == 1 { "fynd antecknat" } else { "fynd antecknade" };
            shell.note(&format!(
                "{count} {findings} i {BASELINE_FILE}: lgl lint visar bara nya"
            ));
            0
        }
        Err(fault) => shell.faults(&[fault]),
    }
}

/// The text of standard input, where that is asked for.
fn input(options: &Lint, current: &Path) -> Result<Option<Input>, Fault> {
    let is_input = |path: &PathBuf| path.as_os_str() == "-";
    if !options.paths.iter().any(is_input) {
        return match &options.stdin_filename {
            Some(_) => Err(Fault::new("--stdin-filename gäller bara text från standard in")
                .help("Skriv - i stället för filens namn.")),
            None => Ok(None),
        };
    }
    if options.paths.len() > 1 {
        return Err(Fault::new("Standard in går inte att granska tillsammans med filer")
            .help("Skriv bara -, eller bara filernas namn."));
    }
    let name =
        options.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("standard-in.md"));
    Ok(Some(Input { path: current.join(name), bytes: standard_input()? }))
}

/// Everything that standard input holds, up to the largest text that is read.
pub(super) fn standard_input() -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::new(format!("Standard in går inte att läsa: {error}")))?;
    Ok(bytes)
}

/// Shows what mending would change. Gives the exit code: 1 where something would.
fn show_difference(linted: &Linted, shell: &mut Shell) -> u8 {
    let mut would_change = false;
    for text in &linted.texts {
        let Some((_, before)) = &text.before else { continue };
        would_change = true;
        let shown =
            diff([text.source.name(); 2], before, text.source.text(), shell.has_colour());
        if shell.result(&shown).is_err() {
            return 2;
        }
    }
    if !would_change {
        shell.note("Det finns inget att rätta");
    }
    let faults = shell.faults(&linted.faults);
    if faults > 0 || linted.unusable > 0 { 2 } else { u8::from(would_change) }
}

/// Why a report cannot be written to a file, if it cannot. A report never takes the place of somebody's text.
fn unfit(disk: &dyn Disk, path: &Path, current: &Path) -> Option<Fault> {
    const REPORTS: [&str; 4] = ["json", "sarif", "xml", "txt"];
    let full = current.join(path);
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_regular = disk.is_file(&full);
    let is_something = is_regular || disk.canonical(&full).is_ok();
    let holds_report = is_regular && REPORTS.contains(&extension.as_str());
    (is_something && !holds_report).then(|| {
        Fault::new(format!("{} finns redan, och lämnas som den är", shown(path)))
            .help("Skriv ett annat namn, till exempel fynd.json eller fynd.txt.")
    })
}

/// Writes the report where it is asked for.
fn report(
    disk: &dyn Disk,
    options: &Lint,
    current: &Path,
    linted: &Linted,
    shell: &mut Shell,
) -> Result<(), Fault> {
    let format = options.format();
    let is_for_people = matches!(format.name, "full" | "concise");
    // A quiet run tells a person only of the errors; a program gets all there is.
    let errors: Vec<Vec<Finding>> = linted
        .texts
        .iter()
        .map(|text| {
            let is_error = |finding: &&Finding| finding.level >= error_level(options);
            text.findings.iter().filter(is_error).cloned().collect()
        })
        .collect();
    let checked: Vec<Checked<'_>> = linted
        .texts
        .iter()
        .zip(&errors)
        .map(|(LintedText { source, path, findings, .. }, errors)| Checked {
            source,
            path,
            findings: if shell.is_quiet() && is_for_people { errors } else { findings },
        })
        .collect();
    let mut rules: Vec<RuleDoc<'_>> =
        catalogue().map(|entry| RuleDoc { rule: entry.rule, page: entry.page }).collect();
    rules.sort_by_key(|doc| doc.rule.code);
    let text = format.write(&Report {
        checked: &checked,
        rules: &rules,
        colour: options.output_file.is_none() && shell.has_colour(),
        version: env!("CARGO_PKG_VERSION"),
    });
    match &options.output_file {
        Some(path) => {
            disk.write(&current.join(path), text.as_bytes())
                .map_err(|error| Fault::io("skriva", path, &error))?;
            shell.note(&format!("Fynden är skrivna i {}", shown(path)));
            Ok(())
        }
        None => shell
            .result(&text)
            .map_err(|error| Fault::new(format!("Standard ut går inte att skriva: {error}"))),
    }
}

/// The level from which a finding counts as an error.
fn error_level(options: &Lint) -> Level {
    if options.strict { Level::Warning } else { Level::Error }
}

fn exit_code(options: &Lint, linted: &Linted) -> u8 {
    if !linted.faults.is_empty() || linted.unusable > 0 {
        return 2;
    }
    let least = error_level(options);
    let mut findings = linted.texts.iter().flat_map(|text| &text.findings);
    u8::from(findings.any(|finding| finding.level >= least))
}
