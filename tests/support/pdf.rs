//! A look inside a tagged PDF: its structure tree with the text of each element.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// One element of the structure tree.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Its type: `H1`, `P`, `TH`.
    pub(crate) name: String,
    /// Its alternative text.
    pub(crate) alt: Option<String>,
    /// What it holds, in reading order.
    pub(crate) children: Vec<Child>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Child {
    Tag(Tag),
    Text(String),
}

/// A tagged PDF.
pub(crate) struct Pdf {
    document: Document,
    /// The text of each marked content, by page and identifier.
    text: BTreeMap<(ObjectId, i64), String>,
    /// What stands on each page outside of the structure: header, footer.
    around: Vec<String>,
}

impl Pdf {
    /// Reads a PDF.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF");
        let mut text = BTreeMap::new();
        let around = document.page_iter().map(|page| page_text(&document, page, &mut text));
        let around = around.collect();
        Self { document, text, around }
    }

    /// The number of its pages.
    pub(crate) fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// Everything that stands on a page, header and footer included, without blanks.
    pub(crate) fn page(&self, number: u32) -> String {
        let text = self.document.extract_text(&[number]).expect("text");
        text.split_whitespace().collect()
    }

    /// What stands on each page outside of the structure, header and footer, without blanks.
    pub(crate) fn around(&self) -> &[String] {
        &self.around
    }

    /// An entry of the catalog, as text.
    pub(crate) fn catalog(&self, key: &str) -> String {
        let catalog = self.document.catalog().expect("a catalog");
        catalog.get(key.as_bytes()).map_or(String::new(), |object| match object {
            Object::String(bytes, _) => String::from_utf8_lossy(bytes).into_owned(),
            other => format!("{other:?}"),
        })
    }

    /// Every address that a link leads to, in the order of the file.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let actions = self.document.objects.values().filter_map(|object| {
            let annotation = object.as_dict().ok()?;
            let action = annotation.get(b"A").ok()?;
            let action = self.document.dereference(action).ok()?.1.as_dict().ok()?;
            let address = action.get(b"URI").ok()?.as_str().ok()?;
            Some(String::from_utf8_lossy(address).into_owned())
        });
        actions.collect()
    }

    /// The structure tree.
    pub(crate) fn tree(&self) -> Tag {
        let catalog = self.document.catalog().expect("a catalog");
        let root = catalog.get(b"StructTreeRoot").expect("a tagged PDF");
        let (_, root) = self.document.dereference(root).expect("a structure tree");
        self.tag(root.as_dict().expect("a dictionary"), None)
    }

    fn tag(&self, dictionary: &Dictionary, page: Option<ObjectId>) -> Tag {
        let name = dictionary.get(b"S").and_then(Object::as_name).unwrap_or(b"Root");
        let alt =
            dictionary.get(b"Alt").ok().and_then(|alt| lopdf::decode_text_string(alt).ok());
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut tag =
            Tag { name: String::from_utf8_lossy(name).into_owned(), alt, children: Vec::new() };
        if let Ok(kids) = dictionary.get(b"K") {
            self.kids(kids, page, &mut tag.children);
        }
        tag
    }

    fn kids(&self, kids: &Object, page: Option<ObjectId>, children: &mut Vec<Child>) {
        let Ok((_, kids)) = self.document.dereference(kids) else { return };
        match kids {
            Object::Array(list) => list.iter().for_each(|kid| self.kids(kid, page, children)),
            Object::Integer(id) => self.marked(page, *id, children),
            Object::Dictionary(kid) => {
                let type_name = kid.get(b"Type").and_then(Object::as_name).unwrap_or(b"");
                if type_name == b"MCR" {
                    let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    let id = kid.get(b"MCID").and_then(Object::as_i64).expect("an identifier");
                    self.marked(page, id, children);
                } else if type_name != b"OBJR" {
                    children.push(Child::Tag(self.tag(kid, page)));
                }
            }
            _ => {}
        }
    }

    fn marked(&self, page: Option<ObjectId>, id: i64, children: &mut Vec<Child>) {
        let page = page.expect("marked content lies on a page");
        if let Some(text) = self.text.get(&(page, id)) {
            children.push(Child::Text(text.clone()));
        }
    }
}

impl Tag {
    /// All of its text, in reading order.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        self.each(&mut |_, text| out.push_str(text));
        out
    }

    /// Calls `visit` with every text and the names of the elements round it, outermost first.
    pub(crate) fn each(&self, visit: &mut impl FnMut(&[&str], &str)) {
        fn go<'a>(
            tag: &'a Tag,
            around: &mut Vec<&'a str>,
            visit: &mut impl FnMut(&[&str], &str),
        ) {
            around.push(&tag.name);
            for child in &tag.children {
                match child {
                    Child::Tag(tag) => go(tag, around, visit),
                    Child::Text(text) => visit(around, text),
                }
            }
            around.pop();
        }
        go(self, &mut Vec::new(), visit);
    }

    /// Every element of a type, in reading order.
    pub(crate) fn all(&self, name: &str) -> Vec<&Tag> {
        let mut found = Vec::new();
        self.find(&|tag| tag.name == name, &mut found);
        found
    }

    /// Every heading's level and text, in reading order.
    pub(crate) fn headings(&self) -> Vec<(u32, String)> {
        let mut found = Vec::new();
        let level = |tag: &Tag| tag.name.strip_prefix('H')?.parse::<u32>().ok();
        self.find(&|tag| level(tag).is_some(), &mut found);
        found.into_iter().filter_map(|tag| Some((level(tag)?, tag.text()))).collect()
    }

    fn find<'a>(&'a self, wanted: &dyn Fn(&Tag) -> bool, found: &mut Vec<&'a Tag>) {
        if wanted(self) {
            found.push(self);
        }
        for child in &self.children {
            if let Child::Tag(tag) = child {
                tag.find(wanted, found);
            }
        }
    }
}

/// Collects the text of every marked content of a page, and returns the text that is in none, without blanks.
fn page_text(
    document: &Document,
    page: ObjectId,
    text: &mut BTreeMap<(ObjectId, i64), String>,
) -> String {
    let content = Content::decode(&document.get_page_content(page)).expect("page content");
    let fonts = document.get_page_fonts(page).expect("fonts");
    let encodings: BTreeMap<Vec<u8>, _> = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding(document).ok()?)))
        .collect();
    let mut font: Vec<u8> = Vec::new();
    // The identifiers of the marked contents that are open; none for an artifact.
    let mut open: Vec<Option<i64>> = Vec::new();
    // How many are open where one began whose words are told and not to be read off its signs.
    let mut told: Option<usize> = None;
    let mut around = String::new();
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                font = operation.operands[0].as_name().expect("a font's name").to_vec();
            }
            "BMC" => open.push(None),
            "BDC" => {
                let properties = operation.operands.get(1).and_then(|o| o.as_dict().ok());
                let id = properties.and_then(|p| p.get(b"MCID").ok()?.as_i64().ok());
                open.push(id.or_else(|| open.last().copied().flatten()));
                let actual = properties.and_then(|p| p.get(b"ActualText").ok());
                if let Some(words) = actual.and_then(|o| lopdf::decode_text_string(o).ok())
                    && told.is_none()
                {
                    told = Some(open.len());
                    match open.last() {
                        Some(Some(id)) => text.entry((page, *id)).or_default(),
                        _ => &mut around,
                    }
                    .push_str(&words);
                }
            }
            "EMC" => {
                told = told.filter(|depth| open.len() != *depth);
                open.pop();
            }
            "Tj" | "TJ" | "'" | "\"" if told.is_some() => {}
            "Tj" | "TJ" | "'" | "\"" => {
                let out = match open.last() {
                    Some(Some(id)) => text.entry((page, *id)).or_default(),
                    _ => &mut around,
                };
                for operand in &operation.operands {
                    push_text(operand, encodings.get(&font), out);
                }
            }
            _ => {}
        }
    }
    around.split_whitespace().collect()
}

fn push_text(operand: &Object, encoding: Option<&lopdf::Encoding>, out: &mut String) {
    match operand {
        Object::String(bytes, _) => {
            let encoding = encoding.expect("every font of a PDF/A has an encoding");
            out.push_str(
                &Document::decode_text(encoding, bytes).expect("text that can be copied"),
            );
        }
        Object::Array(list) => list.iter().for_each(|o| push_text(o, encoding, out)),
        _ => {}
    }
}
