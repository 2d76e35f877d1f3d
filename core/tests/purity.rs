//! The core's pure modules use no clock, thread, file, network, environment or process.

use std::fs;
use std::path::{Path, PathBuf};

const PURE: [&str; 5] = ["message", "extract", "session", "secret.rs", "text"];

/// What a pure module must not name, and why.
const FORBIDDEN: [(&str, &str); 11] = [
    ("SystemTime", "time comes in as a value"),
    ("Instant", "time comes in as a value"),
    ("std::thread", "a shell decides where work runs"),
    ("std::fs", "files are the store's"),
    ("std::net", "the network is not the core's"),
    ("std::env", "the environment is the shell's"),
    ("std::process", "only a program ends itself"),
    ("rusqlite", "files are the store's"),
    ("unsafe ", "the core is safe code"),
    ("println!", "whoever prints may print a code"),
    ("log::", "whoever logs may log a code"),
];

fn sources(place: &Path, found: &mut Vec<PathBuf>) {
    if place.is_dir() {
        for entry in fs::read_dir(place).expect("the folder can be read") {
            sources(&entry.expect("an entry").path(), found);
        }
    } else if place.extension().is_some_and(|extension| extension == "rs") {
        found.push(place.to_owned());
    }
}

#[test]
fn pure_modules_name_nothing_of_the_outside() {
    let mut files = Vec::new();
    for module in PURE {
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("src")
                .join(module),
            &mut files,
        );
    }
    assert!(
        files.len() > 15,
        "the modules are where they are looked for"
    );
    for file in files {
        let content = fs::read_to_string(&file).expect("the file can be read");
        for line in content
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for (name, reason) in FORBIDDEN {
                assert!(
                    !line.contains(name),
                    "{} names {name}: {reason}",
                    file.display()
                );
            }
        }
    }
}
