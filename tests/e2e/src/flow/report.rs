//! The page that shows how scenarios went: on which phone, how long each step took, what was seen.

use super::film::Taken;
use super::play::{Outcome, Play};
use super::run::FlowError;
use crate::phone::PhoneKind;
use askama::Template;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the page says first.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The language of both, as a tag (BCP 47).
    pub language: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What is seen.
    pub intro: &'static str,
    /// Every film is seen without a press.
    pub is_open: bool,
}

/// A report: a folder with pictures, and the page that shows them.
#[derive(Debug)]
pub struct Report {
    folder: PathBuf,
    heading: Heading,
    plays: Vec<Play>,
    left_out: Vec<String>,
}

impl Report {
    /// A report in a folder, whose older content is taken away.
    ///
    /// # Errors
    /// Where the folder cannot be made or emptied.
    pub fn into_folder(folder: &Path, heading: Heading) -> io::Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            heading,
            plays: Vec::new(),
            left_out: Vec::new(),
        })
    }

    /// Where pictures of it go.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds what was played.
    pub fn add(&mut self, plays: impl IntoIterator<Item = Play>) {
        self.plays.extend(plays);
    }

    /// A phone was left out, for this reason.
    pub fn leave_out(&mut self, phone: PhoneKind, reason: &str) {
        self.left_out.push(format!("{phone}: {reason}"));
    }

    /// What was played so far.
    pub fn plays(&self) -> &[Play] {
        &self.plays
    }

    /// Writes the page and returns where it is.
    ///
    /// # Errors
    /// Where the page or a picture could not be written, as on a full disk.
    pub fn finish(mut self) -> io::Result<PathBuf> {
        for play in &mut self.plays {
            if let Some(problem) = play.film.problem.take() {
                return Err(problem);
            }
        }
        let page = Page::of(&self, logs(&self.folder)?)
            .render()
            .map_err(io::Error::other)?;
        let path = self.folder.join("index.html");
        std::fs::write(&path, page)?;
        Ok(path)
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'report> {
    heading: Heading,
    phones: Vec<PhoneKind>,
    scenarios: Vec<Row<'report>>,
    left_out: &'report [String],
    /// The names of what the phones' processes printed.
    logs: Vec<String>,
    passed: usize,
    failed: usize,
    not_for: usize,
    took: String,
}

/// A scenario, and how it went on each phone.
struct Row<'report> {
    name: &'report str,
    title: &'report str,
    cells: Vec<Option<&'report Play>>,
}

impl<'report> Page<'report> {
    fn of(report: &'report Report, logs: Vec<String>) -> Self {
        let plays = &report.plays;
        let mut phones: Vec<_> = plays.iter().map(|play| play.phone).collect();
        phones.sort_unstable();
        phones.dedup();
        let mut scenarios: Vec<Row<'_>> = Vec::new();
        for play in plays {
            if !scenarios.iter().any(|row| row.name == play.name) {
                let on = |phone: &PhoneKind| {
                    plays
                        .iter()
                        .find(|other| other.name == play.name && other.phone == *phone)
                };
                scenarios.push(Row {
                    name: &play.name,
                    title: &play.title,
                    cells: phones.iter().map(on).collect(),
                });
            }
        }
        let count = |wanted: fn(&Outcome) -> bool| {
            plays.iter().filter(|play| wanted(&play.outcome)).count()
        };
        Self {
            heading: report.heading,
            phones,
            scenarios,
            left_out: &report.left_out,
            logs,
            passed: count(|outcome| matches!(outcome, Outcome::Passed)),
            failed: count(|outcome| matches!(outcome, Outcome::Failed(_))),
            not_for: count(|outcome| matches!(outcome, Outcome::NotFor(_))),
            took: seconds(plays.iter().map(|play| play.film.length()).sum()),
        }
    }
}

impl Row<'_> {
    fn plays(&self) -> impl Iterator<Item = &Play> {
        self.cells.iter().flatten().copied()
    }
}

impl Play {
    fn is_passed(&self) -> bool {
        matches!(self.outcome, Outcome::Passed)
    }

    fn seconds(&self) -> String {
        seconds(self.film.length())
    }

    fn reason(&self) -> Option<&str> {
        match &self.outcome {
            Outcome::NotFor(reason) => Some(reason),
            _ => None,
        }
    }

    /// The step, what was expected, and what was seen instead.
    fn difference(&self) -> Option<(usize, &str, &str)> {
        match &self.outcome {
            Outcome::Failed(FlowError::Otherwise {
                step,
                expected,
                seen,
            }) => Some((*step, expected, seen)),
            _ => None,
        }
    }

    /// Why it failed, where that is no difference.
    fn failure(&self) -> Option<String> {
        match &self.outcome {
            Outcome::Failed(FlowError::Otherwise { .. }) => None,
            Outcome::Failed(error) => Some(error.to_string()),
            _ => None,
        }
    }

    /// The names of what the phone left.
    fn file_names(&self) -> impl Iterator<Item = String> {
        let names = self.files.iter().filter_map(|file| file.file_name());
        names.map(|name| name.to_string_lossy().into_owned())
    }
}

impl Taken {
    fn seconds(&self) -> String {
        seconds(self.took)
    }
}

/// The names of the logs in a folder.
fn logs(folder: &Path) -> io::Result<Vec<String>> {
    let mut logs = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".log") {
            logs.push(name);
        }
    }
    logs.sort_unstable();
    Ok(logs)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::film::Film;

    const HEADING: Heading = Heading {
        language: "en",
        title: "Scenarios",
        intro: "",
        is_open: false,
    };

    fn play(phone: PhoneKind, outcome: Outcome, folder: &Path) -> Play {
        let mut film = Film::into_folder(folder, &format!("a-{phone}"));
        film.add("Koden < kommer", b"PNG", vec!["<b>phone</b>".to_owned()]);
        film.took("\"press\":\"next\"".to_owned(), Duration::from_millis(1200));
        Play {
            name: "a".to_owned(),
            title: "A & B".to_owned(),
            phone,
            outcome,
            film,
            files: vec![folder.join("phone.mp4")],
        }
    }

    #[test]
    fn the_page_tells_what_was_expected_and_seen_and_why_a_phone_is_not_for_it() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut report = Report::into_folder(folder.path(), HEADING).expect("there is room");
        let failed = Outcome::Failed(FlowError::Otherwise {
            step: 1,
            expected: "the page to say: Udført".to_owned(),
            seen: "the page /mail".to_owned(),
        });
        let not_for = Outcome::NotFor("its clock cannot be moved".to_owned());
        report.add([
            play(PhoneKind::Core, Outcome::Passed, folder.path()),
            play(PhoneKind::Android, failed, folder.path()),
            play(PhoneKind::Device, not_for, folder.path()),
        ]);
        report.leave_out(PhoneKind::Iphone, "nobody asked for it");
        std::fs::write(folder.path().join("android.log"), "it began").expect("there is room");
        let page =
            std::fs::read_to_string(report.finish().expect("there is room")).expect("it is there");
        for words in [
            "1 passed, 1 failed, 1 not for the phone",
            "the page to say: Udført",
            "the page /mail",
            "its clock cannot be moved",
            "A &#38; B",
            "Koden &#60; kommer",
            "<b>phone</b>",
            "&#34;press&#34;:&#34;next&#34;",
            "1.2 s",
            "a-core-01.png",
            "href=\"phone.mp4\"",
            "href=\"android.log\"",
            "iphone: nobody asked for it",
        ] {
            assert!(page.contains(words), "{words}");
        }
    }

    #[test]
    fn a_picture_that_could_not_be_written_is_told() {
        let folder = tempfile::tempdir().expect("there is room");
        let mut report = Report::into_folder(folder.path(), HEADING).expect("there is room");
        let gone = folder.path().join("gone");
        report.add([play(PhoneKind::Core, Outcome::Passed, &gone)]);
        assert!(report.finish().is_err());
    }
}
