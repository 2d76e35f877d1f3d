//! The tables: whose they are, and how they come up to date.

use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// Each migration leads from the version of its place to the next. They are never changed once
/// released; a file that each version wrote stands in `core/tests/store`.
const MIGRATIONS: [&str; 3] = [
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
];
/// "KBRO", as the first migration writes it.
const APPLICATION: i64 = 0x4B42_524F;

/// The version of a file of ours that is known here; 0 for an empty one.
pub(super) fn version(connection: &Connection) -> Result<usize, StoreError> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let found = match (application, tables) {
        (0, 0) if version == 0 => 0,
        (APPLICATION, 1..) if version > 0 => {
            usize::try_from(version).map_err(|_| StoreError::Damaged)?
        }
        // Another program's, or one that somebody emptied.
        _ => return Err(StoreError::Damaged),
    };
    let known = MIGRATIONS.len();
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(found)
}

/// Brings the tables from their version up to date, all or nothing. Whoever opens the file holds
/// its folder, so that nobody else does this meanwhile.
pub(super) fn migrate(connection: &mut Connection, version: usize) -> Result<(), StoreError> {
    if version == MIGRATIONS.len() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in &MIGRATIONS[version..] {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    transaction.commit()?;
    Ok(())
}
