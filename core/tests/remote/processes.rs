//! Two processes at once, and one that is killed. The other process is this test program again,
//! told by its environment what to do.

use crate::{App, LATER, NOW, Publisher, Reply, Source};
use kodebro_core::remote::{Refreshed, refresh};
use kodebro_core::signed::{Keys, PublicKey, TrustedKey};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const TASK: &str = "KODEBRO_TEST_TASK";
const FOLDER: &str = "KODEBRO_TEST_FOLDER";
const ADDRESS: &str = "KODEBRO_TEST_ADDRESS";
const KEY: &str = "KODEBRO_TEST_KEY";
const ANCHOR: &str = "KODEBRO_TEST_ANCHOR";

/// What the other process runs; nothing in an ordinary run of the tests.
#[test]
fn as_the_other_process() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let told = |name| std::env::var(name).expect("it is told");
    let key = PublicKey::parse(&told(KEY)).and_then(|key| TrustedKey::new("one", key));
    let keys = Keys::new(vec![key.expect("a key")]).expect("keys");
    let source = Source::new(&told(ADDRESS), keys, &told(ANCHOR)).expect("a source");
    let folder = PathBuf::from(told(FOLDER));
    let mut out = std::io::stdout();
    match task.as_str() {
        "once" => {
            let answer = match refresh(&folder, &source, NOW) {
                Refreshed::Taken(_) => "taken",
                Refreshed::NotDue => "not due",
                other => panic!("{other:?}"),
            };
            writeln!(out, "answer {answer}").expect("somebody reads");
        }
        "until killed" => {
            let mut now = NOW;
            loop {
                now = now.after(LATER);
                if let Refreshed::Taken(catalogue) = refresh(&folder, &source, now) {
                    writeln!(out, "answer {}", catalogue.version()).expect("somebody reads");
                }
            }
        }
        _ => panic!("there is no such task"),
    }
}

fn start(task: &str, folder: &Path, publisher: &Publisher) -> Child {
    let program = std::env::current_exe().expect("the test program is known");
    Command::new(program)
        .args(["--exact", "processes::as_the_other_process", "--nocapture"])
        .env(TASK, task)
        .env(FOLDER, folder)
        .env(ADDRESS, publisher.server.address())
        .env(KEY, publisher.key.public().to_string())
        .env(ANCHOR, publisher.server.anchor())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the other process starts")
}

fn answers(out: ChildStdout) -> impl Iterator<Item = String> {
    BufReader::new(out)
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| Some(line.split_once("answer ")?.1.to_owned()))
}

#[test]
fn of_many_processes_at_once_one_asks() {
    let publisher = Publisher::start();
    publisher
        .server
        .says(Reply::File(publisher.version(2), "\"2\"".to_owned()));
    let app = App::new();
    let all: Vec<_> = (0..6)
        .map(|_| start("once", app.folder(), &publisher))
        .collect();
    let mut all_answers = Vec::new();
    for mut process in all {
        let out = process.stdout.take().expect("it has an output");
        all_answers.extend(answers(out));
        assert!(process.wait().expect("it ends").success());
    }
    all_answers.sort_unstable();
    assert_eq!(all_answers.pop().as_deref(), Some("taken"));
    assert_eq!(all_answers, ["not due"; 5]);
    assert_eq!(publisher.server.requests().len(), 1);
}

#[test]
fn a_process_that_is_killed_leaves_a_whole_catalogue() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let publish = |version| {
        let file = publisher.version(version);
        publisher
            .server
            .says(Reply::File(file, format!("\"{version}\"")));
    };
    let mut version = 1;
    let mut app = App::new();
    for kill_after in [1, 3, 8] {
        let mut process = start("until killed", app.folder(), &publisher);
        let out = process.stdout.take().expect("it has an output");
        version += 1;
        publish(version);
        let mut promised = 0;
        for (count, answer) in answers(out).enumerate() {
            promised = answer.parse().expect("a number");
            if count + 1 == kill_after {
                process.kill().expect("it can be killed");
            }
            // The next is there at once, so that it is killed while it takes one in.
            version += 1;
            publish(version);
        }
        process.wait().expect("it ends");
        app.now = NOW.after(LATER);
        let shown = app.version(&source);
        assert!(
            (promised..=version).contains(&shown),
            "{promised} was promised and {shown} is shown"
        );
    }
}

#[test]
fn a_process_that_is_killed_while_it_asks_has_only_failed() {
    let publisher = Publisher::start();
    let source = publisher.source();
    publisher.server.says(Reply::Silence);
    let app = App::new();
    let mut process = start("once", app.folder(), &publisher);
    let (asked, hears) = std::sync::mpsc::channel();
    publisher
        .server
        .before_it_answers(move || asked.send(()).expect("somebody hears"));
    hears.recv().expect("it asks");
    process.kill().expect("it can be killed");
    process.wait().expect("it ends");
    assert_eq!(refresh(app.folder(), &source, NOW), Refreshed::NotDue);
    publisher
        .server
        .says(Reply::File(publisher.version(2), "\"2\"".to_owned()));
    let taken = refresh(app.folder(), &source, NOW.after(LATER));
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
}
