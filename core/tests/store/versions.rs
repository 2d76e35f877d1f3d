//! A file that any earlier version wrote opens, and holds what it held.

use crate::{KEY, SAVED, open, place};
use kodebro_core::guide::{Catalogue, GuideKind, Progress, Reading};
use kodebro_core::session::{HistoryKind, Timestamp};
use kodebro_core::signed::{Keys, PublicKey, TrustedKey};
use kodebro_core::store::{Keeper, Store, StoreError};
use rusqlite::Connection;

/// What each version wrote, as `sqlite3 FILE .dump` prints it, with its two pragmas. A new version
/// adds its own; the others never change.
const DUMPS: [&str; 3] = [
    include_str!("version_1.sql"),
    include_str!("version_2.sql"),
    include_str!("version_3.sql"),
];
/// From this version on there are the reader's progress and a catalogue.
const WITH_CATALOGUE: usize = 3;
/// The key that the catalogue in those files was signed with.
const SIGNED_BY: &str = "tnwAfiTcRDtTYju8bl2h2CO0cpSu8008poB58zFOUxs";

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
fn the_readers_place_and_the_catalogue_come_along() {
    let key = PublicKey::parse(SIGNED_BY).and_then(|key| TrustedKey::new("one", key));
    let keys = Keys::new(vec![key.expect("a key")]).expect("keys");
    for (version, dump) in (1..).zip(DUMPS) {
        let (folder, file) = place();
        Connection::open(&file)
            .and_then(|connection| connection.execute_batch(dump))
            .expect("the file is written");
        let keeper = Keeper::open(folder.path(), Some(KEY)).expect("the store opens");
        let progress = Progress {
            answers: [("role".to_owned(), "student".to_owned())].into(),
            reading: Some(Reading {
                guide: GuideKind::SignIn,
                step: Some("message".to_owned()),
            }),
        };
        let has_catalogue = version >= WITH_CATALOGUE;
        assert_eq!(keeper.progress(), has_catalogue.then_some(progress));
        let catalogue = keeper.catalogue_by(&keys, Timestamp(1_800_000_000_000));
        let built_in = Catalogue::built_in().version();
        let expected = if has_catalogue { 7 } else { built_in };
        assert_eq!(catalogue.version(), expected);
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
