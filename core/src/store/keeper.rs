//! A shell's way to the store: it hands over the effects of a session, and starts with what was
//! kept.

use super::{Opened, SealingKey, Store, StoreError};
use crate::guide::{Catalogue, Progress};
use crate::session::{Effect, Saved, ShellProblem, Start, Timestamp};
use crate::signed::Keys;
use std::path::Path;
use std::sync::Arc;

/// The name of the store's file.
pub(crate) const FILE: &str = "kodebro.sqlite";

/// Keeps what a session wants kept, or forgets it.
#[derive(Debug)]
pub struct Keeper {
    store: Option<Store>,
    key: Option<SealingKey>,
    /// What stands in the store, so that it is not written again.
    progress: Option<Progress>,
    untold: Option<ShellProblem>,
}

impl Keeper {
    /// Keeps nothing, because nobody asked for it.
    pub const fn forgetful() -> Self {
        Self {
            store: None,
            key: None,
            progress: None,
            untold: None,
        }
    }

    /// Keeps nothing, because the store could not be opened: the person is to be told.
    pub const fn failed() -> Self {
        Self {
            store: None,
            key: None,
            progress: None,
            untold: Some(ShellProblem::Store),
        }
    }

    /// Keeps in a folder, which is made where it is missing. How far the reader has come is sealed
    /// with the key; without one it is not kept over a restart.
    ///
    /// # Errors
    /// Where the folder or the file in it cannot be used.
    pub fn open(folder: &Path, key: Option<SealingKey>) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder)?;
        let Opened { store, recovered } = Store::open(&folder.join(FILE))?;
        let progress = match &key {
            Some(key) => store.progress(key)?,
            None => None,
        };
        Ok(Self {
            store: Some(store),
            key,
            progress,
            untold: recovered.map(|_| ShellProblem::StoreSetAside),
        })
    }

    /// What a session starts with.
    pub fn start(&self, now: Timestamp) -> Start {
        Start {
            saved: self.saved(),
            progress: self.progress().unwrap_or_default(),
            catalogue: Some(self.catalogue(now)),
        }
    }

    /// What was kept the last time.
    pub fn saved(&self) -> Option<Saved> {
        self.store
            .as_ref()
            .and_then(|store| store.saved().ok().flatten())
    }

    /// How far the reader had come, where that was kept and opens with the key.
    pub fn progress(&self) -> Option<Progress> {
        self.progress.clone()
    }

    /// Keeps how far the reader has come; where nothing has changed, nothing is written. Without a
    /// key or a store it is forgotten.
    ///
    /// # Errors
    /// [`ShellProblem::Store`] where it could not be kept; then what was kept stays, and the next
    /// call tries again.
    pub fn keep_progress(&mut self, progress: &Progress) -> Result<(), ShellProblem> {
        let (Some(store), Some(key)) = (&self.store, &self.key) else {
            return Ok(());
        };
        let is_kept = match &self.progress {
            Some(kept) => kept == progress,
            None => *progress == Progress::default(),
        };
        if is_kept {
            return Ok(());
        }
        store
            .keep_progress(key, progress)
            .map_err(|_| ShellProblem::Store)?;
        self.progress = Some(progress.clone());
        Ok(())
    }

    /// The catalogue to show: the newest that was taken in, where it is newer than the built-in one
    /// and may still be shown, else the built-in one. All of it is looked at again, the signature
    /// first. What may not be shown now stays where it is: the clock may be set right.
    pub fn catalogue(&self, now: Timestamp) -> Arc<Catalogue> {
        self.catalogue_by(&Keys::of_build(), now)
    }

    /// As [`Keeper::catalogue`], by other keys than the build's.
    pub fn catalogue_by(&self, keys: &Keys, now: Timestamp) -> Arc<Catalogue> {
        let built_in = Catalogue::built_in();
        let published = self.store.as_ref().map(Store::published);
        let newest = published
            .and_then(|published| published.ok().flatten())
            .and_then(|published| keys.open(&published).ok()?.catalogue(&built_in, now).ok())
            .filter(|catalogue| catalogue.version() > built_in.version());
        newest.map_or(built_in, Arc::new)
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
        if let Effect::KeepProgress(progress) = effect {
            return self.keep_progress(progress);
        }
        let Some(store) = &mut self.store else {
            return Ok(());
        };
        match effect {
            Effect::Save(saved) => store.save(saved),
            Effect::Record(kind) => store.record(*kind, at),
            Effect::Erase => {
                self.progress = None;
                store.erase()
            }
            _ => Ok(()),
        }
        .map_err(|_| ShellProblem::Store)
    }
}
