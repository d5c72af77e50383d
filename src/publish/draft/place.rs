//! Where a draft lies, and how it names the other documents from there.

use std::path::{Component, Path, PathBuf};

use super::super::project::{DOCUMENTS, Project};
use super::super::shown;
use crate::model::Date;

/// The folder for a document of a day: beside the last one, or, where that lies in a folder of its year, in that of
/// the day's own.
pub(super) fn folder(project: &Project, last: Option<&Path>, date: Date) -> PathBuf {
    let documents = project.root.join(DOCUMENTS);
    let year = date.year().to_string();
    let Some(folder) = last.and_then(Path::parent) else { return documents.join(year) };
    let is_year = folder != documents
        && folder.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
        });
    if is_year { folder.with_file_name(year) } else { folder.to_owned() }
}

/// The address of a file from a folder, both absolute.
pub(super) fn address(folder: &Path, file: &Path) -> String {
    let from: Vec<Component<'_>> = folder.components().collect();
    let to: Vec<Component<'_>> = file.components().collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(Component::ParentDir, from.len() - same);
    let path: PathBuf = up.chain(to[same..].iter().copied()).collect();
    let mut address = String::new();
    for c in shown(&path).chars() {
        // What Markdown or an address would read as something else.
        if c.is_ascii_control() || " ()<>%#?\\".contains(c) {
            address.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            address.push(c);
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_lies_as_the_last_one_does() {
        let project = Project::lone(Path::new("/p"), Path::new("/p"));
        let date = Date::parse("2027-02-12").expect("a day");
        for (last, expected) in [
            (None, "/p/protocols/2027"),
            (Some("/p/protocols/2026-12-04.md"), "/p/protocols"),
            (Some("/p/protocols/2026/2026-12-04.md"), "/p/protocols/2027"),
            (Some("/p/protocols/rss/2026/a.md"), "/p/protocols/rss/2027"),
            (Some("/p/protocols/rss/a.md"), "/p/protocols/rss"),
        ] {
            assert_eq!(folder(&project, last.map(Path::new), date), Path::new(expected));
        }
    }

    #[test]
    fn addresses_lead_from_one_document_to_another() {
        for (folder, file, expected) in [
            ("/p/protocols/2027", "/p/protocols/2026/a.md", "../2026/a.md"),
            ("/p/protocols", "/p/protocols/möte den 4 (1).md", "möte%20den%204%20%281%29.md"),
        ] {
            assert_eq!(address(Path::new(folder), Path::new(file)), expected);
        }
    }
}
