//! The demonstration: the main job from beginning to end, with pictures.

use crate::flow::{BEGIN, FlowError, Report, named, run};
use crate::phone::AndroidPhone;
use std::io;
use std::path::{Path, PathBuf};

/// The scenarios that are shown.
const SHOWN: [&str; 2] = ["first_sign_in", "unexpected_code"];

/// Why the demonstration stopped.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A scenario did not go through.
    #[error(transparent)]
    Flow(#[from] FlowError),
    /// A scenario's file is not right.
    #[error("{0}")]
    Scenario(String),
    /// The pictures could not be kept.
    #[error("the pictures could not be kept: {0}")]
    Pictures(#[from] io::Error),
}

/// Registers and signs in by itself with the Android app as the phone, tells each step to `progress`, keeps a picture of each in a
/// folder, and returns the page that shows them.
///
/// # Errors
/// At the first step that fails; what was shown so far is kept.
pub fn demonstrate(folder: &Path, progress: fn(&str)) -> Result<Option<PathBuf>, DemoError> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut report = Report::into_folder(folder, progress)?;
    let result = SHOWN.into_iter().try_for_each(|name| {
        let scenario = named(name).map_err(DemoError::Scenario)?;
        progress("the Android app starts, on Robolectric");
        let phone = AndroidPhone::start(BEGIN).map_err(FlowError::from)?;
        Ok(runtime.block_on(run(&scenario, Box::new(phone), &mut report))?)
    });
    let page = report.finish()?;
    result.map(|()| page)
}
