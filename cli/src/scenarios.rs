//! `kodebro scenarios`: whole flows on every phone there is, and a page that shows how they went.

use crate::phone::TerminalPhones;
use kodebro_e2e::flow::{ALL, Heading, Outcome, Play, Report, named, play_all};
use kodebro_e2e::phone::adb::AdbPhones;
use kodebro_e2e::phone::{DirectPhones, PhoneKind, Phones, RemotePhones};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Plays scenarios with phones and a real browser beside the simulated sign-in.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A phone to play with (core, terminal, android, iphone, device); more can follow. Without it:
    /// all, device only where adb knows one.
    #[arg(long = "phone", value_name = "PHONE")]
    phones: Vec<PhoneKind>,

    /// A scenario to play, by the name of its file; more can follow. Without it: all.
    #[arg(long = "scenario", value_name = "NAME")]
    scenarios: Vec<String>,
}

const FOLDER: &str = "target/scenarios";
/// What the device gets, as `scripts/android debug` leaves it.
const APK: &str = "target/android/kodebro-debug.apk";
const HEADING: Heading = Heading {
    language: "en",
    title: "Scenarios",
    intro: "Each scenario in a real browser beside the simulated sign-in, on each phone. Everybody in them is invented, and all of it happens on this machine.",
    is_open: false,
};

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match play(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "kodebro: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Plays; whether all went as the scenarios say.
fn play(arguments: &Arguments) -> Result<bool, String> {
    let names = names(&arguments.scenarios)?;
    let asked: BTreeSet<_> = arguments.phones.iter().copied().collect();
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let mut report =
        Report::into_folder(&folder(&asked), HEADING).map_err(|error| error.to_string())?;
    for kind in PhoneKind::ALL {
        if !asked.is_empty() && !asked.contains(&kind) {
            continue;
        }
        let phones = match phones(kind, report.folder()) {
            Ok(phones) => phones,
            Err(why) if asked.is_empty() => {
                say(&format!("{kind}: left out; {why}"));
                report.leave_out(kind, &why);
                continue;
            }
            Err(why) => return Err(why),
        };
        let count = names.len();
        let told = |before: usize, play: &Play| tell(before + 1, count, play);
        let plays = runtime.block_on(play_all(&names, phones, report.folder(), told))?;
        report.add(plays);
    }
    let has_failed = |play: &Play| matches!(play.outcome, Outcome::Failed(_));
    let failed = report
        .plays()
        .iter()
        .filter(|play| has_failed(play))
        .count();
    let page = report
        .finish()
        .map_err(|error| format!("the report could not be written: {error}"))?;
    say(&format!("{failed} failed; the report: {}", page.display()));
    Ok(failed == 0)
}

/// Where the report goes: reports of other phones are left alone.
fn folder(asked: &BTreeSet<PhoneKind>) -> PathBuf {
    let parts = asked.iter().map(|kind| kind.name());
    let parts: Vec<_> = [FOLDER].into_iter().chain(parts).collect();
    parts.join("-").into()
}

/// The scenarios that were asked for, each once and in the report's order; all where none was.
fn names(asked: &[String]) -> Result<Vec<String>, String> {
    for name in asked {
        named(name)?;
    }
    let is_asked = |name: &&str| asked.is_empty() || asked.iter().any(|asked| asked == name);
    Ok(ALL
        .map(|(name, _)| name)
        .into_iter()
        .filter(is_asked)
        .map(str::to_owned)
        .collect())
}

/// The phones of a kind, or why there are none.
fn phones(kind: PhoneKind, folder: &Path) -> Result<Arc<dyn Phones>, String> {
    let log = folder.join(format!("{kind}.log"));
    Ok(match kind {
        PhoneKind::Core => Arc::new(DirectPhones),
        PhoneKind::Terminal => Arc::new(TerminalPhones),
        PhoneKind::Android => Arc::new(RemotePhones::android(log)),
        PhoneKind::Iphone => Arc::new(RemotePhones::iphone(log)),
        PhoneKind::Device => {
            Arc::new(AdbPhones::find(Path::new(APK)).map_err(|error| error.to_string())?)
        }
    })
}

fn tell(number: usize, count: usize, play: &Play) {
    let place = format!("[{number:2}/{count}] {:8} {}", play.phone, play.name);
    say(&match &play.outcome {
        Outcome::Passed => format!(
            "{place}: passed in {:.1} s",
            play.film.length().as_secs_f64()
        ),
        Outcome::Failed(error) => format!("{place}: FAILED: {error}"),
        Outcome::NotFor(reason) => format!("{place}: not for it: {reason}"),
    });
}

fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_that_is_not_there_is_named_with_those_that_are() {
        let error = names(&["first_sing_in".to_owned()]).expect_err("there is none of that name");
        assert!(error.contains("first_sing_in") && error.contains("first_sign_in"));
    }

    #[test]
    fn those_asked_for_are_played_once_and_in_order() {
        let asked = ["captcha", "first_sign_in", "captcha"].map(str::to_owned);
        assert_eq!(
            names(&asked),
            Ok(vec!["first_sign_in".to_owned(), "captcha".to_owned()])
        );
        assert_eq!(names(&[]).map(|names| names.len()), Ok(ALL.len()));
    }
}
