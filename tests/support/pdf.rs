//! A look inside a tagged PDF: its structure tree with the text of each element.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// One element of the structure tree.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Its type: `H1`, `P`, `TH`.
    pub(crate) name: String,
    /// Its alternative text.
    pub(crate) alt: Option<String>,
    /// What else is said of it: `Scope`, `Headers`, `ID`, `ListNumbering`, `Lang`, and how far a cell reaches.
    pub(crate) attributes: BTreeMap<String, Vec<String>>,
    /// The pages that it stands on, with all that it holds, counted from 1.
    pub(crate) pages: BTreeSet<usize>,
    /// What it holds, in reading order.
    pub(crate) children: Vec<Child>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Child {
    Tag(Tag),
    Text(String),
    /// A link that can be followed, and what is said of it.
    Annotation(Option<String>),
}

/// The attributes that tell a reader something; the others are about looks.
const ATTRIBUTES: [&[u8]; 5] = [b"Scope", b"Headers", b"ListNumbering", b"RowSpan", b"ColSpan"];
/// What paints on a page.
const PAINTING: [&str; 16] =
    ["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"];

/// A tagged PDF.
pub(crate) struct Pdf {
    document: Document,
    /// The text of each marked content, by page and identifier.
    text: BTreeMap<(ObjectId, i64), String>,
    /// What stands on each page outside of the structure: header, footer.
    around: Vec<String>,
    /// Every marked content that belongs to the structure.
    marked: BTreeSet<(ObjectId, i64)>,
    /// What is painted and is neither in the structure nor an artifact.
    loose: Vec<String>,
}

impl Pdf {
    /// Reads a PDF.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF");
        let mut text = BTreeMap::new();
        let around = document.page_iter().map(|page| page_text(&document, page, &mut text));
        let around = around.collect();
        let (mut marked, mut loose) = (BTreeSet::new(), Vec::new());
        for page in document.page_iter() {
            page_marks(&document, page, &mut marked, &mut loose);
        }
        Self { document, text, around, marked, loose }
    }

    /// The file as objects.
    pub(crate) fn document(&self) -> &Document {
        &self.document
    }

    /// What is painted and is neither in the structure nor an artifact.
    pub(crate) fn loose(&self) -> &[String] {
        &self.loose
    }

    /// Every marked content that belongs to the structure: its page, and its number there.
    pub(crate) fn marked_contents(&self) -> &BTreeSet<(ObjectId, i64)> {
        &self.marked
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
        let mut tag = Tag {
            name: String::from_utf8_lossy(name).into_owned(),
            alt,
            attributes: self.attributes(dictionary),
            pages: BTreeSet::new(),
            children: Vec::new(),
        };
        if let Ok(kids) = dictionary.get(b"K") {
            self.kids(kids, page, &mut tag);
        }
        tag
    }

    fn attributes(&self, dictionary: &Dictionary) -> BTreeMap<String, Vec<String>> {
        let mut found = BTreeMap::new();
        for key in [b"ID".as_slice(), b"Lang"] {
            if let Ok(value) = dictionary.get(key) {
                found.insert(String::from_utf8_lossy(key).into_owned(), said(value));
            }
        }
        let Ok(sets) = dictionary.get_deref(b"A", &self.document) else { return found };
        let sets = sets.as_array().map_or_else(|_| vec![sets], |list| list.iter().collect());
        for set in sets {
            let Ok((_, Object::Dictionary(set))) = self.document.dereference(set) else {
                continue;
            };
            for (key, value) in
                set.iter().filter(|(key, _)| ATTRIBUTES.contains(&key.as_slice()))
            {
                found.insert(String::from_utf8_lossy(key).into_owned(), said(value));
            }
        }
        found
    }

    fn kids(&self, kids: &Object, page: Option<ObjectId>, tag: &mut Tag) {
        let Ok((_, kids)) = self.document.dereference(kids) else { return };
        match kids {
            Object::Array(list) => list.iter().for_each(|kid| self.kids(kid, page, tag)),
            Object::Integer(id) => self.marked(page, *id, tag),
            Object::Dictionary(kid) => {
                let type_name = kid.get(b"Type").and_then(Object::as_name).unwrap_or(b"");
                if type_name == b"MCR" {
                    let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    let id = kid.get(b"MCID").and_then(Object::as_i64).expect("an identifier");
                    self.marked(page, id, tag);
                } else if type_name == b"OBJR" {
                    let annotation = kid.get_deref(b"Obj", &self.document).ok();
                    let contents =
                        annotation.and_then(|it| it.as_dict().ok()?.get(b"Contents").ok());
                    let contents = contents.and_then(|it| lopdf::decode_text_string(it).ok());
                    tag.children.push(Child::Annotation(contents));
                } else {
                    let kid = self.tag(kid, page);
                    tag.pages.extend(&kid.pages);
                    tag.children.push(Child::Tag(kid));
                }
            }
            _ => {}
        }
    }

    fn marked(&self, page: Option<ObjectId>, id: i64, tag: &mut Tag) {
        let page = page.expect("marked content lies on a page");
        tag.pages.extend(self.document.page_iter().position(|it| it == page).map(|it| it + 1));
        if let Some(text) = self.text.get(&(page, id)) {
            tag.children.push(Child::Text(text.clone()));
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
                    Child::Annotation(_) => {}
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

    /// Collects every element that is wanted, in reading order.
    pub(crate) fn find<'a>(&'a self, wanted: &dyn Fn(&Tag) -> bool, found: &mut Vec<&'a Tag>) {
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
    // The identifiers of the marked contents that are open, none for an artifact; and whether what is shown there is
    // a picture of a text that stands beside it.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    let mut around = String::new();
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => {
                font = operation.operands[0].as_name().expect("a font's name").to_vec();
            }
            "BMC" => open.push((None, false)),
            "BDC" => {
                let properties = operation.operands.get(1).and_then(|o| o.as_dict().ok());
                let id = properties.and_then(|p| p.get(b"MCID").ok()?.as_i64().ok());
                let (outer, is_told) = open.last().copied().unwrap_or_default();
                let id = id.or(outer);
                let actual = properties.and_then(|p| p.get(b"ActualText").ok());
                open.push((id, is_told || actual.is_some()));
                if let Some(actual) = actual.filter(|_| !is_told) {
                    let out = match id {
                        Some(id) => text.entry((page, id)).or_default(),
                        None => &mut around,
                    };
                    out.push_str(&lopdf::decode_text_string(actual).expect("a text"));
                }
            }
            "EMC" => {
                open.pop();
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let out = match open.last() {
                    Some((_, true)) => continue,
                    Some((Some(id), false)) => text.entry((page, *id)).or_default(),
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

/// Collects the numbers of the marked contents of a page, and what is painted outside of them and of artifacts.
fn page_marks(
    document: &Document,
    page: ObjectId,
    marked: &mut BTreeSet<(ObjectId, i64)>,
    loose: &mut Vec<String>,
) {
    let content = Content::decode(&document.get_page_content(page)).expect("page content");
    // For each mark that is open: is what stands in it accounted for?
    let mut open: Vec<bool> = Vec::new();
    for operation in content.operations {
        let operator = operation.operator.as_str();
        let outside = open.last().copied().unwrap_or(false);
        match operator {
            "BMC" | "BDC" => {
                let properties = operation.operands.get(1).and_then(|o| o.as_dict().ok());
                let id = properties.and_then(|p| p.get(b"MCID").ok()?.as_i64().ok());
                marked.extend(id.map(|id| (page, id)));
                let artifact =
                    operation.operands[0].as_name().is_ok_and(|it| it == b"Artifact");
                open.push(outside || artifact || id.is_some());
            }
            "EMC" => {
                open.pop();
            }
            _ if PAINTING.contains(&operator) && !outside => loose.push(operator.to_owned()),
            _ => {}
        }
    }
}

/// A value in words.
fn said(value: &Object) -> Vec<String> {
    match value {
        Object::Array(list) => list.iter().flat_map(said).collect(),
        Object::Name(bytes) => vec![String::from_utf8_lossy(bytes).into_owned()],
        Object::String(..) => lopdf::decode_text_string(value).into_iter().collect(),
        Object::Integer(number) => vec![number.to_string()],
        other => vec![format!("{other:?}")],
    }
}
