//! The sign-in as a state machine: no clock, no network, no page.
//!
//! A [`Visit`] is what one browser has come to. [`Visit::update`] takes what the person did,
//! moves to the next step or names the problem, and says which message is to be sent. What
//! outlives a visit (passwords, registered numbers, the live code) stands in
//! [`Accounts`](super::accounts::Accounts).

mod problem;

pub(super) use problem::{Notice, Problem};

use super::accounts::{Account, Accounts, SecondFactor, TRIES_WITHOUT_CAPTCHA};
use super::captcha::Captcha;
use super::chance::Chance;
use super::code::{Challenge, CodeRefusal, Purpose};
use super::people::Role;
use super::phone_number::{PhoneNumber, PhoneNumberError};
use super::wording;
use kodebro_core::secret::Secret;
use std::time::Duration;

/// The fewest characters of a new password. Source: this simulation's choice.
pub(super) const SHORTEST_PASSWORD: usize = 12;

/// The most characters of a user name that are kept to show it again.
const LONGEST_USER_NAME: usize = 254;

/// Where a visit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    UserName,
    Password,
    NewPassword,
    MoreInformation,
    AuthenticatorApp,
    ChooseMethod,
    Phone,
    Captcha {
        number: PhoneNumber,
        captcha: Captcha,
    },
    RegistrationCode {
        number: PhoneNumber,
    },
    Registered {
        number: PhoneNumber,
    },
    Done {
        number: PhoneNumber,
    },
    Identity {
        number: PhoneNumber,
    },
    SignInCode {
        number: PhoneNumber,
    },
    AppInstead {
        app: &'static str,
    },
    StaySignedIn,
    SignedIn {
        stay: bool,
    },
}

/// What the person did on a page.
#[derive(Debug)]
pub(super) enum Action {
    UserName(String),
    Password(Secret<String>),
    ForgotPassword,
    NewPassword {
        first: Secret<String>,
        again: Secret<String>,
    },
    Next,
    AnotherMethod,
    ChooseAuthenticator,
    ChoosePhone,
    PhoneNumber {
        country_code: String,
        local: String,
    },
    CaptchaAnswer(String),
    AnotherCaptcha,
    Code(Secret<String>),
    Resend,
    Back,
    AnotherAccount,
    SendSms,
    Stay(bool),
    SignOut,
}

/// A message that is to be sent.
#[derive(Debug)]
pub(super) struct Sms {
    pub(super) to: PhoneNumber,
    pub(super) text: Secret<String>,
}

/// The world that a step may change or draw from.
pub(super) struct World<'a> {
    pub(super) accounts: &'a mut Accounts,
    pub(super) chance: &'a mut dyn Chance,
    pub(super) now: Duration,
}

/// What one browser has come to.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    step: Step,
    /// What was typed as user name, to show it again and above the later pages.
    typed_name: String,
    /// The account's user name, once it is known.
    user_name: String,
    /// What was typed as country code and number, to show it again.
    typed_number: (String, String),
    problem: Option<Problem>,
    notice: Option<Notice>,
}

impl Default for Visit {
    fn default() -> Self {
        Self::for_name(String::new())
    }
}

impl Visit {
    /// A visit at its first page, with the user name filled in as far as it is known.
    const fn for_name(typed_name: String) -> Self {
        Self {
            step: Step::UserName,
            typed_name,
            user_name: String::new(),
            typed_number: (String::new(), String::new()),
            problem: None,
            notice: None,
        }
    }

    pub(super) const fn step(&self) -> &Step {
        &self.step
    }

    pub(super) const fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    pub(super) const fn notice(&self) -> Option<Notice> {
        self.notice
    }

    pub(super) fn typed_name(&self) -> &str {
        &self.typed_name
    }

    pub(super) fn user_name(&self) -> &str {
        &self.user_name
    }

    /// The country code and the number as they were typed.
    pub(super) fn typed_number(&self) -> (&str, &str) {
        (&self.typed_number.0, &self.typed_number.1)
    }

    /// Takes in what the person did. An action that the step does not know changes nothing: it
    /// comes from a page that was left in the meantime.
    pub(super) fn update(&mut self, action: Action, world: &mut World<'_>) -> Option<Sms> {
        self.problem = None;
        self.notice = None;
        match self.turn(action, world) {
            Ok(sms) => sms,
            Err(problem) => {
                self.problem = Some(problem);
                None
            }
        }
    }

    /// The message of the last update could not be sent: the code in it is dead, and another can
    /// be asked for at once.
    pub(super) fn sending_failed(&mut self, accounts: &mut Accounts) {
        if let Some(account) = accounts.get_mut(&self.user_name) {
            account.challenge = None;
        }
        self.notice = None;
        self.problem = Some(Problem::NotSent);
    }

    fn turn(&mut self, action: Action, world: &mut World<'_>) -> Result<Option<Sms>, Problem> {
        match (&self.step, action) {
            (Step::UserName, Action::UserName(typed)) => self.take_user_name(&typed, world)?,
            (Step::SignedIn { stay }, Action::SignOut) => {
                let known = if *stay {
                    std::mem::take(&mut self.typed_name)
                } else {
                    String::new()
                };
                *self = Self::for_name(known);
            }
            (Step::UserName | Step::SignedIn { .. }, _) => {}
            (_, Action::AnotherAccount) => *self = Self::default(),
            (step, action) => {
                let step = step.clone();
                let Some(account) = world.accounts.get_mut(&self.user_name) else {
                    *self = Self::default();
                    return Ok(None);
                };
                return self.turn_with_account(step, action, account, world.chance, world.now);
            }
        }
        Ok(None)
    }

    fn turn_with_account(
        &mut self,
        step: Step,
        action: Action,
        account: &mut Account,
        chance: &mut dyn Chance,
        now: Duration,
    ) -> Result<Option<Sms>, Problem> {
        match (step, action) {
            (Step::Password, Action::Password(typed)) => {
                self.step = after_password(account, typed.expose(), now)?;
            }
            (Step::Password, Action::ForgotPassword) => self.step = Step::NewPassword,
            (Step::NewPassword, Action::NewPassword { first, again }) => {
                set_new_password(account, first.expose(), again.expose(), now)?;
                self.step = Step::Password;
                self.notice = Some(Notice::PasswordChanged);
            }
            (Step::NewPassword, Action::Back) => self.step = Step::Password,
            (Step::AppInstead { .. }, Action::Next) => self.step = Step::StaySignedIn,
            (Step::MoreInformation, Action::Next)
            | (Step::ChooseMethod, Action::ChooseAuthenticator) => {
                self.step = Step::AuthenticatorApp;
            }
            (Step::AuthenticatorApp, Action::Next) => return Err(Problem::AppNotInExercise),
            (Step::AuthenticatorApp, Action::AnotherMethod) | (Step::Phone, Action::Back) => {
                self.step = Step::ChooseMethod;
            }
            (Step::ChooseMethod, Action::Back) => self.step = Step::AuthenticatorApp,
            (Step::ChooseMethod, Action::ChoosePhone) => {
                if !account.person().role.may_use_sms() {
                    return Err(Problem::SmsForStudentsOnly);
                }
                self.step = Step::Phone;
            }
            (
                Step::Phone,
                Action::PhoneNumber {
                    country_code,
                    local,
                },
            ) => {
                let number = self.take_number(account, country_code, local)?;
                if account.registration_tries >= TRIES_WITHOUT_CAPTCHA {
                    self.step = Step::Captcha {
                        number,
                        captcha: chance.captcha(),
                    };
                } else {
                    return Ok(Some(
                        self.send_registration_code(number, account, chance, now),
                    ));
                }
            }
            (Step::Captcha { number, captcha }, Action::CaptchaAnswer(typed)) => {
                if captcha.is_answer(&typed) {
                    return Ok(Some(
                        self.send_registration_code(number, account, chance, now),
                    ));
                }
                self.step = Step::Captcha {
                    number,
                    captcha: chance.captcha(),
                };
                return Err(Problem::WrongCaptcha);
            }
            (Step::Captcha { number, .. }, Action::AnotherCaptcha) => {
                self.step = Step::Captcha {
                    number,
                    captcha: chance.captcha(),
                };
            }
            (Step::Captcha { .. } | Step::RegistrationCode { .. }, Action::Back) => {
                self.step = Step::Phone;
            }
            (Step::RegistrationCode { number }, Action::Code(typed)) => {
                check_code(account, Purpose::Registration, &number, typed.expose(), now)?;
                account.register_sms(number.clone());
                self.step = Step::Registered { number };
            }
            (Step::RegistrationCode { number }, Action::Resend) => {
                return self
                    .resend(Purpose::Registration, number, account, chance, now)
                    .map(Some);
            }
            (Step::Registered { number }, Action::Next) => self.step = Step::Done { number },
            (Step::Done { number }, Action::Next) => self.step = Step::Identity { number },
            (Step::Identity { number }, Action::SendSms) => {
                check_pause(account, Purpose::SignIn, &number, now)?;
                self.step = Step::SignInCode {
                    number: number.clone(),
                };
                return Ok(Some(new_code(
                    Purpose::SignIn,
                    number,
                    account,
                    chance,
                    now,
                )));
            }
            (Step::SignInCode { number }, Action::Code(typed)) => {
                check_code(account, Purpose::SignIn, &number, typed.expose(), now)?;
                self.step = Step::StaySignedIn;
            }
            (Step::SignInCode { number }, Action::Resend) => {
                return self
                    .resend(Purpose::SignIn, number, account, chance, now)
                    .map(Some);
            }
            (Step::StaySignedIn, Action::Stay(stay)) => self.step = Step::SignedIn { stay },
            _ => {}
        }
        Ok(None)
    }

    fn take_user_name(&mut self, typed: &str, world: &World<'_>) -> Result<(), Problem> {
        let typed: String = typed.trim().chars().take(LONGEST_USER_NAME).collect();
        self.typed_name.clone_from(&typed);
        let whole = typed.to_lowercase();
        if whole.is_empty() {
            return Err(Problem::UserNameMissing);
        }
        let (name, suffix) = match whole.find('@') {
            Some(at) => whole.split_at(at),
            None => return Err(Problem::SuffixMissing),
        };
        if ![Role::Student, Role::Employee]
            .iter()
            .any(|role| role.suffix() == suffix)
        {
            return Err(Problem::SuffixMissing);
        }
        let account = world.accounts.get(name).ok_or(Problem::UnknownUser)?;
        let role = account.person().role;
        if role.suffix() != suffix {
            return Err(Problem::OtherSuffix(role));
        }
        self.user_name = name.to_owned();
        self.step = Step::Password;
        Ok(())
    }

    fn take_number(
        &mut self,
        account: &Account,
        country_code: String,
        local: String,
    ) -> Result<PhoneNumber, Problem> {
        if account.person().number_field_locked {
            return Err(Problem::NumberLocked);
        }
        let number = PhoneNumber::new(&country_code, &local);
        self.typed_number = (country_code, local);
        number.map_err(|error| match error {
            PhoneNumberError::Country => Problem::WrongCountry,
            PhoneNumberError::Digits => Problem::WrongNumber,
        })
    }

    fn send_registration_code(
        &mut self,
        number: PhoneNumber,
        account: &mut Account,
        chance: &mut dyn Chance,
        now: Duration,
    ) -> Sms {
        account.registration_tries += 1;
        self.step = Step::RegistrationCode {
            number: number.clone(),
        };
        new_code(Purpose::Registration, number, account, chance, now)
    }

    fn resend(
        &mut self,
        purpose: Purpose,
        number: PhoneNumber,
        account: &mut Account,
        chance: &mut dyn Chance,
        now: Duration,
    ) -> Result<Sms, Problem> {
        check_pause(account, purpose, &number, now)?;
        self.notice = Some(Notice::CodeSentAgain);
        Ok(new_code(purpose, number, account, chance, now))
    }
}

/// What follows the right password.
fn after_password(account: &Account, typed: &str, now: Duration) -> Result<Step, Problem> {
    if typed.is_empty() {
        return Err(Problem::PasswordMissing);
    }
    if !account.is_password(typed) {
        return Err(Problem::WrongPassword);
    }
    if account.password_is_too_old(now) {
        return Err(Problem::PasswordTooOld);
    }
    Ok(match account.second_factor() {
        SecondFactor::App(app) => Step::AppInstead { app },
        SecondFactor::Sms(number) => Step::Identity { number },
        SecondFactor::Missing => Step::MoreInformation,
    })
}

fn set_new_password(
    account: &mut Account,
    first: &str,
    again: &str,
    now: Duration,
) -> Result<(), Problem> {
    if first.chars().count() < SHORTEST_PASSWORD {
        return Err(Problem::NewPasswordTooShort);
    }
    if account.is_password(first) {
        return Err(Problem::NewPasswordIsOld);
    }
    if first != again {
        return Err(Problem::NewPasswordsDiffer);
    }
    account.set_password(first.to_owned(), now);
    Ok(())
}

/// Makes a new code the live one, whatever was live before, and words its message.
fn new_code(
    purpose: Purpose,
    to: PhoneNumber,
    account: &mut Account,
    chance: &mut dyn Chance,
    now: Duration,
) -> Sms {
    let code = chance.code();
    let text = wording::code_message(account.person().language, &code);
    account.challenge = Some(Challenge::new(purpose, to.clone(), code, now));
    Sms { to, text }
}

fn check_pause(
    account: &Account,
    purpose: Purpose,
    number: &PhoneNumber,
    now: Duration,
) -> Result<(), Problem> {
    let live = account
        .challenge
        .as_ref()
        .filter(|challenge| challenge.is_for(purpose, number));
    match live.and_then(|challenge| challenge.pause_left(now)) {
        Some(left) => Err(Problem::TooSoon {
            seconds: left.as_millis().div_ceil(1000),
        }),
        None => Ok(()),
    }
}

/// Compares what was typed with the live code, and uses it up when it is right.
fn check_code(
    account: &mut Account,
    purpose: Purpose,
    number: &PhoneNumber,
    typed: &str,
    now: Duration,
) -> Result<(), Problem> {
    let challenge = account
        .challenge
        .as_mut()
        .filter(|challenge| challenge.is_for(purpose, number))
        .ok_or(Problem::CodeExpired)?;
    challenge
        .check(typed, now)
        .map_err(|refusal| match refusal {
            CodeRefusal::NotSixDigits => Problem::CodeNotSixDigits,
            CodeRefusal::Wrong { attempts_left } => Problem::WrongCode { attempts_left },
            CodeRefusal::Expired => Problem::CodeExpired,
            CodeRefusal::NoAttemptsLeft => Problem::NoAttemptsLeft,
        })?;
    account.challenge = None;
    Ok(())
}

#[cfg(test)]
mod tests;
