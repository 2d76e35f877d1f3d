//! What a shell is asked to do.

use super::event::Saved;
use super::time::Timestamp;
use crate::guide::Progress;
use crate::secret::Secret;
use crate::text::TextKey;
use std::time::Duration;

/// Something the shell carries out. Whatever starts has an effect that ends it: listening, the
/// consent question, the secure screen, the timer, the clipboard, the notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Listen for one message, at most for this long (SMS User Consent: five minutes).
    StartListening {
        /// How much of the wait is left.
        at_most: Duration,
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
        /// When the next tick is due.
        at: Timestamp,
    },
    /// No tick is needed.
    DisarmTimer,
    /// Put the code on the clipboard, marked as sensitive.
    Copy(Secret<String>),
    /// Clear the clipboard if the code still stands there. It may have been put there before the
    /// process was started.
    ClearClipboard,
    /// Let the person hand the code to another app.
    Share(Secret<String>),
    /// Show a notification, replacing an earlier one. Nothing secret is in it.
    Notify(Notification),
    /// Take the notification away.
    CancelNotification,
    /// Vibrate shortly.
    Vibrate,
    /// Tell a screen reader.
    Announce(TextKey),
    /// Call IT support.
    CallSupport {
        /// The number, as a phone dials it.
        number: String,
    },
    /// Open a page in the phone's browser.
    OpenPage {
        /// Its address, over HTTPS.
        address: String,
    },
    /// Look for a newer guide, if it is time to. The app is being used.
    RefreshGuide,
    /// Keep over a restart how far the reader of the guide has come. It is about the person.
    KeepProgress(Progress),
    /// Keep this over a restart.
    Save(Saved),
    /// Add to the history.
    Record(HistoryKind),
    /// Delete settings, history and everything else that is kept.
    Erase,
}

/// Notifications for when the app is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notification {
    /// The wait goes on.
    Waiting,
    /// A message came: tap to be asked.
    MessageCame,
    /// A code is ready in the app.
    CodeReady,
    /// The wait is over without a code; the app tells the causes.
    NoCodeCame,
}

impl Notification {
    /// The words of the notification. They hold nothing secret, and may stand on a lock screen.
    pub const fn words(self) -> TextKey {
        match self {
            Self::Waiting => TextKey::NotificationWaiting,
            Self::MessageCame => TextKey::NotificationMessageCame,
            Self::CodeReady => TextKey::NotificationCodeReady,
            Self::NoCodeCame => TextKey::NotificationNoCodeCame,
        }
    }

    /// Whether it may make a sound and lie over other apps. That the app waits is nothing new to
    /// whoever has just left it.
    pub const fn is_news(self) -> bool {
        !matches!(self, Self::Waiting)
    }
}

/// What the history keeps, with its time and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HistoryKind {
    /// A wait began.
    WaitStarted,
    /// A wait was cancelled.
    WaitCancelled,
    /// A wait ended without a code.
    WaitTimedOut,
    /// A message was not allowed to be read.
    MessageRefused,
    /// A message was read and held no code.
    NoCodeFound,
    /// A code was shown.
    CodeShown,
    /// A newer code took the place of one that stood.
    CodeReplaced,
    /// The code was copied.
    CodeCopied,
    /// The code was used.
    CodeUsed,
    /// The code ran out.
    CodeExpired,
    /// Another code was asked for.
    ResendAsked,
    /// The person was warned about a code that nobody asked for.
    Warned,
}
