//! One question to the server, and its answer: bounded in size and time, and without anything that
//! would tell one phone from another.

use super::{Failure, Source};
use crate::session::Timestamp;
use crate::signed::{self, Refusal};
use reqwest::header::{CONTENT_ENCODING, ETAG, HeaderValue, IF_NONE_MATCH};
use reqwest::{Client, StatusCode, Url, redirect, retry};
use rustls::ClientConfig;
use rustls::client::Resumption;
use rustls::crypto::ring;
use rustls::pki_types::UnixTime;
use rustls::time_provider::TimeProvider;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// The app, without more of its version than tells the server which forms it reads.
const USER_AGENT: &str = concat!("Kodebro/", env!("CARGO_PKG_VERSION_MAJOR"));
/// The longest mark of an answer that is kept, in bytes.
const LONGEST_ETAG: usize = 100;

/// What the server said.
pub(super) enum Answer {
    /// The same as the last time.
    Unchanged,
    /// A file.
    File {
        bytes: Vec<u8>,
        etag: Option<String>,
    },
}

/// Why there is no answer.
pub(super) enum Trouble {
    Failed(Failure),
    Refused(Refusal),
}

/// Asks for the file. `now` is held against the server's certificate.
pub(super) fn fetch(
    source: &Source,
    address: &Url,
    etag: Option<&str>,
    now: Timestamp,
) -> Result<Answer, Trouble> {
    let failed = |_: io::Error| Trouble::Failed(Failure::Client);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(failed)?;
    let answer = runtime.block_on(async {
        tokio::time::timeout(source.patience.whole, ask(source, address, etag, now)).await
    });
    // A look-up of the host's name may hang in the system; it is not waited for.
    runtime.shutdown_background();
    answer.unwrap_or(Err(Trouble::Failed(Failure::TooSlow)))
}

async fn ask(
    source: &Source,
    address: &Url,
    etag: Option<&str>,
    now: Timestamp,
) -> Result<Answer, Trouble> {
    let client = client(source, now)?;
    let mut request = client.get(address.clone());
    if let Some(etag) = etag {
        request = request.header(IF_NONE_MATCH, etag);
    }
    let mut response = request.send().await?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_MODIFIED if etag.is_some() => return Ok(Answer::Unchanged),
        other => return Err(Trouble::Failed(Failure::Status(other.as_u16()))),
    }
    if let Some(encoding) = response.headers().get(CONTENT_ENCODING)
        && encoding != "identity"
    {
        return Err(Trouble::Refused(Refusal::Encoded));
    }
    let etag = response.headers().get(ETAG).and_then(usable);
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await? {
        if bytes.len() + piece.len() > signed::MAX_BYTES {
            return Err(Trouble::Refused(Refusal::TooLarge));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(Answer::File { bytes, etag })
}

/// A mark that can be sent back.
fn usable(etag: &HeaderValue) -> Option<String> {
    let etag = etag.to_str().ok()?;
    (etag.len() <= LONGEST_ETAG).then(|| etag.to_owned())
}

/// A client for one question. No cookie, no referrer, no proxy that the environment names, no
/// session that a server could know again; no redirect, and no second try.
fn client(source: &Source, now: Timestamp) -> Result<Client, Trouble> {
    let clock = Arc::new(Clock(UnixTime::since_unix_epoch(Duration::from_millis(
        now.0,
    ))));
    let mut tls = ClientConfig::builder_with_details(Arc::new(ring::default_provider()), clock)
        .with_safe_default_protocol_versions()
        .map_err(|_| Trouble::Failed(Failure::Client))?
        .with_root_certificates(Arc::clone(&source.anchors))
        .with_no_client_auth();
    tls.resumption = Resumption::disabled();
    let client = Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .http1_only()
        .no_proxy()
        .referer(false)
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .user_agent(USER_AGENT)
        .connect_timeout(source.patience.connecting)
        .read_timeout(source.patience.silence)
        .timeout(source.patience.whole)
        .build()?;
    Ok(client)
}

/// Time as the caller has it.
#[derive(Debug)]
struct Clock(UnixTime);

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        Some(self.0)
    }
}

impl From<reqwest::Error> for Trouble {
    fn from(error: reqwest::Error) -> Self {
        Self::Failed(if error.is_timeout() {
            Failure::TooSlow
        } else if error.is_builder() {
            Failure::Client
        } else if is_of_tls(&error) {
            Failure::Untrusted
        } else {
            Failure::NoConnection
        })
    }
}

/// Whether it was TLS that failed, somewhere below.
fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    let mut below = Some(error);
    while let Some(error) = below {
        if error.is::<rustls::Error>() {
            return true;
        }
        // An error of input and output hides what it carries from `source`.
        let carried = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        if carried.is_some_and(|carried| is_of_tls(carried)) {
            return true;
        }
        below = error.source();
    }
    false
}
