//! What a screen reader is told by a PDF: its tags, as text files in tests/golden, and rules that hold for every PDF.
//!
//! `UPDATE=1` writes the text files anew. Whoever changes one reads it. Each rule is proved by a fault planted in a
//! good file, so that none of them is a rule that cannot fail.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lgl::organ::Kind;
use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::kinds::{built_in_bodies, project_of};
use crate::support::pdf::{Child, Pdf, Tag};
use crate::support::project::{TestProject, protocol};
use crate::support::project_root;

/// How much of a text is shown.
const SHOWN: usize = 48;
/// Headings that are no bookmarks: what they head is itself a list of what is in the document.
const NOT_BOOKMARKED: [&str; 2] = ["Innehåll", "Beslut i korthet"];

/// What a rule finds wrong, in words.
type Rule = fn(&Pdf, &Tag) -> Vec<String>;

const RULES: [(&str, Rule); 12] = [
    ("headings", headings),
    ("lists", lists),
    ("tables", tables),
    ("links", links),
    ("figures", figures),
    ("nothing loose", nothing_loose),
    ("catalog", catalog),
    ("tab order", tab_order),
    ("metadata", metadata),
    ("nothing active", nothing_active),
    ("bookmarks", bookmarks),
    ("fonts", fonts),
];

/// One heading of level 1, first of all, and no level left out.
fn headings(_: &Pdf, tree: &Tag) -> Vec<String> {
    let headings = tree.headings();
    let mut faults = Vec::new();
    if headings.first().map(|(level, _)| *level) != Some(1) {
        faults.push("the first heading is not H1".to_owned());
    }
    if headings.iter().filter(|(level, _)| *level == 1).count() > 1 {
        faults.push("there is more than one H1".to_owned());
    }
    let gaps = headings.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1);
    faults.extend(gaps.map(|pair| format!("after {:?} comes {:?}", pair[0], pair[1])));
    let empty = headings.iter().filter(|(_, text)| text.trim().is_empty());
    faults.extend(empty.map(|(level, _)| format!("an H{level} is empty")));
    faults
}

/// A list holds items, and an item its label and its body and nothing else.
fn lists(_: &Pdf, tree: &Tag) -> Vec<String> {
    let mut faults = holds(tree, "L", &["LI", "Caption", "L"]);
    faults.extend(holds(tree, "LI", &["Lbl", "LBody"]));
    for item in tree.all("LI") {
        let bodies = names(item).filter(|name| *name == "LBody").count();
        if bodies != 1 {
            faults.push(format!("an LI has {bodies} LBody: {}", short(&item.text())));
        }
    }
    faults
}

/// A table is rows of cells; every header says what it heads, and every cell knows its headers.
fn tables(_: &Pdf, tree: &Tag) -> Vec<String> {
    let mut faults = holds(tree, "Table", &["THead", "TBody", "TFoot", "TR", "Caption"]);
    for part in ["THead", "TBody", "TFoot"] {
        faults.extend(holds(tree, part, &["TR"]));
    }
    faults.extend(holds(tree, "TR", &["TH", "TD"]));
    for table in tree.all("Table") {
        let headers = table.all("TH");
        if headers.is_empty() {
            faults.push(format!("a table has no TH: {}", short(&table.text())));
        }
        let known: BTreeSet<&String> =
            headers.iter().filter_map(|th| th.attributes.get("ID")?.first()).collect();
        for th in &headers {
            let scope = th.attributes.get("Scope").and_then(|scope| scope.first());
            if !scope.is_some_and(|scope| ["Row", "Column", "Both"].contains(&scope.as_str())) {
                faults.push(format!("a TH has the scope {scope:?}: {}", short(&th.text())));
            }
        }
        for cell in table.all("TD") {
            let own = cell.attributes.get("Headers").map_or(&[][..], Vec::as_slice);
            if own.is_empty() || own.iter().any(|header| !known.contains(header)) {
                faults.push(format!("a TD has the headers {own:?}: {}", short(&cell.text())));
            }
        }
    }
    faults
}

/// A link has words, a place to press, and a description of where it leads; and there is no place to press outside.
fn links(pdf: &Pdf, tree: &Tag) -> Vec<String> {
    let mut faults = Vec::new();
    let mut places = 0;
    for link in tree.all("Link") {
        let words = !link.text().trim().is_empty() || !link.all("Figure").is_empty();
        let mut here = 0;
        for child in &link.children {
            if let Child::Annotation(contents) = child {
                here += 1;
                if contents.as_ref().is_none_or(|contents| contents.trim().is_empty()) {
                    faults.push(format!(
                        "a link says nothing of itself: {}",
                        short(&link.text())
                    ));
                }
            }
        }
        if !words || here == 0 {
            faults.push(format!("a link has {here} places and the words {:?}", link.text()));
        }
        places += here;
    }
    let document = pdf.document();
    let all: usize = document
        .page_iter()
        .map(|page| document.get_page_annotations(page).map_or(0, |it| it.len()))
        .sum();
    if places != all {
        faults.push(format!("{places} of {all} annotations are in the structure"));
    }
    faults
}

/// A figure says what it shows.
fn figures(_: &Pdf, tree: &Tag) -> Vec<String> {
    let silent = tree
        .all("Figure")
        .into_iter()
        .filter(|it| it.alt.as_ref().is_none_or(|alt| alt.trim().is_empty()));
    silent
        .map(|it| format!("a figure has no alternative text: {}", short(&it.text())))
        .collect()
}

/// All that is painted is in the structure or an artifact, and the structure has each marked content.
fn nothing_loose(pdf: &Pdf, _: &Tag) -> Vec<String> {
    let mut faults: Vec<String> =
        pdf.loose().iter().map(|it| format!("{it} paints outside of everything")).collect();
    let named = contents_in_structure(pdf.document());
    let lost = pdf.marked_contents().difference(&named);
    faults.extend(lost.map(|(_, id)| format!("the marked content {id} is in no element")));
    faults
}

/// The file says its language, that it is tagged, and that its title is to be shown.
fn catalog(pdf: &Pdf, _: &Tag) -> Vec<String> {
    let catalog = pdf.document().catalog().unwrap();
    let is_true = |under: &[u8], key: &[u8]| {
        let under =
            catalog.get_deref(under, pdf.document()).ok().and_then(|it| it.as_dict().ok());
        under.and_then(|it| it.get(key).ok()?.as_bool().ok()) == Some(true)
    };
    let said = [
        ("Lang", !pdf.catalog("Lang").is_empty()),
        ("MarkInfo/Marked", is_true(b"MarkInfo", b"Marked")),
        (
            "ViewerPreferences/DisplayDocTitle",
            is_true(b"ViewerPreferences", b"DisplayDocTitle"),
        ),
    ];
    said.iter().filter(|(_, said)| !said).map(|(key, _)| format!("{key} is not said")).collect()
}

/// The keyboard goes from link to link in the order of the structure, on pages that have any.
fn tab_order(pdf: &Pdf, _: &Tag) -> Vec<String> {
    let document = pdf.document();
    let pages = document.page_iter().enumerate().filter(|(_, page)| {
        let page = document.get_dictionary(*page).unwrap();
        page.has(b"Annots") && page.get(b"Tabs").and_then(Object::as_name).ok() != Some(b"S")
    });
    pages.map(|(index, _)| format!("page {} has another order", index + 1)).collect()
}

/// The metadata says the title, and which standards the file keeps.
fn metadata(pdf: &Pdf, _: &Tag) -> Vec<String> {
    let Some(xmp) = xmp(pdf.document()) else { return vec!["there is none".to_owned()] };
    let part = u8::from(is_part_3(pdf.document())) + 2;
    let wanted = [
        "<pdfuaid:part>1<".to_owned(),
        format!("<pdfaid:part>{part}<"),
        "<pdfaid:conformance>A<".to_owned(),
        "<dc:title>".to_owned(),
    ];
    wanted
        .into_iter()
        .filter(|it| !xmp.contains(it))
        .map(|it| format!("{it} is missing"))
        .collect()
}

/// Nothing runs, nothing opens, and nothing is inside the file but where it is part 3 of PDF/A.
fn nothing_active(pdf: &Pdf, _: &Tag) -> Vec<String> {
    let mut keys: Vec<&[u8]> =
        vec![b"JavaScript", b"JS", b"OpenAction", b"AA", b"Launch", b"AcroForm"];
    if !is_part_3(pdf.document()) {
        keys.extend([b"EmbeddedFiles".as_slice(), b"EF"]);
    }
    let mut faults = Vec::new();
    for object in pdf.document().objects.values() {
        each_dictionary(object, &mut |dictionary| {
            let found = keys.iter().filter(|key| dictionary.has(key));
            faults
                .extend(found.map(|key| format!("there is {}", String::from_utf8_lossy(key))));
        });
    }
    faults
}

/// The bookmarks are the headings.
fn bookmarks(pdf: &Pdf, tree: &Tag) -> Vec<String> {
    let squeezed = crate::same_text::squeezed;
    let headings = tree.headings().into_iter().map(|(_, text)| squeezed(&text));
    let headings: Vec<String> = headings
        .filter(|text| !NOT_BOOKMARKED.iter().any(|it| squeezed(it) == *text))
        .collect();
    let bookmarks: Vec<String> =
        outline(pdf.document()).iter().map(|it| squeezed(it)).collect();
    if headings == bookmarks {
        Vec::new()
    } else {
        vec![format!("{bookmarks:?} are not {headings:?}")]
    }
}

/// Every font is in the file, and its text can be copied.
fn fonts(pdf: &Pdf, _: &Tag) -> Vec<String> {
    let document = pdf.document();
    let mut faults = Vec::new();
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if !font.has_type(b"Font") {
            if font.has_type(b"FontDescriptor")
                && !["FontFile", "FontFile2", "FontFile3"]
                    .iter()
                    .any(|key| font.has(key.as_bytes()))
            {
                faults.push("a font is not in the file".to_owned());
            }
            continue;
        }
        let is_part = font
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|it| it.starts_with(b"CIDFont"));
        if !is_part && !font.has(b"ToUnicode") {
            faults.push("a font's text cannot be copied".to_owned());
        }
    }
    faults
}

#[test]
fn every_pdf_keeps_the_rules() {
    let (mut files, mut elements, mut faults) = (0, 0, Vec::new());
    let mut look = |name: &str, bytes: &[u8]| {
        let pdf = Pdf::read(bytes);
        files += 1;
        elements += count(&pdf.tree());
        faults.extend(found(&pdf).into_iter().map(|fault| format!("{name}: {fault}")));
    };
    for folder in crate::examples::projects() {
        let project = TestProject::copy_of(&folder);
        project.build(&["pdf"]);
        for name in project.published_as("pdf") {
            look(&name, &project.read(&format!("public/{name}.pdf")));
        }
    }
    for body in built_in_bodies() {
        for kind in Kind::ALL {
            let (project, stem) = project_of(&body, kind);
            project.build_file(&format!("protocols/{stem}.md"), &["pdf"]);
            look(
                &format!("{}-{}", body.id, kind.word()),
                &project.read(&format!("public/{stem}.pdf")),
            );
        }
    }
    look("long", &long());
    let figures = format!(
        "figure: PDF files judged by rules of tags = {files}\n\
         figure: elements of structure in them = {elements}\n\
         figure: faults planted in tags and caught = {}\n",
        PLANTED.len()
    );
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("tags.figures"), figures)
        .unwrap();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(files > 30, "only {files} files");
}

#[test]
fn the_tags_of_every_kind_are_as_they_were() {
    let mut trees = BTreeMap::new();
    for body in built_in_bodies() {
        for kind in Kind::ALL {
            let (project, stem) = project_of(&body, kind);
            project.build_file(&format!("protocols/{stem}.md"), &["pdf"]);
            let tree = Pdf::read(&project.read(&format!("public/{stem}.pdf"))).tree();
            trees.insert(format!("{}-{}", body.id, kind.word()), dumped(&tree));
        }
    }
    let tree = Pdf::read(&long()).tree();
    let table = tree.all("Table").into_iter().find(|it| it.text().contains("Ledamot")).unwrap();
    assert!(table.pages.len() > 1, "the table is to break over pages: {:?}", table.pages);
    trees.insert("over-sidor".to_owned(), dumped(table));

    let golden = project_root().join("tests/golden");
    let mut faults = Vec::new();
    for (name, tree) in &trees {
        let file = golden.join(format!("{name}.tags"));
        if std::fs::read_to_string(&file).ok().as_ref() == Some(tree) {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, tree).unwrap();
            continue;
        }
        let old = std::fs::read_to_string(&file).unwrap_or_default();
        let diff = similar::TextDiff::from_lines(&old, tree);
        faults.push(format!("{name}.tags\n{}", diff.unified_diff()));
    }
    for entry in std::fs::read_dir(&golden).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.strip_suffix(".tags").is_some_and(|stem| !trees.contains_key(stem)) {
            faults.push(format!("tests/golden/{name} is of no use"));
        }
    }
    assert!(faults.is_empty(), "{}\nUPDATE=1 writes them anew.", faults.join("\n"));
}

/// Plants a fault in a file.
type Edit = fn(&mut Document);

/// Faults: the rule that finds each, and how it is made.
const PLANTED: [(&str, Edit); 25] = [
    ("headings", |pdf| rename(pdf, b"H1", b"H2")),
    ("headings", |pdf| rename(pdf, b"H2", b"H4")),
    ("headings", |pdf| rename(pdf, b"H2", b"H1")),
    ("lists", |pdf| rename(pdf, b"LI", b"P")),
    ("lists", |pdf| rename(pdf, b"LBody", b"Div")),
    ("tables", |pdf| rename(pdf, b"TR", b"Div")),
    ("tables", |pdf| rename(pdf, b"TH", b"TD")),
    ("tables", |pdf| without_attribute(pdf, b"TH", b"Scope")),
    ("tables", |pdf| without_attribute(pdf, b"TD", b"Headers")),
    ("tables", |pdf| drop_keys(pdf, b"ID")),
    ("links", |pdf| rename(pdf, b"Link", b"Span")),
    ("links", |pdf| drop_keys(pdf, b"Contents")),
    ("figures", |pdf| drop_keys(pdf, b"Alt")),
    ("nothing loose", |pdf| on_a_page(pdf, "0 0 9 9 re f")),
    ("nothing loose", |pdf| on_a_page(pdf, "/Span <</MCID 9999>> BDC 0 0 9 9 re f EMC")),
    ("catalog", |pdf| drop_keys(pdf, b"Lang")),
    ("catalog", |pdf| drop_keys(pdf, b"MarkInfo")),
    ("catalog", |pdf| drop_keys(pdf, b"DisplayDocTitle")),
    ("tab order", |pdf| drop_keys(pdf, b"Tabs")),
    ("metadata", |pdf| drop_keys(pdf, b"Metadata")),
    ("nothing active", |pdf| {
        let script = dictionary(&[
            ("S", Object::from("JavaScript")),
            ("JS", Object::string_literal("app.beep()")),
        ]);
        pdf.catalog_mut().unwrap().set("OpenAction", script);
    }),
    ("nothing active", |pdf| {
        let names = dictionary(&[("EmbeddedFiles", Dictionary::new().into())]);
        pdf.catalog_mut().unwrap().set("Names", names);
    }),
    ("bookmarks", |pdf| drop_keys(pdf, b"Outlines")),
    ("fonts", |pdf| {
        drop_keys(pdf, b"FontFile2");
        drop_keys(pdf, b"FontFile3");
    }),
    ("fonts", |pdf| drop_keys(pdf, b"ToUnicode")),
];

#[test]
fn every_rule_can_fail() {
    let (project, stem) = project_of(&built_in_bodies()[0], Kind::Minutes);
    project.build_file(&format!("protocols/{stem}.md"), &["pdf"]);
    let good = project.read(&format!("public/{stem}.pdf"));
    let again = |edit: fn(&mut Document)| {
        let mut document = Document::load_mem(&good).unwrap();
        edit(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        found(&Pdf::read(&bytes))
    };
    assert_eq!(again(|_| {}), [""; 0], "what has no fault");
    for (index, (rule, edit)) in PLANTED.iter().enumerate() {
        let found = again(*edit);
        let own = format!("{rule}: ");
        assert!(found.iter().any(|it| it.starts_with(&own)), "{index}, {rule}: {found:#?}");
    }
    for (rule, _) in RULES {
        assert!(
            PLANTED.iter().any(|(planted, _)| *planted == rule),
            "{rule} has no planted fault"
        );
    }
}

/// Minutes with so many members that their table breaks over pages.
fn long() -> Vec<u8> {
    let people = (1..=90).map(|n| match n % 2 {
        0 => format!("- Ledamot {}, Nybro kommun", "Ek".repeat(n % 7 + 1)),
        _ => format!("- Ledamot Al{}, Torsås kommun (via länk)", "a".repeat(n % 9)),
    });
    let people = people.collect::<Vec<_>>().join("\n");
    let project = TestProject::of_fragments()
        .with("protocols/a.md", protocol("status: utkast\n", "") + &people);
    project.build(&["pdf"]);
    project.read("public/a.pdf")
}

/// What the rules find, each with its rule.
fn found(pdf: &Pdf) -> Vec<String> {
    let tree = pdf.tree();
    let of = |(name, rule): &(&str, Rule)| -> Vec<String> {
        rule(pdf, &tree).into_iter().map(|fault| format!("{name}: {fault}")).collect()
    };
    RULES.iter().flat_map(of).collect()
}

fn count(tag: &Tag) -> usize {
    let mut all = Vec::new();
    tag.find(&|_| true, &mut all);
    all.len()
}

fn names(tag: &Tag) -> impl Iterator<Item = &str> {
    tag.children.iter().map(|child| match child {
        Child::Tag(tag) => tag.name.as_str(),
        Child::Text(_) => "text",
        Child::Annotation(_) => "annotation",
    })
}

/// What elements of a type hold that they may not.
fn holds(tree: &Tag, name: &str, allowed: &[&str]) -> Vec<String> {
    let wrong = tree.all(name).into_iter().flat_map(names).filter(|kid| !allowed.contains(kid));
    wrong.map(|kid| format!("{name} holds {kid}")).collect()
}

/// An element on a line, and below it what it holds.
fn dumped(tree: &Tag) -> String {
    fn go(tag: &Tag, depth: usize, out: &mut String) {
        let mut line = "  ".repeat(depth) + &tag.name;
        if tag.name == "Table" && tag.pages.len() > 1 {
            line += &format!(" (pages {:?})", tag.pages);
        }
        for (name, values) in tag.attributes.iter().filter(|(_, values)| !values.is_empty()) {
            line += &format!(" {name}={}", values.join("+"));
        }
        if let Some(alt) = &tag.alt {
            line += &format!(" Alt={:?}", short(alt));
        }
        let mut text = String::new();
        let mut below = String::new();
        for child in &tag.children {
            match child {
                Child::Text(words) => text += words,
                Child::Annotation(contents) => {
                    text += &format!(" →{:?}", short(contents.as_deref().unwrap_or_default()));
                }
                Child::Tag(tag) => {
                    if !text.trim().is_empty() {
                        below += &format!("{}“{}”\n", "  ".repeat(depth + 1), short(&text));
                        text.clear();
                    }
                    go(tag, depth + 1, &mut below);
                }
            }
        }
        if !text.trim().is_empty() {
            if below.is_empty() {
                line += &format!(" “{}”", short(&text));
            } else {
                below += &format!("{}“{}”\n", "  ".repeat(depth + 1), short(&text));
            }
        }
        *out += &format!("{line}\n{below}");
    }
    let mut out = String::new();
    go(tree, 0, &mut out);
    out
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{ad}', "");
    if text.chars().count() <= SHOWN {
        return text;
    }
    text.chars().take(SHOWN).collect::<String>() + "…"
}

fn xmp(document: &Document) -> Option<String> {
    let stream =
        document.catalog().ok()?.get_deref(b"Metadata", document).ok()?.as_stream().ok()?;
    let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    String::from_utf8(bytes).ok()
}

fn is_part_3(document: &Document) -> bool {
    xmp(document).is_some_and(|xmp| xmp.contains("<pdfaid:part>3<"))
}

/// Every dictionary in an object, the object itself among them; of a stream, its own.
fn each_dictionary(object: &Object, visit: &mut impl FnMut(&Dictionary)) {
    match object {
        Object::Dictionary(dictionary) => {
            visit(dictionary);
            dictionary.iter().for_each(|(_, value)| each_dictionary(value, visit));
        }
        Object::Stream(stream) => visit(&stream.dict),
        Object::Array(list) => list.iter().for_each(|value| each_dictionary(value, visit)),
        _ => {}
    }
}

/// The same, to be changed.
fn change_each(pdf: &mut Document, change: impl Fn(&mut Dictionary)) {
    fn go(object: &mut Object, change: &impl Fn(&mut Dictionary)) {
        match object {
            Object::Dictionary(dictionary) => {
                change(dictionary);
                dictionary.iter_mut().for_each(|(_, value)| go(value, change));
            }
            Object::Array(list) => list.iter_mut().for_each(|value| go(value, change)),
            _ => {}
        }
    }
    pdf.objects.values_mut().for_each(|object| go(object, &change));
}

fn drop_keys(pdf: &mut Document, key: &[u8]) {
    change_each(pdf, |it| {
        // The contents of a page are no description.
        if !(it.has_type(b"Page") && key == b"Contents") {
            it.remove(key);
        }
    });
}

fn rename(pdf: &mut Document, from: &[u8], to: &[u8]) {
    change_each(pdf, |it| {
        if it.get(b"S").and_then(Object::as_name).ok() == Some(from) {
            it.set("S", Object::Name(to.to_vec()));
        }
    });
}

fn without_attribute(pdf: &mut Document, element: &[u8], attribute: &[u8]) {
    change_each(pdf, |it| {
        if it.get(b"S").and_then(Object::as_name).ok() == Some(element)
            && let Ok(Object::Array(sets)) = it.get_mut(b"A")
        {
            for set in sets.iter_mut().filter_map(|set| set.as_dict_mut().ok()) {
                set.remove(attribute);
            }
        }
    });
}

/// Paints first on the first page.
fn on_a_page(pdf: &mut Document, operations: &str) {
    let page = pdf.page_iter().next().unwrap();
    let mut content = operations.as_bytes().to_vec();
    content.push(b'\n');
    content.extend(pdf.get_page_content(page));
    pdf.change_page_content(page, content).unwrap();
}

fn dictionary(entries: &[(&str, Object)]) -> Object {
    let entries = entries.iter().map(|(key, value)| (*key, value.clone()));
    Object::Dictionary(entries.collect())
}

/// The marked contents that elements of the structure name.
fn contents_in_structure(document: &Document) -> BTreeSet<(ObjectId, i64)> {
    fn kids(
        document: &Document,
        object: &Object,
        page: Option<ObjectId>,
        found: &mut BTreeSet<(ObjectId, i64)>,
    ) {
        let Ok((_, object)) = document.dereference(object) else { return };
        match object {
            Object::Array(list) => list.iter().for_each(|it| kids(document, it, page, found)),
            Object::Integer(id) => found.extend(page.map(|page| (page, *id))),
            Object::Dictionary(it) => {
                let page = it.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                if let Ok(id) = it.get(b"MCID").and_then(Object::as_i64) {
                    found.extend(page.map(|page| (page, id)));
                } else if let Ok(below) = it.get(b"K") {
                    kids(document, below, page, found);
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    if let Ok(root) = document.catalog().unwrap().get(b"StructTreeRoot") {
        kids(document, root, None, &mut found);
    }
    found
}

/// The bookmarks in order.
fn outline(document: &Document) -> Vec<String> {
    fn go(document: &Document, item: &Dictionary, found: &mut Vec<String>) {
        found.extend(item.get(b"Title").ok().and_then(|it| lopdf::decode_text_string(it).ok()));
        for next in [b"First".as_slice(), b"Next"] {
            if let Ok(Object::Dictionary(item)) = item.get_deref(next, document) {
                go(document, item, found);
            }
        }
    }
    let mut found = Vec::new();
    if let Ok(Object::Dictionary(root)) =
        document.catalog().unwrap().get_deref(b"Outlines", document)
    {
        go(document, root, &mut found);
    }
    found
}
