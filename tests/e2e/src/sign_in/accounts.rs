//! What the university remembers about each person between sign-ins.

use super::code::Challenge;
use super::people::{Method, People, Person};
use super::phone_number::PhoneNumber;
use std::collections::BTreeMap;
use std::time::Duration;

/// How old a password may be. Source: KU's guide, "mere end 12 måneder gammel".
const PASSWORD_LIFETIME: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How often a number can be sent a code during registration before a captcha is asked.
/// Source: KU's guide says "flere gange"; three is this simulation's choice.
pub const TRIES_WITHOUT_CAPTCHA: u32 = 3;

/// Every account, by user name without what follows the `@`.
#[derive(Debug)]
pub(super) struct Accounts(BTreeMap<String, Account>);

/// One person's account as it stands now.
#[derive(Debug)]
pub(super) struct Account {
    person: Person,
    methods: Vec<Method>,
    password: Password,
    /// The one live code: a new one takes its place.
    pub(super) challenge: Option<Challenge>,
    /// How often a registration has asked for a code.
    pub(super) registration_tries: u32,
}

struct Password {
    text: String,
    age_at_start: Duration,
    set_at: Duration,
}

/// What signing in needs beside the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SecondFactor {
    /// The person has one of the apps and needs no SMS.
    App(&'static str),
    /// A code is sent to this number.
    Sms(PhoneNumber),
    /// None is registered yet.
    Missing,
}

impl Accounts {
    pub(super) fn new(people: &People) -> Self {
        let accounts = people
            .iter()
            .map(|person| (person.user_name.clone(), Account::new(person)));
        Self(accounts.collect())
    }

    pub(super) fn get(&self, user_name: &str) -> Option<&Account> {
        self.0.get(user_name)
    }

    pub(super) fn get_mut(&mut self, user_name: &str) -> Option<&mut Account> {
        self.0.get_mut(user_name)
    }
}

impl Account {
    fn new(person: &Person) -> Self {
        Self {
            person: person.clone(),
            methods: person.methods.clone(),
            password: Password {
                text: person.password.clone(),
                age_at_start: Duration::from_secs(
                    u64::from(person.password_age_days) * 24 * 60 * 60,
                ),
                set_at: Duration::ZERO,
            },
            challenge: None,
            registration_tries: 0,
        }
    }

    pub(super) const fn person(&self) -> &Person {
        &self.person
    }

    pub(super) fn second_factor(&self) -> SecondFactor {
        let app = self.methods.iter().find_map(|method| match method {
            Method::NetIq => Some("NetIQ"),
            Method::Authenticator => Some("Microsoft Authenticator"),
            Method::Sms(_) => None,
        });
        let number = self.methods.iter().find_map(|method| match method {
            Method::Sms(number) => Some(number.clone()),
            Method::NetIq | Method::Authenticator => None,
        });
        match (app, number) {
            (Some(app), _) => SecondFactor::App(app),
            (None, Some(number)) => SecondFactor::Sms(number),
            (None, None) => SecondFactor::Missing,
        }
    }

    pub(super) fn is_password(&self, typed: &str) -> bool {
        self.password.text == typed
    }

    pub(super) fn password_is_too_old(&self, now: Duration) -> bool {
        let since = now.saturating_sub(self.password.set_at);
        let age = self.password.age_at_start.saturating_add(since);
        age > PASSWORD_LIFETIME
    }

    pub(super) fn set_password(&mut self, text: String, now: Duration) {
        self.password = Password {
            text,
            age_at_start: Duration::ZERO,
            set_at: now,
        };
    }

    /// Registers `number` in place of any other.
    pub(super) fn register_sms(&mut self, number: PhoneNumber) {
        self.methods
            .retain(|method| !matches!(method, Method::Sms(_)));
        self.methods.push(Method::Sms(number));
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("***")
    }
}
