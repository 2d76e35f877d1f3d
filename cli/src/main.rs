//! Kodebro in a terminal.
fn main() {}
