//! A catalogue as it is published: signed, so that it may come from any web server.
//!
//! A published update is one file. Its first line is `kodebro-catalogue 1 KEY SIGNATURE`: the form,
//! the name of the key, and an Ed25519 signature (RFC 8032) in base64url without padding. After the
//! line feed come the bytes of the catalogue, as they were signed: nothing is parsed, reordered or
//! re-encoded between the signature and the check. The signature is over [`SIGNED_PREFIX`] and those
//! bytes, so that nothing else that the key may ever sign can be passed off as a catalogue.
//!
//! [`Keys::open`] looks at the signature, [`Update::catalogue`] at all the rest.

mod key;
mod refusal;

#[cfg(feature = "remote")]
pub(crate) use key::Build;
pub use key::{BadKey, Keys, MAX_KEYS, PublicKey, SigningKey, TrustedKey};
pub use refusal::Refusal;

use crate::guide::{self, Catalogue};
use crate::session::Timestamp;
use std::time::Duration;

/// What stands before the catalogue in what is signed.
pub const SIGNED_PREFIX: &[u8] = b"kodebro-catalogue 1\n";
/// The largest published file that is looked at, in bytes: the largest catalogue, and a first line.
pub const MAX_BYTES: usize = guide::MAX_BYTES + LONGEST_FIRST_LINE;

const FORM: &str = "kodebro-catalogue 1 ";
/// With its line feed.
const LONGEST_FIRST_LINE: usize =
    FORM.len() + key::LONGEST_ID + 1 + (key::SIGNATURE_LENGTH * 4).div_ceil(3) + 1;
/// How far an ordinary clock may be off, and how long a day lasts elsewhere after it has ended here.
const CLOCK_LEEWAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A published update with a sound signature by a trusted key. What it says has not been looked at.
#[derive(Clone, Copy)]
pub struct Update<'published> {
    document: &'published [u8],
    key: PublicKey,
}

impl Keys {
    /// Verifies the signature of a published file.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`], [`Refusal::NotSigned`], [`Refusal::UnknownKey`] or
    /// [`Refusal::WrongSignature`].
    pub fn open<'published>(
        &self,
        published: &'published [u8],
    ) -> Result<Update<'published>, Refusal> {
        if published.len() > MAX_BYTES {
            return Err(Refusal::TooLarge);
        }
        let (id, signature, document) = parts(published).ok_or(Refusal::NotSigned)?;
        let key = self
            .named(id)
            .ok_or_else(|| Refusal::UnknownKey(id.to_owned()))?;
        if !key.verifies(&to_sign(document), &signature) {
            return Err(Refusal::WrongSignature);
        }
        Ok(Update { document, key })
    }
}

impl<'published> Update<'published> {
    /// The bytes of the catalogue.
    pub const fn document(&self) -> &'published [u8] {
        self.document
    }

    /// The key that signed it.
    pub const fn key(&self) -> PublicKey {
        self.key
    }

    /// The catalogue, where a build with this one built in may show it now: [`may_be_shown`].
    ///
    /// # Errors
    /// [`Refusal::Invalid`], and those of [`may_be_shown`].
    pub fn catalogue(&self, built_in: &Catalogue, now: Timestamp) -> Result<Catalogue, Refusal> {
        let catalogue = Catalogue::parse(self.document).map_err(Refusal::Invalid)?;
        may_be_shown(&catalogue, built_in, now)?;
        Ok(catalogue)
    }
}

/// Whether a build with this catalogue built in may show another one now. Versions are not compared
/// here.
///
/// The clock may be wrong. One that stands before the first day of the built-in catalogue is not
/// believed, since the app is no older than that: then no day is held against the other. Any other
/// is believed with a day of leeway. So a clock that is far ahead lets an update be past its last
/// day; the built-in catalogue is good for ever.
///
/// # Errors
/// [`Refusal::NewDomains`], [`Refusal::NotYetValid`] or [`Refusal::Expired`].
pub fn may_be_shown(
    catalogue: &Catalogue,
    built_in: &Catalogue,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !catalogue.stays_in_domains_of(built_in) {
        return Err(Refusal::NewDomains);
    }
    let now = Duration::from_millis(now.0);
    let is_believed = now >= built_in.valid_from();
    if is_believed && now.saturating_add(CLOCK_LEEWAY) < catalogue.valid_from() {
        return Err(Refusal::NotYetValid);
    }
    if is_believed && now >= catalogue.valid_until() + CLOCK_LEEWAY {
        return Err(Refusal::Expired);
    }
    Ok(())
}

impl SigningKey {
    /// The published file for a catalogue, which is not looked at.
    ///
    /// # Errors
    /// [`BadKey::Id`] where that is no name for a key.
    pub fn publish(&self, id: &str, document: &[u8]) -> Result<Vec<u8>, BadKey> {
        if !key::is_id(id) {
            return Err(BadKey::Id);
        }
        let signature = key::to_base64(&self.sign(&to_sign(document)));
        let mut published = format!("{FORM}{id} {signature}\n").into_bytes();
        published.extend_from_slice(document);
        Ok(published)
    }
}

/// Whether a file begins as a published one does, sound or not.
pub fn is_published(file: &[u8]) -> bool {
    file.starts_with(FORM.trim_end().as_bytes())
}

/// The bytes of the catalogue in a published file, from its second line on; the signature is not
/// looked at.
pub fn unverified(published: &[u8]) -> Option<&[u8]> {
    parts(published).map(|(_, _, document)| document)
}

fn parts(published: &[u8]) -> Option<(&str, key::Signature, &[u8])> {
    let end = published
        .iter()
        .take(LONGEST_FIRST_LINE)
        .position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&published[..end]).ok()?;
    let (id, signature) = line.strip_prefix(FORM)?.split_once(' ')?;
    let signature = key::from_base64(signature)?;
    key::is_id(id).then_some((id, signature, &published[end + 1..]))
}

fn to_sign(document: &[u8]) -> Vec<u8> {
    [SIGNED_PREFIX, document].concat()
}

/// Its content is a catalogue's: too long to print.
impl std::fmt::Debug for Update<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Update").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
