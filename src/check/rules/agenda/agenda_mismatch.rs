//! LGL203: the agenda as it is listed and the headings of the minutes differ.

use super::titles::Title;
use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::{Element, Minutes, Role, role_of};
use crate::organ::Organ;
use crate::prose::{Block, BlockKind, List, ListItem, plain};
use crate::source::Span;

/// The listed agenda and the headings differ.
pub(crate) static RULE: Rule =
    Rule { code: "LGL203", name: "dagordning-skiljer", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    // The headings of an annex or of slides are no items.
    if !minutes.kind.has_items() {
        return;
    }
    let Some(list) = listed(minutes) else { return };
    if is_same(minutes, list) {
        return;
    }
    let items: Vec<Listed> = list.items.iter().enumerate().filter_map(Listed::of).collect();
    let headings: Vec<Heading<'_>> = headings(minutes);
    let pairs = pairs(&items, &headings);
    // A list that shares nothing with the headings is about something else.
    if pairs.is_empty() {
        return;
    }
    let lower = Lower::of(minutes, list);
    for (index, item) in items.iter().enumerate() {
        let has_heading = pairs.iter().any(|(own, _)| *own == index);
        if has_heading
            || may_lack_heading(&item.shown, context.organ)
            || lower.is_subheading(&item.title)
        {
            continue;
        }
        findings.push(
            RULE.at(item.span, format!("”{}” på dagordningen har ingen rubrik", item.shown))
                .help("Skriv en rubrik för punkten, eller ta bort den från dagordningen."),
        );
    }
    for (index, heading) in headings.iter().enumerate() {
        let is_listed = pairs.iter().any(|(_, own)| *own == index);
        if is_listed
            || heading.title.is_empty()
            || may_be_unlisted(heading)
            || lower.is_subitem(&heading.title)
            || lower.has_listed_part(heading.span, &items)
        {
            continue;
        }
        let mut finding = RULE
            .at(heading.span, format!("”{}” står inte på dagordningen", heading.shown))
            .help("Lägg till punkten i listan under Dagordning.")
            .related(items.first().map_or(heading.span, |item| item.span), "dagordningen");
        let before = pairs.iter().filter(|(_, own)| *own < index).max_by_key(|(_, own)| *own);
        if let Some(edits) =
            before.and_then(|(item, _)| insertion(list, items[*item].index, heading.shown))
        {
            finding = finding.fix(Fix::risky(edits));
        }
        findings.push(finding);
    }
    for index in out_of_order(&pairs) {
        let heading = &headings[pairs[index].1];
        findings.push(
            RULE.at(
                heading.span,
                format!("”{}” står på en annan plats än på dagordningen", heading.shown),
            )
            .help("Ordna listan under Dagordning och rubrikerna på samma sätt.")
            .related(items[pairs[index].0].span, "platsen på dagordningen"),
        );
    }
}

/// The list under the heading of the agenda, where there is one of two items or more.
fn listed(minutes: &Minutes) -> Option<&List> {
    let elements = &minutes.section(Role::Agenda)?.elements;
    elements.iter().find_map(|element| match element {
        Element::Prose(Block { kind: BlockKind::List(list), .. }) if list.items.len() > 1 => {
            Some(list)
        }
        _ => None,
    })
}

/// Are list and headings the same to the letter, as they are as a rule?
fn is_same(minutes: &Minutes, list: &List) -> bool {
    let mut headings = minutes.sections.iter().filter(|section| section.number.is_some());
    let all = list.items.iter().all(|item| {
        let [Block { kind: BlockKind::Paragraph(content), .. }] = item.blocks.as_slice() else {
            return false;
        };
        headings.next().is_some_and(|heading| heading.title == plain(content).trim())
    });
    all && headings.next().is_none()
}

/// An item of the listed agenda.
struct Listed {
    /// Its place in the list.
    index: usize,
    shown: String,
    title: Title,
    span: Span,
}

impl Listed {
    fn of((index, item): (usize, &ListItem)) -> Option<Self> {
        let BlockKind::Paragraph(content) = &item.blocks.first()?.kind else { return None };
        let shown = plain(content).trim().to_owned();
        let span = content.iter().map(|inline| inline.span).reduce(Span::cover)?;
        let title = Title::of(without_time(&shown));
        (!title.is_empty()).then_some(Self { index, shown, title, span })
    }
}

/// A heading of the minutes that may stand on the agenda.
struct Heading<'a> {
    shown: &'a str,
    title: Title,
    role: Option<Role>,
    span: Span,
}

fn headings(minutes: &Minutes) -> Vec<Heading<'_>> {
    minutes
        .sections
        .iter()
        .filter(|section| !section.role.is_some_and(Role::is_attendance))
        .map(|section| Heading {
            shown: &section.title,
            title: Title::of(without_time(&section.title)),
            role: section.role,
            span: section.span,
        })
        .collect()
}

/// Items and headings that are the same, in the order of the list. The most alike are paired first.
fn pairs(items: &[Listed], headings: &[Heading<'_>]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (index, item) in items.iter().enumerate() {
        // As a rule both rows are the same.
        let same = headings.get(index).filter(|heading| heading.title == item.title);
        if same.is_some() {
            candidates.push((100, 0, index, index));
            continue;
        }
        for (place, heading) in headings.iter().enumerate() {
            if let Some(likeness) = item.title.likeness(&heading.title) {
                candidates.push((likeness, index.abs_diff(place), index, place));
            }
        }
    }
    candidates.sort_by_key(|(likeness, apart, ..)| (std::cmp::Reverse(*likeness), *apart));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, _, item, heading) in candidates {
        if pairs.iter().all(|(own, other)| *own != item && *other != heading) {
            pairs.push((item, heading));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The pairs whose headings do not stand in the order of the list, the fewest that explain it.
fn out_of_order(pairs: &[(usize, usize)]) -> Vec<usize> {
    // The longest row of headings in order that ends with each pair, and the pair before in it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (index, (_, heading)) in pairs.iter().enumerate() {
        let before = (0..index)
            .filter(|before| pairs[*before].1 < *heading)
            .max_by_key(|before| best[*before].0);
        best.push((before.map_or(0, |before| best[before].0) + 1, before));
    }
    let mut next = (0..pairs.len()).max_by_key(|index| best[*index].0);
    let mut in_order = vec![false; pairs.len()];
    while let Some(index) = next {
        in_order[index] = true;
        next = best[index].1;
    }
    (0..pairs.len()).filter(|index| !in_order[*index]).collect()
}

/// Pauses have no heading, nor do the opening and closing of a meeting as a rule, nor questions nobody asked.
fn may_lack_heading(item: &str, organ: &Organ) -> bool {
    const NO_ITEMS: [&str; 11] = [
        "paus",
        "lunch",
        "fika",
        "kaffe",
        "bensträckare",
        "övrig",
        "nästa möte",
        "öppn",
        "avslut",
        "upprop",
        "incheckning",
    ];
    let item = without_time(item);
    let lower = item.to_lowercase();
    NO_ITEMS.iter().any(|word| lower.contains(word)) || role_of(item, organ).is_some()
}

/// Known headings need no item, nor does what opens and closes a meeting, whatever it is called.
fn may_be_unlisted(heading: &Heading<'_>) -> bool {
    const FRAME: [&str; 5] = ["välkom", "öppn", "inledning", "avslut", "upprop"];
    let lower = without_time(heading.shown).to_lowercase();
    heading.role.is_some()
        || lower.split_whitespace().count() <= 3
            && FRAME.iter().any(|word| lower.contains(word))
}

/// An item without the time before it: "kl. 10.00–10.30 Inledning".
fn without_time(item: &str) -> &str {
    let item = item.trim_start();
    let bare = ["kl. ", "Kl. ", "kl ", "Kl ", "klockan ", "Klockan "]
        .iter()
        .find_map(|word| item.strip_prefix(word))
        .unwrap_or(item);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || " .:–-".contains(c));
    if rest.is_empty() || rest.len() == bare.len() { item } else { rest }
}

/// What stands a level below: the subheadings of the minutes and the lists within the agenda's list.
struct Lower {
    /// Each with the place of the heading that it stands under.
    subheadings: Vec<(Span, Title)>,
    subitems: Vec<Title>,
}

impl Lower {
    fn of(minutes: &Minutes, list: &List) -> Self {
        let subheadings = minutes.elements().filter_map(|(section, element)| match element {
            Element::Subheading(heading) => {
                Some((section?.span, Title::of(&plain(&heading.content))))
            }
            _ => None,
        });
        let below = list.items.iter().flat_map(|item| &item.blocks);
        let subitems = below.filter_map(|block| match &block.kind {
            BlockKind::List(list) => Some(&list.items),
            _ => None,
        });
        let subitems = subitems.flatten().enumerate().filter_map(Listed::of);
        Self {
            subheadings: subheadings.collect(),
            subitems: subitems.map(|item| item.title).collect(),
        }
    }

    fn is_subheading(&self, item: &Title) -> bool {
        self.subheadings.iter().any(|(_, known)| known.likeness(item).is_some())
    }

    /// Is a part of the item listed, though the item is not?
    fn has_listed_part(&self, heading: Span, items: &[Listed]) -> bool {
        self.subheadings.iter().any(|(section, known)| {
            *section == heading && items.iter().any(|item| item.title.likeness(known).is_some())
        })
    }

    fn is_subitem(&self, heading: &Title) -> bool {
        self.subitems.iter().any(|known| known.likeness(heading).is_some())
    }
}

/// The heading as an item of its own after an item of the list. The numbers after it grow by one.
fn insertion(list: &List, after: usize, heading: &str) -> Option<Vec<Edit>> {
    let item = list.items.get(after)?;
    let [Block { kind: BlockKind::Paragraph(content), .. }] = item.blocks.as_slice() else {
        return None;
    };
    // What Markdown could read as a sign would be something else in a list.
    let is_plain = heading.chars().all(|c| c.is_alphanumeric() || " ,.:–-/()”?!".contains(c))
        && heading.starts_with(|c: char| c.is_alphabetic() || c == '”');
    if !is_plain {
        return None;
    }
    let end = content.last()?.span.end;
    let number = |index: usize| list.start.map(|start| start + index as u64);
    let marker = number(after + 1).map_or("-".to_owned(), |number| format!("{number}."));
    let mut edits = vec![Edit::insert(end, format!("\n{marker} {heading}"))];
    for (index, item) in list.items.iter().enumerate().skip(after + 1) {
        let (Some(old), Some(new)) = (number(index), number(index + 1)) else { break };
        let digits = old.to_string().len();
        let first = item.blocks.first()?.span.start;
        // Anything but the number, a mark and a blank is typed otherwise and stays.
        if first == item.span.start + digits + 2 {
            let place = Span::new(item.span.start, item.span.start + digits);
            edits.push(Edit::replace(place, new.to_string()));
        }
    }
    Some(edits)
}
