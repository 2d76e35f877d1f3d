//! Two processes at once, one that is killed, and one that may not use the file. The other process
//! is this test program again, told by its environment what to do.

use crate::{SAVED, open, place};
use kodebro_core::session::{HistoryKind, Timestamp};
use kodebro_core::store::{Store, StoreError};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const TASK: &str = "KODEBRO_TEST_TASK";
const FILE: &str = "KODEBRO_TEST_FILE";

/// What the other process runs; nothing in an ordinary run of the tests.
#[test]
fn as_the_other_process() {
    let (Ok(task), Some(file)) = (std::env::var(TASK), std::env::var_os(FILE)) else {
        return;
    };
    let file = PathBuf::from(file);
    let mut out = std::io::stdout();
    match task.as_str() {
        "record 200" => {
            let mut store = open(&file);
            for count in 0..200 {
                store
                    .record(HistoryKind::WaitStarted, Timestamp(count))
                    .expect("it is kept");
            }
        }
        "record until killed" => {
            let mut store = open(&file);
            for count in 1.. {
                store
                    .record(HistoryKind::CodeShown, Timestamp(count))
                    .expect("it is kept");
                // What has been promised: printed after the write has returned.
                writeln!(out, "kept {count}").expect("somebody reads");
            }
        }
        "open" => {
            let told = Store::open(&file).map(|opened| opened.recovered.is_some());
            writeln!(out, "kept {told:?}").expect("somebody reads");
        }
        _ => panic!("there is no such task"),
    }
}

fn other_process(program: &Path, task: &str, file: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .args(["--exact", "processes::as_the_other_process", "--nocapture"])
        .env(TASK, task)
        .env(FILE, file)
        .stdout(Stdio::piped());
    command
}

fn start(task: &str, file: &Path) -> Child {
    let program = std::env::current_exe().expect("the test program is known");
    other_process(&program, task, file)
        .spawn()
        .expect("the other process starts")
}

/// What it has promised so far, one answer a line.
fn answers(out: ChildStdout) -> impl Iterator<Item = String> {
    BufReader::new(out)
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| Some(line.split_once("kept ")?.1.to_owned()))
}

#[test]
fn two_processes_that_begin_at_once_keep_all_of_both() {
    let (_folder, file) = place();
    let both = [start("record 200", &file), start("record 200", &file)];
    for mut process in both {
        assert!(process.wait().expect("it ends").success());
    }
    assert_eq!(open(&file).history().expect("it can be read").len(), 400);
}

#[test]
fn a_path_is_a_path_even_where_it_looks_like_an_address() {
    let (folder, _) = place();
    let program = std::env::current_exe().expect("the test program is known");
    let name = Path::new("file:store?mode=memory");
    let ended = other_process(&program, "record 200", name)
        .current_dir(folder.path())
        .status();
    assert!(ended.expect("it ends").success());
    let history = open(&folder.path().join(name)).history();
    assert_eq!(history.expect("it can be read").len(), 200);
}

#[test]
fn a_damaged_file_that_many_processes_meet_is_set_aside_once() {
    let (folder, file) = place();
    std::fs::write(&file, "damaged").expect("the file can be written");
    let all: Vec<_> = (0..8).map(|_| start("open", &file)).collect();
    for mut process in all {
        let out = process.stdout.take().expect("it has an output");
        let answers: Vec<_> = answers(out).collect();
        assert_eq!(answers, ["Ok(true)"]);
        process.wait().expect("it ends");
    }
    let aside = std::fs::read_to_string(folder.path().join("kodebro.sqlite.damaged"));
    assert!(aside.is_ok_and(|aside| aside == "damaged"));
}

#[test]
fn a_process_that_is_killed_loses_at_most_the_write_it_was_in() {
    let (_folder, file) = place();
    // The outcomes of each round are numbered from 1 again.
    for kill_after in [1, 20, 77] {
        let mut process = start("record until killed", &file);
        let out = process.stdout.take().expect("it has an output");
        let mut promised = 0;
        for (count, answer) in answers(out).enumerate() {
            promised = answer.parse().expect("a number");
            if count + 1 == kill_after {
                process.kill().expect("it can be killed");
            }
        }
        process.wait().expect("it ends");
        let kept = open(&file).history().expect("it can be read")[0].0.0;
        assert!(
            kept == promised || kept == promised + 1,
            "{promised} outcomes were promised and {kept} kept"
        );
    }
}

#[test]
fn a_writer_that_does_not_end_makes_others_give_up_with_a_reason() {
    let (_folder, file) = place();
    let mut store = open(&file);
    store.save(&SAVED).expect("it is kept");
    let other = rusqlite::Connection::open(&file).expect("another comes");
    other
        .execute_batch("BEGIN IMMEDIATE")
        .expect("it begins to write");
    assert_eq!(
        store.record(HistoryKind::Warned, Timestamp(1)),
        Err(StoreError::Busy)
    );
    assert_eq!(store.saved(), Ok(Some(SAVED)));
    other.execute_batch("ROLLBACK").expect("it gives up");
    store
        .record(HistoryKind::Warned, Timestamp(1))
        .expect("it is kept");
}

/// Root may do everything, so that the tests of permissions run in a process of nobody.
#[cfg(target_os = "linux")]
mod permissions {
    use super::{answers, other_process};
    use crate::{SAVED, open, place};
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    use std::path::Path;

    const NOBODY: u32 = 65534;

    fn may(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("it can be set");
    }

    /// What an ordinary user's process says on opening the store.
    fn opened_by_an_ordinary_user(folder: &Path, file: &Path) -> Vec<String> {
        let program = std::env::current_exe().expect("the test program is known");
        let is_root = fs::metadata("/proc/self").expect("a process").uid() == 0;
        let tools = tempfile::tempdir().expect("a folder can be made");
        let mut command = if is_root {
            // Nobody can reach what is in root's folders.
            may(tools.path(), 0o755);
            let copy = tools.path().join("test");
            fs::copy(&program, &copy).expect("the program can be copied");
            for path in [folder, file] {
                chown(path, Some(NOBODY), Some(NOBODY)).expect("it can be given away");
            }
            let mut command = other_process(&copy, "open", file);
            command.uid(NOBODY).gid(NOBODY).current_dir(tools.path());
            command
        } else {
            other_process(&program, "open", file)
        };
        let mut process = command.spawn().expect("the other process starts");
        let answers = answers(process.stdout.take().expect("it has an output")).collect();
        assert!(process.wait().expect("it ends").success());
        answers
    }

    #[test]
    fn a_file_or_folder_without_permission_is_told_and_left_as_it_is() {
        for (of_folder, of_file) in [
            (0o700, 0o000),
            (0o700, 0o400),
            (0o500, 0o600),
            (0o000, 0o600),
        ] {
            let (folder, file) = place();
            open(&file).save(&SAVED).expect("it is kept");
            may(&file, of_file);
            may(folder.path(), of_folder);
            let answers = opened_by_an_ordinary_user(folder.path(), &file);
            assert_eq!(answers, ["Err(NotAllowed)"], "{of_folder:o} {of_file:o}");
            may(folder.path(), 0o700);
            may(&file, 0o600);
            assert!(!folder.path().join("kodebro.sqlite.damaged").exists());
            assert_eq!(open(&file).saved(), Ok(Some(SAVED)));
        }
    }
}
