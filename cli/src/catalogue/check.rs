//! `kodebro catalogue check`: what is wrong with a catalogue.

use super::{Problem, hold_to_app, parse, read};
use kodebro_core::signed::{Keys, is_published};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Says what is wrong with a catalogue, with its line and column, and whether an app of this version
/// would refuse it. Of a signed file it also verifies the signature.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The catalogue, or a signed file.
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Problem> {
    let file = &arguments.file;
    let bytes = read(file)?;
    let catalogue = parse(file, &bytes)?;
    let early = hold_to_app(file, &catalogue)?;
    let version = catalogue.version();
    if is_published(&bytes) {
        verify(file, &bytes)?;
        writeln!(out, "version {version} is sound and signed")?;
    } else {
        writeln!(out, "version {version} is sound")?;
    }
    if let Some(early) = early {
        writeln!(out, "{early}")?;
    }
    Ok(())
}

fn verify(file: &Path, published: &[u8]) -> Result<(), Problem> {
    let keys = Keys::of_build();
    if keys.is_empty() {
        let what = "the catalogue is sound; its signature cannot be verified, since this version trusts no key (core/assets/update.json)";
        return Err(Problem::of(file, what));
    }
    keys.open(published)
        .map(|_| ())
        .map_err(|refusal| Problem::refused(file, refusal))
}
