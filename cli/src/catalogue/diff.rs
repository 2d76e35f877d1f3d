//! `kodebro catalogue diff`: what a new catalogue changes.

use super::{Problem, hold_to_app, parse, read};
use kodebro_core::guide::{Catalogue, Change, difference};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Shows what a new catalogue changes for the reader and for the app. The exit status is 1 where an
/// app would refuse it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The earlier one and the new one, signed or not; of a single one the changes to the built-in
    /// catalogue are shown.
    #[arg(required = true, num_args = 1..=2, value_names = ["OLD", "NEW"])]
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Problem> {
    let mut catalogues = Vec::new();
    for file in &arguments.files {
        catalogues.push((file, Arc::new(parse(file, &read(file)?)?)));
    }
    let (before, (file, after)) = match &catalogues[..] {
        [(_, before), after] => (Arc::clone(before), after),
        [after, ..] => (Catalogue::built_in(), after),
        [] => return Ok(()),
    };
    let changes = difference(&before, after);
    for change in &changes {
        show(change, out)?;
    }
    writeln!(out, "{} changes", changes.len())?;
    hold_to_earlier(file, &before, after)?;
    if let Some(early) = hold_to_app(file, after)? {
        writeln!(out, "{early}")?;
    }
    Ok(())
}

fn show(change: &Change, out: &mut impl Write) -> Result<(), Problem> {
    writeln!(out, "{}", change.place)?;
    for (sign, text) in [("-", &change.before), ("+", &change.after)] {
        if let Some(text) = text {
            writeln!(out, "  {sign} {text}")?;
        }
    }
    Ok(())
}

/// Refuses what an app that has the earlier one would not take in for its version.
fn hold_to_earlier(file: &Path, before: &Catalogue, after: &Catalogue) -> Result<(), Problem> {
    let (old, new) = (before.version(), after.version());
    if new > old {
        return Ok(());
    }
    let next = old.saturating_add(1);
    let why = format!("its version is {new}, and the earlier one has {old}; give it {next}");
    Err(Problem::refused(file, why))
}
