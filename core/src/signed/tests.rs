//! What is taken for a signed catalogue, and what is not.

use super::*;
use crate::secret::Secret;
use proptest::prelude::*;
use std::sync::LazyLock;

const DOCUMENT: &str = include_str!("../../assets/catalogue.json");
/// 2027-01-15.
const NOW: Timestamp = Timestamp(1_800_000_000_000);

struct Publisher {
    key: SigningKey,
    keys: Keys,
    published: Vec<u8>,
}

static PUBLISHER: LazyLock<Publisher> = LazyLock::new(|| {
    let file = SigningKey::generate().expect("a key");
    let key = SigningKey::parse(&file).expect("a key");
    let trusted = TrustedKey::new("one", key.public()).expect("a key");
    let keys = Keys::new(vec![trusted]).expect("keys");
    let published = key.publish("one", DOCUMENT.as_bytes()).expect("published");
    Publisher {
        key,
        keys,
        published,
    }
});

fn refusal(published: &[u8]) -> Option<Refusal> {
    PUBLISHER.keys.open(published).err()
}

/// What comes of the built-in catalogue with a text changed, signed.
fn taken(from: &str, to: &str, now: Timestamp) -> Result<u32, Refusal> {
    assert!(DOCUMENT.contains(from));
    let document = DOCUMENT.replacen(from, to, 1);
    let published = PUBLISHER.key.publish("one", document.as_bytes());
    let published = published.expect("published");
    let update = PUBLISHER.keys.open(&published).expect("it is signed");
    let catalogue = update.catalogue(&Catalogue::built_in(), now);
    catalogue.map(|catalogue| catalogue.version())
}

#[test]
fn what_is_signed_opens_to_the_very_bytes() {
    let update = PUBLISHER.keys.open(&PUBLISHER.published).expect("signed");
    assert_eq!(update.document(), DOCUMENT.as_bytes());
    assert_eq!(update.key(), PUBLISHER.key.public());
    let catalogue = update.catalogue(&Catalogue::built_in(), NOW);
    assert!(catalogue.is_ok_and(|catalogue| catalogue == *Catalogue::built_in()));
    assert!(is_published(&PUBLISHER.published));
    assert!(!is_published(DOCUMENT.as_bytes()));
}

#[test]
fn a_changed_byte_is_refused_wherever_it_stands() {
    let published = &PUBLISHER.published;
    let first_line = published.iter().position(|byte| *byte == b'\n');
    let ends = first_line.expect("a first line") + 1;
    // All of the first line, the beginning, the middle and the end of the catalogue.
    let document = [ends, ends + 1, published.len() / 2, published.len() - 1];
    for at in (0..ends).chain(document) {
        for bit in [0x01, 0x20, 0x80] {
            let mut changed = published.clone();
            changed[at] ^= bit;
            assert!(refusal(&changed).is_some(), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn a_file_that_was_cut_or_added_to_is_refused() {
    let published = &PUBLISHER.published;
    for length in (0..300).chain([published.len() / 2, published.len() - 1]) {
        assert!(refusal(&published[..length]).is_some(), "{length} bytes");
    }
    let longer = [published, &b"\n"[..]].concat();
    assert_eq!(refusal(&longer), Some(Refusal::WrongSignature));
}

#[test]
fn each_reason_is_told_apart() {
    let stranger = SigningKey::generate().expect("a key");
    let stranger = SigningKey::parse(&stranger).expect("a key");
    let by = |id: &str| {
        stranger
            .publish(id, DOCUMENT.as_bytes())
            .expect("published")
    };
    assert_eq!(refusal(&by("one")), Some(Refusal::WrongSignature));
    let unknown = Refusal::UnknownKey("two".to_owned());
    assert_eq!(refusal(&by("two")), Some(unknown));
    for page in [
        &b""[..],
        b"\n",
        b"<!doctype html>\n<title>Log in to the network</title>",
        DOCUMENT.as_bytes(),
        b"kodebro-catalogue 2 one AAAA\n{}",
        b"kodebro-catalogue 1 one\n{}",
    ] {
        assert_eq!(refusal(page), Some(Refusal::NotSigned));
    }
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(refusal(&large), Some(Refusal::TooLarge));
    assert_eq!(stranger.publish("No Name", b""), Err(BadKey::Id));
}

#[test]
fn a_signature_of_the_bytes_alone_is_no_signature_of_a_catalogue() {
    let signature = key::to_base64(&PUBLISHER.key.sign(DOCUMENT.as_bytes()));
    let published = format!("kodebro-catalogue 1 one {signature}\n{DOCUMENT}");
    let refused = refusal(published.as_bytes());
    assert_eq!(refused, Some(Refusal::WrongSignature));
}

#[test]
fn the_largest_catalogue_fits_with_its_first_line() {
    let mut document = DOCUMENT.to_owned();
    document.push_str(&" ".repeat(guide::MAX_BYTES - document.len()));
    let id = "k".repeat(key::LONGEST_ID);
    let trusted = TrustedKey::new(&id, PUBLISHER.key.public()).expect("a key");
    let keys = Keys::new(vec![trusted]).expect("keys");
    let published = PUBLISHER.key.publish(&id, document.as_bytes());
    let published = published.expect("published");
    assert_eq!(published.len(), MAX_BYTES);
    let update = keys.open(&published).expect("it is signed");
    assert!(update.catalogue(&Catalogue::built_in(), NOW).is_ok());
}

#[test]
fn while_keys_change_both_are_trusted_and_then_the_old_one_no_more() {
    let next = SigningKey::generate().expect("a key");
    let next = SigningKey::parse(&next).expect("a key");
    let two = TrustedKey::new("two", next.public()).expect("a key");
    let one = TrustedKey::new("one", PUBLISHER.key.public()).expect("a key");
    let by_next = next.publish("two", DOCUMENT.as_bytes()).expect("published");
    let both = Keys::new(vec![one, two.clone()]).expect("keys");
    assert!(both.open(&PUBLISHER.published).is_ok());
    assert!(both.open(&by_next).is_ok());
    let after = Keys::new(vec![two]).expect("keys");
    assert!(after.open(&by_next).is_ok());
    let old = after.open(&PUBLISHER.published).err();
    assert_eq!(old, Some(Refusal::UnknownKey("one".to_owned())));
    assert!(after.contains(next.public().bytes()));
    assert!(!after.contains(PUBLISHER.key.public().bytes()));
}

#[test]
fn a_signed_catalogue_that_is_not_sound_is_refused_with_the_place() {
    match taken("\"Indtast kode\"", "\"\"", NOW) {
        Err(Refusal::Invalid(error)) => assert!(error.line > 1),
        other => panic!("{other:?}"),
    }
    let published = PUBLISHER.key.publish("one", b"").expect("published");
    let update = PUBLISHER.keys.open(&published).expect("it is signed");
    let refused = update.catalogue(&Catalogue::built_in(), NOW);
    assert!(matches!(refused, Err(Refusal::Invalid(_))));
}

#[test]
fn a_site_of_a_new_domain_is_refused_though_it_be_signed() {
    let evil = taken("\"id.ku.dk\",", "\"id.ku.dk\", \"ku.evil.example\",", NOW);
    assert_eq!(evil, Err(Refusal::NewDomains));
    let sibling = taken("\"id.ku.dk\",", "\"id.ku.dk\", \"sso.ku.dk\",", NOW);
    assert_eq!(sibling, Ok(1));
}

#[test]
fn days_are_held_against_an_update_where_the_clock_is_believed() {
    let day = CLOCK_LEEWAY;
    let built_in = Catalogue::built_in();
    let at = |moment: Duration| Timestamp(u64::try_from(moment.as_millis()).expect("it fits"));
    let until = built_in.valid_until();
    let unchanged = |now| taken("\"version\"", "\"version\"", now);
    assert_eq!(unchanged(at(until)), Ok(1));
    assert_eq!(unchanged(at(until + day - Duration::from_secs(1))), Ok(1));
    assert_eq!(unchanged(at(until + day)), Err(Refusal::Expired));
    // 2100, and the end of time.
    for late in [4_102_444_800_000, u64::MAX] {
        assert_eq!(unchanged(Timestamp(late)), Err(Refusal::Expired));
    }
    let begins = |now| taken("2026-11-01", "2027-06-01", now);
    assert_eq!(begins(NOW), Err(Refusal::NotYetValid));
    assert_eq!(begins(at(until)), Ok(1));
    // 1970: not believed, so that no day counts.
    for early in [Timestamp(0), at(built_in.valid_from() - day)] {
        assert_eq!(begins(early), Ok(1));
        assert_eq!(unchanged(early), Ok(1));
    }
}

proptest! {
    #[test]
    fn nothing_but_what_was_signed_opens(bytes: Vec<u8>, id in "[a-z]{1,3}", signature in "[A-Za-z0-9_-]{86}") {
        prop_assert!(refusal(&bytes).is_some());
        let mut published = format!("kodebro-catalogue 1 {id} {signature}\n").into_bytes();
        published.extend(bytes);
        prop_assert!(refusal(&published).is_some());
    }
}

#[test]
fn nothing_of_a_key_or_a_catalogue_is_printed() {
    let update = PUBLISHER.keys.open(&PUBLISHER.published).expect("signed");
    assert_eq!(format!("{update:?}"), "Update { .. }");
    assert_eq!(format!("{:?}", Secret::new(String::new())), "***");
}
