//! What is kept, and for how long.

use crate::{SAVED, open, place};
use kodebro_core::session::{HistoryKind, Saved, Timestamp};
use kodebro_core::store::{HISTORY_KEPT, Store};
use kodebro_core::text::Language;

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
    assert_eq!(
        store.history(),
        Ok(vec![
            (Timestamp(2), HistoryKind::CodeShown),
            (Timestamp(1), HistoryKind::WaitStarted)
        ])
    );
}

#[test]
fn the_latest_settings_replace_the_earlier_ones() {
    let (_folder, file) = place();
    let store = open(&file);
    store.save(&SAVED).expect("it is kept");
    let later = Saved {
        language: None,
        consent_explained: true,
        wait_ends: None,
        code_was_shown: true,
        code_on_clipboard: true,
    };
    store.save(&later).expect("it is kept");
    assert_eq!(store.saved(), Ok(Some(later)));
}

#[test]
fn both_languages_and_every_outcome_come_back_as_they_were() {
    use HistoryKind as Kind;
    let kinds = [
        Kind::WaitStarted,
        Kind::WaitCancelled,
        Kind::WaitTimedOut,
        Kind::MessageRefused,
        Kind::NoCodeFound,
        Kind::CodeShown,
        Kind::CodeReplaced,
        Kind::CodeCopied,
        Kind::CodeUsed,
        Kind::CodeExpired,
        Kind::ResendAsked,
        Kind::Warned,
    ];
    let (_folder, file) = place();
    let mut store = open(&file);
    for language in Language::ALL {
        let saved = Saved {
            language: Some(language),
            ..SAVED
        };
        store.save(&saved).expect("it is kept");
        assert_eq!(store.saved(), Ok(Some(saved)));
    }
    for kind in kinds {
        store.record(kind, Timestamp(0)).expect("it is kept");
    }
    let history = store.history().expect("it can be read");
    assert!(history.into_iter().rev().map(|(_, kind)| kind).eq(kinds));
}

#[test]
fn a_clock_at_the_end_of_time_is_kept_as_late_as_can_be() {
    let (_folder, file) = place();
    let mut store = open(&file);
    store
        .record(HistoryKind::CodeUsed, Timestamp(u64::MAX))
        .expect("it is kept");
    let latest = Timestamp(i64::MAX.unsigned_abs());
    assert_eq!(store.history(), Ok(vec![(latest, HistoryKind::CodeUsed)]));
}

#[test]
fn the_history_is_bounded() {
    let (_folder, file) = place();
    let mut store = open(&file);
    let kept = u64::from(HISTORY_KEPT);
    for count in 0..kept + 20 {
        store
            .record(HistoryKind::CodeUsed, Timestamp(count))
            .expect("it is kept");
    }
    let history = store.history().expect("it can be read");
    assert_eq!(history.len() as u64, kept);
    assert_eq!(history[0].0, Timestamp(kept + 19));
    assert_eq!(history[history.len() - 1].0, Timestamp(20));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, file) = place();
    let store = open(&file);
    store.save(&SAVED).expect("it is kept");
    let mut files = 0;
    for entry in std::fs::read_dir(folder.path()).expect("the folder can be read") {
        let metadata = entry
            .and_then(|entry| entry.metadata())
            .expect("it is there");
        assert_eq!(metadata.permissions().mode() & 0o077, 0);
        files += 1;
    }
    assert!(files > 1, "the log stands beside the file");
}

#[test]
fn nothing_that_is_printed_names_the_folder() {
    let (folder, file) = place();
    let opened = Store::open(&file).expect("the store opens");
    let name = folder.path().file_name().expect("a name").to_string_lossy();
    assert!(!format!("{opened:?}").contains(&*name));
    std::fs::remove_file(&file).expect("it can be removed");
    drop(opened);
    std::fs::remove_dir_all(folder.path()).expect("it can be removed");
    let error = Store::open(&file).expect_err("the folder is gone");
    assert!(!format!("{error} {error:?}").contains(&*name));
}
