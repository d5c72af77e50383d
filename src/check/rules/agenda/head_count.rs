//! LGL207: how many took part, as the text says and as the lists say.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::text::{Run, Word};
use crate::model::{Minutes, Person, Role};
use crate::organ::Organ;

/// A number of people that is not the lists'.
pub(crate) static RULE: Rule =
    Rule { code: "LGL207", name: "antal-skiljer", level: Level::Info };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    if minutes.people(Role::Attendance).next().is_none() || comes_and_goes(minutes) {
        return;
    }
    for run in context.text.runs.iter().filter(|run| run.is_prose()) {
        if !may_count(run, minutes) {
            continue;
        }
        for sentence in run.sentences() {
            if let Some(finding) = claim(run, sentence, minutes, context.organ) {
                findings.push(finding);
            }
        }
    }
}

/// Is somebody there for a part of the meeting: "(från § 4)", "(till kl. 11)"? Then how many there were depends on
/// when they are counted.
fn comes_and_goes(minutes: &Minutes) -> bool {
    let is_part = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '§');
        words.any(|word| {
            word.starts_with('§')
                || ["från", "till", "tom", "punkt", "punkten", "punkterna"]
                    .contains(&word.to_lowercase().as_str())
        })
    };
    [Role::Attendance, Role::Others]
        .into_iter()
        .flat_map(|role| minutes.people(role))
        .flat_map(|person| &person.remarks)
        .any(|remark| is_part(&remark.value))
}

/// Only where a meeting is opened or closed, and beside its lists, is it said how many took part.
fn may_count(run: &Run, minutes: &Minutes) -> bool {
    let Some(section) = run.section else { return true };
    let role = minutes.sections.get(section).and_then(|section| section.role);
    role.is_some_and(|role| {
        matches!(role, Role::Welcome | Role::Closing) || (role.is_attendance())
    })
}

/// Those whom a sentence counts.
enum Counted {
    Members,
    Everybody,
    /// The role of this index in the body's list.
    Role(usize),
}

fn claim(run: &Run, sentence: &[Word], minutes: &Minutes, organ: &Organ) -> Option<Finding> {
    let (at, claimed) = sentence.iter().enumerate().find_map(|(at, word)| {
        (!word.is_shielded).then_some(())?;
        let counts = sentence.get(at + 1).and_then(|next| noun(run.lower(next), organ));
        counts?;
        Some((at, number(run.lower(word))?))
    })?;
    let noun_word = &sentence[at + 1];
    let noun_text = run.lower(noun_word);
    let has = |words: &[&str]| sentence.iter().any(|word| words.contains(&run.lower(word)));
    let opens = |starts: &[&str]| {
        sentence
            .iter()
            .any(|word| starts.iter().any(|start| run.lower(word).starts_with(start)))
    };
    // A part of those who came, those who did not, and other meetings are not all who are listed.
    let before = at.checked_sub(1).map(|before| run.lower(&sentence[before]));
    let after = sentence.get(at + 2).map(|word| run.lower(word));
    let is_part = matches!(before, Some("av" | "varav" | "bland" | "ytterligare" | "bara"))
        || matches!(after, Some("från" | "i" | "ur" | "av" | "per"))
        || opens(&[
            "förhinder",
            "frånvar",
            "lämna",
            "anmäl",
            "länk",
            "distans",
            "digital",
            "nya",
        ])
        || opens(&["förra", "föregående", "tidigare", "saknas", "teams", "zoom", "avgå"]);
    let is_here = opens(&["delta", "närvar", "samla", "välkom", "hälsa"])
        || has(&["är", "var", "antalet", "möttes", "plats"]);
    if is_part || !is_here {
        return None;
    }
    let counted = match noun(noun_text, organ)? {
        Noun::Role(index) => Counted::Role(index),
        Noun::Members => Counted::Members,
        Noun::Participants => Counted::Everybody,
        Noun::Persons => {
            let role = sentence.iter().find_map(|word| match noun(run.lower(word), organ) {
                Some(Noun::Role(index)) => Some(index),
                _ => None,
            });
            role.map_or(Counted::Everybody, Counted::Role)
        }
    };
    let counts = counted.counts(minutes, organ);
    let is_about = matches!(
        before,
        Some(
            "ca" | "cirka"
                | "omkring"
                | "ungefär"
                | "runt"
                | "drygt"
                | "knappt"
                | "över"
                | "nästan"
                | "minst"
                | "närmare"
        )
    );
    let agrees = counts.iter().any(|count| {
        *count == claimed || (is_about && 10 * count.abs_diff(claimed) <= *count.max(&claimed))
    });
    if agrees || counts.iter().all(|count| *count == 0) {
        return None;
    }
    let range = sentence[at].start..noun_word.end;
    let typed = run.text().get(range.clone()).unwrap_or("");
    let listed: Vec<String> = counts.iter().map(ToString::to_string).collect();
    let listed = listed.join(" eller ");
    Some(
        RULE.at(run.span_of(range), format!("Texten säger ”{typed}”, listorna {listed}"))
            .help("Rätta antalet i texten, eller lägg till den som saknas i listan."),
    )
}

impl Counted {
    /// How many it may be, as the lists can be read in more ways than one.
    fn counts(&self, minutes: &Minutes, organ: &Organ) -> Vec<usize> {
        let has_role = |person: &&Person, role: Option<usize>| {
            person.organisation.as_ref().is_some_and(|organisation| match role {
                Some(role) => organ.roles.get(role).is_some_and(|role| {
                    role.to_lowercase() == organisation.value.to_lowercase()
                }),
                None => organ.is_role(&organisation.value),
            })
        };
        let present = minutes.people(Role::Attendance).count();
        let others = minutes.people(Role::Others).count();
        let mut counts = match self {
            Self::Members => {
                let roles =
                    minutes.people(Role::Attendance).filter(|person| has_role(person, None));
                vec![present, present - roles.count()]
            }
            Self::Everybody => vec![present, present + others],
            Self::Role(role) => {
                let of =
                    |list| minutes.people(list).filter(|p| has_role(p, Some(*role))).count();
                vec![of(Role::Attendance) + of(Role::Others)]
            }
        };
        counts.dedup();
        counts
    }
}

/// A word that counts people.
enum Noun {
    Members,
    Participants,
    Persons,
    Role(usize),
}

fn noun(word: &str, organ: &Organ) -> Option<Noun> {
    match word {
        "ledamöter" | "ledamöterna" => Some(Noun::Members),
        "deltagare" | "deltagarna" => Some(Noun::Participants),
        "personer" => Some(Noun::Persons),
        _ => organ
            .roles
            .iter()
            .position(|role| {
                // "brukarrepresentant" in the plural: "-er", "-erna".
                let rest = word.strip_prefix(role.as_str());
                matches!(rest, Some("er" | "erna" | "ar" | "arna" | "or" | "orna"))
            })
            .map(Noun::Role),
    }
}

/// Digits or a word from two to twenty and the tens. "En" is an article as often as a number.
fn number(word: &str) -> Option<usize> {
    const SMALL: [&str; 19] = [
        "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
        "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
    ];
    const TENS: [(&str, usize); 9] = [
        ("tjugo", 20),
        ("trettio", 30),
        ("fyrtio", 40),
        ("femtio", 50),
        ("sextio", 60),
        ("sjuttio", 70),
        ("åttio", 80),
        ("nittio", 90),
        ("hundra", 100),
    ];
    if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().filter(|number| *number > 1);
    }
    let small = |word: &str| SMALL.iter().position(|known| *known == word).map(|at| at + 2);
    small(word).or_else(|| {
        let (rest, tens) =
            TENS.iter().find_map(|(known, tens)| Some((word.strip_prefix(known)?, *tens)))?;
        match rest {
            "" => Some(tens),
            "en" | "ett" => Some(tens + 1),
            _ => small(rest).filter(|ones| *ones < 10).map(|ones| tens + ones),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_read_in_words_and_digits() {
        let table = [
            ("två", Some(2)),
            ("tjugo", Some(20)),
            ("tjugoett", Some(21)),
            ("trettiotvå", Some(32)),
            ("100", Some(100)),
            ("hundra", Some(100)),
            ("en", None),
            ("1", None),
            ("tretton", Some(13)),
            ("deltagare", None),
        ];
        for (word, expected) in table {
            assert_eq!(number(word), expected, "{word}");
        }
    }
}
