//! The key that seals how far the reader of the guide has come.

use kodebro_core::store::SealingKey;
use ring::rand::{SystemRandom, generate};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write as _};
use std::path::Path;

/// The name of its file.
const FILE: &str = "kodebro.key";

/// Reads the key of a folder, or makes one in a file that only its owner may read.
///
/// A terminal has no key store of its own. So this keeps the reader's place from whoever gets hold
/// of the store's file alone, and not from whoever can read the folder.
///
/// # Errors
/// Where the folder cannot be used.
pub(super) fn of_folder(folder: &Path) -> io::Result<SealingKey> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join(FILE);
    match read(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => make(&file),
        // A key that was torn opens nothing any more.
        Ok(None) => {
            std::fs::remove_file(&file)?;
            make(&file)
        }
        Ok(Some(key)) => Ok(key),
        Err(error) => Err(error),
    }
}

fn read(file: &Path) -> io::Result<Option<SealingKey>> {
    let mut bytes = Vec::new();
    let longest = u64::try_from(SealingKey::LENGTH).unwrap_or(u64::MAX);
    File::open(file)?
        .take(longest + 1)
        .read_to_end(&mut bytes)?;
    Ok(SealingKey::try_from(bytes.as_slice()).ok())
}

fn make(file: &Path) -> io::Result<SealingKey> {
    let bytes: [u8; SealingKey::LENGTH] = generate(&SystemRandom::new())
        .map_err(|_| io::Error::other("the system gave no random bytes for a key"))?
        .expose();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(mut new) => new.write_all(&bytes)?,
        // Another phone on the same folder was faster: its key counts.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return read(file)?.ok_or(error);
        }
        Err(error) => return Err(error),
    }
    Ok(SealingKey::new(bytes))
}
