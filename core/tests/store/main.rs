//! The store as an app meets it: new, old, damaged, crowded, killed, and erased.

#![cfg(feature = "store")]

mod damage;
mod erasing;
mod keeping;
mod processes;
mod progress;
mod versions;

use kodebro_core::session::{Saved, Timestamp};
use kodebro_core::store::{SealingKey, Store};
use kodebro_core::text::Language;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SAVED: Saved = Saved {
    language: Some(Language::English),
    consent_explained: true,
    wait_ends: Some(Timestamp(1_800_000_300_000)),
    code_was_shown: false,
    code_on_clipboard: false,
};

/// Seals what is about the reader.
const KEY: SealingKey = SealingKey::new([3; 32]);

/// A new folder, and the place of a store in it.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join("kodebro.sqlite");
    (folder, file)
}

/// Opens a store that nothing is wrong with.
fn open(file: &Path) -> Store {
    let opened = Store::open(file).expect("the store opens");
    assert_eq!(opened.recovered, None);
    opened.store
}
