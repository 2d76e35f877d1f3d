//! The guide within a session: what is pressed in it, and how it and the wait for a code lead into
//! each other.

use super::effect::{Effect, HistoryKind};
use super::state::{Phase, State};
use crate::guide::{CodePart, GuideKind, Outcome, Place, Step};
use crate::text::{Line, TextKey};

/// What happened in the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideEvent {
    /// The person wants to read it, where they left it.
    Opened,
    /// They chose a guide.
    Chosen(GuideKind),
    /// They answered the question, by the answer's place, counted from 0.
    Answered(usize),
    /// They did what the step says.
    NextPressed,
    /// They want to see all steps.
    StepsOpened,
    /// They chose one of the steps, by its place, counted from 0.
    StepChosen(usize),
    /// They are stuck at the step.
    StuckPressed,
    /// They want to begin anew: answers and step are forgotten.
    RestartPressed,
    /// They want to open the page that the step or the outcome names.
    LinkPressed,
}

impl State {
    pub(super) fn take_in_guide(&mut self, event: GuideEvent, effects: &mut Vec<Effect>) {
        if event == GuideEvent::Opened {
            self.page = None;
            self.in_guide = true;
            self.walk.open(&self.catalogue);
            self.arrive(effects);
            return;
        }
        if !self.guide_is_seen() {
            return;
        }
        let catalogue = &self.catalogue;
        match event {
            GuideEvent::Opened => {}
            GuideEvent::Chosen(guide) => {
                self.walk.choose(guide, catalogue);
                self.arrive(effects);
            }
            GuideEvent::Answered(answer) => {
                self.walk.answer(answer, catalogue);
                self.arrive(effects);
            }
            GuideEvent::NextPressed => {
                self.go_on_in_guide(effects);
                self.arrive(effects);
            }
            GuideEvent::StepsOpened => self.walk.show_steps(catalogue),
            GuideEvent::StepChosen(place) => {
                self.walk.jump(place, catalogue);
                self.arrive(effects);
            }
            GuideEvent::StuckPressed => self.walk.show_problems(catalogue),
            GuideEvent::RestartPressed => self.walk.restart(),
            GuideEvent::LinkPressed => {
                let link = match self.walk.place() {
                    Place::Step => self.walk.step(catalogue).and_then(step_link),
                    _ => self.walk.outcome(catalogue).and_then(outcome_link),
                };
                if let Some(address) = link {
                    effects.push(Effect::OpenPage { address });
                }
            }
        }
    }

    /// The person did what the step says. Whoever has typed the code, wherever they read it, waits for
    /// it no longer.
    fn go_on_in_guide(&mut self, effects: &mut Vec<Effect>) {
        let has_typed = self.walk.code_part(&self.catalogue) == Some(CodePart::Enter);
        self.walk.next(&self.catalogue);
        if has_typed && matches!(self.phase, Phase::Waiting(_)) {
            effects.push(Effect::Record(HistoryKind::WaitCancelled));
            self.phase = Phase::Home;
        }
    }

    /// Whether the guide is what is to be seen.
    pub(super) const fn guide_is_seen(&self) -> bool {
        self.in_guide
            && self.page.is_none()
            && matches!(self.phase, Phase::Home | Phase::Waiting(_))
    }

    /// At a step from which on the message may come, the phone begins to wait by itself.
    fn arrive(&mut self, effects: &mut Vec<Effect>) {
        let may_come = matches!(
            self.walk.code_part(&self.catalogue),
            Some(CodePart::Listen | CodePart::Await)
        );
        if may_come && matches!(self.phase, Phase::Home) {
            self.request_wait(false, effects);
        }
    }

    /// One step back in the guide, or out of it.
    pub(super) fn go_back_in_guide(&mut self) {
        self.in_guide = self.walk.back(&self.catalogue);
    }

    /// Whether the reader came to a step that has to do with the code.
    fn guide_is_about_the_code(&self) -> bool {
        self.in_guide && self.walk.code_part_reached(&self.catalogue).is_some()
    }

    /// A wait begins: whoever had come further waits again, and whoever is elsewhere in the guide
    /// wants to see the wait.
    pub(super) fn guide_waits(&mut self) {
        self.in_guide = self.in_guide && self.walk.code_part(&self.catalogue).is_some();
        self.guide_waits_again();
    }

    /// What came is gone: whoever had come further waits again.
    pub(super) fn guide_waits_again(&mut self) {
        if self.guide_is_about_the_code() {
            self.walk.code_awaited(&self.catalogue);
        }
    }

    /// After a restart in the middle of it, the guide lies under the wait as before.
    pub(super) fn resume_guide(&mut self) {
        self.walk.open(&self.catalogue);
        self.in_guide = self.walk.code_part(&self.catalogue).is_some();
    }

    /// The code came: the guide stands at the step that types it.
    pub(super) fn guide_got_code(&mut self) {
        if self.guide_is_about_the_code() {
            self.walk.code_came(&self.catalogue);
        }
    }

    /// The code was typed: the guide goes on after that. False where nobody reads it.
    pub(super) fn guide_goes_on(&mut self, effects: &mut Vec<Effect>) -> bool {
        if !self.guide_is_about_the_code() {
            return false;
        }
        self.walk.code_entered(&self.catalogue);
        self.notice = Some(Line::plain(TextKey::NoticeGuideCodeUsed));
        self.arrive(effects);
        true
    }
}

fn step_link(step: &Step) -> Option<String> {
    Some(step.link.as_ref()?.address.clone())
}

fn outcome_link(outcome: &Outcome) -> Option<String> {
    Some(outcome.link.as_ref()?.address.clone())
}
