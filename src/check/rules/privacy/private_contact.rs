//! LGL903: an address or a telephone number that belongs to a person and not to an office.

use std::ops::Range;

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::Run;
use crate::organ::Organ;
use crate::prose::{InlineKind, Link};

/// A private address or number.
pub(crate) static RULE: Rule =
    Rule { code: "LGL903", name: "kontaktuppgift-privat", level: Level::Warning };

/// Mail domains where people have their private addresses. Sorted.
const PRIVATE_DOMAINS: [&str; 45] = [
    "algonet.se",
    "aol.com",
    "bahnhof.se",
    "bredband.net",
    "bredband2.com",
    "comhem.se",
    "fastmail.com",
    "glocalnet.net",
    "gmail.com",
    "gmail.se",
    "gmx.com",
    "gmx.net",
    "googlemail.com",
    "home.se",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.nu",
    "hotmail.se",
    "icloud.com",
    "live.com",
    "live.se",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "outlook.se",
    "ownit.nu",
    "passagen.se",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "spray.se",
    "swipnet.se",
    "tele2.se",
    "telia.com",
    "telia.se",
    "tiscali.se",
    "tutanota.com",
    "utanet.se",
    "yahoo.com",
    "yahoo.se",
    "ymail.com",
    "zeta.telenordia.se",
    "zonnet.se",
];

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    for key in &minutes.keys {
        let Some(value) = key.value.as_ref().filter(|value| value.value.contains('@')) else {
            continue;
        };
        for word in value.value.split_whitespace() {
            let domain = private_domain(word, context.organ);
            findings
                .extend(domain.map(|domain| RULE.at(value.span, message(&domain)).help(HELP)));
        }
    }
    // Every address in running text is a link.
    minutes.each_inline(&mut |inline| {
        if let InlineKind::Link(Link { target, .. }) = &inline.kind
            && let Some(address) = target.strip_prefix("mailto:")
        {
            let domain = private_domain(address, context.organ);
            findings
                .extend(domain.map(|domain| RULE.at(inline.span, message(&domain)).help(HELP)));
        }
    });
    for run in &context.text.runs {
        telephone_numbers(run, findings);
    }
}

fn message(domain: &str) -> String {
    format!("E-postadressen hos {domain} ser ut att vara privat")
}

const HELP: &str = "Skriv en adress till verksamheten, till exempel en funktionsbrevlåda, eller ta bort adressen.";

/// The domain of an address, where people have their private addresses and the body has none.
fn private_domain(address: &str, organ: &Organ) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let end = domain.find(|c: char| !c.is_alphanumeric() && c != '.' && c != '-');
    let domain =
        domain.get(..end.unwrap_or(domain.len()))?.trim_end_matches('.').to_lowercase();
    let is_private = PRIVATE_DOMAINS.binary_search(&domain.as_str()).is_ok();
    (is_private && !organ.domains.contains(&domain)).then_some(domain)
}

/// Finds mobile numbers: "070-123 45 67", "0701234567", "+46 70 123 45 67".
fn telephone_numbers(run: &Run, findings: &mut Vec<Finding>) {
    let mut next = 0;
    for (index, word) in run.words.iter().enumerate() {
        if !word.has_digit || word.start < next {
            continue;
        }
        let Some(range) = mobile_number(run, index) else { continue };
        next = range.end;
        findings.push(RULE.at(run.span_of(range), "Mobilnumret kan vara privat").help(
            "Skriv ett nummer till verksamheten, till exempel växeln, eller ta bort numret.",
        ));
    }
}

/// The mobile number that opens with a word: its digits may stand in several groups.
fn mobile_number(run: &Run, index: usize) -> Option<Range<usize>> {
    let first = run.words[index];
    let text = run.text();
    let (start, length, prefix) = match text.as_bytes().get(first.start..first.start + 2)? {
        b"07" => (first.start, 10, "07"),
        b"46" if text[..first.start].ends_with('+') => (first.start - 1, 11, "467"),
        b"00" if run.word(&first).starts_with("0046") => (first.start, 13, "00467"),
        _ => return None,
    };
    let mut digits = String::new();
    let mut end = first.end;
    for (offset, word) in run.words[index..].iter().enumerate() {
        let group = run.word(word);
        let is_near = offset == 0
            || matches!(
                run.between(&run.words[index + offset - 1], word).trim(),
                "" | "-" | "–" | ")"
            );
        // "+46 (0)70": the nought is not dialled.
        let group = group.strip_prefix("0)").unwrap_or(group);
        let is_group = group.bytes().all(|byte| byte.is_ascii_digit() || b"-/".contains(&byte));
        let is_bracketed = text[..word.start].ends_with('(');
        if !(is_near || is_bracketed) || !is_group {
            return None;
        }
        digits.extend(group.chars().filter(char::is_ascii_digit));
        end = word.end;
        if digits.len() >= length {
            break;
        }
    }
    let operator = digits.as_bytes().get(prefix.len())?;
    let is_mobile = digits.len() == length
        && digits.starts_with(prefix)
        && matches!(operator, b'0' | b'2' | b'3' | b'6' | b'9');
    // Six digits, a hyphen and four are no telephone number.
    let is_other = run.word(&first).find('-') == Some(6);
    (is_mobile && !is_other).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::{PRIVATE_DOMAINS, private_domain};
    use crate::organ::{Organ, built_in, read};

    fn organ() -> Organ {
        let files = built_in("lgl").expect("the body that is built in");
        read("lgl", "organ.yaml", files).0
    }

    #[test]
    fn an_office_may_have_its_mail_anywhere() {
        let mut organ = organ();
        let domain = |address: &str, organ: &Organ| private_domain(address, organ);
        assert_eq!(domain("a@GMAIL.com", &organ).as_deref(), Some("gmail.com"));
        assert_eq!(domain("a@gmail.com?subject=Hej", &organ).as_deref(), Some("gmail.com"));
        assert_eq!(domain("a@gmail.com.example.se", &organ), None);
        assert_eq!(domain("gmail.com", &organ), None);
        assert!(organ.domains.iter().any(|domain| domain == "regionkalmar.se"));
        assert_eq!(domain("a@regionkalmar.se", &organ), None);
        organ.domains.push("gmail.com".to_owned());
        assert_eq!(domain("a@gmail.com", &organ), None);
    }

    #[test]
    fn the_domains_are_sorted() {
        assert!(PRIVATE_DOMAINS.is_sorted());
    }
}
