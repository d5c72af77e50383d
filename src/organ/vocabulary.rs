//! The kinds of documents and of sections: what a body can set rules for.

use super::Organ;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Level;

/// The kind of a document (typ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// `protokoll`.
    Minutes,
    /// `minnesanteckningar`.
    Notes,
    /// `konferens`.
    Conference,
    /// `bilaga`.
    Annex,
    /// `bildspel`.
    Slides,
}

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Välkomna.
    Welcome,
    /// Dagordning.
    Agenda,
    /// Beslut.
    Decisions,
    /// Närvaro.
    Attendance,
    /// Övriga medverkande.
    Others,
    /// Frånvarande.
    Absent,
    /// Avslut.
    Closing,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Minutes, Self::Notes, Self::Conference, Self::Annex, Self::Slides];

    /// The word that front matter and settings use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Minutes => "protokoll",
            Self::Notes => "minnesanteckningar",
            Self::Conference => "konferens",
            Self::Annex => "bilaga",
            Self::Slides => "bildspel",
        }
    }

    /// The kind that a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Are its parts items on an agenda, which are numbered and spoken of by their numbers?
    pub fn has_items(self) -> bool {
        match self {
            Self::Minutes | Self::Notes | Self::Conference => true,
            Self::Annex | Self::Slides => false,
        }
    }
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] = [
        Self::Welcome,
        Self::Agenda,
        Self::Decisions,
        Self::Attendance,
        Self::Others,
        Self::Absent,
        Self::Closing,
    ];

    /// The word that settings use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Welcome => "välkomna",
            Self::Agenda => "dagordning",
            Self::Decisions => "beslut",
            Self::Attendance => "närvaro",
            Self::Others => "övriga",
            Self::Absent => "frånvarande",
            Self::Closing => "avslut",
        }
    }

    /// The role that a word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// The headings that everybody knows it by.
    pub fn usual_headings(self) -> &'static [&'static str] {
        match self {
            Self::Welcome => &[
                "Välkomna",
                "Inledning",
                "Mötets öppnande",
                "Introduktion",
                "Välkommen",
                "Öppnande",
                "Öppnande av mötet",
                "Mötet öppnas",
                "Sammanträdet öppnas",
                "Sammanträdets öppnande",
                "Välkomna och inledning",
                "Välkomna och presentation",
                "Välkommen och inledning",
                "Inledning och presentation",
                "Inledning och välkommen",
            ],
            Self::Agenda => &[
                "Dagordning",
                "Agenda",
                "Föredragningslista",
                "Program",
                "Dagens agenda",
                "Dagens program",
                "Ärendelista",
                "Godkännande av dagordning",
                "Godkännande av dagordningen",
                "Fastställande av dagordning",
                "Fastställande av dagordningen",
                "Genomgång av dagordningen",
                "Dagordning och formalia",
            ],
            Self::Decisions => &["Beslut", "Beslutsärenden"],
            Self::Attendance => &[
                "Närvaro",
                "Närvarande",
                "Närvarande ledamöter",
                "Deltagare",
                "Deltagarlista",
                "Närvarolista",
                "Närvaroförteckning",
                "Närvarande deltagare",
                "Närvarande personer",
                "Närvarande vid mötet",
                "Närvarande ledamöter och ersättare",
                "Mötesdeltagare",
                "Deltagande ledamöter",
                "Deltagare vid mötet",
                "Beslutande",
            ],
            Self::Others => &["Övriga medverkande", "Övriga deltagare", "Övriga närvarande"],
            Self::Absent => &["Frånvarande", "Frånvarande ledamöter", "Frånvaro"],
            Self::Closing => &[
                "Avslut",
                "Avslutning",
                "Mötet avslutas",
                "Mötets avslutande",
                "Sammanträdet avslutas",
                "Sammanträdets avslutande",
                "Avrundning",
                "Sammanfattning och avslut",
                "Avslutning och summering",
            ],
        }
    }

    /// Is it a list of people?
    pub fn is_attendance(self) -> bool {
        matches!(self, Self::Attendance | Self::Others | Self::Absent)
    }
}

impl Organ {
    /// The sections that a kind of document must have, and how much it matters.
    pub fn required_sections(&self, kind: Kind) -> &[(Role, Level)] {
        use Level::{Error, Warning};
        use Role::{Agenda, Attendance, Decisions, Welcome};
        if let Some(own) = self.required.get(&kind) {
            return own;
        }
        match kind {
            Kind::Minutes => {
                &[(Welcome, Error), (Agenda, Error), (Decisions, Error), (Attendance, Error)]
            }
            Kind::Conference => &[
                (Welcome, Error),
                (Agenda, Warning),
                (Decisions, Warning),
                (Attendance, Error),
            ],
            Kind::Notes => &[
                (Welcome, Warning),
                (Agenda, Warning),
                (Decisions, Warning),
                (Attendance, Warning),
            ],
            Kind::Annex | Kind::Slides => &[],
        }
    }
}
