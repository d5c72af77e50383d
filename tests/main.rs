//! The one integration-test binary: each one links Typst anew.

#![expect(clippy::disallowed_methods, reason = "tests set up folders and look at files")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

mod support;

mod annexes;
mod begin;
mod ci;
mod cli;
mod commonmark;
mod convert;
mod dictionary;
mod documents;
mod examples;
mod fuzz;
mod golden;
mod hostile;
mod incremental;
mod keys;
mod kinds;
mod layers;
mod mend;
mod reports;
mod rules;
mod same_text;
mod schema;
mod serve;
mod tags;
mod tidy;
mod verify;
mod watch;
