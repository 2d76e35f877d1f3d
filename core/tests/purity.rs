//! The rules of the core's layers, held against its sources: what a module may use of the standard
//! library and of the other modules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The pure modules, and the modules of the core that each may use.
const PURE: [(&str, &[&str]); 7] = [
    ("secret", &[]),
    ("message", &["secret"]),
    ("extract", &["message", "secret"]),
    ("text", &["extract"]),
    ("guide", &["text"]),
    (
        "session",
        &["extract", "guide", "message", "secret", "text"],
    ),
    ("autofill", &["guide", "secret", "session"]),
];

/// The modules that are not pure: the modules of the core that each may use, and what of the
/// standard library beyond what a pure one may. `store` has the disk, and waits for another process.
/// `remote` has the network, through its libraries alone: no socket of the standard library, and no
/// clock. `signed` has neither.
const OTHERS: [(&str, &[&str], &[&str]); 3] = [
    ("signed", &["guide", "secret", "session"], &[]),
    (
        "store",
        &["guide", "secret", "session", "signed", "text"],
        &["fs", "io", "os::unix", "path", "thread::sleep"],
    ),
    (
        "remote",
        &["guide", "session", "signed", "store"],
        &["io", "path"],
    ),
];

/// What a pure module may use of the standard library. No clock, thread, file, network,
/// environment or process is among it: time comes in as a value, and a shell does the rest.
const STANDARD: [&str; 18] = [
    "array",
    "borrow",
    "cell",
    "char",
    "cmp",
    "collections",
    "error::Error",
    "fmt",
    "hash",
    "iter",
    "mem",
    "ops",
    "rc",
    "slice",
    "str",
    "sync::Arc",
    "sync::LazyLock",
    "time::Duration",
];

/// What no part of the core may write, and why.
const FORBIDDEN: [(&str, &str); 9] = [
    ("println!", "what is printed may be a code"),
    ("print!", "what is printed may be a code"),
    ("eprintln!", "what is printed may be a code"),
    ("eprint!", "what is printed may be a code"),
    ("dbg!", "what is printed may be a code"),
    (
        "log::",
        "what is logged may be a code; a shell logs outcomes",
    ),
    (
        "tracing::",
        "what is logged may be a code; a shell logs outcomes",
    ),
    ("std::process", "only a program ends itself"),
    ("std::env", "the environment is the shell's"),
];

fn sources(place: &Path) -> Vec<PathBuf> {
    if place.is_dir() {
        fs::read_dir(place)
            .expect("the folder can be read")
            .flat_map(|entry| sources(&entry.expect("an entry").path()))
            .collect()
    } else {
        vec![place.to_owned()]
    }
}

fn core_sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The lines of a file that are not comments, each with its place.
fn lines(file: &Path) -> Vec<(String, String)> {
    let place = |number| format!("{}:{}", file.display(), number + 1);
    let code = |line: &str| !line.trim_start().starts_with("//");
    fs::read_to_string(file)
        .expect("the file can be read")
        .lines()
        .enumerate()
        .filter(|(_, line)| code(line))
        .map(|(number, line)| (place(number), line.to_owned()))
        .collect()
}

/// What follows each time that a path begins with a name such as `std::`.
fn paths<'a>(line: &'a str, root: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(root)
        .filter(|(at, _)| {
            let before = line[..*at].chars().next_back();
            !before.is_some_and(|before| before.is_alphanumeric() || "_:".contains(before))
        })
        .map(move |(at, _)| &line[at + root.len()..])
}

fn begins_with_path(path: &str, allowed: &str) -> bool {
    path.strip_prefix(allowed)
        .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

/// What is wrong with a line of a module that may use these others, and so much more of the standard
/// library than a pure one.
fn wrong(line: &str, modules: &[&str], more: &[&str]) -> Option<String> {
    for root in ["std::", "core::", "alloc::"] {
        for path in paths(line, root) {
            if path.starts_with('{') {
                return Some(format!(
                    "write one `use {root}…` a line, so that this can be held"
                ));
            }
            if !STANDARD
                .iter()
                .chain(more)
                .any(|allowed| begins_with_path(path, allowed))
            {
                return Some(format!("this module may not use {root}{path}"));
            }
        }
    }
    paths(line, "crate::")
        .find(|path| {
            !modules
                .iter()
                .any(|allowed| begins_with_path(path, allowed))
        })
        .map(|path| format!("this module may not use crate::{path}"))
}

#[test]
fn modules_use_only_what_they_may() {
    let mut seen = BTreeSet::new();
    let pure = PURE.map(|(module, others)| (module, others, &[][..]));
    for (module, others, more) in pure.into_iter().chain(OTHERS) {
        let folder = core_sources().join(module);
        let file = core_sources().join(format!("{module}.rs"));
        let place = if folder.is_dir() { folder } else { file };
        let modules: Vec<_> = others.iter().copied().chain([module]).collect();
        for file in sources(&place) {
            for (place, line) in lines(&file) {
                if let Some(wrong) = wrong(&line, &modules, more) {
                    panic!("{place}: {wrong}");
                }
            }
            seen.insert(file);
        }
    }
    let all = sources(&core_sources()).into_iter();
    let missed: Vec<_> = all
        .filter(|file| !file.ends_with("lib.rs") && !seen.contains(file))
        .collect();
    assert!(
        missed.is_empty(),
        "no rule says what these may use: {missed:?}"
    );
}

#[test]
fn nothing_in_the_core_prints_logs_or_reads_its_surroundings() {
    for file in sources(&core_sources()) {
        for (place, line) in lines(&file) {
            for (name, reason) in FORBIDDEN {
                assert!(
                    paths(&line, name).next().is_none(),
                    "{place} has {name}: {reason}"
                );
            }
        }
    }
}

#[test]
fn the_rules_notice_what_they_forbid() {
    let modules = ["message"];
    for line in [
        "use std::time::SystemTime;",
        "let now = std::time::Instant::now();",
        "use std::{fs, thread};",
        "    std::thread::sleep(pause);",
        "use core::time::{Duration};",
        "use std::collections_of_files::File;",
        "use crate::store::Store;",
        "use crate::messages::Message;",
    ] {
        assert!(wrong(line, &modules, &[]).is_some(), "{line}");
    }
    for line in [
        "use std::time::Duration;",
        "use std::collections::BTreeMap;",
        "use crate::message::Message;",
        "pub(crate) mod fold;",
        "use other::std::fs;",
    ] {
        assert_eq!(wrong(line, &modules, &[]), None);
    }
    assert_eq!(wrong("use std::fs::File;", &modules, &["fs"]), None);
    assert!(wrong("use std::net::TcpStream;", &modules, &["fs"]).is_some());
}
