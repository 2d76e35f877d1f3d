//! What the tests of the screens share: a phone that keeps nothing, and a terminal in memory.

use super::screen::drawn;
use super::shell::Shell;
use kodebro_core::message::Message;
use kodebro_core::session::Timestamp;
use kodebro_core::store::Keeper;
use kodebro_core::text::Language;

const START: Timestamp = Timestamp(1_800_000_000_000);

pub(super) fn at(seconds: u64) -> Timestamp {
    Timestamp(START.0 + seconds * 1000)
}

pub(super) fn shell(language: Language) -> Shell {
    Shell::start(Keeper::forgetful(), language, START)
}

/// Presses the buttons with these letters.
pub(super) fn press(shell: &mut Shell, letters: &str, at: Timestamp) {
    for letter in letters.chars() {
        shell.type_character(letter, at);
    }
}

pub(super) fn microsoft() -> Message {
    Message::new("Brug bekræftelseskode 402913 til Microsoft godkendelse.").from_sender("Microsoft")
}

pub(super) fn picture(shell: &Shell) -> String {
    drawn(shell, (80, 26))
}
