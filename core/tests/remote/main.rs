//! Updates from a real server: what is taken in, what is refused, and what stays when a process, a
//! network or a clock fails.

#![cfg(feature = "remote")]

mod clocks;
mod hostile;
mod processes;
mod server;
mod taking;

use kodebro_core::guide::Catalogue;
use kodebro_core::remote::{Patience, Refreshed, Source, refresh};
use kodebro_core::session::Timestamp;
use kodebro_core::signed::{Keys, SigningKey, TrustedKey};
use kodebro_core::store::Keeper;
use server::{Reply, Server};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const DOCUMENT: &str = include_str!("../../assets/catalogue.json");
/// 2027-01-15.
const NOW: Timestamp = Timestamp(1_800_000_000_000);
/// Longer than any wait.
const LATER: Duration = Duration::from_secs(30 * 60 * 60);

/// The built-in catalogue with another version, and other changes.
fn document(version: u32, changes: &[(&str, &str)]) -> Vec<u8> {
    let mut document = DOCUMENT.to_owned();
    let version = format!("\"version\": {version},");
    for (from, to) in [("\"version\": 1,", &version[..])].iter().chain(changes) {
        assert!(document.contains(from), "{from}");
        document = document.replacen(from, to, 1);
    }
    document.into_bytes()
}

/// Whoever publishes: with a key, and with a server.
struct Publisher {
    server: Server,
    key: SigningKey,
}

impl Publisher {
    fn start() -> Self {
        Self::with_server(Server::start())
    }

    fn with_server(server: Server) -> Self {
        let key = key();
        Self { server, key }
    }

    fn signed(&self, document: &[u8]) -> Vec<u8> {
        self.key.publish("one", document).expect("it is signed")
    }

    fn version(&self, version: u32) -> Vec<u8> {
        self.signed(&document(version, &[]))
    }

    /// What an app trusts.
    fn source(&self) -> Source {
        let trusted = [("one", &self.key)];
        source(&self.server, &trusted)
    }
}

fn key() -> SigningKey {
    let file = SigningKey::generate().expect("a key is made");
    SigningKey::parse(&file).expect("it is a key")
}

fn source(server: &Server, trusted: &[(&str, &SigningKey)]) -> Source {
    let trusted = trusted
        .iter()
        .map(|(id, key)| TrustedKey::new(id, key.public()).expect("a key"));
    let keys = Keys::new(trusted.collect()).expect("keys");
    Source::new(server.address(), keys, server.anchor())
        .expect("a source")
        // Long enough for a machine that does other things too.
        .with_patience(Patience {
            connecting: Duration::from_secs(60),
            silence: Duration::from_secs(60),
            whole: Duration::from_secs(120),
        })
}

/// An app on a phone: a folder, and a clock.
struct App {
    folder: TempDir,
    now: Timestamp,
}

impl App {
    /// Newly installed.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self { folder, now: NOW }
    }

    /// With a catalogue that it has taken in.
    fn with(publisher: &Publisher, version: u32) -> Self {
        let mut app = Self::new();
        let file = publisher.version(version);
        publisher
            .server
            .says(Reply::File(file, "\"first\"".to_owned()));
        let taken = app.refresh(&publisher.source());
        assert!(matches!(taken, Refreshed::Taken(_)), "{taken:?}");
        app
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Asks, when every wait is over.
    fn refresh(&mut self, source: &Source) -> Refreshed {
        self.now = self.now.after(LATER);
        refresh(self.folder(), source, self.now)
    }

    /// What it shows after a restart.
    fn shown(&self, source: &Source) -> Arc<Catalogue> {
        let keeper = Keeper::open(self.folder(), None).expect("the store opens");
        keeper.catalogue_by(source.keys(), self.now)
    }

    fn version(&self, source: &Source) -> u32 {
        self.shown(source).version()
    }
}
