//! Files that are damaged, strange, or may not be used.

use crate::{SAVED, open, place};
use kodebro_core::session::{HistoryKind, Timestamp};
use kodebro_core::store::{Opened, Recovered, Store, StoreError};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

/// Makes a damaged file.
type Damage<'a> = &'a dyn Fn(&Path);

/// A store with settings and some history, closed.
fn filled(file: &Path) {
    let mut store = open(file);
    store.save(&SAVED).expect("it is kept");
    for count in 0..300 {
        store
            .record(HistoryKind::CodeUsed, Timestamp(count))
            .expect("it is kept");
    }
}

fn kept_as() -> Option<Recovered> {
    Some(Recovered {
        kept_as: "kodebro.sqlite.damaged".to_owned(),
    })
}

fn edit(file: &Path, edit: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(file).expect("the file can be read");
    edit(&mut bytes);
    fs::write(file, bytes).expect("the file can be written");
}

fn run(file: &Path, statements: &str) {
    Connection::open(file)
        .and_then(|connection| connection.execute_batch(statements))
        .expect("the statements run");
}

#[test]
fn a_damaged_file_is_set_aside_and_a_new_one_begun() {
    let damages: [(&str, Damage<'_>); 12] = [
        ("garbage", &|file| {
            fs::write(file, "not a database at all ".repeat(400)).expect("written");
        }),
        ("a few bytes", &|file| {
            fs::write(file, "xyz").expect("written");
        }),
        ("cut in the middle", &|file| {
            filled(file);
            edit(file, |bytes| bytes.truncate(bytes.len() / 2 + 7));
        }),
        ("cut in its first page", &|file| {
            filled(file);
            edit(file, |bytes| bytes.truncate(100));
        }),
        ("overwritten behind its first page", &|file| {
            filled(file);
            edit(file, |bytes| bytes[4096..].fill(0xa5));
        }),
        ("overwritten with zeros", &|file| {
            filled(file);
            edit(file, |bytes| bytes.fill(0));
        }),
        ("without a table", &|file| {
            filled(file);
            run(file, "DROP TABLE history");
        }),
        ("without any table", &|file| {
            filled(file);
            run(
                file,
                "DROP TABLE history; DROP TABLE settings; DROP TABLE told;
                 DROP TABLE progress; DROP TABLE catalogue; DROP TABLE updates",
            );
        }),
        ("with settings that cannot be", &|file| {
            filled(file);
            run(
                file,
                "PRAGMA ignore_check_constraints = 1; UPDATE settings SET consent_explained = 7",
            );
        }),
        ("without the catalogue's table", &|file| {
            filled(file);
            run(file, "DROP TABLE catalogue");
        }),
        ("with a catalogue that is a text", &|file| {
            filled(file);
            run(
                file,
                "DROP TABLE catalogue; CREATE TABLE catalogue (published);
                 INSERT INTO catalogue VALUES ('<html>')",
            );
        }),
        ("of another program", &|file| {
            run(file, "CREATE TABLE notes (note); PRAGMA user_version = 40");
        }),
    ];
    for (damage, make) in damages {
        let (folder, file) = place();
        make(&file);
        let before = fs::read(&file).expect("the file can be read");
        let opened = Store::open(&file).expect("a new store is begun");
        assert_eq!(opened.recovered, kept_as(), "{damage}");
        assert_eq!(opened.store.saved(), Ok(None), "{damage}");
        assert_eq!(opened.store.history(), Ok(Vec::new()), "{damage}");
        let aside = fs::read(folder.path().join("kodebro.sqlite.damaged"));
        assert!(
            aside.is_ok_and(|aside| aside == before),
            "{damage}: it is kept as it was"
        );
        opened.store.save(&SAVED).expect("it is kept");
        drop(opened);
        let again = Store::open(&file).expect("the new store opens").store;
        assert_eq!(again.saved(), Ok(Some(SAVED)), "{damage}");
    }
}

#[test]
fn the_person_is_told_until_they_have_been_told() {
    let (_folder, file) = place();
    for _ in 0..2 {
        fs::write(&file, "damaged").expect("the file can be written");
        for _ in 0..2 {
            let Opened { recovered, .. } = Store::open(&file).expect("a new store is begun");
            assert_eq!(recovered, kept_as());
        }
        let Opened { store, .. } = Store::open(&file).expect("the store opens");
        store.recovery_told().expect("it is kept");
        store.recovery_told().expect("twice is fine");
        drop(store);
        assert_eq!(open(&file).saved(), Ok(None));
    }
}

#[test]
fn at_most_one_damaged_file_is_kept_the_latest() {
    let (folder, file) = place();
    for content in ["first", "second", "third"] {
        fs::write(&file, content).expect("the file can be written");
        fs::write(folder.path().join("kodebro.sqlite-wal"), content).expect("written");
        Store::open(&file).expect("a new store is begun");
    }
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["kodebro.sqlite", "kodebro.sqlite.damaged"]);
    let aside = fs::read_to_string(folder.path().join("kodebro.sqlite.damaged"));
    assert!(aside.is_ok_and(|aside| aside == "third"));
}

#[test]
fn an_empty_file_is_a_new_store() {
    let (folder, file) = place();
    fs::write(&file, "").expect("the file can be written");
    fs::write(folder.path().join("kodebro.sqlite-wal"), "left over").expect("written");
    open(&file).save(&SAVED).expect("it is kept");
    assert_eq!(open(&file).saved(), Ok(Some(SAVED)));
}

#[test]
fn a_torn_log_loses_no_more_than_what_is_torn() {
    let (folder, file) = place();
    let mut store = open(&file);
    store.save(&SAVED).expect("it is kept");
    store
        .record(HistoryKind::CodeShown, Timestamp(1))
        .expect("it is kept");
    let log = folder.path().join("kodebro.sqlite-wal");
    let whole = fs::metadata(&log).expect("the log is there").len();
    store
        .record(HistoryKind::CodeUsed, Timestamp(2))
        .expect("it is kept");

    // As after a power failure: what has been written so far, the last write only in part.
    let (other_folder, other) = place();
    fs::copy(&file, &other).expect("the file can be copied");
    let other_log = other_folder.path().join("kodebro.sqlite-wal");
    for torn in 0..3 {
        fs::copy(&log, &other_log).expect("the log can be copied");
        edit(&other_log, |bytes| {
            let begins = usize::try_from(whole).expect("it fits");
            match torn {
                0 => bytes.truncate(begins + 100),
                1 => bytes[begins + 30..].fill(0),
                _ => bytes[begins + 200] ^= 0x10,
            }
        });
        let opened = open(&other);
        assert_eq!(opened.saved(), Ok(Some(SAVED)));
        assert_eq!(
            opened.history(),
            Ok(vec![(Timestamp(1), HistoryKind::CodeShown)])
        );
        drop(opened);
        fs::copy(&file, &other).expect("the file can be copied");
    }
}

#[test]
fn a_file_of_a_later_version_is_left_as_it_is() {
    let (folder, file) = place();
    filled(&file);
    run(&file, "PRAGMA user_version = 99");
    let before = fs::read(&file).expect("the file can be read");
    let error = Store::open(&file).expect_err("it is newer");
    assert!(matches!(error, StoreError::Newer { found: 99, .. }));
    assert_eq!(fs::read(&file).expect("the file can be read"), before);
    assert!(!folder.path().join("kodebro.sqlite.damaged").exists());
}

#[test]
fn a_folder_in_its_place_or_a_missing_folder_is_told() {
    let (folder, file) = place();
    fs::create_dir(&file).expect("a folder can be made");
    let error = Store::open(&file).expect_err("it is a folder");
    assert_eq!(error, StoreError::NotAFile);
    for nowhere in ["missing/kodebro.sqlite", "a file/kodebro.sqlite"] {
        fs::write(folder.path().join("a file"), "").expect("the file can be written");
        let error = Store::open(&folder.path().join(nowhere)).expect_err("there is no folder");
        assert_eq!(error, StoreError::NoFolder);
    }
}
