//! The demonstration: the main job from beginning to end, with pictures.

use crate::flow::{FlowError, Report, named, run};
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

/// Registers and signs in by itself, tells each step to `progress`, keeps a picture of each in a
/// folder, and returns the page that shows them.
///
/// # Errors
/// At the first step that fails; what was shown so far is kept.
pub fn demonstrate(folder: &Path, progress: fn(&str)) -> Result<Option<PathBuf>, DemoError> {
    let runtime = tokio::runtime::Runtime::new()?;
    let mut report = Report::into_folder(folder, progress)?;
    let result = SHOWN.into_iter().try_for_each(|name| {
        let scenario = named(name).map_err(DemoError::Scenario)?;
        Ok(runtime.block_on(run(&scenario, &mut report))?)
    });
    let page = report.finish()?;
    result.map(|()| page)
}
