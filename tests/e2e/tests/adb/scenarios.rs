//! Whole scenarios in a real browser, with the phone over adb and the emulator that is none.

use crate::emulator::{APP, Running};
use kodebro_e2e::flow::{ALL, Report, named, run};
use kodebro_e2e::phone::adb::{AdbPhone, NOT_ON_A_DEVICE};

async fn play(name: &str) -> Running {
    let running = Running::start(APP);
    let phone = AdbPhone::start(running.device()).unwrap();
    let log = phone.log_watch();
    let scenario = named(name).unwrap();
    run(&scenario, Box::new(phone), &mut Report::none())
        .await
        .unwrap();
    log.check().unwrap();
    running
}

#[tokio::test(flavor = "multi_thread")]
async fn registration_and_the_first_sign_in() {
    let running = play("first_sign_in").await;
    assert_eq!(running.state().messages.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_question_and_a_shared_message() {
    play("refused_consent").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_nobody_asked_for() {
    play("unexpected_code").await;
}

#[test]
fn what_a_device_cannot_play_is_a_scenario() {
    for (name, _) in NOT_ON_A_DEVICE {
        assert!(ALL.iter().any(|(known, _)| *known == name), "{name}");
    }
}
