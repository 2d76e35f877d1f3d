//! Servers and networks that lie, fail or stall. Whatever they do, what is shown stays.

use crate::{App, Publisher, Reply, Server, document, key, source};
use kodebro_core::guide::MAX_BYTES;
use kodebro_core::remote::{Failure, Patience, Refreshed, Refusal, Source, refresh};
use kodebro_core::session::{EventKind, ShellProblem};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

/// An app that shows version 5, and its publisher.
fn begun() -> (Publisher, App) {
    let publisher = Publisher::start();
    let app = App::with(&publisher, 5);
    (publisher, app)
}

fn page(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// What it says is refused for this reason, and what is shown stays.
fn is_refused(publisher: &Publisher, app: &mut App, reply: Reply, reason: Refusal) {
    publisher.server.says(reply);
    match app.refresh(&publisher.source()) {
        Refreshed::Refused { reason: told, .. } => assert_eq!(told, reason),
        other => panic!("{other:?} instead of {reason:?}"),
    }
    assert_eq!(app.version(&publisher.source()), 5);
}

/// There is no answer for this reason, and what is shown stays.
fn fails(app: &mut App, source: &Source, failure: Failure) {
    assert_eq!(app.refresh(source), Refreshed::Failed(failure));
    assert_eq!(app.version(source), 5);
}

/// With a mark of its own.
fn file(bytes: Vec<u8>) -> Reply {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Reply::File(bytes, format!("\"{:x}\"", hasher.finish()))
}

#[test]
fn a_byte_that_was_changed_is_refused_wherever_it_stands() {
    let (publisher, mut app) = begun();
    let published = publisher.version(6);
    let first_line = published.iter().position(|byte| *byte == b'\n');
    let ends = first_line.expect("a first line");
    let unknown = Refusal::UnknownKey("nne".to_owned());
    const SIGNATURE: usize = 30;
    for (at, reason) in [
        (0, Refusal::NotSigned),                        // the form
        (18, Refusal::NotSigned),                       // its number
        (20, unknown),                                  // the name of the key
        (SIGNATURE, Refusal::WrongSignature),           // the signature
        (ends, Refusal::NotSigned),                     // the end of the line
        (ends + 1, Refusal::WrongSignature),            // the beginning of the catalogue
        (20_000, Refusal::WrongSignature),              // its middle
        (published.len() - 1, Refusal::WrongSignature), // its end
    ] {
        let mut changed = published.clone();
        // Within the letters that a signature may have, so that it is the signature that is wrong.
        changed[at] = match changed[at] {
            letter if at == SIGNATURE && letter == b'A' => b'B',
            _ if at == SIGNATURE => b'A',
            other => other ^ 1,
        };
        is_refused(&publisher, &mut app, file(changed), reason);
    }
}

#[test]
fn a_file_by_another_key_is_refused() {
    let (publisher, mut app) = begun();
    let stranger = key();
    for (id, reason) in [
        ("one", Refusal::WrongSignature),
        ("two", Refusal::UnknownKey("two".to_owned())),
    ] {
        let published = stranger.publish(id, &document(6, &[])).expect("signed");
        is_refused(&publisher, &mut app, file(published), reason);
    }
}

#[test]
fn a_file_that_was_cut_is_refused_or_broken_off() {
    let (publisher, mut app) = begun();
    let published = publisher.version(6);
    let half = published[..published.len() / 2].to_vec();
    is_refused(
        &publisher,
        &mut app,
        file(half.clone()),
        Refusal::WrongSignature,
    );
    is_refused(&publisher, &mut app, file(Vec::new()), Refusal::NotSigned);
    // The server promised more than it sent.
    let mut torn = page("200 OK", "", &published);
    torn.truncate(torn.len() - 100);
    publisher.server.says(Reply::Bytes(torn));
    fails(&mut app, &publisher.source(), Failure::NoConnection);
    publisher.server.says(Reply::Bytes(Vec::new()));
    fails(&mut app, &publisher.source(), Failure::NoConnection);
}

#[test]
fn an_earlier_version_is_refused_even_where_the_later_one_is_gone() {
    let (publisher, mut app) = begun();
    let older = Refusal::Older {
        version: 4,
        seen: 5,
    };
    is_refused(
        &publisher,
        &mut app,
        file(publisher.version(4)),
        older.clone(),
    );
    let twin = publisher.signed(&document(5, &[("Skriv dit telefonnummer", "Skriv")]));
    let same = Refusal::Older {
        version: 5,
        seen: 5,
    };
    is_refused(&publisher, &mut app, file(twin), same);
    rusqlite::Connection::open(app.folder().join("kodebro.sqlite"))
        .and_then(|file| file.execute("DELETE FROM catalogue", []))
        .expect("it is dropped");
    publisher.server.says(file(publisher.version(4)));
    let refused = app.refresh(&publisher.source());
    assert!(matches!(refused, Refreshed::Refused { reason, .. } if reason == older));
    // The very same one comes back.
    publisher.server.says(file(publisher.version(5)));
    let taken = app.refresh(&publisher.source());
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
}

#[test]
fn what_is_signed_and_yet_wrong_is_refused() {
    let (publisher, mut app) = begun();
    for (changes, reason) in [
        (("2028-12-31", "2026-12-31"), Refusal::Expired),
        (("2026-11-01", "2028-11-01"), Refusal::NotYetValid),
        (
            ("\"id.ku.dk\",", "\"id.ku.dk\", \"ku.evil.example\","),
            Refusal::NewDomains,
        ),
    ] {
        let published = publisher.signed(&document(6, &[changes]));
        is_refused(&publisher, &mut app, file(published), reason);
    }
    let unsound = publisher.signed(&document(6, &[("\"format\": 1,", "\"format\": 2,")]));
    publisher.server.says(file(unsound));
    match app.refresh(&publisher.source()) {
        Refreshed::Refused {
            reason: Refusal::Invalid(error),
            ..
        } => assert_eq!((error.line, &error.field[..]), (2, "format")),
        other => panic!("{other:?}"),
    }
    assert_eq!(app.version(&publisher.source()), 5);
}

#[test]
fn what_is_too_large_is_not_read_to_its_end() {
    let (publisher, mut app) = begun();
    let large = page("200 OK", "", &vec![b' '; MAX_BYTES * 2]);
    is_refused(&publisher, &mut app, Reply::Bytes(large), Refusal::TooLarge);
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let endless = Reply::Endless(head, vec![b' '; 10_000]);
    is_refused(&publisher, &mut app, endless, Refusal::TooLarge);
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = [&b"2710\r\n"[..], &[b' '; 10_000], b"\r\n"].concat();
    let endless = Reply::Endless(chunked, chunk);
    is_refused(&publisher, &mut app, endless, Refusal::TooLarge);
    // The system's buffers hold some more than was read.
    assert!(publisher.server.sent() < 50_000_000);
    let headers = Reply::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x: y\r\n".to_vec());
    publisher.server.says(headers);
    fails(&mut app, &publisher.source(), Failure::NoConnection);
}

#[test]
fn nothing_is_unpacked() {
    let (publisher, mut app) = begun();
    // A gzip bomb: the first bytes of gzip, and then whatever.
    let bomb = [&[0x1f, 0x8b, 8, 0][..], &[0; 10_000]].concat();
    for encoding in ["gzip", "br", "deflate, gzip"] {
        let packed = page(
            "200 OK",
            &format!("content-encoding: {encoding}\r\n"),
            &bomb,
        );
        is_refused(&publisher, &mut app, Reply::Bytes(packed), Refusal::Encoded);
    }
    is_refused(&publisher, &mut app, file(bomb), Refusal::NotSigned);
}

#[test]
fn the_page_of_a_network_that_wants_a_login_is_no_update() {
    let (publisher, mut app) = begun();
    let login = b"<!doctype html><title>Log in to the network</title>".to_vec();
    is_refused(
        &publisher,
        &mut app,
        file(login.clone()),
        Refusal::NotSigned,
    );
    // As most such networks do it: without TLS, or with a certificate of their own.
    publisher.server.says(Reply::Plain);
    fails(&mut app, &publisher.source(), Failure::Untrusted);
}

#[test]
fn no_redirect_is_followed() {
    let (publisher, mut app) = begun();
    let other = Server::start();
    other.says(file(publisher.version(6)));
    let location = format!("location: {}\r\n", other.address());
    for (status, number) in [
        ("301 Moved Permanently", 301),
        ("302 Found", 302),
        ("307 Temporary Redirect", 307),
    ] {
        publisher
            .server
            .says(Reply::Bytes(page(status, &location, b"")));
        fails(&mut app, &publisher.source(), Failure::Status(number));
    }
    assert_eq!(other.requests().len(), 0);
}

#[test]
fn other_answers_than_a_file_are_failures() {
    let (publisher, mut app) = begun();
    for (status, number) in [
        ("404 Not Found", 404),
        ("500 Internal Server Error", 500),
        ("204 No Content", 204),
        ("206 Partial Content", 206),
    ] {
        let body = publisher.version(6);
        publisher.server.says(Reply::Bytes(page(status, "", &body)));
        fails(&mut app, &publisher.source(), Failure::Status(number));
    }
    let nonsense = Reply::Bytes(b"SSH-2.0-OpenSSH\r\n\r\n".to_vec());
    publisher.server.says(nonsense);
    fails(&mut app, &publisher.source(), Failure::NoConnection);
    // That nothing has changed is believed only where a mark was sent.
    let unasked = Reply::Bytes(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec());
    publisher.server.says(unasked);
    let mut new = App::new();
    let answer = new.refresh(&publisher.source());
    assert_eq!(answer, Refreshed::Failed(Failure::Status(304)));
}

#[test]
fn a_server_that_stalls_is_given_up() {
    let (publisher, mut app) = begun();
    let patience = |silence, whole| {
        let [connecting, silence, whole] = [60_000, silence, whole].map(Duration::from_millis);
        publisher.source().with_patience(Patience {
            connecting,
            silence,
            whole,
        })
    };
    publisher.server.says(Reply::Silence);
    fails(&mut app, &patience(100, 3_600_000), Failure::TooSlow);
    fails(&mut app, &patience(3_600_000, 100), Failure::TooSlow);
    // One byte after the other, never silent for long.
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n".to_vec();
    publisher.server.says(Reply::Drip(head));
    fails(&mut app, &patience(60_000, 200), Failure::TooSlow);
    let head = b"HTTP/1.1 200 OK\r\nx: ".to_vec();
    publisher.server.says(Reply::Drip(head));
    fails(&mut app, &patience(60_000, 200), Failure::TooSlow);
}

#[test]
fn a_server_with_a_certificate_of_its_own_is_not_asked() {
    let (publisher, mut app) = begun();
    let other = Server::start();
    other.says(file(publisher.version(6)));
    let [here, there] = [&publisher.server, &other].map(|server| server.address());
    assert_ne!(here, there);
    let trusting = publisher.source();
    // The address of the other, and the trust anchor of ours.
    let source = Source::new(there, trusting.keys().clone(), publisher.server.anchor());
    fails(&mut app, &source.expect("a source"), Failure::Untrusted);
    assert_eq!(other.requests().len(), 0);
    let wrong_name = Server::with_certificate(|params| params, "guide.example");
    wrong_name.says(file(publisher.version(6)));
    let source = source_of(&wrong_name, &publisher);
    fails(&mut app, &source, Failure::Untrusted);
    assert_eq!(wrong_name.requests().len(), 0);
}

fn source_of(server: &Server, publisher: &Publisher) -> Source {
    source(server, &[("one", &publisher.key)])
}

#[test]
fn an_address_where_nobody_answers_is_a_failure() {
    let (publisher, mut app) = begun();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it has an address").port();
    let address = format!("https://127.0.0.1:{port}/");
    let keys = publisher.source().keys().clone();
    let source = Source::new(&address, keys, publisher.server.anchor()).expect("a source");
    // Somebody takes the call and hangs up.
    let hanging_up = std::thread::spawn(move || {
        let (mut call, _) = listener.accept().expect("somebody calls");
        let _ = call.read(&mut [0; 100]);
        let _ = call.flush();
    });
    fails(&mut app, &source, Failure::NoConnection);
    hanging_up.join().expect("it ends");
    fails(&mut app, &source, Failure::NoConnection);
}

#[test]
fn failures_make_it_ask_less_and_less_often_until_there_is_an_answer() {
    let (publisher, mut app) = begun();
    let source = publisher.source();
    publisher
        .server
        .says(Reply::Bytes(page("503 Service Unavailable", "", b"")));
    assert_eq!(
        app.refresh(&source),
        Refreshed::Failed(Failure::Status(503))
    );
    let mut minutes_between = Vec::new();
    for _ in 0..6 {
        let mut minutes = 0;
        loop {
            minutes += 15;
            app.now = app.now.after(Duration::from_secs(15 * 60));
            match refresh(app.folder(), &source, app.now) {
                Refreshed::NotDue => {}
                Refreshed::Failed(Failure::Status(503)) => break,
                other => panic!("{other:?}"),
            }
        }
        minutes_between.push(minutes);
    }
    for (minutes, most) in minutes_between.iter().zip([1, 2, 4, 8, 16, 24]) {
        // Half at least, and the rest by chance.
        let (least, most) = (most * 30, most * 60);
        assert!((least..=most).contains(minutes), "{minutes_between:?}");
    }
    publisher.server.says(file(publisher.version(6)));
    let taken = app.refresh(&source);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    // From here on a single failure waits an hour at most again.
    publisher
        .server
        .says(Reply::Bytes(page("503 Service Unavailable", "", b"")));
    app.refresh(&source);
    app.now = app.now.after(Duration::from_secs(60 * 60));
    let again = refresh(app.folder(), &source, app.now);
    assert_eq!(again, Refreshed::Failed(Failure::Status(503)));
}

#[test]
fn only_a_refusal_that_is_nobodys_everyday_alarms() {
    let (publisher, mut app) = begun();
    let source = publisher.source();
    let mut told = |bytes: Vec<u8>| {
        publisher.server.says(file(bytes));
        app.refresh(&source).into_event()
    };
    let signed = |from, to| publisher.signed(&document(6, &[(from, to)]));
    let new_site = "\"id.ku.dk\", \"ku.evil.example\",";
    let mut changed = publisher.version(6);
    changed.pop();
    for alarming in [
        changed,
        signed("\"format\": 1,", "\"format\": 2,"),
        signed("\"id.ku.dk\",", new_site),
    ] {
        let alarm = EventKind::ShellFailed(ShellProblem::GuideRefused);
        assert_eq!(told(alarming.clone()), Some(alarm));
        assert_eq!(told(alarming), None, "it is told once");
    }
    let of_later_apps = key().publish("two", &document(6, &[]));
    for everyday in [
        signed("2026-11-01", "2028-11-01"),
        signed("2028-12-31", "2026-12-31"),
        publisher.version(4),
        of_later_apps.expect("it is signed"),
        b"<html>Log in first".to_vec(),
        vec![b' '; MAX_BYTES * 2],
    ] {
        assert_eq!(told(everyday), None);
    }
}

#[test]
fn the_same_refusal_is_news_once() {
    let (publisher, mut app) = begun();
    let source = publisher.source();
    let mut told = |bytes: Vec<u8>| {
        publisher.server.says(file(bytes));
        match app.refresh(&source) {
            Refreshed::Refused { is_new, .. } => Some(is_new),
            _ => None,
        }
    };
    let expired = |word| publisher.signed(&document(6, &[("2028-12-31", "2026-12-31"), word]));
    let first = expired(("Skriv dit telefonnummer", "Skriv"));
    let second = expired(("Skriv dit telefonnummer", "Tast"));
    assert_eq!(told(first.clone()), Some(true));
    assert_eq!(told(first.clone()), Some(false));
    assert_eq!(told(second.clone()), Some(true));
    assert_eq!(told(second), Some(false));
    // A page that is different each time is the same refusal.
    assert_eq!(told(b"<html>token 1".to_vec()), Some(true));
    assert_eq!(told(b"<html>token 2".to_vec()), Some(false));
    // After a good answer it would be news again.
    assert_eq!(told(publisher.version(5)), None);
    assert_eq!(told(first), Some(true));
}
