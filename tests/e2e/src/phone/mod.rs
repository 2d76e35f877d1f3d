//! Phones: what a scenario needs of one; one with the core driven directly, apps in processes of
//! their own, and the Android app on an emulator.

pub mod adb;
mod direct;
mod drawing;
mod kind;
mod remote;
mod simulated;

pub use direct::{DirectPhone, DirectPhones};
pub use drawing::{draw_terminal, draw_words};
pub use kind::PhoneKind;
pub use remote::{RemotePhone, RemotePhones};
pub use simulated::SimulatedPhone;

use kodebro_core::guide::Catalogue;
use kodebro_core::message::Message;
use kodebro_core::secret::Secret;
use kodebro_core::session::{CodeView, Screen, Timestamp, ViewModel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a person can press on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
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
    /// From the front page to the settings, English, and back.
    English,
    /// The same with Danish.
    Danish,
}

/// What stands on a phone's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
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

impl PhoneScreen {
    /// The screen that an app shows, or the question on top of it.
    fn of(shown: &ViewModel, is_asking: bool) -> Self {
        match &shown.screen {
            _ if is_asking => Self::Asking,
            Screen::Home => Self::Home,
            Screen::ConsentExplained => Self::ConsentExplained,
            Screen::Waiting { .. } => Self::Waiting,
            Screen::Code(CodeView { expected: true, .. }) => Self::Code,
            Screen::Code(_) => Self::UnexpectedCode,
            Screen::Choose { .. } => Self::Choose,
            Screen::Expired => Self::Expired,
            Screen::Used => Self::Used,
            Screen::Warning { .. } => Self::Warning,
            Screen::WhyNoMessage { .. } => Self::WhyNoMessage,
            Screen::Guide(_) => Self::Guide,
            Screen::Help | Screen::Settings | Screen::About | Screen::ConfirmDeletion => {
                Self::Other
            }
        }
    }
}

/// Who a message comes from, as the phone sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// Nobody that the person has saved.
    Stranger,
    /// One of the person's contacts: SMS User Consent offers no app a message of theirs.
    Contact,
}

/// A page with a form, in the phone's own browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WebForm {
    /// The page's host; it came over HTTPS.
    pub host: String,
    /// Its fields, in the page's order.
    pub fields: Vec<WebField>,
}

/// A field of a page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct WebField {
    /// Its HTML attributes, by name.
    pub attributes: BTreeMap<String, String>,
    /// It is seen.
    pub is_visible: bool,
    /// The person is in it.
    pub is_focused: bool,
}

/// What Kodebro offered for the field that the person is in; whatever it is, it was tapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offered {
    /// Nothing.
    Nothing,
    /// To wait for a code: the wait has begun.
    Wait,
    /// What the field gets.
    Code(Secret<String>),
}

/// What went wrong with a phone itself: there is none, or it left what it should not have.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PhoneError(pub String);

/// Where phones of a kind come from.
pub trait Phones: Send + Sync {
    /// The kind.
    fn kind(&self) -> PhoneKind;

    /// How many can be played with at the same time: as many as there are cores, where nothing else
    /// sets a limit.
    fn at_once(&self) -> usize {
        std::thread::available_parallelism().map_or(1, usize::from)
    }

    /// A phone on which the app is started for the first time.
    ///
    /// # Errors
    /// Where it does not come up.
    fn start(&self, at: Timestamp) -> Result<Box<dyn Phone>, PhoneError>;
}

/// A phone that a scenario can use. Time comes in with every call.
pub trait Phone: Send {
    /// Presses a button; one that is not on the screen does nothing.
    fn press(&mut self, button: PhoneButton, at: Timestamp);
    /// A text message arrives.
    fn receive(&mut self, message: Message, from: Sender, at: Timestamp);
    /// Time passes.
    fn pass_time(&mut self, at: Timestamp);
    /// The app's process is killed, and the app opened again. What it kept stays, as do the messages
    /// and the clipboard, which are the phone's.
    fn restart(&mut self, at: Timestamp);
    /// The phone's own browser shows a page, the person goes into a field and taps what Kodebro
    /// offers there.
    fn autofill(&mut self, form: &WebForm, at: Timestamp) -> Offered;
    /// A newer guide has come, and was found good.
    fn take_guide(&mut self, catalogue: Arc<Catalogue>, at: Timestamp);
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
    /// Puts the phone away; what it recorded is left beside a path, under its name with endings of
    /// their own, where it is wanted. Returns the files.
    ///
    /// # Errors
    /// Where the phone left what it should not have, such as a code in its log.
    fn end(self: Box<Self>, _beside: Option<&Path>) -> Result<Vec<PathBuf>, PhoneError> {
        Ok(Vec::new())
    }
}
