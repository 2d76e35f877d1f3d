//! A session as it is told: what happened, what is seen, what is to be done.

use kodebro_core::message::Message;
use kodebro_core::session::{
    Effect, Event, EventKind, GuidePage, Saved, Screen, Start, State, Timestamp, update, view,
};
use kodebro_core::text::Language;
use std::fmt::Write as _;

/// A story: what happened when, and what it led to.
pub(crate) struct Story {
    pub(crate) state: State,
    pub(crate) told: String,
    pub(crate) second: i64,
}

pub(crate) const BEGIN: i64 = 1_800_000_000;

impl Story {
    pub(crate) fn begin() -> Self {
        let mut story = Self {
            state: State::default(),
            told: String::new(),
            second: 0,
        };
        story.then(0, EventKind::AppStarted(Start::default()));
        story
    }

    /// A story in which the first question has been explained before.
    pub(crate) fn begin_again(saved: Saved) -> Self {
        let mut story = Self {
            state: State::default(),
            told: String::new(),
            second: 0,
        };
        let saved = Some(saved);
        story.then(
            0,
            EventKind::AppStarted(Start {
                saved,
                ..Start::default()
            }),
        );
        story
    }

    /// So many seconds later by the device's clock (which may have been put back), this happens.
    pub(crate) fn then(&mut self, seconds: i64, kind: EventKind) -> &mut Self {
        self.second += seconds;
        let name = format!("{kind:?}");
        let name = name.split(['(', ' ']).next().unwrap_or_default();
        let at = Timestamp(u64::try_from((BEGIN + self.second) * 1000).unwrap_or(0));
        let (state, effects) = update(std::mem::take(&mut self.state), Event { at, kind });
        self.state = state;
        let _ = writeln!(self.told, "{:>5} s  {name}", self.second);
        self.tell(&effects);
        self
    }

    pub(crate) fn tell(&mut self, effects: &[Effect]) {
        let view = view(&self.state);
        let screen = match &view.screen {
            Screen::Waiting {
                seconds_left,
                next,
                advice,
                ..
            } => {
                let advice: Vec<_> = advice.iter().map(|line| line.key).collect();
                format!(
                    "Waiting, {seconds_left} s left, {:?}, advice {advice:?}",
                    next.key
                )
            }
            Screen::Code(code) => {
                let advice: Vec<_> = code.advice.iter().map(|line| line.key).collect();
                format!(
                    "Code in groups {:?}, {} of {} s left, host {:?}, copied {}, expected {}, advice {advice:?}",
                    code.groups,
                    code.seconds_left,
                    code.seconds_total,
                    code.bound_host.as_ref().map(|host| host.expose()),
                    code.copied,
                    code.expected
                )
            }
            Screen::Choose {
                candidates,
                seconds_left,
            } => {
                format!("Choose of {}, {seconds_left} s left", candidates.len())
            }
            Screen::WhyNoMessage { causes, after_wait } => {
                let kinds: Vec<_> = causes.iter().map(|cause| cause.kind).collect();
                format!("WhyNoMessage {kinds:?}, after a wait {after_wait}")
            }
            Screen::Warning { steps } => {
                let steps: Vec<_> = steps.iter().map(|line| line.key).collect();
                format!("Warning {steps:?}")
            }
            Screen::Guide(guide) => format!(
                "Guide, {}, waits {:?}, advice {:?}",
                in_guide(&guide.page),
                guide.waiting_s,
                guide.advice.iter().map(|line| line.key).collect::<Vec<_>>(),
            ),
            other => format!("{other:?}"),
        };
        let _ = writeln!(self.told, "         {screen}");
        if let Some(notice) = &view.notice {
            let _ = writeln!(
                self.told,
                "         notice: {}",
                notice.render(Language::Danish)
            );
        }
        for effect in effects {
            let _ = writeln!(self.told, "       → {effect:?}");
        }
    }
}

/// Where a reader of the guide is.
pub(crate) fn in_guide(page: &GuidePage) -> String {
    let english = Language::English;
    match page {
        GuidePage::Start { guides } => format!("choosing of {}", guides.len()),
        GuidePage::Question {
            number, question, ..
        } => format!("{}: {}", number.render(english), question.get(english)),
        GuidePage::NotForYou { title, .. } => format!("not for you: {}", title.get(english)),
        GuidePage::Step(step) => format!(
            "{} ({:?}): {}, can wait {}",
            step.number.render(english),
            step.device,
            step.title.get(english),
            step.can_wait
        ),
        GuidePage::Steps { steps, .. } => format!("all {} steps", steps.len()),
        GuidePage::Stuck { step, problems, .. } => {
            format!(
                "stuck {}, {} problems",
                step.render(english),
                problems.len()
            )
        }
        GuidePage::Done { title, .. } => format!("done: {}", title.get(english)),
    }
}

pub(crate) fn microsoft(code: &str) -> Message {
    Message::new(format!(
        "Brug bekræftelseskode {code} til Microsoft godkendelse."
    ))
    .from_sender("Microsoft")
}

pub(crate) fn allowed(code: &str) -> EventKind {
    EventKind::MessageAllowed(microsoft(code))
}

pub(crate) fn shared(text: &str) -> EventKind {
    EventKind::MessageShared(Message::new(text))
}

pub(crate) const EXPLAINED: Saved = Saved {
    language: None,
    consent_explained: true,
    wait_ends: None,
    code_was_shown: false,
    code_on_clipboard: false,
};
