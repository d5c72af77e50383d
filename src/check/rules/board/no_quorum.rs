//! LGL957: fewer members present than a board may decide with.

use crate::check::Context;
use crate::diagnostic::{Finding, Level, Rule};
use crate::model::{Kind, Role};

/// Not quorate.
pub(crate) static RULE: Rule =
    Rule { code: "LGL957", name: "ej-beslutför", level: Level::Warning };

pub(crate) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let minutes = context.minutes;
    let (Some(seats), Some(present)) = (context.organ.seats, minutes.serving()) else { return };
    let Some(attendance) = minutes.section(Role::Attendance) else { return };
    // More than half.
    let least = seats / 2 + 1;
    if minutes.kind == Kind::Minutes && present < least {
        findings.push(
            RULE.at(
                attendance.span,
                format!("Bara {present} av {seats} ledamöter är närvarande, och nämnden är inte beslutför"),
            )
            .help(format!(
                "Kontrollera listan: minst {least} behövs. Skriv tjänstgörande ersättare vid den som tjänstgör."
            )),
        );
    }
}
