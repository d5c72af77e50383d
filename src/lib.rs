//! `lgl` compiles Swedish minutes (protokoll) written in Markdown to accessible PDF and HTML.
//!
//! Data flows one way, and a module names only modules above it in this list.

pub mod source;
pub mod spelling;
pub mod diagnostic;
pub mod mend;
pub mod prose;
pub mod parse;
pub mod organ;
pub mod model;
pub mod convert;
pub mod skeleton;
pub mod check;
pub mod render;
pub mod report;
pub mod publish;
pub mod cli;
