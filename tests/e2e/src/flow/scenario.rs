//! Scenarios: what a person does at the browser and at the phone, as data.

use crate::phone::{PhoneButton, PhoneKind, PhoneScreen};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A scenario.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What happens, for a person.
    pub title: String,
    /// Whose phone it is: the number that messages go to.
    pub phone: String,
    /// The number of the person's other phone, where there is one.
    #[serde(default)]
    pub other_phone: Option<String>,
    /// The phones that it is for.
    pub phones: Vec<PhoneKind>,
    /// The others, each with the reason.
    #[serde(default)]
    pub not_on: BTreeMap<PhoneKind, String>,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step; the words are those of the scenario files.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Opens a path of the sign-in.
    Open(String),
    /// Types a text into the field with an id.
    Type {
        /// The field's id.
        field: String,
        /// The text.
        text: String,
    },
    /// Types the code that stands on the phone.
    TypeCode {
        /// The field's id.
        field: String,
    },
    /// Types the code that stood on the phone when it was last noted.
    TypeNotedCode {
        /// The field's id.
        field: String,
    },
    /// Types what the captcha shows to the person with a user name.
    TypeCaptcha {
        /// The field's id.
        field: String,
        /// The user name without what follows the `@`.
        user: String,
    },
    /// The next code that the sign-in sends.
    NextCode(String),
    /// Notes the code on the phone for later.
    NoteCode,
    /// Presses the element with an id.
    Press(String),
    /// The page's path is this.
    At(String),
    /// The page shows this text.
    See(String),
    /// The page tells of a problem with these words.
    Problem(String),
    /// Presses a button on the phone.
    Phone(PhoneButton),
    /// The phone shows this screen.
    PhoneShows(PhoneScreen),
    /// The phone shows this code.
    PhoneCodeIs(String),
    /// These words stand on the phone.
    PhoneSays(String),
    /// The clipboard holds the noted code (true), or nothing (false).
    Clipboard(bool),
    /// A message from somebody else arrives at the phone.
    Message {
        /// Who sends it.
        sender: String,
        /// What it says.
        text: String,
    },
    /// From now on the sign-in's messages never arrive (false) or arrive (true).
    Coverage(bool),
    /// The phone's airplane mode is on (true) or off (false): what is sent meanwhile arrives when it
    /// ends.
    AirplaneMode(bool),
    /// From now on the sign-in's sender is one of the person's contacts (true) or not (false).
    SenderIsContact(bool),
    /// The app's process is killed, and the app opened again.
    Restart,
    /// A newer guide comes: the one that is built in, with other words in one place.
    GuideUpdate {
        /// The words in the built-in guide.
        instead_of: String,
        /// The words in their place.
        words: String,
    },
    /// The browser is the phone's own, on a page that stands for one of another host. The person goes
    /// into a field, and taps what Kodebro offers there; a code is filled in.
    Autofill {
        /// The field's id.
        field: String,
        /// The host.
        host: String,
        /// What is to be offered.
        offers: AutofillOffer,
    },
    /// A step with the person's other phone.
    OtherPhone(Box<Self>),
    /// So many seconds pass.
    Pass(u64),
    /// A caption for the report: what the person does next.
    Caption(String),
}

/// What Kodebro offers for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AutofillOffer {
    /// Nothing.
    Nothing,
    /// To wait for a code.
    Wait,
    /// The code.
    Code,
}

/// In the words of the scenario files.
impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        let words = words.strip_prefix('{').unwrap_or(&words);
        formatter.write_str(words.strip_suffix('}').unwrap_or(words))
    }
}

macro_rules! scenarios {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../scenarios/", $name, ".json")))),*]
    };
}

/// The scenarios by name, in the order of a report; the name is that of the file.
pub const ALL: [(&str, &str); 30] = scenarios![
    "registration_as_student"
    "registration_as_both"
    "registration_with_the_guide"
    "first_sign_in"
    "later_sign_in"
    "sign_in_on_the_phone"
    "wrong_then_right_code"
    "expired_code"
    "resend_and_old_code_refused"
    "captcha"
    "another_message_during_waiting"
    "advertising_during_waiting"
    "refused_consent"
    "sender_is_a_contact"
    "no_message_at_all"
    "airplane_mode"
    "two_phones"
    "language_in_the_middle"
    "guide_update_in_the_middle"
    "killed_at_each_step"
    "unexpected_code"
    "code_at_night"
    "phishing_page"
    "unknown_user_name"
    "old_password"
    "message_in_english"
    "employee_without_sms"
    "authenticator_instead"
    "number_cannot_be_filled_in"
    "wrong_ending_of_user_name"
];

/// Reads a scenario by name.
///
/// # Errors
/// Where there is none of that name, or its file is not right: with the place in the file.
pub fn named(name: &str) -> Result<Scenario, String> {
    let names = || ALL.map(|(known, _)| known).join(", ");
    let (_, content) = ALL
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| format!("there is no scenario {name}; there are {}", names()))?;
    serde_json::from_str(content).map_err(|error| format!("scenario {name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_scenario_says_of_every_phone_whether_it_is_for_it_and_why_not() {
        for (name, _) in ALL {
            let scenario = named(name).expect("the file is right");
            for kind in PhoneKind::ALL {
                let is_for = scenario.phones.contains(&kind);
                let reason = scenario.not_on.get(&kind);
                assert!(is_for != reason.is_some(), "{name} on {kind}");
                assert!(
                    reason.is_none_or(|reason| reason.len() > 10),
                    "{name} on {kind}"
                );
            }
        }
    }

    #[test]
    fn every_file_is_a_scenario() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        for file in std::fs::read_dir(folder).expect("it is there") {
            let path = file.expect("it can be read").path();
            let name = path.file_stem().expect("it has a name").to_string_lossy();
            assert!(ALL.iter().any(|(known, _)| *known == name), "{name}");
        }
    }

    #[test]
    fn a_step_is_told_in_the_words_of_its_file() {
        let step = Step::Phone(PhoneButton::NotMine);
        assert_eq!(step.to_string(), "\"phone\":\"not_mine\"");
        assert_eq!(Step::Restart.to_string(), "\"restart\"");
    }
}
