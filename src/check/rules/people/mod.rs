//! 4: people and organisations.

mod misspelt_organisation;
mod organisation_alias;
mod role_as_organisation;
mod unrepresented_member;
mod diverging_name;
mod lower_case_name;
mod person_twice;
mod people_without_list;
mod form_of_attendance;
mod unlisted_officer;

use crate::check::entry::Entry;

pub(super) static RULES: &[Entry] = &[
    Entry::new(
        &misspelt_organisation::RULE,
        include_str!("misspelt_organisation.md"),
        misspelt_organisation::check,
    ),
    Entry::new(
        &organisation_alias::RULE,
        include_str!("organisation_alias.md"),
        organisation_alias::check,
    ),
    Entry::new(
        &role_as_organisation::RULE,
        include_str!("role_as_organisation.md"),
        role_as_organisation::check,
    ),
    Entry::new(
        &unrepresented_member::RULE,
        include_str!("unrepresented_member.md"),
        unrepresented_member::check,
    ),
    Entry::told(&unrepresented_member::ONLY_OTHERS, include_str!("member_only_other.md")),
    Entry::across(
        &diverging_name::RULE,
        include_str!("diverging_name.md"),
        diverging_name::check_across,
    )
    .and_alone(diverging_name::check),
    Entry::new(
        &lower_case_name::RULE,
        include_str!("lower_case_name.md"),
        lower_case_name::check,
    ),
    Entry::new(&person_twice::RULE, include_str!("person_twice.md"), person_twice::check),
    Entry::new(
        &people_without_list::RULE,
        include_str!("people_without_list.md"),
        people_without_list::check,
    ),
    Entry::new(
        &form_of_attendance::RULE,
        include_str!("form_of_attendance.md"),
        form_of_attendance::check,
    ),
    Entry::new(
        &unlisted_officer::RULE,
        include_str!("unlisted_officer.md"),
        unlisted_officer::check,
    ),
];
