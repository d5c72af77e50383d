//! Why a document is built anew.

use std::fmt;

/// Why a document is built, and not left as an earlier build made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No build has made it, as far as is remembered.
    New,
    /// The program is another than the one that made it.
    Program,
    /// A file that it is made of has changed, has come or is gone; its path in the project.
    Changed(String),
    /// It is a document of this body now.
    Organ(String),
    /// The templates of this body have changed.
    Templates(String),
    /// The minutes that it belongs to have changed, or are others.
    Parent,
    /// This finished file is gone, or somebody has changed it.
    Output(String),
    /// It has not been made in this format.
    Format(&'static str),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => f.write_str("har inte byggts förut"),
            Self::Program => f.write_str("lgl är en annan version än den som byggde sist"),
            Self::Changed(path) => write!(f, "{path} har ändrats"),
            Self::Organ(id) => write!(f, "hör nu till organet {id}"),
            Self::Templates(id) => write!(f, "mallarna för organet {id} har ändrats"),
            Self::Parent => f.write_str("protokollet som den hör till har ändrats"),
            Self::Output(path) => write!(f, "{path} saknas eller har ändrats efter bygget"),
            Self::Format(name) => write!(f, "har inte byggts som {name} förut"),
        }
    }
}
