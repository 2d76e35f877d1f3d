//! What survives the end of the process: settings, the history of outcomes, how far the reader has
//! come in the guide, and a newer catalogue, in SQLite.
//!
//! The types that come in cannot hold a code, a message or a number, so none can be kept.
//!
//! - **What is about the reader**, their answers and their step, is sealed with a key that is not in
//!   the file ([`SealingKey`]). What does not open is dropped: it tells nobody anything, and the
//!   reader begins anew.
//! - **Crash, power failure.** The file is in write-ahead-log mode with `synchronous = NORMAL`: a
//!   process that is killed loses at most the write it was in. A power failure may lose the last
//!   writes, but never damages the file (SQLite, "Write-Ahead Logging"). `FULL` would save those,
//!   for a wait at the disk in every write, on the thread that draws the screen; a lost setting is
//!   set again.
//! - **Damage.** A file that is torn, or is not one of Kodebro's, is renamed and a new one begun;
//!   the person is told ([`Opened::recovered`]).
//! - **Several processes** may have the file open. One that has to wait for another gives up after
//!   two seconds.
//! - **Growth.** The history keeps the latest [`HISTORY_KEPT`] outcomes.
//! - **Deleting.** [`Store::erase`] leaves nothing readable in the file, in its log, or in a file
//!   that was set aside. What a disk keeps of blocks it has given back is beyond it.

mod error;
mod file;
mod keeper;
mod progress;
mod schema;
mod seal;
mod updates;
mod words;

pub use error::StoreError;
pub use keeper::Keeper;
pub use seal::{NoSealingKey, SealingKey};
#[cfg(feature = "remote")]
pub(crate) use {
    keeper::FILE,
    updates::{Known, Seen},
};

use crate::session::{HistoryKind, Saved, Timestamp};
use crate::text::Language;
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};
use std::fmt;
use std::path::{Path, PathBuf};

/// How many outcomes the history keeps; older ones are dropped.
pub const HISTORY_KEPT: u32 = 500;

/// An open store.
pub struct Store {
    connection: Connection,
    file: PathBuf,
}

/// Without the path, which names its user.
impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Store").finish_non_exhaustive()
    }
}

/// What opening gave.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What the person is to be told, now or since an earlier start; it stays until
    /// [`Store::recovery_told`].
    pub recovered: Option<Recovered>,
}

/// A damaged file has been set aside and a new one begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The name of the damaged file, in the same folder. One is kept at most: the latest.
    pub kept_as: String,
}

impl Store {
    /// Opens the store in a file, which is made where it is missing or empty, and brought up to
    /// date where it is older. Its folder must be there. A damaged file is set aside.
    ///
    /// # Errors
    /// [`StoreError::Newer`] where a later app wrote the file (it is left as it is), and the
    /// others where the file cannot be used at all. Nothing is lost then.
    pub fn open(file: &Path) -> Result<Opened, StoreError> {
        // SQLite takes a name that begins with "file:" for an address; a whole path never does.
        let file = &std::path::absolute(file)?;
        let _one_at_a_time = file::lock_folder(file)?;
        let store = match Self::open_as_it_is(file) {
            Err(StoreError::Damaged) => {
                file::set_aside(file)?;
                Self::open_as_it_is(file)?
            }
            other => other?,
        };
        let recovered = store.untold_recovery()?;
        Ok(Opened { store, recovered })
    }

    fn open_as_it_is(file: &Path) -> Result<Self, StoreError> {
        file::make_where_missing(file)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(file, flags)?;
        if connection.is_readonly("main")? {
            return Err(StoreError::NotAllowed);
        }
        connection.busy_timeout(file::PATIENCE)?;
        // A file that is damaged, or not ours to change, is looked at before it is touched.
        let check: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if check != "ok" {
            return Err(StoreError::Damaged);
        }
        let version = schema::version(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        // What is deleted is overwritten, and nothing is written to a folder for temporary files.
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        schema::migrate(&mut connection, version)?;
        let store = Self {
            connection,
            file: file.to_owned(),
        };
        // Whatever is wrong with the content shows now, while it can be set aside.
        store.saved()?;
        store.history()?;
        store.known_updates()?;
        store.published()?;
        store.has_progress()?;
        Ok(store)
    }

    /// What was kept, or nothing in a new store.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn saved(&self) -> Result<Option<Saved>, StoreError> {
        let row = self
            .connection
            .query_row(
                "SELECT language, consent_explained, wait_ends, code_was_shown, code_on_clipboard
                 FROM settings",
                [],
                |row| {
                    let language: Option<String> = row.get(0)?;
                    let wait_ends: Option<i64> = row.get(2)?;
                    Ok(Saved {
                        language: language.and_then(|tag| words::language(&tag)),
                        consent_explained: row.get(1)?,
                        wait_ends: wait_ends.map(moment),
                        code_was_shown: row.get(3)?,
                        code_on_clipboard: row.get(4)?,
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
            "INSERT INTO settings (
                 only_row, language, consent_explained, wait_ends, code_was_shown, code_on_clipboard
             )
             VALUES (1, ?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (only_row) DO UPDATE SET
                 language = excluded.language,
                 consent_explained = excluded.consent_explained,
                 wait_ends = excluded.wait_ends,
                 code_was_shown = excluded.code_was_shown,
                 code_on_clipboard = excluded.code_on_clipboard",
            params![
                saved.language.map(Language::tag),
                saved.consent_explained,
                saved.wait_ends.map(milliseconds),
                saved.code_was_shown,
                saved.code_on_clipboard,
            ],
        )?;
        Ok(())
    }

    /// Adds an outcome to the history, and drops the oldest beyond [`HISTORY_KEPT`].
    ///
    /// # Errors
    /// Where it cannot be written; then the history stays as it was.
    pub fn record(&mut self, kind: HistoryKind, at: Timestamp) -> Result<(), StoreError> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
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
            Ok(words::kind(&kind).map(|kind| (moment(at), kind)))
        })?;
        Ok(rows
            .filter_map(Result::transpose)
            .collect::<Result<_, _>>()?)
    }

    /// The person has been told that a damaged file was set aside; the next start says nothing.
    ///
    /// # Errors
    /// Where it cannot be written; then the person is told again.
    pub fn recovery_told(&self) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO told (notice) VALUES ('set_aside') ON CONFLICT DO NOTHING",
            [],
        )?;
        Ok(())
    }

    /// A file that was set aside and that the person has not been told of. A new file knows of
    /// nothing told, so that this needs no write while the disk may be the trouble.
    fn untold_recovery(&self) -> Result<Option<Recovered>, StoreError> {
        let damaged = file::damaged(&self.file);
        let told: bool =
            self.connection
                .query_row("SELECT EXISTS (SELECT 1 FROM told)", [], |row| row.get(0))?;
        let name = damaged.file_name().map(|name| name.to_string_lossy());
        Ok(name
            .filter(|_| !told && damaged.exists())
            .map(|name| Recovered {
                kept_as: name.into_owned(),
            }))
    }

    /// Deletes everything that is kept, so that nothing of it can be read in the files.
    ///
    /// # Errors
    /// Where it could not be done wholly, as while another process reads; then try again.
    pub fn erase(&mut self) -> Result<(), StoreError> {
        let one_at_a_time = file::lock_folder(&self.file)?;
        file::remove(&file::damaged(&self.file))?;
        drop(one_at_a_time);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(
            "DELETE FROM settings;
             DELETE FROM history;
             DELETE FROM told;
             DELETE FROM progress;
             DELETE FROM catalogue;
             DELETE FROM updates;",
        )?;
        transaction.commit()?;
        self.connection.execute_batch("VACUUM")?;
        let log_is_used: bool =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if log_is_used {
            return Err(StoreError::Busy);
        }
        Ok(())
    }
}

#[cfg(test)]
impl Store {
    /// Leaves the file room for one page more. SQLite's own limit answers as a full disk does.
    fn fill_disk(&self) {
        let pages: i64 = self
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("it can be read");
        self.connection
            .pragma_update(None, "max_page_count", pages + 1)
            .expect("it is set");
    }
}

/// The tables hold no moment before 1970.
fn moment(milliseconds: i64) -> Timestamp {
    Timestamp(milliseconds.unsigned_abs())
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
            code_on_clipboard: false,
        };
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("kodebro.sqlite");
        let mut store = Store::open(&file).expect("the store opens").store;
        store.save(&saved).expect("it is kept");
        store.fill_disk();
        let refused = (0..10_000)
            .map(|count| store.record(HistoryKind::CodeShown, Timestamp(count)))
            .find(Result::is_err);
        assert_eq!(refused, Some(Err(StoreError::Full)));
        drop(store);
        let store = Store::open(&file).expect("the store opens").store;
        assert_eq!(store.saved(), Ok(Some(saved)));
    }
}
