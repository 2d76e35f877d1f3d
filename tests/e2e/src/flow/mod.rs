//! Whole flows: scenarios as data, and what carries them out.

mod report;
mod run;
mod scenario;

pub use report::Report;
pub use run::{BEGIN, FlowError, run};
pub use scenario::{ALL, Scenario, Step, named};
