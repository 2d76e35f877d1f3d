//! What a state looks like, with nothing left for a shell to decide.

use super::event::Page;
use super::guide_view::{GuideView, guide_view, way_to_guide};
use super::state::{Choice, LiveCode, Phase, Silence, State, Wait};
use super::time::{Timestamp, seconds};
use crate::guide::Catalogue;
use crate::secret::Secret;
use crate::text::{Language, Line, TextKey};

/// How many requests for another code in a short time make throttling the likeliest cause.
const MANY_RESENDS: usize = 2;

/// What is to be seen.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewModel {
    /// The language that was chosen; none: as the system has it.
    pub language: Option<Language>,
    /// The screen.
    pub screen: Screen,
    /// Something to tell on top of it, until the person does something.
    pub notice: Option<Line>,
    /// Whether back leads anywhere inside the app. Not from a wait or a code: there it leads to where
    /// the person came from, and what goes on stays.
    pub can_go_back: bool,
    /// Whether a wait goes on of which a notification will tell while the app is not seen. Not where
    /// the phone cannot listen: it hears of no message.
    pub will_notify: bool,
    /// What leads to the guide.
    pub way_to_guide: Line,
    /// What calls support.
    pub call_support: Line,
}

/// The screens.
#[derive(Debug, Clone, PartialEq)]
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
        /// What happens next.
        next: Line,
        /// Advice for the moment.
        advice: Vec<Line>,
    },
    /// A code.
    Code(CodeView),
    /// Candidates, the likeliest first; the person chooses.
    Choose {
        /// The candidates.
        candidates: Vec<Secret<String>>,
        /// Whole seconds until they are wiped.
        seconds_left: u32,
    },
    /// The code ran out.
    Expired,
    /// The code was used.
    Used,
    /// Somebody else may have asked for the code: what to do, in order.
    Warning {
        /// The steps.
        steps: Vec<Line>,
    },
    /// No message came: the causes, the likeliest first.
    WhyNoMessage {
        /// The causes with their remedies.
        causes: Vec<Cause>,
        /// Whether a wait has just ended without a message.
        after_wait: bool,
    },
    /// The guide: registration and sign-in, step by step.
    Guide(GuideView),
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
#[derive(Debug, Clone, PartialEq)]
pub struct CodeView {
    /// The code.
    pub code: Secret<String>,
    /// How many characters stand in each group of the display.
    pub groups: Vec<usize>,
    /// Whole seconds until it is wiped.
    pub seconds_left: u32,
    /// How many seconds it had.
    pub seconds_total: u32,
    /// The site it is for, where the message says so.
    pub bound_host: Option<Secret<String>>,
    /// It stands on the clipboard.
    pub copied: bool,
    /// False where nobody waited: ask whether the person asked for it.
    pub expected: bool,
    /// What else to know.
    pub advice: Vec<Line>,
}

impl CodeView {
    /// The groups of the display, such as `263` and `641`.
    pub fn grouped(&self) -> Vec<Secret<String>> {
        let mut characters = self.code.expose().chars();
        self.groups
            .iter()
            .map(|length| Secret::new(characters.by_ref().take(*length).collect()))
            .collect()
    }

    /// The code for a screen reader: one character at a time, a pause between groups.
    pub fn spelled(&self) -> Secret<String> {
        let mut spelled = String::new();
        for group in self.grouped() {
            if !spelled.is_empty() {
                spelled.push(',');
            }
            for character in group.expose().chars() {
                if !spelled.is_empty() {
                    spelled.push(' ');
                }
                spelled.push(character);
            }
        }
        Secret::new(spelled)
    }
}

/// A cause for silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Which one.
    pub kind: SilenceCause,
    /// The cause in words.
    pub cause: Line,
    /// What to do about it.
    pub remedy: Line,
}

/// Why no message comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SilenceCause {
    /// This phone cannot listen; paste instead.
    CannotListen,
    /// A message came, and the person did not allow it to be read, or did not answer.
    NotAllowed,
    /// The sender is saved as a contact, which stops SMS User Consent.
    SavedAsContact,
    /// No coverage, or flight mode.
    NoCoverage,
    /// The code went to another number.
    OtherNumber,
    /// The code came by WhatsApp.
    SentByWhatsApp,
    /// The wait was started after the message came, or the app was closed when it came.
    StartedTooLate,
    /// Microsoft holds messages back after many requests.
    Throttled,
}

/// Shows a state.
pub fn view(state: &State) -> ViewModel {
    let screen = match state.page {
        Some(Page::Help) => Screen::Help,
        Some(Page::WhyNoMessage) => Screen::WhyNoMessage {
            causes: causes(state, state.resends.len(), running_wait(state)),
            after_wait: false,
        },
        Some(Page::Settings) => Screen::Settings,
        Some(Page::About) => Screen::About,
        Some(Page::ConfirmDeletion) => Screen::ConfirmDeletion,
        None if state.guide_is_seen() => Screen::Guide(guide_view(state)),
        None => phase(state),
    };
    ViewModel {
        language: state.language,
        can_go_back: state.can_go_back(),
        will_notify: running_wait(state).is_some_and(|wait| !wait.deaf),
        screen,
        notice: state.notice.clone(),
        way_to_guide: way_to_guide(state),
        call_support: with_number(state, TextKey::SupportCall),
    }
}

/// The code that is alive at a moment, whatever page lies over it.
pub fn live_code(state: &State, at: Timestamp) -> Option<CodeView> {
    match &state.phase {
        Phase::Showing(code) if !code.ends.left(at).is_zero() => Some(shown(state, code)),
        _ => None,
    }
}

/// The guide and what else the University may change, as the session has it.
pub fn catalogue(state: &State) -> &Catalogue {
    &state.catalogue
}

/// Whether a wait goes on, or has brought something that the person has to choose from.
pub const fn is_waiting(state: &State) -> bool {
    matches!(
        state.phase,
        Phase::Explaining { .. } | Phase::Waiting(_) | Phase::Choosing(_)
    )
}

fn phase(state: &State) -> Screen {
    match &state.phase {
        Phase::Home => Screen::Home,
        Phase::Explaining { .. } => Screen::ConsentExplained,
        Phase::Waiting(wait) => waiting(state, wait),
        Phase::Showing(code) => Screen::Code(shown(state, code)),
        Phase::Choosing(Choice {
            candidates, ends, ..
        }) => Screen::Choose {
            candidates: candidates.clone(),
            seconds_left: seconds(ends.left(state.now)),
        },
        Phase::Expired => Screen::Expired,
        Phase::Used => Screen::Used,
        Phase::Warned => Screen::Warning {
            steps: [
                TextKey::WarningNeverTell,
                TextKey::WarningChangePassword,
                TextKey::WarningCallSupport,
            ]
            .map(|key| with_number(state, key))
            .to_vec(),
        },
        Phase::Silent(Silence { wait, resends }) => Screen::WhyNoMessage {
            causes: causes(state, *resends, Some(wait)),
            after_wait: true,
        },
    }
}

fn waiting(state: &State, wait: &Wait) -> Screen {
    let next = if wait.deaf {
        TextKey::WaitingPaste
    } else if wait.offered.is_some() {
        TextKey::WaitingAllow
    } else if wait.at_field {
        TextKey::WaitingAtField
    } else {
        TextKey::WaitingNext
    };
    Screen::Waiting {
        seconds_left: seconds(wait.ends.left(state.now)),
        seconds_total: seconds(super::state::WAIT),
        next: Line::plain(next),
        advice: waiting_advice(state, wait),
    }
}

pub(super) fn waiting_advice(state: &State, wait: &Wait) -> Vec<Line> {
    let resends = match state.resends.len() {
        0 => None,
        1 => Some(TextKey::AdviceAfterResend),
        _ => Some(TextKey::AdviceThrottled),
    };
    let still = wait
        .last_message
        .is_some()
        .then_some(TextKey::AdviceStillWaiting);
    resends.into_iter().chain(still).map(Line::plain).collect()
}

/// A text with support's number in it, which no line breaks.
pub(super) fn with_number(state: &State, key: TextKey) -> Line {
    let number = state.catalogue.support().shown.replace(' ', "\u{a0}");
    Line::with(key, "number", number)
}

fn shown(state: &State, code: &LiveCode) -> CodeView {
    let mut advice = Vec::new();
    if code.replaced_older {
        advice.push(Line::plain(TextKey::AdviceOlderDied));
    } else if !state.resends.is_empty() {
        // A slow older message may have come before the one that was asked for.
        advice.push(Line::plain(TextKey::AdviceNewestCounts));
    }
    if let Some(host) = &code.bound_host {
        advice.push(Line::with(
            TextKey::AdviceBoundHost,
            "host",
            host.expose().as_str(),
        ));
    }
    CodeView {
        code: code.code.clone(),
        groups: groups(code.code.expose()),
        seconds_left: seconds(code.ends.left(state.now)),
        seconds_total: seconds(code.lifetime),
        bound_host: code.bound_host.clone(),
        copied: code.copied,
        expected: code.expected,
        advice,
    }
}

/// Groups of two to four characters, as alike as can be, are read with the fewest slips; a code
/// with dashes keeps its own.
fn groups(code: &str) -> Vec<usize> {
    if code.contains('-') {
        return code
            .split_inclusive('-')
            .map(|part| part.chars().count())
            .collect();
    }
    match code.chars().count() {
        length @ ..=4 => vec![length],
        5 => vec![3, 2],
        6 => vec![3, 3],
        7 => vec![4, 3],
        8 => vec![4, 4],
        9 => vec![3, 3, 3],
        10 => vec![4, 3, 3],
        length => {
            let mut groups = vec![4; length / 4];
            if length % 4 > 0 {
                groups.push(length % 4);
            }
            groups
        }
    }
}

/// The wait that goes on.
const fn running_wait(state: &State) -> Option<&Wait> {
    match &state.phase {
        Phase::Waiting(wait) => Some(wait),
        _ => None,
    }
}

/// The causes in order of likelihood: what is known of the wait first, then what stands to reason.
fn causes(state: &State, resends: usize, wait: Option<&Wait>) -> Vec<Cause> {
    let is_deaf = wait.is_some_and(|wait| wait.deaf);
    let known = [
        (SilenceCause::CannotListen, is_deaf),
        (
            SilenceCause::NotAllowed,
            wait.is_some_and(|wait| wait.refused || wait.offered.is_some()),
        ),
        (SilenceCause::Throttled, resends >= MANY_RESENDS),
        (
            SilenceCause::StartedTooLate,
            !is_deaf && wait.is_some_and(|wait| wait.interrupted),
        ),
    ];
    let mut kinds: Vec<_> = known
        .into_iter()
        .filter_map(|(kind, holds)| holds.then_some(kind))
        .collect();
    for kind in [
        SilenceCause::SavedAsContact,
        SilenceCause::NoCoverage,
        SilenceCause::OtherNumber,
        SilenceCause::SentByWhatsApp,
        SilenceCause::StartedTooLate,
        SilenceCause::Throttled,
    ] {
        // Only where the phone listens does it matter who sent the message, and when.
        let matters = match kind {
            SilenceCause::SavedAsContact | SilenceCause::StartedTooLate => !is_deaf,
            _ => true,
        };
        if matters && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
        .into_iter()
        .map(|kind| {
            let (cause, remedy) = words(kind);
            Cause {
                kind,
                cause: Line::plain(cause),
                remedy: with_number(state, remedy),
            }
        })
        .collect()
}

const fn words(cause: SilenceCause) -> (TextKey, TextKey) {
    match cause {
        SilenceCause::CannotListen => (TextKey::CauseCannotListen, TextKey::RemedyCannotListen),
        SilenceCause::NotAllowed => (TextKey::CauseNotAllowed, TextKey::RemedyNotAllowed),
        SilenceCause::SavedAsContact => (TextKey::CauseContact, TextKey::RemedyContact),
        SilenceCause::NoCoverage => (TextKey::CauseCoverage, TextKey::RemedyCoverage),
        SilenceCause::OtherNumber => (TextKey::CauseOtherNumber, TextKey::RemedyOtherNumber),
        SilenceCause::SentByWhatsApp => (TextKey::CauseWhatsApp, TextKey::RemedyWhatsApp),
        SilenceCause::StartedTooLate => (TextKey::CauseTooLate, TextKey::RemedyTooLate),
        SilenceCause::Throttled => (TextKey::CauseThrottled, TextKey::RemedyThrottled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const MOMENT: Timestamp = Timestamp(1_800_000_000_000);

    #[test]
    fn only_a_phone_that_listens_will_tell_of_its_wait() {
        use crate::session::{Event, EventKind, update};
        let tell = |state, kind| update(state, Event { at: MOMENT, kind }).0;
        let explained = tell(State::default(), EventKind::WaitRequested);
        assert!(!view(&explained).will_notify);
        let waiting = tell(explained, EventKind::ConsentExplained);
        assert!(view(&waiting).will_notify);
        let deaf = tell(waiting, EventKind::ListeningFailed);
        assert!(!view(&deaf).will_notify);
    }

    #[test]
    fn a_live_code_is_at_hand_whatever_page_lies_over_it() {
        use crate::message::Message;
        use crate::session::{Event, EventKind, update};
        let tell = |state, kind| update(state, Event { at: MOMENT, kind }).0;
        let text = "Brug bekr\u{e6}ftelseskode 402913 til Microsoft godkendelse.";
        let message = EventKind::MessageShared(Message::new(text));
        let showing = tell(State::default(), message);
        let covered = tell(showing, EventKind::PageOpened(Page::Help));
        let code = live_code(&covered, MOMENT).expect("it lives");
        assert_eq!(code.code.expose(), "402913");
        assert!(!code.expected);
        let dead = MOMENT.after(Duration::from_secs(180));
        assert!(live_code(&covered, dead).is_none());
        let used = tell(covered, EventKind::HomePressed);
        assert!(live_code(&used, MOMENT).is_none());
    }
}
