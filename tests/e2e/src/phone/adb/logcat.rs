//! Whether a device's log tells a code that was sent to it.

use super::device::{Device, DeviceError};
use kodebro_core::secret::Secret;
use std::sync::{Arc, Mutex, PoisonError};

/// Codes of the sign-in have at least this many digits; fewer are dates, amounts and sizes.
const LEAST_DIGITS: usize = 6;

/// What is wrong with the log. Never the code.
#[derive(Debug, thiserror::Error)]
pub(super) enum LogError {
    /// The log could not be read.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// It tells a code.
    #[error("the device's log tells a code that was sent; the line's tag is {0}")]
    TellsCode(String),
}

/// The codes that were sent while a scenario ran.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes(Arc<Mutex<Vec<Secret<String>>>>);

impl Codes {
    /// Takes note of the codes in a message.
    pub(super) fn note(&self, message: &str) {
        let runs = message.split(|character: char| !character.is_ascii_digit());
        let codes = runs.filter(|run| run.len() >= LEAST_DIGITS);
        let codes = codes.map(|code| Secret::new(code.to_owned()));
        self.lock().extend(codes);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Secret<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks into the log after a scenario.
#[derive(Debug)]
pub(super) struct LogWatch {
    pub(super) device: Device,
    /// When the scenario began, in seconds of the device's clock.
    pub(super) since_s: u64,
    pub(super) codes: Codes,
}

impl LogWatch {
    /// Searches everything that any app or Android itself logged since the scenario began for every
    /// code that was sent: as it is, in groups, and spelled.
    ///
    /// # Errors
    /// Where the log cannot be read, or tells a code.
    pub(super) fn check(&self) -> Result<(), LogError> {
        let log = self.device.log_since(self.since_s)?;
        let codes = self.codes.lock();
        match log.lines().find_map(|line| tag_of_telling(line, &codes)) {
            Some(tag) => Err(LogError::TellsCode(tag)),
            None => Ok(()),
        }
    }
}

/// The tag of a line that tells a code; nothing where it tells none.
fn tag_of_telling(line: &str, codes: &[Secret<String>]) -> Option<String> {
    let (tag, message) = parts_of(line);
    let tells = |words: &str| codes.iter().any(|code| tells(words, code.expose()));
    if tells(tag) {
        Some("withheld, since the code stands in it".to_owned())
    } else {
        tells(message).then(|| tag.to_owned())
    }
}

/// Tag and message of a line of `logcat -v threadtime`: after date, time, process, thread and level.
fn parts_of(line: &str) -> (&str, &str) {
    let mut rest = line;
    for _ in 0..5 {
        let Some((_, after)) = rest.trim_start().split_once(' ') else {
            return ("", line);
        };
        rest = after;
    }
    match rest.split_once(": ") {
        Some((tag, message)) => (tag.trim(), message),
        None => ("", line),
    }
}

/// Whether words hold a code: its digits, together or in groups of about the same length, each
/// followed by at most two characters that are no letter and no digit. Part of a longer number is
/// another number.
fn tells(words: &str, code: &str) -> bool {
    let words: Vec<char> = words.chars().collect();
    let code: Vec<char> = code.chars().collect();
    (0..words.len()).any(|start| {
        let before = start.checked_sub(1).and_then(|place| words.get(place));
        before.is_none_or(|before| !before.is_alphanumeric()) && begins(&words[start..], &code)
    })
}

fn begins(words: &[char], code: &[char]) -> bool {
    let mut groups = vec![0_usize];
    let mut place = 0;
    for (count, digit) in code.iter().enumerate() {
        let gap = words[place..]
            .iter()
            .take_while(|character| !character.is_alphanumeric())
            .count();
        if words.get(place + gap) != Some(digit) || gap > 2 || (count == 0 && gap > 0) {
            return false;
        }
        if gap > 0 {
            groups.push(0);
        }
        if let Some(group) = groups.last_mut() {
            *group += 1;
        }
        place += gap + 1;
    }
    let is_whole = words.get(place).is_none_or(|next| !next.is_alphanumeric());
    let shortest = groups.iter().min().copied().unwrap_or_default();
    let longest = groups.iter().max().copied().unwrap_or_default();
    is_whole && longest - shortest <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(line: &str) -> Option<String> {
        let codes = Codes::default();
        codes.note("Brug bekræftelseskode 263641 til Microsoft godkendelse.");
        tag_of_telling(line, &codes.lock())
    }

    fn line(message: &str) -> String {
        format!("11-25 22:10:11.263  4312  4320 D Kodebro : {message}")
    }

    #[test]
    fn a_code_is_found_however_it_is_written() {
        let ways = [
            "code=263641",
            "263641",
            "\"263 641\"",
            "263-641.",
            "26 36 41",
            "2 6 3, 6 4 1",
            "2, 6, 3, 6, 4, 1",
            "2-6-3-6-4-1",
        ];
        for way in ways {
            assert_eq!(tag(&line(way)).as_deref(), Some("Kodebro"), "{way}");
        }
    }

    #[test]
    fn another_number_is_none() {
        for number in [
            "1263641",
            "2636410",
            "took 26364 ms, 1 left",
            "2 63641",
            "263x641",
        ] {
            assert_eq!(tag(&line(number)), None, "{number}");
        }
    }

    #[test]
    fn the_place_of_a_line_is_no_message() {
        assert_eq!(tag("11-25 22:10:11.263  2636  4100 D Kodebro : up"), None);
        assert_eq!(tag("--------- beginning of main"), None);
    }

    #[test]
    fn a_tag_that_is_the_code_is_not_told() {
        let told = tag("11-25 22:10:11.263  4312  4320 D 263641  : up").expect("it is found");
        assert!(!told.contains("263641"));
    }
}
