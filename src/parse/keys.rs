//! What may stand in a map: each key with its form and the words that explain it. The schemas that editors
//! use are made from these tables, and the tests hold them to what the readers ask for.

/// A key that may stand in a map.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// The form of its value.
    pub form: Form,
    /// What it is for, in Swedish: an editor shows it beside the key.
    pub help: &'static str,
    /// Must it be there?
    pub need: Need,
    /// A value as it may be written.
    pub example: Option<&'static str>,
    /// What holds where the key is left out, as it is written.
    pub usual: Option<&'static str>,
}

/// Must a key be there?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    No,
    /// It must be there, with a value.
    Yes,
    /// One of the keys of the map that say this must be there.
    OneOfThese,
    /// It must be there unless another key has a certain value.
    Unless(&'static str, &'static str),
}

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A text on one line, numbers and truth values included.
    Text,
    /// Why something is so: a text that must not be empty.
    Reason,
    /// `2026-12-04`.
    Date,
    /// `9.00–12.00`.
    Hours,
    /// `sv`, `sv-FI` (BCP 47).
    Language,
    /// `#rrggbb`.
    Colour,
    /// A whole number, the least and the most of it.
    Number(u32, u32),
    /// A measure with its unit (`26 mm`, or the number alone), the least and the most of it.
    Measure(&'static str, u32, u32),
    /// One of a few words.
    Words(fn() -> Vec<&'static str>),
    /// One value of a form, or a list of them.
    Many(&'static Form),
    /// A text or a day by itself, or a map.
    Either(&'static Form, &'static [Key]),
    /// A map with these keys.
    Map(&'static [Key]),
    /// A map whose keys are free.
    Free(&'static Form),
    /// A map whose keys are some of a few words.
    Keyed(fn() -> Vec<&'static str>, &'static Form),
    /// A map whose keys are codes or names of the rules that a project may do without.
    Rules(&'static Form),
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, form: Form, help: &'static str) -> Self {
        Self { name, form, help, need: Need::No, example: None, usual: None }
    }

    /// The same, as one that is needed.
    #[must_use]
    pub const fn needed(self, need: Need) -> Self {
        Self { need, ..self }
    }

    /// The same, with a value as it may be written.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }

    /// The same, with what holds where it is left out.
    #[must_use]
    pub const fn usual(self, usual: &'static str) -> Self {
        Self { usual: Some(usual), ..self }
    }
}
