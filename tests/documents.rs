//! What a secretary writes, and what lgl understands: snapshots of documents as data and of what is said of them.

use crate::support::project::{TestProject, protocol};

/// The data of one document.
fn data(document: &str) -> serde_json::Value {
    let project = TestProject::of_fragments().with("protocols/a.md", document);
    let said = project.build(&["json"]);
    assert_eq!(said.outcome.errors, 0, "{:#?}", said.lines);
    serde_json::from_str(&project.text("public/a.json")).unwrap()
}

/// What is said of one document.
fn said(document: &str) -> Vec<String> {
    let project = TestProject::of_fragments().with("protocols/a.md", document);
    let said = project.build(&["pdf", "html"]);
    said.lines.iter().map(|line| line.replace("protocols/a.md:", "")).collect()
}

#[test]
fn every_project_as_data() {
    for folder in crate::examples::projects() {
        let name = if folder.join("Cargo.toml").is_file() {
            "lgl".to_owned()
        } else {
            folder.file_name().unwrap().to_string_lossy().into_owned()
        };
        let project = TestProject::copy_of(&folder);
        project.build(&["json"]);
        for file in project.published_as("json") {
            let snapshot = format!("{name}--{}", file.replace('/', "-"));
            insta::assert_snapshot!(snapshot, project.text(&format!("public/{file}.json")));
        }
    }
}

#[test]
fn the_four_sections_are_required() {
    let lines = said("---\ndatum: 2026-12-04\n---\n\n## Fråga\n\nText.\n");
    assert_eq!(
        lines,
        [
            "5:1: fel LGL101 välkomna-saknas: Protokollet saknar avsnittet Välkomna",
            "5:1: fel LGL102 dagordning-saknas: Protokollet saknar avsnittet Dagordning",
            "8:1: fel LGL103 beslut-saknas: Protokollet saknar beslut",
            "8:1: fel LGL104 närvaro-saknas: Protokollet saknar avsnittet Närvarande",
        ]
    );
}

#[test]
fn the_level_of_a_required_section_goes_by_kind() {
    let document =
        |kind: &str| format!("---\ntyp: {kind}\ndatum: 2026-12-04\n---\n\n## Fråga\n\nText.\n");
    let levels = |kind: &str| -> Vec<String> {
        let lines = said(&document(kind));
        lines
            .iter()
            .map(|line| line.split(' ').skip(1).take(2).collect::<Vec<_>>().join(" "))
            .collect()
    };
    assert_eq!(
        levels("konferens"),
        ["fel LGL101", "varning LGL102", "fel LGL104", "varning LGL103"]
    );
    assert_eq!(
        levels("minnesanteckningar"),
        ["varning LGL101", "varning LGL102", "varning LGL103", "varning LGL104"]
    );
    assert_eq!(levels("bildspel"), [""; 0]);
    assert_eq!(levels("bilaga"), ["fel LGL605"]);
}

#[test]
fn sections_are_found_by_synonym_and_near_miss() {
    let document = "---\ndatum: 2026-12-04\n---\n\n## 1. Mötets öppnande\n\nText.\n\n\
                    ## 2. Föredragningslistan\n\nText.\n\n## 3. Beslutsärenden\n\nInga beslut fattades.\n\n\
                    ## Närvarade ledamöter\n\n- Eva Ek, Nybro kommun\n";
    let data = data(document);
    let roles: Vec<&str> = data["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["välkomna", "dagordning", "beslut", "närvaro"]);
    assert_eq!(data["items"][1]["title"], "Föredragningslistan");
    assert_eq!(data["items"][1]["number"], 2);
    assert_eq!(data["items"][3]["number"], serde_json::Value::Null);
}

#[test]
fn decisions_are_known_by_label_and_by_sentence() {
    let document = "---\ndatum: 2026-12-04\n---\n\n## Välkomna\n\nText.\n\n## Dagordning\n\nText.\n\n\
        ## Fråga\n\nUnder hösten beslutades att ta fram en plan.\n\n\
        **Beslut:** LGL beslutar att anta planen.\nAnsvarig: Eva Ek, Nybro kommun. Senast: 2027-03-01\n\n\
        **Beslut**: LGL beslutar följande:\n\n- Planen gäller.\n- Planen följs upp.\n\n\
        Beslut:\n\nLGL beslutar att vänta.\n\n\
        Länsgemensam ledning beslutar att avsluta arbetet.\n\n\
        Uppdrag: Eva skriver.\n\nAnsvarig: Eva Ek\n\n\
        ## Närvarande\n\n- Eva Ek, Nybro kommun\n";
    let data = data(document);
    let decisions = data["decisions"].as_array().unwrap();
    let texts: Vec<&str> = decisions.iter().map(|d| d["text"].as_str().unwrap()).collect();
    assert_eq!(
        texts,
        [
            "LGL beslutar att anta planen.",
            "LGL beslutar följande:",
            "LGL beslutar att vänta.",
            "Länsgemensam ledning beslutar att avsluta arbetet.",
        ]
    );
    assert_eq!(decisions[0]["responsible"], "Eva Ek, Nybro kommun");
    assert_eq!(decisions[0]["due"], "2027-03-01");
    assert_eq!(
        decisions[1]["clauses"],
        serde_json::json!(["Planen gäller.", "Planen följs upp."])
    );
    assert_eq!(decisions[3]["id"], "2026-12-04/4");
    assert_eq!(data["remarks"][0]["responsible"], "Eva Ek");
}

#[test]
fn people_are_grouped_as_the_body_does() {
    let document = "---\ndatum: 2026-12-04\ntillåt: {LGL401: Prov}\n---\n\n## Välkomna\n\nText.\n\n## Dagordning\n\nText.\n\n\
        Inga beslut fattades.\n\n## Närvarande\n\n\
        - Bo Bok, brukarrepresentant\n- Eva Ek, Västerviks kommun (via länk)\n\
        - Ida Is, skolchef, Borgholm\n- Per Pil, SKR\n- Moa My – Nybro kommun\n- Lo Lin (Torsås kommun) (via länk)\n- Tea Ta, Torsås  kommun., via länk\n- Åsa Ås, Västerviks kommun (ersättare) (från 10.00)\n";
    let data = data(document);
    let groups: Vec<(String, bool, String)> = data["attendance"]["present"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            let people: Vec<String> = group["people"]
                .as_array()
                .unwrap()
                .iter()
                .map(|person| {
                    format!("{} {}", person["name"].as_str().unwrap(), person["remarks"])
                })
                .collect();
            (
                group["organisation"].as_str().unwrap().to_owned(),
                group["member"].as_bool().unwrap(),
                people.join("; "),
            )
        })
        .collect();
    let group = |name: &str, member, people: &str| (name.to_owned(), member, people.to_owned());
    assert_eq!(
        groups,
        [
            group("Borgholms kommun", true, "Ida Is []"),
            group("Nybro kommun", true, "Moa My []"),
            group("Torsås kommun", true, r#"Lo Lin ["via länk"]; Tea Ta ["via länk"]"#),
            group(
                "Västerviks kommun",
                true,
                r#"Eva Ek ["via länk"]; Åsa Ås ["ersättare","från 10.00"]"#
            ),
            group("brukarrepresentant", false, "Bo Bok []"),
            group("SKR", false, "Per Pil []"),
        ]
    );
}

#[test]
fn a_draft_is_built_in_spite_of_its_faults_and_says_so() {
    let faulty = "---\ndatum: 2026-12-04\nstatus: utkast\n---\n\n## Fråga\n\n![](saknas.png) 🎉 [död](#)\n";
    let project = TestProject::of_fragments().with("protocols/a.md", faulty);
    let said = project.build(&["pdf", "html"]);
    assert_eq!((said.outcome.built, said.outcome.stopped), (1, 0), "{:#?}", said.lines);
    assert!(said.outcome.errors >= 6, "{:#?}", said.lines);
    assert!(project.text("public/a.html").contains("Utkast"));
}

#[test]
fn faults_stand_at_their_place() {
    let body =
        "## Fråga\n\n#### För djupt\n\nÅäö [plan]() och ![](bild.png) och 🎉.\n\n<b>fet</b>";
    let lines = said(&protocol("", body));
    assert_eq!(
        lines,
        [
            "15:1: varning LGL108 rubriknivå: Rubriken hoppar över en nivå",
            "17:5: fel LGL601 länk-död: Länken leder ingenstans",
            "17:18: fel LGL602 fil-saknas: Bilden ”bild.png” finns inte",
            "17:18: fel LGL607 bild-utan-text: Bilden saknar alternativtext",
            "17:36: fel LGL010 tecken-utan-glyf: Tecknet ”🎉” (U+1F389) går inte att visa",
            "19:1: varning LGL609 rå-html: HTML-kod visas som text",
            "19:7: varning LGL609 rå-html: HTML-kod visas som text",
        ]
    );
}

#[test]
fn a_reason_switches_a_rule_off() {
    let keys = "tillåt:\n  LGL601: Adressen kommer efter mötet.\n";
    assert!(said(&protocol(keys, "## Fråga\n\n[plan]()")).is_empty());
    let keys = "tillåt:\n  LGL601:\n";
    let lines = said(&protocol(keys, ""));
    assert_eq!(lines, ["4:9: fel LGL002 nyckel-saknas: Undantaget för LGL601 saknar skäl"]);
}

#[test]
fn links_between_documents_lead_to_what_is_built() {
    let project = TestProject::of_fragments()
        .with("protocols/2025/b.md", protocol("", ""))
        .with("protocols/2026/underlag.txt", "text")
        .with(
            "protocols/2026/a.md",
            protocol(
                "",
                "## Fråga\n\n[b](../2025/b.md#punkt-2) [u](underlag.txt) [p](#punkt-3)",
            ),
        );
    let said = project.build(&["html"]);
    assert!(said.lines.is_empty(), "{:?}", said.lines);
    let html = project.text("public/2026/a.html");
    for href in ["\"../2025/b.html#punkt-2\"", "\"underlag.txt\"", "\"#punkt-3\""] {
        assert!(html.contains(href), "{href}");
    }
    assert!(project.has("public/2026/underlag.txt"));
}

#[test]
fn a_body_of_ones_own_overrides_the_built_in_one_file_by_file() {
    let project = TestProject::of_fragments()
        .with("templates/lgl/style.css", "body { color: var(--text) } /* egen */")
        .with("protocols/a.md", protocol("", ""));
    let said = project.build(&["html", "pdf"]);
    assert!(said.lines.is_empty(), "{:?}", said.lines);
    assert!(project.text("public/a.html").contains("/* egen */"));
}

#[test]
fn colours_that_are_too_alike_stop_the_body() {
    let organ = "namn: Prov\nfärger:\n  ljus:\n    accent: \"#8ab4c0\"\n";
    let project = TestProject::of_fragments()
        .with("templates/lgl/organ.yaml", organ)
        .with("protocols/a.md", protocol("", ""));
    let said = project.build(&["html"]);
    assert_eq!((said.outcome.built, said.outcome.unusable), (0, 1), "{:#?}", said.lines);
    assert!(
        said.lines[0].starts_with("templates/lgl/organ.yaml:4:13: fel LGL804 kontrast: Färgen ”accent” syns dåligt mot ”bakgrund”"),
        "{:#?}",
        said.lines
    );
}

#[test]
fn a_template_that_does_not_work_is_told_in_words_about_the_body() {
    for (file, text, format) in
        [("protokoll.typ", "#let x = (\n", "pdf"), ("page.html", "{% if %}", "html")]
    {
        let project = TestProject::of_fragments()
            .with(&format!("templates/lgl/{file}"), text)
            .with("protocols/a.md", protocol("", ""));
        let said = project.build(&[format]);
        assert_eq!((said.outcome.built, said.outcome.faults), (0, 1), "{:#?}", said.lines);
        assert!(said.lines[0].contains(&format!("templates/lgl/{file}")), "{:#?}", said.lines);
    }
}

#[test]
fn a_task_list_keeps_its_marks_however_loose_it_is() {
    for list in ["- [x] klart\n- [ ] kvar", "- [x] klart\n\n- [ ] kvar"] {
        let project = TestProject::of_fragments()
            .with("protocols/a.md", protocol("", &format!("## Fråga\n\n{list}")));
        project.build(&["html"]);
        let html = project.text("public/a.html");
        assert!(html.contains('☑') && html.contains('☐'), "{list}");
    }
}

#[test]
fn that_nothing_was_decided_is_only_said_where_the_minutes_say_so() {
    let page = |body: &str| {
        let project = TestProject::of_fragments().with(
            "protocols/a.md",
            format!(
                "---\ndatum: 2026-12-04\n---\n\n## Välkomna\n\nText.\n\n## Dagordning\n\nText.\n\n\
                 ## Beslut\n\n{body}\n\nMötet avslutas.\n\n## Närvarande\n\n- Eva Ek, Nybro kommun\n"
            ),
        );
        let said = project.build(&["html"]);
        (said.lines.len(), project.text("public/a.html").contains("Beslut i korthet"))
    };
    assert_eq!(page("Inga beslut fattades."), (0, true));
    // What looks like a decision and is none is told.
    assert_eq!(page("- Att anta planen."), (1, false));
}

/// What the document of a body says: its decisions, people and notes, as JSON.
fn data_of(body: &str) -> serde_json::Value {
    data(&protocol("", body))
}

#[test]
fn a_label_opens_its_paragraph_on_any_line() {
    let data = data_of(
        "## Fråga\n\nFöredragare: Eva Ek, SKR\nUnderlag: Rapporten\nBeslut: LGL beslutar att vänta.\n\
         Ansvarig: Bo Bok\nSenast: 2027-01-02\n\nText före.\n**Beslut:** LGL beslutar att gå.",
    );
    assert_eq!(data["items"][2]["presenters"], serde_json::json!(["Eva Ek, SKR"]));
    assert_eq!(data["decisions"][0]["text"], "LGL beslutar att vänta.");
    assert_eq!(data["decisions"][0]["responsible"], "Bo Bok");
    assert_eq!(data["decisions"][0]["due"], "2027-01-02");
    assert_eq!(data["decisions"][1]["text"], "LGL beslutar att gå.");
}

#[test]
fn who_and_when_are_found_after_a_list_and_in_any_alphabet() {
    let data = data_of(
        "## Fråga\n\nBeslut: LGL beslutar följande:\n- Ett.\n- Två.\nAnsvarig: İbrahim Demir. Senast: 2027-03-01",
    );
    assert_eq!(data["decisions"][0]["clauses"], serde_json::json!(["Ett.", "Två."]));
    assert_eq!(data["decisions"][0]["responsible"], "İbrahim Demir");
    assert_eq!(data["decisions"][0]["due"], "2027-03-01");
    let odd =
        protocol("", "## Fråga\n\nBeslut: LGL beslutar att vänta.\nAnsvarig: İ Senast:å ẞ");
    assert_eq!(said(&odd), ["16:1: fel LGL004 värde-ogiltigt: ”å ẞ” är inget datum"]);
}

#[test]
fn a_list_that_says_more_than_names_stays_as_it_was_written() {
    for entry in [
        "- ~~Bo Bok, Kalmar kommun~~",
        "- [ ] Bo Bok, Kalmar kommun",
        "- Bo Bok[^1], Kalmar kommun",
    ] {
        let document = format!(
            "---\ndatum: 2026-12-04\n---\n\n## Välkomna\n\nT.\n\n## Dagordning\n\nT.\n\n\
             Inga beslut fattades.\n\n## Närvarande\n\n{entry}\n\n[^1]: Not.\n"
        );
        assert_eq!(data(&document)["attendance"]["present"], serde_json::json!([]), "{entry}");
    }
    let table = "|Namn|Kommun|\n|---|---|\n|Andersson, Anna|Kalmar kommun|\n";
    let document = format!(
        "---\ndatum: 2026-12-04\n---\n\n## Välkomna\n\nT.\n\n## Dagordning\n\nT.\n\n\
         Inga beslut fattades.\n\n## Närvarande\n\n{table}"
    );
    let people = &data(&document)["attendance"]["present"][0]["people"];
    assert_eq!(people[0]["name"], "Andersson, Anna");
}

#[test]
fn a_note_that_nothing_refers_to_is_not_lost() {
    let project = TestProject::of_fragments().with(
        "protocols/a.md",
        protocol("", "## Fråga\n\nText.[^A]\n\n[^a]: Första.\n\n[^b]: Andra."),
    );
    project.build(&["html"]);
    let html = project.text("public/a.html");
    assert!(html.contains("Första.") && html.contains("Andra."));
}

#[test]
fn a_number_in_a_heading_is_the_writers_own_or_part_of_the_words() {
    let data = data_of("## 3 Nära vård\n\nT.\n\n## 11.30 Lunch\n\nT.\n\n## 5: Mål\n\nT.");
    let titles: Vec<&str> = data["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles[2..5], ["Nära vård", "11.30 Lunch", "Mål"]);
}

#[test]
fn a_body_that_is_not_there_is_told_where_the_document_asks_for_it() {
    assert_eq!(
        said(&protocol("organ: nix\n", "")),
        [
            "3:8: fel LGL004 värde-ogiltigt: Organet ”nix” finns inte: mappen templates/nix saknas"
        ]
    );
}

#[test]
fn a_decision_without_label_is_one_and_is_told() {
    let body = "## Fråga\n\nLGL beslutar att anta planen.";
    assert_eq!(
        said(&protocol("", body)),
        ["15:1: varning LGL301 beslut-utan-etikett: Beslutet saknar etikett [*]"]
    );
    assert_eq!(data_of(body)["decisions"][0]["text"], "LGL beslutar att anta planen.");
}

#[test]
fn attendance_in_which_nobody_is_found_is_told() {
    let document = "---\ndatum: 2026-12-04\n---\n\n## Välkomna\n\nT.\n\n## Dagordning\n\nT.\n\n\
                    Inga beslut fattades. Mötet avslutas.\n\n## Närvarande\n\nEva Ek, Nybro kommun\nBo Bok, SKR\n";
    assert_eq!(
        said(document),
        [
            "17:1: varning LGL409 flikad-lista: Deltagarna står inte i en lista och kan inte läsas som personer [*]"
        ]
    );
}

#[test]
fn what_a_board_writes_is_data() {
    let keys = "justeringsdatum: 2026-12-10\nanslag: {uppsatt: 2026-12-11, tas_ned: 2027-01-04, plats: Stadshuset}\n";
    let body = "## Fråga\n\nYrkande (Eva Ek): Avslag.\n\nYrkanden:\n\n- Bo Bok: Bifall.\n\n\
        Votering: Med 7 ja och 5 nej.\n\n| Ledamot | Röst |\n|---|---|\n| Eva Ek | Nej |\n\nJäv: Ia Is";
    let data = data(&protocol(keys, body));
    assert_eq!(data["adjusted"], "2026-12-10");
    let notice = serde_json::json!({"posted": "2026-12-11", "removed": "2027-01-04", "place": "Stadshuset"});
    assert_eq!(data["notice"], notice);
    let remarks: Vec<(&str, &str)> = data["remarks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["kind"].as_str().unwrap(), it["text"].as_str().unwrap()))
        .collect();
    assert_eq!(
        remarks,
        [
            ("yrkande", "Avslag."),
            ("yrkande", "Bo Bok: Bifall."),
            ("omröstning", "Med 7 ja och 5 nej. Ledamot Röst Eva Ek Nej"),
            ("jäv", "Ia Is"),
        ]
    );
}

#[test]
fn a_board_keeps_its_paragraph_numbers_and_nobody_else_does() {
    let text = protocol("justerare: Eva Ek\n", "## § 41 Taxor\n\nText.\n\n## Paus\n\nText.");
    let organ = "namn: Nämnden\nprofil: nämnd\n";
    for (files, expected) in [(vec![organ], "§\u{a0}41"), (vec![], "3")] {
        let mut project = TestProject::new().with("protocols/a.md", &text);
        for file in files {
            project = project.with("templates/lgl/organ.yaml", file);
        }
        project.build(&["html"]);
        let html = project.text("public/a.html");
        let heading = format!("<span class=\"number\">{expected}</span> Taxor</h2>");
        assert!(html.contains(&heading), "{expected}: {html}");
    }
}

#[test]
fn what_is_proposed_is_not_decided() {
    let body = "## Förslag till beslut\n\nLGL beslutar att anta planen.\n\n## Plan\n\nOrdföranden föreslår:\n\nLGL beslutar att anta planen.\n\nLGL beslutar att skjuta upp frågan.";
    let data = data(&protocol("", body));
    let decisions: Vec<&str> = data["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["text"].as_str().unwrap())
        .collect();
    assert_eq!(decisions, ["LGL beslutar att skjuta upp frågan."]);
}

#[test]
fn clauses_in_paragraphs_of_their_own_belong_to_the_decision() {
    let body = "## Plan\n\nBeslut: LGL beslutar\n\natt anta planen, och\n\natt följa upp den i juni.\n\nSedan var det paus.";
    let data = data(&protocol("", body));
    let decision = &data["decisions"][0]["text"];
    assert_eq!(decision, "LGL beslutar att anta planen, och att följa upp den i juni.");
}
