//! `kodebro catalogue check`: what is wrong with a catalogue.

use super::{Problem, now, parse, read};
use kodebro_core::guide::Catalogue;
use kodebro_core::signed::{Keys, is_published};
use std::io::Write;
use std::path::PathBuf;

/// Says what is wrong with a catalogue, with its line and column. Of a signed file it also says
/// whether this version would take it in.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The catalogue, or a signed file.
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Problem> {
    let file = &arguments.file;
    let bytes = read(file)?;
    let catalogue = parse(file, &bytes)?;
    let version = catalogue.version();
    if !is_published(&bytes) {
        writeln!(out, "version {version} is sound")?;
        return Ok(());
    }
    let keys = Keys::of_build();
    if keys.is_empty() {
        let what = "the catalogue is sound; its signature cannot be verified, since this version trusts no key (core/assets/update.json)";
        return Err(Problem::of(file, what));
    }
    keys.open(&bytes)
        .and_then(|update| update.catalogue(&Catalogue::built_in(), now()))
        .map_err(|refusal| Problem::of(file, refusal))?;
    writeln!(out, "version {version} is sound and signed")?;
    Ok(())
}
