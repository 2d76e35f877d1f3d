//! `kodebro catalogue sign`: the file to publish.

use super::{Problem, hold_to_app, parse, read};
use kodebro_core::secret::Secret;
use kodebro_core::signed::{Keys, SigningKey, TrustedKey, is_published};
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Checks a catalogue, signs it, and verifies what was written. A catalogue that is not sound or that
/// an app of this version would refuse is not signed, and a file that was there stays as it was.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The catalogue.
    catalogue: PathBuf,

    /// The file with the private key, as `keygen` or another tool made it (PKCS #8 in PEM).
    #[arg(long, value_name = "KEYFILE")]
    key: PathBuf,

    /// The key's name, as apps know it.
    #[arg(long, value_name = "NAME")]
    id: String,

    /// The file to publish. One that is there is replaced, at once and whole.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Problem> {
    let Arguments {
        catalogue: file,
        key,
        id,
        out: published_file,
    } = arguments;
    let document = read(file)?;
    if is_published(&document) {
        let what = "this is signed already; sign the catalogue that it was made of";
        return Err(Problem::of(file, what));
    }
    let catalogue = parse(file, &document)?;
    let early = hold_to_app(file, &catalogue)?;
    let key = read_key(key)?;
    let of_id = |error| Problem::Told(format!("--id: {error}"));
    let published = key.publish(id, &document).map_err(of_id)?;
    let trusted = TrustedKey::new(id, key.public()).map_err(of_id)?;
    let keys = Keys::new(vec![trusted]).map_err(of_id)?;
    replace(published_file, &published)?;
    let written = read(published_file)?;
    let is_sound = keys
        .open(&written)
        .is_ok_and(|update| update.document() == document);
    if !is_sound {
        let what = "what was written is not what was signed; look at the disk";
        return Err(Problem::of(published_file, what));
    }
    let version = catalogue.version();
    writeln!(out, "version {version} is signed by {id}: {}", key.public())?;
    if let Some(early) = early {
        writeln!(out, "{early}")?;
    }
    Ok(())
}

fn read_key(file: &Path) -> Result<SigningKey, Problem> {
    let text = fs::read_to_string(file)
        .map_err(|error| Problem::of(file, format!("the key cannot be read: {error}")))?;
    SigningKey::parse(&Secret::new(text)).map_err(|error| Problem::of(file, error))
}

/// Puts a whole file in the place of one that may be served just now.
fn replace(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let mut beside: OsString = file.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, file))
        .map_err(|error| {
            let _ = fs::remove_file(&beside);
            Problem::of(file, format!("the file cannot be written: {error}"))
        })
}
