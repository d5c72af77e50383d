//! A body to begin with: a folder with everything that its documents need, and every setting explained.

/// The files of a body's folder: path and text.
pub fn files(id: &str) -> [(&'static str, String); 5] {
    let name = name_of(id);
    [
        ("organ.yaml", include_str!("organ/organ.yaml").replace("{namn}", &name)),
        ("logo.svg", include_str!("organ/logo.svg").to_owned()),
        ("logo-mork.svg", include_str!("organ/logo-mork.svg").to_owned()),
        ("logo-svartvit.svg", include_str!("organ/logo-svartvit.svg").to_owned()),
        ("style.css", include_str!("organ/style.css").to_owned()),
    ]
}

/// The folder's name as a name for people: "Rad for aldre" of `rad-for-aldre`.
fn name_of(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a folder that a name for people could have: `rad-for-aldre` of "Råd för äldre".
pub fn near_id(name: &str) -> Option<String> {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'å' | 'ä' | 'á' | 'à' => id.push('a'),
            'ö' | 'ó' | 'ø' => id.push('o'),
            'é' | 'è' | 'ü' => id.push(if c == 'ü' { 'u' } else { 'e' }),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    let id = id.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let id = id.trim_end_matches('-');
    (id.len() > 1 && id.len() <= 50).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_folder_and_back() {
        for (name, id) in [
            ("Råd för äldre", Some("rad-for-aldre")),
            ("RSS Dalarna", Some("rss-dalarna")),
            ("../../etc", Some("etc")),
            ("2026", None),
            ("", None),
        ] {
            assert_eq!(near_id(name).as_deref(), id, "{name}");
        }
        assert_eq!(name_of("rad-for-aldre"), "Rad for aldre");
    }
}
