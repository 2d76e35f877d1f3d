//! One attempt: what is asked, and what comes of the answer.

use super::fetch::{self, Answer, Trouble};
use super::{Refreshed, Source, due};
use crate::guide::Catalogue;
use crate::session::Timestamp;
use crate::signed::{Refusal, Update};
use crate::store::{Known, Seen, Store, StoreError};
use reqwest::Url;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};
use std::sync::Arc;

pub(super) struct Asking<'a> {
    pub(super) source: &'a Source,
    pub(super) address: &'a Url,
    pub(super) now: Timestamp,
    pub(super) built_in: Arc<Catalogue>,
}

/// What a signed file is worth.
enum Worth {
    /// It is no more than the built-in catalogue.
    Nothing,
    /// It is what is here, perhaps with another signature.
    Same,
    /// It is newer.
    Newer(Arc<Catalogue>),
}

/// A file that may not be taken in.
struct Refused {
    reason: Refusal,
    /// The name by which the refusal is known again.
    name: String,
}

impl Asking<'_> {
    pub(super) fn ask(&self, mut store: Store) -> Result<Refreshed, StoreError> {
        let before = store.known_updates()?;
        if !due::is_due(before.as_ref(), self.now) {
            return Ok(Refreshed::NotDue);
        }
        let attempt = self.attempt(before.as_ref());
        if !store.begin_attempt(before.as_ref(), &attempt)? {
            return Ok(Refreshed::NotDue);
        }
        let held = store.published()?;
        let etag = self.etag(&attempt, held.as_deref());
        let earliest = Timestamp(0).after(self.built_in.valid_from());
        let answer = fetch::fetch(self.source, self.address, etag, self.now.max(earliest));
        let answered = Known {
            wait: due::after_answer(chance()),
            failures: 0,
            refused: None,
            ..attempt.clone()
        };
        let judged = match answer {
            Err(Trouble::Failed(failure)) => return Ok(Refreshed::Failed(failure)),
            Err(Trouble::Refused(reason)) => Err(Refused::unsigned(reason)),
            Ok(Answer::Unchanged) => {
                store.end_attempt(&attempt, &answered, None)?;
                return Ok(Refreshed::Unchanged);
            }
            Ok(Answer::File { bytes, etag }) => self
                .judge(&bytes, attempt.seen.as_ref(), held.as_deref())
                .map(|(worth, seen)| (bytes, etag, worth, seen)),
        };
        match judged {
            Err(Refused { reason, name }) => {
                let is_new = attempt.refused.as_ref() != Some(&name);
                let outcome = Known {
                    etag: None,
                    refused: Some(name),
                    ..answered
                };
                store.end_attempt(&attempt, &outcome, None)?;
                Ok(Refreshed::Refused { reason, is_new })
            }
            Ok((bytes, etag, worth, seen)) => {
                let outcome = Known {
                    etag,
                    address: Some(self.address.to_string()),
                    seen: Some(seen),
                    ..answered
                };
                let kept = (!matches!(worth, Worth::Nothing)).then_some(&bytes[..]);
                let is_kept = store.end_attempt(&attempt, &outcome, kept)?;
                match worth {
                    Worth::Newer(catalogue) if is_kept => Ok(Refreshed::Taken(catalogue)),
                    _ => Ok(Refreshed::Unchanged),
                }
            }
        }
    }

    /// The attempt that begins, counted as failed until it has an answer.
    fn attempt(&self, before: Option<&Known>) -> Known {
        let failures = before.map_or(0, |known| known.failures).saturating_add(1);
        let is_trusted = |seen: &Seen| self.source.keys.contains(&seen.key);
        Known {
            attempted: self.now,
            wait: due::after_failure(failures, chance()),
            failures,
            etag: before.and_then(|known| known.etag.clone()),
            address: before.and_then(|known| known.address.clone()),
            seen: before.and_then(|known| known.seen.clone().filter(is_trusted)),
            refused: before.and_then(|known| known.refused.clone()),
        }
    }

    /// The mark of the last answer, where it is from this address and what came then is still good:
    /// else it must be sent anew.
    fn etag<'k>(&self, known: &'k Known, held: Option<&[u8]>) -> Option<&'k str> {
        let is_from_here = known.address.as_deref() == Some(self.address.as_str());
        let is_good = held.is_some_and(|held| {
            let update = self.source.keys.open(held);
            update.is_ok_and(|update| update.catalogue(&self.built_in, self.now).is_ok())
        });
        let seen = known.seen.as_ref();
        let is_passed = seen.is_some_and(|seen| seen.version <= self.built_in.version());
        known
            .etag
            .as_deref()
            .filter(|_| is_from_here && (is_good || is_passed))
    }

    /// What a file is worth, and the highest version that has been seen with it.
    fn judge(
        &self,
        published: &[u8],
        seen: Option<&Seen>,
        held: Option<&[u8]>,
    ) -> Result<(Worth, Seen), Refused> {
        let keys = &self.source.keys;
        let update = keys.open(published).map_err(Refused::unsigned)?;
        let catalogue = update
            .catalogue(&self.built_in, self.now)
            .map_err(|reason| Refused::signed(reason, &update))?;
        let this = Seen {
            version: catalogue.version(),
            digest: digest(&SHA256, update.document()).as_ref().to_vec(),
            key: update.key().bytes().to_vec(),
        };
        let is_passed = |seen: &&Seen| {
            this.version < seen.version
                || this.version == seen.version && this.digest != seen.digest
        };
        if let Some(seen) = seen.filter(is_passed) {
            let reason = Refusal::Older {
                version: this.version,
                seen: seen.version,
            };
            return Err(Refused::signed(reason, &update));
        }
        let held = held.and_then(|held| keys.open(held).ok());
        let worth = if this.version <= self.built_in.version() {
            Worth::Nothing
        } else if held.is_some_and(|held| held.document() == update.document()) {
            Worth::Same
        } else {
            Worth::Newer(Arc::new(catalogue))
        };
        Ok((worth, this))
    }
}

impl Refused {
    /// Known again by its reason alone: what nobody signed may be a page that is different each
    /// time.
    fn unsigned(reason: Refusal) -> Self {
        let name = reason.name().to_owned();
        Self { reason, name }
    }

    /// Known again by its reason and what was signed.
    fn signed(reason: Refusal, update: &Update<'_>) -> Self {
        let mut name = reason.name().to_owned();
        name.push(' ');
        for byte in digest(&SHA256, update.document()).as_ref() {
            name.push_str(&format!("{byte:02x}"));
        }
        Self { reason, name }
    }
}

/// Any number; always the same where the system has none to give.
fn chance() -> u32 {
    let mut bytes = [0; 4];
    let _ = SystemRandom::new().fill(&mut bytes);
    u32::from_le_bytes(bytes)
}
