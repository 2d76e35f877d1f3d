//! What the guide looks like, with nothing left for a shell to decide.

use super::state::{Phase, State};
use super::time::{Timestamp, seconds};
use crate::guide::{Answer, Device, Drawn, GuideKind, Outcome, Part, Place, Question, Step};
use crate::text::{Language, Line, Localised, TextKey};

/// The guide as it is shown. Where somebody stands in it is theirs, and not printed.
#[derive(Clone, PartialEq)]
pub struct GuideView {
    /// What of it.
    pub page: GuidePage,
    /// Whole seconds until the wait for the code ends, where one goes on.
    pub waiting_s: Option<u32>,
    /// Advice for the moment.
    pub advice: Vec<Line>,
}

impl std::fmt::Debug for GuideView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("GuideView(***)")
    }
}

/// The pages of the guide.
#[derive(Debug, Clone, PartialEq)]
pub enum GuidePage {
    /// Which guide?
    Start {
        /// The guides.
        guides: Vec<GuideChoice>,
    },
    /// A question before the first step.
    Question {
        /// Which one, such as "Question 1 of 4".
        number: Line,
        /// The question.
        question: Localised,
        /// Why it matters.
        why: Localised,
        /// The answers.
        answers: Vec<AnswerView>,
    },
    /// The guide is not for whoever answered this.
    NotForYou {
        /// That it is not, in a few words.
        title: Localised,
        /// What to do instead.
        instead: Localised,
        /// A page that helps.
        link: Option<Localised>,
    },
    /// A step.
    Step(Box<StepView>),
    /// All steps.
    Steps {
        /// The guide's title.
        title: Localised,
        /// The steps that apply.
        steps: Vec<StepRow>,
    },
    /// What can go wrong at the step.
    Stuck {
        /// At which step.
        step: Line,
        /// What can go wrong, the likeliest first.
        problems: Vec<ProblemView>,
        /// Whether the message may be missing; the page about that tells more.
        about_message: bool,
    },
    /// Past the last step.
    Done {
        /// The guide's title.
        title: Localised,
        /// What was reached.
        done: Localised,
    },
}

/// A guide to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideChoice {
    /// Which one.
    pub kind: GuideKind,
    /// What it leads to.
    pub title: Localised,
    /// How long it takes, and what is needed.
    pub about: Localised,
}

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// The answer.
    pub answer: Localised,
    /// Whether it was given before.
    pub given: bool,
}

/// A step as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct StepView {
    /// Which one, such as "Step 4 of 16".
    pub number: Line,
    /// Its place among the steps, counted from 0.
    pub place: usize,
    /// How many steps there are.
    pub count: usize,
    /// Where it happens.
    pub device: Device,
    /// What one does, in a few words.
    pub title: Localised,
    /// How one knows the page.
    pub see: Line,
    /// What one does.
    pub instruction: Localised,
    /// When it can be skipped.
    pub perhaps: Option<Localised>,
    /// What opens on this phone.
    pub link: Option<Localised>,
    /// What the drawing is, to stand above it.
    pub drawing_says: Line,
    /// The page, drawn: its parts from above.
    pub drawing: Vec<DrawnView>,
    /// Whether the message with the code may come here, and may be pasted.
    pub takes_message: bool,
    /// Whether it may, and no wait goes on, as after one was stopped.
    pub can_wait: bool,
}

/// A part of a drawn page.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnView {
    /// What it is.
    pub part: Part,
    /// The words on it, as the page has them.
    pub words: String,
    /// What stands in a field.
    pub filled: Option<String>,
    /// Whether this is where one does something.
    pub here: bool,
}

impl DrawnView {
    /// All of it, for a screen reader.
    pub fn spoken(&self, language: Language) -> String {
        let filled = self.filled.as_deref().unwrap_or_default();
        // The dots of a password or a code say nothing.
        let written = format!("{} {filled}", self.words).replace('•', "");
        let words: Vec<&str> = written.split_whitespace().collect();
        let words = words.join(" ");
        let key = match self.part {
            Part::Address => TextKey::DrawnAddress,
            Part::Heading | Part::Text => TextKey::DrawnText,
            Part::Field if words.is_empty() => TextKey::DrawnFieldPlain,
            Part::Field => TextKey::DrawnField,
            Part::Button => TextKey::DrawnButton,
            Part::Link => TextKey::DrawnLink,
            Part::Option => TextKey::DrawnOption,
            Part::Picture => TextKey::DrawnPicture,
            Part::Message => TextKey::DrawnMessage,
        };
        let part = Line::with(key, "words", words.as_str()).render(language);
        if self.here {
            Line::with(TextKey::DrawnHere, "part", part).render(language)
        } else {
            part
        }
    }
}

/// A step in the list of all.
#[derive(Debug, Clone, PartialEq)]
pub struct StepRow {
    /// Which one, such as "Step 4 of 16".
    pub number: Line,
    /// What one does, in a few words.
    pub title: Localised,
    /// Where it happens.
    pub device: Device,
    /// How far the reader is.
    pub reached: Reached,
}

/// How far a reader is, seen from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reached {
    /// It lies behind.
    Done,
    /// Here they are.
    Here,
    /// It lies ahead.
    Ahead,
}

/// What can go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemView {
    /// What is wrong.
    pub problem: Localised,
    /// What to do about it.
    pub remedy: Localised,
}

/// Shows the guide where the reader stands.
pub(super) fn guide_view(state: &State) -> GuideView {
    let waiting_s = match &state.phase {
        Phase::Waiting(wait) => Some(seconds(wait.ends.left(state.now))),
        _ => None,
    };
    let mut advice = Vec::new();
    if let Phase::Waiting(wait) = &state.phase {
        advice.extend(super::view::waiting_advice(state, wait));
    }
    if state.now > Timestamp(0).after(state.catalogue.valid_until()) {
        advice.push(Line::plain(TextKey::GuideOutdated));
    }
    GuideView {
        page: page(state).unwrap_or_else(|| start(state)),
        waiting_s,
        advice,
    }
}

/// The words that lead to the guide: that there is one, or how far the reader is in it.
pub(super) fn way_to_guide(state: &State) -> Line {
    let catalogue = &state.catalogue;
    state.walk.reached(catalogue).map_or_else(
        || Line::plain(TextKey::HomeGuide),
        |place| {
            numbered(
                TextKey::HomeGuideGoOn,
                place,
                state.walk.steps(catalogue).len(),
            )
        },
    )
}

fn numbered(key: TextKey, place: usize, count: usize) -> Line {
    Line::with(key, "number", (place + 1).to_string()).and("count", count.to_string())
}

fn start(state: &State) -> GuidePage {
    let guides = GuideKind::ALL.map(|kind| {
        let guide = state.catalogue.guide(kind);
        GuideChoice {
            kind,
            title: guide.title.clone(),
            about: guide.about.clone(),
        }
    });
    GuidePage::Start {
        guides: guides.to_vec(),
    }
}

/// None where an update took away where the reader stood.
fn page(state: &State) -> Option<GuidePage> {
    let (walk, catalogue) = (&state.walk, &*state.catalogue);
    Some(match walk.place() {
        Place::Start => start(state),
        Place::Question(place) => {
            let count = walk.guide(catalogue)?.asks.len();
            question(state, walk.question(catalogue, place)?, place, count)
        }
        Place::NotForYou(..) => not_for_you(walk.outcome(catalogue)?),
        Place::Step => GuidePage::Step(Box::new(step(state, walk.reached(catalogue)?)?)),
        Place::Steps => steps(state, walk.reached(catalogue)?)?,
        Place::Stuck => stuck(walk.step(catalogue)?),
        Place::Done(kind) => GuidePage::Done {
            title: catalogue.guide(kind).title.clone(),
            done: catalogue.guide(kind).done.clone(),
        },
    })
}

fn question(state: &State, question: &Question, place: usize, count: usize) -> GuidePage {
    let given = state.walk.answered(question);
    let view = |(place, answer): (usize, &Answer)| AnswerView {
        answer: answer.answer.clone(),
        given: given == Some(place),
    };
    GuidePage::Question {
        number: numbered(TextKey::GuideQuestion, place, count),
        question: question.question.clone(),
        why: question.why.clone(),
        answers: question.answers.iter().enumerate().map(view).collect(),
    }
}

fn not_for_you(outcome: &Outcome) -> GuidePage {
    GuidePage::NotForYou {
        title: outcome.title.clone(),
        instead: outcome.instead.clone(),
        link: outcome.link.as_ref().map(|link| link.label.clone()),
    }
}

fn step(state: &State, place: usize) -> Option<StepView> {
    let steps = state.walk.steps(&state.catalogue);
    let step = steps.get(place)?;
    Some(StepView {
        number: numbered(TextKey::GuideStep, place, steps.len()),
        place,
        count: steps.len(),
        device: step.device,
        title: step.title.clone(),
        see: Line::with(TextKey::GuideSee, "words", &step.see),
        instruction: step.instruction.clone(),
        perhaps: step.perhaps.clone(),
        link: step.link.as_ref().map(|link| link.label.clone()),
        drawing_says: Line::plain(if is_message(step) {
            TextKey::GuideDrawingMessage
        } else {
            TextKey::GuideDrawing
        }),
        drawing: step.drawing.iter().map(drawn).collect(),
        takes_message: takes_message(step),
        can_wait: takes_message(step) && matches!(state.phase, Phase::Home),
    })
}

/// Whether what is drawn is a text message and no page.
fn is_message(step: &Step) -> bool {
    let mut parts = step.drawing.iter();
    parts.all(|drawn| drawn.part == Part::Message)
}

/// A message may be late, and a code be asked for again, as long as it has not been typed.
const fn takes_message(step: &Step) -> bool {
    step.code.is_some()
}

fn drawn(drawn: &Drawn) -> DrawnView {
    DrawnView {
        part: drawn.part,
        words: drawn.words.clone(),
        filled: drawn.filled.clone(),
        here: drawn.here,
    }
}

fn steps(state: &State, reached: usize) -> Option<GuidePage> {
    let steps = state.walk.steps(&state.catalogue);
    let row = |(place, step): (usize, &&Step)| StepRow {
        number: numbered(TextKey::GuideStep, place, steps.len()),
        title: step.title.clone(),
        device: step.device,
        reached: match place.cmp(&reached) {
            std::cmp::Ordering::Less => Reached::Done,
            std::cmp::Ordering::Equal => Reached::Here,
            std::cmp::Ordering::Greater => Reached::Ahead,
        },
    };
    Some(GuidePage::Steps {
        title: state.walk.guide(&state.catalogue)?.title.clone(),
        steps: steps.iter().enumerate().map(row).collect(),
    })
}

fn stuck(step: &Step) -> GuidePage {
    let problems = step.problems.iter().map(|problem| ProblemView {
        problem: problem.problem.clone(),
        remedy: problem.remedy.clone(),
    });
    GuidePage::Stuck {
        step: Line::with(TextKey::GuideStuckStep, "step", &step.title),
        problems: problems.collect(),
        about_message: takes_message(step),
    }
}
