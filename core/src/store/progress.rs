//! How far the reader has come in the guide: kept sealed, or not at all.

use super::seal::{self, Place, SealingKey};
use super::{Store, StoreError};
use crate::guide::Progress;
use rusqlite::OptionalExtension;
use zeroize::Zeroizing;

impl Store {
    /// How far the reader has come, as it was kept. What does not open with this key, was changed
    /// or came from elsewhere is none, and is dropped.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn progress(&self, key: &SealingKey) -> Result<Option<Progress>, StoreError> {
        let sealed: Option<Vec<u8>> = self
            .connection
            .query_row("SELECT sealed FROM progress", [], |row| row.get(0))
            .optional()?;
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let progress = seal::open(key, Place::Progress, &sealed)
            .and_then(|text| serde_json::from_str(&text).ok());
        if progress.is_none() {
            // On a disk that takes no more it stays, and is dropped the next time.
            let _ = self.forget_progress();
        }
        Ok(progress)
    }

    /// Keeps this in place of what was kept, sealed; of a reader who has come nowhere, nothing is
    /// kept.
    ///
    /// # Errors
    /// Where it cannot be written, as on a full disk; then what was kept stays.
    pub fn keep_progress(&self, key: &SealingKey, progress: &Progress) -> Result<(), StoreError> {
        if *progress == Progress::default() {
            return self.forget_progress();
        }
        let text = serde_json::to_string(progress).map(Zeroizing::new);
        let text = text.map_err(|_| StoreError::Other("nothing could be written down"))?;
        let sealed = seal::seal(key, Place::Progress, &text)?;
        self.connection.execute(
            "INSERT INTO progress (only_row, sealed) VALUES (1, ?1)
             ON CONFLICT (only_row) DO UPDATE SET sealed = excluded.sealed",
            [sealed],
        )?;
        Ok(())
    }

    fn forget_progress(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM progress", [])?;
        Ok(())
    }

    /// Whether any is kept, whoever can open it.
    pub(super) fn has_progress(&self) -> Result<bool, StoreError> {
        let count: u32 =
            self.connection
                .query_row("SELECT count(sealed) FROM progress", [], |row| row.get(0))?;
        Ok(count > 0)
    }
}
