//! Where a session stands.

use super::effect::Notification;
use super::event::{Page, Saved};
use super::time::Timestamp;
use crate::extract::NothingReason;
use crate::guide::{Catalogue, Progress, Walk};
use crate::secret::Secret;
use crate::text::{Language, Line};
use std::sync::Arc;
use std::time::Duration;

/// How long a wait lasts: the limit of SMS User Consent (Google).
pub const WAIT: Duration = Duration::from_secs(5 * 60);
/// How long a code lives unless its message says otherwise (Microsoft's work accounts).
pub const LIFETIME: Duration = Duration::from_secs(180);
/// A code that its message gives less is shown this long all the same: it has to be read.
pub const SHORTEST_LIFETIME: Duration = Duration::from_secs(30);
/// A code that its message gives more is wiped after this.
pub const LONGEST_LIFETIME: Duration = Duration::from_secs(15 * 60);
/// How old the message may be of a code that the platform hands over (Google, "SMS Code Autofill").
pub(super) const HANDED_OVER_WITHIN: Duration = Duration::from_secs(60);
/// A platform's word that its own wait is over counts only this close to the end of ours; an
/// earlier one answers a listening that has been replaced since.
pub(super) const TIMEOUT_TOLERANCE: Duration = Duration::from_secs(30);
/// How long a request for another code counts towards Microsoft's throttling.
pub const RESEND_MEMORY: Duration = Duration::from_secs(10 * 60);

/// Where a session stands. Opaque: read it through [`view`](super::view).
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub(super) phase: Phase,
    pub(super) page: Option<Page>,
    /// The guide lies under whatever else there is, until the person goes home.
    pub(super) in_guide: bool,
    /// The guide, and what else the University may change.
    pub(super) catalogue: Arc<Catalogue>,
    /// How far the reader of the guide has come.
    pub(super) walk: Walk,
    pub(super) language: Option<Language>,
    pub(super) consent_explained: bool,
    pub(super) notice: Option<Line>,
    pub(super) resends: Vec<Timestamp>,
    pub(super) in_background: bool,
    /// The code stands on the clipboard.
    pub(super) on_clipboard: bool,
    /// The latest moment that was seen, to notice a clock that goes back.
    pub(super) now: Timestamp,
    /// Counts the times that listening started, so that each has its end.
    pub(super) listening_round: u32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            phase: Phase::Home,
            page: None,
            in_guide: false,
            catalogue: Catalogue::built_in(),
            walk: Walk::default(),
            language: None,
            consent_explained: false,
            notice: None,
            resends: Vec::new(),
            in_background: false,
            on_clipboard: false,
            now: Timestamp(0),
            listening_round: 0,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    Home,
    /// Told what will be asked, before the first wait.
    Explaining {
        /// The wait to come is for a field.
        at_field: bool,
    },
    Waiting(Wait),
    Showing(LiveCode),
    Choosing(Choice),
    Expired,
    Used,
    Warned,
    Silent(Silence),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wait {
    pub(super) ends: Timestamp,
    /// It is for a field that is there to be filled.
    pub(super) at_field: bool,
    /// The platform has a message and wants to ask: when the message arrived.
    pub(super) offered: Option<Timestamp>,
    /// A message was not allowed to be read.
    pub(super) refused: bool,
    /// The platform cannot listen; the person can still paste.
    pub(super) deaf: bool,
    /// The app was closed meanwhile, and heard nothing while it was.
    pub(super) interrupted: bool,
    /// Why the last message that was read held no code.
    pub(super) last_message: Option<NothingReason>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct LiveCode {
    pub(super) code: Secret<String>,
    pub(super) ends: Timestamp,
    pub(super) lifetime: Duration,
    pub(super) bound_host: Option<Secret<String>>,
    pub(super) copied: bool,
    /// The person had the app before them since it came.
    pub(super) seen: bool,
    /// A wait was running, or the person said so.
    pub(super) expected: bool,
    pub(super) replaced_older: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    pub(super) candidates: Vec<Secret<String>>,
    pub(super) ends: Timestamp,
    pub(super) lifetime: Duration,
    /// As of a code.
    pub(super) seen: bool,
    pub(super) expected: bool,
    pub(super) replaced_older: bool,
    /// The wait that goes on if none of the candidates is the code.
    pub(super) wait: Option<Wait>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Silence {
    /// The wait that brought nothing.
    pub(super) wait: Wait,
    /// How often another code was asked for shortly before.
    pub(super) resends: usize,
}

/// What must be held while a state lasts. Effects are the difference between two of these, so that
/// whatever starts also ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Holdings {
    pub(super) listening: Option<u32>,
    pub(super) consent_question: bool,
    pub(super) secure_screen: bool,
    pub(super) timer: Option<Timestamp>,
    pub(super) clipboard: bool,
    pub(super) notification: Option<Notification>,
    pub(super) saved: Saved,
    pub(super) progress: Progress,
}

impl State {
    pub(super) fn holdings(&self) -> Holdings {
        let wait = match &self.phase {
            Phase::Waiting(wait) => Some(wait),
            _ => None,
        };
        let has_code = matches!(self.phase, Phase::Showing(_) | Phase::Choosing(_));
        let offered = wait.is_some_and(|wait| wait.offered.is_some());
        let notification = match &self.phase {
            _ if !self.in_background => None,
            Phase::Waiting(wait) if wait.offered.is_some() => Some(Notification::MessageCame),
            // Who hears nothing has nothing to tell.
            Phase::Waiting(wait) | Phase::Silent(Silence { wait, .. }) if wait.deaf => None,
            Phase::Waiting(_) => Some(Notification::Waiting),
            // Whoever saw the code and went to type it needs no telling.
            Phase::Showing(LiveCode { seen: false, .. })
            | Phase::Choosing(Choice { seen: false, .. }) => Some(Notification::CodeReady),
            Phase::Silent(_) => Some(Notification::NoCodeCame),
            _ => None,
        };
        Holdings {
            listening: wait.filter(|wait| !wait.deaf).map(|_| self.listening_round),
            consent_question: offered && !self.in_background,
            secure_screen: has_code,
            timer: self.deadline().map(|deadline| self.next_tick(deadline)),
            clipboard: self.on_clipboard,
            notification,
            saved: Saved {
                language: self.language,
                consent_explained: self.consent_explained,
                wait_ends: wait.map(|wait| wait.ends),
                code_was_shown: has_code,
                code_on_clipboard: self.on_clipboard,
            },
            progress: self.walk.progress().clone(),
        }
    }

    /// Whether back leads anywhere inside the app. From a wait or a code it leads to where the person came
    /// from, and what goes on stays.
    pub(super) fn can_go_back(&self) -> bool {
        let stays = matches!(
            self.phase,
            Phase::Home | Phase::Waiting(_) | Phase::Showing(_) | Phase::Choosing(_)
        );
        self.page.is_some() || self.guide_is_seen() || !stays
    }

    /// When the present phase ends by itself.
    pub(super) fn deadline(&self) -> Option<Timestamp> {
        match &self.phase {
            Phase::Waiting(wait) => Some(wait.ends),
            Phase::Showing(code) => Some(code.ends),
            Phase::Choosing(choice) => Some(choice.ends),
            _ => None,
        }
    }

    /// Once a second while a countdown is seen, else at its end. Ticks fall where the shown number
    /// changes.
    fn next_tick(&self, deadline: Timestamp) -> Timestamp {
        if self.in_background {
            return deadline;
        }
        let left = deadline.left(self.now).as_millis();
        let until_change = u64::try_from((left + 999) % 1000 + 1).unwrap_or(1000);
        Timestamp(self.now.0.saturating_add(until_change)).min(deadline)
    }
}
