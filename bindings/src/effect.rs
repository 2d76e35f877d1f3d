//! What a shell is asked to do.

use crate::hidden::Hidden;
use crate::view::View;
use kodebro_core::session::{self, State};
use kodebro_core::text::{Language, text};

/// What an event led to.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Update {
    /// What is to be seen.
    pub view: View,
    /// What is to be done, in this order.
    pub effects: Vec<Effect>,
}

/// Something the shell carries out. Whatever starts has an effect that ends it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Effect {
    /// Listen for one message.
    StartListening {
        /// At most this many milliseconds.
        at_most: u64,
    },
    /// Stop listening.
    StopListening,
    /// Show the platform's question whether the message may be read.
    AskConsent,
    /// Close that question if it still stands.
    CloseConsent,
    /// Keep the screen out of screenshots and the list of recent apps.
    SecureScreen,
    /// The screen may be seen again.
    ReleaseScreen,
    /// Send a tick at this moment; replaces an earlier one.
    ArmTimer {
        /// Milliseconds since 1970, as in [`Session::handle`](crate::Session::handle).
        at: u64,
    },
    /// No tick is needed.
    DisarmTimer,
    /// Put the code on the clipboard, marked as sensitive.
    Copy {
        /// The code.
        code: Hidden,
    },
    /// Clear the clipboard if a code of ours still stands there.
    ClearClipboard,
    /// Let the person hand the code to another app.
    Share {
        /// The code.
        code: Hidden,
    },
    /// Show a notification, replacing an earlier one.
    Notify {
        /// What it says. Nothing secret is in it; it may stand on a lock screen.
        words: String,
        /// Whether it may make a sound and lie over other apps.
        is_news: bool,
    },
    /// Take the notification away.
    CancelNotification,
    /// Vibrate shortly.
    Vibrate,
    /// Tell a screen reader.
    Announce {
        /// What to tell.
        words: String,
    },
    /// Call IT support.
    CallSupport {
        /// The number, as a phone dials it.
        number: String,
    },
    /// Look for a newer guide: call [`Session::refresh_guide`](crate::Session::refresh_guide) on a
    /// thread that may wait, and tell the session what that gives as soon as it is there.
    RefreshGuide,
    /// Open a page in the phone's browser.
    OpenPage {
        /// Its address, over HTTPS.
        address: String,
    },
}

impl Update {
    /// What a shell shows and does where the core has come to a state and wants this.
    pub(crate) fn of(state: &State, wanted: &[session::Effect], system_language: Language) -> Self {
        let view = View::of(state, system_language);
        let language = view.language.into();
        let effects = wanted.iter();
        Self {
            view,
            effects: effects
                .filter_map(|effect| Effect::of(effect, language))
                .collect(),
        }
    }
}

impl Effect {
    /// What a shell has to do for an effect of the core; nothing for what is kept here.
    fn of(effect: &session::Effect, language: Language) -> Option<Self> {
        use session::Effect as Core;
        Some(match effect {
            Core::StartListening { at_most } => Self::StartListening {
                at_most: u64::try_from(at_most.as_millis()).unwrap_or(u64::MAX),
            },
            Core::StopListening => Self::StopListening,
            Core::AskConsent => Self::AskConsent,
            Core::CloseConsent => Self::CloseConsent,
            Core::SecureScreen => Self::SecureScreen,
            Core::ReleaseScreen => Self::ReleaseScreen,
            Core::ArmTimer { at } => Self::ArmTimer { at: at.0 },
            Core::DisarmTimer => Self::DisarmTimer,
            Core::Copy(code) => Self::Copy {
                code: code.clone().into(),
            },
            Core::ClearClipboard => Self::ClearClipboard,
            Core::Share(code) => Self::Share {
                code: code.clone().into(),
            },
            Core::Notify(notification) => Self::Notify {
                words: text(language, notification.words()).to_owned(),
                is_news: notification.is_news(),
            },
            Core::CancelNotification => Self::CancelNotification,
            Core::Vibrate => Self::Vibrate,
            Core::Announce(key) => Self::Announce {
                words: text(language, *key).to_owned(),
            },
            Core::CallSupport { number } => Self::CallSupport {
                number: number.clone(),
            },
            Core::OpenPage { address } => Self::OpenPage {
                address: address.clone(),
            },
            Core::RefreshGuide => Self::RefreshGuide,
            Core::Save(_) | Core::KeepProgress(_) | Core::Record(_) | Core::Erase => return None,
        })
    }
}
