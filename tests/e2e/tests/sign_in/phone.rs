//! A phone fetches its messages.

use crate::browser::{Place, place, registered_number};
use kodebro_e2e::sign_in::Delivery;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;

async fn ask(place: &Place, path: &str) -> (StatusCode, Value) {
    let response = reqwest::get(format!("{}/telefon/{path}", place.running.url()))
        .await
        .unwrap();
    let status = response.status();
    (status, response.json().await.unwrap_or_default())
}

#[tokio::test]
async fn messages_come_in_order_with_id_sender_text_and_age() {
    let place = place().await;
    let outbox = place.running.outbox();
    outbox.inject(&registered_number(), "Tøjbutik", "Spar 20 % i dag");
    place.pass(5);
    outbox.inject(&registered_number(), "Bank", "Din kode er 8841");
    let one = json!({"id": 1, "sender": "Tøjbutik", "text": "Spar 20 % i dag", "age_s": 5});
    let two = json!({"id": 2, "sender": "Bank", "text": "Din kode er 8841", "age_s": 0});
    let expected = json!({"messages": [one, two]});
    assert_eq!(
        ask(&place, "+4512345622/beskeder").await,
        (StatusCode::OK, expected)
    );
    let expected = json!({"messages": [two]});
    assert_eq!(
        ask(&place, "4512345622/beskeder?after=1&wait=30").await.1,
        expected
    );
    assert_eq!(
        ask(&place, "4512345621/beskeder").await.1,
        json!({"messages": []})
    );
}

#[tokio::test]
async fn a_waiting_phone_gets_the_code_when_it_arrives_late() {
    let place = place().await;
    place.running.outbox().deliver(
        &registered_number(),
        Delivery::Late(Duration::from_secs(40)),
    );
    let mut browser = place.browser().await;
    browser
        .log_in("bcd234@alumni.ku.dk", "Cykel-uden-lygte-4")
        .await;
    place.fix("314159");
    browser.send_sms().await;
    let (answer, ()) = tokio::join!(ask(&place, "4512345622/beskeder?wait=30"), async {
        place.pass(40);
    });
    assert_eq!(
        answer.1["messages"][0]["text"],
        "Brug bekræftelseskode 314159 til Microsoft godkendelse."
    );
}

#[tokio::test]
async fn a_lost_message_never_comes_and_the_code_still_works() {
    let place = place().await;
    place
        .running
        .outbox()
        .deliver(&registered_number(), Delivery::Never);
    let mut browser = place.browser().await;
    browser
        .log_in("bcd234@alumni.ku.dk", "Cykel-uden-lygte-4")
        .await;
    browser.send_sms().await;
    browser.at("/log-paa/kode");
    assert_eq!(place.message_count(&registered_number()), 0);
}

#[tokio::test]
async fn a_person_can_read_the_messages_as_a_page() {
    let place = place().await;
    place
        .running
        .outbox()
        .inject(&registered_number(), "Bank", "<b>Hej</b>");
    let mut browser = place.browser().await;
    browser.get("/telefon/+4512345622").await;
    browser.says("Sms til +45 12345622").says("Bank");
    assert!(!browser.page.html.contains("<b>Hej"));
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_refused() {
    let place = place().await;
    for path in [
        "12/beskeder",
        "%ff/beskeder",
        "4512345622/beskeder?after=-1",
        "4512345622/beskeder?wait=long",
        "hej",
    ] {
        assert_eq!(ask(&place, path).await.0, StatusCode::BAD_REQUEST, "{path}");
    }
}
