//! What must not be printed, on its way between the core and a shell.

use kodebro_core::secret::Secret;

/// A code, a message or a sender. It prints as `***` here and in the languages on the other side. On
/// its way it is copied, as a plain text; every copy on this side is overwritten when it is freed,
/// as all memory is (`memory.rs`). Memory on the other side is managed by the language there, and cannot be
/// overwritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden(pub Secret<String>);

uniffi::custom_type!(Hidden, String, {
    lower: |hidden| hidden.0.expose().clone(),
    try_lift: |value| Ok(Hidden(Secret::new(value))),
});

impl From<Secret<String>> for Hidden {
    fn from(secret: Secret<String>) -> Self {
        Self(secret)
    }
}
