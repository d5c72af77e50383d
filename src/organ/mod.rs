//! A body (organ): who it is, its members, its words and its look, read from one template folder.

mod built_in;
mod contrast;
mod keys;
mod look;
mod members;
mod municipalities;
pub mod phrases;
mod read;
mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::Level;

pub use built_in::{BASE, base, built_in, built_in_names, is_of_base, own};
pub use contrast::{CONTRAST, contrast};
pub use keys::KEYS;
pub use look::{Colour, Fonts, Logo, Look, Palette, Sheet};
pub use members::{MemberNames, Naming};
pub use read::{ORGAN_FILE, read};
pub use vocabulary::{Kind, Role};

/// The files of a template folder, by path with forward slashes.
pub type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// A body and the files of its template folder.
#[derive(Clone, Debug)]
pub struct Organ {
    /// Name of its folder, such as `lgl`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// One line about what it does.
    pub tagline: String,
    /// Other names that it is known under in running text.
    pub variants: Vec<String>,
    /// Ways in which its names are often misspelt, each with the name that is meant.
    pub misspelt: Vec<(String, String)>,
    /// The parts of its names that are often misspelt, each with the right spelling.
    pub misspelt_parts: Vec<(String, String)>,
    /// Language of its documents unless they say otherwise (BCP 47).
    pub language: String,
    /// Member organisations, in the order of the footer and of attendance.
    pub members: Vec<Member>,
    /// Roles that stand where an organisation stands ("brukarrepresentant").
    pub roles: Vec<String>,
    /// Groups of the body or beside it, which people may stand for as for an organisation ("Samordnande grupp Barn och
    /// unga").
    pub groups: Vec<String>,
    /// The mail domains of the body and its members (`regionkalmar.se`), in lower case: whoever has an address
    /// there has it for the office.
    pub domains: Vec<String>,
    /// Conformance of its PDF files beside PDF/UA-1.
    pub pdf: PdfStandard,
    /// How its documents look.
    pub look: Look,
    /// Every file of its folder, by path with forward slashes.
    pub files: Files,
    /// Headings that the body has for a role, beside the usual ones.
    pub headings: Vec<(Role, String)>,
    /// Sections that a kind of document must have, and how much it matters; replaces the usual ones.
    pub required: BTreeMap<Kind, Vec<(Role, Level)>>,
    /// Must its minutes have a registry number (diarienummer)?
    pub needs_registry_number: bool,
    /// Is it a board under the Local Government Act (Kommunallagen), so that the rules for boards hold?
    pub is_board: bool,
    /// How many seats a board has, so that it is known when it may decide.
    pub seats: Option<usize>,
    /// Its names, its members' and its roles' as they are found in running text.
    pub phrases: phrases::Phrases,
    /// The names of its members as they are looked up.
    pub member_names: MemberNames,
}

/// A member organisation (medlem).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Canonical name.
    pub name: String,
    /// Other names that it is known under.
    pub aliases: Vec<String>,
}

/// Which part of PDF/A (ISO 19005) a body's files conform to, always beside PDF/UA-1 (ISO 14289-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfStandard {
    /// PDF/A-2a.
    A2a,
    /// PDF/A-3a, with the Markdown source and the JSON attached.
    A3a,
}

impl PdfStandard {
    /// Every standard with the word that `organ.yaml` uses.
    pub const ALL: [(Self, &'static str); 2] = [(Self::A2a, "a-2a"), (Self::A3a, "a-3a")];
}

impl Organ {
    /// A file of its folder as it is shown to a person: `templates/lgl/style.css`, or the base's where the body has
    /// none of its own.
    pub fn shown(&self, path: &str) -> String {
        let of_base = self.files.get(path).is_some_and(|bytes| is_of_base(path, bytes));
        format!("templates/{}/{path}", if of_base { BASE } else { &self.id })
    }

    /// Every name that it is known under: full, short, the others, and those that are misspelt.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let misspelt = self.misspelt.iter().map(|(wrong, _)| wrong.as_str());
        self.right_names().chain(misspelt)
    }

    /// Every name that it may be called: full, short and the others.
    pub fn right_names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.name, &self.short].into_iter().chain(&self.variants);
        names.map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The canonical name of the member that a text names, however it is written.
    pub fn member(&self, text: &str) -> Option<&str> {
        let (index, _) = self.member_named(text)?;
        Some(self.members[index].name.as_str())
    }

    /// Is it a role or a group that stands where an organisation stands?
    pub fn is_role(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.roles.iter().chain(&self.groups).any(|known| known.to_lowercase() == text)
    }
}
