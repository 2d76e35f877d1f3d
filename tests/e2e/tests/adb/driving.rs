//! What the phone makes of a device.

use crate::emulator::{APP, Running};
use kodebro_core::message::Message;
use kodebro_core::text::{Language, TextKey, text};
use kodebro_e2e::flow::BEGIN;
use kodebro_e2e::phone::adb::AdbPhone;
use kodebro_e2e::phone::{Phone, PhoneButton, PhoneScreen, Sender};

const MESSAGE: &str = "Brug bekræftelseskode 263641 til Microsoft godkendelse.";

fn phone(running: &Running) -> AdbPhone {
    AdbPhone::start(running.device()).unwrap()
}

/// A phone on which a code stands.
fn phone_with_code(running: &Running) -> AdbPhone {
    let mut phone = phone(running);
    phone.press(PhoneButton::Wait, BEGIN);
    phone.receive(Message::new(MESSAGE), Sender::Stranger, BEGIN);
    phone.press(PhoneButton::Allow, BEGIN);
    assert_eq!(phone.screen(), PhoneScreen::Code);
    phone
}

#[test]
fn the_app_begins_anew_and_in_danish() {
    let running = Running::start(APP);
    let phone = phone(&running);
    assert_eq!(phone.screen(), PhoneScreen::Home);
    assert!(phone.words().contains("Klar til din kode"));
    assert!(running.was_asked("pm clear dk.kodebro.app"));
    assert!(running.was_asked("pm grant dk.kodebro.app android.permission.POST_NOTIFICATIONS"));
}

#[test]
fn android_10_is_not_asked_for_a_permission_that_it_has_not() {
    let running = Running::start(APP);
    running.state().level = 29;
    phone(&running);
    assert!(!running.was_asked("pm grant"));
}

#[test]
fn the_device_is_driven_without_becoming_root() {
    let running = Running::start(APP);
    phone(&running);
    assert!(!running.was_asked("su"));
    assert!(!running.was_asked("setenforce"));
}

#[test]
fn the_package_reaches_the_device_and_what_the_installer_says_comes_back() {
    let running = Running::start(APP);
    let folder = tempfile::tempdir().unwrap();
    let apk = folder.path().join("kodebro-debug.apk");
    let content: Vec<u8> = (0..200_000_u32).map(|count| count as u8).collect();
    std::fs::write(&apk, &content).unwrap();
    running.device().install(&apk).unwrap();
    assert_eq!(running.state().installed, Some(content));
    assert!(running.was_asked("pm install -r -g /data/local/tmp/kodebro.apk"));

    running.state().installer = "Failure [INSTALL_FAILED_NO_MATCHING_ABIS]\n";
    let error = running.device().install(&apk).unwrap_err().to_string();
    assert!(error.contains("INSTALL_FAILED_NO_MATCHING_ABIS"), "{error}");
    let error = running.device().install(&folder.path().join("no.apk"));
    assert!(error.unwrap_err().to_string().contains("no.apk"));
}

#[test]
fn googles_question_is_known_by_its_app_and_its_buttons() {
    for (screen, allow, refuse) in [("question_en", "777", "520"), ("question_da", "777", "520")] {
        for (button, left) in [(PhoneButton::Allow, allow), (PhoneButton::Refuse, refuse)] {
            let running = Running::start(APP);
            let mut phone = phone(&running);
            running.state().screen = screen;
            assert_eq!(phone.screen(), PhoneScreen::Asking);
            phone.press(button, BEGIN);
            let tapped = running.state().asked.last().cloned().unwrap();
            let x: i32 = tapped.split(' ').nth(2).unwrap().parse().unwrap();
            let left: i32 = left.parse().unwrap();
            assert!((left..left + 240).contains(&x), "{screen}: {tapped}");
        }
    }
}

#[test]
fn the_code_is_read_by_what_a_screen_reader_says() {
    let running = Running::start(APP);
    let phone = phone_with_code(&running);
    assert_eq!(phone.code().unwrap().expose(), "263641");
    assert_eq!(running.state().messages, [MESSAGE]);
}

#[test]
fn nothing_of_a_screen_is_left_on_the_device() {
    let running = Running::start(APP);
    let phone = phone_with_code(&running);
    phone.picture();
    Box::new(phone).end(None).unwrap();
    let left: Vec<String> = running.state().files.keys().cloned().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_message_that_cannot_be_shared_is_not_told() {
    let running = Running::start(APP);
    let mut phone = phone(&running);
    phone.receive(Message::new(MESSAGE), Sender::Stranger, BEGIN);
    running.state().takes_what_is_shared = false;
    phone.press(PhoneButton::Paste, BEGIN);
    let problem = phone.problem().unwrap();
    assert!(problem.contains("did not share the text"), "{problem}");
    assert!(!problem.contains("263641"), "{problem}");
}

#[test]
fn what_stands_further_down_is_found_and_read() {
    let running = Running::start(APP);
    let mut phone = phone_with_code(&running);
    let below = text(Language::Danish, TextKey::CodeNotMine);
    assert!(phone.words().contains(below));
    running.state().screen = "code";
    phone.press(PhoneButton::Home, BEGIN);
    assert_eq!(phone.screen(), PhoneScreen::Home);
}

#[test]
fn a_button_that_is_not_there_does_nothing() {
    let running = Running::start(APP);
    let mut phone = phone(&running);
    phone.press(PhoneButton::Used, BEGIN);
    assert_eq!(phone.screen(), PhoneScreen::Home);
    assert_eq!(phone.problem(), None);
}

#[test]
fn the_first_answer_of_the_guide_is_not_the_way_back() {
    let running = Running::start(APP);
    let mut phone = phone(&running);
    running.state().screen = "guide_question";
    assert_eq!(phone.screen(), PhoneScreen::Guide);
    phone.press(PhoneButton::FirstChoice, BEGIN);
    assert_eq!(
        running.state().asked.last().map(String::as_str),
        Some("input tap 540 624")
    );
}

#[test]
fn another_app_that_hangs_gets_its_time_and_ours_is_told() {
    let running = Running::start(APP);
    let phone = phone(&running);
    running.state().screen = "system_hangs";
    assert_eq!(phone.screen(), PhoneScreen::Home);
    running.state().screen = "app_hangs";
    assert_eq!(phone.screen(), PhoneScreen::Other);
    assert!(phone.problem().unwrap().contains("does not answer"));
}

#[test]
fn a_screen_that_never_stands_still_is_told() {
    let running = Running::start(APP);
    let phone = phone(&running);
    running.state().never_still = true;
    assert_eq!(phone.screen(), PhoneScreen::Other);
    assert!(phone.problem().unwrap().contains("never stood still"));
}

#[test]
fn a_console_that_refuses_is_told_without_the_message() {
    let running = Running::start(APP);
    std::fs::write(&running.token, "another").unwrap();
    let mut phone = phone(&running);
    phone.receive(Message::new(MESSAGE), Sender::Stranger, BEGIN);
    let problem = phone.problem().unwrap();
    assert!(problem.contains("refused the token"), "{problem}");
    assert!(!problem.contains("263641"));
}

#[test]
fn a_log_without_the_code_is_all_right() {
    let running = Running::start(APP);
    let mut phone = phone(&running);
    phone.receive(Message::new(MESSAGE), Sender::Stranger, BEGIN);
    running.state().log = "--------- beginning of main\n\
        11-25 22:10:11.263  4312  4320 I ActivityTaskManager: Displayed dk.kodebro.app\n"
        .to_owned();
    Box::new(phone).end(None).unwrap();
    assert!(running.was_asked("logcat -d -b all -v threadtime -T 1795647600.000"));
}

#[test]
fn a_code_in_the_log_is_told_by_its_tag() {
    let running = Running::start(APP);
    let mut phone = phone(&running);
    phone.receive(Message::new(MESSAGE), Sender::Stranger, BEGIN);
    let telling = "11-25 22:10:12.000  4312  4320 D Chatty  : got 263 641\n";
    running.state().log.push_str(telling);
    let error = Box::new(phone).end(None).unwrap_err().to_string();
    assert!(error.ends_with("tag is Chatty"), "{error}");
    assert!(!error.contains("263"));
}

#[test]
fn an_app_that_is_ended_opens_again_with_what_it_kept() {
    let running = Running::start(APP);
    let mut phone = phone(&running);
    phone.restart(BEGIN);
    assert!(running.was_asked("am force-stop dk.kodebro.app"));
    assert!(phone.problem().is_none());
    assert_eq!(phone.screen(), PhoneScreen::Home);
}

#[test]
fn a_film_and_a_picture_come_over() {
    let running = Running::start(APP);
    let device = running.device();
    let film = tempfile::NamedTempFile::new().unwrap();
    device.record().unwrap().keep(film.path()).unwrap();
    assert_eq!(std::fs::read(film.path()).unwrap(), b"ftypmp42");
    assert!(running.was_asked("kill -INT 4711"));
    assert!(phone(&running).picture().contains("base64,iVBORw=="));
}

#[test]
fn typing_leaves_nothing_to_the_shell() {
    let running = Running::start(APP);
    running.device().type_text("it's $HOME now").unwrap();
    assert!(running.was_asked(r"input text 'it'\''s%s$HOME%snow'"));
    assert!(running.device().type_text("kø").is_err());
}
