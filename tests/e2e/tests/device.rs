//! The scenarios on an emulator, in a real browser: `scripts/test device` runs them, one after the
//! other. Pictures and a recording of each are left in `target/device`.

#![expect(clippy::unwrap_used, reason = "a test may stop at once")]

use kodebro_e2e::flow::{ALL, Report, named, run};
use kodebro_e2e::phone::adb::{ADB_PORT, AdbPhone, Device, NOT_ON_A_DEVICE};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The emulator, with the app of `scripts/android debug` on it.
fn device() -> Device {
    static DEVICE: OnceLock<Device> = OnceLock::new();
    let device = DEVICE.get_or_init(|| {
        let serial = std::env::var("ANDROID_SERIAL").ok();
        let home = std::env::home_dir().unwrap_or_default();
        let token = home.join(".emulator_console_auth_token");
        let device = stop_at(Device::find(ADB_PORT, serial.as_deref(), token));
        stop_at(device.install(&target().join("android/kodebro-debug.apk")));
        device
    });
    device.clone()
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target")
}

/// Stops with what a person is to read.
fn stop_at<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

async fn play(name: &str) {
    let folder = target().join("device").join(name);
    let scenario = stop_at(named(name));
    let device = device();
    let phone = stop_at(AdbPhone::start(device.clone()));
    let log = phone.log_watch();
    let mut report = stop_at(Report::into_folder(&folder, |_| ()));
    let recording = stop_at(device.record());
    let played = run(&scenario, Box::new(phone), &mut report).await;
    // What there is to see is kept before anything stops.
    report.finish().unwrap();
    stop_at(recording.keep(&folder.join("phone.mp4")));
    let logged = log.check();
    stop_at(played);
    stop_at(logged);
}

macro_rules! scenarios {
    ($($name:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            #[ignore = "needs an emulator; run scripts/test device"]
            async fn $name() {
                play(stringify!($name)).await;
            }
        )*

        #[test]
        fn every_scenario_is_played_or_has_a_reason() {
            let played = [$(stringify!($name)),*];
            for (name, _) in ALL {
                let has_reason = NOT_ON_A_DEVICE.iter().any(|(known, _)| *known == name);
                assert!(played.contains(&name) != has_reason, "{name}");
            }
        }
    };
}

scenarios! {
    registration_as_student
    registration_as_both
    registration_with_the_guide
    first_sign_in
    wrong_then_right_code
    resend_and_old_code_refused
    captcha
    another_message_during_waiting
    advertising_during_waiting
    unexpected_code
    refused_consent
    employee_without_sms
    wrong_ending_of_user_name
}
