//! The guide, in words of the language of the moment.

use crate::view::rendered;
use kodebro_core::guide;
use kodebro_core::session::{self, Reached as CoreReached};
use kodebro_core::text::{self, Line, Localised, TextKey, time_left};

/// What happened in the guide. Each is explained at the core's `GuideEvent` of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub enum GuideEvent {
    Opened,
    Chosen {
        guide: GuideKind,
    },
    Answered {
        /// Counted from 0.
        answer: u32,
    },
    NextPressed,
    StepsOpened,
    StepChosen {
        /// Counted from 0.
        place: u32,
    },
    StuckPressed,
    RestartPressed,
    LinkPressed,
}

/// The guides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum GuideKind {
    /// Registering SMS, and the first sign-in.
    Registration,
    /// Signing in.
    SignIn,
}

/// The guide as it is shown.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct GuideView {
    /// What of it.
    pub page: GuidePage,
    /// That the phone waits for the code, and how long still; none where it does not.
    pub waiting: Option<String>,
    /// Advice for the moment.
    pub advice: Vec<String>,
}

/// The pages of the guide. What one does at each is a [`GuideEvent`].
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum GuidePage {
    /// Which guide?
    Start {
        /// The guides.
        guides: Vec<GuideChoice>,
    },
    /// A question before the first step.
    Question {
        /// Which one, such as "Question 1 of 4".
        number: String,
        /// The question.
        question: String,
        /// Why it matters.
        why: String,
        /// The answers.
        answers: Vec<AnswerView>,
    },
    /// The guide is not for whoever answered this.
    NotForYou {
        /// That it is not, in a few words.
        title: String,
        /// What to do instead.
        instead: String,
        /// What opens a page that helps.
        link: Option<String>,
    },
    /// A step.
    Step {
        /// The step.
        step: StepView,
    },
    /// All steps.
    Steps {
        /// The guide's title.
        title: String,
        /// The steps that apply.
        steps: Vec<StepRow>,
    },
    /// What can go wrong at the step.
    Stuck {
        /// At which step.
        step: String,
        /// What can go wrong, the likeliest first.
        problems: Vec<ProblemView>,
        /// Whether the message may be missing; the page about that tells more.
        about_message: bool,
    },
    /// Past the last step.
    Done {
        /// The guide's title.
        title: String,
        /// What was reached.
        done: String,
    },
}

/// A guide to choose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct GuideChoice {
    /// Which one.
    pub kind: GuideKind,
    /// What it leads to.
    pub title: String,
    /// How long it takes, and what is needed.
    pub about: String,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AnswerView {
    /// The answer.
    pub answer: String,
    /// Whether it was given before.
    pub given: bool,
}

/// A step as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StepView {
    /// Which one, such as "Step 4 of 16".
    pub number: String,
    /// Its place among the steps, counted from 0.
    pub place: u32,
    /// How many steps there are.
    pub count: u32,
    /// Where it happens.
    pub device: Device,
    /// What one does, in a few words.
    pub title: String,
    /// How one knows the page.
    pub see: String,
    /// What one does.
    pub instruction: String,
    /// When it can be skipped.
    pub perhaps: Option<String>,
    /// What opens on this phone.
    pub link: Option<String>,
    /// What the drawing is, to stand above it.
    pub drawing_says: String,
    /// The page, drawn: its parts from above.
    pub drawing: Vec<DrawnView>,
    /// Whether the message with the code may come here, and may be pasted.
    pub takes_message: bool,
    /// Whether it may, and no wait goes on, as after one was stopped.
    pub can_wait: bool,
}

/// Where a step happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Device {
    /// On the computer.
    Computer,
    /// On the phone.
    Phone,
}

/// A part of a drawn page.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DrawnView {
    /// What it is.
    pub part: Part,
    /// The words on it, as the page has them.
    pub words: String,
    /// What stands in a field.
    pub filled: Option<String>,
    /// Whether this is where one does something.
    pub here: bool,
    /// All of it, for a screen reader.
    pub spoken: String,
}

/// Kinds of parts of a drawn page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[allow(missing_docs, reason = "they are explained in the core")]
pub enum Part {
    Address,
    Heading,
    Text,
    Field,
    Button,
    Link,
    Option,
    Picture,
    Message,
}

/// A step in the list of all.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct StepRow {
    /// Which one, such as "Step 4 of 16".
    pub number: String,
    /// What one does, in a few words.
    pub title: String,
    /// Where it happens.
    pub device: Device,
    /// How far the reader is.
    pub reached: Reached,
}

/// How far a reader is, seen from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Reached {
    /// It lies behind.
    Done,
    /// Here they are.
    Here,
    /// It lies ahead.
    Ahead,
}

/// What can go wrong.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProblemView {
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl From<GuideEvent> for session::GuideEvent {
    fn from(event: GuideEvent) -> Self {
        let place = |place| usize::try_from(place).unwrap_or(usize::MAX);
        match event {
            GuideEvent::Opened => Self::Opened,
            GuideEvent::Chosen { guide } => Self::Chosen(guide.into()),
            GuideEvent::Answered { answer } => Self::Answered(place(answer)),
            GuideEvent::NextPressed => Self::NextPressed,
            GuideEvent::StepsOpened => Self::StepsOpened,
            GuideEvent::StepChosen { place: chosen } => Self::StepChosen(place(chosen)),
            GuideEvent::StuckPressed => Self::StuckPressed,
            GuideEvent::RestartPressed => Self::RestartPressed,
            GuideEvent::LinkPressed => Self::LinkPressed,
        }
    }
}

impl From<GuideKind> for guide::GuideKind {
    fn from(kind: GuideKind) -> Self {
        match kind {
            GuideKind::Registration => Self::Registration,
            GuideKind::SignIn => Self::SignIn,
        }
    }
}

impl From<guide::GuideKind> for GuideKind {
    fn from(kind: guide::GuideKind) -> Self {
        match kind {
            guide::GuideKind::Registration => Self::Registration,
            guide::GuideKind::SignIn => Self::SignIn,
        }
    }
}

impl From<guide::Device> for Device {
    fn from(device: guide::Device) -> Self {
        match device {
            guide::Device::Computer => Self::Computer,
            guide::Device::Phone => Self::Phone,
        }
    }
}

impl From<guide::Part> for Part {
    fn from(part: guide::Part) -> Self {
        match part {
            guide::Part::Address => Self::Address,
            guide::Part::Heading => Self::Heading,
            guide::Part::Text => Self::Text,
            guide::Part::Field => Self::Field,
            guide::Part::Button => Self::Button,
            guide::Part::Link => Self::Link,
            guide::Part::Option => Self::Option,
            guide::Part::Picture => Self::Picture,
            guide::Part::Message => Self::Message,
        }
    }
}

impl From<CoreReached> for Reached {
    fn from(reached: CoreReached) -> Self {
        match reached {
            CoreReached::Done => Self::Done,
            CoreReached::Here => Self::Here,
            CoreReached::Ahead => Self::Ahead,
        }
    }
}

impl GuideView {
    pub(crate) fn of(view: &session::GuideView, language: text::Language) -> Self {
        Self {
            page: GuidePage::of(&view.page, language),
            waiting: view
                .waiting_s
                .map(|seconds| time_left(language, TextKey::GuideWaiting, seconds)),
            advice: rendered(&view.advice, language),
        }
    }
}

/// Where somebody stands in the guide is theirs.
impl std::fmt::Debug for GuideView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("GuideView(***)")
    }
}

impl GuidePage {
    fn of(page: &session::GuidePage, language: text::Language) -> Self {
        use session::GuidePage as Core;
        let said = |words: &Localised| words.get(language).to_owned();
        let line = |line: &Line| line.render(language);
        match page {
            Core::Start { guides } => Self::Start {
                guides: guides
                    .iter()
                    .map(|guide| GuideChoice {
                        kind: guide.kind.into(),
                        title: said(&guide.title),
                        about: said(&guide.about),
                    })
                    .collect(),
            },
            Core::Question {
                number,
                question,
                why,
                answers,
            } => Self::Question {
                number: line(number),
                question: said(question),
                why: said(why),
                answers: answers
                    .iter()
                    .map(|answer| AnswerView {
                        answer: said(&answer.answer),
                        given: answer.given,
                    })
                    .collect(),
            },
            Core::NotForYou {
                title,
                instead,
                link,
            } => Self::NotForYou {
                title: said(title),
                instead: said(instead),
                link: link.as_ref().map(said),
            },
            Core::Step(step) => Self::Step {
                step: StepView::of(step, language),
            },
            Core::Steps { title, steps } => Self::Steps {
                title: said(title),
                steps: steps
                    .iter()
                    .map(|row| StepRow {
                        number: line(&row.number),
                        title: said(&row.title),
                        device: row.device.into(),
                        reached: row.reached.into(),
                    })
                    .collect(),
            },
            Core::Stuck {
                step,
                problems,
                about_message,
            } => Self::Stuck {
                step: line(step),
                problems: problems
                    .iter()
                    .map(|problem| ProblemView {
                        problem: said(&problem.problem),
                        remedy: said(&problem.remedy),
                    })
                    .collect(),
                about_message: *about_message,
            },
            Core::Done { title, done } => Self::Done {
                title: said(title),
                done: said(done),
            },
        }
    }
}

impl StepView {
    fn of(step: &session::StepView, language: text::Language) -> Self {
        let said = |words: &Localised| words.get(language).to_owned();
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self {
            number: step.number.render(language),
            place: number(step.place),
            count: number(step.count),
            device: step.device.into(),
            title: said(&step.title),
            see: step.see.render(language),
            instruction: said(&step.instruction),
            perhaps: step.perhaps.as_ref().map(said),
            link: step.link.as_ref().map(said),
            drawing_says: step.drawing_says.render(language),
            drawing: step
                .drawing
                .iter()
                .map(|drawn| DrawnView {
                    part: drawn.part.into(),
                    words: drawn.words.clone(),
                    filled: drawn.filled.clone(),
                    here: drawn.here,
                    spoken: drawn.spoken(language),
                })
                .collect(),
            takes_message: step.takes_message,
            can_wait: step.can_wait,
        }
    }
}
