//! Kodebro in a terminal: the phone, the code reader, the simulated sign-in, and what whoever publishes
//! the guide needs.

mod catalogue;
mod demo;
mod extract;
mod phone;
mod scenarios;
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
    /// Checks, compares and signs the guide's catalogue, for whoever publishes it.
    Catalogue(catalogue::Arguments),
    /// Shows the main job, from the SMS to the signed-in page.
    Demo(demo::Arguments),
    /// Finds the code in text messages.
    Extract(extract::Arguments),
    /// Opens the phone in this terminal.
    Phone(phone::Arguments),
    /// Plays whole flows on every phone there is.
    Scenarios(scenarios::Arguments),
    /// Starts the simulated sign-in.
    SignIn(sign_in::Arguments),
}

fn main() -> ExitCode {
    kodebro_e2e::tls::install_provider();
    match Arguments::parse().command {
        Command::Catalogue(arguments) => catalogue::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Phone(arguments) => phone::run(&arguments),
        Command::Scenarios(arguments) => scenarios::run(&arguments),
        Command::SignIn(arguments) => sign_in::run(&arguments),
    }
}
