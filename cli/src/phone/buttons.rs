//! What can be pressed on each screen.

use super::shell::Press;
use kodebro_core::secret::Secret;
use kodebro_core::session::{
    CodeView, EventKind, GuideEvent, GuidePage, GuideView, Page, Reached, Screen, StepRow,
    StepView, ViewModel,
};
use kodebro_core::text::{Language, Line, Localised, TextKey, text};

/// Something to press, by its letter or by moving to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Button {
    pub(super) letter: char,
    pub(super) label: Label,
    pub(super) press: Press,
}

/// What stands on a button.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Label {
    Text(TextKey),
    Line(Line),
    Words(Localised),
    Step(StepRow),
    /// A candidate, by its place.
    Candidate(Secret<String>),
    Language(Language),
}

fn button(letter: char, label: TextKey, press: Press) -> Button {
    Button {
        letter,
        label: Label::Text(label),
        press,
    }
}

impl Label {
    /// What stands there in a language.
    pub(super) fn words(&self, language: Language) -> String {
        match self {
            Self::Text(key) => text(language, *key).to_owned(),
            Self::Line(line) => line.render(language),
            Self::Words(words) => words.get(language).to_owned(),
            Self::Step(row) => {
                let mark = match row.reached {
                    Reached::Done => '✓',
                    Reached::Here => '▸',
                    Reached::Ahead => ' ',
                };
                format!("{mark} {}", row.title.get(language))
            }
            Self::Candidate(code) => code.expose().clone(),
            Self::Language(language) => text(*language, TextKey::LanguageName).to_owned(),
        }
    }
}

fn event(letter: char, label: TextKey, kind: EventKind) -> Button {
    button(letter, label, Press::Event(kind))
}

/// The buttons of a screen, the likeliest first.
pub(super) fn buttons(view: &ViewModel) -> Vec<Button> {
    let support = support(view);
    let wait = |label| event('w', label, EventKind::WaitRequested);
    let paste = button('p', TextKey::HomePaste, Press::Paste);
    let home = event('f', TextKey::ButtonHome, EventKind::HomePressed);
    let back = event('b', TextKey::ButtonBack, EventKind::BackPressed);
    let page = |letter, label, page| event(letter, label, EventKind::PageOpened(page));
    match &view.screen {
        Screen::Home => vec![
            wait(TextKey::HomeWait),
            paste,
            Button {
                letter: 'v',
                label: Label::Line(view.way_to_guide.clone()),
                press: guide(GuideEvent::Opened),
            },
            page('h', TextKey::HomeHelp, Page::Help),
            page('s', TextKey::HomeSettings, Page::Settings),
            page('a', TextKey::HomeAbout, Page::About),
            button('q', TextKey::ButtonQuit, Press::Quit),
        ],
        Screen::ConsentExplained => {
            vec![
                event('g', TextKey::ButtonContinue, EventKind::ConsentExplained),
                back,
            ]
        }
        Screen::Waiting { .. } => vec![
            paste,
            event('r', TextKey::CodeResend, EventKind::ResendPressed),
            page('n', TextKey::HelpNothing, Page::WhyNoMessage),
            event('x', TextKey::ButtonCancel, EventKind::WaitCancelled),
        ],
        Screen::Code(code) => code_buttons(code, home),
        Screen::Choose { candidates, .. } => ('1'..='9')
            .zip(candidates.iter().cloned().enumerate())
            .map(|(letter, (place, code))| Button {
                letter,
                label: Label::Candidate(code),
                press: Press::Event(EventKind::CandidateChosen(place)),
            })
            .chain([event('0', TextKey::ChooseNone, EventKind::NoneOfThese)])
            .collect(),
        Screen::Expired => vec![
            event('r', TextKey::CodeResend, EventKind::ResendPressed),
            wait(TextKey::SilenceAgain),
            paste,
            home,
        ],
        Screen::Used => vec![home],
        Screen::Warning { .. } => support.into_iter().chain([home]).collect(),
        Screen::WhyNoMessage {
            after_wait: true, ..
        } => [wait(TextKey::SilenceAgain), paste]
            .into_iter()
            .chain(support)
            .chain([home])
            .collect(),
        Screen::WhyNoMessage { .. } => support.into_iter().chain([back]).collect(),
        Screen::Guide(guide) => guide_buttons(guide, view),
        Screen::Help => {
            let nothing = page('n', TextKey::HelpNothing, Page::WhyNoMessage);
            [nothing].into_iter().chain(support).chain([back]).collect()
        }
        Screen::Settings => Language::ALL
            .into_iter()
            .zip(['d', 'e'])
            .map(|(language, letter)| Button {
                letter,
                label: Label::Language(language),
                press: Press::Event(EventKind::LanguageChosen(language)),
            })
            .chain([
                page('x', TextKey::SettingsDelete, Page::ConfirmDeletion),
                back,
            ])
            .collect(),
        Screen::About => vec![back],
        Screen::ConfirmDeletion => {
            vec![
                back,
                event('j', TextKey::DeleteConfirm, EventKind::DeletionConfirmed),
            ]
        }
    }
}

fn support(view: &ViewModel) -> [Button; 2] {
    [
        Button {
            letter: 'c',
            label: Label::Line(view.call_support.clone()),
            press: Press::Event(EventKind::SupportCallPressed),
        },
        event('o', TextKey::SupportHours, EventKind::SupportPagePressed),
    ]
}

const fn guide(event: GuideEvent) -> Press {
    Press::Event(EventKind::Guide(event))
}

/// Letters for what is one of many; those of the other buttons beside them are left out.
fn letters() -> impl Iterator<Item = char> {
    ('1'..='9').chain("acdeghijklmnopqstuvwxyz".chars())
}

fn guide_buttons(shown: &GuideView, view: &ViewModel) -> Vec<Button> {
    let home = event('f', TextKey::ButtonHome, EventKind::HomePressed);
    let back = event('b', TextKey::ButtonBack, EventKind::BackPressed);
    let choice = |letter, label, event| Button {
        letter,
        label,
        press: guide(event),
    };
    let words = |words: &Localised| Label::Words(words.clone());
    let link = |label: &Localised| choice('l', words(label), GuideEvent::LinkPressed);
    let mut buttons = Vec::new();
    match &shown.page {
        GuidePage::Start { guides } => {
            buttons.extend(letters().zip(guides).map(|(letter, one)| {
                choice(letter, words(&one.title), GuideEvent::Chosen(one.kind))
            }));
        }
        GuidePage::Question { answers, .. } => {
            buttons.extend(letters().zip(answers.iter().enumerate()).map(
                |(letter, (place, one))| {
                    choice(letter, words(&one.answer), GuideEvent::Answered(place))
                },
            ));
        }
        GuidePage::NotForYou { link: page, .. } => {
            buttons.extend(page.as_ref().map(link));
            buttons.extend(support(view));
        }
        GuidePage::Step(step) => return step_buttons(step, shown.waiting_s.is_some()),
        GuidePage::Steps { steps, .. } => {
            buttons.extend(letters().zip(steps.iter().enumerate()).map(
                |(letter, (place, row))| {
                    choice(
                        letter,
                        Label::Step(row.clone()),
                        GuideEvent::StepChosen(place),
                    )
                },
            ));
            let restart = Label::Text(TextKey::GuideRestart);
            buttons.push(choice('r', restart, GuideEvent::RestartPressed));
        }
        GuidePage::Stuck { about_message, .. } => {
            let nothing = EventKind::PageOpened(Page::WhyNoMessage);
            let nothing = event('n', TextKey::HelpNothing, nothing);
            buttons.extend(about_message.then_some(nothing));
            buttons.extend(support(view));
            buttons.push(event('b', TextKey::GuideStuckBack, EventKind::BackPressed));
            buttons.push(home);
            return buttons;
        }
        GuidePage::Done { .. } => return vec![home, back],
    }
    buttons.extend([back, home]);
    buttons
}

fn step_buttons(step: &StepView, waits: bool) -> Vec<Button> {
    let at_step = |letter, label, event| button(letter, label, guide(event));
    let mut buttons = vec![at_step('v', TextKey::GuideNext, GuideEvent::NextPressed)];
    if step.can_wait {
        buttons.push(event('w', TextKey::HomeWait, EventKind::WaitRequested));
    }
    if step.takes_message {
        buttons.push(button('p', TextKey::HomePaste, Press::Paste));
    }
    if waits {
        buttons.push(event('x', TextKey::ButtonCancel, EventKind::WaitCancelled));
    }
    buttons.extend(step.link.as_ref().map(|label| Button {
        letter: 'l',
        label: Label::Words(label.clone()),
        press: guide(GuideEvent::LinkPressed),
    }));
    buttons.extend([
        at_step('i', TextKey::GuideStuck, GuideEvent::StuckPressed),
        at_step('a', TextKey::GuideSteps, GuideEvent::StepsOpened),
        event('b', TextKey::ButtonBack, EventKind::BackPressed),
        event('f', TextKey::ButtonHome, EventKind::HomePressed),
    ]);
    buttons
}

fn code_buttons(code: &CodeView, home: Button) -> Vec<Button> {
    let not_mine = event('i', TextKey::CodeNotMine, EventKind::CodeNotMine);
    if !code.expected {
        return vec![
            event('j', TextKey::CodeExpected, EventKind::CodeExpected),
            not_mine,
            home,
        ];
    }
    vec![
        event('k', TextKey::CodeCopy, EventKind::CopyPressed),
        event('u', TextKey::CodeUsed, EventKind::CodeUsed),
        event('r', TextKey::CodeResend, EventKind::ResendPressed),
        not_mine,
        home,
    ]
}

/// The phone's own question.
pub(super) fn consent_buttons() -> Vec<Button> {
    vec![
        button('j', TextKey::ConsentAllow, Press::Consent(true)),
        button('n', TextKey::ConsentRefuse, Press::Consent(false)),
    ]
}
