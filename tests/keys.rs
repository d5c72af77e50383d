//! The keys of front matter, `organ.yaml` and `lgl.yaml`: the tables that the schemas are made from name what the
//! readers ask for, and a schema rejects what the program finds fault with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jsonschema::Validator;
use lgl::diagnostic::Finding;
use lgl::parse::keys::{Form, Key, Need};
use lgl::publish::{LocalDisk, Project, SCHEMAS};
use lgl::source::Source;
use serde_json::{Map, Value, json};

use crate::support::project::TestProject;
use crate::support::{project_root, shown};

/// A kind of file: its schema, the table it is made from, where the table is, and the program's reading of it.
pub(crate) struct File {
    pub(crate) schema: &'static str,
    pub(crate) keys: &'static [Key],
    table: &'static str,
    /// What it says of a text, and the text as it was read.
    pub(crate) read: fn(&str) -> (Source, Vec<Finding>),
}

pub(crate) const FILES: [File; 3] = [
    File {
        schema: "metadata",
        keys: lgl::model::read::KEYS,
        table: "src/model/read/keys.rs",
        read: read_front_matter,
    },
    File {
        schema: "organ",
        keys: lgl::organ::KEYS,
        table: "src/organ/keys.rs",
        read: read_organ,
    },
    File {
        schema: "lgl",
        keys: lgl::publish::settings::KEYS,
        table: "src/publish/settings/keys.rs",
        read: read_settings,
    },
];

/// What lint says of a document with this front matter, as far as it concerns metadata.
fn read_front_matter(yaml: &str) -> (Source, Vec<Finding>) {
    let (organ, _, _) =
        lgl::organ::read("lgl", "organ.yaml", lgl::organ::built_in("lgl").unwrap());
    let source = Source::new("a.md", format!("---\n{yaml}\n---\n\n## Välkomna\n"));
    let (parsed, mut findings) = lgl::parse::parse(&source);
    let (minutes, more) = lgl::model::read(parsed, &organ);
    findings.extend(more);
    let settings = lgl::check::Settings::default();
    let text = lgl::model::Text::of(&minutes, &organ);
    let context = lgl::check::Context {
        minutes: &minutes,
        text: &text,
        organ: &organ,
        facts: &lgl::check::Facts::none(),
        settings: &settings,
        used: lgl::check::Used::default(),
    };
    let examined = lgl::check::examine(&context, findings, "a.md");
    let findings = lgl::check::conclude(&examined, &lgl::check::Archive::default(), &settings);
    (source, findings)
}

/// Every text that the tests write is the name of a file, so that only form is judged.
fn read_organ(yaml: &str) -> (Source, Vec<Finding>) {
    let mut files = lgl::organ::Files::new();
    files.insert("organ.yaml".to_owned(), yaml.as_bytes().to_vec().into());
    for word in yaml.split(['"', ',', ':', '{', '}', '[', ']']) {
        files.entry(word.to_owned()).or_insert_with(|| Vec::new().into());
    }
    let (_, source, findings) = lgl::organ::read("lgl", "organ.yaml", files);
    (source, findings)
}

fn read_settings(yaml: &str) -> (Source, Vec<Finding>) {
    let project = TestProject::new().with("lgl.yaml", yaml);
    let root = project.root();
    let project = Project::find(&LocalDisk, &root, &root).unwrap().unwrap();
    project.settings.unwrap()
}

/// The findings about the form of keys and values: unreadable, missing, unknown, invalid; and idle allowances,
/// which name a rule that is none.
fn faults(file: &File, yaml: &str) -> Vec<String> {
    let is_of_form = |finding: &Finding| {
        let is_reading = ["LGL001", "LGL002", "LGL003", "LGL004"].contains(&finding.rule.code);
        let is_no_rule =
            finding.rule.code == "LGL012" && !finding.message.ends_with("behövs inte");
        is_reading || is_no_rule
    };
    let (_, findings) = (file.read)(yaml);
    findings.into_iter().filter(is_of_form).map(|f| f.message).collect()
}

fn validator(name: &str) -> Validator {
    let schema = SCHEMAS.iter().find(|schema| schema.name == name).unwrap();
    jsonschema::draft202012::new((schema.draw)().as_value()).unwrap()
}

/// What an editor sees of a file. One with nothing in it has no keys.
fn data(yaml: &str) -> Value {
    match serde_yaml::from_str(yaml).unwrap() {
        Value::Null => json!({}),
        data => data,
    }
}

/// A value of a form as it should be; where there is a choice, the map.
fn sample(form: Form) -> Value {
    match form {
        Form::Text | Form::Reason => json!("Eva Ek"),
        Form::Date => json!("2026-12-04"),
        Form::Hours => json!("9.00–12.00"),
        Form::Language => json!("en"),
        Form::Colour => json!("#1b2a30"),
        Form::Number(least, _) => json!(least),
        Form::Measure(unit, least, _) => json!(format!("{least} {unit}")),
        Form::Words(words) => json!(words()[0]),
        Form::Map(keys) | Form::Either(_, keys) => whole(keys),
        Form::Many(inner) | Form::Free(inner) | Form::Keyed(_, inner) | Form::Rules(inner) => {
            with_one(form, sample(*inner))
        }
    }
}

/// The keys of the map in a form, where there is one.
fn map_in(form: Form) -> Option<&'static [Key]> {
    match form {
        Form::Map(keys) | Form::Either(_, keys) => Some(keys),
        Form::Many(inner) | Form::Free(inner) | Form::Keyed(_, inner) | Form::Rules(inner) => {
            map_in(*inner)
        }
        _ => None,
    }
}

/// A list or a map of a form with one value in it.
fn with_one(form: Form, value: Value) -> Value {
    match form {
        Form::Many(_) => json!([value]),
        Form::Free(_) => json!({ "Läns gemensam": value }),
        Form::Keyed(words, _) => json!({ words()[0]: value }),
        Form::Rules(_) => json!({ "LGL503": value }),
        _ => value,
    }
}

/// A value of a form whose innermost map is another.
fn put_in(form: Form, map: Value) -> Value {
    match form {
        Form::Many(inner) | Form::Free(inner) | Form::Keyed(_, inner) | Form::Rules(inner) => {
            with_one(form, put_in(*inner, map))
        }
        _ => map,
    }
}

/// A map with every key that may stand in it.
pub(crate) fn whole(keys: &[Key]) -> Value {
    keys.iter().map(|key| (key.name.to_owned(), sample(key.form))).collect::<Map<_, _>>().into()
}

/// A map with no more than what it needs.
pub(crate) fn least(keys: &[Key]) -> Map<String, Value> {
    let needed = keys.iter().filter(|key| key.need != Need::No);
    needed.map(|key| (key.name.to_owned(), sample(key.form))).collect()
}

/// Puts a map in what is around it.
pub(crate) type Around<'a> = &'a dyn Fn(Value) -> Value;
/// Looks at a map of keys: the way there, the keys, and what is around it.
pub(crate) type Look<'a> = &'a mut dyn FnMut(&str, &'static [Key], Around<'_>);

/// Every map of keys in a form: the way there, its keys, and how it is put in what is around it.
pub(crate) fn maps(way: &str, keys: &'static [Key], around: Around<'_>, look: Look<'_>) {
    look(way, keys, around);
    for key in keys {
        let Some(inner) = map_in(key.form) else { continue };
        let inside = |value: Value| {
            let mut map = least(keys);
            map.insert(key.name.to_owned(), put_in(key.form, value));
            around(map.into())
        };
        let way =
            if way.is_empty() { key.name.to_owned() } else { format!("{way}.{}", key.name) };
        maps(&way, inner, &inside, look);
    }
}

#[test]
fn the_tables_name_the_keys_that_the_readers_ask_for() {
    const UNKNOWN: &str = "qqqqqqqqqqqqqqqq";
    for file in &FILES {
        let mut seen = 0;
        maps("", file.keys, &|value| value, &mut |way, keys, around| {
            seen += 1;
            let mut map = whole(keys);
            map[UNKNOWN] = json!("x");
            let (_, findings) = (file.read)(&around(map).to_string());
            // What may stand there is what the program says when something else does.
            let help = findings.iter().find(|f| f.message.contains(UNKNOWN));
            let help = help.and_then(|finding| finding.help.as_deref()).unwrap_or_default();
            let asked = help.split_once("går att skriva: ").map_or("", |(_, keys)| keys);
            let asked: BTreeSet<&str> = asked.trim_end_matches('.').split(", ").collect();
            let told: BTreeSet<&str> = keys.iter().map(|key| key.name).collect();
            let place = if way.is_empty() { "the file" } else { way };
            let untold: Vec<_> = asked.difference(&told).collect();
            assert!(
                untold.is_empty(),
                "the reader asks for {untold:?} in {place} of {}: say in one line of {} what each is for, \
                 and run the tests of `schema` with UPDATE=1",
                file.schema,
                file.table
            );
            let unasked: Vec<_> = told.difference(&asked).collect();
            assert!(
                unasked.is_empty(),
                "{} names {unasked:?} in {place}, which no reader asks for",
                file.table
            );
        });
        assert!(seen >= 2, "{}: only {seen} maps", file.schema);
    }
}

#[test]
fn what_has_every_key_is_right() {
    for file in &FILES {
        let whole = whole(file.keys);
        let found = faults(file, &whole.to_string());
        assert!(
            found.is_empty(),
            "a form in {} is not what the reader reads: {found:?}",
            file.table
        );
        let errors: Vec<_> =
            validator(file.schema).iter_errors(&whole).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.schema);
    }
}

#[test]
fn every_key_is_explained_and_every_example_is_right() {
    for file in &FILES {
        let validator = validator(file.schema);
        maps("", file.keys, &|value| value, &mut |_, keys, around| {
            for key in keys {
                assert!(
                    key.help.ends_with('.'),
                    "{}: ”{}” has no sentence",
                    file.table,
                    key.name
                );
                for written in [key.example, key.usual].into_iter().flatten() {
                    let mut map = least(keys);
                    map.insert(key.name.to_owned(), data(written));
                    let value = around(map.into());
                    assert!(validator.is_valid(&value), "{}: {written}", key.name);
                }
            }
        });
    }
}

#[test]
fn schema_and_program_agree_of_every_key_on_every_kind_of_value() {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(7),
        json!(9.5),
        json!("xyz"),
        json!("7"),
        json!("2026-12-04"),
        json!("2026-02-30"),
        json!("4 december 2026"),
        json!("2026-1-4"),
        json!("9.00–12.00"),
        json!("kl. 9-12"),
        json!("9.61"),
        json!("25.00"),
        json!("#1b2a30"),
        json!("#fff"),
        json!("sv-FI"),
        json!("svenska språket"),
        json!("protokoll"),
        json!("utkast"),
        json!("krävs"),
        json!("nämnd"),
        json!("a-3a"),
        json!("fel"),
        json!([]),
        json!(["xyz"]),
        json!([["xyz"]]),
        json!([{ "zzz": 1 }]),
        json!({}),
        json!({ "zzz": "xyz" }),
    ];
    let (mut faulty, mut disagreements) = (0, Vec::new());
    for file in &FILES {
        let validator = validator(file.schema);
        maps("", file.keys, &|value| value, &mut |way, keys, around| {
            for key in keys {
                for value in &values {
                    let mut map = least(keys);
                    map.insert(key.name.to_owned(), value.clone());
                    let whole = around(map.into());
                    let found = faults(file, &whole.to_string());
                    faulty += usize::from(!found.is_empty());
                    if validator.is_valid(&whole) != found.is_empty() {
                        let place = format!("{} {way} {}", file.schema, key.name);
                        disagreements
                            .push(format!("{place}: {value}: the program says {found:?}"));
                    }
                }
            }
        });
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
    assert!(faulty > 500, "only {faulty} were at fault");
}

#[test]
fn what_may_be_written_in_more_than_one_way_may() {
    let right = [
        ("metadata", "datum: 2026-12-04\ntid: 9.00\n"),
        ("metadata", "datum: 2026-12-04\ntid: 09:00-12:00\ndiarienummer: 12\nplats:\n"),
        ("metadata", "datum: 2026-12-04\njusterare: Eva Ek och Bo Bok\ntitel: 2026\n"),
        (
            "metadata",
            "datum: 2026-12-04\njusterare: [Eva Ek, Bo Bok]\nnästa_möte: 2027-02-12\n",
        ),
        (
            "metadata",
            "datum: 2026-12-04\nnästa_möte: {datum: 2027-02-12, tid: 9, plats: Kalmar}\n",
        ),
        (
            "metadata",
            "datum: 2026-12-04\nbilagor: [karta.pdf, {titel: Karta, länk: https://lgl.se}]\n",
        ),
        ("metadata", "datum: 2026-12-04\nanslag: {uppsatt: 2026-12-11}\n"),
        ("metadata", "typ: bilaga\nhör_till: 2026-12-04\nnummer: 1\n"),
        (
            "organ",
            "namn: A\nmedlemmar: [Nybro kommun, {namn: Region Kalmar län, alias: Regionen}]\n",
        ),
        ("organ", "namn: A\nkrav: {konferens: {beslut: nej, närvaro: fel}}\nplatser: \"9\"\n"),
        (
            "lgl",
            "organ: lgl\nregler: {LGL404: av, förkortning: fel, LGL801 rubrik-saknas: upplysning}\n",
        ),
        ("lgl", "personer:\n- Eva Ek, Nybro kommun\n- namn: Bo Bok\n"),
    ];
    for (schema, yaml) in right {
        let file = FILES.iter().find(|file| file.schema == schema).unwrap();
        assert_eq!(faults(file, yaml), [""; 0], "{yaml}");
        let errors: Vec<_> =
            validator(schema).iter_errors(&data(yaml)).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{yaml}: {errors:?}");
    }
}

#[test]
fn what_the_schema_rejects_the_program_finds_fault_with() {
    let wrong = [
        ("metadata", "tid: 9.00\n"),
        ("metadata", "datum: 4 december 2026\n"),
        ("metadata", "datum: 2026-13-04\n"),
        ("metadata", "datum: 2026-12-04\ntyp: protokol\n"),
        ("metadata", "datum: 2026-12-04\nordforande: Eva Ek\n"),
        ("metadata", "datum: 2026-12-04\ntid: förmiddagen\n"),
        ("metadata", "datum: 2026-12-04\nbilagor: [{titel: Karta}]\n"),
        ("metadata", "datum: 2026-12-04\nbilagor: [{fil: karta.pdf}]\n"),
        ("metadata", "datum: 2026-12-04\nnästa_möte: {dag: 2027-02-12}\n"),
        ("metadata", "datum: 2026-12-04\ntillåt: {LGL503: }\n"),
        ("metadata", "datum: 2026-12-04\ntillåt: {LGL998: Så är det.}\n"),
        ("metadata", "datum: 2026-12-04\ntillåt: {LGL001: Så är det.}\n"),
        ("organ", "kortnamn: A\n"),
        ("organ", "namn:\n"),
        ("organ", "namn: A\nspråk: svenska språket\n"),
        ("organ", "namn: A\nprofil: styrelse\n"),
        ("organ", "namn: A\npdf: a-1a\n"),
        ("organ", "namn: A\nfärger: {ljus: {text: svart}}\n"),
        ("organ", "namn: A\nfärger: {ljus: {blå: \"#0000ff\"}}\n"),
        ("organ", "namn: A\nsidfot: {medlemmar_per_rad: 9}\n"),
        ("organ", "namn: A\nmedlemmar: [{alias: Regionen}]\n"),
        ("organ", "namn: A\nlogotyp: {fil: logo.svg}\n"),
        ("organ", "namn: A\nlogotyp: {text: Märke}\n"),
        ("organ", "namn: A\nrubriker: {närvarande: [Deltagare]}\n"),
        ("organ", "namn: A\nkrav: {möte: {beslut: fel}}\n"),
        ("organ", "namn: A\nkrav: {konferens: {beslut: kanske}}\n"),
        ("lgl", "organ: [lgl]\n"),
        ("lgl", "utmap: public\n"),
        ("lgl", "regler: {LGL998: av}\n"),
        ("lgl", "regler: {LGL404: nej}\n"),
        ("lgl", "regler: {LGL001: av}\n"),
        ("lgl", "personer: [{organisation: Nybro kommun}]\n"),
    ];
    for (schema, yaml) in wrong {
        let file = FILES.iter().find(|file| file.schema == schema).unwrap();
        assert!(!validator(schema).is_valid(&data(yaml)), "{schema} lets through: {yaml}");
        assert!(!faults(file, yaml).is_empty(), "{schema}: the program lets through: {yaml}");
    }
}

#[test]
fn the_files_of_the_repository_obey_their_schemas_and_name_them() {
    let root = project_root();
    let validators: BTreeMap<_, _> =
        FILES.iter().map(|file| (file.schema, validator(file.schema))).collect();
    let mut judged = BTreeMap::from(FILES.map(|file| (file.schema, 0)));
    for folder in ["lgl.yaml", "protocols", "templates", "examples"] {
        for entry in walkdir::WalkDir::new(root.join(folder)) {
            let path = entry.unwrap().into_path();
            let name = path.file_name().unwrap().to_str().unwrap_or_default();
            let schema = match name {
                "lgl.yaml" => "lgl",
                "organ.yaml" => "organ",
                _ if path.extension().is_some_and(|ending| ending == "md") => "metadata",
                _ => continue,
            };
            let text = std::fs::read_to_string(&path).unwrap();
            let yaml = if schema == "metadata" {
                // A page without front matter is for people who look at the folder.
                let inside =
                    text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
                let Some((yaml, _)) = inside else { continue };
                yaml
            } else {
                let named = named_schema(&path, &text);
                let schema = format!("schemas/{schema}.schema.json");
                assert_eq!(named, Some(schema), "{}", path.display());
                &text
            };
            let errors: Vec<_> =
                validators[schema].iter_errors(&data(yaml)).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", path.display());
            *judged.get_mut(schema).unwrap() += 1;
        }
    }
    assert!(judged["metadata"] >= 14, "{judged:?}");
    assert!(judged["organ"] >= 3 && judged["lgl"] >= 14, "{judged:?}");
}

/// The schema that the first line of a file names to an editor, from the repository's folder.
fn named_schema(path: &Path, text: &str) -> Option<String> {
    let first = text.lines().next()?;
    let named = first.strip_prefix("# yaml-language-server: $schema=")?;
    let file = path.parent()?.join(named).canonicalize().ok()?;
    Some(shown(file.strip_prefix(project_root().canonicalize().ok()?).ok()?))
}
