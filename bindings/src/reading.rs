//! One message, read without a session.

use crate::hidden::Hidden;
use crate::session::{SessionError, guarded};
use kodebro_core::extract::{Finding, extract};
use kodebro_core::message::Message;

/// What a message turned out to hold.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Reading {
    /// One code to sign in with.
    Code {
        /// The code, as it is typed.
        code: Hidden,
    },
    /// Something that may be a code.
    Ambiguous {
        /// At least one, the likeliest first.
        candidates: Vec<Hidden>,
    },
    /// No code to sign in with.
    Nothing,
}

/// Reads a message of at most 4 KiB; a longer one holds nothing.
///
/// # Errors
/// Where the core panicked.
#[uniffi::export]
pub fn read_message(text: Hidden, sender: Option<Hidden>) -> Result<Reading, SessionError> {
    guarded(|| {
        let mut message = Message::new(text.0.expose().as_str());
        if let Some(sender) = &sender {
            message = message.from_sender(sender.0.expose().as_str());
        }
        match extract(&message) {
            Finding::Code(found) => Reading::Code {
                code: found.candidate.code.into(),
            },
            Finding::Ambiguous(found) => Reading::Ambiguous {
                candidates: found
                    .candidates
                    .into_iter()
                    .map(|candidate| candidate.code.into())
                    .collect(),
            },
            Finding::Nothing(_) => Reading::Nothing,
        }
    })
}
