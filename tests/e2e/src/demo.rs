//! The demonstration: the main job from beginning to end, with pictures.

use crate::flow::{Film, Heading, Outcome, Play, Report, named};
use crate::phone::RemotePhones;
use std::io;
use std::path::{Path, PathBuf};

/// The scenarios that are shown.
const SHOWN: [&str; 2] = ["first_sign_in", "unexpected_code"];
const HEADING: Heading = Heading {
    language: "da",
    title: "Fra sms til log på",
    intro: "Til venstre browseren med den simulerede side, til højre telefonen. Alt er opdigtet og sker på denne maskine.",
    is_open: true,
};

/// Why the demonstration stopped.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A scenario did not go through.
    #[error("{what}; what was seen: {}", page.display())]
    Flow {
        /// Why.
        what: String,
        /// The page that shows what was seen until then.
        page: PathBuf,
    },
    /// A scenario's file is not right.
    #[error("{0}")]
    Scenario(String),
    /// The pictures could not be kept.
    #[error("the pictures could not be kept: {0}")]
    Pictures(#[from] io::Error),
}

/// Registers and signs in by itself with the Android app as the phone, tells each step to `progress`,
/// keeps a picture of each in a folder, and returns the page that shows them.
///
/// # Errors
/// At the first step that fails; what was shown so far is kept.
pub fn demonstrate(folder: &Path, progress: fn(&str)) -> Result<PathBuf, DemoError> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut report = Report::into_folder(folder, HEADING)?;
    let phones = RemotePhones::android(folder.join("android.log"));
    progress("the Android app starts, on Robolectric");
    for name in SHOWN {
        let scenario = named(name).map_err(DemoError::Scenario)?;
        let film = Film::into_folder(report.folder(), name).telling(progress);
        let play = runtime.block_on(Play::of(name, &scenario, &phones, film));
        let failure = match &play.outcome {
            Outcome::Failed(error) => Some(error.to_string()),
            _ => None,
        };
        report.add([play]);
        if let Some(what) = failure {
            let page = report.finish()?;
            return Err(DemoError::Flow { what, page });
        }
    }
    Ok(report.finish()?)
}
