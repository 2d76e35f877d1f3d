//! What a screen is, and what is to be tapped on it, by the words of the app and of Play services.

use super::screen::{Node, Screen};
use crate::phone::{PhoneButton, PhoneScreen};
use kodebro_core::secret::Secret;
use kodebro_core::text::{Language, TextKey, text};

/// The app whose question it is whether a message may be read.
const PLAY_SERVICES: &str = "com.google.android.gms";

/// What its buttons say, in the languages that a device of these tests may have. The sheet is not
/// ours: Google shows it in the device's language and may change it.
const ALLOW: [&str; 2] = ["Allow", "Tillad"];
const REFUSE: [&str; 2] = ["Deny", "Afvis"];

/// The button of Play services' question, where it stands on the screen.
pub(super) fn consent_button(screen: &Screen, allow: bool) -> Option<&Node> {
    let names = if allow { ALLOW } else { REFUSE };
    screen.nodes().iter().find(|node| {
        node.package == PLAY_SERVICES
            && names
                .iter()
                .any(|name| node.text.eq_ignore_ascii_case(name))
            && screen.is_button(node)
    })
}

/// The screen, by its heading.
pub(super) fn screen_of(screen: &Screen, language: Language) -> PhoneScreen {
    if consent_button(screen, true).is_some() {
        return PhoneScreen::Asking;
    }
    let words = screen.words();
    let has = |key| {
        let template = text(language, key);
        words.iter().any(|said| fits(template, said))
    };
    // The guide tells of the wait as well, and comes before it.
    let screens: [(PhoneScreen, &[TextKey]); 12] = [
        (PhoneScreen::ConsentExplained, &[TextKey::ConsentTitle]),
        (
            PhoneScreen::UnexpectedCode,
            &[TextKey::CodeExpectedQuestion],
        ),
        (PhoneScreen::Code, &[TextKey::CodeTitle]),
        (PhoneScreen::Choose, &[TextKey::ChooseTitle]),
        (PhoneScreen::Expired, &[TextKey::ExpiredTitle]),
        (PhoneScreen::Used, &[TextKey::UsedTitle]),
        (PhoneScreen::Warning, &[TextKey::WarningTitle]),
        // Its heading is a button elsewhere where nobody waited.
        (PhoneScreen::WhyNoMessage, &[TextKey::SilenceIntro]),
        (
            PhoneScreen::Guide,
            &[
                TextKey::GuideTitle,
                TextKey::GuideQuestion,
                TextKey::GuideStep,
                TextKey::GuideStuckTitle,
            ],
        ),
        (PhoneScreen::Waiting, &[TextKey::WaitingTitle]),
        (PhoneScreen::Home, &[TextKey::HomeTitle]),
        (PhoneScreen::Other, &[]),
    ];
    screens
        .into_iter()
        .find(|(_, keys)| keys.iter().any(|key| has(*key)))
        .map_or(PhoneScreen::Other, |(screen, _)| screen)
}

/// The words of a button of the app, where it always has the same.
pub(super) const fn words_of(button: PhoneButton) -> Option<TextKey> {
    match button {
        PhoneButton::Copy => Some(TextKey::CodeCopy),
        PhoneButton::Used => Some(TextKey::CodeUsed),
        PhoneButton::Resend => Some(TextKey::CodeResend),
        PhoneButton::NotMine => Some(TextKey::CodeNotMine),
        PhoneButton::Home => Some(TextKey::ButtonHome),
        PhoneButton::Guide => Some(TextKey::HomeGuide),
        PhoneButton::NextStep => Some(TextKey::GuideNext),
        PhoneButton::Wait
        | PhoneButton::Allow
        | PhoneButton::Refuse
        | PhoneButton::Paste
        | PhoneButton::English
        | PhoneButton::Danish
        | PhoneButton::FirstChoice => None,
    }
}

/// The button that leads from a screen towards waiting.
pub(super) const fn towards_waiting(screen: PhoneScreen) -> Option<TextKey> {
    match screen {
        PhoneScreen::Home => Some(TextKey::HomeWait),
        PhoneScreen::ConsentExplained => Some(TextKey::ButtonContinue),
        PhoneScreen::Expired | PhoneScreen::WhyNoMessage => Some(TextKey::SilenceAgain),
        PhoneScreen::Used => Some(TextKey::ButtonHome),
        _ => None,
    }
}

/// The code on the screen: the app has it said one character at a time, such as `2 6 3, 6 4 1`.
pub(super) fn code_on(screen: &Screen) -> Option<Secret<String>> {
    screen.nodes().iter().find_map(|node| {
        let characters: Vec<&str> = node.description.split([' ', ',']).collect();
        let characters: Vec<&str> = characters.into_iter().filter(|it| !it.is_empty()).collect();
        let are_single = characters.iter().all(|it| {
            it.len() == 1
                && it
                    .chars()
                    .all(|character| character.is_ascii_alphanumeric())
        });
        (are_single && characters.len() >= 4).then(|| Secret::new(characters.concat()))
    })
}

/// Whether words are a text, with anything where it has `{name}`.
fn fits(template: &str, words: &str) -> bool {
    let mut fixed = template.split('{').enumerate().map(|(place, part)| {
        if place == 0 {
            part
        } else {
            part.split_once('}').map_or(part, |(_, after)| after)
        }
    });
    let first = fixed.next().unwrap_or_default();
    let Some(mut rest) = words.strip_prefix(first) else {
        return false;
    };
    let mut is_open = false;
    for part in fixed {
        let Some(at) = rest.find(part) else {
            return false;
        };
        is_open = part.is_empty();
        rest = &rest[at + part.len()..];
    }
    is_open || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(package: &str, text: &str) -> Screen {
        let node = format!(
            "<hierarchy rotation=\"0\"><node text=\"{text}\" package=\"{package}\" \
             class=\"android.widget.Button\" clickable=\"true\" bounds=\"[0,0][9,9]\" /></hierarchy>"
        );
        Screen::parse(&node).expect("it is written as it should be")
    }

    #[test]
    fn only_play_services_ask_whether_a_message_may_be_read() {
        let asks = |package| consent_button(&screen(package, "Allow"), true).is_some();
        assert!(asks("com.google.android.gms"));
        assert!(!asks("com.android.permissioncontroller"));
        assert!(!asks("dk.kodebro.app"));
    }

    #[test]
    fn words_with_a_pause_are_no_code() {
        let said = |words: &str| {
            let dump = format!(
                "<hierarchy><node content-desc=\"{words}\" bounds=\"[0,0][9,9]\" /></hierarchy>"
            );
            code_on(&Screen::parse(&dump).expect("it is written as it should be"))
        };
        assert!(said("2 6 3, 6 4 1").is_some_and(|code| code.expose() == "263641"));
        assert!(said("Tilbage").is_none());
        assert!(said("Min. 2, sek. 3, 4 og 5").is_none());
        assert!(said("1, 2, 3").is_none());
    }

    #[test]
    fn a_text_with_something_filled_in_is_known_again() {
        assert!(fits("Trin {number} af {count}", "Trin 3 af 16"));
        assert!(fits("Klar", "Klar"));
        assert!(!fits("Klar", "Klart"));
        assert!(!fits("Trin {number} af {count}", "Trinvis"));
        assert!(fits("{time} tilbage", "3 min. tilbage"));
        assert!(!fits("{time} tilbage", "3 min. tilbage nu"));
    }
}
