//! The only state machine: events in, a view and effects out.
//!
//! A shell keeps a [`State`], turns whatever happens into an [`Event`], gives both to [`update`],
//! carries out the [`Effect`]s and shows the [`view`]. It decides nothing itself.

mod effect;
mod event;
mod guide;
mod guide_view;
mod state;
mod time;
mod update;
mod view;

pub use effect::{Effect, HistoryKind, Notification};
pub use event::{Event, EventKind, Page, Saved, ShellProblem, Start};
pub use guide::GuideEvent;
pub use guide_view::{
    AnswerView, DrawnView, GuideChoice, GuidePage, GuideView, ProblemView, Reached, StepRow,
    StepView,
};
pub use state::{LIFETIME, LONGEST_LIFETIME, RESEND_MEMORY, SHORTEST_LIFETIME, State, WAIT};
pub use time::Timestamp;
pub use update::update;
pub use view::{
    Cause, CodeView, Screen, SilenceCause, ViewModel, catalogue, is_waiting, live_code, view,
};
