//! What happens to a session, as a shell tells it.

use crate::guide::GuideEvent;
use crate::hidden::Hidden;
use crate::text::Language;
use kodebro_core::message::Message;
use kodebro_core::remote::Refreshed;
use kodebro_core::session::{self, EventKind, Timestamp};
use kodebro_core::store::Keeper;

/// What happened. Each is explained at the core's `EventKind` of the same name.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub enum Event {
    /// Send this first, once.
    AppStarted,
    WaitRequested,
    WaitRequestedAtField,
    ConsentExplained,
    MessageOffered,
    MessageAllowed {
        text: Hidden,
        sender: Option<Hidden>,
    },
    CodeHandedOver {
        code: Hidden,
    },
    MessageRefused,
    ListeningTimedOut,
    ListeningFailed,
    MessageShared {
        text: Hidden,
    },
    CandidateChosen {
        /// Counted from 0.
        index: u32,
    },
    NoneOfThese,
    CopyPressed,
    SharePressed,
    CodeUsed,
    CodeExpected,
    CodeNotMine,
    ResendPressed,
    Tick,
    WaitCancelled,
    BackPressed,
    HomePressed,
    Guide {
        event: GuideEvent,
    },
    /// [`Session::refresh_guide`](crate::Session::refresh_guide) gave it: the guide that is kept is
    /// the one to show.
    CatalogueTaken,
    PageOpened {
        page: Page,
    },
    LanguageChosen {
        language: Language,
    },
    MovedToBackground,
    MovedToForeground,
    DeletionConfirmed,
    SupportCallPressed,
    SupportPagePressed,
    ShellFailed {
        problem: ShellProblem,
    },
}

/// Pages that can be opened from any screen, and closed by back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub enum Page {
    Help,
    WhyNoMessage,
    Settings,
    About,
    ConfirmDeletion,
}

/// What a shell could not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub enum ShellProblem {
    Copy,
    ClearClipboard,
    OpenPage,
    Call,
    Share,
    Paste,
    SharedText,
    Link,
    OpenSettings,
    /// [`Session::handle`](crate::Session::handle) gave an error.
    Core,
    /// [`Session::refresh_guide`](crate::Session::refresh_guide) gives it.
    GuideRefused,
}

impl Event {
    /// What is to be told of having looked for a newer guide, if anything.
    pub(crate) fn of_refresh(refreshed: Refreshed) -> Option<Self> {
        match refreshed.into_event()? {
            EventKind::CatalogueTaken(_) => Some(Self::CatalogueTaken),
            EventKind::ShellFailed(_) => Some(Self::ShellFailed {
                problem: ShellProblem::GuideRefused,
            }),
            _ => None,
        }
    }

    /// The core's event, with what was kept where it is about that.
    pub(crate) fn into_kind(self, keeper: &Keeper, at: Timestamp) -> EventKind {
        match self {
            Self::AppStarted => EventKind::AppStarted(keeper.start(at)),
            Self::WaitRequested => EventKind::WaitRequested,
            Self::WaitRequestedAtField => EventKind::WaitRequestedAtField,
            Self::ConsentExplained => EventKind::ConsentExplained,
            Self::MessageOffered => EventKind::MessageOffered,
            Self::MessageAllowed { text, sender } => {
                let message = message(&text);
                EventKind::MessageAllowed(match sender {
                    Some(sender) => message.from_sender(sender.0.expose().as_str()),
                    None => message,
                })
            }
            Self::CodeHandedOver { code } => EventKind::CodeHandedOver(message(&code)),
            Self::MessageRefused => EventKind::MessageRefused,
            Self::ListeningTimedOut => EventKind::ListeningTimedOut,
            Self::ListeningFailed => EventKind::ListeningFailed,
            Self::MessageShared { text } => EventKind::MessageShared(message(&text)),
            Self::CandidateChosen { index } => {
                EventKind::CandidateChosen(usize::try_from(index).unwrap_or(usize::MAX))
            }
            Self::NoneOfThese => EventKind::NoneOfThese,
            Self::CopyPressed => EventKind::CopyPressed,
            Self::SharePressed => EventKind::SharePressed,
            Self::CodeUsed => EventKind::CodeUsed,
            Self::CodeExpected => EventKind::CodeExpected,
            Self::CodeNotMine => EventKind::CodeNotMine,
            Self::ResendPressed => EventKind::ResendPressed,
            Self::Tick => EventKind::Tick,
            Self::WaitCancelled => EventKind::WaitCancelled,
            Self::BackPressed => EventKind::BackPressed,
            Self::HomePressed => EventKind::HomePressed,
            Self::Guide { event } => EventKind::Guide(event.into()),
            Self::CatalogueTaken => EventKind::CatalogueTaken(keeper.catalogue(at)),
            Self::PageOpened { page } => EventKind::PageOpened(page.into()),
            Self::LanguageChosen { language } => EventKind::LanguageChosen(language.into()),
            Self::MovedToBackground => EventKind::MovedToBackground,
            Self::MovedToForeground => EventKind::MovedToForeground,
            Self::DeletionConfirmed => EventKind::DeletionConfirmed,
            Self::SupportCallPressed => EventKind::SupportCallPressed,
            Self::SupportPagePressed => EventKind::SupportPagePressed,
            Self::ShellFailed { problem } => EventKind::ShellFailed(problem.into()),
        }
    }
}

fn message(text: &Hidden) -> Message {
    Message::new(text.0.expose().as_str())
}

impl From<Page> for session::Page {
    fn from(page: Page) -> Self {
        match page {
            Page::Help => Self::Help,
            Page::WhyNoMessage => Self::WhyNoMessage,
            Page::Settings => Self::Settings,
            Page::About => Self::About,
            Page::ConfirmDeletion => Self::ConfirmDeletion,
        }
    }
}

impl From<ShellProblem> for session::ShellProblem {
    fn from(problem: ShellProblem) -> Self {
        match problem {
            ShellProblem::Copy => Self::Copy,
            ShellProblem::ClearClipboard => Self::ClearClipboard,
            ShellProblem::OpenPage => Self::OpenPage,
            ShellProblem::Call => Self::Call,
            ShellProblem::Share => Self::Share,
            ShellProblem::Paste => Self::Paste,
            ShellProblem::SharedText => Self::SharedText,
            ShellProblem::Link => Self::Link,
            ShellProblem::OpenSettings => Self::OpenSettings,
            ShellProblem::Core => Self::Core,
            ShellProblem::GuideRefused => Self::GuideRefused,
        }
    }
}
