//! Whole sessions: events in, states and effects out, with real messages, as a person would see
//! them. Each snapshot tells a story line by line; codes print as `***`.

use kodebro_core::guide::{Catalogue, GuideKind, Progress, Reading};
use kodebro_core::message::Message;
use kodebro_core::session::{
    Effect, Event, EventKind, GuideEvent, GuidePage, Page, Saved, Screen, ShellProblem, Start,
    State, Timestamp, update, view,
};
use kodebro_core::text::{Language, TextKey};
use std::fmt::Write as _;
use std::sync::Arc;

/// A story: what happened when, and what it led to.
struct Story {
    state: State,
    told: String,
    second: i64,
}

const BEGIN: i64 = 1_800_000_000;

impl Story {
    fn begin() -> Self {
        let mut story = Self {
            state: State::default(),
            told: String::new(),
            second: 0,
        };
        story.then(0, EventKind::AppStarted(Start::default()));
        story
    }

    /// A story in which the first question has been explained before.
    fn begin_again(saved: Saved) -> Self {
        let mut story = Self {
            state: State::default(),
            told: String::new(),
            second: 0,
        };
        let saved = Some(saved);
        story.then(
            0,
            EventKind::AppStarted(Start {
                saved,
                ..Start::default()
            }),
        );
        story
    }

    /// So many seconds later by the device's clock (which may have been put back), this happens.
    fn then(&mut self, seconds: i64, kind: EventKind) -> &mut Self {
        self.second += seconds;
        let name = format!("{kind:?}");
        let name = name.split(['(', ' ']).next().unwrap_or_default();
        let at = Timestamp(u64::try_from((BEGIN + self.second) * 1000).unwrap_or(0));
        let (state, effects) = update(std::mem::take(&mut self.state), Event { at, kind });
        self.state = state;
        let _ = writeln!(self.told, "{:>5} s  {name}", self.second);
        self.tell(&effects);
        self
    }

    fn tell(&mut self, effects: &[Effect]) {
        let view = view(&self.state);
        let screen = match &view.screen {
            Screen::Waiting {
                seconds_left,
                next,
                advice,
                ..
            } => {
                let advice: Vec<_> = advice.iter().map(|line| line.key).collect();
                format!(
                    "Waiting, {seconds_left} s left, {:?}, advice {advice:?}",
                    next.key
                )
            }
            Screen::Code(code) => {
                let advice: Vec<_> = code.advice.iter().map(|line| line.key).collect();
                format!(
                    "Code in groups {:?}, {} of {} s left, host {:?}, copied {}, expected {}, advice {advice:?}",
                    code.groups,
                    code.seconds_left,
                    code.seconds_total,
                    code.bound_host.as_ref().map(|host| host.expose()),
                    code.copied,
                    code.expected
                )
            }
            Screen::Choose {
                candidates,
                seconds_left,
            } => {
                format!("Choose of {}, {seconds_left} s left", candidates.len())
            }
            Screen::WhyNoMessage { causes, after_wait } => {
                let kinds: Vec<_> = causes.iter().map(|cause| cause.kind).collect();
                format!("WhyNoMessage {kinds:?}, after a wait {after_wait}")
            }
            Screen::Warning { steps } => {
                let steps: Vec<_> = steps.iter().map(|line| line.key).collect();
                format!("Warning {steps:?}")
            }
            Screen::Guide(guide) => format!(
                "Guide, {}, waits {:?}, advice {:?}",
                in_guide(&guide.page),
                guide.waiting_s,
                guide.advice.iter().map(|line| line.key).collect::<Vec<_>>(),
            ),
            other => format!("{other:?}"),
        };
        let _ = writeln!(self.told, "         {screen}");
        if let Some(notice) = &view.notice {
            let _ = writeln!(
                self.told,
                "         notice: {}",
                notice.render(Language::Danish)
            );
        }
        for effect in effects {
            let _ = writeln!(self.told, "       → {effect:?}");
        }
    }
}

/// Where a reader of the guide is.
fn in_guide(page: &GuidePage) -> String {
    let english = Language::English;
    match page {
        GuidePage::Start { guides } => format!("choosing of {}", guides.len()),
        GuidePage::Question {
            number, question, ..
        } => format!("{}: {}", number.render(english), question.get(english)),
        GuidePage::NotForYou { title, .. } => format!("not for you: {}", title.get(english)),
        GuidePage::Step(step) => format!(
            "{} ({:?}): {}, can wait {}",
            step.number.render(english),
            step.device,
            step.title.get(english),
            step.can_wait
        ),
        GuidePage::Steps { steps, .. } => format!("all {} steps", steps.len()),
        GuidePage::Stuck { step, problems, .. } => {
            format!(
                "stuck {}, {} problems",
                step.render(english),
                problems.len()
            )
        }
        GuidePage::Done { title, .. } => format!("done: {}", title.get(english)),
    }
}

fn microsoft(code: &str) -> Message {
    Message::new(format!(
        "Brug bekræftelseskode {code} til Microsoft godkendelse."
    ))
    .from_sender("Microsoft")
}

fn allowed(code: &str) -> EventKind {
    EventKind::MessageAllowed(microsoft(code))
}

fn shared(text: &str) -> EventKind {
    EventKind::MessageShared(Message::new(text))
}

const EXPLAINED: Saved = Saved {
    language: None,
    consent_explained: true,
    wait_ends: None,
    code_was_shown: false,
    code_on_clipboard: false,
};

macro_rules! story {
    ($name:ident, $story:expr) => {
        #[test]
        fn $name() {
            let story = $story;
            insta::assert_snapshot!(story.told);
        }
    };
}

story!(the_first_wait_explains_and_asks, {
    let mut story = Story::begin();
    story
        .then(1, EventKind::WaitRequested)
        .then(4, EventKind::ConsentExplained)
        .then(6, EventKind::MessageOffered)
        .then(2, allowed("402913"))
        .then(3, EventKind::CopyPressed)
        .then(9, EventKind::CodeUsed)
        .then(1, EventKind::HomePressed);
    story
});

story!(a_refused_message_is_not_read_and_the_wait_goes_on, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, EventKind::MessageOffered)
        .then(1, EventKind::MessageRefused)
        .then(5, EventKind::MessageOffered)
        .then(1, allowed("402913"));
    story
});

story!(silence_is_explained_with_its_causes_in_order, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(299, EventKind::Tick)
        .then(1, EventKind::Tick);
    story
});

story!(the_platform_may_stop_listening_first, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(290, EventKind::ListeningTimedOut);
    story
});

story!(many_requests_make_throttling_the_likeliest_cause, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(20, EventKind::ResendPressed)
        .then(20, EventKind::ResendPressed)
        .then(300, EventKind::Tick);
    story
});

story!(a_phone_that_cannot_listen_says_so_and_takes_a_paste, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(0, EventKind::ListeningFailed)
        .then(9, shared(microsoft("402913").text()));
    story
});

story!(a_code_runs_out_and_is_wiped, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(1, EventKind::CopyPressed)
        .then(178, EventKind::Tick)
        .then(1, EventKind::Tick)
        .then(1, EventKind::CopyPressed);
    story
});

story!(a_message_may_name_the_lifetime, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(
            5,
            EventKind::MessageAllowed(Message::new(
                "Your verification code is 402913. It expires in 10 minutes.",
            )),
        )
        .then(599, EventKind::Tick)
        .then(1, EventKind::Tick);
    story
});

story!(another_code_is_asked_for_and_takes_the_place, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(30, EventKind::ResendPressed)
        .then(9, allowed("771902"));
    story
});

story!(a_newer_code_replaces_the_one_that_stands, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(1, EventKind::CopyPressed)
        .then(30, shared(microsoft("771902").text()));
    story
});

story!(two_codes_are_chosen_from, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(
            5,
            EventKind::MessageAllowed(Message::new("Codes: 118402 or 773019")),
        )
        .then(3, EventKind::CandidateChosen(7))
        .then(3, EventKind::CandidateChosen(1))
        .then(9, EventKind::CodeUsed);
    story
});

story!(none_of_the_candidates_wipes_them, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, shared("Codes: 118402 or 773019"))
        .then(3, EventKind::NoneOfThese);
    story
});

story!(
    a_code_that_nobody_waited_for_is_questioned_and_warned_about,
    {
        let mut story = Story::begin_again(EXPLAINED);
        story
            .then(1, shared(microsoft("402913").text()))
            .then(5, EventKind::CodeNotMine)
            .then(2, EventKind::SupportCallPressed)
            .then(0, EventKind::ShellFailed(ShellProblem::Call))
            .then(3, EventKind::BackPressed);
        story
    }
);

story!(several_sessions_follow_each_other, {
    let mut story = Story::begin_again(EXPLAINED);
    for code in ["402913", "771902"] {
        story
            .then(1, EventKind::WaitRequested)
            .then(5, allowed(code))
            .then(9, EventKind::CodeUsed)
            .then(1, EventKind::HomePressed);
    }
    story
        .then(1, EventKind::WaitRequested)
        .then(1, EventKind::WaitCancelled);
    story
});

story!(other_messages_during_a_wait_are_told_apart, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(
            1,
            EventKind::MessageAllowed(Message::new(
                "Kun i dag: 25 % rabat! Brug rabatkode STUDIE25. Afmeld: svar STOP",
            )),
        )
        .then(
            1,
            EventKind::MessageAllowed(Message::new(
                "Din pakke ligger klar i pakkeboksen. Afhentningskode: 4821.",
            )),
        )
        .then(1, EventKind::MessageAllowed(Message::new("")))
        .then(1, EventKind::MessageAllowed(Message::new("😀😀😀")))
        .then(
            1,
            EventKind::MessageAllowed(Message::new("4".repeat(1 << 20))),
        )
        .then(1, allowed("402913"));
    story
});

story!(a_wait_goes_on_after_a_restart, {
    let wait_ends = Some(Timestamp(u64::try_from((BEGIN + 200) * 1000).unwrap_or(0)));
    let mut story = Story::begin_again(Saved {
        wait_ends,
        ..EXPLAINED
    });
    story.then(3, allowed("402913"));
    story
});

story!(a_wait_that_ended_meanwhile_is_over, {
    Story::begin_again(Saved {
        wait_ends: Some(Timestamp(1000)),
        ..EXPLAINED
    })
});

story!(a_wait_that_ended_shortly_before_a_restart_is_explained, {
    let wait_ends = Some(Timestamp(u64::try_from((BEGIN - 60) * 1000).unwrap_or(0)));
    let mut story = Story::begin_again(Saved {
        wait_ends,
        ..EXPLAINED
    });
    story.then(5, EventKind::HomePressed);
    story
});

story!(a_code_does_not_survive_a_restart, {
    Story::begin_again(Saved {
        code_was_shown: true,
        code_on_clipboard: true,
        ..EXPLAINED
    })
});

story!(the_clock_may_go_back_and_forward, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(60, EventKind::Tick)
        .then(-86_400, EventKind::Tick)
        .then(60, EventKind::Tick)
        .then(86_400, EventKind::Tick);
    story
});

story!(in_the_background_only_notifications_tell, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(1, EventKind::MovedToBackground)
        .then(5, EventKind::MessageOffered)
        .then(2, EventKind::MovedToForeground)
        .then(1, allowed("402913"))
        .then(1, EventKind::MovedToBackground)
        .then(200, EventKind::Tick)
        .then(1, EventKind::MovedToForeground);
    story
});

story!(a_clipboard_that_takes_nothing_is_told_once, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(1, EventKind::CopyPressed)
        .then(0, EventKind::ShellFailed(ShellProblem::Copy))
        .then(0, EventKind::ShellFailed(ShellProblem::ClearClipboard))
        .then(5, EventKind::CopyPressed)
        .then(9, EventKind::CodeUsed);
    story
});

story!(everything_can_be_deleted_even_while_a_code_stands, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::LanguageChosen(Language::English))
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(1, EventKind::CopyPressed)
        .then(1, EventKind::DeletionConfirmed)
        .then(1, EventKind::PageOpened(Page::Settings))
        .then(1, EventKind::PageOpened(Page::ConfirmDeletion))
        .then(1, EventKind::BackPressed)
        .then(1, EventKind::PageOpened(Page::ConfirmDeletion))
        .then(1, EventKind::DeletionConfirmed);
    story
});

story!(pages_open_over_a_wait_and_close_again, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(1, EventKind::PageOpened(Page::WhyNoMessage))
        .then(1, EventKind::BackPressed)
        .then(1, EventKind::BackPressed);
    story
});

story!(a_code_lives_from_the_arrival_of_its_message, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, EventKind::MessageOffered)
        .then(60, allowed("402913"))
        .then(119, EventKind::Tick)
        .then(1, EventKind::Tick);
    story
});

story!(
    a_code_that_is_over_when_its_message_may_be_read_is_not_shown,
    {
        let mut story = Story::begin_again(EXPLAINED);
        story
            .then(1, EventKind::WaitRequested)
            .then(5, EventKind::MessageOffered)
            .then(180, allowed("402913"));
        story
    }
);

story!(an_unanswered_question_is_the_first_cause_of_silence, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, EventKind::MessageOffered)
        .then(295, EventKind::Tick);
    story
});

story!(a_refused_message_is_the_first_cause_of_silence, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, EventKind::MessageOffered)
        .then(1, EventKind::MessageRefused)
        .then(294, EventKind::Tick);
    story
});

story!(a_yes_at_the_very_end_of_the_wait_still_counts, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(250, EventKind::MessageOffered)
        .then(50, EventKind::Tick)
        .then(1, allowed("402913"));
    story
});

story!(a_yes_after_the_wait_was_cancelled_reads_nothing, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, EventKind::MessageOffered)
        .then(1, EventKind::WaitCancelled)
        .then(1, allowed("402913"));
    story
});

story!(the_wait_goes_on_where_no_candidate_is_the_code, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(
            5,
            EventKind::MessageAllowed(Message::new("Codes: 118402 or 773019")),
        )
        .then(-3600, EventKind::Tick)
        .then(10, EventKind::NoneOfThese)
        .then(5, allowed("402913"));
    story
});

story!(a_timeout_of_an_earlier_listening_does_not_end_a_new_wait, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(200, EventKind::ResendPressed)
        .then(100, EventKind::ListeningTimedOut)
        .then(5, allowed("402913"));
    story
});

story!(a_message_pasted_after_silence_was_waited_for, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(300, EventKind::Tick)
        .then(20, shared(microsoft("402913").text()));
    story
});

story!(silence_in_the_background_is_told, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(1, EventKind::MovedToBackground)
        .then(299, EventKind::Tick)
        .then(60, EventKind::MovedToForeground);
    story
});

story!(after_a_restart_a_missed_message_is_the_likeliest_cause, {
    let wait_ends = Some(Timestamp(u64::try_from((BEGIN + 200) * 1000).unwrap_or(0)));
    let mut story = Story::begin_again(Saved {
        wait_ends,
        ..EXPLAINED
    });
    story.then(200, EventKind::Tick);
    story
});

story!(going_home_from_a_code_says_that_it_is_gone, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, allowed("402913"))
        .then(1, EventKind::BackPressed)
        .then(1, EventKind::WaitRequested);
    story
});

/// What is pressed in the guide, one second apart.
fn presses(story: &mut Story, events: &[GuideEvent]) {
    for event in events {
        story.then(1, EventKind::Guide(*event));
    }
}

/// At the step of the registration from which on the message may come.
fn registering(story: &mut Story) {
    use GuideEvent as G;
    presses(story, &[G::Opened, G::Chosen(GuideKind::Registration)]);
    presses(story, &[G::Answered(0); 4]);
    presses(story, &[G::NextPressed; 6]);
}

story!(the_guide_waits_by_itself_and_goes_on_after_the_code, {
    let mut story = Story::begin();
    registering(&mut story);
    story
        .then(2, EventKind::Guide(GuideEvent::NextPressed))
        .then(3, EventKind::ConsentExplained)
        .then(2, EventKind::Guide(GuideEvent::NextPressed))
        .then(6, EventKind::MessageOffered)
        .then(2, allowed("402913"))
        .then(9, EventKind::CodeUsed);
    presses(&mut story, &[GuideEvent::NextPressed; 2]);
    story
        .then(6, EventKind::MessageOffered)
        .then(2, allowed("771902"))
        .then(9, EventKind::CodeUsed);
    presses(&mut story, &[GuideEvent::NextPressed; 2]);
    story.then(1, EventKind::HomePressed);
    story
});

story!(whom_the_guide_is_not_for_is_told_what_is, {
    use GuideEvent as G;
    let mut story = Story::begin();
    presses(&mut story, &[G::Opened, G::Chosen(GuideKind::Registration)]);
    presses(&mut story, &[G::Answered(2), G::LinkPressed]);
    story
        .then(1, EventKind::BackPressed)
        .then(1, EventKind::BackPressed)
        .then(1, EventKind::BackPressed);
    story
});

story!(who_is_stuck_finds_the_cause_and_support, {
    use GuideEvent as G;
    let mut story = Story::begin_again(EXPLAINED);
    registering(&mut story);
    presses(&mut story, &[G::StuckPressed]);
    story
        .then(1, EventKind::SupportCallPressed)
        .then(1, EventKind::SupportPagePressed)
        .then(1, EventKind::BackPressed);
    presses(&mut story, &[G::StepsOpened, G::StepChosen(0)]);
    story
});

story!(
    silence_in_the_guide_is_explained_and_the_wait_begins_again,
    {
        let mut story = Story::begin_again(EXPLAINED);
        registering(&mut story);
        presses(&mut story, &[GuideEvent::NextPressed]);
        story
            .then(300, EventKind::Tick)
            .then(5, EventKind::WaitRequested)
            .then(5, EventKind::WaitCancelled)
            .then(5, EventKind::ResendPressed);
        story
    }
);

story!(who_read_the_code_elsewhere_waits_no_longer, {
    let mut story = Story::begin_again(EXPLAINED);
    registering(&mut story);
    presses(&mut story, &[GuideEvent::NextPressed; 4]);
    story
});

story!(a_code_that_runs_out_in_the_guide_is_waited_for_again, {
    let mut story = Story::begin_again(EXPLAINED);
    registering(&mut story);
    presses(&mut story, &[GuideEvent::NextPressed]);
    story
        .then(5, allowed("402913"))
        .then(180, EventKind::Tick)
        .then(5, EventKind::BackPressed)
        .then(5, EventKind::WaitRequested)
        .then(5, allowed("771902"))
        .then(5, EventKind::BackPressed);
    story
});

/// What a reader of the registration has kept at a step.
fn reading(step: &str) -> Progress {
    let answers = [
        ("role", "student"),
        ("authenticator", "no"),
        ("number", "yes"),
        ("password", "known"),
    ];
    Progress {
        answers: answers
            .map(|(question, answer)| (question.to_owned(), answer.to_owned()))
            .into(),
        reading: Some(Reading {
            guide: GuideKind::Registration,
            step: Some(step.to_owned()),
        }),
    }
}

story!(a_restart_while_the_guide_waits_goes_on_there, {
    let mut story = Story::begin();
    let wait_ends = Some(Timestamp(u64::try_from((BEGIN + 200) * 1000).unwrap_or(0)));
    let saved = Some(Saved {
        wait_ends,
        ..EXPLAINED
    });
    let progress = reading("message");
    story
        .then(
            9,
            EventKind::AppStarted(Start {
                saved,
                progress,
                catalogue: None,
            }),
        )
        .then(5, allowed("402913"))
        .then(5, EventKind::CodeUsed);
    story
});

story!(a_restart_elsewhere_in_the_guide_leads_back_from_home, {
    let mut story = Story::begin();
    let progress = reading("phone");
    story
        .then(
            9,
            EventKind::AppStarted(Start {
                saved: Some(EXPLAINED),
                progress,
                catalogue: None,
            }),
        )
        .then(5, EventKind::Guide(GuideEvent::Opened))
        .then(5, EventKind::WaitRequested);
    story
});

story!(a_newer_guide_keeps_the_place_or_finds_the_nearest, {
    let mut story = Story::begin_again(EXPLAINED);
    registering(&mut story);
    story
        .then(
            1,
            EventKind::CatalogueTaken(newer(
                "\"id\": \"number\",\n          \"device\"",
                "\"id\": \"your-number\",\n          \"device\"",
            )),
        )
        .then(1, EventKind::SupportCallPressed);
    story
});

/// The guide with a higher version, another number of support, and one piece of text replaced.
fn newer(old: &str, new: &str) -> Arc<Catalogue> {
    let built_in = include_str!("../assets/catalogue.json");
    assert!(built_in.contains(old), "the piece is there");
    let text = built_in
        .replacen("\"version\": 1", "\"version\": 2", 1)
        .replace("+4535323232", "+4535323233")
        .replace("35 32 32 32", "35 32 32 33")
        .replacen(old, new, 1);
    Arc::new(Catalogue::parse(text.as_bytes()).expect("it is sound"))
}

#[test]
fn words_that_name_support_follow_the_guide() {
    let mut story = Story::begin_again(EXPLAINED);
    let same = "\"format\": 1";
    story
        .then(1, EventKind::CatalogueTaken(newer(same, same)))
        .then(1, shared(microsoft("402913").text()))
        .then(1, EventKind::CodeNotMine);
    let view = view(&story.state);
    let Screen::Warning { steps } = view.screen else {
        panic!("it warns");
    };
    let words: Vec<_> = steps
        .iter()
        .map(|line| line.render(Language::Danish))
        .collect();
    let number = "35\u{a0}32\u{a0}32\u{a0}33";
    assert!(words.iter().any(|words| words.contains(number)));
    assert!(view.call_support.render(Language::English).contains(number));
}

#[test]
fn a_guide_past_its_last_day_says_so_and_stays() {
    let mut story = Story::begin_again(EXPLAINED);
    let past = Catalogue::built_in().valid_until().as_secs();
    story.second = i64::try_from(past).expect("it fits") - BEGIN + 1;
    story.then(1, EventKind::Guide(GuideEvent::Opened));
    let Screen::Guide(guide) = view(&story.state).screen else {
        panic!("the guide is shown");
    };
    assert_eq!(guide.advice[0].key, TextKey::GuideOutdated);
}

#[test]
fn a_drawing_is_read_out_without_what_says_nothing() {
    let mut story = Story::begin_again(EXPLAINED);
    registering(&mut story);
    presses(
        &mut story,
        &[GuideEvent::StepsOpened, GuideEvent::StepChosen(2)],
    );
    let Screen::Guide(guide) = view(&story.state).screen else {
        panic!("the guide is shown");
    };
    let GuidePage::Step(step) = guide.page else {
        panic!("a step is shown");
    };
    let spoken: Vec<_> = step
        .drawing
        .iter()
        .map(|part| part.spoken(Language::English))
        .collect();
    assert!(
        spoken.contains(&"Field. Here.".to_owned()),
        "a password without a label"
    );
    assert!(spoken.contains(&"Button: Log på. Here.".to_owned()));
}
