//! A text message as it came: untrusted, of any size, in any script.

pub(crate) mod fold;
mod folding;

use crate::secret::Secret;

/// The longest message that is read, in bytes of UTF-8. A ten-part SMS holds 1,530 characters
/// (3GPP TS 23.040: 153 septets a part), which stay below this in every script but the rarest.
pub const MAX_BYTES: usize = 4096;

/// A text message and, where it is known, who sent it.
///
/// Both are secret: the body may hold a code, the sender may be a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    text: Secret<String>,
    sender: Option<Secret<String>>,
}

/// The bytes of a message were not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message is not valid UTF-8 after byte {valid_up_to}: pass it on as UTF-8 text")]
pub struct NotUtf8 {
    /// How many bytes from the start were valid.
    pub valid_up_to: usize,
}

impl Message {
    /// A message from nobody in particular.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: Secret::new(text.into()),
            sender: None,
        }
    }

    /// The same message with its sender: a name, a short code or a number.
    #[must_use]
    pub fn from_sender(mut self, sender: impl Into<String>) -> Self {
        self.sender = Some(Secret::new(sender.into()));
        self
    }

    /// A message out of bytes that may be anything.
    ///
    /// # Errors
    /// [`NotUtf8`] where the bytes are not UTF-8; nothing of them is kept or shown.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotUtf8> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(text)),
            Err(error) => Err(NotUtf8 {
                valid_up_to: error.valid_up_to(),
            }),
        }
    }

    /// The text, exactly as it came.
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// The sender, exactly as it came.
    pub fn sender(&self) -> Option<&str> {
        self.sender.as_ref().map(|sender| sender.expose().as_str())
    }
}
