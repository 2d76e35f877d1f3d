//! Why an update is not taken in.

use crate::guide::CatalogueError;

/// Why an update is not taken in. Whatever the reason, nothing changes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// More than [`super::MAX_BYTES`].
    #[error("the file is larger than an update may be")]
    TooLarge,
    /// The server packed it, though nobody asked for that.
    #[error("the file came compressed; the server is to send it as it is")]
    Encoded,
    /// It does not begin as a published file does, such as the page of a network that wants one to
    /// log in first.
    #[error("the file is no signed catalogue")]
    NotSigned,
    /// No key of this name is trusted.
    #[error("the file is signed by key {0}, which this version does not trust")]
    UnknownKey(String),
    /// The signature is not of this key over these bytes.
    #[error("the signature does not fit the file; it was changed, cut, or signed by another key")]
    WrongSignature,
    /// What is signed is no sound catalogue.
    #[error("the signed catalogue is not sound: {0}")]
    Invalid(CatalogueError),
    /// It lets codes out to domains that the built-in catalogue does not know.
    #[error("the catalogue trusts a site in a domain that the built-in one does not know")]
    NewDomains,
    /// Its first day is yet to come.
    #[error("the catalogue is for a later day; it is taken in then")]
    NotYetValid,
    /// Its last day has passed.
    #[error("the catalogue is past its last day")]
    Expired,
    /// A later one has been seen, or another of the same version.
    #[error("the catalogue has version {version}, and version {seen} has been there already")]
    Older {
        /// Its version.
        version: u32,
        /// The highest version that was taken in before.
        seen: u32,
    },
}

#[cfg(feature = "remote")]
impl Refusal {
    /// Its name, as it is kept. These words must not change.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Encoded => "encoded",
            Self::NotSigned => "not_signed",
            Self::UnknownKey(_) => "unknown_key",
            Self::WrongSignature => "wrong_signature",
            Self::Invalid(_) => "invalid",
            Self::NewDomains => "new_domains",
            Self::NotYetValid => "not_yet_valid",
            Self::Expired => "expired",
            Self::Older { .. } => "older",
        }
    }
}
