//! What can be pressed on each screen.

use super::shell::Press;
use kodebro_core::session::{CodeView, EventKind, Page, Screen};
use kodebro_core::text::{Language, TextKey};

/// Something to press, by its letter or by moving to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Button {
    pub(super) letter: char,
    pub(super) label: Label,
    pub(super) press: Press,
}

/// What stands on a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Text(TextKey),
    /// A candidate, by its place.
    Candidate(usize),
    Language(Language),
}

fn button(letter: char, label: TextKey, press: Press) -> Button {
    Button {
        letter,
        label: Label::Text(label),
        press,
    }
}

fn event(letter: char, label: TextKey, kind: EventKind) -> Button {
    button(letter, label, Press::Event(kind))
}

/// The buttons of a screen, the likeliest first.
pub(super) fn buttons(screen: &Screen) -> Vec<Button> {
    let support = [
        event('c', TextKey::SupportCall, EventKind::SupportCallPressed),
        event('o', TextKey::SupportHours, EventKind::SupportPagePressed),
    ];
    let wait = |label| event('w', label, EventKind::WaitRequested);
    let paste = button('p', TextKey::HomePaste, Press::Paste);
    let home = event('f', TextKey::ButtonHome, EventKind::HomePressed);
    let back = event('b', TextKey::ButtonBack, EventKind::BackPressed);
    let page = |letter, label, page| event(letter, label, EventKind::PageOpened(page));
    match screen {
        Screen::Home => vec![
            wait(TextKey::HomeWait),
            paste,
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
            .zip(0..candidates.len())
            .map(|(letter, place)| Button {
                letter,
                label: Label::Candidate(place),
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
