//! The minutes that an annex belongs to: what it takes over from them, and how it names them.

use serde::Serialize;

use super::{Date, Kind, Minutes, Text};
use crate::source::Spanned;

/// The minutes that an annex belongs to, as far as the annex needs them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parent {
    /// What kind of document they are.
    pub kind: Kind,
    /// Their title, as it is shown.
    pub heading: String,
    /// Their day.
    pub date: Option<Date>,
    /// Their registry number.
    pub registry_number: Option<String>,
    /// The place from one and the title that their list of annexes gives this one, where it stands there.
    pub listed: Option<(usize, String)>,
    /// Their file as a link in the annex would name it.
    pub link: String,
}

impl Kind {
    /// What a document of the kind is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Minutes => "Protokoll",
            Self::Notes => "Minnesanteckningar",
            Self::Conference => "Konferens",
            Self::Annex => "Bilaga",
            Self::Slides => "Bildspel",
        }
    }
}

impl Minutes {
    /// The day: the document's own, or that of the minutes which it belongs to.
    pub fn date(&self) -> Option<Date> {
        let inherited = || self.parent.as_ref().filter(|_| !self.meeting.has_faulty_date)?.date;
        self.meeting.date.as_ref().map(|date| date.value).or_else(inherited)
    }

    /// The registry number: the document's own, or that of the minutes which it belongs to.
    pub fn registry_number(&self) -> Option<&str> {
        let own = self.meeting.registry_number.as_ref().map(|number| number.value.as_str());
        own.or_else(|| self.parent.as_ref()?.registry_number.as_deref())
    }

    /// The number of an annex: its own, or its place in the list of the minutes which it belongs to.
    pub fn annex_number(&self) -> Option<String> {
        let place = || Some(self.parent.as_ref()?.listed.as_ref()?.0.to_string());
        self.number.as_ref().map(|number| bare_number(&number.value).to_owned()).or_else(place)
    }

    /// The title as it is shown: the writer's, or one that is made from what is known.
    pub fn heading(&self) -> String {
        let title = self.title.as_ref().map(|title| title.value.as_str());
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            return title.to_owned();
        }
        let kind = self.kind.title();
        if self.kind == Kind::Annex {
            let listed = self.parent.as_ref().and_then(|parent| parent.listed.as_ref());
            return match (listed, self.annex_number()) {
                (Some((_, title)), _) => title.clone(),
                (None, Some(number)) => format!("{kind} {number}"),
                (None, None) => kind.to_owned(),
            };
        }
        self.date().map_or_else(|| kind.to_owned(), |date| format!("{kind} {}", date.long()))
    }

    /// The file that the document says it belongs to, as it would be linked to: with its extension.
    pub fn home_file(&self) -> Option<String> {
        let typed = self.belongs_to.as_ref().filter(|_| self.can_belong())?;
        Some(document_file(&typed.value))
    }

    /// The day of the meeting that the document says it belongs to, where it names no file.
    pub fn home_day(&self) -> Option<Date> {
        let typed = self.belongs_to.as_ref().filter(|_| self.can_belong())?;
        if let Ok(day) = Date::parse(&typed.value) {
            return Some(day);
        }
        if typed.value.contains(['/', '\\', '.']) {
            return None;
        }
        // As one writes it to a person: "18 september 2026".
        let spoken = Text::alone(&Spanned::new(typed.value.clone(), typed.span));
        match spoken.dates.as_slice() {
            [only] => only.date,
            _ => None,
        }
    }

    /// Is it of a kind that belongs to a meeting's document?
    pub fn can_belong(&self) -> bool {
        matches!(self.kind, Kind::Annex | Kind::Slides)
    }
}

/// The file that a document is read from, where somebody names it with or without extension, or what is built
/// from it.
pub fn document_file(named: &str) -> String {
    let path = named.replace('\\', "/");
    let lower = path.to_ascii_lowercase();
    let extension = [".md", ".pdf", ".html"].into_iter().find(|it| lower.ends_with(it));
    if extension == Some(".md") {
        return path;
    }
    let length = path.len() - extension.map_or(0, str::len);
    format!("{}.md", &path[..length])
}

/// The number of an annex without the word: "Bilaga 1a" as "1a".
pub fn bare_number(number: &str) -> &str {
    let word = number.get(..6).filter(|word| word.eq_ignore_ascii_case("bilaga"));
    word.map_or(number, |word| number[word.len()..].trim_start())
}
