//! The formats that a document can be built as: one line each.

use crate::render::{Failure, Job, html, pdf};

/// A format that a document can be built as.
#[derive(Clone, Copy)]
pub struct Format {
    /// Name and file extension: `pdf`.
    pub name: &'static str,
    /// Is it built unless something else is asked for?
    pub usual: bool,
    /// Does it need the document as data?
    pub carries_data: bool,
    /// Makes the file.
    pub render: fn(&Job<'_>) -> Result<Vec<u8>, Failure>,
}

/// Every format, in the order that they are built.
pub static FORMATS: &[Format] = &[
    Format { name: "pdf", usual: true, carries_data: true, render: pdf::render },
    Format { name: "html", usual: true, carries_data: false, render: html::render },
    Format { name: "json", usual: false, carries_data: true, render: json },
];

#[expect(clippy::unnecessary_wraps, reason = "every format has the same form")]
fn json(job: &Job<'_>) -> Result<Vec<u8>, Failure> {
    Ok(job.data.as_bytes().to_vec())
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
