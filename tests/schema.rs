//! The JSON forms keep their promise: the schemas in the repository are those of the code, and what is written obeys them.

use lgl::publish::SCHEMAS;

use crate::support::project::TestProject;
use crate::support::project_root;

#[test]
fn the_schemas_in_the_repository_are_those_of_the_code() {
    for schema in SCHEMAS {
        let file = format!("schemas/{}.schema.json", schema.name);
        let path = project_root().join(&file);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, schema.text()).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            stored == schema.text(),
            "{file} is stale: run the tests with UPDATE=1 and read the diff"
        );
    }
}

#[test]
fn every_schema_is_one() {
    for schema in SCHEMAS {
        let text = schema.text();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(text.contains("https://json-schema.org/draft/2020-12/schema"));
        if let Err(error) = jsonschema::draft202012::meta::validate(&value) {
            panic!("{}: {error}", schema.name);
        }
    }
}

#[test]
fn every_document_obeys_the_schema() {
    let schema =
        serde_json::to_value(schemars::schema_for!(lgl::model::data::Document)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut judged = 0;
    for folder in crate::examples::projects() {
        let project = TestProject::copy_of(&folder);
        project.build(&["json"]);
        for name in project.published_as("json") {
            let data =
                serde_json::from_str(&project.text(&format!("public/{name}.json"))).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&data).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name}: {errors:?}");
            judged += 1;
        }
    }
    assert!(judged >= 13, "only {judged} documents were judged");
    // A schema that lets everything through would pass as well.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "ett" })));
}

#[test]
fn the_data_of_a_real_protocol_is_right() {
    let project = TestProject::copy_of(&project_root());
    project.build(&["json"]);
    let data: serde_json::Value =
        serde_json::from_str(&project.text("public/2022/2022-11-25.json")).unwrap();
    assert_eq!(data["date"], "2022-11-25");
    assert_eq!(data["registryNumber"], "RS 2022/195");
    assert_eq!(data["decisions"].as_array().unwrap().len(), 8);
    assert_eq!(data["decisions"][5]["id"], "2022-11-25/6");
    assert_eq!(data["decisions"][5]["clauses"].as_array().unwrap().len(), 2);
    let people = |list: &str| -> usize {
        let groups = data["attendance"][list].as_array().unwrap();
        groups.iter().map(|group| group["people"].as_array().unwrap().len()).sum()
    };
    assert_eq!((people("present"), people("others"), people("absent")), (22, 8, 0));
}
