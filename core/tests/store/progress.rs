//! How far the reader has come: kept sealed, or not at all.

use crate::KEY;
use kodebro_core::guide::{GuideKind, Progress, Reading};
use kodebro_core::session::{Effect, Timestamp};
use kodebro_core::store::{Keeper, SealingKey};
use rusqlite::Connection;
use std::fs;
use std::path::Path;

const OTHER_KEY: SealingKey = SealingKey::new([4; 32]);

fn progress(step: &str) -> Progress {
    Progress {
        answers: [("role".to_owned(), "student".to_owned())].into(),
        reading: Some(Reading {
            guide: GuideKind::SignIn,
            step: Some(step.to_owned()),
        }),
    }
}

fn open(folder: &Path, key: Option<SealingKey>) -> Keeper {
    Keeper::open(folder, key).expect("the store opens")
}

fn keep(folder: &Path, step: &str) {
    let kept = open(folder, Some(KEY)).keep_progress(&progress(step));
    assert_eq!(kept, Ok(()));
}

fn sealed(folder: &Path) -> Option<Vec<u8>> {
    Connection::open(folder.join("kodebro.sqlite"))
        .and_then(|file| file.query_row("SELECT sealed FROM progress", [], |row| row.get(0)))
        .ok()
}

fn edit(folder: &Path, statement: &str, value: &[u8]) {
    Connection::open(folder.join("kodebro.sqlite"))
        .and_then(|file| file.execute(statement, [value]))
        .expect("the statement runs");
}

#[test]
fn the_reader_goes_on_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    assert_eq!(open(folder.path(), Some(KEY)).progress(), None);
    for step in ["password", "code"] {
        keep(folder.path(), step);
        let kept = open(folder.path(), Some(KEY)).progress();
        assert_eq!(kept, Some(progress(step)));
    }
}

#[test]
fn nothing_of_the_reader_can_be_read_in_the_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut keeper = open(folder.path(), Some(KEY));
    assert_eq!(keeper.keep_progress(&progress("password")), Ok(()));
    for entry in fs::read_dir(folder.path()).expect("the folder can be read") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        for word in ["student", "sign_in", "password"] {
            let found = bytes.windows(word.len()).any(|w| w == word.as_bytes());
            assert!(!found, "{word}");
        }
    }
    assert!(!format!("{keeper:?}").contains("student"));
}

#[test]
fn without_a_key_nothing_is_kept_and_what_was_kept_stays() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut keyless = open(folder.path(), None);
    assert_eq!(keyless.keep_progress(&progress("password")), Ok(()));
    drop(keyless);
    assert_eq!(sealed(folder.path()), None);
    keep(folder.path(), "code");
    assert_eq!(open(folder.path(), None).progress(), None);
    let kept = open(folder.path(), Some(KEY)).progress();
    assert_eq!(kept, Some(progress("code")));
}

#[test]
fn what_does_not_open_is_dropped_and_the_reader_begins_anew() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    keep(folder.path(), "password");
    let before = sealed(folder.path()).expect("it is kept");
    let set = "UPDATE progress SET sealed = ?1";
    let last = before.len() - 1;
    for at in [0, 5, 20, last] {
        let mut changed = before.clone();
        changed[at] ^= 1;
        edit(folder.path(), set, &changed);
        assert_eq!(open(folder.path(), Some(KEY)).progress(), None);
        assert_eq!(sealed(folder.path()), None, "it is dropped");
        edit(
            folder.path(),
            "INSERT INTO progress VALUES (1, ?1)",
            &before,
        );
    }
    for other in [&before[..10], &before[..last], b"", b"student"] {
        edit(folder.path(), set, other);
        assert_eq!(open(folder.path(), Some(KEY)).progress(), None);
        edit(
            folder.path(),
            "INSERT INTO progress VALUES (1, ?1)",
            &before,
        );
    }
    // Whatever stands there was sealed, and opens.
    let kept = open(folder.path(), Some(KEY)).progress();
    assert_eq!(kept, Some(progress("password")));
    assert_eq!(open(folder.path(), Some(OTHER_KEY)).progress(), None);
    assert_eq!(open(folder.path(), Some(KEY)).progress(), None);
    keep(folder.path(), "code");
    let kept = open(folder.path(), Some(KEY)).progress();
    assert_eq!(kept, Some(progress("code")));
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    keep(folder.path(), "password");
    let before = sealed(folder.path());
    let mut keeper = open(folder.path(), Some(KEY));
    assert_eq!(keeper.keep_progress(&progress("password")), Ok(()));
    assert_eq!(sealed(folder.path()), before);
    assert_eq!(keeper.keep_progress(&progress("code")), Ok(()));
    assert_ne!(sealed(folder.path()), before);
}

#[test]
fn a_reader_who_begins_anew_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    keep(folder.path(), "password");
    let mut keeper = open(folder.path(), Some(KEY));
    assert_eq!(keeper.keep_progress(&Progress::default()), Ok(()));
    assert_eq!(sealed(folder.path()), None);
}

#[test]
fn deleting_everything_deletes_the_readers_place_too() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut keeper = open(folder.path(), Some(KEY));
    assert_eq!(keeper.keep_progress(&progress("password")), Ok(()));
    let before = sealed(folder.path()).expect("it is kept");
    assert_eq!(keeper.carry_out(&Effect::Erase, Timestamp(0)), Ok(()));
    assert_eq!(keeper.progress(), None);
    assert_eq!(sealed(folder.path()), None);
    for entry in fs::read_dir(folder.path()).expect("the folder can be read") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        assert!(!bytes.windows(16).any(|window| window == &before[..16]));
    }
    // What stood there before is written again, and not taken for kept.
    assert_eq!(keeper.keep_progress(&progress("password")), Ok(()));
    drop(keeper);
    let kept = open(folder.path(), Some(KEY)).progress();
    assert_eq!(kept, Some(progress("password")));
}

#[test]
fn where_nothing_is_kept_nothing_fails() {
    let mut keeper = Keeper::forgetful();
    assert_eq!(keeper.keep_progress(&progress("password")), Ok(()));
    assert_eq!(keeper.progress(), None);
}
