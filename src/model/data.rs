//! The public form of a document as data: what `--format json` writes and the JSON Schema describes.
//!
//! A promise to others: keys are only added. The model itself is free to change.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Number;

use super::poll::{Decimal, ScaleEnd, Unit};
use super::{Annex, Element, Mark, Marked, Minutes, Person, Role, Section};
use crate::prose::{Block, BlockKind, Inline, plain};
use crate::source::Spanned;

/// One document as data.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "lgl: ett dokument som data")]
pub struct Document {
    /// Version of this form; grows when a key is added.
    pub version: u32,
    /// Kind of document: `protokoll`, `minnesanteckningar`, `konferens`, `bilaga` or `bildspel`.
    pub kind: String,
    /// Name of the body's folder.
    pub organ: String,
    /// Name of the body.
    pub organ_name: String,
    /// Title, as it is shown.
    pub title: String,
    /// Language (BCP 47).
    pub language: String,
    /// Day of the meeting (ISO 8601).
    pub date: Option<String>,
    /// Hours, as they are shown.
    pub time: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Chair (ordförande).
    pub chair: Option<String>,
    /// Secretary (sekreterare).
    pub secretary: Option<String>,
    /// Adjusters (justerare).
    pub adjusters: Vec<String>,
    /// Registry number (diarienummer).
    pub registry_number: Option<String>,
    /// Day when the adjusters signed (ISO 8601).
    pub adjusted: Option<String>,
    /// The notice that the minutes are adjusted (anslag).
    pub notice: Option<NoticeData>,
    /// `utkast`, `fastställt` or `justerat`.
    pub status: Option<String>,
    /// Day of the previous meeting (ISO 8601).
    pub previous_meeting: Option<String>,
    /// The next meeting.
    pub next_meeting: Option<Next>,
    /// What an annex belongs to.
    pub belongs_to: Option<String>,
    /// Number of an annex.
    pub number: Option<String>,
    /// Sections in order.
    pub items: Vec<Item>,
    /// Decisions in order.
    pub decisions: Vec<DecisionData>,
    /// Assignments, statements, dissents, notes, proposals, votes and recusals in order.
    pub remarks: Vec<RemarkData>,
    /// Answers to polls in order.
    pub polls: Vec<PollData>,
    /// People, by list.
    pub attendance: Attendance,
    /// Annexes.
    pub annexes: Vec<AnnexData>,
}

/// The next meeting.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Next {
    /// Day (ISO 8601).
    pub date: Option<String>,
    /// Hours.
    pub time: Option<String>,
    /// Place.
    pub place: Option<String>,
}

/// The notice that the minutes are adjusted (anslag).
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoticeData {
    /// Day when it was put up (ISO 8601).
    pub posted: Option<String>,
    /// Day when it is taken down (ISO 8601).
    pub removed: Option<String>,
    /// Where the minutes are kept.
    pub place: Option<String>,
}

/// One section.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// Number on the agenda; none for attendance.
    pub number: Option<usize>,
    /// The paragraph number (`§ 12`) that a board gives it.
    pub paragraph: Option<usize>,
    /// Heading.
    pub title: String,
    /// What it is for: `välkomna`, `dagordning`, `beslut`, `närvaro`, `övriga`, `frånvarande`, `avslut`.
    pub role: Option<String>,
    /// Anchor in the HTML page.
    pub anchor: String,
    /// Who presents it, as the minutes say.
    pub presenters: Vec<String>,
    /// Anchors of its decisions.
    pub decisions: Vec<String>,
}

/// One decision (beslut).
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DecisionData {
    /// Anchor, such as `2022-11-25/4`.
    pub id: String,
    /// Number in the document.
    pub number: usize,
    /// Anchor of the section it stands in.
    pub item: Option<String>,
    /// What was decided, as plain text.
    pub text: String,
    /// Its clauses, as plain text.
    pub clauses: Vec<String>,
    /// Who does it.
    pub responsible: Option<String>,
    /// No later than (ISO 8601).
    pub due: Option<String>,
}

/// An assignment, statement, dissent, note, proposal, vote or recusal.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RemarkData {
    /// `uppdrag`, `yttrande`, `reservation`, `protokollsanteckning`, `bilaga`, `underlag`, `yrkande`, `omröstning` or
    /// `jäv`.
    pub kind: String,
    /// Whose words they are.
    pub about: Option<String>,
    /// Anchor of the section it stands in.
    pub item: Option<String>,
    /// Plain text.
    pub text: String,
    /// Who does it.
    pub responsible: Option<String>,
    /// No later than (ISO 8601).
    pub due: Option<String>,
}

/// The answer to a poll: one value on a scale, or how many gave each answer.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PollData {
    /// `skala` or `diagram`.
    pub kind: String,
    /// Anchor of the section it stands in.
    pub item: Option<String>,
    /// What was asked.
    pub question: String,
    /// The value on a scale.
    pub value: Option<Number>,
    /// What the value on a scale is, such as `medelvärde`.
    pub measure: Option<String>,
    /// The left end of a scale.
    pub from: Option<PollEndData>,
    /// The right end of a scale.
    pub to: Option<PollEndData>,
    /// The answers of a chart in order.
    pub answers: Vec<PollAnswerData>,
    /// What the counts of a chart are: `procent`, or a word such as `kommuner`.
    pub unit: Option<String>,
    /// How many answered.
    pub respondents: Option<Number>,
}

/// One end of a scale.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PollEndData {
    /// Its number.
    pub value: Number,
    /// What it means.
    pub text: Option<String>,
}

/// One answer of a chart.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PollAnswerData {
    /// What was answered.
    pub text: String,
    /// By how many.
    pub count: Number,
}

/// People, by list.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attendance {
    /// Närvarande.
    pub present: Vec<OrganisationData>,
    /// Övriga medverkande.
    pub others: Vec<OrganisationData>,
    /// Frånvarande.
    pub absent: Vec<OrganisationData>,
}

/// The people of one organisation.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationData {
    /// Organisation or role; none where nothing is known.
    pub organisation: Option<String>,
    /// Is it a member of the body?
    pub member: bool,
    /// Its people in order.
    pub people: Vec<PersonData>,
}

/// One person.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonData {
    /// Name.
    pub name: String,
    /// What they do.
    pub title: Option<String>,
    /// Remarks, such as `via länk`.
    pub remarks: Vec<String>,
}

/// One annex (bilaga).
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnnexData {
    /// Number.
    pub number: usize,
    /// Title.
    pub title: String,
    /// File or address.
    pub target: String,
}

/// A document as data. `title` is the title as it is shown.
pub fn document(minutes: &Minutes, organ: &crate::organ::Organ, title: &str) -> Document {
    let meeting = &minutes.meeting;
    let text =
        |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    Document {
        version: 1,
        kind: minutes.kind.word().to_owned(),
        organ: organ.id.clone(),
        organ_name: organ.name.clone(),
        title: title.to_owned(),
        language: minutes.language.clone(),
        date: minutes.date().map(|date| date.to_string()),
        time: text(&meeting.time),
        place: text(&meeting.place),
        chair: text(&meeting.chair),
        secretary: text(&meeting.secretary),
        adjusters: meeting.adjusters.iter().map(|name| name.value.clone()).collect(),
        registry_number: minutes.registry_number().map(str::to_owned),
        adjusted: meeting.adjusted.as_ref().map(|date| date.value.to_string()),
        notice: meeting.notice.as_ref().map(|notice| NoticeData {
            posted: notice.posted.as_ref().map(|date| date.value.to_string()),
            removed: notice.removed.as_ref().map(|date| date.value.to_string()),
            place: text(&notice.place),
        }),
        status: meeting.status.as_ref().map(|status| status.value.word().to_owned()),
        previous_meeting: meeting.previous.as_ref().map(|date| date.value.to_string()),
        next_meeting: meeting.next.as_ref().map(|next| Next {
            date: next.date.as_ref().map(|date| date.value.to_string()),
            time: text(&next.time),
            place: text(&next.place),
        }),
        belongs_to: text(&minutes.belongs_to),
        number: minutes.annex_number(),
        items: minutes.sections.iter().map(item).collect(),
        decisions: minutes.decisions().filter_map(|(s, marked)| decision(s, marked)).collect(),
        remarks: minutes
            .marked()
            .filter_map(|(section, marked)| remark(section, marked))
            .collect(),
        polls: minutes.elements().filter_map(|(s, element)| poll(s, element)).collect(),
        attendance: Attendance {
            present: organisations(minutes, organ, Role::Attendance),
            others: organisations(minutes, organ, Role::Others),
            absent: organisations(minutes, organ, Role::Absent),
        },
        annexes: minutes.annexes.iter().map(annex).collect(),
    }
}

fn item(section: &Section) -> Item {
    let (mut presenters, mut decisions) = (Vec::new(), Vec::new());
    for element in &section.elements {
        let Element::Marked(marked) = element else { continue };
        match &marked.mark {
            Mark::Presenter => presenters.push(all_text(&marked.blocks)),
            Mark::Decision { anchor, .. } => decisions.push(anchor.clone()),
            _ => {}
        }
    }
    Item {
        number: section.number,
        paragraph: section.paragraph.as_ref().map(|paragraph| paragraph.value),
        title: section.title.clone(),
        role: section.role.map(|role| role.word().to_owned()),
        anchor: section.anchor.clone(),
        presenters,
        decisions,
    }
}

fn decision(section: Option<&Section>, marked: &Marked) -> Option<DecisionData> {
    let Mark::Decision { number, anchor } = &marked.mark else { return None };
    let (lists, texts): (Vec<&Block>, Vec<&Block>) =
        marked.blocks.iter().partition(|block| matches!(block.kind, BlockKind::List(_)));
    let clauses = lists.iter().flat_map(|block| match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| all_text(&item.blocks)).collect(),
        _ => Vec::new(),
    });
    Some(DecisionData {
        id: anchor.clone(),
        number: *number,
        item: section.map(|section| section.anchor.clone()),
        text: all_text(texts),
        clauses: clauses.collect(),
        responsible: marked.responsible.as_ref().map(|name| name.value.clone()),
        due: marked.due.as_ref().map(|date| date.value.to_string()),
    })
}

fn remark(section: Option<&Section>, marked: &Marked) -> Option<RemarkData> {
    let kind = match marked.mark {
        Mark::Assignment => "uppdrag",
        Mark::Statement => "yttrande",
        Mark::Dissent => "reservation",
        Mark::Note => "protokollsanteckning",
        Mark::Annex => "bilaga",
        Mark::Basis => "underlag",
        Mark::Proposal => "yrkande",
        Mark::Vote => "omröstning",
        Mark::Recusal => "jäv",
        Mark::Decision { .. } | Mark::Presenter => return None,
    };
    Some(RemarkData {
        kind: kind.to_owned(),
        about: marked.about.as_ref().map(|about| about.value.clone()),
        item: section.map(|section| section.anchor.clone()),
        text: all_text(&marked.blocks),
        responsible: marked.responsible.as_ref().map(|name| name.value.clone()),
        due: marked.due.as_ref().map(|date| date.value.to_string()),
    })
}

fn poll(section: Option<&Section>, element: &Element) -> Option<PollData> {
    let item = section.map(|section| section.anchor.clone());
    let respondents =
        |number: &Option<Spanned<Decimal>>| number.as_ref().map(|it| it.value.to_json());
    let end = |end: &ScaleEnd| PollEndData {
        value: end.value.value.to_json(),
        text: end.text.as_ref().map(|text| text.value.clone()),
    };
    match element {
        Element::Scale(scale) => Some(PollData {
            kind: "skala".to_owned(),
            item,
            question: scale.question.value.clone(),
            value: Some(scale.value.value.to_json()),
            measure: scale.measure.as_ref().map(|measure| measure.value.clone()),
            from: Some(end(&scale.from)),
            to: Some(end(&scale.to)),
            answers: Vec::new(),
            unit: None,
            respondents: respondents(&scale.respondents),
        }),
        Element::Chart(chart) => Some(PollData {
            kind: "diagram".to_owned(),
            item,
            question: chart.question.value.clone(),
            value: None,
            measure: None,
            from: None,
            to: None,
            answers: chart
                .answers
                .iter()
                .map(|answer| PollAnswerData {
                    text: answer.text.value.clone(),
                    count: answer.count.value.to_json(),
                })
                .collect(),
            unit: chart.unit.as_ref().map(|unit| match unit {
                Unit::Percent => "procent".to_owned(),
                Unit::Word(word) => word.value.clone(),
            }),
            respondents: respondents(&chart.respondents),
        }),
        Element::Prose(_)
        | Element::Subheading(_)
        | Element::Marked(_)
        | Element::People(_) => None,
    }
}

fn organisations(
    minutes: &Minutes,
    organ: &crate::organ::Organ,
    role: Role,
) -> Vec<OrganisationData> {
    super::attendance::grouped(minutes.people(role), organ)
        .into_iter()
        .map(|group| OrganisationData {
            organisation: group.name.map(str::to_owned),
            member: group.is_member,
            people: group.people.into_iter().map(person).collect(),
        })
        .collect()
}

fn person(person: &Person) -> PersonData {
    PersonData {
        name: person.name.value.clone(),
        title: person.title.as_ref().map(|title| title.value.clone()),
        remarks: person.remarks.iter().map(|remark| remark.value.clone()).collect(),
    }
}

fn annex(annex: &Annex) -> AnnexData {
    AnnexData {
        number: annex.number,
        title: annex.title.value.clone(),
        target: annex.target.value.clone(),
    }
}

/// The characters of blocks, a blank between two.
fn all_text<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> String {
    let mut out: Vec<String> = Vec::new();
    for block in blocks {
        crate::prose::each_run(block, &mut |content: &[Inline]| {
            let text = plain(content);
            out.push(text.trim().to_owned());
        });
    }
    out.join(" ").trim().to_owned()
}
