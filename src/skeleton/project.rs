//! A project to begin with: its settings with every key that there is, and what git is to leave alone.

/// What git is to leave alone: whatever the program writes.
pub const IGNORED: &str =
    "# Det som lgl build skriver går alltid att bygga på nytt.\n/public/\n";

/// The settings of a project with this body.
pub fn settings(organ: &str) -> String {
    include_str!("project/lgl.yaml").replace("{organ}", organ)
}
