//! What was seen while a scenario was played: pictures, and each step with its time.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A picture of the browser and the phones, at a moment.
#[derive(Debug)]
pub struct Shot {
    /// What the person does next.
    pub caption: String,
    /// The page: the name of a PNG in the report's folder.
    pub page: String,
    /// The phones, as HTML.
    pub phones: Vec<String>,
}

/// A step that was taken.
#[derive(Debug)]
pub struct Taken {
    /// In the words of its file.
    pub words: String,
    /// How long it took.
    pub took: Duration,
}

/// The film of one scenario on one phone.
#[derive(Debug, Default)]
pub struct Film {
    /// Where the pictures go; none are taken without it.
    folder: Option<PathBuf>,
    /// What the names of its pictures begin with.
    name: String,
    progress: Option<fn(&str)>,
    pub(super) shots: Vec<Shot>,
    pub(super) steps: Vec<Taken>,
    /// The first picture that could not be written.
    pub(super) problem: Option<io::Error>,
}

impl Film {
    /// A film whose pictures go into a folder that is there, under a name that no other film has.
    pub fn into_folder(folder: &Path, name: &str) -> Self {
        Self {
            folder: Some(folder.to_owned()),
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Tells each caption while the film is taken.
    #[must_use]
    pub fn telling(self, progress: fn(&str)) -> Self {
        Self {
            progress: Some(progress),
            ..self
        }
    }

    /// Where what belongs to the film goes, but for the ending of its name.
    pub(super) fn path(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(&self.name))
    }

    pub(super) const fn takes_pictures(&self) -> bool {
        self.folder.is_some()
    }

    pub(super) fn tell(&self, caption: &str) {
        if let Some(progress) = self.progress {
            progress(caption);
        }
    }

    pub(super) fn add(&mut self, caption: &str, page: &[u8], phones: Vec<String>) {
        let Some(folder) = &self.folder else { return };
        let name = format!("{}-{:02}.png", self.name, self.shots.len() + 1);
        if let Err(error) = std::fs::write(folder.join(&name), page) {
            self.problem.get_or_insert(error);
        }
        self.shots.push(Shot {
            caption: caption.to_owned(),
            page: name,
            phones,
        });
    }

    /// How long all steps took together; what came up before them does not count.
    pub fn length(&self) -> Duration {
        self.steps.iter().map(|step| step.took).sum()
    }

    pub(super) fn took(&mut self, words: String, took: Duration) {
        self.steps.push(Taken { words, took });
    }
}
