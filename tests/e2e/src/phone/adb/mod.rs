//! The Android app on an emulator, driven from outside over adb.
//!
//! Everything is read off the screen that UI Automator tells, and done by tapping what was found on
//! it. Time is the device's own: a scenario that moves the phone's clock cannot be played.

mod console;
mod device;
mod logcat;
mod screen;
mod words;

pub use console::ConsoleError;
pub use device::{ADB_PORT, Device, DeviceError, Recording};
pub use screen::{Bounds, Node, Point, Screen, ScreenError};

use super::{
    Offered, Phone, PhoneButton, PhoneError, PhoneKind, PhoneScreen, Phones, Sender, WebForm,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kodebro_core::guide::Catalogue;
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use kodebro_core::text::{Language, TextKey, text};
use logcat::{Codes, LogWatch};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The app.
const APP: &str = "dk.kodebro.app";
const ACTIVITY: &str = ".MainActivity";
/// The scenarios' language.
const LANGUAGE: Language = Language::Danish;
/// Who messages come from: an emulator's console takes a number only. Invented.
const SENDER: &str = "+4512345620";

/// How often is looked for a thing to tap, and the pause between. A look takes a second or more,
/// since UI Automator waits until the screen stands still.
const LOOKS: u32 = 10;
const LOOK_EVERY: Duration = Duration::from_millis(300);
/// Pages are not longer than this many moves of a finger.
const MOVES: usize = 6;
/// Android's own question, on a slow machine, whether to wait for an app that does not answer.
const WAIT_FOR_APP: &str = "android:id/aerr_wait";
/// From anywhere, waiting is not more taps away than this.
const TAPS_TO_WAITING: usize = 4;

/// The one device, on which one scenario is played after the other.
#[derive(Debug)]
pub struct AdbPhones {
    device: Device,
}

impl AdbPhones {
    /// The emulator that adb knows, or the one of several that `ANDROID_SERIAL` names, with an app
    /// installed on it.
    ///
    /// # Errors
    /// Where there is none, or it does not take the app.
    pub fn find(apk: &Path) -> Result<Self, DeviceError> {
        let serial = std::env::var("ANDROID_SERIAL").ok();
        let home = std::env::home_dir().unwrap_or_default();
        let token = home.join(".emulator_console_auth_token");
        let device = Device::find(ADB_PORT, serial.as_deref(), token)?;
        device.install(apk)?;
        Ok(Self::of(device))
    }

    /// A device with the app on it.
    pub const fn of(device: Device) -> Self {
        Self { device }
    }
}

impl Phones for AdbPhones {
    fn kind(&self) -> PhoneKind {
        PhoneKind::Device
    }

    fn at_once(&self) -> usize {
        1
    }

    fn start(&self, _: Timestamp) -> Result<Box<dyn Phone>, PhoneError> {
        let start = || {
            let mut phone = AdbPhone::start(self.device.clone())?;
            phone.recording = Some(self.device.record()?);
            Ok::<_, DeviceError>(phone)
        };
        match start() {
            Ok(phone) => Ok(Box::new(phone)),
            Err(error) => Err(PhoneError(error.to_string())),
        }
    }
}

/// The app on an emulator.
#[derive(Debug)]
pub struct AdbPhone {
    device: Device,
    recording: Option<Recording>,
    began_s: u64,
    codes: Codes,
    last_message: Option<Secret<String>>,
    /// What went wrong with the device itself, last.
    problem: Mutex<Option<String>>,
}

impl AdbPhone {
    /// Starts the installed app as for the first time, in Danish. What it kept on that device is
    /// deleted.
    ///
    /// # Errors
    /// Where the device does not do what it should, or the app does not come up.
    pub fn start(device: Device) -> Result<Self, DeviceError> {
        let phone = Self {
            began_s: device.now_s()?,
            device,
            recording: None,
            codes: Codes::default(),
            last_message: None,
            problem: Mutex::new(None),
        };
        phone.device.open_anew(APP, ACTIVITY)?;
        phone.speak_danish()?;
        Ok(phone)
    }

    /// Keeps the recording where it is wanted, and looks into the device's log.
    fn put_away(self, beside: Option<&Path>) -> Result<Vec<PathBuf>, PhoneError> {
        let failed = |error: &dyn std::fmt::Display| PhoneError(error.to_string());
        let mut files = Vec::new();
        if let (Some(recording), Some(beside)) = (self.recording, beside) {
            let film = beside.with_extension("mp4");
            recording.keep(&film).map_err(|error| failed(&error))?;
            files.push(film);
        }
        let log = LogWatch {
            device: self.device,
            since_s: self.began_s,
            codes: self.codes,
        };
        log.check().map_err(|error| failed(&error))?;
        Ok(files)
    }

    /// Chooses a language in the settings, from the front page.
    fn speak(&self, language: Language) -> Result<(), DeviceError> {
        let every = |key| Language::ALL.map(|language| text(language, key));
        self.tap_words(&every(TextKey::HomeSettings))?;
        self.tap_words(&[text(language, TextKey::LanguageName)])?;
        self.tap_words(&every(TextKey::ButtonBack)).map(drop)
    }

    /// Chooses Danish in the app's settings, where it came up in another language.
    fn speak_danish(&self) -> Result<(), DeviceError> {
        let settings = Language::ALL.map(|language| text(language, TextKey::HomeSettings));
        let home = text(LANGUAGE, TextKey::HomeTitle);
        for _ in 0..LOOKS {
            if self.look()?.saying(home).is_some() {
                return Ok(());
            }
            let screen = self.look()?;
            if settings.iter().any(|words| screen.saying(words).is_some()) {
                self.speak(LANGUAGE)?;
            }
            thread::sleep(LOOK_EVERY);
        }
        Err(DeviceError::Refused {
            what: "show the front page in Danish",
            said: "it showed another screen".to_owned(),
        })
    }

    fn try_press(&self, button: PhoneButton) -> Result<(), DeviceError> {
        match button {
            PhoneButton::Wait => self.begin_to_wait(),
            PhoneButton::English => self.speak(Language::English),
            PhoneButton::Danish => self.speak(Language::Danish),
            PhoneButton::Allow => self.answer(true),
            PhoneButton::Refuse => self.answer(false),
            PhoneButton::Paste => match &self.last_message {
                // Only the app in front may set the clipboard; the share sheet leads to the same.
                Some(message) => self.device.share(APP, ACTIVITY, message.expose()),
                None => Ok(()),
            },
            PhoneButton::FirstChoice => {
                if let Some(choice) = self.look()?.first_choice() {
                    self.device.tap(choice.bounds.centre())?;
                }
                Ok(())
            }
            _ => match words::words_of(button) {
                Some(key) => self.tap_key(key).map(drop),
                None => Ok(()),
            },
        }
    }

    /// Goes on to waiting from wherever the app is.
    fn begin_to_wait(&self) -> Result<(), DeviceError> {
        for _ in 0..TAPS_TO_WAITING {
            let shown = words::screen_of(&self.look()?, LANGUAGE);
            match words::towards_waiting(shown) {
                Some(key) => self.tap_key(key)?,
                None => break,
            };
        }
        Ok(())
    }

    /// Answers Play services' question, which comes when the message does.
    fn answer(&self, allow: bool) -> Result<(), DeviceError> {
        for _ in 0..LOOKS {
            if let Some(button) = words::consent_button(&self.look()?, allow) {
                return self.device.tap(button.bounds.centre());
            }
            thread::sleep(LOOK_EVERY);
        }
        Ok(())
    }

    /// What stands on the screen. Where Android asks about another app that does not answer, such as
    /// its own frame on a slow machine, that app gets its time.
    fn look(&self) -> Result<Screen, DeviceError> {
        let mut screen = self.device.screen()?;
        for _ in 0..LOOKS {
            let Some(wait) = screen.with_id(WAIT_FOR_APP) else {
                break;
            };
            let name = text(LANGUAGE, TextKey::PlatformAppName);
            if screen.words().iter().any(|words| words.contains(name)) {
                return Err(DeviceError::Hangs);
            }
            self.device.tap(wait.bounds.centre())?;
            thread::sleep(LOOK_EVERY);
            screen = self.device.screen()?;
        }
        Ok(screen)
    }

    fn tap_key(&self, key: TextKey) -> Result<bool, DeviceError> {
        self.tap_words(&[text(LANGUAGE, key)])
    }

    /// Taps what says one of these words, and looks further down the page for it; whether it was
    /// there.
    fn tap_words(&self, words: &[&str]) -> Result<bool, DeviceError> {
        let mut found = None;
        self.read_down(|screen| {
            let node = words.iter().find_map(|words| screen.saying(words));
            found = node.map(|node| node.bounds.centre());
            found.is_none()
        })?;
        match found {
            Some(place) => self.device.tap(place).map(|()| true),
            None => Ok(false),
        }
    }

    /// Reads the page from where it stands to its end, as long as `goes_on` wants more. Back to the
    /// top then, unless it was stopped.
    fn read_down(&self, mut goes_on: impl FnMut(&Screen) -> bool) -> Result<(), DeviceError> {
        let mut screen = self.look()?;
        let mut moved = Vec::new();
        while goes_on(&screen) {
            let area = screen.scrollable().map(|node| node.bounds);
            let area = area.filter(|_| moved.len() < MOVES);
            let Some(area) = area else {
                return self.move_back(&moved);
            };
            self.device.swipe(area.at(80), area.at(20))?;
            moved.push(area);
            let next = self.look()?;
            if next.is_arranged_like(&screen) {
                return self.move_back(&moved);
            }
            screen = next;
        }
        Ok(())
    }

    fn move_back(&self, moved: &[Bounds]) -> Result<(), DeviceError> {
        moved
            .iter()
            .try_for_each(|area| self.device.swipe(area.at(20), area.at(80)))
    }

    fn attempt<T>(&self, attempt: impl FnOnce() -> Result<T, DeviceError>) -> Option<T> {
        let problem = match attempt() {
            Ok(value) => return Some(value),
            Err(error) => error.to_string(),
        };
        if let Ok(mut last) = self.problem.lock() {
            *last = Some(problem);
        }
        None
    }
}

impl Phone for AdbPhone {
    fn press(&mut self, button: PhoneButton, _: Timestamp) {
        self.attempt(|| self.try_press(button));
    }

    /// Whoever sends it here is no contact.
    fn receive(&mut self, message: Message, _: Sender, _: Timestamp) {
        self.codes.note(message.text());
        self.last_message = Some(Secret::new(message.text().to_owned()));
        self.attempt(|| self.device.send_sms(SENDER, message.text()));
    }

    /// The device has a clock of its own.
    fn pass_time(&mut self, _: Timestamp) {}

    fn restart(&mut self, _: Timestamp) {
        self.attempt(|| self.device.restart(APP, ACTIVITY));
    }

    /// Its browser is driven by nobody.
    fn autofill(&mut self, _: &WebForm, _: Timestamp) -> Offered {
        Offered::Nothing
    }

    /// The app's build names no place that one could come from.
    fn take_guide(&mut self, _: Arc<Catalogue>, _: Timestamp) {}

    fn screen(&self) -> PhoneScreen {
        self.attempt(|| self.look())
            .map_or(PhoneScreen::Other, |screen| {
                words::screen_of(&screen, LANGUAGE)
            })
    }

    fn code(&self) -> Option<Secret<String>> {
        let screen = self.attempt(|| self.look())?;
        words::code_on(&screen)
    }

    /// Nobody but the app in front may read it.
    fn clipboard(&self) -> Option<Secret<String>> {
        None
    }

    fn words(&self) -> String {
        let mut all: Vec<String> = Vec::new();
        self.attempt(|| {
            self.read_down(|screen| {
                for words in screen.words() {
                    if !all.iter().any(|known| known == words) {
                        all.push(words.to_owned());
                    }
                }
                true
            })
        });
        all.join("\n")
    }

    fn picture(&self) -> String {
        let picture = self.attempt(|| self.device.picture()).unwrap_or_default();
        format!(
            "<div class=\"screen\"><img src=\"data:image/png;base64,{}\" alt=\"Telefonen\"></div>",
            STANDARD.encode(picture)
        )
    }

    fn problem(&self) -> Option<String> {
        self.problem.lock().ok().and_then(|problem| problem.clone())
    }

    fn end(self: Box<Self>, beside: Option<&Path>) -> Result<Vec<PathBuf>, PhoneError> {
        self.put_away(beside)
    }
}
