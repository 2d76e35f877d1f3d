//! Who can sign in: invented people, one for each rule, kept as data.

use super::phone_number::PhoneNumber;
use serde::Deserialize;
use std::fmt;

/// The people who can sign in.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct People(Vec<Person>);

/// An invented person with an account at the university.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The user name without what follows the `@`, in lower case: `abc123`.
    pub user_name: String,
    /// First and last name.
    pub name: String,
    /// What the person is at the university.
    pub role: Role,
    /// The password, in clear: the person is invented.
    pub password: String,
    /// The age of the password when the service starts, in days.
    #[serde(default)]
    pub password_age_days: u32,
    /// The second factors that are registered when the service starts.
    #[serde(default)]
    pub methods: Vec<Method>,
    /// Whether the page keeps country code and number from being filled in.
    #[serde(default)]
    pub number_field_locked: bool,
    /// The language of the person's messages.
    #[serde(default)]
    pub language: Language,
    /// What signing in as this person shows, in Danish, for the list of people to practise with.
    pub shows: String,
}

/// What a person is at the university. It decides what follows the user name, and whether SMS is
/// offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A student: `@alumni.ku.dk`.
    Student,
    /// An employee: `@ku.dk`, and no SMS.
    Employee,
    /// Student and employee, such as a student assistant: `@ku.dk`.
    Both,
}

/// A second factor that is registered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The app NetIQ.
    NetIq,
    /// The app Microsoft Authenticator.
    Authenticator,
    /// A code by SMS to this number.
    Sms(PhoneNumber),
}

/// The language of a person's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Danish.
    #[default]
    #[serde(rename = "da")]
    Danish,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The list of people cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// It is not JSON of the right form.
    #[error("the list of people is not valid JSON of the right form: {0}")]
    Form(#[from] serde_json::Error),
    /// Two people have the same user name.
    #[error("the list of people holds the user name {0} twice; give each person their own")]
    Twice(String),
}

impl People {
    /// The people who come with the service.
    ///
    /// # Panics
    /// Never: the list is part of the program, and a test reads it.
    #[must_use]
    pub fn invented() -> Self {
        Self::from_json(include_str!("people.json")).expect("a test reads the built-in list")
    }

    /// Reads a list of people from JSON; `people.json` beside this file shows its form.
    ///
    /// # Errors
    /// See [`PeopleError`].
    pub fn from_json(json: &str) -> Result<Self, PeopleError> {
        let people: Self = serde_json::from_str(json)?;
        let mut names: Vec<_> = people.0.iter().map(|person| &person.user_name).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(PeopleError::Twice(pair[0].clone())),
            None => Ok(people),
        }
    }

    /// Everyone, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.0.iter()
    }
}

impl Person {
    /// The whole user name: `abc123@alumni.ku.dk`.
    #[must_use]
    pub fn account_name(&self) -> String {
        format!("{}{}", self.user_name, self.role.suffix())
    }

    /// The number that codes are sent to when the service starts, if one is registered.
    #[must_use]
    pub fn sms_number(&self) -> Option<&PhoneNumber> {
        self.methods.iter().find_map(|method| match method {
            Method::Sms(number) => Some(number),
            Method::NetIq | Method::Authenticator => None,
        })
    }
}

impl Role {
    /// What follows the user name.
    ///
    /// Source: KU's guide. Whoever is student and employee signs in as employee.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Student => "@alumni.ku.dk",
            Self::Employee | Self::Both => "@ku.dk",
        }
    }

    /// Whether SMS is offered. Source: KU's guide, "kun for studerende".
    #[must_use]
    pub const fn may_use_sms(self) -> bool {
        matches!(self, Self::Student | Self::Both)
    }
}

/// Leaves the password out.
impl fmt::Debug for Person {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Person")
            .field("user_name", &self.user_name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_people_cover_every_rule() {
        let people = People::invented();
        let any = |rule: fn(&Person) -> bool| assert!(people.iter().any(rule));
        any(|person| person.role == Role::Student && person.methods.is_empty());
        any(|person| person.role == Role::Both && person.methods.is_empty());
        any(|person| person.role == Role::Employee && person.methods.is_empty());
        any(|person| matches!(person.methods[..], [Method::Sms(_)]));
        any(|person| person.methods == [Method::NetIq]);
        any(|person| person.methods == [Method::Authenticator]);
        any(|person| person.password_age_days > 365);
        any(|person| person.number_field_locked);
        any(|person| person.language == Language::English);
    }

    #[test]
    fn a_broken_list_of_people_says_what_is_wrong() {
        let twice = r#"[{"user_name":"abc123","name":"A","role":"student","password":"p","shows":""},
                        {"user_name":"abc123","name":"B","role":"student","password":"p","shows":""}]"#;
        assert!(
            matches!(People::from_json(twice), Err(PeopleError::Twice(name)) if name == "abc123")
        );
        assert!(matches!(
            People::from_json("[{}]"),
            Err(PeopleError::Form(_))
        ));
    }
}
