//! `kodebro catalogue keygen`: a key to sign with.

use super::Problem;
use kodebro_core::signed::{SigningKey, TrustedKey};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes an Ed25519 key, writes its private half to a file that only its owner may read, and prints
/// what goes into core/assets/update.json. A file that is there already is left alone.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The key's name, such as ku-2027: 1 to 20 of a-z, 0-9 and -.
    #[arg(long, value_name = "NAME")]
    id: String,

    /// The file for the private half. Whoever has it can sign.
    #[arg(long, value_name = "KEYFILE")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<(), Problem> {
    let Arguments { id, out: file } = arguments;
    let of_key = |error| Problem::of(file, error);
    let made = SigningKey::generate().map_err(of_key)?;
    let public = SigningKey::parse(&made).map_err(of_key)?.public();
    TrustedKey::new(id, public).map_err(|error| Problem::Told(format!("--id: {error}")))?;
    write(file, made.expose().as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Problem::of(file, "there is a file already; a key is never overwritten")
        }
        _ => Problem::of(file, format!("the key cannot be written: {error}")),
    })?;
    writeln!(out, "{{ \"id\": \"{id}\", \"key\": \"{public}\" }}")?;
    Ok(())
}

/// Writes a new file whole, for its owner alone.
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(file)?;
    opened
        .write_all(bytes)
        .and_then(|()| opened.sync_all())
        .inspect_err(|_| {
            let _ = fs::remove_file(file);
        })
}
