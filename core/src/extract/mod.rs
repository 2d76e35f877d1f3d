//! Finds the one-time code in a message, or says why there is none.

mod finding;

pub use finding::{
    Ambiguous, AmbiguousReason, Candidate, Code, CodeReason, Finding, NothingReason,
};

use crate::message::Message;

/// Reads a message.
pub fn extract(message: &Message) -> Finding {
    if message.text().is_empty() {
        return Finding::Nothing(NothingReason::Empty);
    }
    Finding::Nothing(NothingReason::NoDigits)
}
