//! Starting, stopping, and where the service may listen.

use crate::browser::{Browser, place};
use kodebro_e2e::sign_in::{Clock, People, Settings, SignIn, StartError};
use std::time::Duration;

#[tokio::test]
async fn a_port_in_use_is_named_with_what_to_do() {
    let place = place().await;
    let port = place.running.address().port();
    let error = SignIn::start(Settings::on_port(port, Clock::real()))
        .await
        .unwrap_err();
    assert!(matches!(error, StartError::PortInUse(taken) if taken == port));
    assert!(error.to_string().contains(&port.to_string()));
    assert!(error.to_string().contains("choose another port"));
}

#[tokio::test]
async fn other_machines_cannot_be_let_in() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let settings = Settings {
            address: address.parse().unwrap(),
            ..Settings::on_port(0, Clock::real())
        };
        let error = SignIn::start(settings).await.unwrap_err();
        assert!(matches!(error, StartError::NotLoopback(_)));
    }
}

/// Far longer than anything here takes: only a service that hangs reaches it.
const HANGS: Duration = Duration::from_secs(20);

#[tokio::test]
async fn stopping_ends_waiting_phones_and_frees_the_port() {
    let place = place().await;
    let port = place.running.address().port();
    let url = format!(
        "{}/telefon/4512345621/beskeder?wait=30",
        place.running.url()
    );
    let waiting = tokio::spawn(async move { reqwest::get(url).await });
    tokio::task::yield_now().await;
    place.running.stop().await;
    // Whether the phone had come through or not, it is not left hanging.
    let _ = tokio::time::timeout(HANGS, waiting).await.unwrap().unwrap();
    SignIn::start(Settings::on_port(port, Clock::real()))
        .await
        .unwrap()
        .stop()
        .await;
}

#[tokio::test]
async fn dropping_stops_too() {
    let place = place().await;
    let port = place.running.address().port();
    drop(place.running);
    let free_again = async {
        while SignIn::start(Settings::on_port(port, Clock::real()))
            .await
            .is_err()
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(HANGS, free_again).await.unwrap();
}

#[tokio::test]
async fn every_invented_person_can_give_user_name_and_password() {
    let place = place().await;
    for person in People::invented().iter() {
        let mut browser = Browser::open(&place.running.url()).await;
        browser
            .log_in(&person.account_name(), &person.password)
            .await;
        let stays = browser.page.path == "/log-paa/adgangskode";
        assert_eq!(
            stays,
            person.password_age_days > 365,
            "{}",
            person.user_name
        );
        browser.get("/oevelse").await;
        browser.says(&person.account_name()).says(&person.password);
    }
}
