//! Whole scenarios in a real browser, with the phone over adb and the emulator that is none.

use crate::emulator::{APP, Running};
use kodebro_e2e::flow::{Film, named, run};
use kodebro_e2e::phone::adb::AdbPhones;

async fn play(name: &str, film: &mut Film) -> Running {
    let running = Running::start(APP);
    let phones = AdbPhones::of(running.device());
    run(&named(name).unwrap(), &phones, film).await.unwrap();
    running
}

#[tokio::test(flavor = "multi_thread")]
async fn registration_and_the_first_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut film = Film::into_folder(folder.path(), "first");
    let running = play("first_sign_in", &mut film).await;
    assert_eq!(running.state().messages.len(), 2);
    assert!(folder.path().join("first.mp4").is_file());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_question_and_a_shared_message() {
    play("refused_consent", &mut Film::default()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_nobody_asked_for() {
    play("unexpected_code", &mut Film::default()).await;
}
