//! Phones: what a scenario needs of one, and the first one, with the core driven directly.

mod simulated;

pub use simulated::SimulatedPhone;
