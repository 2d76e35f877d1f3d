//! What can go wrong with the store.

use rusqlite::ErrorCode;
use std::io;

/// What can go wrong with the store. No path is in it, since a path names its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The file is not a store, or is torn.
    #[error("the settings file is damaged")]
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
    /// There is a folder where the file should be.
    #[error("there is a folder in place of the settings file; move it away")]
    NotAFile,
    /// The disk is full.
    #[error("the disk is full; make room and try again")]
    Full,
    /// Another process writes and does not end.
    #[error("another Kodebro is using the settings file; close it and try again")]
    Busy,
    /// The file may not be read or written.
    #[error("the settings file may not be read or written; look at its permissions")]
    NotAllowed,
    /// Something else, such as a disk that fails.
    #[error("the settings file could not be used ({0})")]
    Other(&'static str),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                Self::NotAllowed
            }
            Some(ErrorCode::SystemIoFailure) => Self::Other("the disk failed"),
            Some(_) => Self::Other("the database failed"),
            // A column of another type or a missing table: not a file of ours.
            None => Self::Damaged,
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::NotAllowed,
            io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Other("the file could not be renamed"),
        }
    }
}
