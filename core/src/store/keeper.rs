//! A shell's way to the store: it hands over the effects of a session, and starts with what was
//! kept.

use super::{Opened, Store, StoreError};
use crate::session::{Effect, Saved, ShellProblem, Timestamp};
use std::path::Path;

/// The name of the store's file.
const FILE: &str = "kodebro.sqlite";

/// Keeps what a session wants kept, or forgets it.
#[derive(Debug)]
pub struct Keeper {
    store: Option<Store>,
    untold: Option<ShellProblem>,
}

impl Keeper {
    /// Keeps nothing, because nobody asked for it.
    pub const fn forgetful() -> Self {
        Self {
            store: None,
            untold: None,
        }
    }

    /// Keeps nothing, because the store could not be opened: the person is to be told.
    pub const fn failed() -> Self {
        Self {
            store: None,
            untold: Some(ShellProblem::Store),
        }
    }

    /// Keeps in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// Where the folder or the file in it cannot be used.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        let Opened { store, recovered } = Store::open(&folder.join(FILE))?;
        Ok(Self {
            store: Some(store),
            untold: recovered.map(|_| ShellProblem::StoreSetAside),
        })
    }

    /// What was kept the last time.
    pub fn saved(&self) -> Option<Saved> {
        self.store
            .as_ref()
            .and_then(|store| store.saved().ok().flatten())
    }

    /// What went wrong at the start and the person has yet to be told; the shell tells the session
    /// now. Where it cannot be kept that they were told, the next start tells again.
    pub fn take_problem(&mut self) -> Option<ShellProblem> {
        let problem = self.untold.take();
        if problem == Some(ShellProblem::StoreSetAside)
            && let Some(store) = &self.store
        {
            let _ = store.recovery_told();
        }
        problem
    }

    /// Carries an effect out where it is about what is kept, and leaves others alone.
    ///
    /// # Errors
    /// [`ShellProblem::Store`] where it could not be kept or deleted; the shell tells the session.
    pub fn carry_out(&mut self, effect: &Effect, at: Timestamp) -> Result<(), ShellProblem> {
        let Some(store) = &mut self.store else {
            return Ok(());
        };
        match effect {
            Effect::Save(saved) => store.save(saved),
            Effect::Record(kind) => store.record(*kind, at),
            Effect::Erase => store.erase(),
            _ => Ok(()),
        }
        .map_err(|_| ShellProblem::Store)
    }
}
