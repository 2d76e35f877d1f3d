//! Requests that no page would make.

use crate::browser::place;
use reqwest::StatusCode;

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_huge_form_is_refused() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.fill(&[("loginfmt", &"x".repeat(1_000_000))]).await;
    assert_eq!(browser.page.status, StatusCode::PAYLOAD_TOO_LARGE);
    browser.says("Formularen er for stor");
}

#[tokio::test]
async fn a_long_user_name_is_unknown_and_cut() {
    let place = place().await;
    let mut browser = place.browser().await;
    let name = format!("{}@ku.dk", "å".repeat(1000));
    browser.fill(&[("loginfmt", &name)]).await;
    browser.complains("/log-paa", "Skriv @alumni.ku.dk");
    assert!(browser.page.html.len() < 5000);
}

#[tokio::test]
async fn a_missing_field_or_unknown_button_is_refused() {
    let place = place().await;
    let mut browser = place.browser().await;
    for fields in [&[][..], &[("passwd", "x")], &[("action", "fly")]] {
        browser.get("/log-paa").await;
        browser.fill(fields).await;
        assert_eq!(browser.page.status, StatusCode::BAD_REQUEST);
        browser.says("Formularen kan ikke læses");
    }
}

#[tokio::test]
async fn a_form_with_a_wrong_token_changes_nothing() {
    let place = place().await;
    let mut browser = place.browser().await;
    let other = place.browser().await.token();
    for body in [
        "loginfmt=bcd234%40alumni.ku.dk".to_owned(),
        format!("token={other}&loginfmt=b"),
    ] {
        browser.post_raw("/log-paa", FORM, body.into_bytes()).await;
        assert_eq!(browser.page.status, StatusCode::FORBIDDEN);
    }
    browser.get("/").await;
    browser.at("/log-paa");
}

#[tokio::test]
async fn invalid_utf8_is_refused() {
    let place = place().await;
    let mut browser = place.browser().await;
    for typed in [&b"%ff%fe"[..], b"\xff\xfe"] {
        let body = [b"token=x&loginfmt=", typed].concat();
        browser.post_raw("/log-paa", FORM, body).await;
        assert_eq!(browser.page.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn hostile_characters_are_shown_as_text() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser
        .fill(&[("loginfmt", "\"><script>alert(1)</script>\u{202e}\0@ku.dk")])
        .await;
    browser.complains("/log-paa", "Vi kender ikke det brugernavn");
    assert!(!browser.page.html.contains("<script"));
}

#[tokio::test]
async fn what_is_not_a_form_is_refused() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser
        .post_raw("/log-paa", "application/json", b"{}".to_vec())
        .await;
    assert_eq!(browser.page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn unknown_pages_and_methods_are_told() {
    let place = place().await;
    let mut browser = place.browser().await;
    browser.get("/findes-ikke").await;
    assert_eq!(browser.page.status, StatusCode::NOT_FOUND);
    browser
        .says("Siden findes ikke")
        .post_raw("/oevelse", FORM, Vec::new())
        .await;
    assert_eq!(browser.page.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_form_without_a_session_leads_to_the_start() {
    let place = place().await;
    let client = reqwest::Client::new();
    let url = format!("{}/registrer/kode", place.running.url());
    let response = client
        .post(url)
        .form(&[("otc", "314159")])
        .send()
        .await
        .unwrap();
    assert_eq!(response.url().path(), "/log-paa");
}

#[tokio::test]
async fn a_name_from_elsewhere_for_this_machine_is_refused() {
    let place = place().await;
    let client = reqwest::Client::new();
    let ask = |host: &'static str| client.get(place.running.url()).header("host", host).send();
    let status = ask("evil.example").await.unwrap().status();
    assert_eq!(status, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(ask("localhost:80").await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn pages_run_no_script_and_are_not_kept() {
    let place = place().await;
    let client = reqwest::Client::new();
    let url = format!("{}/log-paa", place.running.url());
    let response = client.get(url).send().await.unwrap();
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(header("cache-control"), "no-store");
    let cookie = header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "no such cookie"
    );
    assert!(!response.text().await.unwrap().contains("<script"));
}
