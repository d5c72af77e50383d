//! LGL606: an address with a slip of the pen in it.

use crate::check::Context;
use crate::diagnostic::{Edit, Finding, Fix, Level, Rule};
use crate::model::references::Reference;
use crate::model::target::{Target, classify};
use crate::model::text::{Run, Word};

/// A mistyped address.
pub(crate) static RULE: Rule =
    Rule { code: "LGL606", name: "adress-misstänkt", level: Level::Warning };

/// Ways in which the beginning of an address is mistyped, with what is meant.
const BEGINNINGS: [(&str, &str); 18] = [
    ("http:///", "http://"),
    ("https:///", "https://"),
    ("http//", "http://"),
    ("https//", "https://"),
    ("http;//", "http://"),
    ("https;//", "https://"),
    ("http.//", "http://"),
    ("https.//", "https://"),
    ("htpp://", "http://"),
    ("htpps://", "https://"),
    ("htps://", "https://"),
    ("httsp://", "https://"),
    ("hhttp://", "http://"),
    ("hhttps://", "https://"),
    ("htttp://", "http://"),
    ("htttps://", "https://"),
    ("www,", "www."),
    ("www..", "www."),
];

/// Ends of names on the net that Swedish minutes have every day.
const ENDS: [&str; 6] = ["se", "nu", "com", "org", "net", "eu"];

/// The same mistyped.
const MISTYPED_ENDS: [(&str, &str); 4] =
    [("see", "se"), ("sse", "se"), ("con", "com"), ("comm", "com")];

/// What is wrong with an address.
pub(super) struct Suspicion {
    what: &'static str,
    /// The address as it is meant, where that is plain to see.
    right: Option<String>,
}

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for reference in context.minutes.references() {
        let Some(suspicion) = of_reference(context, &reference) else { continue };
        let finding = finding(reference.address, &suspicion).at(reference.span);
        // What leads nowhere at all would be told of as a file that is missing.
        let finding = match classify(reference.address) {
            Target::Web(_) => finding,
            _ => finding.level(Level::Error),
        };
        findings.push(match (reference.place, suspicion.right) {
            (Some(place), Some(right)) => {
                finding.fix(Fix::risky(vec![Edit::replace(place, right)]))
            }
            _ => finding,
        });
    }
    for run in &context.text.runs {
        in_text(run, findings);
    }
}

/// What is wrong with the address of a link or an annex.
pub(super) fn of_reference(
    context: &Context<'_>,
    reference: &Reference<'_>,
) -> Option<Suspicion> {
    if let Some(file) = reference.file()
        && (context.facts.is_present(&file) || context.facts.pictures.contains_key(&file))
    {
        return None;
    }
    of_address(reference.address).or_else(|| without_scheme(reference.address))
}

/// The words of a finding, still without place.
struct Told {
    message: String,
    help: String,
}

fn finding(address: &str, suspicion: &Suspicion) -> Told {
    Told {
        message: format!("Adressen ”{address}” {}", suspicion.what),
        help: match &suspicion.right {
            Some(right) => format!("Skriv {right}, om det är vad som menas."),
            None => "Rätta adressen.".to_owned(),
        },
    }
}

impl Told {
    fn at(self, span: crate::source::Span) -> Finding {
        RULE.at(span, self.message).help(self.help)
    }
}

/// What is wrong with an address wherever it stands, if that is sure.
fn of_address(address: &str) -> Option<Suspicion> {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let suspect = |what, right| Some(Suspicion { what, right });
    if let Some(mail) = lower.strip_prefix("mailto:") {
        let is_whole = mail.split_once('@').is_some_and(|(_, host)| host.contains('.'));
        return if is_whole { None } else { suspect("är ingen hel e-postadress", None) };
    }
    for (wrong, right) in BEGINNINGS {
        if let Some(rest) = lower.strip_prefix(wrong).filter(|rest| !rest.is_empty()) {
            let rest = &address[address.len() - rest.len()..];
            return suspect("börjar fel", Some(format!("{right}{rest}")));
        }
    }
    let scheme = ["https:", "http:"].into_iter().find(|scheme| lower.starts_with(scheme));
    let rest = match scheme {
        Some(scheme) => &address[scheme.len()..],
        None if lower.starts_with("www.") => address,
        None => return None,
    };
    if let Some(scheme) = scheme {
        let Some(rest) = rest.strip_prefix("//") else {
            let rest = rest.trim_start_matches('/');
            return suspect("har fel antal snedstreck", Some(format!("{scheme}//{rest}")));
        };
        let again = rest.to_ascii_lowercase();
        if again.starts_with("http://") || again.starts_with("https://") {
            return suspect("har början två gånger", Some(rest.to_owned()));
        }
        if again.starts_with("http:")
            || again.starts_with("https:")
            || again.starts_with("http//")
        {
            return suspect("har början två gånger", None);
        }
    }
    let name = rest.trim_start_matches('/');
    of_host(name).map(|(what, right)| {
        let opening = &address[..address.len() - name.len()];
        Suspicion { what, right: right.map(|right| format!("{opening}{right}")) }
    })
}

/// What is wrong with an address after its scheme, and how it is meant.
fn of_host(name: &str) -> Option<(&'static str, Option<String>)> {
    let end = name.find(['/', '?', '#', ':']).unwrap_or(name.len());
    let (host, path) = name.split_at(end);
    if host.contains(char::is_whitespace) || host.contains("%20") {
        return Some(("har blanksteg", None));
    }
    if path.contains(char::is_whitespace) {
        return Some(("har blanksteg", Some(format!("{host}{}", path.replace(' ', "%20")))));
    }
    if host.contains(',') {
        return Some((
            "har komma i stället för punkt",
            Some(format!("{}{path}", host.replace(',', "."))),
        ));
    }
    if host.contains("..") {
        return Some((
            "har två punkter i rad",
            Some(format!("{}{path}", host.replace("..", "."))),
        ));
    }
    let last = host.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if let Some((_, right)) = MISTYPED_ENDS.iter().find(|(wrong, _)| *wrong == last) {
        let start = &host[..host.len() - last.len()];
        return Some(("slutar fel", Some(format!("{start}{right}{path}"))));
    }
    // The name before the first slash has no end, but the next piece has one.
    if !host.contains('.') && path.strip_prefix('/').is_some_and(opens_with_name) {
        return Some((
            "har snedstreck i stället för punkt",
            Some(format!("{host}.{}", &path[1..])),
        ));
    }
    None
}

/// Does a path open with a name on the net: "regionkalmar.se", "regionkalmar.se/vard"?
fn opens_with_name(path: &str) -> bool {
    let first = path.split(['/', '?', '#']).next().unwrap_or("");
    first.rsplit_once('.').is_some_and(|(name, end)| {
        name.len() > 2 && ENDS.contains(&end.to_ascii_lowercase().as_str())
    })
}

/// "www.regionkalmar.se" as a link's address, which is a file's name to a browser.
fn without_scheme(address: &str) -> Option<Suspicion> {
    let Target::File { .. } = classify(address) else { return None };
    let is_web = address.to_ascii_lowercase().starts_with("www.")
        || (opens_with_name(address) && !address.contains('@'));
    if address.contains('@') && !address.contains('/') && opens_with_name(address) {
        let right = Some(format!("mailto:{address}"));
        return Some(Suspicion { what: "saknar mailto: i början", right });
    }
    let right = Some(format!("https://{address}"));
    is_web.then_some(Suspicion { what: "saknar https:// i början", right })
}

/// Addresses in running text that are no links because of the slip, and links that are none.
fn in_text(run: &Run, findings: &mut Vec<Finding>) {
    if run.text().contains('[') && run.text().contains("](") {
        findings.extend(broken_link(run));
    }
    let is_name = |word: &Word| run.lower(word).starts_with("www");
    if !run.text().contains('/') && !run.words.iter().any(is_name) {
        return;
    }
    for word in run.words.iter().filter(|word| !word.is_shielded) {
        let Some(suspicion) = of_word(run.lower(word)) else { continue };
        findings.push(word_finding(run, word, suspicion));
    }
}

fn word_finding(run: &Run, word: &Word, suspicion: Suspicion) -> Finding {
    let finding = finding(run.word(word), &suspicion).at(run.span_of(word.range()));
    match (run.editable(word.range()), suspicion.right) {
        (Some(place), Some(right)) => {
            finding.fix(Fix::risky(vec![Edit::replace(place, right)]))
        }
        _ => finding,
    }
}

fn of_word(word: &str) -> Option<Suspicion> {
    if word.starts_with("www") || word.starts_with("ht") || word.starts_with("hht") {
        // A colon or a comma after a name in running text is a mark of the sentence.
        let is_address = word.contains("//") || word.starts_with("www") || word.contains(":/");
        return if is_address { of_address(word) } else { None };
    }
    let (first, rest) = word.split_once('/')?;
    let is_plain =
        |text: &str| text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.'));
    let is_name = first.len() > 3
        && !first.contains('.')
        && is_plain(first)
        && rest.split('/').next().is_some_and(is_plain)
        && opens_with_name(rest);
    let right = Some(format!("{first}.{rest}"));
    is_name.then_some(Suspicion { what: "har snedstreck i stället för punkt", right })
}

/// A link with a blank in its address, which Markdown shows as it is typed.
fn broken_link(run: &Run) -> Option<Finding> {
    let text = run.text();
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')? + 1;
    let address = &text[middle + 2..end - 1];
    let is_address =
        address.contains("//") || address.contains(".se") || address.contains(".md");
    if !is_address
        || !address.contains(char::is_whitespace)
        || run.is_shielded(&(start..start + 1))
    {
        return None;
    }
    Some(
        RULE.at(run.span_of(start..end), "Länken visas som text, för adressen har blanksteg")
            .help("Skriv %20 i stället för blanksteget, eller ta bort det."),
    )
}
