//! Sessions in the guide.

use crate::story::{BEGIN, EXPLAINED, Story, allowed, microsoft, shared};
use kodebro_core::guide::{Catalogue, GuideKind, Progress, Reading};
use kodebro_core::session::{
    EventKind, GuideEvent, GuidePage, Saved, Screen, Start, Timestamp, view,
};
use kodebro_core::text::{Language, TextKey};
use std::sync::Arc;

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

story!(who_is_stuck_when_the_code_comes_goes_on_with_the_guide, {
    let mut story = Story::begin_again(EXPLAINED);
    registering(&mut story);
    presses(
        &mut story,
        &[GuideEvent::NextPressed, GuideEvent::StuckPressed],
    );
    story
        .then(5, allowed("402913"))
        .then(5, EventKind::CodeUsed);
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
    let built_in = include_str!("../../assets/catalogue.json");
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
