//! Whole sessions: events in, states and effects out, with real messages, as a person would see
//! them. Each snapshot tells a story line by line; codes print as `***`.

/// A test that holds a story by its snapshot.
macro_rules! story {
    ($name:ident, $story:expr) => {
        #[test]
        fn $name() {
            let story = $story;
            insta::assert_snapshot!(story.told);
        }
    };
}

mod guide;
mod story;

use kodebro_core::message::Message;
use kodebro_core::session::{EventKind, Page, Saved, ShellProblem, Timestamp};
use kodebro_core::text::Language;
use story::{BEGIN, EXPLAINED, Story, allowed, microsoft, shared};

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

story!(a_wait_at_a_field_says_that_the_message_is_on_its_way, {
    let mut story = Story::begin();
    story
        .then(1, EventKind::WaitRequestedAtField)
        .then(2, EventKind::ConsentExplained)
        .then(3, EventKind::WaitRequested);
    story
});

story!(a_phone_that_cannot_listen_says_so_and_takes_a_paste, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(0, EventKind::ListeningFailed)
        .then(1, EventKind::PageOpened(Page::WhyNoMessage))
        .then(1, EventKind::BackPressed)
        .then(1, EventKind::MovedToBackground)
        .then(3, EventKind::MovedToForeground)
        .then(3, shared(microsoft("402913").text()));
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

story!(a_code_that_is_handed_over_is_as_old_as_it_may_be, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(5, EventKind::CodeHandedOver(Message::new("402913")))
        .then(120, EventKind::Tick);
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
            .then(1, EventKind::CopyPressed)
            .then(1, EventKind::SharePressed)
            .then(1, EventKind::CodeUsed)
            .then(2, EventKind::CodeNotMine)
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

story!(a_wait_goes_on_after_a_restart_where_nothing_listens, {
    let wait_ends = Some(Timestamp(u64::try_from((BEGIN + 120) * 1000).unwrap_or(0)));
    let mut story = Story::begin_again(Saved {
        wait_ends,
        ..EXPLAINED
    });
    story.then(0, EventKind::ListeningFailed);
    story
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

story!(a_code_that_came_unseen_is_told_until_it_is_seen, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(1, EventKind::MovedToBackground)
        .then(5, allowed("402913"))
        .then(5, EventKind::MovedToForeground)
        .then(5, EventKind::MovedToBackground);
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
        .then(1, EventKind::HomePressed)
        .then(1, EventKind::WaitRequested);
    story
});

story!(going_back_ends_neither_a_wait_nor_a_code, {
    let mut story = Story::begin_again(EXPLAINED);
    story
        .then(1, EventKind::WaitRequested)
        .then(1, EventKind::BackPressed)
        .then(5, allowed("402913"))
        .then(1, EventKind::BackPressed);
    story
});

// Who never chose anything has nothing kept but what went on.
story!(who_only_pastes_is_told_once_that_the_code_is_gone, {
    let pasted = Saved {
        consent_explained: false,
        code_was_shown: true,
        code_on_clipboard: true,
        ..EXPLAINED
    };
    Story::begin_again(pasted)
});
