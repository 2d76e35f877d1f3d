//! Every text is shown by something: the core, a shell, or Android itself.

use kodebro_core::text::TextKey;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the words are used, from the top of the repository.
const USERS: [&str; 9] = [
    "android/app/src/main",
    "ios/App/Sources",
    "ios/KodebroKit/Sources/KodebroKit",
    "ios/texts.py",
    "core/src/session",
    "core/src/text/mod.rs",
    "cli/src",
    "tests/e2e/src",
    "tests/e2e/tests",
];

/// Adds the names that follow a prefix in a text, as they stand there.
fn names(source: &str, prefix: &str, found: &mut BTreeSet<String>) {
    for (start, prefix) in source.match_indices(prefix) {
        let name: String = source[start + prefix.len()..]
            .chars()
            .take_while(|character| character.is_alphanumeric() || *character == '_')
            .collect();
        found.insert(name);
    }
}

/// Adds the names of all texts that the sources in a place use.
fn used_in(place: &Path, found: &mut BTreeSet<String>) {
    if place.is_dir() {
        for entry in fs::read_dir(place).expect("the folder can be read") {
            used_in(&entry.expect("an entry").path(), found);
        }
        return;
    }
    let kind = place.extension().and_then(|extension| extension.to_str());
    let prefixes: &[&str] = match kind {
        Some("rs") => &["TextKey::"],
        Some("kt") => &["TextKey.", "R.string."],
        Some("xml") => &["@string/"],
        Some("swift") => &["."],
        Some("py") => &["\""],
        _ => return,
    };
    let source = fs::read_to_string(place).expect("the file can be read");
    for prefix in prefixes {
        names(&source, prefix, found);
    }
}

#[test]
fn every_text_is_shown_somewhere() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut used = BTreeSet::new();
    for place in USERS {
        used_in(&top.join(place), &mut used);
    }
    let unused: Vec<_> = TextKey::ALL
        .iter()
        .filter(|key| {
            let name = key.name();
            let in_rust = format!("{key:?}");
            let in_swift = in_rust[..1].to_lowercase() + &in_rust[1..];
            let forms = [in_rust, in_swift, name.to_uppercase(), name.to_owned()];
            !forms.iter().any(|form| used.contains(form))
        })
        // The words about messages without a code are chosen by `TextKey::of_nothing`.
        .filter(|key| !key.name().starts_with("nothing_"))
        .collect();
    assert!(
        unused.is_empty(),
        "nothing shows {unused:?}: take it out of the keys and of both languages"
    );
}
