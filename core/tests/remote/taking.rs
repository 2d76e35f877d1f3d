//! What is taken in, and what goes over the wire for it.

use crate::{App, LATER, NOW, Publisher, Reply, Server, document, key, source};
use kodebro_core::guide::Catalogue;
use kodebro_core::remote::{Failure, Refreshed, Source, refresh};
use kodebro_core::session::{Effect, Timestamp};
use kodebro_core::store::{Keeper, StoreError};
use rusqlite::Connection;
use std::sync::Arc;
use std::time::Duration;

#[test]
fn a_newer_catalogue_is_taken_in_and_shown_from_then_on() {
    let publisher = Publisher::start();
    let changed = document(2, &[("Skriv dit telefonnummer", "Skriv dit mobilnummer")]);
    let file = publisher.signed(&changed);
    publisher.server.says(Reply::File(file, "\"2\"".to_owned()));
    let mut app = App::new();
    let built_in = Catalogue::built_in();
    assert_eq!(app.shown(&publisher.source()), built_in);
    let expected = Arc::new(Catalogue::parse(&changed).expect("it is sound"));
    let taken = app.refresh(&publisher.source());
    assert_eq!(taken, Refreshed::Taken(Arc::clone(&expected)));
    assert_eq!(app.shown(&publisher.source()), expected);
    // Whoever trusts no key, as the build does today, shows the built-in one.
    let keeper = Keeper::open(app.folder(), None).expect("the store opens");
    assert_eq!(keeper.catalogue(app.now), built_in);
}

#[test]
fn nothing_that_tells_a_phone_from_another_is_sent() {
    let publisher = Publisher::start();
    App::with(&publisher, 2);
    let requests = publisher.server.requests();
    let lines: Vec<_> = requests[0]
        .lines()
        .filter(|line| !line.is_empty())
        .collect();
    let host = publisher
        .server
        .address()
        .split('/')
        .nth(2)
        .expect("a host");
    assert_eq!(requests.len(), 1);
    assert_eq!(lines[0], "GET /guide/kodebro HTTP/1.1");
    let mut rest = lines[1..].to_vec();
    rest.sort_unstable();
    let host = format!("host: {host}");
    assert_eq!(rest, ["accept: */*", &host, "user-agent: Kodebro/0"]);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let mut app = App::with(&publisher, 2);
    assert_eq!(app.refresh(&source), Refreshed::Unchanged);
    let requests = publisher.server.requests();
    assert!(!requests[0].contains("if-none-match"));
    assert!(requests[1].contains("if-none-match: \"first\"\r\n"));
    assert_eq!(app.version(&source), 2);
    // A server that knows no marks sends it all, and nothing changes either.
    publisher
        .server
        .says(Reply::File(publisher.version(2), "\"second\"".to_owned()));
    assert_eq!(app.refresh(&source), Refreshed::Unchanged);
    assert_eq!(app.version(&source), 2);
}

#[test]
fn it_is_asked_once_a_day_at_most_over_restarts() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let app = App::with(&publisher, 2);
    for hours in 0..24 {
        let now = app.now.after(Duration::from_secs(hours * 60 * 60));
        assert_eq!(refresh(app.folder(), &source, now), Refreshed::NotDue);
    }
    assert_eq!(publisher.server.requests().len(), 1);
}

#[test]
fn a_build_without_an_address_asks_nobody() {
    let app = App::new();
    let asked = refresh(app.folder(), &Source::of_build(), NOW);
    assert_eq!(asked, Refreshed::NoSource);
    let entries = std::fs::read_dir(app.folder()).expect("a folder").count();
    assert_eq!(entries, 0);
}

#[test]
fn what_is_no_newer_than_the_built_in_one_is_passed_over_in_silence() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let mut app = App::new();
    publisher
        .server
        .says(Reply::File(publisher.version(1), "\"1\"".to_owned()));
    assert_eq!(app.refresh(&source), Refreshed::Unchanged);
    assert_eq!(app.refresh(&source), Refreshed::Unchanged);
    assert_eq!(app.shown(&source), Catalogue::built_in());
    let requests = publisher.server.requests();
    assert!(requests[1].contains("if-none-match: \"1\"\r\n"));
}

#[test]
fn a_mark_goes_back_to_whoever_sent_it_and_only_while_its_file_is_here() {
    let publisher = Publisher::start();
    let mut app = App::with(&publisher, 2);
    let other = Server::start();
    other.says(Reply::File(publisher.version(2), "\"first\"".to_owned()));
    let elsewhere = source(&other, &[("one", &publisher.key)]);
    assert_eq!(app.refresh(&elsewhere), Refreshed::Unchanged);
    assert!(!other.requests()[0].contains("if-none-match"));
    // Somebody changes the file on the phone: it is not shown, and fetched again.
    Connection::open(app.folder().join("kodebro.sqlite"))
        .and_then(|file| {
            file.execute(
                "UPDATE catalogue SET published = CAST(replace(published, 'KU', 'UK') AS BLOB)",
                [],
            )
        })
        .expect("it is changed");
    assert_eq!(app.shown(&elsewhere), Catalogue::built_in());
    let taken = app.refresh(&elsewhere);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    assert!(!other.requests()[1].contains("if-none-match"));
    assert_eq!(app.version(&elsewhere), 2);
}

#[test]
fn keys_change_without_a_gap() {
    let publisher = Publisher::start();
    let (server, next) = (&publisher.server, key());
    let mut app = App::with(&publisher, 2);
    let both = source(server, &[("one", &publisher.key), ("two", &next)]);
    let after = source(server, &[("two", &next)]);
    // The same catalogue by the next key is not news, and stays when the first key is gone.
    let by_next = next.publish("two", &document(2, &[])).expect("signed");
    server.says(Reply::File(by_next, "\"by two\"".to_owned()));
    assert_eq!(app.refresh(&both), Refreshed::Unchanged);
    assert_eq!(app.version(&after), 2);
    assert_eq!(app.refresh(&after), Refreshed::Unchanged);
}

#[test]
fn a_key_that_was_stolen_cannot_end_updates_for_ever() {
    let publisher = Publisher::start();
    let next = key();
    let mut app = App::with(&publisher, u32::MAX);
    let after = source(&publisher.server, &[("two", &next)]);
    assert_eq!(app.shown(&after), Catalogue::built_in());
    let by_next = next.publish("two", &document(2, &[])).expect("signed");
    publisher
        .server
        .says(Reply::File(by_next, "\"by two\"".to_owned()));
    let taken = app.refresh(&after);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    assert_eq!(app.version(&after), 2);
}

#[test]
fn deleting_everything_deletes_the_catalogue_and_what_is_known_of_it() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let mut app = App::with(&publisher, 2);
    let mut keeper = Keeper::open(app.folder(), None).expect("the store opens");
    assert_eq!(keeper.carry_out(&Effect::Erase, app.now), Ok(()));
    assert_eq!(
        keeper.catalogue_by(source.keys(), app.now),
        Catalogue::built_in()
    );
    for entry in std::fs::read_dir(app.folder()).expect("a folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        assert!(
            !bytes
                .windows(7)
                .any(|window| window == b"first\"\0" || window == b"kodebro")
        );
    }
    // As newly installed: it asks at once, and for all of it.
    let taken = app.refresh(&source);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    assert!(!publisher.server.requests()[1].contains("if-none-match"));
}

#[test]
fn what_comes_after_everything_was_deleted_leaves_nothing() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let mut app = App::with(&publisher, 2);
    publisher
        .server
        .says(Reply::File(publisher.version(3), "\"3\"".to_owned()));
    let folder = app.folder().to_owned();
    publisher.server.before_it_answers(move || {
        let mut keeper = Keeper::open(&folder, None).expect("the store opens");
        assert_eq!(keeper.carry_out(&Effect::Erase, Timestamp(0)), Ok(()));
    });
    assert_eq!(app.refresh(&source), Refreshed::Unchanged);
    assert_eq!(app.shown(&source), Catalogue::built_in());
    let rows: u32 = Connection::open(app.folder().join("kodebro.sqlite"))
        .and_then(|file| {
            file.query_row(
                "SELECT (SELECT count(*) FROM updates) + (SELECT count(*) FROM catalogue)",
                [],
                |row| row.get(0),
            )
        })
        .expect("it can be read");
    assert_eq!(rows, 0);
}

#[test]
fn a_damaged_file_leads_back_to_the_built_in_catalogue_and_the_next_answer_on() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let mut app = App::with(&publisher, 2);
    let file = app.folder().join("kodebro.sqlite");
    std::fs::write(&file, "no database").expect("it is written");
    assert_eq!(app.shown(&source), Catalogue::built_in());
    std::fs::write(&file, "no database").expect("it is written");
    let taken = app.refresh(&source);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    assert_eq!(app.version(&source), 2);
}

#[test]
fn a_store_that_cannot_be_used_is_told() {
    let publisher = Publisher::start();
    let app = App::new();
    let nowhere = app.folder().join("missing");
    let failed = Refreshed::Failed(Failure::Store(StoreError::NoFolder));
    assert_eq!(refresh(&nowhere, &publisher.source(), NOW), failed);
    let busy = Connection::open(app.folder().join("kodebro.sqlite")).expect("another comes");
    drop(Keeper::open(app.folder(), None).expect("the store opens"));
    busy.execute_batch("BEGIN IMMEDIATE").expect("it writes");
    let failed = Refreshed::Failed(Failure::Store(StoreError::Busy));
    assert_eq!(refresh(app.folder(), &publisher.source(), NOW), failed);
    assert_eq!(publisher.server.requests().len(), 0);
    drop(busy);
    publisher
        .server
        .says(Reply::File(publisher.version(2), "\"2\"".to_owned()));
    let taken = refresh(app.folder(), &publisher.source(), NOW.after(LATER));
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
}

#[test]
fn after_a_new_version_of_the_app_the_built_in_catalogue_is_shown_where_it_is_as_new() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let app = App::with(&publisher, 2);
    // As taken in by an app whose built-in catalogue was an earlier one.
    let other = document(1, &[("Skriv dit telefonnummer", "Skriv dit mobilnummer")]);
    Connection::open(app.folder().join("kodebro.sqlite"))
        .and_then(|file| {
            file.execute(
                "UPDATE catalogue SET published = ?1",
                [publisher.signed(&other)],
            )
        })
        .expect("it is written");
    assert_eq!(app.shown(&source), Catalogue::built_in());
}
