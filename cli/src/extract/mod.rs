//! `kodebro extract`: finds the code in text messages.

mod explain;
mod json;
mod score;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What to do with the messages.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Arguments {
    /// Reads one JSON object a line from standard input and answers with one a line.
    #[arg(long)]
    json: bool,

    /// Reads one message from standard input and shows how each candidate was weighed.
    #[arg(long)]
    explain: bool,

    /// Measures on files of labelled messages, one JSON object a line, and prints a table.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    score: Vec<PathBuf>,

    /// Like --score, but prints each message that was read wrongly.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    mistakes: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    let result = if arguments.json {
        json::run(input, output)
    } else if arguments.explain {
        explain::run(input, output)
    } else if arguments.score.is_empty() {
        score::mistakes(&arguments.mistakes, output)
    } else {
        score::table(&arguments.score, output)
    };
    match result {
        Ok(status) => status,
        // Whoever read our output has had enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "kodebro: {error}");
            ExitCode::FAILURE
        }
    }
}
