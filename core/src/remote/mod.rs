//! Newer catalogues from the place that the University publishes them at.
//!
//! [`refresh`] asks once a day at most, while the app is in use, and takes in what is newer, signed
//! by a trusted key and sound ([`signed`]); [`store::Keeper::catalogue`] then shows it. Whatever else
//! comes changes nothing.
//!
//! - **Who is asked**: one address over HTTPS, which the build names, with trust anchors of its own.
//!   No redirect is followed.
//! - **What is told**: nothing. The name of the app with its first number, no cookie, no identifier;
//!   each question has a connection of its own. The mark of the last answer (`ETag`) goes back to
//!   whoever sent it, and to nobody else.
//! - **What is believed**: the signature, not the server. A server or a network that lies can keep
//!   an update away, and no more; then the last catalogue runs out on its last day, and the built-in
//!   one is shown.
//! - **Going back**: a version that was seen once is never followed by an earlier one, nor by another
//!   of the same number. This is forgotten where everything is deleted, and where the key that
//!   signed the version is no longer trusted: so a stolen key that signed the highest number of all
//!   cannot end updates for ever.
//! - **Several processes**: of those that find it due at once, one asks.
//! - **A process that is killed** has counted its attempt as failed before, and has taken in all or
//!   nothing.
//!
//! [`signed`]: crate::signed
//! [`store::Keeper::catalogue`]: crate::store::Keeper::catalogue

mod asking;
mod due;
mod fetch;
mod source;

pub use crate::signed::Refusal;
pub use source::{BadSource, Patience, Source};

use crate::guide::Catalogue;
use crate::session::{EventKind, ShellProblem, Timestamp};
use crate::store::{FILE, Store, StoreError};
use asking::Asking;
use std::path::Path;
use std::sync::Arc;

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The build names no place to ask.
    NoSource,
    /// It is not time yet, or another process is asking.
    NotDue,
    /// There is nothing newer.
    Unchanged,
    /// A newer one was taken in, and is to be shown.
    Taken(Arc<Catalogue>),
    /// There was no answer. It is tried again, later each time.
    Failed(Failure),
    /// There was one, and it may not be taken in.
    Refused {
        /// Why.
        reason: Refusal,
        /// Whether it is news. The same refusal of the same file is news once, also over restarts.
        is_new: bool,
    },
}

impl Refreshed {
    /// What the session is to be told of it, if anything: a newer guide, or once that one was
    /// refused which was changed on its way or should never have been signed. What only keeps an
    /// update away tells nobody anything they could act on: a page of the network, a day that is not
    /// there yet or has passed, an old copy, a key that only later apps know.
    pub fn into_event(self) -> Option<EventKind> {
        match self {
            Self::Taken(catalogue) => Some(EventKind::CatalogueTaken(catalogue)),
            Self::Refused {
                reason: Refusal::WrongSignature | Refusal::Invalid(_) | Refusal::NewDomains,
                is_new: true,
            } => Some(EventKind::ShellFailed(ShellProblem::GuideRefused)),
            Self::NoSource
            | Self::NotDue
            | Self::Unchanged
            | Self::Failed(_)
            | Self::Refused { .. } => None,
        }
    }
}

/// Why there was no answer, or none that could be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The server cannot be reached, or the connection broke off.
    #[error("the server of the updates cannot be reached")]
    NoConnection,
    /// The connection is not to the server that the address names, as in a network that answers in
    /// its place; or the clock is so far off that its certificate cannot be judged.
    #[error("the server of the updates has no certificate that is trusted now")]
    Untrusted,
    /// It took too long.
    #[error("the server of the updates is too slow")]
    TooSlow,
    /// Another status (RFC 9110) than 200, or 304 where that was asked for.
    #[error("the server of the updates answered with status {0}")]
    Status(u16),
    /// The system gave what is needed for asking to nobody, such as memory for a connection.
    #[error("asking for updates could not begin")]
    Client,
    /// It could not be kept; what was kept stays.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a newer catalogue where that is due, and takes it in. It blocks for as long as the
/// source's [`Patience`], and a little longer where another process holds the store: call it on a
/// thread that may wait, and not inside an asynchronous runtime. It has its own way to the store in
/// this folder, and may run while a [`crate::store::Keeper`] is open there.
///
/// A clock that stands before the first day of the built-in catalogue is taken to stand there: the
/// app is no older.
pub fn refresh(folder: &Path, source: &Source, now: Timestamp) -> Refreshed {
    let Some(address) = &source.address else {
        return Refreshed::NoSource;
    };
    // The store's last moment.
    let now = now.min(Timestamp(i64::MAX.unsigned_abs()));
    let asking = Asking {
        source,
        address,
        now,
        built_in: Catalogue::built_in(),
    };
    Store::open(&folder.join(FILE))
        .and_then(|opened| asking.ask(opened.store))
        .unwrap_or_else(|error| Refreshed::Failed(Failure::Store(error)))
}
