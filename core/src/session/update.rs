//! From a state and an event to the next state and what is to be done.

use super::effect::{Effect, HistoryKind};
use super::event::{Event, EventKind, Page, ShellProblem, Start};
use super::state::{
    Choice, HANDED_OVER_WITHIN, Holdings, LIFETIME, LONGEST_LIFETIME, LiveCode, Phase,
    RESEND_MEMORY, SHORTEST_LIFETIME, Silence, State, TIMEOUT_TOLERANCE, WAIT, Wait,
};
use super::time::Timestamp;
use super::view::with_number;
use crate::extract::{Candidate, Finding, NothingReason, extract};
use crate::guide::{Catalogue, Walk};
use crate::message::Message;
use crate::secret::Secret;
use crate::text::{Line, TextKey};
use std::sync::Arc;
use std::time::Duration;

/// Takes an event in. Any event may come in any state and at any time; one that means nothing
/// there changes nothing.
///
/// Where the clock goes back, all deadlines go back with it, so that no code lives longer than its
/// lifetime of observed time; where it goes forward, the time counts as passed.
pub fn update(mut state: State, event: Event) -> (State, Vec<Effect>) {
    let mut before = state.holdings();
    if let EventKind::AppStarted(start) = &event.kind {
        // What was kept is what came in.
        before.saved = start.saved.unwrap_or(before.saved);
        before.progress = start.progress.clone();
    }
    let has_rung = matches!(event.kind, EventKind::Tick);
    let mut effects = Vec::new();
    state.observe(event.at);
    state.let_time_pass(&mut effects);
    state.take_in(event.kind, &mut effects);
    settle(&before, &state.holdings(), has_rung, &state, &mut effects);
    (state, effects)
}

/// Adds what ends and what starts between two states.
fn settle(
    before: &Holdings,
    after: &Holdings,
    has_rung: bool,
    state: &State,
    effects: &mut Vec<Effect>,
) {
    if before.listening != after.listening {
        if before.listening.is_some() {
            effects.push(Effect::StopListening);
        }
        if after.listening.is_some() {
            let at_most = state.deadline().map_or(WAIT, |ends| ends.left(state.now));
            effects.push(Effect::StartListening { at_most });
        }
    }
    match (before.consent_question, after.consent_question) {
        (false, true) => effects.push(Effect::AskConsent),
        (true, false) => effects.push(Effect::CloseConsent),
        _ => {}
    }
    match (before.secure_screen, after.secure_screen) {
        (false, true) => effects.push(Effect::SecureScreen),
        (true, false) => effects.push(Effect::ReleaseScreen),
        _ => {}
    }
    // A platform's timer may run apart from its clock, and ring before its time: it is used up all the
    // same.
    if before.timer != after.timer || has_rung && after.timer.is_some() {
        effects.push(
            after
                .timer
                .map_or(Effect::DisarmTimer, |at| Effect::ArmTimer { at }),
        );
    }
    if before.clipboard && !after.clipboard {
        effects.push(Effect::ClearClipboard);
    }
    if before.notification != after.notification {
        effects.push(
            after
                .notification
                .map_or(Effect::CancelNotification, Effect::Notify),
        );
    }
    if effects.iter().any(|effect| matches!(effect, Effect::Erase)) {
        return;
    }
    if before.saved != after.saved {
        effects.push(Effect::Save(after.saved));
    }
    if before.progress != after.progress {
        effects.push(Effect::KeepProgress(after.progress.clone()));
    }
}

impl State {
    /// Takes the time in, and moves all deadlines back where the clock went back.
    fn observe(&mut self, now: Timestamp) {
        let back = self.now.left(now);
        if back > Duration::ZERO {
            match &mut self.phase {
                Phase::Waiting(wait) | Phase::Silent(Silence { wait, .. }) => wait.move_back(back),
                Phase::Showing(code) => code.ends = code.ends.back(back),
                Phase::Choosing(choice) => {
                    choice.ends = choice.ends.back(back);
                    if let Some(wait) = &mut choice.wait {
                        wait.move_back(back);
                    }
                }
                _ => {}
            }
            for resend in &mut self.resends {
                *resend = resend.back(back);
            }
        }
        self.now = now;
        self.resends
            .retain(|resend| now.left(*resend) < RESEND_MEMORY);
    }

    /// Ends what has run out.
    fn let_time_pass(&mut self, effects: &mut Vec<Effect>) {
        if self.deadline().is_none_or(|deadline| deadline > self.now) {
            return;
        }
        // What was told about the wait or the code is over with it.
        self.notice = None;
        match &self.phase {
            Phase::Waiting(wait) => self.fall_silent(wait.clone(), effects),
            Phase::Showing(_) | Phase::Choosing(_) => self.expire(effects),
            _ => {}
        }
    }

    fn take_in(&mut self, kind: EventKind, effects: &mut Vec<Effect>) {
        // A notice stands until the person does something.
        let is_deed = !matches!(
            kind,
            EventKind::Tick
                | EventKind::MovedToBackground
                | EventKind::MovedToForeground
                | EventKind::CatalogueTaken(_)
                | EventKind::ListeningFailed
                | EventKind::ListeningTimedOut
                | EventKind::ShellFailed(_)
        );
        if is_deed {
            self.notice = None;
        }
        match kind {
            EventKind::AppStarted(start) => self.start(start, effects),
            EventKind::WaitRequested => self.request_wait(false, effects),
            EventKind::WaitRequestedAtField => self.request_wait(true, effects),
            EventKind::ConsentExplained => {
                if let Phase::Explaining { at_field } = self.phase {
                    self.consent_explained = true;
                    self.start_wait(at_field, effects);
                }
            }
            EventKind::MessageOffered => {
                if let Phase::Waiting(wait) = &mut self.phase {
                    wait.offered.get_or_insert(self.now);
                }
            }
            EventKind::MessageAllowed(message) => self.read_allowed(&message, self.now, effects),
            EventKind::CodeHandedOver(code) => {
                let earliest = self.now.back(HANDED_OVER_WITHIN);
                self.read_allowed(&code, earliest, effects);
            }
            EventKind::MessageRefused => {
                if let Phase::Waiting(wait) = &mut self.phase {
                    wait.offered = None;
                    wait.refused = true;
                    self.listening_round += 1;
                    self.notice = Some(Line::plain(TextKey::NoticeRefused));
                    effects.push(Effect::Record(HistoryKind::MessageRefused));
                }
            }
            EventKind::ListeningTimedOut => {
                if let Phase::Waiting(wait) = &self.phase
                    && wait.ends.left(self.now) <= TIMEOUT_TOLERANCE
                {
                    self.fall_silent(wait.clone(), effects);
                }
            }
            EventKind::ListeningFailed => {
                if let Phase::Waiting(wait) = &mut self.phase {
                    wait.deaf = true;
                    wait.offered = None;
                    if self.guide_is_seen() {
                        // What was to be told already goes first.
                        let cannot_listen = Line::plain(TextKey::NoticeCannotListen);
                        self.notice.get_or_insert(cannot_listen);
                    } else {
                        // The screen says so itself.
                        effects.push(Effect::Announce(TextKey::WaitingPaste));
                    }
                }
            }
            EventKind::MessageShared(message) => self.read_shared(&message, effects),
            EventKind::CandidateChosen(index) => self.choose(index, effects),
            EventKind::NoneOfThese => {
                if let Phase::Choosing(choice) = &self.phase {
                    let wait = choice.wait.clone().filter(|wait| wait.ends > self.now);
                    self.listening_round += 1;
                    self.leave_code(wait.map_or(Phase::Home, Phase::Waiting));
                    self.guide_waits_again();
                    self.notice = Some(Line::plain(TextKey::NoticeNoneOfThese));
                }
            }
            EventKind::CopyPressed => self.copy(effects),
            EventKind::SharePressed => {
                if let Phase::Showing(code @ LiveCode { expected: true, .. }) = &self.phase {
                    effects.push(Effect::Share(code.code.clone()));
                }
            }
            EventKind::CodeUsed => {
                if let Phase::Showing(LiveCode { expected: true, .. }) = self.phase {
                    effects.push(Effect::Record(HistoryKind::CodeUsed));
                    self.leave_code(Phase::Home);
                    if !self.guide_goes_on(effects) {
                        self.phase = Phase::Used;
                    }
                }
            }
            EventKind::CodeExpected => {
                if let Phase::Showing(code) = &mut self.phase {
                    code.expected = true;
                }
            }
            EventKind::CodeNotMine => {
                if let Phase::Showing(_) | Phase::Choosing(_) = self.phase {
                    effects.push(Effect::Record(HistoryKind::Warned));
                    effects.push(Effect::Announce(TextKey::WarningTitle));
                    self.page = None;
                    self.leave_code(Phase::Warned);
                }
            }
            EventKind::ResendPressed => self.resend(effects),
            EventKind::Tick => {}
            EventKind::WaitCancelled => {
                if let Phase::Waiting(_) = self.phase {
                    effects.push(Effect::Record(HistoryKind::WaitCancelled));
                    self.phase = Phase::Home;
                }
            }
            EventKind::BackPressed => self.go_back(effects),
            EventKind::HomePressed => self.go_home(effects),
            EventKind::Guide(event) => self.take_in_guide(event, effects),
            EventKind::CatalogueTaken(catalogue) => self.take_catalogue(catalogue),
            EventKind::PageOpened(page) => self.page = Some(page),
            EventKind::LanguageChosen(language) => self.language = Some(language),
            EventKind::MovedToBackground => self.in_background = true,
            EventKind::MovedToForeground => {
                self.in_background = false;
                self.see_code();
                effects.push(Effect::RefreshGuide);
            }
            EventKind::DeletionConfirmed => {
                if self.page == Some(Page::ConfirmDeletion) {
                    self.delete_everything(effects);
                }
            }
            EventKind::SupportCallPressed => effects.push(Effect::CallSupport {
                number: self.catalogue.support().number.clone(),
            }),
            EventKind::SupportPagePressed => effects.push(Effect::OpenPage {
                address: self.catalogue.support().hours.clone(),
            }),
            EventKind::ShellFailed(problem) => self.shell_failed(problem),
        }
    }

    fn start(&mut self, start: Start, effects: &mut Vec<Effect>) {
        if let Some(catalogue) = start.catalogue {
            self.catalogue = catalogue;
        }
        self.walk = Walk::resumed(start.progress);
        let Some(saved) = start.saved else { return };
        if saved.code_was_shown || saved.wait_ends.is_some() {
            // Whoever ended the process left what it had told.
            effects.push(Effect::CancelNotification);
        }
        self.leave_code(Phase::Home);
        self.language = saved.language;
        self.consent_explained = saved.consent_explained;
        if saved.code_was_shown {
            self.notice = Some(Line::plain(TextKey::NoticeCodeLost));
            self.resume_guide();
        }
        if saved.code_on_clipboard {
            effects.push(Effect::ClearClipboard);
        }
        let Some(ends) = saved.wait_ends else { return };
        // Where the clock went back meanwhile, a wait is still no longer than a wait.
        let mut wait = Wait::until(ends.min(self.now.after(WAIT)));
        wait.interrupted = true;
        if wait.ends > self.now {
            self.listening_round += 1;
            self.phase = Phase::Waiting(wait);
            self.notice = Some(Line::plain(TextKey::NoticeWaitGoesOn));
            self.resume_guide();
        } else if self.now.left(wait.ends) < WAIT {
            // Whoever comes back shortly after still wants to know where the code is.
            self.fall_silent(wait, effects);
            self.resume_guide();
        }
    }

    fn take_catalogue(&mut self, catalogue: Arc<Catalogue>) {
        self.catalogue = catalogue;
        if self.in_guide {
            self.walk.open(&self.catalogue);
            self.notice = Some(Line::plain(TextKey::NoticeGuideNewer));
        }
    }

    pub(super) fn request_wait(&mut self, at_field: bool, effects: &mut Vec<Effect>) {
        self.page = None;
        if self.consent_explained {
            self.start_wait(at_field, effects);
        } else {
            self.leave_code(Phase::Explaining { at_field });
        }
    }

    fn start_wait(&mut self, at_field: bool, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(HistoryKind::WaitStarted));
        self.listening_round += 1;
        let ends = self.now.after(WAIT);
        self.leave_code(Phase::Waiting(Wait {
            at_field,
            ..Wait::until(ends)
        }));
        self.guide_waits();
    }

    fn fall_silent(&mut self, wait: Wait, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(HistoryKind::WaitTimedOut));
        effects.push(Effect::Announce(TextKey::SilenceTitle));
        self.phase = Phase::Silent(Silence {
            wait,
            resends: self.resends.len(),
        });
    }

    fn expire(&mut self, effects: &mut Vec<Effect>) {
        effects.push(Effect::Record(HistoryKind::CodeExpired));
        effects.push(Effect::Announce(TextKey::ExpiredTitle));
        self.leave_code(Phase::Expired);
        self.guide_waits_again();
    }

    /// Reads a message of which only the earliest moment of its arrival is known, where the platform did
    /// not tell of it before.
    fn read_allowed(&mut self, message: &Message, earliest: Timestamp, effects: &mut Vec<Effect>) {
        let wait = match &mut self.phase {
            Phase::Waiting(wait) => wait,
            // The person said yes while the wait came to its end.
            Phase::Silent(Silence { wait, .. }) if wait.offered.is_some() => wait,
            _ => return,
        };
        let arrived = wait.offered.take().unwrap_or(earliest);
        match extract(message) {
            Finding::Nothing(reason) => {
                wait.last_message = Some(reason);
                // The platform hands over one message and then stops: listen again.
                self.listening_round += 1;
                self.tell_nothing(reason, effects);
            }
            found => self.show(found, message, arrived, true, effects),
        }
    }

    fn read_shared(&mut self, message: &Message, effects: &mut Vec<Effect>) {
        self.page = None;
        // Whoever waits, waited in vain, or has a code on the screen, asked for one.
        let expected = match &self.phase {
            Phase::Waiting(_) | Phase::Silent(_) => true,
            Phase::Showing(code) => code.expected,
            Phase::Choosing(choice) => choice.expected,
            _ => false,
        };
        match extract(message) {
            Finding::Nothing(reason) => {
                if let Phase::Waiting(wait) = &mut self.phase {
                    wait.last_message = Some(reason);
                }
                self.tell_nothing(reason, effects);
            }
            // When a shared message arrived is not known.
            found => self.show(found, message, self.now, expected, effects),
        }
    }

    fn tell_nothing(&mut self, reason: NothingReason, effects: &mut Vec<Effect>) {
        self.notice = Some(Line::plain(TextKey::of_nothing(reason)));
        effects.push(Effect::Record(HistoryKind::NoCodeFound));
    }

    /// Shows what was found in a message that arrived at a moment, if it is still good.
    fn show(
        &mut self,
        found: Finding,
        message: &Message,
        arrived: Timestamp,
        expected: bool,
        effects: &mut Vec<Effect>,
    ) {
        // Whoever waits for a code wants to see it, whatever page is open.
        self.page = None;
        self.guide_got_code();
        let replaced_older = matches!(self.phase, Phase::Showing(_) | Phase::Choosing(_));
        if replaced_older {
            effects.push(Effect::Record(HistoryKind::CodeReplaced));
        }
        let named = match &found {
            Finding::Code(code) => code.lifetime,
            Finding::Ambiguous(ambiguous) => ambiguous.lifetime,
            Finding::Nothing(_) => None,
        };
        let lifetime = bounded(named.or_else(|| self.catalogue.lifetime(message.text())));
        let ends = arrived.after(lifetime);
        if ends <= self.now {
            self.expire(effects);
            return;
        }
        match found {
            Finding::Code(code) => {
                self.leave_code(Phase::Showing(LiveCode {
                    code: code.candidate.code,
                    ends,
                    lifetime,
                    bound_host: code.bound_host,
                    copied: false,
                    seen: !self.in_background,
                    expected,
                    replaced_older,
                }));
                effects.push(Effect::Record(HistoryKind::CodeShown));
                effects.push(Effect::Vibrate);
                effects.push(Effect::Announce(TextKey::CodeTitle));
            }
            Finding::Ambiguous(ambiguous) => {
                let code = |candidate: Candidate| candidate.code;
                let wait = match &self.phase {
                    Phase::Waiting(wait) => Some(wait.clone()),
                    _ => None,
                };
                self.leave_code(Phase::Choosing(Choice {
                    candidates: ambiguous.candidates.into_iter().map(code).collect(),
                    ends,
                    lifetime,
                    seen: !self.in_background,
                    expected,
                    replaced_older,
                    wait,
                }));
                effects.push(Effect::Vibrate);
                effects.push(Effect::Announce(TextKey::ChooseTitle));
            }
            Finding::Nothing(_) => {}
        }
    }

    fn choose(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let Phase::Choosing(choice) = &self.phase else {
            return;
        };
        let Some(code) = choice.candidates.get(index).cloned() else {
            return;
        };
        self.phase = Phase::Showing(LiveCode {
            code,
            ends: choice.ends,
            lifetime: choice.lifetime,
            bound_host: None,
            copied: false,
            seen: true,
            expected: choice.expected,
            replaced_older: choice.replaced_older,
        });
        effects.push(Effect::Record(HistoryKind::CodeShown));
    }

    fn copy(&mut self, effects: &mut Vec<Effect>) {
        if let Phase::Showing(code @ LiveCode { expected: true, .. }) = &mut self.phase {
            code.copied = true;
            self.on_clipboard = true;
            effects.push(Effect::Copy(Secret::new(code.code.expose().clone())));
            effects.push(Effect::Record(HistoryKind::CodeCopied));
            effects.push(Effect::Announce(TextKey::CodeCopied));
        }
    }

    fn resend(&mut self, effects: &mut Vec<Effect>) {
        if !matches!(self.phase, Phase::Explaining { .. }) {
            self.resends.push(self.now);
            effects.push(Effect::Record(HistoryKind::ResendAsked));
            self.request_wait(false, effects);
        }
    }

    fn go_back(&mut self, effects: &mut Vec<Effect>) {
        if !self.can_go_back() {
            return;
        }
        self.page = match self.page {
            Some(Page::ConfirmDeletion) => Some(Page::Settings),
            Some(_) => None,
            None if self.guide_is_seen() => {
                self.go_back_in_guide();
                None
            }
            None => {
                let in_guide = self.in_guide;
                self.go_home(effects);
                self.in_guide = in_guide;
                None
            }
        };
    }

    /// The app is seen, and the code in it.
    const fn see_code(&mut self) {
        match &mut self.phase {
            Phase::Showing(code) => code.seen = true,
            Phase::Choosing(choice) => choice.seen = true,
            _ => {}
        }
    }

    fn go_home(&mut self, effects: &mut Vec<Effect>) {
        self.page = None;
        self.in_guide = false;
        match self.phase {
            Phase::Waiting(_) => effects.push(Effect::Record(HistoryKind::WaitCancelled)),
            Phase::Showing(_) => self.notice = Some(Line::plain(TextKey::NoticeCodeLeft)),
            _ => {}
        }
        self.leave_code(Phase::Home);
    }

    fn delete_everything(&mut self, effects: &mut Vec<Effect>) {
        let (now, in_background) = (self.now, self.in_background);
        let listening_round = self.listening_round;
        *self = Self {
            now,
            in_background,
            listening_round,
            ..Self::default()
        };
        self.notice = Some(Line::plain(TextKey::NoticeDeleted));
        effects.retain(|effect| !matches!(effect, Effect::Record(_)));
        effects.push(Effect::Erase);
    }

    fn shell_failed(&mut self, problem: ShellProblem) {
        if problem == ShellProblem::Copy {
            self.on_clipboard = false;
            if let Phase::Showing(code) = &mut self.phase {
                code.copied = false;
            }
        }
        let says_not_copied = |notice: &Line| notice.key == TextKey::ProblemCopy;
        if problem == ShellProblem::ClearClipboard
            && self.notice.as_ref().is_some_and(says_not_copied)
        {
            // A clipboard that takes nothing has nothing to clear: what the person needs to know
            // is that the code is not there.
            return;
        }
        let told = match problem {
            ShellProblem::Copy => TextKey::ProblemCopy,
            ShellProblem::ClearClipboard => TextKey::ProblemClearClipboard,
            ShellProblem::OpenPage => TextKey::ProblemOpenPage,
            ShellProblem::Call => TextKey::ProblemCall,
            ShellProblem::Share => TextKey::ProblemShare,
            ShellProblem::Paste => TextKey::ProblemPaste,
            ShellProblem::SharedText => TextKey::ProblemSharedText,
            ShellProblem::Link => TextKey::ProblemLink,
            ShellProblem::OpenSettings => TextKey::ProblemOpenSettings,
            ShellProblem::Core => TextKey::ProblemCore,
            ShellProblem::Store => TextKey::ProblemStore,
            ShellProblem::StoreSetAside => TextKey::ProblemStoreSetAside,
            ShellProblem::GuideRefused => TextKey::ProblemGuideRefused,
        };
        self.notice = Some(with_number(self, told));
    }

    /// Goes to a phase, and takes a code that stood there from the clipboard as well.
    fn leave_code(&mut self, next: Phase) {
        self.on_clipboard = false;
        self.phase = next;
    }
}

impl Wait {
    fn until(ends: Timestamp) -> Self {
        Self {
            ends,
            at_field: false,
            offered: None,
            refused: false,
            deaf: false,
            interrupted: false,
            last_message: None,
        }
    }

    /// Follows a clock that went back.
    fn move_back(&mut self, span: Duration) {
        self.ends = self.ends.back(span);
        self.offered = self.offered.map(|arrived| arrived.back(span));
    }
}

/// The lifetime that a message names, within bounds.
fn bounded(named: Option<Duration>) -> Duration {
    named
        .unwrap_or(LIFETIME)
        .clamp(SHORTEST_LIFETIME, LONGEST_LIFETIME)
}
