//! What holds of every session, whatever happens in it and whatever the clock does.

use kodebro_core::extract::{Finding, extract};
use kodebro_core::guide::{GuideKind, Progress, Reading};
use kodebro_core::message::Message;
use kodebro_core::session::{
    Effect, Event, EventKind, GuideEvent, LONGEST_LIFETIME, Page, Saved, Screen, ShellProblem,
    Start, State, Timestamp, WAIT, live_code, update, view,
};
use kodebro_core::text::Language;
use proptest::prelude::*;

/// Messages with the codes that may be shown for them.
const MESSAGES: [(&str, &[&str]); 7] = [
    (
        "Brug bekræftelseskode 402913 til Microsoft godkendelse.",
        &["402913"],
    ),
    (
        "Use verification code 771902 for Microsoft authentication.",
        &["771902"],
    ),
    (
        "Your login code is 5518. It expires in 10 minutes.",
        &["5518"],
    ),
    ("Codes: 118402 or 773019", &["118402", "773019"]),
    (
        "Din pakke ligger klar i pakkeboksen. Afhentningskode: 4821.",
        &[],
    ),
    (
        "Kun i dag: 25 % rabat! Brug rabatkode STUDIE25. Afmeld: svar STOP",
        &[],
    ),
    ("\u{202e}😀\0", &[]),
];

fn message() -> impl Strategy<Value = Message> {
    (0..MESSAGES.len()).prop_map(|index| Message::new(MESSAGES[index].0).from_sender("Tulip Bank"))
}

fn kind() -> impl Strategy<Value = EventKind> {
    use EventKind as E;
    let moment = (0u64..3_000_000_000_000).prop_map(Timestamp);
    let flags = any::<[bool; 3]>();
    let saved = (flags, proptest::option::of(moment)).prop_map(
        |([consent_explained, code_was_shown, code_on_clipboard], wait_ends)| Saved {
            language: None,
            consent_explained,
            wait_ends,
            code_was_shown,
            code_on_clipboard,
        },
    );
    prop_oneof![
        5 => Just(E::WaitRequested),
        1 => Just(E::WaitRequestedAtField),
        4 => Just(E::ConsentExplained),
        2 => Just(E::MessageOffered),
        8 => message().prop_map(E::MessageAllowed),
        1 => message().prop_map(E::CodeHandedOver),
        1 => Just(E::MessageRefused),
        1 => Just(E::ListeningTimedOut),
        1 => Just(E::ListeningFailed),
        4 => message().prop_map(E::MessageShared),
        3 => (0usize..4).prop_map(E::CandidateChosen),
        1 => Just(E::NoneOfThese),
        3 => Just(E::CopyPressed),
        1 => Just(E::SharePressed),
        2 => Just(E::CodeUsed),
        1 => Just(E::CodeExpected),
        1 => Just(E::CodeNotMine),
        2 => Just(E::ResendPressed),
        4 => Just(E::Tick),
        1 => Just(E::WaitCancelled),
        1 => Just(E::BackPressed),
        1 => Just(E::HomePressed),
        1 => prop_oneof![Just(Page::Help), Just(Page::Settings), Just(Page::ConfirmDeletion), Just(Page::WhyNoMessage), Just(Page::About)].prop_map(E::PageOpened),
        1 => Just(E::LanguageChosen(Language::English)),
        1 => Just(E::MovedToBackground),
        1 => Just(E::MovedToForeground),
        1 => Just(E::DeletionConfirmed),
        1 => Just(E::SupportCallPressed),
        1 => prop_oneof![Just(ShellProblem::Copy), Just(ShellProblem::ClearClipboard)].prop_map(E::ShellFailed),
        1 => (proptest::option::of(saved), progress()).prop_map(|(saved, progress)| {
            E::AppStarted(Start { saved, progress, catalogue: None })
        }),
        12 => guide_event().prop_map(E::Guide),
    ]
}

fn guide_event() -> impl Strategy<Value = GuideEvent> {
    use GuideEvent as G;
    prop_oneof![
        2 => Just(G::Opened),
        2 => (0usize..2).prop_map(|kind| G::Chosen(GuideKind::ALL[kind])),
        6 => (0usize..3).prop_map(G::Answered),
        8 => Just(G::NextPressed),
        2 => Just(G::StepsOpened),
        2 => (0usize..20).prop_map(G::StepChosen),
        1 => Just(G::StuckPressed),
        1 => Just(G::RestartPressed),
        1 => Just(G::LinkPressed),
    ]
}

/// Sometimes at a step of the sign-in guide that waits for the code.
fn progress() -> impl Strategy<Value = Progress> {
    prop_oneof![Just("message"), Just("code"), Just("gone"), Just("stay")].prop_map(|step| {
        Progress {
            answers: [("role".to_owned(), "student".to_owned())].into(),
            reading: Some(Reading {
                guide: GuideKind::SignIn,
                step: Some(step.to_owned()),
            }),
        }
    })
}

/// A step of the clock in milliseconds: mostly small, sometimes a jump in either direction.
fn step() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0i64..20_000, 2 => 0i64..400_000, 1 => -100_000_000i64..100_000_000]
}

/// What a shell holds because an effect told it to.
#[derive(Debug, Default, PartialEq)]
struct Held {
    listening: bool,
    consent: bool,
    screen: bool,
    timer: bool,
    clipboard: bool,
    notification: bool,
}

impl Held {
    fn carry_out(&mut self, effect: &Effect) {
        let start = |held: &mut bool, what: &str| {
            assert!(!*held, "{what} started while it ran");
            *held = true;
        };
        let end = |held: &mut bool, what: &str| {
            assert!(*held, "{what} ended while it did not run");
            *held = false;
        };
        match effect {
            Effect::StartListening { at_most } => {
                assert!(*at_most <= WAIT);
                start(&mut self.listening, "listening");
            }
            Effect::StopListening => end(&mut self.listening, "listening"),
            Effect::AskConsent => start(&mut self.consent, "the question"),
            Effect::CloseConsent => end(&mut self.consent, "the question"),
            Effect::SecureScreen => start(&mut self.screen, "the secure screen"),
            Effect::ReleaseScreen => end(&mut self.screen, "the secure screen"),
            Effect::ArmTimer { .. } => self.timer = true,
            Effect::DisarmTimer => end(&mut self.timer, "the timer"),
            Effect::Copy(_) => self.clipboard = true,
            Effect::ClearClipboard => end(&mut self.clipboard, "the clipboard"),
            Effect::Notify(_) => self.notification = true,
            Effect::CancelNotification => end(&mut self.notification, "the notification"),
            _ => {}
        }
    }
}

fn shown(state: &State) -> Vec<String> {
    match view(state).screen {
        Screen::Code(code) => vec![code.code.expose().clone()],
        Screen::Choose { candidates, .. } => candidates
            .iter()
            .map(|code| code.expose().clone())
            .collect(),
        _ => Vec::new(),
    }
}

fn seconds_left(state: &State) -> Option<u32> {
    match view(state).screen {
        Screen::Code(code) => Some(code.seconds_left),
        Screen::Choose { seconds_left, .. } | Screen::Waiting { seconds_left, .. } => {
            Some(seconds_left)
        }
        Screen::Guide(guide) => guide.waiting_s,
        _ => None,
    }
}

/// The codes that a message may lead to.
fn codes_of(kind: &EventKind) -> Option<Vec<String>> {
    let (EventKind::MessageAllowed(message)
    | EventKind::CodeHandedOver(message)
    | EventKind::MessageShared(message)) = kind
    else {
        return None;
    };
    Some(match extract(message) {
        Finding::Code(code) => vec![code.candidate.code.expose().clone()],
        Finding::Ambiguous(ambiguous) => ambiguous
            .candidates
            .iter()
            .map(|one| one.code.expose().clone())
            .collect(),
        Finding::Nothing(_) => Vec::new(),
    })
}

#[test]
fn the_messages_read_as_the_properties_expect() {
    for (text, codes) in MESSAGES {
        let found = codes_of(&EventKind::MessageShared(Message::new(text)));
        assert_eq!(
            found.as_deref(),
            Some(
                &codes
                    .iter()
                    .map(|code| (*code).to_owned())
                    .collect::<Vec<_>>()[..]
            )
        );
    }
}

/// What must never be printed: pieces of messages, senders, and codes as a text would print them.
const SECRETS: [&str; 8] = [
    "Tulip",
    "godkendelse",
    "STUDIE25",
    "\"402913\"",
    "\"771902\"",
    "\"5518\"",
    "\"118402\"",
    "\"773019\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_session_is_sound(events in prop::collection::vec((kind(), step()), 1..60)) {
        let mut state = State::default();
        let mut now: i64 = 1_800_000_000_000;
        let mut held = Held::default();
        // The codes that may be seen: those of the message that was read last, until they end.
        let mut live: Vec<String> = Vec::new();
        // Milliseconds that went by since then.
        let mut age = 0;
        for (kind, step) in events {
            // A restart is a new process: whatever the shell held is gone, but for the clipboard
            // and what was told.
            if let EventKind::AppStarted(start) = &kind {
                state = State::default();
                held = Held {
                    clipboard: start.saved.is_some_and(|saved| saved.code_on_clipboard),
                    notification: start.saved.is_some_and(|saved| {
                        saved.code_was_shown || saved.wait_ends.is_some()
                    }),
                    ..Held::default()
                };
                live.clear();
            }
            now = (now + step).max(0);
            let before = seconds_left(&state);
            let read = codes_of(&kind);
            let brings_time = read.is_some()
                || matches!(
                    kind,
                    EventKind::WaitRequested
                        | EventKind::WaitRequestedAtField
                        | EventKind::ConsentExplained
                        | EventKind::ResendPressed
                        | EventKind::BackPressed
                        | EventKind::NoneOfThese
                        | EventKind::AppStarted(_)
                        | EventKind::Guide(_)
                        | EventKind::CodeUsed
                );
            let is_tick = kind == EventKind::Tick;
            let event = Event { at: Timestamp(now as u64), kind };
            let printed_event = format!("{event:?}");
            let (next, effects) = update(state, event);
            state = next;
            for effect in &effects {
                held.carry_out(effect);
            }
            // A timer rings once, perhaps before its time: where one is still needed, it is armed again.
            let is_armed = effects.iter().any(|effect| matches!(effect, Effect::ArmTimer { .. }));
            prop_assert!(!is_tick || !held.timer || is_armed, "nothing ticks any more");
            let codes = shown(&state);
            let choosing = matches!(view(&state).screen, Screen::Choose { .. });
            prop_assert!(codes.len() <= 1 || choosing, "two codes are live");
            // Whatever was found is told by a vibration.
            if let Some(read) = read
                && effects.contains(&Effect::Vibrate)
            {
                live = read;
                age = -step.max(0);
            }
            for code in &codes {
                prop_assert!(live.contains(code), "a code is shown after its end");
            }
            for effect in &effects {
                if let Effect::Copy(code) | Effect::Share(code) = effect {
                    prop_assert!(live.contains(code.expose()), "a code is handed out after its end");
                }
            }
            let over_it = matches!(
                view(&state).screen,
                Screen::Help | Screen::Settings | Screen::About | Screen::ConfirmDeletion | Screen::WhyNoMessage { after_wait: false, .. }
            );
            if codes.is_empty() && !over_it {
                live.clear();
            }
            age += step.max(0);
            if !codes.is_empty() {
                let age = u128::try_from(age).expect("ages are positive");
                let lifetime = match view(&state).screen {
                    Screen::Code(code) => u128::from(code.seconds_total) * 1000,
                    _ => LONGEST_LIFETIME.as_millis(),
                };
                prop_assert!(age <= lifetime, "a code outlives its lifetime");
            }
            if let (Some(before), Some(after)) = (before, seconds_left(&state))
                && !brings_time
            {
                prop_assert!(after <= before.max(1), "time left grew from {before} to {after}");
            }
            let has_code = !codes.is_empty() || (over_it && held.screen);
            prop_assert_eq!(held.screen, has_code, "the screen is secure while a code stands");
            for printed in [printed_event, format!("{state:?}"), format!("{effects:?}"), format!("{:?}", view(&state))] {
                for secret in SECRETS {
                    prop_assert!(!printed.contains(secret), "a secret is printed");
                }
            }
            // From everywhere there is a way home, and nothing goes on there.
            let home = Event { at: Timestamp(now as u64), kind: EventKind::HomePressed };
            let (at_home, effects) = update(state.clone(), home);
            let mut left = Held { ..held };
            for effect in &effects {
                left.carry_out(effect);
            }
            prop_assert_eq!(&view(&at_home).screen, &Screen::Home);
            prop_assert_eq!(left, Held::default());
            let mut back = state.clone();
            for _ in 0..40 {
                back = update(back, Event { at: Timestamp(now as u64), kind: EventKind::BackPressed }).0;
            }
            let rest = view(&back);
            prop_assert!(!rest.can_go_back, "back leads on");
            let lives = |screen: &Screen| matches!(screen, Screen::Waiting { .. } | Screen::Code(_) | Screen::Choose { .. });
            prop_assert!(rest.screen == Screen::Home || lives(&rest.screen));
            // What lives is not ended by going back.
            let at = Timestamp(now as u64);
            prop_assert_eq!(live_code(&back, at), live_code(&state, at));
        }
    }
}

/// A site may be named after its code, to have it printed where codes are not.
#[test]
fn a_host_made_of_the_code_is_not_printed() {
    let message = || Message::new("Your code is 402913\n@402913.example #402913");
    let shared = Event {
        at: Timestamp(1_800_000_000_000),
        kind: EventKind::MessageShared(message()),
    };
    let found = extract(&message());
    let (state, effects) = update(State::default(), shared);
    assert!(!shown(&state).is_empty());
    for printed in [
        format!("{found:?}"),
        format!("{state:?}"),
        format!("{effects:?}"),
        format!("{:?}", view(&state)),
    ] {
        assert!(!printed.contains("402913"), "a host is printed");
    }
}
