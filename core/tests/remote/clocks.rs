//! Clocks that are wrong.

use crate::{App, NOW, Publisher, Reply, Server, document};
use kodebro_core::guide::Catalogue;
use kodebro_core::remote::{Failure, Refreshed, Refusal, refresh};
use kodebro_core::session::Timestamp;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const YEAR_1970: Timestamp = Timestamp(1_000);
/// 2100-01-01.
const YEAR_2100: Timestamp = Timestamp(4_102_444_800_000);

#[test]
fn a_clock_in_1970_lets_updates_through() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let later = document(2, &[("2026-11-01", "2027-01-10")]);
    publisher
        .server
        .says(Reply::File(publisher.signed(&later), "\"2\"".to_owned()));
    let mut app = App::new();
    app.now = YEAR_1970;
    let taken = refresh(app.folder(), &source, YEAR_1970);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    assert_eq!(app.version(&source), 2);
    // Set right, it is asked again at once, not in fifty years.
    app.now = NOW;
    assert_eq!(refresh(app.folder(), &source, NOW), Refreshed::Unchanged);
    assert_eq!(app.version(&source), 2);
}

#[test]
fn a_clock_in_2100_leaves_the_built_in_guide_and_loses_nothing() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let mut app = App::with(&publisher, 2);
    let right = app.now;
    app.now = YEAR_2100;
    assert_eq!(app.shown(&source), Catalogue::built_in());
    let refused = refresh(app.folder(), &source, YEAR_2100);
    let reason = Refusal::Expired;
    assert_eq!(
        refused,
        Refreshed::Refused {
            reason,
            is_new: true
        }
    );
    // Set right, the attempt that seems to lie ahead does not stop the next.
    app.now = right.after(DAY);
    assert_eq!(app.version(&source), 2);
    publisher
        .server
        .says(Reply::File(publisher.version(3), "\"3\"".to_owned()));
    let taken = refresh(app.folder(), &source, app.now);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
    // At the end of time no certificate is good.
    let failed = refresh(app.folder(), &source, Timestamp(u64::MAX));
    assert_eq!(failed, Refreshed::Failed(Failure::Untrusted));
}

#[test]
fn what_is_for_a_later_day_is_taken_in_then() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let later = document(2, &[("2026-11-01", "2027-03-01")]);
    publisher
        .server
        .says(Reply::File(publisher.signed(&later), "\"2\"".to_owned()));
    let mut app = App::new();
    for is_new in [true, false] {
        let reason = Refusal::NotYetValid;
        let told = app.refresh(&source);
        assert_eq!(told, Refreshed::Refused { reason, is_new });
    }
    app.now = app.now.after(60 * DAY);
    let taken = app.refresh(&source);
    assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
}

#[test]
fn a_catalogue_past_its_last_day_makes_room_for_the_built_in_one() {
    let publisher = Publisher::start();
    let source = publisher.source();
    let short = document(2, &[("2028-12-31", "2027-02-28")]);
    publisher
        .server
        .says(Reply::File(publisher.signed(&short), "\"2\"".to_owned()));
    let mut app = App::new();
    app.refresh(&source);
    assert_eq!(app.version(&source), 2);
    app.now = app.now.after(60 * DAY);
    assert_eq!(app.shown(&source), Catalogue::built_in());
}

#[test]
fn a_certificate_is_judged_by_the_same_clock() {
    let until = |year: i32| {
        Server::with_certificate(
            move |mut params| {
                params.not_before = rcgen::date_time_ymd(2026, 1, 1);
                params.not_after = rcgen::date_time_ymd(year, 1, 1);
                params
            },
            "127.0.0.1",
        )
    };
    for (year, at, is_trusted) in [
        (2028, NOW, true),
        (2027, NOW, false),
        (2028, YEAR_2100, false),
        // The app is no older than its built-in catalogue.
        (2027, YEAR_1970, true),
    ] {
        let publisher = Publisher::with_server(until(year));
        publisher
            .server
            .says(Reply::File(publisher.version(2), "\"2\"".to_owned()));
        let app = App::new();
        let answer = refresh(app.folder(), &publisher.source(), at);
        if is_trusted {
            assert!(matches!(answer, Refreshed::Taken(_)), "{answer:?}");
        } else {
            assert_eq!(answer, Refreshed::Failed(Failure::Untrusted), "{year}");
        }
    }
}
