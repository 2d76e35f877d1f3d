//! Sealing: what is about the reader is written so that only this phone can read it.

use super::StoreError;
use crate::secret::Secret;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use zeroize::Zeroizing;

/// The key that seals what is about the reader: 32 random bytes that the platform's key store made
/// and keeps. It prints as `***`.
#[derive(Debug, Clone)]
pub struct SealingKey(Secret<[u8; SealingKey::LENGTH]>);

/// The bytes are not as many as a sealing key has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealing key has {} bytes", SealingKey::LENGTH)]
pub struct NoSealingKey;

impl SealingKey {
    /// How many bytes a key has.
    pub const LENGTH: usize = 32;

    /// Takes the key in.
    pub const fn new(key: [u8; Self::LENGTH]) -> Self {
        Self(Secret::new(key))
    }

    fn cipher(&self) -> LessSafeKey {
        let key = UnboundKey::new(&CHACHA20_POLY1305, self.0.expose());
        LessSafeKey::new(key.expect("the length is the algorithm's"))
    }
}

impl TryFrom<&[u8]> for SealingKey {
    type Error = NoSealingKey;

    fn try_from(bytes: &[u8]) -> Result<Self, NoSealingKey> {
        let key = bytes.try_into().map_err(|_| NoSealingKey)?;
        Ok(Self::new(key))
    }
}

/// Where a sealed value belongs: sealed with it, so that it opens nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// How far the reader has come.
    Progress,
}

impl Place {
    /// Table, column and row, and the version of the form of what is in there.
    const fn name(self) -> &'static [u8] {
        match self {
            Self::Progress => b"kodebro progress.sealed row 1 form 1",
        }
    }
}

/// Lengths are rounded up to a multiple of this, so that they tell nothing.
const BLOCK: usize = 512;

/// Seals a text with ChaCha20-Poly1305 (RFC 8439): a random nonce, then what is sealed. Spaces at
/// its end are not kept apart from those that fill it up.
pub(super) fn seal(key: &SealingKey, place: Place, text: &str) -> Result<Vec<u8>, StoreError> {
    let mut nonce = [0; NONCE_LEN];
    SystemRandom::new()
        .fill(&mut nonce)
        .map_err(|_| StoreError::Other("the system gave no random numbers"))?;
    let mut content = text.as_bytes().to_vec();
    content.resize(content.len().max(1).next_multiple_of(BLOCK), b' ');
    let sealed = key.cipher().seal_in_place_append_tag(
        Nonce::assume_unique_for_key(nonce),
        Aad::from(place.name()),
        &mut content,
    );
    sealed.map_err(|_| StoreError::Other("nothing could be sealed"))?;
    Ok([&nonce[..], &content].concat())
}

/// Opens what was sealed for this place with this key; nothing where it was not, or was changed.
pub(super) fn open(key: &SealingKey, place: Place, sealed: &[u8]) -> Option<Zeroizing<String>> {
    let (nonce, content) = sealed.split_first_chunk::<NONCE_LEN>()?;
    let mut content = Zeroizing::new(content.to_vec());
    let opened = key.cipher().open_in_place(
        Nonce::assume_unique_for_key(*nonce),
        Aad::from(place.name()),
        &mut content,
    );
    let text = std::str::from_utf8(opened.ok()?).ok()?;
    Some(Zeroizing::new(text.trim_end_matches(' ').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: SealingKey = SealingKey::new([7; 32]);

    fn opened(key: &SealingKey, sealed: &[u8]) -> Option<String> {
        open(key, Place::Progress, sealed).map(|text| text.to_string())
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        let sealed = seal(&KEY, Place::Progress, "halfway").expect("it is sealed");
        assert_eq!(opened(&KEY, &sealed).as_deref(), Some("halfway"));
        assert_eq!(opened(&SealingKey::new([8; 32]), &sealed), None);
        let again = seal(&KEY, Place::Progress, "halfway").expect("it is sealed");
        assert_ne!(sealed, again, "each time with a nonce of its own");
    }

    #[test]
    fn no_byte_can_be_changed_cut_or_added() {
        let sealed = seal(&KEY, Place::Progress, "halfway").expect("it is sealed");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(opened(&KEY, &changed), None, "byte {at}");
            assert_eq!(opened(&KEY, &sealed[..at]), None, "{at} bytes");
        }
        assert_eq!(opened(&KEY, &[&sealed[..], &[0]].concat()), None);
    }

    #[test]
    fn what_was_sealed_for_another_place_does_not_open_here() {
        let mut content = vec![b' '; BLOCK];
        let nonce = [3; NONCE_LEN];
        KEY.cipher()
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(b"kodebro progress.sealed row 2 form 1"),
                &mut content,
            )
            .expect("it is sealed");
        assert_eq!(opened(&KEY, &[&nonce[..], &content].concat()), None);
    }

    #[test]
    fn the_length_tells_nothing() {
        let length = |text: &str| seal(&KEY, Place::Progress, text).map(|sealed| sealed.len());
        assert_eq!(length(""), length(&"x".repeat(BLOCK)));
    }

    #[test]
    fn a_key_of_another_length_is_none() {
        assert_eq!(SealingKey::try_from(&[7; 16][..]).err(), Some(NoSealingKey));
        let key = SealingKey::try_from(&[7; 32][..]).expect("a key");
        assert_eq!(format!("{key:?}"), "SealingKey(***)");
    }
}
