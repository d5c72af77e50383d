//! Reads a template folder as a body: `organ.yaml` and the files beside it.

mod look;

use super::members::MemberNames;
use super::phrases::Phrases;
use super::{Files, Kind, Member, Organ, PdfStandard, Role};
use crate::diagnostic::{Finding, Level, sort};
use crate::parse::fields::{Fields, nearest, text};
use crate::parse::yaml::{self, Node, Value};
use crate::parse::{INVALID_VALUE, MISSING_KEY, decode};
use crate::source::{Source, Span, Spanned};

/// The file that describes a body.
pub const ORGAN_FILE: &str = "organ.yaml";

/// Reads a body from the files of its folder. The findings stand in the text of its `organ.yaml`,
/// which is returned under `name`.
pub fn read(id: &str, name: &str, files: Files) -> (Organ, Source, Vec<Finding>) {
    let bytes = files.get(ORGAN_FILE).map(|bytes| bytes.to_vec()).unwrap_or_default();
    let (source, fault) = decode(name, bytes);
    let mut findings: Vec<Finding> = fault.into_iter().collect();
    let whole = Span::new(0, source.text().len());
    let node =
        if findings.is_empty() { yaml::read(&source, whole, &mut findings) } else { None };
    let node = node.unwrap_or(Node { value: Value::Null, span: Span::at(0) });
    let mut reader = Reader { fields: Fields::new(node, &mut findings), findings };
    let organ = reader.organ(id, files);
    let mut findings = reader.finish();
    sort(&mut findings);
    (organ, source, findings)
}

/// The words for how much a missing section matters, and for not at all.
pub(super) const LEVELS: [(&str, Option<Level>); 4] = [
    ("fel", Some(Level::Error)),
    ("varning", Some(Level::Warning)),
    ("upplysning", Some(Level::Info)),
    ("nej", None),
];

struct Reader {
    fields: Fields,
    findings: Vec<Finding>,
}

impl Reader {
    fn organ(&mut self, id: &str, files: Files) -> Organ {
        let name = self.required("namn");
        let mut organ = Organ {
            id: id.to_owned(),
            short: self.text("kortnamn").unwrap_or_else(|| name.clone()),
            tagline: self.text("devis").unwrap_or_default(),
            variants: self.texts("namnvarianter"),
            misspelt: Vec::new(),
            misspelt_parts: self.misspelt_parts(),
            language: self.language().unwrap_or_else(|| "sv".to_owned()),
            members: self.members(),
            roles: self.texts("roller"),
            groups: self.texts("grupper"),
            domains: self.domains(),
            pdf: self.pdf(),
            look: self.look(&files),
            headings: self.headings(),
            required: self.requirements(),
            needs_registry_number: self.needs_registry_number(),
            is_board: self.is_board(),
            seats: self.seats(),
            phrases: Phrases::default(),
            member_names: MemberNames::default(),
            name,
            files,
        };
        organ.misspelt = misspelt(&organ);
        organ.phrases = Phrases::of(&organ);
        organ.member_names = MemberNames::of(&organ.members);
        organ
    }

    /// `felskrivningar: {Läns gemensam: Länsgemensam}`: parts of names, and how they should be.
    fn misspelt_parts(&mut self) -> Vec<(String, String)> {
        let Some(parts) = self.fields.fields("felskrivningar", &mut self.findings) else {
            return Vec::new();
        };
        let mut misspelt = Vec::new();
        for entry in parts.rest() {
            let Some(right) = text(entry.value, &mut self.findings) else { continue };
            misspelt.push((entry.key.value, right.value));
        }
        misspelt
    }

    /// `diarienummer: krävs`.
    fn needs_registry_number(&mut self) -> bool {
        let Some(word) = self.fields.text("diarienummer", &mut self.findings) else {
            return false;
        };
        let is_needed = word.value.to_lowercase() == "krävs";
        if !is_needed {
            self.invalid(&word, "krävs, eller ta bort raden");
        }
        is_needed
    }

    /// `profil: nämnd` asks for the rules of a board.
    fn is_board(&mut self) -> bool {
        let Some(word) = self.fields.text("profil", &mut self.findings) else { return false };
        let is_board = word.value.to_lowercase() == "nämnd";
        if !is_board {
            self.invalid(&word, "nämnd, eller ta bort raden");
        }
        is_board
    }

    fn seats(&mut self) -> Option<usize> {
        let number = self.fields.text("platser", &mut self.findings)?;
        let seats = number.value.parse().ok().filter(|seats| *seats > 0);
        if seats.is_none() {
            self.invalid(&number, "hur många ledamöter nämnden har, med siffror");
        }
        seats
    }

    fn text(&mut self, key: &'static str) -> Option<String> {
        self.fields.text(key, &mut self.findings).map(|text| text.value)
    }

    fn texts(&mut self, key: &'static str) -> Vec<String> {
        let texts = self.fields.texts(key, &mut self.findings);
        texts.into_iter().map(|text| text.value).collect()
    }

    /// `domäner: [regionkalmar.se]`, also where one is written as an address: `@regionkalmar.se`.
    fn domains(&mut self) -> Vec<String> {
        let domains = self.texts("domäner").into_iter();
        domains.map(|domain| domain.trim_start_matches('@').to_lowercase()).collect()
    }

    fn required(&mut self, key: &'static str) -> String {
        self.text(key).unwrap_or_else(|| {
            // Where no line could be read, nothing is known of what is missing.
            if self.fields.is_empty() && !self.findings.is_empty() {
                return String::new();
            }
            let end = Span::at(self.fields.span().end);
            self.findings.push(
                MISSING_KEY
                    .at(end, format!("Organet saknar ”{key}”"))
                    .help(format!("Skriv en rad {key}: …")),
            );
            String::new()
        })
    }

    fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        for node in self.fields.list("medlemmar") {
            if let Value::Text(name) = node.value {
                members.push(Member { name, aliases: Vec::new() });
                continue;
            }
            let mut fields = Fields::new(node, &mut self.findings);
            let name = fields.text("namn", &mut self.findings);
            let aliases = fields.texts("alias", &mut self.findings);
            match name {
                Some(name) => {
                    let aliases = aliases.into_iter().map(|alias| alias.value).collect();
                    members.push(Member { name: name.value, aliases });
                }
                None => self.findings.push(
                    MISSING_KEY
                        .at(Span::at(fields.span().end), "Medlemmen saknar namn")
                        .help("Skriv namn: och vad medlemmen heter."),
                ),
            }
            fields.finish(&mut self.findings);
        }
        members
    }

    fn pdf(&mut self) -> PdfStandard {
        let Some(word) = self.fields.text("pdf", &mut self.findings) else {
            return PdfStandard::A2a;
        };
        let known = PdfStandard::ALL.into_iter().find(|(_, known)| *known == word.value);
        if known.is_none() {
            self.invalid(&word, &PdfStandard::ALL.map(|(_, word)| word).join(" eller "));
        }
        known.map_or(PdfStandard::A2a, |(standard, _)| standard)
    }

    fn language(&mut self) -> Option<String> {
        self.fields.language("språk", &mut self.findings)
    }

    fn headings(&mut self) -> Vec<(Role, String)> {
        let Some(fields) = self.fields.fields("rubriker", &mut self.findings) else {
            return Vec::new();
        };
        let mut headings = Vec::new();
        for entry in fields.rest() {
            let Some(role) = self.role(&entry.key) else { continue };
            let list = match entry.value.value {
                Value::List(list) => list,
                _ => vec![entry.value],
            };
            let texts = list.into_iter().filter_map(|node| text(node, &mut self.findings));
            let texts: Vec<_> = texts.collect();
            headings.extend(texts.into_iter().map(|text| (role, text.value)));
        }
        headings
    }

    fn requirements(&mut self) -> std::collections::BTreeMap<Kind, Vec<(Role, Level)>> {
        let mut required = std::collections::BTreeMap::new();
        let Some(fields) = self.fields.fields("krav", &mut self.findings) else {
            return required;
        };
        for entry in fields.rest() {
            let Some(kind) = Kind::from_word(&entry.key.value) else {
                let words = Kind::ALL.map(Kind::word).join(", ");
                self.invalid(&entry.key, &format!("någon av {words}"));
                continue;
            };
            let mut sections = Vec::new();
            for entry in Fields::new(entry.value, &mut self.findings).rest() {
                let Some(role) = self.role(&entry.key) else { continue };
                let Some(level) = text(entry.value, &mut self.findings) else { continue };
                match LEVELS.iter().find(|(word, _)| *word == level.value) {
                    Some((_, known)) => sections.extend(known.map(|known| (role, known))),
                    None => self.invalid(&level, "fel, varning, upplysning eller nej"),
                }
            }
            required.insert(kind, sections);
        }
        required
    }

    fn role(&mut self, word: &Spanned<String>) -> Option<Role> {
        let role = Role::from_word(&word.value);
        if role.is_none() {
            let words = Role::ALL.map(Role::word);
            let hint = nearest(&word.value, &words).map(str::to_owned);
            self.invalid(
                word,
                &hint.unwrap_or_else(|| format!("någon av {}", words.join(", "))),
            );
        }
        role
    }

    fn invalid(&mut self, value: &Spanned<String>, wanted: &str) {
        self.findings.push(
            INVALID_VALUE
                .at(value.span, format!("”{}” går inte att använda här", value.value))
                .help(format!("Skriv {wanted}.")),
        );
    }

    fn finish(mut self) -> Vec<Finding> {
        self.fields.finish(&mut self.findings);
        self.findings
    }
}

/// Every name of a body with a part that is often misspelt, as it is then written.
fn misspelt(organ: &Organ) -> Vec<(String, String)> {
    let mut misspelt = Vec::new();
    for (wrong, right) in &organ.misspelt_parts {
        let names = organ.right_names().filter(|name| name.contains(right));
        misspelt.extend(names.map(|name| (name.replace(right, wrong), name.to_owned())));
    }
    misspelt
}
