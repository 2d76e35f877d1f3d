//! The keys: those that a build trusts, and the one that signs.

use crate::secret::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::Deserialize;
use std::fmt;
use zeroize::Zeroizing;

/// How many keys a build may trust: the one in use, and the one that takes its place.
pub const MAX_KEYS: usize = 2;
/// The longest name of a key, in characters.
pub(super) const LONGEST_ID: usize = 20;
/// Bytes of an Ed25519 signature (RFC 8032).
pub(super) const SIGNATURE_LENGTH: usize = 64;

pub(super) type Signature = [u8; SIGNATURE_LENGTH];

/// What stands before the 32 bytes of the key in PKCS #8 (RFC 8410, section 7).
const PKCS8_HEAD: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
const SEED_LENGTH: usize = 32;
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// What is wrong with a key. No part of the key is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not 1 to 20 of a-z, 0-9 and -.
    #[error("a key's name has 1 to 20 of a-z, 0-9 and -")]
    Id,
    /// No public key of Ed25519.
    #[error("a public key is 32 bytes in base64url, as `kodebro catalogue keygen` prints it")]
    Public,
    /// More than [`MAX_KEYS`], or two of one name.
    #[error("there are at most two keys, each with a name of its own")]
    Set,
    /// No private key of Ed25519.
    #[error("this is no private key of Ed25519 (PKCS #8 in PEM); make one with `keygen`")]
    Private,
    /// The system gave no random numbers.
    #[error("the system gave no random numbers; try again")]
    NoRandomness,
}

/// An Ed25519 public key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 32]);

/// A key that a build trusts, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedKey {
    id: String,
    key: PublicKey,
}

/// The keys that a build trusts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(Vec<TrustedKey>);

/// The key that signs: an Ed25519 private key.
pub struct SigningKey(Ed25519KeyPair);

impl PublicKey {
    /// Reads a key in base64url.
    ///
    /// # Errors
    /// [`BadKey::Public`].
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        from_base64(text).map(Self).ok_or(BadKey::Public)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.0);
        key.verify(message, signature).is_ok()
    }
}

/// In base64url, as it stands among the trusted keys.
impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&to_base64(&self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PublicKey({self})")
    }
}

impl TrustedKey {
    /// A key and its name: 1 to 20 of a-z, 0-9 and -.
    ///
    /// # Errors
    /// [`BadKey::Id`].
    pub fn new(id: &str, key: PublicKey) -> Result<Self, BadKey> {
        let id = is_id(id).then(|| id.to_owned()).ok_or(BadKey::Id)?;
        Ok(Self { id, key })
    }
}

impl Keys {
    /// The keys in `core/assets/update.json`.
    pub fn of_build() -> Self {
        Build::read().keys
    }

    /// Takes at most [`MAX_KEYS`], each with a name of its own.
    ///
    /// # Errors
    /// [`BadKey::Set`].
    pub fn new(keys: Vec<TrustedKey>) -> Result<Self, BadKey> {
        let has_twins = |(place, key): (usize, &TrustedKey)| {
            keys[..place].iter().any(|other| other.id == key.id)
        };
        if keys.len() > MAX_KEYS || keys.iter().enumerate().any(has_twins) {
            return Err(BadKey::Set);
        }
        Ok(Self(keys))
    }

    /// Whether there are none, so that nothing can be taken in.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is one of them, whatever its name.
    pub fn contains(&self, key: &[u8]) -> bool {
        self.0.iter().any(|trusted| trusted.key.0 == *key)
    }

    pub(super) fn named(&self, id: &str) -> Option<PublicKey> {
        let key = self.0.iter().find(|key| key.id == id)?;
        Some(key.key)
    }
}

/// What a build trusts: `core/assets/update.json`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Build {
    /// Where updates are published; nowhere yet, where there is none.
    #[cfg_attr(
        not(feature = "remote"),
        expect(dead_code, reason = "only asking needs it")
    )]
    pub(crate) address: Option<String>,
    /// Whose signature is trusted.
    pub(crate) keys: Keys,
}

impl Build {
    pub(crate) fn read() -> Self {
        let file = include_str!("../../assets/update.json");
        serde_json::from_str(file).expect("the file is held by a test")
    }
}

/// As `[{"id": …, "key": …}]`.
impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Listed {
            id: String,
            key: String,
        }
        let listed = Vec::<Listed>::deserialize(deserializer)?;
        let keys = listed.iter().map(|listed| {
            let key = PublicKey::parse(&listed.key)?;
            TrustedKey::new(&listed.id, key)
        });
        keys.collect::<Result<_, _>>()
            .and_then(Self::new)
            .map_err(serde::de::Error::custom)
    }
}

impl SigningKey {
    /// Makes a new one, as the text of a key file: PKCS #8 in PEM (RFC 8410, RFC 7468), without the
    /// public half, which not every tool takes.
    ///
    /// # Errors
    /// [`BadKey::NoRandomness`].
    pub fn generate() -> Result<Secret<String>, BadKey> {
        let mut document = Zeroizing::new([0; PKCS8_HEAD.len() + SEED_LENGTH]);
        let (head, seed) = document.split_at_mut(PKCS8_HEAD.len());
        head.copy_from_slice(&PKCS8_HEAD);
        SystemRandom::new()
            .fill(seed)
            .map_err(|_| BadKey::NoRandomness)?;
        let encoded = Secret::new(STANDARD.encode(*document));
        let mut file = format!("{BEGIN}\n");
        // RFC 7468: lines of 64 characters.
        for (count, character) in encoded.expose().chars().enumerate() {
            if count > 0 && count % 64 == 0 {
                file.push('\n');
            }
            file.push(character);
        }
        file.push_str(&format!("\n{END}\n"));
        Ok(Secret::new(file))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`BadKey::Private`].
    pub fn parse(file: &Secret<String>) -> Result<Self, BadKey> {
        let (_, rest) = file.expose().split_once(BEGIN).ok_or(BadKey::Private)?;
        let (encoded, _) = rest.split_once(END).ok_or(BadKey::Private)?;
        let encoded: String = encoded.split_ascii_whitespace().collect();
        let encoded = Secret::new(encoded);
        let document = STANDARD.decode(encoded.expose());
        let document = Secret::new(document.map_err(|_| BadKey::Private)?);
        // "Maybe unchecked": other tools, such as OpenSSL, leave the public half out.
        Ed25519KeyPair::from_pkcs8_maybe_unchecked(document.expose())
            .map(Self)
            .map_err(|_| BadKey::Private)
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        let mut key = [0; 32];
        key.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(key)
    }

    pub(super) fn sign(&self, message: &[u8]) -> Signature {
        let mut signature = [0; SIGNATURE_LENGTH];
        signature.copy_from_slice(self.0.sign(message).as_ref());
        signature
    }
}

/// The private half is not printed.
impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({})", self.public())
    }
}

pub(super) fn is_id(id: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(is_fine)
}

pub(super) fn to_base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Exactly so many bytes, written the one way there is.
pub(super) fn from_base64<const LENGTH: usize>(text: &str) -> Option<[u8; LENGTH]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 8410, section 10.3, without its public half.
    const PUBLISHED: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";

    #[test]
    fn a_key_file_of_another_tool_is_read() {
        let key = SigningKey::parse(&Secret::new(PUBLISHED.to_owned())).expect("a key");
        // The public key of section 10.1.
        let public = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE";
        assert_eq!(key.public().to_string(), public);
    }

    #[test]
    fn what_is_no_key_is_told() {
        for text in ["", "abc", &"A".repeat(44), &"+".repeat(43)] {
            assert_eq!(PublicKey::parse(text), Err(BadKey::Public), "{text}");
        }
        let made = SigningKey::generate().expect("a key");
        let file = made.expose();
        for file in [
            String::new(),
            file.replace("BEGIN", "START"),
            file[..file.len() - 40].to_owned(),
            PUBLISHED.replace("MC4C", "MC4D"),
        ] {
            let read = SigningKey::parse(&Secret::new(file));
            assert_eq!(read.err(), Some(BadKey::Private));
        }
        let key = SigningKey::parse(&made).expect("a key").public();
        for id in ["", "Key", "a key", "k\n", &"k".repeat(21)] {
            assert_eq!(TrustedKey::new(id, key), Err(BadKey::Id), "{id}");
        }
        let named = |id| TrustedKey::new(id, key).expect("a key");
        for names in [vec!["a", "a"], vec!["a", "b", "c"]] {
            let keys = names.into_iter().map(named).collect();
            assert_eq!(Keys::new(keys), Err(BadKey::Set));
        }
    }

    #[test]
    fn a_private_key_is_not_printed() {
        let made = SigningKey::generate().expect("a key");
        let key = SigningKey::parse(&made).expect("a key");
        assert_eq!(format!("{made:?}"), "***");
        assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.public()));
    }
}
