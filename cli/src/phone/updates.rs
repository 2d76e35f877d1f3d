//! Newer guides, looked for while the phone goes on.

use kodebro_core::remote::{Refreshed, Source, refresh};
use kodebro_core::session::Timestamp;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Looks for newer guides, and holds what came of it.
#[derive(Debug)]
pub(super) struct Updates {
    /// Where a newer guide is kept; none where nothing is.
    folder: Option<PathBuf>,
    sender: Sender<Refreshed>,
    receiver: Receiver<Refreshed>,
}

impl Updates {
    pub(super) fn kept_in(folder: Option<PathBuf>) -> Self {
        let (sender, receiver) = channel();
        Self {
            folder,
            sender,
            receiver,
        }
    }

    /// Looks for one, on a thread of its own: the network may be slow.
    pub(super) fn look(&self, at: Timestamp) {
        let Some(folder) = self.folder.clone() else {
            return;
        };
        let sender = self.sender.clone();
        std::thread::spawn(move || {
            // Where the phone was closed meanwhile, nobody asks any more.
            let _ = sender.send(refresh(&folder, &Source::of_build(), at));
        });
    }

    /// What has come of it since.
    pub(super) fn came(&self) -> impl Iterator<Item = Refreshed> {
        self.receiver.try_iter()
    }
}
