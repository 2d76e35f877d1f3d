//! What the terminal phone keeps over a restart: settings and history, in the core's store.

use kodebro_core::session::{HistoryKind, Saved, ShellProblem, Timestamp};
use std::io;
use std::path::Path;

/// Keeps settings and history, or forgets them.
#[derive(Debug)]
pub(super) struct Keeper;

impl Keeper {
    /// Keeps nothing.
    pub(super) const fn forgetful() -> Self {
        Self
    }

    /// Keeps in a folder, which is made where it is missing; without one, forgets.
    pub(super) fn open(_folder: Option<&Path>) -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn saved(&self) -> Option<Saved> {
        None
    }

    pub(super) fn was_set_aside(&mut self) -> bool {
        false
    }

    pub(super) fn save(&mut self, _saved: Saved) -> Result<(), ShellProblem> {
        Ok(())
    }

    pub(super) fn record(
        &mut self,
        _kind: HistoryKind,
        _at: Timestamp,
    ) -> Result<(), ShellProblem> {
        Ok(())
    }

    pub(super) fn erase(&mut self) -> Result<(), ShellProblem> {
        Ok(())
    }
}
