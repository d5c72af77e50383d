//! The profile nämnd: what the Local Government Act (Kommunallagen 2017:725) asks of a board.

mod missing_adjuster;
mod adjustment_out_of_time;
mod faulty_notice;
mod paragraph_gap;
mod missing_result;
mod nameless_dissent;
mod no_quorum;
mod recused_takes_part;

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[
    Entry::new(
        &missing_adjuster::RULE,
        include_str!("missing_adjuster.md"),
        missing_adjuster::check,
    )
    .for_boards(),
    Entry::new(
        &adjustment_out_of_time::RULE,
        include_str!("adjustment_out_of_time.md"),
        adjustment_out_of_time::check,
    )
    .for_boards(),
    Entry::new(&faulty_notice::RULE, include_str!("faulty_notice.md"), faulty_notice::check)
        .for_boards(),
    Entry::new(&paragraph_gap::RULE, include_str!("paragraph_gap.md"), paragraph_gap::check)
        .for_boards(),
    Entry::new(&missing_result::RULE, include_str!("missing_result.md"), missing_result::check)
        .for_boards(),
    Entry::new(
        &nameless_dissent::RULE,
        include_str!("nameless_dissent.md"),
        nameless_dissent::check,
    )
    .for_boards(),
    Entry::new(&no_quorum::RULE, include_str!("no_quorum.md"), no_quorum::check).for_boards(),
    Entry::new(
        &recused_takes_part::RULE,
        include_str!("recused_takes_part.md"),
        recused_takes_part::check,
    )
    .for_boards(),
];
