//! The store as an app meets it: new, old, torn, newer, crowded, full, and erased.

#![cfg(feature = "store")]

use kodebro_core::session::{HistoryKind, Saved, Timestamp};
use kodebro_core::store::{HISTORY_KEPT, Store, StoreError};
use kodebro_core::text::Language;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SAVED: Saved = Saved {
    language: Some(Language::English),
    consent_explained: true,
    wait_ends: Some(Timestamp(1_800_000_300_000)),
    code_was_shown: false,
};

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("kodebro.sqlite");
    (folder, file)
}

fn open(file: &Path) -> Store {
    let opened = Store::open(file).expect("the store opens");
    assert!(!opened.set_aside);
    opened.store
}

/// All bytes of the store's files.
fn raw(folder: &Path) -> Vec<u8> {
    fs::read_dir(folder)
        .expect("the folder can be read")
        .flat_map(|entry| fs::read(entry.expect("an entry").path()).expect("a file"))
        .collect()
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes
        .windows(word.len())
        .any(|window| window == word.as_bytes())
}

#[test]
fn what_is_kept_is_there_after_a_restart() {
    let (_folder, file) = place();
    let mut store = open(&file);
    assert_eq!(store.saved(), Ok(None));
    store.save(&SAVED).expect("it is kept");
    store
        .record(HistoryKind::WaitStarted, Timestamp(1))
        .expect("it is kept");
    store
        .record(HistoryKind::CodeShown, Timestamp(2))
        .expect("it is kept");
    drop(store);
    let store = open(&file);
    assert_eq!(store.saved(), Ok(Some(SAVED)));
    let history = store.history().expect("it can be read");
    assert_eq!(
        history,
        [
            (Timestamp(2), HistoryKind::CodeShown),
            (Timestamp(1), HistoryKind::WaitStarted)
        ]
    );
}

#[test]
fn a_damaged_file_is_set_aside_and_a_new_one_begun() {
    let torn = |file: &Path| {
        let store = open(file);
        store.save(&SAVED).expect("it is kept");
        drop(store);
        let bytes = fs::read(file).expect("the file can be read");
        fs::write(file, &bytes[..bytes.len() / 2 + 7]).expect("the file can be written");
    };
    let garbage =
        |file: &Path| fs::write(file, "not a database at all ".repeat(400)).expect("written");
    let overwritten = |file: &Path| {
        let store = open(file);
        store.save(&SAVED).expect("it is kept");
        drop(store);
        let mut bytes = fs::read(file).expect("the file can be read");
        for byte in bytes.iter_mut().skip(4096) {
            *byte = 0xa5;
        }
        fs::write(file, bytes).expect("the file can be written");
    };
    let damages: [&dyn Fn(&Path); 3] = [&torn, &garbage, &overwritten];
    for damage in damages {
        let (folder, file) = place();
        damage(&file);
        let opened = Store::open(&file).expect("a new store is begun");
        assert!(opened.set_aside);
        assert_eq!(opened.store.saved(), Ok(None));
        opened.store.save(&SAVED).expect("it is kept");
        assert!(folder.path().join("kodebro.sqlite.damaged").is_file());
        drop(opened);
        assert_eq!(open(&file).saved(), Ok(Some(SAVED)));
    }
}

#[test]
fn an_empty_file_is_a_new_store() {
    let (_folder, file) = place();
    fs::write(&file, "").expect("the file can be written");
    assert_eq!(open(&file).saved(), Ok(None));
}

#[test]
fn a_torn_log_loses_no_more_than_its_own_writes() {
    let (folder, file) = place();
    let store = open(&file);
    store.save(&SAVED).expect("it is kept");
    drop(store);
    fs::write(folder.path().join("kodebro.sqlite-wal"), "torn").expect("the log can be written");
    assert_eq!(open(&file).saved(), Ok(Some(SAVED)));
}

#[test]
fn a_file_of_a_later_version_is_left_as_it_is() {
    let (folder, file) = place();
    drop(open(&file));
    let connection = rusqlite::Connection::open(&file).expect("it opens");
    connection
        .pragma_update(None, "user_version", 99)
        .expect("it is written");
    drop(connection);
    let error = Store::open(&file).expect_err("it is newer");
    assert!(matches!(error, StoreError::Newer { found: 99, .. }));
    assert!(!folder.path().join("kodebro.sqlite.damaged").exists());
}

#[test]
fn a_folder_or_a_missing_folder_is_told() {
    let (folder, file) = place();
    fs::create_dir(&file).expect("a folder can be made");
    assert_eq!(
        Store::open(&file).expect_err("it is a folder"),
        StoreError::NotAFile
    );
    let nowhere = folder.path().join("missing").join("kodebro.sqlite");
    assert_eq!(
        Store::open(&nowhere).expect_err("there is no folder"),
        StoreError::NotAllowed
    );
}

#[test]
fn the_history_is_bounded() {
    let (_folder, file) = place();
    let mut store = open(&file);
    for count in 0..u64::from(HISTORY_KEPT) + 20 {
        store
            .record(HistoryKind::CodeUsed, Timestamp(count))
            .expect("it is kept");
    }
    let history = store.history().expect("it can be read");
    assert_eq!(history.len(), HISTORY_KEPT as usize);
    assert_eq!(history[0].0, Timestamp(u64::from(HISTORY_KEPT) + 19));
}

#[test]
fn erased_means_gone_from_the_file_too() {
    let (folder, file) = place();
    let mut store = open(&file);
    store.save(&SAVED).expect("it is kept");
    store
        .record(HistoryKind::CodeReplaced, Timestamp(7))
        .expect("it is kept");
    assert!(holds(&raw(folder.path()), "code_replaced"));
    store.erase().expect("it is erased");
    assert_eq!(store.saved(), Ok(None));
    assert_eq!(store.history(), Ok(Vec::new()));
    assert!(!holds(&raw(folder.path()), "code_replaced"));
}

#[test]
fn two_at_once_keep_both_histories() {
    let (_folder, file) = place();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut store = open(&file);
                for count in 0..50 {
                    store
                        .record(HistoryKind::WaitStarted, Timestamp(count))
                        .expect("it is kept");
                }
            });
        }
    });
    assert_eq!(open(&file).history().expect("it can be read").len(), 100);
}
