//! Where updates come from, and what is trusted.

use crate::signed::{Build, Keys};
use reqwest::Url;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use std::sync::Arc;
use std::time::Duration;

/// Where updates come from, whose signature is trusted, and who may name the server.
#[derive(Debug, Clone)]
pub struct Source {
    pub(super) address: Option<Url>,
    pub(super) keys: Keys,
    pub(super) anchors: Arc<RootCertStore>,
    pub(super) patience: Patience,
}

/// What is wrong with a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSource {
    /// No address over HTTPS.
    #[error("the address of the updates is https:// and a host")]
    Address,
    /// Not certificates in PEM, or none.
    #[error("the trust anchors are certificates in PEM, one at least")]
    Anchors,
}

/// How long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection.
    pub connecting: Duration,
    /// Between two pieces of the answer.
    pub silence: Duration,
    /// In all.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connecting: Duration::from_secs(10),
            silence: Duration::from_secs(10),
            whole: Duration::from_secs(60),
        }
    }
}

impl Source {
    /// A source of one's own; `anchors` are certificates in PEM (RFC 7468).
    ///
    /// # Errors
    /// [`BadSource`].
    pub fn new(address: &str, keys: Keys, anchors: &str) -> Result<Self, BadSource> {
        let url = Url::parse(address).map_err(|_| BadSource::Address)?;
        if url.scheme() != "https" || url.host_str().is_none() {
            return Err(BadSource::Address);
        }
        let mut store = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(anchors.as_bytes()) {
            let certificate = certificate.map_err(|_| BadSource::Anchors)?;
            store.add(certificate).map_err(|_| BadSource::Anchors)?;
        }
        if store.is_empty() {
            return Err(BadSource::Anchors);
        }
        Ok(Self {
            address: Some(url),
            keys,
            anchors: Arc::new(store),
            patience: Patience::default(),
        })
    }

    /// What this build trusts: `core/assets/update.json` and `anchors.pem`. Where that names no
    /// address or no key, nothing is ever asked for.
    pub fn of_build() -> Self {
        let build = Build::read();
        let nowhere = || Self {
            address: None,
            keys: Keys::default(),
            anchors: Arc::new(RootCertStore::empty()),
            patience: Patience::default(),
        };
        build.address.map_or_else(nowhere, |address| {
            Self::new(&address, build.keys, &ANCHORS).expect("the files are held by a test")
        })
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self { patience, ..self }
    }

    /// The keys whose signature is trusted.
    pub const fn keys(&self) -> &Keys {
        &self.keys
    }
}

include_flate::flate!(static ANCHORS: str from "assets/anchors.pem");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_trusts_can_be_read() {
        let build = Build::read();
        assert_eq!(
            build.address.is_some(),
            !build.keys.is_empty(),
            "an address is of no use without a key, nor a key without an address"
        );
        let _ = Source::of_build();
        let named = Source::new("https://guide.example/kodebro", Keys::default(), &ANCHORS);
        let begins = ANCHORS.matches("BEGIN CERTIFICATE").count();
        assert_eq!(named.expect("they are sound").anchors.len(), begins);
    }

    #[test]
    fn only_an_address_over_https_is_one() {
        for address in [
            "",
            "guide.example",
            "http://guide.example/kodebro",
            "file:///kodebro",
            "https://",
        ] {
            let source = Source::new(address, Keys::default(), &ANCHORS);
            assert_eq!(source.err(), Some(BadSource::Address), "{address}");
        }
    }

    #[test]
    fn anchors_that_are_none_are_told() {
        let torn = ANCHORS.replacen("MII", "", 1);
        for anchors in ["", "none", &torn] {
            let source = Source::new("https://guide.example", Keys::default(), anchors);
            assert_eq!(source.err(), Some(BadSource::Anchors));
        }
    }
}
