//! Kodebro in a terminal: the phone, the code reader and the simulated sign-in.

mod demo;
mod extract;
mod phone;
mod sign_in;

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
    /// Shows the main job, from the SMS to the signed-in page.
    Demo(demo::Arguments),
    /// Finds the code in text messages.
    Extract(extract::Arguments),
    /// Opens the phone in this terminal.
    Phone(phone::Arguments),
    /// Starts the simulated sign-in.
    SignIn(sign_in::Arguments),
}

fn main() -> ExitCode {
    kodebro_e2e::tls::install_provider();
    match Arguments::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Phone(arguments) => phone::run(&arguments),
        Command::SignIn(arguments) => sign_in::run(&arguments),
    }
}
