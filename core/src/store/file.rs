//! The file on the disk: made for its owner only, opened by one process at a time, set aside where
//! it is damaged.

use super::StoreError;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long to wait for another process, for opening as for writing.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// Holds the folder until it is dropped, so that no two processes open or set aside the same file
/// at once. The folder rather than the file: closing the file here would drop SQLite's own locks
/// on it (SQLite, "How To Corrupt An SQLite Database File").
pub(super) fn lock_folder(file: &Path) -> Result<File, StoreError> {
    let folder = File::open(file.parent().ok_or(StoreError::NotAFile)?)?;
    let tries = PATIENCE.as_millis() / BETWEEN_TRIES.as_millis();
    for _ in 0..tries {
        match folder.try_lock() {
            Ok(()) => return Ok(folder),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
            // Rust's library knows no locks on Android. There an app's folder belongs to one process.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                return Ok(folder);
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(StoreError::Busy)
}

/// Makes an empty file where there is none: for its owner alone, since whoever shares the machine
/// need not know when somebody signs in. SQLite gives its log the same permissions.
pub(super) fn make_where_missing(file: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    match fs::metadata(file)?.is_file() {
        true => Ok(()),
        false => Err(StoreError::NotAFile),
    }
}

/// The place of a damaged file.
pub(super) fn damaged(file: &Path) -> PathBuf {
    beside(file, ".damaged")
}

/// Renames a damaged file to the place for damaged ones, where the latest takes the place of an
/// earlier one. Its log goes first: a log without its file would be read into the new one.
pub(super) fn set_aside(file: &Path) -> Result<(), StoreError> {
    for suffix in ["-wal", "-shm"] {
        remove(&beside(file, suffix))?;
    }
    fs::rename(file, damaged(file))?;
    Ok(())
}

/// Removes a file, if it is there.
pub(super) fn remove(file: &Path) -> Result<(), StoreError> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
