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

#[cfg(feature = "remote")]
impl Store {
    /// Takes an attempt on, where nothing has changed since this was known: of two processes that
    /// find one due, one gets it. False where the other did.
    pub(crate) fn begin_attempt(
        &mut self,
        before: Option<&Known>,
        attempt: &Known,
    ) -> Result<bool, StoreError> {
        self.change_updates(before, attempt, None)
    }

    /// Writes what came of an attempt, and the catalogue where one was taken in: all or nothing.
    /// False, and nothing is written, where everything was deleted meanwhile.
    pub(crate) fn end_attempt(
        &mut self,
        attempt: &Known,
        outcome: &Known,
        published: Option<&[u8]>,
    ) -> Result<bool, StoreError> {
        self.change_updates(Some(attempt), outcome, published)
    }

    fn change_updates(
        &mut self,
        before: Option<&Known>,
        after: &Known,
        published: Option<&[u8]>,
    ) -> Result<bool, StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if known(&transaction)?.as_ref() != before {
            return Ok(false);
        }
        let seen = after.seen.as_ref();
        transaction.execute(
            "INSERT OR REPLACE INTO updates (
                 only_row, attempted, wait, failures, etag, address,
                 seen_version, seen_digest, seen_key, refused
             )
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            rusqlite::params![
                super::milliseconds(after.attempted),
                i64::try_from(after.wait.as_millis()).unwrap_or(i64::MAX),
                after.failures,
                after.etag,
                after.address,
                seen.map(|seen| seen.version),
                seen.map(|seen| &seen.digest),
                seen.map(|seen| &seen.key),
                after.refused,
            ],
        )?;
        if let Some(published) = published {
            transaction.execute(
                "INSERT OR REPLACE INTO catalogue (only_row, published) VALUES (1, ?1)",
                [published],
            )?;
        }
        transaction.commit()?;
        Ok(true)
    }
}

#[cfg(all(test, feature = "remote"))]
mod tests {
    use super::*;

    fn known(version: u32) -> Known {
        Known {
            attempted: Timestamp(u64::from(version)),
            wait: Duration::from_secs(60),
            failures: 0,
            etag: Some(format!("\"{version}\"")),
            address: Some("https://guide.example/".to_owned()),
            seen: Some(Seen {
                version,
                digest: vec![1; 32],
                key: vec![2; 32],
            }),
            refused: None,
        }
    }

    #[test]
    fn a_full_disk_keeps_the_catalogue_that_was_there_and_what_was_known_of_it() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("kodebro.sqlite");
        let mut store = Store::open(&file).expect("the store opens").store;
        let (first, second) = (known(2), known(3));
        assert_eq!(store.begin_attempt(None, &first), Ok(true));
        let taken = store.end_attempt(&first, &first, Some(b"the second version"));
        assert_eq!(taken, Ok(true));
        store.fill_disk();
        let large = vec![b'x'; 40_000];
        let refused = store.end_attempt(&first, &second, Some(&large));
        assert_eq!(refused, Err(StoreError::Full));
        for store in [
            store,
            Store::open(&file).expect("the store opens again").store,
        ] {
            assert_eq!(store.known_updates(), Ok(Some(first.clone())));
            let kept = store.published().expect("it can be read");
            assert_eq!(kept.as_deref(), Some(&b"the second version"[..]));
        }
    }

    #[test]
    fn of_two_that_know_the_same_one_begins() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("kodebro.sqlite");
        let open = || Store::open(&file).expect("the store opens").store;
        let [mut one, mut other] = [open(), open()];
        assert_eq!(one.begin_attempt(None, &known(2)), Ok(true));
        assert_eq!(other.begin_attempt(None, &known(3)), Ok(false));
        assert_eq!(other.known_updates(), Ok(Some(known(2))));
    }
}
