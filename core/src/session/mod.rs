//! The only state machine: events in, a view and effects out.
//!
//! A shell keeps a [`State`], turns whatever happens into an [`Event`], gives both to [`update`],
//! carries out the [`Effect`]s and shows the [`view`]. It decides nothing itself.

mod effect;
mod event;
mod state;
mod support;
mod time;
mod update;
mod view;

pub use effect::{Effect, HistoryKind, Notification};
pub use event::{Event, EventKind, Page, Saved, ShellProblem};
pub use state::{LIFETIME, LONGEST_LIFETIME, RESEND_MEMORY, SHORTEST_LIFETIME, State, WAIT};
pub use support::{SUPPORT_NUMBER, SUPPORT_PAGE};
pub use time::Timestamp;
pub use update::update;
pub use view::{Cause, CodeView, Screen, SilenceCause, ViewModel, is_waiting, live_code, view};
