//! What the terminal phone keeps over a restart: settings and history, in the core's store.

use kodebro_core::session::{HistoryKind, Saved, ShellProblem, Timestamp};
use kodebro_core::store::{Opened, Store};
use std::io;
use std::path::Path;

/// Keeps settings and history, or forgets them.
#[derive(Debug)]
pub(super) struct Keeper {
    store: Option<Store>,
    set_aside: bool,
}

impl Keeper {
    /// Keeps nothing.
    pub(super) const fn forgetful() -> Self {
        Self {
            store: None,
            set_aside: false,
        }
    }

    /// Keeps in a folder, which is made where it is missing; without one, forgets.
    ///
    /// # Errors
    /// Where the folder or the file in it cannot be used.
    pub(super) fn open(folder: Option<&Path>) -> io::Result<Self> {
        let Some(folder) = folder else {
            return Ok(Self::forgetful());
        };
        std::fs::create_dir_all(folder)?;
        let Opened { store, recovered } =
            Store::open(&folder.join("kodebro.sqlite")).map_err(io::Error::other)?;
        Ok(Self {
            store: Some(store),
            set_aside: recovered.is_some(),
        })
    }

    /// What was kept the last time.
    pub(super) fn saved(&self) -> Option<Saved> {
        self.store
            .as_ref()
            .and_then(|store| store.saved().ok().flatten())
    }

    /// Whether a damaged file has been set aside, and the person has yet to be told.
    pub(super) const fn was_set_aside(&self) -> bool {
        self.set_aside
    }

    /// The person has been told of it. Where that cannot be kept, the next start tells again.
    pub(super) fn told_of_set_aside(&mut self) {
        self.set_aside = false;
        let _ = self.with(|store| store.recovery_told());
    }

    pub(super) fn save(&mut self, saved: Saved) -> Result<(), ShellProblem> {
        self.with(|store| store.save(&saved))
    }

    pub(super) fn record(&mut self, kind: HistoryKind, at: Timestamp) -> Result<(), ShellProblem> {
        self.with(|store| store.record(kind, at))
    }

    pub(super) fn erase(&mut self) -> Result<(), ShellProblem> {
        self.with(Store::erase)
    }

    fn with<E>(
        &mut self,
        write: impl FnOnce(&mut Store) -> Result<(), E>,
    ) -> Result<(), ShellProblem> {
        match &mut self.store {
            Some(store) => write(store).map_err(|_| ShellProblem::Store),
            None => Ok(()),
        }
    }
}
