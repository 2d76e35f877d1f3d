//! The newest catalogue, as it was published, and how asking for it has gone.

use super::{Store, StoreError, moment};
use crate::session::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::time::Duration;

/// How asking for a newer catalogue has gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The latest attempt.
    pub(crate) attempted: Timestamp,
    /// How long after it the next one is due.
    pub(crate) wait: Duration,
    /// Attempts since the last one that got an answer.
    pub(crate) failures: u32,
    /// The server's mark of what it last sent.
    pub(crate) etag: Option<String>,
    /// Where that was from.
    pub(crate) address: Option<String>,
    /// The highest version that was taken in.
    pub(crate) seen: Option<Seen>,
    /// The latest refusal that was told.
    pub(crate) refused: Option<String>,
}

/// A version that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The version.
    pub(crate) version: u32,
    /// SHA-256 of the catalogue.
    pub(crate) digest: Vec<u8>,
    /// The public key that it was signed with.
    pub(crate) key: Vec<u8>,
}

fn known(connection: &Connection) -> Result<Option<Known>, StoreError> {
    let row = connection.query_row(
        "SELECT attempted, wait, failures, etag, address,
                 seen_version, seen_digest, seen_key, refused
             FROM updates",
        [],
        |row| {
            let seen: (Option<u32>, Option<Vec<u8>>, Option<Vec<u8>>) =
                (row.get(5)?, row.get(6)?, row.get(7)?);
            let wait: i64 = row.get(1)?;
            Ok(Known {
                attempted: moment(row.get(0)?),
                wait: Duration::from_millis(wait.unsigned_abs()),
                failures: row.get(2)?,
                etag: row.get(3)?,
                address: row.get(4)?,
                seen: match seen {
                    (Some(version), Some(digest), Some(key)) => Some(Seen {
                        version,
                        digest,
                        key,
                    }),
                    _ => None,
                },
                refused: row.get(8)?,
            })
        },
    );
    Ok(row.optional()?)
}

impl Store {
    /// What is known so far; nothing in a new store.
    pub(crate) fn known_updates(&self) -> Result<Option<Known>, StoreError> {
        known(&self.connection)
    }

    /// The newest catalogue that was taken in, as it was published. Its signature is to be looked
    /// at again: a file can be changed.
    pub(crate) fn published(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let published = self
            .connection
            .query_row("SELECT published FROM catalogue", [], |row| row.get(0));
        Ok(published.optional()?)
    }
}
