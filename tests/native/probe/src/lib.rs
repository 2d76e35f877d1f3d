//! ring, as the core uses it, for phones: the tests of `tests/native/arm64` call it on an emulated
//! one. A number goes in and a number comes out, so that nothing has to be known of memory.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// RFC 8032, 7.1, test 2: the private key. The message is the one byte 0x72.
const SEED: [u8; 32] = [
    0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
    0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb,
];

fn key() -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&SEED).expect("the seed is as long as it has to be")
}

/// Whether the signature of the standard's message is taken for one of this byte.
#[unsafe(no_mangle)]
pub extern "C" fn probe_accepts_signature_of(message: u8) -> bool {
    let key = key();
    let public = UnparsedPublicKey::new(&ED25519, key.public_key());
    public
        .verify(&[message], key.sign(&[0x72]).as_ref())
        .is_ok()
}

/// The first eight bytes of the signature of a byte, the first of them foremost.
#[unsafe(no_mangle)]
pub extern "C" fn probe_signature_of(message: u8) -> u64 {
    let signature = key().sign(&[message]);
    let first = signature.as_ref().first_chunk();
    u64::from_be_bytes(*first.expect("a signature has 64 bytes"))
}

/// Whether a sealed text opens to what it was, and does not where one bit of it is another.
#[unsafe(no_mangle)]
pub extern "C" fn probe_opens_what_it_sealed() -> bool {
    const TEXT: &[u8] = b"as it was";
    let key = || UnboundKey::new(&AES_256_GCM, &SEED).map(LessSafeKey::new);
    let nonce = || Nonce::assume_unique_for_key([7; 12]);
    let (Ok(sealing), Ok(opening)) = (key(), key()) else {
        return false;
    };
    let mut sealed = TEXT.to_vec();
    if sealing
        .seal_in_place_append_tag(nonce(), Aad::empty(), &mut sealed)
        .is_err()
    {
        return false;
    }
    let mut changed = sealed.clone();
    changed[0] ^= 1;
    let opened = opening.open_in_place(nonce(), Aad::empty(), &mut sealed);
    matches!(opened, Ok(text) if text == TEXT)
        && opening
            .open_in_place(nonce(), Aad::empty(), &mut changed)
            .is_err()
}
