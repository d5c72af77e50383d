//! JSON Schemas (draft 2020-12) of what lgl reads and writes, for editors and other programs.

use serde_json::{Map, Value, json};

use super::settings;
use crate::check::{Entry, catalogue};
use crate::model::{data, read};
use crate::organ;
use crate::parse::keys::{Form, Key, Need};
use crate::report;

/// A schema that can be asked for.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its name, and that of its file: `organ`.
    pub name: &'static str,
    /// Makes it.
    pub draw: fn() -> schemars::Schema,
}

impl Schema {
    /// The schema as its file says it.
    pub fn text(&self) -> String {
        let schema = (self.draw)();
        serde_json::to_string_pretty(&schema).expect("every key is a string") + "\n"
    }
}

/// Every schema.
pub static SCHEMAS: &[Schema] = &[
    Schema {
        name: "metadata",
        draw: || {
            file(
                "lgl: metadata i ett dokument",
                "Uppgifterna mellan raderna --- överst i ett protokoll.",
                read::KEYS,
            )
        },
    },
    Schema {
        name: "organ",
        draw: || {
            file(
                "lgl: organ.yaml",
                "Ett organ: namn, medlemmar, krav och utseende.",
                organ::KEYS,
            )
        },
    },
    Schema {
        name: "lgl",
        draw: || {
            file(
                "lgl: lgl.yaml",
                "Ett projekts inställningar: organ, regler och ord.",
                settings::KEYS,
            )
        },
    },
    Schema { name: "dokument", draw: || schemars::schema_for!(data::Document) },
    Schema { name: "fynd", draw: || schemars::schema_for!(report::Findings) },
];

fn file(title: &str, description: &str, keys: &[Key]) -> schemars::Schema {
    let mut schema = schemars::json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
    });
    if let Value::Object(map) = map(keys) {
        schema.ensure_object().extend(map);
    }
    schema
}

/// A map with these keys and no others.
fn map(keys: &[Key]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let names =
        |need: Need| keys.iter().filter(move |key| key.need == need).map(|key| key.name);
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    let required: Vec<&str> = names(Need::Yes).collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    let one_of: Vec<Value> =
        names(Need::OneOfThese).map(|name| json!({ "required": [name] })).collect();
    if !one_of.is_empty() {
        schema["anyOf"] = json!(one_of);
    }
    for key in keys {
        if let Need::Unless(other, value) = key.need {
            schema["if"] =
                json!({ "properties": { other: { "const": value } }, "required": [other] });
            schema["else"] = json!({
                "properties": { key.name: { "not": { "type": "null" } } },
                "required": [key.name],
            });
        }
    }
    schema
}

/// A key's value and the words that an editor shows.
fn property(key: &Key) -> Value {
    let mut schema = json!({ "description": key.help });
    let form = match (key.need, key.form) {
        (Need::Yes, Form::Text) => Form::Reason,
        _ => key.form,
    };
    extend(&mut schema, if key.need == Need::Yes { value(form) } else { or_nothing(form) });
    if let Some(usual) = key.usual {
        schema["default"] = written(usual);
    }
    if let Some(example) = key.example {
        schema["examples"] = json!([written(example)]);
    }
    schema
}

/// What YAML makes of a value as it is written.
fn written(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|_| json!(text))
}

/// A value of a form.
fn value(form: Form) -> Value {
    match form {
        Form::Text => json!({ "type": ["string", "number", "boolean"] }),
        Form::Reason => json!({ "type": ["string", "number", "boolean"], "pattern": r"\S" }),
        Form::Date => json!({ "type": "string", "pattern": DATE }),
        Form::Hours => json!({
            "type": ["string", "number"],
            "pattern": hours(),
            "minimum": 0,
            "exclusiveMaximum": 25,
        }),
        Form::Language => json!({ "type": "string", "pattern": LANGUAGE }),
        Form::Colour => json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        // Between quotation marks as well.
        Form::Number(least, most) => {
            let mut schema = json!({ "type": ["integer", "string"], "minimum": least });
            let mut pattern = "[0-9]+".to_owned();
            if most < u32::MAX {
                schema["maximum"] = json!(most);
                pattern = (least..=most)
                    .map(|number| number.to_string())
                    .collect::<Vec<_>>()
                    .join("|");
            }
            schema["pattern"] = json!(format!("^(?:{pattern})$"));
            schema
        }
        Form::Measure(unit, least, most) => json!({
            "type": ["string", "number"],
            "pattern": measure(unit, least, most),
            "minimum": least,
            "maximum": most,
        }),
        Form::Words(words) => json!({ "type": "string", "enum": words() }),
        Form::Many(one) => {
            let items = or_nothing(*one);
            or(value(*one), json!({ "type": "array", "items": items }))
        }
        Form::Either(plain, keys) => or(value(*plain), map(keys)),
        Form::Map(keys) => map(keys),
        Form::Free(form) => {
            json!({ "type": "object", "additionalProperties": or_nothing(*form) })
        }
        Form::Keyed(words, form) => {
            let properties: Map<String, Value> =
                words().into_iter().map(|word| (word.to_owned(), or_nothing(*form))).collect();
            json!({
                "type": "object",
                "properties": properties,
                "additionalProperties": false,
            })
        }
        Form::Rules(form) => rules(*form),
    }
}

/// A day that is in most calendars; how long a month is in which year is left to the program.
const DATE: &str = "^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$";

const LANGUAGE: &str = "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$";

fn hours() -> String {
    let hour = "0*(?:[0-9]|1[0-9]|2[0-4])(?:[.:][0-5][0-9]?)?";
    format!(r"^(?:[Kk]l(?:ockan|\.)?\s*)?{hour}(?:\s*[-–—]\s*{hour})?$")
}

/// Rules by code or by name. Those that cannot be done without are none of them.
fn rules(form: Form) -> Value {
    let mut entries: Vec<&Entry> =
        catalogue().filter(|entry| !entry.is_indispensable).collect();
    entries.sort_by_key(|entry| entry.rule.code);
    let mut properties = Map::new();
    for entry in &entries {
        let (code, name) = (entry.rule.code, entry.rule.name);
        for (key, other) in [(code, name), (name, code)] {
            let mut schema =
                json!({ "description": format!("{other}: {}", first_paragraph(entry.page)) });
            extend(&mut schema, or_nothing(form));
            properties.insert(key.to_owned(), schema);
        }
    }
    // As the program tells of them: `LGL103 beslut-saknas`, and the number alone.
    let numbers: Vec<&str> =
        entries.iter().map(|entry| entry.rule.code.trim_start_matches("LGL")).collect();
    let pattern = format!("^(?:[Ll][Gg][Ll])?(?:{})(?:[ :,;].*)?$", numbers.join("|"));
    json!({
        "type": "object",
        "properties": properties,
        "patternProperties": { pattern: or_nothing(form) },
        "additionalProperties": false,
    })
}

/// What a rule catches, as its page says.
fn first_paragraph(page: &str) -> String {
    let lines = page.lines().skip(1).skip_while(|line| line.is_empty());
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    paragraph.join(" ").replace('`', "")
}

/// A value that may be left empty, as a key that nobody has filled in yet.
fn or_nothing(form: Form) -> Value {
    let mut schema = value(form);
    // A reason must be given, and a map that needs something is not nothing.
    let needs = |keys: &[Key]| keys.iter().any(|key| key.need != Need::No);
    match form {
        Form::Reason => return schema,
        Form::Either(_, keys) if needs(keys) => return schema,
        _ => {}
    }
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
        schema["type"] = json!(["string", "null"]);
        return schema;
    }
    or(schema, json!({ "type": "null" }))
}

/// A number from `least` to `most`, with decimals or without, and its unit or none.
fn measure(unit: &str, least: u32, most: u32) -> String {
    let below: Vec<String> = (least..most).map(|whole| whole.to_string()).collect();
    format!("^(({})([.,][0-9]+)?|{most}([.,]0+)?) ?({unit})?$", below.join("|"))
}

/// Either of two forms of different types. Every word but `enum` speaks of one type only, so that one list of types
/// says it; editors then tell more plainly what is wrong.
fn or(mut a: Value, b: Value) -> Value {
    if a.get("type").is_none() || a.get("enum").is_some() || b.get("enum").is_some() {
        return json!({ "anyOf": [a, b] });
    }
    let types = |schema: &Value| match &schema["type"] {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    let types = [types(&a), types(&b)].concat();
    extend(&mut a, b);
    a["type"] = json!(types);
    a
}

/// The words of one schema after those of another.
fn extend(schema: &mut Value, more: Value) {
    if let (Value::Object(schema), Value::Object(more)) = (schema, more) {
        schema.extend(more);
    }
}
