//! What can go wrong with the store.

use rusqlite::{ErrorCode, ffi};
use std::io;

/// What can go wrong with the store. No path is in it, since a path names its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The file is not a store, or is torn. Opening it again sets it aside.
    #[error("the settings file is damaged; start Kodebro again to begin a new one")]
    Damaged,
    /// A later version of the app wrote the file.
    #[error(
        "a newer Kodebro wrote the settings file (version {found}, this one knows {known}); update Kodebro"
    )]
    Newer {
        /// The version of the file.
        found: usize,
        /// The latest version that is known here.
        known: usize,
    },
    /// There is a folder, or something else that is no file, where the file should be.
    #[error("there is something else in place of the settings file; move it away")]
    NotAFile,
    /// The folder that the file should be in is missing.
    #[error("the folder of the settings file is missing; make it")]
    NoFolder,
    /// The disk is full.
    #[error("the disk is full; make room and try again")]
    Full,
    /// Another process writes, or reads what is to be deleted, and does not end.
    #[error("another Kodebro is using the settings file; close it and try again")]
    Busy,
    /// The file or its folder may not be read or written.
    #[error("the settings file may not be read or written; look at its permissions")]
    NotAllowed,
    /// Something else, such as a disk that fails.
    #[error("the settings file could not be used ({0}); look at the disk and try again")]
    Other(&'static str),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        // There was no room for the shared memory beside the log.
        const NO_ROOM: Option<i32> = Some(ffi::SQLITE_IOERR_SHMSIZE);
        if error.sqlite_error().map(|error| error.extended_code) == NO_ROOM {
            return Self::Full;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::NotAllowed
            }
            Some(ErrorCode::SystemIoFailure) => Self::Other("the disk failed"),
            // A table or column is missing: not a file of ours.
            Some(ErrorCode::Unknown) | None => Self::Damaged,
            Some(_) => Self::Other("the database failed"),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotAllowed,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NoFolder,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::WouldBlock => Self::Busy,
            _ => Self::Other("the file system failed"),
        }
    }
}
