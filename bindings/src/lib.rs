//! Kodebro's core for Kotlin and Swift: a thin facade that holds no rule of its own.
//!
//! - A shell opens one [`Session`], gives it every [`Event`] by [`Session::handle`], shows the
//!   [`View`] and carries out the [`Effect`]s that come back. What is to be kept is kept here.
//! - [`Session::autofill`] tells what a form of another app gets.
//! - The words of buttons and titles are in [`texts`].
//! - [`read_message`] reads one message, without a session.
//!
//! Everything is synchronous and made of values. What a call keeps is a write to a small file, for
//! which it waits two seconds at most where something else holds the file. [`Session::refresh_guide`]
//! waits for the network, a minute at most, and holds nothing up meanwhile. A panic in the core reaches
//! the shell as [`SessionError`], and the session goes on from where it was. What is logged is held to
//! [`logging`]'s rule.

mod autofill;
mod effect;
mod event;
mod guide;
mod hidden;
pub mod logging;
mod memory;
mod reading;
mod session;
mod text;
mod view;

pub use autofill::{Autofill, AutofillField, AutofillForm, AutofillReason, AutofillValue};
pub use effect::{Effect, Update};
pub use event::{Event, Page, ShellProblem};
pub use guide::{
    AnswerView, Device, DrawnView, GuideChoice, GuideEvent, GuideKind, GuidePage, GuideView, Part,
    ProblemView, Reached, StepRow, StepView,
};
pub use hidden::Hidden;
pub use reading::{Reading, read_message};
pub use session::{Session, SessionError};
pub use text::{Language, TextKey, language_of_system, texts};
pub use view::{Cause, CodeView, Screen, View};

uniffi::setup_scaffolding!();
