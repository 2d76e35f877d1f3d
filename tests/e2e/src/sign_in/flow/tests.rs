//! The flow by itself: what person and clock do, and which step follows.

use super::*;
use crate::sign_in::captcha::RANDOM_BYTES;
use crate::sign_in::code::{CODE_LIFETIME, RESEND_PAUSE, SixDigits};
use crate::sign_in::people::People;
use proptest::prelude::*;

/// Codes count up from 100001, and the captcha is always the same.
struct Counting(u32);

impl Chance for Counting {
    fn code(&mut self) -> SixDigits {
        self.0 += 1;
        SixDigits::from_number(100_000 + self.0)
    }

    fn captcha(&mut self) -> Captcha {
        Captcha::new([0; RANDOM_BYTES])
    }
}

/// One visit in a world of its own.
struct Walk {
    visit: Visit,
    accounts: Accounts,
    chance: Counting,
    now: Duration,
}

impl Walk {
    fn new() -> Self {
        Self {
            visit: Visit::default(),
            accounts: Accounts::new(&People::invented()),
            chance: Counting(0),
            now: Duration::ZERO,
        }
    }

    fn act(&mut self, action: Action) -> Option<Sms> {
        let Self {
            visit,
            accounts,
            chance,
            now,
        } = self;
        visit.update(
            action,
            &mut World {
                accounts,
                chance,
                now: *now,
            },
        )
    }

    /// A visit of `bcd234`, who has registered SMS, with a code on its way.
    fn with_code_sent() -> (Self, Secret<String>) {
        let mut walk = Self::new();
        walk.act(Action::UserName("bcd234@alumni.ku.dk".to_owned()));
        walk.act(password("Cykel-uden-lygte-4"));
        let sms = walk.act(Action::SendSms).expect("a message is sent");
        let code = code_in(&sms);
        (walk, code)
    }
}

fn password(text: &str) -> Action {
    Action::Password(Secret::new(text.to_owned()))
}

fn code(text: &str) -> Action {
    Action::Code(Secret::new(text.to_owned()))
}

fn code_in(sms: &Sms) -> Secret<String> {
    Secret::new(
        sms.text
            .expose()
            .chars()
            .filter(char::is_ascii_digit)
            .collect(),
    )
}

#[test]
fn a_code_is_good_until_the_last_moment_of_its_life_and_not_after() {
    for (age, good) in [
        (CODE_LIFETIME - Duration::from_millis(1), true),
        (CODE_LIFETIME, false),
    ] {
        let (mut walk, sent) = Walk::with_code_sent();
        walk.now += age;
        walk.act(code(sent.expose()));
        assert_eq!(*walk.visit.step() == Step::StaySignedIn, good);
        assert_eq!(walk.visit.problem() == Some(&Problem::CodeExpired), !good);
    }
}

#[test]
fn the_pause_before_another_code_is_told_in_whole_seconds_and_ends() {
    let (mut walk, _) = Walk::with_code_sent();
    for (passed, left) in [(0, 30), (1, 30), (999, 30), (1000, 29), (29_999, 1)] {
        walk.now = Duration::from_millis(passed);
        assert!(walk.act(Action::Resend).is_none());
        assert_eq!(
            walk.visit.problem(),
            Some(&Problem::TooSoon { seconds: left })
        );
    }
    walk.now = RESEND_PAUSE;
    assert!(walk.act(Action::Resend).is_some());
    assert_eq!(walk.visit.notice(), Some(Notice::CodeSentAgain));
}

#[test]
fn a_new_code_in_another_browser_kills_the_old_one() {
    let (mut walk, first) = Walk::with_code_sent();
    let here = walk.visit.clone();
    walk.visit = Visit::default();
    walk.now = RESEND_PAUSE;
    walk.act(Action::UserName("bcd234@alumni.ku.dk".to_owned()));
    walk.act(password("Cykel-uden-lygte-4"));
    let second = code_in(&walk.act(Action::SendSms).expect("a message is sent"));
    walk.visit = here;
    walk.act(code(first.expose()));
    assert_eq!(
        walk.visit.problem(),
        Some(&Problem::WrongCode { attempts_left: 4 })
    );
    walk.act(code(second.expose()));
    assert_eq!(*walk.visit.step(), Step::StaySignedIn);
}

#[test]
fn a_code_for_one_purpose_is_no_good_for_the_other() {
    let mut walk = Walk::new();
    let ask_for_registration = |walk: &mut Walk| {
        walk.visit = Visit::default();
        for action in [
            Action::UserName("abc123@alumni.ku.dk".to_owned()),
            password("Regn-i-oktober-7"),
            Action::Next,
            Action::AnotherMethod,
            Action::ChoosePhone,
        ] {
            walk.act(action);
        }
        let number = Action::PhoneNumber {
            country_code: "45".to_owned(),
            local: "12345621".to_owned(),
        };
        code_in(&walk.act(number).expect("a message is sent"))
    };
    ask_for_registration(&mut walk);
    let elsewhere = walk.visit.clone();
    let registration = ask_for_registration(&mut walk);
    for action in [code(registration.expose()), Action::Next, Action::Next] {
        walk.act(action);
    }
    let sign_in = code_in(&walk.act(Action::SendSms).expect("a message is sent"));
    walk.act(code(registration.expose()));
    assert_eq!(
        walk.visit.problem(),
        Some(&Problem::WrongCode { attempts_left: 4 })
    );
    walk.visit = elsewhere;
    walk.act(code(sign_in.expose()));
    assert_eq!(walk.visit.problem(), Some(&Problem::CodeExpired));
}

#[test]
fn a_clock_that_leaps_to_its_end_ends_code_and_password_and_nothing_else() {
    let (mut walk, sent) = Walk::with_code_sent();
    walk.now = Duration::MAX;
    walk.act(code(sent.expose()));
    assert_eq!(walk.visit.problem(), Some(&Problem::CodeExpired));
    let again = code_in(&walk.act(Action::Resend).expect("a message is sent"));
    walk.act(code(again.expose()));
    assert_eq!(*walk.visit.step(), Step::StaySignedIn);
    walk.act(Action::AnotherAccount);
    walk.act(Action::UserName("klm789@alumni.ku.dk".to_owned()));
    walk.act(password("Gammel-som-gaden-1"));
    assert_eq!(walk.visit.problem(), Some(&Problem::PasswordTooOld));
}

#[test]
fn nothing_that_prints_holds_a_password_or_a_code() {
    let (mut walk, sent) = Walk::with_code_sent();
    let typed = code(sent.expose());
    let printed = format!(
        "{typed:?}{:?}{:?}{:?}",
        password("hunter2"),
        walk.visit,
        walk.accounts
    );
    for secret in [sent.expose().as_str(), "hunter2", "Cykel-uden-lygte-4"] {
        assert!(!printed.contains(secret));
    }
    walk.now = RESEND_PAUSE;
    let sms = walk.act(Action::Resend).expect("a message is sent");
    assert!(!format!("{sms:?}").contains(code_in(&sms).expose().as_str()));
}

/// What a person does.
#[derive(Debug, Clone)]
enum Deed {
    /// What leads on from the step; the number tells one person from another.
    LeadsOn(u8),
    /// Types a code that was or will be sent, or never.
    AnyCode(u32),
    /// Presses any button, there or not.
    AnyButton(u8),
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any::<u8>().prop_map(Deed::LeadsOn),
        1 => (100_001..100_009u32).prop_map(Deed::AnyCode),
        2 => any::<u8>().prop_map(Deed::AnyButton),
    ]
}

fn action(deed: &Deed, visit: &Visit, last_code: &str) -> Action {
    let person = |which: u8| match which % 3 {
        0 => "abc123@alumni.ku.dk",
        1 => "bcd234@alumni.ku.dk",
        _ => "cde345@ku.dk",
    };
    match deed {
        Deed::AnyCode(number) => code(&number.to_string()),
        Deed::AnyButton(which) => match which % 8 {
            0 => Action::ForgotPassword,
            1 => Action::AnotherMethod,
            2 => Action::Resend,
            3 => Action::Back,
            4 => Action::SendSms,
            5 => Action::ChooseAuthenticator,
            6 => Action::AnotherCaptcha,
            _ => Action::AnotherAccount,
        },
        Deed::LeadsOn(which) => match visit.step() {
            Step::UserName => Action::UserName(person(*which).to_owned()),
            Step::Password => password(match visit.user_name() {
                "abc123" => "Regn-i-oktober-7",
                "bcd234" => "Cykel-uden-lygte-4",
                _ => "Kaffe-klokken-ni-2",
            }),
            Step::NewPassword => Action::Back,
            Step::AuthenticatorApp => Action::AnotherMethod,
            Step::ChooseMethod => Action::ChoosePhone,
            Step::Phone => Action::PhoneNumber {
                country_code: "45".to_owned(),
                local: "12345621".to_owned(),
            },
            Step::Captcha { captcha, .. } => Action::CaptchaAnswer(captcha.characters()),
            Step::Identity { .. } => Action::SendSms,
            Step::RegistrationCode { .. } | Step::SignInCode { .. } => code(last_code),
            Step::StaySignedIn => Action::Stay(which.is_multiple_of(2)),
            Step::SignedIn { .. } => Action::SignOut,
            Step::MoreInformation
            | Step::AppInstead { .. }
            | Step::Registered { .. }
            | Step::Done { .. } => Action::Next,
        },
    }
}

proptest! {
    #[test]
    fn nobody_passes_a_code_page_without_the_live_code(
        deeds in prop::collection::vec((any_deed(), 0..300u64), 1..120),
    ) {
        let mut walk = Walk::new();
        let mut live: Option<(Secret<String>, Duration)> = None;
        for (deed, seconds) in deeds {
            // Most deeds follow quickly, some only when a code has died.
            walk.now += Duration::from_secs(if seconds < 240 { seconds / 10 } else { seconds });
            let last_code = live.as_ref().map_or("000000", |(text, _)| text.expose());
            let action = action(&deed, &walk.visit, last_code);
            let typed = match &action {
                Action::Code(typed) => Some(typed.clone()),
                _ => None,
            };
            let before = walk.visit.step().clone();
            let sms = walk.act(action);
            let after = walk.visit.step();
            let passes = |step: &Step| matches!(step, Step::Registered { .. } | Step::StaySignedIn);
            if passes(after) && !passes(&before) {
                let (sent, at) = live.take().expect("a code is used once");
                prop_assert!(typed == Some(sent));
                prop_assert!(walk.now - at < CODE_LIFETIME);
            }
            if let Some(sms) = sms {
                live = Some((code_in(&sms), walk.now));
            }
        }
    }
}
