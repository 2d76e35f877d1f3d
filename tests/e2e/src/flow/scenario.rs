//! Scenarios: what a person does at the browser and at the phone, as data.

use crate::phone::{PhoneButton, PhoneScreen};
use serde::Deserialize;

/// A scenario.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What happens, for a person.
    pub title: String,
    /// Whose phone it is: the number that messages go to.
    pub phone: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step; the words are those of the scenario files.
#[derive(Debug, Clone, Deserialize)]
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
    /// So many seconds pass.
    Pass(u64),
    /// A caption for the report: what the person does next.
    Caption(String),
}

macro_rules! scenarios {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../scenarios/", $name, ".json")))),*]
    };
}

/// The scenarios by name; the name is that of the file.
pub const ALL: [(&str, &str); 16] = scenarios![
    "registration_as_student"
    "registration_as_both"
    "registration_with_the_guide"
    "first_sign_in"
    "later_sign_in"
    "wrong_then_right_code"
    "expired_code"
    "resend_and_old_code_refused"
    "captcha"
    "another_message_during_waiting"
    "advertising_during_waiting"
    "unexpected_code"
    "no_message_at_all"
    "refused_consent"
    "employee_without_sms"
    "wrong_ending_of_user_name"
];

/// Reads a scenario by name.
///
/// # Errors
/// Where there is none of that name, or its file is not right: with the place in the file.
pub fn named(name: &str) -> Result<Scenario, String> {
    let (_, content) = ALL
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| format!("there is no scenario {name}"))?;
    serde_json::from_str(content).map_err(|error| format!("scenario {name}: {error}"))
}
