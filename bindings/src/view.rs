//! What a state looks like, in words of the language of the moment.

use crate::guide::GuideView;
use crate::hidden::Hidden;
use crate::text::Language;
use kodebro_core::session::{self, State, view};
use kodebro_core::text::{self, Line, TextKey, time_left};

/// What is to be seen.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct View {
    /// The language of all words.
    pub language: Language,
    /// The screen.
    pub screen: Screen,
    /// Something to tell on top of it, until the person does something.
    pub notice: Option<String>,
    /// Whether back leads anywhere inside the app.
    pub can_go_back: bool,
    /// Whether a wait goes on of which a notification will tell while the app is not seen.
    pub will_notify: bool,
    /// What leads to the guide: that there is one, or how far the reader is in it.
    pub way_to_guide: String,
    /// What calls support.
    pub call_support: String,
}

/// The screens. Titles and buttons have their words in [`texts`](crate::texts).
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum Screen {
    /// Start waiting, paste, or get help.
    Home,
    /// What will be asked, before the first wait.
    ConsentExplained,
    /// Waiting for a message.
    Waiting {
        /// Whole seconds until the wait ends.
        seconds_left: u32,
        /// How long a wait is, in seconds.
        seconds_total: u32,
        /// The time left, in words.
        left: String,
        /// What happens next.
        next: String,
        /// Advice for the moment.
        advice: Vec<String>,
    },
    /// A code.
    Code {
        /// The code and what to know about it.
        code: CodeView,
    },
    /// Candidates, the likeliest first; the person chooses.
    Choose {
        /// The candidates.
        candidates: Vec<Hidden>,
        /// Whole seconds until they are wiped.
        seconds_left: u32,
        /// The time left, in words.
        left: String,
    },
    /// The code ran out.
    Expired,
    /// The code was used.
    Used,
    /// Somebody else may have asked for the code.
    Warning {
        /// What to do, in order.
        steps: Vec<String>,
    },
    /// No message came.
    WhyNoMessage {
        /// The causes with their remedies, the likeliest first.
        causes: Vec<Cause>,
        /// Whether a wait has just ended without a message.
        after_wait: bool,
    },
    /// The guide: registration and sign-in, step by step.
    Guide {
        /// The guide where the reader stands.
        guide: GuideView,
    },
    /// How to use the app.
    Help,
    /// Language, and deleting everything.
    Settings,
    /// What the app is and is not.
    About,
    /// The question before everything is deleted.
    ConfirmDeletion,
}

/// A code as it is shown.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct CodeView {
    /// The code, as it is typed.
    pub code: Hidden,
    /// The groups of the display, such as `263` and `641`.
    pub groups: Vec<Hidden>,
    /// The code for a screen reader: one character at a time, a pause between groups.
    pub spelled: Hidden,
    /// Whole seconds until it is wiped.
    pub seconds_left: u32,
    /// How many seconds it had.
    pub seconds_total: u32,
    /// The time left, in words.
    pub left: String,
    /// It stands on the clipboard.
    pub copied: bool,
    /// False where nobody waited: ask whether the person asked for it.
    pub expected: bool,
    /// What else to know.
    pub advice: Vec<String>,
}

/// A cause for silence.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Cause {
    /// The cause.
    pub cause: String,
    /// What to do about it.
    pub remedy: String,
}

impl View {
    /// What is to be seen of a state, in the language that was chosen, else the system's.
    pub(crate) fn of(state: &State, system_language: text::Language) -> Self {
        let view = view(state);
        let language = view.language.unwrap_or(system_language);
        Self {
            language: language.into(),
            screen: Screen::of(view.screen, language),
            notice: view.notice.map(|line| line.render(language)),
            can_go_back: view.can_go_back,
            will_notify: view.will_notify,
            way_to_guide: view.way_to_guide.render(language),
            call_support: view.call_support.render(language),
        }
    }
}

impl Screen {
    fn of(screen: session::Screen, language: text::Language) -> Self {
        use session::Screen as Core;
        match screen {
            Core::Home => Self::Home,
            Core::ConsentExplained => Self::ConsentExplained,
            Core::Waiting {
                seconds_left,
                seconds_total,
                next,
                advice,
            } => Self::Waiting {
                seconds_left,
                seconds_total,
                left: time_left(language, TextKey::WaitingLeft, seconds_left),
                next: next.render(language),
                advice: rendered(&advice, language),
            },
            Core::Code(code) => Self::Code {
                code: CodeView::of(code, language),
            },
            Core::Choose {
                candidates,
                seconds_left,
            } => Self::Choose {
                candidates: candidates.into_iter().map(Hidden::from).collect(),
                seconds_left,
                left: time_left(language, TextKey::CodeLeft, seconds_left),
            },
            Core::Expired => Self::Expired,
            Core::Used => Self::Used,
            Core::Warning { steps } => Self::Warning {
                steps: rendered(&steps, language),
            },
            Core::WhyNoMessage { causes, after_wait } => Self::WhyNoMessage {
                causes: causes
                    .iter()
                    .map(|cause| Cause {
                        cause: cause.cause.render(language),
                        remedy: cause.remedy.render(language),
                    })
                    .collect(),
                after_wait,
            },
            Core::Guide(guide) => Self::Guide {
                guide: GuideView::of(&guide, language),
            },
            Core::Help => Self::Help,
            Core::Settings => Self::Settings,
            Core::About => Self::About,
            Core::ConfirmDeletion => Self::ConfirmDeletion,
        }
    }
}

impl CodeView {
    fn of(code: session::CodeView, language: text::Language) -> Self {
        Self {
            groups: code.grouped().into_iter().map(Hidden::from).collect(),
            spelled: code.spelled().into(),
            left: time_left(language, TextKey::CodeLeft, code.seconds_left),
            advice: rendered(&code.advice, language),
            code: code.code.into(),
            seconds_left: code.seconds_left,
            seconds_total: code.seconds_total,
            copied: code.copied,
            expected: code.expected,
        }
    }
}

pub(crate) fn rendered(lines: &[Line], language: text::Language) -> Vec<String> {
    lines.iter().map(|line| line.render(language)).collect()
}
