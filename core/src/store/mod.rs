//! What survives the end of the process: settings and the history of outcomes, in SQLite.
//!
//! The types that come in cannot hold a code, a message or a number, so none can be kept.
//!
//! The file is in write-ahead-log mode with `synchronous = NORMAL`: a crash of the app loses
//! nothing, and a power failure loses at most the last writes but never damages the file
//! (SQLite, "Write-Ahead Logging"). A damaged file is set aside and a new one begun.

mod error;
mod words;

pub use error::StoreError;

use crate::session::{HistoryKind, Saved, Timestamp};
use crate::text::Language;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How many outcomes the history keeps; older ones are dropped.
pub const HISTORY_KEPT: u32 = 500;
/// How long a write waits for another process.
const BUSY_PATIENCE: Duration = Duration::from_secs(2);

/// Each migration leads from the version of its place to the next.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/1.sql")];

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
}

/// What opening gave.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The file was damaged: it has been renamed to `….damaged` beside the new one (an older one
    /// of that name is replaced), and the person is to be told.
    pub set_aside: bool,
}

impl Store {
    /// Opens the store in a file, which is made where it is missing and brought up to date where
    /// it is older. A damaged file is set aside.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where a later app wrote the file (it is left as it is), and the
    /// others where the file cannot be used at all. Nothing is lost then.
    pub fn open(file: &Path) -> Result<Opened, StoreError> {
        match Self::open_as_it_is(file) {
            Ok(store) => Ok(Opened {
                store,
                set_aside: false,
            }),
            Err(StoreError::Damaged) => {
                set_aside(file)?;
                let store = Self::open_as_it_is(file)?;
                Ok(Opened {
                    store,
                    set_aside: true,
                })
            }
            Err(error) => Err(error),
        }
    }

    fn open_as_it_is(file: &Path) -> Result<Self, StoreError> {
        if file.is_dir() {
            return Err(StoreError::NotAFile);
        }
        let mut connection = Connection::open(file)?;
        connection.busy_timeout(BUSY_PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        // What is deleted is overwritten.
        connection.pragma_update(None, "secure_delete", true)?;
        let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if check != "ok" {
            return Err(StoreError::Damaged);
        }
        migrate(&mut connection)?;
        Ok(Self { connection })
    }

    /// What was kept, or nothing in a new store.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn saved(&self) -> Result<Option<Saved>, StoreError> {
        let row = self
            .connection
            .query_row(
                "SELECT language, consent_explained, wait_ends, code_was_shown FROM settings",
                [],
                |row| {
                    let language: Option<String> = row.get(0)?;
                    let wait_ends: Option<i64> = row.get(2)?;
                    Ok(Saved {
                        language: language.and_then(|tag| words::language(&tag)),
                        consent_explained: row.get(1)?,
                        wait_ends: wait_ends.map(|at| Timestamp(at.unsigned_abs())),
                        code_was_shown: row.get(3)?,
                    })
                },
            )
            .optional()?;
        Ok(row)
    }

    /// Keeps this in place of what was kept.
    ///
    /// # Errors
    /// Where it cannot be written, as on a full disk; then what was kept stays.
    pub fn save(&self, saved: &Saved) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO settings (only_row, language, consent_explained, wait_ends, code_was_shown)
             VALUES (1, ?1, ?2, ?3, ?4)
             ON CONFLICT (only_row) DO UPDATE SET
                 language = excluded.language,
                 consent_explained = excluded.consent_explained,
                 wait_ends = excluded.wait_ends,
                 code_was_shown = excluded.code_was_shown",
            params![
                saved.language.map(Language::tag),
                saved.consent_explained,
                saved.wait_ends.map(milliseconds),
                saved.code_was_shown,
            ],
        )?;
        Ok(())
    }

    /// Adds an outcome to the history, and drops the oldest beyond [`HISTORY_KEPT`].
    ///
    /// # Errors
    /// Where it cannot be written; then the history stays as it was.
    pub fn record(&mut self, kind: HistoryKind, at: Timestamp) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        transaction.execute(
            "INSERT INTO history (at, kind) VALUES (?1, ?2)",
            params![milliseconds(at), words::of_kind(kind)],
        )?;
        transaction.execute(
            "DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?1",
            [HISTORY_KEPT],
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// The history, the newest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn history(&self) -> Result<Vec<(Timestamp, HistoryKind)>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT at, kind FROM history ORDER BY id DESC")?;
        let rows = statement.query_map([], |row| {
            let (at, kind): (i64, String) = (row.get(0)?, row.get(1)?);
            Ok(words::kind(&kind).map(|kind| (Timestamp(at.unsigned_abs()), kind)))
        })?;
        Ok(rows
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?)
    }

    /// Deletes everything that is kept, so that nothing of it can be read in the file.
    ///
    /// # Errors
    /// Where it could not be done wholly; then try again.
    pub fn erase(&mut self) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        transaction.execute("DELETE FROM settings", [])?;
        transaction.execute("DELETE FROM history", [])?;
        transaction.commit()?;
        self.connection
            .execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(())
    }
}

/// Brings the tables up to date, all or nothing.
fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let version = |connection: &Connection| -> Result<usize, StoreError> {
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        usize::try_from(version).map_err(|_| StoreError::Damaged)
    };
    let found = version(connection)?;
    if found > MIGRATIONS.len() {
        return Err(StoreError::Newer {
            found,
            known: MIGRATIONS.len(),
        });
    }
    if found == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another process may have been quicker.
    let found = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(found) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    transaction.commit()?;
    Ok(())
}

/// Renames a damaged file, and takes away what belongs to it.
fn set_aside(file: &Path) -> Result<(), StoreError> {
    std::fs::rename(file, beside(file, ".damaged"))?;
    for suffix in ["-wal", "-shm"] {
        match std::fs::remove_file(beside(file, suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// SQLite's integers are signed; moments beyond their end stay at it.
fn milliseconds(at: Timestamp) -> i64 {
    i64::try_from(at.0).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_and_nothing_is_lost() {
        let saved = Saved {
            language: Some(Language::Danish),
            consent_explained: true,
            wait_ends: None,
            code_was_shown: false,
        };
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("kodebro.sqlite");
        let mut store = Store::open(&file).expect("the store opens").store;
        store.save(&saved).expect("it is kept");
        // SQLite's own limit answers as a full disk does.
        let pages: i64 = store
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("it can be read");
        store
            .connection
            .pragma_update(None, "max_page_count", pages + 1)
            .expect("it is set");
        let refused = (0..10_000)
            .map(|count| store.record(HistoryKind::CodeShown, Timestamp(count)))
            .find(Result::is_err);
        assert_eq!(refused, Some(Err(StoreError::Full)));
        drop(store);
        let store = Store::open(&file).expect("the store opens").store;
        assert_eq!(store.saved(), Ok(Some(saved)));
    }
}
