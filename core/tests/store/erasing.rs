//! "Delete everything" means gone from the disk's files too.

use crate::{SAVED, open, place};
use kodebro_core::session::{HistoryKind, Saved, Timestamp};
use kodebro_core::store::{HISTORY_KEPT, Store, StoreError};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

const AT: Timestamp = Timestamp(1_800_000_000_007);

/// All bytes of the folder's files.
fn raw(folder: &Path) -> Vec<u8> {
    fs::read_dir(folder)
        .expect("the folder can be read")
        .flat_map(|entry| fs::read(entry.expect("an entry").path()).expect("a file"))
        .collect()
}

/// Whether the word of an outcome, a moment of the history or the end of the wait can be read.
fn traces(folder: &Path) -> usize {
    let bytes = raw(folder);
    let wait_ends = SAVED.wait_ends.map_or(0, |at| at.0);
    // SQLite writes integers of this size in six bytes, the highest first.
    let moment = |at: u64| at.to_be_bytes()[2..].to_vec();
    [b"code_replaced".to_vec(), moment(AT.0), moment(wait_ends)]
        .iter()
        .filter(|trace| bytes.windows(trace.len()).any(|window| window == *trace))
        .count()
}

fn fill(store: &mut Store) {
    store.save(&SAVED).expect("it is kept");
    for _ in 0..300 {
        store
            .record(HistoryKind::CodeReplaced, AT)
            .expect("it is kept");
    }
}

#[test]
fn erased_means_gone_from_the_file_and_its_log() {
    let (folder, file) = place();
    let mut store = open(&file);
    fill(&mut store);
    assert_eq!(traces(folder.path()), 3);
    store.erase().expect("it is erased");
    assert_eq!(store.saved(), Ok(None));
    assert_eq!(store.history(), Ok(Vec::new()));
    assert_eq!(traces(folder.path()), 0);
    drop(store);
    assert_eq!(traces(folder.path()), 0);
    assert_eq!(open(&file).saved(), Ok(None));

    let (_other_folder, other) = place();
    drop(open(&other));
    let size = |file: &Path| fs::metadata(file).map(|file| file.len()).ok();
    assert_eq!(size(&file), size(&other), "nor does the size tell of it");
}

#[test]
fn what_was_kept_in_an_earlier_run_is_erased_too() {
    let (folder, file) = place();
    fill(&mut open(&file));
    assert_eq!(traces(folder.path()), 3);
    open(&file).erase().expect("it is erased");
    assert_eq!(traces(folder.path()), 0);
}

#[test]
fn what_falls_out_of_the_history_cannot_be_read_after_the_end() {
    let (folder, file) = place();
    let mut store = open(&file);
    store
        .record(HistoryKind::CodeReplaced, AT)
        .expect("it is kept");
    for count in 0..u64::from(HISTORY_KEPT) {
        store
            .record(HistoryKind::CodeUsed, Timestamp(count))
            .expect("it is kept");
    }
    drop(store);
    assert_eq!(traces(folder.path()), 0);
}

#[test]
fn a_file_that_was_set_aside_is_erased_with_the_rest() {
    let (folder, file) = place();
    fill(&mut open(&file));
    let mut bytes = fs::read(&file).expect("the file can be read");
    bytes.truncate(bytes.len() - 1000);
    fs::write(&file, bytes).expect("the file can be written");
    let opened = Store::open(&file).expect("a new store is begun");
    assert!(opened.recovered.is_some());
    assert!(traces(folder.path()) > 0, "the damaged file can be read");
    let mut store = opened.store;
    store.erase().expect("it is erased");
    drop(store);
    assert_eq!(traces(folder.path()), 0);
    assert_eq!(open(&file).saved(), Ok(None));
}

#[test]
fn a_reader_that_keeps_the_log_in_use_is_told_and_the_next_try_erases() {
    let (folder, file) = place();
    let mut store = open(&file);
    fill(&mut store);
    let reader = Connection::open(&file).expect("a reader comes");
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM history;")
        .expect("it reads");
    assert_eq!(store.erase(), Err(StoreError::Busy));
    drop(reader);
    store.erase().expect("it is erased");
    assert_eq!(traces(folder.path()), 0);
}

#[test]
fn an_erased_store_is_used_as_a_new_one() {
    let (_folder, file) = place();
    let mut store = open(&file);
    fill(&mut store);
    store.erase().expect("it is erased");
    store.erase().expect("twice is fine");
    let saved = Saved {
        consent_explained: false,
        ..SAVED
    };
    store.save(&saved).expect("it is kept");
    store
        .record(HistoryKind::Warned, Timestamp(1))
        .expect("it is kept");
    drop(store);
    let store = open(&file);
    assert_eq!(store.saved(), Ok(Some(saved)));
    assert_eq!(
        store.history(),
        Ok(vec![(Timestamp(1), HistoryKind::Warned)])
    );
}
