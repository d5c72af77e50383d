//! Clauses that each open with "att" below a decision, as the list that they were meant as.

use super::lines::{self, Kind, Line};
use super::markers::Marker;

/// One clause alone goes on with the sentence above it.
const FEWEST: usize = 2;

/// Turns the clauses of a decision into list items right below it.
pub(super) fn list(all: &mut Vec<Line>) {
    let mut at = 0;
    while at < all.len() {
        if all[at].is_text() && awaits_clauses(&all[at].text) {
            list_below(all, at);
        }
        at += 1;
    }
}

/// Does a line break off where the clauses of a decision follow?
fn awaits_clauses(text: &str) -> bool {
    let text = text.trim_end_matches(['*', '_', ':', ' ']).to_lowercase();
    ["beslutar", "beslutade"].into_iter().any(|verb| {
        text.strip_suffix(verb).is_some_and(|before| {
            before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
        })
    })
}

fn list_below(all: &mut Vec<Line>, decision: usize) {
    let is_clause = |line: &Line| line.is_text() && line.text.starts_with("att ");
    let mut clauses = Vec::new();
    let mut last = decision;
    while let Some(near) = lines::after(all, last) {
        let goes_on = near == last + 1
            && last > decision
            && all[near].is_text()
            && all[near].text.starts_with(char::is_lowercase);
        if is_clause(&all[near]) {
            clauses.push(near);
        } else if !goes_on {
            break;
        }
        last = near;
    }
    if clauses.len() < FEWEST {
        return;
    }
    for &at in &clauses {
        all[at].kind = Kind::Item(Marker::bullet());
        all[at].indent = 0;
    }
    // No blank line stands between a decision and its clauses.
    let mut place = 0;
    all.retain(|line| {
        let is_within = (decision..last).contains(&place);
        place += 1;
        !(is_within && line.is_gap())
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::converted;
    use insta::assert_snapshot;

    #[test]
    fn clauses_are_a_list() {
        let text = "Budget\n\nLGL beslutar\natt godkänna budgeten\natt delegera till gruppen att\nfördela pengarna.\n\nMer text.";
        assert_snapshot!(converted(text), @r#"
        ---
        organ: lgl
        ---

        Budget

        LGL beslutar
        - att godkänna budgeten
        - att delegera till gruppen att
        fördela pengarna.

        Mer text.
        "#);
    }

    #[test]
    fn one_clause_goes_on_with_its_sentence() {
        let text = "Ledningen beslutar\natt godkänna budgeten.";
        assert_snapshot!(converted(text), @r#"
        Ledningen beslutar
        att godkänna budgeten.
        "#);
    }
}
