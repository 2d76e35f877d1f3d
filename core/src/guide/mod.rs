//! The guide: registration and sign-in step by step, and what else the University may change
//! without a new version of the app.
//!
//! One JSON document, the [`Catalogue`], holds it all: the steps and when they apply, the words in
//! both languages, support, the known messages, and the sites where a code belongs. One is built
//! in (`core/assets/catalogue.json`, from the University's "To-faktor-godkendelse med SMS"); a newer
//! one may come as a signed update. `docs/catalogue.md` explains every field.
//!
//! A reader goes through it by a [`Walk`], which knows how far they have come.

mod catalogue;
mod check;
mod day;
mod difference;
mod host;
mod locate;
#[cfg(feature = "schema")]
mod schema;
mod walk;

pub use catalogue::{
    Answer, Catalogue, CodePart, Device, Drawn, Guide, GuideKind, Link, MAX_BYTES, MAX_QUESTIONS,
    Outcome, Part, Problem, Question, Site, Step, Support, Wording,
};
pub use check::CatalogueError;
pub use difference::{Change, difference};
pub use host::Host;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use walk::{Place, Progress, Reading, Walk};
