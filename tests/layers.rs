//! The first law: a module names only modules to its left. Data flows one way.

use crate::support::{project_root, rust_files};

/// The modules in the order of the flow. Each names only those before it.
const ORDER: [&str; 14] = [
    "source",
    "spelling",
    "diagnostic",
    "mend",
    "prose",
    "parse",
    "organ",
    "model",
    "convert",
    "skeleton",
    "check",
    "render",
    "report",
    "publish",
];

#[test]
fn a_module_names_only_modules_to_its_left() {
    let mut faults = Vec::new();
    for (path, text) in rust_files("src") {
        let module = path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or("");
        // `cli` and `main.rs` stand at the right end; `lib.rs` is the list itself.
        let Some(place) = ORDER.iter().position(|known| *known == module) else { continue };
        // A module's tests may reach for what they need.
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        assert!(
            !code.contains("crate::{"),
            "{path}: name modules one by one, so that they can be read here"
        );
        for (number, line) in code.lines().enumerate() {
            for named in named_modules(line) {
                let right = ORDER.iter().position(|known| *known == named);
                if right.is_none_or(|right| right > place) {
                    faults.push(format!("{path}:{}: {module} names {named}", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "data flows one way:\n{}", faults.join("\n"));
}

#[test]
fn the_order_is_that_of_the_library() {
    let library = std::fs::read_to_string(project_root().join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .filter(|module| *module != "cli")
        .collect();
    assert_eq!(modules, ORDER);
}

/// The modules that a line of code names through `crate::`.
fn named_modules(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split("//").next().unwrap_or("");
    code.split("crate::").skip(1).filter_map(|rest| {
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        (!name.is_empty()).then_some(name)
    })
}
