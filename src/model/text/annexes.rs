//! Annexes (bilagor) that running text names by number.

use super::{Run, RunKind, Text, Word};
use crate::model::Mark;
use crate::prose::flat::overlaps;
use crate::source::Span;

/// An annex of the document that its text names: "Bilaga 2".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnexMention {
    /// The number.
    pub number: usize,
    /// Is it there with the text: a heading of its own, or a link?
    pub is_here: bool,
    /// Where it stands.
    pub span: Span,
}

impl Text {
    /// The document's annexes that the text names, in its order; not those of other documents.
    pub fn annexes(&self) -> Vec<AnnexMention> {
        let mut found = Vec::new();
        for run in self.runs.iter().filter(|run| run.kind != RunKind::Person) {
            if run.mark == Some(Mark::Annex) {
                labelled(run, &mut found);
            }
            for (at, word) in run.words.iter().enumerate() {
                if matches!(run.lower(word), "bilaga" | "bilagan" | "bilagor" | "bilagorna")
                    && !overlaps(&run.quotes, &word.range())
                    && !(at > 0 && is_owner(run, &run.words[at - 1]))
                {
                    numbers(run, at, &mut found);
                }
            }
        }
        found
    }
}

/// The number after a label: "Bilaga: 2".
fn labelled(run: &Run, found: &mut Vec<AnnexMention>) {
    let Some(word) = run.words.first() else { return };
    let digits = run.word(word);
    let is_number = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(number) = digits.parse().ok().filter(|_| is_number) {
        let is_here = overlaps(&run.flat.marked, &(0..run.text().len()));
        found.push(AnnexMention { number, is_here, span: run.span_of(word.range()) });
    }
}

/// Is a word before "bilaga" what the annex belongs to: "avtalets bilaga 2"?
fn is_owner(run: &Run, word: &Word) -> bool {
    let lower = run.lower(word);
    lower.len() > 3
        && lower.ends_with('s')
        && !matches!(lower, "finns" | "läggs" | "bifogas")
        && !lower.ends_with("as")
}

/// The numbers after the word: "Bilaga 2", "Bilaga 1 och 2", "Bilagor 1–4", "Bilaga 1, 2 och 3".
fn numbers(run: &Run, at: usize, found: &mut Vec<AnnexMention>) {
    let first = found.len();
    let mut last = at;
    for next in at + 1..run.words.len() {
        let (before, word) = (&run.words[last], &run.words[next]);
        let is_joined = matches!(run.between(before, word).trim(), "" | ",");
        let is_and = next > at + 1 && matches!(run.lower(word), "och" | "samt" | "eller");
        if !is_joined || (!word.has_digit && !is_and) || word.opens {
            break;
        }
        // Two numbers with nothing but a blank between are no list.
        let is_apart = next > at + 1
            && run.between(before, word).trim().is_empty()
            && before.has_digit
            && word.has_digit;
        if is_apart {
            break;
        }
        last = next;
        if is_and {
            continue;
        }
        let Some(span) = numbers_of(run.word(word)) else { break };
        let is_here = run.is_heading() || word.is_shielded;
        let place = run.span_of(if next == at + 1 {
            run.words[at].start..word.end
        } else {
            word.range()
        });
        found.extend(span.map(|number| AnnexMention { number, is_here, span: place }));
    }
    // "Bilaga 2 till avtalet" is another document's.
    let is_elsewhere = run.words.get(last + 1).is_some_and(|next| {
        run.between(&run.words[last], next).trim().is_empty()
            && matches!(run.lower(next), "till" | "i" | "av" | "från")
    });
    if is_elsewhere {
        found.truncate(first);
    }
}

/// One number, or all of a span of them. No document has a hundred annexes.
fn numbers_of(typed: &str) -> Option<std::ops::RangeInclusive<usize>> {
    let number = |text: &str| {
        let is_short =
            (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_short.then(|| text.parse::<usize>().ok()).flatten().filter(|number| *number > 0)
    };
    match typed.split_once(['–', '-']) {
        Some((from, to)) => Some(number(from)?..=number(to)?),
        None => number(typed).map(|number| number..=number),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;

    #[test]
    fn annexes_are_known_by_their_numbers() {
        let table: [(&str, &[usize]); 17] = [
            ("Svaren finns i Bilaga 1.", &[1]),
            ("Bilaga 1 och 2, samt bilaga 4", &[1, 2, 4]),
            ("Se bilagorna 1–3.", &[1, 2, 3]),
            ("Bilaga 1, 2 och 3 bifogas.", &[1, 2, 3]),
            ("Bilagan skickas 2023.", &[]),
            ("Enligt bilaga 2 till avtalet", &[]),
            ("Avtalets bilaga 2 gäller", &[]),
            ("Här finns bilaga 2", &[2]),
            ("Här bifogas bilaga 2", &[2]),
            ("Skriften ”Bilaga 2” har utgått", &[]),
            ("Bilaga 2023", &[]),
            ("Bilaga 1. 2 personer deltar", &[1]),
            ("Bilaga 1 2 personer", &[1]),
            ("Bilaga A", &[]),
            ("Bilaga: 2", &[2]),
            ("Bilaga: 2 handlingsplan", &[2]),
            ("Bilaga: Handlingsplan 2", &[]),
        ];
        for (body, expected) in table {
            let found: Vec<usize> =
                text(body).annexes().iter().map(|annex| annex.number).collect();
            assert_eq!(found, expected, "{body}");
        }
    }

    #[test]
    fn a_heading_and_a_link_are_the_annex_itself() {
        let found =
            |body: &str| text(body).annexes().iter().map(|a| a.is_here).collect::<Vec<_>>();
        assert_eq!(found("## Bilaga 1\n\nSe Bilaga 1."), [true, false]);
        assert_eq!(found("Se [Bilaga 1](a.pdf)."), [true]);
    }
}
