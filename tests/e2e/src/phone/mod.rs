//! Phones: what a scenario needs of one; one with the core driven directly, the Android app on
//! Robolectric, and the same on an emulator.

pub mod adb;
mod android;
mod direct;
mod simulated;

pub use android::{AndroidPhone, AndroidPhoneError};
pub use direct::DirectPhone;
pub use simulated::SimulatedPhone;

use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::Timestamp;
use serde::Deserialize;

/// What a person can press on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneButton {
    /// "Wait for code"; reads what will be asked if that is told first.
    Wait,
    /// Allows the phone to hand the message over.
    Allow,
    /// Does not.
    Refuse,
    /// Copies the code.
    Copy,
    /// "I have used the code".
    Used,
    /// "I have asked for a new code".
    Resend,
    /// "I did not ask for this".
    NotMine,
    /// Pastes the message that arrived last.
    Paste,
    /// To the front page.
    Home,
    /// To the guide.
    Guide,
    /// The first of the guides or answers.
    FirstChoice,
    /// "Done, go on" at a step of the guide.
    NextStep,
}

/// What stands on a phone's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneScreen {
    /// The front page.
    Home,
    /// What will be asked.
    ConsentExplained,
    /// Waiting for a message.
    Waiting,
    /// The phone's own question on top of waiting.
    Asking,
    /// A code that was waited for.
    Code,
    /// A code that nobody waited for.
    UnexpectedCode,
    /// Candidates.
    Choose,
    /// The code ran out.
    Expired,
    /// The code was used.
    Used,
    /// The warning.
    Warning,
    /// Why no message came.
    WhyNoMessage,
    /// The guide.
    Guide,
    /// Another page.
    Other,
}

/// A phone that a scenario can use. Time comes in with every call.
pub trait Phone: Send {
    /// Presses a button; one that is not on the screen does nothing.
    fn press(&mut self, button: PhoneButton, at: Timestamp);
    /// A text message arrives.
    fn receive(&mut self, message: Message, at: Timestamp);
    /// Time passes.
    fn pass_time(&mut self, at: Timestamp);
    /// What stands on the screen.
    fn screen(&self) -> PhoneScreen;
    /// The code on the screen.
    fn code(&self) -> Option<Secret<String>>;
    /// What is on the clipboard.
    fn clipboard(&self) -> Option<Secret<String>>;
    /// All words on the screen.
    fn words(&self) -> String;
    /// The screen as a piece of HTML, for a report.
    fn picture(&self) -> String;
    /// What went wrong last with the phone itself, such as a lost connection: why it does not show
    /// what it should.
    fn problem(&self) -> Option<String> {
        None
    }
}
