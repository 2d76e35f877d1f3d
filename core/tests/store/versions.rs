//! A file that any earlier version wrote opens, and holds what it held.

use crate::{SAVED, open, place};
use kodebro_core::session::{HistoryKind, Timestamp};
use kodebro_core::store::{Store, StoreError};
use rusqlite::Connection;

/// What each version wrote, as `sqlite3 FILE .dump` prints it, with its two pragmas. A new version
/// adds its own; the others never change.
const DUMPS: [&str; 2] = [include_str!("version_1.sql"), include_str!("version_2.sql")];

#[test]
fn files_of_every_earlier_version_open_with_what_they_held() {
    for dump in DUMPS {
        let (_folder, file) = place();
        Connection::open(&file)
            .and_then(|connection| connection.execute_batch(dump))
            .expect("the file is written");
        let mut store = open(&file);
        assert_eq!(store.saved(), Ok(Some(SAVED)));
        let mut history = vec![
            (Timestamp(1_800_000_000_002), HistoryKind::CodeShown),
            (Timestamp(1_800_000_000_001), HistoryKind::WaitStarted),
        ];
        assert_eq!(store.history(), Ok(history.clone()));
        let used = (Timestamp(1_800_000_000_003), HistoryKind::CodeUsed);
        store.record(used.1, used.0).expect("it is kept");
        history.insert(0, used);
        drop(store);
        assert_eq!(open(&file).history(), Ok(history));
    }
}

#[test]
fn there_is_a_file_of_every_version() {
    let (_folder, file) = place();
    drop(open(&file));
    Connection::open(&file)
        .and_then(|connection| connection.pragma_update(None, "user_version", 1_000_000))
        .expect("it is written");
    let known = match Store::open(&file) {
        Err(StoreError::Newer { known, .. }) => known,
        other => panic!("a later version was expected, not {other:?}"),
    };
    assert_eq!(DUMPS.len(), known);
}
