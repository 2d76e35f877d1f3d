//! Plays scenarios with phones, several at a time where a phone allows it.

use super::film::Film;
use super::run::{FlowError, run};
use super::scenario::{Scenario, named};
use crate::phone::{PhoneKind, Phones};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::JoinSet;

/// How a play ended.
#[derive(Debug)]
pub enum Outcome {
    /// As the scenario says.
    Passed,
    /// Otherwise.
    Failed(FlowError),
    /// The scenario is not for the phone, for this reason.
    NotFor(String),
}

/// A scenario on a phone, and how it went.
#[derive(Debug)]
pub struct Play {
    /// The scenario's name.
    pub name: String,
    /// What happens in it.
    pub title: String,
    /// The phone.
    pub phone: PhoneKind,
    /// How it ended.
    pub outcome: Outcome,
    /// What was seen.
    pub film: Film,
    /// What the phone left in the folder.
    pub files: Vec<PathBuf>,
}

impl Play {
    /// Plays a scenario with a phone, for a film.
    pub async fn of(name: &str, scenario: &Scenario, phones: &dyn Phones, mut film: Film) -> Self {
        let (outcome, files) = match run(scenario, phones, &mut film).await {
            Ok(files) => (Outcome::Passed, files),
            Err(error) => (Outcome::Failed(error), Vec::new()),
        };
        Self {
            name: name.to_owned(),
            title: scenario.title.clone(),
            phone: phones.kind(),
            outcome,
            film,
            files,
        }
    }
}

/// Plays scenarios, by their names, with phones of a kind, and tells of each that has ended: how
/// many there were before it, and it. Pictures and what phones record are left in a folder that is
/// there.
///
/// # Errors
/// Where there is no such scenario, or its file is not right.
pub async fn play_all(
    names: &[String],
    phones: Arc<dyn Phones>,
    folder: &Path,
    mut ended: impl FnMut(usize, &Play),
) -> Result<Vec<Play>, String> {
    let mut scenarios = Vec::new();
    for (place, name) in names.iter().enumerate() {
        scenarios.push((place, name, named(name)?));
    }
    let mut plays = Vec::new();
    let mut end = |place: usize, play: Play| {
        ended(plays.len(), &play);
        plays.push((place, play));
    };
    let mut ahead = scenarios.into_iter();
    let mut under_way = JoinSet::new();
    loop {
        while under_way.len() < phones.at_once() {
            let Some((place, name, scenario)) = ahead.next() else {
                break;
            };
            if let Some(reason) = scenario.not_on.get(&phones.kind()) {
                let play = Play {
                    name: name.clone(),
                    title: scenario.title.clone(),
                    phone: phones.kind(),
                    outcome: Outcome::NotFor(reason.clone()),
                    film: Film::default(),
                    files: Vec::new(),
                };
                end(place, play);
                continue;
            }
            let film = Film::into_folder(folder, &format!("{name}-{}", phones.kind()));
            let (phones, name) = (Arc::clone(&phones), name.clone());
            under_way
                .spawn(async move { (place, Play::of(&name, &scenario, &*phones, film).await) });
        }
        let Some(played) = under_way.join_next().await else {
            break;
        };
        let (place, play) = played.map_err(|error| error.to_string())?;
        end(place, play);
    }
    plays.sort_by_key(|(place, _)| *place);
    Ok(plays.into_iter().map(|(_, play)| play).collect())
}
