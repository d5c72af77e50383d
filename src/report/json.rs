//! Findings as data: what `--format json` writes and `schemas/fynd.schema.json` describes.
//!
//! A promise to others: keys are only added.

use schemars::JsonSchema;
use serde::Serialize;

use super::fingerprint::with_fingerprints;
use super::{Checked, Report, pretty};
use crate::diagnostic::{self, Finding, Level, Safety};
use crate::source::{Source, Span};

/// Version of the form; grows when a key is added.
const VERSION: u32 = 1;

pub(super) fn write(report: &Report<'_>) -> String {
    pretty(&Findings::of(report))
}

/// The findings of a run.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "lgl: fynd i protokoll")]
pub struct Findings {
    /// Version of this form; grows when a key is added.
    pub version: u32,
    /// The findings, file by file, in the order of the text.
    pub findings: Vec<FindingData>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Finding")]
pub struct FindingData {
    /// Code of the rule, such as `LGL103`. It never means anything else.
    pub code: &'static str,
    /// Name of the rule, such as `beslut-saknas`.
    pub name: &'static str,
    /// How much it matters.
    pub level: LevelData,
    /// What is wrong: one Swedish phrase without a final stop.
    pub message: String,
    /// What to do: Swedish sentences.
    pub help: Option<String>,
    /// Path of the file from the project's root, with forward slashes.
    pub path: String,
    /// Where it begins.
    pub start: PlaceData,
    /// Where it ends: the place after its last character, or `start` where something is missing.
    pub end: PlaceData,
    /// Other places in the file that explain it.
    pub related: Vec<RelatedData>,
    /// The change that mends it, where that is known.
    pub fix: Option<FixData>,
    /// What it is known by from one run to the next, though its line may move: 32 hexadecimal digits.
    pub fingerprint: String,
}

/// How much a finding matters.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Level")]
pub enum LevelData {
    /// Stops the document from being published.
    Error,
    /// Ought to be mended.
    Warning,
    /// Worth knowing.
    Info,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Place")]
pub struct PlaceData {
    /// Line, from one.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Column from one, in characters (Unicode code points). A byte order mark is none.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// Offset from the beginning of the file, from zero, in bytes.
    pub byte: usize,
}

/// Another place that explains a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Related")]
pub struct RelatedData {
    /// A few Swedish words about it.
    pub message: String,
    /// Where it begins.
    pub start: PlaceData,
    /// The place after its last character.
    pub end: PlaceData,
}

/// A change that mends a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Fix")]
pub struct FixData {
    /// What it does to what the minutes mean.
    pub safety: SafetyData,
    /// The changes, in the order of the text; no two overlap. All are made, or none.
    pub edits: Vec<EditData>,
}

/// Does a fix leave what the minutes mean as it was?
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Safety")]
pub enum SafetyData {
    /// The minutes still mean the same.
    Safe,
    /// A fact is added, removed or guessed: a person ought to look at it.
    Unsafe,
}

/// One place that is replaced.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Edit")]
pub struct EditData {
    /// Where what goes begins.
    pub start: PlaceData,
    /// The place after its last character.
    pub end: PlaceData,
    /// What comes instead.
    pub text: String,
}

impl Findings {
    /// The findings of a report.
    pub fn of(report: &Report<'_>) -> Self {
        Self { version: VERSION, findings: report.checked.iter().flat_map(of_one).collect() }
    }
}

/// The findings of one text.
fn of_one(checked: &Checked<'_>) -> Vec<FindingData> {
    with_fingerprints(checked)
        .map(|(finding, fingerprint)| FindingData::new(checked, finding, fingerprint))
        .collect()
}

impl FindingData {
    fn new(checked: &Checked<'_>, finding: &Finding, fingerprint: String) -> Self {
        let source = checked.source;
        let (start, end) = places(source, finding.span);
        Self {
            code: finding.rule.code,
            name: finding.rule.name,
            level: finding.level.into(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            path: checked.path.to_owned(),
            start,
            end,
            related: finding.related.iter().map(|it| RelatedData::new(source, it)).collect(),
            fix: finding.fix.as_ref().map(|fix| FixData::new(source, fix)),
            fingerprint,
        }
    }
}

impl RelatedData {
    fn new(source: &Source, related: &diagnostic::Related) -> Self {
        let (start, end) = places(source, related.span);
        Self { message: related.message.clone(), start, end }
    }
}

impl FixData {
    fn new(source: &Source, fix: &diagnostic::Fix) -> Self {
        let edit = |edit: diagnostic::Edit| {
            let (start, end) = places(source, edit.span);
            EditData { start, end, text: edit.text }
        };
        Self {
            safety: fix.safety.into(),
            edits: fix.edits_in(source).into_iter().map(edit).collect(),
        }
    }
}

/// Where a span begins and ends.
fn places(source: &Source, span: Span) -> (PlaceData, PlaceData) {
    let place = |byte: usize| {
        let place = source.place(byte);
        PlaceData { line: place.line, column: place.column, byte }
    };
    (place(span.start), place(span.end))
}

impl From<Level> for LevelData {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Info => Self::Info,
        }
    }
}

impl From<Safety> for SafetyData {
    fn from(safety: Safety) -> Self {
        match safety {
            Safety::Safe => Self::Safe,
            Safety::Unsafe => Self::Unsafe,
        }
    }
}
