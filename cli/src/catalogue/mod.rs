//! `kodebro catalogue`: for whoever publishes the guide.

mod check;
mod diff;
mod keygen;
mod schema;
mod sign;

use clap::Subcommand;
use kodebro_core::guide::{Catalogue, CatalogueError};
use kodebro_core::session::Timestamp;
use kodebro_core::signed::{self, Refusal, may_be_shown};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// What to do with a catalogue; `docs/catalogue.md` explains its fields and how it is published.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Says what is wrong with a catalogue, or with a signed file.
    Check(check::Arguments),
    /// Shows what a new catalogue changes, and whether an app would refuse it.
    Diff(diff::Arguments),
    /// Makes a key to sign with.
    Keygen(keygen::Arguments),
    /// Prints the form of a catalogue as a JSON Schema, for an editor that completes and checks it.
    Schema,
    /// Checks a catalogue and signs it.
    Sign(sign::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let mut out = io::stdout().lock();
    let result = match &arguments.task {
        Task::Check(arguments) => check::run(arguments, &mut out),
        Task::Diff(arguments) => diff::run(arguments, &mut out),
        Task::Keygen(arguments) => keygen::run(arguments, &mut out),
        Task::Schema => schema::run(&mut out),
        Task::Sign(arguments) => sign::run(arguments, &mut out),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read our output has had enough of it.
        Err(Problem::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(problem) => {
            let _ = writeln!(io::stderr(), "{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Why a task was not done; what is told names the file, and the line and column where there are
/// some.
#[derive(Debug)]
enum Problem {
    Told(String),
    Output(io::Error),
}

impl Problem {
    fn of(file: &Path, what: impl std::fmt::Display) -> Self {
        Self::Told(format!("{}: {what}", file.display()))
    }

    fn refused(file: &Path, why: impl std::fmt::Display) -> Self {
        Self::of(file, format!("an app would refuse it: {why}"))
    }

    /// In the form that editors jump to: file, line, column.
    fn in_catalogue(file: &Path, lines_before: usize, error: &CatalogueError) -> Self {
        let CatalogueError {
            line,
            column,
            field,
            problem,
        } = error;
        let mut what = String::new();
        if *line > 0 {
            what.push_str(&format!(":{}:{column}", line + lines_before));
        }
        what.push_str(": ");
        if !field.is_empty() {
            what.push_str(&format!("{field}: "));
        }
        Self::Told(format!("{}{what}{problem}", file.display()))
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Told(what) => formatter.write_str(what),
            Self::Output(error) => write!(formatter, "kodebro: nothing could be printed: {error}"),
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// A file of at most one byte more than may be, so that its size is found wrong, and no more is read.
fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    let most = u64::try_from(signed::MAX_BYTES).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|opened| opened.take(most).read_to_end(&mut bytes))
        .map_err(|error| Problem::of(file, format!("the file cannot be read: {error}")))?;
    Ok(bytes)
}

/// The catalogue in a file, signed or not; a signature is not looked at.
fn parse(file: &Path, bytes: &[u8]) -> Result<Catalogue, Problem> {
    let (document, lines_before) = match signed::unverified(bytes) {
        Some(document) => (document, 1),
        None if signed::is_published(bytes) => {
            let what = "the first line is not that of a signed file; sign the catalogue anew";
            return Err(Problem::of(file, what));
        }
        None => (bytes, 0),
    };
    Catalogue::parse(document).map_err(|error| Problem::in_catalogue(file, lines_before, &error))
}

/// Holds a sound catalogue to what an app of this version asks of it besides. One for a later day is
/// no problem, since apps take it in then: that refusal of today's comes back, to be told.
fn hold_to_app(file: &Path, catalogue: &Catalogue) -> Result<Option<Refusal>, Problem> {
    match may_be_shown(catalogue, &Catalogue::built_in(), now()) {
        Ok(()) => Ok(None),
        Err(early @ Refusal::NotYetValid) => Ok(Some(early)),
        Err(refusal) => Err(Problem::refused(file, refusal)),
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    Timestamp(0).after(since.unwrap_or_default())
}
