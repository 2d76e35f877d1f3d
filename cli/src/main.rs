//! Kodebro in a terminal: reads codes out of messages, measures how well it does.

mod extract;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads one-time codes out of text messages, and leads through the sign-in that asks for them.
#[derive(Debug, Parser)]
#[command(name = "kodebro", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Finds the code in text messages.
    Extract(extract::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Extract(arguments) => extract::run(&arguments),
    }
}
