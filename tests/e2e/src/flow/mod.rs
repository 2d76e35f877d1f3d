//! Whole flows: scenarios as data, what carries them out, and the page that shows how it went.

mod film;
mod play;
mod report;
mod run;
mod scenario;

pub use film::{Film, Shot, Taken};
pub use play::{Outcome, Play, play_all};
pub use report::{Heading, Report};
pub use run::{BEGIN, FlowError, run};
pub use scenario::{ALL, AutofillOffer, Scenario, Step, named};
