//! Every text is shown by something: the core, the terminal phone or the simulated phone.

use kodebro_core::text::TextKey;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the words are used, from the top of the repository.
const USERS: [&str; 5] = [
    "core/src/session",
    "core/src/text/mod.rs",
    "cli/src",
    "tests/e2e/src",
    "tests/e2e/tests",
];

/// Adds all words of the Rust sources in a place.
fn words(place: &Path, found: &mut BTreeSet<String>) {
    if place.is_dir() {
        for entry in fs::read_dir(place).expect("the folder can be read") {
            words(&entry.expect("an entry").path(), found);
        }
    } else if place.extension().is_some_and(|extension| extension == "rs") {
        let source = fs::read_to_string(place).expect("the file can be read");
        for (start, prefix) in source.match_indices("TextKey::") {
            let name: String = source[start + prefix.len()..]
                .chars()
                .take_while(|character| character.is_alphanumeric())
                .collect();
            found.insert(name);
        }
    }
}

#[test]
fn every_text_is_shown_somewhere() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut used = BTreeSet::new();
    for place in USERS {
        words(&top.join(place), &mut used);
    }
    let unused: Vec<_> = TextKey::ALL
        .iter()
        .filter(|key| !used.contains(&format!("{key:?}")))
        // The words about messages without a code are chosen by `TextKey::of_nothing`.
        .filter(|key| !key.name().starts_with("nothing_"))
        .collect();
    assert!(
        unused.is_empty(),
        "nothing shows {unused:?}: take it out of the keys and of both languages"
    );
}
