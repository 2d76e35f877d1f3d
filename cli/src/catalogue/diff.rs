//! `kodebro catalogue diff`: what a new catalogue changes.

use super::{Problem, now, parse, read};
use kodebro_core::guide::{Catalogue, Change, difference};
use kodebro_core::signed::may_be_shown;
use std::io::Write;
use std::path::PathBuf;
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
    let catalogues = arguments
        .files
        .iter()
        .map(|file| parse(file, &read(file)?).map(Arc::new))
        .collect::<Result<Vec<_>, _>>()?;
    let (before, after) = match &catalogues[..] {
        [before, after] => (Arc::clone(before), after),
        [after, ..] => (Catalogue::built_in(), after),
        [] => return Ok(()),
    };
    let changes = difference(&before, after);
    for change in &changes {
        show(change, out)?;
    }
    writeln!(out, "{} changes", changes.len())?;
    refusal(&before, after).map_or(Ok(()), |why| {
        Err(Problem::Told(format!("an app would refuse it: {why}")))
    })
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

/// Why an app that has the earlier one would not take in the new one.
fn refusal(before: &Catalogue, after: &Catalogue) -> Option<String> {
    let (old, new) = (before.version(), after.version());
    if new <= old {
        return Some(format!(
            "its version is {new}, and the earlier one has {old}; give it {}",
            old.saturating_add(1)
        ));
    }
    let shown = may_be_shown(after, &Catalogue::built_in(), now());
    shown.err().map(|refusal| refusal.to_string())
}
